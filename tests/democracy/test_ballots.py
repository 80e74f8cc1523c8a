"""Tests for models/democracy/ballots.py."""

from fractions import Fraction

import numpy as np
import pytest

from models.democracy.ballots import Election, approvals

GOOD = {
    "projects": ["a", "b"],
    "costs": [1, 2],
    "ballots": [["a"], ["b", "a"]],
    "budget": 3,
}


def test_supporters_and_scores_by_hand():
    city = Election(**GOOD, points=[[2], [1, 0]])
    assert city.scores == (2, 1)
    assert [s.tolist() for s in city.supporters] == [[0], [1]]
    assert [u.tolist() for u in city.support] == [[2], [1]]


def test_money_stays_exact():
    city = Election(["a"], [Fraction(6, 3)], [], np.int64(5))
    assert (city.costs, city.budget) == ((2,), 5)
    assert type(city.costs[0]) is type(city.budget) is int


def test_limit_what_counts_as_a_yes_is_the_callers_choice():
    city = Election(**GOOD, points=[[2], [1, 3]])
    assert approvals(city, at_least=1).ballots == (("a",), ("b", "a"))
    assert approvals(city, at_least=2).ballots == (("a",), ("a",))
    assert approvals(city, at_least=9).ballots == ((), ())
    assert approvals(Election(**GOOD), at_least=1).ballots == (("a",), ("b", "a"))


@pytest.mark.parametrize(
    ("change", "error", "reason"),
    [
        ({"projects": ["a", "a"]}, ValueError, "projects must name each project once"),
        ({"projects": [1, 2]}, TypeError, "projects must hold names"),
        ({"costs": [1]}, ValueError, "costs must be one a project"),
        ({"costs": [1, 0]}, ValueError, "costs must be above 0"),
        ({"costs": [1, 2.5]}, TypeError, "costs must be exact"),
        ({"costs": [1, True]}, TypeError, "costs must be exact"),
        ({"budget": 0}, ValueError, "budget must be above 0"),
        ({"budget": 3.0}, TypeError, "budget must be exact"),
        ({"budget": float("nan")}, TypeError, "budget must be exact"),
        (
            {"ballots": [["c"]]},
            ValueError,
            "ballots must hold names of projects, got 'c'",
        ),
        ({"ballots": [["a", "a"]]}, ValueError, "ballots must name each project once"),
        ({"ballots": [[0]]}, TypeError, "ballots must hold names"),
        ({"official": ["c"]}, ValueError, "official must hold names"),
        ({"points": [[1]]}, ValueError, "points must be one for each name"),
        ({"points": [[1], [1]]}, ValueError, "points must be one for each name"),
        ({"points": [[1.5], [1, 1]]}, TypeError, "points must be exact"),
    ],
)
def test_bad_input(change, error, reason):
    with pytest.raises(error, match=reason):
        Election(**(GOOD | change))


@pytest.mark.parametrize("at_least", [0.5, "1", None])
def test_bad_input_at_least(at_least):
    with pytest.raises(TypeError, match="at_least"):
        approvals(Election(**GOOD), at_least=at_least)
