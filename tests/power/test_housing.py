"""Tests for models/power/housing.py.

Rents are found a second way as Clarke prices (what a household's presence costs the
others, by scipy's assignment), and a third as an integral along the quality ladder.
"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from figures.power.housing import crowding, street
from models.power.housing import house
from theme.evidence import published

FIGURES = published("power/housing")
INCOMES = [10, 20, 30, 40, 50, 60]
NAN, INF = float("nan"), float("inf")
some = st.lists(st.floats(0.5, 100), min_size=1, max_size=7)


def worth(incomes, dwellings):
    """Return the greatest sum of y x over all ways of housing people."""
    if not incomes or not dwellings:
        return 0.0
    table = np.outer(incomes, dwellings)
    return table[linear_sum_assignment(table, maximize=True)].sum()


def clarke(incomes, dwellings):
    """Return rents, worst dwelling first: what each tenant costs the others."""
    y, x = sorted(incomes), sorted(dwellings)
    rents = []
    for rank, _ in enumerate(x):
        tenant = len(y) - len(x) + rank
        if tenant < 0:
            rents.append(0.0)
            continue
        others = y[:tenant] + y[tenant + 1 :]
        without = x[:rank] + x[rank + 1 :]
        rents.append(worth(others, x) - worth(others, without))
    return rents


def ladder(incomes, dwellings, quality):
    """Return the rent as the integral of Y(N(t)) for t from 0 to the quality."""
    richest, x = sorted(incomes, reverse=True), np.sort(dwellings)
    steps = np.concatenate(([0.0], x[x <= quality]))
    rent = 0.0
    for low, high in pairwise(steps):
        better = int((x >= high).sum())  # dwellings at least as good as any t in here
        rent += (richest[better] if better < len(richest) else 0.0) * (high - low)
    return rent


# --- published values ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "newcomers", "dwellings"),
    [
        ("base", [], [1, 2, 3, 4]),
        ("top", [], [1, 2, 3, 4, 5]),
        ("bottom", [], [0.5, 1, 2, 3, 4]),
        ("one_newcomer", [70], [1, 2, 3, 4, 5]),
        ("two_newcomers", [70, 80], [1, 2, 3, 4, 5]),
        ("replaced", [], [2, 3, 4, 5]),
    ],
)
def test_published_rents(key, newcomers, dwellings):
    FIGURES[key].difference(house(INCOMES + newcomers, dwellings).rents.tolist())
    assert clarke(INCOMES + newcomers, dwellings) == pytest.approx(FIGURES[key].value)


def test_published_the_tenant_of_the_house_torn_down_is_better_off():
    before, after = house(INCOMES, [1, 2, 3, 4]), house(INCOMES, [2, 3, 4, 5])
    FIGURES["thirty"].difference([before.gains[2], after.gains[2]])
    assert FIGURES["thirty"].value == [10, 20]
    assert after.cheapest_rent == 2 * before.cheapest_rent


# --- limits -------------------------------------------------------------------------


def test_limit_nobody_left_out_lives_free_in_the_worst_dwelling():
    assert house([10, 20, 30], [1, 2, 3]).cheapest_rent == 0


def test_limit_equal_incomes_pay_all_that_they_would_give():
    market = house([40] * 5, [0.1, 0.2, 0.3])
    assert market.rents == pytest.approx([4, 8, 12])
    assert market.gains == pytest.approx([0] * 5)


def test_limit_more_dwellings_than_people():
    market = house([10, 20], [1, 2, 3, 4])
    assert market.rents.tolist() == [0, 0, 0, 10]
    assert market.homes.tolist() == [3, 4]
    assert market.n_outside == 0


def test_limit_one_household_one_dwelling():
    market = house([7], [2])
    assert (market.rents[0], market.gains[0]) == (0, 14)


# --- properties and second derivations ----------------------------------------------


@given(incomes=some, dwellings=some)
def test_property_rents_are_clarke_prices(incomes, dwellings):
    found = house(incomes, dwellings).rents
    assert found == pytest.approx(clarke(incomes, dwellings), abs=1e-8)


@given(incomes=some, dwellings=some)
def test_property_rents_are_the_integral_along_the_ladder(incomes, dwellings):
    market = house(incomes, dwellings)
    along = [ladder(incomes, dwellings, x) for x in market.qualities]
    assert market.rents == pytest.approx(along, abs=1e-8)


@given(incomes=some, dwellings=some)
def test_property_nobody_wants_to_swap(incomes, dwellings):
    market = house(incomes, dwellings)
    offers = np.outer(market.incomes, market.qualities) - market.rents
    assert (market.gains >= offers.max(axis=1) - 1e-8).all()
    assert (market.gains >= -1e-12).all()


@given(incomes=some, dwellings=some, quality=st.floats(0.5, 100))
def test_property_a_new_dwelling_raises_no_rent_and_harms_no_tenant(
    incomes, dwellings, quality
):
    before, after = house(incomes, dwellings), house(incomes, [*dwellings, quality])
    old = [ladder(incomes, [*dwellings, quality], x) for x in before.qualities]
    assert (np.array(old) <= before.rents + 1e-8).all()
    assert (after.gains >= before.gains - 1e-8).all()


@given(incomes=some, dwellings=some, better=st.floats(1, 50))
def test_property_replacing_the_worst_by_the_best_raises_no_surviving_rent(
    incomes, dwellings, better
):
    changed = [*sorted(dwellings)[1:], max(dwellings) + better]
    before, after = house(incomes, dwellings), house(incomes, changed)
    assert (after.rents[:-1] <= before.rents[1:] + 1e-8).all()
    assert (after.gains >= before.gains - 1e-8).all()


@given(incomes=some, dwellings=some, income=st.floats(0.5, 100))
def test_property_a_newcomer_lowers_no_rent(incomes, dwellings, income):
    before, after = house(incomes, dwellings), house([*incomes, income], dwellings)
    assert (after.rents >= before.rents - 1e-8).all()


@given(incomes=some, dwellings=some, times=st.floats(0.1, 10))
def test_property_a_raise_for_all_goes_to_rents_in_proportion(
    incomes, dwellings, times
):
    before, after = (
        house(incomes, dwellings),
        house(np.multiply(incomes, times), dwellings),
    )
    assert after.rents == pytest.approx(times * before.rents)
    assert after.homes == pytest.approx(before.homes)


def test_property_a_raise_for_the_poorest_tenant_is_paid_in_every_better_rent():
    # 30 becomes 34 in dwelling 1: dwellings 2, 3 and 4 each cost 4 x (2 - 1) more
    before, after = (
        house(INCOMES, [1, 2, 3, 4]),
        house([10, 20, 34, 40, 50, 60], [1, 2, 3, 4]),
    )
    assert (after.rents - before.rents).tolist() == [0, 4, 4, 4]


def test_the_input_stays_as_it_was():
    incomes, dwellings = np.array([3.0, 1.0]), np.array([2.0, 1.0])
    house(incomes, dwellings)
    assert incomes.tolist() == [3, 1]
    assert dwellings.tolist() == [2, 1]


# --- figures ------------------------------------------------------------------------


def test_figure_street_building_alone_harms_none_of_the_ten():
    for build in ("a modest one", "a middling one", "the best in town"):
        state = street().at(build=build, newcomers=0, torn_down="none")
        assert (state.marks["after"] >= state.marks["before"] - 1e-9).all()


def test_figure_street_two_newcomers_for_the_best_harm_most():
    state = street().at(build="the best in town", newcomers=2, torn_down="none")
    change = state.marks["after"] - state.marks["before"]
    assert (change <= 1e-9).all()
    assert (change < -0.1).sum() >= 8


def test_figure_crowding_has_all_three_answers():
    effects = {
        float(v) for s in crowding().grid() for v in np.unique(s.marks["effect"])
    }
    assert effects == {0.0, 1.0, 2.0}


def test_figure_crowding_poor_newcomers_do_not_price_out_the_rich():
    state = crowding().at(newcomer_income=20, build="best")
    assert state.marks["rich"].min() >= -1e-9


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["incomes", "dwellings"])
@pytest.mark.parametrize("bad", [[], [0], [-1, 2], [NAN], [INF]])
def test_bad_lists(name, bad):
    given_ = {"incomes": [1, 2], "dwellings": [1]} | {name: bad}
    with pytest.raises(ValueError, match=name):
        house(**given_)
