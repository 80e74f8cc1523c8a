"""Figures for concentration: the brake on a captured state, and histories of luck."""

from functools import partial

import numpy as np

from explore import Choice, Dot, Explorer, Line, Predict, Slider, Stage
from models.power.concentration import captured_states, simulate_wealth

__all__ = ["brake", "histories"]

BRAKES = [k / 50 for k in range(61)]
K = {"less than in proportion": 0.5, "in proportion": 1, "more than in proportion": 2}
HOUSEHOLDS, STEPS, EVERY = 50, 2000, 40
TIMES = [round(t * 0.02, 2) for t in range(0, STEPS + 1, EVERY)]

line = partial(Line, decimals=1, percent=True)


def brake() -> Explorer:
    """Show where one household's share of all wealth comes to rest."""
    return Explorer(
        "brake",
        caption=(
            "In proportion, what a household ends with depends on what it began with, "
            "until the brake passes a point beyond which no beginning is enough. Less "
            "than in proportion, nobody stays ahead; more, any beginning will do."
        ),
        alt=(
            "Line chart. Along the bottom accountability, 0 to 1.2; upwards shares "
            "of all wealth in per cent. At the start setting a high line for the share "
            "at which a captured state rests falls, a line for the share needed rises "
            "to meet it at a half, and beyond the meeting the first drops to nothing "
            "and the second jumps to a hundred. A third line, where this household "
            "ends, follows the first and then drops to nothing, sooner if its "
            "start is small."
        ),
        model=where_it_ends,
        controls=[
            Choice(
                "influence",
                "Influence grows with wealth",
                values=[*K],
                start="in proportion",
            ),
            Slider(
                "feedback",
                "What all influence adds to growth",
                values=[0, 2, 4, 5, 6, 8],
                start=5,
                fine=0.5,
            ),
            Slider(
                "start",
                "Share of all wealth at the start, %",
                values=[1, 5, 10, 20, 30, 50, 70, 90],
                start=30,
                fine=1,
            ),
            Slider(
                "accountability",
                "Accountability",
                values=BRAKES,
                start=0.0,
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Accountability",
            ylabel="Share of all wealth",
            xlim=(0, 1.2),
            ypercent=True,
        ),
        marks=[
            line("captured", x=BRAKES, label="Captured state, if any", role="outcome"),
            line("needed", x=BRAKES, label="Share needed (100%: none)", role="fourth"),
            line("end", x=BRAKES, label="This household's end", role="third"),
            Dot("end"),
        ],
        say=(
            "Influence {influence}, feedback {feedback}, accountability "
            "{accountability}, exchange 1. A household that starts with {start} per "
            "cent of all wealth ends with {end}; needed to capture: {needed} "
            "(100%: no share is enough)."
        ),
        predict=Predict(
            "Influence is shared in proportion to wealth, and nobody holds it to "
            "account. One household starts with 30 per cent of all wealth, while "
            "exchange pulls it back to the mean. Where does its share end?",
            options=[
                "close to nothing",
                "at about 30 per cent",
                "between 60 and 80 per cent",
                "at all there is",
            ],
            at={"start": 30, "feedback": 5, "accountability": 0},
            answer="it ends at {end}; from below {needed} it falls back",
        ),
    )


def where_it_ends(influence: str, feedback: float, start: int) -> dict[str, list]:
    """Return the lines of :func:`brake`."""
    lines: dict[str, list] = {"captured": [], "needed": [], "end": []}
    for a in BRAKES:
        found = captured_states(
            exchange=1, accountability=a, feedback=feedback, steepness=K[influence]
        )
        captured = found.captured if found else 0.0
        needed = found.tipping if found else 1.0
        lines["captured"].append(captured)
        lines["needed"].append(needed)
        lines["end"].append(captured if start / 100 > needed + 1e-9 else 0.0)
    return lines


def histories() -> Explorer:
    """Show the largest share in histories that differ by luck alone."""
    return Explorer(
        "histories",
        caption=(
            "All 50 households begin equal and none is more able than another. Each "
            "history draws the same luck at every setting of the other two dials, so "
            "that a path moves because the setting does."
        ),
        alt=(
            "Line chart. Along the bottom time, from 0 to 40; upwards the largest "
            "share of all wealth that one household holds, in per cent. A jagged path "
            "that starts at two per cent and, with little feedback, stays low with "
            "short peaks; with much feedback and no accountability it climbs and "
            "stays high. A level line marks the share needed without luck."
        ),
        model=one_history,
        controls=[
            Choice("history", "History", values=[*"ABCDE"], start="A"),
            Slider(
                "feedback",
                "What all influence adds to growth",
                values=[0, 2, 4, 6, 8, 12],
                start=4,
            ),
            Slider(
                "accountability",
                "Accountability",
                values=[0, 0.5, 1, 2],
                start=0,
            ),
        ],
        stage=Stage(
            xlabel="Time",
            ylabel="Share of all wealth",
            xlim=(0, 40),
            ypercent=True,
        ),
        marks=[
            line("largest", x=TIMES, label="Largest share", role="third"),
            line("needed", x=TIMES, label="Share needed (100%: none)", role="fourth"),
        ],
        say=(
            "History {history}, feedback {feedback}, accountability {accountability}: "
            "at the end household {leader} of 50 is richest, with {held} per cent of "
            "all wealth. Changes of lead between the moments shown: {changes}."
        ),
    )


def one_history(history: str, feedback: float, accountability: float) -> dict:
    """Return the lines of :func:`histories`, and who leads."""
    dials = {"exchange": 0.5, "feedback": feedback, "accountability": accountability}
    wealth = simulate_wealth(
        n_agents=HOUSEHOLDS,
        volatility=1,
        n_steps=STEPS,
        rng=np.random.default_rng(ord(history)),
        **dials,
    ).wealth[::EVERY]
    leaders = wealth[1:].argmax(axis=1)
    largest = wealth.max(axis=1) / HOUSEHOLDS
    found = captured_states(**dials)
    return {
        "largest": largest,
        "needed": [found.tipping if found else 1.0] * len(TIMES),
        "leader": str(leaders[-1] + 1),
        "held": f"{100 * largest[-1]:.0f}",
        "changes": str(int((np.diff(leaders) != 0).sum())),
    }
