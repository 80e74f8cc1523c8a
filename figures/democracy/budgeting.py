"""Figures for budgeting: who is served in real towns, and two invented cities."""

import json
from functools import cache
from pathlib import Path

from explore import Bars, Choice, Dot, Explorer, Line, Predict, Slider, Stage, Table
from models.democracy.budgeting import (
    Election,
    Outcome,
    adopt,
    drain_city,
    equal_shares,
    greedy,
    mean_benefit,
    two_banks,
)

__all__ = ["banks", "drain", "of_town", "projects", "replicated", "served", "towns"]

RESULTS = Path(__file__).parents[2] / "results" / "democracy" / "budgeting.json"
RULES = {"by votes": "votes", "equal shares": "shares"}
FORESIGHT = [k / 10 for k in range(11)]
SWIECIE = {  # our own short labels; the numbers are the town's
    "c1": "Clothing for village firefighters",
    "c2": "Drone with a heat camera",
    "c3": "Gear for water rescue",
    "c4": "Outdoor gym in a village",
    "c5": "Repairs to a village hall",
    "c6": "New washrooms and stores",
    "c7": "Trail of murals",
    "c8": "Repair of the lake pier",
    "c9": "Green square by a school",
    "c10": "Neutering of village dogs",
    "c11": "Have a heart, save a heart",
    "c12": "Better kennels for stray dogs",
    "c13": "Television of a sports club",
    "c14": "Help for families after Covid",
    "c15": "Active yard before a school",
    "c16": "More park around the hospital",
    "c17": "Wooden pavilion",
    "c18": "Book of local art",
    "c19": "New entrance to a village hall",
    "c20": "Training gear for firefighters",
    "c21": "Fire engine with nine seats",
    "c22": "Paths at a sports ground",
}


@cache
def results() -> dict:
    """Read what ``results/democracy/budgeting.py`` computed from the real votes."""
    return json.loads(RESULTS.read_text(encoding="utf-8"))


def towns() -> dict:
    """Return the real towns by name."""
    return results()["towns"]


def replicated() -> dict:
    """Return our side of the published figures on real towns."""
    return results()["replicated"]


def of_town(town: str, rule: str, percent: int) -> dict:
    """Return one outcome of :func:`towns`."""
    return next(
        o
        for o in towns()[town]["outcomes"]
        if (o["rule"], o["percent"]) == (rule, percent)
    )


def percents() -> list[int]:
    """Return the budgets that were computed, in per cent of the real one."""
    return sorted({o["percent"] for o in towns()["Wieliczka"]["outcomes"]})


def budget_slider() -> Slider:
    """Let the reader move the budget of a real town."""
    return Slider(
        "percent",
        "Budget, compared with the real one",
        values=percents(),
        start=100,
        text="{}%",
    )


# --- (a) real towns -----------------------------------------------------------------


def served() -> Explorer:
    """Show how many voters get none, one, two or more of the projects they wanted."""
    categories = ["none", "one", "two", "three or more"]
    return Explorer(
        "served",
        caption=(
            "Real ballots, counted by two rules. In all four towns, with the real "
            "budget, equal shares leaves fewer voters with nothing. With other "
            "budgets the two rules can agree, and in Wesoła with more money it is "
            "counting that leaves fewer."
        ),
        alt=(
            "Bar chart. Four groups of bars: voters with none, one, two, and three or "
            "more of the projects that they voted for. In each group one bar for the "
            "chosen rule and one for the other rule; upwards the share of voters."
        ),
        model=who_is_served,
        controls=[
            Choice("town", "Town", values=list(towns()), start="Wieliczka"),
            Choice("rule", "Rule", values=list(RULES), start="by votes"),
            budget_slider(),
        ],
        stage=Stage(
            xlabel="Funded projects among those that the voter chose",
            ylabel="Share of voters",
            ypercent=True,
        ),
        marks=[
            Bars(
                name,
                categories=categories,
                label=label,
                role=role,
                percent=True,
                decimals=1,
            )
            for name, label, role in [
                ("this", "This rule", "citizens"),
                ("other", "The other rule", "outcome"),
            ]
        ],
        say=(
            "{town}, {rule}, {percent} of the budget: {n_funded} projects are funded. "
            "{this[0]} of the voters get none of theirs; under the other rule, "
            "{other[0]}."
        ),
    )


def who_is_served(town: str, rule: str, percent: int) -> dict:
    """Return the bars of :func:`served`."""
    this = RULES[rule]
    (other,) = set(RULES.values()) - {this}
    n_voters = towns()[town]["n_voters"]
    bars = {
        name: [n / n_voters for n in of_town(town, key, percent)["served"]]
        for name, key in (("this", this), ("other", other))
    }
    return bars | {"n_funded": f"{len(of_town(town, this, percent)['funded'])}"}


def projects() -> Explorer:
    """List Świecie's 22 projects and who funds them."""
    town = towns()["Świecie"]
    order = sorted(range(22), key=lambda p: -town["votes"][p])
    return Explorer(
        "projects",
        caption=(
            "Świecie's ballot of 2023. With the real budget, votes fund nine projects, "
            "three of which take most of the money. Equal shares, which the town used, "
            "funds seventeen; it turns down the lake pier, second in votes and dear, "
            "for cheaper projects that fewer people chose."
        ),
        alt=(
            "Table of the 22 projects on the ballot in Świecie, most votes first: what "
            "each is, its cost, its votes, and whether each of the two rules funds it "
            "with the chosen budget."
        ),
        model=lambda percent: which_projects(percent, order),
        controls=[budget_slider()],
        marks=[
            Table(
                "funded",
                columns={
                    "Project": [SWIECIE[town["projects"][p]] for p in order],
                    "Cost, zł": [f"{town['costs'][p]:,}" for p in order],
                    "Votes": [f"{town['votes'][p]:,}" for p in order],
                },
                live=["By votes", "Equal shares"],
                words=["no", "yes"],
            )
        ],
        say=(
            "With {percent} of the budget, counting votes funds {n_votes} projects for "
            "{spent_votes} zł, equal shares {n_shares} for {spent_shares} zł."
        ),
    )


def which_projects(percent: int, order: list[int]) -> dict:
    """Return the table of :func:`projects`."""
    names = towns()["Świecie"]["projects"]
    found = {rule: of_town("Świecie", rule, percent) for rule in RULES.values()}
    rows = [[names[p] in found[rule]["funded"] for rule in found] for p in order]
    readouts = {f"n_{rule}": f"{len(o['funded'])}" for rule, o in found.items()}
    spent = {f"spent_{rule}": f"{o['spent']:,}" for rule, o in found.items()}
    return {"funded": rows} | readouts | spent


# --- (b) a city on two banks ----------------------------------------------------------

OFFICIALS = ["even-handed", "west first", "east first"]


def banks() -> Explorer:
    """Share the money of a divided city between voters and officials."""
    return Explorer(
        "banks",
        caption=(
            "An invented city on two banks of a river, each voting for its own "
            "projects. What a vote gives the smaller bank depends on the rule if the "
            "vote decides, and on the officials if it only advises."
        ),
        alt=(
            "Bar chart with two groups, west bank and east bank. In each group three "
            "bars: the bank's share of the residents, its share of the money if votes "
            "are counted, and its share of the money under equal shares."
        ),
        model=money_by_bank,
        controls=[
            Slider(
                "east_districts",
                "Districts on the east bank",
                values=[1, 2, 3, 4],
                start=3,
                text="{} of 10",
            ),
            Slider(
                "binding",
                "Part of the budget that the vote decides",
                values=[0, 0.2, 0.4, 0.6, 0.8, 1],
                start=0,
                text="{:.0%}",
            ),
            Choice("officials", "Officials", values=OFFICIALS, start="even-handed"),
        ],
        stage=Stage(xlabel="Bank", ylabel="Share of residents or money", ypercent=True),
        marks=[
            Bars(
                name, categories=["west", "east"], label=label, role=role, percent=True
            )
            for name, label, role in [
                ("residents", "Residents", "outcome"),
                ("votes", "Money, votes counted", "third"),
                ("shares", "Money, equal shares", "fourth"),
            ]
        ],
        say=(
            "The east has {residents[1]} of the residents. It gets {votes[1]} of the "
            "money if votes are counted and {shares[1]} under equal shares."
        ),
        predict=Predict(
            "What part of the money will the east get, when the votes are counted?",
            within=(0, 100),
            unit="%",
            at={"east_districts": 3, "binding": 1},
            answer="{votes[1]}",
            keep=["residents"],
        ),
    )


def officials_list(east_districts: int, officials: str) -> list[str]:
    """Order all projects as officials of one kind would."""
    n = {"E": east_districts, "W": 10 - east_districts}
    names = [f"{bank}{k}" for bank in "EW" for k in range(10)]
    first = {"west first": "W", "east first": "E"}.get(officials)
    if first:
        return sorted(names, key=lambda name: (name[0] != first, name))
    # a project to each bank whenever its residents have waited long enough
    return sorted(names, key=lambda name: ((int(name[1:]) + 0.5) / n[name[0]], name))


def money_by_bank(east_districts: int, binding: float, officials: str) -> dict:
    """Return the bars of :func:`banks`."""
    city = two_banks(east_districts=east_districts)
    plan = officials_list(east_districts, officials)
    found = {"residents": [1 - east_districts / 10, east_districts / 10]}
    for name, rule in (("votes", greedy), ("shares", shares)):
        bought = adopt(city, rule, plan, binding=binding)
        east = sum(project[0] == "E" for project in bought) / 10
        found[name] = [len(bought) / 10 - east, east]
    return found


def shares(city: Election) -> Outcome:
    """Run equal shares as the towns do."""
    return equal_shares(city, utility="cost", completion="add1")


# --- (c) a city that needs a drain ----------------------------------------------------


def drain() -> Explorer:
    """Set a plan for the whole city beside votes on its parts."""
    return Explorer(
        "drain",
        caption=(
            "An invented city chooses between a storm drain for all and projects for "
            "single streets. The plan is better when few voters see what the drain is "
            "worth; the vote is better when the drain is worth little or officials "
            "misjudge what streets want. Equal shares needs more friends of the drain "
            "than counting votes does."
        ),
        alt=(
            "Line chart. Along the bottom the share of residents who vote for the "
            "drain, from 0 to 100%; upwards what residents gain on average. A level "
            "line for the officials' plan, and two lines with one step each, for "
            "counting votes and for equal shares."
        ),
        model=gains,
        controls=[
            Slider(
                "worth",
                "Worth of the drain, in local projects",
                values=[0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2],
                start=1,
                text="{:g}",
            ),
            Slider(
                "hits",
                "Officials choose local projects rightly",
                values=[0, 0.25, 0.5, 0.75, 1],
                start=0.5,
                text="{:.0%}",
            ),
            Slider(
                "foresight",
                "Residents who vote for the drain",
                values=FORESIGHT,
                start=0.3,
                text="{:.0%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Residents who vote for the drain",
            ylabel="Mean gain, in local projects",
            xlim=(0, 1),
            ylim=(0, 3),
            xpercent=True,
        ),
        marks=[
            Line("plan", x=FORESIGHT, label="Plan", role="experts", decimals=2),
            Line("votes", x=FORESIGHT, label="Votes counted", role="third", decimals=2),
            Line(
                "shares", x=FORESIGHT, label="Equal shares", role="fourth", decimals=2
            ),
            *map(Dot, ("plan", "votes", "shares")),
        ],
        say=(
            "If {foresight} of the residents vote for the drain, they gain {plan} by "
            "the plan, {votes} if votes are counted, {shares} under equal shares."
        ),
    )


@cache
def drain_outcomes() -> dict[str, list[tuple[str, ...]]]:
    """Return what is bought at each share of foresight."""
    cities = [drain_city(foresight=f) for f in FORESIGHT]
    plan = ["drain", *(f"L{k}" for k in range(10))]
    return {
        "plan": [adopt(city, greedy, plan, binding=0) for city in cities],
        "votes": [greedy(city).funded for city in cities],
        "shares": [shares(city).funded for city in cities],
    }


def gains(worth: float, hits: float) -> dict[str, list[float]]:
    """Return the lines of :func:`drain`."""
    right = {"plan": hits, "votes": 1, "shares": 1}
    return {
        name: [mean_benefit(f, drain_worth=worth, hits=right[name]) for f in funded]
        for name, funded in drain_outcomes().items()
    }
