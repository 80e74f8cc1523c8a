"""Heat map and phase diagram: a grid of cells, a cross that moves, a row laid open.

Every cell is one position of a slider along x and one of a slider along y. Cells are
drawn as a few shades or categories, each one path with its own hatch, and a thin line
runs wherever two of them meet: so the map reads without colour too. The exact number
stands in the sentence and, for the whole row of the cross, on the lower stage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, ListedColormap
from numpy.typing import ArrayLike, NDArray

from explore.marks import (
    At,
    Fill,
    Key,
    Mark,
    Series,
    Span,
    box,
    check_index,
    check_role,
    tenth,
)
from explore.palette import ROLES, tint
from explore.stage import Frame, Stage

__all__ = ["Cells", "Cross", "Grid", "Heat", "Phase", "Slice"]


@dataclass(frozen=True)
class Grid(Series):
    """A number for each cell; the model gives (len(y), len(x)), lowest row first.

    Fields of :class:`~explore.marks.Series`, and the values of the two sliders.

    Parameters
    ----------
    x, y : sequence
        Values of the slider along x, left to right, and along y, upwards.
    """

    _: KW_ONLY
    x: Sequence[Any]
    y: Sequence[Any]

    @property
    def shape(self) -> tuple[int, ...]:
        """How its integers are arranged."""
        return (len(self.y), len(self.x))

    def columns(self, integers: NDArray, at: At) -> dict[str, list[str]]:
        """Return head and cells: the row on which the cross stands."""
        return {self.label: [self.text(q) for q in integers[at[1]]]}

    def place(self, at: At) -> int:
        """Return which of its integers stands where the sliders do."""
        return at[1] * len(self.x) + at[0]


@dataclass(frozen=True)
class Slice(Grid):
    """A line on the lower stage: the numbers along the row of the cross."""

    kind = "slice"

    def key(self, uid: str) -> list[Key]:
        """Return its items in the legend of figure ``uid``."""
        return [('<path class="line" d="M1 8H31"/>', self.label, self.role)]

    def spans(self, values: NDArray, stage: Stage) -> Iterator[Span]:
        """Yield the limits in which the numbers of one state must lie."""
        yield "ylim", stage.below.ylim, values

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        x = frame.below.x(range(len(self.x)))
        return super().spec(frame.below) | {"x": x, "rows": 1}

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG."""
        xs = [tenth(x) for x in frame.below.x(range(len(self.x)))]
        ys = self.heights(frame.below, integers[at[1]])
        d = "M" + "L".join(f"{x} {y}" for x, y in zip(xs, ys, strict=True))
        return (
            f'<g><path class="line r-{self.role}" d="{d}"/>'
            f'<circle class="dot" r="4" cx="{xs[at[0]]}" cy="{ys[at[0]]}"/></g>'
        )

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        look, lower, row = ROLES[self.role], ax.figure.axes[1], values[at[1]]
        (line,) = lower.plot(row, color=look.light, lw=2, label=self.label)
        line.set_dashes(look.dash or (None, None))
        lower.plot(at[0], row[at[0]], "o", color="black", ms=6)


class Cells(Grid):
    """What heat maps and phase diagrams share: each cell belongs to one of few bins."""

    kind = "cells"

    @property
    def bins(self) -> list[int]:
        """Integers at which the next bin begins."""
        raise NotImplementedError

    def key(self, uid: str) -> list[Key]:
        """Return none: the colour bar of a heat map is wider than an item."""
        return []

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        xs, ys = _lattice(frame, self.shape)
        out = {"name": self.name, "kind": "cells", "shape": self.shape, "rows": 1}
        return out | {"bins": self.bins, "xs": xs, "ys": ys}

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG."""
        bins = np.searchsorted(self.bins, integers, side="right")
        *paths, seam = _paths(bins, len(self.fills()), *_lattice(frame, self.shape))
        drawn = "".join(
            f'<path fill="url(#{frame.uid}-{key})" d="{d}"/>'
            for key, d in zip(self.fills(), paths, strict=True)
        )
        return f'<g class="cells">{drawn}<path class="seam" d="{seam}"/></g>'

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        limits = [-1e9, *(np.array(self.bins) - 0.5) / self.scale, 1e9]
        norm = BoundaryNorm(limits, len(self.shades.colors))
        ax.imshow(values, cmap=self.shades, norm=norm, origin="lower", aspect="auto")
        y, x = (np.arange(n + 1) - 0.5 for n in self.shape)
        for k, fill in enumerate(self.fills().values()):
            look = ROLES[fill.role]
            if fill.hatched and look.hatch:
                inside = np.ma.masked_where(norm(values) != k, values)
                ax.pcolor(
                    x, y, inside, facecolor="none", edgecolor=look.light, lw=0,
                    hatch=look.hatch,
                )  # fmt: skip

    @property
    def shades(self) -> ListedColormap:
        """The bins' colours on a light ground."""
        fills = self.fills().values()
        return ListedColormap([tint(fill.role, fill.opacity) for fill in fills])


@dataclass(frozen=True)
class Heat(Cells):
    """Numbers as shades, in steps between ``edges``.

    With ``role`` the shades deepen upwards. With ``sides`` they deepen to both sides
    of a pale middle. If the stage has one below, the row of the cross is drawn on it.

    Parameters
    ----------
    edges : sequence of float
        Rising limits of the shades, in steps that can be printed; a value below the
        first or above the last is an error. With ``sides`` they are symmetric, and
        the middle lies between the inner two, so that a tie has a shade of its own.
    sides : (str, str) or None
        Roles below and above the middle, each with its hatch.
    """

    _: KW_ONLY
    edges: Sequence[float]
    role: str = "outcome"
    sides: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        for role in (self.role, *(self.sides or ())):
            check_role(role, self.name)
        edges = np.asarray(self.edges, dtype=float)
        printed = np.rint(edges * self.scale)
        if (
            edges.size < 3
            or np.any(np.diff(printed) < 1)
            or not np.allclose(edges * self.scale, printed)
        ):
            raise ValueError(
                f"edges of {self.name} must be three or more that rise and print with "
                f"{self.decimals} decimals, got {self.edges}"
            )
        if self.sides and (edges.size % 2 or np.any(printed + printed[::-1] != 0)):
            raise ValueError(
                f"edges of {self.name} must be an even number, symmetric around zero, "
                f"so that neither side is favoured; got {self.edges}"
            )

    @property
    def bins(self) -> list[int]:
        """Integers at which the next shade begins; on an edge, the deeper shade."""
        below = len(self.edges) // 2 if self.sides else 0
        steps = enumerate(np.rint(np.asarray(self.edges) * self.scale).astype(int))
        return [int(edge) + (k < below) for k, edge in steps][1:-1]

    def fills(self) -> dict[str, Fill]:
        """Return the patterns it is filled with."""
        n = len(self.edges) - 1
        if self.sides:
            depth = [2 * k / (n - 1) - 1 for k in range(n)]
            fills = [Fill(self.sides[d > 0], round(0.85 * abs(d), 3)) for d in depth]
            fills[n // 2] = Fill("outcome", 0.0, hatched=False)
        else:
            shades = [round(0.06 + 0.84 * k / (n - 1), 3) for k in range(n)]
            fills = [Fill(self.role, shade, hatched=False) for shade in shades]
        return {f"{self.name}-{k}": fill for k, fill in enumerate(fills)}

    def spans(self, values: NDArray, stage: Stage) -> Iterator[Span]:
        """Yield the limits in which the numbers of one state must lie."""
        yield "edges", (self.edges[0], self.edges[-1]), values
        if stage.below:
            yield "ylim below", stage.below.ylim, values

    @property
    def line(self) -> Slice:
        """The row of the cross, as it is drawn on a lower stage."""
        same = ("label", "decimals", "percent", "x", "y")
        role = "outcome" if self.sides else self.role
        return Slice(self.name, role=role, **{key: getattr(self, key) for key in same})

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        line = self.line.spec(frame) if frame.below else self.printed
        return line | super().spec(frame)

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG."""
        line = self.line.svg(frame, integers, at) if frame.below else ""
        return super().svg(frame, integers, at).removesuffix("</g>") + line + "</g>"

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        super().plot(ax, values, at)
        if len(ax.figure.axes) > 1:
            self.line.plot(ax, values, at)
        steps = range(len(self.edges))
        scale = ScalarMappable(BoundaryNorm(steps, len(self.edges) - 1), self.shades)
        bar = ax.figure.colorbar(scale, ax=ax, location="top", label=self.label)
        bar.set_ticks(
            steps, labels=[self.text(edge * self.scale) for edge in self.edges]
        )


@dataclass(frozen=True)
class Phase(Cells):
    """A category for each cell, such as which rule does best; ties are hatched.

    Parameters
    ----------
    categories : mapping
        Words of the legend to roles, in the order of the integers 0, 1, ... that the
        model gives. The role of a tie is ``"tie"``.
    """

    _: KW_ONLY
    categories: Mapping[str, str]
    role: str = "outcome"

    def __post_init__(self) -> None:
        roles = [check_role(role, self.name) for role in self.categories.values()]
        if len(roles) < 2 or len(set(roles)) < len(roles):
            raise ValueError(
                f"categories of {self.name} must be two or more with a role each, "
                f"got {dict(self.categories)}"
            )

    @property
    def bins(self) -> list[int]:
        """Integers at which the next category begins."""
        return list(range(1, len(self.categories)))

    def quantise(self, values: ArrayLike) -> NDArray[np.int64]:
        """Return the integers of one state, in ``shape``."""
        return check_index(self.cleaned(values), len(self.categories), self.name)

    def spans(self, values: NDArray, stage: Stage) -> Iterator[Span]:
        """Yield no limits: :meth:`quantise` refuses what is no category."""
        yield from ()

    def text(self, integer: int) -> str:
        """Return the category's words."""
        return list(self.categories)[integer]

    def fills(self) -> dict[str, Fill]:
        """Return the patterns it is filled with."""
        roles = self.categories.values()
        return {f"{self.name}-{k}": Fill(role, 0.4) for k, role in enumerate(roles)}

    def key(self, uid: str) -> list[Key]:
        """Return its items in the legend of figure ``uid``."""
        return [
            (box(f"{uid}-{pattern}"), words, role)
            for pattern, (words, role) in zip(
                self.fills(), self.categories.items(), strict=True
            )
        ]

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        return super().spec(frame) | {"words": list(self.categories)}

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        super().plot(ax, values, at)
        for words, role in self.categories.items():
            look = ROLES[role]
            ax.fill_between(
                [], [], facecolor=tint(role, 0.4), edgecolor=look.light,
                hatch=look.hatch, label=words,
            )  # fmt: skip


@dataclass(frozen=True)
class Cross(Mark):
    """The place of the two sliders on the cells ``on``; it adds no integers."""

    on: str
    kind = "cross"
    shape = (0,)

    @property
    def name(self) -> str:
        """A name that no model gives."""
        return f"cross-{self.on}"

    def svg(self, frame: Frame, shape: tuple[int, ...], at: At) -> str:
        """Return the cross over cells of ``shape`` as SVG."""
        xs, ys = _lattice(frame, shape)
        x, y = (tenth((e[k] + e[k + 1]) / 2) for e, k in zip((xs, ys), at, strict=True))
        d = f"M{tenth(xs[0])} {y}H{tenth(xs[-1])}M{x} {tenth(ys[0])}V{tenth(ys[-1])}"
        return (
            f'<g class="cross"><path class="halo" d="{d}"/><path d="{d}"/>'
            f'<circle class="dot" r="5.5" cx="{x}" cy="{y}"/></g>'
        )


def _lattice(frame: Frame, shape: tuple[int, ...]) -> tuple[list[float], list[float]]:
    """Return the limits of the columns and of the rows."""
    n_rows, n_columns = shape
    return (
        frame.x(np.arange(n_columns + 1) - 0.5),
        frame.ys(np.arange(n_rows + 1) - 0.5),
    )


def _paths(bins: NDArray, n: int, xs: list[float], ys: list[float]) -> list[str]:
    """Return a path for the cells of each of ``n`` bins, and one for their seams."""
    x, y = [tenth(v) for v in xs], [tenth(v) for v in ys]
    paths, seam = [""] * n, ""
    n_rows, n_columns = bins.shape
    for r in range(n_rows):
        begin = 0
        for c in range(n_columns):
            if r and bins[r, c] != bins[r - 1, c]:
                seam += f"M{x[c]} {y[r]}H{x[c + 1]}"
            if c + 1 < n_columns and bins[r, c] == bins[r, c + 1]:
                continue
            end = x[c + 1]
            paths[bins[r, c]] += f"M{x[begin]} {y[r]}H{end}V{y[r + 1]}H{x[begin]}Z"
            if c + 1 < n_columns:
                seam += f"M{end} {y[r]}V{y[r + 1]}"
            begin = c + 1
    return [*paths, seam]
