"""Tests for models/concept/delegation.py.

The tables are those of our oracles. The second derivation is brute force: experts who
choose among all that they can bring about (``by_menu``), limits searched on a grid,
and every menu that a small grid of decisions allows.
"""

from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from figures.concept.delegation import arrangements, decisions, limits
from models.concept.delegation import (
    best_margin,
    communication_loss,
    delegation_loss,
    losses,
    mandate_loss,
    n_messages,
    partition,
)
from theme.evidence import published

FIGURES = published("concept/delegation")
BIASES = [0.3, 0.2, 0.1, 0.05, 0.01]
NAN = float("nan")
bias = st.floats(0.003, 0.6)
leaning = st.floats(-0.6, 0.6).filter(lambda b: abs(b) > 0.003)


def by_menu(menu, b):
    """Return the exact loss when the expert takes the best liked of a menu."""
    menu = np.sort(np.asarray(menu, dtype=float))
    turns = np.clip((menu[1:] + menu[:-1]) / 2 - b, 0, 1)  # x of change
    low, high = np.concatenate(([0], turns)), np.concatenate((turns, [1]))
    return float((((high - menu) ** 3 - (low - menu) ** 3) / 3).sum())


def within(lower, upper, b, n=20_000):
    """Return the loss within any two limits, summed over a fine grid of x."""
    x = (np.arange(n) + 0.5) / n
    return float(((np.clip(x + b, lower, upper) - x) ** 2).mean())


def actions(b):
    """Return what an unbiased decider does after each message: the step's middle."""
    a = partition(b)
    return (a[1:] + a[:-1]) / 2


# --- published values ---------------------------------------------------------------

TABLE = {  # bias: boundaries, loss after asking, loss after handing over
    0.3: ([0, 1], 0.083333, 0.09),
    0.25: ([0, 1], 0.083333, 0.0625),
    0.2: ([0, 0.1, 1], 0.060833, 0.04),
    0.1: ([0, 0.3, 1], 0.030833, 0.01),
    1 / 12: ([0, 1 / 3, 1], 0.027778, 0.006944),
    0.05: ([0, 0.13333, 0.46667, 1], 0.015926, 0.0025),
    1 / 24: ([0, 1 / 6, 1 / 2, 1], 0.013889, 0.001736),
    0.04: ([0, 0.01, 0.18, 0.51, 1], 0.013208, 0.0016),
    0.02: ([0, 0.04, 0.16, 0.36, 0.64, 1], 0.006533, 0.0004),
    0.01: (
        [0, 0.02286, 0.08571, 0.18857, 0.33143, 0.51429, 0.73714, 1],
        0.003301,
        0.0001,
    ),
}


@pytest.mark.parametrize("b", TABLE)
def test_published_table_of_steps_and_losses(b):
    boundaries, asking, free = TABLE[b]
    assert n_messages(b) == len(boundaries) - 1
    assert partition(b) == pytest.approx(boundaries, abs=5.1e-6)
    assert communication_loss(b) == pytest.approx(asking, abs=5.1e-7)
    assert delegation_loss(b) == pytest.approx(free, abs=5.1e-7)


def test_published_twenty_two_messages_at_a_thousandth():
    assert n_messages(0.001) == 22
    assert communication_loss(0.001) == pytest.approx(0.000333, abs=5.1e-7)


THRESHOLDS = [(2, 4), (3, 12), (4, 24), (5, 40), (6, 60), (7, 84)]


@pytest.mark.parametrize(("n", "inverse"), THRESHOLDS)
def test_published_thresholds_of_one_message_more(n, inverse):
    assert n_messages(1 / inverse) == n - 1
    assert n_messages(1 / inverse - 1e-6) == n


def test_published_thresholds_hold_at_every_knife_edge():
    for n in range(2, 500):
        assert n_messages(1 / (2 * n * (n - 1))) == n - 1


def test_published_figures_of_the_box():
    box = [0.3, 0.25, 0.2, 0.1, 0.05, 0.04, 0.02, 0.01, 0.001]
    FIGURES["messages"].difference([n_messages(b) for b in box])
    FIGURES["steps_of_five"].difference(partition(0.02))
    FIGURES["asking"].difference([communication_loss(b) for b in BIASES])
    FIGURES["handing_over"].difference([delegation_loss(b) for b in BIASES])
    best = [mandate_loss(b, margin=best_margin(b)) for b in (0.1, 0.2, 0.3, 0.5)]
    FIGURES["mandate"].difference(best)


def test_published_break_even_of_handing_over():
    even = brentq(lambda b: delegation_loss(b) - 1 / 12, 0.25, 0.5)
    FIGURES["break_even"].difference(even)
    assert even == pytest.approx(1 / sqrt(12))


# --- the second derivation ----------------------------------------------------------


@pytest.mark.parametrize("b", [*TABLE, -0.1, -0.02])
def test_no_expert_gains_by_saying_something_else(b):
    a, y = partition(b), actions(b)
    x = np.linspace(0, 1, 4001)
    told = y[np.clip(np.searchsorted(a, x, side="right") - 1, 0, y.size - 1)]
    wish = np.abs(y[:, None] - (x + b)).min(axis=0)
    assert np.abs(told - (x + b)) == pytest.approx(wish, abs=1e-9)


@pytest.mark.parametrize("b", TABLE)
def test_one_message_more_cannot_be_told_apart(b):
    n = n_messages(b) + 1
    # indifference at a_i fixes a_(i+1) = 2 a_i - a_(i-1) + 4 b; shoot from a_1 to 1
    shot = np.zeros((n + 1, 2))
    shot[1] = [0, 1]  # constant part and multiple of a_1
    for i in range(1, n):
        shot[i + 1] = 2 * shot[i] - shot[i - 1] + [4 * b, 0]
    first = (1 - shot[n, 0]) / shot[n, 1]
    assert first <= 1e-9  # no room below 0


@given(bias)
def test_asking_brings_about_a_menu_and_its_loss(b):
    assert by_menu(actions(b), b) == pytest.approx(communication_loss(b), abs=1e-9)


@pytest.mark.parametrize("b", [0.02, 0.1, 0.2])
def test_simulated_advice_within_four_standard_errors(b):
    x = np.random.default_rng(11).uniform(size=200_000)
    y = actions(b)
    done = y[np.abs(y[:, None] - (x + b)).argmin(axis=0)]
    loss = (done - x) ** 2
    error = loss.std() / sqrt(loss.size)
    assert abs(loss.mean() - communication_loss(b)) < 4 * error


@pytest.mark.parametrize("b", [0.05, 0.1, 0.2, 0.3, 0.45])
def test_no_pair_of_limits_on_a_grid_beats_the_best_mandate(b):
    best = mandate_loss(b, margin=best_margin(b))
    edges = np.linspace(-0.2, 1.5, 35)
    found = min(
        within(lower, upper, b, n=2000) for lower, upper in combinations(edges, 2)
    )
    assert found >= best - 1e-6
    assert found == pytest.approx(best, abs=2e-3)
    assert within(b, 1 - b, b) == pytest.approx(best, abs=1e-8)


@pytest.mark.parametrize("b", [0.1, 0.2, 0.3])
def test_no_menu_whatever_beats_the_best_mandate(b):
    grid = np.linspace(0, 1.2, 13)
    menus = (menu for r in range(1, 14) for menu in combinations(grid, r))
    best = mandate_loss(b, margin=best_margin(b))
    found = min(by_menu(menu, b) for menu in menus)
    assert best - 1e-12 <= found <= best + 1e-3


@given(leaning, st.floats(0, 0.5))
def test_a_mandate_is_what_a_fine_grid_of_questions_gives(b, margin):
    expected = within(margin, 1 - margin, b)
    assert mandate_loss(b, margin=margin) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("p", [-0.15, 0.05, 0.1])
@pytest.mark.parametrize("w", [0.4, 1])
def test_an_office_that_leans_hears_and_does_what_the_formula_says(p, w):
    b = 0.12
    relative = (b - p) / w
    x = (np.arange(40_000) + 0.5) / 40_000 * w
    y = actions(relative) * w + p  # the office's best answer to each message
    done = y[np.abs(y[:, None] - (x + b)).argmin(axis=0)]
    found = losses(bias=b, pressure=p, spread=w)
    # 2e-6: a boundary that falls within a cell of the grid
    assert found.advice == pytest.approx(((done - x) ** 2).mean(), abs=2e-6)
    assert found.alone == pytest.approx(((w / 2 + p - x) ** 2).mean(), abs=1e-7)
    assert found.free == pytest.approx(b**2)
    kept = np.clip(x + b, b, w - b)
    assert found.mandate == pytest.approx(((kept - x) ** 2).mean(), abs=1e-7)


# --- limits -------------------------------------------------------------------------


def test_limit_an_expert_without_bias_tells_all_and_decides_as_one_would():
    assert communication_loss(0) == 0
    assert delegation_loss(0) == 0
    assert mandate_loss(0, margin=0) == 0
    assert communication_loss(1e-9) < 1e-9


@pytest.mark.parametrize("b", [0.05, 0.2, 0.5, 3])
def test_limit_no_room_at_all_is_deciding_alone(b):
    assert mandate_loss(b, margin=0.5) == pytest.approx(1 / 12)


def test_limit_a_bias_of_a_quarter_silences_advice():
    for b in (0.25, 0.4, 7):
        assert n_messages(b) == 1
        assert communication_loss(b) == pytest.approx(1 / 12)


def test_limit_a_bias_of_half_the_range_leaves_nothing_to_delegate():
    for b in (0.5, 0.8, 7):
        assert mandate_loss(b, margin=best_margin(b)) == pytest.approx(1 / 12)


def test_limit_with_nothing_left_to_know_only_leans_are_left():
    found = losses(bias=0.1, pressure=0.05, spread=1e-6)
    assert found.alone == pytest.approx(0.0025)
    assert found.advice == pytest.approx(0.0025)
    assert found.free == pytest.approx(0.01)
    assert found.mandate == pytest.approx(0, abs=1e-9)


def test_limit_an_expert_who_leans_with_the_office_tells_it_all():
    found = losses(bias=0.1, pressure=0.1, spread=1)
    assert found.advice == pytest.approx(found.free)
    assert found.advice < found.alone


# --- properties ---------------------------------------------------------------------


@given(st.floats(0.003, 0.2499))
def test_property_whoever_is_worth_asking_is_better_trusted(b):
    assert n_messages(b) >= 2
    assert delegation_loss(b) < communication_loss(b)


@given(st.floats(0.001, 0.499))
def test_property_the_best_mandate_beats_every_other_arrangement(b):
    best = mandate_loss(b, margin=best_margin(b))
    assert best == pytest.approx(b**2 - 4 * b**3 / 3)
    assert best < min(1 / 12, communication_loss(b), delegation_loss(b))


@given(st.floats(0.001, 0.499), st.floats(0.001, 0.999))
def test_property_too_strict_a_mandate_still_beats_deciding_alone(b, part):
    margin = b + part * (0.5 - b)
    assert mandate_loss(b, margin=margin) < 1 / 12


@given(st.floats(0.001, 0.499), st.floats(0, 0.5))
def test_property_no_margin_beats_the_bias_itself(b, margin):
    best = mandate_loss(b, margin=best_margin(b))
    assert mandate_loss(b, margin=margin) >= best - 1e-15


@given(leaning, st.floats(0, 0.5))
def test_property_the_direction_of_the_lean_need_not_be_known(b, margin):
    mirrored = 1 - partition(b)[::-1]
    assert partition(-b) == pytest.approx(mirrored, abs=1e-9)
    assert communication_loss(-b) == communication_loss(b)
    assert mandate_loss(-b, margin=margin) == mandate_loss(b, margin=margin)


@given(bias)
def test_property_steps_grow_in_the_direction_of_the_lean(b):
    widths = np.diff(partition(b))
    assert (widths > 0).all()
    assert np.diff(widths) == pytest.approx(4 * b, abs=1e-9)


@given(bias, bias)
def test_property_a_smaller_bias_loses_less(b, c):
    low, high = sorted((b, c))
    assert communication_loss(low) <= communication_loss(high) + 1e-12
    best = [mandate_loss(d, margin=best_margin(d)) for d in (low, high)]
    assert best[0] <= best[1] + 1e-12


@given(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4), st.floats(0.05, 1))
def test_property_shielding_helps_when_the_office_leans_more(b, p, w):
    found = losses(bias=b, pressure=p, spread=w)
    assert found.advice <= found.alone + 1e-12
    assert found.mandate <= found.free + 1e-12
    if abs(b) <= abs(p):
        assert found.free <= found.advice + 1e-12
    mirrored = losses(bias=-b, pressure=-p, spread=w)
    assert mirrored.advice == pytest.approx(found.advice)


@given(st.floats(0, 0.4), st.floats(0.05, 1))
def test_property_an_informed_public_keeps_control_from_a_leaning_expert(b, w):
    found = losses(bias=b, pressure=0, spread=w)
    if w < sqrt(12) * b:
        assert found.alone < found.free
    if w <= 2 * b:
        assert found.mandate == pytest.approx(found.alone)


# --- figures ------------------------------------------------------------------------


def test_caption_of_the_arrangements_holds_at_every_position():
    for state in arrangements().grid():
        lines = {name: np.array(line) for name, line in state.marks.items()}
        assert (lines["mandate"] <= lines["free"] + 1e-9).all()
        assert (lines["advice"] <= lines["alone"] + 1e-9).all()
        assert (lines["mandate"] <= lines["alone"] + 1e-9).all()


def test_figure_starts_where_expert_and_office_are_nearly_level():
    start = arrangements().at()
    i = arrangements().along.first
    assert abs(start.marks["free"][i] - start.marks["alone"][i]) < 2
    pressures = next(c for c in arrangements().movers if c.name == "pressure").values
    assert pressures == [-p for p in reversed(pressures)]
    assert max(pressures) == max(arrangements().along.values)  # office and expert


def test_caption_of_the_limits_holds_at_every_position():
    for state in limits().grid():
        b, k = state.controls["bias"], np.array(limits().along.values)
        mandate, alone = state.marks["mandate"], state.marks["alone"]
        assert (mandate[k >= b] <= alone[k >= b] + 1e-9).all()
        assert k[mandate.argmin()] == b


def test_decisions_are_drawn_as_the_model_takes_them():
    figure = decisions()
    state = figure.at(bias=20, margin=10)
    x = np.array(figure.series[0].x)
    assert state.marks["best"] == pytest.approx(x)
    assert state.marks["free"] == pytest.approx(x + 20)
    assert state.marks["mandate"] == pytest.approx(np.clip(x + 20, 10, 90))
    assert sorted(set(state.marks["advice"])) == pytest.approx([5, 55])


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize("bad", [NAN])
@pytest.mark.parametrize(
    "call",
    [n_messages, partition, communication_loss, delegation_loss, best_margin],
)
def test_bad_bias(call, bad):
    with pytest.raises(ValueError, match="bias"):
        call(bad)
    for wrong in ("0.1", None, True, [0.1]):
        with pytest.raises(TypeError, match="bias"):
            call(wrong)


@pytest.mark.parametrize("call", [n_messages, partition])
@pytest.mark.parametrize("bad", [0, 1e-13, -1e-13])
def test_bad_bias_of_nothing_has_no_number_of_messages(call, bad):
    with pytest.raises(ValueError, match="tells all"):
        call(bad)


@pytest.mark.parametrize("bad", [-0.1, 0.6, NAN])
def test_bad_margin(bad):
    with pytest.raises(ValueError, match="margin"):
        mandate_loss(0.1, margin=bad)


@pytest.mark.parametrize(
    ("name", "bad"), [("bias", NAN), ("pressure", NAN), ("spread", 0), ("spread", 1.1)]
)
def test_bad_losses(name, bad):
    call = {"bias": 0.1, "pressure": 0, "spread": 1} | {name: bad}
    with pytest.raises(ValueError, match=name):
        losses(**call)
