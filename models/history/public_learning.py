"""Can a public that listens, and learns by deciding, be trusted to decide?

Equations   x(t+1) = T x(t), influence s = s T, one source with weight w = a / (a + b);
            L = w^2 S^2 + (1 - w)^2 (C^2 + D^2 / n);  q(t) = q1 - (q1 - q0) exp(-g t),
            deciding wins iff g > r (q_e - q0) / (q1 - q_e)
Source      talk [degroot1974reaching]; when talk makes wise [golub2010naive]; whom a
            novice can trust [goldman2001experts]; learning by deciding is ours
Leaves out  interests, lies, new information during the talk, why people listen
"""

from math import gcd

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array, issparse
from scipy.sparse.csgraph import breadth_first_order, connected_components
from scipy.special import gammaln, xlog1py, xlogy

from models.validation import check_count, check_number, check_numbers

__all__ = [
    "break_even_rate",
    "discounted",
    "grown",
    "influence",
    "learn",
    "novice_success",
    "public_loss",
    "public_trust",
]


def learn(trust: ArrayLike, beliefs: ArrayLike, *, n_rounds: int) -> NDArray:
    """Return the beliefs of all agents in each round, time first.

    In every round each agent takes the mean of the last beliefs, weighted by
    the agent's row of ``trust``: at least 0, adding up to 1. Shape
    (``n_rounds`` + 1, agents); the first row is ``beliefs``. ``trust`` may be
    sparse.

    >>> learn([[0.5, 0.5], [0.25, 0.75]], [0, 1], n_rounds=1).tolist()
    [[0.0, 1.0], [0.5, 0.75]]
    """
    matrix = _trust(trust)
    x = check_numbers(beliefs, "beliefs")
    n_agents = matrix.shape[0]
    if x.size != n_agents:
        raise ValueError(f"beliefs must be {n_agents}, one an agent, got {x.size}")
    rounds = check_count(n_rounds, "n_rounds", at_least=0)
    paths = np.empty((rounds + 1, x.size))
    paths[0] = x
    for t in range(1, len(paths)):
        paths[t] = matrix @ paths[t - 1]
    return paths


def influence(trust: ArrayLike) -> NDArray[np.float64]:
    """Return the weight of each first belief in the belief that all end up with.

    ``trust`` is that of :func:`learn`. ValueError if talk has no such end, because
    there are two groups that listen to nobody else, or because beliefs go round in
    circles for ever.

    >>> influence([[0.5, 0.5], [0.25, 0.75]]).round(4).tolist()
    [0.3333, 0.6667]
    """
    matrix = _trust(trust)
    n_groups, group = connected_components(matrix, connection="strong")
    speaker, listened_to = matrix.nonzero()
    open_groups = group[speaker[group[speaker] != group[listened_to]]]
    closed = np.setdiff1d(np.arange(n_groups), open_groups)
    if closed.size > 1:
        raise ValueError("trust has more than one group that listens to nobody else")
    members = np.flatnonzero(group == closed[0])
    core = matrix[members][:, members]
    if (period := _period(core)) > 1:
        raise ValueError(f"trust goes round in circles of {period} rounds for ever")
    system = core.toarray().T - np.eye(members.size)
    system[-1] = 1  # the weights add up to 1
    weights = np.zeros(matrix.shape[0])
    weights[members] = np.linalg.solve(system, np.eye(members.size)[-1])
    return weights


def public_trust(
    n_citizens: int, *, attention: float, listening: float
) -> NDArray[np.float64]:
    """Return the trust of a source, first, and of citizens who talk to each other.

    Each citizen gives ``attention`` to the source and the rest to all citizens
    evenly, itself included; the source gives ``listening`` to the citizens evenly
    and the rest to itself. Both are shares in [0, 1].

    >>> public_trust(2, attention=0.5, listening=0).tolist()
    [[1.0, 0.0, 0.0], [0.5, 0.25, 0.25], [0.5, 0.25, 0.25]]
    """
    n = check_count(n_citizens, "n_citizens")
    a = check_number(attention, "attention", at_least=0, at_most=1)
    b = check_number(listening, "listening", at_least=0, at_most=1)
    trust = np.full((n + 1, n + 1), (1 - a) / n)
    trust[1:, 0] = a
    trust[0] = [1 - b] + [b / n] * n
    return trust


def public_loss(
    n_citizens: float,
    *,
    attention: float,
    listening: float,
    source_error: float,
    own_error: float,
    shared_error: float,
) -> float:
    """Return the mean squared error of the belief that all end up with.

    The network is that of :func:`public_trust`; ``n_citizens`` may be infinity. The
    source's first belief has the standard error ``source_error``. A citizen's first
    belief is off by ``shared_error``, the same for all citizens, and by ``own_error``,
    which is each one's own. All errors are 0 or more, and independent.

    >>> network = {"attention": 0.5, "listening": 0.5}
    >>> public_loss(4, **network, source_error=1, own_error=1, shared_error=0)
    0.3125
    """
    n = check_number(n_citizens, "n_citizens", at_least=1)
    a = check_number(attention, "attention", at_least=0, at_most=1)
    b = check_number(listening, "listening", at_least=0, at_most=1)
    source = check_number(source_error, "source_error", at_least=0)
    own = check_number(own_error, "own_error", at_least=0)
    shared = check_number(shared_error, "shared_error", at_least=0)
    if a == b and a in (0, 1):  # nobody hears the other, or all only swap beliefs
        raise ValueError(f"attention and listening must not both be {a:g}")
    weight = a / (a + b)
    return weight**2 * source**2 + (1 - weight) ** 2 * (shared**2 + own**2 / n)


def grown(
    years: ArrayLike, *, start: float, limit: float, rate: float
) -> NDArray[np.float64]:
    """Return a quality that moves from ``start`` to ``limit``, at each of ``years``.

    The distance that is left shrinks at the ``rate`` (0 or more, a year). A ``limit``
    below ``start`` is a quality that decays.

    >>> grown([0, 1e9], start=0.6, limit=0.9, rate=0.1).tolist()
    [0.6, 0.9]
    """
    t = check_numbers(years, "years")
    if t.min() < 0:
        raise ValueError(f"years must be 0 or more, got {years!r}")
    first, last = check_number(start, "start"), check_number(limit, "limit")
    return last - (last - first) * np.exp(-check_number(rate, "rate", at_least=0) * t)


def discounted(*, start: float, limit: float, rate: float, discount: float) -> float:
    """Return the mean of :func:`grown` over all years, later ones counting less.

    What comes a year later counts less at the rate ``discount``, above 0.

    >>> round(discounted(start=0.6, limit=0.9, rate=0.1, discount=0.05), 6)
    0.8
    """
    first, last = check_number(start, "start"), check_number(limit, "limit")
    g, r = check_number(rate, "rate", at_least=0), _discount(discount)
    return last - (last - first) * r / (r + g)


def break_even_rate(
    *, start: float, limit: float, rival: float, discount: float
) -> float:
    """Return the rate above which deciding beats a ``rival`` of steady quality.

    Higher is better. The public's quality moves from ``start`` to ``limit`` as
    it decides; years are discounted as in :func:`discounted`. 0 if the public
    is better from the first day on, infinity if it never catches up enough.

    >>> years = {"start": 0.6, "limit": 0.9, "discount": 0.05}
    >>> round(break_even_rate(rival=0.8, **years), 6)
    0.1
    """
    first, last = check_number(start, "start"), check_number(limit, "limit")
    other, r = check_number(rival, "rival"), _discount(discount)
    if last < first:
        raise ValueError(f"limit must be at least start ({start}), got {limit!r}")
    if other <= first:
        return 0.0
    return r * (other - first) / (last - other) if other < last else np.inf


def novice_success(n_cases: int, *, better: float, worse: float) -> float:
    """Return the chance that the better of two records is the better expert's.

    The two are right in each of ``n_cases`` past cases (0 or more) with chances
    ``better`` and ``worse``, independently. Equal records are decided by a coin.

    >>> round(novice_success(1, better=0.8, worse=0.6), 6)  # .8 * .4 + (.48 + .08) / 2
    0.6
    """
    n = check_count(n_cases, "n_cases", at_least=0)
    high = check_number(better, "better", at_least=0, at_most=1)
    low = check_number(worse, "worse", at_least=0, at_most=high)
    leader, follower = _records(n, high), _records(n, low)
    behind = np.cumsum(follower) - follower / 2  # a tie counts one half
    return min(1.0, float(leader @ behind))


def _records(n: int, chance: float) -> NDArray[np.float64]:
    """Return the chances of 0 to n right cases."""
    k = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return np.exp(ways + xlogy(k, chance) + xlog1py(n - k, -chance))


def _trust(trust: ArrayLike) -> csr_array:
    """Return trust as a sparse matrix, or refuse it."""
    matrix = csr_array(trust if issparse(trust) else np.atleast_2d(trust), dtype=float)
    rows, columns = matrix.shape
    if rows != columns or rows == 0:
        raise ValueError(f"trust must be square, got the shape {matrix.shape}")
    if not (matrix.data >= 0).all():
        raise ValueError("trust must not be below 0, or nan")
    if not np.allclose(matrix.sum(axis=1), 1, rtol=0, atol=1e-9):
        raise ValueError(f"each row of trust must add up to 1, got {trust!r}")
    matrix.eliminate_zeros()
    return matrix


def _period(core: csr_array) -> int:
    """Return the greatest common divisor of the lengths of all circles of trust."""
    order, before = breadth_first_order(core, 0)
    depth = np.zeros(core.shape[0], dtype=int)
    for agent in order[1:]:
        depth[agent] = depth[before[agent]] + 1
    speaker, listened_to = core.nonzero()
    steps = depth[speaker] + 1 - depth[listened_to]
    return gcd(*(int(step) for step in steps))


def _discount(discount: float) -> float:
    rate = check_number(discount, "discount", at_least=0)
    if rate == 0:
        raise ValueError("discount must be above 0, got 0")
    return rate
