"""Tests for models/city.py: a city that can be reckoned in the head."""

import pytest

from models.city import read_city
from models.democracy.running_city import N_DISTRICTS, drain_city, two_banks

CITY = read_city()


def test_ten_districts_of_equal_size_on_two_banks():
    assert len(CITY.districts) == N_DISTRICTS == 10
    assert {d.residents for d in CITY.districts} == {10_000}
    banks = [d.bank for d in CITY.districts]
    assert sorted(banks) == ["east"] * 5 + ["west"] * 5


def test_incomes_rise_from_district_to_district_about_a_mean_of_thirty():
    incomes = [d.income for d in CITY.districts]
    assert incomes == sorted(set(incomes))
    assert sum(incomes) / len(incomes) == 30
    assert all(0 <= d.tenants <= 1 for d in CITY.districts)


def test_groups_make_up_the_city():
    assert sum(group.share for group in CITY.groups) == pytest.approx(1)


def test_each_kind_of_institution_is_there_once():
    names = [body.name for body in CITY.institutions]
    assert len(set(names)) == len(names)
    assert {"council", "bank", "police", "forum"} <= set(names)


def test_the_chapter_on_budgeting_is_about_this_city():
    elections = [two_banks(east_districts=5), drain_city(foresight=0)]
    assert {election.budget for election in elections} == {CITY.budget}


def test_bad_name_of_an_institution():
    with pytest.raises(ValueError, match="name must be one of"):
        CITY.institution("king")
