"""A figure of each kind with a known answer, for the tests of explore/."""

import numpy as np

from explore import (
    Band,
    Bars,
    Choice,
    Cross,
    Dot,
    Explorer,
    Heat,
    Line,
    Phase,
    Slice,
    Slider,
    Stage,
    Table,
)

XS = [1, 10, 100]
HOSTILE = "</script><script>document.title='owned'</script>\"'&<b>"


def powers(*, slope, shift):
    """Return the line shift + slope * log10(x), a band around it, and readouts."""
    line = shift + slope * np.log10(XS)
    return {
        "line": line,
        "band": np.array([line - 0.1, line + 0.1]),
        "note": [f"at {x}" for x in XS],
        "mean": f"{line.mean():.2f}",
    }


def lines(**changes):
    """Return a figure of one line, one band and a dot: six states, three along x."""
    fields = {
        "name": "lines",
        "caption": "A line that rises",
        "alt": "A line over x from 1 to 100, with a band around it",
        "model": powers,
        "controls": [
            Slider("slope", "Slope", values=[0.0, 0.1, 0.2], start=0.1, text="{:.1f}"),
            Slider("shift", "Shift", values=[0.2, 0.4], start=0.2, fine=0.01),
            Slider("x", "Position", values=XS, start=10, along=True),
        ],
        "stage": Stage(xlabel="x", ylabel="y", xlim=(1, 100), xscale="log"),
        "marks": [
            Band("band", x=XS, label="Band", role="citizens", decimals=2),
            Line("line", x=XS, label="Line", role="citizens", decimals=2),
            Dot("line"),
        ],
        "say": "At {x} the line is {line}, {note}; {line[0]} at first; mean {mean}.",
    }
    return Explorer(**fields | changes)


def shares(*, rule, budget):
    """Return shares that swap between the rules, and who is funded."""
    here = np.array([0.5, 0.3, 0.2]) * budget / 4
    funded = np.array([[1, 0], [0, 1]])
    swap = rule == "second"
    return {
        "here": here[::-1] if swap else here,
        "there": here,
        "projects": funded[::-1] if swap else funded,
        "tail": HOSTILE,
    }


def bars(**changes):
    """Return a figure of bars and a table, with hostile words in every label."""
    kinds = ["none", "one", HOSTILE]
    fields = {
        "name": "bars",
        "caption": HOSTILE,
        "alt": HOSTILE,
        "model": shares,
        "controls": [
            Choice("rule", HOSTILE, values=["first", "second"], start="first"),
            Slider("budget", HOSTILE, values=[1, 2, 4], start=4),
        ],
        "stage": Stage(xlabel="Kind", ylabel="Share", ypercent=True),
        "marks": [
            Bars("here", categories=kinds, label=HOSTILE, role="citizens",
                 percent=True, decimals=1),
            Bars("there", categories=kinds, label="There", role="experts",
                 percent=True, decimals=1),
            Table("projects", columns={"Project": ["A", HOSTILE], "Cost": [1, 2]},
                  live=["First", HOSTILE], words=["no", HOSTILE]),
        ],
        "say": "{rule} at {budget}: {here[0]} {tail}",
    }  # fmt: skip
    return Explorer(**fields | changes)


LEFT, RIGHT = [0.0, 0.25, 0.5, 0.75, 1.0], [0.0, 0.5, 1.0]
WALKERS = [
    Slider("left", "Left", values=LEFT, start=0.25, text="{:.0%}", along=True),
    Slider("right", "Right", values=RIGHT, start=0.5, text="{:.0%}", along="y"),
]
CELLS = {"x": LEFT, "y": RIGHT}


def leads(*, weight):
    """Return by how much left leads right, cell by cell, and who leads in words."""
    lead = weight * (np.array(LEFT) - np.array(RIGHT)[:, None])
    return {"lead": lead, "who": [[in_words(v) for v in row] for row in lead]}


def in_words(lead):
    """Return who leads."""
    return "nobody" if lead == 0 else "left" if lead > 0 else "right"


def heat(**changes):
    """Return a heat map that changes with a slider, its row on a lower stage."""
    fields = {
        "name": "heat",
        "caption": "Who leads, and by how much",
        "alt": "Heat map of the lead of left over right, and a line along its row",
        "model": leads,
        "controls": [
            Slider("weight", "Weight", values=[0.0, 0.5, 1.0], start=1.0, fine=0.01),
            *WALKERS,
        ],
        "stage": Stage(
            xlabel="Left", ylabel="Right",
            below=Stage(ylabel="Lead", ylim=(-1, 1), ypercent=True),
        ),
        "marks": [
            Heat("lead", **CELLS, label="Lead of left", percent=True,
                 edges=[-1, -0.5, -0.01, 0.01, 0.5, 1], sides=("experts", "citizens")),
            Cross("lead"),
        ],
        "say": "At {left} and {right}, {who} leads: {lead}; at first {lead[0]}.",
    }  # fmt: skip
    return Explorer(**fields | changes)


def larger():
    """Return which of two shares is larger, cell by cell, and both of them."""
    left, right = np.meshgrid(LEFT, RIGHT)
    winner = np.select([left > right, left == right], [0, 1], 2)
    return {"winner": winner, "mine": left, "yours": right}


def phase(**changes):
    """Return a phase diagram without a state besides its own; hostile categories."""
    share = {**CELLS, "percent": True}
    fields = {
        "name": "phase",
        "caption": "Who is larger",
        "alt": "Phase diagram of the larger of two shares, and two lines along its row",
        "model": larger,
        "controls": WALKERS,
        "stage": Stage(
            xlabel="Left", ylabel="Right", below=Stage(ylabel="Share", ypercent=True)
        ),
        "marks": [
            Phase("winner", **CELLS, label="Larger",
                  categories={"Left": "citizens", HOSTILE: "tie", "Right": "experts"}),
            Slice("mine", **share, label="Left", role="citizens"),
            Slice("yours", **share, label=HOSTILE, role="experts"),
            Cross("winner"),
        ],
        "say": "At {left} and {right}: {winner}; {mine} against {yours}.",
    }  # fmt: skip
    return Explorer(**fields | changes)
