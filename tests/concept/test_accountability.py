"""Tests for models/concept/accountability.py.

The table is that of our oracles. The second derivation plays both games: officials
compare what each choice pays, voters keep or replace, and nothing uses the formulas.
"""

from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from figures.concept.accountability import acts, chain, results
from models.concept.accountability import (
    chain_visibility,
    insulated,
    judged_by_acts,
    judged_by_results,
)
from theme.evidence import published

FIGURES = published("concept/accountability")
NAN = float("nan")
HALF = {"congruent": 0.5, "discount": 0.8, "top_rent": 2, "ego": 0.5}
chance = st.floats(0, 1)
worth = st.floats(0, 5)
dials = {
    "congruent": chance,
    "visibility": chance,
    "discount": chance,
    "top_rent": st.floats(0.1, 5),
    "ego": worth,
}


def welfare(record, discount=0.8):
    return record.first + discount * record.second


def play_results(
    *, congruent, visibility, discount, top_rent, ego, unseen, n=400_000, seed=7
):
    """Play two terms ``n`` times; unseen officials are kept with chance ``unseen``."""
    rng = np.random.default_rng(seed)
    good = rng.random(n) < congruent
    rent = rng.uniform(0, top_rent, n)
    second_term = discount * (top_rent / 2 + ego)
    kept_if_right = visibility + (1 - visibility) * unseen
    kept_if_wrong = (1 - visibility) * unseen
    behaves = kept_if_right * second_term >= rent + kept_if_wrong * second_term
    right = good | behaves
    kept = np.where(rng.random(n) < visibility, right, rng.random(n) < unseen)
    next_good = np.where(kept, good, rng.random(n) < congruent)
    return good, right, next_good


def play_acts(*, congruent, popular_right, discount, ego, n=400_000, seed=7):
    """Play two terms ``n`` times; voters keep whoever did the popular thing."""
    rng = np.random.default_rng(seed)
    good = rng.random(n) < congruent
    popular_is_right = rng.random(n) < popular_right
    likes_popular = good == popular_is_right
    # an official who dislikes the popular act: conviction now, or office later
    panders = discount * (1 + ego) > 1
    popular = likes_popular | panders
    right = popular == popular_is_right
    next_good = np.where(popular, good, rng.random(n) < congruent)
    return good, right, next_good, popular


# --- published values ---------------------------------------------------------------


def test_published_table_of_election_and_black_box():
    rows = {1: (0.6, 0.8, 0.6, 1.28), 0.5: (0.3, 0.65, 0.5875, 1.12)}
    rows[0] = (0, 0.5, 0.5, 0.9)
    for q, (lam, first, second, total) in rows.items():
        record = judged_by_results(visibility=q, **HALF)
        assert record.discipline == pytest.approx(lam)
        assert record.first == pytest.approx(first)
        assert record.second == pytest.approx(second)
        assert welfare(record) == pytest.approx(total)


def test_published_figures_of_the_box():
    seen = [judged_by_results(visibility=q, **HALF) for q in (1, 0.5, 0)]
    FIGURES["discipline"].difference([r.discipline for r in seen])
    FIGURES["terms"].difference([seen[0].first, seen[0].second])
    FIGURES["welfare"].difference([welfare(r) for r in seen])
    FIGURES["break_even"].difference([r.share for r in seen])


def test_published_politician_and_judge():
    found = []
    for p in (0.7, 0.55):
        panders = judged_by_acts(congruent=0.6, popular_right=p, discount=0.8, ego=0.5)
        judge = insulated(selection=0.6, discount=0.8)
        found += [welfare(panders), welfare(judge)]
    FIGURES["pandering"].difference(found)


# --- the second derivation: play it -------------------------------------------------


@pytest.mark.parametrize("unseen", [0, 0.3, 1])
@pytest.mark.parametrize("q", [0, 0.5, 1])
def test_played_terms_are_within_four_standard_errors(q, unseen):
    game = HALF | {"visibility": q}
    good, right, next_good = play_results(unseen=unseen, **game)
    found = judged_by_results(**game)
    for played, expected in [
        (right, found.first),
        (right[~good], found.discipline),
        (next_good, found.second),
    ]:
        error = sqrt(expected * (1 - expected) / played.size)
        assert abs(played.mean() - expected) <= 4 * error


@pytest.mark.parametrize(("ego", "p"), [(0.5, 0.7), (0.5, 0.55), (0.1, 0.7), (0, 0.9)])
def test_played_pandering_is_within_four_standard_errors(ego, p):
    game = {"congruent": 0.6, "popular_right": p, "discount": 0.8, "ego": ego}
    good, right, next_good, _ = play_acts(**game)
    found = judged_by_acts(**game)
    for played, expected in [
        (right, found.first),
        (right[~good], found.discipline),
        (next_good, found.second),
    ]:
        error = sqrt(max(expected * (1 - expected), 1e-12) / played.size)
        assert abs(played.mean() - expected) <= 4 * error


@pytest.mark.parametrize("q", [0.3, 1])
def test_voters_are_right_to_keep_whoever_was_right(q):
    game = HALF | {"visibility": q}
    good, right, _ = play_results(unseen=0.5, **game)
    assert good[right].mean() > good.mean()
    assert not good[~right].any()


def test_voters_are_right_to_keep_whoever_followed_them_if_office_is_worth_little():
    good, _, _, popular = play_acts(
        congruent=0.6, popular_right=0.7, discount=0.8, ego=0.1
    )
    assert good[popular].mean() > good.mean() > good[~popular].mean()


@given(**dials, unseen=chance)
def test_no_official_gains_by_another_threshold(
    congruent, visibility, discount, top_rent, ego, unseen
):
    found = judged_by_results(
        congruent=congruent,
        visibility=visibility,
        discount=discount,
        top_rent=top_rent,
        ego=ego,
    )
    rent = np.linspace(0, top_rent, 501)
    later = discount * (top_rent / 2 + ego)
    right = (visibility + (1 - visibility) * unseen) * later
    wrong = rent + (1 - visibility) * unseen * later
    behaves = rent <= found.discipline * top_rent
    chosen = np.where(behaves, right, wrong)
    assert (chosen >= np.maximum(right, wrong) - 1e-9).all()


# --- limits -------------------------------------------------------------------------


@given(chance, chance, worth)
def test_limit_a_black_box_is_insulation_without_selection(congruent, discount, ego):
    box = judged_by_results(
        congruent=congruent, visibility=0, discount=discount, top_rent=2, ego=ego
    )
    body = insulated(selection=congruent, discount=discount)
    assert box.share == pytest.approx(body.share)
    assert box.discipline == 0


def test_limit_office_worth_every_rent_makes_all_behave_and_filters_none():
    record = judged_by_results(visibility=1, **(HALF | {"ego": 2}))
    assert record.discipline == 1
    assert record.first == 1
    assert record.second == HALF["congruent"]


def test_limit_good_officials_need_no_watching():
    for q in (0, 0.4, 1):
        record = judged_by_results(visibility=q, **(HALF | {"congruent": 1}))
        assert record.share == pytest.approx(1)


def test_limit_with_a_crowd_that_is_always_right_pandering_is_perfect_once():
    record = judged_by_acts(congruent=0.3, popular_right=1, discount=0.8, ego=2)
    assert (record.first, record.second) == (1, 0.3)


def test_limit_a_coin_for_a_crowd_filters_nobody():
    record = judged_by_acts(congruent=0.3, popular_right=0.5, discount=0.8, ego=0)
    assert record.share == pytest.approx(0.3)


def test_limit_links_of_a_chain():
    assert chain_visibility([1, 1, 1]) == 1
    assert chain_visibility([0.9, 0, 0.9]) == 0
    assert chain_visibility([0.8] * 4) == pytest.approx(0.4096)


# --- properties ---------------------------------------------------------------------


@given(**dials, more=chance)
def test_property_seeing_more_never_hurts(
    congruent, visibility, discount, top_rent, ego, more
):
    low, high = sorted((visibility, more))
    game = {
        "congruent": congruent,
        "discount": discount,
        "top_rent": top_rent,
        "ego": ego,
    }
    less_seen = judged_by_results(visibility=low, **game)
    more_seen = judged_by_results(visibility=high, **game)
    assert more_seen.share >= less_seen.share - 1e-12


@given(**dials)
def test_property_an_election_is_never_worse_than_chance_selection(
    congruent, visibility, discount, top_rent, ego
):
    record = judged_by_results(
        congruent=congruent,
        visibility=visibility,
        discount=discount,
        top_rent=top_rent,
        ego=ego,
    )
    assert record.share >= congruent - 1e-12
    assert record.second >= congruent - 1e-12


@given(**dials, selection=chance)
def test_property_insulation_wins_only_by_better_selection(
    congruent, visibility, discount, top_rent, ego, selection
):
    record = judged_by_results(
        congruent=congruent,
        visibility=visibility,
        discount=discount,
        top_rent=top_rent,
        ego=ego,
    )
    body = insulated(selection=selection, discount=discount)
    assume(abs(selection - record.share) > 1e-9)
    assert (body.share > record.share) == (selection > record.share)
    if body.share > record.share:
        assert selection > congruent - 1e-12


@given(st.floats(0.01, 0.99), st.floats(0.5, 1), st.floats(0.6, 1), st.floats(1, 5))
def test_property_with_strong_office_motive_judges_win_if_better_than_the_crowd(
    congruent, popular_right, discount, ego
):
    assume(abs(congruent - popular_right) > 1e-6)
    politician = judged_by_acts(
        congruent=congruent, popular_right=popular_right, discount=discount, ego=ego
    ).share
    judge = insulated(selection=congruent, discount=discount).share
    assert (judge > politician) == (congruent > popular_right)
    low, high = sorted((congruent, popular_right))  # a direct vote is right that often
    assert low - 1e-12 <= politician <= high + 1e-12


@given(st.floats(0, 1), st.floats(0.5, 1), st.floats(0, 1))
def test_property_with_weak_office_motive_votes_filter_without_harm(
    congruent, popular_right, discount
):
    politician = judged_by_acts(
        congruent=congruent, popular_right=popular_right, discount=discount, ego=0
    )
    assert politician.first == congruent
    assert politician.second >= congruent - 1e-12
    assert politician.share >= insulated(
        selection=congruent, discount=discount
    ).share - (1e-12)


@given(st.lists(chance, min_size=1, max_size=8), chance)
def test_property_one_link_more_never_shows_more(links, another):
    assert chain_visibility([*links, another]) <= chain_visibility(links) + 1e-15
    assert chain_visibility(links[::-1]) == pytest.approx(chain_visibility(links))


# --- figures ------------------------------------------------------------------------


def test_caption_of_results_holds_at_every_position():
    for state in results().grid():
        elected, box = state.marks["elected"], state.marks["box"]
        assert (np.diff(elected) >= -1e-12).all()
        assert elected[0] == pytest.approx(box[0])
        apart = np.abs(state.controls["selection"] - elected) > 1e-9
        above = state.controls["selection"] > elected
        assert ((state.marks["insulated"] > elected) == above)[apart].all()


def test_caption_of_acts_holds_at_every_position():
    for state in acts().grid():
        politician, judge = state.marks["politician"], state.marks["judge"]
        crowd = state.marks["crowd"]
        if state.controls["motive"] == "more than conviction":
            assert (politician <= np.maximum(judge, crowd) + 1e-12).all()
            assert (politician >= np.minimum(judge, crowd) - 1e-12).all()
        else:
            assert (politician >= judge - 1e-12).all()


def test_figures_start_nearly_level_and_range_evenly():
    start = results().at()
    i = results().along.first
    assert abs(start.marks["elected"][i] - start.marks["insulated"][i]) < 0.03
    by_name = {c.name: c.values for c in results().movers}
    assert by_name["congruent"] == by_name["selection"]
    start, i = acts().at(), acts().along.first
    level = [start.marks[name][i] for name in ("politician", "judge", "crowd")]
    assert level == pytest.approx([0.6] * 3)


def test_a_chain_is_drawn_as_the_model_has_it():
    state = chain().at(link=0.8, selection=0.6)
    assert state.marks["seen"][4] == pytest.approx(0.4096)
    expected = judged_by_results(visibility=0.4096, **HALF).share
    assert state.marks["right"][4] == pytest.approx(expected)
    for each in chain().grid():
        assert (np.diff(each.marks["right"]) <= 1e-12).all()


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("congruent", 1.1),
        ("visibility", -0.1),
        ("discount", NAN),
        ("top_rent", 0),
        ("ego", -1),
    ],
)
def test_bad_dials_of_results(name, bad):
    with pytest.raises(ValueError, match=name):
        judged_by_results(**(HALF | {"visibility": 1} | {name: bad}))


@pytest.mark.parametrize(
    ("name", "bad"),
    [("congruent", -1), ("popular_right", 0.4), ("discount", 2), ("ego", NAN)],
)
def test_bad_dials_of_acts(name, bad):
    game = {"congruent": 0.5, "popular_right": 0.6, "discount": 0.8, "ego": 0}
    with pytest.raises(ValueError, match=name):
        judged_by_acts(**(game | {name: bad}))


@pytest.mark.parametrize(("name", "bad"), [("selection", 1.2), ("discount", -0.1)])
def test_bad_insulation(name, bad):
    with pytest.raises(ValueError, match=name):
        insulated(**({"selection": 0.5, "discount": 0.8} | {name: bad}))
    with pytest.raises(TypeError, match=name):
        insulated(**({"selection": 0.5, "discount": 0.8} | {name: "0.5"}))


@pytest.mark.parametrize("bad", [[], [1.1], [NAN], 0.8])
def test_bad_links(bad):
    with pytest.raises(ValueError, match="links"):
        chain_visibility(bad)
