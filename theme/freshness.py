"""The execution cache cannot lie: a page is stale when anything that it reads changes.

jupyter-cache looks at the text of the code cells only. So the digest of all files
that a chapter reads (its imports, and theirs; what its front matter names in
``depends``; its published values and results) is written as a comment into its first
code cell, and Sphinx reads a chapter again when that digest is no longer the one that
it remembers.
"""

import ast
import hashlib
import platform
import re
from functools import lru_cache
from pathlib import Path

import yaml
from jupyter_cache.cache.db import create_db

from theme.dates import last_changed

PACKAGES = ("models", "explore", "figures", "theme")
CELL = re.compile(r"^(`{3,})\{code-cell\}[^\n]*\n(.*?)^\1 *$", re.M | re.S)


def imported(code: str, package: str = "") -> set[str]:
    """Return the dotted names of our modules that ``code`` may import."""
    code = re.sub(r"^[%!].*$", "pass", code, flags=re.M)  # notebook magics
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: -node.level + 1 or None] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            names |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return {name for name in names if name.split(".")[0] in PACKAGES}


def module_files(root: Path, name: str) -> list[Path]:
    """Return the files that importing ``name`` runs; none if it is not a module."""
    parts = name.split(".")
    above = [root.joinpath(*parts[:n], "__init__.py") for n in range(1, len(parts) + 1)]
    return [
        p for p in [*above, root.joinpath(*parts).with_suffix(".py")] if p.is_file()
    ]


@lru_cache
def module_imports(root: Path, path: Path, changed: int) -> set[str]:
    """Return what the module at ``path`` imports (``changed``: its time of change)."""
    package = ".".join(path.parent.relative_to(root).parts)
    return imported(path.read_text(encoding="utf8"), package)


def import_closure(root: Path, code: str) -> set[Path]:
    """Return all files of ours that run when ``code`` runs its imports."""
    files, names, seen = set(), imported(code), set()
    while names:
        name = names.pop()
        seen.add(name)
        for path in set(module_files(root, name)) - files:
            files.add(path)
            names |= module_imports(root, path, path.stat().st_mtime_ns) - seen
    return files


def files_read(root: Path, docname: str, text: str) -> list[Path]:
    """Return every file that the page ``docname`` with source ``text`` is made from."""
    cells = [re.sub(r"\A(?::.*\n)+", "", m[2]) for m in CELL.finditer(text)]
    files = set()
    for cell in cells:
        try:
            files |= import_closure(root, cell)
        except SyntaxError:  # the kernel will say so, with the cell's number
            continue
    own = docname.removeprefix("chapters/")
    for name in [f"published/{own}.toml", f"results/{own}.json"]:
        files |= {root / name} if (root / name).is_file() else set()
    for name in front_matter(text).get("depends") or []:
        path = root / name
        if not path.exists():
            raise FileNotFoundError(f"{docname}: depends names no file: {name}")
        inside = path.rglob("*") if path.is_dir() else [path]
        files |= {p for p in inside if p.is_file() and "__pycache__" not in p.parts}
    return sorted(files)


def front_matter(text: str) -> dict:
    """Return the YAML head of a chapter, or nothing."""
    head = re.match(r"\A---\n(.*?)\n---\n", text, re.S)
    return (yaml.safe_load(head[1]) if head else None) or {}


def digest(root: Path, docname: str, text: str) -> str:
    """Return one short digest of all that the page is made from, with their names."""
    sha = hashlib.sha256()
    for path in files_read(root, docname, text):
        sha.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes() + b"\0")
    return sha.hexdigest()[:16]


def stamp(app, docname, source):
    """Write the digest into the first code cell (``source-read``)."""
    now = digest(Path(app.srcdir), docname, source[0])
    changed = last_changed(Path(app.srcdir), docname)
    app.env.metadata[docname] |= {"digest": now, "changed": changed}
    if cell := CELL.search(source[0]):
        end = cell.end(2)
        source[0] = f"{source[0][:end]}# made from {now}\n{source[0][end:]}"


def outdated(app, env, added, changed, removed):
    """Return the pages whose digest or day is not the one they were built with."""
    root = Path(app.srcdir)
    texts = {
        name: Path(env.doc2path(name)).read_text(encoding="utf8")
        for name in env.all_docs
        if name not in removed
    }
    built = {n: [env.metadata[n].get(k) for k in ("digest", "changed")] for n in texts}
    return [
        name
        for name, text in texts.items()
        if built[name] != [digest(root, name, text), last_changed(root, name)]
    ]


def cache_folder(app, config):
    """Name the execution cache by what the chapters run on."""
    root = Path(app.srcdir)
    runs_on = (root / "requirements.txt").read_bytes()
    runs_on += platform.python_version().encode()
    key = hashlib.sha256(runs_on).hexdigest()[:12]
    folder = root / "_build" / f"cache-{key}"
    folder.mkdir(parents=True, exist_ok=True)
    create_db(folder)  # once, before two readers would do it together
    config.nb_execution_cache_path = str(folder)


def setup(app):
    """Connect the three moments at which freshness is looked at."""
    app.connect("config-inited", cache_folder)
    app.connect("source-read", stamp)
    app.connect("env-get-outdated", outdated)
