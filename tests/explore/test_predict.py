"""Tests for the question before the answer, and for what the page holds of it."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from explore import Predict, decode
from explore.live import LiveFigure
from explore.page import render
from tests.explore.figures import GUESS, HOSTILE_WORDS, bars, hostile, lines


def attribute(html, name):
    return unescape(re.search(rf'{name}="([^"]*)"', html)[1])


def test_answer_is_the_models_at_the_state_that_is_asked_about():
    html = render(lines(predict=GUESS))
    # by hand: 0.2 + 0.2 * log10(100)
    assert attribute(html, "data-answer") == "it is 0.60"
    assert attribute(html, "data-at") == "fig=lines&slope=0.2&shift=0.2&x=100"
    assert attribute(html, "data-keep") == "0"
    assert '<form class="predict" hidden' in html, "only the script shows it"


def test_figure_without_a_question_has_no_form():
    html = render(lines())
    assert "<form" not in html
    assert '<div class="tools" role="group" aria-label="This figure" hidden>' in html


def test_figure_of_tables_alone_has_no_drawing_to_download():
    table = bars().marks[2]

    def funded(**dials):
        return {"projects": bars().model(**dials)["projects"]}

    html = render(bars(marks=[table], stage=None, say="{rule}", model=funded))
    assert 'data-do="csv"' in html
    assert 'data-do="svg"' not in html


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"ask": " "}, "ask and answer must say something"),
        ({"answer": ""}, "ask and answer must say something"),
        ({"within": None}, "options, or a range within, and not both"),
        ({"options": ["a", "b"]}, "options, or a range within, and not both"),
        ({"options": ["a"], "within": None}, "two or more that differ, got .'a'"),
        ({"options": ["a", "a"], "within": None}, "two or more that differ"),
        ({"within": (1, 1)}, r"within must be \(low, high\), got \(1, 1\)"),
        ({"within": (0, float("nan"))}, r"within must be \(low, high\)"),
    ],
)
def test_ill_formed_question_is_refused(fields, why):
    given = {"ask": "How much?", "answer": "{line}", "within": (0, 1)} | fields
    with pytest.raises(ValueError, match=why):
        Predict(given.pop("ask"), **given)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"keep": ["lien"]}, r"predict keeps \['lien'\], but draws only \['band'"),
        ({"at": {"slop": 0.2}}, "controls are"),
        ({"at": {"slope": 0.15}}, r"must ask at a slope among \['0.0'"),
        ({"at": {"x": 11}}, "must ask at a x among"),
        ({"answer": "{nothing}"}, "no text goes there"),
    ],
)
def test_question_that_does_not_fit_the_figure_stops_the_build(fields, why):
    predict = Predict("How much?", **({"answer": "{line}", "within": (0, 1)} | fields))
    with pytest.raises(ValueError, match=why):
        render(lines(predict=predict))


def test_second_question_of_a_chapter_stops_the_build(monkeypatch):
    monkeypatch.setenv("BOOK_STATIC", "1")
    monkeypatch.setattr("explore.page._spent", {})
    lines(predict=GUESS)._repr_mimebundle_()
    bars()._repr_mimebundle_()  # a figure that asks nothing may follow
    with pytest.raises(ValueError, match=r"figure 'again': a chapter asks .* once"):
        lines(name="again", predict=GUESS)._repr_mimebundle_()


def test_live_figure_asks_nothing_and_needs_no_script():
    live = LiveFigure(lines(predict=GUESS))
    assert "At 10 the line is 0.30" in live._body.value
    assert "<form" not in live._body.value
    assert "<button" not in live._body.value
    live.inputs["slope"].value = 0.2
    assert "At 10 the line is 0.40" in live._body.value


class Reader(HTMLParser):
    """List the elements, and the attributes that run a script."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.handlers = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


@pytest.mark.parametrize("name", HOSTILE_WORDS)
def test_hostile_word_adds_no_element_and_no_handler(name):
    html = render(hostile(HOSTILE_WORDS[name]))
    page, harmless = Reader(html), Reader(render(hostile("harmless")))
    assert page.handlers == []
    assert page.tags == harmless.tags
    assert attribute(html, "data-answer") == HOSTILE_WORDS[name]
    tail = decode(html, "hostile")[0].readouts["tail"]
    assert tail == [HOSTILE_WORDS[name]]
