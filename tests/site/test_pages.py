"""The built pages: words, images, formulas and links of all; a sample in the browser.

`make check` looks at each page in every setting; here a sample is opened from the disk,
and faults are planted, each of which the check must see.
"""

import re
from pathlib import Path

import pytest

from theme.browser import pages
from theme.check import look, look_without_script

HTML = Path(__file__).parents[2] / "_build" / "html"
PAGES = pages(HTML)
SAMPLE = ["chapters/history/jury_theorem.html", "chapters/back/claims.html"]
SETTINGS = [("light", 1280), ("dark", 360)]
SCRIPT = re.compile(r"<script.*?</script>|<pre.*?</pre>|<code.*?</code>", re.S)


def name(path: Path) -> str:
    return str(path.relative_to(HTML))


def image_faults(html: str) -> list[str]:
    """Images whose alt text nobody wrote: absent, or the name of a file."""
    return [
        tag
        for tag in re.findall(r"<img[^>]*>", html)
        if not (alt := re.search(r'alt="([^"]*)"', tag))
        or re.search(r"\.(png|svg|jpe?g|gif|webp)$|^_images/", alt[1])
    ]


def raw_tex(html: str) -> list[str]:
    """Pieces of TeX that reached the reader: a macro, or a pair of dollar signs."""
    text = re.sub(r"<[^>]*>", "", SCRIPT.sub("", html))
    return re.findall(r"\\[A-Za-z]{2,}|\\[()\[\]]|\$[^$\n]*[\\^_=][^$\n]*\$", text)


def test_the_site_is_built(site):
    assert (site / "chapters" / "intro.html") in PAGES


@pytest.mark.parametrize(("name", "setting"), list(zip(SAMPLE, SETTINGS, strict=True)))
def test_page_from_the_disk_is_open_to_all(browser, site, name, setting):
    assert look(browser, site / name, *setting) == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_words_images_and_formulas(path):
    html = path.read_text(encoding="utf8")
    assert image_faults(html) == []
    assert raw_tex(html) == []
    assert html.count('name="description"') == 1
    assert html.count('class="math') == html.count('display="block"')


@pytest.mark.parametrize(
    ("word", "goal"), [("epistocracy", "glossary"), ("jury_theorem", "models")]
)
def test_search_from_the_disk_finds_a_word_and_a_model(page, site, word, goal):
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: m.type == "error" and faults.append(m.text))
    page.goto(f"{(site / 'search.html').as_uri()}?q={word}")
    page.locator(f"#search-results li a[href*={goal}]").first.wait_for()
    page.wait_for_timeout(300)
    assert faults == []


def test_links_lead_somewhere():
    """Every link inside the site has its page, and its place on the page."""
    ids = {p: set(re.findall(r'\bid="([^"]+)"', p.read_text("utf8"))) for p in PAGES}
    dead = []
    for page in PAGES:
        for link in re.findall(r'<a [^>]*href="([^"]+)"', page.read_text("utf8")):
            target, _, place = link.partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            goal = (page.parent / target).resolve() if target else page
            if not goal.exists() or (place and place not in ids.get(goal, {place})):
                dead.append(f"{name(page)} -> {link}")
    assert dead == []


FIGURE = """<figure class="explore" aria-label="A">
<svg role="img" aria-label="A dot"></svg>
<p class="say">Here.</p><output>1</output>
<input type="range" aria-label="a" aria-valuetext="1" oninput="{}"></figure>"""
READ = "document.querySelector('output').textContent += 1;"
SPEAK = "this.ariaValueText += 1;"
SAY = "document.querySelector('.say').textContent += 1;"
DRAW = "document.querySelector('svg').innerHTML += '<path/>';"
FAULTS = {
    "third party": '<img alt="a" src="https://example.org/a.png">',
    "console": '<script>console.error("told")</script>',
    "script": "<script>nothing()</script>",
    "not there": '<img alt="a" src="absent.png">',
    "px wide": '<div style="width: 2000px">wide</div>',
    "axe image-alt": '<img src="favicon.svg">',
    "axe color-contrast": '<p style="color: #999; background: #aaa">faint</p>',
    "axe label-content-name-mismatch": '<button aria-label="Seek">Find</button>',
    "changes no drawing": FIGURE.format(READ + SPEAK + SAY),
    "changes no readout": FIGURE.format(DRAW + SPEAK + SAY),
    "changes no spoken value": FIGURE.format(DRAW + READ + SAY),
    "changes no sentence": FIGURE.format(DRAW + READ + SPEAK),
    "radio in no named group": '<label><input type="radio" name="a">b</label>',
    "table without heads": "<table><tr><th>1<td>2<tr><th>3<td>4</table>",
    "link without a name": '<a href="page.html"></a>',
    "titles": "<h1>A second title</h1>",
    "shown: <button": "<button>On paper</button>",
    "hidden: <p>folded": "<details><summary>Open</summary><p>folded</p></details>",
}
WITHOUT = {
    "shown: <button": "<button>Press</button>",
    "shown: <div": '<figure class="explore"><div class="controls">a</div></figure>',
    "hidden: <figcaption": '<figure class="explore"><figcaption hidden>A',
    "hidden: <a": '<nav class="bd-links" style="margin-left: -400px"><a href="#">A</a>',
}


def planted(tmp_path, fault: str) -> Path:
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><head><title>A page</title></head><body><main>'
        f"<h1>A page</h1>{fault}</main></body></html>"
    )
    return page


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_seen(browser, tmp_path, fault):
    found = look(browser, planted(tmp_path, FAULTS[fault]))
    assert any(fault in line for line in found), found


@pytest.mark.parametrize("fault", WITHOUT)
def test_planted_fault_is_seen_without_scripts(browser, tmp_path, fault):
    page = planted(tmp_path, WITHOUT[fault])
    found = look_without_script(browser, page.as_uri())
    assert any(fault in line for line in found), found


def test_a_sound_page_has_no_fault(browser, tmp_path):
    page = planted(tmp_path, FIGURE.format(DRAW + READ + SPEAK + SAY))
    assert look(browser, page) == []
    assert look_without_script(browser, page.as_uri()) == []


@pytest.mark.parametrize(
    "html", ["<img src='a'>", '<img src="a" alt="_images/9dcb.png">']
)
def test_planted_alt_text_is_seen(html):
    assert image_faults(html)


@pytest.mark.parametrize("text", [r"<p>\frac</p>", "<p>$x_1$</p>", r"<p>\(p\)</p>"])
def test_planted_tex_is_seen(text):
    assert raw_tex(text)


def test_dollars_are_not_tex():
    assert raw_tex("<p>from $5 to $10</p>") == []
