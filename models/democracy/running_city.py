"""What would these rules do in a city simple enough to think through?

Equations   two banks: 100 voters, twenty projects of b / 10, all vote for their bank;
            drain: mean benefit = worth (if bought) + hits (local projects bought) / 10
Source      the running city of this book, invented; nothing in it is measured
Leaves out  everything else about a city
"""

from collections.abc import Iterable

from models.democracy.ballots import Election
from models.validation import check_count, check_number

__all__ = ["drain_city", "mean_benefit", "two_banks"]

N_DISTRICTS = 10


def two_banks(*, east_districts: int) -> Election:
    """Build a city on two banks of a river: who lives east votes for the east only.

    Ten districts of ten voters. Each bank has ten projects, E0 to E9 and W0 to
    W9; each of them costs a tenth of the budget, which is what one district's voters
    would have to share.
    """
    east = check_count(east_districts, "east_districts", at_least=0)
    if east > N_DISTRICTS:
        raise ValueError(f"east_districts must be at most {N_DISTRICTS}, got {east}")
    names = {bank: [f"{bank}{k}" for k in range(10)] for bank in "EW"}
    ballots = [names["E"]] * (10 * east) + [names["W"]] * (100 - 10 * east)
    return Election(names["E"] + names["W"], [100] * 20, ballots, 1000)


def drain_city(*, foresight: float) -> Election:
    """Build a city that needs a storm drain: half the budget, no use to any one street.

    Ten districts of ten voters, each with a local project that all its voters want
    (L0 at 70 to L9 at 160); the drain costs 500 of a budget of 1,000. In each district
    the share ``foresight`` of the voters, to the next tenth, votes for it too.
    """
    foresight = check_number(foresight, "foresight", at_least=0, at_most=1)
    local = [f"L{k}" for k in range(N_DISTRICTS)]
    ballots = [
        [name, "drain"] if voter < round(10 * foresight) else [name]
        for name in local
        for voter in range(10)
    ]
    costs = [70 + 10 * k for k in range(N_DISTRICTS)]
    return Election([*local, "drain"], [*costs, 500], ballots, 1000)


def mean_benefit(funded: Iterable[str], *, drain_worth: float, hits: float) -> float:
    """Return what residents gain on average, a wanted local project counting one.

    ``drain_worth`` is what the drain brings each resident of the whole city; ``hits``
    is the share of local projects that turn out to be the ones people wanted: 1 when
    the residents choose, perhaps less when somebody chooses for them.
    """
    worth = check_number(drain_worth, "drain_worth", at_least=0)
    hits = check_number(hits, "hits", at_least=0, at_most=1)
    funded = frozenset(funded)
    n_local = sum(name != "drain" for name in funded)
    return worth * ("drain" in funded) + hits * n_local / N_DISTRICTS
