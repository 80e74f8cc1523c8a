"""Welfare: whose is maximised when the same policies are ranked in four ways?

Equations   equal equivalent  E = (mean of y_i^(1 - a))^(1/(1 - a)),  geometric mean
            at a = 1; a = 0 adds up money, a -> infinity looks at the poorest first
            (leximin). Utility u' = y^-n ranks like E with a = n. Ramsey rate
            r = d + n g; worth now of 100 in t years: 100/(1 + r)^t; of a damage that
            grows with income and fades at f: 1/(d + (n - 1) g + f). Who still loses
            after k projects: Phi(-m sqrt(k) / (s sqrt(1 - c + c k)))
Source      [atkinson1970measurement]; leximin after [rawls1971theory]; rates
            [ramsey1928mathematical]; uncertain rates [weitzman2001gamma]; many
            projects: derived here
Leaves out  rights, duties, processes, what is not gain or loss; risk; how the gains
            would be found out; people within a district; how policies change incomes
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import logsumexp, ndtr

from models.city import read_city
from models.validation import check_count, check_number, check_numbers

__all__ = [
    "POLICIES",
    "Places",
    "average_rate",
    "city_gains",
    "city_incomes",
    "damage_value",
    "equal_equivalent",
    "places",
    "present_value",
    "ramsey_rate",
    "share_of_losers",
]

# What each resident of the ten districts, poorest first, gains in a year:
# crowns, then hours. Each policy takes the city's whole budget, 10 crowns a head.
POLICIES = {
    "Tunnel to the west": (
        (-12, -12, 0, 0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0.2, 0.4, 0.6, 1.0, 1.2, 1.4, 1.6, 2.0),
    ),
    "Trams for all": ((0,) * 10, (0.95,) * 10),
    "Clinics in the east": (
        (0,) * 10,
        (2.2, 2.0, 1.8, 1.4, 0.8, 0.1, 0.1, 0.1, 0.1, 0.1),
    ),
    "School in Quay": ((18, 4, 0, 0, 0, 0, 0, 0, 0, 0), (0,) * 10),
    "Money back": ((10,) * 10, (0,) * 10),
}
WORK_YEAR = 2_000  # hours in which an income is earned
SAME = 1e-9  # incomes that differ by less, in parts of their size, count as equal


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Place of each policy, 1 for the best; policies that tie share a place."""

    money: NDArray[np.int64]  # sum of gains in money
    utility: NDArray[np.int64]  # sum of utilities
    atkinson: NDArray[np.int64]  # equal equivalent
    leximin: NDArray[np.int64]  # the poorest first


def city_incomes() -> NDArray[np.float64]:
    """Return the income of each district's residents, thousand crowns, poorest first.

    >>> float(city_incomes().mean())
    30.0
    """
    return np.sort([district.income for district in read_city().districts])


def city_gains(*, own_price: bool) -> NDArray[np.float64]:
    """Return what each policy gives each resident: (policies, districts), crowns.

    ``own_price`` values an hour at what its owner earns in one; else at what the
    city's average resident earns, whoever owns it.

    >>> city_gains(own_price=True).mean(axis=1).round(2).tolist()
    [15.08, 14.25, 7.75, 2.2, 10.0]
    """
    if not isinstance(own_price, bool):
        raise TypeError(f"own_price must be True or False, got {own_price!r}")
    wage = 1000 * city_incomes() / WORK_YEAR
    price = wage if own_price else np.full_like(wage, wage.mean())
    return np.array([np.add(c, price * np.array(h)) for c, h in POLICIES.values()])


def equal_equivalent(incomes: ArrayLike, *, aversion: float) -> float:
    """Return the income that, given to all, would be as good as ``incomes``.

    ``incomes`` are above 0; ``aversion`` to inequality is 0 or more.

    >>> [round(equal_equivalent([1, 4], aversion=a), 6) for a in (0, 1, 2)]
    [2.5, 2.0, 1.6]
    """
    y = _incomes(incomes)
    a = check_number(aversion, "aversion", at_least=0, at_most=1_000)
    logs = np.log(y)
    if abs(1 - a) < 1e-9:
        return float(np.exp(logs.mean()))
    # in logs, so that a large aversion does not overflow
    power = logsumexp((1 - a) * logs) - np.log(y.size)
    return float(np.exp(power / (1 - a)))


def places(
    incomes: ArrayLike, gains: ArrayLike, *, curvature: float, aversion: float
) -> Places:
    """Return the places of policies under four yardsticks.

    ``gains`` has a row for each policy and a column for each income, in the same
    unit. ``curvature``, 0 or more, says how fast the use of money fades: doubling an
    income divides the use of one more crown by 2 to this power. ``aversion``, 0 or
    more, is that of :func:`equal_equivalent`.

    >>> places([1, 9], [[0, 3], [1, 0]], curvature=0, aversion=2).atkinson.tolist()
    [2, 1]
    """
    y = _incomes(incomes)
    after = y + np.array([check_numbers(row, "gains") for row in gains])
    if after.shape[1] != y.size or not np.all(after > 0):
        raise ValueError(
            f"gains must have {y.size} columns and leave incomes above 0, got {gains!r}"
        )
    n = check_number(curvature, "curvature", at_least=0, at_most=100)
    return Places(
        money=_rank(after.mean(axis=1)),
        utility=_rank(_mean_utility(after, y.mean(), n)),
        atkinson=_rank([equal_equivalent(row, aversion=aversion) for row in after]),
        leximin=_leximin(np.sort(after, axis=1)),
    )


def ramsey_rate(*, impatience: float, curvature: float, growth: float) -> float:
    """Return the discount rate, as a share a year: 0.014 is 1.4%.

    ``impatience`` is a mark-down on later welfare only because it is later,
    ``growth`` that of income; both are shares a year.

    >>> round(ramsey_rate(impatience=0.001, curvature=1, growth=0.013), 6)
    0.014
    """
    d = check_number(impatience, "impatience", at_least=0, at_most=1)
    n = check_number(curvature, "curvature", at_least=0, at_most=100)
    return d + n * check_number(growth, "growth", at_least=-0.5, at_most=0.5)


def present_value(amount: float, *, rate: float, years: float) -> float:
    """Return what ``amount`` in ``years`` is worth now, compounded once a year.

    >>> round(present_value(100, rate=0.014, years=100), 4)
    24.9003
    """
    r = check_number(rate, "rate", at_least=-0.9, at_most=10)
    t = check_number(years, "years", at_least=0, at_most=10_000)
    return check_number(amount, "amount") * (1 + r) ** -t


def average_rate(rates: ArrayLike, *, years: float) -> float:
    """Return the sure rate that discounts like equally likely ``rates`` do.

    Rates are compounded continuously, ``years`` is above 0.

    >>> round(average_rate([0.01, 0.07], years=100), 6)
    0.016907
    """
    r = check_numbers(rates, "rates")
    t = check_number(years, "years", at_least=1e-6, at_most=100_000)
    return float(-(logsumexp(-r * t) - np.log(r.size)) / t)


def damage_value(
    *, impatience: float, curvature: float, growth: float, fade: float
) -> float:
    """Return the worth now of a damage for ever, in years of its first year's harm.

    The harm grows with income and fades at the rate ``fade``, all continuously.

    >>> round(damage_value(impatience=0.02, curvature=1, growth=0.02, fade=0.005), 6)
    40.0
    """
    rate = ramsey_rate(impatience=impatience, curvature=curvature, growth=growth)
    net = rate - growth + check_number(fade, "fade", at_least=0, at_most=1)
    if net <= 0:
        raise ValueError(
            f"fade must exceed growth minus the rate, {growth - rate:g}, got {fade!r}: "
            "otherwise the harm adds up without end"
        )
    return 1 / net


def share_of_losers(
    n_projects: int, *, gain: float, spread: float, persistence: float
) -> float:
    """Return the share of people who have lost, all ``n_projects`` together.

    Each project gives a person ``gain`` on average, with a normal ``spread`` above 0.
    ``persistence``, 0 to 1, is the correlation of one person's luck in any two.

    >>> round(share_of_losers(100, gain=0.1, spread=1, persistence=0), 6)
    0.158655
    """
    k = check_count(n_projects, "n_projects")
    m = check_number(gain, "gain")
    s = check_number(spread, "spread", at_least=1e-9)
    c = check_number(persistence, "persistence", at_least=0, at_most=1)
    return float(ndtr(-m * np.sqrt(k) / (s * np.sqrt(1 - c + c * k))))


def _incomes(value: ArrayLike) -> NDArray[np.float64]:
    y = check_numbers(value, "incomes")
    if not np.all((y > 0) & np.isfinite(y)):
        raise ValueError(f"incomes must be above 0, got {value!r}")
    return y


def _mean_utility(after: NDArray, unit: float, n: float) -> NDArray[np.float64]:
    """Return mean utility, whose marginal is 1 at ``unit`` and falls as y^-n."""
    y = after / unit
    return (np.log(y) if n == 1 else (y ** (1 - n) - 1) / (1 - n)).mean(axis=1)


def _rank(scores: ArrayLike) -> NDArray[np.int64]:
    s = np.asarray(scores)
    better = s[None, :] > s[:, None] + SAME * np.abs(s[:, None])
    return 1 + better.sum(axis=1)


def _leximin(poorest_first: NDArray) -> NDArray[np.int64]:
    """Rank rows by their first entry; where it ties, by the next, and so on."""
    place = []
    for row in poorest_first:
        differ = np.abs(poorest_first - row) > SAME * row
        first = differ.argmax(axis=1)
        each = np.arange(len(poorest_first))
        better = differ.any(axis=1) & (poorest_first[each, first] > row[first])
        place.append(1 + better.sum())
    return np.array(place)
