"""Tests for models/concept/typology.py: rules to read aloud, doubts kept open."""

import math
from datetime import date
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from figures.concept.typology import beside, doubts, own_government, weights
from models.city import read_city
from models.concept.typology import (
    MAJORITY,
    N_STEPS,
    TYPES,
    Government,
    classify,
    count_types,
    insulation,
    possible_types,
    read_bodies,
    read_governments,
    read_questions,
    share_of_weightings,
)
from theme.evidence import published

FIGURES = published("concept/typology")
GOVERNMENTS = read_governments()
BY_HEAD = {g.head: g for g in GOVERNMENTS}
STEPS = {body.name: body.steps for body in read_bodies()}
PARTISAN, LED_CARETAKER, LED, CARETAKER, FULL = TYPES

profile = st.lists(st.integers(0, 3), min_size=4, max_size=4)
four_weights = st.lists(st.floats(0.01, 100), min_size=4, max_size=4)


def nearest(figure, low, high):
    """Return the count within [low, high] that is nearest to the published one."""
    return min(max(FIGURES[figure].value, low), high)


def made(led, share, remit):
    """Return a government of which only the three answers matter."""
    days = (date(2000, 1, 1), date(2000, 12, 31))
    return Government("Nowhere", "Nobody", *days, led, share, remit, "none", "")


# --- published values ---------------------------------------------------------------


def test_published_count_of_technocrat_led_governments_lies_within_our_doubts():
    surely = sum(g.led == "yes" for g in GOVERNMENTS)
    at_most = sum(g.led != "no" for g in GOVERNMENTS)
    assert surely < at_most
    FIGURES["technocrat_led"].difference(nearest("technocrat_led", surely, at_most))


def test_published_counts_of_full_technocratic_governments_lie_within_our_doubts():
    FIGURES["full"].difference(nearest("full", *count_types(GOVERNMENTS)[FULL]))
    decade = [g for g in GOVERNMENTS if g.start >= date(2003, 6, 1)]
    FIGURES["full_in_a_decade"].difference(
        nearest("full_in_a_decade", *count_types(decade)[FULL])
    )


def test_published_terms_from_one_month_to_twenty_two():
    terms = sorted(g.months for g in GOVERNMENTS)
    FIGURES["shortest"].difference(terms[0])
    # without the government that the same statement rules out: see its doubt
    assert BY_HEAD["Nicolae Văcăroiu"].months == terms[-1]
    assert BY_HEAD["Lyuben Berov"].months == terms[-2]
    FIGURES["longest"].difference(terms[-2])


def test_published_shares_of_weightings_by_hand():
    # one step against one: a coin; two steps against one: 2 / 3; assembly against
    # parliament is one step against one and two: 1/2 and then 2/3 of being outrun
    pairs = [
        ("central bank", "court"),
        ("agency", "assembly"),
        ("assembly", "parliament"),
    ]
    FIGURES["weightings"].difference(
        [share_of_weightings(STEPS[a], STEPS[b]) for a, b in pairs]
    )


# --- limits -------------------------------------------------------------------------


def test_limit_no_technocrat_at_the_head_is_partisan_whatever_else():
    for share, remit in product((0, 0.5, 1), (True, False)):
        assert classify(False, share, remit) == PARTISAN


def test_limit_a_government_of_experts_alone_and_one_of_party_politicians_alone():
    assert [classify(True, 1, r) for r in (False, True)] == [CARETAKER, FULL]
    assert [classify(True, 0, r) for r in (False, True)] == [LED_CARETAKER, LED]


def test_limit_exactly_half_is_no_majority():
    assert MAJORITY == 0.5
    assert classify(True, 0.5, True) == LED
    assert classify(True, math.nextafter(0.5, 1), True) == FULL


def test_limit_two_thirds_for_a_half_moves_neither_bound():
    # by hand from the table: led, free to act, and a share above the bar
    surely = {"Lyuben Berov", "Lamberto Dini", "Mario Monti"}
    perhaps = {"Rainer von Fieandt", "Alfredo Nobre da Costa", "Carlos Mota Pinto"}
    perhaps |= {"Nicolae Văcăroiu", "Gordon Bajnai", "Jan Fischer"}
    perhaps |= {"Plamen Oresharski"}
    for bar in (MAJORITY, 2 / 3):
        types = {g.head: possible_types(g, more_than=bar) for g in GOVERNMENTS}
        assert {head for head in types if types[head] == {FULL}} == surely
        assert {head for head in types if FULL in types[head]} == surely | perhaps
        expected = (len(surely), len(surely | perhaps))
        assert count_types(GOVERNMENTS, more_than=bar)[FULL] == expected


def test_limit_a_year_has_twelve_months():
    government = made("yes", (1, 1), "full")
    assert government.months == pytest.approx(12 * 365 / 365.25)


def test_limit_athens_and_rome_one_week_apart_are_of_two_types():
    athens, rome = BY_HEAD["Lucas Papademos"], BY_HEAD["Mario Monti"]
    assert (rome.start - athens.start).days == 5
    assert possible_types(athens) == {LED}
    assert possible_types(rome) == {FULL}


def test_limit_a_body_at_the_first_step_is_in_reach_and_at_the_last_out_of_it():
    assert insulation([0] * 4, [1, 2, 3, 4]) == 0
    assert insulation([3] * 4, [1, 2, 3, 4]) == 1
    assert insulation([0, 3, 0, 0], [0, 1, 0, 0]) == 1


def test_limit_like_profiles_are_never_one_above_the_other():
    assert share_of_weightings([1, 2, 0, 3], [1, 2, 0, 3]) == 0


# --- properties ---------------------------------------------------------------------


@given(st.booleans(), st.floats(0, 1), st.booleans(), st.floats(0, 1))
def test_property_the_type_is_the_three_answers_read_as_a_number(led, share, full, bar):
    kind = TYPES.index(classify(led, share, full, more_than=bar))
    expected = 0 if not led else [[1, 2], [3, 4]][int(share > bar)][int(full)]
    assert kind == expected


@given(
    st.sampled_from(["yes", "no", "open"]),
    st.lists(st.floats(0, 1), min_size=2, max_size=2),
    st.sampled_from(["full", "caretaker", "open"]),
)
def test_property_possible_types_are_those_of_every_way_to_settle_the_doubts(
    led, shares, remit
):
    low, high = sorted(shares)
    settled = {
        classify(a, share, b)
        for a in (True, False)
        for b in (True, False)
        for share in (*np.linspace(low, high, 9), low, high)
        if (led, a) not in {("yes", False), ("no", True)}
        and (remit, b) not in {("full", False), ("caretaker", True)}
    }
    assert possible_types(made(led, (low, high), remit)) == settled


def test_property_counts_agree_with_settling_each_doubt_separately():
    some = [g for g in GOVERNMENTS if len(possible_types(g)) > 1][:6]
    some += [BY_HEAD["Mario Monti"], BY_HEAD["Reino Lehto"]]
    worlds = list(product(*(sorted(possible_types(g)) for g in some)))
    for kind, (surely, at_most) in count_types(some).items():
        counts = [world.count(kind) for world in worlds]
        assert (min(counts), max(counts)) == (surely, at_most)


@given(st.floats(0, 1), st.floats(0, 1))
def test_property_a_higher_bar_makes_no_government_more_technocratic(low, high):
    low, high = sorted((low, high))
    for share in (g.share[1] for g in GOVERNMENTS):
        lower = TYPES.index(classify(True, share, True, more_than=low))
        assert TYPES.index(classify(True, share, True, more_than=high)) <= lower


@given(profile, four_weights, st.floats(0.001, 1000))
def test_property_insulation_is_an_average_and_only_ratios_of_weights_count(s, w, k):
    found = insulation(s, w)
    assert min(s) / 3 - 1e-9 <= found <= max(s) / 3 + 1e-9
    assert found == pytest.approx(np.average(s, weights=w) / 3)
    assert found == pytest.approx(insulation(s, [k * x for x in w]))


@given(profile, profile, four_weights)
def test_property_no_weights_turn_round_what_every_question_says(a, b, w):
    high, low = np.maximum(a, b), np.minimum(a, b)
    assume(high.sum() > low.sum())
    assert insulation(high, w) > insulation(low, w)
    assert share_of_weightings(high, low) == 1
    assert share_of_weightings(low, high) == 0


@given(profile, profile)
def test_property_the_shares_of_two_bodies_add_up_to_one(a, b):
    assume(a != b)
    total = share_of_weightings(a, b) + share_of_weightings(b, a)
    assert total == pytest.approx(1)


@given(profile, profile)
def test_property_shares_agree_with_partial_fractions(a, b):
    # P(sum d_j E_j > 0) = sum over d_i > 0 of d_i^(n-1) / prod_(j != i) (d_i - d_j),
    # for different d: shift them by little and let the shift shrink
    gaps = np.subtract(a, b).astype(float)
    gaps = gaps[gaps != 0]
    assume(gaps.size)
    d = gaps + 1e-4 * np.sqrt([2, 3, 5, 7])[: gaps.size]
    exact = sum(
        d[i] ** (d.size - 1) / np.prod(np.delete(d[i] - d, i))
        for i in np.where(d > 0)[0]
    )
    assert share_of_weightings(a, b) == pytest.approx(exact, abs=1e-3)


def test_property_shares_agree_with_weights_drawn_at_random():
    n, rng = 40_000, np.random.default_rng(23)
    drawn = rng.dirichlet(np.ones(4), size=n)
    for first, second in combinations(STEPS, 2):
        share = share_of_weightings(STEPS[first], STEPS[second])
        wins = (drawn @ np.subtract(STEPS[first], STEPS[second]) > 1e-12).mean()
        assert abs(wins - share) <= 4 * math.sqrt(share * (1 - share) / n)


def test_property_seven_of_ten_pairs_need_no_weights():
    typical = list(STEPS)[:5]
    shares = [
        share_of_weightings(STEPS[a], STEPS[b]) for a, b in combinations(typical, 2)
    ]
    assert sum(share in (0, 1) for share in shares) == 7
    for body in ("agency", "parliament", "assembly"):
        assert share_of_weightings(STEPS["central bank"], STEPS[body]) == 1


def test_property_a_body_of_experts_may_be_the_less_insulated():
    # it is not expertise that the profile measures: see "What it shows"
    assert share_of_weightings(STEPS["court"], STEPS["agency"]) == 1
    assert share_of_weightings(STEPS["assembly"], STEPS["parliament"]) > 0.5


# --- the tables ---------------------------------------------------------------------


def test_every_government_is_dated_in_order_and_within_the_count():
    starts = [g.start for g in GOVERNMENTS]
    assert starts == sorted(starts)
    assert starts[0] > date(1945, 5, 8)
    assert starts[-1] <= date(2013, 6, 30)
    for g in GOVERNMENTS:
        assert g.start < g.end
        assert 0 <= g.share[0] <= g.share[1] <= 1
        assert g.seen in {"study", "official", "press", "encyclopedia"}


def test_whatever_is_open_says_why():
    for g in GOVERNMENTS:
        unsettled = len(possible_types(g)) > 1
        assert not unsettled or g.doubt, g.head


def test_shares_that_were_counted():
    # seven, five and one of 21 for parties (New York Times, 24 November 1989)
    low, high = BY_HEAD["Xenophon Zolotas"].share
    assert low <= (21 - 7 - 5 - 1) / 21 <= high
    # thirteen, two and one for parties, one without (Rzeczpospolita, November 2011)
    low, high = BY_HEAD["Lucas Papademos"].share
    assert low <= 1 / (13 + 2 + 1 + 1) <= high
    # four independents of 24 ministers at first, eight after four left (Ciampi)
    low, high = BY_HEAD["Carlo Azeglio Ciampi"].share
    assert low <= 4 / 24 <= 8 / 24 <= high


def test_each_question_has_four_different_steps_and_each_body_answers_it():
    questions = read_questions()
    assert [q.name for q in questions] == [
        "appointed",
        "overruled",
        "seen",
        "contested",
    ]
    assert all(len(set(q.steps)) == N_STEPS for q in questions)
    assert all(len(steps) == len(questions) for steps in STEPS.values())


def test_the_citys_bodies_are_those_of_the_city():
    city = read_city()
    named = [b.institution for b in read_bodies() if b.institution]
    assert named == [city.institution(name).name for name in named]


# --- figures ------------------------------------------------------------------------


def test_own_government_says_what_the_rules_say():
    figure = own_government()
    for state in figure.grid():
        at = state.controls
        expected = classify(
            at["head"] == "a technocrat", at["share"], at["remit"] == "full"
        )
        assert state.readouts["kind"] == expected
        assert figure.tables[0].words[int(state.marks["rules"][-1][0])] == expected
    assert figure.at().readouts["kind"] == LED  # half: on the edge
    # as the caption says: names change between ten and eleven of twenty, only there
    kinds = [
        figure.at(share=share).readouts["kind"] for share in figure.movers[1].values
    ]
    assert kinds == [LED] * 11 + [FULL] * 10


def test_settling_doubts_moves_the_count_between_its_bounds():
    figure = doubts()
    full = count_types(GOVERNMENTS)[FULL]
    counts = {
        settle: int(figure.at(settled=settle).readouts["full"])
        for settle in ("left open", "towards technocracy", "away from it")
    }
    assert counts["left open"] == full[0]
    assert counts["towards technocracy"] == full[1]
    assert counts["away from it"] == full[0]
    for state in figure.grid():
        assert sum(map(int, state.readouts.values())) == len(GOVERNMENTS)
        few = int(
            figure.at(**state.controls | {"settled": "away from it"}).readouts["full"]
        )
        many = figure.at(**state.controls | {"settled": "towards technocracy"})
        assert int(many.readouts["full"]) >= 2 * few > 0


def test_caption_of_the_weights_holds_at_every_position():
    figure = weights()
    names = list(figure.series[0].categories)
    for state in figure.grid():
        bars = dict(zip(names, state.marks["insulation"], strict=True))
        assert bars["central\nbank"] > bars["agency"] > bars["parliament"]
        assert bars["court"] > bars["agency"]
    grid = [s.marks["insulation"] for s in figure.grid()]
    order = {tuple(np.argsort(bars)) for bars in grid}
    assert len(order) > 1  # weights decide the rest


def test_beside_shows_steps_and_share():
    figure = beside()
    state = figure.at(first="assembly", second="parliament")
    assert state.marks["one"].tolist() == list(STEPS["assembly"])
    assert state.readouts["verdict"].startswith("under 83% of all weightings")
    same = figure.at(first="court", second="court").readouts["verdict"]
    assert same == "never: their steps are the same"


def test_figures_start_without_a_verdict():
    assert weights().at().controls["times"] == 1
    assert doubts().at().controls["settled"] == "left open"


# --- bad input ----------------------------------------------------------------------


def test_bad_answers_of_a_government():
    for bad in (1, "yes", None):
        with pytest.raises(TypeError, match="technocrat_prime_minister"):
            classify(bad, 0.5, True)
        with pytest.raises(TypeError, match="full_remit"):
            classify(True, 0.5, bad)
    for bad in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="technocrat_minister_share"):
            classify(True, bad, True)
        with pytest.raises(ValueError, match="more_than"):
            classify(True, 0.5, True, more_than=bad)


@pytest.mark.parametrize("bad", [[4, 0, 0, 0], [-1, 0, 0, 0], [0.5, 0, 0, 0], []])
def test_bad_steps(bad):
    with pytest.raises(ValueError, match="steps"):
        insulation(bad, [1, 1, 1, 1])
    with pytest.raises(ValueError, match="first"):
        share_of_weightings(bad, [1, 1, 1, 1])
    with pytest.raises(ValueError, match="second"):
        share_of_weightings([1, 1, 1, 1], bad)


@pytest.mark.parametrize(
    "bad", [[1, 1, 1], [-1, 1, 1, 1], [0, 0, 0, 0], [math.inf, 1, 1, 1], []]
)
def test_bad_weights(bad):
    with pytest.raises(ValueError, match="weights"):
        insulation([1, 1, 1, 1], bad)


def test_bad_lengths_of_two_profiles():
    with pytest.raises(ValueError, match="second"):
        share_of_weightings([1, 1, 1], [1, 1, 1, 1])
