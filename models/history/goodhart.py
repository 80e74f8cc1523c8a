"""What happens to a goal when somebody chooses, or pays, by a measure of it?

Equations   P = V + spread * T,  V normal, T Student's t:  E[V | P = p],  E[V | kept];
            effort:  max (b + t) e1 + t e2 - (e1^2 + e2^2 + 2 g e1 e2) / 2,  e >= 0;
            W = v1 e1 + v2 e2 - (e1^2 + e2^2 + 2 g e1 e2) / 2 - k b^2 / 2
Source      four kinds of failure [manheim2018categorizing]; two tasks, one measured
            [holmstrom1991multitask]; both in a form of our own
Leaves out  cheating with the numbers, who chooses the measure, measures that learn
"""

from dataclasses import dataclass
from functools import partial
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.stats import norm
from scipy.stats import t as student

from models.validation import check_number, check_numbers

__all__ = [
    "Efforts",
    "best_bonus",
    "efforts",
    "normal_part",
    "selected_value",
    "selection_gain",
    "social_value",
]

FAR = 12  # no normal number lies farther out


def selection_gain(kept_share: float, *, correlation: float) -> float:
    """Return the mean value of what is kept, when all is normal.

    The best ``kept_share`` (above 0, at most 1) by a measure is kept, whose
    ``correlation`` with the value is in [-1, 1]; at 1 it is what the measure
    promises. In standard deviations of the value, above its mean.

    >>> round(selection_gain(0.1, correlation=0.5), 6)
    0.877492
    """
    kept = _share(kept_share)
    rho = check_number(correlation, "correlation", at_least=-1, at_most=1)
    return float(rho * norm.pdf(norm.isf(kept)) / kept)


def normal_part(
    scores: ArrayLike, *, degrees_of_freedom: float, spread: float = 1
) -> NDArray[np.float64]:
    """Return what to expect of the normal part of each score, given the score.

    A score, from -100 to 100, is a standard normal number plus ``spread``
    (0.05 or more) times one from Student's t: heavy tails at few
    ``degrees_of_freedom`` (1 or more), none at infinity. If the errors have the
    heavy tails, the normal part is the value; if the values have them, it is the
    error, and the value is the rest.

    >>> normal_part([1, 10], degrees_of_freedom=1).round(4).tolist()
    [0.4458, 0.2042]
    """
    p, spread = check_numbers(scores, "scores"), _spread(spread)
    degrees = _degrees(degrees_of_freedom)
    if np.abs(p).max() > 100:
        raise ValueError(f"scores must lie in [-100, 100], got {scores!r}")
    part = _grid(FAR + np.abs(p).max(), spread)  # it may be all of a score
    rest = (p[:, None] - part) / spread
    log_weight = norm.logpdf(part) + student.logpdf(rest, degrees)
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    return weight @ part / weight.sum(axis=1)


def selected_value(
    kept_share: float, *, degrees_of_freedom: float, spread: float = 1
) -> float:
    """Return the mean value of the best ``kept_share`` by score.

    Values are standard normal; errors are ``spread`` times Student's t, as in
    :func:`normal_part`. In standard deviations of the value, above its mean.

    >>> round(selected_value(0.1, degrees_of_freedom=inf), 4)  # 1.7550 / sqrt(2)
    1.241
    """
    kept, spread = _share(kept_share), _spread(spread)
    degrees = _degrees(degrees_of_freedom)
    if kept == 1:
        return 0.0
    values = _grid(FAR, spread)
    frequency = norm.pdf(values) * (values[1] - values[0])

    def passing(bar: float) -> NDArray[np.float64]:  # of each value, above the bar
        return frequency * student.sf((bar - values) / spread, degrees)

    def far(chance: float) -> float:  # either part alone seldom gets half as far
        return 2 * max(norm.isf(chance / 2), spread * student.isf(chance / 2, degrees))

    bar = brentq(lambda bar: passing(bar).sum() - kept, -far(1 - kept), far(kept))
    return float(passing(bar) @ values / passing(bar).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Efforts:
    """What a worker does under a bonus."""

    measured: float  # effort in the task that is paid for
    unmeasured: float  # effort in the task that is not


def efforts(bonus: float, *, motivation: float, substitution: float) -> Efforts:
    """Return the efforts that suit a worker best.

    ``bonus`` b (0 or more) pays each unit of the measured task; ``motivation`` t (0 or
    more) is what a unit of either task is worth to the worker; ``substitution`` g,
    between -1 and 1, is how far effort in one task makes the other harder (above 0)
    or easier (below 0).

    >>> efforts(0, motivation=0.8, substitution=0).measured
    0.8
    """
    b = check_number(bonus, "bonus", at_least=0)
    t = check_number(motivation, "motivation", at_least=0)
    g = check_number(substitution, "substitution", at_least=-1, at_most=1)
    if abs(g) == 1:
        raise ValueError(f"substitution must lie between -1 and 1, got {g}")
    spare = t - g * (b + t)  # what the unmeasured task is still worth to the worker
    if spare <= 0:
        return Efforts(b + t, 0.0)
    return Efforts((b + t - g * t) / (1 - g**2), spare / (1 - g**2))


def social_value(
    bonus: float,
    *,
    measured_value: float,
    unmeasured_value: float,
    motivation: float,
    substitution: float,
    risk: float = 0,
) -> float:
    """Return what the two tasks are worth to the public, less what they cost.

    ``measured_value`` and ``unmeasured_value`` (0 or more) are what a unit of effort is
    worth; ``risk`` (0 or more) is the worker's dislike of an uncertain income times
    the measure's noise. The others are those of :func:`efforts`.

    >>> tasks = {"measured_value": 1, "unmeasured_value": 1}
    >>> social_value(0, **tasks, motivation=0.5, substitution=0.5)
    0.5
    """
    v1 = check_number(measured_value, "measured_value", at_least=0)
    v2 = check_number(unmeasured_value, "unmeasured_value", at_least=0)
    k = check_number(risk, "risk", at_least=0)
    e = efforts(bonus, motivation=motivation, substitution=substitution)
    squares = e.measured**2 + e.unmeasured**2
    cost = squares / 2 + substitution * e.measured * e.unmeasured
    return v1 * e.measured + v2 * e.unmeasured - cost - k * bonus**2 / 2


def best_bonus(
    *,
    measured_value: float,
    unmeasured_value: float,
    motivation: float,
    substitution: float,
    risk: float = 0,
) -> float:
    """Return the bonus of 0 or more with the greatest :func:`social_value`.

    Of equally good bonuses the smallest; arguments as there.

    >>> tasks = {"measured_value": 1, "unmeasured_value": 1}
    >>> best_bonus(**tasks, motivation=0.5, substitution=0.5)
    0.25
    """
    v1, v2 = measured_value, unmeasured_value
    t, g, k = motivation, substitution, risk
    worth = partial(
        social_value,
        measured_value=v1,
        unmeasured_value=v2,
        motivation=t,
        substitution=g,
        risk=k,
    )
    worth(0)  # checks every argument
    ends = t * (1 - g) / g if g > 0 else inf  # from here on the second task is dropped
    with_both = (v1 - t - g * (v2 - t)) / (1 + k * (1 - g**2))
    with_one = (v1 - t) / (1 + k)
    choices = [0.0, min(max(with_both, 0.0), ends)]
    if with_one > ends:
        choices.append(with_one)
    return float(max(sorted(choices), key=worth))


def _grid(reach: float, spread: float) -> NDArray[np.float64]:
    """Return points so close that sums over them are as good as integrals."""
    step = min(spread, 1) / 8
    steps = int(np.ceil(reach / step))
    return np.arange(-steps, steps + 1) * step


def _share(kept_share: float) -> float:
    return check_number(kept_share, "kept_share", at_least=1e-9, at_most=1)


def _spread(spread: float) -> float:
    return check_number(spread, "spread", at_least=0.05, at_most=1e6)


def _degrees(degrees_of_freedom: float) -> float:
    return check_number(degrees_of_freedom, "degrees_of_freedom", at_least=1)
