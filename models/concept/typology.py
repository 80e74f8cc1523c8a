"""Typology: when is a government technocratic, and how far is a body insulated?

Equations   type = (led by a technocrat?) x (share of technocrat ministers > m?)
            x (full remit?); insulation I = sum_j w_j s_j / (3 sum_j w_j), steps s_j;
            share of all weightings with I_a > I_b: Pr(sum_j d_j E_j > 0),
            d = s_a - s_b, E_j independent exponentials
Source      types [mcdonnell2014defining]; profile and share of weightings are our own
Leaves out  what governments and bodies do with their power, and how well; informal
            influence; who counts as an expert, and by whose word
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from models.validation import check_number, check_numbers

__all__ = [
    "MAJORITY",
    "N_STEPS",
    "TYPES",
    "Body",
    "Government",
    "Question",
    "classify",
    "count_types",
    "insulation",
    "possible_types",
    "read_bodies",
    "read_governments",
    "read_questions",
    "share_of_weightings",
]

TYPES = (
    "partisan",
    "technocrat-led partisan caretaker",
    "technocrat-led partisan",
    "technocratic caretaker",
    "full technocratic",
)
MAJORITY = 0.5  # more than this share of ministers makes a technocratic composition
N_STEPS = 4  # of each question of an insulation profile: 0, 1, 2, 3
ANSWERS = {"yes": (True,), "no": (False,), "open": (True, False)}
REMITS = {"full": (True,), "caretaker": (False,), "open": (True, False)}


@dataclass(frozen=True, slots=True)
class Government:
    """One government, with whatever is not settled about it left open."""

    country: str
    head: str  # the prime minister
    start: date
    end: date
    led: str  # by a technocrat? "yes", "no" or "open"
    share: tuple[float, float]  # of technocrats among ministers: at least, at most
    remit: str  # "full", "caretaker" or "open"
    seen: str  # the best kind of source seen
    doubt: str  # what is not settled; may be empty

    @property
    def months(self) -> float:
        """Time in office, in months of 365.25 / 12 days."""
        return (self.end - self.start).days * 12 / 365.25


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an insulation profile: what each of its steps means."""

    name: str
    asks: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that decides or advises, and its step on each question."""

    name: str
    steps: tuple[int, ...]
    institution: str = ""  # its name in the running city, if it is there


def classify(
    technocrat_prime_minister: bool,
    technocrat_minister_share: float,
    full_remit: bool,
    *,
    more_than: float = MAJORITY,
) -> str:
    """Return the type of a government: one of ``TYPES``.

    Parameters
    ----------
    technocrat_prime_minister : bool
        The head, when appointed, had held no office for a party, belonged to none, and
        was known for expertise of another kind.
    technocrat_minister_share : float
        Share of ministers of whom the same is true, 0 to 1.
    full_remit : bool
        The government may change the status quo; a caretaker may not.
    more_than : float
        The share, 0 to 1, that must be exceeded; the published rule is a majority.

    >>> classify(True, 1.0, True)
    'full technocratic'
    """
    led = _check_flag(technocrat_prime_minister, "technocrat_prime_minister")
    full = _check_flag(full_remit, "full_remit")
    share = check_number(
        technocrat_minister_share, "technocrat_minister_share", at_least=0, at_most=1
    )
    bar = check_number(more_than, "more_than", at_least=0, at_most=1)
    return TYPES[1 + 2 * (share > bar) + full] if led else TYPES[0]


def possible_types(government: Government, *, more_than: float = MAJORITY) -> set[str]:
    """Return every type that the government has under some answer to what is open.

    >>> monti = read_governments()[-4]
    >>> possible_types(monti)
    {'full technocratic'}
    """
    led, remit = ANSWERS[government.led], REMITS[government.remit]
    return {
        classify(*answers, more_than=more_than)
        for answers in product(led, government.share, remit)
    }


def count_types(
    governments: Iterable[Government], *, more_than: float = MAJORITY
) -> dict[str, tuple[int, int]]:
    """Return for each type how many governments have it surely, and at most.

    >>> count_types(read_governments()[-4:-3])["full technocratic"]
    (1, 1)
    """
    found = [possible_types(g, more_than=more_than) for g in governments]
    return {
        kind: (sum(types == {kind} for types in found), sum(kind in t for t in found))
        for kind in TYPES
    }


def insulation(steps: ArrayLike, weights: ArrayLike) -> float:
    """Return how far a body is from the citizens' hands: 0 within them, 1 out of reach.

    ``steps`` are whole numbers from 0 to 3, one a question; ``weights`` say how much
    each question matters, 0 or more and not all 0. Only their ratios count.

    >>> insulation([2, 2, 2, 2], [1, 1, 1, 1]) == 2 / 3
    True
    """
    s = _check_steps(steps, "steps")
    w = check_numbers(weights, "weights")
    if w.size != s.size:
        raise ValueError(f"weights must have one entry a step ({s.size}), got {w.size}")
    if not np.all(np.isfinite(w) & (w >= 0)) or w.sum() == 0:
        raise ValueError(f"weights must be 0 or more, not all 0, got {weights!r}")
    w = w / w.max()  # so that neither huge nor tiny weights lose their ratios
    return float(w @ s / w.sum() / (N_STEPS - 1))


def share_of_weightings(first: ArrayLike, second: ArrayLike) -> float:
    """Return under which share of all weightings ``first`` is the more insulated.

    All ways to split one unit of weight over the questions count the same. 1 means
    more insulated whatever the weights, 0 never; bodies with the same steps give 0.

    >>> share_of_weightings([2, 0], [0, 1]) == 2 / 3
    True
    """
    a, b = _check_steps(first, "first"), _check_steps(second, "second")
    if a.size != b.size:
        raise ValueError(f"second must have as many steps as first, got {second!r}")
    gaps = a - b
    return _race(list(gaps[gaps > 0]), list(-gaps[gaps < 0]))


def _race(ahead: list[float], behind: list[float]) -> float:
    """Return Pr(sum of ahead_i E_i > sum of behind_j E_j), E independent exponentials.

    Let one term of each side run: a E > b E' has chance a / (a + b), and whatever is
    left of the longer is again exponential. So drop the shorter one and go on.
    """
    if not ahead or not behind:
        return 1.0 if ahead else 0.0
    a, b = ahead[0], behind[0]
    won, lost = _race(ahead, behind[1:]), _race(ahead[1:], behind)
    return float((a * won + b * lost) / (a + b))


def read_governments() -> list[Government]:
    """Return the table of governments, by the day they began."""
    rows = _read_table("government")
    return [Government(**row | {"share": tuple(row["share"])}) for row in rows]


def read_questions() -> list[Question]:
    """Return the four questions of an insulation profile."""
    return [
        Question(**q | {"steps": tuple(q["steps"])}) for q in _read_table("question")
    ]


def read_bodies() -> list[Body]:
    """Return typical bodies, then bodies of the running city, with their steps."""
    return [Body(**row | {"steps": tuple(row["steps"])}) for row in _read_table("body")]


def _read_table(name: str) -> Sequence[dict]:
    file = Path(__file__).with_name("typology.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))[name]


def _check_flag(value: bool, name: str) -> bool:
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be True or False, got {value!r}")
    return bool(value)


def _check_steps(value: ArrayLike, name: str) -> np.ndarray:
    steps = check_numbers(value, name)
    if not np.all(np.isin(steps, np.arange(N_STEPS))):
        raise ValueError(f"{name} must be 0, 1, 2 or 3, got {value!r}")
    return steps
