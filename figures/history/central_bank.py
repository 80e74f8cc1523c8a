"""Figures on the central bank: whose banker, whose promise, who pays to hand over."""

from functools import partial

import numpy as np

from explore import Dot, Explorer, Line, Predict, Slider, Stage
from models.city import read_city
from models.history.central_bank import (
    best_banker_weight,
    enforceable_inflation,
    handover_gain,
    rule_loss,
    social_loss,
)

__all__ = ["banker", "handover", "promise"]

GROUPS = ["debtors", "workers", "savers"]
SHARES = {group.name: group.share for group in read_city().groups}
APART = {"debtors": -0.5, "workers": 0.7, "savers": -1.0}  # from the city's weight, 1
LOOKS = {"debtors": "third", "workers": "fourth", "savers": "outcome"}
WEIGHTS = [round(w, 1) for w in np.linspace(0, 2, 21)]  # the city's own is 1
PATIENCE = [round(q, 2) for q in np.linspace(0, 1, 21)]
YEARS = list(range(11))  # of disbelief
HORIZON = 20  # years
TARGET, VARIANCE = 0.5, 1.0  # where the figures start

loss = partial(Line, decimals=2)
left = partial(Line, percent=True)


def weight_of(group: str, difference: float) -> float:
    """Return how much a group minds output; the mean over the city is always 1."""
    return 1 + APART[group] * difference


def stake_of(group: str, debt: float) -> float:
    """Return what a group gains from a point of surprise: what savers lose."""
    lost = -debt * SHARES["debtors"] / SHARES["savers"]
    return {"debtors": debt, "workers": 0, "savers": lost}[group]


def banker() -> Explorer:
    """Show each group's loss as the banker minds output less or more."""
    return Explorer(
        "banker",
        caption=(
            "Where leaders are tempted, the city loses less with a banker who minds "
            "output less than it does. How much less is best depends on the shocks, "
            "and on whom you ask."
        ),
        alt=(
            "Line chart. Along the bottom how much the banker minds output, from 0 to "
            "2, where 1 is as much as the city does; upwards the loss a year. Four "
            "curves, for debtors, workers, savers and the whole city, each with its "
            "lowest point at another banker."
        ),
        model=losses_by_banker,
        controls=[
            Slider(
                "target",
                "Output that leaders want above its natural level",
                values=[0, 0.25, 0.5, 0.75],
                start=TARGET,
                text="{:.2f}",
                fine=0.05,
            ),
            Slider(
                "shock_variance",
                "Variance of the shocks",
                values=[0, 0.5, 1, 1.5],
                start=VARIANCE,
                text="{:.1f}",
                fine=0.1,
            ),
            Slider(
                "difference",
                "How far the groups differ",
                values=[0, 0.25, 0.5, 0.75, 1],
                start=1,
                text="{:.0%}",
                fine=0.05,
            ),
            Slider(
                "banker_weight",
                "How much the banker minds output (the city: 1)",
                values=WEIGHTS,
                start=1.0,
                text="{:.1f}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="How much the banker minds output (the city: 1)",
            ylabel="Loss a year",
            xlim=(0, 2),
            ylim=(0, 2.2),
        ),
        marks=[
            *(
                loss(name, x=WEIGHTS, label=name.capitalize(), role=LOOKS[name])
                for name in GROUPS
            ),
            loss("city", x=WEIGHTS, label="The whole city", role="citizens"),
            Dot("city"),
        ],
        say=(
            "With a banker who minds output {banker_weight} the city loses {city}, "
            "debtors {debtors}, workers {workers}, savers {savers}. {best}"
        ),
        predict=Predict(
            "A banker who minds prices alone takes over from the council. Once all "
            "know her, who is worse off than before?",
            options=["debtors", "workers", "savers", "nobody"],
            at={"banker_weight": 0.0},
            answer=with_council() + "; with her {debtors}, {workers} and {savers}",
            keep=["city"],
        ),
    )


def with_council() -> str:
    """Return what each group loses where the first figure starts, in words."""
    lines = losses_by_banker(TARGET, VARIANCE, difference=1)
    lost = [f"{lines[name][WEIGHTS.index(1.0)]:.2f}" for name in GROUPS]
    return "with the council debtors lose {}, workers {} and savers {}".format(*lost)


def losses_by_banker(
    target: float, shock_variance: float, difference: float
) -> dict[str, list[float] | str]:
    """Return the lines of :func:`banker`, and each group's favourite in words."""
    state = {"target": target, "shock_variance": shock_variance}
    weights = {"city": 1.0} | {name: weight_of(name, difference) for name in GROUPS}
    lines = {
        name: [
            social_loss(banker_weight=w, society_weight=own, **state) for w in WEIGHTS
        ]
        for name, own in weights.items()
    }
    return lines | {"best": favourites(weights, state)}


def favourites(weights: dict[str, float], state: dict[str, float]) -> str:
    """Return the sentence on who would name which banker."""
    if state["target"] == state["shock_variance"] == 0:
        return "All bankers are alike: nothing tempts them and nothing happens."
    best = {
        name: f"{best_banker_weight(society_weight=own, **state):.2f}"
        for name, own in weights.items()
    }
    return (
        f"The city would name {best['city']}, debtors {best['debtors']}, workers "
        f"{best['workers']}, savers {best['savers']}."
    )


def promise() -> Explorer:
    """Set an elected government that keeps its word beside the best banker."""
    return Explorer(
        "promise",
        caption=(
            "The more an elected government minds what comes next, the less is left of "
            "the cost of its temptation. A patient one does at least as well as the "
            "best banker, one that lives for this term alone at most as well."
        ),
        alt=(
            "Line chart. Along the bottom the patience of an elected government, from "
            "0 to 100 per cent; upwards how much is left of what temptation costs when "
            "no promise is believed. Two lines for the elected government, in two "
            "versions of the game, fall from 100 per cent towards 0 and cross a level "
            "line for the best banker."
        ),
        model=left_by_patience,
        controls=[
            Slider(
                "target",
                "Output that leaders want above its natural level",
                values=[0.25, 0.5, 0.75, 1],
                start=TARGET,
                text="{:.2f}",
                fine=0.05,
            ),
            Slider(
                "shock_variance",
                "Variance of the shocks",
                values=[0, 0.5, 1, 1.5, 2],
                start=VARIANCE,
                text="{:.1f}",
                fine=0.1,
            ),
            Slider(
                "society_weight",
                "How much the city minds output, against inflation",
                values=[0.5, 0.75, 1, 1.5, 2],
                start=1,
                text="{:.2f}",
                fine=0.05,
            ),
            Slider(
                "patience",
                "Patience: what the next term counts against this one",
                values=PATIENCE,
                start=0.0,
                text="{:.0%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Patience of the elected government",
            ylabel="Cost of temptation that is left",
            xlim=(0, 1),
            xpercent=True,
            ypercent=True,
        ),
        marks=[
            left("elected", x=PATIENCE, label="Elected government", role="citizens"),
            left("linear", x=PATIENCE, label="Barro and Gordon's game", role="third"),
            left("banker", x=PATIENCE, label="Best banker", role="experts"),
            Dot("elected"),
        ],
        say=(
            "At a patience of {patience} the elected government can keep inflation to "
            "{kept}, and {elected} of the cost of temptation is left; in Barro and "
            "Gordon's game {linear}; with the best banker {banker}."
        ),
    )


def left_by_patience(
    target: float, shock_variance: float, society_weight: float
) -> dict[str, list[float] | list[str]]:
    """Return the lines of :func:`promise`, and the inflation that can be promised."""
    state = {"target": target, "shock_variance": shock_variance}
    state["society_weight"] = society_weight
    bias = society_weight * target
    rule = rule_loss(mean_inflation=0, **state)
    cost = rule_loss(mean_inflation=bias, **state) - rule
    kept, linear = (
        [enforceable_inflation(bias=bias, society_weight=w, patience=q)
         for q in PATIENCE]
        for w in (society_weight, 0)
    )  # fmt: skip
    weight = best_banker_weight(**state)
    banker = (social_loss(banker_weight=weight, **state) - rule) / cost
    return {
        "elected": [(rule_loss(mean_inflation=x, **state) - rule) / cost for x in kept],
        "linear": [(x / bias) ** 2 for x in linear],  # their loss is inflation squared
        "banker": [banker] * len(PATIENCE),
        "kept": [f"{x:.2f}" for x in kept],
    }


def handover() -> Explorer:
    """Show who gains over twenty years when the city hands over to a banker."""
    return Explorer(
        "handover",
        caption=(
            "While people still expect the old inflation, a banker who minds output "
            "less than the city costs output, and moves money from those who owe to "
            "those who are owed. The longer the disbelief, the worse for debtors and "
            "workers."
        ),
        alt=(
            "Line chart. Along the bottom the years in which the new banker is not yet "
            "believed, from 0 to 10 out of 20; upwards what a group gains a year from "
            "the handover, below zero a loss. Four straight lines, for debtors, "
            "workers, savers and the whole city."
        ),
        model=gains_by_disbelief,
        controls=[
            Slider(
                "banker_weight",
                "How much the banker minds output (the city: 1)",
                values=[0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2],
                start=0.25,
                text="{:.2f}",
                fine=0.05,
            ),
            Slider(
                "debt",
                "What debtors gain from a point of surprise inflation",
                values=[0, 0.25, 0.5, 0.75, 1],
                start=0.5,
                text="{:.2f}",
                fine=0.05,
            ),
            Slider(
                "difference",
                "How far the groups differ",
                values=[0, 0.5, 1],
                start=1,
                text="{:.0%}",
                fine=0.05,
            ),
            Slider(
                "years",
                "Years in which the banker is not yet believed, of 20",
                values=YEARS,
                start=5,
                text="{}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Years in which the banker is not yet believed, of 20",
            ylabel="Gain a year (below 0: loss)",
            xlim=(0, 10),
            ylim=(-0.75, 0.75),
        ),
        marks=[
            *(
                loss(name, x=YEARS, label=name.capitalize(), role=LOOKS[name])
                for name in GROUPS
            ),
            loss("city", x=YEARS, label="The whole city", role="citizens"),
            Dot("city"),
        ],
        say=(
            "If disbelief takes {years} of 20 years, a banker who minds output "
            "{banker_weight} changes the average year by {debtors} for debtors, "
            "{workers} for workers, {savers} for savers and {city} for the whole city."
        ),
    )


def gains_by_disbelief(
    banker_weight: float, debt: float, difference: float
) -> dict[str, list[float]]:
    """Return the lines of :func:`handover`, at the target where the others start."""

    def gains(weight: float, stake: float) -> list[float]:
        return [
            handover_gain(
                banker_weight=banker_weight,
                society_weight=1,
                group_weight=weight,
                stake=stake,
                target=TARGET,
                shock_variance=VARIANCE,
                disbelief=years / HORIZON,
            )
            for years in YEARS
        ]

    lines = {
        name: gains(weight_of(name, difference), stake_of(name, debt))
        for name in GROUPS
    }
    return lines | {"city": gains(1, 0)}  # what one owes, another is owed
