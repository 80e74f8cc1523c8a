"""Data and drawing, made in the page: what they hold, and what they cannot do."""

import csv
import re
from xml.etree import ElementTree

import pytest

from explore.palette import ROLES
from tests.explore.figures import agents, bars, heat, hostile, lines, network, phase
from tests.site.reader import download, write_page
from tests.site.test_figures import expected

SVG = "{http://www.w3.org/2000/svg}"


def test_data_are_the_values_of_the_state_that_is_shown(page, tmp_path, errors):
    page.goto(write_page([lines()], tmp_path))
    page.locator("#fig-lines-slope").press("End")
    name, text = download(page, "CSV")
    assert name == "lines.csv"
    assert text.startswith("\ufeff"), "else a spreadsheet takes it for Latin-1"
    rows = list(csv.reader(text[1:].splitlines()))
    assert rows[:7] == [
        ["Figure", "A line that rises"],
        ["Link", page.url + "#fig=lines&slope=0.2&shift=0.2&x=10"],
        ["Slope", "0.2"],
        ["Shift", "0.2"],
        ["Position", "10"],
        ["Summary", lines().sentence(lines().at(slope=0.2))],
        [],
    ]
    # by hand: 0.2 + 0.2 * log10(1, 10, 100), and a tenth to either side
    assert rows[7:] == [
        ["x", "Band, from", "Band, to", "Line"],
        ["1", "0.10", "0.30", "0.20"],
        ["10", "0.30", "0.50", "0.40"],
        ["100", "0.50", "0.70", "0.60"],
    ]
    assert not page.locator("details").get_attribute("open")
    assert errors == []


def test_data_have_plain_numbers_and_the_sign_in_the_head(page, tmp_path):
    page.goto(write_page([bars()], tmp_path))
    rows = list(csv.reader(download(page, "CSV")[1][1:].splitlines()))
    head = next(k for k, row in enumerate(rows) if row[-1:] == ["There (%)"])
    assert rows[head + 1][1:] == ["50.0", "50.0"]


FORMULAS = ["=1+1", "+1 a", "-1 a", "@SUM(A1)", "\t=1+1", "\uff1d1+1", '"=1', "=1\n=2"]


@pytest.mark.parametrize("word", FORMULAS)
def test_no_cell_is_a_formula(page, word, tmp_path):
    table = hostile(word).marks[1]
    figure = hostile(
        word, predict=None, stage=None, marks=[table], say="{tail}",
        model=lambda rule: {"rows": [[1]], "tail": word},
    )  # fmt: skip
    page.goto(write_page([figure], tmp_path))
    text = download(page, "CSV")[1]
    rows = list(csv.reader(text[1:].splitlines()))
    cells = [cell for row in rows for cell in row]
    assert any(word.strip().split("\n")[0] in cell for cell in cells)
    assert [c for c in cells if re.match(r"\s*[=+\-@\uff1d]", c)] == []


def test_negative_number_is_a_number_in_the_data(page, tmp_path):
    def model(**_):
        return {"line": [-0.1, 0, 0.25], "band": [[-0.2] * 3, [0.3] * 3]}

    stage = lines().stage.__class__(
        xlabel="x", ylabel="y", xlim=(1, 100), ylim=(-1, 1), xscale="log"
    )
    page.goto(write_page([lines(model=model, stage=stage, say="{x}")], tmp_path))
    rows = list(csv.reader(download(page, "CSV")[1].splitlines()))
    assert [row[3] for row in rows[-3:]] == ["-0.10", "0.00", "0.25"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawing_stands_alone_on_white_paper(page, scheme, tmp_path, errors):
    page.goto(write_page([bars(caption="A & B", alt="Bars <b>")], tmp_path))
    page.evaluate("scheme => document.documentElement.dataset.theme = scheme", scheme)
    page.locator("#fig-bars-budget").press("ArrowLeft")
    name, text = download(page, "SVG")
    assert name == "bars.svg"
    root = ElementTree.fromstring(text)
    assert root.find(f"{SVG}title").text == "A & B"
    state = bars().at(budget=2)
    assert root.find(f"{SVG}desc").text == "Bars <b> " + bars().sentence(state)
    refs = re.findall(r'(?:href|src)="([^"]*)"|url\(([^)]*)\)', text)
    assert all(a.startswith("#") or b.strip("\"'&quot;")[0] == "#" for a, b in refs)
    assert not re.search(r"var\(|currentColor|<script|foreignObject", text)
    words = [el.text for el in root.iter(f"{SVG}text")]
    assert "There" in words, "the key belongs to the drawing"
    marks = next(g for g in root.iter(f"{SVG}g") if g.get("class") == "marks")
    heights = [rect.get("height") for rect in marks.iter(f"{SVG}rect")]
    assert set(heights) <= set(expected(bars(), state)[0])
    file = tmp_path / "drawing.svg"
    file.write_text(text)
    page.goto(file.as_uri())
    look = "el => { const s = getComputedStyle(el); return [s.stroke, s.fill] }"
    rect = page.locator("g.marks g.r-experts rect").first
    assert rect.evaluate(look)[0] == rgb(ROLES["experts"].light)
    assert page.locator("text").first.evaluate(look)[1] == "rgb(0, 0, 0)"
    paper = page.locator("svg > rect")
    assert paper.evaluate(look)[1] == "rgb(255, 255, 255)"
    size = "el => { const b = el.getBBox(); return [b.width, b.height] }"
    assert paper.evaluate(size) == page.evaluate(
        "(b => [b.width, b.height])(document.documentElement.viewBox.baseVal)"
    )
    assert errors == []


def rgb(colour):
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


def test_drawing_leaves_the_page_as_it_was(page, tmp_path):
    page.goto(write_page([lines()], tmp_path))
    before = page.locator("main").inner_html()
    download(page, "SVG")
    assert page.locator("main").inner_html() == before


@pytest.mark.parametrize("kind", [heat, phase, agents, network])
def test_every_kind_is_drawn_with_its_key(page, kind, tmp_path, errors):
    page.goto(write_page([kind()], tmp_path))
    root = ElementTree.fromstring(download(page, "SVG")[1])
    words = [text.strip() for text in root.itertext() if text.strip()]
    key = page.locator(".legend li").evaluate_all(
        "all => all.map(li => li.firstChild.textContent || li.lastChild.textContent)"
    )
    assert key
    for entry in key:
        assert any(entry.strip() in word for word in words), entry
    numbers = page.locator(".legend .bar text").all_text_contents()
    assert set(numbers) <= set(words)
    tall = float(root.get("viewBox").split()[3])
    for text in root.iter(f"{SVG}text"):
        assert float(text.get("y", 0)) <= tall
    assert errors == []
