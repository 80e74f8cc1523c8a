"""Tests for models/power/welfare.py.

The figures are those of our oracles. The second derivation: utilities by integrating
the marginal utility, ranks by comparing policies two by two, present values by adding
up the years, luck by drawing it.
"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from figures.power.welfare import later, many_projects, rankings, worth
from models.power.welfare import (
    POLICIES,
    average_rate,
    city_gains,
    city_incomes,
    damage_value,
    equal_equivalent,
    places,
    present_value,
    ramsey_rate,
    share_of_losers,
)
from theme.evidence import published

FIGURES = published("power/welfare")
NAN, INF = float("nan"), float("inf")
NAMES = [*POLICIES]
TUNNEL, TRAMS, CLINICS, SCHOOL, BACK = range(5)
income = st.floats(0.5, 500)
incomes = st.lists(income, min_size=1, max_size=8)
dial = st.floats(0, 6)
STERN = {"impatience": 0.001, "curvature": 1, "growth": 0.013}
NORDHAUS = {"impatience": 0.015, "curvature": 2, "growth": 0.02}


def city_places(curvature, aversion, *, own_price=True):
    gains = city_gains(own_price=own_price) / 1000
    return places(city_incomes(), gains, curvature=curvature, aversion=aversion)


def by_hand(n, *, own_price=True):
    """Return each policy's gain in utility: the integral of y^-n, added up."""
    gains = city_gains(own_price=own_price) / 1000
    return [
        sum(
            quad(lambda y: y**-n, start, start + gain)[0]
            for start, gain in zip(city_incomes(), row, strict=True)
        )
        for row in gains
    ]


def duels(better, n):
    """Return the place of each of ``n``: one more than those who beat it."""
    return [1 + sum(better(j, i) for j in range(n)) for i in range(n)]


# --- published values ---------------------------------------------------------------


def test_published_figures_of_the_box():
    rates = [
        ramsey_rate(**STERN),
        ramsey_rate(**NORDHAUS),
        ramsey_rate(impatience=0.015, curvature=1.45, growth=0.02),
        ramsey_rate(impatience=0.02, curvature=2, growth=0.02),
    ]
    FIGURES["rates"].difference([100 * r for r in rates])
    for key, rate in (("stern", 0.014), ("nordhaus", 0.055), ("later_dice", 0.044)):
        values = [present_value(100, rate=rate, years=t) for t in (50, 100, 200)]
        FIGURES[key].difference(values)
    years = (1, 10, 50, 100, 200, 1000)
    mixed = [100 * average_rate([0.01, 0.07], years=t) for t in years]
    FIGURES["uncertain"].difference(mixed)
    two = [equal_equivalent([1, 4], aversion=a) for a in (0, 1, 2)]
    FIGURES["equal_equivalent"].difference(two)


def test_published_present_values_at_six_per_cent():
    found = [present_value(100, rate=0.06, years=t) for t in (50, 100, 200)]
    assert found == pytest.approx([5.4288, 0.2947, 0.0009], abs=5.1e-5)


def test_published_costs_of_carbon_fall_with_the_rate_as_ours_do():
    # Nordhaus 2017, Table 3: DICE-2016R, dollars a tonne at 2.5, 3, 4 and 5%
    table = [140, 87, 41, 23]
    ours = [
        damage_value(impatience=r, curvature=0, growth=0.02, fade=0.005)
        for r in (0.025, 0.03, 0.04, 0.05)
    ]
    assert np.all(np.diff(table) < 0)
    assert np.all(np.diff(ours) < 0)


# --- the second derivation ----------------------------------------------------------


@pytest.mark.parametrize("own_price", [True, False])
@pytest.mark.parametrize("n", [0, 0.5, 1, 1.5, 2, 3, 5])
def test_utility_ranks_as_the_integral_of_marginal_utility(n, own_price):
    sums = by_hand(n, own_price=own_price)
    expected = duels(lambda j, i: sums[j] > sums[i], 5)
    found = city_places(n, n, own_price=own_price)
    assert found.utility.tolist() == expected
    assert found.atkinson.tolist() == expected


@pytest.mark.parametrize("own_price", [True, False])
def test_money_ranks_by_the_sum_and_leximin_by_duels(own_price):
    gains = city_gains(own_price=own_price)
    after = [sorted(row) for row in (1000 * city_incomes() + gains).round(6).tolist()]
    found = city_places(1, 2, own_price=own_price)
    assert found.leximin.tolist() == duels(lambda j, i: after[j] > after[i], 5)
    total = gains.sum(axis=1)
    assert found.money.tolist() == duels(lambda j, i: total[j] > total[i], 5)


@given(st.lists(st.lists(st.integers(1, 3), min_size=3, max_size=3), min_size=2))
def test_leximin_breaks_ties_at_the_next_poorest(rows):
    after = [sorted(row) for row in rows]
    gains = np.array(rows) - 1.0
    found = places([1, 1, 1], gains, curvature=0, aversion=0).leximin
    assert found.tolist() == duels(lambda j, i: after[j] > after[i], len(rows))


@given(incomes, dial)
def test_equal_equivalent_gives_all_the_same_welfare(found, a):
    def use(y):
        return quad(lambda x: x**-a, 1, y)[0]

    same = equal_equivalent(found, aversion=a)
    mean = np.mean([use(y) for y in found])
    assert use(same) == pytest.approx(mean, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("a", [0, 0.5, 1, 2, 4])
def test_equal_equivalent_of_a_bell_curve_of_logs(a):
    # lognormal: E = exp(mean of logs + (1 - a) variance / 2); drawn, four errors
    logs = np.random.default_rng(5).normal(3, 0.3, size=200_000)
    found = equal_equivalent(np.exp(logs), aversion=a)
    power = np.exp((1 - a) * logs)
    error = found * (logs.std() if a == 1 else power.std() / power.mean() / abs(1 - a))
    exact = np.exp(3 + (1 - a) * 0.09 / 2)
    assert abs(found - exact) < 4 * error / np.sqrt(logs.size)


@pytest.mark.parametrize("years", [1, 50, 100])
def test_present_value_is_so_many_years_of_shrinking(years):
    worth = 100.0
    for _ in range(years):
        worth /= 1.055
    assert present_value(100, rate=0.055, years=years) == pytest.approx(worth)


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=5), st.floats(0.5, 300))
def test_average_rate_discounts_as_the_average_of_factors(rates, t):
    factor = np.mean([np.exp(-r * t) for r in rates])
    found = average_rate(rates, years=t)
    assert np.exp(-found * t) == pytest.approx(factor, rel=1e-9)


@pytest.mark.parametrize("who", [STERN, NORDHAUS])
@pytest.mark.parametrize("fade", [0.003, 0.02])
def test_damage_is_the_integral_of_a_growing_fading_harm(who, fade):
    d, n, g = who.values()
    harm, _ = quad(
        lambda t: np.exp((g - fade) * t) * np.exp(-(d + n * g) * t), 0, 8000, limit=200
    )
    assert damage_value(**who, fade=fade) == pytest.approx(harm, rel=1e-6)


@pytest.mark.parametrize("c", [0, 0.3, 1])
@pytest.mark.parametrize("k", [1, 20])
def test_losers_drawn_within_four_standard_errors(k, c):
    rng, n = np.random.default_rng(3), 40_000
    luck = np.sqrt(c) * rng.normal(size=(n, 1)) + np.sqrt(1 - c) * rng.normal(
        size=(n, k)
    )
    lost = ((0.2 + 1.0 * luck).sum(axis=1) < 0).mean()
    exact = share_of_losers(k, gain=0.2, spread=1, persistence=c)
    assert abs(lost - exact) < 4 * np.sqrt(exact * (1 - exact) / n)


# --- the city -----------------------------------------------------------------------


def test_city_four_yardsticks_name_four_winners():
    found = city_places(1, 2)
    winners = [
        int(np.argmin(row))
        for row in (found.money, found.utility, found.atkinson, found.leximin)
    ]
    assert winners == [TUNNEL, TRAMS, CLINICS, SCHOOL]


def test_city_best_by_money_is_worst_for_the_poorest():
    found = city_places(1, 2)
    assert found.money[TUNNEL] == 1
    assert found.leximin[TUNNEL] == 5


def test_city_one_price_for_all_hours_moves_the_tunnel_from_the_top():
    found = city_places(1, 2, own_price=False)
    assert found.money[TRAMS] == 1
    assert found.money[TUNNEL] == 3
    winners = [found.utility[CLINICS], found.atkinson[CLINICS], found.leximin[CLINICS]]
    assert winners == [1, 1, 1]


def test_city_only_two_policies_beat_the_money_back_by_money():
    found = city_places(1, 2).money
    assert [NAMES[i] for i in np.flatnonzero(found < found[BACK])] == NAMES[:2]


def test_city_money_back_wins_nowhere_and_is_never_last():
    for n in np.linspace(0, 5, 51):
        place = city_places(n, n).utility[BACK]
        assert 1 < place < 5


def test_city_each_policy_costs_the_same_budget():
    assert city_gains(own_price=True)[BACK] == pytest.approx(10)  # crowns a head
    assert city_incomes().tolist() == [10, 14, 18, 22, 26, 30, 34, 38, 46, 62]


def test_city_menu_is_what_the_page_says():
    crowns, hours = (np.array(part) for part in zip(*POLICIES.values(), strict=True))
    assert crowns[:, :2].tolist() == [[-12, -12], [0, 0], [0, 0], [18, 4], [10, 10]]
    assert crowns[:BACK, 2:].tolist() == [[0] * 8] * 4
    assert crowns[BACK].tolist() == [10] * 10
    assert hours[TUNNEL, :3].tolist() == [0, 0, 0.2]
    assert hours[TUNNEL, -1] == 2
    assert (np.diff(hours[TUNNEL, 1:]) > 0).all()
    assert hours[TRAMS].tolist() == [0.95] * 10
    assert hours[CLINICS, [0, 4]].tolist() == [2.2, 0.8]
    assert hours[CLINICS, 5:].tolist() == [0.1] * 5
    assert (np.diff(hours[CLINICS, :6]) < 0).all()
    assert not hours[SCHOOL:].any()


def test_city_an_hour_at_one_price_is_worth_fifteen_crowns_to_all():
    # mean income 30 thousand, 2,000 hours; at its owner's price 5 crowns in Quay
    assert city_gains(own_price=False)[TRAMS] == pytest.approx(0.95 * 15)
    assert city_gains(own_price=True)[TRAMS][[0, -1]] == pytest.approx([4.75, 29.45])


def test_city_an_hour_at_its_owners_price_weighs_the_same_for_all_at_one():
    # log utility: an hour is the same part of any income that its owner earns
    gains = city_gains(own_price=True)[TRAMS] / 1000
    parts = np.log1p(gains / city_incomes())
    assert parts == pytest.approx(0.95 / 2000, rel=1e-3)


# --- limits -------------------------------------------------------------------------


@given(incomes)
def test_limit_no_aversion_is_the_mean_and_much_is_the_poorest(found):
    assert equal_equivalent(found, aversion=0) == pytest.approx(np.mean(found))
    least = equal_equivalent(found, aversion=1000)
    assert least == pytest.approx(min(found), rel=0.01)


def test_limit_strong_aversion_ranks_like_leximin():
    found = city_places(1, 100)
    assert found.atkinson.tolist()[:3] == found.leximin.tolist()[:3]
    assert found.atkinson.argmin() == found.leximin.argmin()


def test_limit_no_curvature_ranks_like_money():
    for own_price in (True, False):
        found = city_places(0, 0, own_price=own_price)
        assert found.utility.tolist() == found.money.tolist()
        assert found.atkinson.tolist() == found.money.tolist()


def test_limit_equal_incomes_leave_nothing_to_dispute_about_levels():
    gains = np.array([[1.0, 1, 1], [2, 2, 2], [0, 0, 0]])
    found = places([5, 5, 5], gains, curvature=2, aversion=4)
    for row in (found.money, found.utility, found.atkinson, found.leximin):
        assert row.tolist() == [2, 1, 3]


def test_limit_the_lowest_rate_decides_the_far_future():
    assert average_rate([0.01, 0.07], years=1e5) == pytest.approx(0.01, abs=1e-4)
    assert average_rate([0.01, 0.07], years=1e-5) == pytest.approx(0.04, abs=1e-6)


def test_limit_with_lasting_luck_projects_never_even_out():
    first = share_of_losers(1, gain=0.2, spread=1, persistence=1)
    assert share_of_losers(10_000, gain=0.2, spread=1, persistence=1) == first


def test_limit_with_fresh_luck_nobody_loses_in_the_end():
    assert share_of_losers(10_000, gain=0.2, spread=1, persistence=0) < 1e-12


# --- properties ---------------------------------------------------------------------


@given(incomes, dial, dial)
def test_property_more_aversion_never_raises_the_equal_equivalent(found, a, b):
    low, high = sorted((a, b))
    more, less = (equal_equivalent(found, aversion=x) for x in (low, high))
    assert less <= more * (1 + 1e-9)
    assert min(found) * (1 - 1e-9) <= less


@given(st.lists(income, min_size=2, max_size=8), st.floats(0.1, 6))
def test_property_a_gift_from_rich_to_poor_is_welcome(found, a):
    found = sorted(found)
    gift = (found[-1] - found[0]) / 4
    given_away = [found[0] + gift, *found[1:-1], found[-1] - gift]
    before, after = (equal_equivalent(y, aversion=a) for y in (found, given_away))
    assert after >= before * (1 - 1e-12)


@given(incomes, dial, st.floats(0.1, 10))
def test_property_the_unit_of_money_does_not_matter(found, a, unit):
    scaled = equal_equivalent([unit * y for y in found], aversion=a)
    assert scaled == pytest.approx(unit * equal_equivalent(found, aversion=a))


@given(dial)
def test_property_fact_and_value_give_the_same_ranking(n):
    found = city_places(n, n)
    assert found.utility.tolist() == found.atkinson.tolist()


@given(dial, dial)
def test_property_with_gains_shared_out_all_yardsticks_follow_the_money(n, a):
    gains = city_gains(own_price=True) / 1000
    shared = np.repeat(gains.mean(axis=1, keepdims=True), 10, axis=1)
    found = places(city_incomes(), shared, curvature=n, aversion=a)
    for name in ("money", "utility", "atkinson", "leximin"):
        assert getattr(found, name).tolist() == [1, 2, 4, 5, 3]


@given(st.permutations(range(5)), dial, dial)
def test_property_the_order_of_the_list_does_not_matter(order, n, a):
    gains = city_gains(own_price=True)[order] / 1000
    shuffled = places(city_incomes(), gains, curvature=n, aversion=a)
    plain = city_places(n, a)
    for name in ("money", "utility", "atkinson", "leximin"):
        expected = getattr(plain, name)[order]
        assert getattr(shuffled, name).tolist() == expected.tolist()


@given(st.lists(st.floats(0, 0.9), min_size=10, max_size=10), dial, dial)
def test_property_what_serves_everybody_more_is_ranked_above(extra, n, a):
    gains = city_gains(own_price=True)[[TRAMS, TRAMS]] / 1000
    gains[1] += np.array(extra) + 0.001
    found = places(city_incomes(), gains, curvature=n, aversion=a)
    for name in ("money", "utility", "atkinson", "leximin"):
        assert getattr(found, name).tolist() == [2, 1]


@given(st.floats(0, 3), st.floats(0.001, 0.05), st.floats(0.001, 0.02))
def test_property_caring_more_for_equality_discounts_growth_more(n, g, d):
    low = ramsey_rate(impatience=d, curvature=n, growth=g)
    assert ramsey_rate(impatience=d, curvature=n + 1, growth=g) > low
    shrinking = ramsey_rate(impatience=d, curvature=n + 1, growth=-g)
    assert shrinking < ramsey_rate(impatience=d, curvature=n, growth=-g)


@given(st.lists(st.floats(0, 0.2), min_size=2, max_size=5))
def test_property_an_uncertain_rate_falls_with_the_horizon(rates):
    found = [average_rate(rates, years=t) for t in (1, 10, 100, 1000)]
    assert all(b <= a + 1e-12 for a, b in pairwise(found))
    assert min(rates) - 1e-9 <= found[-1]


@given(st.integers(1, 500), st.floats(0.01, 1), st.floats(0, 0.99), st.floats(0, 0.99))
def test_property_lasting_luck_leaves_more_losers(k, gain, b, c):
    low, high = sorted((b, c))
    few, many = (
        share_of_losers(k, gain=gain, spread=1, persistence=x) for x in (low, high)
    )
    assert few <= many + 1e-12
    more = share_of_losers(k + 1, gain=gain, spread=1, persistence=low)
    assert more <= few + 1e-12


# --- figures ------------------------------------------------------------------------


def test_caption_of_the_rankings_equal_dials_equal_columns():
    for state in rankings().grid():
        ranks = state.marks["places"]
        if state.controls["curvature"] == state.controls["aversion"]:
            assert ranks[:, 1].tolist() == ranks[:, 2].tolist()
    start = rankings().at()
    assert start.readouts["winners"] == "four"
    assert start.marks["places"].min(axis=0).tolist() == [1, 1, 1, 1]


def test_dials_of_the_rankings_have_the_same_range():
    one, two, *_ = rankings().controls
    assert one.values == two.values


def test_caption_of_worth_four_winners_one_after_the_other():
    lines = worth().at().marks
    names = ["tunnel", "trams", "clinics", "school", "back"]
    best = [names[i] for i in np.array([lines[n] for n in names]).argmax(axis=0)]
    assert list(dict.fromkeys(best)) == names[:4]
    crowns = city_gains(own_price=True).mean(axis=1)
    assert [lines[n][0] for n in names] == pytest.approx(crowns)


def test_later_draws_what_the_rates_say():
    state = later().at(impatience=1.5, curvature=2, growth=2)
    assert state.marks["yours"] == pytest.approx(state.marks["nordhaus"])
    assert state.marks["stern"][0] == 100
    assert state.marks["stern"][10] == pytest.approx(24.9003, abs=1e-4)
    assert state.readouts["rate"] == "5.5"


def test_caption_of_many_projects():
    for state in many_projects().grid():
        fresh, yours = state.marks["fresh"], state.marks["yours"]
        assert (np.diff(fresh) < 0).all()
        assert (yours >= fresh - 1e-12).all()


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize("bad", [[], [0, 1], [-1], [NAN], [INF, 1]])
def test_bad_incomes(bad):
    with pytest.raises(ValueError, match="incomes"):
        equal_equivalent(bad, aversion=1)
    with pytest.raises(ValueError, match="incomes"):
        places(bad, [[1]], curvature=1, aversion=1)


@pytest.mark.parametrize("bad", [-0.1, NAN])
def test_bad_dials(bad):
    with pytest.raises(ValueError, match="aversion"):
        equal_equivalent([1], aversion=bad)
    with pytest.raises(ValueError, match="curvature"):
        places([1], [[1]], curvature=bad, aversion=1)
    with pytest.raises(ValueError, match="impatience"):
        ramsey_rate(impatience=bad, curvature=1, growth=0)


@pytest.mark.parametrize("bad", [[[1, 2]], [[-3.0]], [[NAN]]])
def test_bad_gains(bad):
    with pytest.raises(ValueError, match="gains"):
        places([3], bad, curvature=1, aversion=1)


def test_bad_own_price():
    with pytest.raises(TypeError, match="own_price"):
        city_gains(own_price="own")


def test_bad_damage_without_end():
    with pytest.raises(ValueError, match="without end"):
        damage_value(impatience=0, curvature=0, growth=0.02, fade=0.01)


@pytest.mark.parametrize(
    ("name", "bad"), [("gain", NAN), ("spread", 0), ("persistence", 1.1)]
)
def test_bad_luck(name, bad):
    call = {"gain": 0.1, "spread": 1, "persistence": 0} | {name: bad}
    with pytest.raises(ValueError, match=name):
        share_of_losers(3, **call)
    with pytest.raises(ValueError, match="n_projects"):
        share_of_losers(0, gain=0.1, spread=1, persistence=0)


@pytest.mark.parametrize("bad", [0, -1, NAN])
def test_bad_years_of_an_uncertain_rate(bad):
    with pytest.raises(ValueError, match="years"):
        average_rate([0.01], years=bad)
    with pytest.raises(ValueError, match="rates"):
        average_rate([], years=1)


@pytest.mark.parametrize(("name", "bad"), [("rate", -1), ("years", -1)])
def test_bad_present_value(name, bad):
    call = {"rate": 0.01, "years": 1} | {name: bad}
    with pytest.raises(ValueError, match=name):
        present_value(100, **call)
