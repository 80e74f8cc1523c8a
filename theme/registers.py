"""The book's registers: the claims that it tests, and the objections to it."""

from pathlib import Path
from typing import Any

from IPython.display import Markdown

from theme.heads import ROOT
from theme.toc import cite, link, read_yaml, written

SIDES = {
    "experts": "From those who would give experts more say",
    "citizens": "From those who would give citizens more say",
}
SAYS = {
    "says_holds": "In the model it holds when",
    "says_fails": "In the model it fails when",
    "evidence": "Evidence outside the model",
    "strongest_reply": "Strongest reply",
}


def claims_index(source: str = "CAO", *, root: Path = ROOT) -> Markdown:
    """Return the claims whose code starts with a letter of ``source``."""
    claims, taught = read_yaml("claims.yml", root=root), written(root)
    chosen = [claim for claim in claims if claim["code"][0] in source]
    return Markdown("\n\n".join(_claim(claim, taught) for claim in chosen))


def dissent_register(*, root: Path = ROOT) -> Markdown:
    """Return the objections to each chapter by side, with answer and change."""
    entries, taught = read_yaml("dissent.yml", root=root), written(root)
    blocks = []
    for chapter in dict.fromkeys(entry["chapter"] for entry in entries):
        blocks.append(f"**{link(chapter, taught)}**")
        for side in SIDES:
            chosen = [
                e for e in entries if (e["chapter"], e["side"]) == (chapter, side)
            ]
            blocks.append(f"*{SIDES[side]}*")
            blocks.append("\n".join(_objection(entry) for entry in chosen))
    return Markdown("\n\n".join(blocks))


def _claim(claim: dict[str, Any], taught: list[str]) -> str:
    rows = {
        "Made by": cite(claim["by"]),
        "Chapter": ", ".join(link(name, taught) for name in claim["chapters"]),
        "Model": f"`{claim['model']}`",
    }
    if claim["model"] == "none":
        rows["Model"] = f"no model, because {claim['no_model']}"
    if claim.get("note"):
        rows["Note"] = claim["note"]
    rows |= {SAYS[key]: claim[key] for key in SAYS if claim.get(key)}
    items = "\n".join(f"- {label}: {text}" for label, text in rows.items())
    code = claim["code"]
    return f"(claim-{code.lower()})=\n**{code}.** {claim['claim']}\n\n{items}"


def _objection(entry: dict[str, Any]) -> str:
    who = cite(entry["by"]) or f"A reader ({entry['reader']})"
    change = entry["change"][0].upper() + entry["change"][1:]
    return (
        f"- {who}: {entry['objection']}\n"
        f"  - Answer: {entry['answer']}\n"
        f"  - Change: {change} ({entry['entered']})"
    )
