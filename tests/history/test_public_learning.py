"""Tests for models/history/public_learning.py.

The limits of our oracles are exact; each is found here a second way: by many rounds of
talk, by integration, by simulation, or by counting every pair of records.
"""

from itertools import product
from math import comb, inf, nan, sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.sparse import csr_array

from figures.history.public_learning import (
    LEARNT,
    UNLEARNT,
    learning,
    network,
    novice,
)
from models.history.public_learning import (
    break_even_rate,
    discounted,
    grown,
    influence,
    learn,
    novice_success,
    public_loss,
    public_trust,
)
from theme.evidence import published

FIGURES = published("history/public_learning")
MATRICES = {
    "two_agents": [[1 / 2, 1 / 2], [1 / 4, 3 / 4]],
    "one_unheard": [[1 / 2, 1 / 2, 0], [1 / 4, 3 / 4, 0], [1 / 3, 1 / 3, 1 / 3]],
    "two_circles": [[0, 1 / 2, 1 / 2], [1, 0, 0], [0, 1, 0]],
    "three_agents": [[1 / 3, 1 / 3, 1 / 3], [1 / 2, 1 / 2, 0], [0, 1 / 4, 3 / 4]],
}
ERRORS = {"source_error": 1, "own_error": 1, "shared_error": 0}
share = st.floats(0.05, 1)
error = st.floats(0, 3)


def star(n):
    """Return the trust of one source and n - 1 listeners, evenly with oneself."""
    trust = np.eye(n) / 2
    trust[1:, 0] = 1 / 2
    trust[0] = 1 / n
    return trust


def reproduces(name, ours):
    figure = FIGURES[name]
    assert ours == pytest.approx(figure.value, abs=figure.tolerance, rel=0)


# --- published values ---------------------------------------------------------------


@pytest.mark.parametrize("name", MATRICES)
def test_published_influence(name):
    # each row of T^2000 is the influence; by hand s = s T
    reproduces(name, influence(MATRICES[name]).tolist())
    power = np.linalg.matrix_power(np.array(MATRICES[name]), 2000)
    assert power == pytest.approx(np.tile(influence(MATRICES[name]), (len(power), 1)))


def test_published_star():
    # hub n / (n + 2 (n - 1)): its own row of n, two for each listener
    reproduces("star", [influence(star(n))[0] for n in (10, 100, 1000)])


def test_published_circle_without_end_is_refused():
    # 0 1/2 1/2; 1 0 0; 1 0 0: period 2
    with pytest.raises(ValueError, match="circles of 2 rounds"):
        influence([[0, 1 / 2, 1 / 2], [1, 0, 0], [1, 0, 0]])


def test_published_break_even():
    # .05 * (.8 - .6) / (.9 - .8)
    ours = break_even_rate(start=0.6, limit=0.9, rival=0.8, discount=0.05)
    reproduces("break_even", ours)


# --- limits -------------------------------------------------------------------------


def test_limit_the_star_never_gets_wise():
    # influence 1/3 whatever the size, so that the error stays above 1/3
    for n in (10, 1000):
        weights = influence(star(n))
        assert weights[0] > 1 / 3
        assert (weights**2).sum() > 1 / 9
    # it is the network of source and citizens with attention 1/2, listening (n-1)/n
    same = public_trust(9, attention=1 / 2, listening=9 / 10)
    assert influence(same)[0] == pytest.approx(influence(star(10))[0])


def test_limit_attention_without_listening_is_rule_by_the_source():
    weights = influence(public_trust(20, attention=0.1, listening=0))
    assert weights == pytest.approx([1] + [0] * 20)
    alone = public_loss(inf, attention=0.1, listening=0, **ERRORS)
    assert alone == pytest.approx(1)


def test_limit_an_endless_public_is_wise_only_if_nobody_is_prominent():
    # Golub and Jackson: the influence of the most influential must vanish
    for attention, left in [(0, 0), (0.1, 1 / 36), (0.5, 1 / 4)]:
        found = public_loss(inf, attention=attention, listening=0.5, **ERRORS)
        assert found == pytest.approx(left)


def test_limit_an_error_that_all_share_does_not_vanish():
    # no one is prominent, and still the public is not wise: outside their theorem
    shared = ERRORS | {"shared_error": 0.5}
    found = public_loss(inf, attention=0, listening=0.5, **shared)
    assert found == pytest.approx(0.25)


def test_limit_speed_is_not_wisdom():
    # attention and listening doubled: the same influence, reached sooner
    slow = public_trust(50, attention=0.1, listening=0.1)
    fast = public_trust(50, attention=0.4, listening=0.4)
    assert influence(slow) == pytest.approx(influence(fast))
    beliefs = np.r_[1, np.zeros(50)]
    spread = [np.ptp(learn(t, beliefs, n_rounds=5)[-1]) for t in (slow, fast)]
    # what is left shrinks by 1 - a - b a round: .8^5 and .2^5
    assert spread == pytest.approx([0.8**5, 0.2**5])


def test_limit_two_groups_that_hear_nobody_else_have_no_common_end():
    with pytest.raises(ValueError, match="more than one group"):
        influence(np.eye(2))
    with pytest.raises(ValueError, match="more than one group"):
        influence(public_trust(5, attention=0, listening=0))


def test_limit_those_who_hear_only_each_other_swap_beliefs_for_ever():
    swap = public_trust(5, attention=1, listening=1)
    with pytest.raises(ValueError, match="circles of 2"):
        influence(swap)
    paths = learn(swap, [1, 0, 0, 0, 0, 0], n_rounds=2)
    assert paths[1] == pytest.approx([0, 1, 1, 1, 1, 1])
    assert paths[2] == pytest.approx([1, 0, 0, 0, 0, 0])


def test_limit_one_agent_alone():
    assert influence([[1]]).tolist() == [1]
    assert learn([[1]], [3], n_rounds=2).tolist() == [[3], [3], [3]]


def test_limit_lippmann_never_catches_up_and_a_better_public_need_not_learn():
    dials = {"limit": 0.9, "discount": 0.05}
    assert discounted(start=0.6, rate=0, **dials) == pytest.approx(0.6)
    assert break_even_rate(start=0.6, rival=0.6, **dials) == 0
    assert break_even_rate(start=0.6, rival=0.4, **dials) == 0
    assert break_even_rate(start=0.6, rival=0.9, **dials) == inf
    assert break_even_rate(start=0.6, rival=0.95, **dials) == inf


def test_limit_unused_competence_decays():
    # the same formula from .6 down to .5
    unused = grown([0, 10, 1e6], start=0.6, limit=0.5, rate=0.1)
    assert unused == pytest.approx([0.6, 0.5 + 0.1 * np.exp(-1), 0.5])


def test_limit_a_public_never_asked_proves_its_guardian_right():
    # a poor source is the worse choice at first, and the better one in the end
    network = {"attention": 0.1, "listening": 0.5, "own_error": 1, "source_error": 1.5}
    first, last = (public_loss(1000, **network, shared_error=e) for e in (1, UNLEARNT))
    assert first < 1.5**2 < last


def test_limit_novice():
    assert novice_success(0, better=0.9, worse=0.5) == 0.5
    assert novice_success(50, better=0.7, worse=0.7) == pytest.approx(0.5)
    assert novice_success(7, better=1, worse=0) == 1
    assert novice_success(3000, better=0.8, worse=0.7) > 0.999999


def test_limit_the_choice_is_hardest_where_it_matters_least():
    def regret(n, gap):
        missed = 1 - novice_success(n, better=0.7 + gap, worse=0.7)
        return missed * gap

    gaps = np.linspace(0.005, 0.3, 60)
    worst = [max(regret(n, gap) for gap in gaps) for n in (10, 40, 160)]
    # four times the cases, half of the worst regret
    assert worst[0] / worst[1] == pytest.approx(2, rel=0.15)
    assert worst[1] / worst[2] == pytest.approx(2, rel=0.15)
    assert regret(40, 0.01) < regret(40, 0.05) > regret(40, 0.3)


def test_limit_the_chapters_two_cases():
    # for experts: nobody learns, and citizens share an error of 1
    network = {"attention": 0.1, "listening": 0.5, "own_error": 1}
    public = public_loss(1000, **network, source_error=0.5, shared_error=1)
    assert public > 0.5**2
    # for citizens: they learn down to .1, and nobody who is not asked does
    learnt = public_loss(1000, **network, source_error=0.5, shared_error=LEARNT)
    assert learnt < 0.5**2
    rate = break_even_rate(start=-public, limit=-learnt, rival=-(0.5**2), discount=0.05)
    dials = {"start": -public, "limit": -learnt, "discount": 0.05}
    assert discounted(rate=rate, **dials) == pytest.approx(-(0.5**2))
    # a source that all attend to, and that listens to nobody, rules a learned public
    stubborn = network | {"listening": 0}
    ruled = public_loss(1000, **stubborn, source_error=0.5, shared_error=LEARNT)
    assert ruled == pytest.approx(0.5**2)


# --- properties ---------------------------------------------------------------------


@st.composite
def matrices(draw):
    n = draw(st.integers(1, 6))
    rows = draw(
        st.lists(
            st.lists(st.floats(0.01, 1), min_size=n, max_size=n), min_size=n, max_size=n
        )
    )
    trust = np.array(rows)
    holes = draw(st.lists(st.booleans(), min_size=n * n, max_size=n * n))
    trust = np.where(np.reshape(holes, (n, n)) & ~np.eye(n, dtype=bool), 0, trust)
    return trust / trust.sum(axis=1, keepdims=True)


@given(matrices(), st.data())
def test_property_talk_ends_where_influence_says(trust, data):
    n = len(trust)
    beliefs = data.draw(st.lists(st.floats(-5, 5), min_size=n, max_size=n))
    power = np.linalg.matrix_power(trust, 2**20)
    agreed = np.ptp(power, axis=0).max() < 1e-6
    try:
        weights = influence(trust)
    except ValueError:
        assert not agreed
        return
    assert weights.sum() == pytest.approx(1)
    assert (weights > -1e-12).all()
    assert weights @ trust == pytest.approx(weights, abs=1e-12)
    assert power[0] == pytest.approx(weights, abs=1e-5)
    paths = learn(trust, beliefs, n_rounds=30)
    # what the weights count never moves, and nobody leaves the range of first beliefs
    assert paths @ weights == pytest.approx(np.full(31, weights @ beliefs), abs=1e-9)
    assert (np.diff(paths.max(axis=1)) <= 1e-12).all()
    assert (np.diff(paths.min(axis=1)) >= -1e-12).all()


@given(matrices())
def test_property_wisdom_and_the_greatest_influence(trust):
    # Golub and Jackson's heart: max^2 <= sum of squares <= max
    try:
        weights = influence(trust)
    except ValueError:
        return
    assert weights.max() ** 2 - 1e-12 <= (weights**2).sum() <= weights.max() + 1e-12


@given(st.integers(1, 40), share, share, error, error, error)
def test_property_loss_by_the_weights_one_by_one(n, a, b, source, own, shared):
    assume(not a == b == 1)  # no end: refused, see above
    weights = influence(public_trust(n, attention=a, listening=b))
    citizens = weights[1:]
    by_hand = (weights[0] * source) ** 2 + (citizens.sum() * shared) ** 2
    by_hand += (citizens**2).sum() * own**2
    errors = {"source_error": source, "own_error": own, "shared_error": shared}
    found = public_loss(n, attention=a, listening=b, **errors)
    assert found == pytest.approx(by_hand, abs=1e-9)


def test_property_simulated_talk_agrees():
    rng = np.random.default_rng(7)
    trust = public_trust(12, attention=0.3, listening=0.2)
    n_runs = 20_000
    common = rng.normal(0, 0.6, n_runs)
    citizens = common + rng.normal(0, 1.1, (12, n_runs))
    first = np.vstack([rng.normal(0, 0.8, n_runs), citizens])
    last = np.linalg.matrix_power(trust, 400) @ first
    assert np.ptp(last, axis=0).max() < 1e-9
    squares = last[0] ** 2
    errors = {"source_error": 0.8, "own_error": 1.1, "shared_error": 0.6}
    expected = public_loss(12, attention=0.3, listening=0.2, **errors)
    four_errors = 4 * squares.std() / sqrt(n_runs)
    assert squares.mean() == pytest.approx(expected, abs=four_errors)


@given(st.permutations(range(5)), st.randoms())
def test_property_names_do_not_matter(order, random):
    trust = np.array([[random.random() + 0.01 for _ in range(5)] for _ in range(5)])
    trust /= trust.sum(axis=1, keepdims=True)
    renamed = trust[np.ix_(order, order)]
    assert influence(renamed) == pytest.approx(influence(trust)[list(order)])


def test_property_sparse_trust_is_the_same_and_left_alone():
    dense = public_trust(30, attention=0.5, listening=0.1)
    sparse = csr_array(dense)
    beliefs = np.arange(31.0)
    paths = learn(dense, beliefs, n_rounds=4)
    assert learn(sparse, beliefs, n_rounds=4) == pytest.approx(paths)
    assert influence(sparse) == pytest.approx(influence(dense))
    assert (sparse.toarray() == dense).all()
    assert (beliefs == np.arange(31.0)).all()


@settings(max_examples=50)
@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 2), st.floats(0.01, 0.5))
def test_property_discounting_by_integration(start, limit, rate, discount):
    dials = {"start": start, "limit": limit, "rate": rate}
    weighed, _ = quad(
        lambda t: discount * np.exp(-discount * t) * grown([t], **dials)[0], 0, np.inf
    )
    assert discounted(**dials, discount=discount) == pytest.approx(weighed, abs=1e-6)


@given(st.floats(0, 0.5), st.floats(0.01, 0.4), st.floats(0.01, 0.99), share)
def test_property_break_even_is_where_the_two_are_level(start, gain, where, discount):
    limit, rival = start + gain, start + where * gain
    dials = {"start": start, "limit": limit, "discount": discount}
    rate = break_even_rate(rival=rival, **dials)
    assert discounted(rate=rate, **dials) == pytest.approx(rival)
    assert discounted(rate=rate * 1.1, **dials) > rival
    assert discounted(rate=rate * 0.9, **dials) < rival


@given(st.integers(0, 7), st.floats(0, 1), st.floats(0, 1))
def test_property_novice_by_counting_every_pair_of_records(n, p, q):
    worse, better = sorted((p, q))
    chance = 0.0
    for i, j in product(range(n + 1), repeat=2):
        records = comb(n, i) * better**i * (1 - better) ** (n - i)
        records *= comb(n, j) * worse**j * (1 - worse) ** (n - j)
        chance += records * (1 if i > j else 0.5 if i == j else 0)
    found = novice_success(n, better=better, worse=worse)
    assert found == pytest.approx(chance, abs=1e-12)


@given(st.integers(0, 60), st.floats(0.02, 0.98), st.floats(0.02, 0.98))
def test_property_one_case_more_never_harms_a_novice(n, p, q):
    worse, better = sorted((p, q))
    now = novice_success(n, better=better, worse=worse)
    more = novice_success(n + 1, better=better, worse=worse)
    assert 0.5 - 1e-12 <= now <= more + 1e-9


# --- figures ------------------------------------------------------------------------


def test_caption_of_the_network_holds_at_every_position():
    for state in network().grid():
        public = state.marks["public"]
        assert (np.diff(public) <= 0).all()
        weight = state.controls["attention"] / (state.controls["attention"] + 0.5)
        floor = weight * state.controls["source_error"]
        floor = np.hypot(floor, (1 - weight) * state.controls["shared_error"])
        assert (public > floor).all()
        assert public[-1] == pytest.approx(floor, abs=0.02)


def test_caption_of_learning_holds_at_every_position():
    for state in learning().grid():
        decides, source, unasked = (
            state.marks[k] for k in ("decides", "source", "unasked")
        )
        assert (np.diff(decides) <= 0).all()
        assert (np.diff(unasked) >= 0).all()
        assert np.ptp(source) == 0
        if state.controls["learning_rate"] == 0:
            assert np.ptp(decides) == 0


def test_caption_of_the_novice_holds_at_every_position():
    for state in novice().grid():
        chosen = state.marks["chosen"]
        assert (np.diff(chosen) >= -1e-12).all()
        better, worse = state.marks["best"], state.marks["second"]
        assert chosen[0] == pytest.approx((better[0] + worse[0]) / 2)
        assert (chosen <= better + 1e-12).all()


def test_figures_give_learning_and_forgetting_one_range():
    learn_rate, forget_rate, _ = learning().movers
    assert learn_rate.values == forget_rate.values


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ([[0.5, 0.5]], "square"),
        ([[0.5, 0.4], [0.5, 0.5]], "add up to 1"),
        ([[1.5, -0.5], [0.5, 0.5]], "below 0"),
        ([[nan, 1], [0, 1]], "nan"),
    ],
)
def test_bad_trust(bad, words):
    for call in (influence, lambda t: learn(t, [0, 1], n_rounds=1)):
        with pytest.raises(ValueError, match=words):
            call(bad)


def test_bad_beliefs_or_rounds():
    trust = MATRICES["two_agents"]
    with pytest.raises(ValueError, match="beliefs"):
        learn(trust, [1, 2, 3], n_rounds=1)
    with pytest.raises(ValueError, match="beliefs"):
        learn(trust, [nan, 1], n_rounds=1)
    with pytest.raises(ValueError, match="n_rounds"):
        learn(trust, [0, 1], n_rounds=-1)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("n_citizens", 0),
        ("attention", 1.1),
        ("listening", -0.1),
        ("source_error", -1),
        ("own_error", nan),
        ("shared_error", -1),
    ],
)
def test_bad_public(name, bad):
    dials = {"n_citizens": 5, "attention": 0.5, "listening": 0.5, **ERRORS, name: bad}
    with pytest.raises(ValueError, match=name):
        public_loss(dials.pop("n_citizens"), **dials)


def test_bad_network():
    with pytest.raises(ValueError, match="n_citizens"):
        public_trust(0, attention=0.5, listening=0.5)
    for end in (0, 1):
        with pytest.raises(ValueError, match=f"must not both be {end}"):
            public_loss(5, attention=end, listening=end, **ERRORS)


def test_bad_growth():
    dials = {"start": 0.6, "limit": 0.9}
    with pytest.raises(ValueError, match="years"):
        grown([-1], rate=0.1, **dials)
    with pytest.raises(ValueError, match="rate"):
        grown([1], rate=-0.1, **dials)
    with pytest.raises(ValueError, match="discount"):
        discounted(rate=0.1, discount=0, **dials)
    with pytest.raises(ValueError, match="discount"):
        break_even_rate(rival=0.8, discount=-0.1, **dials)
    with pytest.raises(ValueError, match="limit"):
        break_even_rate(start=0.6, limit=0.5, rival=0.8, discount=0.05)


@pytest.mark.parametrize(
    ("name", "bad"), [("n_cases", -1), ("better", 1.2), ("worse", 0.95)]
)
def test_bad_novice(name, bad):
    dials = {"n_cases": 5, "better": 0.9, "worse": 0.6} | {name: bad}
    with pytest.raises(ValueError, match=name):
        novice_success(dials.pop("n_cases"), **dials)
