"""A figure of each kind with a known answer, and words that mean harm, for tests."""

import numpy as np

from explore import (
    Agents,
    Band,
    Bars,
    Choice,
    Cross,
    Dot,
    Edges,
    Explorer,
    Heat,
    Line,
    Nodes,
    Phase,
    Predict,
    Slice,
    Slider,
    Stage,
    Table,
)

XS = [1, 10, 100]
HOSTILE = "</script><script>document.title='owned'</script>\"'&<b>"

HOSTILE_WORDS = {
    "script": HOSTILE,
    "image": "<img src=x onerror=\"document.title='owned'\">",
    "attribute": '" onfocus="document.title=\'owned\'" autofocus x="',
    "braces": "{rule} {here[0]} {{}} {0} {constructor} $& $1 %s \\u003c",
    "comment": "]]>--><!--<![CDATA[",
    "bidi": "\u202egnp.exe\u2066\u2069\u200f",
    "formula": '=HYPERLINK("x","y")',
    "long": "long" * 25_000,
}
# fragments that do not fit the figure of lines(), whatever they try
BAD_FRAGMENTS = {
    "off the grid": "fig=lines&slope=0.15",
    "printed otherwise": "fig=lines&slope=0.10",
    "position": "fig=lines&slope=1",
    "empty": "fig=lines&slope=",
    "no value": "fig=lines&slope",
    "unknown": "fig=lines&slop=0.1",
    "one bad of two": "fig=lines&slope=0.2&shift=0.3",
    "self": "fig=lines&self=0.1",
    "prototype": "fig=lines&__proto__=0.1",
    "constructor": "fig=lines&constructor=0.1",
    "twice": "fig=lines&slope=0.2&slope=0.2",
    "figure twice": "fig=lines&fig=lines&slope=0.2",
    "broken escapes": "fig=lines&slope=%zz%&%E0%A4%A",
    "nought": "fig=lines&slope=0.2%00",
    "script": "fig=lines&slope=<script>document.title='owned'</script>",
    "image": "fig=lines&slope=%22%3E%3Cimg src=x onerror=document.title='owned'%3E",
    "braces": "fig=lines&slope={line}",
    "bidi": "fig=lines&slope=\u202e1.0",
    "long": "fig=lines&slope=" + "1" * 100_000,
    "many": "fig=lines&" + "&".join(f"a{k}=1" for k in range(10_000)),
    "long but right": "fig=lines&slope=0.2" + "&" * 2_000,
    "no figure": "fig=&slope=0.2",
}
GUESS = Predict(
    "How high is the line at 100?",
    within=(-1, 1),
    unit=" m",
    at={"slope": 0.2, "x": 100},
    answer="it is {line}",
    keep=["band"],
)


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


def hostile(word, **changes):
    """Return a figure with ``word`` wherever the page has words of the author's."""
    short = word if len(word) < 1_000 else word[:20]  # the axes and links have limits
    fields = {
        "name": "hostile",
        "caption": word,
        "alt": word,
        "model": lambda rule: {"bars": [0.5, 0.2], "rows": [[1]], "tail": word},
        "controls": [Choice("rule", word, values=[short, "other"], start=short)],
        "stage": Stage(xlabel="Kind", ylabel=short),
        "marks": [
            Bars("bars", categories=["a", short], label=word, role="citizens"),
            Table("rows", columns={word: [word]}, live=[word], words=["no", word]),
        ],
        "say": "{rule}: {bars[0]} {tail}",
        "predict": Predict(word, options=[word, "no"], answer="{tail}"),
    }
    return Explorer(**fields | changes)


def walk(*, step):
    """Return three walkers: one stays, one moves right, one moves up and turns."""
    return {
        "walkers": [
            [0, step, 2],
            [0, 1, step / 2],
            [0, 1, step % 2],
        ],
        "turned": "turned" if step % 2 else "straight",
    }


def agents(**changes):
    """Return three agents that move with time, in two groups."""
    fields = {
        "name": "agents",
        "caption": "Three walkers",
        "alt": "Three marks on a plane: one stays, one moves right, one upwards",
        "model": walk,
        "controls": [Slider("step", "Step", values=range(5), start=1, play=True)],
        "stage": Stage(xlim=(-1, 5), ylim=(-1, 3), bare=True),
        "marks": [
            Agents("walkers", n=3, decimals=1, label="Walker",
                   groups={"Straight": "citizens", HOSTILE: "experts"}),
        ],
        "say": "After {step} steps the third is {turned}.",
    }  # fmt: skip
    return Explorer(**fields | changes)


PLACES = {"A": (0, 0), HOSTILE: (4, 0), "C": (4, 3)}


def delegate(*, second, third):
    """Return votes held when the second and the third point at somebody."""
    to = [0, *("ABC".index(name) for name in (second, third))]
    ends = [to[to[k]] for k in range(3)]  # C may point at B, who may point at A
    held = np.bincount(ends, minlength=3)
    return {
        "voters": [held, held > 1],
        "delegations": [[0, 1, 2], to],
    }


def network(**changes):
    """Return three nodes whose size, group and edges change."""
    fields = {
        "name": "network",
        "caption": "Three voters",
        "alt": "Three nodes; arrows run from those who delegate",
        "model": delegate,
        "controls": [
            Choice("second", "B points at", values=["B", "A"], start="B"),
            Choice("third", "C points at", values=["C", "A", "B"], start="A"),
        ],
        "stage": Stage(xlim=(-1, 5), ylim=(-1, 4), bare=True),
        "marks": [
            Edges("delegations", places=PLACES, n=3, label=HOSTILE, directed=True),
            Nodes("voters", places=PLACES, label="Votes held", most=3,
                  groups={"Voter": "citizens", HOSTILE: "third"}),
        ],
        "say": "B points at {second}, C at {third}.",
    }  # fmt: skip
    return Explorer(**fields | changes)
