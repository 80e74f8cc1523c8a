"""The static life: every state as integers in the page, proved equal when it is built.

A page holds, for each figure, the stage as SVG, the marks of the start state, and a
JSON script with the integers of all states (differences along x: gzip likes them).
``theme/static/explore.js`` draws the other states.
"""

import gzip
import json
import os
import re
import time
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from itertools import product
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explore.cells import Cross
from explore.explorer import Explorer, State
from explore.marks import Dot
from explore.parts import controls, legend, picture, stage, tables
from explore.reader import NOTE, check_links, question, tools

__all__ = ["bundle", "decode", "is_static", "render"]

MOST_BYTES, MOST_SECONDS = 60_000, 20.0
_spent: dict[str, tuple[int, float, bool]] = {}  # a figure: bytes, seconds, asks


def is_static() -> bool:
    """Say whether a page is being built; theme/ sets the variable."""
    return bool(os.environ.get("BOOK_STATIC"))


def bundle(explorer: Explorer) -> dict[str, str]:
    """Return the page's HTML, within what one chapter may spend."""
    if explorer.name in _spent:
        explorer.refuse("the chapter has a figure of this name already")
    began = time.process_time()
    html = render(explorer)
    size = len(gzip.compress(html.encode()))
    seconds, asks = time.process_time() - began, explorer.predict is not None
    _spent[explorer.name] = (size, seconds, asks)
    size, seconds, n_asks = (sum(all_) for all_ in zip(*_spent.values(), strict=True))
    if n_asks > 1:
        explorer.refuse("a chapter asks its reader to predict once at most")
    if size > MOST_BYTES or seconds > MOST_SECONDS:
        explorer.refuse(
            f"a chapter's figures may take {MOST_BYTES} bytes gzip and "
            f"{MOST_SECONDS:g} s; with this one they take {size} and {seconds:.1f}"
        )
    return {"text/html": html}


def render(explorer: Explorer) -> str:
    """Return the figure as HTML that works without a network, and without a script."""
    uid, states = f"fig-{explorer.name}", explorer.grid()
    start = states[explorer.start]
    spec = _spec(explorer, states)
    check_links(explorer)
    html = (
        f'<figure class="explore" id="{uid}" aria-labelledby="{uid}-caption">'
        f'<figcaption id="{uid}-caption">{escape(explorer.caption)}</figcaption>'
        f"{NOTE}{question(explorer)}"
        f'<div class="controls" hidden>{controls(explorer)}</div>'
        f"{picture(explorer, start)}{legend(explorer)}"
        f'<p class="say">{escape(explorer.sentence(start))}</p>'
        '<p class="speech" role="status"></p>'
        f"{tools(explorer)}{tables(explorer, start)}"
        f'<script type="application/json">{_json(spec)}</script></figure>'
    )
    _prove(explorer, decode(html, explorer.name))
    return html


def decode(page_html: str, name: str) -> list[State]:
    """Return the states of figure ``name`` as a built page holds them.

    Raises
    ------
    ValueError
        When the page has no such figure.
    """
    finder = _Finder(f"fig-{name}")
    finder.feed(page_html)
    if not finder.json:
        raise ValueError(f"name must be a figure of the page, got {name!r}")
    spec = json.loads(finder.json)
    movers = [c for c in spec["controls"] if not c.get("along")]
    numbers = {m["name"]: _numbers(m) for m in spec["marks"] if "q" in m}
    states = []
    for k, texts in enumerate(product(*(c["texts"] for c in movers))):
        marks = {name: every[k] for name, every in numbers.items()}
        readouts = {
            r: [d["texts"][i] for i in d["at"][k * d["n"] : (k + 1) * d["n"]]]
            for r, d in spec["readouts"].items()
        }
        names = [c["name"] for c in movers]
        states.append(State(dict(zip(names, texts, strict=True)), marks, readouts))
    return states


def _prove(explorer: Explorer, decoded: list[State]) -> None:
    """Raise unless the page's states are the model's, to within one step."""
    marks = {mark.name: mark for mark in (*explorer.series, *explorer.tables)}
    for state, page in zip(explorer.grid(), decoded, strict=True):
        for name, shown in page.marks.items():
            off = np.abs(shown - state.marks[name]) * getattr(marks[name], "scale", 1)
            if off.max() > 0.5 * (1 + 1e-6):
                explorer.refuse(
                    f"the page's {name} is not the model's at {state.controls}"
                )
        for name, texts in page.readouts.items():
            if texts != _texts(state.readouts[name]):
                explorer.refuse(
                    f"the page's {name} is not the model's at {state.controls}"
                )


class _Finder(HTMLParser):
    """Find the JSON script of one figure."""

    def __init__(self, uid: str) -> None:
        super().__init__()
        self.uid, self.inside, self.reading, self.json = uid, False, False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "figure":
            self.inside = given.get("id") == self.uid
        self.reading = self.inside and tag == "script"

    def handle_data(self, data: str) -> None:
        if self.reading:
            self.json += data

    def handle_endtag(self, tag: str) -> None:
        self.reading = False


def _numbers(mark: dict[str, Any]) -> NDArray[np.float64]:
    """Return the numbers of a mark as the page's script reads them: states first."""
    steps = np.reshape(mark["q"], (-1, prod(mark["shape"])))
    integers = np.cumsum(steps, axis=0 if "over" in mark else 1)
    prints = mark.get("prints", [mark])
    scale = [
        10 ** how.get("decimals", 0) * (100 if "unit" in how else 1) for how in prints
    ]
    scale = scale[0] if len(scale) == 1 else np.array(scale)[:, None]
    return integers.reshape(-1, *mark["shape"]) / scale


def _texts(readout: str | Iterable[Any]) -> list[str]:
    """Return a readout's texts in a row: one, one for each x, or one for each cell."""
    if isinstance(readout, str):
        return [readout]
    return [text for part in readout for text in _texts(part)]


def _spec(explorer: Explorer, states: list[State]) -> dict[str, Any]:
    controls = [
        {"name": c.name, "texts": c.texts} | ({"along": c.along} if c.along else {})
        for c in explorer.controls
    ]
    marks = []
    frame = stage(explorer)[1]
    for mark in explorer.marks:
        if isinstance(mark, Dot | Cross):
            marks.append({"name": mark.name, "kind": mark.kind, "on": mark.on})
            continue
        rows = [mark.quantise(state.marks[mark.name]).ravel() for state in states]
        along = 0 if getattr(mark, "over", False) else 1
        deltas = np.diff(np.array(rows), axis=along, prepend=0)
        marks.append(mark.spec(frame) | {"q": deltas.ravel().tolist()})
    readouts = {}
    for name in states[0].readouts:
        texts = [_texts(state.readouts[name]) for state in states]
        known = sorted({text for row in texts for text in row})
        at = [known.index(text) for row in texts for text in row]
        readouts[name] = {"n": len(texts[0]), "texts": known, "at": at}
    spec = {"controls": controls, "marks": marks, "readouts": readouts}
    return spec | {"say": explorer.say}


def _json(spec: dict[str, Any]) -> str:
    """JSON that cannot end its script element, whatever a label holds."""
    text = json.dumps(spec, separators=(",", ":"), ensure_ascii=False)
    return re.sub("[<>&]", lambda m: f"\\u{ord(m[0]):04x}", text)
