"""Rules for the tree as a whole: nothing borrowed, nothing called from elsewhere."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

DATA = {".pb", ".csv", ".tsv", ".xls", ".xlsx", ".parquet", ".zip", ".gz"}
BINARY = {".png", ".jpg", ".ico", ".woff", ".woff2", ".ttf", ".pdf", *DATA}
HOSTS = re.compile(
    r"(?:files\.)?py(?:pi|thonhosted)\.org|registry\.\w+|[\w.]*anaconda\.org", re.I
)
PIN = re.compile(r"^[\w.-]+(\[[\w,-]+\])?==[^\s=]+ .*--hash=sha256:", re.S)
PICTURE = "docs/chapter.png"
INDEX = re.compile(r"--(?:extra-)?index-url|--find-links|PIP_INDEX_URL")
LOADED = re.compile(
    r"""<(?:script|img|iframe)[^>]*\ssrc=["']?(?:https?:)?//|"""
    r"""<link[^>]*\shref=["']?(?:https?:)?//|"""
    r"""url\(["']?(?:https?:)?//|@import\s+["'](?:https?:)?//|"""
    r"""\bfetch\(["'`](?:https?:)?//|\bimport\(?\s*["']https?:""",
    re.I,
)
GUIDES = ("CONTRIBUTING.md", "theme/skeleton", "tests/rules")  # may say it
LOOSE = re.compile(r"^(_build|__pycache__|\.(?!ci$|github$).*|.*\.egg-info)$")


def files(root: Path) -> Iterator[Path]:
    """Yield the project's own files: nothing hidden, built or installed."""
    for folder, inside, names in os.walk(root):
        inside[:] = [name for name in inside if not LOOSE.search(name)]
        yield from (Path(folder, name) for name in sorted(names))


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Yield where each text file is and what it says; this file excepted."""
    for path in files(root):
        where = str(path.relative_to(root))
        if path.suffix not in BINARY and where != "tests/rules/tree.py":
            yield where, path.read_text(encoding="utf-8", errors="replace")


def no_borrowed_data(root: Path) -> list[str]:
    """No third party's data file lives in the project."""
    return [
        f"{path.relative_to(root)}: a data file"
        for path in files(root)
        if path.suffix in DATA
    ]


def no_registry_is_named(root: Path) -> list[str]:
    """Packages come from wherever the machine gets them."""
    complaints = []
    for where, text in texts(root):
        if match := HOSTS.search(text):
            complaints.append(f"{where}: names {match[0]}")
        if INDEX.search(text):
            complaints.append(f"{where}: names a package index")
    return complaints


def nothing_is_loaded_from_elsewhere(root: Path) -> list[str]:
    """No page, style or script asks another site for anything."""
    places = ("theme", "explore", "chapters", "figures", "_config.yml", "README.md")
    return [
        f"{where}: loads {match[0]}"
        for where, text in texts(root)
        if where.startswith(places) and (match := LOADED.search(text))
    ]


def pins_are_exact(root: Path) -> list[str]:
    """Every package, the indirect ones included, has one version and its digests."""
    complaints = []
    for path in [root / "requirements.txt", *sorted(root.glob("requirements/*.txt"))]:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for entry in re.split(r"(?<!\\)\n", text):
            name = entry.split("\n")[0].rstrip("\\ ")
            if name and not name.startswith("#") and not PIN.match(entry):
                complaints.append(f"{path.relative_to(root)}: {name}")
    return complaints


def nothing_is_left_to_write(root: Path) -> list[str]:
    """The skeleton of ``make new`` marks what its author must write; nothing stays."""
    return [
        f"{where}: line {number}: {line.strip()}"
        for where, text in texts(root)
        if not where.startswith(GUIDES)
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(r"\bTODO\b", line)
    ]


def results_have_their_script(root: Path) -> list[str]:
    """Each file of results stands beside the script that made it."""
    return [
        f"{path.relative_to(root)}: no script {path.stem}.py"
        for path in sorted(root.glob("results/*/*.json"))
        if not path.with_suffix(".py").exists()
    ]


def readme_opens_with_the_commands(root: Path) -> list[str]:
    """The first screen has both commands and a picture with words."""
    screen = "\n".join(
        (root / "README.md").read_text(encoding="utf-8").splitlines()[:30]
    )
    needs = ("make book", "make test", f"]({PICTURE})")
    lacking = [need for need in needs if need not in screen]
    complaints = [f"README.md: no {need!r} in the first screen" for need in lacking]
    return complaints + ([] if (root / PICTURE).exists() else [f"{PICTURE}: missing"])


def readme_names_every_command(root: Path) -> list[str]:
    """What ``make help`` lists, the README explains."""
    makefile, readme = root / "Makefile", (root / "README.md").read_text("utf-8")
    text = makefile.read_text("utf-8") if makefile.exists() else ""
    names = re.findall(r"^([a-z]+):.*## ", text, re.M)
    return [
        f"README.md: no `make {name}`"
        for name in names
        if name != "help" and not re.search(rf"`make {name}\b", readme)
    ]


RULES = [
    no_borrowed_data,
    no_registry_is_named,
    nothing_is_loaded_from_elsewhere,
    pins_are_exact,
    nothing_is_left_to_write,
    results_have_their_script,
    readme_opens_with_the_commands,
    readme_names_every_command,
]
