"""Rules for code: models are documented and pure, and everything has its place."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.rules.page import all_pages, chapters
from theme.heads import names_of_tests, path_of_tests, read_head
from theme.published import published
from theme.toc import PARTS

PURE = {"models", "numpy", "scipy", *sys.stdlib_module_names} - {"random"}
FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink"}
KINDS = ("published", "limit", "property", "bad")
SHARED = {"city", "validation"}


def models(root: Path) -> list[str]:
    """Return part/name of each model that a chapter teaches."""
    return [page.name for page in chapters(root)]


def modules(root: Path, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield where a Python file is and its syntax tree."""
    for folder in folders:
        for path in sorted((root / folder).glob("**/*.py")):
            where = str(path.relative_to(root))
            yield where, ast.parse(path.read_text(encoding="utf-8"))


def cells(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Yield the code cells of all pages like modules."""
    for page in all_pages(root):
        for number, cell in enumerate(page.cells, 1):
            yield f"{page.where}, cell {number}", ast.parse(cell.body)


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted name of every module that is imported; ``.`` if relative."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def heads_are_complete(root: Path) -> list[str]:
    """Question, equations, source and what is left out stand in each model's head."""
    complaints = []
    for name in models(root):
        try:
            read_head(name, root=root)
        except ValueError as error:
            complaints.append(str(error))
    return complaints


def models_are_pure(root: Path) -> list[str]:
    """Models import only numbers, print nothing, and touch files only in read_*."""
    complaints = []
    for where, tree in modules(root, "models"):
        for name in imports(tree):
            if name.split(".")[0] not in PURE:
                complaints.append(f"{where}: imports {name}")
        for top in tree.body:
            named = getattr(top, "name", "").lstrip("_")
            reader = named.startswith("read_")
            for call in (n for n in ast.walk(top) if isinstance(n, ast.Call)):
                called = getattr(call.func, "id", getattr(call.func, "attr", ""))
                if called == "print" or (called in FILES and not reader):
                    complaints.append(f"{where}: calls {called}")
    return complaints


def randomness_is_passed(root: Path) -> list[str]:
    """No global random numbers anywhere; models make no generator of their own."""
    complaints = []
    folders = ("models", "explore", "figures", "results")
    for where, tree in [*modules(root, *folders), *cells(root)]:
        allowed = {"Generator"} | ({"default_rng"} if "models/" not in where else set())
        for node in ast.walk(tree):
            used = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
            match = re.fullmatch(r"(?:np|numpy)\.random\.(\w+)", used)
            if match and match[1] not in allowed:
                complaints.append(f"{where}: uses {used}")
        for name in imports(tree):
            if name in ("random", "numpy.random"):
                complaints.append(f"{where}: imports {name}")
    return complaints


def data_flows_one_way(root: Path) -> list[str]:
    """``explore`` knows no model and no figure; figures know no theme."""
    above = {"explore": ("models", "figures", "theme"), "figures": ("theme",)}
    return [
        f"{where}: imports {name}"
        for folder, banned in above.items()
        for where, tree in modules(root, folder)
        for name in imports(tree)
        if name.split(".")[0] in banned
    ]


def imports_name_the_file(root: Path) -> list[str]:
    """Models are imported by ``from models.<part>.<name> import`` and no other way."""
    complaints = []
    for where, tree in [*modules(root, "models", "figures", "results"), *cells(root)]:
        whole = {
            a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names
        }
        for name in imports(tree):
            parts = name.split(".")
            shared = len(parts) == 2 and parts[1] in SHARED
            plain = parts[0] == "models" and name not in whole
            if name.startswith(".") or (
                parts[0] == "models" and not (plain and (len(parts) == 3 or shared))
            ):
                complaints.append(f"{where}: imports {name}")
    return complaints


def paths_mirror(root: Path) -> list[str]:
    """Chapter, model, figure, published values and tests share one path."""
    patterns = {
        "models": "models/{}.py",
        "figures": "figures/{}.py",
        "published": "published/{}.toml",
    }
    names, complaints = set(models(root)), []
    for name in sorted(names):
        wanted = [root / pattern.format(name) for pattern in patterns.values()]
        for path in [*wanted, path_of_tests(name, root=root)]:
            if not path.exists():
                complaints.append(f"{name}: {path.relative_to(root)} is missing")
    used = {name for _, tree in modules(root, "models") for name in imports(tree)}
    for folder, pattern in patterns.items():
        for path in sorted(root.glob(pattern.format("*/*"))):
            name = f"{path.parent.name}/{path.stem}"
            helper = folder == "models" and f"models.{name.replace('/', '.')}" in used
            if name not in names and path.stem != "__init__" and not helper:
                complaints.append(f"{path.relative_to(root)}: no chapter of that name")
    return complaints


def parts_are_packages(root: Path) -> list[str]:
    """Only the six parts have folders, and each folder of code is a package."""
    complaints = []
    others = {
        "chapters": {"back"},
        "tests": {"explore", "theme", "rules", "site", "peers"},
    }
    for folder in ("models", "figures", "chapters", "published", "tests"):
        for path in sorted((root / folder).glob("*/")):
            known = {*PARTS, *others.get(folder, ()), "__pycache__"}
            if path.name not in known:
                complaints.append(f"{path.relative_to(root)}: not one of the parts")
            code = folder in ("models", "figures", "tests") and path.name in PARTS
            if code and not (path / "__init__.py").exists():
                complaints.append(f"{path.relative_to(root)}: no __init__.py")
    return complaints


def tests_are_of_four_kinds(root: Path) -> list[str]:
    """Each model is tested on published values, limits, properties and bad input."""
    return [
        f"tests of {name}: none starts with test_{kind}"
        for name in models(root)
        for kind in KINDS
        if not any(
            t.startswith(f"test_{kind}") for t in names_of_tests(name, root=root)
        )
    ]


def published_figures_are_read(root: Path) -> list[str]:
    """Each published figure is well formed, and the model's tests name it."""
    complaints = []
    for name in models(root):
        test = path_of_tests(name, root=root)
        tree = ast.parse(test.read_text(encoding="utf-8") if test.exists() else "")
        said = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
        try:
            figures = published(name, root=root)
        except (ValueError, tomllib.TOMLDecodeError) as error:
            complaints.append(str(error))
            continue
        if not figures:
            complaints.append(f"published/{name}.toml: no figure")
        for key in sorted(figures.keys() - said):
            complaints.append(f"published/{name}.toml: no test reads {key!r}")
    return complaints


RULES = [
    heads_are_complete,
    models_are_pure,
    randomness_is_passed,
    data_flows_one_way,
    imports_name_the_file,
    paths_mirror,
    parts_are_packages,
    tests_are_of_four_kinds,
    published_figures_are_read,
]
