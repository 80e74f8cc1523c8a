"""Tests for models/power/capture.py.

Closed forms are checked against known contests, and once more here by letting each
side search for something better than what it does.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.power.capture import doors, lean
from models.power.capture import capture, contest
from theme.evidence import published

FIGURES = published("power/capture")
NAN, INF = float("nan"), float("inf")
OPEN = {
    "lobby_stake": 2,
    "public_stake": 1,
    "lobby_access": 1,
    "public_access": 1,
    "integrity": 0,
    "own_interest": 0,
}
stake = st.floats(0.1, 10)
access = st.floats(0.05, 1)
side = st.floats(0, 2)


def taken(**changes):
    """Return how often the lobby has its way."""
    return capture(**OPEN | changes).captured


def best(own, other, value, door):
    """Return the best that a side can get by searching its efforts."""
    x = np.concatenate(([0.0], np.geomspace(1e-9, value, 4000)))
    mine = door * x + own
    total = mine + other
    chance = np.divide(mine, total, out=np.full_like(x, 0.5), where=total > 0)
    return (value * chance - x).max()


# --- published values ---------------------------------------------------------------


def test_published_equal_players():
    ours = [contest([1] * n, decisiveness=1).efforts[0] for n in (2, 3, 4, 5, 10)]
    FIGURES["alike"].difference(ours)
    assert ours == pytest.approx([(n - 1) / n**2 for n in (2, 3, 4, 5, 10)])


def test_published_decisive_contests():
    found = [contest([1, 1], decisiveness=r) for r in (0.5, 1.5, 2)]
    FIGURES["decisive"].difference([c.efforts[0] for c in found])
    assert found[2].payoffs.tolist() == pytest.approx([0, 0])


@pytest.mark.parametrize(("key", "value"), [("two_to_one", 2), ("four_to_one", 4)])
def test_published_unequal_players(key, value):
    c = contest([value, 1], decisiveness=1)
    FIGURES[key].difference([*c.efforts, c.win_chances[0], *c.payoffs])


def test_published_three_to_one():
    # oracles: .5625, .1875, payoffs 1.6875, .0625
    c = contest([3, 1], decisiveness=1)
    assert c.efforts.tolist() == pytest.approx([0.5625, 0.1875])
    assert c.payoffs.tolist() == pytest.approx([1.6875, 0.0625])


def test_published_shielding():
    half = {"lobby_access": 0.5, "public_access": 0.5}
    ours = [taken(), taken(**half), taken(public_access=0.25), taken(lobby_access=0.25)]
    FIGURES["shielded"].difference(ours)


def test_published_efforts_behind_the_doors():
    # closed forms: 4/9 and 2/9, the same behind half-shut doors, less where one is shut
    both = capture(**OPEN | {"lobby_access": 0.5, "public_access": 0.5})
    assert (both.lobby_effort, both.public_effort) == pytest.approx((4 / 9, 2 / 9))
    one = capture(**OPEN | {"public_access": 0.25})
    assert (one.lobby_effort, one.public_effort) == pytest.approx((16 / 81, 8 / 81))


def test_published_integrity_crowds_out_vigilance():
    with_it, without = capture(**OPEN | {"integrity": 0.1}), capture(**OPEN)
    FIGURES["crowded_out"].difference([with_it.captured, with_it.public_effort])
    assert without.public_effort - with_it.public_effort == pytest.approx(0.1)


def test_published_the_few_against_the_many():
    FIGURES["diffuse"].difference(taken(lobby_stake=1, public_stake=10 / 100))


# --- limits -------------------------------------------------------------------------


def test_limit_one_door_open_and_nobody_at_the_other():
    assert taken(public_access=0) == 1
    assert taken(lobby_access=0) == 0


def test_limit_both_doors_shut_leave_the_officials():
    shut = {"lobby_access": 0, "public_access": 0}
    assert taken(**shut) == 0.5
    assert taken(**shut, integrity=0.3) == 0
    assert taken(**shut, own_interest=0.3) == 1
    assert taken(**shut, integrity=0.3, own_interest=0.1) == pytest.approx(0.25)


def test_limit_enough_integrity_ends_capture():
    # from s v_L = 2 on the lobby does not try; below, 1 - sqrt(M / (s v_L))
    assert taken(integrity=2) == 0
    assert taken(integrity=1) == pytest.approx(1 - np.sqrt(1 / 2))
    assert capture(**OPEN | {"integrity": 2}).lobby_effort == 0


def test_limit_a_contest_of_no_decision_is_a_lottery():
    c = contest([5, 1, 1], decisiveness=1e-3)
    assert c.win_chances.tolist() == pytest.approx([1 / 3] * 3, abs=1e-3)


def test_limit_a_weak_player_stays_away():
    # with 1 against 10 and 10 the third rests: 10/4 each of the others
    c = contest([10, 10, 1], decisiveness=1)
    assert c.efforts.tolist() == pytest.approx([2.5, 2.5, 0], abs=1e-9)


# --- properties and second derivations ----------------------------------------------


@given(v=stake, w=stake, s=access, a=access, m=side, b=side)
def test_property_neither_side_can_do_better(v, w, s, a, m, b):
    c = capture(
        lobby_stake=v, public_stake=w, lobby_access=s, public_access=a,
        integrity=m, own_interest=b,
    )  # fmt: skip
    left, right = s * c.lobby_effort + b, a * c.public_effort + m
    assert v * c.captured - c.lobby_effort >= best(b, right, v, s) - 1e-9
    assert w * (1 - c.captured) - c.public_effort >= best(m, left, w, a) - 1e-9
    assert min(c.lobby_effort, c.public_effort) >= -1e-12


@given(v=stake, w=stake, s=access, a=access, m=side, b=side)
def test_property_the_two_sides_are_treated_alike(v, w, s, a, m, b):
    one = capture(
        lobby_stake=v, public_stake=w, lobby_access=s, public_access=a,
        integrity=m, own_interest=b,
    )  # fmt: skip
    other = capture(
        lobby_stake=w, public_stake=v, lobby_access=a, public_access=s,
        integrity=b, own_interest=m,
    )  # fmt: skip
    assert one.captured == pytest.approx(1 - other.captured, abs=1e-9)
    assert one.lobby_effort == pytest.approx(other.public_effort, abs=1e-9)


@given(v=stake, w=stake, s=access, a=access, times=st.floats(0.1, 1))
def test_property_shielding_alike_from_both_changes_nothing(v, w, s, a, times):
    doors_ = {"lobby_stake": v, "public_stake": w}
    before = taken(**doors_, lobby_access=s, public_access=a)
    after = taken(**doors_, lobby_access=s * times, public_access=a * times)
    assert after == pytest.approx(before)


@given(w=stake, s=access, a=access, times=st.floats(0.1, 0.9), m=st.floats(0, 1))
def test_property_with_integrity_shielding_from_both_never_helps_the_lobby(
    w, s, a, times, m
):
    before = taken(public_stake=w, lobby_access=s, public_access=a, integrity=m)
    after = taken(
        public_stake=w, lobby_access=s * times, public_access=a * times, integrity=m
    )
    assert after <= before + 1e-9


@given(values=st.lists(stake, min_size=2, max_size=5), r=st.floats(0.2, 1))
def test_property_no_player_of_a_contest_can_do_better(values, r):
    c = contest(values, decisiveness=r)
    assert c.win_chances.sum() == pytest.approx(1)
    for i, value in enumerate(values):
        others = np.delete(c.efforts, i)
        x = np.concatenate(([0.0], np.geomspace(1e-9, value, 4000)))
        chance = x**r / (x**r + (others**r).sum())
        assert c.payoffs[i] >= (value * chance - x).max() - 1e-7


# --- figures ------------------------------------------------------------------------


def test_figure_doors_has_settings_that_lower_raise_and_leave_capture():
    effects = doors().at(stake_ratio=1, citizens=1, officials="neutral").marks["effect"]
    n = len(effects)
    assert {float(v) for v in np.unique(effects)} == {0.0, 1.0, 2.0}
    assert all(effects[k][k] == 1 for k in range(n))  # alike from both: no change
    assert (effects == 0).sum() == (effects == 2).sum()  # as many of each


def test_figure_lean_is_flat_where_both_sides_spend():
    state = lean().at(stake_ratio=1, citizens=1, access_ratio=1)
    middle = state.marks["captured"][8:13]
    assert np.ptp(middle) == pytest.approx(0, abs=1e-12)
    assert state.marks["captured"][0] > 0.5 > state.marks["captured"][-1]


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lobby_stake", "public_stake"])
@pytest.mark.parametrize("bad", [0, -1, NAN, INF])
def test_bad_stakes(name, bad):
    with pytest.raises(ValueError, match=name):
        capture(**OPEN | {name: bad})


@pytest.mark.parametrize("name", ["lobby_access", "public_access"])
@pytest.mark.parametrize("bad", [-0.1, 1.1, NAN])
def test_bad_access(name, bad):
    with pytest.raises(ValueError, match=name):
        capture(**OPEN | {name: bad})


@pytest.mark.parametrize("name", ["integrity", "own_interest"])
@pytest.mark.parametrize("bad", [-0.1, NAN, INF])
def test_bad_sides(name, bad):
    with pytest.raises(ValueError, match=name):
        capture(**OPEN | {name: bad})


@pytest.mark.parametrize("bad", [[1], [], [1, 0], [1, -1], [1, INF]])
def test_bad_values(bad):
    with pytest.raises(ValueError, match="values"):
        contest(bad, decisiveness=1)


@pytest.mark.parametrize("bad", [0, -1, NAN, INF])
def test_bad_decisiveness(bad):
    with pytest.raises(ValueError, match="decisiveness"):
        contest([1, 1], decisiveness=bad)


def test_bad_contests_without_an_answer_are_refused():
    with pytest.raises(ValueError, match="decisiveness is too high"):
        contest([1, 1], decisiveness=2.1)
    with pytest.raises(ValueError, match="decisiveness must be at most 1"):
        contest([1, 2, 3], decisiveness=1.1)
