"""Figures that we did not compute, and the box that compares ours with them."""

import math
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from IPython.display import Markdown

ROOT = Path(__file__).resolve().parents[1]
CERTAINTY = {"D": "derived exactly", "S": "seen in the source", "R": "from memory"}
ROUNDING = 1e-12  # floating point noise, shown as no difference
LONGEST_LIST = 6  # items of a list that are printed before only their count is


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure, as it stands in ``published/<part>/<name>.toml``."""

    id: str
    label: str
    source: str  # bibliography key, or "" for a derivation of our own
    place: str
    value: Any  # number, list of numbers or list of strings
    tolerance: float
    certainty: str  # D, S or R
    how: str = ""

    def difference(self, ours: Any) -> float:
        """Return the largest distance of ``ours``; raise beyond the tolerance."""
        if any(isinstance(item, str) for item in _flat(self.value)):
            gap = 0.0 if _flat(ours) == _flat(self.value) else math.inf
        else:
            mine, theirs = np.asarray(ours, float), np.asarray(self.value, float)
            if mine.shape != theirs.shape:
                raise ValueError(f"{self.id}: {mine.shape} values, not {theirs.shape}")
            gap = float(np.max(np.abs(mine - theirs), initial=0.0))
        if not gap <= self.tolerance:
            raise ValueError(
                f"{self.id}: ours is {ours!r}, published is {self.value!r}, "
                f"the difference must be at most {self.tolerance:g}"
            )
        return gap


def published(name: str, *, root: Path = ROOT) -> dict[str, Figure]:
    """Return the figures of ``published/<name>.toml`` by their id."""
    path = root / "published" / f"{name}.toml"
    if not path.exists():
        raise ValueError(f"no published figures for {name!r}: {path} does not exist")
    figures: dict[str, Figure] = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8")).get("figure", []):
        figure = _figure(row, f"published/{name}.toml")
        if figure.id in figures:
            raise ValueError(f"published/{name}.toml: {figure.id!r} stands twice")
        figures[figure.id] = figure
    return figures


def replication(name: str, ours: dict[str, Any], *, root: Path = ROOT) -> Markdown:
    """Return the box that sets our figures beside the published ones.

    Raises when a figure is missing, unknown, or off by more than its tolerance.
    """
    figures = published(name, root=root)
    missing, unknown = sorted(figures.keys() - ours), sorted(ours.keys() - figures)
    if missing or unknown:
        raise ValueError(f"{name}: figures missing {missing}, not published {unknown}")
    lines = [
        "| Figure and source | Published or derived | Ours | Difference |",
        "|---|--:|--:|--:|",
    ]
    for key, figure in figures.items():
        gap, decimals = figure.difference(ours[key]), _decimals(figure)
        lines.append(
            f"| {figure.label}<br>{_source(figure)} | {_show(figure.value, decimals)} "
            f"| {_show(ours[key], decimals)} | {_gap(gap)} |"
        )
    return Markdown("\n".join(lines))


def _figure(row: dict[str, Any], where: str) -> Figure:
    names = {field.name for field in fields(Figure)}
    lacking, extra = sorted(names - {"how"} - row.keys()), sorted(row.keys() - names)
    if lacking or extra:
        raise ValueError(f"{where}: a figure lacks {lacking}, has unknown {extra}")
    figure = Figure(**row)
    if figure.certainty not in CERTAINTY:
        raise ValueError(f"{where}: {figure.id}: certainty must be D, S or R")
    if not figure.tolerance >= 0:
        raise ValueError(f"{where}: {figure.id}: tolerance must be 0 or more")
    return figure


def _source(figure: Figure) -> str:
    cited = f"{{cite:t}}`{figure.source}`" if figure.source else "Our derivation"
    parts = [cited, figure.place, figure.how, CERTAINTY[figure.certainty]]
    return "; ".join(part for part in parts if part)


def _decimals(figure: Figure) -> int:
    """Return the most decimals that the published value is given with."""
    return max((len(f"{v}".partition(".")[2]) for v in _flat(figure.value)), default=0)


def _flat(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple, np.ndarray)) else [value]


def _show(value: Any, decimals: int) -> str:
    items = _flat(value)
    if len(items) > LONGEST_LIST:
        return f"{len(items)} {'names' if isinstance(items[0], str) else 'values'}"
    words = [v if isinstance(v, str) else f"{float(v):,.{decimals}f}" for v in items]
    return ", ".join(words).replace("|", "\\|")


def _gap(gap: float) -> str:
    if gap < ROUNDING:
        return "none"
    return np.format_float_positional(gap, precision=1, fractional=False, trim="-")
