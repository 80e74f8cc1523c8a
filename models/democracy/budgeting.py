"""Who decides what the city buys?

Equations   share s = b / n in every pocket m_i; price r_p solves
            sum_i min(m_i, r_p u_ip) = c_p; buy the p with the lowest r_p, repeat;
            u_ip = points times c_p ("cost") or points alone ("cardinality")
Source      equal shares: [peters2021proportional], section 3; by votes:
            [aziz2021participatory]; add1: [flis2023wieliczka]
Leaves out  who may propose, talk before the vote, tactical ballots, who does not vote,
            projects that need or spoil one another, whether the council obeys
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from models.democracy.auction import Auction, Round, tie_order
from models.democracy.ballots import Election, Money, approvals
from models.democracy.pabulib import read_pabulib
from models.democracy.running_city import drain_city, mean_benefit, two_banks
from models.democracy.served import Claim, justified_representation, winning_projects
from models.democracy.side_by_side import SideBySide
from models.validation import check_number

__all__ = [
    "Claim",
    "Election",
    "Outcome",
    "Round",
    "adopt",
    "approvals",
    "drain_city",
    "equal_shares",
    "greedy",
    "justified_representation",
    "mean_benefit",
    "read_pabulib",
    "two_banks",
    "winning_projects",
]

FIRST, AT_ONCE = 8, 64  # shares tried side by side


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What is bought, in order, and for how much."""

    funded: tuple[str, ...]
    spent: Money
    rounds: tuple[Round, ...]
    share: Fraction | None  # in every pocket at the start; by votes: None


def greedy(election: Election) -> Outcome:
    """Fund by votes (by points, if ballots carry them), skipping what does not fit.

    Ties: the cheaper first, then the name that sorts first. No votes, no money.

    >>> greedy(Election(["pool", "tree"], [70, 5], [["tree"], ["pool"]], 70)).funded
    ('tree',)
    """
    rounds, left = [], election.budget
    places = range(len(election.projects))
    for p in sorted(places, key=lambda p: tie_order(election, p)):
        votes, cost = election.scores[p], election.costs[p]
        if votes > 0 and cost <= left:
            left -= cost
            name, nobody = election.projects[p], np.empty(0)
            rounds.append(Round(name, votes, float(votes), nobody.astype(int), nobody))
    return _outcome(election, rounds, None)


def equal_shares(
    election: Election, *, utility: str, completion: str | None
) -> Outcome:
    """Give every voter the same share; supporters pool theirs to buy projects.

    ``utility`` "cost": a funded project is worth its cost to each supporter;
    "cardinality": all are worth the same. ``completion`` None: stop when nobody can
    pay; "add1": run again with one unit of money more in every pocket, and again,
    until the next run would overspend. Ties: more votes, then cheaper, then first name.

    >>> city = Election(["pool", "tree"], [70, 5], [["tree"], ["tree", "pool"]], 75)
    >>> equal_shares(city, utility="cost", completion=None).funded
    ('tree',)
    """
    if utility not in ("cost", "cardinality"):
        raise ValueError(f"utility must be 'cost' or 'cardinality', got {utility!r}")
    if completion not in (None, "add1"):
        raise ValueError(f"completion must be None or 'add1', got {completion!r}")
    if not election.ballots:
        raise ValueError("election must have at least one ballot")
    auction = Auction(election, utility)
    share = Fraction(election.budget) / len(election.ballots)
    outcome = _outcome(election, auction.run(share)[0], share)
    if completion is None or len(outcome.funded) == len(auction.floor):
        return outcome
    cost = dict(zip(election.projects, election.costs, strict=True))
    for more, funded in _raised(auction, share):
        if sum(cost[name] for name in funded) > election.budget:
            break
        share = more
        if len(funded) == len(auction.floor):
            break
    return _outcome(election, auction.run(share)[0], share)


def _raised(auction: Auction, share: Fraction) -> Iterator[tuple[Fraction, list[str]]]:
    """Yield higher shares, one unit at a time, and what each of them buys.

    Where money is large beside the number of voters, shares that surely change nothing
    are passed over; elsewhere many are tried side by side.
    """
    if auction.strides:
        _, step = auction.run(share)
        while True:
            share += step
            rounds, step = auction.run(share)
            yield share, [r.project for r in rounds]
    many, n_runs = SideBySide(auction), FIRST
    while True:
        shares = [share + k for k in range(1, n_runs + 1)]
        yield from zip(shares, many.run(shares), strict=True)
        share, n_runs = shares[-1], AT_ONCE


def adopt(
    election: Election,
    rule: Callable[[Election], Outcome],
    officials: Sequence[str],
    *,
    binding: float,
) -> tuple[str, ...]:
    """Let the council put a part of the budget to the vote, and spend the rest itself.

    ``rule`` spends the share ``binding`` of the budget as if there were no more. The
    rest goes down the officials' list, skipping what is bought already or does not
    fit. At 1 the vote decides; at 0 it was advice. Shares are rounded to millionths.

    >>> city = Election(["pool", "tree"], [70, 5], [["tree"], ["tree", "pool"]], 75)
    >>> adopt(city, greedy, ["pool", "tree"], binding=0.1)
    ('tree',)
    """
    share = Fraction(check_number(binding, "binding", at_least=0, at_most=1))
    purse = share.limit_denominator(10**6) * election.budget
    e = election
    cost = dict(zip(e.projects, e.costs, strict=True))
    for name in officials:
        if name not in cost:
            raise ValueError(f"officials must hold names of projects, got {name!r}")
    bought: list[str] = []
    if purse > 0:
        vote = Election(e.projects, e.costs, e.ballots, purse, points=e.points)
        bought += rule(vote).funded
    left = e.budget - purse
    for name in officials:
        if name not in bought and cost[name] <= left:
            bought.append(name)
            left -= cost[name]
    return tuple(bought)


def _outcome(
    election: Election, rounds: list[Round], share: Fraction | None
) -> Outcome:
    cost = dict(zip(election.projects, election.costs, strict=True))
    funded = tuple(r.project for r in rounds)
    return Outcome(funded, sum(cost[name] for name in funded), tuple(rounds), share)
