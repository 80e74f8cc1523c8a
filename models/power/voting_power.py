"""Voting power: who can change the outcome, and what changes when a board decides?

Equations   coalition wins: weight of its members >= quota. swings_i = coalitions of the
            others with weight in [quota - w_i, quota); Banzhaf: swings / 2^(n-1);
            Shapley-Shubik: sum over them of s! (n-1-s)! / n!, s = members.
            Citizens: Pr(next wants yes | k of m do) = ((1-r)/2 + r k) / ((1-r) + r m),
            r = 2 agreement - 1. Board: mercy M = handed b (1 - v), b = 1 if it decides,
            1/2 if it may veto, v = chance that enough citizens stand against it;
            against M d, d = h + e - 2 h e; unjust h + M (e - h), when v hits right and
            wrong majorities alike
Source      [banzhaf1965weighted], [penrose1946elementary], [shapley1954method]; leaning
            together after [gelman2002mathematics]; the board is this book's
Leaves out  who sets the agenda, turnout, bargaining, parties, appeals by one citizen,
            how strongly people care, what power is worth to those who hold it
"""

from dataclasses import dataclass
from math import factorial, gcd

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.validation import check_count, check_number

__all__ = [
    "Outcomes",
    "banzhaf",
    "normalised_banzhaf",
    "outcomes",
    "overturn_chance",
    "pivot_chance",
    "shapley_shubik",
    "split_chances",
    "swings",
]

FITS = 62  # members whose counts fit into 64 bits; beyond, Python's own integers


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What becomes of a hundred per cent of the items, as shares from 0 to 1."""

    mercy: float  # the board may go against a right majority, and it would stand
    against: float  # decided against the majority for good: wrong and uncorrectable
    unjust: float  # decided unjustly in the end, by whomever


def swings(weights: ArrayLike, *, quota: int) -> list[int]:
    """Return in how many coalitions of the others each member turns loss into win.

    ``weights`` are whole numbers from 0 up, one a member; a coalition wins when its
    weight reaches ``quota``, from 1 to the sum of the weights. The counts are exact
    for any number of members; time and memory grow with members times quota.

    >>> swings([50, 49, 1], quota=51)
    [3, 1, 1]
    """
    w, q = _check_game(weights, quota)
    ways = np.zeros(q, dtype=_integers(w))  # ways[x]: coalitions that weigh x
    ways[0] = 1
    for weight in w:
        ways[weight:] += ways[: max(q - weight, 0)]
    below = np.arange(q)[::-1]
    # Coalitions without i are sum_j (-1)^j ways[x - j w_i], so a window of w_i weights
    # sums all ways with alternating signs. Overflow cancels: the answer fits.
    found = {
        weight: int((ways * (1 - 2 * (below // weight % 2))).sum()) if weight else 0
        for weight in set(w)
    }
    return [found[weight] for weight in w]


def banzhaf(weights: ArrayLike, *, quota: int) -> NDArray[np.float64]:
    """Return each member's chance to be decisive when the others toss fair coins.

    Swings divided by 2^(n-1); also named after Penrose. Arguments as in ``swings``.

    >>> banzhaf([50, 49, 1], quota=51).tolist()
    [0.75, 0.25, 0.25]
    """
    counts = swings(weights, quota=quota)
    return np.array([count / 2 ** (len(counts) - 1) for count in counts])


def normalised_banzhaf(weights: ArrayLike, *, quota: int) -> NDArray[np.float64]:
    """Return each member's share of all swings; the shares sum to 1.

    >>> normalised_banzhaf([50, 49, 1], quota=51).tolist()
    [0.6, 0.2, 0.2]
    """
    counts = swings(weights, quota=quota)
    return np.array([count / sum(counts) for count in counts])


def shapley_shubik(weights: ArrayLike, *, quota: int) -> NDArray[np.float64]:
    """Return how often each member's vote is the one that wins, over all orders.

    The members join one by one, every order equally likely. Exact integers, divided
    and rounded once; the shares sum to 1. Arguments as in ``swings``.

    >>> shapley_shubik([50, 49, 1], quota=51).round(6).tolist()
    [0.666667, 0.166667, 0.166667]
    """
    w, q = _check_game(weights, quota)
    n = len(w)
    ways = np.zeros((n + 1, q), dtype=_integers(w))  # ways[s, x]: s members weigh x
    ways[0, 0] = 1
    for k, weight in enumerate(w, 1):
        ways[1 : k + 1, weight:] += ways[:k, : max(q - weight, 0)]
    upto = np.zeros((n + 1, q + 1), dtype=ways.dtype)  # upto[s, x]: less than x
    np.cumsum(ways, axis=1, out=upto[:, 1:])
    orders = [factorial(s) * factorial(n - 1 - s) for s in range(n)]
    found = {
        weight: _pivots(upto, weight, orders) if weight else 0 for weight in set(w)
    }
    return np.array([found[weight] / factorial(n) for weight in w])


def split_chances(n_citizens: int, *, agreement: float) -> NDArray[np.float64]:
    """Return the chances that 0, 1, ..., n citizens want yes.

    ``agreement``, from 1/2 to 1, is the chance that two citizens picked at random want
    the same: 1/2 is fair coins, 2/3 makes every split equally likely, 1 unanimity.

    >>> split_chances(3, agreement=2 / 3).round(6).tolist()
    [0.25, 0.25, 0.25, 0.25]
    """
    n = check_count(n_citizens, "n_citizens")
    together = 2 * check_number(agreement, "agreement", at_least=0.5, at_most=1) - 1
    chances = np.full(2, 0.5)
    for m in range(1, n):  # the next citizen leans the way of those before
        yes = ((1 - together) / 2 + together * np.arange(m + 1)) / (
            1 - together + together * m
        )
        chances = np.append(chances * (1 - yes), 0) + np.append(0, chances * yes)
    return chances


def overturn_chance(n_citizens: int, *, votes: int, agreement: float) -> float:
    """Return the chance that the larger side has the ``votes`` to overturn a board.

    ``n_citizens`` is odd, so that a larger side exists; ``votes`` run from a majority
    to n + 1, which nobody has. ``agreement`` as in ``split_chances``.

    >>> round(overturn_chance(101, votes=68, agreement=2 / 3), 6)
    0.666667
    """
    n, needed = _check_votes(n_citizens, votes)
    if needed == (n + 1) // 2:
        return 1.0
    return float(2 * split_chances(n, agreement=agreement)[needed:].sum())


def pivot_chance(
    n_citizens: int, *, votes: int, agreement: float, dissent: float
) -> float:
    """Return one citizen's chance to change what is decided, where a board decides.

    The board has made up its mind; ``votes`` of the citizens overturn it. ``dissent``,
    from 0 to 1, is the chance that it stands against the larger side. With a bare
    majority of votes the citizens decide, as if there were no board.

    >>> round(pivot_chance(101, votes=51, agreement=0.5, dissent=0.5), 6)
    0.079589
    """
    n, needed = _check_votes(n_citizens, votes)
    board = check_number(dissent, "dissent", at_least=0, at_most=1)
    others = split_chances(n - 1, agreement=agreement) if n > 1 else np.ones(1)
    if needed > n:
        return 0.0
    if needed == (n + 1) // 2:
        return float(others[needed - 1])
    return float(2 * board * others[needed - 1])


def outcomes(
    *,
    handed: float,
    veto: bool,
    neglect: float,
    error: float,
    overturned: float,
    aim: float,
) -> Outcomes:
    """Return what becomes of the items when some are handed to an insulated board.

    Parameters
    ----------
    handed : share of the items on which the board has a say, 0 to 1
    veto : the board may only stop what a majority wants changed (half of the items,
        by symmetry); otherwise it decides
    neglect, error : chances that the majority wants, and that the board wants, what
        wrongs somebody; independent of each other, 0 to 1
    overturned : chance that citizens can overturn a board that stands against a
        majority which is right, 0 to 1
    aim : 0 if a wrong majority overturns the board as easily, 1 if it never does

    >>> found = outcomes(handed=1, veto=False, neglect=0.1, error=0.2, overturned=0.5,
    ...                  aim=0)
    >>> round(found.mercy, 6), round(found.against, 6), round(found.unjust, 6)
    (0.5, 0.13, 0.15)
    """
    given = {"handed": handed, "neglect": neglect, "error": error}
    given |= {"overturned": overturned, "aim": aim}
    m, h, e, v, a = (
        check_number(value, name, at_least=0, at_most=1)
        for name, value in given.items()
    )
    if not isinstance(veto, bool):
        raise TypeError(f"veto must be True or False, got {veto!r}")
    reach = m / 2 if veto else m
    stands = (1 - h) * e * (1 - v)  # the board is wrong, and it stands
    saved = h * (1 - e) * (1 - v * (1 - a))  # the majority is wrong, and it is stopped
    return Outcomes(
        mercy=reach * (1 - v),
        against=reach * (stands + saved),
        unjust=h + reach * (stands - saved),
    )


def _pivots(upto: NDArray, weight: int, orders: list[int]) -> int:
    """Return in how many orders a member of this weight is the one that wins."""
    n = len(orders)
    ends = np.arange(upto.shape[1] - 1, 0, -weight)[:n]
    blocks = upto[:, ends] - upto[:, np.maximum(ends - weight, 0)]
    count = blocks[:n, 0].copy()  # coalitions of s others that it turns
    for j in range(1, len(ends)):
        count[j:] += (-1) ** j * blocks[: n - j, j]
    return sum(c * o for c, o in zip(count.tolist(), orders, strict=True))


def _integers(weights: list[int]) -> type:
    return np.int64 if len(weights) <= FITS else object


def _check_game(weights: ArrayLike, quota: int) -> tuple[list[int], int]:
    """Return whole weights and quota, divided by what all weights have in common."""
    if np.ndim(weights) != 1 or len(weights) == 0:
        raise ValueError(
            f"weights must be a non-empty list of whole numbers, got {weights!r}"
        )
    w = [check_count(weight, "weights", at_least=0) for weight in weights]
    q = check_count(quota, "quota")
    if q > sum(w):
        raise ValueError(f"quota must be at most the sum {sum(w)}, got {quota}")
    shared = gcd(*w)
    return [weight // shared for weight in w], -(-q // shared)


def _check_votes(n_citizens: int, votes: int) -> tuple[int, int]:
    n = check_count(n_citizens, "n_citizens")
    if n % 2 == 0:
        raise ValueError(f"n_citizens must be odd, got {n_citizens}")
    needed = check_count(votes, "votes", at_least=(n + 1) // 2)
    if needed > n + 1:
        raise ValueError(f"votes must be at most n_citizens + 1, got {votes}")
    return n, needed
