"""Guess first: the cover, the comparison, and who is not asked; in a browser."""

import pytest

from explore import Predict
from tests.explore.figures import GUESS, lines
from tests.site.reader import ANSWER, drawn, press, seen, write_page
from tests.site.test_figures import expected

GIVEN = ("svg path.band", "svg text", ".controls", ".legend", ".tools", "figcaption")


@pytest.fixture
def asking(page, tmp_path, errors):
    """Open the page of a figure that asks first."""
    page.goto(write_page([lines(predict=GUESS)], tmp_path))
    yield page
    assert errors == []


def test_answer_is_covered_and_nothing_else(asking):
    assert seen(asking, *ANSWER) == []
    assert seen(asking, *GIVEN) == [*GIVEN]
    assert asking.locator(":disabled").count() == 0


def test_comparing_says_both_and_shows_the_state_that_was_asked_about(asking):
    asking.get_by_role("spinbutton").fill("0.50")
    press(asking, "Compare")
    state = lines().at(**GUESS.at)
    answer = lines().sentence(state, GUESS.answer)
    said = asking.locator(".answer")
    assert said.text_content() == f"Your guess: 0.5 m. The model: {answer}."
    assert said.evaluate("el => el === document.activeElement"), "read out by focus"
    drawing, _, sentence = expected(lines(), state)
    assert drawn(asking) == drawing
    assert asking.locator(".say").text_content() == sentence
    assert seen(asking, *ANSWER) == [*ANSWER]
    assert not asking.get_by_role("button", name="Compare").is_visible()


def test_show_me_says_the_models_answer_alone(asking):
    press(asking, "Show me")
    assert asking.locator(".answer").text_content() == "The model: it is 0.60."
    assert asking.locator(".say").is_visible()


@pytest.mark.parametrize("guess", ["", "1.01", "-2", "1e9"])
def test_no_guess_or_one_out_of_range_is_asked_again(asking, guess):
    asking.get_by_role("spinbutton").fill(guess)
    press(asking, "Compare")
    assert not asking.locator(".say").is_visible()
    assert asking.evaluate("!document.querySelector('[type=number]').validity.valid")
    assert asking.get_by_role("spinbutton").evaluate(
        "el => el === document.activeElement"
    )


def test_guess_among_options_by_keyboard_alone(page, tmp_path, errors):
    predict = Predict("Which?", options=["a", "b"], answer="{line}")
    page.goto(write_page([lines(predict=predict)], tmp_path))
    assert page.get_by_role("radiogroup", name="Which?").count() == 1
    for key in ("Tab", "Space", "ArrowDown", "Tab", "Enter"):
        page.keyboard.press(key)
    assert page.locator(".answer").text_content() == "Your guess: b. The model: 0.30."
    page.keyboard.press("Tab")
    on = page.evaluate("document.activeElement.id")
    assert on == "fig-lines-slope", "the keyboard goes on to the controls"
    assert errors == []


def test_controls_move_under_the_cover_and_nothing_is_spoken(asking):
    asking.locator("#fig-lines-slope").focus()
    asking.keyboard.press("End")
    assert drawn(asking) == expected(lines(), lines().at(slope=0.2))[0]
    asking.wait_for_function("document.querySelector('.speech').textContent !== ''")
    assert "0.40" not in asking.locator("figure").aria_snapshot()
    press(asking, "Show me")
    assert "0.60" in asking.locator("figure").aria_snapshot()


def test_question_has_its_name_and_role(asking):
    tree = asking.locator("form").aria_snapshot()
    assert '- spinbutton "How high is the line at 100? m (from -1 to 1)"' in tree
    assert '- button "Compare"' in tree
    assert '- button "Show me"' in tree


def test_guess_stays_in_the_page(asking):
    before, asked = asking.url, []
    asking.on("request", lambda request: asked.append(request.url))
    asking.get_by_role("spinbutton").fill("0.5")
    press(asking, "Compare")
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert asking.evaluate(kept) == [0, 0, ""]
    assert (asking.url, asked) == (before, [])
    asking.reload()
    assert asking.get_by_role("spinbutton").input_value() == ""
    assert not asking.locator(".say").is_visible(), "asked anew"


def test_print_skips_the_question(asking):
    asking.emulate_media(media="print")
    assert seen(asking, *ANSWER) == [*ANSWER]
    assert seen(asking, "form", ".tools", ".controls") == []


def test_without_a_script_nothing_is_asked_or_offered(browser, tmp_path):
    url = write_page([lines(predict=GUESS)], tmp_path)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(url)
        assert seen(page, *ANSWER) == [*ANSWER]
        assert page.get_by_role("button").count() == 0


@pytest.mark.parametrize("way", ["link", "data", "drawing"])
def test_who_asks_for_the_state_is_not_asked(asking, way):
    if way == "link":
        asking.goto(asking.url + "#fig=lines&slope=0.0")
    else:
        with asking.expect_download():
            press(asking, "CSV" if way == "data" else "SVG")
    assert asking.locator(".say").is_visible()
    assert not asking.locator("form").is_visible()
