"""Build the book: one line a stage, warnings are errors, last line the index page.

With the name of a chapter as argument (``chapters/history/jury_theorem``) that page
is built alone, as a preview: links to the other pages are then left open.
"""

import re
import shutil
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import yaml
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

ELSEWHERE = ["ref", "bibtex", "myst.xref_missing", "myst.iref_missing"]


def report_stages(app) -> None:
    """Print a line when each stage of the build ends."""
    clock, read = [time.perf_counter()], []

    def done(stage: str) -> None:
        now = time.perf_counter()
        print(f"{stage:<44}{now - clock[0]:6.1f} s", flush=True)
        clock[0] = now

    app.connect("env-before-read-docs", lambda app, env, names: read.extend(names))
    app.connect("env-updated", lambda app, env: done(f"{len(read)} pages run and read"))
    app.connect(
        "build-finished", lambda app, error: error or done("pages written"), 999
    )


def warm_fonts() -> None:
    """Let matplotlib list the fonts once, not in the first cell of some page."""
    import matplotlib.font_manager  # noqa: F401


def configure(root: Path, alone: str | None) -> dict:
    """Return Sphinx's configuration, for the book or for one page alone."""
    config, _ = get_final_config(
        user_yaml=root / "_config.yml",
        cli_config={"latex_individualpages": False},
        sourcedir=root,
    )
    if alone:
        toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf8"))
        toc = {"format": "jb-book", "root": toc["root"], "chapters": [{"file": alone}]}
        place = root / "_build" / "alone" / "_toc.yml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(yaml.safe_dump(toc), encoding="utf8")
        config["external_toc_path"] = str(place)
        config["nitpicky"] = False
        config["suppress_warnings"] = [*config["suppress_warnings"], *ELSEWHERE]
    return config


def explain(error: Exception) -> str:
    """Return the message of a cell's error, also when it comes from the other core."""
    return re.sub(r"^theme\.cells\.CellError: ", "A cell failed: ", str(error))


def run(root: Path, place: Path, config: dict) -> int:
    """Let Sphinx build on two cores; return the exit code."""
    try:
        app = Sphinx(
            srcdir=root,
            confdir=None,
            outdir=place / "html",
            doctreedir=place / ".doctrees",
            buildername="html",
            confoverrides=config,
            status=None,
            warningiserror=True,
            keep_going=True,
            parallel=2,
        )
        report_stages(app)
        app.build()
    except SphinxError as error:
        print(explain(error), file=sys.stderr)
        for worker in active_children():  # it may wait for ever to hand over its page
            worker.kill()
        return 2
    if app.statuscode:
        print("Warnings (above) are errors: the book is not built.", file=sys.stderr)
    return app.statuscode


def build(root: Path, alone: str | None = None) -> int:
    """Build the book at ``root``, or one page; return the exit code."""
    place = root / "_build" / "alone" if alone else root / "_build"
    with patch_docutils(root), docutils_namespace():
        code = run(root, place, configure(root, alone))
    if code:  # else the next build would skip the page with the warning, and pass
        shutil.rmtree(place / ".doctrees", ignore_errors=True)
    else:
        print(place / "html" / (f"{alone}.html" if alone else "index.html"))
    return code


if __name__ == "__main__":
    if not sys.stderr.isatty():
        nocolor()
    warm_fonts()
    sys.exit(build(Path.cwd(), *sys.argv[1:]))
