"""Tests for explore/: what the page holds is what the model gave."""

import re
from pathlib import Path

import numpy as np
import pytest

from explore import Choice, Dot, Line, Slider, Stage, decode
from explore.live import LiveFigure
from explore.marks import tenth
from explore.page import render
from explore.palette import ROLES
from tests.explore.figures import HOSTILE, XS, bars, lines

ROOT = Path(__file__).parents[2]

# -- states ------------------------------------------------------------------------


def test_at_fills_in_the_start_and_calls_the_model():
    state = lines().at(slope=0.2)
    assert state.controls == {"slope": 0.2, "shift": 0.2, "x": 10}
    # by hand: 0.2 + 0.2 * log10(1, 10, 100)
    assert state.marks["line"] == pytest.approx([0.2, 0.4, 0.6])


def test_grid_has_every_state_with_the_last_control_fastest():
    states = lines().grid()
    seen = [(s.controls["slope"], s.controls["shift"]) for s in states]
    assert seen == [(a, b) for a in (0.0, 0.1, 0.2) for b in (0.2, 0.4)]
    start = states[lines().start].controls
    assert (start["slope"], start["shift"]) == (0.1, 0.2)


def test_sentence_says_controls_values_and_readouts():
    explorer = lines()
    text = explorer.sentence(explorer.at(slope=0.1, shift=0.4, x=100))
    assert text == "At 100 the line is 0.60, at 100; 0.40 at first; mean 0.50."


# -- the page ----------------------------------------------------------------------


@pytest.mark.parametrize("explorer", [lines(), bars()], ids=["lines", "bars"])
def test_page_decodes_to_the_model(explorer):
    steps = {m.name: 1 / getattr(m, "scale", 1) for m in explorer.marks}
    page = decode(render(explorer), explorer.name)
    for mine, theirs in zip(explorer.grid(), page, strict=True):
        assert set(theirs.marks) == set(mine.marks)
        for name, numbers in theirs.marks.items():
            off = np.abs(numbers - mine.marks[name]).max()
            assert off <= steps[name] / 2 + 1e-12, name


def test_proof_catches_a_page_that_is_not_the_model(monkeypatch):
    # a planted fault: integers one and a half steps off must stop the build
    honest = Line.quantise
    monkeypatch.setattr(Line, "quantise", lambda self, v: honest(self, v) + 2)
    with pytest.raises(ValueError, match=r"page's (line|band) is not the model's"):
        render(lines())


def test_decode_refuses_a_figure_that_is_not_there():
    with pytest.raises(ValueError, match="name must be a figure of the page"):
        decode(render(lines()), "other")


def test_start_state_is_drawn_without_a_script():
    html = render(lines())
    frame = lines().stage.svg("t")[1]
    # y = 0.2 + 0.1 * log10(x), by the axes' own transform
    ys = [frame.to_svg(x, y)[1] for x, y in zip(XS, [0.2, 0.3, 0.4], strict=True)]
    drawn = re.search(r'class="line r-citizens" d="M([^"]+)"', html)[1]
    heights = [float(point.split()[1]) for point in drawn.split("L")]
    assert heights == pytest.approx(ys, abs=0.06)
    assert "At 10 the line is 0.30" in html


def test_marks_stand_where_matplotlib_put_its_ticks():
    svg, frame = Stage(xlabel="x", ylabel="y", xlim=(0, 4), ylim=(0, 1)).svg("t")
    a, b = frame.y(100)
    places = {"ytick_1": a, "ytick_6": a + b * 100}  # ticks at 0, 0.2, ..., 1
    for tick, height in places.items():
        drawn = re.search(rf'id="t-{tick}".*?<use [^>]*y="([\d.]+)"', svg)[1]
        assert float(drawn) == pytest.approx(height, abs=0.01)
    drawn = re.search(r'id="t-xtick_3".*?<use [^>]*x="([\d.]+)"', svg)[1]
    assert float(drawn) == pytest.approx(frame.x([1.0])[0], abs=0.06)


def test_log_axis_puts_a_decade_at_equal_steps():
    stage = Stage(xlabel="x", ylabel="y", xlim=(1, 2), ylim=(1, 1000), yscale="log")
    frame = stage.svg("t")[1]
    a, b = frame.y(10)  # integers are tenths: 10, 100, 1000 stand for 1, 10, 100
    heights = [a + b * np.log10(q) for q in (10, 100, 1000)]
    expected = [frame.to_svg(1, y)[1] for y in (1, 10, 100)]
    assert heights == pytest.approx(expected, abs=1e-3)


def test_hostile_text_stays_text():
    html = render(bars())
    assert "<script>document" not in html
    assert "<b>" not in html
    assert html.count("</script>") == 1
    assert decode(html, "bars")[0].readouts["tail"] == [HOSTILE]


def test_values_table_has_the_printed_values():
    html = render(lines())
    row = re.search(r"<tr><th scope=row>100</th>(.*?)</tr>", html)[1]
    assert re.findall(r"<td>(.*?)</td>", row) == ["0.30", "0.50", "0.40"]


@pytest.mark.parametrize("value", [0.05, 0.15, 0.25, 2.449999, -0.05])
def test_tenth_rounds_half_up_like_the_script(value):
    # Math.floor(v * 10 + 0.5) / 10 of explore.js, by its definition
    assert float(tenth(value)) == np.floor(value * 10 + 0.5) / 10


def test_css_has_the_palette():
    css = (ROOT / "theme/static/explore.css").read_text()
    for role, look in ROLES.items():
        assert f"--{role}: {look.light}" in css
        assert f"--{role}: {look.dark}" in css
        if look.dash:
            assert f"--dash: {' '.join(f'{d:g}' for d in look.dash)}" in css


# -- the live kernel -----------------------------------------------------------------


def test_live_figure_calls_the_model_off_the_grid():
    live = LiveFigure(lines())
    live.inputs["slope"].value = 0.2
    live.inputs["shift"].value = 0.33  # between the page's 0.2 and 0.4
    # by hand: 0.33 + 0.2 * (0, 1, 2)
    line = live.axes.get_lines()[0].get_ydata()
    assert line == pytest.approx([0.33, 0.53, 0.73])
    live.inputs["x"].value = 100
    dot = next(line for line in live.axes.get_lines() if line.get_gid() == "dot-line")
    assert (dot.get_xdata()[0], dot.get_ydata()[0]) == pytest.approx((100, 0.73))
    assert "At 100 the line is 0.73" in live._body.value


def test_live_bars_and_table_follow_each_widget():
    live = LiveFigure(bars())
    live.inputs["budget"].value = 2
    live.inputs["rule"].value = "second"
    heights = [bar.get_height() for bar in live.axes.patches[:3]]
    assert heights == pytest.approx([0.1, 0.15, 0.25])
    assert "<script>" not in live._body.value
    cells = re.findall(r"<td>(.*?)</td>", live._body.value)
    assert cells[2] == "no", "second rule: the first project is not funded at first"


def test_page_and_kernel_share_the_cell(monkeypatch):
    monkeypatch.delenv("BOOK_STATIC", raising=False)
    assert "application/vnd.jupyter.widget-view+json" in lines()._repr_mimebundle_()
    monkeypatch.setenv("BOOK_STATIC", "1")
    monkeypatch.setattr("explore.page._spent", {})
    assert set(lines()._repr_mimebundle_()) == {"text/html"}


# -- refusals ------------------------------------------------------------------------


def test_value_outside_the_axes_stops_the_build():
    stage = Stage(xlabel="x", ylabel="y", xlim=(1, 100), xscale="log", ylim=(0, 0.5))
    with pytest.raises(ValueError, match=r"figure 'lines': .* must lie in ylim"):
        render(lines(stage=stage))


def test_x_outside_the_axes_stops_the_build():
    stage = Stage(xlabel="x", ylabel="y", xlim=(1, 50), xscale="log")
    with pytest.raises(ValueError, match="must lie in xlim"):
        render(lines(stage=stage))


def test_too_many_states_are_refused_by_name():
    many = [Slider(n, n, values=range(15), start=0) for n in ("slope", "shift")]
    with pytest.raises(ValueError, match="figure 'lines': at most 3 controls"):
        lines(controls=many, marks=[])


def test_four_controls_are_refused():
    four = [Slider(n, n, values=[0, 1], start=0) for n in "abcd"]
    with pytest.raises(ValueError, match="got 4 over 16"):
        lines(controls=four, marks=[])


def test_slow_model_is_refused(monkeypatch):
    monkeypatch.setattr("explore.explorer.MOST_SECONDS", -1.0)
    with pytest.raises(ValueError, match=r"figure 'lines': .*results/"):
        lines().grid()


def test_heavy_chapter_is_refused(monkeypatch):
    monkeypatch.setenv("BOOK_STATIC", "1")
    monkeypatch.setattr("explore.page._spent", {})
    monkeypatch.setattr("explore.page.MOST_BYTES", 100)
    with pytest.raises(ValueError, match="a chapter's figures may take 100 bytes"):
        lines()._repr_mimebundle_()


def test_two_figures_of_one_name_are_refused(monkeypatch):
    monkeypatch.setenv("BOOK_STATIC", "1")
    monkeypatch.setattr("explore.page._spent", {})
    lines()._repr_mimebundle_()
    with pytest.raises(ValueError, match="has a figure of this name already"):
        lines()._repr_mimebundle_()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": "No spaces"}, "name must be lower-case"),
        ({"alt": " "}, "alt and caption must say something"),
        ({"stage": None}, "need a stage"),
        ({"marks": [Dot("line")]}, "a dot needs a line"),
        (
            {"marks": [Line("line", x=[1, 2], label="", role="citizens")]},
            "x of line must be the values of x",
        ),
        ({"controls": [Choice("x", "X", values=[1, 2], start=1)] * 2}, "must differ"),
    ],
)
def test_ill_formed_figure_is_refused(changes, why):
    with pytest.raises(ValueError, match=why):
        lines(**changes)


@pytest.mark.parametrize(
    ("model", "why"),
    [
        (lambda **_: {"band": np.zeros((2, 3))}, "nothing for ..line"),
        (
            lambda **_: {"line": [1], "band": np.zeros((2, 3))},
            "line must be .3,. finite",
        ),
        (
            lambda **_: {"line": [0, np.nan, 0], "band": np.zeros((2, 3))},
            "line must be .3,. finite",
        ),
    ],
)
def test_ill_formed_answer_of_the_model_is_refused(model, why):
    with pytest.raises(ValueError, match=why):
        lines(model=model).grid()


def test_unknown_control_and_unknown_word_are_refused():
    with pytest.raises(ValueError, match=r"controls are \['slope', 'shift', 'x'\]"):
        lines().at(slop=1)
    explorer = lines(say="{nothing}")
    with pytest.raises(ValueError, match=r"say has \{nothing\}"):
        explorer.sentence(explorer.at())


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"values": [1], "start": 1}, "two or more"),
        ({"values": [0.501, 0.502], "start": 0.501, "text": "{:.1f}"}, "print diff"),
        ({"values": [1, 2], "start": 3}, "start must be one of its values, got 3"),
    ],
)
def test_ill_formed_control_is_refused(fields, why):
    with pytest.raises(ValueError, match=why):
        Slider("a", "A", **fields)


def test_unknown_role_is_refused():
    with pytest.raises(ValueError, match="role of a must be one of"):
        Line("a", x=[1, 2], label="A", role="heroes")
