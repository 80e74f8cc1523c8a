"""Jury theorem: when is a majority of fallible voters wiser than one expert?

Equations   P = Pr(K > n/2) + Pr(K = n/2)/2, K = sum of Bernoulli(p_i), right votes;
            equal p: P = I_p(h, h), h = ceil(n/2), I the incomplete beta;
            best weights w_i = log(p_i/(1 - p_i));
            correlation r: all share q ~ Beta(p (1/r - 1), (1 - p) (1/r - 1))
Source      [condorcet1785essai]; unequal p_i [grofman1983thirteen]; weights
            [nitzan1982optimal]; correlation [ladha1992condorcet]
Leaves out  interests and values, talk, strategic votes, abstention, the choice of the
            question, more than two options
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc

from models.validation import (
    check_count,
    check_number,
    check_numbers,
    check_probabilities,
)

__all__ = [
    "correlated_majority_accuracy",
    "endless_majority_accuracy",
    "equal_majority_accuracy",
    "expert_vote_accuracy",
    "majority_accuracy",
    "optimal_weights",
    "weighted_majority_accuracy",
]

MOST_TOTALS = 2**20  # different vote totals that weighted_majority_accuracy will track


def majority_accuracy(competences: ArrayLike) -> float:
    """Return the chance that a simple majority picks the better option.

    Each voter is right with the given chance, independently.

    >>> round(majority_accuracy([0.9, 0.6, 0.6]), 3)
    0.792
    """
    correct = np.ones(1)  # correct[k]: chance of k right votes so far
    for p in check_probabilities(competences, "competences"):
        correct = np.convolve(correct, [1 - p, p])
    return _upper_half(correct)


def equal_majority_accuracy(n_voters: int, *, competence: float) -> float:
    """Return the chance that a majority of equally competent voters is right.

    With a tie worth one half the last voter of an even crowd adds nothing, so that
    ``n_voters`` = 2h gives what 2h - 1 gives.

    >>> round(equal_majority_accuracy(3, competence=0.6), 3)
    0.648
    """
    h = (check_count(n_voters, "n_voters") + 1) // 2
    p = check_number(competence, "competence", at_least=0, at_most=1)
    return float(betainc(h, h, p))


def correlated_majority_accuracy(
    n_voters: int, *, competence: float, correlation: float
) -> float:
    """Return the majority's accuracy when every two votes are equally correlated.

    The number of right votes is beta-binomial. ``correlation`` 0 is Condorcet's
    independence; at 1 all vote alike and the crowd is one voter.

    >>> round(correlated_majority_accuracy(3, competence=0.6, correlation=0.1), 6)
    0.635345
    """
    n = check_count(n_voters, "n_voters")
    p = check_number(competence, "competence", at_least=0, at_most=1)
    r = check_number(correlation, "correlation", at_least=0, at_most=1)
    if p in (0, 1) or r == 1:
        return p
    # Polya's urn: log of Pr(k+1 right) / Pr(k right), stable for every r in [0, 1)
    k = np.arange(n)
    odds = (k * r + p * (1 - r)) / ((n - 1 - k) * r + (1 - p) * (1 - r))
    with np.errstate(divide="ignore"):  # a ratio below the least float counts as 0
        log_steps = np.log(odds * (n - k) / (k + 1))
    log_chance = np.concatenate(([0.0], np.cumsum(log_steps)))
    chance = np.exp(log_chance - log_chance.max())
    return _upper_half(chance / chance.sum())


def endless_majority_accuracy(*, competence: float, correlation: float) -> float:
    """Return what :func:`correlated_majority_accuracy` nears as the crowd grows.

    It is the chance that the common Beta(a, b) competence exceeds one half: below
    certainty, whatever the size of the crowd, as soon as ``correlation`` is not 0.

    >>> round(endless_majority_accuracy(competence=0.6, correlation=0.1), 6)
    0.736066
    """
    p = check_number(competence, "competence", at_least=0, at_most=1)
    r = check_number(correlation, "correlation", at_least=0, at_most=1)
    if r < np.finfo(float).tiny:  # 0, or so little that 1/r overflows
        return float(np.heaviside(p - 0.5, 0.5))
    if p in (0, 1) or r == 1:
        return p
    return float(betainc((1 - p) * (1 / r - 1), p * (1 / r - 1), 0.5))


def optimal_weights(competences: ArrayLike) -> NDArray[np.float64]:
    """Return the log odds of being right: the weights that no rule can beat.

    A voter worse than a coin gets a negative weight (read the vote backwards); one
    who is never wrong, or never right, gets an infinite one.

    >>> optimal_weights([0.5, 0.6, 0.9]).round(4).tolist()
    [0.0, 0.4055, 2.1972]
    """
    p = check_probabilities(competences, "competences")
    with np.errstate(divide="ignore"):
        return np.log(p) - np.log1p(-p)


def weighted_majority_accuracy(competences: ArrayLike, weights: ArrayLike) -> float:
    """Return the chance that the heavier side of a weighted vote is right.

    Ties count one half; totals closer to zero than about one part in 10^13 of all
    weight, a voter, are ties. Infinite weights outvote all finite ones together.
    Exact as long as the weights make at most 2^20 different totals: any 20 voters,
    or thousands with few different weights.

    >>> round(weighted_majority_accuracy([0.9, 0.6, 0.6], [1, 1, 1]), 3)
    0.792
    """
    p = check_probabilities(competences, "competences")
    votes = _whole_weights(check_numbers(weights, "weights"))
    if votes.size != p.size:
        raise ValueError(
            f"weights must have one entry per voter ({p.size}), got {votes.size}"
        )
    totals, chance = np.zeros(1, dtype=np.int64), np.ones(1)
    for vote, right in zip(votes, p, strict=True):
        totals, place = np.unique([totals + vote, totals - vote], return_inverse=True)
        chance = np.bincount(
            place.ravel(), np.concatenate((chance * right, chance * (1 - right)))
        )
        if totals.size > MOST_TOTALS:
            raise ValueError(
                f"weights make more than {MOST_TOTALS} different totals: too many "
                "voters with different weights for an exact answer"
            )
    tie = np.abs(totals) <= p.size
    return min(1.0, float(chance[(totals > 0) & ~tie].sum() + chance[tie].sum() / 2))


def expert_vote_accuracy(
    n_citizens: int, *, competence: float, expert_competence: float, votes: float
) -> float:
    """Return the accuracy of a vote in which one expert casts ``votes`` votes.

    The ``n_citizens`` have one each and are right with chance ``competence``.
    ``votes`` 0 shuts the expert out, 1 is one person, one vote, more is plural
    voting, infinity is rule by the expert. Ties count one half.

    >>> crowd = {"competence": 0.6, "expert_competence": 0.9}
    >>> round(expert_vote_accuracy(2, votes=1, **crowd), 3)
    0.792
    """
    n = check_count(n_citizens, "n_citizens")
    p = check_number(competence, "competence", at_least=0, at_most=1)
    e = check_number(expert_competence, "expert_competence", at_least=0, at_most=1)
    v = round(check_number(votes, "votes", at_least=0), 9)  # 2.9999999999 votes are 3
    return e * _beats(n, p, -v) + (1 - e) * _beats(n, p, v)


def _upper_half(chance: NDArray[np.float64]) -> float:
    """Return Pr(K > n/2) + Pr(K = n/2)/2, given Pr(K = 0) to Pr(K = n)."""
    middle, can_tie = divmod(chance.size, 2)  # n + 1 chances: odd if n is even
    tie = chance[middle] / 2 if can_tie else 0.0
    return min(1.0, float(chance[middle + can_tie :].sum() + tie))


def _whole_weights(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the weights as whole numbers: scaled by a power of two, then rounded."""
    infinite = np.isinf(weights)
    finite = np.abs(weights[~infinite]).sum()
    w = np.where(infinite, np.sign(weights) * (2 * finite + 1), weights)
    _, exponent = np.frexp(max(np.abs(w).sum(), np.finfo(float).tiny))
    return np.rint(np.ldexp(w, 45 - exponent)).astype(np.int64)


def _beats(n: int, p: float, margin: float) -> float:
    """Return Pr(2K - n > margin) + Pr(2K - n = margin)/2, K binomial(n, p)."""

    def at_least(k: float) -> float:  # Pr(K >= k)
        return 1.0 if k <= 0 else 0.0 if k > n else float(betainc(k, n - k + 1, p))

    even = (n + margin) / 2  # so many right votes just balance the margin
    return (at_least(np.ceil(even)) + at_least(np.floor(even) + 1)) / 2
