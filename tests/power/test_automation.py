"""Tests for models/power/automation.py.

Closed forms are checked against figures derived apart from this code, and once more
here by building the economy task by task and by differences of output.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from figures.power.automation import SHARES, basket, tasks
from models.power.automation import economy, monopsony_wage, real_income, widen
from theme.evidence import published

FIGURES = published("power/automation")
NAN, INF = float("nan"), float("inf")
amount = st.floats(0.1, 10)
share = st.floats(0.01, 0.99)
TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5]


def at(share_, capital=1, labour=1):
    return economy(automated_share=share_, capital=capital, labour=labour)


def task_by_task(share_, capital, labour, n=1000):
    """Return output of n tasks, each with its even part of capital or labour."""
    by_machine = round(share_ * n)
    inputs = [capital / by_machine * n] * by_machine if by_machine else []
    inputs += [labour / (n - by_machine) * n] * (n - by_machine)
    return math.exp(np.log(inputs).mean())


# --- published values ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "wage", "capital"), [("output", "wage", 1), ("output_4", "wage_4", 4)]
)
def test_published_output_and_wage(output, wage, capital):
    found = [at(i, capital) for i in TENTHS]
    FIGURES[output].difference([e.output for e in found])
    FIGURES[wage].difference([e.wage for e in found])


def test_published_peak_of_the_wage():
    ours = []
    for capital in (1, 4):
        best = minimize_scalar(
            lambda i, k=capital: -at(i, k).wage, bounds=(0.01, 0.7), method="bounded",
            options={"xatol": 1e-9},
        )  # fmt: skip
        ours += [best.x, -best.fun]
    FIGURES["peak"].difference(ours)


def test_published_break_even_of_cheaper_goods():
    given_ = {"necessity_share": 0.4, "cheapening": 1.1, "own_growth": 1}
    FIGURES["break_even"].difference(1.1**1.5)
    assert real_income(total_growth=1.1**1.5, **given_) == pytest.approx(1)
    ours = [math.log(real_income(total_growth=g, **given_)) for g in (1.1, 1.2)]
    FIGURES["gains"].difference(ours)


# --- limits -------------------------------------------------------------------------


def test_limit_no_machines():
    found = at(0, capital=5, labour=3)
    assert (found.output, found.wage, found.rent, found.labour_share) == (3, 1, 0, 1)


def test_limit_few_machines_used_is_near_no_machines():
    assert at(1e-9).output == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(("capital", "most"), [(1, 0.5), (4, 0.8), (0.25, 0.2)])
def test_limit_firms_stop_where_wage_and_rent_meet(capital, most):
    found = at(1, capital)
    assert found.used_share == pytest.approx(most)
    assert found.wage == pytest.approx(found.rent)
    assert found.output == pytest.approx(capital + 1)  # all tasks alike: K + L
    assert found.wage == pytest.approx(1)  # however much capital there is


def test_limit_competition_pays_the_product():
    assert monopsony_wage(3, elasticity=INF) == 3


def test_limit_as_much_capital_as_labour_ends_where_the_wage_began():
    assert at(0.5).wage == pytest.approx(at(0).wage)
    assert at(0.5).output == pytest.approx(2 * at(0).output)


# --- properties and second derivations ----------------------------------------------


@given(i=st.integers(1, 999), k=amount, n=amount)
def test_property_output_is_that_of_a_thousand_tasks(i, k, n):
    possible = i / 1000
    if possible <= k / (k + n):
        assert at(possible, k, n).output == pytest.approx(task_by_task(possible, k, n))


@given(i=share, k=amount, n=amount)
def test_property_wages_and_rents_are_what_one_more_unit_adds(i, k, n):
    found, d = at(i, k, n), 1e-6
    used = found.used_share
    if i < k / (k + n) - 1e-3:

        def output(k_, n_):
            return (k_ / used) ** used * (n_ / (1 - used)) ** (1 - used)

        more = (output(k, n + d) - output(k, n - d)) / (2 * d)
        assert found.wage == pytest.approx(more, rel=1e-5)
        more = (output(k + d, n) - output(k - d, n)) / (2 * d)
        assert found.rent == pytest.approx(more, rel=1e-5)


@given(i=share, k=amount, n=amount)
def test_property_all_output_is_paid_out(i, k, n):
    found = at(i, k, n)
    assert found.wage * n + found.rent * k == pytest.approx(found.output)
    assert found.labour_share == pytest.approx(found.wage * n / found.output)


@given(low=share, high=share, k=amount)
def test_property_output_never_falls_as_machines_can_do_more(low, high, k):
    low, high = sorted((low, high))
    assert at(high, k).output >= at(low, k).output - 1e-12


@given(k=amount)
def test_property_between_the_peak_and_the_end_output_rises_and_the_wage_falls(k):
    end = k / (k + 1)
    best = minimize_scalar(
        lambda i: -at(i, k).wage, bounds=(1e-6, end), method="bounded"
    ).x
    low, high = best + (end - best) * 0.3, best + (end - best) * 0.9
    assert at(high, k).output > at(low, k).output
    assert at(high, k).wage < at(low, k).wage


@given(i=share, low=amount, high=amount)
def test_property_more_capital_never_lowers_the_wage(i, low, high):
    low, high = sorted((low, high))
    assert at(i, high).wage >= at(i, low).wage - 1e-12


@given(i=st.floats(0.3, 0.5), new=st.floats(0.01, 1))
def test_property_new_tasks_raise_the_share_of_labour(i, new):
    assert at(widen(i, new_tasks=new)).labour_share > at(i).labour_share


def test_property_a_shared_growth_leaves_nobody_behind():
    # own income grows with the total: (1 - a) ln A + (1 - a) ln G, never negative
    for growth in (1, 1.2, 1.5):
        assert (
            real_income(
                necessity_share=0.5,
                cheapening=1,
                total_growth=growth,
                own_growth=growth,
            )
            >= 1 - 1e-12
        )


# --- figures ------------------------------------------------------------------------


def test_figure_tasks_shows_output_up_and_wage_down():
    state = tasks().at(capital=1, new_tasks=0.0)
    wage, output = state.marks["wage"], state.marks["output"]
    a, b = SHARES.index(0.25), SHARES.index(0.45)
    assert output[b] > output[a]
    assert wage[b] < wage[a]


def test_figure_tasks_much_capital_moves_the_peak_up_and_to_the_right():
    few, much = (tasks().at(capital=k, new_tasks=0.0).marks["wage"] for k in (1, 8))
    assert much.max() > few.max()
    assert much.argmax() > few.argmax()


def test_figure_basket_has_winners_and_losers():
    values = np.concatenate([s.marks["real"] for s in basket().grid()])
    assert values.min() < -0.1
    assert values.max() > 0.1


# --- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize("bad", [-0.1, 1.1, NAN])
def test_bad_shares(bad):
    with pytest.raises(ValueError, match="automated_share"):
        at(bad)
    with pytest.raises(ValueError, match="automated_share"):
        widen(bad, new_tasks=0)
    with pytest.raises(ValueError, match="necessity_share"):
        real_income(necessity_share=bad, cheapening=1, total_growth=1, own_growth=1)


@pytest.mark.parametrize("name", ["capital", "labour"])
@pytest.mark.parametrize("bad", [0, -1, NAN, INF])
def test_bad_amounts(name, bad):
    with pytest.raises(ValueError, match=name):
        economy(**{"automated_share": 0.5, "capital": 1, "labour": 1, name: bad})


@pytest.mark.parametrize("name", ["cheapening", "total_growth", "own_growth"])
@pytest.mark.parametrize("bad", [0, -1, NAN, INF])
def test_bad_factors(name, bad):
    factors = {"cheapening": 1, "total_growth": 1, "own_growth": 1, name: bad}
    with pytest.raises(ValueError, match=name):
        real_income(necessity_share=0.5, **factors)


@pytest.mark.parametrize("bad", [0, -1, NAN])
def test_bad_elasticity(bad):
    with pytest.raises(ValueError, match="elasticity"):
        monopsony_wage(1, elasticity=bad)


def test_bad_product_and_new_tasks():
    with pytest.raises(ValueError, match="marginal_product"):
        monopsony_wage(-1, elasticity=1)
    with pytest.raises(ValueError, match="new_tasks"):
        widen(0.5, new_tasks=-0.1)
