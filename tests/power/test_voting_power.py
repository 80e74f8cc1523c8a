"""Tests for models/power/voting_power.py.

The table of bodies is our oracles', counted exactly. The second derivation is brute
force: all coalitions, all orders, all votes with all minds of a board, quadrature over
the common lean, and items drawn one by one.
"""

from itertools import permutations, product
from math import comb, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta

from figures.power.voting_power import agenda, council, overturn
from models.power.voting_power import (
    banzhaf,
    normalised_banzhaf,
    outcomes,
    overturn_chance,
    pivot_chance,
    shapley_shubik,
    split_chances,
    swings,
)
from theme.evidence import published

FIGURES = published("power/voting_power")
NAN = float("nan")
share = st.floats(0, 1)
half = st.floats(0.5, 1)


@st.composite
def games(draw, most=7):
    """Draw a small game."""
    weights = draw(st.lists(st.integers(0, 12), min_size=1, max_size=most))
    weights[0] += 1  # somebody counts
    return weights, draw(st.integers(1, sum(weights)))


def by_coalitions(weights, quota):
    """Return swings by going through every coalition."""
    n, found = len(weights), [0] * len(weights)
    for inside in product((0, 1), repeat=n):
        weight = sum(w for w, i in zip(weights, inside, strict=True) if i)
        for k in range(n):
            if inside[k] and weight >= quota > weight - weights[k]:
                found[k] += 1
    return found


def by_orders(weights, quota):
    """Return how often each member is the one that wins, over every order."""
    found = [0] * len(weights)
    for order in permutations(range(len(weights))):
        weight = 0
        for k in order:
            weight += weights[k]
            if weight >= quota:
                found[k] += 1
                break
    return np.array(found) / factorial(len(weights))


def weighted_votes(n, agreement):
    """Yield every list of votes with its chance, by the urn, voter by voter."""
    r = 2 * agreement - 1
    for votes in product((0, 1), repeat=n):
        chance = 0.5
        for m in range(1, n):
            yes = ((1 - r) / 2 + r * sum(votes[:m])) / (1 - r + r * m)
            chance *= yes if votes[m] else 1 - yes
        yield votes, chance


def decided(votes, board, needed, veto):
    """Return what is decided in the end."""
    majority = sum(votes) > len(votes) / 2
    against = sum(vote != board for vote in votes)
    if against >= needed:
        return not board
    return (majority and board) if veto else board


# --- published values ---------------------------------------------------------------

UN, UN_1946 = [7] * 5 + [1] * 10, [5] * 5 + [1] * 6
EC_1973 = [10] * 4 + [5] * 2 + [3] * 2 + [2]
TABLE = [  # weights, quota; swings, normalised, Shapley-Shubik of one of each weight
    (UN, 39, [848, 84], [106 / 635, 21 / 1270], [421 / 2145, 4 / 2145]),
    (UN_1946, 27, [57, 5], [19 / 105, 1 / 63], [76 / 385, 1 / 462]),
    ([4, 4, 4, 2, 2, 1], 12, [10, 6, 0], [5 / 21, 1 / 7, 0], [7 / 30, 3 / 20, 0]),
    (
        EC_1973,
        41,
        [53, 29, 21, 5],
        [0.167192, 0.091483, 0.066246, 0.015773],
        [5 / 28, 17 / 210, 2 / 35, 1 / 105],
    ),
    ([9, 9, 7, 3, 1, 1], 16, [16, 16, 0, 0], None, [1 / 3, 1 / 3, 0, 0]),
    ([31, 31, 28, 21, 2, 2], 58, [16, 16, 0, 0], None, [1 / 3, 1 / 3, 0, 0]),
    ([50, 49, 1], 51, [3, 1, 1], [0.6, 0.2, 0.2], [2 / 3, 1 / 6, 1 / 6]),
    ([3, 2, 1, 1], 4, [6, 2, 2], [1 / 2, 1 / 6, 1 / 6], [1 / 2, 1 / 6, 1 / 6]),
    ([4, 3, 2, 1], 6, [5, 3, 3, 1], None, [5 / 12, 1 / 4, 1 / 4, 1 / 12]),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{len(row[0])}-{row[1]}")
def test_published_table_of_bodies(row):
    weights, quota, count, normalised, orders = row
    first = [weights.index(w) for w in dict.fromkeys(weights)]  # one of each weight
    found = swings(weights, quota=quota)
    assert [found[k] for k in first] == count
    assert all(type(number) is int for number in found)
    absolute = banzhaf(weights, quota=quota)
    assert (absolute == np.array(found) / 2 ** (len(weights) - 1)).all()
    shares = normalised_banzhaf(weights, quota=quota)
    if normalised:
        assert shares[first] == pytest.approx(normalised, abs=5.1e-7)
    assert shares == pytest.approx(np.array(found) / sum(found))
    assert shapley_shubik(weights, quota=quota)[first] == pytest.approx(orders)


def test_published_figures_of_the_box():
    six = {"weights": [4, 4, 4, 2, 2, 1], "quota": 12}
    FIGURES["council_banzhaf"].difference(normalised_banzhaf(**six)[[0, 3, 5]])
    FIGURES["council_shapley"].difference(shapley_shubik(**six)[[0, 3, 5]])
    FIGURES["security_swings"].difference([swings(UN, quota=39)[k] for k in (0, 5)])
    FIGURES["security_shapley"].difference(shapley_shubik(UN, quota=39)[[0, 5]])
    FIGURES["nassau_swings"].difference(swings([9, 9, 7, 3, 1, 1], quota=16))


def test_published_power_of_one_vote_among_coins():
    coins = {"agreement": 0.5, "dissent": 0.5}
    majority = pivot_chance(101, votes=51, **coins)
    override = pivot_chance(101, votes=68, **coins)
    FIGURES["one_vote"].difference([majority, majority / 2, override])
    assert majority == pytest.approx(comb(100, 50) / 2**100)
    assert override == pytest.approx(comb(100, 67) / 2**100)


def test_published_two_thirds_with_a_common_lean():
    found = overturn_chance(101, votes=68, agreement=2 / 3)
    FIGURES["common_lean"].difference(found)
    assert found == pytest.approx(34 / 51)


# --- the second derivation ----------------------------------------------------------


@given(games())
def test_all_coalitions_give_the_same_swings(game):
    weights, quota = game
    assert swings(weights, quota=quota) == by_coalitions(weights, quota)


@given(games(most=6))
def test_all_orders_give_the_same_shapley_shubik(game):
    weights, quota = game
    found = shapley_shubik(weights, quota=quota)
    assert found == pytest.approx(by_orders(weights, quota))


@pytest.mark.parametrize("n", [61, 62, 63, 64, 90])
def test_more_than_sixty_two_members_stay_exact(n):
    for quota in (1, n // 2 + 1, n):
        assert swings([1] * n, quota=quota) == [comb(n - 1, quota - 1)] * n
        found = shapley_shubik([1] * n, quota=quota)
        assert (found == 1 / n).all()


def test_a_large_body_with_unequal_weights_stays_exact():
    weights = [40] + [1] * 80  # 40 joins with s ones: turns 61 - 40 <= s < 61
    large = sum(comb(80, s) for s in range(21, 61))
    small = comb(79, 60) + comb(79, 20)
    assert swings(weights, quota=61) == [large] + [small] * 80
    found = shapley_shubik(weights, quota=61)
    assert found[0] == pytest.approx(40 / 81)  # equally likely in each of 81 places


@pytest.mark.parametrize("agreement", [0.55, 2 / 3, 0.9])
def test_splits_are_what_quadrature_over_the_lean_gives(agreement):
    theta = 1 / (2 * (2 * agreement - 1)) - 0.5  # beta(theta, theta) for the lean
    found = split_chances(9, agreement=agreement)
    for k in range(10):
        value, _ = quad(
            lambda p, k=k: comb(9, k) * p**k * (1 - p) ** (9 - k)
            * beta.pdf(p, theta, theta), 0, 1,
        )  # fmt: skip
        assert found[k] == pytest.approx(value, abs=1e-6)


@given(half)
def test_two_citizens_agree_as_often_as_the_dial_says(agreement):
    found = split_chances(2, agreement=agreement)
    assert found[0] + found[2] == pytest.approx(agreement)


@pytest.mark.parametrize("agreement", [0.5, 0.6, 2 / 3, 0.95, 1])
@pytest.mark.parametrize("needed", [3, 4, 5, 6])
@pytest.mark.parametrize("dissent", [0, 0.3, 0.5])
def test_all_votes_and_all_minds_of_the_board_give_the_pivot(
    agreement, needed, dissent
):
    n, kept = 5, {"decides": 0.0, "veto": 0.0}
    for votes, chance in weighted_votes(n, agreement):
        others = sum(votes[1:])
        for board in (False, True):
            if others == 2:  # the others are tied: the board is on either side
                mind = 0.5
            else:
                mind = dissent if board != (others > 2) else 1 - dissent
            for way in kept:
                one, other = (
                    decided((mine, *votes[1:]), board, needed, way == "veto")
                    for mine in (0, 1)
                )
                kept[way] += chance * mind * (one != other)
    args = {"votes": needed, "agreement": agreement, "dissent": dissent}
    found = pivot_chance(n, **args)
    assert found == pytest.approx(kept["decides"])
    alone = pivot_chance(n, **args | {"votes": 3})
    if needed > 3:  # a veto over an item is worth half of deciding it
        assert kept["veto"] == pytest.approx((alone + found) / 2)


@pytest.mark.parametrize("veto", [False, True])
@pytest.mark.parametrize("aim", [0, 0.4, 1])
def test_items_drawn_one_by_one_within_four_standard_errors(veto, aim):
    rng = np.random.default_rng(5)
    n, m, h, e, v = 400_000, 0.7, 0.2, 0.3, 0.6
    just = rng.random(n) < 0.5  # what would wrong nobody: yes or no
    majority = just ^ (rng.random(n) < h)
    board = just ^ (rng.random(n) < e)
    say = rng.random(n) < m
    can = rng.random(n) < np.where(majority == just, v, v * (1 - aim))
    stopped = say & (board != majority) & ~can
    if veto:
        stopped &= majority  # the majority wants change, and the board says no
    done = np.where(stopped, board, majority)
    found = outcomes(handed=m, veto=veto, neglect=h, error=e, overturned=v, aim=aim)
    for mean, name in [((done != just), "unjust"), ((done != majority), "against")]:
        error = mean.std() / n**0.5
        assert abs(mean.mean() - getattr(found, name)) < 4 * error


# --- limits -------------------------------------------------------------------------


def test_limit_a_dictator_has_all_the_power_and_a_dummy_none():
    assert swings([9, 1, 1], quota=9) == [4, 0, 0]
    assert shapley_shubik([9, 1, 1], quota=9).tolist() == [1, 0, 0]
    assert normalised_banzhaf([9, 1, 1], quota=9).tolist() == [1, 0, 0]
    assert swings([5], quota=3) == [1]
    assert swings([0, 3], quota=2) == [0, 2]


def test_limit_unanimity_gives_everyone_the_same():
    assert swings([8, 5, 1], quota=14) == [1, 1, 1]
    assert shapley_shubik([8, 5, 1], quota=14) == pytest.approx([1 / 3] * 3)


def test_limit_coins_and_unanimity_of_splits():
    coins = [comb(7, k) / 2**7 for k in range(8)]
    assert split_chances(7, agreement=0.5) == pytest.approx(coins)
    assert split_chances(7, agreement=1).tolist() == [0.5, 0, 0, 0, 0, 0, 0, 0.5]
    assert split_chances(1, agreement=0.7).tolist() == [0.5, 0.5]


def test_limit_nobody_can_overturn_or_everybody_agrees():
    assert overturn_chance(11, votes=12, agreement=0.9) == 0
    assert pivot_chance(11, votes=12, agreement=0.9, dissent=0.5) == 0
    assert overturn_chance(11, votes=11, agreement=1) == pytest.approx(1)
    assert overturn_chance(11, votes=6, agreement=0.6) == 1
    assert pivot_chance(1, votes=1, agreement=0.6, dissent=0.2) == 1


def test_limit_of_outcomes_at_both_ends():
    args = {"veto": False, "neglect": 0.3, "error": 0.1, "aim": 0}
    kept = outcomes(handed=0, overturned=0.5, **args)
    assert (kept.mercy, kept.against, kept.unjust) == (0, 0, 0.3)
    given_away = outcomes(handed=1, overturned=0, **args)
    assert given_away.mercy == 1
    assert given_away.unjust == pytest.approx(0.1)
    assert given_away.against == pytest.approx(0.3 * 0.9 + 0.7 * 0.1)
    always = outcomes(handed=1, overturned=1, **args)
    assert (always.mercy, always.against) == (0, 0)
    assert always.unjust == pytest.approx(0.3)


# --- properties ---------------------------------------------------------------------


@given(games())
def test_property_shares_sum_to_one_and_follow_weight(game):
    weights, quota = game
    for index in (normalised_banzhaf, shapley_shubik):
        found = index(weights, quota=quota)
        assert found.sum() == pytest.approx(1)
        order = np.argsort(weights, kind="stable")
        assert (np.diff(found[order]) >= -1e-12).all()


@given(games(), st.integers(1, 9))
def test_property_the_unit_of_weight_does_not_matter(game, unit):
    weights, quota = game
    larger = [unit * w for w in weights]
    same = swings(larger, quota=unit * quota)
    assert same == swings(weights, quota=quota)
    assert same == swings(larger, quota=unit * (quota - 1) + 1)


@given(games())
def test_property_to_pass_and_to_block_take_the_same_swings(game):
    weights, quota = game
    block = sum(weights) - quota + 1
    assert swings(weights, quota=quota) == swings(weights, quota=block)
    found = shapley_shubik(weights, quota=block)
    assert found == pytest.approx(shapley_shubik(weights, quota=quota))


@given(games(most=5))
def test_property_shapley_shubik_is_power_under_a_common_lean(game):
    weights, quota = game
    n, found = len(weights), np.zeros(len(weights))
    for votes, chance in weighted_votes(n, 2 / 3):
        weight = sum(w for w, vote in zip(weights, votes, strict=True) if vote)
        for k in range(n):
            rest = weight - weights[k] * votes[k]
            found[k] += chance * (rest < quota <= rest + weights[k])
    assert found == pytest.approx(shapley_shubik(weights, quota=quota))


@given(half, st.integers(51, 101), share)
def test_property_more_votes_to_overturn_are_harder_to_find(agreement, votes, dissent):
    easier = overturn_chance(101, votes=votes, agreement=agreement)
    assert overturn_chance(101, votes=votes + 1, agreement=agreement) <= easier + 1e-12


@given(half, half, st.integers(52, 101))
def test_property_leaning_together_makes_overturning_easier(one, other, votes):
    low, high = sorted((one, other))
    coins = overturn_chance(101, votes=votes, agreement=low)
    assert overturn_chance(101, votes=votes, agreement=high) >= coins - 1e-9


@given(st.integers(52, 101))
def test_property_with_every_split_alike_the_hurdle_costs_one_vote_nothing(votes):
    lean = {"agreement": 2 / 3, "dissent": 0.5}
    assert pivot_chance(101, votes=votes, **lean) == pytest.approx(1 / 101)
    assert pivot_chance(101, votes=51, **lean) == pytest.approx(1 / 101)


@given(share, share, share, share)
def test_property_justice_is_bought_one_for_one_with_mercy(handed, h, e, v):
    for veto in (False, True):
        found = outcomes(
            handed=handed, veto=veto, neglect=h, error=e, overturned=v, aim=0
        )
        assert found.unjust == pytest.approx(h + found.mercy * (e - h))
        assert found.against == pytest.approx(found.mercy * (h + e - 2 * h * e))


@given(share, share, share, share, share)
def test_property_a_veto_is_half_a_board(handed, h, e, v, aim):
    args = {"neglect": h, "error": e, "overturned": v, "aim": aim}
    veto = outcomes(handed=handed, veto=True, **args)
    board = outcomes(handed=handed / 2, veto=False, **args)
    for name in ("mercy", "against", "unjust"):
        assert getattr(veto, name) == pytest.approx(getattr(board, name))


@given(share, share)
def test_property_a_kind_board_does_no_wrong_and_holds_all_the_power(handed, v):
    found = outcomes(handed=handed, veto=False, neglect=0, error=0, overturned=v, aim=0)
    assert (found.against, found.unjust) == (0, 0)
    assert found.mercy == pytest.approx(handed * (1 - v))


@given(share, share, share, share)
def test_property_contest_that_is_aimed_keeps_the_gain(h, e, one, other):
    low, high = sorted((one, other))
    args = {"handed": 1, "veto": False, "neglect": h, "error": e, "aim": 1}
    less = outcomes(overturned=low, **args)
    more = outcomes(overturned=high, **args)
    assert more.unjust <= less.unjust + 1e-12
    assert more.mercy <= less.mercy + 1e-12


# --- figures ------------------------------------------------------------------------


def test_caption_of_the_council_holds():
    for state in council().grid():
        assert sum(state.marks["swings"]) == pytest.approx(1)
        powerless = state.marks["swings"][-1] == 0
        assert powerless == (state.controls["quota"] % 2 == 0)
    assert council().at().controls["quota"] == 12


def test_caption_of_the_overturn_figure_holds_at_every_position():
    for state in overturn().grid():
        can, stands = (np.array(state.marks[name]) for name in ("can", "stands"))
        dissent = state.controls["dissent"]
        assert stands == pytest.approx(dissent * (1 - can))
        assert (np.diff(can) <= 1e-12).all()


def test_caption_of_the_agenda_holds_at_every_position():
    figure = agenda()
    values = {c.name: c.values for c in figure.movers}
    assert values["neglect"] == values["error"]  # the same range for both sides
    for state in figure.grid():
        unjust = np.array(state.marks["unjust"])
        gap = state.controls["error"] - state.controls["neglect"]
        assert (np.sign(np.diff(unjust).round(12)) == np.sign(gap)).all()
    start = figure.at().controls
    assert start["neglect"] == start["error"]


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize("call", [swings, banzhaf, normalised_banzhaf, shapley_shubik])
def test_bad_games(call):
    for wrong in ([], 3, [[1, 2]], [1, -1], None):
        with pytest.raises((ValueError, TypeError), match="weights"):
            call(wrong, quota=1)
    for wrong in ([1.5, 2], [True, 1], ["1", 2]):
        with pytest.raises(TypeError, match="weights"):
            call(wrong, quota=1)
    for quota in (0, 4, -1):
        with pytest.raises(ValueError, match="quota"):
            call([1, 2], quota=quota)
    with pytest.raises(TypeError, match="quota"):
        call([1, 2], quota=1.5)
    with pytest.raises(ValueError, match="quota"):
        call([0, 0], quota=1)


@pytest.mark.parametrize("bad", [0.4, 1.1, NAN])
def test_bad_agreement(bad):
    with pytest.raises(ValueError, match="agreement"):
        split_chances(3, agreement=bad)


@pytest.mark.parametrize(
    ("n", "votes", "word"), [(4, 3, "n_citizens"), (5, 2, "votes"), (5, 7, "votes")]
)
def test_bad_votes(n, votes, word):
    with pytest.raises(ValueError, match=word):
        overturn_chance(n, votes=votes, agreement=0.6)
    with pytest.raises(ValueError, match=word):
        pivot_chance(n, votes=votes, agreement=0.6, dissent=0.5)


@pytest.mark.parametrize("bad", [-0.1, 1.1, NAN])
def test_bad_shares(bad):
    with pytest.raises(ValueError, match="dissent"):
        pivot_chance(5, votes=4, agreement=0.6, dissent=bad)
    good = {"handed": 0.5, "neglect": 0.1, "error": 0.1, "overturned": 0, "aim": 0}
    for name in good:
        with pytest.raises(ValueError, match=name):
            outcomes(veto=False, **good | {name: bad})
    with pytest.raises(TypeError, match="veto"):
        outcomes(veto="decides", **good)
