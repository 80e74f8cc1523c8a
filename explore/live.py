"""The live life: the same controls as ipywidgets, the same marks by matplotlib.

Here the model is called directly, so sliders with a fine step reach values between
those that the page holds.
"""

import io
from html import escape
from typing import Any

import ipywidgets as widgets
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection

from explore.cells import Cross
from explore.controls import Control, Slider
from explore.explorer import Explorer, State
from explore.marks import Dot, Table

__all__ = ["LiveFigure", "bundle"]


def bundle(explorer: Explorer) -> dict[str, Any]:
    """Return what a notebook displays."""
    return LiveFigure(explorer)._repr_mimebundle_()


class LiveFigure(widgets.VBox):
    """Controls, picture, sentence and tables; ``axes`` is what was drawn last."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.inputs = {control.name: _widget(control) for control in explorer.controls}
        self.axes: Axes | None = None
        self._body = widgets.HTML()
        title = widgets.HTML(f"<b>{escape(explorer.caption)}</b>")
        super().__init__([title, *self.inputs.values(), self._body])
        for widget in self.inputs.values():
            widget.observe(self._update, "value")
        self._update()

    def _update(self, _: object = None) -> None:
        state = self.explorer.at(**{name: w.value for name, w in self.inputs.items()})
        parts = [f"<p>{escape(self.explorer.sentence(state))}</p>"]
        if self.explorer.stage:
            self.axes = _draw(self.explorer, state)
            parts.insert(0, _svg(self.axes, self.explorer.alt))
        parts += [_table(table, state) for table in self.explorer.tables]
        self._body.value = "".join(parts)


def _widget(control: Control) -> widgets.Widget:
    look = {"description": control.label, "style": {"description_width": "initial"}}
    if not isinstance(control, Slider):
        options = list(zip(control.texts, control.values, strict=True))
        return widgets.RadioButtons(options=options, value=control.start, **look)
    look["layout"] = {"width": "36em"}
    if control.fine is None:
        options = list(zip(control.texts, control.values, strict=True))
        return widgets.SelectionSlider(options=options, value=control.start, **look)
    whole = all(isinstance(value, int) for value in (*control.values, control.fine))
    kind = widgets.IntSlider if whole else widgets.FloatSlider
    low, high = min(control.values), max(control.values)
    if not whole:
        look["readout_format"] = ".3f"
    return kind(value=control.start, min=low, max=high, step=control.fine, **look)


def _draw(explorer: Explorer, state: State) -> Axes:
    ax, at = explorer.stage.axes(*explorer.words), explorer.where(state)
    for mark in explorer.series:
        mark.plot(ax, state.marks[mark.name], at)
    for dot in (mark for mark in explorer.marks if isinstance(mark, Dot)):
        x, y = explorer.along.values[at[0]], state.marks[dot.on][at[0]]
        ax.plot([x], [y], "o", color="black", ms=8, gid=dot.name)
    for cross in (mark for mark in explorer.marks if isinstance(mark, Cross)):
        for line, place in ((ax.axvline, at[0]), (ax.axhline, at[1])):
            line(place, color="black", lw=1, gid=cross.name)
    for one in ax.figure.axes:
        words = one.get_legend_handles_labels()[1]
        if not words:
            continue
        place = {}
        if one.images or explorer.stage.bare:  # no corner is empty there
            n = 2 if max(map(len, words)) < 25 else 1
            place = {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": n}
        for handle in one.legend(fontsize=9, **place).legend_handles:
            if isinstance(handle, PathCollection):
                handle.set_sizes([60])
    return ax


def _svg(ax: Axes, alt: str) -> str:
    buffer = io.StringIO()
    ax.figure.savefig(buffer, format="svg", facecolor="white")
    text = buffer.getvalue()
    named = f'<svg role="img" aria-label="{escape(alt)}" '
    return text[text.index("<svg") :].replace("<svg ", named, 1)


def _table(table: Table, state: State) -> str:
    live = [
        [table.words[q] for q in row] for row in table.quantise(state.marks[table.name])
    ]
    head = [*table.columns, *table.live]
    rows = [
        [*still, *moving]
        for still, moving in zip(
            zip(*table.columns.values(), strict=True), live, strict=True
        )
    ]
    cells = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    heads = "".join(f"<th>{escape(h)}</th>" for h in head)
    return f"<table><tr>{heads}</tr>{cells}</table>"
