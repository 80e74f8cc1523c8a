"""Two figures with a known answer, for the tests of explore/."""

import numpy as np

from explore import Band, Bars, Choice, Dot, Explorer, Line, Slider, Stage, Table

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
