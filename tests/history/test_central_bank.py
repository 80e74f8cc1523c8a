"""Tests for models/history/central_bank.py.

The second derivation plays the game without the formulas: the banker searches for the
inflation that costs the banker least, people learn what to expect, and losses are
counted over many years of shocks.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from figures.history.central_bank import (
    GROUPS,
    SHARES,
    banker,
    handover,
    promise,
    stake_of,
    weight_of,
)
from models.history.central_bank import (
    best_banker_weight,
    chosen_inflation,
    enforceable_inflation,
    handover_gain,
    rule_loss,
    social_loss,
)
from theme.evidence import published

FIGURES = published("history/central_bank")
NAN, INF = float("nan"), float("inf")
ECONOMIES = [(1, 1, 1), (1, 0.5, 1), (0.5, 1, 1)]  # society's weight, target, variance
weight = st.floats(0.01, 5)
dial = st.floats(0.01, 3)


def economy(lam, k, s2):
    return {"society_weight": lam, "target": k, "shock_variance": s2}


# --- published values ---------------------------------------------------------------


def test_published_promises_of_barro_and_gordon():
    kept = [
        enforceable_inflation(bias=1, society_weight=0, patience=q)
        for q in (0.5, 0.8, 0.9, 0.95)
    ]
    FIGURES["kept_promises"].difference(kept)
    FIGURES["kept_losses"].difference([x**2 for x in kept])


@pytest.mark.parametrize(
    ("dials", "best", "loss", "own", "strict", "rule"),
    [
        ((1, 1, 1), 0.308571, 0.867406, 1.25, 1.0, 0.75),
        ((1, 0.5, 1), 0.528385, 0.433703, 0.5, 0.625, 0.375),
        ((0.5, 1, 1), 0.187073, 0.457329, 0.541667, 0.5, 0.416667),
    ],
)
def test_published_table_of_rogoffs_banker(dials, best, loss, own, strict, rule):
    found = best_banker_weight(**economy(*dials))
    assert found == pytest.approx(best, abs=5.1e-7)
    for banker_weight, value in [(found, loss), (dials[0], own), (0, strict)]:
        ours = social_loss(banker_weight=banker_weight, **economy(*dials))
        assert ours == pytest.approx(value, abs=5.1e-7)
    ours = rule_loss(mean_inflation=0, **economy(*dials))
    assert ours == pytest.approx(rule, abs=5.1e-7)


def test_published_box_says_what_the_oracles_say():
    assert FIGURES["best_bankers"].value == [0.308571, 0.528385, 0.187073]
    assert FIGURES["best_losses"].value == [0.867406, 0.433703, 0.457329]
    assert FIGURES["other_losses"].value == [1.25, 1.0, 0.75]
    assert FIGURES["contract"].value == 0.75
    assert FIGURES["kept_promises"].value == [0.333333, 0.111111, 0.052632, 0.025641]
    assert FIGURES["kept_losses"].value == [0.111111, 0.012346, 0.002770, 0.000657]


def test_published_sign_of_alesina_and_summers():
    # Their 16 countries, 1955-88, index and mean inflation AS RECALLED, not seen:
    # the sign is all that this can support (Spain, New Zealand, Australia, Italy,
    # UK, France, Norway, Sweden, Denmark, Japan, Netherlands, Canada, USA, Germany,
    # Switzerland, Belgium)
    index = [1.5, 1, 2, 1.75, 2, 2, 2, 2, 2.5, 2.5, 2.5, 2.5, 3.5, 4, 4, 2]
    prices = [8.5, 7.6, 6.4, 7.3, 6.7, 6.1, 6.1, 6.1]
    prices += [6.5, 4.9, 4.2, 4.5, 4.1, 3.0, 3.2, 4.1]
    assert np.corrcoef(index, prices)[0, 1] < -0.5


# --- limits -------------------------------------------------------------------------


def test_limit_no_temptation_leaves_no_case_for_another_banker():
    for s2 in (0.1, 1, 5):
        assert best_banker_weight(**economy(0.7, 0, s2)) == 0.7
        best = social_loss(banker_weight=0.7, **economy(0.7, 0, s2))
        assert best == pytest.approx(rule_loss(mean_inflation=0, **economy(0.7, 0, s2)))


def test_limit_without_shocks_the_strictest_banker_is_best():
    for lam, k in [(0.2, 1), (1, 0.1), (4, 3)]:
        assert best_banker_weight(**economy(lam, k, 0)) == pytest.approx(0, abs=1e-9)
        strict = social_loss(banker_weight=0, **economy(lam, k, 0))
        assert strict == rule_loss(mean_inflation=0, **economy(lam, k, 0))


def test_limit_those_who_mind_only_inflation_want_a_banker_like_themselves():
    assert best_banker_weight(**economy(0, 1, 1)) == 0
    assert social_loss(banker_weight=0, **economy(0, 1, 1)) == 0


def test_limit_strict_can_be_worse_than_no_banker():
    # lam 1, k 1/2, s2 1: nobody but inflation counts, 0.625; society itself, 0.5
    assert social_loss(banker_weight=0, **economy(1, 0.5, 1)) == 0.625
    assert social_loss(banker_weight=1, **economy(1, 0.5, 1)) == 0.5


def test_limit_the_strictest_banker_in_the_city():
    # by hand, target 1/2, variance 1: own weight w loses (1/4 + 1/4 + w/2)/2 with the
    # council and w (1/4 + 1)/2 with a banker who minds only inflation
    own = {name: weight_of(name, 1) for name in GROUPS}
    assert own == {"debtors": 0.5, "workers": 1.7, "savers": 0}
    for name, w in own.items():
        council = social_loss(banker_weight=1, **economy(w, 0.5, 1))
        strict = social_loss(banker_weight=0, **economy(w, 0.5, 1))
        assert council == pytest.approx(0.25 + w / 4)
        assert strict == pytest.approx(0.625 * w)
        assert (strict > council) == (name == "workers")


def test_limit_a_penalty_reaches_the_binding_rule():
    # Walsh: t = lam k; people then expect no inflation, and get none on average
    lam, k, s2 = 0.8, 0.6, 1.5
    shocks = np.array([-math.sqrt(s2), math.sqrt(s2)])
    dials = {"banker_weight": lam, "target": k, "penalty": lam * k}
    pi = chosen_inflation(shocks, expected=0, **dials)
    assert pi.mean() == pytest.approx(0, abs=1e-15)
    loss = (pi**2 + lam * (pi + shocks - k) ** 2).mean() / 2
    best = rule_loss(mean_inflation=0, **economy(lam, k, s2))
    assert loss == pytest.approx(best)
    assert best < social_loss(
        banker_weight=best_banker_weight(**economy(lam, k, s2)), **economy(lam, k, s2)
    )


def test_limit_promises_need_patience():
    for lam in (0, 0.5, 2):
        dials = {"bias": 0.7, "society_weight": lam}
        assert enforceable_inflation(patience=0, **dials) == 0.7
        assert enforceable_inflation(patience=1, **dials) == 0
        # where output matters more and more, zero can be promised from 1/(1 + lam) on
        just = 1 / (1 + lam)
        assert enforceable_inflation(patience=just, **dials) == pytest.approx(0)
        assert enforceable_inflation(patience=0.9 * just, **dials) > 0


def test_limit_a_patient_government_does_better_than_the_best_banker():
    best = best_banker_weight(**economy(1, 0.75, 1))
    with_banker = social_loss(banker_weight=best, **economy(1, 0.75, 1))
    kept = enforceable_inflation(bias=0.75, society_weight=1, patience=0.5)
    assert kept == 0
    assert rule_loss(mean_inflation=kept, **economy(1, 0.75, 1)) < with_banker
    kept = enforceable_inflation(bias=0.75, society_weight=1, patience=0.1)
    assert rule_loss(mean_inflation=kept, **economy(1, 0.75, 1)) > with_banker


def test_limit_a_handover_to_oneself_changes_nothing():
    for share in (0, 0.3, 1):
        gain = handover_gain(
            banker_weight=0.8, group_weight=1.7, stake=2, disbelief=share,
            **economy(0.8, 1, 1),
        )  # fmt: skip
        assert gain == pytest.approx(0, abs=1e-15)


def test_limit_disbelief_by_hand():
    # lam 1, k 1, no shocks, a banker who minds only inflation: prices stand still,
    # people expected 1, so output is 1 below its natural level and 2 below the target
    dials = {"banker_weight": 0, "disbelief": 1, **economy(1, 1, 0)}
    before = (1 + 1) / 2
    assert handover_gain(group_weight=1, stake=0, **dials) == before - 4 / 2
    # whoever owes so much that a point is worth 3 loses 3 more, the creditor gains 3
    assert handover_gain(group_weight=1, stake=3, **dials) == before - 4 / 2 - 3
    assert handover_gain(group_weight=1, stake=-3, **dials) == before - 4 / 2 + 3


# --- properties ---------------------------------------------------------------------


@given(weight, dial, dial)
def test_property_rogoff_between_nought_and_society(lam, k, s2):
    best = best_banker_weight(**economy(lam, k, s2))
    assert 0 < best < lam
    condition = best * k**2 * (1 + best) ** 3 - s2 * (lam - best)
    assert condition == pytest.approx(0, abs=1e-9)


@given(weight, dial, dial, st.floats(0, 8))
def test_property_no_banker_beats_rogoffs_and_none_reaches_the_rule(lam, k, s2, other):
    best = best_banker_weight(**economy(lam, k, s2))
    lowest = social_loss(banker_weight=best, **economy(lam, k, s2))
    assert lowest <= social_loss(banker_weight=other, **economy(lam, k, s2)) + 1e-12
    assert rule_loss(mean_inflation=0, **economy(lam, k, s2)) < lowest


@given(weight, dial, dial, st.floats(1.05, 3))
def test_property_more_temptation_wants_a_stricter_banker(lam, k, s2, factor):
    best = best_banker_weight(**economy(lam, k, s2))
    assert best_banker_weight(**economy(lam, factor * k, s2)) < best
    assert best_banker_weight(**economy(lam, k, factor * s2)) > best


@given(weight, weight, dial, dial)
def test_property_who_minds_output_more_wants_a_milder_banker(a, b, k, s2):
    mild, strict = max(a, b), min(a, b)
    best = best_banker_weight(**economy(mild, k, s2))
    assert best >= best_banker_weight(**economy(strict, k, s2))
    assert best < mild  # and yet one stricter than itself


@given(weight, dial, dial, st.floats(0, 2), st.floats(0, 1), st.floats(0, 3))
def test_property_gains_of_the_groups_add_up_to_the_citys(b, k, s2, d, share, debt):
    dials = {"banker_weight": b, "disbelief": share, **economy(1, k, s2)}
    city = handover_gain(group_weight=1, stake=0, **dials)
    groups = sum(
        SHARES[name]
        * handover_gain(
            group_weight=weight_of(name, d / 2), stake=stake_of(name, debt), **dials
        )
        for name in GROUPS
    )
    assert groups == pytest.approx(city, abs=1e-9)


@given(weight, dial, dial, st.floats(0, 2.9))
def test_property_the_longer_the_disbelief_the_worse_for_debtors(lam, k, s2, debt):
    dials = {"banker_weight": lam / 2, "group_weight": lam, **economy(lam, k, s2)}
    gains = [handover_gain(stake=debt, disbelief=s, **dials) for s in (0, 0.5, 1)]
    assert gains[0] > gains[1] > gains[2]


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=20), weight, dial)
def test_property_the_input_is_left_alone(shocks, b, k):
    mine = np.array(shocks)
    chosen_inflation(mine, expected=1, banker_weight=b, target=k, penalty=0)
    assert (mine == np.array(shocks)).all()


# --- the second derivation ----------------------------------------------------------


def played(shocks, expected, banker_weight, target, penalty):
    """Return inflation, searched for shock by shock, without the formula."""

    def cost(pi, u):
        output = pi - expected + u
        return pi**2 / 2 + banker_weight / 2 * (output - target) ** 2 + penalty * pi

    return np.array(
        [minimize_scalar(cost, args=(u,), options={"xtol": 1e-12}).x for u in shocks]
    )


@pytest.mark.parametrize("penalty", [0, 0.4])
@pytest.mark.parametrize("banker_weight", [0, 0.3, 1, 2.5])
def test_second_way_the_banker_searches(banker_weight, penalty):
    shocks = [-2, -0.3, 0, 1.1]
    dials = {"banker_weight": banker_weight, "target": 0.8, "penalty": penalty}
    found = chosen_inflation(shocks, expected=0.6, **dials)
    assert found == pytest.approx(played(shocks, 0.6, **dials), abs=1e-6)


@pytest.mark.parametrize("penalty", [0, 0.4])
def test_second_way_people_learn_what_to_expect(penalty):
    dials = {"banker_weight": 0.5, "target": 0.8, "penalty": penalty}
    expected = 3.0
    for _ in range(200):
        expected = chosen_inflation([-1, 1], expected=expected, **dials).mean()
    assert expected == pytest.approx(0.5 * 0.8 - penalty)


@pytest.mark.parametrize("dials", ECONOMIES)
@pytest.mark.parametrize("banker_weight", [0, 0.3, 1, 2])
def test_second_way_losses_counted_over_many_years(dials, banker_weight):
    lam, k, s2 = dials
    shocks = np.random.default_rng(1985).normal(0, math.sqrt(s2), 200_000)
    expected = banker_weight * k
    pi = chosen_inflation(
        shocks, expected=expected, banker_weight=banker_weight, target=k, penalty=0
    )
    losses = (pi**2 + lam * (pi - expected + shocks - k) ** 2) / 2
    error = losses.std() / math.sqrt(losses.size)
    found = social_loss(banker_weight=banker_weight, **economy(*dials))
    assert abs(found - losses.mean()) < 4 * error


@pytest.mark.parametrize("dials", ECONOMIES)
def test_second_way_the_best_banker_on_a_grid(dials):
    grid = np.linspace(0, 2, 20_001)
    losses = [social_loss(banker_weight=w, **economy(*dials)) for w in grid]
    best = best_banker_weight(**economy(*dials))
    assert grid[np.argmin(losses)] == pytest.approx(best, abs=1.01e-4)


@pytest.mark.parametrize("lam", [1e-6, 0.5, 1, 2])
@pytest.mark.parametrize("patience", [0.1, 0.3, 0.6, 0.9])
def test_second_way_a_promise_is_kept_where_breaking_it_does_not_pay(lam, patience):
    # play it: what is gained by surprise now, and lost in a term of disbelief
    k = 1 / lam  # so that inflation without a promise is 1, as lam goes to 0
    terms = np.linspace(0, 1, 100_001)

    def cost(pi, expected):  # less k^2 lam/2, which no choice changes
        y = pi - expected
        return pi**2 / 2 + lam / 2 * y**2 - lam * k * y

    surprise = lam * (k + terms) / (1 + lam)
    tempted = cost(terms, terms) - cost(surprise, terms)
    feared = patience * (cost(1.0, 1.0) - cost(terms, terms))
    kept = terms[tempted <= feared + 1e-12]
    found = enforceable_inflation(bias=1, society_weight=lam, patience=patience)
    assert kept.min() == pytest.approx(found, abs=3e-5)


def test_second_way_a_handover_year_by_year():
    # 20 years, 6 of disbelief, three shocks in turn; debtors' contracts settled yearly
    lam, k, banker_weight, own, stake = 1, 1, 0.25, 1.7, 0.5
    shocks = np.array([-1.0, 0.0, 1.0])
    s2 = (shocks**2).mean()

    def year(banker, expected):
        pi = chosen_inflation(
            shocks, expected=expected, banker_weight=banker, target=k, penalty=0
        )
        y = pi - expected + shocks
        return ((pi**2 + own * (y - k) ** 2) / 2 - stake * (pi - expected)).mean()

    before = year(lam, lam * k)
    after = [year(banker_weight, lam * k)] * 6 + [year(banker_weight, 0.25)] * 14
    found = handover_gain(
        banker_weight=banker_weight, group_weight=own, stake=stake, disbelief=6 / 20,
        **economy(lam, k, s2),
    )  # fmt: skip
    assert found == pytest.approx(before - np.mean(after))


# --- figures ------------------------------------------------------------------------


def test_the_citys_groups_average_to_the_city():
    for difference in (0, 0.5, 1):
        mean = sum(SHARES[name] * weight_of(name, difference) for name in GROUPS)
        assert mean == pytest.approx(1)
    assert sum(SHARES[name] * stake_of(name, 2) for name in GROUPS) == pytest.approx(0)


def test_caption_of_the_banker_holds_at_every_position():
    for state in banker().grid():
        city = state.marks["city"]
        if state.controls["target"] > 0:
            best = best_banker_weight(
                society_weight=1, target=state.controls["target"],
                shock_variance=state.controls["shock_variance"],
            )  # fmt: skip
            assert best < 1
            assert city.min() < city[10]  # of the city's own weight
        groups = sum(SHARES[name] * state.marks[name] for name in GROUPS)
        assert groups == pytest.approx(city)


def test_caption_of_the_promise_holds_at_every_position():
    for state in promise().grid():
        best = state.marks["banker"]
        for name in ("elected", "linear"):
            line = state.marks[name]
            assert (np.diff(line) <= 1e-12).all()
            assert line[0] >= best[0] - 1e-12
            assert line[-1] <= best[-1] + 1e-12


def test_caption_of_the_handover_holds_at_every_position():
    for state in handover().grid():
        if state.controls["banker_weight"] < 1:
            for name in ("debtors", "workers", "city"):
                assert (np.diff(state.marks[name]) < 0).all()
        groups = sum(SHARES[name] * state.marks[name] for name in GROUPS)
        assert groups == pytest.approx(state.marks["city"])


def test_figures_range_evenly_about_the_citys_own_weight():
    for figure in (banker(), handover()):
        slider = next(c for c in figure.controls if c.name == "banker_weight")
        assert slider.values == [round(2 - w, 9) for w in reversed(slider.values)]
    assert banker().at().controls["banker_weight"] == 1


# --- bad input ----------------------------------------------------------------------

CALLS = {
    "social_loss": (
        social_loss,
        ["banker_weight", "society_weight", "target", "shock_variance"],
    ),
    "best_banker_weight": (
        best_banker_weight,
        ["society_weight", "target", "shock_variance"],
    ),
    "rule_loss": (
        rule_loss,
        ["mean_inflation", "society_weight", "target", "shock_variance"],
    ),
    "enforceable_inflation": (
        enforceable_inflation,
        ["bias", "society_weight", "patience"],
    ),
    "handover_gain": (
        handover_gain,
        ["banker_weight", "society_weight", "group_weight", "stake", "target",
         "shock_variance", "disbelief"],
    ),
}  # fmt: skip
EITHER_SIGN = {"mean_inflation", "stake"}


@pytest.mark.parametrize("call", CALLS)
def test_bad_numbers_are_named(call):
    function, names = CALLS[call]
    for name in names:
        good = dict.fromkeys(names, 0.5)
        for bad in (NAN, INF, -INF) + (() if name in EITHER_SIGN else (-0.1,)):
            with pytest.raises(ValueError, match=name):
                function(**good | {name: bad})
        for bad in ([0.5], "1", None, True):
            with pytest.raises(TypeError, match=name):
                function(**good | {name: bad})


@pytest.mark.parametrize("name", ["patience", "disbelief"])
def test_bad_shares_above_one(name):
    function, names = next(v for v in CALLS.values() if name in v[1])
    with pytest.raises(ValueError, match=name):
        function(**dict.fromkeys(names, 0.5) | {name: 1.1})


def test_bad_question_which_banker_when_nothing_is_at_stake():
    with pytest.raises(ValueError, match="target and shock_variance"):
        best_banker_weight(**economy(1, 0, 0))


@pytest.mark.parametrize("bad", [[], [[1.0]], [NAN], 3])
def test_bad_shocks(bad):
    with pytest.raises(ValueError, match="shocks"):
        chosen_inflation(bad, expected=0, banker_weight=1, target=1, penalty=0)


@pytest.mark.parametrize("name", ["expected", "banker_weight", "target", "penalty"])
def test_bad_choice(name):
    good = {"expected": 0, "banker_weight": 1, "target": 1, "penalty": 0}
    with pytest.raises(ValueError, match=name):
        chosen_inflation([0.0], **good | {name: NAN})
