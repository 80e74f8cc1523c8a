"""The tree keeps its promises, and each promise would be missed if it were broken."""

from pathlib import Path

import pytest

from tests.rules import RULES
from tests.rules.faults import FAULTS
from tests.rules.minimal import build

ROOT = Path(__file__).parents[1]
PLANTED = [(rule, *fault) for rule, faults in FAULTS.items() for fault in faults]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_its_promise(rule):
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_smallest_tree_keeps_it_too(rule, tmp_path):
    assert rule(build(tmp_path)) == []


@pytest.mark.parametrize(("rule", "file", "there", "planted", "word"), PLANTED)
def test_a_planted_fault_is_caught(rule, file, there, planted, word, tmp_path):
    path = build(tmp_path) / file
    if there is None:
        path.unlink()
    elif there == "":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(planted)
    else:
        text = path.read_text()
        assert there in text
        path.write_text(text.replace(there, planted))
    complaints = {r.__name__: r for r in RULES}[rule](tmp_path)
    assert any(word in complaint for complaint in complaints), complaints


def test_each_rule_has_a_fault():
    assert FAULTS.keys() == {rule.__name__ for rule in RULES}
