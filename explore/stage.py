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
        Limits in data units; a value outside them is an error. With bars ``xlim``
        is left out: the categories stand side by side.
    xscale, yscale : {"linear", "log"}
    xpercent, ypercent : bool
        Print the ticks of a share as per cent.
    """

    xlabel: str
    ylabel: str
    xlim: tuple[float, float] | None = None
    ylim: tuple[float, float] = (0, 1)
    xscale: str = "linear"
    yscale: str = "linear"
    xpercent: bool = False
    ypercent: bool = False

    def axes(self, categories: Sequence[str] = ()) -> Axes:
        """Return empty axes on a figure of their own (not known to pyplot)."""
        with mpl.rc_context(STYLE):
            ax = Figure(figsize=(4.8, 3.1), layout="constrained").subplots()
            ax.set(xlabel=self.xlabel, ylabel=self.ylabel)
            ax.set(xscale=self.xscale, yscale=self.yscale, ylim=self.ylim)
            if categories:
                ax.set_xticks(range(len(categories)), categories)
                ax.tick_params(axis="x", length=0)
                ax.grid(visible=False, axis="x")
            ax.set_xlim(self.xlim or (-0.5, len(categories) - 0.5))
            for axis, scale, percent in [
                (ax.xaxis, self.xscale, self.xpercent),
                (ax.yaxis, self.yscale, self.ypercent),
            ]:
                if percent:
                    axis.set_major_formatter(PercentFormatter(1, decimals=0))
                elif scale == "log":
                    axis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:,g}"))
                if scale == "log":
                    axis.set_minor_formatter("")
        return ax

    def svg(self, uid: str, categories: Sequence[str] = ()) -> tuple[str, "Frame"]:
        """Return the stage as SVG, ids prefixed with ``uid``, and its frame."""
        ax = self.axes(categories)
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
        return re.sub(r"\s*\n\s*", " ", text).strip(), Frame(ax)


class Frame:
    """Where data stand in the SVG of a drawn stage.

    An x is a position; a y is two numbers, for the page's script to place an integer
    q of the data: ``y = a + b * q``, on a log axis ``y = a + b * log10(q)``.
    """

    def __init__(self, ax: Axes) -> None:
        self._ax = ax
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

    def y(self, scale: float) -> tuple[float, float]:
        """Return (a, b) for integers ``q = value * scale``."""
        (x, _), (low, high) = self._ax.get_xlim(), self._ax.get_ylim()
        at_low, at_high = self.to_svg(x, low)[1], self.to_svg(x, high)[1]
        q_low, q_high = low * scale, high * scale
        if self.log:
            q_low, q_high = np.log10([q_low, q_high])
        b = (at_high - at_low) / (q_high - q_low)
        return round(float(at_low - b * q_low), 6), round(float(b), 9)
