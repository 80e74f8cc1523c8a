"""Growth errors: did forecasters assume too small a multiplier?

Equations   error of growth = a + b (cut planned) + noise; if output falls by m and the
            forecast assumed m_0, then b = m_0 - m; ordinary least squares, with the
            standard errors of White scaled by n/(n - 2) (HC1)
Source      the idea [blanchard2013growth]; the data of [giles2012money], not theirs
Leaves out  why the cut was planned, what else went wrong in the same countries
"""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from math import nan
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.validation import check_number, check_numbers

__all__ = [
    "Fit",
    "Forecasts",
    "fit_line",
    "read_forecasts",
    "samples",
    "simulate_errors",
]

NOT_EUROPEAN = {"Australia", "Canada", "Japan", "New Zealand", "United States"}
NOT_IN_THE_BOX = {"New Zealand", "Norway"}  # the IMF's figure: EU and four others


@dataclass(frozen=True, slots=True)
class Fit:
    """A straight line through points, and how sure it is."""

    n: int
    constant: float
    slope: float
    constant_error: float  # HC1
    slope_error: float  # HC1
    slope_error_classical: float
    r_squared: float


@dataclass(frozen=True, slots=True, eq=False)
class Forecasts:
    """What was forecast for 2010-11 in spring 2010, in percentage points."""

    countries: tuple[str, ...]
    errors: NDArray[np.float64]  # growth that came less growth that was forecast
    cuts: NDArray[np.float64]  # forecast rise of the structural balance; nan: none

    def of(self, countries: Collection[str]) -> Fit:
        """Return the line through these countries; each must have both numbers."""
        where = [self.countries.index(name) for name in countries]
        return fit_line(self.cuts[where], self.errors[where])


def fit_line(cuts: ArrayLike, errors: ArrayLike) -> Fit:
    """Return the least-squares line of ``errors`` on ``cuts``.

    >>> fit = fit_line([0, 1, 2, 3], [1, 0, -1, -2])
    >>> round(fit.constant, 9), round(fit.slope, 9), round(fit.r_squared, 9)
    (1.0, -1.0, 1.0)
    """
    x, y = check_numbers(cuts, "cuts"), check_numbers(errors, "errors")
    if x.size != y.size or x.size < 3:
        raise ValueError(
            f"errors must be as many as cuts, three or more, got {y.size} and {x.size}"
        )
    if np.ptp(x) == 0:
        raise ValueError(f"cuts must not all be alike, got {x[0]} only")
    n, spread = x.size, x - x.mean()
    slope = spread @ y / (spread @ spread)
    constant = y.mean() - slope * x.mean()
    left = y - constant - slope * x
    # each estimate is a weighted sum of y; HC1 adds up weight^2 residual^2
    weight = spread / (spread @ spread)
    base = 1 / n - x.mean() * weight
    scale = n / (n - 2)
    total = ((y - y.mean()) ** 2).sum()
    return Fit(
        n=n,
        constant=float(constant),
        slope=float(slope),
        constant_error=float(np.sqrt(scale * (base**2 * left**2).sum())),
        slope_error=float(np.sqrt(scale * (weight**2 * left**2).sum())),
        slope_error_classical=float(
            np.sqrt((left @ left) / (n - 2) / (spread @ spread))
        ),
        r_squared=float(1 - left @ left / total) if total > 0 else 1.0,
    )


def simulate_errors(
    cuts: ArrayLike,
    *,
    multiplier: float,
    assumed: float,
    noise: float,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Return errors of growth when output falls by ``multiplier`` for each unit cut.

    The forecast had taken ``assumed`` for it; ``noise`` is the standard deviation of
    everything else that moves growth, 0 or more.
    """
    x = check_numbers(cuts, "cuts")
    m = check_number(multiplier, "multiplier", at_least=-10, at_most=10)
    m0 = check_number(assumed, "assumed", at_least=-10, at_most=10)
    sd = check_number(noise, "noise", at_least=0, at_most=1e6)
    return (m0 - m) * x + rng.normal(0, sd, x.size)


def read_forecasts(path: Path) -> Forecasts:
    """Return the reconstruction that stands in a CSV file (see ``results/history``)."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = [
        [float(row[key] or nan) for row in rows]
        for key in (
            "growth_forecast_error_2010_11",
            "structural_balance_change_forecast",
        )
    ]
    names = tuple(row["country"] for row in rows)
    return Forecasts(names, *(np.array(column) for column in numbers))


def samples(forecasts: Forecasts) -> dict[str, list[str]]:
    """Return the countries of each sample that the book compares."""
    known = [
        name
        for name, cut in zip(forecasts.countries, forecasts.cuts, strict=True)
        if np.isfinite(cut)
    ]
    europe = [name for name in known if name not in NOT_EUROPEAN]

    def without(*out: str) -> list[str]:
        return [name for name in europe if name not in out]

    return {
        "europe": europe,
        "no_greece": without("Greece"),
        "no_germany": without("Germany"),
        "neither": without("Germany", "Greece"),
        "box": [name for name in known if name not in NOT_IN_THE_BOX],
        "all": known,
    }
