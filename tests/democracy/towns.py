"""Elections that several tests of this folder use."""

import os
from functools import cache
from pathlib import Path

import pytest

from models.democracy.ballots import Election
from models.democracy.pabulib import read_pabulib

DATA = os.environ.get("BOOK_DATA")
WIELICZKA = "Poland_Wieliczka_2023_Green_Budget"
SWIECIE = "Poland_Swiecie_2023"
WESOLA = "Poland_Warszawa_2023_Wesola"
CAMBRIDGE = "US_Stanford_Dataset_PB_Cambridge_2015_vote_approvals"
KRAKOW = "Poland_Krakow_2021_Bienczyce"

needs_data = pytest.mark.skipif(
    not DATA, reason="BOOK_DATA names no folder with real elections"
)


@cache
def real(name: str) -> Election:
    return read_pabulib(Path(DATA) / "pabulib" / f"{name}.pb")


def election(
    votes: dict[str, set[int]], costs: dict[str, int], budget: int
) -> Election:
    """Make an election from the numbers of the voters who want each project."""
    n = max(i for who in votes.values() for i in who)
    ballots = [[p for p, who in votes.items() if i in who] for i in range(1, n + 1)]
    return Election(list(costs), list(costs.values()), ballots, budget)


# The two examples explained at equalshares.net: voter 11 changes her mind.
COSTS = {
    "bike path": 700,
    "outdoor gym": 400,
    "new park": 250,
    "playground": 200,
    "library": 100,
}
VOTES = {
    "bike path": {1, 2, 3, 4, 5, 6, 11},
    "outdoor gym": {1, 2, 3, 4, 5, 6},
    "new park": {2, 4, 5, 7, 10},
    "playground": {7, 8, 9, 10},
    "library": {7, 9, 10},
}
EXAMPLE_1 = election(VOTES, COSTS, 1100)
EXAMPLE_2 = election(
    VOTES | {"bike path": {1, 2, 3, 4, 5, 6}, "outdoor gym": {1, 2, 3, 4, 5, 6, 11}},
    COSTS,
    1100,
)
