"""Housing: who lives in which dwelling at what rent, and whom does a new one help?

Equations   a household of income y gains y x - P in a dwelling of quality x at rent P;
            sorted upwards: P_1 = y_0 x_1, P_j = P_(j-1) + y_(j-1) (x_j - x_(j-1)),
            y_0 the highest income left outside, y_j the income in dwelling j
Source      assignment of incomes to dwellings [maattanen2014income]; in this discrete
            form, with the least rents at which nobody wants to swap, ours
Leaves out  building costs and land, moving costs, vacancy kept for gain, places that
            change when neighbours do, that a rent can be too high to pay
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.validation import check_numbers

__all__ = ["Market", "house"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """A city in which nobody wants to swap, poorest household and worst dwelling first.

    The ``rents`` are the lowest at which that is so. A dwelling without a tenant has
    rent 0; a household without a dwelling lives outside the city, has home 0 and
    gains 0.
    """

    qualities: Floats  # (n_dwellings,) upwards
    rents: Floats  # (n_dwellings,) what each costs
    incomes: Floats  # (n_households,) upwards
    homes: Floats  # (n_households,) quality of each one's dwelling; 0 is outside
    gains: Floats  # (n_households,) what each gains by living in the city

    @property
    def n_outside(self) -> int:
        """How many households find no dwelling."""
        return max(0, self.incomes.size - self.qualities.size)

    @property
    def cheapest_rent(self) -> float:
        """The rent of the worst dwelling."""
        return float(self.rents[0])


def house(incomes: ArrayLike, dwellings: ArrayLike) -> Market:
    """Assign households to dwellings, and find the lowest rents that keep them there.

    Everybody likes quality, and those with higher incomes pay more for it, so the
    richest lives best. Each rent keeps the next poorer household from moving up.

    Parameters
    ----------
    incomes : array_like
        One a household, above 0, in any order.
    dwellings : array_like
        Quality of each dwelling, above 0: the share of an income that a household
        would give for it at most. In any order.

    Returns
    -------
    Market
        Everything sorted upwards.

    Examples
    --------
    >>> house([10, 20, 30, 40, 50, 60], [1, 2, 3, 4]).rents.tolist()
    [20.0, 50.0, 90.0, 140.0]
    """
    y, x = _sorted(incomes, "incomes"), _sorted(dwellings, "dwellings")
    housed = min(y.size, x.size)
    tenants, lived_in = y[y.size - housed :], x[x.size - housed :]
    outside = y[-housed - 1] if y.size > housed else 0.0  # the first who would move in
    rivals = np.concatenate(([outside], tenants[:-1]))  # who would take each dwelling
    paid = np.cumsum(rivals * np.diff(lived_in, prepend=0.0))
    gains = tenants * lived_in - paid
    return Market(
        qualities=x,
        rents=_fill(paid, x.size),
        incomes=y,
        homes=_fill(lived_in, y.size),
        gains=_fill(gains, y.size),
    )


def _sorted(values: ArrayLike, name: str) -> Floats:
    array = np.sort(check_numbers(values, name))
    if array[0] <= 0 or np.isinf(array[-1]):
        raise ValueError(f"{name} must be finite and above 0, got {values!r}")
    return array


def _fill(values: Floats, size: int) -> Floats:
    """Return ``values`` after as many zeros as make up ``size``."""
    return np.concatenate((np.zeros(size - values.size), values))
