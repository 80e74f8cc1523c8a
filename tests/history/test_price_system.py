"""Tests for models/history/price_system.py.

Second derivations: owners who answer each other's output in turn until nobody moves;
gains by integrating the demand curve, unit by unit, for many demands that the makers
see in part.
"""

import math
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.history.price_system import (
    by_capacity,
    first_above,
    rule_by,
    running_blind,
    who_gains,
)
from models.history.price_system import (
    best_welfare,
    break_even_variation,
    capacity_window,
    mispricing_loss,
    outcome,
    owners_share,
)

PUBLISHED = Path(__file__).parents[2] / "published" / "history" / "price_system.toml"
NAN, INF = float("nan"), float("inf")
STEADY = {"demand": 1, "variance": 0, "slope": 1, "sight": 1}
VARIED = {"demand": 1, "variance": 0.2, "slope": 1}

dials = st.fixed_dictionaries(
    {
        "demand": st.floats(0.1, 10),
        "variance": st.floats(0, 10),
        "slope": st.floats(0.1, 10),
        "sight": st.floats(0, 1),
    }
)
shares = st.floats(0, 2)


def by_the_unit(share, *, demand, variance, slope, sight, n=7):
    """Return users' and makers' gains by adding up units under the demand curve.

    Demand is the mean, plus what is seen, plus what is not: each of the two takes
    values at ``n`` nodes of the normal distribution.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(n)
    weights = weights / weights.sum()
    users = makers = 0.0
    for z, w in zip(nodes, weights, strict=True):
        seen = demand + z * math.sqrt(sight * variance)
        output = share * seen / slope
        units = (np.arange(4000) + 0.5) / 4000 * output
        for y, u in zip(nodes, weights, strict=True):
            a = seen + y * math.sqrt((1 - sight) * variance)
            worth = (a - slope * units).sum() * output / 4000
            paid = (a - slope * output) * output
            users += w * u * (worth - paid)
            makers += w * u * paid
    return users, makers


# --- published values -----------------------------------------------------------------


def test_published_owners_who_answer_each_other():
    for n, expected in [(1, 0.5), (2, 2 / 3), (3, 0.75)]:
        assert owners_share(n) == pytest.approx(expected, abs=1e-12)
        # each in turn makes half of what the others leave of the market of size 1
        made = np.zeros(n)
        for _ in range(200):
            for i in range(n):
                made[i] = (1 - (made.sum() - made[i])) / 2
        assert made.sum() == pytest.approx(expected, abs=1e-9)


def test_published_gains_under_three_rules():
    rules = {
        "competition": (1, 1, 0.6),
        "monopoly": (0.5, 1, 0.45),
        "engineers": (1, 0, 0.5),
    }
    for share, sight, expected in rules.values():
        found = outcome(share, sight=sight, **VARIED)
        assert found.welfare == pytest.approx(expected, abs=1e-12)
        users, makers = by_the_unit(share, sight=sight, **VARIED)
        assert users + makers == pytest.approx(expected, abs=1e-6)


def test_published_break_even():
    assert break_even_variation(1) == pytest.approx(0.577350, abs=5.1e-7)
    # A^2 > 3 v
    for variance, engineers_win in [(0.33, True), (0.34, False)]:
        market = {"demand": 1, "variance": variance, "slope": 1}
        blind = outcome(1, sight=0, **market).welfare
        assert (blind > outcome(0.5, sight=1, **market).welfare) == engineers_win


def test_published_triangle():
    # price 1/2 above cost, output 1/2 short: the half of 1/4, of a best of 1/2
    lost = mispricing_loss([0.5], [0], slope=1) / best_welfare(
        demand=1, variance=0, slope=1
    )
    assert lost == pytest.approx(0.25, abs=1e-12)
    assert 1 - outcome(0.5, **STEADY).welfare / 0.5 == pytest.approx(0.25, abs=1e-12)


def test_the_published_file_says_what_the_oracles_say():
    figures = {f["id"]: f for f in tomllib.loads(PUBLISHED.read_text())["figure"]}
    assert figures["withheld"]["value"] == [0.5, 0.666667, 0.75]
    assert figures["three_rules"]["value"] == [0.6, 0.45, 0.5]
    assert figures["break_even"]["value"] == 0.57735
    assert figures["triangle"]["value"] == 0.25
    assert len(figures) == 4


# --- limits ---------------------------------------------------------------------------


def test_limit_a_single_owner_withholds_half():
    alone = outcome(owners_share(1), **STEADY)
    assert alone.output == 0.5
    assert alone.users == pytest.approx(alone.makers / 2)  # the owner takes two thirds


def test_limit_owners_without_end_are_competition():
    assert owners_share(INF) == 1
    crowd = outcome(owners_share(INF), **STEADY)
    assert (crowd.price, crowd.makers) == (0, 0)
    assert crowd.welfare == best_welfare(demand=1, variance=0, slope=1)
    assert owners_share(10_000) == pytest.approx(1, abs=1e-4)
    assert break_even_variation(INF) == 0


def test_limit_engineers_who_see_all_are_competition():
    sighted = outcome(1, sight=1, **VARIED)
    assert sighted.welfare == pytest.approx(best_welfare(**VARIED))
    assert sighted.makers == 0


def test_limit_nothing_made_gains_nothing():
    idle = outcome(0, sight=1, **VARIED)
    assert (idle.output, idle.users, idle.makers, idle.welfare) == (0, 0, 0, 0)


def test_limit_twice_the_best_output_is_as_good_as_none():
    assert outcome(2, **STEADY).welfare == pytest.approx(0)
    assert outcome(2, **STEADY).makers == pytest.approx(-2)  # price 1 below cost


@pytest.mark.parametrize("n", [1, 2, 3, 5, 10])
def test_limit_break_even_is_where_the_two_gains_meet(n):
    variation = break_even_variation(n)
    assert variation == pytest.approx(1 / math.sqrt(n * (n + 2)))
    market = {"demand": 1, "variance": variation**2, "slope": 1}
    owners = outcome(owners_share(n), sight=1, **market).welfare
    assert outcome(1, sight=0, **market).welfare == pytest.approx(owners)
    below = market | {"variance": 0.99 * variation**2}
    owners = outcome(owners_share(n), sight=1, **below).welfare
    assert outcome(1, sight=0, **below).welfare > owners


@pytest.mark.parametrize("n", [1, 2, 5])
def test_limit_capacity_window_is_where_the_two_gains_meet(n):
    low, high = capacity_window(n)
    owners = outcome(owners_share(n), **STEADY).welfare
    for share in (low, high):
        assert outcome(share, **STEADY).welfare == pytest.approx(owners)
    assert outcome((low + high) / 2, **STEADY).welfare > owners
    assert outcome(0.99 * low, **STEADY).welfare < owners
    assert outcome(1.01 * high, **STEADY).welfare < owners
    assert capacity_window(1) == (0.5, 1.5)


def test_limit_the_engineers_best_case():
    # one owner, demand that varies little, and engineers a fifth of it cheaper
    engineers = rule_by(1.2, variation=0.2, sight=0, saving=0.2)
    assert engineers["welfare"] > 1
    assert rule_by(0.5, variation=0.2, sight=1)["welfare"] == pytest.approx(0.75)


def test_limit_the_owners_best_case():
    # three rivals, varied demand, and engineers who build half as much again
    owners = rule_by(owners_share(3), variation=0.6, sight=1)
    engineers = rule_by(1.5, variation=0.6, sight=0)
    assert owners["welfare"] > 0.9
    assert engineers["welfare"] < 0.6
    assert engineers["makers"] < -1  # somebody pays


def test_limit_certificates_in_proportion_to_cost_lose_nothing():
    assert mispricing_loss([0.5, 0.7], [0.5, 0.7], slope=2) == 0
    # energy is 1/5 and 4/5 of a cost of 1/2; its price is set so that the mean is right
    prices = [0.5 * part / 0.5 for part in (0.2, 0.8)]
    lost = mispricing_loss(prices, [0.5, 0.5], slope=1)
    # best gain of each good: (1 - 0.5)^2 / 2; lost by hand: 2 * 0.3^2 / 2 of 0.25
    assert lost / 0.25 == pytest.approx(0.36)


# --- properties -----------------------------------------------------------------------


@given(shares, dials)
def test_property_adding_up_units_gives_the_same(share, market):
    users, makers = by_the_unit(share, **market)
    found = outcome(share, **market)
    size = (market["demand"] ** 2 + market["variance"]) / market["slope"]
    assert found.users == pytest.approx(users, abs=1e-6 * size)
    assert found.makers == pytest.approx(makers, abs=1e-6 * size)


@given(shares, dials)
def test_property_the_mean_price_stands_on_the_demand_curve(share, market):
    found = outcome(share, **market)
    on_the_curve = market["demand"] - market["slope"] * found.output
    assert found.price == pytest.approx(on_the_curve, abs=1e-9)


@pytest.mark.parametrize("saving", [-0.2, 0, 0.2])
@pytest.mark.parametrize("share", [0.5, 1.0, 1.25])
def test_property_capacity_counts_in_the_output_that_is_best_at_the_others_cost(
    share, saving
):
    # Q (1 + g) - Q^2 / 2, of a best of 1/2
    found = rule_by(share, variation=0, sight=0, saving=saving)
    assert found["welfare"] == pytest.approx(2 * share * (1 + saving) - share**2)
    assert found["users"] == pytest.approx(share**2)


@given(shares, dials)
def test_property_nobody_gains_more_than_the_best(share, market):
    best = best_welfare(**{k: v for k, v in market.items() if k != "sight"})
    found = outcome(share, **market)
    assert found.welfare <= best * (1 + 1e-12)
    assert found.welfare == found.users + found.makers


@given(shares, dials)
def test_property_the_loss_is_the_mean_square_of_the_miss(share, market):
    # half the slope times (what is missed on average)^2 and what is not followed
    m, v, b, r = (market[k] for k in ("demand", "variance", "slope", "sight"))
    best = best_welfare(demand=m, variance=v, slope=b)
    bias = (1 - share) ** 2 * m**2
    noise = (1 - share) ** 2 * r * v + (1 - r) * v
    loss = best - outcome(share, **market).welfare
    assert loss == pytest.approx((bias + noise) / (2 * b), abs=1e-9 * best)


@given(shares, dials)
def test_property_more_or_less_by_the_same_loses_the_same(share, market):
    more = outcome(share, **market).welfare
    less = outcome(2 - share, **market).welfare
    assert more == pytest.approx(less, abs=1e-9 * max(1, abs(more)))


@given(st.floats(0.01, 1.99), dials)
def test_property_to_see_more_never_hurts_the_sum(share, market):
    blind = outcome(share, **market | {"sight": 0}).welfare
    assert outcome(share, **market).welfare >= blind - 1e-9


@given(st.floats(0, 1), dials)
def test_property_a_tax_of_scale_changes_no_share(share, market):
    twice = market | {"slope": 2 * market["slope"]}
    assert outcome(share, **twice).welfare * 2 == pytest.approx(
        outcome(share, **market).welfare
    )


@given(st.integers(1, 1000))
def test_property_more_rivals_withhold_less(n):
    assert owners_share(n) < owners_share(n + 1) < 1
    assert break_even_variation(n) > break_even_variation(n + 1)


def test_property_profit_is_most_for_one_half():
    market = STEADY | {"variance": 0.3, "sight": 0.5}
    profits = [outcome(s, **market).makers for s in np.linspace(0, 1, 101)]
    assert np.argmax(profits) == 50


@given(st.lists(st.floats(0, 5), min_size=2, max_size=4), st.floats(0.1, 5))
def test_property_a_wrong_price_loses_its_triangle(prices, slope):
    costs = [1.0] * len(prices)
    by_hand = sum(abs(p - 1) * abs(p - 1) / slope / 2 for p in prices)
    assert mispricing_loss(prices, costs, slope=slope) == pytest.approx(by_hand)


# --- figures --------------------------------------------------------------------------


def test_caption_of_running_blind_holds_at_every_position():
    last = {}
    for state in running_blind().grid():
        owners, engineers = state.marks["owners"], state.marks["engineers"]
        if state.controls["owners_sight"] == 1:
            assert np.ptp(owners) < 1e-12
            n = state.controls["n_owners"]
            assert all(owners[0] > last[m] for m in last if m < n)
            last[n] = owners[0]
        else:
            assert (np.diff(owners) < 0).all()
        assert engineers[0] == pytest.approx(1)
        if state.controls["engineers_sight"] < 1:
            assert (np.diff(engineers) < 0).all()
        else:
            assert engineers == pytest.approx(1)


def test_caption_of_by_capacity_holds_where_it_says():
    for n in (1, 2, 3, 5, 10):
        state = by_capacity().at(n_owners=n)
        low, high = capacity_window(n)
        x = np.array(by_capacity().along.values)
        inside = (x > low + 1e-9) & (x < high - 1e-9)
        better = state.marks["engineers"] > state.marks["owners"] + 1e-12
        assert (better == inside).all()


def test_caption_of_who_gains_holds_at_every_position():
    for state in who_gains().grid():
        owners, engineers = state.marks["owners"], state.marks["engineers"]
        assert owners.sum() == pytest.approx(1)
        assert engineers.sum() == pytest.approx(1)
        if state.controls["n_owners"] == 1:
            assert owners[1] == pytest.approx(2 * owners[0])
        if state.controls["capacity"] == 1:
            assert engineers[1] == 0
        if state.controls["capacity"] > 1:
            assert engineers[1] < 0


def test_dials_of_the_two_sides_range_alike():
    dials = {dial.name: dial for dial in running_blind().movers}
    assert dials["owners_sight"].values == dials["engineers_sight"].values
    capacity = by_capacity().along.values
    assert capacity == pytest.approx([2 - c for c in reversed(capacity)])
    saving = next(d for d in by_capacity().movers if d.name == "saving").values
    assert saving == [-s for s in reversed(saving)]


def test_the_figure_asks_a_question_whose_answer_it_gives():
    before = running_blind().at()
    i = running_blind().along.values.index(first_above(break_even_variation(1)))
    owners, engineers = before.marks["owners"], before.marks["engineers"]
    assert engineers[i] < owners[i]
    assert engineers[i - 1] > owners[i - 1]
    assert running_blind().along.values[i] == 0.6


# --- bad input ------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [-0.1, NAN, INF])
@pytest.mark.parametrize("name", ["demand", "variance", "slope"])
def test_bad_market(name, bad):
    with pytest.raises(ValueError, match=name):
        outcome(0.5, **STEADY | {name: bad})
    with pytest.raises(ValueError, match=name):
        best_welfare(**VARIED | {name: bad})


@pytest.mark.parametrize("name", ["demand", "slope"])
def test_bad_zero(name):
    with pytest.raises(ValueError, match=f"{name} must be above 0"):
        outcome(0.5, **STEADY | {name: 0})


@pytest.mark.parametrize("bad", [-0.1, 1.1, NAN])
def test_bad_sight(bad):
    with pytest.raises(ValueError, match="sight"):
        outcome(0.5, **STEADY | {"sight": bad})


@pytest.mark.parametrize("bad", [-0.1, NAN, INF])
def test_bad_share(bad):
    with pytest.raises(ValueError, match="share"):
        outcome(bad, **STEADY)


def test_bad_number_of_owners():
    for call in (owners_share, break_even_variation, capacity_window):
        with pytest.raises(ValueError, match="n_owners"):
            call(0)
        for bad in (1.5, True, "2", NAN):
            with pytest.raises(TypeError, match="n_owners"):
                call(bad)


def test_bad_prices():
    with pytest.raises(ValueError, match="prices must have one entry a cost"):
        mispricing_loss([1, 2], [1], slope=1)
    with pytest.raises(ValueError, match="costs"):
        mispricing_loss([1], [NAN], slope=1)
    with pytest.raises(ValueError, match="slope must be above 0"):
        mispricing_loss([1], [1], slope=0)
