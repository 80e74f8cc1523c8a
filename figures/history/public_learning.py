"""Figures for public learning: one network, its years, and a novice before experts."""

from functools import partial
from math import isinf, sqrt

import numpy as np

from explore import Dot, Explorer, Line, Predict, Slider, Stage
from models.history.public_learning import (
    break_even_rate,
    discounted,
    grown,
    novice_success,
    public_loss,
)

__all__ = ["LEARNT", "UNLEARNT", "learning", "network", "novice"]

CITIZENS = [10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10_000]
YEARS = [*range(0, 42, 2)]
RATES = [0, 0.02, 0.05, 0.1, 0.2, 0.5]  # one range for learning and forgetting
CASES = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100]
TALK = {"listening": 0.5, "own_error": 1}  # the same in every figure
LEARNT, UNLEARNT = 0.1, 2  # where the shared error ends, used and unused
DISCOUNT = 0.05  # a year

line = partial(Line, decimals=2)
chance = partial(Line, percent=True, decimals=1)


def network() -> Explorer:
    """Let a public talk, with one source that many attend to."""
    return Explorer(
        "network",
        caption=(
            "Talk cancels the errors that citizens make each for themselves. It "
            "leaves what a prominent source puts in, and what all citizens have in "
            "common, however many they are."
        ),
        alt=(
            "Line chart. Along the bottom the number of citizens, from 10 to 10,000 "
            "on a logarithmic scale; upwards the error. A solid line for the public "
            "after talk falls and then runs level, above zero. A dashed level line "
            "is the source alone, a third one citizen alone."
        ),
        model=talking,
        controls=[
            Slider(
                "attention",
                "Attention that citizens give to the source",
                values=[0.1, 0.25, 0.5, 0.75, 0.9],
                start=0.5,
                text="{:.0%}",
                fine=0.05,
            ),
            Slider(
                "source_error",
                "Error of the source",
                values=[0.25, 0.5, 1, 2],
                start=1,
                fine=0.05,
            ),
            Slider(
                "shared_error",
                "Error that all citizens share",
                values=[0, 0.25, 0.5, 1, 2],
                start=0,
                fine=0.05,
            ),
            Slider(
                "n_citizens",
                "Number of citizens",
                values=CITIZENS,
                start=10,
                text="{:,}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Number of citizens",
            ylabel="Error",
            xlim=(10, 10_000),
            ylim=(0, 2.5),
            xscale="log",
        ),
        marks=[
            line("public", x=CITIZENS, label="Public after talk", role="citizens"),
            line("source", x=CITIZENS, label="Source alone", role="experts"),
            line("citizen", x=CITIZENS, label="One citizen alone", role="third"),
            Dot("public"),
        ],
        say=(
            "After talk a public of {n_citizens} is off by {public}, the source alone "
            "by {source}, one citizen alone by {citizen}. The source has {weight} of "
            "the influence."
        ),
        predict=Predict(
            "Half of all attention goes to one source. The public grows from 10 to "
            "10,000 citizens. What happens to its error?",
            options=["it falls to nothing", "it stops above zero", "it rises"],
            at={"n_citizens": 10_000},
            answer="it stops above zero, at {public}",
            keep=["source", "citizen"],
        ),
    )


def talking(
    attention: float, source_error: float, shared_error: float
) -> dict[str, list[float] | str]:
    """Return the lines of :func:`network`."""
    dials = {"source_error": source_error, "shared_error": shared_error, **TALK}
    public = [sqrt(public_loss(n, attention=attention, **dials)) for n in CITIZENS]
    return {
        "public": public,
        "source": [source_error] * len(CITIZENS),
        "citizen": [np.hypot(TALK["own_error"], shared_error)] * len(CITIZENS),
        "weight": f"{attention / (attention + TALK['listening']):.0%}",
    }


def learning() -> Explorer:
    """Let the same public decide, or not, for forty years."""
    return Explorer(
        "learning",
        caption=(
            "If deciding teaches nothing, whoever errs less today errs less for "
            "ever. If it teaches, a public that starts behind can overtake; and a "
            "public that is never asked may fall behind further."
        ),
        alt=(
            "Line chart. Along the bottom years from 0 to 40; upwards the error. A "
            "level dashed line is the source that decides alone. From one point on "
            "the left a solid line, the public that decides, falls or stays level, "
            "and a third line, the public that is never asked, rises or stays level."
        ),
        model=deciding,
        controls=[
            Slider(
                "learning_rate",
                "Learning by deciding, a year",
                values=RATES,
                start=0.1,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider(
                "forgetting_rate",
                "Forgetting when not asked, a year",
                values=RATES,
                start=0.1,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider(
                "source_error",
                "Error of the source",
                values=[0.05, 0.25, 0.5, 1, 1.5],
                start=0.5,
                fine=0.05,
            ),
            Slider("year", "Year", values=YEARS, start=10, along=True),
        ],
        stage=Stage(
            xlabel="Years",
            ylabel="Error",
            xlim=(0, 40),
            ylim=(0, 2),
        ),
        marks=[
            line("decides", x=YEARS, label="Public that decides", role="citizens"),
            line("source", x=YEARS, label="Source decides alone", role="experts"),
            line("unasked", x=YEARS, label="Public never asked", role="third"),
            Dot("decides"),
        ],
        say=(
            "In year {year} the public that decides is off by {decides}, the source by "
            "{source}, a public that was never asked by {unasked}. {verdict}"
        ),
    )


def deciding(
    learning_rate: float, forgetting_rate: float, source_error: float
) -> dict[str, list[float] | str]:
    """Return the lines of :func:`learning`; squared errors move as qualities do."""
    start, learnt, unlearnt = (loss(source_error, e) for e in (1, LEARNT, UNLEARNT))
    ends = {"start": -start, "limit": -learnt, "discount": DISCOUNT}
    level = break_even_rate(rival=-(source_error**2), **ends)
    mean = sqrt(-discounted(rate=learning_rate, **ends))
    return {
        "decides": np.sqrt(grown(YEARS, start=start, limit=learnt, rate=learning_rate)),
        "unasked": np.sqrt(
            grown(YEARS, start=start, limit=unlearnt, rate=forgetting_rate)
        ),
        "source": [source_error] * len(YEARS),
        "verdict": f"Over all years, later ones counting less, the deciding public is "
        f"off by {mean:.2f}; {in_words(level)}.",
    }


def loss(source_error: float, shared_error: float) -> float:
    """Return the squared error of a thousand citizens who give the source a tenth."""
    dials = {"source_error": source_error, "shared_error": shared_error, **TALK}
    return public_loss(1000, attention=0.1, **dials)


def in_words(level: float) -> str:
    """Return the break-even rate as the sentence under the figure says it."""
    if level == 0:
        return "it is ahead of the source from the first day"
    if isinf(level):
        return "no rate of learning would bring it level with the source"
    return f"learning {level:.1%} a year would bring it level with the source"


def novice() -> Explorer:
    """Let a novice choose between two experts by what they got right before."""
    return Explorer(
        "novice",
        caption=(
            "A novice who compares records comes near the better of two experts. The "
            "closer the two are, the more cases that takes, and the less it matters."
        ),
        alt=(
            "Line chart. Along the bottom the number of past cases, from 0 to 100; "
            "upwards the chance of a right answer. Two level lines mark the better "
            "and the worse expert. A solid line for the novice's choice starts half "
            "way between them and rises towards the better one. A dotted level line "
            "is the novice's own judgement."
        ),
        model=choosing,
        controls=[
            Slider(
                "worse",
                "Worse expert is right",
                values=[0.5, 0.6, 0.7],
                start=0.6,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider(
                "gap",
                "Better expert is right more often by",
                values=[0.02, 0.05, 0.1, 0.2, 0.3],
                start=0.2,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider(
                "own",
                "Novice alone is right",
                values=[0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85],
                start=0.7,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider("n_cases", "Past cases compared", values=CASES, start=0, along=True),
        ],
        stage=Stage(
            xlabel="Past cases compared",
            ylabel="Chance of a right answer",
            xlim=(0, 100),
            ylim=(0.4, 1),
            ypercent=True,
        ),
        marks=[
            chance("best", x=CASES, label="Better expert", role="experts"),
            chance("second", x=CASES, label="Worse expert", role="fourth"),
            chance("chosen", x=CASES, label="Novice's choice", role="citizens"),
            chance("alone", x=CASES, label="Novice alone", role="outcome"),
            Dot("chosen"),
        ],
        say=(
            "After {n_cases} cases the novice picks the better expert {picks} of the "
            "time, and follows advice that is right {chosen} of the time; alone it "
            "would be {alone}."
        ),
    )


def choosing(worse: float, gap: float, own: float) -> dict[str, list]:
    """Return the lines of :func:`novice`."""
    better = min(1.0, worse + gap)
    picks = [novice_success(n, better=better, worse=worse) for n in CASES]
    return {
        "best": [better] * len(CASES),
        "second": [worse] * len(CASES),
        "chosen": [worse + p * (better - worse) for p in picks],
        "alone": [own] * len(CASES),
        "picks": [f"{p:.0%}" for p in picks],
    }
