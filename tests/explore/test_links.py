"""Tests for links to a state: what the page wrote is read, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explore import Choice, Slider, parse_link
from explore.links import MOST_CHARACTERS, fragment
from explore.page import render
from tests.explore.figures import BAD_FRAGMENTS, HOSTILE_WORDS, bars, hostile, lines

NAMES = st.from_regex(r"[a-z_]{1,9}", fullmatch=True).filter("fig".__ne__)


def test_link_is_read():
    url = "https://example.org/a.html?b=1#fig=lines&slope=0.2&x=100"
    assert parse_link(url) == ("lines", {"slope": "0.2", "x": "100"})


def test_printed_values_become_the_models_values():
    figure, values = parse_link("a.html#fig=lines&slope=0.2&x=100")
    state = lines(name=figure).at(**values)
    assert state.controls == {"slope": 0.2, "shift": 0.2, "x": 100}
    # by hand: 0.2 + 0.2 * log10(1, 10, 100)
    assert state.marks["line"] == pytest.approx([0.2, 0.4, 0.6])


def test_printed_form_may_differ_from_the_value():
    slider = Slider("p", "P", values=[0.5, 0.6], start=0.5, text="{:.0%}")
    assert slider.read("60%") == 0.6
    assert slider.read(0.61) == 0.61, "a kernel may leave the grid"


def test_text_of_one_value_that_is_another_value_is_a_text():
    choice = Choice("c", "C", values=["a", "ab"], start="a", text="{}b")
    assert choice.read("ab") == "a", "links hold what is printed"
    assert choice.read("a") == "a"


@given(values=st.dictionaries(NAMES, st.text(max_size=20), max_size=5))
def test_property_what_is_written_is_read(values):
    assert parse_link("page.html#" + fragment("crowd", values)) == ("crowd", values)


@pytest.mark.parametrize("name", BAD_FRAGMENTS)
def test_bad_link_is_a_value_error(name):
    with pytest.raises(ValueError, match=r"url must be|controls are|must be one of"):
        lines().at(**parse_link("a.html#" + BAD_FRAGMENTS[name])[1])


@pytest.mark.parametrize("url", ["", "#", "a.html", "#fig-lines", "#slope=0.2", None])
def test_what_is_no_link_is_refused(url):
    with pytest.raises(ValueError, match=r"url must be a link .*fig=crowd&n=51.* got"):
        parse_link(url)


def test_refusal_does_not_repeat_a_long_link_nor_its_control_characters():
    with pytest.raises(ValueError, match="url must be") as error:
        parse_link("#fig=a&b=\u202e" + "c" * 100_000)
    assert len(str(error.value)) < 500
    assert "\u202e" not in str(error.value)


def test_longest_link_is_read_and_one_more_character_is_not():
    longest = "fig=a&b=" + "c" * (MOST_CHARACTERS - len("fig=a&b="))
    assert parse_link("#" + longest)[0] == "a"
    with pytest.raises(ValueError, match="at most 2000 characters"):
        parse_link("#" + longest + "c")


def test_figure_whose_links_are_too_long_stops_the_build():
    values = ["c" * MOST_CHARACTERS, "d"]
    rule = Choice("rule", "Rule", values=values, start="d")
    with pytest.raises(ValueError, match="figure 'bars': a link to a state has more"):
        render(bars(controls=[rule, bars().controls[1]]))


def test_control_named_fig_stops_the_build():
    control = Slider("fig", "Fig", values=[1, 2], start=1)
    with pytest.raises(ValueError, match="no control may be named 'fig'"):
        render(lines(controls=[*lines().controls, control], model=no_fig))


def no_fig(*, fig, **values):
    return lines().model(**values)


@pytest.mark.parametrize("name", sorted(set(HOSTILE_WORDS) - {"long"}))
def test_hostile_value_goes_through_a_link_unharmed(name):
    figure, values = parse_link(
        "#" + fragment("hostile", {"rule": HOSTILE_WORDS[name]})
    )
    assert figure == "hostile"
    state = hostile(HOSTILE_WORDS[name]).at(**values)
    assert state.controls["rule"] == HOSTILE_WORDS[name]
