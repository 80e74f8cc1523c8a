"""The line through growth errors and planned cuts, in a reconstruction of the data.

Run by ``make results`` with BOOK_DATA naming the folder of data. The file was made by
Chris Giles of the Financial Times in October 2012 from the IMF's published forecasts;
it is not the file of Blanchard and Leigh. It states no licence, so only statistics
are kept: no country's numbers.
"""

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from models.history.growth_errors import Forecasts, read_forecasts, samples

PATH = Path(__file__).with_suffix(".json")
FILE = Path("blanchard_leigh") / "giles_2012_replication.csv"


def statistics(forecasts: Forecasts) -> dict[str, Any]:
    """Return the line of each sample, and how far one country moves the first."""
    lines = {
        name: asdict(forecasts.of(countries))
        for name, countries in samples(forecasts).items()
    }
    europe = samples(forecasts)["europe"]
    left_out = {
        out: forecasts.of([name for name in europe if name != out]).slope
        for out in europe
    }
    flattest = max(left_out, key=left_out.get)
    steepest = min(left_out, key=left_out.get)
    return {
        "lines": lines,
        "one_left_out": {
            "flattest": [flattest, left_out[flattest]],
            "steepest": [steepest, left_out[steepest]],
        },
    }


def main() -> None:
    """Compute everything again, or say what is missing."""
    folder = os.environ.get("BOOK_DATA")
    if not folder:
        print("BOOK_DATA names no folder with data: left as it is")
        return
    path = Path(folder) / FILE
    found = {
        "file": FILE.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        **statistics(read_forecasts(path)),
    }
    PATH.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {PATH.name}: {len(found['lines'])} samples")


if __name__ == "__main__":
    main()
