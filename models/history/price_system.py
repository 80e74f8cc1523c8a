"""Would engineers produce more than owners?

Equations   price above unit cost P = A - b Q, A random with mean m, variance v; who
            sees the part r of v makes Q = share * E[A | seen] / b; with
            M = (m^2 + r v)/b: welfare (share - share^2/2) M, users share^2 M/2,
            makers share (1 - share) M; best (m^2 + v)/(2 b); N owners: N/(N + 1);
            engineers at capacity beat N owners who see all iff
            v/m^2 < 1/(N (N + 2)); mispricing loses (price - cost)^2/(2 b)
Source      the claim [veblen1921engineers]; owners [cournot1838recherches]; the loss
            [harberger1954monopoly]; demand seen in part, and engineers, are ours
Leaves out  invention, quality, work and wages, entry, stocks, advertising, what firms
            spend to become monopolies, who rules the engineers
"""

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from numpy.typing import ArrayLike

from models.validation import check_count, check_number, check_numbers

__all__ = [
    "Outcome",
    "best_welfare",
    "break_even_variation",
    "capacity_window",
    "mispricing_loss",
    "outcome",
    "owners_share",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Means over demand; money beyond what production costs."""

    output: float
    price: float  # above unit cost
    users: float  # worth of the goods to those who use them, less what they pay
    makers: float  # what makers are paid, less costs; below 0, somebody pays for them

    @property
    def welfare(self) -> float:
        """What users and makers gain together."""
        return self.users + self.makers


def outcome(
    share: float, *, demand: float, variance: float, slope: float, sight: float
) -> Outcome:
    """Return who gains what when the makers aim at ``share`` of the best output.

    Parameters
    ----------
    share : float
        Part of the output that would be best for users and makers together, as far as
        the makers can see; at least 0. One half is a monopoly, 1 perfect competition,
        above 1 more than anyone would pay the cost of.
    demand, variance : float
        Mean and variance of A, the most that anyone would pay for a unit beyond its
        cost; above 0, and at least 0.
    slope : float
        Fall of the price for each unit more; above 0.
    sight : float
        Part of the variance that the makers see before they decide, 0 to 1.

    >>> monopoly = outcome(0.5, demand=1, variance=0, slope=1, sight=1)
    >>> monopoly.output, monopoly.users, monopoly.makers, monopoly.welfare
    (0.5, 0.125, 0.25, 0.375)
    """
    part = check_number(share, "share", at_least=0, at_most=np.finfo(float).max)
    m, v, b = _check_demand(demand, variance, slope)
    seen = m**2 + check_number(sight, "sight", at_least=0, at_most=1) * v
    return Outcome(
        output=part * m / b,
        price=(1 - part) * m,
        users=part**2 * seen / (2 * b),
        makers=part * (1 - part) * seen / b,
    )


def best_welfare(*, demand: float, variance: float, slope: float) -> float:
    """Return the most that users and makers could gain, seeing all; as above.

    >>> best_welfare(demand=1, variance=0.2, slope=1)
    0.6
    """
    m, v, b = _check_demand(demand, variance, slope)
    return (m**2 + v) / (2 * b)


def owners_share(n_owners: float) -> float:
    """Return what part of the competitive output this many rival owners make.

    Each makes what pays best, given what the others make (Cournot's rule). A whole
    number from 1 on, or infinity: perfect competition.

    >>> owners_share(1), owners_share(3), owners_share(float("inf"))
    (0.5, 0.75, 1.0)
    """
    if n_owners == inf:
        return 1.0
    n = check_count(n_owners, "n_owners")
    return n / (n + 1)


def break_even_variation(n_owners: float) -> float:
    """Return how variable demand may be before blind engineers do worse than owners.

    As the standard deviation of demand over its mean. The engineers make the best
    output for mean demand and see nothing more; the owners see all. ``n_owners`` as in
    :func:`owners_share`.

    >>> round(break_even_variation(1), 6)
    0.57735
    """
    withheld = 1 - owners_share(n_owners)
    return sqrt(1 / (1 - withheld**2) - 1)


def capacity_window(n_owners: float) -> tuple[float, float]:
    """Return between which capacities engineers beat owners, if demand is certain.

    As parts of the competitive output; engineers always fill their capacity.

    >>> capacity_window(1)
    (0.5, 1.5)
    """
    withheld = 1 - owners_share(n_owners)
    return 1 - withheld, 1 + withheld


def mispricing_loss(prices: ArrayLike, costs: ArrayLike, *, slope: float) -> float:
    """Return what is lost when goods are sold for ``prices`` and not for their costs.

    All goods have straight demand curves with the same ``slope``, above 0, and are
    made as they are bought. One price and one unit cost a good.

    >>> round(mispricing_loss([0.4, 0.6], [0.5, 0.5], slope=1), 9)
    0.01
    """
    p, c = check_numbers(prices, "prices"), check_numbers(costs, "costs")
    if p.size != c.size:
        raise ValueError(f"prices must have one entry a cost ({c.size}), got {p.size}")
    _, _, b = _check_demand(1, 0, slope)
    return float(np.sum((p - c) ** 2) / (2 * b))


def _check_demand(
    demand: float, variance: float, slope: float
) -> tuple[float, float, float]:
    most = np.finfo(float).max
    m = check_number(demand, "demand", at_least=0, at_most=most)
    b = check_number(slope, "slope", at_least=0, at_most=most)
    for name, value in (("demand", m), ("slope", b)):
        if value == 0:
            raise ValueError(f"{name} must be above 0, got 0")
    return m, check_number(variance, "variance", at_least=0, at_most=most), b
