"""The parts of a figure's HTML: picture, controls, legend and tables of one state."""

from html import escape
from math import ceil

import numpy as np

from explore.cells import Cross, Heat
from explore.controls import Slider
from explore.explorer import Explorer, State
from explore.marks import Bars, Dot, Drawn, Series, Table, tenth
from explore.network import Edges
from explore.palette import ROLES
from explore.stage import Frame

__all__ = ["controls", "legend", "picture", "stage", "tables"]

RULED, CROSSED = '<path d="M0 3H6"/>', '<path d="M0 3H6M3 0V6"/>'
HATCHES = {  # what matplotlib calls them: lines in a square, and its turn
    "": ("", 0),
    "//": (RULED, 45),
    "\\\\": (RULED, 135),
    "||": (RULED, 90),
    "--": (RULED, 0),
    "xx": (CROSSED, 45),
}


def stage(explorer: Explorer) -> tuple[str, Frame | None]:
    """Return the still part of the drawing as SVG, and where data stand in it."""
    if explorer.stage is None:
        return "", None
    return explorer.stage.svg(f"fig-{explorer.name}", *explorer.words)


def picture(explorer: Explorer, state: State) -> str:
    """Return the stage with the marks of ``state``, as SVG."""
    svg, frame = stage(explorer)
    at, drawn = explorer.where(state), []
    series = {mark.name: mark for mark in explorer.series}
    for mark in explorer.marks:
        if isinstance(mark, Dot):
            line = series[mark.on]
            q = line.quantise(state.marks[mark.on])[at[0]]
            y, x = line.heights(frame, [q])[0], tenth(frame.x(line.x)[at[0]])
            drawn.append(f'<circle class="dot" r="5.5" cx="{x}" cy="{y}"/>')
        elif isinstance(mark, Cross):
            drawn.append(mark.svg(frame, series[mark.on].shape, at))
        elif mark.name in series:
            drawn.append(mark.svg(frame, mark.quantise(state.marks[mark.name]), at))
    named = f'<svg role="img" aria-label="{escape(explorer.alt)}" '
    group = f'{_hatches(explorer)}<g class="marks">{"".join(drawn)}</g></svg>'
    return svg.replace("<svg ", named, 1).replace("</svg>", group)


def _hatches(explorer: Explorer) -> str:
    """Patterns that fill bars and cells, so that colour is not the only difference."""
    out = ""
    for mark in explorer.series:
        for key, fill in mark.fills().items():
            lines, turn = HATCHES[ROLES[fill.role].hatch if fill.hatched else ""]
            deep = " deep" * (fill.opacity > 0.5)
            out += (
                f'<pattern id="fig-{explorer.name}-{key}" '
                f'class="hatch r-{fill.role}{deep}" width="6" height="6" '
                f'patternUnits="userSpaceOnUse" patternTransform="rotate({turn})">'
                f'<rect width="6" height="6" fill-opacity="{fill.opacity}"/>'
                f"{lines}</pattern>"
            )
    return out


def controls(explorer: Explorer) -> str:
    """Return the native inputs, each with its label; the script shows them."""
    uid, out = f"fig-{explorer.name}", []
    for control in explorer.controls:
        cid, label = f"{uid}-{control.name}", escape(control.label)
        if isinstance(control, Slider):
            text = escape(control.texts[control.first])
            out.append(
                f'<label for="{cid}">{label} '
                f'<output for="{cid}">{text}</output></label>'
                f'<input type="range" id="{cid}" data-name="{control.name}" min="0" '
                f'max="{len(control.values) - 1}" value="{control.first}" '
                f'aria-valuetext="{text}" autocomplete="off">'
                + '<button type="button" class="play">Play</button>'
                * control.play
            )
            continue
        radios = "".join(
            f'<label><input type="radio" name="{cid}" data-name="{control.name}" '
            f'value="{k}"{" checked" * (k == control.first)} autocomplete="off"> '
            f"{escape(text)}</label>"
            for k, text in enumerate(control.texts)
        )
        out.append(f"<fieldset><legend>{label}</legend>{radios}</fieldset>")
    return "".join(out)


def legend(explorer: Explorer) -> str:
    """Return the key to the marks as a list."""
    uid = f"fig-{explorer.name}"
    if not explorer.series:
        return ""
    items = []
    for mark in explorer.series:
        if isinstance(mark, Heat):
            items.append(_colour_bar(mark, uid))
        for drawn, words, role in mark.key(uid):
            items.append(
                f'<li><svg class="r-{role}" viewBox="0 0 32 16" aria-hidden="true">'
                f"{drawn}</svg>{escape(words)}</li>"
            )
    return f'<ul class="legend">{"".join(items)}</ul>'


def _colour_bar(heat: Heat, uid: str) -> str:
    """Return the shades of a heat map side by side, with the numbers between them."""
    words = [heat.text(q) for q in np.rint(np.multiply(heat.edges, heat.scale))]
    wide = 288 / (len(words) - 1)
    every = ceil((max(map(len, words)) + 1) * 6 / wide)
    boxes = "".join(
        f'<rect x="{tenth(16 + k * wide)}" y="1" width="{tenth(wide)}" height="14" '
        f'fill="url(#{uid}-{key})"/>'
        for k, key in enumerate(heat.fills())
    )
    numbers = "".join(
        f'<text x="{tenth(16 + k * wide)}" y="29">{word}</text>'
        for k, word in enumerate(words)
        if min(k, len(words) - 1 - k) % every == 0
    )
    return (
        f'<li class="bar">{escape(heat.label)}<span class="away"> from {words[0]} to '
        f'{words[-1]}</span><svg viewBox="0 0 320 32" aria-hidden="true">'
        f'<g class="bars">{boxes}</g>{numbers}</svg></li>'
    )


def tables(explorer: Explorer, state: State) -> str:
    """Return the tables of ``state``: the live ones, and the values of the drawing."""
    live = "".join(_table(table, state) for table in explorer.tables)
    return live + _values(explorer, state)


def _table(table: Table, state: State) -> str:
    integers = table.quantise(state.marks[table.name])
    head = "".join(
        f"<th scope=col>{escape(h)}</th>" for h in (*table.columns, *table.live)
    )
    rows = []
    for k, cells in enumerate(zip(*table.columns.values(), strict=True)):
        first, *others = (escape(str(cell)) for cell in cells)
        still = "".join(f"<td>{cell}</td>" for cell in others)
        live = "".join(
            f'<td data-q="{q}">{escape(table.words[q])}</td>' for q in integers[k]
        )
        rows.append(f"<tr><th scope=row>{first}</th>{still}{live}</tr>")
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="Table"><table '
        f'class="live" data-name="{table.name}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _values(explorer: Explorer, state: State) -> str:
    """Return one table for lines, bars or a row of cells, one for each other mark."""
    lined = [mark for mark in explorer.series if isinstance(mark, Series)]
    single = [[mark] for mark in explorer.series if not isinstance(mark, Series)]
    together = [lined, *single] if lined else single
    tables = "".join(_value_table(explorer, state, marks) for marks in together)
    if not tables:
        return ""
    return f"<details><summary>Values of this figure</summary>{tables}</details>"


def _value_table(explorer: Explorer, state: State, marks: list[Drawn]) -> str:
    first, at = marks[0], explorer.where(state)
    note, of = "", " ".join(str(explorer.marks.index(mark)) for mark in marks)
    if isinstance(first, Bars):
        corner, rows = "", [*first.categories]
    elif not isinstance(first, Series):
        corner, rows = first.label if isinstance(first, Edges) else "", first.names
    else:
        corner = explorer.stage.xlabel
        rows = explorer.along.texts if explorer.along else [f"{x:,g}" for x in first.x]
    if row := explorer.along_y:
        text = escape(row.texts[at[1]])
        note = f'<caption>{escape(row.label)}: <b data-row="1">{text}</b></caption>'
    columns = {}
    for mark in marks:
        columns |= mark.columns(mark.quantise(state.marks[mark.name]), at)
    heads = "".join(f"<th scope=col>{escape(h)}</th>" for h in (corner, *columns))
    body = "".join(
        f"<tr><th scope=row>{escape(row)}</th>"
        + "".join(f"<td>{escape(column[k])}</td>" for column in columns.values())
        + "</tr>"
        for k, row in enumerate(rows)
    )
    return (
        '<div class="scroll" tabindex="0" role="group" aria-label="Values"><table '
        f'class="values" data-of="{of}">{note}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
