"""Which chapters stand, in which parts, and how a page links to one."""

import re
from pathlib import Path
from typing import Any

import yaml

from theme.heads import ROOT

PARTS = {
    "concept": "What technocracy is",
    "history": "Where it came from",
    "power": "Objection one: power and distribution",
    "knowledge": "Objection two: knowledge",
    "algorithms": "Technocracy by machine",
    "democracy": "Smart democracy",
}
NOT_YET = "chapter not written yet"


def written(root: Path = ROOT) -> list[str]:
    """Return part/name of every chapter that ``_toc.yml`` lists, in its order."""
    toc = (root / "_toc.yml").read_text(encoding="utf-8")
    parts = "|".join(PARTS)
    return re.findall(rf"^\s*- file: chapters/((?:{parts})/\w+)\s*$", toc, re.M)


def read_yaml(name: str, *, root: Path = ROOT) -> list[dict[str, Any]]:
    """Return the entries of a YAML file at the repository root."""
    return yaml.safe_load((root / name).read_text(encoding="utf-8"))


def link(name: str, taught: list[str]) -> str:
    """Return a link to the chapter, or its name and that it is not written yet."""
    return f"{{doc}}`/chapters/{name}`" if name in taught else f"`{name}` ({NOT_YET})"


def cite(keys: list[str]) -> str:
    """Return the works as citations in a sentence."""
    return ", ".join(f"{{cite:t}}`{key}`" for key in keys)
