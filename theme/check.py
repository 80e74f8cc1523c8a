"""Look at every page as readers do: light and dark, desktop and phone, keyboard, axe.

A page must ask nothing of anyone else, log no error, break no accessibility rule and
not scroll sideways; each of its controls must move what is drawn and said. It is looked
at over http in four settings, then from the disk, then with JavaScript off.
"""

import itertools
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from theme.browser import launch, pages, served
from theme.looks import barriers, plain, printed, sideways, stuck
from theme.spoken import unnamed

SETTINGS = list(itertools.product(("light", "dark"), (1280, 360)))


@contextmanager
def opened(browser, address: str, **context) -> Iterator[tuple[Page, list[str]]]:
    """Open a page at ``address``; give it and the list of faults that fills."""
    faults: list[str] = []
    # reduced motion: no colour is caught on its way from light to dark
    with browser.new_context(reduced_motion="reduce", **context) as visit:
        page = visit.new_page()
        home = address.partition("://")[0] + "://" + address.split("/")[2]

        def note(kind, of):
            return lambda it: faults.append(f"{kind}: {of(it)}")

        def left(request) -> bool:
            return not request.url.startswith((home, "data:", "blob:"))

        page.on("pageerror", note("script", str))
        page.on("console", lambda m: m.type == "error" and note("console", text)(m))
        page.on("request", lambda r: left(r) and note("third party", url)(r))
        page.on("requestfailed", lambda r: left(r) or note("not there", url)(r))
        page.goto(address)
        yield page, faults


def text(message) -> str:
    """Return what the console says, and of which file."""
    return f"{message.text} {message.location['url']}"


def url(request) -> str:
    """Return the address asked for."""
    return request.url


def look(browser, place, scheme: str = "light", width: int = 1280) -> list[str]:
    """Return what is wrong with the page at ``place``, a path or an address."""
    address = place.absolute().as_uri() if isinstance(place, Path) else place
    size = {"width": width, "height": 900}
    with opened(browser, address, color_scheme=scheme, viewport=size) as (page, faults):
        faults += sideways(page) + barriers(page)
        if (scheme, width) == SETTINGS[0]:  # the same in all four
            faults += unnamed(page)
        faults += stuck(page)
        if (scheme, width) == SETTINGS[0]:
            faults += printed(page)
    return faults


def quick_look(browser, path: Path) -> list[str]:
    """Return what is wrong with the page from the disk, on a dark phone."""
    setting = {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}}
    with opened(browser, path.absolute().as_uri(), **setting) as (page, faults):
        faults += sideways(page) + stuck(page)
    return faults


def look_without_script(browser, address: str) -> list[str]:
    """Return what is missing on a phone that runs no script."""
    setting = {"viewport": {"width": 360, "height": 740}}
    with opened(browser, address, java_script_enabled=False, **setting) as (page, _):
        return plain(page)


def check(browser, html: Path, site: str, path: Path) -> list[str]:
    """Look at one page in every way."""
    address = f"{site}/{path.relative_to(html).as_posix()}"
    faults = [
        f"{fault}  [{scheme}, {width} px]"
        for scheme, width in SETTINGS
        for fault in look(browser, address, scheme, width)
    ]
    faults += [f"{fault}  [from the disk]" for fault in quick_look(browser, path)]
    without = look_without_script(browser, address)
    return faults + [f"{fault}  [no script]" for fault in without]


def share(html: Path, site: str, left: Iterator[Path]) -> int:
    """Check pages until none is left, a line or more each; return how many are bad."""
    bad = 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for path in left:
            faults = check(browser, html, site, path)
            lines = [f"{path.relative_to(html)}: {len(faults) or 'no'} faults", *faults]
            print("\n  ".join(lines), flush=True)
            bad += bool(faults)
    return bad


def main(html: Path, *names: str) -> int:
    """Check all pages, or these, with two browsers; return the exit code."""
    paths = [html / name for name in names] or pages(html)
    paths.sort(key=lambda path: path.stat().st_size, reverse=True)  # long ones first
    with served(html) as site, ThreadPoolExecutor(2) as pool:
        left = iter(paths)
        shares = [pool.submit(share, html, site, left) for _ in range(2)]
        bad = sum(done.result() for done in shares)
    print(f"{len(paths)} pages, {bad} with faults")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(Path("_build/html"), *sys.argv[1:]))
