"""Measure the book: weight of a page, time of a slider move, time of the build."""

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

from theme.browser import launch, pages

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


def weight(files: set[Path]) -> float:
    """Return how many kB the files are when sent with gzip."""
    return sum(len(gzip.compress(f.read_bytes(), 6)) for f in files) / 1000


def measure_pages(html: Path) -> None:
    """Print the weight of each page with all that it loads, and its figures' times."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for path in pages(html):
            loaded: set[Path] = set()
            page = browser.new_page()
            page.on("request", lambda r, to=loaded: to.add(local(r.url)))
            page.goto(path.absolute().as_uri())
            loaded = {f for f in loaded if f.is_file()}
            alone = weight({path.absolute()})
            name = path.relative_to(html)
            print(f"{name}: {weight(loaded):.0f} kB gzip, {alone:.0f} of them its own")
            for figure in page.query_selector_all("figure.explore"):
                sliders = figure.query_selector_all("input[type=range]")
                times = [ms for slider in sliders for ms in slider.evaluate(MOVE)]
                if times:
                    best, worst = min(times), max(times)
                    middle = statistics.median(times)
                    name = figure.get_attribute("id")
                    print(f"  {name}: {best:.2f} ({middle:.2f}, {worst:.2f}) ms a move")
            page.close()


def local(url: str) -> Path:
    """Return the file behind a ``file:`` address."""
    return Path(unquote(urlsplit(url).path))


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
            print(f"{label}: {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    print("weights, and times as best (median, worst)")
    measure_pages(Path("_build/html"))
    measure_build(Path.cwd())
