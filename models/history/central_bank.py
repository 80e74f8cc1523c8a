"""Central bank: who gains when the choice of inflation is taken from the elected?

Equations   output y = pi - pi^e + u, u a shock with mean 0 and variance s2;
            society loses pi^2/2 + lam (y - k)^2/2; a banker has L in place of lam,
            and pays t for each point of inflation: pi = (L (k + pi^e - u) - t)/(1 + L);
            expected: pi^e = L k - t; best L: L k^2 (1 + L)^3 = s2 (lam - L);
            kept promises: pi^e = lam k (1 - r)/(1 + r), r = q (1 + lam), not below 0
Source      inflation bias [kydland1977rules], [barro1983positive]; banker
            [rogoff1985optimal]; penalty [walsh1995optimal]; promises, at lam -> 0 with
            lam k kept, [barro1983rules]; losses by group and the handover are ours
Leaves out  banks and asset prices, taxes and public debt, unemployment that lasts, who
            names the banker, mistakes in reading the shock
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq

from models.validation import check_number, check_numbers

__all__ = [
    "best_banker_weight",
    "chosen_inflation",
    "enforceable_inflation",
    "handover_gain",
    "rule_loss",
    "social_loss",
]

MOST = 1e6  # weights, targets and variances above this are refused


def chosen_inflation(
    shocks: ArrayLike,
    *,
    expected: float,
    banker_weight: float,
    target: float,
    penalty: float,
) -> NDArray[np.float64]:
    """Return the inflation that a banker chooses after seeing each shock.

    Parameters
    ----------
    shocks : array of float
        What output would be, without surprise inflation, above its natural level.
    expected : float
        The inflation that wages and interest were agreed for.
    banker_weight : float
        How much the banker minds output off its target, against inflation; 0 or more.
    target : float
        The output that the banker wants, above its natural level; 0 or more.
    penalty : float
        What the banker pays for each point of inflation; 0 without a contract.

    >>> dials = {"banker_weight": 1, "target": 1, "penalty": 0}
    >>> chosen_inflation([0, 1], expected=1, **dials).tolist()
    [1.0, 0.5]
    """
    u = check_numbers(shocks, "shocks")
    pi_e = check_number(expected, "expected", at_least=-MOST, at_most=MOST)
    weight = _dial(banker_weight, "banker_weight")
    k = _dial(target, "target")
    t = _dial(penalty, "penalty")
    return (weight * (k + pi_e - u) - t) / (1 + weight)


def social_loss(
    *,
    banker_weight: float,
    society_weight: float,
    target: float,
    shock_variance: float,
) -> float:
    """Return the loss that society expects a year from a banker it has learned to know.

    ``society_weight`` is how much society, or a group of it, minds output off its
    target, against inflation. With ``banker_weight`` equal to it society decides for
    itself, year by year. All four arguments are 0 or more.

    >>> dials = {"society_weight": 1, "target": 1, "shock_variance": 1}
    >>> social_loss(banker_weight=1, **dials), social_loss(banker_weight=0, **dials)
    (1.25, 1.0)
    """
    weight = _dial(banker_weight, "banker_weight")
    lam = _dial(society_weight, "society_weight")
    k = _dial(target, "target")
    s2 = _dial(shock_variance, "shock_variance")
    return _expected_loss(weight * k, 0, weight, lam, k, s2)


def best_banker_weight(
    *, society_weight: float, target: float, shock_variance: float
) -> float:
    """Return the weight of the banker who costs society least (Rogoff's).

    It lies between 0 and ``society_weight``: at 0 when there are no shocks, at
    ``society_weight`` when ``target`` is 0.

    >>> best_banker_weight(society_weight=1, target=0, shock_variance=1)
    1.0
    """
    lam = _dial(society_weight, "society_weight")
    k = _dial(target, "target")
    s2 = _dial(shock_variance, "shock_variance")
    if k == s2 == 0:
        raise ValueError(
            "target and shock_variance must not both be 0, got 0 and 0: "
            "no banker is then better than another"
        )

    def slope(weight: float) -> float:  # has the sign of the derivative of the loss
        return weight * k**2 * (1 + weight) ** 3 - s2 * (lam - weight)

    return lam if slope(lam) <= 0 else float(brentq(slope, 0, lam, xtol=1e-15))


def rule_loss(
    *,
    mean_inflation: float,
    society_weight: float,
    target: float,
    shock_variance: float,
) -> float:
    """Return society's loss if inflation averages ``mean_inflation``, as expected.

    Shocks are met as society itself would meet them. A mean of 0 is the best that any
    promise, contract or law can do.

    >>> dials = {"society_weight": 1, "target": 1, "shock_variance": 1}
    >>> rule_loss(mean_inflation=0, **dials), rule_loss(mean_inflation=1, **dials)
    (0.75, 1.25)
    """
    mean = check_number(mean_inflation, "mean_inflation", at_least=-MOST, at_most=MOST)
    lam = _dial(society_weight, "society_weight")
    k = _dial(target, "target")
    s2 = _dial(shock_variance, "shock_variance")
    return _expected_loss(mean, 0, lam, lam, k, s2)


def enforceable_inflation(
    *, bias: float, society_weight: float, patience: float
) -> float:
    """Return the lowest inflation that an elected government can promise and keep.

    If it breaks the promise, it is disbelieved for one period.

    Parameters
    ----------
    bias : float
        Inflation when nobody believes a promise, ``society_weight`` times the target.
    society_weight : float
        As in :func:`social_loss`; 0 is the game of Barro and Gordon, in which output
        is worth the same however much there is of it.
    patience : float
        What the next period counts against this one, 0 to 1.

    >>> round(enforceable_inflation(bias=1, society_weight=0, patience=0.5), 4)
    0.3333
    """
    highest = _dial(bias, "bias")
    lam = _dial(society_weight, "society_weight")
    q = check_number(patience, "patience", at_least=0, at_most=1)
    fear = q * (1 + lam)
    return highest * max(0.0, (1 - fear) / (1 + fear))


def handover_gain(
    *,
    banker_weight: float,
    society_weight: float,
    group_weight: float,
    stake: float,
    target: float,
    shock_variance: float,
    disbelief: float,
) -> float:
    """Return what a group gains a year when society hands over to a banker.

    Parameters
    ----------
    banker_weight, society_weight, target, shock_variance : float
        As in :func:`social_loss`; before the handover the banker's weight was
        society's.
    group_weight : float
        How much the group minds output off its target; 0 or more.
    stake : float
        What the group gains from each point of inflation above what was expected:
        positive for those who owe money, negative for those who are owed it.
    disbelief : float
        Share of the years, 0 to 1, in which people still expect what they expected
        before the handover.

    >>> alike = {"society_weight": 1, "group_weight": 1, "shock_variance": 1}
    >>> handover_gain(banker_weight=0, stake=0, target=1, disbelief=0, **alike)
    0.25
    >>> handover_gain(banker_weight=0, stake=0, target=1, disbelief=1, **alike)
    -1.25
    """
    weight = _dial(banker_weight, "banker_weight")
    lam = _dial(society_weight, "society_weight")
    own = _dial(group_weight, "group_weight")
    claim = check_number(stake, "stake", at_least=-MOST, at_most=MOST)
    k = _dial(target, "target")
    s2 = _dial(shock_variance, "shock_variance")
    share = check_number(disbelief, "disbelief", at_least=0, at_most=1)
    before = _expected_loss(lam * k, 0, lam, own, k, s2)
    after = _expected_loss(weight * k, 0, weight, own, k, s2)
    inflation = weight * (k + lam * k) / (1 + weight)  # the shock is 0 on average
    surprise = inflation - lam * k
    between = _expected_loss(inflation, surprise, weight, own, k, s2) - claim * surprise
    return before - share * between - (1 - share) * after


def _expected_loss(
    inflation: float, output: float, weight: float, own: float, k: float, s2: float
) -> float:
    """Return E[pi^2 + own (y - k)^2]/2, the means given, with this banker."""
    inflation_variance = (weight / (1 + weight)) ** 2 * s2
    output_variance = s2 / (1 + weight) ** 2
    return (
        inflation**2 + inflation_variance + own * ((output - k) ** 2 + output_variance)
    ) / 2


def _dial(value: float, name: str) -> float:
    return check_number(value, name, at_least=0, at_most=MOST)
