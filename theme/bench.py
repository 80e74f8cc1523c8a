"""Measure the book: weight of a page, time of a slider move, Lighthouse, the build.

Times are given as best, median and worst of several runs, beside what design.md allows
and what it aims at. A busy machine makes them worse; nothing here fails.
"""

import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

from theme.browser import launch, pages, served
from theme.lighthouse import measure as lighthouse

RUNS = 5
MOVE = """slider => {
  const times = [];
  for (let v = +slider.min; v <= +slider.max; v++) {
    const start = performance.now();
    slider.value = v;
    slider.dispatchEvent(new Event('input', {bubbles: true}));
    times.push(performance.now() - start);
  }
  return times;
}"""
NOT_THE_BOOK = ("_build", ".git", ".venv", ".venvs", ".pytest_cache")


def three(values: list[float], form: str = ".0f") -> str:
    """Return the best, median and worst of values of which the least is best.

    >>> three([3, 1, 2])
    '1, 2, 3'
    """
    told = min(values), statistics.median(values), max(values)
    return ", ".join(format(value, form) for value in told)


def weight(files: set[Path]) -> float:
    """Return how many kB the files are when sent with gzip."""
    return sum(len(gzip.compress(f.read_bytes(), 6)) for f in files) / 1000


def local(url: str) -> Path:
    """Return the file behind a ``file:`` address."""
    return Path(unquote(urlsplit(url).path))


def measure_weight(browser, html: Path) -> dict[Path, float]:
    """Print what each page weighs with all that it loads; return it."""
    weights = {}
    for path in pages(html):
        loaded: set[Path] = set()
        page = browser.new_page()
        page.on("request", lambda r, to=loaded: to.add(local(r.url)))
        page.goto(path.absolute().as_uri())
        page.close()
        weights[path] = weight({f for f in loaded if f.is_file()})
        own = weight({path})
        print(f"  {path.relative_to(html)}: {weights[path]:.0f}, {own:.0f} its own")
    print(f"  all: {three(list(weights.values()))}")
    return weights


def late(times: list[float]) -> float:
    """Return the time that 95 of 100 moves do not exceed."""
    return sorted(times)[int(0.95 * (len(times) - 1))]


def measure_moves(browser, html: Path) -> None:
    """Print the script time of a move, of each figure, on a fast and a slow device."""
    everything: dict[int, list[float]] = {1: [], 4: []}
    for path in pages(html):
        page = browser.new_page()
        page.goto(path.absolute().as_uri())
        throttle = page.context.new_cdp_session(page)
        for figure in page.query_selector_all("figure.explore"):
            sliders = figure.query_selector_all("input[type=range]")
            line = f"  {figure.get_attribute('id')}:"
            for slower, found in everything.items():
                throttle.send("Emulation.setCPUThrottlingRate", {"rate": slower})
                runs = [
                    late([ms for slider in sliders for ms in slider.evaluate(MOVE)])
                    for _ in range(RUNS if sliders else 0)
                ]
                found += runs
                line += f"  {three(runs, '.2f')}" if runs else ""
            print(line)
        page.close()
    told = [three(found, ".2f") for found in everything.values() if found]
    print("  all:", "; four times slower ".join(told))


def measure_build(root: Path) -> None:
    """Print the time of a build with nothing kept, and of the next one."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "book")
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*NOT_THE_BOOK))
        for label in ("first build", "second build"):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "theme.build"],
                cwd=copy,
                env={**os.environ, "PYTHONPATH": str(copy)},
                stdout=subprocess.DEVNULL,
                check=True,
            )
            print(f"  {label}: {time.perf_counter() - start:.0f} s")


def main(html: Path) -> None:
    """Print all measures: best, median, worst."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        print("kB gzip of a page with all that it loads (a chapter: most 260, aim 200)")
        weights = measure_weight(browser, html)
        print("ms of script a move, 95th of 100 (most 4; four times slower, most 16)")
        measure_moves(browser, html)
        browser.close()
    print(
        "Lighthouse on a simulated phone (performance: least 85, aim 95; others: 100)"
    )
    by_weight = sorted(
        (page for page in weights if "back" not in page.parts), key=weights.get
    )
    some = {by_weight[int(k * (len(by_weight) - 1))] for k in (0, 0.5, 1)}
    with served(html) as site:
        lighthouse(site, sorted(str(page.relative_to(html)) for page in some))
    print("the build")
    measure_build(Path.cwd())


if __name__ == "__main__":
    main(Path("_build/html").absolute())
