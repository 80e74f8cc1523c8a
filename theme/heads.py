"""Read a model's head: its question, equations, source, and what it leaves out."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LABELS = ("Equations", "Source", "Leaves out")


@dataclass(frozen=True, slots=True)
class Head:
    """The docstring at the top of a model, taken apart."""

    name: str  # part/name
    question: str
    equations: str
    source: str
    leaves_out: str

    @property
    def keys(self) -> list[str]:
        """Bibliography keys that stand in [brackets] in the source line."""
        return re.findall(r"\[(\w+)\]", self.source)


def read_head(name: str, *, root: Path = ROOT) -> Head:
    """Return the head of ``models/<name>.py``; a named error says what is amiss."""
    path = root / "models" / f"{name}.py"
    if not path.exists():
        raise ValueError(f"no model {name!r}: {path} does not exist")
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    question, _, rest = text.partition("\n")
    if not question.endswith("?"):
        raise ValueError(f"models/{name}.py: the first line must be a question (?)")
    return Head(name, question, *_fields(rest, f"models/{name}.py"))


def _fields(text: str, where: str) -> list[str]:
    """Return the text of each label; indented lines continue the one above."""
    found: dict[str, list[str]] = {}
    label = ""
    for line in text.splitlines():
        match = re.match(rf"({'|'.join(LABELS)})\s+(.*)", line)
        if match:
            label = match[1]
            if label in found:
                raise ValueError(f"{where}: {label!r} stands twice in the head")
            found[label] = [match[2].strip()]
        elif label and line.startswith(" "):
            found[label].append(line.strip())
        else:
            label = ""
    missing = [label for label in LABELS if not any(found.get(label, []))]
    if missing:
        raise ValueError(f"{where}: the head lacks {', '.join(map(repr, missing))}")
    return ["\n".join(found["Equations"]), *(" ".join(found[k]) for k in LABELS[1:])]


def names_of_tests(name: str, *, root: Path = ROOT) -> list[str]:
    """Return the names of the tests in ``tests/<part>/test_<name>.py``."""
    path = path_of_tests(name, root=root)
    if not path.exists():
        return []
    body = ast.parse(path.read_text(encoding="utf-8")).body
    functions = [node.name for node in body if isinstance(node, ast.FunctionDef)]
    return [name for name in functions if name.startswith("test_")]


def path_of_tests(name: str, *, root: Path = ROOT) -> Path:
    """Return the path of the test file that mirrors the model ``part/name``."""
    part, _, stem = name.partition("/")
    return root / "tests" / part / f"test_{stem}.py"
