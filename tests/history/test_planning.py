"""Tests for models/history/planning.py and for what results/history/planning.py says.

Second derivations: two sectors by Cramer's rule, plans by rounds of orders, and the
formulas for the ring by drawing reports and inverting the whole table.
"""

import json
import math
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from figures.history.planning import (
    factories,
    honest_errors,
    measured,
    padded_requests,
    tables,
)
from models.history.planning import (
    carry_out,
    draw_reports,
    expected_imbalance,
    gross_output,
    multipliers,
    plan_balance,
    ring_economy,
)

PUBLISHED = Path(__file__).parents[2] / "published" / "history" / "planning.toml"
STORE = Path(__file__).parents[2] / ".venvs" / "tables"
WHEEL = STORE / "quantecon_book_networks-1.6-py2.py3-none-any.whl"
NAN, INF = float("nan"), float("inf")
TWO = [[0.15, 0.25], [0.20, 0.05]]  # Miller and Blair's two sectors
WANTED = [350, 1700]

part = st.floats(0, 0.3)
three = st.lists(st.lists(part, min_size=3, max_size=3), min_size=3, max_size=3)
wants = st.lists(st.floats(0.1, 10), min_size=3, max_size=3)


def by_rounds(coefficients, final_demand, n_rounds=400):
    """Return gross output by ordering, then what the orders need, and so on."""
    orders = total = np.asarray(final_demand, float)
    for _ in range(n_rounds):
        orders = np.asarray(coefficients) @ orders
        total = total + orders
    return total


# --- published values -----------------------------------------------------------------


def test_published_output_for_a_new_demand():
    assert gross_output(TWO, [600, 1500]) == pytest.approx(
        [1247.525, 1841.584], abs=5.1e-4
    )
    assert gross_output(TWO, [400, 1600]) == pytest.approx(
        [1029.703, 1900.990], abs=5.1e-4
    )
    # Cramer's rule: determinant 0.85 * 0.95 - 0.25 * 0.20 = 0.7575
    by_hand = [(0.95 * 600 + 0.25 * 1500) / 0.7575, (0.2 * 600 + 0.85 * 1500) / 0.7575]
    assert gross_output(TWO, [600, 1500]) == pytest.approx(by_hand, abs=1e-9)


def test_published_output_as_observed():
    # Z = [150 500; 200 100], x = (1000, 2000)
    assert gross_output(TWO, WANTED) == pytest.approx([1000, 2000], abs=1e-9)


def test_published_multipliers():
    assert multipliers(TWO) == pytest.approx([1.518152, 1.452145], abs=5.1e-7)
    # column sums of [.95 .25; .20 .85] / .7575
    by_hand = [1.15 / 0.7575, 1.10 / 0.7575]
    assert multipliers(TWO) == pytest.approx(by_hand, abs=1e-12)


def test_published_prices_are_costs():
    # p = L' v with v = (.65, .70) gives (1, 1): the table's prices
    prices = gross_output(np.transpose(TWO), [0.65, 0.70])
    assert prices == pytest.approx([1, 1], abs=1e-12)


def test_published_noise_raises_the_mean_plan():
    # Simonovits 1975: the mean of the inverse exceeds the inverse of the mean
    mean = np.mean([gross_output([[need]], [1])[0] for need in (0.4, 0.6)])
    assert mean == pytest.approx(2.083333, abs=5.1e-7)
    assert mean > gross_output([[0.5]], [1])[0]


def test_the_published_file_says_what_the_oracles_say():
    figures = {f["id"]: f for f in tomllib.loads(PUBLISHED.read_text())["figure"]}
    assert figures["new_demand"]["value"] == [1247.525, 1841.584]
    assert figures["old_demand"]["value"] == [1000, 2000]
    assert figures["multipliers"]["value"] == [1.518152, 1.452145]
    assert figures["noise_raises"]["value"] == 2.083333
    assert len(figures) == 4


# --- limits ---------------------------------------------------------------------------


def test_limit_nothing_used_up_is_made_as_wanted():
    assert gross_output(np.zeros((2, 2)), [3, 4]).tolist() == [3, 4]
    assert multipliers(np.zeros((2, 2))).tolist() == [1, 1]


def test_limit_true_reports_leave_nothing_over_and_nothing_short():
    assert plan_balance(TWO, TWO, WANTED) == pytest.approx([0, 0], abs=1e-15)
    plan = carry_out(TWO, WANTED, padding=[0, 0], cut=0)
    assert plan.planned == pytest.approx([1000, 2000])
    assert plan.reached.tolist() == [1, 1]
    assert plan.delivered == pytest.approx(WANTED)
    assert plan.idle.tolist() == [0, 0]


def test_limit_no_noise_is_the_truth():
    rng = np.random.default_rng(0)
    assert draw_reports(TWO, noise=0, shared=0.5, rng=rng).tolist() == TWO
    calm = {"n_suppliers": 3, "inputs": 0.5, "noise": 0, "shared": 0.2}
    found = expected_imbalance(50, **calm)
    assert (found.total, found.typical, found.worst) == (0, 0, 0)


def test_limit_one_good_is_the_total_and_the_typical():
    found = expected_imbalance(1, n_suppliers=1, inputs=0.5, noise=0.2, shared=0)
    assert found.total == found.typical == pytest.approx(0.1)
    assert found.worst == pytest.approx(0, abs=1e-9)  # half the time over, half short


def test_limit_errors_made_apart_cancel_in_the_total_but_not_in_the_worst():
    dials = {"n_suppliers": 5, "inputs": 0.5, "noise": 0.1, "shared": 0}
    few, many = (expected_imbalance(n, **dials) for n in (100, 10_000))
    assert many.total == pytest.approx(few.total / 10)  # the root of a hundred times
    assert many.typical == pytest.approx(few.typical)
    assert many.worst > few.worst > few.typical > few.total


def test_limit_errors_in_common_do_not_cancel():
    dials = {"n_suppliers": 5, "inputs": 0.5, "noise": 0.1, "shared": 0.1}
    endless = expected_imbalance(10**9, **dials).total
    assert endless == pytest.approx(0.5 * math.sqrt(1.01**0.1 - 1), rel=1e-6)
    assert expected_imbalance(100, **dials).total > endless


def test_limit_wholly_common_errors_make_all_goods_miss_alike():
    dials = {"n_suppliers": 5, "inputs": 0.5, "noise": 0.2, "shared": 1}
    found = expected_imbalance(10_000, **dials)
    assert found.total == pytest.approx(found.typical) == pytest.approx(0.1)
    assert found.worst == pytest.approx(0)  # all are as often over as short


@pytest.mark.parametrize("inputs", [0.2, 0.5, 0.8])
def test_limit_padding_without_bound_leaves_no_plan(inputs):
    # one good: the reports reach a whole unit at padding (1 - a) / a
    most = (1 - inputs) / inputs
    carry_out([[inputs]], [1], padding=[most - 1e-6], cut=0)
    with pytest.raises(ValueError, match="padded and cut, must be productive"):
        carry_out([[inputs]], [1], padding=[most + 1e-6], cut=0)


def test_limit_a_cut_that_undoes_a_padding_common_to_all_is_harmless():
    # the planner's best case in the chapter
    plan = carry_out(TWO, WANTED, padding=[0.25, 0.25], cut=0.2)
    assert plan.planned == pytest.approx([1000, 2000])
    assert plan.delivered == pytest.approx(WANTED)
    assert plan.idle == pytest.approx([0, 0], abs=1e-9)


def test_limit_the_same_cut_starves_those_who_told_the_truth():
    # the critics' best case: x = 1.8182 in all, half of it by honest factories that
    # reach 0.8; households are short of 0.2 * 0.90909 of that half: 0.81818 are left
    plan = factories(0.25, 0.5, 0.2)
    assert plan.reached.tolist() == pytest.approx([0.8, 1])
    assert plan.planned.sum() == pytest.approx(1 / (1 - 0.5 * 0.9))
    assert plan.delivered.sum() == pytest.approx(1 - 0.2 * plan.planned[0])
    assert plan.idle.tolist() == pytest.approx([0, 0])
    # without the cut they are served, and stocks lie idle: 0.5 * 0.125 / (1 - 0.5625)
    plan = factories(0.25, 0.5, 0)
    assert plan.delivered.sum() == pytest.approx(1)
    assert plan.idle.sum() == pytest.approx(0.0625 / 0.4375)


def test_limit_the_best_reply_to_a_cut_is_to_pad_by_as_much():
    # a factory reaches its plan only from padding c / (1 - c) on
    for cut in (1 / 11, 0.2, 1 / 3):
        enough = cut / (1 - cut)
        paddings = [enough - 0.01, enough, enough + 0.2]
        reached = [
            carry_out([[0.3]], [1], padding=[p], cut=cut).reached[0] for p in paddings
        ]
        assert reached[0] < 1
        assert reached[1:] == pytest.approx([1, 1])


# --- properties -----------------------------------------------------------------------


@given(three, wants)
def test_property_a_plan_by_rounds_of_orders_is_the_same(table, wanted):
    found = gross_output(table, wanted)
    assert found == pytest.approx(by_rounds(table, wanted), rel=1e-9)
    total = multipliers(table) @ wanted
    assert found.sum() == pytest.approx(total, rel=1e-9)


@given(three, wants)
def test_property_what_is_made_is_used_or_left_over(table, wanted):
    x = gross_output(table, wanted)
    assert x - np.array(table) @ x == pytest.approx(wanted, rel=1e-9)


@given(three, three, wants)
def test_property_what_a_plan_misses_is_the_wrong_reports_times_the_plan(a, b, wanted):
    a, b = np.array(a), np.array(b)
    made = gross_output(b, wanted)
    left = made - a @ made - wanted  # over or short, by making the plan and looking
    found = plan_balance(a, b, wanted) * gross_output(a, wanted)
    assert found == pytest.approx(left, abs=1e-9)


@given(three, wants, st.lists(part, min_size=3, max_size=3), st.floats(0, 1))
def test_property_a_plan_carried_out_adds_up(table, wanted, padding, cut):
    a = np.array(table)
    assume((a * (1 + np.array(padding)) * (1 - cut)).sum(axis=0).max() < 0.98)
    plan = carry_out(a, wanted, padding=padding, cut=cut)
    made = plan.reached * plan.planned
    assert plan.delivered + a @ made + plan.idle == pytest.approx(made, abs=1e-9)
    short = (1 - plan.reached) * plan.planned  # households bear all of it
    assert np.array(wanted) - plan.delivered == pytest.approx(short, abs=1e-9)
    assert plan.idle.min() >= 0


@given(three, wants, st.floats(0, 0.1))
def test_property_more_padding_asks_for_more_of_everything(table, wanted, more):
    plain = carry_out(table, wanted, padding=[0.0] * 3, cut=0)
    padded = carry_out(table, wanted, padding=[more] * 3, cut=0)
    assert (padded.planned >= plain.planned - 1e-9).all()


@given(st.integers(1, 12), st.data())
def test_property_ring_each_makes_and_sells_alike(n, data):
    k = data.draw(st.integers(1, n))
    a = ring_economy(n, n_suppliers=k, inputs=0.4)
    assert ((a > 0).sum(axis=0) == k).all()
    assert ((a > 0).sum(axis=1) == k).all()
    assert gross_output(a, np.ones(n)) == pytest.approx(1 / 0.6)


@given(st.integers(2, 10**6), st.integers(1, 20), st.floats(0.01, 0.3), st.floats(0, 1))
def test_property_the_worst_is_short_and_the_total_no_worse_than_one_good(n, k, s, r):
    dials = {"n_suppliers": min(n, k), "inputs": 0.5, "noise": s, "shared": r}
    found = expected_imbalance(n, **dials)
    assert 0 <= found.total <= found.typical + 1e-12
    assert -1e-9 <= found.worst < 0.5
    assert found.worst <= expected_imbalance(2 * n, **dials).worst + 1e-9


def test_property_the_least_of_exponential_numbers_is_one_nth():
    # spread 1: a report is exponential, and the least of n has mean 1/n
    for n in (2, 7, 100):
        found = expected_imbalance(n, n_suppliers=1, inputs=0.5, noise=1, shared=0)
        assert found.worst == pytest.approx(0.5 * (1 - 1 / n), abs=1e-4)


@pytest.mark.parametrize("shared", [0, 0.3])
def test_property_reports_are_right_on_average_and_as_noisy_as_said(shared):
    rng = np.random.default_rng(7)
    drawn = np.array(
        [draw_reports(TWO, noise=0.2, shared=shared, rng=rng) for _ in range(4000)]
    )
    ratio = (drawn / TWO).reshape(4000, 4)
    assert ratio.mean(axis=0) == pytest.approx(1, abs=4 * 0.2 / math.sqrt(4000))
    # four standard errors of a standard deviation of nearly normal numbers
    assert ratio.std(axis=0) == pytest.approx(0.2, abs=4 * 0.2 / math.sqrt(8000))
    correlation = np.corrcoef(ratio.T)[0, 1]
    expected = (1.04**shared - 1) / 0.04
    assert correlation == pytest.approx(expected, abs=4 / math.sqrt(4000))


@pytest.mark.parametrize(("noise", "shared"), [(0.1, 0), (0.1, 0.2), (0.2, 0)])
def test_property_the_formulas_for_the_ring_agree_with_drawn_plans(noise, shared):
    rng = np.random.default_rng(1945)
    n, n_runs = 40, 800
    ring = {"n_suppliers": 4, "inputs": 0.5}
    a = ring_economy(n, **ring)
    runs = np.array(
        [
            plan_balance(
                a, draw_reports(a, noise=noise, shared=shared, rng=rng), np.ones(n)
            )
            for _ in range(n_runs)
        ]
    )
    found = expected_imbalance(n, **ring, noise=noise, shared=shared)
    # four standard errors, and the order that the formulas leave out (noise squared)
    slack = 4 / math.sqrt(2 * n_runs) + noise**2
    assert runs.mean(axis=1).std() == pytest.approx(found.total, rel=slack)
    assert runs.std() == pytest.approx(found.typical, rel=slack)
    worst = -runs.min(axis=1)
    error = 4 * worst.std() / math.sqrt(n_runs) + noise**2 * found.worst
    assert worst.mean() == pytest.approx(found.worst, abs=error)


def test_property_honest_noise_raises_the_plan_on_average():
    rng = np.random.default_rng(1975)
    plans = [
        gross_output(draw_reports([[0.4]], noise=0.2, shared=0, rng=rng), [1])[0]
        for _ in range(4000)
    ]
    error = np.std(plans) / math.sqrt(4000)
    assert np.mean(plans) > gross_output([[0.4]], [1])[0] + 4 * error


def test_property_the_same_seed_gives_the_same_reports_and_the_table_is_left_alone():
    mine = np.array(TWO)
    one, two = (
        draw_reports(mine, noise=0.1, shared=0.1, rng=np.random.default_rng(3))
        for _ in range(2)
    )
    assert (one == two).all()
    assert mine.tolist() == TWO


# --- measured economies ---------------------------------------------------------------


def row(table, noise, shared):
    rows = tables()[table]["noise"]
    return next(r for r in rows if (r["noise"], r["shared"]) == (noise, shared))


@pytest.mark.parametrize("noise", [0.05, 0.1, 0.15, 0.2])
def test_measured_more_sectors_make_the_total_better_and_the_shortest_worse(noise):
    coarse, fine = (row(f"United States, {n}", noise, 0) for n in (15, 71))
    assert fine["total"] < coarse["total"]
    assert fine["worst"] > coarse["worst"]
    # errors in common: the finer table hardly helps the total
    shared = row("United States, 71", noise, 0.1)
    assert shared["total"] > 4 * fine["total"]


def test_measured_one_economy_twice():
    coarse, fine = (tables()[f"United States, {n}"] for n in (15, 71))
    assert (coarse["n_sectors"], fine["n_sectors"]) == (15, 71)
    assert coarse["output"] == fine["output"] == 40_575_546  # millions; the tables' sum
    assert coarse["inputs"] == pytest.approx(fine["inputs"], abs=1e-6)


def test_measured_no_plan_when_all_ask_for_twice_what_they_need():
    for table in tables().values():
        extra = {r["padding"]: r["extra"] for r in table["padding"]}
        assert extra[1] is None
        assert extra[0.1] < extra[0.25] < extra[0.5] < extra[0.75]
        assert 0.75 < table["limit"] < 1


needs_wheel = pytest.mark.skipif(
    not WHEEL.exists(), reason="the wheel with the tables is not there: make results"
)


@needs_wheel
def test_measured_three_entries_computed_again():
    from results.history.planning import PATH, TABLES, economy, padded, spread

    kept = json.loads(PATH.read_text())["tables"]
    rng = np.random.default_rng()
    name = "United States, 15"
    a, output = economy(WHEEL, *TABLES[name])
    for entry in rng.choice(kept[name]["noise"], 2, replace=False):
        assert spread(a, output, entry["noise"], entry["shared"]) == pytest.approx(
            entry
        )
    name = "Australia, 114"
    a, output = economy(WHEEL, *TABLES[name])
    entry = kept[name]["padding"][rng.integers(4)]
    assert padded(a, output, entry["padding"]) == pytest.approx(entry)


@needs_wheel
def test_measured_tables_balance():
    from results.history.planning import TABLES, economy

    for name in TABLES:
        a, output = economy(WHEEL, *TABLES[name])
        # the plan for what was left over is what was made
        plan = gross_output(a, output - a @ output)
        assert plan == pytest.approx(output, rel=1e-9)
    # US manufacturing, from the table's column: 3,821,921 of intermediate goods, less
    # scrap 43,610 and imports that nobody at home makes 16,854; of that 2,379,870 from
    # manufacturing, 5,967,481 of whose 6,048,777 at home are made by the industry
    a, output = economy(WHEEL, *TABLES["United States, 15"])
    assert a[:, 4].sum() * output[4] == pytest.approx(3_761_457, abs=0.5)
    from_own = 2_379_870 * 5_967_481 / 6_048_777
    assert a[4, 4] * output[4] >= from_own
    assert a[4, 4] * output[4] == pytest.approx(from_own, rel=0.05)  # plus side-lines


# --- figures --------------------------------------------------------------------------


def test_caption_of_honest_errors_holds_at_every_position():
    for state in honest_errors().grid():
        total, typical, worst = (state.marks[k] for k in ("total", "typical", "worst"))
        assert (np.diff(worst) > 0).all()
        assert (np.diff(total) < 1e-12).all()
        assert (total <= typical).all()
        if state.controls["shared"] > 0:
            assert total[-1] > 0.9 * 0.5 * state.controls["noise"] * math.sqrt(
                state.controls["shared"]
            )
        else:
            assert total[-1] * math.sqrt(100_000) == pytest.approx(typical[-1])


def test_caption_of_padded_requests_holds_at_every_position():
    for state in padded_requests().grid():
        padding, cut = state.controls["padding"], state.controls["cut"]
        honest, _, homes, per_hour = state.marks["now"]
        if cut == 0:
            assert honest == 1
            assert homes == pytest.approx(1)
            assert (per_hour < 1 - 1e-9) == (padding > 0)
        else:
            assert honest == pytest.approx(1 - cut)
            assert homes < 1
        if cut >= padding / (1 + padding) - 1e-9:  # nothing lies idle
            assert per_hour == pytest.approx(1)
            assert state.readouts["idle"] == "0%"
    for padding in (0.1, 0.25, 0.5):
        cut = padding / (1 + padding)
        got = [factories(padding, h, cut).delivered.sum() for h in (0.1, 0.5, 0.9)]
        assert got[0] > got[1] > got[2]


def test_padding_and_cut_range_alike_each_cut_undoing_one_padding():
    dials = {dial.name: dial.values for dial in padded_requests().movers}
    undone = [p / (1 + p) for p in dials["padding"]]
    assert undone == pytest.approx(dials["cut"])
    honest = dials["honest"]
    assert honest == pytest.approx([1 - h for h in reversed(honest)])


def test_caption_of_measured_holds_at_every_position():
    figure = measured()
    gaps = {}
    for state in figure.grid():
        total, typical, worst = (state.marks[k] for k in ("total", "typical", "worst"))
        assert (total < typical).all()
        assert (typical < worst).all()
        if state.controls["errors"] == "made apart":
            gaps[state.controls["table"]] = (worst - total).tolist()
    widest = np.array(gaps["Australia, 114"])
    assert all((widest >= np.array(gap)).all() for gap in gaps.values())


# --- bad input ------------------------------------------------------------------------

TABLES_CALLS = {
    "coefficients": lambda bad: gross_output(bad, [1, 1]),
    "multipliers": multipliers,
    "balance": lambda bad: plan_balance(bad, TWO, [1, 1]),
    "carry out": lambda bad: carry_out(bad, [1, 1], padding=[0, 0], cut=0),
    "draw": lambda bad: draw_reports(
        bad, noise=0.1, shared=0, rng=np.random.default_rng(0)
    ),
}


@pytest.mark.parametrize("call", TABLES_CALLS.values(), ids=TABLES_CALLS)
@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ([[0.1, 0.2]], "square table"),
        ([0.1, 0.2], "square table"),
        (np.zeros((0, 0)), "square table"),
        ([[0.1, -0.2], [0.1, 0.1]], "at least 0"),
        ([[0.1, NAN], [0.1, 0.1]], "nan"),
        ([[0.1, INF], [0.1, 0.1]], "finite"),
        ([[0.5, 0.5], [0.5, 0.5]], "productive"),  # on the edge: a unit needs a unit
        ([[1.2, 0], [0, 0.1]], "productive"),
        ([[0, 3], [3, 0]], "productive"),
    ],
)
def test_bad_coefficients(call, bad, said):
    with pytest.raises(ValueError, match=said) as error:
        call(bad)
    assert "coefficients" in str(error.value)


def test_bad_coefficients_in_words():
    with pytest.raises(TypeError, match="coefficients"):
        gross_output([["a", "b"], ["c", "d"]], [1, 1])


def test_a_column_above_one_is_no_fault_if_the_whole_is_productive():
    # a good may use up more than a unit of others, if they use little in turn
    assert gross_output([[0, 0.1], [2, 0]], [1, 0]) == pytest.approx([1.25, 2.5])


@pytest.mark.parametrize("bad", [[1], [1, 2, 3], [NAN, 1], [INF, 1], []])
def test_bad_final_demand(bad):
    with pytest.raises(ValueError, match="final_demand"):
        gross_output(TWO, bad)


def test_bad_reports():
    with pytest.raises(ValueError, match="reports must have the shape"):
        plan_balance(TWO, [[0.1]], WANTED)
    with pytest.raises(ValueError, match="reports must be productive"):
        plan_balance(TWO, [[2, 0], [0, 2]], WANTED)
    with pytest.raises(ValueError, match="final_demand must call for some"):
        plan_balance(TWO, TWO, [-1000, 1])


@pytest.mark.parametrize("bad", [[0.1], [-0.1, 0], [NAN, 0]])
def test_bad_padding(bad):
    with pytest.raises(ValueError, match="padding"):
        carry_out(TWO, WANTED, padding=bad, cut=0)


@pytest.mark.parametrize("bad", [-0.1, 1.1, NAN])
def test_bad_cut_noise_shared_or_inputs(bad):
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="cut"):
        carry_out(TWO, WANTED, padding=[0, 0], cut=bad)
    with pytest.raises(ValueError, match="shared"):
        draw_reports(TWO, noise=0.1, shared=bad, rng=rng)
    with pytest.raises(ValueError, match="inputs"):
        ring_economy(3, n_suppliers=1, inputs=bad)
    if not bad > 0:
        with pytest.raises(ValueError, match="noise"):
            draw_reports(TWO, noise=bad, shared=0, rng=rng)


def test_bad_numbers_of_goods():
    for bad in (0, -1):
        with pytest.raises(ValueError, match="n_goods"):
            ring_economy(bad, n_suppliers=1, inputs=0.5)
    with pytest.raises(TypeError, match="n_suppliers"):
        ring_economy(3, n_suppliers=1.5, inputs=0.5)
    with pytest.raises(ValueError, match="n_suppliers must be at most n_goods"):
        ring_economy(3, n_suppliers=4, inputs=0.5)
