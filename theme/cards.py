"""What the pages at the back show of models and chapters, read from their files."""

import ast
import re
from pathlib import Path

from IPython.display import Markdown

from theme.heads import ROOT, names_of_tests, read_head
from theme.published import published
from theme.toc import PARTS, link, read_yaml, written


def model_card(name: str, *, root: Path = ROOT) -> Markdown:
    """Return what the model asks, computes, rests on and leaves out."""
    head = read_head(name, root=root)
    part, stem = name.split("/")
    equations = "\n".join(f"  {line}" for line in head.equations.splitlines())
    lines = [
        f"- **Question.** {_plain(head.question)}",
        f"- **Equations.**\n  ```text\n{equations}\n  ```",
        f"- **Source.** {_cite(head.source)}",
        f"- **Leaves out.** {_plain(head.leaves_out)}",
        f"- **Code and tests.** `models/{name}.py`, `tests/{part}/test_{stem}.py`",
    ]
    return Markdown("\n".join(lines))


def models_index(*, root: Path = ROOT) -> Markdown:
    """Return the card of every model, under a link to its chapter."""
    taught, blocks = written(root), []
    for name in [n for n in taught if has_model(n, root=root)]:
        blocks += [f"**{link(name, taught)}**", model_card(name, root=root).data]
    return Markdown("\n\n".join(blocks))


def contents(*, root: Path = ROOT) -> Markdown:
    """Return the six parts with the chapters that stand in each."""
    taught, lines = written(root), []
    for part, title in PARTS.items():
        links = [link(name, taught) for name in taught if name.startswith(f"{part}/")]
        lines.append(f"- **{title}** ({part}): {'; '.join(links) or 'no chapter yet'}")
    return Markdown("\n".join(lines))


def status_table(*, root: Path = ROOT) -> Markdown:
    """Return a row for each chapter: what it rests on, and when it was looked at."""
    taught = written(root)
    lines = ["| Chapter | Figures | Published values | Tests | Looked at |"]
    lines.append("|---|--:|--:|--:|---|")
    for name in taught:
        counts = [
            len(figure_names(name, root=root)),
            len(published(name, root=root)) if has_model(name, root=root) else 0,
            len(names_of_tests(name, root=root)),
        ]
        seen = looked_at(name, root=root) or "not yet"
        lines.append(
            f"| {link(name, taught)} | {' | '.join(map(str, counts))} | {seen} |"
        )
    claims = read_yaml("claims.yml", root=root)
    planned = {c for claim in claims for c in claim["chapters"]} - set(taught)
    lines += ["", "Planned, not written:", ""]
    for part in PARTS:
        names = sorted(f"`{name}`" for name in planned if name.startswith(f"{part}/"))
        lines += [f"- {', '.join(names)}"] if names else []
    return Markdown("\n".join(lines))


def has_model(name: str, *, root: Path = ROOT) -> bool:
    """Return whether a model stands under the chapter's name; replies have none."""
    return (root / "models" / f"{name}.py").exists()


def figure_names(name: str, *, root: Path = ROOT) -> list[str]:
    """Return the functions of ``figures/<name>.py`` that give an Explorer."""
    path = root / "figures" / f"{name}.py"
    body = ast.parse(path.read_text(encoding="utf-8")).body if path.exists() else []
    functions = [node for node in body if isinstance(node, ast.FunctionDef)]
    return [
        f.name for f in functions if f.returns and "Explorer" in ast.unparse(f.returns)
    ]


def looked_at(name: str, *, root: Path = ROOT) -> str:
    """Return the date in the chapter's front matter on which it was looked at."""
    text = (root / "chapters" / f"{name}.md").read_text(encoding="utf-8")
    match = re.search(r"^looked_at: *(\S+)", text.split("\n---", 1)[0], re.M)
    return match[1] if match else ""


def _plain(text: str) -> str:
    """Escape what Markdown would read as markup in a model's head."""
    return re.sub(r"([*$<])", r"\\\1", text)


def _cite(text: str) -> str:
    return re.sub(r"\[(\w+)\]", r"{cite:t}`\1`", _plain(text))
