"""What both rules would buy in real towns with more money and with less.

Run by ``make results`` with BOOK_DATA naming the folder of data. Only statistics are
kept: project numbers, costs, votes, what is funded, and how many voters got something.
"""

import hashlib
import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from models.democracy.auction import Auction
from models.democracy.budgeting import (
    Election,
    equal_shares,
    greedy,
    justified_representation,
    read_pabulib,
    winning_projects,
)

PATH = Path(__file__).with_suffix(".json")
TOWNS = {
    "Wieliczka": "Poland_Wieliczka_2023_Green_Budget.pb",
    "Świecie": "Poland_Swiecie_2023.pb",
    "Warsaw-Wesoła": "Poland_Warszawa_2023_Wesola.pb",
    "Cambridge": "US_Stanford_Dataset_PB_Cambridge_2015_vote_approvals.pb",
}
PERCENTS = [25, 50, 75, 100, 125, 150, 200]  # of the real budget
RULES = ["votes", "shares"]


def outcome(election: Election, rule: str, percent: int) -> dict[str, Any]:
    """Return what one rule buys with this much of the budget, and for whom."""
    budget = election.budget * percent // 100
    e = election
    city = Election(e.projects, e.costs, e.ballots, budget)
    if rule == "votes":
        bought = greedy(city)
    else:
        bought = equal_shares(city, utility="cost", completion="add1")
    won = winning_projects(city, bought.funded)
    served = np.bincount(np.minimum(won, 3), minlength=4)
    claims = justified_representation(city, bought.funded, utility="cost")
    paid = np.zeros(len(city.ballots))
    for purchase in bought.rounds:
        paid[purchase.payers] += purchase.payments
    left = float(bought.share or 0) - paid
    losers = [p for p, name in enumerate(city.projects) if name not in bought.funded]
    return {
        "rule": rule,
        "percent": percent,
        "spent": bought.spent,
        "funded": list(bought.funded),
        "served": served.tolist(),  # voters with 0, 1, 2, and 3 or more
        "wins": int(won.sum()),
        "claims": [claim.project for claim in claims],
        "left": {  # what the supporters of those turned down could still pay
            city.projects[p]: round(left[city.supporters[p]].sum())
            for p in losers
            if rule == "shares"
        },
    }


def town(path: Path) -> dict[str, Any]:
    """Return the statistics of one election."""
    election = read_pabulib(path)
    return {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "n_voters": len(election.ballots),
        "budget": election.budget,
        "projects": list(election.projects),
        "costs": list(election.costs),
        "votes": list(election.scores),
        "official": election.official and list(election.official),
        "outcomes": [outcome(election, r, p) for r in RULES for p in PERCENTS],
    }


def replicated(folder: Path) -> dict[str, Any]:
    """Return our side of the published figures on real towns."""
    wieliczka, swiecie, wesola = (
        read_pabulib(folder / TOWNS[name]) for name in list(TOWNS)[:3]
    )
    rule = {"utility": "cost", "completion": "add1"}
    ours, votes = equal_shares(wieliczka, **rule), greedy(wieliczka)
    won = [winning_projects(wieliczka, outcome.funded) for outcome in (ours, votes)]
    two = np.array([len(ballot) >= 2 for ballot in wieliczka.ballots])
    score = dict(zip(wieliczka.projects, wieliczka.scores, strict=True))
    only = [set(a.funded) - set(b.funded) for a, b in ((votes, ours), (ours, votes))]
    cost = dict(zip(wieliczka.projects, wieliczka.costs, strict=True))
    at_313 = [r.project for r in Auction(wieliczka, "cost").run(Fraction(313))[0]]
    other, third = equal_shares(swiecie, **rule), greedy(wesola)
    return {
        "wieliczka_winners": sorted(ours.funded),
        "wieliczka_spent": [
            len(ours.funded),
            ours.spent,
            len(votes.funded),
            votes.spent,
        ],
        "wieliczka_share": [len(at_313), sum(cost[p] for p in at_313)],
        "wieliczka_excluded": [float((w == 0).mean()) for w in won],
        "wieliczka_excluded_of_two": [float((w[two] == 0).mean()) for w in won],
        "wieliczka_one_and_two": [float((won[0] == k).mean()) for k in (1, 2)],
        "wieliczka_mean": [float(w.mean()) for w in won],
        "wieliczka_difference": [
            n for names in only for n in (len(names), sum(score[p] for p in names))
        ],
        "swiecie_winners": sorted(other.funded),
        "swiecie_spent": [len(other.funded), other.spent],
        "wesola_spent": [len(third.funded), third.spent],
    }


def main() -> None:
    """Compute everything again, or say what is missing."""
    folder = os.environ.get("BOOK_DATA")
    if not folder:
        print("BOOK_DATA names no folder with data: left as it is")
        return
    files = Path(folder) / "pabulib"
    towns = {name: town(files / file) for name, file in TOWNS.items()}
    found = {"towns": towns, "replicated": replicated(files)}
    lines = json.dumps(found, ensure_ascii=False, indent=1)
    PATH.write_text(lines + "\n", encoding="utf-8")
    print(f"wrote {PATH.name}: {len(towns)} towns")


if __name__ == "__main__":
    main()
