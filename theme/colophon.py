"""What a page says of itself: how long it takes, when it changed, how to cite it."""

import re
from functools import cache
from html import escape
from pathlib import Path

import yaml

from theme.toc import PARTS

PLAIN = "{by} ({year}). {title} In <cite>{book}</cite>, version {version}{day}.{url}"
BIBTEX = """@incollection{{{key},
  author    = {{{{{by}}}}},
  title     = {{{title}}},
  booktitle = {{{book}}},
  year      = {{{year}}},
  note      = {{Version {version}{day}}}{url}
}}"""


@cache
def edition(root: Path) -> dict:
    """Return what CITATION.cff says of the book; a toy book has none."""
    path = root / "CITATION.cff"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}


def spelled(day: str) -> str:
    """Write a day out.

    >>> spelled("2026-11-05")
    '5 November 2026'
    """
    months = "January February March April May June July August September October"
    year, month, number = day.split("-")
    name = f"{months} November December".split()[int(month) - 1]
    return f"{int(number)} {name} {year}"


def line(minutes: str, day: str) -> str:
    """Return the line below the title."""
    told = [f"About {minutes} minutes"] if minutes else []
    told += (
        [f'last changed <time datetime="{day}">{spelled(day)}</time>'] if day else []
    )
    return f'<p class="about-page">{", ".join(told)}</p>' if told else ""


def cite(root: Path, docname: str, title: str, day: str, url: str) -> str:
    """Return the fold that says how to cite the page, in words and as BibTeX."""
    book = edition(root)
    if not book:
        return ""
    of = {
        "by": book["authors"][0]["name"],
        "book": book["title"],
        "version": book["version"],
        "title": title,
        "year": (day or str(book["date-released"]))[:4],
        "key": f"whoshoulddecide-{docname.removeprefix('chapters/').replace('/', '-')}",
    }
    of = {key: escape(str(value), quote=False) for key, value in of.items()}
    url = escape(url)
    words = PLAIN.format(
        day=f" of {spelled(day)}" if day else "", url=url and f" {url}", **of
    )
    entry = BIBTEX.format(
        day=f", {day}" if day else "",
        url=url and f",\n  url       = {{{url}}}",
        **of,
    )
    what = "chapter" if docname.split("/")[-2:][0] in PARTS else "page"
    return (
        f'<details class="cite-page"><summary>Cite this {what}</summary>'
        f"<p>{words}</p><pre>{entry}</pre></details>"
    )


def add(app, pagename, templatename, context, doctree):
    """Put the line below the title and the fold at the end (``html-page-context``)."""
    meta = context.get("meta") or {}
    if "minutes" not in meta:  # the index, the search, a page that is not found
        return
    day, base = meta.get("changed", ""), app.config.html_baseurl
    title = re.sub(r"<[^>]*>", "", context["title"])
    url = f"{base}{app.builder.get_target_uri(pagename)}" if base else ""
    head = line(str(meta["minutes"]), day)
    body = re.sub(r"</h1>", lambda end: end[0] + head, context["body"], count=1)
    context["body"] = body + cite(Path(app.srcdir), pagename, title, day, url)


def setup(app):
    """Add both to each page that has a front matter."""
    app.connect("html-page-context", add)
