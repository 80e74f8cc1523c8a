"""One look per role everywhere; theme/static/explore.css repeats the colours.

Colour never stands alone: each role has its own dash for lines and hatch for bars.
The order carries no rank, and no role is red or green. A tie has a look of its own.
"""

from typing import NamedTuple

from matplotlib.colors import to_hex, to_rgb

__all__ = ["ROLES", "Look", "tint"]


class Look(NamedTuple):
    """Colour on a light ground, colour on a dark one, dash of lines, hatch of bars."""

    light: str
    dark: str
    dash: tuple[float, ...]
    hatch: str


ROLES = {
    "citizens": Look("#0b6e99", "#6cc5ee", (), ""),
    "experts": Look("#a04a00", "#ffab5e", (6, 3), "//"),
    "outcome": Look("#5b5b66", "#c3c3cd", (1.5, 3), "||"),
    "third": Look("#6b3fa0", "#c7a6ff", (9, 3, 2, 3), "\\\\"),
    "fourth": Look("#5f6b00", "#cdd96a", (2, 2, 6, 2), "--"),
    "tie": Look("#6a6560", "#b8b2aa", (4, 2, 1, 2, 1, 2), "xx"),
}


def tint(role: str, opacity: float) -> str:
    """Return the role's light colour at an opacity on white, itself opaque.

    In SVG matplotlib forgets the opacity of a hatched fill, and the hatch is lost.
    """
    return to_hex([1 - opacity * (1 - part) for part in to_rgb(ROLES[role].light)])
