"""The parts of a figure's HTML: picture, controls, legend and tables of one state."""

from html import escape

from explore.controls import Slider
from explore.explorer import Explorer, State
from explore.marks import Dot, Table, tenth
from explore.palette import ROLES
from explore.stage import Frame

__all__ = ["controls", "legend", "picture", "stage", "tables"]


def stage(explorer: Explorer) -> tuple[str, Frame | None]:
    """Return the still part of the drawing as SVG, and where data stand in it."""
    if explorer.stage is None:
        return "", None
    categories = next((m.categories for m in explorer.series if m.kind == "bars"), ())
    return explorer.stage.svg(f"fig-{explorer.name}", categories)


def picture(explorer: Explorer, state: State) -> str:
    """Return the stage with the marks of ``state``, as SVG."""
    uid = f"fig-{explorer.name}"
    svg, frame = stage(explorer)
    drawn = []
    for mark in explorer.marks:
        if isinstance(mark, Dot):
            line = next(m for m in explorer.series if m.name == mark.on)
            i = explorer.along.values.index(state.controls[explorer.along.name])
            y = line.heights(frame, line.quantise(state.marks[mark.on])[i : i + 1])[0]
            x = tenth(frame.x(line.x)[i])
            drawn.append(f'<circle class="dot" r="5.5" cx="{x}" cy="{y}"/>')
        elif not isinstance(mark, Table):
            shape = mark.svg(frame, mark.quantise(state.marks[mark.name]))
            drawn.append(shape.replace("<g ", f'<g fill="url(#{uid}-{mark.role})" '))
    named = f'<svg role="img" aria-label="{escape(explorer.alt)}" '
    group = f'{_hatches(explorer, uid)}<g class="marks">{"".join(drawn)}</g></svg>'
    return svg.replace("<svg ", named, 1).replace("</svg>", group)


def _hatches(explorer: Explorer, uid: str) -> str:
    """Patterns that fill the bars, so that colour is not the only difference."""
    out = ""
    for mark in explorer.series:
        if mark.kind != "bars":
            continue
        angle = {"": None, "//": 45, "\\\\": 135, "||": 90, "--": 0}[
            ROLES[mark.role].hatch
        ]
        lines = "" if angle is None else '<path d="M0 3H6"/>'
        out += (
            f'<pattern id="{uid}-{mark.role}" class="hatch r-{mark.role}" width="6" '
            f'height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({angle or 0})"><rect width="6" height="6"/>'
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
    """Return the key to lines, bands and bars as a list."""
    uid = f"fig-{explorer.name}"
    if not explorer.series:
        return ""
    items = []
    for mark in explorer.series:
        shape = {
            "line": '<path class="line" d="M1 8H31"/>',
            "band": '<path class="band" d="M1 3H31V13H1Z"/>',
            "bars": f'<g class="bars" fill="url(#{uid}-{mark.role})">'
            '<rect x="8" y="1" width="16" height="14"/></g>',
        }[mark.kind]
        items.append(
            f'<li><svg class="r-{mark.role}" viewBox="0 0 32 16" aria-hidden="true">'
            f"{shape}</svg>{escape(mark.label)}</li>"
        )
    return f'<ul class="legend">{"".join(items)}</ul>'


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
    if not explorer.series:
        return ""
    first = explorer.series[0]
    if first.kind == "bars":
        corner, rows = "", [*first.categories]
    else:
        corner = explorer.stage.xlabel
        rows = explorer.along.texts if explorer.along else [f"{x:,g}" for x in first.x]
    head, columns = [corner], []
    for mark in explorer.series:
        cells = [mark.text(q) for q in mark.quantise(state.marks[mark.name]).ravel()]
        if mark.kind == "band":
            head += [f"{mark.label}, from", f"{mark.label}, to"]
            columns += [cells[: len(rows)], cells[len(rows) :]]
        else:
            head.append(mark.label)
            columns.append(cells)
    heads = "".join(f"<th scope=col>{escape(h)}</th>" for h in head)
    body = "".join(
        f"<tr><th scope=row>{escape(row)}</th>"
        + "".join(f"<td>{column[k]}</td>" for column in columns)
        + "</tr>"
        for k, row in enumerate(rows)
    )
    return (
        "<details><summary>Values of this figure</summary>"
        '<div class="scroll" tabindex="0" role="group" aria-label="Values"><table '
        f'class="values"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
        "</div></details>"
    )
