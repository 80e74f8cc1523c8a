"""Tests for models/validation.py."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.validation import (
    check_count,
    check_number,
    check_numbers,
    check_probabilities,
)


@given(st.integers(1, 10**9))
def test_a_count_comes_back_as_it_went_in(n):
    assert check_count(n, "n") == n
    assert type(check_count(np.int64(n), "n")) is int


def test_the_bounds_are_included():
    assert check_count(0, "n", at_least=0) == 0
    assert check_number(0, "p", at_least=0, at_most=1) == 0
    assert check_number(1, "p", at_least=0, at_most=1) == 1
    assert check_probabilities([0, 1], "p").tolist() == [0.0, 1.0]


def test_the_array_that_came_in_is_left_alone():
    mine = np.array([0.2, 0.8])
    check_probabilities(mine, "p")[0] = 0.5
    assert mine.tolist() == [0.2, 0.8]


@pytest.mark.parametrize("bad", [True, 3.0, "3", None, [3], float("nan")])
def test_what_is_no_count(bad):
    with pytest.raises(TypeError, match="n_voters must be a whole number"):
        check_count(bad, "n_voters")


def test_a_count_below_the_least():
    with pytest.raises(ValueError, match="n_voters must be at least 1, got 0"):
        check_count(0, "n_voters")


@pytest.mark.parametrize("bad", ["0.5", None, True, [0.5], [[0.5]]])
def test_what_is_no_number(bad):
    with pytest.raises(TypeError, match="share must be"):
        check_number(bad, "share")


@pytest.mark.parametrize("bad", [-0.01, 1.01, float("nan"), float("inf")])
def test_a_number_out_of_bounds(bad):
    with pytest.raises(ValueError, match=r"share must lie in \[0, 1\]"):
        check_number(bad, "share", at_least=0, at_most=1)


@pytest.mark.parametrize("check", [check_numbers, check_probabilities])
def test_what_is_no_list_of_numbers(check):
    for bad in ([], [[0.5]], 0.5, [float("nan")]):
        with pytest.raises(ValueError, match="weights must"):
            check(bad, "weights")
    for bad in (["0.5"], None, [1j], [True], [[0.5], [0.5, 0.5]]):
        with pytest.raises(TypeError, match="weights must be numeric"):
            check(bad, "weights")


@pytest.mark.parametrize("bad", [[1.2], [-0.1], [0.5, float("inf")]])
def test_what_is_no_probability(bad):
    with pytest.raises(ValueError, match=r"competences must lie in \[0, 1\]"):
        check_probabilities(bad, "competences")
    assert check_numbers([-0.1, float("inf")], "weights").size == 2
