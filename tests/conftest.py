"""What all tests share: the built site, and the installed browser to look at it."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from theme.browser import FLAGS, ensure

ROOT = Path(__file__).parents[1]

# No deadline: on a busy machine it would fail by luck. The project's own machine tries
# the same examples each time; other runs look further.
settings.register_profile("book", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("book")


@pytest.fixture(scope="session")
def site() -> Path:
    """The built pages; `make test` builds them first."""
    html = ROOT / "_build" / "html"
    assert (html / "index.html").exists(), "the book is not built: make book"
    return html


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Let pytest-playwright start the installed browser, not one of its own."""
    return {"executable_path": ensure(), "args": FLAGS}
