"""The site in other forms: as a zip on a stick, as one page, on paper."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from theme.check import quick_look
from theme.onepage import article, merge, parts
from theme.stick import NAME, pack

ROOT = Path(__file__).parents[2]
CHAPTER = "chapters/history/jury_theorem"


def test_the_zip_opens_from_a_stick(browser, page, site, tmp_path):
    """In a folder with a space in its name, from the disk, by its first page."""
    archive = pack(site, tmp_path / "book.zip")
    stick = tmp_path / "my stick"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(stick)
    html = stick / NAME
    page.goto((html / "index.html").as_uri())
    page.wait_for_url("**/chapters/intro.html")
    page.get_by_role("link", name="wisest member").first.click()
    expect(page.locator("figure.explore .controls").first).to_be_visible()
    assert quick_look(browser, html / f"{CHAPTER}.html") == []


def test_the_same_site_gives_the_same_zip(site, tmp_path):
    one, two = (pack(site, tmp_path / name).read_bytes() for name in ("1", "2"))
    assert one == two


@pytest.fixture(scope="module")
def whole() -> str:
    return merge(ROOT, ROOT / "_build" / "html")


def test_the_one_page_has_every_page_once(whole):
    names = [name.replace("/", "-") for some in parts(ROOT).values() for name in some]
    assert re.findall(r'<article id="([^"]*)"', whole) == names


def test_no_two_places_of_the_one_page_meet_and_each_link_finds_its_own(whole):
    ids = re.findall(r'\bid="([^"]*)"', whole)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]*)"|url\(#([^)]*)\)', whole)
    assert sorted({a or b for a, b in links} - set(ids)) == []


def test_nothing_in_the_one_page_waits_for_a_script():
    page = article(ROOT / "_build" / "html", CHAPTER)
    assert "<script" not in page
    assert 'class="controls"' not in page
    assert not re.search(r'<details(?![^>]* open="")', page)


def test_paper_has_the_table_of_a_figure_and_the_answers(page, site, tmp_path):
    page.goto((site / f"{CHAPTER}.html").as_uri())
    figure = page.locator("figure.explore").first
    cells = figure.locator("details td").all_text_contents()[:12]
    page.pdf(path=tmp_path / "chapter.pdf")
    text = " ".join(p.extract_text() for p in PdfReader(tmp_path / "chapter.pdf").pages)
    assert all(cell in text for cell in cells)
    assert "A narrow vote is itself evidence" in " ".join(text.split())  # an answer
    assert "def test_" not in text
