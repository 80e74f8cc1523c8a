"""Tests for models/power/concentration.py.

The closed forms are those of our oracles. They are found again by simulating every
household, by an integrator that knows only the rate of growth, and by quadrature.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp
from scipy.stats import invgamma

from figures.power.concentration import BRAKES, brake, histories
from models.power.concentration import (
    brake_needed,
    captured_states,
    gini,
    saturated_wealth,
    share_growth,
    simulate_wealth,
    stationary_gini,
    stationary_top_share,
    tail_exponent,
)
from theme.evidence import published

FIGURES = published("power/concentration")
NAN, INF = float("nan"), float("inf")
TAILS = [1.5, 2, 2.5, 3, 4]
SMALL_WORLD = {"n_agents": 3, "exchange": 1, "volatility": 1, "n_steps": 2}
FREE = {"exchange": 1, "accountability": 0, "feedback": 5}
pull = st.floats(0.05, 2)


def rng(seed=1):
    return np.random.default_rng(seed)


def simulated(**changes):
    return simulate_wealth(**SMALL_WORLD | {"rng": rng()} | changes).wealth


def integrated(start, *, n_agents, **dials):
    """Return the share at rest, by an integrator from the rate of growth."""
    path = solve_ivp(
        lambda _, x: share_growth(x, n_agents=n_agents, **dials),
        (0, 60),
        [start],
        method="LSODA",
        rtol=1e-8,
        atol=1e-10,
    )
    return path.y[0, -1]


@pytest.fixture(scope="module")
def stationary():
    """Ten populations, exchange 1 and volatility 1 (mu = 3), long after the start."""
    return np.array(
        [
            simulate_wealth(
                n_agents=3000, exchange=1, volatility=1, n_steps=350, rng=each
            ).wealth[-1]
            for each in rng(15).spawn(10)
        ]
    )


# --- published values ---------------------------------------------------------------


def test_published_stationary_law():
    FIGURES["gini"].difference([stationary_gini(mu) for mu in TAILS])
    for key, top in (("top_hundredth", 0.01), ("top_tenth", 0.1)):
        ours = [stationary_top_share(mu, top=top) for mu in TAILS]
        assert ours == pytest.approx(FIGURES[key].value, abs=5.1e-5)
    assert [stationary_gini(mu) for mu in TAILS] == pytest.approx(
        FIGURES["gini"].value, abs=5.1e-5
    )
    assert stationary_gini(1.5) == pytest.approx(2 / np.pi, abs=1e-12)


def test_published_tail_in_both_notations():
    # Ito volatility s; the paper's sigma^2 is half of s^2
    for ratio, mu in zip((0.5, 1, 1.5, 2, 3), TAILS, strict=True):
        sigma2 = 1 / ratio
        s = (2 * sigma2) ** 0.5
        assert tail_exponent(exchange=1, volatility=s) == pytest.approx(mu)


def test_published_captured_states():
    one = captured_states(**FREE)
    two = captured_states(exchange=0.5, accountability=0, feedback=4)
    steep = captured_states(**FREE, steepness=2)
    assert [one.tipping, two.tipping] == pytest.approx(
        FIGURES["tipping"].value, abs=5.1e-7
    )
    ours = [one.captured, two.captured, steep.captured]
    assert ours == pytest.approx(FIGURES["captured"].value, abs=5.1e-7)
    assert captured_states(**FREE, steepness=0.5) is None


@pytest.mark.parametrize(
    ("steepness", "start", "end"),
    [(1, 0.5, 0.72365), (1, 0.2, 0.0001), (2, 0.01, 0.80002), (0.5, 0.5, 0.0001)],
)
def test_published_one_household_among_ten_thousand(steepness, start, end):
    found = integrated(start, n_agents=10_000, steepness=steepness, **FREE)
    assert found == pytest.approx(end, abs=6e-5)


def test_published_saturating_influence():
    law = saturated_wealth(exchange=1, volatility=1, feedback=1, half_point=5)
    ours = [law.mean_influence, law.tail, law.gini, law.top_share]
    assert ours == pytest.approx(FIGURES["saturated"].value, abs=5.1e-5)


# --- limits -------------------------------------------------------------------------


def test_limit_the_simulated_law_is_the_published_one(stationary):
    law = invgamma(3, scale=2)
    checks = {
        1.5: lambda w: (1 / w).mean(),  # mean of 1/w: mu/(mu - 1)
        0.5: lambda w: (w < law.median()).mean(),
        0.9: lambda w: (w < law.ppf(0.9)).mean(),
        law.expect(np.log): lambda w: np.log(w).mean(),
    }
    for wanted, statistic in checks.items():
        found = np.array([statistic(w) for w in stationary])
        error = found.std(ddof=1) / len(found) ** 0.5
        assert abs(found.mean() - wanted) < 4 * error
        assert error < 0.02  # the check can fail


def test_limit_chance_alone_makes_a_gini_of_three_eighths(stationary):
    found = np.array([gini(w) for w in stationary])
    error = found.std(ddof=1) / len(found) ** 0.5
    assert abs(found.mean() - stationary_gini(3)) < 4 * error < 0.03


def test_limit_without_exchange_wealth_condenses():
    dials = {"n_agents": 50, "exchange": 0, "n_steps": 100, "step": 100}
    runs = [simulated(**dials, rng=each)[-1] / 50 for each in rng().spawn(20)]
    assert np.mean([(shares**2).sum() for shares in runs]) > 0.9
    assert ((simulated(n_steps=350, n_agents=50)[-1] / 50) ** 2).sum() < 0.2


def test_limit_without_luck_and_influence_exchange_alone_levels():
    wealth = simulated(n_agents=4, volatility=0, n_steps=100, first_share=0.7)
    distance = wealth[:, 0] - 1
    assert distance == pytest.approx(1.8 * np.exp(-0.02 * np.arange(101)))


@pytest.mark.parametrize(("steepness", "start"), [(1, 0.5), (1, 0.2), (2, 0.05)])
def test_limit_all_households_together_follow_the_share_equation(steepness, start):
    dials = {"accountability": 0.2, "feedback": 6, "steepness": steepness}
    wealth = simulated(
        n_agents=100, volatility=0, n_steps=6000, step=0.003, first_share=start, **dials
    )
    wanted = integrated(start, n_agents=100, exchange=1, **dials)
    assert wealth[-1, 0] / 100 == pytest.approx(wanted, abs=1.5e-3)


def test_limit_no_feedback_or_instant_saturation_is_pure_exchange():
    for dials in (
        {"feedback": 0, "half_point": 5},
        {"feedback": 1, "half_point": 1e-9},
    ):
        law = saturated_wealth(exchange=1, volatility=1, **dials)
        assert law.tail == pytest.approx(3, abs=1e-4)
        assert law.gini == pytest.approx(0.375, abs=1e-4)
        assert law.top_share == pytest.approx(0.0715, abs=1e-4)


# --- properties ---------------------------------------------------------------------


@given(j=pull, a=st.floats(0, 2), phi=st.floats(0.1, 20))
def test_property_the_threshold_is_four_times_the_brakes(j, a, phi):
    found = captured_states(exchange=j, accountability=a, feedback=phi)
    x = np.linspace(1e-4, 1 - 1e-4, 2_001)
    climbs = phi * x * (1 - x) > j + a  # brute force: does any share grow?
    if abs(phi - 4 * (j + a)) > 1e-3:
        assert (found is not None) == climbs.any() == (phi > 4 * (j + a))
    if found and climbs.any():
        assert found.tipping == pytest.approx(x[climbs][0], abs=1e-3)
        assert found.captured == pytest.approx(x[climbs][-1], abs=1e-3)


@given(j=pull, a=st.floats(0, 1), over=st.floats(0.2, 4))
def test_property_a_captured_state_is_entered_only_from_above(j, a, over):
    dials = {"exchange": j, "accountability": a, "feedback": 4 * (j + a) + over}
    found = captured_states(**dials)
    tip, top = found.tipping, found.captured
    shares = [tip * 0.9, (tip + top) / 2, (top + 1) / 2]
    signs = np.sign(share_growth(shares, n_agents=10**9, **dials))
    assert signs.tolist() == [-1, 1, -1]


@given(j=pull, phi=st.floats(0.1, 20))
def test_property_the_brake_that_ends_capture(j, phi):
    wanted = brake_needed(exchange=j, feedback=phi, worn=False)
    assert wanted == max(0, phi / 4 - j)
    if wanted > 0.01:
        dials = {"exchange": j, "feedback": phi}
        assert captured_states(accountability=wanted * 0.99, **dials)
        assert captured_states(accountability=wanted * 1.01, **dials) is None


@given(j=pull, phi=st.floats(0.1, 20))
def test_property_a_brake_that_wealth_wears_down_must_be_stronger(j, phi):
    dials = {"exchange": j, "feedback": phi}
    worn = brake_needed(**dials, worn=True)
    x = np.linspace(0, 1, 2_001)[1:-1]
    brute = ((phi * x * (1 - x) - j) / (1 - x)).max()  # least A at which no share grows
    assert worn == pytest.approx(max(0, brute), abs=1e-3 * phi)
    assert worn >= brake_needed(**dials, worn=False)


@given(brakes=st.floats(0.1, 4), phi=st.floats(0.1, 20), start=st.floats(1e-3, 0.999))
def test_property_below_proportion_nobody_rests_ahead(brakes, phi, start):
    dials = {"exchange": brakes, "accountability": 0, "feedback": phi}
    assert captured_states(**dials, steepness=0.9) is None
    n = 10**200  # influence of one household is nothing at last
    assert share_growth([start], n_agents=n, steepness=0.5, **dials)[0] < 0


def test_property_the_start_decides_only_in_proportion():
    ends = {
        k: [integrated(x, n_agents=10**4, steepness=k, **FREE) for x in (0.2, 0.35)]
        for k in (0.5, 1, 2)
    }
    assert ends[0.5] == pytest.approx([0, 0], abs=0.001)
    assert ends[1] == pytest.approx([0, 0.7236], abs=0.001)
    assert ends[2] == pytest.approx([0.8, 0.8], abs=0.001)


def test_property_saturating_influence_solves_its_own_equations():
    j, s2, phi, h = 0.8, 0.7, 1.2, 3
    law = saturated_wealth(exchange=j, volatility=s2**0.5, feedback=phi, half_point=h)
    m = law.mean_influence

    def density(w):
        power = w ** (-2 - 2 * (j + phi * m) / s2) * (w + h) ** (2 * phi / s2)
        return power * np.exp(-2 * j / (s2 * w))

    def expect(f):
        near = quad(lambda w: f(w) * density(w), 0, 1, epsabs=0)[0]
        far = quad(lambda u: f(1 / u) * density(1 / u) / u**2, 0, 1, epsabs=0)[0]
        return near + far

    mass = expect(lambda w: 1.0)
    assert expect(lambda w: w) / mass == pytest.approx(1, abs=1e-4)
    assert expect(lambda w: w * w / (w + h)) / mass == pytest.approx(m, abs=1e-4)


@settings(max_examples=15)
@given(phi=st.floats(0.01, 1), h=st.floats(0.5, 8))
def test_property_saturating_influence_fattens_the_top_and_captures_nothing(phi, h):
    law = saturated_wealth(exchange=1, volatility=1, feedback=phi, half_point=h)
    assert 1 < law.tail < 3  # a mean, so that no household holds all
    assert law.top_share > stationary_top_share(3, top=0.01) - 1e-4


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30))
def test_property_gini_is_half_the_mean_difference(wealth):
    w = np.array(wealth)
    pairs = np.abs(w[:, None] - w).mean()
    assert gini(wealth) == pytest.approx(pairs / (2 * w.mean()), abs=1e-9)


def test_property_the_mean_is_one_and_names_do_not_matter():
    wealth = simulated(n_agents=40, n_steps=300, feedback=8, first_share=0.3)
    assert wealth.shape == (301, 40)  # time first
    assert wealth.mean(axis=1) == pytest.approx(np.ones(301))
    assert (wealth > 0).all()


def test_property_equals_are_led_by_luck_alone():
    leaders = {
        int(
            simulated(
                n_agents=30, n_steps=600, exchange=0.5, feedback=8, rng=rng(seed)
            )[-1].argmax()
        )
        for seed in range(10)
    }
    assert len(leaders) > 5  # no name is favoured


# --- figures ------------------------------------------------------------------------


def test_figure_brake_ends_capture_where_the_closed_form_says():
    dials = {"influence": "in proportion", "feedback": 6, "start": 90}
    end = brake().at(**dials, accountability=0).marks["end"]
    last = max(a for a, share in zip(BRAKES, end, strict=True) if share > 0)
    assert last == 0.48  # 6/4 - 1 is .5, where both states meet and vanish


def test_figure_histories_need_feedback_to_stay_captured():
    quiet = [histories().at(history=h, feedback=0, accountability=0) for h in "AC"]
    loud = [histories().at(history=h, feedback=12, accountability=0) for h in "AC"]
    assert max(s.marks["largest"][-20:].mean() for s in quiet) < 0.3
    assert min(s.marks["largest"][-20:].mean() for s in loud) > 0.6


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("n_agents", 1),
        ("n_steps", 0),
        ("exchange", -0.1),
        ("volatility", NAN),
        ("feedback", INF),
        ("accountability", -1),
        ("steepness", 0),
        ("step", 0),
        ("first_share", 1),
        ("first_share", 0),
    ],
)
def test_bad_dials_of_a_history(name, bad):
    with pytest.raises(ValueError, match=name):
        simulated(**{name: bad})


@pytest.mark.parametrize("bad", [[0.0], [1.0], [NAN], [-0.1]])
def test_bad_shares(bad):
    with pytest.raises(ValueError, match="share"):
        share_growth(bad, n_agents=10, **FREE)


def test_bad_tails_tops_fortunes_and_half_points():
    with pytest.raises(ValueError, match="tail"):
        stationary_gini(1)
    with pytest.raises(ValueError, match="top"):
        stationary_top_share(2, top=1)
    with pytest.raises(ValueError, match="wealth"):
        gini([-1, 2])
    with pytest.raises(ValueError, match="half_point"):
        saturated_wealth(exchange=1, volatility=1, feedback=1, half_point=0)
    with pytest.raises(ValueError, match="tail that thins out"):
        saturated_wealth(exchange=1, volatility=1, feedback=9, half_point=50)
    with pytest.raises(ValueError, match="volatility"):
        tail_exponent(exchange=1, volatility=0)
