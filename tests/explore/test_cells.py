"""Tests for explore/cells.py: heat map, phase diagram, cross and slice."""

import re
from dataclasses import replace

import numpy as np
import pytest

from explore import Cross, Heat, Phase, Slice, Slider, Stage, decode
from explore.live import LiveFigure
from explore.page import render
from tests.explore.figures import (
    CELLS,
    HOSTILE,
    LEFT,
    RIGHT,
    WALKERS,
    bars,
    heat,
    phase,
)

EDGES = [-1, -0.5, -0.01, 0.01, 0.5, 1]


def drawn(html, name):
    """Return the d of every path of the cells, shades first, the seam last."""
    group = re.search(r'<g class="cells">(.*?)</g>', html)[1]
    return re.findall(rf'(?:url\(#fig-{name}[^"]*"|seam") d="([^"]*)"', group)


# -- states ------------------------------------------------------------------------


def test_sentence_speaks_of_the_cell_under_the_cross():
    explorer = heat()
    state = explorer.at(weight=1.0, left=0.75, right=0.0)
    # by hand: 0.75 - 0; the first cell is 0 - 0
    assert explorer.sentence(state) == ("At 75% and 0%, left leads: 75%; at first 0%.")


def test_fixed_diagram_has_one_state_however_many_cells():
    assert phase().n_states == len(phase().grid()) == 1
    assert phase().sentence(phase().at(left=1.0)) == (
        "At 100% and 50%: Left; 100% against 50%."
    )


# -- the page ----------------------------------------------------------------------


@pytest.mark.parametrize("explorer", [heat(), phase()], ids=["heat", "phase"])
def test_page_decodes_to_the_model(explorer):
    page = decode(render(explorer), explorer.name)
    for mine, theirs in zip(explorer.grid(), page, strict=True):
        assert set(theirs.marks) == set(mine.marks)
        for name, numbers in theirs.marks.items():
            assert np.abs(numbers - mine.marks[name]).max() <= 0.005 + 1e-12, name


@pytest.mark.parametrize(("kind", "figure"), [(Heat, heat), (Phase, phase)])
def test_proof_catches_a_page_that_is_not_the_model(kind, figure, monkeypatch):
    # a planted fault: the rows upside down
    honest = kind.quantise
    monkeypatch.setattr(kind, "quantise", lambda self, v: honest(self, v)[::-1])
    with pytest.raises(ValueError, match=rf"figure '{figure().name}': the page's"):
        render(figure())


def test_every_cell_is_drawn_once_where_it_belongs():
    """Read the drawing back cell by cell, and compare it with the model."""
    explorer = phase()
    frame = explorer.stage.svg("t", *explorer.words)[1]
    winner = explorer.grid()[0].marks["winner"]
    boxes = [
        (k, *map(float, box))
        for k, d in enumerate(drawn(render(explorer), "phase")[:-1])
        for box in re.findall(r"M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H\1Z", d)
    ]
    for row in range(len(RIGHT)):
        for column in range(len(LEFT)):
            x, y = frame.to_svg(column, row)
            covers = [k for k, a, b, c, d in boxes if a < x < c and d < y < b]
            assert covers == [winner[row, column]], (row, column)


def test_seams_run_where_neighbours_differ_and_nowhere_else():
    explorer = phase()
    xs, ys = (
        explorer.stage.svg("t", *explorer.words)[1].x([0.5, 1.5]),
        explorer.stage.svg("t", *explorer.words)[1].ys([-0.5, 0.5]),
    )
    # lowest row by hand: tie at 0 against 0, then left is larger: one seam
    seam = drawn(render(explorer), "phase")[-1]
    upright = re.findall(r"M([\d.]+) ([\d.]+)V", seam)
    assert [x for x, y in upright if float(y) == ys[0]] == [f"{xs[0]:g}"]
    # between the two lowest rows: tie over tie nowhere; all but the last two differ
    level = re.findall(r"M([\d.]+) ([\d.]+)H", seam)
    assert len([x for x, y in level if float(y) == ys[1]]) == 3


@pytest.mark.parametrize(
    ("value", "shade"),
    [(-1, 0), (-0.5, 0), (-0.49, 1), (-0.01, 1), (0, 2), (0.01, 3), (0.49, 3),
     (0.5, 4), (1, 4)],
)  # fmt: skip
def test_an_edge_has_the_deeper_shade_on_either_side(value, shade):
    mark = Heat("a", **CELLS, label="A", edges=EDGES, percent=True,
                sides=("experts", "citizens"))  # fmt: skip
    integers = mark.quantise(np.full((3, 5), value))
    assert set(np.searchsorted(mark.bins, integers, side="right").ravel()) == {shade}


def test_two_sides_are_mirror_images():
    fills = [*heat().series[0].fills().values()]
    assert [f.opacity for f in fills] == [f.opacity for f in fills[::-1]]
    assert [f.role for f in fills] == ["experts"] * 2 + ["outcome"] + ["citizens"] * 2


def test_start_shows_the_row_of_the_cross_without_a_script():
    html = render(heat())
    frame = heat().stage.svg("t", *heat().words)[1].below
    # by hand: left - 0.5 along the row
    ys = [frame.to_svg(0, x - 0.5)[1] for x in LEFT]
    line = re.search(r'class="line r-outcome" d="M([^"]+)"', html)[1]
    assert [float(p.split()[1]) for p in line.split("L")] == pytest.approx(ys, abs=0.06)
    assert '<caption>Right: <b data-row="1">50%</b></caption>' in html
    rows = re.findall(r"<tr><th scope=row>(.*?)</th><td>(.*?)</td></tr>", html)
    assert rows == [("0%", "-50%"), ("25%", "-25%"), ("50%", "0%"), ("75%", "25%"),
                    ("100%", "50%")]  # fmt: skip


def test_cross_stands_on_its_cell():
    frame = phase().stage.svg("t", *phase().words)[1]
    x, y = frame.to_svg(LEFT.index(0.25), RIGHT.index(0.5))
    cx, cy = re.search(r'r="5.5" cx="([\d.]+)" cy="([\d.]+)"', render(phase())).groups()
    assert (float(cx), float(cy)) == pytest.approx((x, y), abs=0.11)


def test_legend_has_a_colour_bar_and_each_category():
    html = render(heat())
    bar = re.search(r'<li class="bar">(.*?)</li>', html)[1]
    assert re.findall(r">([-\d]+%)</text>", bar) == [
        "-100%", "-50%", "-1%", "1%", "50%", "100%",
    ]  # fmt: skip
    assert bar.count("<rect") == len(EDGES) - 1
    legend = re.search(r'<ul class="legend">(.*?)</ul>', render(phase()))[1]
    assert legend.count("url(#fig-phase-winner-") == 3
    assert "<script>" not in legend


def test_hostile_category_stays_text():
    html = render(phase(say="{winner}", controls=[
        Slider("left", HOSTILE, values=LEFT, start=0.5, along=True),
        Slider("right", HOSTILE, values=RIGHT, start=0.5, along="y"),
    ]))  # fmt: skip
    assert "<script>document" not in html
    assert html.count("</script>") == 1


# -- the live kernel -----------------------------------------------------------------


def test_live_heat_map_shows_the_models_numbers_off_the_grid():
    live = LiveFigure(heat())
    live.inputs["weight"].value = 0.33  # between the page's 0 and 0.5
    live.inputs["right"].value = 1.0
    values = 0.33 * (np.array(LEFT) - np.array(RIGHT)[:, None])
    assert np.asarray(live.axes.images[0].get_array()) == pytest.approx(values)
    row = live.axes.figure.axes[1].get_lines()[0].get_ydata()
    assert row == pytest.approx(values[2])
    shades = live.axes.images[0].norm(values)
    expected = np.digitize(np.rint(100 * values), [-49, 0, 1, 50])
    assert np.array_equal(shades, expected)
    cross = [line for line in live.axes.get_lines() if line.get_gid() == "cross-lead"]
    assert (cross[0].get_xdata()[0], cross[1].get_ydata()[0]) == (1, 2)


def test_live_phase_diagram_follows_both_widgets():
    live = LiveFigure(phase())
    live.inputs["left"].value, live.inputs["right"].value = 0.0, 0.0
    assert np.asarray(live.axes.images[0].get_array()) == pytest.approx(
        np.array([[1, 0, 0, 0, 0], [2, 2, 1, 0, 0], [2, 2, 2, 2, 1]])
    )
    hatched = [c.get_array().compressed() for c in live.axes.collections[:2]]
    assert [set(one) for one in hatched] == [{1}, {2}], "the tie and the right"
    mine = live.axes.figure.axes[1].get_lines()[0].get_ydata()
    assert mine == pytest.approx(LEFT)
    assert "<script>" not in live._body.value


@pytest.mark.parametrize("figure", [bars, phase])
def test_live_hatch_differs_from_its_ground(figure):
    svg = LiveFigure(figure())._body.value
    hatched = re.findall(
        r'<pattern.*?fill="(#\w+|none)".*?stroke: (#\w+)', svg, flags=re.S
    )
    assert hatched
    assert all(ground != lines for ground, lines in hatched)


def test_live_map_has_its_key():
    axes = LiveFigure(heat()).axes.figure.axes
    bar = [text.get_text() for text in axes[2].get_xticklabels()]
    assert bar == ["-100%", "-50%", "-1%", "1%", "50%", "100%"]
    key = LiveFigure(phase()).axes.get_legend().get_texts()
    assert [text.get_text() for text in key] == ["Left", HOSTILE, "Right"]


# -- refusals ------------------------------------------------------------------------


def test_value_outside_the_shades_stops_the_build():
    marks = [Heat("lead", **CELLS, label="Lead", edges=[-0.5, 0, 0.5], decimals=1)]
    with pytest.raises(
        ValueError, match=r"figure 'heat': lead must lie in edges \(-0.5, 0.5\)"
    ):
        render(heat(marks=marks, say=""))


def test_value_outside_the_lower_stage_stops_the_build():
    low = Stage(ylabel="Right", below=Stage(ylabel="Share", ylim=(0, 0.9)))
    with pytest.raises(ValueError, match="figure 'phase': mine must lie in ylim"):
        render(phase(stage=low))
    with pytest.raises(ValueError, match="figure 'heat': lead must lie in ylim below"):
        render(heat(stage=low))


@pytest.mark.parametrize(
    ("figure", "changes", "why"),
    [
        (phase, {"controls": WALKERS[:1]}, "a slider along x and one along y"),
        (phase, {"marks": []}, "right walks along y, but there are no cells"),
        (phase, {"stage": Stage(ylabel="y")}, "a slice needs a stage with one below"),
        (phase, {"marks": [*phase().marks, Cross("mine")]}, "a cross needs a heat map"),
        (heat, {"controls": [*WALKERS, replace(WALKERS[0], name="more")]},
         "one slider may walk along x"),
        (heat, {"marks": [Heat("lead", x=LEFT, y=LEFT, label="", edges=[0, 1, 2])]},
         "y of lead must be the values of right"),
        (heat, {"stage": None}, "need a stage"),
    ],
)  # fmt: skip
def test_ill_formed_figure_is_refused(figure, changes, why):
    with pytest.raises(ValueError, match=f"figure '{figure().name}': .*{why}"):
        figure(**changes)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"edges": [0, 1]}, "edges of a must be three or more"),
        ({"edges": [0, 2, 1]}, "edges of a must be three or more that rise"),
        ({"edges": [0, 0.5, 1]}, "print with 0 decimals"),
        ({"edges": [-2, -1, 0, 1, 2], "sides": ("experts", "citizens")}, "even number"),
        ({"edges": [-2, -1, 1, 3], "sides": ("experts", "citizens")}, "symmetric"),
        ({"edges": [0, 1, 2], "role": "heroes"}, "role of a must be one of"),
    ],
)
def test_ill_formed_heat_map_is_refused(fields, why):
    with pytest.raises(ValueError, match=why):
        Heat("a", **CELLS, label="A", **fields)


def test_ill_formed_phase_diagram_is_refused():
    with pytest.raises(ValueError, match="categories of a must be two or more"):
        Phase("a", **CELLS, label="A", categories={"X": "tie", "Y": "tie"})
    with pytest.raises(ValueError, match="role of a must be one of"):
        Phase("a", **CELLS, label="A", categories={"X": "tie", "Y": "heroes"})
    mark = Phase("a", **CELLS, label="A", categories={"X": "tie", "Y": "third"})
    for wrong in (np.full((3, 5), 2), np.full((3, 5), 0.5), np.full((3, 5), -1)):
        with pytest.raises(ValueError, match="a must index its 2 words"):
            mark.quantise(wrong)


def test_wrong_shape_is_refused_by_name():
    with pytest.raises(ValueError, match=r"mine must be \(3, 5\) finite numbers"):
        Slice("mine", **CELLS, label="", role="third").cleaned(np.zeros((5, 3)))


def test_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="left: along must be True, 'x' or 'y'"):
        Slider("left", "Left", values=LEFT, start=0.5, along="z")
