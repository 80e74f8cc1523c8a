"""Input checks shared by all models: the cleaned value back, or a named error."""

import operator

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["check_count", "check_number", "check_numbers", "check_probabilities"]


def check_count(value: int, name: str, *, at_least: int = 1) -> int:
    """Return ``value`` as an int of at least ``at_least``; 3.0 and True are refused."""
    try:
        count = operator.index(value)
    except TypeError:
        count = None
    if count is None or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, got {value!r}")
    if count < at_least:
        raise ValueError(f"{name} must be at least {at_least}, got {value}")
    return count


def check_number(
    value: float, name: str, *, at_least: float = -np.inf, at_most: float = np.inf
) -> float:
    """Return ``value`` as a float within the bounds; nan is refused."""
    if np.ndim(value) != 0:
        raise TypeError(f"{name} must be one number, got {value!r}")
    number = float(_as_floats(value, name))
    if not at_least <= number <= at_most:
        raise ValueError(f"{name} must lie in [{at_least}, {at_most}], got {value!r}")
    return number


def check_numbers(value: ArrayLike, name: str) -> NDArray[np.float64]:
    """Return a non-empty list of numbers as a new array; nan is refused."""
    array = _as_floats(value, name)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"{name} must be a non-empty list of numbers, got {value!r}")
    if np.isnan(array).any():
        raise ValueError(f"{name} must not contain nan, got {value!r}")
    return array


def check_probabilities(value: ArrayLike, name: str) -> NDArray[np.float64]:
    """Return a non-empty list of numbers, all within [0, 1], as a new array."""
    array = check_numbers(value, name)
    if not np.all((array >= 0) & (array <= 1)):
        raise ValueError(f"{name} must lie in [0, 1], got {value!r}")
    return array


def _as_floats(value: ArrayLike, name: str) -> NDArray[np.float64]:
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        array = np.array(None)
    if array.dtype.kind not in "iuf":  # no text, no truth values, no complex numbers
        raise TypeError(f"{name} must be numeric, got {value!r}")
    return array.astype(float)  # a copy
