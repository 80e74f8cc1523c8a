"""Guess, links and downloads for every reader, whatever the words of a figure are."""

import gzip
from xml.etree import ElementTree

import pytest

from explore import Predict
from tests.explore.figures import GUESS, HOSTILE_WORDS, bars, hostile, lines
from tests.site.reader import STATIC, download, press, write_page
from theme.check import SETTINGS, look


@pytest.mark.parametrize("name", HOSTILE_WORDS)
def test_hostile_word_does_nothing_anywhere(page, name, tmp_path, errors):
    word = HOSTILE_WORDS[name]
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(write_page([hostile(word)], tmp_path))
    page.get_by_role("radiogroup").get_by_role("radio").first.check()
    press(page, "Compare")
    said = f"Your guess: {word}. The model: {word}."
    assert page.locator(".answer").text_content() == said
    assert word.replace('"', '""') in download(page, "CSV")[1]
    ElementTree.fromstring(download(page, "SVG")[1])
    press(page, "Copy link")
    page.locator(".told", has_text="ink").wait_for()
    link = page.url
    press(page, "Reset")
    page.goto("about:blank")
    page.goto(link)
    assert page.locator(".note").text_content() == ""
    assert page.locator(".say").text_content().endswith(word)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.title() == "Figures"
    assert page.locator("figure img, figure b, figure a, figure iframe").count() == 0
    assert page.locator("script").count() == 3
    assert errors == []


@pytest.mark.parametrize(("scheme", "width"), SETTINGS)
@pytest.mark.parametrize("fragment", ["", "#fig=lines&slope=9"])
def test_every_reader_can_use_them(browser, tmp_path, scheme, width, fragment):
    page = write_page([lines(predict=GUESS), bars()], tmp_path)
    assert look(browser, page + fragment, scheme, width) == []


def test_targets_are_large_enough_on_a_phone(page, tmp_path):
    page.set_viewport_size({"width": 360, "height": 740})
    choice = Predict("Which?", options=["a", "b"], answer="{here[0]}")
    figures = [lines(predict=GUESS), bars(predict=choice)]
    page.goto(write_page(figures, tmp_path))
    sizes = page.locator("input:visible, button:visible").evaluate_all(
        "els => els.map(e => (e.closest('label') ?? e).getBoundingClientRect())"
        ".map(r => Math.min(r.width, r.height))"
    )
    assert len(sizes) > 10
    assert min(sizes) >= 24, "WCAG 2.5.8: targets of at least 24 px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_scripts_stay_small():
    scripts = ("explore.js", "explore-reader.js")
    sizes = [len(gzip.compress((STATIC / name).read_bytes())) for name in scripts]
    assert sum(sizes) < 8_000, "bytes gzip"
