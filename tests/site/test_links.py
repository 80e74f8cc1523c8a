"""Links to a state, and reset: from the page to the page, and to Python."""

import random

import pytest

from explore import parse_link
from tests.explore.figures import BAD_FRAGMENTS, GUESS, bars, lines
from tests.site.reader import ANSWER, drawn, press, seen, write_page
from tests.site.test_figures import FIGURES, expected, move, moving_parts

STALE = "This link does not fit this page (it may be old), so the figure stands"
OTHER = "#fig=lines&slope=0.0&shift=0.4&x=1"  # a link that fits, to some other state


@pytest.mark.parametrize("figure", FIGURES)
def test_copied_link_gives_the_state_here_and_in_python(page, figure, tmp_path, errors):
    explorer = figure()
    address = write_page([bars(name="first"), explorer], tmp_path)
    page.goto(address)
    rng = random.Random(2)
    at = {c.name: rng.randrange(len(c.values)) for c in explorer.controls}
    move(page, explorer, at)
    assert page.url == address, "written by Copy link only"
    shown = page.locator(f"#fig-{explorer.name}")
    shown.get_by_role("button", name="Copy link").click()
    page.locator(".told", has_text="ink").wait_for()
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    name, values = parse_link(link)
    assert name == explorer.name
    assert list(values) == [c.name for c in explorer.controls]
    state = explorer.at(**values)
    assert state.controls == {c.name: c.values[at[c.name]] for c in explorer.controls}
    assert shown.locator(".say").text_content() == explorer.sentence(state)
    marks = shown.locator("g.marks").evaluate_all("gs => gs.map(g => g.innerHTML)")
    assert moving_parts("".join(marks)) == expected(explorer, state)[0]
    assert shown.locator(".note").text_content() == ""
    page.wait_for_function(
        "id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 2"
        " || innerHeight + scrollY >= document.documentElement.scrollHeight - 1",
        arg=f"fig-{explorer.name}",
    )
    assert errors == []


@pytest.mark.parametrize("when", ["opened", "changed"])
def test_bad_link_gives_the_start_and_a_message(page, when, tmp_path, errors):
    address = write_page([lines(predict=GUESS)], tmp_path)
    explorer, count = lines(), "document.querySelectorAll('*').length"
    start, _, said = expected(explorer, explorer.at())
    page.goto(address)
    elements = page.evaluate(count)
    for name, fragment in BAD_FRAGMENTS.items():
        if when == "changed":
            page.goto(address + OTHER)
            page.locator(".say", has_text="At 1 the line is 0.40").wait_for()
        else:
            page.goto("about:blank")
        page.goto(f"{address}#{fragment}")
        page.locator(".note", has_text=STALE).wait_for()
        assert page.locator(".note").is_visible(), name
        assert drawn(page) == start, name
        assert seen(page, *ANSWER) == [*ANSWER], name
        assert page.locator(".say").text_content() == said, name
        assert page.evaluate(count) == elements, name
        assert page.title() == "Figures", name
        assert errors == [], name


@pytest.mark.parametrize("name", ["other", "lines-slope", "<script>", "__proto__", ""])
def test_link_to_a_figure_that_is_not_here_says_so_at_the_first(page, name, tmp_path):
    address = write_page([lines(), bars()], tmp_path)
    page.goto(f"{address}#fig={name}&slope=0.2")
    assert STALE in page.locator("#fig-lines .note").text_content()
    assert page.locator("#fig-bars .note").text_content() == ""
    start = lines().sentence(lines().at())
    assert page.locator("#fig-lines .say").text_content() == start


@pytest.mark.parametrize("anchor", ["place", "slope=0.2", "figure=lines", "%", ""])
def test_other_fragments_are_left_alone(page, anchor, tmp_path, errors):
    before = '<p id="place">Here</p><div style="height: 3000px"></div>'
    address = write_page([lines(predict=GUESS)], tmp_path, before)
    page.goto(f"{address}#{anchor}")
    page.wait_for_timeout(200)
    assert page.locator(".note").text_content() == ""
    assert not page.locator(".say").is_visible(), "the question is still asked"
    assert page.evaluate("scrollY") < 500
    assert page.url.endswith(f"#{anchor}")
    assert errors == []


def test_link_on_the_page_moves_the_figure(page, tmp_path, errors):
    link = '<a href="#fig=lines&amp;slope=0.2&amp;x=100">steeper</a>'
    page.goto(write_page([lines()], tmp_path, link))
    page.get_by_role("link").click()
    page.locator(".say", has_text="At 100 the line is 0.60").wait_for()
    page.go_back()
    assert errors == []


def test_message_goes_with_reset_and_with_the_next_move(page, tmp_path):
    address = write_page([lines()], tmp_path)
    page.goto(address + "#fig=lines&slope=7")
    press(page, "Reset")
    assert page.locator(".note").text_content() == ""
    page.goto(address + "#fig=lines&slope=8")
    page.locator(".note", has_text=STALE).wait_for()
    page.locator("#fig-lines-slope").press("End")
    assert page.locator(".note").text_content() == ""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_page_scrolls_smoothly_only_where_motion_is_welcome(page, motion, tmp_path):
    page.emulate_media(reduced_motion=motion)
    page.add_init_script(
        "Element.prototype.scrollIntoView = how => { window.how = how.behavior }"
    )
    page.goto(write_page([lines()], tmp_path) + "#fig=lines&slope=0.2")
    assert page.evaluate("how") == ("instant" if motion == "reduce" else "smooth")
    assert page.evaluate("document.activeElement.id") == "fig-lines"


def test_copied_link_is_in_the_clipboard(page, tmp_path):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard',"
        "{value: {writeText: async text => { window.copied = text }}})"
    )
    page.goto(write_page([lines()], tmp_path))
    press(page, "Copy link")
    page.locator(".told", has_text="Link copied.").wait_for()
    assert page.evaluate("copied") == page.url
    assert page.url.endswith("#fig=lines&slope=0.1&shift=0.2&x=10")
    assert not page.locator(".tools input").is_visible()
    page.locator("#fig-lines-slope").press("End")
    assert page.locator(".told").text_content() == "", "of another state"


@pytest.mark.parametrize(
    "clipboard", ["undefined", "{writeText: () => Promise.reject(Error('no'))}"]
)
def test_without_a_clipboard_the_link_is_shown(page, clipboard, tmp_path, errors):
    page.add_init_script(
        f"Object.defineProperty(navigator, 'clipboard', {{value: {clipboard}}})"
    )
    page.goto(write_page([lines()], tmp_path))
    press(page, "Copy link")
    field = page.get_by_role("textbox", name="Link to this state")
    field.wait_for()
    assert field.input_value() == page.url
    assert page.evaluate("getSelection().toString()") == page.url
    assert errors == []


@pytest.mark.parametrize("figure", [lines, bars])
def test_reset_puts_every_control_to_its_start(page, figure, tmp_path):
    explorer = figure()
    page.goto(write_page([explorer], tmp_path))
    move(page, explorer, {c.name: len(c.values) - 1 for c in explorer.controls})
    assert drawn(page) != expected(explorer, explorer.at())[0]
    press(page, "Reset")
    assert drawn(page) == expected(explorer, explorer.at())[0]
    assert page.locator(".say").text_content() == explorer.sentence(explorer.at())
