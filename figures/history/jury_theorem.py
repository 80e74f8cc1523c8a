"""Figures for the jury theorem: the growing crowd, and the crowd beside an expert."""

from functools import partial
from math import inf, log

from explore import Choice, Dot, Explorer, Line, Predict, Slider, Stage
from models.history.jury_theorem import (
    correlated_majority_accuracy,
    endless_majority_accuracy,
    equal_majority_accuracy,
    expert_vote_accuracy,
    optimal_weights,
)

__all__ = ["crowd", "expert_crowd"]

VOTERS = [1, 3, 5, 7, 9, 11, 15, 21, 31, 41, 51, 71, 101, 151, 201, 301, 401, 501, 701,
          1001, 1501, 2001, 3001, 5001, 7001, 10001]  # fmt: skip
CITIZENS = [2, 4, 6, 8, 10, 12, 14, 16, 20, 24, 30, 40, 50, 60, 80, 100, 150, 200, 300,
            400, 500, 700, 1000]  # fmt: skip
COMPETENCES = [0.2, 0.3, 0.4, 0.45, 0.48, 0.49, 0.5, 0.51, 0.52, 0.55, 0.6, 0.7, 0.8]
EITHER_SIDE = [0.2, 0.4, 0.45, 0.55, 0.6, 0.8]  # one range for expert and citizens
RATINGS = {  # how many times the expert's true odds of being right
    "far too low": 1 / 16,
    "too low": 1 / 4,
    "rightly": 1,
    "too high": 4,
    "far too high": 16,
}

share = partial(Line, percent=True, decimals=1)


def crowd() -> Explorer:
    """Show how a majority's accuracy moves with the size of the crowd."""
    return Explorer(
        "crowd",
        caption=(
            "The majority leaves the single voter behind, upwards when a voter is "
            "right more often than not, downwards when less. Errors in common set a "
            "ceiling that no number of voters can break."
        ),
        alt=(
            "Line chart. Along the bottom the number of voters, from 1 to 10,001 on "
            "a logarithmic scale; upwards the chance of a right decision. A solid "
            "line for the majority starts at the level of one voter, drawn as a "
            "dashed line, and bends towards the dotted line of a crowd without end."
        ),
        model=growing_crowd,
        controls=[
            Slider(
                "competence",
                "Competence: chance that a voter is right",
                values=COMPETENCES,
                start=0.55,
                text="{:.0%}",
                fine=0.005,
            ),
            Slider(
                "correlation",
                "Correlation of any two votes",
                values=[0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5],
                start=0,
                text="{:.2f}",
                fine=0.005,
            ),
            Slider(
                "n_voters",
                "Number of voters",
                values=VOTERS,
                start=101,
                text="{:,}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Number of voters",
            ylabel="Chance of a right decision",
            xlim=(1, 10_001),
            xscale="log",
            ypercent=True,
        ),
        marks=[
            share("majority", x=VOTERS, label="Majority", role="citizens"),
            share("single", x=VOTERS, label="One voter", role="third"),
            share("endless", x=VOTERS, label="Crowd without end", role="outcome"),
            Dot("majority"),
        ],
        say=(
            "A majority of {n_voters} is right {majority} of the time, one voter "
            "{single}, a crowd without end {endless}."
        ),
        predict=Predict(
            "How many such neighbours must vote before their majority matches "
            "the expert, who is right 80% of the time?",
            options=["about 7", "about 70", "about 700", "it never will"],
            at={"competence": 0.55, "correlation": 0, "n_voters": to_match(0.8)},
            answer="a majority of {n_voters} is right {majority} of the time",
            keep=["single"],
        ),
    )


def to_match(accuracy: float) -> int:
    """Return the first crowd on the slider, of voters of 55%, that is as accurate."""
    return next(
        n for n in VOTERS if equal_majority_accuracy(n, competence=0.55) >= accuracy
    )


def growing_crowd(competence: float, correlation: float) -> dict[str, list[float]]:
    """Return the lines of :func:`crowd`."""
    dials = {"competence": competence, "correlation": correlation}
    return {
        "majority": [correlated_majority_accuracy(n, **dials) for n in VOTERS],
        "single": [competence] * len(VOTERS),
        "endless": [endless_majority_accuracy(**dials)] * len(VOTERS),
    }


def expert_crowd() -> Explorer:
    """Set one expert beside a crowd, under equal votes and under weights."""
    return Explorer(
        "expert-crowd",
        caption=(
            "Votes weighted by rightly rated competence are at least as good as "
            "equal votes and as the expert alone. A wrong rating pulls the "
            "weighted vote towards one of the two: too high towards rule by the "
            "expert, too low towards a vote without the expert."
        ),
        alt=(
            "Line chart. Along the bottom the number of citizens, from 2 to 1,000 on "
            "a logarithmic scale; upwards the chance of a right decision. Four "
            "lines: equal votes, which move with the number of citizens; the expert "
            "alone, level; votes weighted by rightly rated competence, which run "
            "along or above both; and votes weighted as rated."
        ),
        model=expert_beside_crowd,
        controls=[
            Slider(
                "expert_competence",
                "Competence of the expert",
                values=EITHER_SIDE,
                start=0.8,
                text="{:.0%}",
                fine=0.005,
            ),
            Slider(
                "competence",
                "Competence of a citizen",
                values=EITHER_SIDE,
                start=0.6,
                text="{:.0%}",
                fine=0.005,
            ),
            Choice("rating", "The expert is rated", values=[*RATINGS], start="rightly"),
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
            xlabel="Number of citizens, besides one expert",
            ylabel="Chance of a right decision",
            xlim=(2, 1000),
            xscale="log",
            ypercent=True,
        ),
        marks=[
            share("best", x=CITIZENS, label="Weighted, rated rightly", role="third"),
            share("equal", x=CITIZENS, label="One person, one vote", role="citizens"),
            share("alone", x=CITIZENS, label="Expert alone", role="experts"),
            share("rated", x=CITIZENS, label="Weighted, as rated", role="outcome"),
            Dot("rated"),
        ],
        say=(
            "{n_citizens} citizens and one expert: equal votes are right {equal} of "
            "the time, the expert alone {alone}, weighted votes {rated} as rated and "
            "{best} if rated rightly. The expert, as rated, has {votes}."
        ),
    )


def expert_beside_crowd(
    expert_competence: float, competence: float, rating: str
) -> dict[str, list[float] | str]:
    """Return the lines of :func:`expert_crowd`, and the expert's votes in words.

    No vote counts backwards: whoever is rated at or below one half has none.
    """
    expert, citizen = optimal_weights([expert_competence, competence])

    def accuracy(votes: float | None) -> list[float]:
        if votes is None:
            return [0.5] * len(CITIZENS)
        dials = {"competence": competence, "expert_competence": expert_competence}
        return [expert_vote_accuracy(n, votes=votes, **dials) for n in CITIZENS]

    rated = votes_of_expert(expert + log(RATINGS[rating]), citizen)
    return {
        "equal": accuracy(1),
        "alone": [expert_competence] * len(CITIZENS),
        "best": accuracy(votes_of_expert(expert, citizen)),
        "rated": accuracy(rated),
        "votes": in_words(rated),
    }


def votes_of_expert(expert: float, citizen: float) -> float | None:
    """Return the expert's votes for each citizen's one; None if nobody has any."""
    expert, citizen = (max(0.0, round(weight, 9)) for weight in (expert, citizen))
    if citizen == 0:
        return inf if expert else None
    return expert / citizen


def in_words(votes: float | None) -> str:
    """Return the number of votes as the sentence under the figure says it."""
    if votes is None:
        return "no vote, nor has anybody: a coin decides"
    special = {0: "no vote", inf: "the only vote", 1: "one vote, as a citizen has"}
    return special.get(votes, f"{votes:.1f} votes to a citizen's one")
