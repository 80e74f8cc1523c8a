"""Debt ratio: does a cut lower it, and when?

Equations   d' = (1 + r) d/(1 + g - m c) - (p + c - tau m c); a small cut c raises d' at
            first if m > m* = 1/((1 + r) d/(1 + g)^2 + tau); the loss m c fades by rho a
            year
Source      our derivation; cuts that defeat themselves [fatas2016permanent]
Leaves out  interest that answers to debt or to cuts, prices, default, who bears the cut
"""

from itertools import pairwise
from math import inf

import numpy as np
from numpy.typing import NDArray

from models.validation import check_count, check_number

__all__ = ["critical_multiplier", "debt_path"]


def critical_multiplier(
    *,
    debt_ratio: float,
    revenue_elasticity: float,
    interest: float = 0.0,
    growth: float = 0.0,
) -> float:
    """Return the multiplier above which a small cut raises the debt ratio at first.

    Parameters
    ----------
    debt_ratio : float
        Debt as a multiple of a year's output, 0 or more.
    revenue_elasticity : float
        What the budget loses, in units of output, for each unit of output lost, 0 to 1.
    interest, growth : float
        Rates a year, above -1; 0 unless given.

    >>> round(critical_multiplier(debt_ratio=1, revenue_elasticity=0.5), 4)
    0.6667
    """
    d = check_number(debt_ratio, "debt_ratio", at_least=0, at_most=100)
    tau = check_number(revenue_elasticity, "revenue_elasticity", at_least=0, at_most=1)
    r, g = _rate(interest, "interest"), _rate(growth, "growth")
    gain = (1 + r) * d / (1 + g) ** 2 + tau  # debt ratio that a point of growth saves
    return 1 / gain if gain > 0 else inf


def debt_path(
    *,
    debt_ratio: float,
    consolidation: float,
    multiplier: float,
    revenue_elasticity: float,
    persistence: float,
    interest: float,
    growth: float,
    primary_balance: float,
    n_years: int,
) -> NDArray[np.float64]:
    """Return the debt ratio from year 0 to ``n_years`` when the cut stays for good.

    Parameters
    ----------
    debt_ratio, revenue_elasticity, interest, growth : float
        As in :func:`critical_multiplier`.
    consolidation : float
        The cut, as a share of output, from year 1 on; negative is a stimulus.
    multiplier : float
        Output lost in year 1 for each unit cut; 0 or more.
    persistence : float
        Share of the loss of output that is left a year later, 0 to 1.
    primary_balance : float
        The budget without interest and without the cut, as a share of output.

    >>> dials = {"revenue_elasticity": 0, "persistence": 0, "interest": 0, "growth": 0}
    >>> debt_path(debt_ratio=1, consolidation=0.1, multiplier=0, primary_balance=0,
    ...           n_years=2, **dials).round(2).tolist()
    [1.0, 0.9, 0.8]
    """
    d = check_number(debt_ratio, "debt_ratio", at_least=0, at_most=100)
    cut = check_number(consolidation, "consolidation", at_least=-1, at_most=1)
    m = check_number(multiplier, "multiplier", at_least=0, at_most=10)
    tau = check_number(revenue_elasticity, "revenue_elasticity", at_least=0, at_most=1)
    rho = check_number(persistence, "persistence", at_least=0, at_most=1)
    r, g = _rate(interest, "interest"), _rate(growth, "growth")
    p = check_number(primary_balance, "primary_balance", at_least=-1, at_most=1)
    years = check_count(n_years, "n_years")
    if 1 + g <= m * abs(cut):
        raise ValueError(
            f"consolidation must leave some output, got {cut} with multiplier {m}"
        )
    lost = np.concatenate(([0.0], m * cut * rho ** np.arange(years)))
    path = [d]
    for before, now in pairwise(lost):
        balance = p + cut - tau * now
        path.append((1 + r) * path[-1] / (1 + g + before - now) - balance)
    return np.array(path)


def _rate(value: float, name: str) -> float:
    return check_number(value, name, at_least=-0.99, at_most=10)
