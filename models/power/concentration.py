"""Concentration: when do chance and influence give one household the lead for good?

Equations   mean wealth 1, share x_i = w_i/n, influence th_i = w_i^k / sum_j w_j^k:
            dw_i = (J + A)(1 - w_i) dt + phi (th_i - sum_j x_j th_j) w_i dt + s w_i dB_i
            (Ito). Without influence: density proportional to exp(-(mu - 1)/w)
            / w^(1 + mu), mu = 1 + 2J/s^2. Without chance, n large, k = 1:
            x' = phi x^2 (1 - x) - (J + A) x, captured at (1 + r)/2, tipping at
            (1 - r)/2, r = sqrt(1 - 4 (J + A)/phi), ended by A = phi/4 - J, or,
            if A wears down to A (1 - x), by phi - 2 sqrt(phi J). Saturating:
            dw = [J (1 - w) + phi w (w/(w + h) - M)] dt + s w dB, M = E[w^2/(w + h)],
            mu = 1 + 2 (J - phi (1 - M))/s^2
Source      exchange and its law [bouchaud2000wealth]; influence and its brake are ours
Leaves out  skill, work and inheritance, growth, parties and organised interests, ideas,
            why accountability is kept up, and rich households that disagree
"""

from dataclasses import dataclass
from math import exp, gamma, inf, pi, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import gammainc, gammaincinv

from models.validation import check_count, check_number, check_numbers

__all__ = [
    "Saturated",
    "States",
    "WealthPaths",
    "brake_needed",
    "captured_states",
    "gini",
    "saturated_wealth",
    "share_growth",
    "simulate_wealth",
    "stationary_gini",
    "stationary_top_share",
    "tail_exponent",
]

SMALL = 1e-12  # the least that counts as above nothing


@dataclass(frozen=True, slots=True, eq=False)
class WealthPaths:
    """What one history of chance, exchange and influence produced."""

    wealth: NDArray[np.float64]  # (n_steps + 1, n_agents): time first; mean 1 always


@dataclass(frozen=True, slots=True)
class States:
    """Shares of all wealth at which one household can rest above the others."""

    tipping: float  # above it the share rises, below it falls
    captured: float  # where the share comes to rest


@dataclass(frozen=True, slots=True)
class Saturated:
    """The stationary law when influence grows ever less with wealth."""

    mean_influence: float  # M: influence of the average crown
    tail: float  # mu: how fast large fortunes thin out
    gini: float  # 0 to 1
    top_share: float  # share of all wealth held by the richest hundredth


def simulate_wealth(
    *,
    n_agents: int,
    exchange: float,
    volatility: float,
    n_steps: int,
    rng: np.random.Generator,
    feedback: float = 0.0,
    accountability: float = 0.0,
    steepness: float = 1.0,
    first_share: float | None = None,
    step: float = 0.02,
) -> WealthPaths:
    """Simulate the wealth of households that luck, exchange and influence move.

    Parameters
    ----------
    n_agents : int
        Households, at least 2.
    exchange, accountability : float
        Pull of every fortune towards the mean, a unit of time (J and A): trade, wages
        and taxes; and what is done against influence. At least 0.
    volatility : float
        Size s of the luck that multiplies each fortune, Ito; at least 0. The paper's
        variance 2 sigma^2 is s^2.
    n_steps, step : int, float
        Steps, and the length of each in units of time.
    feedback, steepness : float
        What all influence adds to growth (phi, at least 0), and k: influence is shared
        out in proportion to wealth to the power k, above 0.
    first_share : float, optional
        Share of all wealth that the first household starts with, strictly between 0
        and 1; all others start equal. Left out, all start equal.

    >>> simulate_wealth(
    ...     n_agents=2, exchange=0, volatility=0, n_steps=1, first_share=0.75,
    ...     rng=np.random.default_rng(0),
    ... ).wealth.tolist()
    [[1.5, 0.5], [1.5, 0.5]]
    """
    n = check_count(n_agents, "n_agents", at_least=2)
    pull = _rate(exchange, "exchange") + _rate(accountability, "accountability")
    s, phi = _rate(volatility, "volatility"), _rate(feedback, "feedback")
    k, dt = _above(steepness, "steepness"), _above(step, "step")
    x = 1 / n if first_share is None else _open_share(first_share, "first_share")
    paths = np.empty((check_count(n_steps, "n_steps") + 1, n))
    paths[0] = n * (1 - x) / (n - 1)
    paths[0, 0] = n * x
    kept = exp(-pull * dt / 2)  # of the distance to the mean, after half a step
    for t in range(1, len(paths)):
        w = 1 + (paths[t - 1] - 1) * kept
        theta = (w / w.max()) ** k
        theta /= theta.sum()
        luck = s * sqrt(dt) * rng.standard_normal(n) if s else 0.0
        # what all households lose alike goes with the division by the mean
        w = w * np.exp(phi * dt * theta + luck)
        paths[t] = 1 + (w / w.mean() - 1) * kept
    return WealthPaths(paths)


def captured_states(
    *, exchange: float, accountability: float, feedback: float, steepness: float = 1.0
) -> States | None:
    """Return where one household among very many can rest, or None if nowhere.

    The arguments are those of :func:`simulate_wealth`, and there is no luck.

    >>> captured_states(exchange=1, accountability=0, feedback=6.25)
    States(tipping=0.2, captured=0.8)
    >>> captured_states(exchange=1, accountability=1, feedback=6.25) is None
    True
    """
    pull = _rate(exchange, "exchange") + _rate(accountability, "accountability")
    phi, k = _rate(feedback, "feedback"), _above(steepness, "steepness")
    if k > 1:
        return States(0.0, 1 - pull / phi) if phi > pull else None
    if k < 1 or phi <= 4 * pull:
        return None
    r = sqrt(1 - 4 * pull / phi)
    return States((1 - r) / 2, (1 + r) / 2)


def brake_needed(*, exchange: float, feedback: float, worn: bool) -> float:
    """Return the least accountability that leaves no captured state.

    With ``worn`` the brake wears down as the share x of one household grows: it is
    A (1 - x) in place of A.
    ``exchange`` and ``feedback`` are those of :func:`simulate_wealth`; very many
    households, no luck, influence in proportion to wealth.

    >>> brake_needed(exchange=1, feedback=9, worn=False)
    1.25
    >>> brake_needed(exchange=1, feedback=9, worn=True)
    3.0
    """
    j, phi = _rate(exchange, "exchange"), _rate(feedback, "feedback")
    if phi <= 4 * j:
        return 0.0
    return phi - 2 * sqrt(phi * j) if worn else phi / 4 - j


def share_growth(
    share: ArrayLike,
    *,
    n_agents: int,
    exchange: float,
    accountability: float,
    feedback: float,
    steepness: float = 1.0,
) -> NDArray[np.float64]:
    """Return how fast a household's share of all wealth grows, a unit of time.

    ``share`` is a list of shares strictly between 0 and 1; the other households are
    equal, and there is no luck. The other arguments are those of
    :func:`simulate_wealth`.

    >>> share_growth([0.5], n_agents=2, exchange=1, accountability=1, feedback=9)
    array([0.])
    """
    x = check_numbers(share, "share")
    if not np.all((x > 0) & (x < 1)):
        raise ValueError(f"share must lie strictly between 0 and 1, got {share!r}")
    n = check_count(n_agents, "n_agents", at_least=2)
    pull = _rate(exchange, "exchange") + _rate(accountability, "accountability")
    phi, k = _rate(feedback, "feedback"), _above(steepness, "steepness")
    ours = 1 / (1 + (n - 1) * ((1 - x) / x / (n - 1)) ** k)
    each_other = (1 - ours) / (n - 1)
    return pull * (1 / n - x) + phi * x * (1 - x) * (ours - each_other)


def tail_exponent(*, exchange: float, volatility: float) -> float:
    """Return mu: twice as rich is 2^mu times as rare, among the very rich.

    Both are those of :func:`simulate_wealth` and must be above 0.

    >>> tail_exponent(exchange=1, volatility=1)
    3.0
    """
    j, s = _above(exchange, "exchange"), _above(volatility, "volatility")
    return 1 + 2 * j / s**2


def stationary_gini(tail: float) -> float:
    """Return the Gini coefficient of the stationary law with exponent ``tail`` > 1.

    >>> round(stationary_gini(3), 6)
    0.375
    """
    mu = _tail(tail)
    return gamma(mu - 0.5) / (sqrt(pi) * gamma(mu))


def stationary_top_share(tail: float, *, top: float) -> float:
    """Return the share of all wealth that the richest ``top`` of households hold.

    ``tail`` is above 1, and ``top`` strictly between 0 and 1.

    >>> round(stationary_top_share(2, top=0.01), 3)
    0.138
    """
    mu, q = _tail(tail), _open_share(top, "top")
    return float(gammainc(mu - 1, gammaincinv(mu, q)))


def saturated_wealth(
    *, exchange: float, volatility: float, feedback: float, half_point: float
) -> Saturated:
    """Return the stationary law when a household's influence is w / (w + h).

    ``half_point`` h, above 0, is the wealth, in means, that has half of all the
    influence one household can have. ``exchange`` and ``volatility`` are above 0,
    ``feedback`` at least 0, as in :func:`simulate_wealth`.

    >>> saturated_wealth(exchange=1, volatility=1, feedback=0, half_point=5).tail
    3.0
    """
    j, s = _above(exchange, "exchange"), _above(volatility, "volatility")
    phi, h = _rate(feedback, "feedback"), _above(half_point, "half_point")
    u = np.linspace(-8, 200, 50_001)  # log wealth
    w = np.exp(u)

    def weights(m: float) -> NDArray:
        """Return the chance that log wealth is near each point of the grid."""
        log = -(1 + 2 * (j + phi * m) / s**2) * u - 2 * j / (s**2 * w)
        log += 2 * phi / s**2 * np.log(w + h)
        p = np.exp(log - log.max())
        return p / p.sum()

    def excess(m: float) -> float:
        return float(weights(m) @ (w * (w / (w + h)))) - m

    low = max(0.0, 1 - j / phi + 1e-3) if phi else 0.0  # here the mean would diverge
    if excess(low) <= 0:
        raise ValueError(
            "feedback and half_point must leave a tail that thins out faster than "
            f"1/w, got {feedback} and {half_point}"
        )
    m = brentq(excess, low, 1.0, xtol=1e-13)
    p = weights(m)
    people, wealth = np.cumsum(p), np.cumsum(p * w) / (p @ w)
    lorenz = float(((wealth[1:] + wealth[:-1]) / 2) @ p[1:])
    top = 1 - float(np.interp(0.99, people, wealth))
    return Saturated(m, 1 + 2 * (j - phi * (1 - m)) / s**2, 1 - 2 * lorenz, top)


def gini(wealth: ArrayLike) -> float:
    """Return the Gini coefficient of a list of fortunes, none below 0, not all 0.

    >>> gini([0, 0, 0, 4])
    0.75
    """
    w = np.sort(check_numbers(wealth, "wealth"))
    if w[0] < 0 or not 0 < w.sum() < inf:
        raise ValueError(f"wealth must be at least 0, and not all 0, got {wealth!r}")
    n = w.size
    return float((2 * np.arange(1, n + 1) - n - 1) @ w / (n * w.sum()))


def _rate(value: float, name: str) -> float:
    return check_number(value, name, at_least=0, at_most=1e6)


def _above(value: float, name: str) -> float:
    return check_number(value, name, at_least=SMALL, at_most=1e6)


def _tail(value: float) -> float:
    return check_number(value, "tail", at_least=1 + SMALL, at_most=100)


def _open_share(value: float, name: str) -> float:
    return check_number(value, name, at_least=SMALL, at_most=1 - SMALL)
