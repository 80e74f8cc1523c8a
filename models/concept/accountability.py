"""Accountability: does it help that those who decide can be dismissed?

Equations   two terms, the second counts beta; a congruent official (chance pi) is
            always right, another only if it pays. *Judged by results*: for being wrong
            there is a rent r, uniform on [0, R]; voters see the result with chance q
            and keep whoever was right; the other behaves if r <= q beta (R/2 + E):
            lam. V1 = pi + (1 - pi) lam, V2 = pi (1 + q (1 - pi)(1 - lam)).
            *Judged by acts*: the popular act is right with chance p. If
            beta (1 + E) > 1 all do the popular act: V1 = p, V2 = pi; else
            V1 = pi, V2 = pi + pi (1 - pi)(2 p - 1). *Insulated*, chosen congruent
            with chance s: V1 = V2 = s. Share right: (V1 + beta V2)/(1 + beta)
Source      results, after [besley2006principled] and [ferejohn1986incumbent];
            acts, after [maskin2004politician]; rents and links are ours
Leaves out  parties, effort, voters who disagree or forget, courts, resignations, what
            officials learn, why anyone is congruent
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.validation import check_number, check_probabilities

__all__ = [
    "Record",
    "chain_visibility",
    "insulated",
    "judged_by_acts",
    "judged_by_results",
]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """How often decisions are right, and how many would-be wrongdoers behave."""

    discipline: float  # share of officials who would rather be wrong, but do right
    first: float  # chance of a right decision in the first term
    second: float  # the same in the second term
    share: float  # both terms together, the second counted at the discount


def judged_by_results(
    *,
    congruent: float,
    visibility: float,
    discount: float,
    top_rent: float,
    ego: float,
) -> Record:
    """Return the record of officials who are kept if they are seen to be right.

    ``congruent`` is the share of officials who want what citizens want,
    ``visibility`` the chance that a result is seen before the election, ``discount``
    what the second term counts, all from 0 to 1. ``top_rent``, above 0, is the most
    that an official gains by being wrong, ``ego``, at least 0, what office is worth
    besides.

    >>> seen = {"visibility": 1, "discount": 0.8, "top_rent": 2, "ego": 0.5}
    >>> record = judged_by_results(congruent=0.5, **seen)
    >>> round(record.first, 6), round(record.second, 6), round(record.share, 6)
    (0.8, 0.6, 0.711111)
    """
    pi = check_number(congruent, "congruent", at_least=0, at_most=1)
    q = check_number(visibility, "visibility", at_least=0, at_most=1)
    beta = check_number(discount, "discount", at_least=0, at_most=1)
    top = check_number(top_rent, "top_rent", at_least=1e-9, at_most=1e9)
    office = top / 2 + check_number(ego, "ego", at_least=0, at_most=1e9)
    lam = min(1.0, q * beta * office / top)
    first = pi + (1 - pi) * lam
    second = pi * (1 + q * (1 - pi) * (1 - lam))
    return _record(lam, first, second, beta)


def judged_by_acts(
    *, congruent: float, popular_right: float, discount: float, ego: float
) -> Record:
    """Return the record of officials of whom voters see the act and not the result.

    ``popular_right``, from 1/2 to 1, is the chance that what most voters think right
    is right. To act on one's conviction is worth 1 a term and office ``ego``. Office
    worth more than conviction makes everyone do the popular thing; its discipline is
    then ``popular_right``, the share of the others who are right by pandering.

    >>> strong = {"discount": 0.8, "ego": 0.5}
    >>> round(judged_by_acts(congruent=0.6, popular_right=0.7, **strong).share, 6)
    0.655556
    """
    pi = check_number(congruent, "congruent", at_least=0, at_most=1)
    p = check_number(popular_right, "popular_right", at_least=0.5, at_most=1)
    beta = check_number(discount, "discount", at_least=0, at_most=1)
    if beta * (1 + check_number(ego, "ego", at_least=0, at_most=1e9)) > 1:
        return _record(p, p, pi, beta)
    return _record(0.0, pi, pi + pi * (1 - pi) * (2 * p - 1), beta)


def insulated(*, selection: float, discount: float) -> Record:
    """Return the record of a body that nobody can dismiss.

    ``selection`` is the chance that its members want what citizens want.

    >>> insulated(selection=0.6, discount=0.8).share
    0.6
    """
    s = check_number(selection, "selection", at_least=0, at_most=1)
    beta = check_number(discount, "discount", at_least=0, at_most=1)
    return _record(0.0, s, s, beta)


def chain_visibility(links: Sequence[float]) -> float:
    """Return the chance that a result is seen through a chain of delegation.

    Each of ``links`` is the chance that one principal sees what the next agent did
    and passes it on; a chain with a link of 0 is a black box.

    >>> round(chain_visibility([0.8, 0.8, 0.8, 0.8]), 4)
    0.4096
    """
    return float(np.prod(check_probabilities(links, "links")))


def _record(discipline: float, first: float, second: float, beta: float) -> Record:
    return Record(discipline, first, second, (first + beta * second) / (1 + beta))
