"""Tests for models/history/growth_errors.py, on invented data and on the real file."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.history.growth_errors import (
    fit_line,
    read_forecasts,
    samples,
    simulate_errors,
)

ROOT = Path(__file__).parents[2]
RESULTS = json.loads((ROOT / "results/history/austerity.json").read_text())
DATA = os.environ.get("BOOK_DATA")
needs_data = pytest.mark.skipif(
    not DATA, reason="BOOK_DATA names no folder with the growth forecasts"
)
NAN = float("nan")
points = st.lists(
    st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=4, max_size=30
).filter(lambda p: np.ptp([x for x, _ in p]) > 0.1)

TABLE = {  # of our oracles: n, constant, slope, HC1 error of the slope, R squared
    "europe": (19, 0.8381, -1.0311, 0.2952, 0.4771),
    "no_greece": (18, 0.9037, -0.6763, 0.2777, 0.2180),
    "no_germany": (18, 0.7694, -0.9853, 0.3601, 0.4111),
    "neither": (17, 0.7459, -0.5040, 0.2930, 0.1113),
    "box": (22, 0.6409, -1.0377, 0.2816, 0.4584),
    "all": (24, 0.1752, -0.6755, 0.4151, 0.2259),
}


def real():
    path = Path(DATA) / "blanchard_leigh" / "giles_2012_replication.csv"
    return read_forecasts(path)


@pytest.mark.parametrize("sample", TABLE)
def test_published_table_stands_in_the_results(sample):
    line = RESULTS["lines"][sample]
    n, *others = TABLE[sample]
    assert line["n"] == n
    found = [line[key] for key in ("constant", "slope", "slope_error", "r_squared")]
    assert found == pytest.approx(others, abs=1.01e-4)


@needs_data
def test_published_results_are_computed_again():
    forecasts = real()
    for name, countries in samples(forecasts).items():
        fit = forecasts.of(countries)
        for key, value in RESULTS["lines"][name].items():
            assert getattr(fit, key) == pytest.approx(value, abs=1e-12)


@needs_data
def test_published_samples_are_those_of_the_table():
    chosen = samples(real())
    assert set(chosen["europe"]) == {
        "Austria", "Belgium", "Cyprus", "Denmark", "Finland", "France", "Germany",
        "Greece", "Ireland", "Italy", "Malta", "Netherlands", "Norway", "Portugal",
        "Slovak Republic", "Slovenia", "Spain", "Sweden", "United Kingdom",
    }  # fmt: skip
    four = {"Australia", "Canada", "Japan", "United States"}
    assert set(chosen["box"]) == set(chosen["europe"]) - {"Norway"} | four


def test_published_results_hold_no_country_numbers():
    text = json.dumps(RESULTS)
    assert "Portugal" not in text
    assert set(RESULTS) == {"file", "sha256", "lines", "one_left_out"}


def test_limit_points_on_a_line_leave_no_doubt():
    x = np.array([-1.0, 0.0, 2.0, 5.0])
    fit = fit_line(x, 0.5 - 1.2 * x)
    assert (fit.constant, fit.slope, fit.r_squared) == pytest.approx((0.5, -1.2, 1))
    assert fit.slope_error == pytest.approx(0, abs=1e-12)


def test_limit_the_right_multiplier_leaves_a_flat_line():
    cuts = np.linspace(-2, 5, 400)
    rng = np.random.default_rng(1)
    errors = simulate_errors(cuts, multiplier=1.2, assumed=1.2, noise=1, rng=rng)
    fit = fit_line(cuts, errors)
    assert abs(fit.slope) < 4 * fit.slope_error


def test_second_way_the_slope_of_invented_data_is_the_error_of_the_multiplier():
    cuts = np.linspace(-2.6, 5.3, 19)
    rng = np.random.default_rng(2013)
    slopes = [
        fit_line(
            cuts, simulate_errors(cuts, multiplier=1.5, assumed=0.5, noise=2, rng=rng)
        ).slope
        for _ in range(2000)
    ]
    error = np.std(slopes) / np.sqrt(len(slopes))
    assert abs(np.mean(slopes) - (0.5 - 1.5)) < 4 * error


@given(points)
def test_second_way_matrices_and_the_sandwich(p):
    x, y = np.array(p).T
    design = np.column_stack([np.ones_like(x), x])
    bread = np.linalg.inv(design.T @ design)
    beta = np.linalg.lstsq(design, y, rcond=None)[0]
    left = y - design @ beta
    n = x.size
    meat = design.T @ np.diag(left**2) @ design
    robust = np.sqrt(np.diag(bread @ meat @ bread) * n / (n - 2))
    classical = np.sqrt(left @ left / (n - 2) * bread[1, 1])
    fit = fit_line(x, y)
    assert [fit.constant, fit.slope] == pytest.approx(beta, abs=1e-7)
    found = [fit.constant_error, fit.slope_error]
    assert found == pytest.approx(robust, abs=1e-7)
    assert fit.slope_error_classical == pytest.approx(classical, abs=1e-7)


@given(points, st.floats(-3, 3), st.floats(0.2, 3))
def test_property_shifting_and_stretching_the_errors(p, shift, factor):
    x, y = np.array(p).T
    before, after = fit_line(x, y), fit_line(x, shift + factor * y)
    assert after.slope == pytest.approx(factor * before.slope, abs=1e-6)
    assert after.constant == pytest.approx(shift + factor * before.constant, abs=1e-6)
    assert after.slope_error == pytest.approx(factor * before.slope_error, abs=1e-6)


def test_property_the_same_seed_gives_the_same_errors():
    dials = {"multiplier": 1, "assumed": 0.5, "noise": 1}
    one, two = (
        simulate_errors([1.0, 2.0], rng=np.random.default_rng(3), **dials)
        for _ in range(2)
    )
    assert (one == two).all()


@pytest.mark.parametrize(
    ("cuts", "errors", "name"),
    [
        ([], [1, 2, 3], "cuts"),
        ([1, 2, NAN], [1, 2, 3], "cuts"),
        ([1, 2, 3], [1, 2], "errors"),
        ([1, 2], [1, 2], "errors"),
        ([1, 1, 1], [1, 2, 3], "cuts must not all be alike"),
    ],
)
def test_bad_points(cuts, errors, name):
    with pytest.raises(ValueError, match=name):
        fit_line(cuts, errors)


@pytest.mark.parametrize("name", ["multiplier", "assumed", "noise"])
def test_bad_simulation(name):
    good = {"multiplier": 1, "assumed": 0.5, "noise": 1}
    with pytest.raises(ValueError, match=name):
        simulate_errors([1.0], rng=np.random.default_rng(1), **good | {name: NAN})
