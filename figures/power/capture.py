"""Figures for capture: two doors to an agency, and which way its officials lean."""

from functools import cache, partial

import numpy as np

from explore import (
    Choice,
    Cross,
    Dot,
    Explorer,
    Line,
    Phase,
    Predict,
    Slice,
    Slider,
    Stage,
)
from models.power.capture import Capture, capture

__all__ = ["doors", "lean"]

ACCESS = [step / 10 for step in range(1, 11)]
RATIOS = [0.25, 0.5, 1, 2, 4]  # one range either side of even
CITIZENS = [1, 10, 100]
OFFICIALS = {"neutral": 0.0, "on the public's side": 0.1, "on the lobby's side": -0.1}
LEANS = [step / 20 for step in range(-10, 11)]


@cache
def outcome(ratio: float, citizens: int, s: float, a: float, leaning: float) -> Capture:
    """Return the model's answer; the whole public's stake is 1."""
    return capture(
        lobby_stake=ratio,
        public_stake=1 / citizens,
        lobby_access=s,
        public_access=a,
        integrity=max(leaning, 0.0),
        own_interest=max(-leaning, 0.0),
    )


def doors() -> Explorer:
    """Open and shut two doors to an agency."""
    share = partial(Slice, x=ACCESS, y=ACCESS, percent=True)
    return Explorer(
        "doors",
        caption=(
            "A shield has two doors. Whose access it cuts more decides whether capture "
            "falls, rises or stays; how the officials lean decides what is left when "
            "both doors are nearly shut."
        ),
        alt=(
            "Phase diagram. To the right: the lobby's access to the agency, from a "
            "tenth to full; upwards: the public's access. Compared with both doors "
            "open, capture is lower in the upper left half and higher in the lower "
            "right half; on the diagonal between them it is unchanged while officials "
            "are neutral. Below, two lines along the row of the cross."
        ),
        model=behind_doors,
        controls=[
            Slider(
                "stake_ratio",
                "Lobby's stake, the whole public's being 1",
                values=RATIOS,
                start=1,
                text="{:g}",
                fine=0.05,
            ),
            Slider(
                "citizens",
                "Citizens who wait for each other",
                values=CITIZENS,
                start=1,
                text="{:,}",
                fine=1,
            ),
            Choice(
                "officials", "The officials are", values=[*OFFICIALS], start="neutral"
            ),
            Slider(
                "lobby_access",
                "The lobby's access",
                values=ACCESS,
                start=1.0,
                text="{:.0%}",
                along="x",
            ),
            Slider(
                "public_access",
                "The public's access",
                values=ACCESS,
                start=1.0,
                text="{:.0%}",
                along="y",
            ),
        ],
        stage=Stage(
            xlabel="The lobby's access",
            ylabel="The public's access",
            below=Stage(ylabel="Captured", ypercent=True),
        ),
        marks=[
            Phase(
                "effect",
                x=ACCESS,
                y=ACCESS,
                label="Capture, against both doors open",
                categories={"lower": "third", "unchanged": "tie", "higher": "fourth"},
            ),
            share("captured", label="As the doors are", role="citizens"),
            share("open", label="Both doors open", role="outcome"),
            Cross("effect"),
        ],
        say=(
            "With {lobby_access} of access for the lobby and {public_access} for the "
            "public, the lobby has its way {captured} of the time, against {open} "
            "with both doors open: capture is {effect}."
        ),
        predict=Predict(
            "Lobby and public have equal stakes in a neutral agency. Both doors are "
            "now half shut. How often does the lobby have its way?",
            options=["less often than before", "just as often", "more often"],
            at={"lobby_access": 0.5, "public_access": 0.5},
            answer="{captured} of the time, against {open} with both doors open",
            keep=["open"],
        ),
    )


def behind_doors(
    stake_ratio: float, citizens: int, officials: str
) -> dict[str, np.ndarray]:
    """Return the diagram of :func:`doors` and the lines below it."""
    leaning = OFFICIALS[officials]
    captured = np.array(
        [
            [outcome(stake_ratio, citizens, s, a, leaning).captured for s in ACCESS]
            for a in ACCESS
        ]
    )
    change = captured - captured[-1, -1]
    effect = np.where(np.abs(change) < 0.005, 1, np.where(change < 0, 0, 2))
    return {
        "effect": effect,
        "captured": captured,
        "open": np.full_like(captured, captured[-1, -1]),
    }


def lean() -> Explorer:
    """Lean the officials to either side, and watch the others spend less."""
    line = partial(Line, x=LEANS)
    return Explorer(
        "lean",
        caption=(
            "While both sides spend, a small lean of the officials changes nothing: "
            "whoever they favour spends less. Only a lean that leaves one side "
            "nothing to do moves the decision."
        ),
        alt=(
            "Line chart. Along the bottom how far the officials lean, from half a "
            "unit to the lobby's side on the left to half a unit to the public's on "
            "the right. The chance that the lobby has its way is level in the "
            "middle, higher at the left end and lower at the right. The lobby's "
            "effort falls to the left, the public's to the right."
        ),
        model=leaning_officials,
        controls=[
            Slider(
                "stake_ratio",
                "Lobby's stake, the whole public's being 1",
                values=RATIOS,
                start=1,
                text="{:g}",
                fine=0.05,
            ),
            Slider(
                "citizens",
                "Citizens who wait for each other",
                values=CITIZENS,
                start=1,
                text="{:,}",
                fine=1,
            ),
            Slider(
                "access_ratio",
                "Lobby's access for each unit of the public's",
                values=RATIOS,
                start=1,
                text="{:g}",
                fine=0.05,
            ),
            Slider(
                "leaning",
                "Officials' lean, to the public's side",
                values=LEANS,
                start=0.1,
                text="{:+.2f}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Officials' lean, to the public's side",
            ylabel="Captured; effort",
            xlim=(-0.5, 0.5),
            ylim=(0, 1.02),
        ),
        marks=[
            line("captured", label="Lobby has its way", role="outcome", decimals=2),
            line("lobby", label="Lobby's effort", role="third", decimals=2),
            line("public", label="Public's effort", role="fourth", decimals=2),
            Dot("captured"),
        ],
        say=(
            "At a lean of {leaning} the lobby has its way with chance {captured}; it "
            "spends {lobby}, the public {public}."
        ),
    )


def leaning_officials(
    stake_ratio: float, citizens: int, access_ratio: float
) -> dict[str, list[float]]:
    """Return the lines of :func:`lean`."""
    s, a = min(1.0, access_ratio), min(1.0, 1 / access_ratio)
    found = [outcome(stake_ratio, citizens, s, a, leaning) for leaning in LEANS]
    return {
        "captured": [c.captured for c in found],
        "lobby": [c.lobby_effort for c in found],
        "public": [c.public_effort for c in found],
    }
