"""What a reader can move: a slider over listed values, a choice among names."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

__all__ = ["Choice", "Control", "Slider"]


@dataclass(frozen=True)
class Control:
    """What sliders and choices share.

    Parameters
    ----------
    name, label : str
        The model's keyword; the words on the page.
    values : sequence
        Every position, as the model gets it; the page holds one state for each.
    start : object
        The position that poses the puzzle; one of ``values``.
    text : str
        The format in which a value is printed, such as ``"{:.0%}"``.
    """

    name: str
    label: str
    _: KW_ONLY
    values: Sequence[Any]
    start: Any
    text: str = "{}"
    along = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", list(self.values))
        if len(self.values) < 2 or len(set(self.texts)) != len(self.values):
            raise ValueError(
                f"{self.name}: values must be two or more that print differently, "
                f"got {self.texts}"
            )
        if self.start not in self.values:
            raise ValueError(
                f"{self.name}: start must be one of its values, got {self.start!r}"
            )

    @property
    def texts(self) -> list[str]:
        """Every value as printed."""
        return [self.text.format(value) for value in self.values]

    def read(self, value: Any) -> Any:
        """Return ``value``, or the value that is printed as the text ``value``."""
        if not isinstance(value, str):
            return value
        if value in self.texts:
            return self.values[self.texts.index(value)]
        if value in self.values:
            return value
        raise ValueError(f"{self.name} must be one of {self.texts}, got {value!r}")

    @property
    def first(self) -> int:
        """Where ``start`` stands among the values."""
        return self.values.index(self.start)


@dataclass(frozen=True)
class Slider(Control):
    """A native range input; fields of :class:`Control` and two of its own.

    Parameters
    ----------
    along : bool or {"x", "y"}
        The slider walks along the marks' x (True is short for it) or y: its values
        are exactly that x or y, and the model does not get it.
    fine : number or None
        Step in a live kernel, from the first value to the last; None keeps the
        listed values there too.
    play : bool
        A button on the page moves the slider on by itself, until it is pressed again
        or the reader moves anything; not for readers who asked for less motion.
    """

    _: KW_ONLY
    along: bool | str = ""
    fine: float | None = None
    play: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        along = {True: "x", False: ""}.get(self.along, self.along)
        if along not in ("", "x", "y"):
            raise ValueError(
                f"{self.name}: along must be True, 'x' or 'y', got {self.along!r}"
            )
        object.__setattr__(self, "along", along)


@dataclass(frozen=True)
class Choice(Control):
    """Radio buttons; fields of :class:`Control`."""
