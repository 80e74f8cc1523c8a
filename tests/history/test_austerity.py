"""Tests for models/history/austerity.py.

The second derivation keeps debt and output in euros instead of ratios, looks for the
critical multiplier by bisection, draws multipliers at random, and lets deciders decide
year by year.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from figures.history.austerity import POLICIES, debt, persistence, results
from models.history.austerity import (
    believed_multipliers,
    critical_funding,
    critical_multiplier,
    critical_reputation,
    debt_path,
    implied_multiplier,
    success_chances,
    years_kept,
)
from theme.evidence import published

FIGURES = published("history/austerity")
NAN, INF = float("nan"), float("inf")
STILL = {"interest": 0, "growth": 0, "persistence": 1, "primary_balance": 0}
rate = st.floats(-0.02, 0.06)
chance = st.floats(0.01, 1)
stake = st.floats(0, 3)


def path(**dials):
    """Return a debt path with the dials that a test does not care about filled in."""
    usual = {
        "debt_ratio": 1, "consolidation": 0.01, "multiplier": 1,
        "revenue_elasticity": 0.5, "persistence": 0.5, "interest": 0.03,
        "growth": 0.02, "primary_balance": 0, "n_years": 1,
    }  # fmt: skip
    return debt_path(**usual | dials)


# --- published values ---------------------------------------------------------------


def test_published_critical_multipliers():
    FIGURES["critical_multipliers"].difference(
        [
            critical_multiplier(debt_ratio=1, revenue_elasticity=0.5),
            critical_multiplier(debt_ratio=0.6, revenue_elasticity=0.5),
            critical_multiplier(
                debt_ratio=1, revenue_elasticity=0.5, interest=0.04, growth=0.01
            ),
        ]
    )


def test_published_beliefs():
    found = believed_multipliers(
        4, multiplier=1.5, first_belief=0.5, learning_rate=0.25
    )
    FIGURES["beliefs"].difference(found)


def test_published_critical_reputation():
    FIGURES["critical_reputation"].difference(
        [
            critical_reputation(success=0.3, value=1, cost=0.5),
            critical_reputation(success=0.5, value=1, cost=0.6),
        ]
    )


def test_published_box_says_what_the_derivations_say():
    assert FIGURES["critical_multipliers"].value == [0.666667, 0.909091, 0.658108]
    assert FIGURES["beliefs"].value == [0.5, 0.75, 0.9375, 1.0781, 1.1836]
    assert FIGURES["critical_reputation"].value == [0.666667, 0.2]
    assert FIGURES["reconstruction"].value == [-1.0311, 0.2952]
    assert FIGURES["without_greece"].value == [-0.6763, 0.2777]
    assert FIGURES["blanchard_leigh"].certainty == "R"


# --- limits -------------------------------------------------------------------------


def test_limit_without_debt_and_revenue_no_multiplier_is_critical():
    assert critical_multiplier(debt_ratio=0, revenue_elasticity=0) == INF


def test_limit_without_a_multiplier_a_cut_lowers_debt_by_itself():
    found = path(multiplier=0, n_years=3, **STILL)
    assert found == pytest.approx([1, 0.99, 0.98, 0.97])


def test_limit_one_for_one_by_hand():
    # debt 1, multiplier 1, cut 0.1, nothing else: 1/0.9 - (0.1 - 0.05)
    found = path(consolidation=0.1, n_years=1, **STILL)
    assert found[1] == pytest.approx(1 / 0.9 - 0.05)


def test_limit_a_lasting_loss_can_defeat_the_cut_for_good():
    # multiplier 2, half of each lost euro lost to the budget: the budget gains nothing
    lasting = path(multiplier=2, n_years=30, **STILL)
    assert (lasting[1:] > 1).all()
    passing = path(multiplier=2, n_years=30, **STILL | {"persistence": 0})
    assert passing[1] > 1 > passing[2]


def test_limit_errors_without_luck_give_the_multiplier_away():
    cuts = np.array([-1.0, 0.0, 2.0])
    errors = 0.3 + (0.5 - 1.4) * cuts  # forecast with 0.5, in truth 1.4
    assert implied_multiplier(cuts, errors, assumed=0.5) == pytest.approx(1.4)
    with pytest.raises(ValueError, match="assumed"):
        implied_multiplier(cuts, errors, assumed=NAN)


def test_limit_who_learns_nothing_and_who_learns_at_once():
    dials = {"multiplier": 1.5, "first_belief": 0.5}
    assert (believed_multipliers(5, learning_rate=0, **dials) == 0.5).all()
    assert believed_multipliers(2, learning_rate=1, **dials).tolist() == [0.5, 1.5, 1.5]


def test_limit_no_name_at_stake_is_the_publics_choice():
    for success in (0.1, 0.4, 0.9):
        kept = years_kept([success], value=1, reputation=0, cost=0.4, funding=0)
        assert (kept == INF) == (success >= 0.4)
    assert critical_reputation(success=0.4, value=1, cost=0.4) == pytest.approx(0)


def test_limit_no_chance_needs_an_endless_name():
    assert critical_reputation(success=0, value=1, cost=0.1) == INF
    assert critical_reputation(success=0, value=1, cost=0) == -1


def test_limit_equal_names_are_kept_equally_long_elected_or_not():
    # C20 is a question: the model knows no difference but the size of the name
    for state in persistence().grid():
        dials = state.controls
        alike = dials["office"] == dials["doctrine"]
        money = POLICIES[dials["policy"]][2]
        if alike and not money:
            elected, insulated = (
                state.readouts[f"{who}_drops"] for who in ("elected", "insulated")
            )
            assert elected == insulated


def test_limit_a_name_at_stake_can_save_a_policy_that_works():
    dials = {"policy": "It works, and looked badly at first"}
    calm = persistence().at(office=0, doctrine=0, **dials)
    assert calm.readouts["public_drops"] == "at once"
    assert calm.readouts["insulated_drops"] == "at once"
    proud = persistence().at(office=1, doctrine=1, **dials)
    assert proud.readouts["elected_drops"] == "not within fifteen years"
    assert proud.readouts["insulated_drops"] == "not within fifteen years"


def test_limit_a_name_at_stake_keeps_a_policy_that_fails():
    dials = {"policy": "It fails, and looked well at first"}
    drops = [
        persistence().at(office=1, doctrine=name, **dials).readouts["insulated_drops"]
        for name in (0, 1, 2, 3)
    ]
    # the chance is 0.37 in year 2, 0.18 in year 6 and 0.13 in year 12; it nears 0.12
    expected = ["in year 2", "in year 6", "in year 12", "not within fifteen years"]
    assert drops == expected


def test_limit_money_does_what_a_name_does():
    # 0.3 (1 + R) = 0.5 and 0.3 + F = 0.5: a name of 2/3 or money of 0.2
    stakes = {"success": 0.3, "value": 1, "cost": 0.5}
    assert critical_funding(reputation=0, **stakes) == pytest.approx(0.2)
    assert critical_funding(reputation=2 / 3, **stakes) == pytest.approx(0)
    assert critical_funding(reputation=5, **stakes) == 0


# --- properties ---------------------------------------------------------------------


@given(st.floats(0.05, 3), st.floats(0, 1), rate, rate)
def test_property_above_the_critical_multiplier_a_small_cut_raises_debt(d, tau, r, g):
    dials = {"debt_ratio": d, "revenue_elasticity": tau, "interest": r, "growth": g}
    critical = critical_multiplier(**dials)
    if critical < 9:
        for factor, sign in ((1.05, 1), (0.95, -1)):
            moved = [
                path(consolidation=cut, multiplier=factor * critical, **dials)[1]
                for cut in (0, 1e-5)
            ]
            assert np.sign(moved[1] - moved[0]) == sign


@given(st.floats(0, 3), st.floats(0.1, 3), st.floats(0, 1))
def test_property_more_debt_lowers_the_critical_multiplier(d, more, tau):
    low = critical_multiplier(debt_ratio=d, revenue_elasticity=tau)
    assert critical_multiplier(debt_ratio=d + more, revenue_elasticity=tau) < low


@given(st.floats(0, 3), st.floats(0, 3), st.floats(0, 1))
def test_property_beliefs_move_towards_the_truth_and_not_beyond(m, first, k):
    found = believed_multipliers(30, multiplier=m, first_belief=first, learning_rate=k)
    gaps = (found - m) * np.sign(first - m)
    assert (gaps >= -1e-12).all()
    assert (np.diff(gaps) <= 1e-12).all()


@given(chance, stake, stake, stake)
def test_property_kept_against_the_public_exactly_above_the_critical_name(s, v, c, r):
    threshold = critical_reputation(success=s, value=v, cost=c)
    if abs(r - threshold) > 1e-6:
        kept = years_kept([s], value=v, reputation=r, cost=c, funding=0)
        assert (kept == INF) == (r > threshold)


@given(chance, stake, stake, stake)
def test_property_the_critical_money_is_just_enough(s, v, c, r):
    money = critical_funding(success=s, value=v, reputation=r, cost=c)
    dials = {"value": v, "reputation": r, "cost": c}
    assert years_kept([s], funding=money + 1e-9, **dials) == INF
    if money > 1e-6:
        assert years_kept([s], funding=money - 1e-6, **dials) == 0


@given(st.lists(chance, min_size=1, max_size=20), stake, stake, stake, stake)
def test_property_more_at_stake_never_shortens(success, v, r, more, c):
    dials = {"value": v, "cost": c, "funding": 0}
    mine = np.array(success)
    shorter = years_kept(mine, reputation=r, **dials)
    assert years_kept(mine, reputation=r + more, **dials) >= shorter
    assert (mine == np.array(success)).all()


# --- the second derivation ----------------------------------------------------------


@pytest.mark.parametrize("multiplier", [0, 0.5, 1.25])
@pytest.mark.parametrize("persistence", [0, 0.6, 1])
def test_second_way_debt_in_euros(multiplier, persistence):
    cut, tau, r, g, p = 0.02, 0.4, 0.05, 0.01, -0.01
    output, owed, lost, ratios = 1000.0, 900.0, 0.0, [0.9]
    for year in range(8):
        left = multiplier * cut * persistence**year
        output *= 1 + g + lost - left
        lost = left
        owed = owed * (1 + r) - (p + cut - tau * lost) * output
        ratios.append(owed / output)
    found = path(
        debt_ratio=0.9, consolidation=cut, multiplier=multiplier,
        revenue_elasticity=tau, persistence=persistence, interest=r, growth=g,
        primary_balance=p, n_years=8,
    )  # fmt: skip
    assert found == pytest.approx(ratios)


@pytest.mark.parametrize("d", [0.4, 1, 1.8])
def test_second_way_the_critical_multiplier_by_bisection(d):
    def slope(m):
        up, down = (
            path(debt_ratio=d, multiplier=m, consolidation=h)[1] for h in (1e-6, -1e-6)
        )
        return (up - down) / 2e-6

    found = critical_multiplier(
        debt_ratio=d, revenue_elasticity=0.5, interest=0.03, growth=0.02
    )
    assert brentq(slope, 0, 5) == pytest.approx(found, abs=1e-6)


def test_second_way_chances_drawn():
    rng = np.random.default_rng(2010)
    beliefs = np.array([0.2, 0.7, 1.2])
    drawn = rng.normal(beliefs, 0.5, (200_000, 3)) < 0.7
    found = success_chances(beliefs, critical=0.7, doubt=0.5)
    error = np.sqrt(found * (1 - found) / len(drawn))
    assert (np.abs(drawn.mean(axis=0) - found) < 4 * error).all()


@pytest.mark.parametrize("name", [0, 0.5, 1, 3])
@pytest.mark.parametrize("money", [0, 0.2])
def test_second_way_deciders_decide_year_by_year(name, money):
    belief, year = 0.5, 0
    while year < 60:
        looks = 0.5 * (1 + math.erf((2 / 3 - belief) / 0.5 / math.sqrt(2)))
        gains = looks * 1 + looks * name + money
        if gains < 0.4:
            break
        belief += 0.25 * (1.25 - belief)  # the same for whoever decides
        year += 1
    beliefs = believed_multipliers(
        59, multiplier=1.25, first_belief=0.5, learning_rate=0.25
    )
    success = success_chances(beliefs, critical=2 / 3, doubt=0.5)
    found = years_kept(success, value=1, reputation=name, cost=0.4, funding=money)
    assert found == (year if year < 60 else INF)


# --- results and figures ------------------------------------------------------------


def test_published_lines_stand_in_the_results():
    lines = results()["lines"]
    for key, sample in {
        "reconstruction": "europe",
        "without_greece": "no_greece",
    }.items():
        line = lines[sample]
        FIGURES[key].difference([line["slope"], line["slope_error"]])
    FIGURES["blanchard_leigh"].difference(lines["europe"]["slope"])


def test_caption_of_the_debt_holds_at_every_position():
    for state in debt().grid():
        dials, cut = state.controls, state.marks["cut"]
        critical = critical_multiplier(
            debt_ratio=dials["debt_ratio"], revenue_elasticity=0.5, interest=0.03,
            growth=0.02,
        )  # fmt: skip
        assert (cut[1] > 0) == (dials["multiplier"] > critical)
        assert abs(cut[0]) < 1e-9
        if dials["multiplier"] == 0.5:
            assert cut == pytest.approx(state.marks["forecast"])
    lasting = debt().at(multiplier=2, debt_ratio=1, persistence=1).marks["cut"]
    passing = debt().at(multiplier=2, debt_ratio=1, persistence=0.5).marks["cut"]
    assert lasting[10] > 0 > passing[10]


def test_caption_of_persistence_holds_at_every_position():
    order = {"at once": -1, "not within fifteen years": 99}

    def year(text):
        return order.get(text) or int(text.removeprefix("in year "))

    for state in persistence().grid():
        dials, drops = state.controls, state.readouts
        elected, insulated = (
            year(drops["elected_drops"]),
            year(drops["insulated_drops"]),
        )
        money = POLICIES[dials["policy"]][2]
        if dials["office"] >= dials["doctrine"]:
            assert elected >= insulated
        if dials["doctrine"] >= dials["office"] and not money:
            assert insulated >= elected
        assert min(elected, insulated) >= year(drops["public_drops"])


def test_figures_range_alike_for_both_sides_and_start_level():
    office, doctrine = persistence().controls[1:3]
    assert office.values == doctrine.values
    assert office.start == doctrine.start


# --- bad input ----------------------------------------------------------------------

GOOD = {
    critical_multiplier: {
        "debt_ratio": 1, "revenue_elasticity": 0.5, "interest": 0.0, "growth": 0.0,
    },
    debt_path: {
        "debt_ratio": 1, "consolidation": 0.01, "multiplier": 1,
        "revenue_elasticity": 0.5, "persistence": 0.5, "interest": 0.03,
        "growth": 0.02, "primary_balance": 0, "n_years": 3,
    },
    critical_reputation: {"success": 0.3, "value": 1, "cost": 0.5},
    critical_funding: {"success": 0.3, "value": 1, "reputation": 0, "cost": 0.5},
}  # fmt: skip


@pytest.mark.parametrize("call", GOOD, ids=lambda f: f.__name__)
def test_bad_numbers_are_named(call):
    for name in GOOD[call].keys() - {"n_years"}:
        for bad in (NAN, INF, -1000):
            with pytest.raises(ValueError, match=name):
                call(**GOOD[call] | {name: bad})
        with pytest.raises(TypeError, match=name):
            call(**GOOD[call] | {name: "1"})


def test_bad_cut_that_leaves_no_output():
    with pytest.raises(ValueError, match="consolidation must leave"):
        path(consolidation=0.6, multiplier=2)


@pytest.mark.parametrize("bad", [0, -1])
def test_bad_years(bad):
    with pytest.raises(ValueError, match="n_years"):
        path(n_years=bad)
    with pytest.raises(ValueError, match="n_years"):
        believed_multipliers(bad, multiplier=1, first_belief=1, learning_rate=0.5)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("multiplier", -1), ("first_belief", NAN), ("learning_rate", 1.1)],
)
def test_bad_beliefs(name, bad):
    good = {"multiplier": 1, "first_belief": 1, "learning_rate": 0.5}
    with pytest.raises(ValueError, match=name):
        believed_multipliers(3, **good | {name: bad})


@pytest.mark.parametrize(
    ("beliefs", "critical", "doubt", "name"),
    [([], 1, 1, "beliefs"), ([1], -1, 1, "critical"), ([1], 1, 0, "doubt")],
)
def test_bad_chances(beliefs, critical, doubt, name):
    with pytest.raises(ValueError, match=name):
        success_chances(beliefs, critical=critical, doubt=doubt)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("value", -1), ("reputation", NAN), ("cost", -1), ("funding", INF)],
)
def test_bad_stakes(name, bad):
    good = {"value": 1, "reputation": 0, "cost": 0.5, "funding": 0}
    with pytest.raises(ValueError, match=name):
        years_kept([0.5], **good | {name: bad})
    with pytest.raises(ValueError, match="success"):
        years_kept([1.5], **good)
