"""Our rules beside pabutools: agreement on random elections, then speed.

Run by ``make peers``, after ``voting_power.py``, in an environment of its own, for
pabutools is under the GPL and the book needs none of it. The answers on random
elections are kept in ``tests/democracy/budgeting_peers.json``, which the ordinary
tests read.
"""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pabutools.fractions
from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

from models.democracy.budgeting import Election, equal_shares, greedy, read_pabulib
from tests.peers import voting_power

FIXTURE = Path(__file__).parents[1] / "democracy" / "budgeting_peers.json"
DATA = os.environ.get("BOOK_DATA")
TOWNS = {
    "Wieliczka": "Poland_Wieliczka_2023_Green_Budget",
    "Świecie": "Poland_Swiecie_2023",
}
SATISFACTION = {"cost": Cost_Sat, "cardinality": Cardinality_Sat}
OUR_TIES = TieBreakingRule(
    lambda _, profile, project: (
        -profile.approval_score(project),
        project.cost,
        project.name,
    )
)
N_RANDOM = 300


class Pair:
    """One election in our words and in those of pabutools."""

    def __init__(self, election: Election) -> None:
        projects = {
            name: Project(name, cost)
            for name, cost in zip(election.projects, election.costs, strict=True)
        }
        ballots = [ApprovalBallot(projects[p] for p in b) for b in election.ballots]
        self.election = election
        self.instance = Instance(projects.values(), budget_limit=election.budget)
        self.profile = ApprovalProfile(ballots, instance=self.instance)

    def our_votes(self) -> Iterable[str]:
        return greedy(self.election).funded

    def their_votes(self) -> Iterable[str]:
        return self._ask(greedy_utilitarian_welfare, sat_class=Cost_Sat)

    def our_shares(self, utility: str, completion: str | None) -> Iterable[str]:
        rule = {"utility": utility, "completion": completion}
        return equal_shares(self.election, **rule).funded

    def their_shares(self, utility: str, completion: str | None) -> Iterable[str]:
        options = {"voter_budget_increment": 1} if completion else {}
        satisfaction = SATISFACTION[utility]
        return self._ask(method_of_equal_shares, sat_class=satisfaction, **options)

    def their_towns_rule(self) -> Iterable[str]:
        """Let pabutools do what the town did: a unit more, until it overspends."""
        options = {
            "sat_profile": self.profile.as_sat_profile(Cost_Sat),
            "tie_breaking": OUR_TIES,
        }
        limit, raised, kept = self.instance.budget_limit, Instance(self.instance), None
        raised.budget_limit = limit
        while True:
            bought = method_of_equal_shares(raised, self.profile, **options)
            if sum(project.cost for project in bought) > limit:
                return [project.name for project in kept]
            kept = bought
            raised.budget_limit += len(self.profile)

    def _ask(self, rule: Callable, **options) -> list[str]:
        bought = rule(self.instance, self.profile, tie_breaking=OUR_TIES, **options)
        return [project.name for project in bought]


def small_election(rng: np.random.Generator) -> Election:
    """Draw an election so small that ties are common; somebody wants each project."""
    names = [f"p{k}" for k in range(rng.integers(1, 9))]
    wants = rng.random((rng.integers(1, 13), len(names))) < 0.45
    wants[rng.integers(len(wants), size=len(names)), np.arange(len(names))] = True
    ballots = [[names[k] for k in np.flatnonzero(row)] for row in wants]
    costs = [int(c) for c in rng.integers(1, 13, len(names))]
    budget = int(rng.integers(max(costs), sum(costs) + 1))
    return Election(names, costs, ballots, budget)


def large_election(rng: np.random.Generator) -> Election:
    """Draw 50 projects and 10,000 voters, about eight approvals each."""
    names = [f"p{k}" for k in range(50)]
    wants = rng.random((10_000, 50)) < 0.16
    ballots = [[names[k] for k in np.flatnonzero(row)] for row in wants]
    costs = [int(c) * 1000 for c in rng.integers(1, 100, 50)]
    return Election(names, costs, ballots, sum(costs) * 3 // 10)


def cross_check() -> None:
    """Let both answer on small elections, in fractions; keep what they agree on."""
    pabutools.fractions.FRACTION = pabutools.fractions.GMPY_FRAC
    rng, cases = np.random.default_rng(24), []
    for number in range(N_RANDOM):
        pair = Pair(small_election(rng))
        theirs = {"greedy": sorted(pair.their_votes())}
        ours = {"greedy": sorted(pair.our_votes())}
        for utility in SATISFACTION:
            theirs[utility] = sorted(pair.their_shares(utility, None))
            ours[utility] = sorted(pair.our_shares(utility, None))
        if ours != theirs:
            raise SystemExit(f"election {number}: {ours} is not {theirs}")
        given = {
            key: getattr(pair.election, key)
            for key in ("projects", "costs", "ballots", "budget")
        }
        cases.append(json.dumps(given | theirs))
    FIXTURE.write_text("[\n" + ",\n".join(cases) + "\n]\n")
    print(
        f"{N_RANDOM} random elections: the same projects, by votes and by equal shares"
    )


def seconds(call: Callable[[], object]) -> float:
    """Time a call by the processor, for the machine may be shared."""
    start = time.process_time()
    call()
    return time.process_time() - start


def row(name: str, ours: Callable, theirs: Callable, *, goal: int, rounds: int) -> None:
    """Print a line of the table: medians of rounds in which both sides take turns."""
    names = []
    their_time, our_time = [], []
    for _ in range(rounds):
        our_time += [seconds(ours) for _ in range(3)]
        their_time.append(seconds(lambda: names.append(sorted(theirs()))))
        our_time += [seconds(ours) for _ in range(3)]
    mine, other = statistics.median(our_time), statistics.median(their_time)
    same = "yes" if sorted(ours()) == names[0] else "no"
    print(
        f"| {name} | {other:.2f} s | {1000 * mine:.1f} ms | {other / mine:,.0f} "
        f"| {goal} | {same} |",
        flush=True,
    )
    if other / mine < goal / 2:  # half, for the machine may be shared
        raise SystemExit(f"{name}: not nearly {goal} times faster")


def benchmark() -> None:
    """Print the table: the same instance, floats on both sides, taking turns."""
    pabutools.fractions.FRACTION = pabutools.fractions.FLOAT_FRAC
    pairs = {"50 x 10,000": Pair(large_election(np.random.default_rng(1)))}
    runs = [("50 x 10,000", "cost", None), ("50 x 10,000", "cardinality", None)]
    if DATA:
        folder = Path(DATA) / "pabulib"
        for town, name in TOWNS.items():
            pairs[town] = Pair(read_pabulib(folder / f"{name}.pb"))
        runs.append(("Wieliczka", "cost", None))
        runs += [(town, "cost", "add1") for town in reversed(TOWNS)]
    print("\nEqual shares; processor time, medians, the two sides taking turns\n")
    print("| Election | pabutools | ours | times faster | goal | same projects |")
    print("|---|--:|--:|--:|--:|---|")
    for where, utility, completion in runs:
        pair = pairs[where]
        row(
            f"{where}, {utility}" + (", add1" if completion else ""),
            lambda p=pair, u=utility, c=completion: p.our_shares(u, c),
            lambda p=pair, u=utility, c=completion: p.their_shares(u, c),
            goal=100 if completion else 300,
            rounds=1 if completion else 3,
        )
    if DATA:
        salt = pairs["Wieliczka"]
        row(
            "Wieliczka, cost, add1 as the town does it",
            lambda: salt.our_shares("cost", "add1"),
            salt.their_towns_rule,
            goal=100,
            rounds=1,
        )
    if not DATA:
        print("\nBOOK_DATA names no folder with real elections: towns left out")
        return
    print(
        "\nWieliczka with add1: pabutools' own rule stops as soon as nothing more\n"
        "would fit (31 projects); the town went on until the next step overspent (30\n"
        "projects), and so do we. The last row gives both sides the town's task."
    )


if __name__ == "__main__":
    voting_power.cross_check()
    voting_power.benchmark()
    cross_check()
    benchmark()
