"""A network: nodes whose size and group may change, and edges that come and go."""

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from html import escape
from math import sqrt
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from explore.marks import At, Drawn, Key, Span, check_index, tenth
from explore.palette import ROLES
from explore.points import SHAPES, Points, Spot, inside, shape
from explore.stage import Frame, Stage

__all__ = ["Edges", "Nodes"]

Places = Mapping[str, tuple[float, float]]
SMALL, LARGE = 5.0, 20.0  # half the width of a node of size zero, and of the largest


@dataclass(frozen=True)
class Nodes(Points):
    """Nodes in fixed places; the model gives (2, n): size and group of each.

    Fields of :class:`~explore.points.Points` and four of its own.

    Parameters
    ----------
    places : mapping
        Name of each node, which is printed over it, to its (x, y).
    label : str
        What the size means, such as "Votes held"; a node's area grows with it, from
        a dot for zero.
    most : float
        The largest size; a larger one is an error.
    decimals : int
        Decimals of the sizes.
    """

    _: KW_ONLY
    places: Places
    label: str
    most: float
    decimals: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        check_places(self.places, self.name)
        if self.most <= 0:
            raise ValueError(f"most of {self.name} must be above 0, got {self.most}")

    @property
    def shape(self) -> tuple[int, ...]:
        """How its integers are arranged."""
        return (2, len(self.places))

    @property
    def names(self) -> list[str]:
        """What the marks are called, in their order."""
        return list(self.places)

    @property
    def heads(self) -> dict[str, dict[str, Any]]:
        """Head of each row's column in the values table, and how it is printed."""
        size = {"decimals": self.decimals}
        return {self.label: size, "Group": {"words": list(self.groups)}}

    @property
    def area(self) -> tuple[float, float]:
        """(a, b) for integers q of the size: half the width is ``sqrt(a + b * q)``."""
        per = (LARGE**2 - SMALL**2) / (self.most * 10**self.decimals)
        return SMALL**2, round(per, 9)

    def key(self, uid: str) -> list[Key]:
        """Return its items in the legend of figure ``uid``."""
        circles = shape((), 8, 8, 3) + shape((), 22, 8, 7)
        growth = f'<g class="points"><path d="{circles}"/></g>'
        return [*super().key(uid), (growth, f"Area: {self.label}", "outcome")]

    def spans(self, values: NDArray, stage: Stage) -> Iterator[Span]:
        """Yield the limits in which the numbers of one state must lie."""
        yield "sizes", (0, self.most), values[0]
        yield from inside(stage, *np.transpose(list(self.places.values())))

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        x, y = lay_out(frame, self.places)
        return super().spec(frame) | {"x": x, "y": y, "area": self.area}

    def spots(self, frame: Frame, integers: NDArray) -> Iterator[Spot]:
        """Yield where on the stage each mark stands, and its size there."""
        a, b = self.area
        for x, y, q in zip(*lay_out(frame, self.places), integers[0], strict=True):
            yield x, y, sqrt(a + b * q)

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG: a path for each group, then names."""
        spots = self.spots(frame, integers)
        names = "".join(
            f'<text x="{tenth(x)}" y="{tenth(y - r - 3)}">{escape(name)}</text>'
            for name, (x, y, r) in zip(self.names, spots, strict=True)
        )
        return super().svg(frame, integers, at).removesuffix("</g>") + names + "</g>"

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        (sizes, group), (a, b) = np.asarray(values), self.area
        x, y = np.transpose(list(self.places.values()))
        wide = 4 * (a + b * sizes * 10**self.decimals)
        for k, (label, role) in enumerate(self.groups.items()):
            own = group == k
            ax.scatter(
                x[own], y[own], s=wide[own], label=label, marker=SHAPES[k][0],
                color=ROLES[role].light, edgecolor="white", zorder=2,
            )  # fmt: skip
        for name, place, area in zip(
            self.places, self.places.values(), wide, strict=True
        ):
            ax.annotate(
                name, place, (0, sqrt(area) / 2 + 3), textcoords="offset points",
                ha="center", zorder=3,
            )  # fmt: skip


@dataclass(frozen=True)
class Edges(Drawn):
    """Lines between nodes; the model gives (2, n): from which node, to which.

    An edge from a node to itself is not drawn. So edges can come and go: a voter who
    delegates to nobody points at himself.

    Parameters
    ----------
    name : str
        Its key in what the model returns.
    places : mapping
        Name of each node to its (x, y): the same as that of the nodes.
    n : int
        How many edges.
    label : str
        Words of the legend.
    directed : bool
        Draw an arrow in the middle of each.
    """

    name: str
    _: KW_ONLY
    places: Places
    n: int
    label: str
    directed: bool = False
    kind = "edges"
    over = True

    def __post_init__(self) -> None:
        check_places(self.places, self.name)

    @property
    def shape(self) -> tuple[int, ...]:
        """How its integers are arranged."""
        return (2, self.n)

    @property
    def names(self) -> list[str]:
        """What the edges are called, in their order."""
        return [f"{k + 1}" for k in range(self.n)]

    def quantise(self, values: ArrayLike) -> NDArray[np.int64]:
        """Return the integers of one state, in ``shape``."""
        return check_index(self.cleaned(values), len(self.places), self.name)

    def spans(self, values: NDArray, stage: Stage) -> Iterator[Span]:
        """Yield the limits in which the numbers of one state must lie."""
        yield from inside(stage, *np.transpose(list(self.places.values())))

    def key(self, uid: str) -> list[Key]:
        """Return its items in the legend of figure ``uid``."""
        d = _edge(1, 8, 31, 8, directed=self.directed)
        return [(f'<path class="edges" d="{d}"/>', self.label, "outcome")]

    def columns(self, integers: NDArray, at: At) -> dict[str, list[str]]:
        """Return head and cells of the columns that it has in a values table."""
        names = list(self.places)
        return {
            head: [names[q] for q in row]
            for head, row in zip(("From", "To"), integers, strict=True)
        }

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        x, y = lay_out(frame, self.places)
        words = {"words": list(self.places)}
        out = {"name": self.name, "kind": "edges", "shape": self.shape, "over": 1}
        out |= {"x": x, "y": y, "prints": [words, words]}
        return out | ({"arrow": 1} if self.directed else {})

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG: all edges in one path."""
        x, y = lay_out(frame, self.places)
        ends = ((x[i], y[i], x[j], y[j]) for i, j in integers.T.tolist() if i != j)
        d = "".join(_edge(*end, directed=self.directed) for end in ends)
        return f'<path class="edges" d="{d}"/>'

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        spots = list(self.places.values())
        label = self.label
        for i, j in np.asarray(values, dtype=int).T:
            if i == j:
                continue
            (x, y), (u, v) = spots[i], spots[j]
            ax.plot([x, u], [y, v], color="#555555", lw=1.2, zorder=1, label=label)
            label = None
            if self.directed:
                middle = ((x + u) / 2, (y + v) / 2)
                ax.annotate(
                    "", middle, (x, y), zorder=1, arrowprops={"arrowstyle": "->"}
                )


def check_places(places: Places, name: str) -> None:
    """Refuse nodes that stand on each other."""
    if len(places) < 2 or len(set(places.values())) < len(places):
        raise ValueError(
            f"places of {name} must be two or more that differ, got {dict(places)}"
        )


def lay_out(frame: Frame, places: Places) -> tuple[list[float], list[float]]:
    """Return where on the stage the places are."""
    x, y = zip(*places.values(), strict=True)
    return frame.x(x), frame.ys(y)


def _edge(x: float, y: float, u: float, v: float, *, directed: bool) -> str:
    """Return the path of one edge, as the page's script writes it."""
    d = f"M{tenth(x)} {tenth(y)}L{tenth(u)} {tenth(v)}"
    if not directed:
        return d
    far = sqrt((u - x) * (u - x) + (v - y) * (v - y))
    a, b = (u - x) / far * 4, (v - y) / far * 4
    x, y = (x + u) / 2, (y + v) / 2
    tip, back = (x + a, y + b), (x - a, y - b)
    left, right = (back[0] - b, back[1] + a), (back[0] + b, back[1] - a)
    return d + f"M{'L'.join(f'{tenth(p)} {tenth(q)}' for p, q in (left, tip, right))}"
