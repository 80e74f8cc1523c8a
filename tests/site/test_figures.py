"""The page's script draws what Python drew, in a browser, from a file."""

import importlib
import random
import re
from html import escape, unescape
from pathlib import Path

import pytest

from explore import Explorer
from explore.page import render
from explore.parts import picture, tables
from tests.explore.figures import (
    LEFT,
    RIGHT,
    agents,
    bars,
    heat,
    lines,
    network,
    phase,
)

ROOT = Path(__file__).parents[2]
CELL = r"<(td|caption)\b[^>]*>(.*?)</\1>"


def book_figures():
    """Yield every figure of the book: the functions in figures/ that give one."""
    for path in sorted(ROOT.glob("figures/**/*.py")):
        if path.stem != "__init__":
            dotted = path.relative_to(ROOT).with_suffix("").parts
            module = importlib.import_module(".".join(dotted))
            for name, function in vars(module).items():
                if getattr(function, "__annotations__", {}).get("return") is Explorer:
                    yield pytest.param(function, id=f"{path.stem}.{name}")


KINDS = [
    pytest.param(kind, id=kind.__name__)
    for kind in (lines, bars, heat, phase, agents, network)
]
FIGURES = [*KINDS, *book_figures()]
PAGES = [(p, p.read_text("utf8")) for p in ROOT.glob("_build/html/chapters/*/*.html")]


def write_page(explorers, folder):
    """Write the figures to a page with nothing but the book's script and styles."""
    static = ROOT / "theme/static"
    path = folder / "page.html"
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{(static / 'explore.css').read_text()}</style><main>"
        f"{''.join(render(explorer) for explorer in explorers)}</main>"
        f"<script>{(static / 'explore.js').read_text()}</script></html>"
    )
    return path.as_uri()


def built_page(explorer, folder):
    """Return the address of the page with the figure; write one for a test's own.

    A page holds all states, which the model need not compute again.
    """
    uid = f"fig-{explorer.name}"
    mark = f'<figcaption id="{uid}-caption">{escape(explorer.caption)}</figcaption>'
    built = [path.as_uri() for path, html in PAGES if mark in html]
    return built[0] if built else write_page([explorer], folder)


def move(page, explorer, positions):
    """Put every control at its position with the keyboard alone."""
    for control in explorer.controls:
        steps = positions[control.name]
        inputs = page.locator(f'#fig-{explorer.name} input[data-name="{control.name}"]')
        if inputs.first.get_attribute("type") == "range":
            inputs.first.focus()
            page.keyboard.press("Home")
            for _ in range(steps):
                page.keyboard.press("ArrowRight")
        else:
            now = [radio.is_checked() for radio in inputs.all()].index(True)
            inputs.nth(now).focus()
            for _ in range((steps - now) % len(control.values)):
                page.keyboard.press("ArrowDown")


def moving_parts(html_of_marks):
    """Return the drawn numbers: paths, bars and the dot."""
    pattern = r'(?:\bd|\bx|\by|height|cx|cy)="([^"]*)"'
    return re.findall(pattern, html_of_marks)


def expected(explorer, state):
    """Return what Python draws, tabulates and says for ``state``."""
    drawn = re.search(r'<g class="marks">(.*?)</g></svg>', picture(explorer, state))
    cells = re.findall(CELL, tables(explorer, state))
    numbers = moving_parts(drawn[1]) if drawn else []
    cells = [unescape(re.sub(r"</?b[^>]*>", "", cell)) for _, cell in cells]
    return numbers, cells, explorer.sentence(state)


@pytest.mark.parametrize("figure", FIGURES)
def test_script_draws_the_states_of_python(page, figure, tmp_path, errors):
    explorer = figure()
    page.goto(built_page(explorer, tmp_path))
    drawn = page.locator(f"#fig-{explorer.name}")
    if drawn.locator("form.predict").count():  # else the answer is covered
        drawn.get_by_role("button", name="Show me").click()
    if drawn.locator("details").count():
        drawn.locator("summary").click()
    rng = random.Random(1)
    ends = [dict.fromkeys((c.name for c in explorer.controls), 0)]
    ends.append({c.name: len(c.values) - 1 for c in explorer.controls})
    some = [
        {c.name: rng.randrange(len(c.values)) for c in explorer.controls}
        for _ in range(2)
    ]
    for positions in ends + some:
        move(page, explorer, positions)
        values = {c.name: c.values[positions[c.name]] for c in explorer.controls}
        drawing, cells, sentence = expected(explorer, explorer.at(**values))
        marks = drawn.locator("g.marks").evaluate_all("gs => gs.map(g => g.innerHTML)")
        assert moving_parts("".join(marks)) == drawing, values
        assert drawn.locator("caption, td").all_text_contents() == cells, values
        assert drawn.locator(".say").text_content() == sentence
    assert errors == []


@pytest.mark.parametrize("figure", KINDS)
def test_figure_fits_a_phone(page, figure, tmp_path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(write_page([figure()], tmp_path))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    boxes = page.locator(".controls input").evaluate_all(
        "els => els.map(e => (e.closest('label') ?? e).getBoundingClientRect())"
        ".map(r => Math.min(r.width, r.height))"
    )
    assert min(boxes) >= 24, "WCAG 2.5.8: targets of at least 24 px"


def test_two_figures_on_a_page_do_not_meet(page, tmp_path, errors):
    page.goto(write_page([lines(), bars()], tmp_path))
    before = page.locator("#fig-bars g.marks").inner_html()
    page.locator("#fig-lines-slope").focus()
    page.keyboard.press("End")
    assert page.locator("#fig-bars g.marks").inner_html() == before
    ids = page.locator("[id]").evaluate_all("els => els.map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert errors == []


def test_hostile_words_stay_words(page, tmp_path, errors):
    page.goto(write_page([bars()], tmp_path))
    page.locator("#fig-bars-budget").focus()
    page.keyboard.press("ArrowLeft")
    assert page.title() == "Figures"
    assert page.locator("figure b").count() == 0
    assert page.locator("script").count() == 2
    assert errors == []


def test_speech_waits_for_the_hand(page, tmp_path):
    page.goto(write_page([lines()], tmp_path))
    speech = page.locator(".speech")
    page.locator("#fig-lines-slope").focus()
    for key in ("Home", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert speech.text_content() == "", "not on every step"
    page.wait_for_function("document.querySelector('.speech').textContent !== ''")
    explorer = lines()
    assert speech.text_content() == explorer.sentence(explorer.at(slope=0.2))


def test_slider_is_named_and_says_its_value(page, tmp_path):
    page.goto(write_page([lines()], tmp_path))
    slider = page.get_by_role("slider", name="Slope")
    slider.focus()
    page.keyboard.press("End")
    assert slider.get_attribute("aria-valuetext") == "0.2"
    assert page.get_by_role("img", name="A line over x").count() == 1


def test_without_a_script_the_figure_still_reads(browser, tmp_path):
    url = write_page([lines(), bars()], tmp_path)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(url)
        assert not page.locator("#fig-lines .controls").is_visible()
        assert page.locator("#fig-lines path.line").first.is_visible()
        assert "At 10 the line is 0.30" in page.locator("#fig-lines").inner_text()
        assert page.locator("#fig-lines table.values tr").count() == 4


def test_click_on_a_map_moves_the_cross_to_that_cell(page, tmp_path, errors):
    page.goto(write_page([heat()], tmp_path))
    explorer = heat()
    for left, right in ((0, 2), (4, 0), (2, 1), (0, 1)):  # the last on the cross's arm
        xs, ys = page.evaluate(
            """([i, j]) => {
              const m = JSON.parse(document.querySelector('figure script').textContent)
                .marks[0];
              const t = document.querySelector('.cells').getScreenCTM();
              const at = (x, y) => new DOMPoint(x, y).matrixTransform(t);
              return [[i, j], [i + 1, j + 1]].map(([a, b]) => at(m.xs[a], m.ys[b]))
                .reduce((p, q) => [[p.x, q.x], [p.y, q.y]]);
            }""",
            [left, right],
        )
        page.mouse.click(sum(xs) / 2, sum(ys) / 2)
        state = explorer.at(left=LEFT[left], right=RIGHT[right])
        drawing, _, sentence = expected(explorer, state)
        assert page.locator(".say").text_content() == sentence
        marks = page.locator("g.marks").evaluate_all("gs => gs.map(g => g.innerHTML)")
        assert moving_parts("".join(marks)) == drawing
    assert page.locator("output").all_text_contents()[1:] == ["0%", "50%"]
    assert errors == []


def test_play_moves_on_to_the_end_and_can_be_stopped(page, tmp_path, errors):
    page.clock.install(time=0)
    page.goto(write_page([agents()], tmp_path))
    page.clock.pause_at(3_600_000)  # from here on time runs only when it is told to
    button, slider = page.locator("button.play"), page.locator("#fig-agents-step")
    button.focus()
    page.keyboard.press("Enter")
    page.clock.run_for(1100)
    assert (slider.input_value(), button.text_content()) == ("3", "Stop")
    page.keyboard.press("Enter")
    page.clock.run_for(2000)
    assert (slider.input_value(), button.text_content()) == ("3", "Play")
    assert page.locator(".say").text_content().startswith("After 3 steps")
    page.keyboard.press("Enter")
    page.clock.run_for(5000)
    assert (slider.input_value(), button.text_content()) == ("4", "Play")
    page.keyboard.press("Enter")
    page.clock.run_for(600)
    assert slider.input_value() == "1", "from the end it begins again"
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.clock.run_for(2000)
    assert (slider.input_value(), button.text_content()) == ("2", "Play")
    assert errors == []


def test_reader_who_wants_less_motion_is_offered_none(browser, tmp_path):
    url = write_page([agents()], tmp_path)
    for wish, offered in (("reduce", False), ("no-preference", True)):
        with browser.new_context(reduced_motion=wish) as context:
            page = context.new_page()
            page.goto(url)
            assert page.locator("button.play").is_visible() == offered
