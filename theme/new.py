"""Make the skeleton of a chapter: ``make new C=power/capture``."""

import keyword
import re
import sys
from pathlib import Path

import yaml

from theme.heads import ROOT
from theme.toc import PARTS

SKELETON = Path(__file__).with_name("skeleton")
FILES = {
    "published.toml": "published/{part}/{name}.toml",
    "test.py": "tests/{part}/test_{name}.py",
    "model.py": "models/{part}/{name}.py",
    "figure.py": "figures/{part}/{name}.py",
    "chapter.md": "chapters/{part}/{name}.md",
}
PACKAGES = ("models", "figures", "tests")


def new_chapter(where: str, *, root: Path = ROOT) -> list[Path]:
    """Write the five files of ``part/name`` and its entry in the table of contents.

    Nothing is written when the name is bad or one of the files is there already.
    """
    part, _, name = where.partition("/")
    if part not in PARTS:
        raise ValueError(f"the part must be one of {', '.join(PARTS)}, got {part!r}")
    if not re.fullmatch(r"[a-z][a-z_]*[a-z]", name) or keyword.iskeyword(name):
        raise ValueError(f"a name is small letters and underscores, got {name!r}")
    paths = {key: root / FILES[key].format(part=part, name=name) for key in FILES}
    there = [str(p.relative_to(root)) for p in paths.values() if p.exists()]
    if there:
        raise ValueError(f"there is already {', '.join(there)}")
    for key, path in paths.items():
        text = (SKELETON / f"{key}.txt").read_text(encoding="utf-8")
        text = text.replace("PART", part).replace("NAME", name)
        text = text.replace("LABEL", name.replace("_", "-"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for folder in PACKAGES:
        (root / folder / part / "__init__.py").touch()
    enter(part, name, root / "_toc.yml")
    return list(paths.values())


def enter(part: str, name: str, path: Path) -> None:
    """Put the chapter last in its part, and a new part where it belongs."""
    toc = yaml.safe_load(path.read_text(encoding="utf-8"))
    captions = [entry["caption"] for entry in toc["parts"]]
    if PARTS[part] not in captions:
        titles = list(PARTS.values())
        later = titles[titles.index(PARTS[part]) :]
        known = [k for k, caption in enumerate(captions) if caption in titles]
        earlier = [k for k in known if captions[k] not in later]
        place = earlier[-1] + 1 if earlier else [*known, len(captions)][0]
        toc["parts"].insert(place, {"caption": PARTS[part], "chapters": []})
    entry = next(entry for entry in toc["parts"] if entry["caption"] == PARTS[part])
    entry["chapters"].append({"file": f"chapters/{part}/{name}"})
    path.write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Say what was made, or why nothing was."""
    try:
        paths = new_chapter(arguments[0] if arguments else "")
    except ValueError as error:
        print(f"Nothing was made: {error}. For example: make new C=power/capture")
        return 1
    for path in paths:
        print(path.relative_to(ROOT))
    print("_toc.yml has the chapter. CONTRIBUTING.md says what comes next.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
