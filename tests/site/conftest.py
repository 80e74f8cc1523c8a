"""What the tests of pages share."""

import pytest


@pytest.fixture
def errors(page):
    """Collect what the page complains about."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda m: found.append(m.text) if m.type != "log" else None)
    return found
