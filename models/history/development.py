"""Targeting: do benefits reach more of the poor if experts aim them, or if voters do?

Equations   poor: the lowest share k; reached = Phi2(z, z'; rho) / k, z = Phi^-1(k),
            z' = Phi^-1((1 - kappa) k); aim x = t (reached - k)/(1 - k);
            tax voted tau = max(0, 1 - m/(1 - x)); budget tau - tau^2/2;
            a poor person gets budget * (1 + c x), c = 1/k - 1
Source      targeting and local capture in the spirit of [bardhan2000capture]; the vote
            on the budget is a variant of [gelbach2002more]; the formulas are ours
Leaves out  who says what poverty is and what causes it, what a project does to the
            power of the state, land, corruption beyond misdirection, more than two
            kinds of voter, the cost of measuring
"""

from math import asin, cos, exp, pi, sin

from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from models.validation import check_number

__all__ = [
    "aim",
    "benefit",
    "best_aim",
    "break_even_capture",
    "budget",
    "reached",
    "voted_tax",
]


def reached(*, poor_share: float, correlation: float, captured: float) -> float:
    """Return the share of the poor who get a benefit meant for just as many people.

    Need and the score by which people are chosen are normal. Everybody below the
    score's threshold gets the benefit, except that the share ``captured`` of the
    places goes to people who are not poor.

    Parameters
    ----------
    poor_share : float
        Share of the population that is poor, strictly between 0 and 1.
    correlation : float
        How well the score follows need, from 0 (a lottery) to 1 (perfectly).
    captured : float
        Share of the places handed to friends, from 0 to 1.

    >>> round(reached(poor_share=0.5, correlation=0, captured=0), 3)
    0.5
    """
    k = _poor(poor_share)
    rho = check_number(correlation, "correlation", at_least=0, at_most=1)
    kappa = check_number(captured, "captured", at_least=0, at_most=1)
    if kappa == 1:
        return 0.0
    if rho == 1:
        return 1 - kappa
    return _both_below(float(ndtri(k)), float(ndtri((1 - kappa) * k)), rho) / k


def break_even_capture(*, poor_share: float, central: float, local: float) -> float:
    """Return the capture at which local choice reaches as many poor as the centre.

    Parameters
    ----------
    poor_share : float
        Share of the population that is poor, strictly between 0 and 1.
    central, local : float
        Correlation with need of the centre's uncaptured score, and of the local one.

    Raises
    ------
    ValueError
        When ``local`` is below ``central``: then no capture is needed to lose.

    >>> round(break_even_capture(poor_share=0.5, central=0, local=1), 3)
    0.5
    """
    k = _poor(poor_share)
    centre = reached(poor_share=k, correlation=central, captured=0)
    if local < central:
        raise ValueError(f"local must be at least central ({central}), got {local}")
    if reached(poor_share=k, correlation=local, captured=0) <= centre:
        return 0.0

    def lead(kappa: float) -> float:
        return reached(poor_share=k, correlation=local, captured=kappa) - centre

    return float(brentq(lead, 0, 1, xtol=1e-13))


def aim(*, targeted: float, poor_share: float, reached: float) -> float:
    """Return how sharply money is aimed: 0 for all alike, 1 for the poor alone.

    The share ``targeted`` of the budget goes to as many people as are poor, of whom
    the poor make up ``reached``; the rest of the budget goes to all. A formula no
    better than a lottery aims at nobody, however much goes through it.

    >>> aim(targeted=0.5, poor_share=0.2, reached=1)
    0.5
    """
    t = check_number(targeted, "targeted", at_least=0, at_most=1)
    k = _poor(poor_share)
    r = check_number(reached, "reached", at_least=0, at_most=1)
    if r < k:
        raise ValueError(f"reached must be at least poor_share ({k}), got {r}")
    return t * (r - k) / (1 - k)


def voted_tax(sharpness: float, *, voter_income: float) -> float:
    """Return the tax rate that a decisive voter who is not poor would choose.

    A tax at rate tau brings in tau - tau^2/2 a head (collecting more of it loses
    more). The voter pays tau times her income and gets 1 - ``sharpness`` of a crown
    for each crown of the budget.

    Parameters
    ----------
    sharpness : float
        The aim of the spending, from 0 to 1.
    voter_income : float
        Her income; the mean income is 1. Above 0.

    >>> voted_tax(0, voter_income=0.6)
    0.4
    """
    x = check_number(sharpness, "sharpness", at_least=0, at_most=1)
    m = _income(voter_income)
    return max(0.0, 1 - m / (1 - x)) if x < 1 else 0.0


def budget(tax: float) -> float:
    """Return what a tax rate brings in a head, in mean incomes.

    >>> round(budget(0.4), 3)
    0.32
    """
    tau = check_number(tax, "tax", at_least=0, at_most=1)
    return tau - tau**2 / 2


def benefit(sharpness: float, *, poor_share: float, tax: float) -> float:
    """Return what a poor person gets, in mean incomes.

    >>> round(benefit(1, poor_share=0.2, tax=0.4), 3)  # all of it: 0.32 / 0.2
    1.6
    """
    x = check_number(sharpness, "sharpness", at_least=0, at_most=1)
    return budget(tax) * (1 + (1 / _poor(poor_share) - 1) * x)


def best_aim(*, poor_share: float, voter_income: float) -> float:
    """Return the aim that gives the poor most when voters set the budget.

    Parameters
    ----------
    poor_share : float
        Share of the population that is poor, strictly between 0 and 1.
    voter_income : float
        The decisive voter's income; the mean income is 1. Above 0.

    >>> best_aim(poor_share=0.4, voter_income=0.9)
    0.0
    """
    c, m = 1 / _poor(poor_share) - 1, _income(voter_income)
    if c * (1 - m**2) <= 2 * m**2:  # the first crown that is aimed costs them more
        return 0.0

    def slope(u: float) -> float:  # u = 1 - x; where the slope is 0 the poor get most
        return c * u**3 + c * m**2 * u - 2 * m**2 * (1 + c)

    return 1 - float(brentq(slope, 0, 1, xtol=1e-14))


def _poor(value: float) -> float:
    k = check_number(value, "poor_share")
    if not 0 < k < 1:
        raise ValueError(f"poor_share must lie strictly between 0 and 1, got {value!r}")
    return k


def _income(value: float) -> float:
    m = check_number(value, "voter_income")
    if not 0 < m < float("inf"):
        raise ValueError(f"voter_income must be above 0, got {value!r}")
    return m


def _both_below(h: float, k: float, rho: float) -> float:
    """Return Pr(X < h, Y < k) for two normals of correlation rho < 1 (Plackett)."""

    def growth(angle: float) -> float:  # of the probability, per unit of asin(rho)
        return exp(-(h * h + k * k - 2 * h * k * sin(angle)) / (2 * cos(angle) ** 2))

    apart = float(ndtr(h) * ndtr(k))
    return apart + quad(growth, 0, asin(rho), epsabs=1e-13)[0] / (2 * pi)
