"""Can an economy be planned from what its factories report?

Equations   plan: x = A x + f, x = (I - A)^-1 f; multipliers: column sums of
            (I - A)^-1; reports B in place of A leave (B - A) x of each good over;
            ring: each of n goods needs a/k of k others; noisy reports b = a u e, u
            common, e of each report, gamma with mean 1, spread s, part r in common;
            padding: b = a (1 + p)(1 - c), a factory reaches min(1, (1 + p)(1 - c))
Source      [leontief1936quantitative], [miller2009input] ch. 2; padding after
            [berliner1957factory]; noise and ring are ours
Leaves out  prices, substitutes, time and stocks, new goods and quality, what people
            would choose, who decides what is wanted
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincc, gammainccinv

from models.validation import check_count, check_number, check_numbers

__all__ = [
    "CarriedOut",
    "Imbalance",
    "carry_out",
    "draw_reports",
    "expected_imbalance",
    "gross_output",
    "multipliers",
    "plan_balance",
    "ring_economy",
]


@dataclass(frozen=True, slots=True)
class Imbalance:
    """How far a plan from noisy reports misses, as parts of gross output."""

    total: float  # spread (standard deviation) of what is left over of all goods
    typical: float  # the same of one good
    worst: float  # expected shortage of the good that is shortest


@dataclass(frozen=True, slots=True, eq=False)
class CarriedOut:
    """What became of a plan; arrays have one entry a good, in its own unit."""

    planned: NDArray[np.float64]  # gross output that the plan asks for
    reached: NDArray[np.float64]  # part of it that the factory can make, 0 to 1
    delivered: NDArray[np.float64]  # what is left for final use; factories come first
    idle: NDArray[np.float64]  # allotted to factories that do not need it


def gross_output(
    coefficients: ArrayLike, final_demand: ArrayLike
) -> NDArray[np.float64]:
    """Return what must be made of each good, so that ``final_demand`` is left over.

    Parameters
    ----------
    coefficients : (n, n) array_like
        Row i, column j: units of good i used up to make one unit of good j; at least
        0, and productive: no good may need, directly or indirectly, a whole unit of
        itself (spectral radius below 1).
    final_demand : (n,) array_like
        Units of each good wanted outside the factories; below 0 for net imports.

    >>> gross_output([[0, 0.5], [0.5, 0]], [30, 0]).round(9).tolist()
    [40.0, 20.0]
    """
    a = _check_coefficients(coefficients, "coefficients")
    f = _check_goods(final_demand, "final_demand", len(a))
    return np.linalg.solve(np.eye(len(a)) - a, f)


def multipliers(coefficients: ArrayLike) -> NDArray[np.float64]:
    """Return the gross output of all goods behind one unit of each for final use.

    ``coefficients`` as in :func:`gross_output`. At least 1; 1 if nothing is used up.

    >>> multipliers([[0, 0.5], [0.5, 0]]).round(9).tolist()
    [2.0, 2.0]
    """
    a = _check_coefficients(coefficients, "coefficients")
    return np.linalg.solve(np.eye(len(a)) - a.T, np.ones(len(a)))


def plan_balance(
    coefficients: ArrayLike, reports: ArrayLike, final_demand: ArrayLike
) -> NDArray[np.float64]:
    """Return what a plan from ``reports`` leaves over of each good; below 0, short.

    The outputs are planned with ``reports`` in place of the true ``coefficients``,
    and made; both are (n, n) as in :func:`gross_output`. Counted as parts of the
    output of each good that is really needed, which must be above 0.

    >>> plan_balance([[0.5]], [[0.25]], [6]).round(9).tolist()  # 8 made, 4 used
    [-0.166666667]
    """
    a = _check_coefficients(coefficients, "coefficients")
    b = _check_coefficients(reports, "reports")
    if a.shape != b.shape:
        raise ValueError(f"reports must have the shape {a.shape}, got {b.shape}")
    needed = gross_output(a, final_demand)
    if needed.min() <= 0:
        raise ValueError(
            f"final_demand must call for some of every good, got {final_demand!r}"
        )
    return (b - a) @ gross_output(b, final_demand) / needed


def carry_out(
    coefficients: ArrayLike,
    final_demand: ArrayLike,
    *,
    padding: ArrayLike,
    cut: float,
) -> CarriedOut:
    """Return what becomes of a plan from padded reports that the planner cuts.

    The factory of good j reports ``1 + padding[j]`` times what it needs of each
    input; the planner plans with ``1 - cut`` times that, and hands it out. A factory
    that gets less than it needs makes that much less; one that gets more keeps it.
    Factories are served before final use, which bears all that is missing: below 0
    of a good, the plan cannot be carried out.

    Parameters
    ----------
    coefficients, final_demand
        As in :func:`gross_output`; the reports, cut, must be productive too.
    padding : (n,) array_like
        At least 0; 0.2 asks for a fifth too much.
    cut : float
        Part that the planner takes off every request, 0 to 1.

    >>> plan = carry_out([[0.5]], [6], padding=[0], cut=0.2)
    >>> plan.planned.round(9).tolist(), plan.delivered.round(9).tolist()
    ([10.0], [4.0])
    """
    a = _check_coefficients(coefficients, "coefficients")
    p = _check_goods(padding, "padding", len(a))
    if p.min() < 0:
        raise ValueError(f"padding must be at least 0, got {padding!r}")
    granted = (1 + p) * (1 - check_number(cut, "cut", at_least=0, at_most=1))
    allotted = _check_coefficients(a * granted, "coefficients, padded and cut,")
    planned = gross_output(allotted, final_demand)
    reached = np.minimum(1, granted)
    delivered = reached * planned - allotted @ planned
    idle = (a * (granted - reached)) @ planned
    return CarriedOut(planned, reached, delivered, idle)


def ring_economy(
    n_goods: int, *, n_suppliers: int, inputs: float
) -> NDArray[np.float64]:
    """Return the coefficients of goods on a ring, each made from the next few.

    Parameters
    ----------
    n_goods : int
        Number of goods, at least 1.
    n_suppliers : int
        How many goods each is made from, in equal parts; 1 to ``n_goods``.
    inputs : float
        Units of all goods used up to make one unit; at least 0, below 1.

    >>> ring_economy(3, n_suppliers=2, inputs=0.5)[:, 0].tolist()
    [0.0, 0.25, 0.25]
    """
    n, k, part = _check_ring(n_goods, n_suppliers, inputs)
    a = np.zeros((n, n))
    for step in range(1, k + 1):
        goods = np.arange(n)
        a[(goods + step) % n, goods] = part / k
    return a


def draw_reports(
    coefficients: ArrayLike, *, noise: float, shared: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return honest but noisy reports of ``coefficients``: right on average.

    Parameters
    ----------
    coefficients : (n, n) array_like
        As in :func:`gross_output`.
    noise : float
        Standard deviation of a report, as part of the true number; at least 0.
    shared : float
        Part of the noise that all reports have in common, 0 to 1.
    rng : numpy.random.Generator
        Source of the noise.
    """
    a = _check_coefficients(coefficients, "coefficients")
    common, own = _split_noise(noise, shared)
    u, e = rng.standard_gamma(1 / common) if common > 0 else 1, np.ones(a.shape)
    if own > 0:
        e = rng.standard_gamma(1 / own, a.shape) * own
    return a * e * (u * common if common > 0 else 1)


def expected_imbalance(
    n_goods: int, *, n_suppliers: int, inputs: float, noise: float, shared: float
) -> Imbalance:
    """Return how far a plan from noisy reports misses in a ring economy.

    Arguments as in :func:`ring_economy` and :func:`draw_reports`; equal final demand
    for all goods. To first order in ``noise``, which is close up to about 0.3.

    >>> one = {"n_suppliers": 1, "inputs": 0.5, "noise": 0.2, "shared": 0}
    >>> round(expected_imbalance(100, **one).total, 9)  # 0.5 * 0.2 / sqrt(100)
    0.01
    """
    n, k, part = _check_ring(n_goods, n_suppliers, inputs)
    common, own = _split_noise(noise, shared)
    total, typical = (
        part * np.sqrt((1 + common) * (1 + own / count) - 1) for count in (k * n, k)
    )
    worst = part * (1 - _least_of(n, own / k))
    return Imbalance(float(total), float(typical), float(worst))


def _split_noise(noise: float, shared: float) -> tuple[float, float]:
    """Return the variances of the common and the own factor: (1+c)(1+o) = 1+noise^2."""
    whole = np.log1p(check_number(noise, "noise", at_least=0) ** 2)
    r = check_number(shared, "shared", at_least=0, at_most=1)
    return float(np.expm1(r * whole)), float(np.expm1((1 - r) * whole))


def _least_of(n: int, variance: float) -> float:
    """Return the mean of the least of ``n`` gamma numbers of mean 1."""
    if variance < 1e-12:
        return 1.0
    shape = 1 / variance
    most = gammainccinv(shape, 1e-13 ** (1 / n)) / shape  # all are below, but for 1e-13
    t = np.linspace(0, most, 4_001)
    with np.errstate(under="ignore"):
        return float(np.trapezoid(gammaincc(shape, t * shape) ** n, t))


def _check_ring(
    n_goods: int, n_suppliers: int, inputs: float
) -> tuple[int, int, float]:
    n, k = check_count(n_goods, "n_goods"), check_count(n_suppliers, "n_suppliers")
    if k > n:
        raise ValueError(f"n_suppliers must be at most n_goods ({n}), got {k}")
    part = check_number(inputs, "inputs", at_least=0)
    if part >= 1:
        raise ValueError(f"inputs must be below 1, got {inputs!r}")
    return n, k, part


def _check_goods(value: ArrayLike, name: str, n: int) -> NDArray[np.float64]:
    goods = check_numbers(value, name)
    if goods.size != n or not np.isfinite(goods).all():
        raise ValueError(f"{name} must be {n} finite numbers, got {value!r}")
    return goods


def _check_coefficients(value: ArrayLike, name: str) -> NDArray[np.float64]:
    """Return a square table of finite numbers of at least 0, productive, as a copy."""
    table = np.asarray(value)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or table.size == 0:
        raise ValueError(f"{name} must be a square table, got shape {table.shape}")
    a = check_numbers(table.ravel(), name).reshape(table.shape)
    if a.min() < 0 or not np.isfinite(a).all():
        raise ValueError(f"{name} must be finite and at least 0, got {value!r}")
    if a.sum(axis=0).max() >= 1 and not _is_productive(a):
        raise ValueError(
            f"{name} must be productive (spectral radius below 1), got {value!r}"
        )
    return a


def _is_productive(a: NDArray[np.float64]) -> bool:
    """Return whether one unit of every good can be left over by making some of each."""
    try:
        x = np.linalg.solve(np.eye(len(a)) - a, np.ones(len(a)))
    except np.linalg.LinAlgError:
        return False
    return bool((x > 0).all() and (x - a @ x > 0.5).all())
