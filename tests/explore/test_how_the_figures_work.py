"""What the page "How the figures work" states about its figures holds."""

from itertools import product
from math import comb

import numpy as np
import pytest

from figures.how_the_figures_work import (
    camps,
    common_errors,
    council,
    lenders,
    vote_share,
    who_is_right,
)


def test_band_holds_nine_votes_in_ten_and_narrows():
    for competence in (0.4, 0.55, 0.6):
        state = vote_share().at(competence=competence)
        low, high = state.marks["share"]
        for n, a, b in zip((5, 51, 201), low[[2, 6, 8]], high[[2, 6, 8]], strict=True):
            inside = sum(
                comb(n, k) * competence**k * (1 - competence) ** (n - k)
                for k in range(round(a * n), round(b * n) + 1)
            )
            assert inside >= 0.9
        widths = (high - low)[1:]
        assert np.all(np.diff(widths) < 0)


def test_council_has_the_published_power_at_twelve():
    # Banzhaf shares of the Council of 1958: 5/21, 1/7 and nothing
    power = council().at(quota=12).marks["power"]
    assert power == pytest.approx([5 / 21] * 3 + [1 / 7] * 2 + [0])
    assert council().at(quota=12).marks["turns"][5] == 0


def test_unanimity_makes_all_members_equal():
    assert council().at(quota=17).marks["power"] == pytest.approx([1 / 6] * 6)


def test_council_shares_are_whole_at_every_quota():
    for state in council().grid():
        assert state.marks["power"].sum() == pytest.approx(1)
        assert np.array_equal(state.marks["power"] > 0, state.marks["turns"][:, 0] > 0)


def test_crowd_of_equals_wins_above_one_half_and_loses_below():
    values = who_is_right().controls[0].values
    winner = np.diag(who_is_right().at().marks["winner"])
    for p, won in zip(values, winner, strict=True):
        assert won == (0 if p > 0.5 else 2 if p < 0.5 else 1), p


def test_winner_is_who_is_right_more_often():
    marks = who_is_right().at().marks
    lead = marks["majority"] - marks["alone"]
    assert np.all(lead[marks["winner"] == 0] > 0)
    assert np.all(lead[marks["winner"] == 2] < 0)
    assert np.abs(lead[marks["winner"] == 1]).max() < 0.0005


def test_half_a_turn_swaps_the_sides():
    winner = who_is_right().at().marks["winner"]
    assert np.array_equal(winner, 2 - winner[::-1, ::-1])


def test_correlation_takes_from_the_crowds_lead():
    explorer = common_errors()
    for competence in (0.55, 0.6, 0.65):
        lead = explorer.at(competence=competence).marks["lead"]
        assert np.all(np.diff(lead[:, 1:], axis=0) < 0), "above one half it costs"
        assert np.ptp(lead[:, 0]) == pytest.approx(0), "one voter shares no errors"
    below = explorer.at(competence=0.45).marks["lead"]
    assert np.all(np.diff(below[:, 1:], axis=0) > 0), "below one half it helps"


def accuracy(n_lent, competence):
    """Add up all ways in which nine voters can be right or wrong."""
    votes = [1 + n_lent] + [1] * (8 - n_lent)
    total = 0.0
    for right in product([0, 1], repeat=len(votes)):
        chance = 0.8 if right[0] else 0.2
        k = sum(right[1:])
        chance *= competence**k * (1 - competence) ** (len(votes) - 1 - k)
        held = sum(v for v, r in zip(votes, right, strict=True) if r)
        total += chance * (held > 4.5)
    return total


@pytest.mark.parametrize("competence", [0.55, 0.6, 0.65, 0.7])
def test_loans_are_counted_right(competence):
    for n_lent in range(9):
        text = lenders().at(n_lent=n_lent, competence=competence).readouts["accuracy"]
        assert text == f"{accuracy(n_lent, competence):.1%}"


def test_whether_a_loan_helps_depends_on_the_distance():
    near = [accuracy(k, 0.7) for k in range(9)]
    far = [accuracy(k, 0.55) for k in range(9)]
    assert np.all(np.diff(near[:5]) < 0)
    assert np.all(np.diff(far[:5]) > 0)
    between = [accuracy(k, 0.6) for k in range(9)]
    assert between[2] > max(between[0], between[8]), "a few loans beat none and all"


def test_with_most_votes_ana_decides_alone():
    for n_lent in range(4, 9):
        for p in (0.55, 0.7):
            assert accuracy(n_lent, p) == pytest.approx(0.8)


# camps of 100 regularly placed people, each held by any right implementation
# (opinions (i - 0.5) / 100, all at once, one's own included)
@pytest.mark.parametrize(
    ("confidence", "n_camps"),
    [(0.05, 9), (0.10, 4), (0.15, 3), (0.20, 2), (0.25, 1), (0.30, 1)],
)
def test_people_end_in_the_known_number_of_camps(confidence, n_camps):
    state = camps().at(confidence=confidence, n_rounds=60)
    opinions = np.unique(state.marks["people"][0].round(9))
    assert (len(opinions), state.readouts["moving"]) == (n_camps, "0")


def test_talk_keeps_order_and_leaves_nobody_out():
    for state in camps().grid():
        opinions = state.marks["people"][0]
        assert np.all(np.diff(opinions) >= -1e-12)
        assert 0 < opinions.min() < opinions.max() < 1 or np.ptp(opinions) < 1e-9
