"""Figures for the price system: blind engineers, their capacity, and who gains."""

from explore import Bars, Dot, Explorer, Line, Predict, Slider, Stage
from models.history.price_system import (
    best_welfare,
    break_even_variation,
    outcome,
    owners_share,
)

__all__ = ["by_capacity", "rule_by", "running_blind", "who_gains"]

OWNERS = [1, 2, 3, 5, 10]
VARIATION = [k / 20 for k in range(21)]
CAPACITY = [k / 20 for k in range(5, 36)]  # 0.25 to 1.75, evenly about 1
SIGHT = [0, 0.25, 0.5, 0.75, 1]


def rule_by(share: float, *, variation: float, sight: float, saving: float = 0) -> dict:
    """Return who gains what, as parts of the most that could be gained.

    ``variation`` is the standard deviation of demand over its mean. ``saving`` is how
    much cheaper these makers are, as part of mean demand; ``share`` stays a part of
    what is best at the others' cost.
    """
    common = {"variance": variation**2, "slope": 1}
    aim = share / (1 + saving)
    got = outcome(aim, demand=1 + saving, sight=sight, **common)
    best = best_welfare(demand=1, **common)
    return {
        "users": got.users / best,
        "makers": got.makers / best,
        "welfare": got.welfare / best,
    }


def owners_slider() -> Slider:
    """Let the reader set the number of rival owners."""
    return Slider("n_owners", "Rival owners", values=OWNERS, start=1)


# --- running blind --------------------------------------------------------------------


def running_blind() -> Explorer:
    """Show owners who withhold beside engineers who cannot see demand."""
    return Explorer(
        "running-blind",
        caption=(
            "Owners who see all that varies lose the same part whatever varies, and "
            "less the more of them there are. Engineers who aim right and see nothing "
            "lose nothing while demand is steady, and more the more it varies."
        ),
        alt=(
            "Line chart. Along the bottom how much demand varies, from nothing to as "
            "much as its mean; upwards the gain of users and makers together, as part "
            "of the most that could be had. Two lines, owners and engineers. Each is "
            "level if the makers see all of demand, and falls if they do not."
        ),
        model=sighted_and_blind,
        controls=[
            owners_slider(),
            *(
                Slider(
                    f"{who}_sight",
                    f"Part of what varies that {who} see",
                    values=SIGHT,
                    start=start,
                    text="{:.0%}",
                )
                for who, start in (("owners", 1), ("engineers", 0))
            ),
            Slider(
                "variation",
                "How much demand varies, part of its mean",
                values=VARIATION,
                start=0.2,
                text="{:.0%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="How much demand varies, part of its mean",
            ylabel="Gain, part of the best",
            xlim=(0, 1),
            ylim=(0, 1.02),
            xpercent=True,
            ypercent=True,
        ),
        marks=[
            *(
                Line(
                    name, x=VARIATION, label=label, role=role, percent=True, decimals=1
                )
                for name, label, role in [
                    ("owners", "Owners, who withhold", "third"),
                    ("engineers", "Engineers at capacity", "experts"),
                ]
            ),
            Dot("engineers"),
        ],
        say=(
            "With demand that varies by {variation}, owners ({n_owners}) reach "
            "{owners} of the best that could be had, and engineers {engineers}."
        ),
        predict=Predict(
            "One owner sees all of demand and withholds half of the output. Engineers "
            "see only its mean, and make what is best for that. How much must demand "
            "vary before the owner does better for all?",
            options=["it never does", "about 20%", "about 60%", "always"],
            at={
                "n_owners": 1,
                "owners_sight": 1,
                "engineers_sight": 0,
                "variation": first_above(break_even_variation(1)),
            },
            answer=(
                "at {variation} the owner reaches {owners} of the best and engineers "
                "{engineers}"
            ),
        ),
    )


def first_above(variation: float) -> float:
    """Return the first position of the slider at or above ``variation``."""
    return next(v for v in VARIATION if v >= variation)


def sighted_and_blind(
    n_owners: int, owners_sight: float, engineers_sight: float
) -> dict[str, list[float]]:
    """Return the lines of :func:`running_blind`."""
    rules = {
        "owners": (owners_share(n_owners), owners_sight),
        "engineers": (1, engineers_sight),
    }
    return {
        who: [rule_by(share, variation=v, sight=sight)["welfare"] for v in VARIATION]
        for who, (share, sight) in rules.items()
    }


# --- by capacity ----------------------------------------------------------------------


def by_capacity() -> Explorer:
    """Show how engineers fare who build too little, or too much, cheaply or dearly."""
    return Explorer(
        "by-capacity",
        caption=(
            "To fill capacity is best only if the right capacity was built. With "
            "steady demand and equal costs, engineers do better than one owner from "
            "one half to one and a half times the best output, and than several owners "
            "in a narrower window about it."
        ),
        alt=(
            "Line chart. Along the bottom the capacity that engineers build and fill, "
            "from a quarter of the best output to one and three quarters; upwards the "
            "gain of users and makers together, as part of the best. The line for "
            "engineers is an arch; a level line shows the owners."
        ),
        model=arch,
        controls=[
            owners_slider(),
            Slider(
                "saving",
                "Engineers make a unit cheaper by, part of mean demand",
                values=[-0.2, -0.1, 0, 0.1, 0.2],
                start=0,
                text="{:.0%}",
            ),
            Slider(
                "variation",
                "How much demand varies, part of its mean",
                values=[0, 0.2, 0.4, 0.6],
                start=0,
                text="{:.0%}",
            ),
            Slider(
                "capacity",
                "Capacity, part of the best output",
                values=CAPACITY,
                start=1.25,
                text="{:.0%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Capacity, part of the best output",
            ylabel="Gain, part of the best",
            xlim=(0.25, 1.75),
            ylim=(-0.5, 1.5),
            xpercent=True,
            ypercent=True,
        ),
        marks=[
            *(
                Line(name, x=CAPACITY, label=label, role=role, percent=True, decimals=1)
                for name, label, role in [
                    ("owners", "Owners, who see demand", "third"),
                    ("engineers", "Engineers, who fill capacity", "experts"),
                ]
            ),
            Dot("engineers"),
        ],
        say=(
            "With a capacity of {capacity} of the best output, engineers reach "
            "{engineers} of the best gain; owners ({n_owners}) reach {owners}."
        ),
    )


def arch(n_owners: int, saving: float, variation: float) -> dict[str, list[float]]:
    """Return the lines of :func:`by_capacity`."""
    dials = {"variation": variation}
    owners = rule_by(owners_share(n_owners), sight=1, **dials)["welfare"]
    return {
        "owners": [owners] * len(CAPACITY),
        "engineers": [
            rule_by(share, sight=0, saving=saving, **dials)["welfare"]
            for share in CAPACITY
        ],
    }


# --- who gains ------------------------------------------------------------------------


def who_gains() -> Explorer:
    """Divide the gain among users and makers, under owners and under engineers."""
    categories = ["users", "makers", "lost"]
    return Explorer(
        "who-gains",
        caption=(
            "What is lost is not all that is at stake. A single owner takes twice what "
            "users get; engineers who fill the right capacity leave users everything, "
            "and those who build too much hand the bill to somebody else."
        ),
        alt=(
            "Bar chart with three groups: what users gain, what makers gain, and what "
            "is lost, as parts of the most that could be gained. In each group one bar "
            "for owners and one for engineers. A bar below zero is a loss that "
            "somebody pays for."
        ),
        model=divided,
        controls=[
            owners_slider(),
            Slider(
                "capacity",
                "Engineers' capacity, part of the best output",
                values=[0.5, 0.75, 1, 1.25, 1.5],
                start=1,
                text="{:.0%}",
            ),
            Slider(
                "variation",
                "How much demand varies, part of its mean",
                values=[0, 0.2, 0.4, 0.6],
                start=0,
                text="{:.0%}",
            ),
        ],
        stage=Stage(
            xlabel="Who has it",
            ylabel="Part of the best gain",
            ylim=(-1.6, 2.4),
            ypercent=True,
        ),
        marks=[
            Bars(name, categories=categories, label=label, role=role, percent=True)
            for name, label, role in [
                ("owners", "Owners", "third"),
                ("engineers", "Engineers", "experts"),
            ]
        ],
        say=(
            "Under owners ({n_owners}) users gain {owners[0]} and owners {owners[1]}; "
            "{owners[2]} is lost. Under engineers users gain {engineers[0]}, the till "
            "{engineers[1]}, and {engineers[2]} is lost."
        ),
    )


def divided(n_owners: int, capacity: float, variation: float) -> dict[str, list[float]]:
    """Return the bars of :func:`who_gains`."""
    rules = {"owners": (owners_share(n_owners), 1), "engineers": (capacity, 0)}
    bars = {}
    for who, (share, sight) in rules.items():
        got = rule_by(share, variation=variation, sight=sight)
        bars[who] = [got["users"], got["makers"], 1 - got["welfare"]]
    return bars
