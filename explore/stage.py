"""The still part of a figure: axes, ticks and labels, drawn by matplotlib."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, PercentFormatter

__all__ = ["Frame", "Stage"]

STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.25,
    "text.parse_math": False,  # "from $5 to $10" is words
}


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Axes that stay fixed over all states.

    Parameters
    ----------
    xlabel, ylabel : str
        Axis labels, with the unit.
    xlim, ylim : (low, high)
        Limits in data units; a value outside them is an error. With bars and cells
        they are left out: categories, rows and columns stand side by side.
    xscale, yscale : {"linear", "log"}
    xpercent, ypercent : bool
        Print the ticks of a share as per cent.
    below : Stage or None
        A second, lower stage over the same x, for the values along a row of cells.
    bare : bool
        Draw no axes, and make a unit as long in both directions: for networks, and
        for agents on a map.
    """

    xlabel: str = ""
    ylabel: str = ""
    xlim: tuple[float, float] | None = None
    ylim: tuple[float, float] = (0, 1)
    xscale: str = "linear"
    yscale: str = "linear"
    xpercent: bool = False
    ypercent: bool = False
    below: "Stage | None" = None
    bare: bool = False

    def axes(self, columns: Sequence[str] = (), rows: Sequence[str] = ()) -> Axes:
        """Return empty axes on a figure of their own (not known to pyplot).

        ``columns`` are words along the bottom, one for each bar or column of cells,
        ``rows`` words upwards; an empty word leaves its place without a tick.
        """
        tall = 5.2 if self.below else 3.9 if rows or self.bare else 3.1
        with mpl.rc_context(STYLE):
            figure = Figure(figsize=(4.8, tall), layout="constrained")
            if self.below:
                ax, lower = figure.subplots(2, sharex=True, height_ratios=(5, 3))
                self.below._dress(lower, columns, ())
                lower.set_xlabel(self.xlabel)
            else:
                ax = figure.subplots()
            self._dress(ax, columns, rows)
            if self.below:
                ax.set_xlabel("")
        return ax

    def _dress(self, ax: Axes, columns: Sequence[str], rows: Sequence[str]) -> None:
        ax.set(xlabel=self.xlabel, ylabel=self.ylabel)
        ax.set(xscale=self.xscale, yscale=self.yscale)
        ax.set_xlim(self.xlim or (-0.5, len(columns) - 0.5))
        ax.set_ylim((-0.5, len(rows) - 0.5) if rows else self.ylim)
        for axis, scale, percent, words in [
            (ax.xaxis, self.xscale, self.xpercent, columns),
            (ax.yaxis, self.yscale, self.ypercent, rows),
        ]:
            if words:
                few = [k for k, word in enumerate(words) if word]
                axis.set_ticks(few, [words[k] for k in few])
                axis.set_tick_params(length=0)
                axis.grid(visible=False)
            elif percent:
                axis.set_major_formatter(PercentFormatter(1, decimals=0))
            elif scale == "log":
                axis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:,g}"))
            if scale == "log":
                axis.set_minor_formatter("")
        if rows:
            ax.grid(visible=False)
        if self.bare:
            ax.set_axis_off()
            ax.set_aspect("equal")

    def svg(
        self, uid: str, columns: Sequence[str] = (), rows: Sequence[str] = ()
    ) -> tuple[str, "Frame"]:
        """Return the stage as SVG, ids prefixed with ``uid``, and its frame."""
        ax = self.axes(columns, rows)
        buffer = io.StringIO()
        metadata = dict.fromkeys(("Date", "Creator", "Type", "Format"))
        with mpl.rc_context(STYLE | {"svg.hashsalt": uid}):
            ax.figure.savefig(buffer, format="svg", transparent=True, metadata=metadata)
        text = buffer.getvalue()
        text = text[text.index("<svg") :]
        text = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", text, flags=re.S)
        text = re.sub(r' (width|height)="[\d.]+pt"', "", text)
        text = text.replace("#000000", "currentColor")
        text = re.sub(r'\bid="([^"]+)"', rf'id="{uid}-\1"', text)
        text = re.sub(r'(url\(#|href="#)', rf"\g<1>{uid}-", text)
        return re.sub(r"\s*\n\s*", " ", text).strip(), Frame(ax, uid)


class Frame:
    """Where data stand in the SVG of a drawn stage.

    An x is a position; a y is two numbers, for the page's script to place an integer
    q of the data: ``y = a + b * q``, on a log axis ``y = a + b * log10(q)``.
    ``below`` is the frame of the lower stage, ``uid`` what the figure's ids begin with.
    """

    def __init__(self, ax: Axes, uid: str) -> None:
        self._ax, self.uid = ax, uid
        both = ax.figure.axes
        self.below = Frame(both[1], uid) if ax is both[0] and len(both) > 1 else None
        self._height = ax.figure.get_size_inches()[1] * 72
        self.log = ax.get_yscale() == "log"

    def to_svg(self, x: float, y: float) -> tuple[float, float]:
        """Return the position of a point of the data."""
        px, py = self._ax.transData.transform((x, y)) * 72 / self._ax.figure.dpi
        return float(px), float(self._height - py)

    def x(self, values: Sequence[float]) -> list[float]:
        """Return the positions of ``values``, to a tenth of a unit."""
        y = self._ax.get_ylim()[0]
        return [round(self.to_svg(value, y)[0], 1) for value in values]

    def ys(self, values: Sequence[float]) -> list[float]:
        """Return the heights of ``values``, to a tenth of a unit."""
        x = self._ax.get_xlim()[0]
        return [round(self.to_svg(x, value)[1], 1) for value in values]

    def across(self, scale: float) -> tuple[float, float]:
        """Return (a, b) of ``x = a + b * q`` for integers ``q = value * scale``."""
        (low, high), y = self._ax.get_xlim(), self._ax.get_ylim()[0]
        at_low, at_high = self.to_svg(low, y)[0], self.to_svg(high, y)[0]
        b = (at_high - at_low) / ((high - low) * scale)
        return round(float(at_low - b * low * scale), 6), round(float(b), 9)

    def y(self, scale: float) -> tuple[float, float]:
        """Return (a, b) for integers ``q = value * scale``."""
        (x, _), (low, high) = self._ax.get_xlim(), self._ax.get_ylim()
        at_low, at_high = self.to_svg(x, low)[1], self.to_svg(x, high)[1]
        q_low, q_high = low * scale, high * scale
        if self.log:
            q_low, q_high = np.log10([q_low, q_high])
        b = (at_high - at_low) / (q_high - q_low)
        return round(float(at_low - b * q_low), 6), round(float(b), 9)
