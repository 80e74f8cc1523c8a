"""Tests for models/history/development.py.

The closed forms are checked against figures derived apart from this code, and once
more here: by Owen's T, by simulation, and by letting the voter search a grid.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri, owens_t

from figures.history.development import lists, purse
from models.history.development import (
    aim,
    benefit,
    best_aim,
    break_even_capture,
    budget,
    reached,
    voted_tax,
)
from theme.evidence import published

FIGURES = published("history/development")
NAN = float("nan")
share = st.floats(0, 1)
poor = st.floats(0.02, 0.6)
income = st.floats(0.1, 0.99)


def expect(name, ours):
    """Assert that ours is the published figure, within its tolerance."""
    figure = FIGURES[name]
    assert np.max(np.abs(figure.difference(ours))) <= figure.tolerance


def by_owen(k, correlation, captured):
    """Return the share reached from Owen's T function instead of an integral."""
    h, j = ndtri(k), ndtri((1 - captured) * k)
    root = np.sqrt(1 - correlation**2)
    slopes = (j - correlation * h) / (h * root), (h - correlation * j) / (j * root)
    tails = owens_t(h, slopes[0]) + owens_t(j, slopes[1])
    return ((k + (1 - captured) * k) / 2 - tails - (h * j < 0) / 2) / k


# --- published values ---------------------------------------------------------------


def test_published_reach_of_a_formula():
    ours = [
        reached(poor_share=k, correlation=rho, captured=0)
        for k, rho in [(0.5, 0.7), (0.2, 0.7), (0.2, 0.5)]
    ]
    expect("centre", ours)
    # by hand for a half poor: 1 - exclusion error = 1/2 + asin(rho) / pi
    assert ours[0] == pytest.approx(0.5 + np.arcsin(0.7) / np.pi, abs=1e-12)


def test_published_reach_of_local_choice():
    expect("local", reached(poor_share=0.2, correlation=0.8, captured=0))


def test_published_break_even_capture():
    settings = [(0.5, 0.7, 1), (0.2, 0.7, 1), (0.2, 0.5, 0.8), (0.2, 0.7, 0.8)]
    expect(
        "break_even",
        [break_even_capture(poor_share=k, central=c, local=v) for k, c, v in settings],
    )


def test_published_universal_benefit():
    # tau = 1 - m, so tau - tau^2/2 = (1 - m^2)/2: 0.64/2 and 0.36/2
    expect(
        "universal",
        [
            benefit(0, poor_share=1 / 3, tax=voted_tax(0, voter_income=m))
            for m in (0.6, 0.8)
        ],
    )


def test_published_best_aim():
    settings = [(0.6, 1 / 3), (0.6, 0.2), (0.8, 1 / 3)]
    aims = [best_aim(poor_share=k, voter_income=m) for m, k in settings]
    expect("best_aim", aims)
    got = [
        benefit(x, poor_share=k, tax=voted_tax(x, voter_income=m))
        for x, (m, k) in zip(aims, settings, strict=True)
    ]
    expect("best_benefit", got[:2])


def test_published_a_planner_blind_to_politics_empties_the_purse():
    tax = voted_tax(1, voter_income=0.6)
    expect("naive", [budget(tax), benefit(1, poor_share=1 / 3, tax=tax)])


# --- limits -------------------------------------------------------------------------


@pytest.mark.parametrize("k", [0.1, 0.25, 0.5, 0.8])
def test_limit_a_lottery_reaches_the_poor_as_it_reaches_anyone(k):
    assert reached(poor_share=k, correlation=0, captured=0) == pytest.approx(k)


@pytest.mark.parametrize("k", [0.1, 0.5, 0.8])
def test_limit_perfect_knowledge_misses_only_what_is_captured(k):
    assert reached(poor_share=k, correlation=1, captured=0.3) == pytest.approx(0.7)
    near = reached(poor_share=k, correlation=1 - 1e-12, captured=0.3)
    assert near == pytest.approx(0.7, abs=1e-5)


def test_limit_all_places_captured():
    assert reached(poor_share=0.2, correlation=0.7, captured=1) == 0


@pytest.mark.parametrize("central", [0, 0.5, 0.9])
def test_limit_perfect_local_knowledge_can_lose_what_the_formula_misses(central):
    missed = 1 - reached(poor_share=0.3, correlation=central, captured=0)
    found = break_even_capture(poor_share=0.3, central=central, local=1)
    assert found == pytest.approx(missed)


def test_limit_equal_knowledge_bears_no_capture():
    assert break_even_capture(poor_share=0.2, central=0.7, local=0.7) == 0


def test_limit_a_lottery_aims_at_nobody():
    assert aim(targeted=1, poor_share=0.2, reached=0.2) == 0


def test_limit_at_a_fixed_budget_full_aim_multiplies_the_benefit_by_one_over_k():
    assert benefit(1, poor_share=0.2, tax=0.3) == pytest.approx(
        5 * benefit(0, poor_share=0.2, tax=0.3)
    )


def test_limit_a_rich_voter_pays_nothing():
    assert voted_tax(0, voter_income=1.2) == 0


# --- properties and second derivations ----------------------------------------------


@given(k=st.floats(0.02, 0.45), rho=st.floats(0.01, 0.99), kappa=st.floats(0, 0.9))
def test_property_the_integral_agrees_with_owens_t(k, rho, kappa):
    ours = reached(poor_share=k, correlation=rho, captured=kappa)
    assert ours == pytest.approx(by_owen(k, rho, kappa), abs=1e-9)


def test_property_a_simulated_country_agrees_with_the_integral():
    rng, n, k, rho, kappa = np.random.default_rng(4), 400_000, 0.2, 0.6, 0.25
    need = rng.standard_normal(n)
    score = rho * need + np.sqrt(1 - rho**2) * rng.standard_normal(n)
    is_poor, chosen = need < ndtri(k), score < ndtri((1 - kappa) * k)
    hits = chosen[is_poor]
    found = reached(poor_share=k, correlation=rho, captured=kappa)
    four = 4 * np.sqrt(found * (1 - found) / hits.size)
    assert abs(hits.mean() - found) < four


@given(k=poor, low=share, high=share, kappa=share)
def test_property_a_better_score_reaches_more_and_capture_fewer(k, low, high, kappa):
    low, high = sorted((low, high))
    dials = {"poor_share": k, "captured": kappa}
    worse = reached(correlation=low, **dials)
    assert worse <= reached(correlation=high, **dials) + 1e-9
    assert 0 <= worse <= reached(poor_share=k, correlation=low, captured=0) + 1e-9


@given(x=st.floats(0, 0.99), m=income)
def test_property_the_voter_cannot_do_better(x, m):
    # her purse at tax tau: m (1 - tau) + (1 - x)(tau - tau^2/2), searched on a grid
    tau = np.linspace(0, 1, 2001)
    worth = m * (1 - tau) + (1 - x) * (tau - tau**2 / 2)
    chosen = voted_tax(x, voter_income=m)
    hers = m * (1 - chosen) + (1 - x) * budget(chosen)
    assert hers >= worth.max() - 1e-12


@given(k=st.floats(0.05, 0.49), m=income)
def test_property_no_aim_on_a_grid_gives_the_poor_more(k, m):
    def got(x):
        return benefit(x, poor_share=k, tax=voted_tax(x, voter_income=m))

    best = got(best_aim(poor_share=k, voter_income=m))
    assert best >= max(got(x) for x in np.linspace(0, 1, 201)) - 1e-12


@given(t=share, k=poor, extra=share, tax=share)
def test_property_an_imperfect_formula_is_a_perfect_one_used_less(t, k, extra, tax):
    # counted person by person: a poor one gets (1 - t) + t r/k of a head's budget
    r = k + extra * (1 - k)
    x = aim(targeted=t, poor_share=k, reached=r)
    purse_of_poor = budget(tax) * (1 - t + t * r / k)
    assert benefit(x, poor_share=k, tax=tax) == pytest.approx(purse_of_poor)
    # and the others (1 - t) + t (1 - r)/(1 - k), which is 1 - x; nothing is lost
    others = 1 - t + t * (1 - r) / (1 - k)
    assert others == pytest.approx(1 - x)
    assert k * (1 + (1 / k - 1) * x) + (1 - k) * others == pytest.approx(1)


@given(m=income, x=share)
def test_property_sharper_aim_never_raises_the_budget(m, x):
    assert voted_tax(x, voter_income=m) <= voted_tax(0, voter_income=m)


# --- figures ------------------------------------------------------------------------


def test_figure_lists_each_side_has_settings_in_which_it_reaches_more():
    states = lists().grid()
    leads = np.array([s.marks["village"] - s.marks["formula"] for s in states])
    assert (leads > 0.05).any()
    assert (leads < -0.05).any()
    at = lists().at(central=0.7, local=0.7, central_captured=0)
    assert at.marks["village"][0] == pytest.approx(at.marks["formula"][0])


def test_figure_lists_treats_both_sides_by_one_rule():
    # with the dials exchanged the two lists are exchanged: capture 0.2 is place 4 of 11
    one = lists().at(central=0.5, local=0.9, central_captured=0.2)
    two = lists().at(central=0.9, local=0.5, central_captured=0)
    assert one.marks["formula"][0] == pytest.approx(two.marks["village"][4])
    assert one.marks["village"][0] == pytest.approx(two.marks["formula"][0])


def test_figure_purse_promise_rises_while_the_voted_benefit_falls_to_nothing():
    state = purse().at(voter_income=0.7, poor_share=0.2, correlation=1.0)
    promised, voted = state.marks["promised"], state.marks["voted"]
    assert promised[-1] == pytest.approx(5 * promised[0])
    assert voted[0] == pytest.approx(promised[0])
    assert voted[-1] == 0


def test_figure_purse_a_leaky_list_keeps_some_support():
    # correlation 0.5 among a fifth poor: aim at most (0.435753 - 0.2)/0.8 = 0.2947
    state = purse().at(voter_income=0.6, poor_share=0.2, correlation=0.5)
    x = 0.235753 / 0.8
    tau = 1 - 0.6 / (1 - x)
    assert state.marks["voted"][-1] == pytest.approx(
        (tau - tau**2 / 2) * (1 + 4 * x), abs=1e-5
    )


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize("bad", [0, 1, -0.1, NAN])
def test_bad_poor_share(bad):
    with pytest.raises(ValueError, match="poor_share"):
        reached(poor_share=bad, correlation=0.5, captured=0)
    with pytest.raises(ValueError, match="poor_share"):
        best_aim(poor_share=bad, voter_income=0.5)


@pytest.mark.parametrize("name", ["correlation", "captured"])
@pytest.mark.parametrize("bad", [-0.1, 1.1, NAN])
def test_bad_dials_of_reach(name, bad):
    dials = {"poor_share": 0.2, "correlation": 0.5, "captured": 0} | {name: bad}
    with pytest.raises(ValueError, match=name):
        reached(**dials)


def test_bad_local_below_central():
    with pytest.raises(ValueError, match="local must be at least central"):
        break_even_capture(poor_share=0.2, central=0.7, local=0.5)


def test_bad_reached_below_a_lottery():
    with pytest.raises(ValueError, match="reached must be at least poor_share"):
        aim(targeted=1, poor_share=0.2, reached=0.1)


@pytest.mark.parametrize("bad", [0, -1, NAN, float("inf")])
def test_bad_voter_income(bad):
    with pytest.raises(ValueError, match="voter_income"):
        voted_tax(0.1, voter_income=bad)


@pytest.mark.parametrize("bad", [-0.1, 1.1, NAN])
def test_bad_sharpness_and_tax(bad):
    with pytest.raises(ValueError, match="sharpness"):
        voted_tax(bad, voter_income=0.5)
    with pytest.raises(ValueError, match="tax"):
        budget(bad)
    with pytest.raises(ValueError, match="targeted"):
        aim(targeted=bad, poor_share=0.2, reached=0.5)
