"""A question before the answer: what the reader guesses, and what the model gives."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

__all__ = ["Predict"]


@dataclass(frozen=True)
class Predict:
    """Ask the reader for a guess before the figure shows its answer.

    On the static page a small form covers the marks and the readout until the reader
    compares or asks to be shown; then the controls go to ``at``, and a sentence says
    both the guess and the model's answer. In a live kernel it does nothing.

    Parameters
    ----------
    ask : str
        The question, of a single thing.
    answer : str
        The model's answer, filled as the figure's ``say`` is, from the state ``at``:
        a piece of a sentence without its full stop, such as ``"{majority}"``.
    at : mapping
        Values of the controls that the question is about; the others at their start.
    options : sequence of str
        What the reader chooses among; or else
    within : (low, high)
        the range of the number that the reader types, both ends included.
    unit : str
        What follows the number, such as ``"%"`` or ``" voters"``.
    keep : sequence of str
        Marks that stay in sight: what is given, not what is asked.

    Examples
    --------
    >>> Predict("How often is a crowd of 101 right?", answer="{majority}",
    ...         at={"n_voters": 101}, within=(0, 100), unit="%").kind
    'number'
    """

    ask: str
    _: KW_ONLY
    answer: str
    at: Mapping[str, Any] = field(default_factory=dict)
    options: Sequence[str] = ()
    within: tuple[float, float] | None = None
    unit: str = ""
    keep: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not self.ask.strip() or not self.answer.strip():
            raise ValueError("ask and answer must say something")
        if bool(self.options) == (self.within is not None):
            raise ValueError("a guess needs options, or a range within, and not both")
        if self.options and not 2 <= len(set(self.options)) == len(self.options):
            raise ValueError(
                f"options must be two or more that differ, got {self.options}"
            )
        if self.within and not self.within[0] < self.within[1]:
            raise ValueError(f"within must be (low, high), got {self.within}")

    @property
    def kind(self) -> str:
        """``"choice"`` or ``"number"``."""
        return "choice" if self.options else "number"
