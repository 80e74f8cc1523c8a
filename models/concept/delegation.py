"""Delegation: when should those who decide let a better informed expert decide?

Equations   x uniform on [0, 1] is best, y is done, the loss is (y - x)^2; the expert
            sees x and wants x + b. Decide alone: 1/12. Ask: steps at
            a_i = i/N + 2 b i (i - N), N the largest whole number with
            2 N (N - 1) b < 1, loss 1/(12 N^2) + b^2 (N^2 - 1)/3. Hand over: b^2.
            Mandate y in [k, 1 - k]: for k at least b, 2 k^3/3 + b^2 (1 - 2 k), least
            at k = b: b^2 - 4 b^3/3. Office that leans by p: loss + p^2, b becomes b - p
Source      asking [crawford1982strategic]; handing over [dessein2002authority]; limits
            [holmstrom1984theory], best of all menus [alonso2008optimal]
Leaves out  whose ideal x is when citizens disagree, experts who do not know, several
            experts, learning by deciding, reputation, mandates that nobody enforces
"""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from models.validation import check_number

__all__ = [
    "Losses",
    "best_margin",
    "communication_loss",
    "delegation_loss",
    "losses",
    "mandate_loss",
    "n_messages",
    "partition",
]

LEAST_BIAS = 1e-12  # an expert who leans less than this tells all


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """Expected loss of the citizens under each arrangement."""

    alone: float  # the office decides without the expert
    advice: float  # the office decides after asking the expert
    mandate: float  # the expert decides within the best mandate
    free: float  # the expert decides


def n_messages(bias: float) -> int:
    """Return how many different things the expert can credibly say.

    ``bias`` is what the expert wants beyond what is best, upwards or downwards, in
    parts of the range of what may be best; 0 is refused, for then all can be said.

    >>> [n_messages(b) for b in (0.3, 0.2, 0.05, 0.01)]
    [1, 2, 3, 7]
    """
    b = abs(check_number(bias, "bias"))
    if b < LEAST_BIAS:
        raise ValueError(
            f"bias must be at least {LEAST_BIAS} in size, got {bias!r}: an expert "
            "without bias tells all, in no finite number of messages"
        )
    return max(1, ceil(sqrt(1 + 2 / b) / 2 - 0.5 - 1e-12))


def partition(bias: float) -> NDArray[np.float64]:
    """Return the boundaries of the steps that the expert's advice can tell apart.

    From 0 to 1, in the most informative equilibrium; one more than the messages.

    >>> partition(0.1).round(6).tolist()
    [0.0, 0.3, 1.0]
    """
    n = n_messages(bias)
    i = np.arange(n + 1)
    return i / n + 2 * float(bias) * i * (i - n)


def communication_loss(bias: float) -> float:
    """Return the expected loss of an unbiased decider who asks the expert.

    In the most informative equilibrium; 1/12 when nothing can be said.

    >>> round(communication_loss(0.1), 6)
    0.030833
    """
    b = abs(check_number(bias, "bias"))
    if b < LEAST_BIAS:
        return 0.0
    n = n_messages(b)
    return 1 / (12 * n**2) + b**2 * (n**2 - 1) / 3


def delegation_loss(bias: float) -> float:
    """Return the loss when the expert decides freely: the bias, squared.

    >>> round(delegation_loss(0.1), 6)
    0.01
    """
    return check_number(bias, "bias") ** 2


def mandate_loss(bias: float, *, margin: float) -> float:
    """Return the expected loss when the expert must stay within limits.

    Allowed is [margin, 1 - margin]; the expert does what comes nearest
    to the wish. ``margin`` runs from 0, where all that can be best is
    allowed, to 1/2, where the middle is prescribed.

    >>> round(mandate_loss(0.1, margin=0.1), 6)
    0.008667
    """
    b = abs(check_number(bias, "bias"))
    k = check_number(margin, "margin", at_least=0, at_most=0.5)
    low = max(0.0, k - b)  # below, the lower limit binds
    high = max(0.0, 1 - k - b)  # above, the upper limit binds
    below = (k**3 - (k - low) ** 3) / 3
    above = (k**3 - (high - (1 - k)) ** 3) / 3
    return below + b**2 * (high - low) + above


def best_margin(bias: float) -> float:
    """Return the margin with the least :func:`mandate_loss`: the bias, at most 1/2.

    >>> best_margin(-0.2)
    0.2
    """
    return min(abs(check_number(bias, "bias")), 0.5)


def losses(*, bias: float, pressure: float, spread: float) -> Losses:
    """Return the citizens' expected losses under four arrangements.

    ``bias`` is the lean of the expert and ``pressure`` the lean of the office that
    would decide otherwise, both from what is best for citizens and in the same unit.
    ``spread``, in (0, 1], is the length of the range that the expert can narrow down
    and nobody else: what is not publicly known.

    >>> four = losses(bias=0.1, pressure=0.1, spread=1)
    >>> round(four.alone, 6), round(four.advice, 6), round(four.free, 6)
    (0.093333, 0.01, 0.01)
    """
    b, p = check_number(bias, "bias"), check_number(pressure, "pressure")
    w = check_number(spread, "spread", at_least=1e-6, at_most=1)
    return Losses(
        alone=w**2 / 12 + p**2,
        advice=w**2 * communication_loss((b - p) / w) + p**2,
        mandate=w**2 * mandate_loss(b / w, margin=best_margin(b / w)),
        free=delegation_loss(b),
    )
