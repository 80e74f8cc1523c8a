"""The whole book as one page, and that page as a PDF printed by the browser.

It is made of the built pages as they are without scripts: figures in their start state
with their tables of values, folds open. Each place is renamed after its page, so that
no two meet.
"""

import re
import sys
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath

import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from theme.browser import launch

LEFT_OUT = "script, .controls, .headerlink, .tests-behind, details.hide, .cite-page"
PAGE = """<!DOCTYPE html>
<html lang="en" data-theme="light"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="html/_static/site.css">
<link rel="stylesheet" href="html/_static/explore.css">
<style>article {{ break-before: page }} html {{ font-size: 80% }}</style></head>
<body><main class="bd-main"><div class="bd-content"><div class="bd-article">
<h1>{title}</h1><p>{about}</p><nav><ul>{contents}</ul></nav>{articles}
</div></div></main></body></html>
"""


def parts(root: Path) -> dict[str, list[str]]:
    """Return the names of the pages by the title of their part, in order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    listed = {p["caption"]: [c["file"] for c in p["chapters"]] for p in toc["parts"]}
    pages = {"": [toc["root"]]} | listed
    return {
        part: [n for n in names if n != "genindex"] for part, names in pages.items()
    }


def anchor(page: str, link: str = "") -> str:
    """Return the name in the one page of what ``link`` on ``page`` leads to.

    >>> anchor("chapters/history/coin", "../back/glossary.html#term-vote")
    'chapters-back-glossary--term-vote'
    >>> anchor("chapters/history/coin", "#why")
    'chapters-history-coin--why'
    """
    target, _, place = link.partition("#")
    if target:
        page = normpath(join(dirname(page), target)).removesuffix(".html")
    name = page.replace("/", "-")
    return f"{name}--{place}" if place else name


def article(html: Path, name: str) -> str:
    """Return the article of a page, ready to stand among the others."""
    soup = BeautifulSoup((html / f"{name}.html").read_text("utf-8"), "html.parser")
    body = soup.select_one("article")
    for unwanted in body.select(LEFT_OUT):
        unwanted.decompose()
    for mark in body.select("sup.tested a"):
        mark.unwrap()  # the fold to which it leads is left out
    for fold in body.select("details"):
        fold["open"] = ""
    for link in body.select("a[href]"):
        if not re.match(r"[a-z]+:", link["href"]):
            link["href"] = f"#{anchor(name, link['href'])}"
    for image in body.select("img[src]"):
        image["src"] = normpath(join("html", dirname(name), image["src"]))
    mine = anchor(name)
    text = re.sub(r'\b(id|for|aria-labelledby)="', rf'\1="{mine}--', str(body))
    text = re.sub(r'(url\(#|xlink:href="#)', rf"\1{mine}--", text)
    return text.replace("<article", f'<article id="{mine}"', 1)


def title(page: str) -> str:
    """Return the text of the first title."""
    return re.sub(r"<[^>]*>", "", re.search(r"<h1.*?</h1>", page, re.S)[0])


def merge(root: Path, html: Path) -> str:
    """Return the book as one page: title, contents, then every article."""
    book = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    contents, articles = "", ""
    for part, names in parts(root).items():
        contents += f"<li>{escape(part)}<ul>" if part else ""
        for name in names:
            page = article(html, name)
            contents += f'<li><a href="#{anchor(name)}">{title(page)}</a></li>'
            articles += page
        contents += "</ul></li>" if part else ""
    licence = ", ".join(book["license"])
    about = f"Version {book['version']}. {escape(book['abstract'])} Licence: {licence}."
    head = {"title": escape(book["title"]), "about": about}
    return PAGE.format(**head, contents=contents, articles=articles)


def main(root: Path) -> None:
    """Write the page beside the site's, print it, and say where the PDF is."""
    page, pdf = (
        root / "_build" / "whole.html",
        root / "_build" / "who-should-decide.pdf",
    )
    page.write_text(merge(root, root / "_build" / "html"), encoding="utf-8")
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "18mm")
    with sync_playwright() as playwright:
        paper = launch(playwright).new_page(java_script_enabled=False)
        paper.goto(page.as_uri())
        paper.pdf(path=pdf, format="A4", margin=margin, outline=True, tagged=True)
    print(pdf)


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
