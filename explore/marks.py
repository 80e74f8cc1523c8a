"""What moves on a stage. A mark knows its integers, its SVG, and its matplotlib twin.

The page stores the printed value as an integer: 64.8 % with one decimal is 648. So the
drawing, the values table and the sentence cannot disagree with each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from math import floor
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from explore.palette import ROLES, tint
from explore.stage import Frame, Stage

__all__ = [
    "At",
    "Band",
    "Bars",
    "Dot",
    "Drawn",
    "Fill",
    "Key",
    "Line",
    "Mark",
    "Series",
    "Table",
    "box",
    "check_index",
    "check_role",
    "print_number",
    "tenth",
]

At = tuple[int, int]  # where the sliders along x and along y stand
Span = tuple[str, tuple[float, float], NDArray]  # a limit's name, the limit, numbers


def tenth(value: float) -> str:
    """Return ``value`` to one decimal, rounded just as the page's script does."""
    return f"{floor(value * 10 + 0.5) / 10:.1f}".removesuffix(".0")


class Mark:
    """Anything in a state: ``shape`` of its integers, how they are made and read."""

    name: str
    kind: str
    shape: tuple[int, ...]

    def quantise(self, values: ArrayLike) -> NDArray[np.int64]:
        """Return the integers of one state, in ``shape``."""
        raise NotImplementedError

    def values(self, integers: ArrayLike) -> NDArray[np.float64]:
        """Return the numbers that the integers stand for."""
        return np.asarray(integers, dtype=float)

    def cleaned(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return ``values`` as finite numbers in ``shape``, or refuse them."""
        array = np.asarray(values, dtype=float)
        if array.shape != self.shape or not np.all(np.isfinite(array)):
            raise ValueError(
                f"{self.name} must be {self.shape} finite numbers, got {values!r}"
            )
        return array


def print_number(integer: int, decimals: int) -> str:
    """Return the number that ``integer`` stands for, as the reader sees it."""
    return f"{integer / 10**decimals:,.{decimals}f}"


class Fill(NamedTuple):
    """A pattern: the colour of ``role`` at an opacity, with the role's hatch or not."""

    role: str
    opacity: float
    hatched: bool = True


Key = tuple[str, str, str]  # a drawing of 32 by 16, its words, its role


def box(pattern: str) -> str:
    """Return a box filled with a pattern, as the legend shows it."""
    return (
        f'<g class="bars" fill="url(#{pattern})">'
        '<rect x="8" y="1" width="16" height="14"/></g>'
    )


def check_index(values: NDArray, n: int, name: str) -> NDArray[np.int64]:
    """Return ``values`` as integers below ``n``, or refuse them by the mark's name."""
    integers = np.rint(values).astype(np.int64)
    if np.any(integers != values) or integers.min() < 0 or integers.max() >= n:
        raise ValueError(f"{name} must index its {n} words, got {values!r}")
    return integers


def check_role(role: str, name: str) -> str:
    """Return ``role`` if the palette has it, or refuse it by the mark's name."""
    if role not in ROLES:
        raise ValueError(f"role of {name} must be one of {list(ROLES)}, got {role!r}")
    return role


class Drawn(Mark):
    """A mark with numbers of its own on the stage."""

    over = False  # integers are stored as differences along x, not from state to state

    def spans(self, values: NDArray, stage: Stage) -> Iterator[Span]:
        """Yield the limits in which the numbers of one state must lie."""
        raise NotImplementedError

    def columns(self, integers: NDArray, at: At) -> dict[str, list[str]]:
        """Return head and cells of the columns that it has in a values table."""
        raise NotImplementedError

    def fills(self) -> dict[str, Fill]:
        """Return the patterns it is filled with."""
        return {}

    def key(self, uid: str) -> list[Key]:
        """Return its items in the legend of figure ``uid``."""
        raise NotImplementedError

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        raise NotImplementedError

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG."""
        raise NotImplementedError

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        raise NotImplementedError


@dataclass(frozen=True)
class Series(Drawn):
    """What lines, bands, bars and cells share: one printed number for each place.

    Parameters
    ----------
    name : str
        Its key in what the model returns.
    label, role : str
        Words of the legend; a role of :mod:`explore.palette`.
    decimals : int
        Decimals that are printed, after conversion to per cent.
    percent : bool
        The values are shares, printed as per cent.
    """

    name: str
    _: KW_ONLY
    label: str
    role: str
    decimals: int = 0
    percent: bool = False

    def __post_init__(self) -> None:
        check_role(self.role, self.name)

    @property
    def scale(self) -> int:
        """Integers per unit of the model."""
        return 10**self.decimals * (100 if self.percent else 1)

    def quantise(self, values: ArrayLike) -> NDArray[np.int64]:
        """Return the integers of one state, in ``shape``."""
        return np.rint(self.cleaned(values) * self.scale).astype(np.int64)

    def values(self, integers: ArrayLike) -> NDArray[np.float64]:
        """Return the numbers that the integers stand for."""
        return np.asarray(integers, dtype=float) / self.scale

    def text(self, integer: int) -> str:
        """Return one integer as the reader sees it."""
        return print_number(integer, self.decimals) + ("%" if self.percent else "")

    def spans(self, values: NDArray, stage: Stage) -> Iterator[Span]:
        """Yield the limits in which the numbers of one state must lie."""
        yield "ylim", stage.ylim, values

    def columns(self, integers: NDArray, at: At) -> dict[str, list[str]]:
        """Return head and cells of the columns that it has in the values table."""
        return {self.label: [self.text(q) for q in integers]}

    def place(self, at: At) -> int:
        """Return which of its integers stands where the sliders do."""
        return at[0]

    @property
    def printed(self) -> dict[str, Any]:
        """How the page's script prints an integer."""
        return {"decimals": self.decimals} | ({"unit": "%"} if self.percent else {})

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        a, b = frame.y(self.scale)
        out = {"name": self.name, "kind": self.kind, "shape": self.shape}
        return out | {"a": a, "b": b} | self.printed | ({"log": 1} if frame.log else {})

    def heights(self, frame: Frame, integers: NDArray) -> list[str]:
        """Return where ``integers`` stand, as the script rounds it."""
        a, b = frame.y(self.scale)
        return [
            tenth(a + b * q) for q in (np.log10(integers) if frame.log else integers)
        ]


@dataclass(frozen=True)
class Line(Series):
    """A line over ``x``; the model gives one value for each x."""

    _: KW_ONLY
    x: Sequence[float]
    kind = "line"

    @property
    def shape(self) -> tuple[int, ...]:
        """How its integers are arranged."""
        return (len(self.x),)

    def key(self, uid: str) -> list[Key]:
        """Return its items in the legend of figure ``uid``."""
        return [('<path class="line" d="M1 8H31"/>', self.label, self.role)]

    def spans(self, values: NDArray, stage: Stage) -> Iterator[Span]:
        """Yield the limits in which the numbers of one state must lie."""
        yield from super().spans(values, stage)
        if stage.xlim:
            yield "xlim", stage.xlim, np.asarray(self.x)

    def spec(self, frame: Frame) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        return super().spec(frame) | {"x": frame.x(self.x)}

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG."""
        points = zip(frame.x(self.x), self.heights(frame, integers), strict=True)
        d = "M" + "L".join(f"{tenth(x)} {y}" for x, y in points)
        return f'<path class="line r-{self.role}" d="{d}"/>'

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same line with matplotlib."""
        look = ROLES[self.role]
        ax.plot(
            self.x, values, color=look.light, dashes=look.dash, lw=2, label=self.label
        )


@dataclass(frozen=True)
class Band(Line):
    """A range over ``x``; the model gives (2, len(x)): lower, then upper."""

    kind = "band"

    @property
    def shape(self) -> tuple[int, ...]:
        """How its integers are arranged."""
        return (2, len(self.x))

    def key(self, uid: str) -> list[Key]:
        """Return its items in the legend of figure ``uid``."""
        return [('<path class="band" d="M1 3H31V13H1Z"/>', self.label, self.role)]

    def columns(self, integers: NDArray, at: At) -> dict[str, list[str]]:
        """Return head and cells of the columns that it has in the values table."""
        heads = (f"{self.label}, from", f"{self.label}, to")
        return {
            head: [self.text(q) for q in row]
            for head, row in zip(heads, integers, strict=True)
        }

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG."""
        xs = [tenth(x) for x in frame.x(self.x)]
        low, high = (self.heights(frame, row) for row in integers)
        ring = [*zip(xs, low, strict=True), *zip(xs[::-1], high[::-1], strict=True)]
        d = "M" + "L".join(f"{x} {y}" for x, y in ring) + "Z"
        return f'<path class="band r-{self.role}" d="{d}"/>'

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        color = ROLES[self.role].light
        ax.fill_between(
            self.x, *np.asarray(values), color=color, alpha=0.2, lw=0, label=self.label
        )


@dataclass(frozen=True)
class Bars(Series):
    """A bar for each of ``categories``; several Bars stand side by side."""

    _: KW_ONLY
    categories: Sequence[str]
    slot: tuple[int, int] = (0, 1)  # which of how many; set by the Explorer
    kind = "bars"

    @property
    def shape(self) -> tuple[int, ...]:
        """How its integers are arranged."""
        return (len(self.categories),)

    def fills(self) -> dict[str, Fill]:
        """Return the patterns it is filled with."""
        return {self.role: Fill(self.role, 0.4)}

    def key(self, uid: str) -> list[Key]:
        """Return its items in the legend of figure ``uid``."""
        return [(box(f"{uid}-{self.role}"), self.label, self.role)]

    def _edges(self) -> tuple[NDArray, float]:
        k, n = self.slot
        width = 0.8 / n
        return np.arange(len(self.categories)) - 0.4 + k * width, width * 0.94

    def svg(self, frame: Frame, integers: NDArray, at: At) -> str:
        """Return the mark of one state as SVG."""
        left, width = self._edges()
        xs, ends = frame.x(left), frame.x(left + width)
        base = frame.y(self.scale)[0]
        rects = []
        for x, end, y in zip(xs, ends, self.heights(frame, integers), strict=True):
            top, size = tenth(min(float(y), base)), tenth(abs(float(y) - base))
            rects.append(
                f'<rect x="{tenth(x)}" y="{top}" width="{tenth(end - x)}" '
                f'height="{size}"/>'
            )
        fill = f"url(#{frame.uid}-{self.role})"
        return f'<g fill="{fill}" class="bars r-{self.role}">{"".join(rects)}</g>'

    def plot(self, ax: Axes, values: ArrayLike, at: At) -> None:
        """Draw the same mark with matplotlib."""
        left, width = self._edges()
        look = ROLES[self.role]
        ax.bar(
            left, values, width, align="edge", label=self.label,
            facecolor=tint(self.role, 0.4), edgecolor=look.light, hatch=look.hatch,
        )  # fmt: skip


@dataclass(frozen=True)
class Dot(Mark):
    """A point that walks along the line ``on``; it adds no integers of its own."""

    on: str
    kind = "dot"
    shape = (0,)

    @property
    def name(self) -> str:
        """A name that no model gives."""
        return f"dot-{self.on}"


@dataclass(frozen=True)
class Table(Mark):
    """A table whose rows stay and whose last columns change from state to state.

    Parameters
    ----------
    name : str
        Its key in what the model returns: integers (rows, live columns).
    columns : mapping
        Header to cells, one a row: what does not move.
    live : sequence of str
        Headers of the columns that move.
    words : sequence of str
        What the integers 0, 1, ... say.
    """

    name: str
    _: KW_ONLY
    columns: Mapping[str, Sequence[object]]
    live: Sequence[str]
    words: Sequence[str]
    kind = "table"

    @property
    def shape(self) -> tuple[int, ...]:
        """How its integers are arranged."""
        return (len(next(iter(self.columns.values()))), len(self.live))

    def quantise(self, values: ArrayLike) -> NDArray[np.int64]:
        """Return the integers of one state, in ``shape``."""
        return check_index(self.cleaned(values), len(self.words), self.name)

    def spec(self, frame: Frame | None) -> dict[str, Any]:
        """Return what the page's script needs besides the integers."""
        words = list(self.words)
        return {"name": self.name, "kind": "table", "shape": self.shape, "words": words}
