"""An Explorer: controls, a model and marks, with the limits that keep pages light."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from numpy.typing import NDArray

from explore.cells import Cells, Cross, Grid, Slice
from explore.controls import Control
from explore.marks import At, Bars, Dot, Drawn, Line, Mark, Series, Table
from explore.network import Edges
from explore.points import Points
from explore.predict import Predict
from explore.stage import Stage

__all__ = ["Explorer", "State"]

MOST_SLIDERS, MOST_STATES, MOST_SECONDS = 3, 200, 10.0


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What the figure shows at one position of its controls."""

    controls: dict[str, Any]  # control name -> value
    marks: dict[str, NDArray]  # mark name -> the model's numbers
    readouts: dict[str, Any]  # readout name -> text, or one text for each x


@dataclass(frozen=True, eq=False)
class Explorer:
    """A figure that a reader can move.

    Parameters
    ----------
    name : str
        Its id on the page and in links: lower-case letters, digits and hyphens.
    caption : str
        States the result.
    alt : str
        What is drawn, for somebody who does not see it; written by a person.
    model : callable
        ``model(**values)`` of the controls (those along x left out) gives a mapping:
        each mark's name to its numbers, each readout's name to a text, or to a list
        with one text for each position along x (with cells: a list for each y).
    controls : sequence of Slider or Choice
        At most three besides those along x and y, with at most 200 states in all.
    marks : sequence
        Lines, bands, bars, cells, agents, nodes, edges, a dot or a cross on the
        stage, tables below it; drawn in this order.
    say : str
        The sentence under the figure. ``{control}`` and ``{readout}`` stand for their
        texts, ``{line}`` for the line's value at the dot (cells: at the cross), and
        ``{bars[2]}`` for one of a series' values.
    stage : Stage or None
        The axes; None when there are only tables.
    predict : Predict or None
        The question that the reader answers first; at most one in a chapter.
    """

    name: str
    _: KW_ONLY
    caption: str
    alt: str
    model: Callable[..., Mapping[str, Any]]
    controls: Sequence[Control]
    marks: Sequence[Mark]
    say: str
    stage: Stage | None = None
    predict: Predict | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.name):
            self.refuse("name must be lower-case letters, digits and hyphens")
        if not self.alt.strip() or not self.caption.strip():
            self.refuse("alt and caption must say something")
        bars = [mark for mark in self.marks if isinstance(mark, Bars)]
        slots = {mark.name: (k, len(bars)) for k, mark in enumerate(bars)}
        placed = [
            replace(mark, slot=slots[mark.name]) if mark.name in slots else mark
            for mark in self.marks
        ]
        object.__setattr__(self, "marks", placed)
        names = [part.name for part in (*self.controls, *self.marks)]
        if len(set(names)) != len(names):
            self.refuse(f"names of controls and marks must differ, got {names}")
        if len(self.movers) > MOST_SLIDERS or self.n_states > MOST_STATES:
            self.refuse(
                f"at most {MOST_SLIDERS} controls may vary jointly, over at most "
                f"{MOST_STATES} states; got {len(self.movers)} over {self.n_states}"
            )
        self._check_along()
        if self.series and self.stage is None:
            self.refuse("lines, bands, bars, cells, agents and nodes need a stage")
        free = [mark for mark in self.series if isinstance(mark, Points | Edges)]
        stage = self.stage
        if free and (not stage.xlim or {stage.xscale, stage.yscale} != {"linear"}):
            self.refuse(f"{free[0].name} needs a stage with xlim and linear scales")

    def _check_along(self) -> None:
        """Refuse marks and sliders along x or y that do not belong together."""
        walkers = [control.along for control in self.controls if control.along]
        if len(set(walkers)) < len(walkers):
            self.refuse("at most one slider may walk along x, and one along y")
        grids = [mark for mark in self.series if isinstance(mark, Grid)]
        if grids and not (self.along and self.along_y):
            self.refuse("cells need a slider along x and one along y")
        if self.along_y and not grids:
            self.refuse(f"{self.along_y.name} walks along y, but there are no cells")
        for mark in self.series:
            for axis, control in (("x", self.along), ("y", self.along_y)):
                values = getattr(mark, axis, None)
                if control and values is not None and list(values) != control.values:
                    self.refuse(
                        f"{axis} of {mark.name} must be the values of {control.name}"
                    )
        if any(isinstance(mark, Slice) for mark in grids) and not (
            self.stage and self.stage.below
        ):
            self.refuse("a slice needs a stage with one below")
        dotted = {mark.on for mark in self.marks if isinstance(mark, Dot)}
        lines = {mark.name for mark in self.series if isinstance(mark, Line)}
        if not dotted <= lines or (dotted and not self.along):
            self.refuse("a dot needs a line to stand on and a slider along its x")
        crossed = {mark.on for mark in self.marks if isinstance(mark, Cross)}
        if not crossed <= {mark.name for mark in grids if isinstance(mark, Cells)}:
            self.refuse("a cross needs a heat map or phase diagram to stand on")

    def refuse(self, why: str) -> None:
        """Raise ValueError with the figure's name."""
        raise ValueError(f"figure {self.name!r}: {why}")

    @property
    def along(self) -> Control | None:
        """The control that walks along x, if there is one."""
        return next((c for c in self.controls if c.along == "x"), None)

    @property
    def along_y(self) -> Control | None:
        """The control that walks along y, if there is one."""
        return next((c for c in self.controls if c.along == "y"), None)

    def where(self, state: State) -> At:
        """Return the positions of the controls along x and y."""
        x, y = (
            control.values.index(state.controls[control.name]) if control else 0
            for control in (self.along, self.along_y)
        )
        return x, y

    @property
    def words(self) -> tuple[Sequence[str], Sequence[str]]:
        """Words of the columns and rows that a stage has instead of numbers."""
        for mark in self.series:
            if isinstance(mark, Bars):
                return mark.categories, ()
            if isinstance(mark, Grid):
                return _few(self.along.texts), _few(self.along_y.texts)
        return (), ()

    @property
    def movers(self) -> list[Control]:
        """The controls that the model gets."""
        return [control for control in self.controls if not control.along]

    @property
    def series(self) -> list[Drawn]:
        """The marks on the stage that have numbers."""
        return [mark for mark in self.marks if isinstance(mark, Drawn)]

    @property
    def tables(self) -> list[Table]:
        """The tables."""
        return [mark for mark in self.marks if isinstance(mark, Table)]

    @property
    def n_states(self) -> int:
        """How many states the page holds."""
        return prod(len(control.values) for control in self.movers)

    @property
    def start(self) -> int:
        """Where the start state stands in :meth:`grid`."""
        place = 0
        for control in self.movers:
            place = place * len(control.values) + control.first
        return place

    def at(self, /, **values: Any) -> State:
        """Return the state at ``values``; a control left out stands at its start.

        A value may be given as it is printed, as :func:`explore.parse_link` does.
        """
        known = {control.name: control.start for control in self.controls}
        if unknown := set(values) - set(known):
            self.refuse(f"controls are {list(known)}, got {sorted(unknown)}")
        values = {c.name: c.read((known | values)[c.name]) for c in self.controls}
        got = self.model(**{c.name: values[c.name] for c in self.movers})
        numbered = [*self.series, *self.tables]
        if missing := {mark.name for mark in numbered} - set(got):
            self.refuse(f"the model gives nothing for {sorted(missing)}")
        marks = {mark.name: mark.cleaned(got[mark.name]) for mark in numbered}
        return State(values, marks, {k: v for k, v in got.items() if k not in marks})

    def grid(self) -> list[State]:
        """Return every state, the last control varying fastest; computed once."""
        return self._grid

    @cached_property
    def _grid(self) -> list[State]:
        began = time.process_time()
        names = [control.name for control in self.movers]
        states = []
        for values in product(*(control.values for control in self.movers)):
            states.append(self.at(**dict(zip(names, values, strict=True))))
            self._check_inside(states[-1])
            if time.process_time() - began > MOST_SECONDS:
                self.refuse(
                    f"its states take more than {MOST_SECONDS:g} s of CPU: "
                    "compute them in results/ instead"
                )
        return states

    def _check_inside(self, state: State) -> None:
        for mark in self.series:
            numbers = state.marks[mark.name]
            for limit, (low, high), values in mark.spans(numbers, self.stage):
                if values.min() < low or values.max() > high:
                    self.refuse(
                        f"{mark.name} must lie in {limit} ({low}, {high}), got "
                        f"{values.min()} to {values.max()} at {state.controls}"
                    )

    def sentence(self, state: State, words: str | None = None) -> str:
        """Return ``say``, or other ``words``, with the texts of ``state`` filled in."""
        at = self.where(state)
        texts = {c.name: c.text.format(state.controls[c.name]) for c in self.controls}
        for name, text in state.readouts.items():
            if not isinstance(text, str):
                text = text[at[1]] if self.along_y else text
                text = text if isinstance(text, str) else text[at[0]]
            texts[name] = text
        series = {mark.name: mark for mark in self.series if isinstance(mark, Series)}

        def fill(match: re.Match[str]) -> str:
            name, index = match["name"], match["index"]
            if name in texts:
                return texts[name]
            if name not in series or not (index or self.along):
                self.refuse(f"say has {match[0]}, but no text goes there")
            mark = series[name]
            integers = mark.quantise(state.marks[name]).ravel()
            return mark.text(integers[int(index) if index else mark.place(at)])

        return re.sub(
            r"\{(?P<name>\w+)(?:\[(?P<index>\d+)\])?\}", fill, words or self.say
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        from explore import live, page  # each life knows the Explorer, not the reverse

        return page.bundle(self) if page.is_static() else live.bundle(self)


def _few(texts: Sequence[str]) -> list[str]:
    """Return at most seven of ``texts`` in their places, and nothing in the others."""
    step = -(-(len(texts) - 1) // 6)
    return [text if k % step == 0 else "" for k, text in enumerate(texts)]
