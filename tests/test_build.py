"""The build: fresh when it must be, loud when a cell fails, quiet and quick otherwise.

All but the last test build a toy book with the real theme and configuration, in a
folder with a space in its name.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from theme.twice import differ, digests

ROOT = Path(__file__).parents[1]
OURS = ("-m", "theme.build")
JUPYTER_BOOK = ("-c", "from jupyter_book.cli.main import main; main()", "build", ".")
HEAD = """---
minutes: 1
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
"""
TOY = {
    "_toc.yml": """format: jb-book
root: chapters/intro
chapters: [{file: chapters/history/square}, {file: chapters/history/facts}]
""",
    "references.bib": "",
    "facts/first.txt": "one fact",
    "models/__init__.py": "",
    "models/history/__init__.py": "",
    "models/history/helper.py": "POWER = 2\n",
    "models/history/square.py": "from models.history.helper import POWER\n"
    "def square(x):\n    return x**POWER\n",
    "chapters/intro.md": "# A toy\n\nNo cell here.\n",
    "chapters/history/square.md": HEAD
    + """---
# Squares
```{code-cell} python
:tags: [remove-input]
from models.history.square import square
square(3)
```
""",
    "chapters/history/facts.md": HEAD
    + """depends: [facts]
---
# Facts
```{code-cell} python
:tags: [remove-input]
from pathlib import Path
" and ".join(sorted(p.read_text() for p in Path("../../facts").iterdir()))
```
""",
}


def write(book: Path, name: str, text: str) -> None:
    path = book / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf8")


def build(book: Path, *before: str, command=OURS, **variables: str):
    """Build ``book`` by its own theme and models, as a reader's shell would."""
    return subprocess.run(
        [*before, sys.executable, *command],
        cwd=book,
        env={**os.environ, "PYTHONPATH": str(book), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def pages(book: Path) -> dict[str, str]:
    """Return a digest of each chapter's page."""
    html = book / "_build" / "html"
    return {
        str(p.relative_to(html)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in html.glob("chapters/**/*.html")
    }


def changed(book: Path) -> set[str]:
    """Build again; return the names of the pages that are not what they were."""
    before = pages(book)
    done = build(book)
    assert done.returncode == 0, done.stdout + done.stderr
    return {Path(name).stem for name, sha in pages(book).items() if before[name] != sha}


@pytest.fixture(scope="module")
def toy(tmp_path_factory) -> Path:
    book = tmp_path_factory.mktemp("a toy book") / "with spaces"
    for name, text in TOY.items():
        write(book, name, text)
    for name in ["theme", "_config.yml", "requirements.txt", "CITATION.cff"]:
        (book / name).symlink_to(ROOT / name)
    done = build(book)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == str(book / "_build/html/index.html")
    return book


@pytest.fixture
def restored(toy):
    """The toy book, put back as it was when the test is over."""
    yield toy
    shutil.rmtree(toy / "facts")
    for name, text in TOY.items():
        write(toy, name, text)


@pytest.mark.slow
def test_only_the_pages_that_use_a_changed_file_change(restored):
    assert changed(restored) == set()
    for name, text, page in [
        ("models/history/helper.py", "POWER = 3\n", "square"),
        ("facts/first.txt", "another fact", "facts"),
        ("facts/second.txt", "one more", "facts"),
    ]:
        write(restored, name, text)
        assert changed(restored) == {page}, name


@pytest.mark.slow
def test_a_changed_style_reaches_the_site(restored):
    theme, style = restored / "theme", "_build/html/_static/site.css"
    theme.unlink()
    shutil.copytree(ROOT / "theme", theme)
    with (theme / "static/book.css").open("a", encoding="utf-8") as sheet:
        sheet.write("body { --planted: 1 }\n")
    done = build(restored)
    shutil.rmtree(theme)
    theme.symlink_to(ROOT / "theme")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "--planted" in (restored / style).read_text(encoding="utf-8")


@pytest.mark.slow
def test_second_build_runs_nothing_and_needs_no_network(toy):
    alone = ["unshare", "--map-root-user", "--net"]
    if subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        alone = []  # not Linux, or not allowed
    build(toy)
    done = build(toy, *alone)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("0 pages run and read")


@pytest.mark.slow
@pytest.mark.parametrize("command", [OURS, JUPYTER_BOOK])
def test_a_failing_cell_stops_the_build_and_is_named(restored, command):
    chapter = "chapters/history/facts.md"
    cell = "```{code-cell} python\n1 / 0\n```\n"
    write(restored, chapter, TOY[chapter] + cell)
    done = build(restored, command=command)
    assert done.returncode != 0
    for words in [chapter, "code cell 2 of 2", "ZeroDivisionError", "1 / 0"]:
        assert words in done.stdout + done.stderr


@pytest.mark.slow
def test_a_figure_that_cannot_be_shown_stops_the_build_and_says_why(restored):
    chapter = "chapters/history/facts.md"
    cell = """```{code-cell} python
class Figure:
    def _repr_mimebundle_(self, **_):
        raise ValueError("too many states")
Figure()
```
"""
    write(restored, chapter, TOY[chapter] + cell)
    done = build(restored)
    assert done.returncode != 0
    for words in [chapter, "code cell 2 of 2", "ValueError: too many states"]:
        assert words in done.stdout + done.stderr


@pytest.mark.slow
def test_a_warning_is_an_error_every_time(restored):
    write(restored, "chapters/intro.md", "# A toy\n\nSee {ref}`nowhere`.\n")
    for _ in range(2):
        done = build(restored)
        assert done.returncode != 0
        assert "nowhere" in done.stderr


@pytest.mark.slow
def test_the_same_book_elsewhere_gives_the_same_bytes_and_an_address_shows(
    restored, tmp_path
):
    shutil.rmtree(restored / "_build")  # both from nothing
    copy = shutil.copytree(restored, tmp_path / "else", symlinks=True)
    build(restored)
    done = build(copy, PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stdout + done.stderr
    one, two = (digests(book / "_build" / "html") for book in (restored, copy))
    assert len(one) > 20
    assert differ(one, two) == []
    page = "chapters/history/square.html"
    assert "og:" not in (copy / "_build/html" / page).read_text("utf8")
    assert "sitemap.xml" not in two

    done = build(copy, BOOK_URL="https://x.org/book")
    assert done.returncode == 0, done.stdout + done.stderr
    html = copy / "_build" / "html"
    url = f"https://x.org/book/{page}"
    text = (html / page).read_text("utf8")
    assert f'property="og:url" content="{url}"' in text
    assert f"url       = {{{url}}}" in text
    assert "og:image" not in text
    assert f"<loc>{url}</loc>" in (html / "sitemap.xml").read_text("utf8")
    assert '"/book/_static/site.css"' in (html / "404.html").read_text("utf8")


def test_second_make_installs_nothing():
    done = subprocess.run(
        ["make", "--dry-run", "book"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line for line in done.stdout.splitlines() if "make" not in line] == [
        ".venv/bin/python -m theme.build"
    ]
