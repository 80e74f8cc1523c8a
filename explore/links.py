"""Links to a state of a figure, such as ``page.html#fig=crowd&competence=60%25``.

They hold the values as the page prints them, never positions: a link either means what
it meant when it was copied, or is refused. The page's script writes them, and refuses
the same ones.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode

__all__ = ["fragment", "parse_link"]

MOST_CHARACTERS = 2000  # of a fragment; explore-reader.js has the same


def parse_link(url: str) -> tuple[str, dict[str, str]]:
    """Return the figure's name and the printed values that ``url`` holds.

    Parameters
    ----------
    url : str
        What "Copy link" gave; what stands before the ``#`` does not matter.

    Returns
    -------
    figure : str
        The figure's name.
    values : dict of str to str
        Control name to value as printed. ``Explorer.at(**values)`` takes them, checks
        them and returns the state.

    Raises
    ------
    ValueError
        When ``url`` is no such link: no ``fig``, a name twice, or far too long.

    Examples
    --------
    >>> parse_link("jury_theorem.html#fig=crowd&competence=60%25&n_voters=1%2C001")
    ('crowd', {'competence': '60%', 'n_voters': '1,001'})
    """
    parts = str(url).partition("#")[2]
    pairs = parse_qsl(parts[: MOST_CHARACTERS + 1], keep_blank_values=True)
    values = dict(pairs)
    figure = values.pop("fig", "")
    if not figure or len(values) + 1 < len(pairs) or len(parts) > MOST_CHARACTERS:
        raise ValueError(
            "url must be a link to a figure's state, such as page.html#fig=crowd&n=51, "
            f"with each name once and at most {MOST_CHARACTERS} characters after the "
            f"#, got {str(url)[:200]!r}"
        )
    return figure, values


def fragment(figure: str, values: Mapping[str, str]) -> str:
    """Return what stands after the ``#`` in a link to ``figure`` at printed values.

    >>> fragment("crowd", {"competence": "60%", "town": "Świecie"})
    'fig=crowd&competence=60%25&town=%C5%9Awiecie'
    """
    return urlencode({"fig": figure} | dict(values), quote_via=quote, safe="!'()*")
