"""Tests for moving agents and networks: explore/points.py and explore/network.py."""

import re

import numpy as np
import pytest

from explore import Agents, Edges, Nodes, Slider, Stage, decode
from explore.live import LiveFigure
from explore.page import render
from explore.points import SHAPES, Points, shape
from tests.explore.figures import HOSTILE, PLACES, agents, network

GROUPS = {"X": "citizens", "Y": "experts"}


def middles(d):
    """Return the middle of every mark in a path, to read a drawing back."""
    found = []
    for one in d.split("M")[1:]:
        numbers = [float(v) for v in re.findall(r"-?[\d.]+", one)]
        if "a" in one:  # the left end of a circle, then its radius
            found.append((numbers[0] + numbers[2], numbers[1]))
        else:
            xs, ys = numbers[::2], numbers[1::2]
            found.append(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
    return found


def paths(html, kind):
    """Return the d of the paths of agents, nodes or edges."""
    marks = re.search(r'<g class="marks">(.*?)</svg>', html)[1]
    return re.findall(rf'<path class="{kind}[^"]*" d="([^"]*)"', marks)


# -- the page ----------------------------------------------------------------------


@pytest.mark.parametrize("explorer", [agents(), network()], ids=["agents", "network"])
def test_page_decodes_to_the_model(explorer):
    page = decode(render(explorer), explorer.name)
    assert len(page) == explorer.n_states > 4
    for mine, theirs in zip(explorer.grid(), page, strict=True):
        assert set(theirs.marks) == set(mine.marks)
        for name, numbers in theirs.marks.items():
            assert np.array_equal(numbers, mine.marks[name]), (name, mine.controls)


@pytest.mark.parametrize(("kind", "figure"), [(Points, agents), (Edges, network)])
def test_proof_catches_a_page_that_is_not_the_model(kind, figure, monkeypatch):
    # a planted fault: everybody is somebody else
    honest = kind.quantise
    monkeypatch.setattr(kind, "quantise", lambda self, v: honest(self, v)[:, ::-1])
    with pytest.raises(ValueError, match=rf"figure '{figure().name}': the page's"):
        render(figure())


def test_agents_stand_where_the_model_puts_them():
    frame = agents().stage.svg("t")[1]
    straight, turned = paths(render(agents()), "r-")
    # after one step, by hand: (0, 0) straight, (1, 1) and (2, 0.5) turned
    assert middles(straight) == [pytest.approx(frame.to_svg(0, 0), abs=0.11)]
    assert middles(turned) == [
        pytest.approx(frame.to_svg(x, y), abs=0.11) for x, y in ((1, 1), (2, 0.5))
    ]


def test_area_of_a_node_grows_with_its_number():
    mark = network().series[1]
    integers = np.array([[0, 1, 3], [0, 0, 0]])
    sizes = [r for *_, r in mark.spots(network().stage.svg("t")[1], integers)]
    # half the width from 5 for nothing to 20 for the most; its square is linear
    assert sizes == pytest.approx([5, (25 + 375 / 3) ** 0.5, 20])


def test_edges_run_between_their_nodes_and_loops_are_left_out():
    frame = network().stage.svg("t")[1]
    (d,) = paths(render(network()), "edges")  # only C points at somebody, at A
    line, arrow = d.split("M")[1:]
    ends = [tuple(map(float, end.split())) for end in line.split("L")]
    assert ends == [pytest.approx(frame.to_svg(*p), abs=0.11) for p in ((4, 3), (0, 0))]
    tip = [tuple(map(float, end.split())) for end in arrow.split("L")][1]
    x, y = (sum(v) / 2 for v in zip(*ends, strict=True))
    assert tip[0] < x, "the arrow points from C to A, to the left"
    assert tip[1] > y, "and downwards"


@pytest.mark.parametrize(("_", "corners"), SHAPES)
def test_shapes_differ_and_are_as_large(_, corners):
    d = shape(corners, 10, 10, 5)
    assert middles(d)[0] == pytest.approx((10, 10), abs=1.5)
    assert len({shape(c, 10, 10, 5) for _, c in SHAPES}) == len(SHAPES)


@pytest.mark.parametrize("r", [3.5, 8.164, 8.25, 11.55])
def test_circle_is_two_half_circles(r):
    arcs = re.findall(r"a([\d.]+) \1 0 1 0 (-?[\d.]+) 0", shape((), 50.03, 20.07, r))
    radius = float(arcs[0][0])
    assert [float(chord) for _, chord in arcs] == [2 * radius, -2 * radius]
    assert radius == pytest.approx(r, abs=0.051)


def test_each_group_has_its_shape_in_the_legend():
    legend = re.search(r'<ul class="legend">(.*?)</ul>', render(network()))[1]
    assert len(set(re.findall(r' d="([^"]+)"', legend))) == 4  # area too
    assert "Area: Votes held" in legend
    assert "<script>" not in legend


def test_values_tables_name_everybody():
    html = render(network())
    rows = re.findall(r"<tr><th scope=row>(.*?)</th>(.*?)</tr>", html)
    cells = {name: re.findall("<td>(.*?)</td>", row) for name, row in rows}
    assert cells["A"] == ["2", cells["A"][1]]
    assert cells["C"] == ["0", "Voter"]
    assert cells["3"] == ["C", "A"], "the third edge"
    walkers = re.findall(r"Walker \d</th>(.*?)</tr>", render(agents()))
    assert re.findall("<td>(.*?)</td>", walkers[2]) == ["2.0", "0.5", _escaped()]


def _escaped():
    return HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(
        ">", "&gt;").replace('"', "&quot;").replace("'", "&#x27;")  # fmt: skip


def test_those_who_stay_cost_nothing():
    """Differences run from state to state: a still crowd is a row of zeros."""
    still = agents(
        model=lambda step: {"walkers": [[1] * 50, [1] * 50, [0] * 50], "turned": ""},
        marks=[Agents("walkers", n=50, groups={"All": "citizens"})],
    )
    steps = re.search(r'"q":\[([-\d,]+)\]', render(still))[1].split(",")
    assert set(steps[150:]) == {"0"}
    assert len(steps) == 5 * 150


# -- the live kernel -----------------------------------------------------------------


def test_live_agents_follow_the_slider():
    live = LiveFigure(agents())
    live.inputs["step"].value = 4
    straight, turned = (c.get_offsets() for c in live.axes.collections)
    assert np.array_equal(straight, [[0, 0], [2, 2]])
    assert np.array_equal(turned, [[4, 1]])
    assert "After 4 steps the third is straight" in live._body.value


def test_live_network_follows_its_widgets():
    live = LiveFigure(network())
    live.inputs["second"].value, live.inputs["third"].value = "A", "B"
    plain, holders = live.axes.collections
    assert np.array_equal(holders.get_offsets(), [PLACES["A"]]), "C's vote passes on"
    assert holders.get_sizes() == pytest.approx([4 * 20**2])
    assert np.array_equal(plain.get_offsets(), [PLACES[HOSTILE], PLACES["C"]])
    lines = [line.get_xydata().tolist() for line in live.axes.get_lines()]
    assert lines == [[[4, 0], [0, 0]], [[4, 3], [4, 0]]]
    assert "<script>" not in live._body.value


# -- refusals ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "why"),
    [
        (Stage(xlim=(-1, 3), ylim=(-1, 3)), r"walkers must lie in xlim \(-1, 3\)"),
        (Stage(xlim=(-1, 5), ylim=(-1, 1)), r"walkers must lie in ylim \(-1, 1\)"),
    ],
)
def test_agent_outside_the_stage_stops_the_build(stage, why):
    with pytest.raises(ValueError, match=f"figure 'agents': {why}"):
        render(agents(stage=stage))


def test_node_larger_than_the_most_stops_the_build():
    edges, nodes = network().marks
    fields = {"places": PLACES, "label": "Votes", "groups": nodes.groups}
    small = Nodes("voters", **fields, most=1)
    with pytest.raises(ValueError, match=r"figure 'network': voters must lie in sizes"):
        render(network(marks=[edges, small]))
    with pytest.raises(ValueError, match="delegations must lie in xlim"):
        render(network(stage=Stage(xlim=(-1, 3), ylim=(-1, 4))))


@pytest.mark.parametrize(
    "stage", [Stage(ylim=(-1, 3)), Stage(xlim=(1, 5), ylim=(1, 3), xscale="log")]
)
def test_agents_need_plain_axes(stage):
    with pytest.raises(ValueError, match="figure 'agents': walkers needs a stage with"):
        agents(stage=stage)


def test_value_of_an_agent_is_not_for_the_sentence():
    explorer = agents(say="{walkers[0]}")
    with pytest.raises(ValueError, match=r"figure 'agents': say has \{walkers\[0\]\}"):
        explorer.sentence(explorer.at())


@pytest.mark.parametrize("group", [2, -1, 0.5])
def test_unknown_group_is_refused(group):
    mark = Agents("a", n=2, groups=GROUPS)
    with pytest.raises(ValueError, match="a must index its 2 words"):
        mark.quantise([[0, 0], [0, 0], [0, group]])


def test_edge_to_nowhere_is_refused():
    with pytest.raises(ValueError, match="a must index its 3 words"):
        Edges("a", places=PLACES, n=1, label="A").quantise([[0], [3]])


@pytest.mark.parametrize(
    "groups",
    [{}, {"X": "tie", "Y": "tie"}, dict.fromkeys("abcdef", "citizens")],
)
def test_ill_formed_groups_are_refused(groups):
    with pytest.raises(ValueError, match="groups of a must be one to 5"):
        Agents("a", n=2, groups=groups)


@pytest.mark.parametrize("places", [{"A": (0, 0)}, {"A": (0, 0), "B": (0, 0)}])
def test_nodes_on_each_other_are_refused(places):
    with pytest.raises(ValueError, match="places of a must be two or more that differ"):
        Nodes("a", places=places, label="A", most=1, groups=GROUPS)
    with pytest.raises(ValueError, match="places of a must be two or more that differ"):
        Edges("a", places=places, n=1, label="A")


def test_most_must_be_something():
    with pytest.raises(ValueError, match="most of a must be above 0, got 0"):
        Nodes("a", places=PLACES, label="A", most=0, groups=GROUPS)


def test_only_a_slider_that_plays_has_a_button():
    assert render(agents()).count('class="play"') == 1
    quiet = [Slider("step", "Step", values=range(5), start=1)]
    assert 'class="play"' not in render(agents(controls=quiet))
