"""Look at every page as readers do: light and dark, desktop and phone, keyboard, axe.

A page must ask nothing of anyone else, log no error, break no accessibility rule,
not scroll sideways, and each of its sliders must move what is drawn or said.
"""

import itertools
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from theme.browser import launch, pages

SETTINGS = list(itertools.product(("light", "dark"), (1280, 360)))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {
    "runOnly": TAGS,
    "rules": {"label-content-name-mismatch": {"enabled": True}},  # off by default
    "preload": False,  # it would fetch the style sheets, which a file: page may not
}
SHOWN = """figure => [...figure.querySelectorAll('svg, .say, td')]
    .map(e => e.tagName == 'svg' ? e.innerHTML : e.textContent).join('|')"""


def look(browser, path: Path, scheme: str = "light", width: int = 1280) -> list[str]:
    """Return what is wrong with the page at ``path``, opened from the disk."""
    faults: list[str] = []
    size = {"width": width, "height": 900}
    context = browser.new_context(
        color_scheme=scheme,
        viewport=size,
        reduced_motion="reduce",  # no colour is caught on its way from light to dark
    )
    context.route("**/*", partial(stay_at_home, faults))
    page = context.new_page()
    page.on(
        "console", lambda m: m.type == "error" and faults.append(f"console: {m.text}")
    )
    page.on("pageerror", lambda e: faults.append(f"script: {e}"))
    page.on("requestfailed", lambda r: faults.append(f"not there: {r.url}"))
    page.goto(path.absolute().as_uri())
    faults += sideways(page) + barriers(page) + stuck_sliders(page)
    context.close()
    return faults


def stay_at_home(faults: list[str], route) -> None:
    """Let through what is in the site's own folder; refuse and note the rest."""
    if route.request.url.startswith(("file:", "data:", "blob:")):
        route.continue_()
    else:
        faults.append(f"third party: {route.request.url}")
        route.abort()


def sideways(page: Page) -> list[str]:
    """Say if the page is wider than the window."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"{wide} px wide in a window of {room}"] if wide > room else []


def barriers(page: Page) -> list[str]:
    """Return the violations that axe finds."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        f"axe {v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]
    ]


def stuck_sliders(page: Page) -> list[str]:
    """Move each slider by keyboard; return those after which nothing changed."""
    stuck = []
    for figure in page.query_selector_all("figure.explore"):
        for slider in figure.query_selector_all("input[type=range]"):
            before = figure.evaluate(SHOWN)
            for key in ("ArrowRight", "ArrowLeft", "End"):
                slider.press(key)
                if figure.evaluate(SHOWN) != before:
                    break
            else:
                stuck.append(f"slider {slider.get_attribute('id')} moves nothing")
    return stuck


def check(path: Path) -> list[str]:
    """Look at one page in all settings."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        return [
            f"{fault}  [{scheme}, {width} px]"
            for scheme, width in SETTINGS
            for fault in look(browser, path, scheme, width)
        ]


def main(html: Path) -> int:
    """Check all pages on two cores, one line a page; return the exit code."""
    paths, bad = pages(html), 0
    with ProcessPoolExecutor(2) as pool:
        for path, faults in zip(paths, pool.map(check, paths), strict=True):
            bad += bool(faults)
            print(f"{path.relative_to(html)}: {len(faults) or 'no'} faults", flush=True)
            for fault in faults:
                print(f"  {fault}", flush=True)
    print(f"{len(paths)} pages, {bad} with faults")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(Path("_build/html")))
