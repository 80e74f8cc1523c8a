"""Run Lighthouse for ``make bench``, where node is there; nothing else needs node."""

import json
import os
import subprocess
from pathlib import Path

from theme.browser import FLAGS, find

PROGRAM = Path(".venvs/lighthouse/node_modules/.bin/lighthouse")
RUNS = 3


def measure(site: str, names: list[str]) -> None:
    """Print the scores of some pages in each category: worst, median, best."""
    if not PROGRAM.exists():
        print("  left out: there is no npm here, or it could not install Lighthouse")
        return
    for name in names:
        runs = [scores(f"{site}/{name}") for _ in range(RUNS)]
        print(f"  {name}")
        for kind in runs[0]:
            found = sorted(100 * run[kind] for run in runs)
            print(f"    {kind}: {', '.join(f'{score:.0f}' for score in found)}")


def scores(url: str) -> dict[str, float]:
    """Return the score of each category, from 0 to 1, as a phone would see the page."""
    done = subprocess.run(
        [
            *(PROGRAM, url, "--quiet", "--output=json"),
            f"--chrome-flags=--headless=new {' '.join(FLAGS[2:])}",
        ],
        env={**os.environ, "CHROME_PATH": find()},
        capture_output=True,
        text=True,
        check=True,
    )
    categories = json.loads(done.stdout)["categories"]
    return {kind: found["score"] for kind, found in categories.items()}
