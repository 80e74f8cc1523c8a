"""Figures for Goodhart's law: a score, a choice by score, and pay for one task."""

from functools import cache, partial
from math import inf

from explore import Choice, Dot, Explorer, Line, Slider, Stage
from models.history.goodhart import (
    efforts,
    normal_part,
    selected_value,
    selection_gain,
    social_value,
)

__all__ = ["bonus", "pressure", "score"]

SCORES = [k / 2 for k in range(1, 25)]
ONE_IN = [2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000]
ERRORS = [0.5, 0.75, 1, 1.5, 2, 3]  # one range for measure and judge
HEAVY = ["nobody's", "the measure's", "the judge's", "both"]
BONUSES = [k / 20 for k in range(21)]

line = partial(Line, decimals=2)


def score() -> Explorer:
    """Show what value to expect behind a score, by who has the heavy tails."""
    return Explorer(
        "score",
        caption=(
            "If the values have the heavier tails, an extreme score is nearly all "
            "value. If the errors have them, it is nearly all error, and past a "
            "turning point a higher score is worse news. With heavy tails nowhere, "
            "half of every score is value."
        ),
        alt=(
            "Line chart. Along the bottom a score from 0 to 12; upwards the value to "
            "expect behind it. Three lines leave the same corner. The line for heavy "
            "tails in the values climbs most steeply, the straight line for heavy "
            "tails nowhere climbs half as fast as the score, and the line for heavy "
            "tails in the errors rises, turns and sinks back towards zero."
        ),
        model=behind_a_score,
        controls=[
            Slider(
                "degrees_of_freedom",
                "Degrees of freedom (fewer: heavier tails)",
                values=[1, 2, 3, 5, 10],
                start=1,
            ),
            Slider("score", "Score", values=SCORES, start=2, text="{:.1f}", along=True),
        ],
        stage=Stage(
            xlabel="Score",
            ylabel="Value to expect",
            xlim=(0, 12),
            ylim=(0, 12),
        ),
        marks=[
            line("values", x=SCORES, label="Heavy tails in the values", role="third"),
            line("nowhere", x=SCORES, label="Heavy tails nowhere", role="outcome"),
            line("errors", x=SCORES, label="Heavy tails in the errors", role="fourth"),
            Dot("errors"),
        ],
        say=(
            "Behind a score of {score} expect a value of {errors} if the errors have "
            "the heavy tails, {values} if the values have them, and {nowhere} if "
            "nothing has."
        ),
    )


def behind_a_score(degrees_of_freedom: float) -> dict[str, list[float]]:
    """Return the lines of :func:`score`."""
    part = normal_part(SCORES, degrees_of_freedom=degrees_of_freedom)
    even = normal_part(SCORES, degrees_of_freedom=inf)
    return {"values": SCORES - part, "nowhere": even, "errors": part}


def pressure() -> Explorer:
    """Let a measure and a judge choose, more and more strictly."""
    return Explorer(
        "pressure",
        caption=(
            "Whoever has the smaller errors chooses better, as long as the errors "
            "are normal. Whoever has heavy-tailed errors gains from choosing more "
            "strictly up to a point, and then loses."
        ),
        alt=(
            "Line chart. Along the bottom how strict the choice is, from one in 2 to "
            "one in 1,000 on a logarithmic scale; upwards the mean value of what is "
            "chosen. A dotted line, what is possible, rises throughout. Below it run "
            "the lines of the measure and of the judge; the one with heavy-tailed "
            "errors rises, turns and falls, and may cross the other."
        ),
        model=choosing,
        controls=[
            Choice(
                "heavy", "Whose errors have heavy tails", values=HEAVY, start=HEAVY[1]
            ),
            Slider("measure_error", "Error of the measure", values=ERRORS, start=1),
            Slider("judge_error", "Error of the judge", values=ERRORS, start=3),
            Slider(
                "one_in",
                "Choose one in",
                values=ONE_IN,
                start=10,
                text="{:,}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Choose one in …",
            ylabel="Mean value of the chosen",
            xlim=(2, 1000),
            ylim=(0, 3.5),
            xscale="log",
        ),
        marks=[
            line("best", x=ONE_IN, label="What is possible", role="outcome"),
            line("measure", x=ONE_IN, label="Chosen by the measure", role="third"),
            line("judge", x=ONE_IN, label="Chosen by the judge", role="fourth"),
            Dot("measure"),
        ],
        say=(
            "Choosing one in {one_in}, the measure finds a mean value of {measure} and "
            "the judge one of {judge}; {best} is possible."
        ),
    )


def choosing(
    heavy: str, measure_error: float, judge_error: float
) -> dict[str, list[float]]:
    """Return the lines of :func:`pressure`."""
    return {
        "best": [selection_gain(1 / n, correlation=1) for n in ONE_IN],
        "measure": chosen(measure_error, heavy in (HEAVY[1], HEAVY[3])),
        "judge": chosen(judge_error, heavy in (HEAVY[2], HEAVY[3])),
    }


@cache
def chosen(error: float, heavy: bool) -> list[float]:
    """Return the mean values of the chosen, for each strictness."""
    dials = {"degrees_of_freedom": 3 if heavy else inf, "spread": error}
    return [selected_value(1 / n, **dials) for n in ONE_IN]


def bonus() -> Explorer:
    """Pay for one task of two."""
    return Explorer(
        "bonus",
        caption=(
            "A bonus always moves the measured task. If the tasks compete for "
            "effort, the other task pays for it, and past some bonus the public is "
            "worse off than without one. If they help each other, both gain."
        ),
        alt=(
            "Line chart. Along the bottom the bonus for the measured task, from 0 to "
            "1. Three lines: effort in the measured task, which rises; effort in the "
            "other task, which falls, stays or rises; and what the public gains over "
            "no bonus, which starts at zero and may rise to a best bonus and fall."
        ),
        model=paid_for_one,
        controls=[
            Slider(
                "substitution",
                "Substitution (below 0: the tasks help each other)",
                values=[-0.5, -0.25, 0, 0.25, 0.5],
                start=0.5,
                text="{:.2f}",
                fine=0.05,
            ),
            Slider(
                "motivation",
                "Own motivation for both tasks",
                values=[0, 0.25, 0.5],
                start=0.5,
                text="{:.2f}",
                fine=0.05,
            ),
            Slider(
                "unmeasured_value",
                "Worth of the unmeasured task (measured: 1)",
                values=[0, 0.5, 1, 1.5, 2],
                start=1,
                text="{:.1f}",
                fine=0.1,
            ),
            Slider(
                "bonus", "Bonus", values=BONUSES, start=0.25, text="{:.2f}", along=True
            ),
        ],
        stage=Stage(
            xlabel="Bonus for the measured task",
            ylabel="Effort, and gain to the public",
            xlim=(0, 1),
            ylim=(-0.5, 2.5),
        ),
        marks=[
            line("measured", x=BONUSES, label="Measured task", role="third"),
            line("unmeasured", x=BONUSES, label="Unmeasured task", role="fourth"),
            line("gain", x=BONUSES, label="Gain over no bonus", role="outcome"),
            Dot("gain"),
        ],
        say=(
            "A bonus of {bonus}: effort of {measured} in the measured task, "
            "{unmeasured} in the other; the public gains {gain} over no bonus."
        ),
    )


def paid_for_one(
    substitution: float, motivation: float, unmeasured_value: float
) -> dict[str, list[float]]:
    """Return the lines of :func:`bonus`."""
    worker = {"motivation": motivation, "substitution": substitution}
    public = {"measured_value": 1, "unmeasured_value": unmeasured_value}
    worth = partial(social_value, **public, **worker)
    done = [efforts(b, **worker) for b in BONUSES]
    return {
        "measured": [e.measured for e in done],
        "unmeasured": [e.unmeasured for e in done],
        "gain": [worth(b) - worth(0) for b in BONUSES],
    }
