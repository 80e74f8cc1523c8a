"""The book's own Sphinx extension: what makes a chapter a page."""

import hashlib
import os
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("freshness", "cells", "mathml", "colophon", "pages", "styles", "tested")


def source_digest() -> str:
    """Return a digest of this package, so that a change here rebuilds all pages."""
    inside = ("*.py", "templates/**/*", "static/**/*")
    files = sorted(f for some in inside for f in HERE.glob(some) if f.is_file())
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:16]


def setup(app):
    """Set up each module of the theme; the kernels inherit BOOK_STATIC."""
    os.environ["BOOK_STATIC"] = "1"
    app.add_config_value("theme_digest", source_digest(), "env")
    for part in PARTS:
        import_module(f"theme.{part}").setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
