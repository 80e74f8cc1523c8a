"""A page with figures and the book's two scripts, and a hand to use them in tests."""

from pathlib import Path

from explore.page import render
from tests.site.test_figures import moving_parts

STATIC = Path(__file__).parents[2] / "theme/static"
ANSWER = ("svg path.line", "svg circle.dot", ".say", "details")  # of lines()


def write_page(explorers, folder, before=""):
    """Write the figures to a page with the book's scripts and styles; return it."""
    path = folder / "page.html"
    styles = "".join(
        (STATIC / f"{name}.css").read_text() for name in ("book", "explore")
    )
    drawn = "".join(render(explorer) for explorer in explorers)
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title>'
        '<meta name="viewport" content="width=device-width">'
        f'<style>{styles}</style><main><article class="bd-article"><h1>Figures</h1>'
        f"{before}{drawn}</article></main>"
        f"<script>{(STATIC / 'explore.js').read_text()}</script>"
        f"<script>{(STATIC / 'explore-reader.js').read_text()}</script></html>"
    )
    return path.as_uri()


def press(page, name):
    page.get_by_role("button", name=name).click()


def drawn(page):
    """Return the numbers of all marks, seen or covered."""
    marks = page.locator("g.marks").evaluate_all("gs => gs.map(g => g.innerHTML)")
    return moving_parts("".join(marks))


def seen(page, *selectors):
    """Return which of the parts of the figure can be seen."""
    figure = page.locator("figure")
    return [s for s in selectors if figure.locator(f"> {s}").first.is_visible()]


def download(page, what):
    """Return the file's name and text, and check that nobody was asked for it."""
    asked = []
    page.on("request", lambda r: asked.append(r.url) if r.url[:5] != "blob:" else None)
    with page.expect_download() as got:
        press(page, what)
    assert asked == []
    return got.value.suggested_filename, Path(got.value.path()).read_bytes().decode()
