"""Tests for models/democracy/running_city.py: all numbers by hand."""

import math

import pytest

from models.democracy.budgeting import (
    drain_city,
    equal_shares,
    greedy,
    justified_representation,
    mean_benefit,
    two_banks,
)


def east(names):
    return sum(name.startswith("E") for name in names)


@pytest.mark.parametrize("districts", range(11))
def test_limit_each_district_pays_for_one_project_by_equal_shares(districts):
    city = two_banks(east_districts=districts)
    for completion in (None, "add1"):
        outcome = equal_shares(city, utility="cost", completion=completion)
        assert east(outcome.funded) == districts
        assert outcome.spent == 1000


@pytest.mark.parametrize(
    ("districts", "won"), [(0, 0), (1, 0), (4, 0), (5, 10), (6, 10), (10, 10)]
)
def test_limit_the_larger_bank_takes_all_by_votes(districts, won):
    # at 5 to 5 the alphabet decides: E before W
    city = two_banks(east_districts=districts)
    funded = greedy(city).funded
    assert east(funded) == won
    owed = justified_representation(city, funded, utility="cost")
    assert len(owed) == (10 if 0 < districts < 10 else 0)


def drain(foresight, completion):
    city = drain_city(foresight=foresight)
    return equal_shares(city, utility="cost", completion=completion).funded


def test_limit_by_votes_the_drain_needs_more_friends_than_one_street_has():
    # 10 f x 10 voters against 10: a tie at f = 0.1 goes to the cheaper local projects
    for tenths in range(11):
        assert ("drain" in greedy(drain_city(foresight=tenths / 10)).funded) is (
            tenths > 1
        )


def test_limit_by_equal_shares_its_friends_must_be_able_to_pay():
    # 100 f voters with 10 each: 1,000 f >= 500 from one half on
    for tenths in range(11):
        assert ("drain" in drain(tenths / 10, None)) is (tenths >= 5)
    # completion raises pockets: 40 voters with 13 can pay 500
    assert "drain" in drain(0.4, "add1")
    # 30 would need 17 each; with 15 all locals up to 150 are bought, and the next step
    # overspends: with 16 the last of them as well, 1,150
    assert "drain" not in drain(0.3, "add1")
    assert set(drain(0.3, "add1")) == {f"L{k}" for k in range(9)}


def test_benefit_by_hand():
    # 70 to 150 cost 990 together: nine streets of ten are served
    assert (
        mean_benefit(greedy(drain_city(foresight=0)).funded, drain_worth=1, hits=1)
        == 0.9
    )
    # drain, then 70 + 80 + 90 + 100 + 110 = 450: five streets
    funded = greedy(drain_city(foresight=1)).funded
    assert len(funded) == 6
    assert mean_benefit(funded, drain_worth=1, hits=1) == 1.5
    assert mean_benefit(funded, drain_worth=0.2, hits=0.5) == pytest.approx(0.45)


@pytest.mark.parametrize("bad", [-1, 11])
def test_bad_input_districts(bad):
    with pytest.raises(ValueError, match="east_districts"):
        two_banks(east_districts=bad)
    with pytest.raises(TypeError, match="east_districts"):
        two_banks(east_districts=1.5)


@pytest.mark.parametrize("bad", [-0.1, 1.1, math.nan])
def test_bad_input_shares(bad):
    with pytest.raises(ValueError, match="foresight"):
        drain_city(foresight=bad)
    with pytest.raises(ValueError, match="hits"):
        mean_benefit([], drain_worth=1, hits=bad)


def test_bad_input_worth():
    with pytest.raises(ValueError, match="drain_worth"):
        mean_benefit([], drain_worth=-1, hits=1)
