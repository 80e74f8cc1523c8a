"""What pages show as evidence: replication, cards, registers, tested sentences."""

import re
import shutil
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.rules.minimal import build
from theme.evidence import (
    claims_index,
    contents,
    dissent_register,
    model_card,
    models_index,
    published,
    replication,
    status_table,
)
from theme.heads import read_head

FIGURES = """
[[figure]]
id = "chance"
label = "A chance"
source = "ladha1992condorcet"
place = "Table 1"
value = 0.648
tolerance = 5e-4
certainty = "S"

[[figure]]
id = "curve"
label = "A curve"
source = ""
place = "by hand"
value = [0.5, 0.25]
tolerance = 0.01
certainty = "D"
how = "summed the other way"

[[figure]]
id = "winners"
label = "Who won"
source = ""
place = "the town's page"
value = ["bike path", "library"]
tolerance = 0
certainty = "R"
"""
OURS = {"chance": 0.64799, "curve": (0.5, 0.25), "winners": ["bike path", "library"]}


@pytest.fixture
def tree(tmp_path):
    root = build(tmp_path)
    (root / "published/history/coin.toml").write_text(FIGURES)
    return root


def test_published_reads_every_field(tree):
    curve = published("history/coin", root=tree)["curve"]
    assert (curve.value, curve.tolerance, curve.how) == (
        [0.5, 0.25],
        0.01,
        "summed the other way",
    )


@pytest.mark.parametrize(
    ("there", "planted", "word"),
    [
        ('certainty = "S"', 'certainty = "sure"', "certainty must be D, S or R"),
        ("tolerance = 5e-4", "tolerance = -1", "tolerance must be 0 or more"),
        ('place = "Table 1"', "", r"lacks \['place'\]"),
        ('place = "Table 1"', 'place = ""\nurl = ""', r"unknown \['url'\]"),
        ('id = "curve"', 'id = "chance"', "'chance' stands twice"),
    ],
)
def test_published_refuses(there, planted, word, tree):
    (tree / "published/history/coin.toml").write_text(FIGURES.replace(there, planted))
    with pytest.raises(ValueError, match=word):
        published("history/coin", root=tree)


def test_published_refuses_a_name_without_file(tree):
    with pytest.raises(ValueError, match="no published figures for 'history/dice'"):
        published("history/dice", root=tree)


def test_replication_sets_both_side_by_side(tree):
    rows = replication("history/coin", OURS, root=tree).data.splitlines()[2:]
    assert rows == [
        "| A chance<br>{cite:t}`ladha1992condorcet`; Table 1; seen in the source "
        "| 0.648 | 0.648 | 0.00001 |",
        "| A curve<br>Our derivation; by hand; summed the other way; derived exactly "
        "| 0.50, 0.25 | 0.50, 0.25 | none |",
        "| Who won<br>Our derivation; the town's page; from memory "
        "| bike path, library | bike path, library | none |",
    ]


@pytest.mark.parametrize(
    ("ours", "word"),
    [
        ({"chance": 0.6486}, r"chance: ours is 0\.6486, published is 0\.648"),
        ({"chance": float("nan")}, "chance: ours is nan"),
        ({"chance": [0.648]}, "chance: .* values"),
        ({"curve": [0.5]}, "curve: .* values"),
        ({"curve": [0.5, 0.3]}, "curve: .* at most 0.01"),
        ({"winners": ["library", "bike path"]}, "winners: ours"),
        ({"winners": "bike path"}, "winners: ours"),
        ({"other": 1}, r"not published \['other'\]"),
        ({"chance": None}, r"figures missing \['chance'\]"),
    ],
)
def test_replication_refuses(ours, word, tree):
    given = {k: v for k, v in (OURS | ours).items() if v is not None}
    with pytest.raises(ValueError, match=word):
        replication("history/coin", given, root=tree)


def test_replication_counts_long_lists(tree):
    path = tree / "published/history/coin.toml"
    names = [f"project {n}" for n in range(30)]
    path.write_text(FIGURES.replace('["bike path", "library"]', str(names)))
    box = replication("history/coin", OURS | {"winners": names}, root=tree)
    assert "| 30 names | 30 names | none |" in box.data


def test_model_card_says_what_the_head_says(tree):
    card = model_card("history/coin", root=tree).data
    assert "- **Question.** Coin: how often is it right?" in card
    assert "- **Equations.**\n  ```text\n  P = p\n  ```" in card
    assert "- **Source.** {cite:t}`condorcet1785essai`" in card
    assert "- **Leaves out.** everything else" in card


def test_head_keeps_lines_of_equations_and_joins_the_rest(tree):
    path = tree / "models/history/coin.py"
    text = path.read_text().replace("P = p\n", "P = p\n            Q = 1 - p\n")
    path.write_text(text.replace("everything", "nearly\n            everything"))
    head = read_head("history/coin", root=tree)
    assert head.equations == "P = p\nQ = 1 - p"
    assert head.leaves_out == "nearly everything else"


@pytest.mark.parametrize(
    ("there", "planted", "word"),
    [
        ("right?", "right.", "must be a question"),
        ("Source      [condorcet1785essai]\n", "", "lacks 'Source'"),
        ("[condorcet1785essai]", "", "lacks 'Source'"),
        ("Leaves out", "Omits", "lacks 'Leaves out'"),
        ("Leaves out", "Source x\nLeaves out", "'Source' stands twice"),
        ('"""Coin', 'x = 1\n"""Coin', "must be a question"),
    ],
)
def test_model_card_refuses(there, planted, word, tree):
    path = tree / "models/history/coin.py"
    path.write_text(path.read_text().replace(there, planted))
    with pytest.raises(ValueError, match=word):
        model_card("history/coin", root=tree)


def test_model_card_refuses_a_name_without_file(tree):
    with pytest.raises(ValueError, match="no model 'history/dice'"):
        model_card("history/dice", root=tree)


def test_indexes_link_what_is_written_and_say_what_is_not(tree):
    claims = (tree / "claims.yml").read_text()
    more = "says_holds: always, says_fails: never, chapters: [history/coin]"
    claims = claims.replace("chapters: [power/edge]", more, 1)
    (tree / "claims.yml").write_text(claims)
    index = claims_index("C", root=tree).data
    first, second = index.split("(claim-c2)=")[:2]
    assert "{doc}`/chapters/history/coin`" in first
    assert "In the model it holds when: always" in first
    assert "`power/edge` (chapter not written yet)" in second
    assert "holds when" not in second
    assert "(claim-a1)=" not in index
    assert "**{doc}`/chapters/history/coin`**" in models_index(root=tree).data
    assert "(history): {doc}`/chapters/history/coin`" in contents(root=tree).data
    status = status_table(root=tree).data
    assert "| {doc}`/chapters/history/coin` | 1 | 3 | 4 | not yet |" in status
    assert status.endswith("Planned, not written:\n\n- `power/edge`")


def test_dissent_register_shows_both_sides(tree):
    text = dissent_register(root=tree).data
    assert text.index("give experts more say") < text.index("give citizens more say")
    assert text.count("{cite:t}`condorcet1785essai`: Coins do not vote.") == 2
    assert "Change: None, because it is a coin (2026-11-22)" in text


TEST = '''import pytest


@pytest.mark.slow
def test_less():
    """1 < 2 & "3"."""
    assert 1 < 2


def test_more():
    assert 2 > 1
'''


@pytest.fixture
def site(tmp_path):
    """Build a little site from pages; return the application and its pages' text."""

    def make(parallel=0, **pages):
        root = tmp_path / "site"
        (root / "tests/history").mkdir(parents=True, exist_ok=True)
        if not (root / "tests/history/test_coin.py").exists():
            (root / "tests/history/test_coin.py").write_text(TEST)
        settings = 'extensions = ["myst_parser", "theme.tested"]\n'
        (root / "conf.py").write_text(
            settings + 'exclude_patterns = ["_build", "tests"]'
        )
        listed = "\n".join(pages)
        index = f"# Index\n\n```{{toctree}}\n{listed}\n```\n"
        for name, text in ({"index": index} | pages).items():
            (root / f"{name}.md").write_text(text)
        app = SphinxTestApp("html", srcdir=root, parallel=parallel)
        app.build()
        app.cleanup()
        return app, {n: Path(app.outdir, f"{n}.html").read_text() for n in pages}

    return make


def test_tested_marks_the_sentence_and_folds_the_test(site):
    page = "# One\nSo {tested}`history/coin::test_less`.\n\n## Two\nAnd so "
    app, html = site(one=page + "{tested}`history/coin::test_less`.\n")
    assert app.warning.getvalue() == ""
    marks = re.findall(r'<sup class="tested"><a href="#([\w-]+)"', html["one"])
    assert marks == ["tested-history-coin-test-less"] * 2
    assert html["one"].count(f'id="{marks[0]}"') == 1
    assert "tested: less" in html["one"]
    fold = html["one"].partition('<details class="tests-behind">')[2]
    assert "Tests behind this page (1)" in fold
    plain = re.sub(r"<[^>]+>", "", fold)
    assert "@pytest.mark.slow" in plain
    assert '1 &lt; 2 &amp; "3"' in plain
    assert "test_more" not in plain
    assert html["one"].index("Two") < html["one"].index("tests-behind")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("history/coin::test_none", "no test test_none in"),
        ("history/dice::test_less", "no test test_less in"),
        ("history/coin", "write part/name::test_x"),
        ("../history/coin::test_less", "write part/name::test_x"),
    ],
)
def test_tested_name_that_is_not_there_is_a_warning(name, word, site):
    app, html = site(one=f"# One\n\nSo {{tested}}`{name}`.\n")
    warning = app.warning.getvalue()
    assert "one.md:3" in warning
    assert word in warning
    assert "tests-behind" not in html["one"]


@pytest.mark.parametrize("parallel", [0, 2])
def test_tested_pages_do_not_leak_into_one_another(parallel, site):
    more = {f"filler{n}": f"# Filler {n}\n" for n in range(6)}
    app, html = site(
        parallel=parallel,
        one="# One\nSo {tested}`history/coin::test_less`.\n",
        two="# Two\nSo {tested}`history/coin::test_more`.\n",
        three="# Three\nSo.\n",
        **more,
    )
    assert app.warning.getvalue() == ""
    assert "test-less" in html["one"]
    assert "test-more" not in html["one"]
    assert "test-more" in html["two"]
    assert "test-less" not in html["two"]
    assert "tests-behind" not in html["three"]


def test_tested_page_is_read_again_when_its_test_changes(site):
    pages = {"one": "# One\nSo {tested}`history/coin::test_less`.\n", "two": "# Two\n"}
    app, _ = site(**pages)
    path = Path(app.srcdir, "tests/history/test_coin.py")
    assert str(path) in {str(Path(app.srcdir, d)) for d in app.env.dependencies["one"]}
    path.write_text(TEST.replace("test_less", "test_fewer"))
    again, _ = site(**pages)
    assert "no test test_less" in again.warning.getvalue()
    shutil.rmtree(app.srcdir)
