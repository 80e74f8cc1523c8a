"""Moving agents: many small marks, each group with a shape and a colour of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from explore.marks import (
    At,
    Drawn,
    Key,
    Span,
    check_index,
    check_role,
    print_number,
    tenth,
)
from explore.palette import ROLES
from explore.stage import Frame, Stage

__all__ = ["SHAPES", "Agents", "Points", "Spot", "shape"]

Corners = Sequence[tuple[float, float]]  # around (0, 0); none: a circle
Spot = tuple[float, float, float]  # x, y, and half the width
SHAPES: list[tuple[str, Corners]] = [  # what matplotlib calls it, and its corners
    ("o", ()),
    ("s", ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9))),
    ("D", ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0))),
    ("^", ((0, -1.3), (1.2, 0.9), (-1.2, 0.9))),
    ("v", ((0, 1.3), (1.2, -0.9), (-1.2, -0.9))),
]


def shape(corners: Corners, x: float, y: float, r: float) -> str:
    """Return a path for one mark of size ``r``, as the page's script writes it."""
    if corners:
        points = [f"{tenth(x + u * r)} {tenth(y + v * r)}" for u, v in corners]
        return f"M{'L'.join(points)}Z"
    r = float(tenth(r))  # so that each arc is exactly half a circle
    arc = f"a{tenth(r)} {tenth(r)} 0 1 0"
    return f"M{tenth(x - r)} {tenth(y)}{arc} {tenth(2 * r)} 0{arc} {tenth(-2 * r)} 0Z"


def inside(stage: Stage, x: NDArray, y: NDArray) -> Iterator[Span]:
    """Yield the limits of the axes in which places must lie."""
    yield "xlim", stage.xlim, x
    yield "ylim", stage.ylim, y


@dataclass(frozen=True)
class Points(Drawn):
    """What agents and nodes share: marks whose group may change from state to state.

    Parameters
    ----------
    name : str
        Its key in what the model returns.
    groups : mapping
        Words of the legend to roles, in the order of the integers 0, 1, ... in the
        last row of what the model gives; at most five, each with its own shape.
    """

    name: str
    _: KW_ONLY
    groups: Mapping[str, str]
    kind = "points"
    over = True  # few of them move from a state to the next

    def __post_init__(self) -> None:
        roles = [check_role(role, self.name) for role in self.groups.values()]
        if not 1 <= len(roles) <= len(SHAPES) or len(set(roles)) < len(roles):
            raise ValueError(
                f"groups of {self.name} must be one to {len(SHAPES)}, each with a "
                f"role of its own, got {dict(self.groups)}"
            )

    @property
    def heads(self) -> dict[str, dict[str, Any]]:
        """Head of each row's column in the values table, and how it is printed."""
        raise NotImplementedError

    @property
    def names(self) -> list[str]:
        """What the marks are called, in their order."""
        raise NotImplementedError

    def spots(self, frame: Frame, integers: NDArray) -> Iterator[Spot]:
        """Yield where on the stage each mark stands, and its size there."""
        raise NotImplementedError

    def columns(self, integers: NDArray, at: At) -> dict[str, list[str]]:
        """Return head and cells of the columns that it has in a values table."""
        heads = zip(self.heads.items(), integers, strict=True)
        return {
            head: [
                how["words"][q] if "words" in how else print_number(q, how["decimals"])
                for q in row
            ]
            for (head, how), row in heads
        }

    @property
    def scale(self) -> NDArray[np.int64]:
        """Integers per unit of the model, row by row."""
        steps = [10 ** how.get("decimals", 0) for how in self.heads.values()]
        return np.array(steps)[:, None]

    def quantise(self, values: ArrayLike) -> NDArray[np.int64]:
        """Return the integers of one state, in ``shape``."""
        array = self.cleaned(values)
        check_index(array[-1], len(self.groups), self.name)
        return np.rint(array * self.scale).astype(np.int64)

    def key(self, uid: str) -> list[Key]:
        """Return its items in the legend of figure ``uid``."""
        return [
            (f'<g class="points"><path d="{shape(corners, 16, 8, 5.5)}"/></g>', *group)
            for (_, corners), group in zip(SHAPES, self.groups.items(), strict=False)
        ]

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        corners = [corners for _, corners in SHAPES[: len(self.groups)]]
        out = {"name": self.name, "kind": "points", "shape": self.shape, "over": 1}
        return out | {"corners": corners, "prints": list(self.heads.values())}

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG: a path for each group."""
        paths = [""] * len(self.groups)
        for spot, k in zip(self.spots(frame, integers), integers[-1], strict=True):
            paths[k] += shape(SHAPES[k][1], *spot)
        drawn = "".join(
            f'<path class="r-{role}" d="{d}"/>'
            for role, d in zip(self.groups.values(), paths, strict=True)
        )
        return f'<g class="points">{drawn}</g>'


@dataclass(frozen=True)
class Agents(Points):
    """Agents that move; the model gives (3, n): x, y and group of each.

    Fields of :class:`Points` and three of its own. Time is a slider like any other.

    Parameters
    ----------
    n : int
        How many agents.
    label : str
        What one of them is called, such as "Voter".
    decimals : int
        Decimals of the positions.
    """

    _: KW_ONLY
    n: int
    label: str = "Agent"
    decimals: int = 2

    @property
    def shape(self) -> tuple[int, ...]:
        """How its integers are arranged."""
        return (3, self.n)

    @property
    def names(self) -> list[str]:
        """What the marks are called, in their order."""
        return [f"{self.label} {k + 1}" for k in range(self.n)]

    @property
    def heads(self) -> dict[str, dict[str, Any]]:
        """Head of each row's column in the values table, and how it is printed."""
        place = {"decimals": self.decimals}
        return {"x": place, "y": place, "Group": {"words": list(self.groups)}}

    @property
    def size(self) -> float:
        """Half the width of a mark: smaller in a crowd."""
        return 5 if self.n <= 60 else 3.5

    def spans(self, values: NDArray, stage: Stage) -> Iterator[Span]:
        """Yield the limits in which the numbers of one state must lie."""
        yield from inside(stage, values[0], values[1])

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        (ax, bx), (ay, by) = frame.across(10**self.decimals), frame.y(10**self.decimals)
        place = {"ax": ax, "bx": bx, "ay": ay, "by": by, "r": self.size}
        return super().spec(frame) | place

    def spots(self, frame: Frame, integers: NDArray) -> Iterator[Spot]:
        """Yield where on the stage each mark stands, and its size there."""
        (ax, bx), (ay, by) = frame.across(10**self.decimals), frame.y(10**self.decimals)
        for x, y, _ in integers.T.tolist():
            yield ax + bx * x, ay + by * y, self.size

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        x, y, group = np.asarray(values)
        for k, (label, role) in enumerate(self.groups.items()):
            ax.scatter(
                x[group == k], y[group == k], s=(2 * self.size) ** 2, label=label,
                marker=SHAPES[k][0], color=ROLES[role].light, edgecolor="white",
            )  # fmt: skip
