"""What would many shares buy, one beside the other?

Equations   as in ``auction``, for a column of shares s_1, s_2, ... at once
Source      [peters2021proportional], section 3; running many at once is ours
Leaves out  ties: a run in which floating point cannot tell is given to ``auction``
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import inf

import numpy as np
from numpy.typing import NDArray

from models.democracy.auction import NEAR, Auction

__all__ = ["SideBySide"]

Floats = NDArray[np.float64]
HUGE = 1e200  # more than any price, and less than what cannot be paid


class SideBySide:
    """One auction for neighbouring shares, which buy nearly the same.

    Arrays have runs first, then voters or projects. Voters with the same ballot have
    the same pocket, so they stand in one column and count for as many as they are.
    """

    def __init__(self, auction: Auction) -> None:
        election = auction.election
        self.plain = election.points is None  # one point for every name
        kinds = Counter(
            frozenset(ballot if self.plain else zip(ballot, row, strict=True))
            for ballot, row in zip(
                election.ballots, election.points or election.ballots, strict=True
            )
        )
        self.auction = auction
        self.n_kinds = len(kinds)
        kinds_of: list[list[int]] = [[] for _ in election.projects]
        count: list[list[int]] = [[] for _ in election.projects]
        support: list[list[float]] = [[] for _ in election.projects]
        place = {name: p for p, name in enumerate(election.projects)}
        for kind, (ballot, n_voters) in enumerate(kinds.items()):
            for name, u in ((name, 1) for name in ballot) if self.plain else ballot:
                if u > 0:
                    kinds_of[place[name]].append(kind)
                    count[place[name]].append(n_voters)
                    support[place[name]].append(float(u))
        self.kinds = [np.array(k, dtype=np.intp) for k in kinds_of]
        self.count = [np.array(n, dtype=float) for n in count]
        self.support = [np.array(u) for u in support]
        self.weight = [n * u for n, u in zip(self.count, self.support, strict=True)]
        self.floor = np.full(len(election.projects), inf)
        self.floor[list(auction.floor)] = list(auction.floor.values())

    def run(self, shares: Sequence[Fraction]) -> list[list[str]]:
        """Return the projects that each share buys."""
        pockets = np.repeat(
            np.array(shares, dtype=float)[:, None], self.n_kinds, axis=1
        )
        bound = np.tile(self.floor, (len(shares), 1))  # prices, from below
        bought: list[list[int]] = [[] for _ in shares]
        unsure = np.zeros(len(shares), dtype=bool)
        while True:
            best = self._search(bound, pockets, unsure)
            close = (bound <= best[:, None] * (1 + NEAR)) & (bound < inf)
            unsure |= close.sum(axis=1) > 1
            best[unsure] = inf
            if not np.isfinite(best).any():
                break
            winners = np.where(best < inf, bound.argmin(axis=1), -1)
            for p in set(winners.tolist()) - {-1}:
                runs = np.flatnonzero(winners == p)
                price = best[runs] * self.auction.worth[p]
                mine = pockets.take(self.kinds[p], axis=1)[runs]
                left = mine - np.minimum(mine, price[:, None] * self.support[p])
                pockets[runs[:, None], self.kinds[p]] = left
                bound[runs, p] = inf
                unsure[runs] |= left @ self.count[p] <= NEAR * self.auction.costs[p]
                for run in runs.tolist():
                    bought[run].append(p)
            bound[unsure] = inf
        names = self.auction.election.projects
        return [
            [r.project for r in self.auction.run(share)[0]]
            if doubt
            else [names[p] for p in row]
            for share, row, doubt in zip(shares, bought, unsure, strict=True)
        ]

    def _search(self, bound: Floats, pockets: Floats, unsure: NDArray) -> Floats:
        """Return each run's lowest price of a unit of worth, as in ``Auction``."""
        best = np.full(len(bound), inf)
        stop, highest = np.full(len(bound), HUGE), HUGE
        first = bound.min(axis=0)
        for p in np.argsort(first).tolist():
            if first[p] > highest:
                break
            runs = np.flatnonzero(bound[:, p] <= stop)
            if runs.size:
                price, doubt = self._price(p, pockets, runs, bound[runs, p], stop[runs])
                bound[runs, p] = price
                unsure[runs] |= doubt
                best[runs] = np.minimum(best[runs], price)
                stop = np.minimum(best * (1 + NEAR), HUGE)
                highest = stop.max()
        return best

    def _price(
        self, p: int, pockets: Floats, runs: NDArray, start: Floats, stop: Floats
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """Find prices by Newton's method from below; say where it is a close call."""
        cost, worth = self.auction.costs[p], self.auction.worth[p]
        mine = pockets.take(self.kinds[p], axis=1)[runs]
        price, stop = start * worth, stop * worth
        doubt = np.zeros(runs.size, dtype=bool)
        while True:
            offers = price[:, None] if self.plain else price[:, None] * self.support[p]
            missing = cost - np.minimum(mine, offers) @ self.count[p]
            short = (missing > cost * 1e-13) & (price <= stop)
            if not short.any():
                return price / worth, doubt
            able = (mine > offers).astype(float) @ self.weight[p]
            broke = able == 0  # all they have is on the table
            if broke.any():
                doubt |= broke & (np.abs(missing) <= cost * NEAR)
                able[broke] = 1
                price[broke & short] = inf
            price += missing / able
