"""A chapter taken apart: front matter, code cells, prose, sections, exercises."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from theme.toc import PARTS

FENCE = re.compile(r"^(`{3,}|:{3,})(\{[^}]*\}|\w*)(.*)$")

NOT_PROSE = r"\{(?:code-cell|literalinclude|math|bibliography)\}|\w+"
CODE = re.compile(rf"^(`{{3,}})(?:{NOT_PROSE}).*?^\1 *$", re.S | re.M)


@dataclass(frozen=True)
class Block:
    """One fenced block: its kind, argument, options (lines ``:key: value``), body."""

    kind: str
    argument: str
    options: dict[str, str]
    body: str


class Page:
    """The text of one Markdown file and what the rules ask of it."""

    def __init__(self, path: Path, root: Path) -> None:
        self.path, self.root = path, root
        self.where = str(path.relative_to(root))
        self.text = path.read_text(encoding="utf-8")

    @cached_property
    def name(self) -> str:
        """part/name, as in ``models`` and ``tests``."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @cached_property
    def front(self) -> dict[str, Any]:
        """The front matter, empty when there is none."""
        match = re.match(r"---\n(.*?)\n---\n", self.text, re.S)
        return (yaml.safe_load(match[1]) or {}) if match else {}

    @cached_property
    def body(self) -> str:
        """What follows the front matter."""
        return re.sub(r"\A---\n.*?\n---\n", "", self.text, flags=re.S)

    @cached_property
    def blocks(self) -> list[Block]:
        """Every fenced block, inner ones after the outer one that holds them."""
        return list(_blocks(self.body.splitlines()))

    def of_kind(self, *kinds: str) -> list[Block]:
        """Return the blocks of these kinds."""
        return [block for block in self.blocks if block.kind in kinds]

    @cached_property
    def cells(self) -> list[Block]:
        """The code cells, in order."""
        return self.of_kind("{code-cell}")

    @cached_property
    def prose(self) -> str:
        """The words: no code, no roles, no formulas, no options of blocks."""
        text = CODE.sub("", self.body)
        text = re.sub(r"^:[\w-]+:.*$|\{[\w:-]+\}`[^`]*`|`[^`]*`", "", text, flags=re.M)
        return re.sub(r"\$\$.*?\$\$|\$[^$\n]+\$", "", text, flags=re.S)

    @cached_property
    def headings(self) -> list[str]:
        """The second-level headings, with straight apostrophes."""
        found = re.findall(r"^## +(.+?) *$", self.prose, re.M)
        return [
            heading.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for heading in found
        ]


def _blocks(lines: list[str]):
    start = 0
    while start < len(lines):
        match = FENCE.match(lines[start])
        if not match:
            start += 1
            continue
        fence = re.compile(rf"^{match[1]}{match[1][0]}* *$")
        end = next(
            (i for i in range(start + 1, len(lines)) if fence.match(lines[i])),
            len(lines),
        )
        inner, options = lines[start + 1 : end], {}
        while inner and (option := re.match(r":([\w-]+): *(.*)$", inner[0])):
            options[option[1]] = option[2].strip()
            inner = inner[1:]
        yield Block(match[2], match[3].strip(), options, "\n".join(inner))
        if match[2] != "{code-cell}":
            yield from _blocks(inner)
        start = end + 1


def all_pages(root: Path) -> list[Page]:
    """Return every page under ``chapters/``."""
    return [Page(path, root) for path in sorted(root.glob("chapters/**/*.md"))]


def chapters(root: Path) -> list[Page]:
    """Return the chapters that teach a model: in a part, and no reply page."""
    pages = [page for page in all_pages(root) if page.path.parent.name in PARTS]
    return [page for page in pages if page.path.stem != "reply"]
