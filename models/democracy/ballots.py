"""What did the voters ask for?

Equations   projects p with cost c_p, budget b, points u_ip from voter i (approval: 1)
Source      the general model of [peters2021proportional], section 2
Leaves out  where voters live, how strongly they feel beyond their points, what was
            screened out before the vote
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

__all__ = ["Election", "Money", "approvals", "exact"]

Money = int | Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Election:
    """Projects with prices, ballots, and one budget; money and points are exact.

    ``points`` runs beside ``ballots``; None means one point for every name on a ballot.
    Voters support the projects to which they give more than nothing.

    >>> Election(["pool", "tree"], [70, 5], [["tree"], ["tree", "pool"]], 75).scores
    (1, 2)
    """

    projects: tuple[str, ...]
    costs: tuple[Money, ...]
    ballots: tuple[tuple[str, ...], ...]
    budget: Money
    official: tuple[str, ...] | None = None  # what was really funded, if known
    points: tuple[tuple[Money, ...], ...] | None = None
    scores: tuple[Money, ...] = field(init=False)  # sum of points, one a project
    supporters: tuple[NDArray[np.intp], ...] = field(init=False, repr=False)
    support: tuple[NDArray[np.float64], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check everything once, then turn ballots by voter into lists by project."""
        projects = _names(self.projects, "projects")
        costs = tuple(_price(cost, "costs") for cost in self.costs)
        if len(costs) != len(projects):
            raise ValueError(f"costs must be one a project, got {len(costs)}")
        place = {name: p for p, name in enumerate(projects)}
        ballots = tuple(_names(ballot, "ballots", place) for ballot in self.ballots)
        official, points = self.official, self.points
        if official is not None:
            official = _names(official, "official", place)
        if points is not None:
            points = tuple(tuple(exact(u, "points") for u in row) for row in points)
            if [*map(len, points)] != [*map(len, ballots)]:
                raise ValueError("points must be one for each name on each ballot")

        who: list[list[int]] = [[] for _ in projects]
        given: list[list[Money]] = [[] for _ in projects]
        for i, ballot in enumerate(ballots):
            for name in ballot:
                who[place[name]].append(i)
        for ballot, row in zip(ballots, points or (), strict=points is not None):
            for name, u in zip(ballot, row, strict=True):
                given[place[name]].append(u)
        if points is None:
            given = [[1] * len(voters) for voters in who]
        support = [np.array(u, dtype=float) for u in given]
        supporters = [np.array(voters, dtype=np.intp) for voters in who]
        clean = {
            "projects": projects,
            "costs": costs,
            "ballots": ballots,
            "budget": _price(self.budget, "budget"),
            "official": official,
            "points": points,
            "scores": tuple(map(sum, given)),
            "supporters": tuple(
                v[u > 0] for v, u in zip(supporters, support, strict=True)
            ),
            "support": tuple(u[u > 0] for u in support),
        }
        for name, value in clean.items():
            object.__setattr__(self, name, value)


def approvals(election: Election, *, at_least: Money) -> Election:
    """Read points as a yes: a name is approved that got ``at_least`` so many points.

    What counts as a yes can decide the outcome, so the caller must say it.
    """
    at_least = exact(at_least, "at_least")
    e = election
    points = e.points or tuple((1,) * len(ballot) for ballot in e.ballots)
    ballots = tuple(
        tuple(name for name, u in zip(ballot, row, strict=True) if u >= at_least)
        for ballot, row in zip(e.ballots, points, strict=True)
    )
    return Election(e.projects, e.costs, ballots, e.budget, e.official)


def exact(value: Money, name: str) -> Money:
    """Return an int or Fraction as it is, whole Fractions as int; refuse the rest."""
    if type(value) is int:
        return value
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else value
    raise TypeError(f"{name} must be exact, int or Fraction, got {value!r}")


def _price(value: Money, name: str) -> Money:
    value = exact(value, name)
    if value <= 0:
        raise ValueError(f"{name} must be above 0, got {value}")
    return value


def _names(
    names: Iterable[str], what: str, known: dict[str, int] | None = None
) -> tuple[str, ...]:
    names = tuple(names)
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"{what} must hold names of projects, got {name!r}")
        if known is not None and name not in known:
            raise ValueError(f"{what} must hold names of projects, got {name!r}")
    if len(set(names)) < len(names):
        raise ValueError(f"{what} must name each project once, got {names}")
    return names
