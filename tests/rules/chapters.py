"""Rules for pages: anatomy, front matter, cells, exercises, words for images."""

import ast
import re
from pathlib import Path

import yaml

from tests.rules.models import modules
from tests.rules.page import all_pages, chapters

LEVELS = ("none", "school", "first-year")
SECTIONS = [
    "Guess first",
    "What it shows",
    "Replication",
    "The other side's best case",
    "Assumption ledger",
    "Where it meets the world",
    "Key points",
    "Exercises",
    "Further reading",
    "Model card",
]
WORDS = range(1_800, 3_200)  # 2,000 to 3,000, since words inside roles are not counted
EXERCISES = ("no-code", "explore", "code")
PICTURE = re.compile(r"\.(png|jpe?g|svg|gif|webp)$", re.I)


def front_matter_is_whole(root: Path) -> list[str]:
    """Kernel, description, dependencies, honest minutes, level of mathematics."""
    complaints = []
    for page in all_pages(root):
        front, where = page.front, page.where
        head = (front.get("myst") or {}).get("html_meta") or {}
        wrong = {
            "file_format": front.get("file_format") != "mystnb",
            "kernelspec": "name" not in (front.get("kernelspec") or {}),
            "description": len(head.get("description lang=en", "")) < 20,
            "depends": not isinstance(front.get("depends"), list),
            "minutes": not 1 <= (front.get("minutes") or 0) <= 240,
            "mathematics": front.get("mathematics") not in LEVELS,
        }
        complaints += [f"{where}: front matter: {key}" for key in wrong if wrong[key]]
        for name in front.get("depends") or []:
            if not (root / name).exists():
                complaints.append(f"{where}: depends names no file: {name}")
    return complaints


def titles_ask(root: Path) -> list[str]:
    """A label, then one title that is a question; a chapter's label is its name."""
    complaints = []
    taught = {page.name for page in chapters(root)}
    for page in all_pages(root):
        match = re.match(r"\s*\(([\w-]+)\)=\n# (.+)\n", page.body)
        if not match:
            complaints.append(
                f"{page.where}: no label and title after the front matter"
            )
        elif not match[2].rstrip().endswith("?"):
            complaints.append(f"{page.where}: the title is not a question")
        elif page.name in taught and match[1] != page.path.stem.replace("_", "-"):
            complaints.append(f"{page.where}: the label is not the chapter's name")
    return complaints


def pages_are_in_the_toc(root: Path) -> list[str]:
    """Every page is in ``_toc.yml`` once, and every entry is a file."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    files = [toc["root"]]
    for part in toc["parts"]:
        files += [chapter["file"] for chapter in part["chapters"]]
    pages = {page.where.removesuffix(".md") for page in all_pages(root)}
    complaints = [f"{name}: not in _toc.yml" for name in sorted(pages - set(files))]
    for name in files:
        if not (root / f"{name}.md").exists():
            complaints.append(f"_toc.yml: no file {name}.md")
        if files.count(name) > 1:
            complaints.append(f"_toc.yml: {name} stands twice")
    return complaints


def sections_are_in_order(root: Path) -> list[str]:
    """The sections of the anatomy stand in each chapter, in their order."""
    complaints = []
    for page in chapters(root):
        boxes = [block.argument for block in page.of_kind("{admonition}")]
        if "In this chapter" not in boxes:
            complaints.append(f"{page.where}: no box 'In this chapter'")
        lacking = [name for name in SECTIONS if name not in page.headings]
        complaints += [f"{page.where}: no section {name!r}" for name in lacking]
        order = [name for name in page.headings if name in SECTIONS]
        if not lacking and order != SECTIONS:
            complaints.append(f"{page.where}: sections in the order {order}")
    return complaints


def chapters_are_of_one_length(root: Path) -> list[str]:
    """A chapter is read in one sitting: 2,000 to 3,000 words."""
    counts = {p.where: len(re.findall(r"\w[\w'-]*", p.prose)) for p in chapters(root)}
    return [f"{where}: {n} words" for where, n in counts.items() if n not in WORDS]


def chapters_show_their_evidence(root: Path) -> list[str]:
    """Figure, replication box, model card, a tested sentence and the model's code."""
    complaints = []
    for page in chapters(root):
        code = "\n".join(cell.body for cell in page.cells)
        needs = {
            "replication": f'replication("{page.name}"' in re.sub(r"\(\s+", "(", code),
            "model card": f'model_card("{page.name}")' in code,
            "figure": f"from figures.{page.name.replace('/', '.')} import" in code,
            "tested sentence": "{tested}`" in page.body,
            "core function": any(
                block.argument.endswith(f"models/{page.name}.py")
                for block in page.of_kind("{literalinclude}")
            ),
        }
        complaints += [f"{page.where}: no {key}" for key in needs if not needs[key]]
    return complaints


def cells_are_short(root: Path) -> list[str]:
    """Cells have at most 12 lines, are hidden or removed, and define nothing long."""
    complaints = []
    for page in all_pages(root):
        for number, cell in enumerate(page.cells, 1):
            where = f"{page.where}, cell {number}"
            lines = [line for line in cell.body.splitlines() if line.strip()]
            if len(lines) > 12:
                complaints.append(f"{where}: {len(lines)} lines")
            tags = cell.options.get("tags", "")
            if not re.search(r"remove-cell|remove-input|hide-input", tags):
                complaints.append(f"{where}: tagged {tags or 'nothing'}")
            for node in ast.walk(ast.parse(cell.body)):
                if (
                    isinstance(node, ast.FunctionDef)
                    and node.end_lineno - node.lineno > 9
                ):
                    complaints.append(f"{where}: a function of more than ten lines")
    for page in chapters(root):
        if page.cells and "remove-cell" not in page.cells[0].options.get("tags", ""):
            complaints.append(f"{page.where}: the first cell is not the set-up")
    return complaints


def exercises_are_of_three_kinds(root: Path) -> list[str]:
    """Two or more of each kind; folded answers for about half of them."""
    complaints = []
    for page in chapters(root):
        exercises, solutions = page.of_kind("{exercise}"), page.of_kind("{solution}")
        labels = [block.options.get("label", "") for block in exercises]
        for kind in EXERCISES:
            count = sum(kind in b.options.get("class", "").split() for b in exercises)
            if count < 2:
                complaints.append(f"{page.where}: {count} exercises of class {kind}")
        if not 0.35 <= len(solutions) / max(1, len(exercises)) <= 0.75:
            complaints.append(
                f"{page.where}: {len(solutions)} answers to {len(labels)}"
            )
        for block in solutions:
            if block.argument not in labels:
                complaints.append(
                    f"{page.where}: answer to no exercise {block.argument!r}"
                )
            if "dropdown" not in block.options.get("class", ""):
                complaints.append(
                    f"{page.where}: answer {block.argument!r} is not folded"
                )
    return complaints


def images_have_words(root: Path) -> list[str]:
    """Alt text by a person on every image, and on every figure that is explored."""
    complaints = []
    for page in all_pages(root):
        for block in page.of_kind("{image}", "{figure}"):
            if not _says_something(block.options.get("alt", "")):
                complaints.append(f"{page.where}: no alt text for {block.argument}")
        for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)", page.prose):
            if not _says_something(alt):
                complaints.append(f"{page.where}: no alt text for {target}")
        for number, cell in enumerate(page.cells, 1):
            drawn = re.search(r"\bplt\.|matplotlib", cell.body)
            if drawn and not re.search(r"alt: *\S+", cell.body):
                complaints.append(
                    f"{page.where}, cell {number}: a plot without alt text"
                )
    for where, tree in modules(root, "figures"):
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            if getattr(call.func, "id", "") == "Explorer":
                given = {k.arg: k.value for k in call.keywords}
                for key in ("alt", "caption"):
                    if not _written(given.get(key)):
                        complaints.append(f"{where}: Explorer without {key}")
    return complaints


def _says_something(alt: str) -> bool:
    return len(alt) >= 10 and not PICTURE.search(alt.strip())


def _written(node: ast.expr | None) -> bool:
    """Return whether the argument is a text of some length (or made by a format)."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and _says_something(node.value)
    return node is not None


def results_are_glued(root: Path) -> list[str]:
    """No typed number with decimals where the chapter says what its model shows."""
    complaints = []
    for page in chapters(root):
        for title in ("What it shows", "Key points"):
            section = re.search(
                rf"^## {title}\n(.*?)(?=^## |\Z)", page.prose, re.S | re.M
            )
            for number in re.findall(
                r"(?<![\w.])\d*\.\d+ ?%?", section[1] if section else ""
            ):
                if len(number.strip(" %").partition(".")[2]) > 1 or "%" in number:
                    complaints.append(f"{page.where}: {title}: {number} is typed")
    return complaints


RULES = [
    front_matter_is_whole,
    titles_ask,
    pages_are_in_the_toc,
    sections_are_in_order,
    chapters_are_of_one_length,
    chapters_show_their_evidence,
    cells_are_short,
    exercises_are_of_three_kinds,
    images_have_words,
    results_are_glued,
]
