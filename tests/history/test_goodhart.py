"""Tests for models/history/goodhart.py.

The tables are those of our closed forms; each is found here a second way: by a special
function, by simulation, or by searching a grid.
"""

from math import inf, nan, pi, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.special import wofz

from figures.history.goodhart import bonus, pressure, score
from models.history.goodhart import (
    best_bonus,
    efforts,
    normal_part,
    selected_value,
    selection_gain,
    social_value,
)
from theme.evidence import published

FIGURES = published("history/goodhart")
EQUAL = {
    "measured_value": 1,
    "unmeasured_value": 1,
    "motivation": 0.5,
    "substitution": 0.5,
}
DOUBLE = {
    "measured_value": 1,
    "unmeasured_value": 2,
    "motivation": 0.8,
    "substitution": 0.3,
}
degrees = st.sampled_from([1, 1.5, 2, 3, 5, 10, 30, inf])
spreads = st.floats(0.1, 5)
worths = st.floats(0, 3)
motives = st.floats(0, 2)
substitutions = st.floats(-0.9, 0.9)


def reproduces(name, ours):
    figure = FIGURES[name]
    assert ours == pytest.approx(figure.value, abs=figure.tolerance, rel=0)


def expected(score, degrees_of_freedom, spread=1.0):
    """Return the normal part of one score."""
    dials = {"degrees_of_freedom": degrees_of_freedom, "spread": spread}
    return float(normal_part([score], **dials)[0])


def works(b, *, motivation, substitution, **_):
    """Return both efforts under the bonus ``b``."""
    e = efforts(b, motivation=motivation, substitution=substitution)
    return [e.measured, e.unmeasured]


# --- published values ---------------------------------------------------------------


def test_published_value_of_what_is_kept():
    # rho phi(z) / a, by hand: z = 1.281552, phi(z) = .175498; z = 2.326348, .026652
    ours = [
        selection_gain(0.1, correlation=0.5),
        selection_gain(0.01, correlation=0.8),
    ]
    reproduces("kept_by_score", ours)


def test_published_heavy_errors():
    ours = normal_part([1, 2, 3, 5, 10, 30], degrees_of_freedom=1)
    reproduces("heavy_errors", ours.tolist())


def test_published_turning_point():
    found = minimize_scalar(lambda p: -expected(p, 1), bounds=(1, 4), method="bounded")
    reproduces("turning_point", [found.x, -found.fun])


def test_published_small_bonus():
    best = best_bonus(**EQUAL)
    values = [social_value(best, **EQUAL), social_value(0, **EQUAL)]
    reproduces("small_bonus", [best, *works(best, **EQUAL), *values])


def test_published_no_bonus():
    best = best_bonus(**DOUBLE)
    ours = [best, *works(best, **DOUBLE), social_value(best, **DOUBLE)]
    reproduces("no_bonus", ours)
    # it pays nothing from g = (v1 - t) / (v2 - t) = .2 / 1.2 = 1/6 on
    assert best_bonus(**DOUBLE | {"substitution": 1 / 6 + 1e-6}) == 0
    assert best_bonus(**DOUBLE | {"substitution": 1 / 6 - 1e-3}) > 0


def test_published_second_task_is_dropped_at_the_printed_bonus():
    # b0 = t (1 - g) / g: .5 and 1.866667
    for tasks, ends in [(EQUAL, 0.5), (DOUBLE, 0.8 * 0.7 / 0.3)]:
        assert works(ends - 1e-6, **tasks)[1] > 0
        assert works(ends + 1e-6, **tasks)[1] == 0


# --- limits -------------------------------------------------------------------------


def test_limit_a_perfect_measure_keeps_its_promise_and_a_useless_one_nothing():
    assert selection_gain(0.2, correlation=0) == 0
    # the best half of a normal population lies sqrt(2/pi) above the mean
    assert selection_gain(0.5, correlation=1) == pytest.approx(sqrt(2 / pi))
    assert selection_gain(1, correlation=0.7) == 0
    assert selected_value(1, degrees_of_freedom=1) == 0


@pytest.mark.parametrize("spread", [0.1, 0.5, 1, 3])
def test_limit_normal_errors_never_reverse(spread):
    # value 1, error spread^2: the best guess is score / (1 + spread^2), without end
    dials = {"degrees_of_freedom": inf, "spread": spread}
    p = np.array([-3, 0.5, 2, 4, 60])
    assert normal_part(p, **dials) == pytest.approx(p / (1 + spread**2))
    for kept in (0.9, 0.5, 0.01, 1e-4):
        gain = selection_gain(kept, correlation=1 / sqrt(1 + spread**2))
        assert selected_value(kept, **dials) == pytest.approx(gain)


@pytest.mark.parametrize("degrees_of_freedom", [1, 3, 10])
def test_limit_heavy_errors_in_the_end_tell_nothing(degrees_of_freedom):
    # far out E[V | p] = (nu + 1) / p: the slope of the log of a power law
    found = expected(100, degrees_of_freedom)
    assert found == pytest.approx((degrees_of_freedom + 1) / 100, rel=0.01)
    harder = [
        selected_value(a, degrees_of_freedom=degrees_of_freedom)
        for a in (1e-4, 1e-6, 1e-8)
    ]
    assert harder[0] > harder[1] > harder[2] > 0


def test_limit_heavy_values_in_the_end_tell_everything():
    # the same law read the other way: the value is the score less its normal part
    shares = [1 - expected(p, 1) / p for p in (2, 5, 10, 100)]
    assert shares == sorted(shares)
    assert shares[-1] > 0.999


def test_limit_tasks_apart_and_together():
    # g = 0: e1 = b + t, e2 = t; b* = (v1 - t) / (1 + k)
    tasks = EQUAL | {"substitution": 0}
    assert works(0.3, **tasks) == pytest.approx([0.8, 0.5])
    assert best_bonus(**tasks) == pytest.approx(0.5)
    assert best_bonus(**tasks, risk=1) == pytest.approx(0.25)
    # with g: b* = [v1 - t - g (v2 - t)] / [1 + k (1 - g^2)] = .25 / 1.75
    assert best_bonus(**EQUAL, risk=1) == pytest.approx(1 / 7)


def test_limit_a_worker_without_motive_drops_the_unpaid_task():
    unmoved = {"motivation": 0, "substitution": 0.2}
    assert works(0.7, **unmoved) == [0.7, 0]
    assert works(0, **unmoved) == [0, 0]
    # so that paying for half of the job is better than nothing: b* = v1
    tasks = {"measured_value": 1, "unmeasured_value": 1, **unmoved}
    assert best_bonus(**tasks) == pytest.approx(1)


def test_limit_a_task_nobody_needs_may_be_driven_out():
    tasks = EQUAL | {"unmeasured_value": 0, "motivation": 0.2}
    best = best_bonus(**tasks)
    assert works(best, **tasks)[1] == 0
    assert best == pytest.approx(0.8)  # (v1 - t) / (1 + k)


def test_limit_tasks_that_help_each_other_both_gain():
    helped = EQUAL | {"substitution": -0.5}
    before, after = works(0, **helped), works(0.3, **helped)
    assert after[0] > before[0]
    assert after[1] > before[1]
    assert best_bonus(**helped) > best_bonus(**EQUAL | {"substitution": 0})


def test_limit_two_settings_for_pay():
    # the chapter's two cases, by hand: b* = v1 - t - g (v2 - t)
    helped = EQUAL | {"substitution": -0.25}
    best = best_bonus(**helped)
    assert best == pytest.approx(0.5 + 0.25 * 0.5)
    assert social_value(best, **helped) > social_value(0, **helped)
    before, after = works(0, **helped), works(best, **helped)
    assert (np.array(after) > before).all()
    worthier = EQUAL | {"unmeasured_value": 1.5}
    assert best_bonus(**worthier) == 0  # .5 - .5 * 1
    assert social_value(0.1, **worthier) < social_value(0, **worthier)


def test_limit_a_measure_beats_a_weaker_judge_until_its_tails_show():
    # the chapter's two settings: error 1 with 3 degrees of freedom, judge of error 3
    score = {"degrees_of_freedom": 3, "spread": 1}
    judge = {"degrees_of_freedom": inf, "spread": 3}
    assert selected_value(0.1, **score) > selected_value(0.1, **judge)
    assert selected_value(0.001, **score) < selected_value(0.001, **judge)
    even = score | {"degrees_of_freedom": inf}
    for kept in (0.5, 0.1, 0.001):
        ratio = selected_value(kept, **even) / selected_value(kept, **judge)
        assert ratio == pytest.approx(sqrt(5))  # sqrt(10) / sqrt(2)


# --- properties ---------------------------------------------------------------------


@given(st.floats(-40, 40), st.floats(0.2, 5))
def test_property_cauchy_errors_by_the_faddeeva_function(p, spread):
    # p - Im w / Re w at z = (p + i spread) / sqrt 2 is E[error]; its rest the value
    w = wofz((p + 1j * spread) / sqrt(2))
    # V normal: E[V | p] = -f'(p) / f(p), f = Re w / sqrt(2 pi), w' = -2 z w + const i
    assert expected(p, 1, spread) == pytest.approx(p - spread * w.imag / w.real)


@given(st.floats(-30, 30), degrees, spreads)
def test_property_mirrored_scores_mirror_the_value(p, nu, spread):
    assert expected(-p, nu, spread) == pytest.approx(-expected(p, nu, spread), abs=1e-9)


@given(st.floats(0, 30), st.floats(0.01, 5), degrees, spreads)
def test_property_with_normal_errors_a_higher_score_is_always_better_news(
    p, step, nu, spread
):
    # whatever tails the values have
    low, high = normal_part([p, p + step], degrees_of_freedom=nu, spread=spread)
    assert p + step - high > p - low


@settings(max_examples=30)
@given(st.floats(0.001, 0.999), degrees, spreads)
def test_property_keeping_and_leaving_balance(kept, nu, spread):
    dials = {"degrees_of_freedom": nu, "spread": spread}
    balance = kept * selected_value(kept, **dials)
    # those left by score are those kept by minus the score, whose values are mirrored
    assert balance == pytest.approx((1 - kept) * selected_value(1 - kept, **dials))
    possible = selection_gain(kept, correlation=1)
    assert 0 < selected_value(kept, **dials) < possible + 1e-9


@pytest.mark.parametrize(
    ("kept", "nu", "spread"), [(0.1, 1, 1), (0.05, 3, 1), (0.2, 3, 2), (0.01, inf, 0.5)]
)
def test_property_simulated_selection_agrees(kept, nu, spread):
    rng = np.random.default_rng(5)
    n = 400_000
    value = rng.standard_normal(n)
    error = rng.standard_normal(n) if nu == inf else rng.standard_t(nu, n)
    best = np.argsort(value + spread * error)[-int(kept * n) :]
    found = selected_value(kept, degrees_of_freedom=nu, spread=spread)
    four_errors = 4 * value[best].std() / sqrt(best.size)
    assert value[best].mean() == pytest.approx(found, abs=four_errors)


@settings(max_examples=40)
@given(st.floats(0, 2), motives, substitutions)
def test_property_no_other_efforts_suit_the_worker_better(b, motive, g):
    def suits(e1, e2):
        return (b + motive) * e1 + motive * e2 - (e1**2 + e2**2) / 2 - g * e1 * e2

    chosen = efforts(b, motivation=motive, substitution=g)
    assert min(chosen.measured, chosen.unmeasured) >= 0
    e1, e2 = np.meshgrid(np.linspace(0, 40, 401), np.linspace(0, 40, 401))
    assert suits(chosen.measured, chosen.unmeasured) >= suits(e1, e2).max() - 1e-9


@settings(max_examples=40)
@given(worths, worths, motives, substitutions, st.floats(0, 3))
def test_property_no_bonus_on_a_grid_is_better(v1, v2, motive, g, risk):
    tasks = {
        "measured_value": v1,
        "unmeasured_value": v2,
        "motivation": motive,
        "substitution": g,
        "risk": risk,
    }
    best = best_bonus(**tasks)
    others = [social_value(b, **tasks) for b in np.linspace(0, 6, 121)]
    assert best >= 0
    assert social_value(best, **tasks) >= max(others) - 1e-9


@given(st.floats(0, 2), st.floats(0.01, 1), motives, substitutions)
def test_property_a_bonus_moves_the_measured_task_up(b, more, motive, g):
    dials = {"motivation": motive, "substitution": g}
    before, after = works(b, **dials), works(b + more, **dials)
    assert after[0] > before[0]
    if g > 0:
        assert after[1] <= before[1]
    else:
        assert after[1] >= before[1] - 1e-12


@given(st.floats(0, 2), motives, substitutions)
def test_property_noise_costs_what_it_says(b, motive, g):
    tasks = EQUAL | {"motivation": motive, "substitution": g}
    loss = social_value(b, **tasks) - social_value(b, **tasks, risk=2)
    assert loss == pytest.approx(b**2, abs=1e-12)


# --- figures ------------------------------------------------------------------------


def test_caption_of_the_score_holds_at_every_position():
    for state in score().grid():
        errors, nowhere, values = (
            state.marks[k] for k in ("errors", "nowhere", "values")
        )
        assert (np.diff(values) > 0).all()
        assert (np.diff(nowhere) > 0).all()
        turned = np.diff(errors) < 0
        assert turned.any()
        assert not np.diff(turned.astype(int)).min() < 0  # once down, always down
        assert (values[-1] - nowhere[-1]) > 0 > (errors[-1] - nowhere[-1])


def test_caption_of_the_pressure_holds_at_every_position():
    for state in pressure().grid():
        best, measure, judge = (state.marks[k] for k in ("best", "measure", "judge"))
        assert (measure < best).all()
        assert (judge < best).all()
        heavy = state.controls["heavy"]
        for line, whose in [(measure, "the measure's"), (judge, "the judge's")]:
            rises = (np.diff(line) > 0).all()
            assert rises == (heavy not in (whose, "both"))


def test_caption_of_the_bonus_holds_at_every_position():
    for state in bonus().grid():
        first, second = state.marks["measured"], state.marks["unmeasured"]
        assert (np.diff(first) > 0).all()
        if state.controls["substitution"] > 0:
            assert (np.diff(second) <= 0).all()
        if state.controls["substitution"] < 0:
            assert (np.diff(second) > 0).all()


def test_figures_give_both_sides_one_range():
    measure, judge = pressure().movers[1:]
    assert measure.values == judge.values
    dial = next(c for c in bonus().movers if c.name == "substitution")
    assert dial.values == [-g for g in reversed(dial.values)]
    assert dial.start == 0.5


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("kept_share", 0),
        ("kept_share", 1.1),
        ("kept_share", nan),
        ("degrees_of_freedom", 0.9),
        ("spread", 0),
        ("spread", inf),
    ],
)
def test_bad_selection(name, bad):
    call = {"kept_share": 0.1, "degrees_of_freedom": 3, "spread": 1} | {name: bad}
    with pytest.raises(ValueError, match=name):
        selected_value(call.pop("kept_share"), **call)


def test_bad_scores_or_correlation():
    with pytest.raises(ValueError, match="scores"):
        normal_part([], degrees_of_freedom=3)
    with pytest.raises(ValueError, match="scores"):
        normal_part([1, -101], degrees_of_freedom=3)
    with pytest.raises(ValueError, match="degrees_of_freedom"):
        normal_part([1], degrees_of_freedom=0)
    with pytest.raises(ValueError, match="correlation"):
        selection_gain(0.1, correlation=1.1)
    with pytest.raises(ValueError, match="kept_share"):
        selection_gain(-0.1, correlation=0.5)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("measured_value", -1),
        ("unmeasured_value", nan),
        ("motivation", -0.1),
        ("substitution", 1),
        ("substitution", -1.5),
        ("risk", -1),
    ],
)
def test_bad_tasks(name, bad):
    for call in (best_bonus, lambda **tasks: social_value(0.1, **tasks)):
        with pytest.raises(ValueError, match=name):
            call(**EQUAL | {name: bad})


def test_bad_bonus():
    with pytest.raises(ValueError, match="bonus"):
        efforts(-0.1, motivation=0.5, substitution=0.5)
    with pytest.raises(TypeError, match="motivation"):
        efforts(0.1, motivation="much", substitution=0.5)
