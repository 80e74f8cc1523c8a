"""Austerity: when is a failing policy kept, and by whom?

Equations   a cut lowers the debt ratio within the year if the multiplier m is below
            m* = 1/((1 + r) d/(1 + g)^2 + tau);
            all learn alike: m_t = m - (1 - k)^t (m - m_0);
            errors of growth have slope m_0 - m on cuts;
            chance of success: s_t = Phi((m* - m_t)/doubt);
            kept while s_t (V + R) + F >= C: V the public's gain, R the decider's
            name, F money that hangs on the policy, C what going on costs
Source      R as office [majumdar2004policy] and as doctrine [matthijs2018rational];
            the slope [blanchard2013growth]; the other derivations are ours
Leaves out  why the debt arose, who bears the cuts, panics and default, the worth of
            learning by going on, several deciders at once
"""

from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from models.history.debt_ratio import critical_multiplier, debt_path
from models.history.growth_errors import fit_line
from models.validation import (
    check_count,
    check_number,
    check_numbers,
    check_probabilities,
)

__all__ = [
    "believed_multipliers",
    "critical_funding",
    "critical_multiplier",
    "critical_reputation",
    "debt_path",
    "implied_multiplier",
    "success_chances",
    "years_kept",
]


def implied_multiplier(cuts: ArrayLike, errors: ArrayLike, *, assumed: float) -> float:
    """Return the multiplier that would explain errors of growth after cuts.

    If a forecast takes ``assumed`` for it, growth falls short by the rest of the
    multiplier for each unit cut: it is ``assumed`` less the slope of the errors.

    >>> round(implied_multiplier([0, 1, 2], [1, 0, -1], assumed=0.5), 9)
    1.5
    """
    m = check_number(assumed, "assumed", at_least=-10, at_most=10)
    return m - fit_line(cuts, errors).slope


def believed_multipliers(
    n_years: int, *, multiplier: float, first_belief: float, learning_rate: float
) -> NDArray[np.float64]:
    """Return what everyone believes from year 0 to ``n_years``.

    ``learning_rate`` is the share of the error that a year corrects, 0 to 1, the same
    for every decider.

    >>> dials = {"multiplier": 1.5, "first_belief": 0.5, "learning_rate": 0.25}
    >>> believed_multipliers(2, **dials).tolist()
    [0.5, 0.75, 0.9375]
    """
    years = check_count(n_years, "n_years")
    m = check_number(multiplier, "multiplier", at_least=0, at_most=10)
    first = check_number(first_belief, "first_belief", at_least=0, at_most=10)
    k = check_number(learning_rate, "learning_rate", at_least=0, at_most=1)
    return m - (1 - k) ** np.arange(years + 1) * (m - first)


def success_chances(
    beliefs: ArrayLike, *, critical: float, doubt: float
) -> NDArray[np.float64]:
    """Return how likely the policy still looks to succeed, given each belief.

    It succeeds if the multiplier is below ``critical``; ``doubt``, above 0, is the
    standard deviation of what people think it might be.

    >>> success_chances([0.5, 1.0], critical=0.5, doubt=0.5).round(4).tolist()
    [0.5, 0.1587]
    """
    m = check_numbers(beliefs, "beliefs")
    bar = check_number(critical, "critical", at_least=0)
    spread = check_number(doubt, "doubt", at_least=1e-6, at_most=1e6)
    return norm.cdf((bar - m) / spread)


def critical_reputation(*, success: float, value: float, cost: float) -> float:
    """Return the reputation at stake above which a policy is kept against the public.

    Going on is worth it to the public if ``success`` times ``value`` covers ``cost``;
    then the answer is not positive: no reputation is needed.

    >>> round(critical_reputation(success=0.3, value=1, cost=0.5), 4)
    0.6667
    """
    s = check_number(success, "success", at_least=0, at_most=1)
    gain, price = _stake(value, "value"), _stake(cost, "cost")
    return price / s - gain if s > 0 else inf if price > 0 else -gain


def critical_funding(
    *, success: float, value: float, reputation: float, cost: float
) -> float:
    """Return the least money that makes a decider go on who would have stopped.

    >>> round(critical_funding(success=0.3, value=1, reputation=0, cost=0.5), 4)
    0.2
    """
    s = check_number(success, "success", at_least=0, at_most=1)
    gain, name = _stake(value, "value"), _stake(reputation, "reputation")
    return max(0.0, _stake(cost, "cost") - s * (gain + name))


def years_kept(
    success: ArrayLike, *, value: float, reputation: float, cost: float, funding: float
) -> float:
    """Return the year in which the policy is dropped; infinity if it never is.

    Parameters
    ----------
    success : array of float
        The chance of success as all see it, from year 0 on.
    value, cost : float
        What success is worth to the public, and what a year of going on costs it;
        0 or more. A reputation of 0 and no funding is the public's own choice.
    reputation : float
        What success is worth to the decider's name besides; 0 or more.
    funding : float
        Money that comes only as long as the policy is kept; 0 or more.

    >>> stakes = {"value": 1, "cost": 0.4, "funding": 0}
    >>> years_kept([0.6, 0.5, 0.3], reputation=0, **stakes)
    2
    >>> years_kept([0.6, 0.5, 0.3], reputation=1, **stakes)
    inf
    """
    s = check_probabilities(success, "success")
    worth = _stake(value, "value") + _stake(reputation, "reputation")
    price = _stake(cost, "cost") - _stake(funding, "funding")
    dropped = np.flatnonzero(s * worth < price)
    return int(dropped[0]) if dropped.size else inf


def _stake(value: float, name: str) -> float:
    return check_number(value, name, at_least=0, at_most=1e6)
