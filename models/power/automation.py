"""Automation: who gets the gains when machines take over tasks?

Equations   a unit of tasks, the share I done by capital K, the rest by labour L:
            Y = (K/I)^I (L/(1 - I))^(1 - I), w = (1 - I) Y/L, R = I Y/K;
            firms use machines up to I = K/(K + L), where w = R;
            real income of a household: ln g + (1 - a) ln A - a ln G
Source      [acemoglu2018race] [acemoglu2019automation], all productivities 1; the
            wage under monopsony after [manning2003monopsony]; the last line is ours
Leaves out  skills and places, how machines are invented and paid for, growth of
            capital, unemployment, taxes, what work is worth besides its wage
"""

from dataclasses import dataclass
from math import exp, log

from models.validation import check_number

__all__ = ["Economy", "economy", "monopsony_wage", "real_income", "widen"]


@dataclass(frozen=True, slots=True)
class Economy:
    """What is made, and who earns it."""

    output: float
    wage: float  # for a unit of labour
    rent: float  # for a unit of capital
    labour_share: float  # of output, 0 to 1
    used_share: float  # tasks that machines in fact do, 0 to 1


def economy(*, automated_share: float, capital: float, labour: float) -> Economy:
    """Return output and incomes when machines can do some of the tasks.

    Where machines would cost more than hands, firms leave a task to hands even though
    a machine could do it: ``used_share`` is then less than ``automated_share``.

    Parameters
    ----------
    automated_share : float
        Share of tasks that machines can do, from 0 to 1.
    capital, labour : float
        How much there is of each, above 0.

    Examples
    --------
    >>> half = economy(automated_share=0.5, capital=1, labour=1)
    >>> half.output, half.wage
    (2.0, 1.0)
    """
    possible = check_number(automated_share, "automated_share", at_least=0, at_most=1)
    k, n = _positive(capital, "capital"), _positive(labour, "labour")
    i = min(possible, k / (k + n))
    if i == 0:
        return Economy(n, 1.0, 0.0, 1.0, 0.0)
    output = exp(i * log(k / i) + (1 - i) * log(n / (1 - i)))
    return Economy(output, (1 - i) * output / n, i * output / k, 1 - i, i)


def widen(automated_share: float, *, new_tasks: float) -> float:
    """Return the automated share once new tasks, done by hand, are added to the old.

    ``new_tasks`` is their number for each old task, 0 or more.

    >>> widen(0.5, new_tasks=0.25)
    0.4
    """
    i = check_number(automated_share, "automated_share", at_least=0, at_most=1)
    return i / (1 + check_number(new_tasks, "new_tasks", at_least=0, at_most=1e6))


def monopsony_wage(marginal_product: float, *, elasticity: float) -> float:
    """Return what an employer pays who knows that few would leave for a lower wage.

    ``elasticity`` is by how many per cent the workforce grows when the wage rises by
    one; infinite is competition.

    >>> monopsony_wage(1, elasticity=3)
    0.75
    """
    product = check_number(marginal_product, "marginal_product", at_least=0)
    e = check_number(elasticity, "elasticity")
    if not e > 0:
        raise ValueError(f"elasticity must be above 0, got {elasticity!r}")
    return product / (1 + 1 / e)


def real_income(
    *, necessity_share: float, cheapening: float, total_growth: float, own_growth: float
) -> float:
    """Return by what factor a household's real income changes.

    It spends a share on a necessity in fixed supply, such as land to live on, whose
    price rises with everybody's income; all else becomes ``cheapening`` times cheaper.

    Parameters
    ----------
    necessity_share : float
        Share of spending on the necessity, from 0 to 1.
    cheapening, total_growth, own_growth : float
        Factors, above 0: prices of other goods fall to 1/``cheapening``, total income
        and this household's income grow to ``total_growth`` and ``own_growth``.

    >>> round(real_income(
    ...     necessity_share=0.5, cheapening=1.21, total_growth=1.21, own_growth=1
    ... ), 9)
    1.0
    """
    a = check_number(necessity_share, "necessity_share", at_least=0, at_most=1)
    cheaper = _positive(cheapening, "cheapening")
    total = _positive(total_growth, "total_growth")
    own = _positive(own_growth, "own_growth")
    return exp(log(own) + (1 - a) * log(cheaper) - a * log(total))


def _positive(value: float, name: str) -> float:
    number = check_number(value, name)
    if not 0 < number < float("inf"):
        raise ValueError(f"{name} must be above 0, got {value!r}")
    return number
