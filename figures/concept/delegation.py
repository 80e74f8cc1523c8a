"""Figures for delegation: four arrangements, what each decides, how tight a mandate.

All in points: what may be best runs from 0 to 100.
"""

from functools import partial

import numpy as np

from explore import Dot, Explorer, Line, Predict, Slider, Stage
from models.concept.delegation import (
    communication_loss,
    delegation_loss,
    losses,
    mandate_loss,
    n_messages,
    partition,
)

__all__ = ["arrangements", "decisions", "limits"]

BIASES = [*range(51)]
MARGINS = [*range(51)]
RANGE = [*range(101)]

line = partial(Line, decimals=1)


def typical_miss(loss: float) -> float:
    """Return the root of a mean squared miss, in points."""
    return 100 * loss**0.5


def arrangements() -> Explorer:
    """Show the four arrangements as the expert leans more and more."""
    return Explorer(
        "arrangements",
        caption=(
            "An expert within the best limits misses by no more than a free expert, "
            "and by no more than an office without the expert. Asking never hurts. "
            "What is gained shrinks as the expert leans more and as others know more."
        ),
        alt=(
            "Line chart. Along the bottom the lean of the expert, from 0 to 50 points; "
            "upwards the typical miss in points. Four lines: the office alone, level; "
            "the office after asking, which rises from near the bottom to the level of "
            "the office alone and stays there; the expert free, a straight line that "
            "rises from nothing; and the expert within limits, which starts along the "
            "straight line, bends away below it and ends at the level of an office "
            "alone that does not lean."
        ),
        model=four_ways,
        controls=[
            Slider(
                "spread",
                "What only the expert can know, points",
                values=[20, 40, 60, 80, 100],
                start=100,
                fine=1,
            ),
            Slider(
                "pressure",
                "Lean of the office, points (below 0: against the expert's)",
                values=[-50, -30, -20, -10, 0, 10, 20, 30, 50],
                start=0,
                fine=1,
            ),
            Slider(
                "bias",
                "Lean of the expert, points",
                values=BIASES,
                start=30,
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Lean of the expert, points",
            ylabel="Typical miss, points",
            xlim=(0, 50),
            ylim=(0, 60),
        ),
        marks=[
            line("alone", x=BIASES, label="Office alone", role="citizens"),
            line("advice", x=BIASES, label="Office, after asking", role="fourth"),
            line("free", x=BIASES, label="Expert, free", role="experts"),
            line("mandate", x=BIASES, label="Expert, within limits", role="third"),
            Dot("mandate"),
        ],
        say=(
            "An expert who leans by {bias} points: the office alone typically misses "
            "by {alone} points, after asking by {advice}; the expert misses by {free} "
            "if free and by {mandate} within the best limits."
        ),
        predict=Predict(
            "The expert leans by 30 points. What serves you best?",
            options=[
                "decide alone",
                "ask, then decide",
                "let the expert decide",
                "let the expert decide within limits",
            ],
            at={"bias": 30},
            answer=(
                "the expert within limits typically misses by {mandate} points, the "
                "expert free by {free}, you by {alone} alone and {advice} after asking"
            ),
        ),
    )


def four_ways(spread: float, pressure: float) -> dict[str, list[float]]:
    """Return the lines of :func:`arrangements`."""
    dials = {"pressure": pressure / 100, "spread": spread / 100}
    found = [losses(bias=bias / 100, **dials) for bias in BIASES]
    return {
        name: [typical_miss(getattr(each, name)) for each in found]
        for name in ("alone", "advice", "free", "mandate")
    }


def decisions() -> Explorer:
    """Show what is done for everything that may be best."""
    return Explorer(
        "decisions",
        caption=(
            "Advice is heard in steps, coarser in the direction of the lean. Limits "
            "leave the expert's knowledge whole in the middle and cut the lean off "
            "where it goes furthest."
        ),
        alt=(
            "Line chart. Along the bottom what is best, from 0 to 100 points; upwards "
            "what is done. A straight line from corner to corner for what is best; "
            "above it, parallel, what a free expert does; the same bent flat at the "
            "limits; and a staircase for an office that asks, with steps that grow "
            "wider to the right."
        ),
        model=who_does_what,
        controls=[
            Slider(
                "bias",
                "Lean of the expert, points",
                values=[2, 5, 10, 20, 30, 40],
                start=20,
                fine=1,
            ),
            Slider(
                "margin",
                "Points off each end that are forbidden",
                values=[*range(0, 51, 5)],
                start=0,
                fine=1,
            ),
        ],
        stage=Stage(
            xlabel="What is best, points",
            ylabel="What is done, points",
            xlim=(0, 100),
            ylim=(0, 140),
        ),
        marks=[
            line("best", x=RANGE, label="What is best", role="outcome"),
            line("free", x=RANGE, label="Expert, free", role="experts"),
            line("mandate", x=RANGE, label="Expert, within limits", role="third"),
            line("advice", x=RANGE, label="Office, after asking", role="fourth"),
        ],
        say=(
            "An expert who leans by {bias} points can tell the office {messages}. "
            "Typical misses: office alone {alone} points, after asking {asked}; expert "
            "free {freely}, kept {margin} points from the ends {kept}."
        ),
    )


def who_does_what(bias: float, margin: float) -> dict[str, object]:
    """Return the lines of :func:`decisions`, and the misses in words."""
    b, k, x = bias / 100, margin / 100, np.array(RANGE)
    steps = 100 * partition(b)
    step = np.clip(np.searchsorted(steps, x, side="right") - 1, 0, len(steps) - 2)
    n = n_messages(b)
    return {
        "best": x,
        "free": x + bias,
        "mandate": np.clip(x + bias, margin, 100 - margin),
        "advice": (steps[step] + steps[step + 1]) / 2,
        "messages": "nothing" if n == 1 else f"{n} things apart",
        "alone": f"{typical_miss(1 / 12):.1f}",
        "asked": f"{typical_miss(communication_loss(b)):.1f}",
        "freely": f"{typical_miss(delegation_loss(b)):.1f}",
        "kept": f"{typical_miss(mandate_loss(b, margin=k)):.1f}",
    }


def limits() -> Explorer:
    """Show how tight a mandate should be, from a free hand to no room at all."""
    return Explorer(
        "limits",
        caption=(
            "The best limit keeps the expert as far from the ends as the lean is long. "
            "Too tight a limit never does worse than an office that decides alone; "
            "too loose a limit can, once the lean is large."
        ),
        alt=(
            "Line chart. Along the bottom how many points off each end are forbidden "
            "to the expert, from 0 to 50; upwards the typical miss in points. A level "
            "line for the office alone, a level line for a free expert, and a curve "
            "for the expert within limits that falls, turns at the expert's lean and "
            "rises to meet the office alone at 50."
        ),
        model=how_tight,
        controls=[
            Slider(
                "bias",
                "Lean of the expert, points",
                values=[5, 10, 15, 20, 25, 30, 35, 40, 45],
                start=30,
                fine=1,
            ),
            Slider(
                "margin",
                "Points off each end that are forbidden",
                values=MARGINS,
                start=0,
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Points off each end that are forbidden",
            ylabel="Typical miss, points",
            xlim=(0, 50),
            ylim=(0, 50),
        ),
        marks=[
            line("alone", x=MARGINS, label="Office alone", role="citizens"),
            line("free", x=MARGINS, label="Expert, free", role="experts"),
            line("mandate", x=MARGINS, label="Expert, within limits", role="third"),
            Dot("mandate"),
        ],
        say=(
            "An expert who leans by {bias} points and must keep {margin} points from "
            "each end typically misses by {mandate} points; free, by {free}; the "
            "office alone, by {alone}."
        ),
    )


def how_tight(bias: float) -> dict[str, list[float]]:
    """Return the lines of :func:`limits`."""
    b = bias / 100
    kept = [typical_miss(mandate_loss(b, margin=k / 100)) for k in MARGINS]
    alone, free = typical_miss(1 / 12), typical_miss(delegation_loss(b))
    return {"alone": [alone] * 51, "free": [free] * 51, "mandate": kept}
