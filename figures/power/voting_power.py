"""Figures for voting power: a council, a board to overturn, an agenda handed over."""

from functools import partial

from explore import Bars, Choice, Dot, Explorer, Line, Predict, Slider, Stage
from models.power.voting_power import (
    normalised_banzhaf,
    outcomes,
    overturn_chance,
    shapley_shubik,
)

__all__ = ["agenda", "council", "overturn"]

N = 101
NEEDED = [*range(51, 102)]
COUNCIL = {"DE": 4, "FR": 4, "IT": 4, "BE": 2, "NL": 2, "LU": 1}
SHARES = [k / 20 for k in range(21)]
CHANCES = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]
BOARDS = {  # has a veto only; chance that two thirds can overturn it
    "decides, for good": (False, 0.0),
    "decides; two thirds overturn": (False, 2 / 3),
    "may veto, for good": (True, 0.0),
    "may veto; two thirds overturn": (True, 2 / 3),
}

line = partial(Line, percent=True, decimals=1)
bars = partial(Bars, categories=list(COUNCIL), percent=True, decimals=1)


def council() -> Explorer:
    """Show votes and power in the council of the six, as the quota moves."""
    return Explorer(
        "council",
        caption=(
            "Votes are not power. At every even quota Luxembourg's one vote changes "
            "nothing; at every odd one it can. The two indices agree on that."
        ),
        alt=(
            "Bar chart of six members: Germany, France, Italy, Belgium, the "
            "Netherlands, Luxembourg. Three bars each: share of the votes, share of "
            "the swings (Banzhaf), share after Shapley and Shubik. The first three "
            "members are level and the highest; Luxembourg is lowest."
        ),
        model=who_counts,
        controls=[
            Slider(
                "quota", "Votes of 17 that carry a decision", values=[*range(9, 18)],
                start=12,
            ),
        ],
        stage=Stage(ylabel="Share of the whole", ylim=(0, 0.35), ypercent=True),
        marks=[
            bars("votes", label="Votes", role="outcome"),
            bars("swings", label="Power, Banzhaf", role="citizens"),
            bars("orders", label="Power, Shapley-Shubik", role="third"),
        ],
        say=(
            "At {quota} of 17 votes Germany, France and Italy have {swings[0]} of the "
            "swings each, Belgium and the Netherlands {swings[3]}, Luxembourg "
            "{swings[5]}; after Shapley and Shubik {orders[0]}, {orders[3]} and "
            "{orders[5]}."
        ),
    )  # fmt: skip


def who_counts(quota: int) -> dict[str, list[float]]:
    """Return the bars of :func:`council`."""
    weights = list(COUNCIL.values())
    return {
        "votes": [w / sum(weights) for w in weights],
        "swings": normalised_banzhaf(weights, quota=quota).tolist(),
        "orders": shapley_shubik(weights, quota=quota).tolist(),
    }


def overturn() -> Explorer:
    """Show when 101 citizens can overturn a board, as the hurdle rises."""
    return Explorer(
        "overturn",
        caption=(
            "The more votes it takes to overturn the board, the more of what it "
            "decides against the majority stands. How fast this happens depends on "
            "how far citizens lean together, which no rule book says."
        ),
        alt=(
            "Line chart. Along the bottom the votes, of 101, that overturn the board, "
            "from 51 to 101; upwards a share from 0 to 100 per cent. One line falls "
            "from 100 per cent: how often citizens can overturn the board when it "
            "stands against the majority. A second rises from nothing to the board's "
            "dissent: items decided against the majority for good. When citizens toss "
            "coins the first line is close to nothing from 65 votes on."
        ),
        model=can_they,
        controls=[
            Slider(
                "agreement",
                "Chance that two citizens want the same",
                values=[0.5, 0.55, 0.6, 2 / 3, 0.75, 0.9],
                start=0.5,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider(
                "dissent",
                "Chance that the board is against the majority",
                values=[0.0, 0.25, 0.5, 0.75, 1.0],
                start=0.5,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider(
                "votes", "Votes that overturn the board", values=NEEDED, start=68,
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Votes of 101 that overturn the board",
            ylabel="Share",
            xlim=(50, 102),
            ylim=(0, 1),
            ypercent=True,
        ),
        marks=[
            line("can", x=NEEDED, label="Can be overturned", role="citizens"),
            line("stands", x=NEEDED, label="Wrong and uncorrectable", role="experts"),
            Dot("can"),
            Dot("stands"),
        ],
        say=(
            "When {votes} votes overturn the board and two citizens want the same in "
            "{agreement} of cases, citizens can overturn {can} of what it decides "
            "against the majority; {stands} of all items stay decided against it."
        ),
        predict=Predict(
            "Any two citizens want the same on two items of three, and 68 of 101 can "
            "overturn the board. Of its decisions against the majority, how many can "
            "they overturn?",
            within=(0, 100),
            unit="%",
            at={"agreement": 2 / 3, "votes": 68},
            answer="{can}",
        ),
    )  # fmt: skip


def can_they(agreement: float, dissent: float) -> dict[str, list[float]]:
    """Return the lines of :func:`overturn`."""
    can = [overturn_chance(N, votes=v, agreement=agreement) for v in NEEDED]
    return {"can": can, "stands": [dissent * (1 - c) for c in can]}


def agenda() -> Explorer:
    """Show what becomes of the items as more of them go to a board."""
    return Explorer(
        "agenda",
        caption=(
            "Whatever a board does with it, power moves with the items: the mercy line "
            "rises even under a board that never errs. Whether injustice falls depends "
            "on who errs less, the board or the majority."
        ),
        alt=(
            "Line chart. Along the bottom the share of items handed to the board, from "
            "0 to 100 per cent; upwards a share of all items. Three straight lines: at "
            "the board's mercy, which rises from nothing; decided against the majority "
            "for good, which lies below it; and decided unjustly, which starts at the "
            "majority's rate of neglect and moves towards the board's rate of error."
        ),
        model=handed_over,
        controls=[
            Choice(
                "board", "On these items the board", values=list(BOARDS),
                start="decides, for good",
            ),
            Slider(
                "neglect", "Majority wants what wrongs somebody", values=CHANCES,
                start=0.2, text="{:.0%}", fine=0.01,
            ),
            Slider(
                "error", "Board wants what wrongs somebody", values=CHANCES,
                start=0.2, text="{:.0%}", fine=0.01,
            ),
            Slider(
                "handed", "Items handed to the board", values=SHARES, start=0.5,
                text="{:.0%}", along=True,
            ),
        ],
        stage=Stage(
            xlabel="Items handed to the board",
            ylabel="Share of all items",
            xlim=(0, 1),
            ylim=(0, 1),
            xpercent=True,
            ypercent=True,
        ),
        marks=[
            line("mercy", x=SHARES, label="At the board's mercy", role="third"),
            line("against", x=SHARES, label="Wrong and uncorrectable", role="experts"),
            line("unjust", x=SHARES, label="Decided unjustly", role="outcome"),
            Dot("mercy"),
            Dot("unjust"),
        ],
        say=(
            "With {handed} of the items handed over, {mercy} of all items are at the "
            "board's mercy, {against} are decided against the majority for good, and "
            "{unjust} are decided unjustly."
        ),
    )  # fmt: skip


def handed_over(board: str, neglect: float, error: float) -> dict[str, list[float]]:
    """Return the lines of :func:`agenda`."""
    veto, overturned = BOARDS[board]
    found = [
        outcomes(
            handed=m, veto=veto, neglect=neglect, error=error,
            overturned=overturned, aim=0,
        )
        for m in SHARES
    ]  # fmt: skip
    return {
        name: [getattr(each, name) for each in found]
        for name in ("mercy", "against", "unjust")
    }
