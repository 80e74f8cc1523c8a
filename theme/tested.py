"""The role {tested}: a sentence that states a result names the test that holds it.

``{tested}`history/jury_theorem::test_limit``` is looked up, while the page is built,
in ``tests/history/test_jury_theorem.py``; a name that is not there is a warning. The
mark links to one fold at the end of the page, where the source of each test stands.
All that is known is in the page's own tree, so pages can be read in any order.
"""

import ast
import html
import re
from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from theme.heads import path_of_tests

NAME = re.compile(r"(?P<model>[a-z_]+/\w+)::(?P<test>test_\w+)")
LOG = logging.getLogger(__name__)


class Tested(SphinxRole):
    """A small mark after a sentence, linked to the test that holds it."""

    def run(self):
        """Return the mark, or nothing and a warning when there is no such test."""
        match = NAME.fullmatch(self.text.strip())
        if not match:
            return self.complain(f"write part/name::test_x, not {self.text!r}")
        path = path_of_tests(match["model"], root=Path(self.env.srcdir))
        self.env.note_dependency(str(path))
        if not (source := source_of_test(path, match["test"])):
            return self.complain(f"no test {match['test']} in {path}")
        spoken = f"tested: {match['test'].removeprefix('test_').replace('_', ' ')}"
        mark = nodes.raw("", mark_html(match[0], spoken), format="html")
        mark["tested"], mark["source_code"] = match[0], source
        return [mark], []

    def complain(self, message: str):
        """Warn, which a build with ``-W`` turns into an error."""
        LOG.warning("tested: %s", message, location=self.get_location(), type="tested")
        return [], []


def source_of_test(path: Path, name: str) -> str:
    """Return the source of one test with its decorators, or an empty string."""
    code = path.read_text(encoding="utf-8") if path.exists() else ""
    for node in ast.parse(code).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            first = min(n.lineno for n in [node, *node.decorator_list])
            return "\n".join(code.splitlines()[first - 1 : node.end_lineno])
    return ""


def anchor(name: str) -> str:
    """Return the place of a test in the fold: an id that is safe in an address."""
    return "tested-" + re.sub(r"\W+|_", "-", name)


def mark_html(name: str, spoken: str) -> str:
    """Return the mark: a tick for the eye, a sentence for a screen reader."""
    return (
        f'<sup class="tested"><a href="#{anchor(name)}" title="{html.escape(spoken)}">'
        f'<span aria-hidden="true">✓</span><span class="visually-hidden"> '
        f"{html.escape(spoken)}</span></a></sup>"
    )


def add_fold(app, doctree):
    """Put the tests that the page names into one fold at its end."""
    tests = {
        mark["tested"]: mark["source_code"]
        for mark in doctree.findall(nodes.raw)
        if "tested" in mark
    }
    if not tests:
        return
    fold = doctree.next_node(nodes.section) or doctree
    head = f"<summary>Tests behind this page ({len(tests)})</summary>"
    fold += nodes.raw("", f'<details class="tests-behind">{head}', format="html")
    last = None
    for name, source in tests.items():
        place = nodes.container(ids=[anchor(name)], classes=["test-behind"])
        path = path_of_tests(name.partition("::")[0], root=Path())
        if path != last:
            place += nodes.paragraph("", "", nodes.literal("", str(path)))
        last = path
        place += nodes.literal_block(source, source, language="python")
        fold += place
    fold += nodes.raw("", "</details>", format="html")


def setup(app):
    """Register the role and the fold."""
    app.add_role("tested", Tested())
    app.connect("doctree-read", add_fold)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
