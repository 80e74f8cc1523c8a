"""Which project can its supporters buy at the lowest price?

Equations   sum_i min(m_i, r u_ip) = c_p; lowest r first; m_i falls by min(m_i, r u_ip)
Source      [peters2021proportional], section 3; lazy search, exact ties and strides
            are ours
Leaves out  what to do with money that nobody can spend: see ``budgeting``
"""

from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np
from numpy.typing import NDArray

from models.democracy.ballots import Election, Money
from models.democracy.ledger import Ledger

__all__ = ["Auction", "Round", "tie_order"]

NEAR = 1e-9  # what is as close as this, relatively, is decided in exact fractions


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """One purchase."""

    project: str
    votes: Money  # all its points
    effective_votes: float  # cost / highest payment for a point; by votes: the votes
    payers: NDArray[np.intp]  # their places in the ballots; by votes: nobody
    payments: NDArray[np.float64]  # what each of them paid


def tie_order(election: Election, p: int) -> tuple[Money, Money, str]:
    """More votes first, then the cheaper, then the name that sorts first."""
    return -election.scores[p], election.costs[p], election.projects[p]


class Auction:
    """One election made ready for many runs with different shares."""

    def __init__(self, election: Election, utility: str) -> None:
        by_cost = utility == "cost"
        one_each = election.points is None
        self.election = election
        self.names, self.votes = election.projects, election.scores
        self.who = election.supporters
        self.support = [None if one_each else u for u in election.support]
        self.costs = [float(cost) for cost in election.costs]
        self.exact_worth = election.costs if by_cost else [1] * len(self.costs)
        self.worth = [float(worth) for worth in self.exact_worth]
        # The lowest price a unit of worth can have: nobody runs out of money.
        self.floor = {
            p: self.costs[p] / float(election.support[p].sum()) / self.worth[p]
            for p, who in enumerate(self.who)
            if who.size and election.costs[p] <= election.budget
        }
        # Is there so little money in play that a step of 1 would take for ever?
        self.strides = min(self.costs, default=0) > 50 * len(election.ballots)

    def run(self, share: Fraction) -> tuple[list[Round], int]:
        """Buy until nobody can pay; say too how far the share can rise for nothing."""
        pockets = np.full(len(self.election.ballots), float(share))
        ledger = Ledger(self.election, share)
        bound = dict(self.floor)  # of the price of a unit of worth, from below
        bought: dict[int, Round] = {}
        room = inf  # more money, over all voters, that cannot change a decision
        while (p := self._cheapest(bound, pockets, ledger)) is not None:
            price = bound[p]
            if self.strides:
                room = min(room, self._room(bound, {p, *bought}, price, pockets))
            del bound[p]
            mine = pockets[self.who[p]]
            payments = np.minimum(mine, self._offers(p, price))
            pockets[self.who[p]] = mine - payments
            ledger.buy(p)
            effective = self.costs[p] / (price * self.worth[p])
            bought[p] = Round(
                self.names[p], self.votes[p], effective, self.who[p], payments
            )
        rounds = list(bought.values())
        if not self.strides or len(bought) == len(self.floor):
            return rounds, 1
        room = min(room, self._room(bound, set(bought), inf, pockets))
        return rounds, max(1, int(room / pockets.size * (1 - 1e-6)))

    def _cheapest(
        self, bound: dict[int, float], pockets: NDArray[np.float64], ledger: Ledger
    ) -> int | None:
        """Find the project to buy next; drop from ``bound`` what nobody can pay.

        Pockets only empty, so prices only rise: the last price of a project bounds its
        next one from below, and in most rounds few projects need a second look.
        """
        while bound:
            best = inf
            for p in sorted(bound, key=bound.__getitem__):
                if bound[p] > best * (1 + NEAR):
                    break
                bound[p] = self._price(p, pockets, bound[p], best)
                best = min(best, bound[p])
                if bound[p] == inf:
                    del bound[p]
            close = [p for p in bound if bound[p] <= best * (1 + NEAR)]
            if len(close) == 1 and not self._all_in(close[0], pockets):
                return close[0]
            # floating point cannot tell which is the cheapest, or whether it is paid
            exact = {p: ledger.price(p) for p in close}
            for p in close:
                if exact[p] is None:
                    del bound[p]
                else:
                    exact[p] /= self.exact_worth[p]
            if close and None not in exact.values():
                order = {p: (exact[p], *tie_order(self.election, p)) for p in close}
                return min(close, key=order.__getitem__)
        return None

    def _price(
        self, p: int, pockets: NDArray[np.float64], start: float, stop: float
    ) -> float:
        """Find what a unit of worth costs: inf if supporters cannot pay for it.

        Newton's method from below, so that each step is a lower bound; above ``stop``
        the project cannot win this round, and the bound is enough.
        """
        pockets, support, cost = pockets[self.who[p]], self.support[p], self.costs[p]
        price, stop = start * self.worth[p], stop * self.worth[p] * (1 + NEAR)
        while price <= stop:
            offers = price if support is None else price * support
            missing = cost - np.add.reduce(np.minimum(pockets, offers))
            if missing <= cost * 1e-13:
                break
            rich = pockets > offers
            able = np.count_nonzero(rich) if support is None else support[rich].sum()
            if able == 0:  # all they have is on the table
                return price / self.worth[p] if missing <= cost * NEAR else inf
            price += missing / able
        return price / self.worth[p]

    def _offers(self, p: int, price: float) -> float | NDArray[np.float64]:
        """Return what each supporter would pay, had she enough."""
        support = 1.0 if self.support[p] is None else self.support[p]
        return price * self.worth[p] * support

    def _all_in(self, p: int, pockets: NDArray[np.float64]) -> bool:
        """Do its supporters have just about what it costs?"""
        total = np.add.reduce(pockets[self.who[p]])
        return bool(total <= self.costs[p] * (1 + NEAR))

    def _room(
        self,
        bound: dict[int, float],
        bought: set[int],
        price: float,
        pockets: NDArray[np.float64],
    ) -> float:
        """How much more money keeps all others from being bought at this price?

        If each share rises by d, no pocket shrinks and all together grow by n d, as
        long as the same things are bought. So what supporters offer for a project at
        the winner's price grows by no more than n d, and that price does not rise.
        """
        room = inf
        for p in self.floor.keys() - bought:
            if bound.get(p) == self.floor[p] >= price:
                continue  # as cheap as it can get, and still not bought
            offers = np.minimum(pockets[self.who[p]], self._offers(p, price))
            room = min(room, self.costs[p] - offers.sum())
        return room
