"""What a page says of itself: minutes, day, and how to cite it."""

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from pybtex.database import parse_string

from theme.colophon import cite, line, spelled

ROOT = Path(__file__).parents[2]
BOOK = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf8"))
WHERE = "chapters/history/coin"


def entry(**changes):
    """Return the fold, and its BibTeX as a reference manager reads it."""
    facts = {"title": "Is 1 < 2?", "day": "2026-11-05", "url": ""} | changes
    html = cite(ROOT, WHERE, **facts)
    bibtex = unescape(re.search(r"<pre>(.*?)</pre>", html, re.S)[1])
    (found,) = parse_string(bibtex, "bibtex").entries.values()
    return html, found


def test_a_day_is_spelled_out():
    assert spelled("2026-11-05") == "5 November 2026"


@pytest.mark.parametrize(
    ("minutes", "day", "words"),
    [
        ("60", "2026-11-05", "About 60 minutes, last changed 5 November 2026"),
        ("60", "", "About 60 minutes"),
        ("", "", ""),
    ],
)
def test_the_line_says_what_is_known(minutes, day, words):
    assert re.sub(r"<.*?>", "", line(minutes, day)) == words


def test_words_and_bibtex_name_the_edition():
    html, found = entry()
    assert f"version {BOOK['version']} of 5 November 2026." in html
    assert "Is 1 &lt; 2?" in html
    assert found.fields["title"] == "Is 1 < 2?"
    assert found.fields["booktitle"] == BOOK["title"]
    assert found.fields["year"] == "2026"
    assert found.fields["note"] == f"Version {BOOK['version']}, 2026-11-05"
    assert "url" not in found.fields
    assert f"{{{BOOK['authors'][0]['name']}}}" == str(found.persons["author"][0])


def test_an_address_is_given_once_it_is_known():
    html, found = entry(url="https://x.org/a.html?b&c")
    assert found.fields["url"] == "https://x.org/a.html?b&c"
    assert "b&amp;c" in html


def test_without_a_day_the_year_is_that_of_the_release():
    html, found = entry(day="")
    assert found.fields["year"] == str(BOOK["date-released"])[:4]
    assert "of 5" not in html


def test_a_book_without_citation_has_no_fold(tmp_path):
    assert cite(tmp_path, WHERE, "T", "", "") == ""
