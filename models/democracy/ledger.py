"""Who holds how much, exactly?

Equations   price r of project p solves  sum_i min(m_i, r u_ip) = c_p  in fractions
Source      [peters2021proportional], section 3; the accounts are ours
Leaves out  speed: ``budgeting`` asks only where floating point cannot tell
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from models.democracy.ballots import Election

__all__ = ["Ledger"]

Group = tuple[Fraction, Fraction, int]  # money of each, points of each, voters


class Ledger:
    """The pockets of an auction in exact fractions, booked only when somebody asks.

    Voters who have bought the same things for the same points share one account.
    """

    def __init__(self, election: Election, share: Fraction) -> None:
        self.election = election
        self.money = [share]  # in each account, for each of its voters
        self.account = np.zeros(len(election.ballots), dtype=np.intp)
        self.unbooked: list[int] = []

    def buy(self, p: int) -> None:
        """Note that project ``p`` is bought."""
        self.unbooked.append(p)

    def price(self, p: int) -> Fraction | None:
        """Return the price of a point for project ``p``, None if it cannot be paid."""
        while self.unbooked:
            self._book(self.unbooked.pop(0))
        return self._price(p, self._groups(p)[0])

    def _book(self, p: int) -> None:
        groups, place = self._groups(p)
        price = self._price(p, groups)
        self.account[self.election.supporters[p]] = len(self.money) + place
        self.money += [max(m - price * points, Fraction(0)) for m, points, _ in groups]

    def _groups(self, p: int) -> tuple[list[Group], NDArray[np.intp]]:
        who, support = self.election.supporters[p], self.election.support[p]
        keys = self.account[who] + 1j * support
        kinds, place, counts = np.unique(keys, return_inverse=True, return_counts=True)
        groups = []
        for kind, count in zip(kinds, counts.tolist(), strict=True):
            points = Fraction(float(kind.imag)).limit_denominator(10**9)
            groups.append((self.money[int(kind.real)], points, count))
        return groups, place

    def _price(self, p: int, groups: list[Group]) -> Fraction | None:
        left = Fraction(self.election.costs[p])
        able = sum(points * count for _, points, count in groups)
        for money, points, count in sorted(groups, key=lambda g: g[0] / g[1]):
            if money / points * able >= left:
                return left / able
            left -= money * count
            able -= points * count
        return None
