"""One style sheet without the rules that no page uses: a third of the weight is left.

A rule stays when every class and id of one of its selectors is found in a page or in
a script of the site. Files that no page asks for are removed. (The tools that do this
and are kept need node, which the book does not.)
"""

import re
import shutil
from pathlib import Path

TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[{};]|[^"\'{};]+')
NESTED = ("@media", "@supports", "@layer", "@container")
LOADED = ("site.", "explore")
BASE = ("basic.css", "styles/pydata-sphinx-theme.css")  # the others come after them
UNUSED = (
    "*.png",
    "images",
    "vendor",
    "locales",
    "scripts/fontawesome*",
    "scripts/bootstrap*",
    "**/*.map",
    "**/*webpack-macros.html",
    "**/*.LICENSE.txt",
)


def words_in_use(html: Path) -> set[str]:
    """Return all classes and ids of the pages, and all words of the scripts."""
    words = set()
    for page in html.rglob("*.html"):
        for value in re.findall(r'\b(?:class|id)="([^"]*)"', page.read_text("utf8")):
            words.update(value.split())
    for script in html.glob("_static/**/*.js"):
        words.update(re.findall(r"[\w-]+", script.read_text("utf8")))
    return words


def used(selector: str, words: set[str]) -> bool:
    """Say whether an element of some page may match."""
    selector = re.sub(r"\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)", "", selector)
    names = re.findall(r"[.#]((?:\\.|[\w-])+)", selector)
    return all(name.replace("\\", "") in words for name in names)


def body(tokens) -> str:
    """Return the text up to the brace that closes the block."""
    text, depth = [], 1
    for token in tokens:
        depth += (token == "{") - (token == "}")
        if depth == 0:
            break
        text.append(token)
    return "".join(text)


def prune(tokens, words: set[str]) -> str:
    """Return the rules that are used, up to the end of the block or the file."""
    out, head = [], ""
    for token in tokens:
        if token == "}":
            break
        if token == ";":
            out.append(f"{head};")
        elif token == "{" and head.lstrip().startswith(NESTED):
            inner = prune(tokens, words)
            out.append(f"{head}{{{inner}}}" if inner else "")
        elif token == "{":
            block = body(tokens)
            selectors = re.split(r",(?![^(]*\))", head)
            kept = [
                s for s in selectors if s.lstrip().startswith("@") or used(s, words)
            ]
            if kept and "fontawesome" not in block:
                out.append(f"{','.join(kept)}{{{block}}}")
        else:
            head += token
            continue
        head = ""
    return "".join(out)


def trim(app, error):
    """Prune all style sheets of the site, and join them (``build-finished``)."""
    if error or app.builder.name != "html":
        return
    static = Path(app.outdir, "_static")
    for path in [p for pattern in UNUSED for p in static.glob(pattern)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if hasattr(app.builder, "_orig_css_files"):  # some page was written
        sheets = sorted(app.builder._orig_css_files, key=lambda it: it.priority)
        names = [str(sheet.filename).removeprefix("_static/") for sheet in sheets]
        together = "".join((static / n).read_text("utf8") for n in (*BASE, *names))
        (static / "site.css").write_text(together, encoding="utf8")
    words = words_in_use(Path(app.outdir))
    for sheet in static.rglob("*.css"):
        if not sheet.name.startswith(LOADED):
            sheet.unlink()
            continue
        css = re.sub(
            r"/\*.*?\*/|^@charset[^;]*;", "", sheet.read_text("utf8"), flags=re.S
        )
        sheet.write_text(prune(iter(TOKEN.findall(css)), words), encoding="utf8")


def only_one(app, pagename, templatename, context, doctree):
    """Leave out what is in the one sheet, which the template asks for."""
    context["css_files"][:] = [
        sheet for sheet in context["css_files"] if "/explore" in str(sheet.filename)
    ]


def setup(app):
    """Trim when all is written."""
    app.connect("html-page-context", only_one, priority=950)
    app.connect("build-finished", trim, priority=999)
