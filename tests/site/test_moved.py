"""No address dies: a page that is gone leaves a redirect that works from the disk."""

import re
from pathlib import Path

import pytest
import yaml

from theme.dates import git

ROOT = Path(__file__).parents[2]
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))
MOVED = CONFIG["sphinx"]["config"]["redirects"]


def addresses() -> set[str]:
    """Return every page that the main line of history ever had."""
    log = git(ROOT, "log", "--first-parent", "-m", "--format=", "--name-only")
    return set(re.findall(r"^(chapters/.+)\.md$", log, re.M))


def test_every_page_that_is_gone_has_a_redirect():
    if not (ever := addresses()):
        pytest.skip("no history here")
    gone = {name for name in ever if not (ROOT / f"{name}.md").exists()}
    assert sorted(gone - MOVED.keys()) == []


@pytest.mark.parametrize("old", MOVED)
def test_a_redirect_hides_no_page_and_leads_to_one(old, page, site):
    assert not (ROOT / f"{old}.md").exists()
    page.goto((site / f"{old}.html").as_uri() + "#fig=crowd&p=0.6")
    page.wait_for_url(lambda url: "/html/" + old not in url)
    assert page.locator("h1").count() == 1
    assert page.url.endswith("#fig=crowd&p=0.6"), "the state of a figure moves along"


@pytest.mark.parametrize("old", MOVED)
def test_a_redirect_needs_no_script(old, browser, site):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / f"{old}.html").as_uri())
        page.wait_for_url(lambda url: "/html/" + old not in url)
        assert page.locator("h1").count() == 1
