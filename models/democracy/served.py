"""Who was served by what was bought?

Equations   a group S is owed p if all support p, p is not bought, and each i in S has
            u_i(bought) + u(p) <= |S| (b / n) u(p) / c_p;  u(p) = c_p or 1
Source      after EJR+ of [brill2023robust], carried over from committees to costs;
            it implies "EJR up to one project" of [peters2021proportional]
Leaves out  people who did not vote, groups that only nearly agree, need
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.democracy.ballots import Election

__all__ = ["Claim", "justified_representation", "winning_projects"]


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A project that a group of voters was owed and did not get."""

    project: str
    voters: NDArray[np.intp]  # the largest such group, as places in the ballots


def winning_projects(election: Election, funded: Iterable[str]) -> NDArray[np.intp]:
    """Count, for each voter, the funded projects that she supports.

    >>> city = Election(["pool", "tree"], [70, 5], [["tree"], ["tree", "pool"]], 75)
    >>> winning_projects(city, ["pool"])
    array([0, 1])
    """
    return _worth(election, funded, [1] * len(election.projects)).astype(np.intp)


def justified_representation(
    election: Election, funded: Iterable[str], *, utility: str
) -> tuple[Claim, ...]:
    """Return every claim that the outcome leaves open; none is extended justice.

    A group's share of the budget is its share of the voters. It has a claim if all of
    them support one more project, and even with it nobody in the group would have more
    than that share pays for ("cost": in money; "cardinality": in projects of its
    price). Equal shares leaves no such claim, by its proof; by votes there may be many.
    """
    if utility not in ("cost", "cardinality"):
        raise ValueError(f"utility must be 'cost' or 'cardinality', got {utility!r}")
    if election.points is not None:
        raise ValueError("election must have approvals, not points: see approvals()")
    funded = frozenset(funded)
    price = [1] * len(election.projects) if utility == "cardinality" else election.costs
    has = _worth(election, funded, price)
    claims = []
    for p, name in enumerate(election.projects):
        if name in funded:
            continue
        voters = election.supporters[p]
        voters = voters[np.argsort(has[voters], kind="stable")]
        size = np.arange(1, voters.size + 1).astype(object)
        # with the m voters who have least, the m-th has most: is it little enough?
        would_have = (
            (has[voters] + price[p]) * election.costs[p] * len(election.ballots)
        )
        owed = np.flatnonzero(would_have <= size * (election.budget * price[p]))
        if owed.size:
            claims.append(Claim(name, np.sort(voters[: owed[-1] + 1])))
    return tuple(claims)


def _worth(
    election: Election, funded: Iterable[str], price: list
) -> NDArray[np.object_]:
    """Add up exactly what each voter has in what is bought."""
    funded = frozenset(funded)
    for name in funded.difference(election.projects):
        raise ValueError(f"funded must hold names of projects, got {name!r}")
    has = np.zeros(len(election.ballots), dtype=object)
    for p, name in enumerate(election.projects):
        if name in funded:
            has[election.supporters[p]] += price[p]
    return has
