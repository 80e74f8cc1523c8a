"""What can be wrong with a page: each look is a function of it that lists faults."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import ElementHandle, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {
    "runOnly": TAGS,
    "rules": {"label-content-name-mismatch": {"enabled": True}},  # off by default
    "preload": False,  # it would fetch the style sheets, which a file: page may not
    "resultTypes": ["violations"],  # details of the rest took half of the time
}
KEYS = ("ArrowRight", "ArrowLeft", "End", "Home", "ArrowRight", "ArrowRight")

# What the figure shows, by kind; the second call tells which kinds changed since.
SHOWN = """figure => {
  const all = (query, read) => [...figure.querySelectorAll(query)].map(read).join('|');
  return {
    drawing: all('svg, canvas, table.live', e => e.toDataURL?.() ?? e.innerHTML),
    readout: all('output', e => e.textContent),
    "spoken value": all('input[type=range]', e => e.ariaValueText),
    sentence: all('.say', e => e.textContent),
  };
}"""
# What is not as it should be: [a query, whether its elements must be seen].
SEEN = """wanted => wanted.flatMap(([query, must]) =>
  [...document.querySelectorAll(query)].filter(e => {
    const box = e.getBoundingClientRect();
    const seen = e.checkVisibility({visibilityProperty: true, opacityProperty: true});
    return must !== (seen && box.width > 0 && box.right > 0 && box.left < innerWidth);
  }).map(e => `${must ? 'hidden' : 'shown'}: ${e.outerHTML.slice(0, 90)}`))"""
ON_PAPER = [
    [".explore .controls, nav, .headerlink, button, .prev-next-footer", False],
    ["main details.tests-behind, main details.hide", False],  # the program's own words
    ["main details:not(.tests-behind, .hide) > :not(summary)", True],
    [
        "main h1, figure.explore figcaption, figure.explore .say, figure.explore td",
        True,
    ],
]
WITHOUT_SCRIPT = [
    [".explore .controls, button", False],
    ["main h1, figure.explore figcaption, figure.explore .say", True],
    ["figure.explore > svg, figure.explore table.live, figure.explore summary", True],
    ["nav.bd-links a", True],
]


def sideways(page: Page) -> list[str]:
    """Say if the page is wider than the window."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"{wide} px wide in a window of {room}"] if wide > room else []


@cache
def axe_source() -> str:
    """Return the script of axe."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def barriers(page: Page) -> list[str]:
    """Return the violations that axe finds."""
    page.evaluate(axe_source())
    run = "options => axe.run(options).then(found => found.violations)"
    return [
        f"axe {violation['id']}: {node['html'][:120]}"
        for violation in page.evaluate(run, AXE)
        for node in violation["nodes"]
    ]


def stuck(page: Page) -> list[str]:
    """Move each control by keyboard; return those that do not change what they should.

    A slider must change its readout, also the spoken one, the drawing and the sentence,
    within a few keys: some steps rightly change nothing but the readout.
    """
    faults = []
    for figure in page.query_selector_all("figure.explore"):
        for control in figure.query_selector_all("input[type=range]"):
            if still := unchanged(figure, control):
                name = control.get_attribute("id")
                faults.append(f"slider {name} changes no {', no '.join(still)}")
    return faults


def unchanged(figure: ElementHandle, control: ElementHandle) -> list[str]:
    """Return which of drawing, readout, spoken value and sentence stay as they are.

    Where they stay, the other sliders are taken to their ends: at the left edge of a
    figure nothing may depend on this one.
    """
    others = figure.query_selector_all("input[type=range]")
    still = pressed(figure, control)
    for end in ("End", "Home"):
        if still:
            for slider in others:
                slider.press(end)
            still = [kind for kind in still if kind in pressed(figure, control)]
    return still


def pressed(figure: ElementHandle, control: ElementHandle) -> list[str]:
    """Press the keys one by one; return what has not changed by then."""
    before = figure.evaluate(SHOWN)
    still = list(before)
    for key in KEYS:
        control.press(key)
        now = figure.evaluate(SHOWN)
        still = [kind for kind in still if now[kind] == before[kind]]
        if not still:
            break
    return still


def printed(page: Page) -> list[str]:
    """Return what paper would lack, or show without use."""
    page.emulate_media(media="print")
    return page.evaluate(SEEN, ON_PAPER)


def plain(page: Page) -> list[str]:
    """Return what a page without its scripts lacks, or shows without use."""
    return page.evaluate(SEEN, WITHOUT_SCRIPT)
