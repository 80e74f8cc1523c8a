"""Capture: who shapes what experts conclude, and does shielding them help?

Equations   lobby's side L = s x_L + B, public's side V = a x_V + M, p = L/(L + V);
            each side maximises stake times its chance, less effort x; where both
            spend: p = s v_L/(s v_L + a v_V), whatever M and B;
            contest: p_i = x_i^r / sum x_j^r
Source      [tullock1980efficient]; access, integrity and own interest are ours
Leaves out  what the experts know, arguments, several lobbies against each other,
            careers and gifts, the making of research, and whether the lobby is right
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import expit

from models.validation import check_number, check_numbers

__all__ = ["Capture", "Contest", "capture", "contest"]

MOST_ODDS = 1e5  # log odds beyond which a share is nothing, or all


@dataclass(frozen=True, slots=True, eq=False)
class Contest:
    """The equilibrium of a contest; one entry a player."""

    efforts: NDArray[np.float64]
    win_chances: NDArray[np.float64]  # sum to 1
    payoffs: NDArray[np.float64]  # value times chance, less effort


@dataclass(frozen=True, slots=True)
class Capture:
    """What becomes of a decision for which a lobby and a public contend."""

    captured: float  # chance that the lobby has its way, 0 to 1
    lobby_effort: float
    public_effort: float


def contest(values: ArrayLike, *, decisiveness: float) -> Contest:
    """Return the equilibrium in pure strategies of Tullock's contest.

    Parameters
    ----------
    values : array_like
        What winning is worth to each of two or more players, above 0.
    decisiveness : float
        Power to which efforts are raised: near 0 a lottery, larger values let small
        differences decide. Above 0.

    Raises
    ------
    ValueError
        When there is no such equilibrium, or, for ``decisiveness`` above 1, when
        three or more players differ in value.

    Examples
    --------
    >>> contest([1, 1], decisiveness=1).efforts.tolist()
    [0.25, 0.25]
    """
    v = check_numbers(values, "values")
    r = check_number(decisiveness, "decisiveness")
    if v.size < 2 or v.min() <= 0 or np.isinf(v).any():
        raise ValueError(f"values must be two or more, all above 0, got {values!r}")
    if not 0 < r < np.inf:
        raise ValueError(f"decisiveness must be above 0, got {decisiveness!r}")
    chances = _above_one(v, r) if r > 1 else _up_to_one(v, r)
    efforts = r * v * chances * (1 - chances)
    payoffs = v * chances - efforts
    if payoffs.min() < -1e-12 * v.max():
        raise ValueError(
            "decisiveness is too high for an equilibrium in pure strategies: somebody "
            f"would rather give up, got {decisiveness!r}"
        )
    return Contest(efforts, chances, payoffs)


def capture(
    *,
    lobby_stake: float,
    public_stake: float,
    lobby_access: float,
    public_access: float,
    integrity: float,
    own_interest: float,
) -> Capture:
    """Return how often the lobby gets its way, and what both sides spend on it.

    Parameters
    ----------
    lobby_stake, public_stake : float
        What the decision is worth to either side, above 0. Citizens who each hope
        that others will act count for their stake divided by their number.
    lobby_access, public_access : float
        How far the agency is open to either, from 0 (shielded) to 1.
    integrity, own_interest : float
        Effort that the officials themselves put on the public's and on the lobby's
        side, 0 or more.

    Examples
    --------
    >>> stakes = {"lobby_stake": 2, "public_stake": 1}
    >>> officials = {"integrity": 0, "own_interest": 0}
    >>> doors = {"lobby_access": 1, "public_access": 1}
    >>> round(capture(**stakes, **doors, **officials).captured, 4)
    0.6667
    """
    stakes = _stake(lobby_stake, "lobby_stake"), _stake(public_stake, "public_stake")
    s = check_number(lobby_access, "lobby_access", at_least=0, at_most=1)
    a = check_number(public_access, "public_access", at_least=0, at_most=1)
    m = check_number(integrity, "integrity", at_least=0, at_most=1e6)
    b = check_number(own_interest, "own_interest", at_least=0, at_most=1e6)
    left, right = _sides(s * stakes[0], a * stakes[1], b, m)
    if left + right == 0:  # nobody need spend anything: whoever has access prevails
        return Capture(float(s > 0) if s != a else 0.5, 0.0, 0.0)
    return Capture(
        left / (left + right),
        (left - b) / s if s else 0.0,
        (right - m) / a if a else 0.0,
    )


def _sides(pull: float, push: float, b: float, m: float) -> tuple[float, float]:
    """Return L and V in equilibrium; ``pull`` is s v_L, ``push`` is a v_V."""
    total = pull * push / (pull + push) if pull + push else 0.0
    left, right = ((total * w / (pull + push) if total else 0.0) for w in (pull, push))
    if left >= b and right >= m:
        return left, right  # both spend
    left = max(b, sqrt(pull * m) - m)  # the lobby's best if the public rests
    if push * left <= (left + m) ** 2:
        return left, m
    return b, max(m, sqrt(push * b) - b)  # the lobby rests


def _up_to_one(v: NDArray[np.float64], r: float) -> NDArray[np.float64]:
    """Return the chances for r up to 1: each one's share given the sum, then the sum.

    A player with share s of the sum Y of all x^r is content when
    r v s (1 - s) = (s Y)^(1/r).
    """

    def share(value: float, log_sum: float) -> float:
        def wish(odds: float) -> float:  # log of left side less right, by log odds of s
            log_s, log_rest = -np.logaddexp(0, -odds), -np.logaddexp(0, odds)
            return np.log(r * value) + log_rest + (1 - 1 / r) * log_s - log_sum / r

        if wish(-MOST_ODDS) <= 0:  # not even the first crown of effort is worth it
            return 0.0
        return float(expit(brentq(wish, -MOST_ODDS, MOST_ODDS, xtol=1e-14)))

    def excess(log_sum: float) -> float:
        return sum(share(value, log_sum) for value in v) - 1

    top = r * np.log(v.max()) + np.log(v.size)  # nobody spends more than the value
    log_sum = brentq(excess, top - 60, top, xtol=1e-14)
    shares = np.array([share(value, log_sum) for value in v])
    return shares / shares.sum()


def _above_one(v: NDArray[np.float64], r: float) -> NDArray[np.float64]:
    """Return the chances for r above 1, where two players differ or all are alike."""
    if v.size > 2 and np.ptp(v) > 0:
        raise ValueError(
            "decisiveness must be at most 1 when three or more players differ in "
            f"value, got {r}"
        )
    weights = (v / v.max()) ** r
    return weights / weights.sum()


def _stake(value: float, name: str) -> float:
    stake = check_number(value, name)
    if not 0 < stake < np.inf:
        raise ValueError(f"{name} must be above 0, got {value!r}")
    return stake
