"""The book as an EPUB: Sphinx's own builder, on pages without scripts, folds open."""

import re
import shutil
import sys
from pathlib import Path

import yaml
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from theme.build import configure, report_stages, warm_fonts
from theme.onepage import LEFT_OUT

WEB = ["fonts/LICENSE.txt", "fonts/book-math.woff2", "book.css"]
KINDS = {"svg": "<svg", "mathml": "<math"}
NAME = "who-should-decide"


def settings(root: Path) -> dict:
    """Return Sphinx's configuration, with what an EPUB asks for beside the site."""
    config = configure(root, None)
    book = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    toc["parts"][-1]["chapters"].remove({"file": "genindex"})  # it has no page here
    place = root / "_build" / "epub-toc.yml"
    place.write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")
    return config | {
        "extensions": [e for e in config["extensions"] if e != "notfound.extension"],
        "redirects": {},
        "version": str(book["version"]),
        "epub_title": book["title"],
        "epub_author": book["authors"][0]["name"],
        "epub_description": book["abstract"],
        "external_toc_path": str(place),
        "epub_basename": NAME,
        "epub_identifier": NAME,
        "epub_uid": NAME,
        "epub_scheme": "id",
        "epub_show_urls": "no",
        "epub_use_index": False,
        "epub_css_files": ["explore.css"],
        "epub_exclude_files": [f"_static/{name}" for name in WEB],
        "html_css_files": [],
    }


def still(app, pagename, templatename, context, doctree):
    """Leave out what needs a script, and write what is left as XML."""
    if "body" in context:
        soup = BeautifulSoup(context["body"], "html.parser")
        for unwanted in soup.select(LEFT_OUT):
            unwanted.decompose()
        for mark in soup.select("sup.tested"):
            mark.decompose()  # the fold to which it leads is left out
        for fold in soup.select("details"):
            fold["open"] = "open"
        for drawing in soup.select("svg"):
            drawing["xmlns"] = "http://www.w3.org/2000/svg"
        context["body"] = str(soup).replace(" viewbox=", " viewBox=")


def declare(place: Path) -> None:
    """Enter in the list of files which pages have drawings and formulas."""
    path = place / "content.opf"

    def entry(match: re.Match[str]) -> str:
        page = (place / match[1]).read_text(encoding="utf-8")
        kinds = [name for name, tag in KINDS.items() if tag in page]
        return match[0] + (f' properties="{" ".join(kinds)}"' if kinds else "")

    text = path.read_text(encoding="utf-8")
    text = re.sub(r'href="(chapters/[^"]*\.xhtml)"', entry, text)
    path.write_text(text, encoding="utf-8")


def main(root: Path) -> int:
    """Build ``who-should-decide.epub``; the last line is its path."""
    place = root / "_build" / "epub"
    shutil.rmtree(place, ignore_errors=True)
    with patch_docutils(root), docutils_namespace():
        app = Sphinx(
            srcdir=root,
            confdir=None,
            outdir=place,
            doctreedir=root / "_build" / "epub-doctrees",
            buildername="epub",
            confoverrides=settings(root),
            status=None,
            warningiserror=True,
            keep_going=True,
            parallel=2,
        )
        report_stages(app)
        app.connect("html-page-context", still, 999)
        zipped = app.builder.build_epub
        app.builder.build_epub = lambda: (declare(place), zipped())
        app.build()
    if not app.statuscode:
        print(shutil.copy(place / f"{NAME}.epub", root / "_build"))
    return app.statuscode


if __name__ == "__main__":
    warm_fonts()
    sys.exit(main(Path.cwd()))
