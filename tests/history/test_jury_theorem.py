"""Tests for models/history/jury_theorem.py.

The tables are those of our oracles: derived exactly, and once more here by counting
every possible vote (``by_hand``).
"""

import itertools
import math
import tomllib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from figures.history.jury_theorem import crowd, expert_crowd
from models.history.jury_theorem import (
    correlated_majority_accuracy,
    endless_majority_accuracy,
    equal_majority_accuracy,
    expert_vote_accuracy,
    majority_accuracy,
    optimal_weights,
    weighted_majority_accuracy,
)

PUBLISHED = Path(__file__).parents[2] / "published" / "history" / "jury_theorem.toml"
INF, NAN = float("inf"), float("nan")
probability = st.floats(0, 1)
competences = st.lists(st.floats(0.01, 0.99), min_size=1, max_size=7)


def by_hand(competences, weights):
    """Return the weighted majority's accuracy by counting all 2^n votes."""
    accuracy = 0.0
    for votes in itertools.product([1, -1], repeat=len(competences)):
        chances = [
            p if v > 0 else 1 - p for p, v in zip(competences, votes, strict=True)
        ]
        balance = math.fsum(v * w for v, w in zip(votes, weights, strict=True))
        right = 0.5 if abs(balance) < 1e-12 else balance > 0
        accuracy += math.prod(chances) * right
    return accuracy


# --- published values ---------------------------------------------------------------

SIZES = [3, 5, 9, 11, 21, 41, 51, 101, 201, 501, 1001]
EQUAL = {
    0.505: ".507500 .509374 .512303 .513533 .518495 .525684 .528606 .540126 .556442 "
    ".588601 .624178",
    0.51: ".514998 .518745 .524596 .527052 .536952 .551265 .557070 .579852 .611768 "
    ".672898 .736631",
    0.52: ".529984 .537460 .549114 .553997 .573610 .601717 .613011 .656582 .714993 "
    ".814907 .897309",
    0.55: ".574750 .593127 .621421 .633123 .679003 .740812 .764071 .843755 .922643 "
    ".987618 .999245",
    0.6: ".648000 .682560 .733432 .753498 .825622 .903483 .926471 .979103 .997935 "
    ".999997 1",
    0.7: ".784000 .836920 .901191 .921775 .973610 .996430 .998636 .999987",
    0.8: ".896000 .942080 .980419 .988346 .999030 .999992",
    0.9: ".972000 .991440 .999109 .999704 .999999",
}


@pytest.mark.parametrize("competence", EQUAL)
def test_published_table_of_equal_voters(competence):
    for n, accuracy in zip(SIZES, EQUAL[competence].split(), strict=False):
        expected = pytest.approx(float(accuracy), abs=5.1e-7)
        assert equal_majority_accuracy(n, competence=competence) == expected
        assert majority_accuracy([competence] * n) == expected


def test_published_large_crowds_of_one_in_a_hundred_better_than_a_coin():
    for n, p, accuracy in [
        (999, 0.51, 0.736424),
        (1001, 0.51, 0.736631),
        (10001, 0.51, 0.977269),
        (999, 0.55, 0.999236),
    ]:
        found = equal_majority_accuracy(n, competence=p)
        assert found == pytest.approx(accuracy, abs=5.1e-7)


SMALLEST = {  # the smallest odd crowd that reaches the target
    0.51: (161, 687, 1771, 4105, 6763, 13527),
    0.52: (41, 173, 443, 1027, 1691, 3381),
    0.55: (7, 27, 71, 163, 269, 539),
    0.6: (1, 7, 17, 41, 67, 133),
    0.7: (1, 1, 5, 9, 17, 31),
}


@pytest.mark.parametrize("competence", SMALLEST)
def test_published_smallest_crowds(competence):
    targets = (0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
    for n, target in zip(SMALLEST[competence], targets, strict=True):
        # 5e-16: one voter of competence 0.6 reaches 0.6
        assert equal_majority_accuracy(n, competence=competence) >= target - 5e-16
        if n > 1:
            assert equal_majority_accuracy(n - 2, competence=competence) < target


WEIGHTED = [  # competences, simple majority, best rule
    ([0.9, 0.6, 0.6], 0.792, 0.9),
    ([0.9, 0.7, 0.6], 0.834, 0.9),
    ([0.8, 0.6, 0.6], 0.744, 0.8),
    ([0.8, 0.7, 0.6], 0.788, 0.8),
    ([0.9, 0.9, 0.6, 0.6, 0.6], 0.87696, 0.92664),
    ([0.95, 0.8, 0.8, 0.6, 0.55], 0.90134, 0.954),
]


@pytest.mark.parametrize(("team", "simple", "best"), WEIGHTED)
def test_published_weights(team, simple, best):
    assert majority_accuracy(team) == pytest.approx(simple, abs=1e-12)
    found = weighted_majority_accuracy(team, optimal_weights(team))
    assert found == pytest.approx(best, abs=1e-12)


def test_published_log_odds():
    found = optimal_weights([0.9, 0.8, 0.7, 0.6])
    expected = [2.1972, 1.3863, 0.8473, 0.4055]
    assert found.tolist() == pytest.approx(expected, abs=5e-5)


def test_published_thirds_and_ninths_are_as_good_as_the_log_odds():
    # weights 1/3 1/3 1/9 1/9 1/9 order the same coalitions
    weights = [1 / 3, 1 / 3, 1 / 9, 1 / 9, 1 / 9]
    found = weighted_majority_accuracy([0.9, 0.9, 0.6, 0.6, 0.6], weights)
    assert found == pytest.approx(0.92664, abs=1e-12)


def test_published_spreading_competence_can_help():
    # the same mean 0.7; Grofman, Owen and Feld 1983
    assert majority_accuracy([0.9, 0.6, 0.6]) == pytest.approx(0.792, abs=1e-12)
    assert majority_accuracy([0.7, 0.7, 0.7]) == pytest.approx(0.784, abs=1e-12)


CORRELATED = {  # (competence, correlation): n = 3, 11, 101, 1001, 10001, no end
    (0.6, 0): ".648000 .753498 .979103 1 1 1",
    (0.6, 0.01): ".646579 .743121 .924032 .972200 .977008 .977533",
    (0.6, 0.05): ".641257 .711407 .794960 .812326 .814262 .814479",
    (0.6, 0.1): ".635345 .684971 .728068 .735217 .735981 .736066",
    (0.6, 0.2): ".625600 .652841 .669804 .672138 .672380 .672407",
    (0.6, 0.5): ".608000 .613336 .615611 .615878 .615905 .615908",
    (0.7, 0.1): ".761855 .837305 .890899 .898694 .899508 .899599",
    (0.7, 0.2): ".744800 .788807 .814244 .817626 .817976 .818015",
    (0.7, 0.5): ".714000 .723184 .727065 .727520 .727566 .727572",
}


@pytest.mark.parametrize(("competence", "correlation"), CORRELATED)
def test_published_table_of_correlated_votes(competence, correlation):
    *finite, limit = CORRELATED[competence, correlation].split()
    for n, accuracy in zip((3, 11, 101, 1001, 10001), finite, strict=True):
        found = correlated_majority_accuracy(
            n, competence=competence, correlation=correlation
        )
        assert found == pytest.approx(float(accuracy), abs=5.1e-7)
    found = endless_majority_accuracy(competence=competence, correlation=correlation)
    assert found == pytest.approx(float(limit), abs=5.1e-7)


def test_the_published_file_says_what_the_oracles_say():
    figures = {f["id"]: f for f in tomllib.loads(PUBLISHED.read_text())["figure"]}
    assert figures["three_voters"]["value"] == 0.648
    assert figures["crowds_of_51_percent"]["value"] == [0.579852, 0.736631, 0.977269]
    assert figures["smallest_crowds"]["value"] == list(SMALLEST[0.55])
    assert figures["spread"]["value"] == [0.792, 0.784]
    assert figures["expert_rules"]["value"] == [0.792, 0.9]
    assert figures["two_experts"]["value"] == [0.87696, 0.92664]
    assert figures["common_error"]["value"] == [0.684971, 0.728068, 0.735217, 0.735981]
    assert len(figures) == 7


# --- limits -------------------------------------------------------------------------


@pytest.mark.parametrize("p", [0, 0.3, 0.5, 0.8, 1])
def test_limit_one_voter(p):
    alone = {"competence": p}
    assert majority_accuracy([p]) == pytest.approx(p)
    assert equal_majority_accuracy(1, **alone) == pytest.approx(p)
    assert correlated_majority_accuracy(1, correlation=0.3, **alone) == pytest.approx(p)
    assert weighted_majority_accuracy([p], [2]) == pytest.approx(p)


@pytest.mark.parametrize("n", [1, 2, 7, 101, 1_000_001])
def test_limit_crowd_of_coins_learns_nothing(n):
    assert equal_majority_accuracy(n, competence=0.5) == pytest.approx(0.5)
    for correlation in (0, 0.2):
        found = correlated_majority_accuracy(n, competence=0.5, correlation=correlation)
        assert found == pytest.approx(0.5, abs=1e-8)


@pytest.mark.parametrize("p", [0, 5e-324, 1])
def test_limit_certain_voters(p):
    assert majority_accuracy([p] * 9) == round(p)
    assert equal_majority_accuracy(9, competence=p) == round(p)
    for r in (0, 0.2, 1 - 1e-16):
        found = correlated_majority_accuracy(9, competence=p, correlation=r)
        assert found == round(p)


def test_limit_condorcets_two_halves():
    # above one half a large crowd is all but always right; below, all but always wrong
    assert equal_majority_accuracy(1_000_001, competence=0.505) > 1 - 1e-12
    assert equal_majority_accuracy(1_000_001, competence=0.495) < 1e-12


@pytest.mark.parametrize("correlation", [0, 1e-15, 1e-13, 1e-9])
def test_limit_no_correlation_is_independence(correlation):
    for n, p in [(3, 0.6), (12, 0.7), (10001, 0.505)]:
        found = correlated_majority_accuracy(n, competence=p, correlation=correlation)
        # 2e-5: at correlation 1e-9 a crowd of 10,001 is off by less than n * 1e-9
        assert found == pytest.approx(
            equal_majority_accuracy(n, competence=p), abs=2e-5
        )


@pytest.mark.parametrize("correlation", [1 - 1e-12, 1])
def test_limit_full_correlation_is_one_voter(correlation):
    for n in (2, 3, 1001):
        found = correlated_majority_accuracy(n, competence=0.7, correlation=correlation)
        assert found == pytest.approx(0.7, abs=1e-9)


def test_limit_of_a_correlated_crowd_is_below_certainty():
    # the whole lesson
    for p, r in [(0.6, 0.1), (0.7, 0.2), (0.55, 0.02)]:
        limit = endless_majority_accuracy(competence=p, correlation=r)
        huge = correlated_majority_accuracy(1_000_001, competence=p, correlation=r)
        assert huge == pytest.approx(limit, abs=1e-5)
        assert p < huge < limit < 0.95


def test_limit_of_an_endless_crowd_of_independent_voters_is_all_or_nothing():
    for p, limit in [(0.51, 1), (0.5, 0.5), (0.49, 0)]:
        for r in (0, 5e-324, 1e-300):
            assert endless_majority_accuracy(competence=p, correlation=r) == limit
        for certain in (0, 1):
            found = endless_majority_accuracy(competence=certain, correlation=0.3)
            assert found == certain
        assert endless_majority_accuracy(competence=p, correlation=1) == p


def test_limit_a_common_error_caps_any_crowd_below_a_good_expert():
    # the expert's best case in the chapter
    capped = endless_majority_accuracy(competence=0.6, correlation=0.1)
    assert capped < 0.8 < equal_majority_accuracy(21, competence=0.6)


def test_limit_like_minded_experts_fall_below_a_crowd_of_many_minds():
    # the citizens' best case in the chapter: better voters, but alike
    board = correlated_majority_accuracy(9, competence=0.8, correlation=0.5)
    endless = endless_majority_accuracy(competence=0.8, correlation=0.5)
    crowd = correlated_majority_accuracy(1001, competence=0.6, correlation=0.02)
    assert 0.8 < board < endless < crowd


def test_limit_a_wrong_rating_can_cost_more_than_equal_votes():
    # 40 citizens and an "expert" no better than they are, taken for one of 96%
    alike = {"competence": 0.6, "expert_competence": 0.6}
    votes = math.log(1.5 * 16) / math.log(1.5)
    overrated = expert_vote_accuracy(40, votes=votes, **alike)
    assert overrated < expert_vote_accuracy(40, votes=1, **alike)
    # ten citizens who shut out an expert of 80%
    better = {"competence": 0.6, "expert_competence": 0.8}
    shut_out = expert_vote_accuracy(10, votes=0, **better)
    assert shut_out < expert_vote_accuracy(10, votes=1, **better)


def test_limit_infinite_weights_outvote_all_finite_ones():
    # one who is never wrong decides alone; one never right is read backwards
    for team in ([1, 0.6, 0.6], [0, 0.6, 0.6]):
        assert weighted_majority_accuracy(team, optimal_weights(team)) == 1
    # when two infinite weights are opposed, the third voter decides; by hand
    found = weighted_majority_accuracy([0.8, 0.7, 0.6], [INF, INF, 1])
    assert found == pytest.approx(0.8 * 0.7 + (0.8 * 0.3 + 0.2 * 0.7) * 0.6)


def test_limit_no_weight_at_all_is_a_coin():
    assert weighted_majority_accuracy([0.9, 0.9], [0, 0]) == 0.5


def test_limit_expert_vote():
    crowd = {"competence": 0.6, "expert_competence": 0.8}
    assert expert_vote_accuracy(10, votes=INF, **crowd) == pytest.approx(0.8)
    assert expert_vote_accuracy(10, votes=11, **crowd) == pytest.approx(0.8)
    shut_out = equal_majority_accuracy(10, competence=0.6)
    assert expert_vote_accuracy(10, votes=0, **crowd) == pytest.approx(shut_out)
    assert expert_vote_accuracy(2, votes=1, **crowd) == pytest.approx(0.744)


def test_limit_right_weights_beat_the_crowd_and_the_expert_alone():
    # the chapter's claim: rated right, ten citizens and an expert beat either
    crowd = {"competence": 0.6, "expert_competence": 0.8}
    votes = math.log(4) / math.log(1.5)
    together = expert_vote_accuracy(10, votes=votes, **crowd)
    assert together > expert_vote_accuracy(10, votes=1, **crowd)
    assert together > 0.8


# --- properties ---------------------------------------------------------------------


@given(competences, st.data())
def test_property_counting_all_votes_gives_the_same(team, data):
    n = len(team)
    weights = data.draw(st.lists(st.floats(-3, 3), min_size=n, max_size=n))
    weights = [round(w, 3) for w in weights]
    assert majority_accuracy(team) == pytest.approx(by_hand(team, [1] * n))
    found = weighted_majority_accuracy(team, weights)
    assert found == pytest.approx(by_hand(team, weights))


@given(
    st.integers(1, 9),
    probability,
    probability,
    st.sampled_from([0, 0.4, 1, 1.5, 2, 3 - 1e-12, 3, 7.2]),
)
def test_property_counting_all_votes_of_an_expert_and_a_crowd(n, p, e, votes):
    found = expert_vote_accuracy(n, competence=p, expert_competence=e, votes=votes)
    weights = [round(votes, 9)] + [1] * n
    assert found == pytest.approx(by_hand([e] + [p] * n, weights), abs=1e-12)


@given(st.integers(1, 12), st.integers(1, 19), st.integers(1, 9))
def test_property_exact_fractions_of_the_beta_binomial(n, p20, r10):
    # Polya's urn in exact arithmetic: the k-th right vote, given the votes before
    p, r = Fraction(p20, 20), Fraction(r10, 10)
    a, b = p * (1 / r - 1), (1 - p) * (1 / r - 1)
    exact = Fraction(0)
    for k in range(n + 1):
        chance = Fraction(math.comb(n, k))
        for i in range(k):
            chance *= (a + i) / (a + b + i)
        for j in range(n - k):
            chance *= (b + j) / (a + b + k + j)
        exact += chance * (1 if 2 * k > n else Fraction(1, 2) if 2 * k == n else 0)
    found = correlated_majority_accuracy(n, competence=p20 / 20, correlation=r10 / 10)
    assert found == pytest.approx(float(exact), abs=1e-12)


@given(st.floats(0.02, 0.98), st.floats(0.01, 0.99))
def test_property_the_dial_is_the_correlation_of_two_votes(p, r):
    # two votes are both right with chance p^2 + r p (1 - p): that is what r means;
    # three by the moments of the beta: two at least = 3 E[q^2] - 2 E[q^3]
    two, s = p * p + r * p * (1 - p), 1 / r - 1
    three = p * (p * s + 1) * (p * s + 2) / ((s + 1) * (s + 2))
    found = correlated_majority_accuracy(3, competence=p, correlation=r)
    assert found == pytest.approx(3 * two - 2 * three)


@given(st.integers(1, 400), probability, probability)
def test_property_swapping_the_options_swaps_the_verdict(n, p, r):
    right = equal_majority_accuracy(n, competence=p)
    assert right == pytest.approx(1 - equal_majority_accuracy(n, competence=1 - p))
    right = correlated_majority_accuracy(n, competence=p, correlation=r)
    wrong = correlated_majority_accuracy(n, competence=1 - p, correlation=r)
    assert right == pytest.approx(1 - wrong, abs=1e-9)


@given(competences)
def test_property_weights_are_odd_about_one_half(team):
    assert optimal_weights(team) == pytest.approx(
        -optimal_weights([1 - p for p in team]), abs=1e-12
    )


@given(competences, st.data())
def test_property_no_weights_beat_the_log_odds(team, data):
    n = len(team)
    others = data.draw(st.lists(st.floats(-3, 3), min_size=n, max_size=n))
    best = weighted_majority_accuracy(team, optimal_weights(team))
    assert best >= weighted_majority_accuracy(team, others) - 1e-9
    assert best >= majority_accuracy(team) - 1e-9
    assert best >= max(team) - 1e-9


@given(competences, st.floats(0.1, 50), st.randoms())
def test_property_scale_and_order_of_weights_do_not_matter(team, scale, random):
    weights = optimal_weights(team)
    order = list(range(len(team)))
    random.shuffle(order)
    found = weighted_majority_accuracy(
        [team[i] for i in order], [scale * weights[i] for i in order]
    )
    assert found == pytest.approx(weighted_majority_accuracy(team, weights))


@given(st.integers(1, 200), st.floats(0.5, 1), st.floats(0.5, 1))
def test_property_more_competence_never_hurts(n, p, q):
    low, high = sorted((p, q))
    assert equal_majority_accuracy(n, competence=low) <= equal_majority_accuracy(
        n, competence=high
    )


@given(st.integers(1, 200), st.floats(0.51, 0.99))
def test_property_two_more_voters_help_above_one_half_and_harm_below(n, p):
    more = equal_majority_accuracy(n + 2, competence=p)
    assert more >= equal_majority_accuracy(n, competence=p)
    fewer = equal_majority_accuracy(n + 2, competence=1 - p)
    assert fewer <= equal_majority_accuracy(n, competence=1 - p)


@given(st.integers(1, 300), probability)
def test_property_the_last_voter_of_an_even_crowd_adds_nothing(half, p):
    even = equal_majority_accuracy(2 * half, competence=p)
    assert even == equal_majority_accuracy(2 * half - 1, competence=p)
    assert even == pytest.approx(majority_accuracy([p] * (2 * half)))


@given(st.integers(3, 400), st.floats(0.51, 0.99), st.floats(0, 1), st.floats(0, 1))
def test_property_correlation_harms_a_competent_crowd(n, p, r, s):
    low, high = sorted((r, s))
    apart = correlated_majority_accuracy(n, competence=p, correlation=low)
    alike = correlated_majority_accuracy(n, competence=p, correlation=high)
    assert alike <= apart + 1e-9


@given(st.lists(probability, min_size=1, max_size=60))
def test_property_accuracy_is_a_probability_and_the_input_is_left_alone(team):
    mine = np.array(team)
    before = mine.copy()
    assert 0 <= majority_accuracy(mine) <= 1
    assert (mine == before).all()


# --- exactness and speed ------------------------------------------------------------


def test_ties_are_ties_in_spite_of_floating_point():
    # 0.1 + 0.2 against 0.3: equal weights, though not in binary
    found = weighted_majority_accuracy([0.6, 0.6, 0.9], [0.1, 0.2, 0.3])
    assert found == pytest.approx(by_hand([0.6, 0.6, 0.9], [0.1, 0.2, 0.3]))
    # the log odds of 0.9 are twice those of 0.75: one against two is a tie
    found = weighted_majority_accuracy([0.9, 0.75, 0.75], np.log([9, 3, 3]))
    assert found == pytest.approx(0.9 * (1 - 0.25**2 / 2) + 0.1 * 0.75**2 / 2)


def test_a_small_weight_still_breaks_a_tie():
    found = weighted_majority_accuracy([0.6, 0.6, 0.9], [1, 1, 1e-9])
    assert found == pytest.approx(0.36 + 0.48 * 0.9)


def test_large_crowds_with_few_weights_are_exact():
    team = [0.8] + [0.51] * 1000
    found = weighted_majority_accuracy(team, [30] + [1] * 1000)
    expected = expert_vote_accuracy(
        1000, competence=0.51, expert_competence=0.8, votes=30
    )
    assert found == pytest.approx(expected, abs=1e-12)


def test_too_many_different_weights_are_refused():
    team = np.linspace(0.51, 0.9, 22)
    with pytest.raises(ValueError, match="weights make more than 1048576"):
        weighted_majority_accuracy(team, optimal_weights(team))


def test_limit_a_million_equal_voters_follow_the_normal_curve():
    found = equal_majority_accuracy(1_000_001, competence=0.501)
    lead = (0.501 - 0.5) * math.sqrt(1_000_001) / math.sqrt(0.501 * 0.499)
    assert found == pytest.approx(norm.cdf(lead), abs=1e-5)


def test_limit_a_million_correlated_voters_are_as_good_as_an_endless_crowd():
    dials = {"competence": 0.501, "correlation": 0.01}
    found = correlated_majority_accuracy(1_000_001, **dials)
    assert found == pytest.approx(endless_majority_accuracy(**dials), abs=1e-6)


def test_ten_thousand_voters_one_by_one_are_as_good_as_all_at_once():
    found = majority_accuracy(np.full(10_001, 0.51))
    expected = equal_majority_accuracy(10_001, competence=0.51)
    assert found == pytest.approx(expected, abs=1e-12)


# --- figures ------------------------------------------------------------------------


def test_caption_of_the_growing_crowd_holds_at_every_position():
    for state in crowd().grid():
        lines = {name: np.array(line) for name, line in state.marks.items()}
        upwards = np.sign(round(state.controls["competence"] - 0.5, 9))
        assert (np.diff(lines["majority"]) * upwards >= -1e-9).all()
        assert ((lines["majority"] - lines["single"]) * upwards >= -1e-9).all()
        assert ((lines["endless"] - lines["majority"]) * upwards >= -1e-9).all()
        if state.controls["correlation"] > 0:
            assert ((lines["endless"] > 0) & (lines["endless"] < 1)).all()


def test_caption_of_the_expert_and_the_crowd_holds_at_every_position():
    for state in expert_crowd().grid():
        best, equal, alone = (state.marks[k] for k in ("best", "equal", "alone"))
        assert (best >= equal - 1e-12).all()
        assert (best >= alone - 1e-12).all()
        if state.controls["rating"] == "rightly":
            assert (state.marks["rated"] == best).all()


def test_figure_crowd_answers_its_question_with_the_published_crowd():
    asked = crowd().predict
    state = crowd().at(**asked.at)
    assert state.controls["n_voters"] == 71  # published: smallest_crowds, for 80%
    answer = "a majority of 71 is right 80."
    assert crowd().sentence(state, asked.answer).startswith(answer)


def test_figures_start_without_a_verdict_and_range_evenly_about_one_half():
    for figure in (crowd(), expert_crowd()):
        for dial in figure.movers:
            if dial.name.endswith("competence"):
                mirrored = [round(1 - p, 9) for p in reversed(dial.values)]
                assert dial.values == mirrored
    start = expert_crowd().at()
    i = expert_crowd().along.first
    assert abs(start.marks["equal"][i] - start.marks["alone"][i]) < 0.01


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize("bad", [[], [1.2], [-0.1], [NAN], [INF], 0.6, [[0.6]]])
@pytest.mark.parametrize(
    "call",
    [majority_accuracy, optimal_weights, lambda p: weighted_majority_accuracy(p, [1])],
)
def test_bad_competences(call, bad):
    with pytest.raises(ValueError, match="competences"):
        call(bad)


@pytest.mark.parametrize("bad", [[1], [1, 1, 1], [], [NAN, 1], 1])
def test_bad_weights(bad):
    with pytest.raises(ValueError, match="weights"):
        weighted_majority_accuracy([0.6, 0.6], bad)


EQUAL_CALLS = {
    "equal": equal_majority_accuracy,
    "correlated": lambda n, competence: correlated_majority_accuracy(
        n, competence=competence, correlation=0.1
    ),
}


@pytest.mark.parametrize("call", EQUAL_CALLS.values(), ids=EQUAL_CALLS)
def test_bad_number_of_voters_or_competence(call):
    for bad in (0, -3):
        with pytest.raises(ValueError, match="n_voters"):
            call(bad, competence=0.6)
    for bad in (2.5, True, "3", None):
        with pytest.raises(TypeError, match="n_voters"):
            call(bad, competence=0.6)
    for bad in (-0.1, 1.1, NAN):
        with pytest.raises(ValueError, match="competence"):
            call(3, competence=bad)
    with pytest.raises(TypeError, match="competence"):
        call(3, competence=[0.6])


@pytest.mark.parametrize("bad", [-0.1, 1.1, NAN])
def test_bad_correlation(bad):
    with pytest.raises(ValueError, match="correlation"):
        correlated_majority_accuracy(3, competence=0.6, correlation=bad)
    with pytest.raises(ValueError, match="correlation"):
        endless_majority_accuracy(competence=0.6, correlation=bad)
    with pytest.raises(ValueError, match="competence"):
        endless_majority_accuracy(competence=bad, correlation=0.1)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("n_citizens", 0), ("competence", 1.1), ("expert_competence", -1), ("votes", -1)],
)
def test_bad_expert_vote(name, bad):
    call = {"n_citizens": 3, "competence": 0.6, "expert_competence": 0.8, "votes": 1}
    call[name] = bad
    with pytest.raises(ValueError, match=name):
        expert_vote_accuracy(call.pop("n_citizens"), **call)
