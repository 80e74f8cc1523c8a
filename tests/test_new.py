"""``make new`` makes what CONTRIBUTING says, and leaves only the writing to do."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.rules import RULES
from tests.rules.minimal import build
from theme.new import main, new_chapter
from theme.published import published
from theme.toc import PARTS, written

ROOT = Path(__file__).parents[1]
DRAW = "from figures.concept.edge import first_figure as f; f()._repr_mimebundle_()"
AUTHORS = {  # what a skeleton cannot know
    "chapters_are_of_one_length",
    "nothing_is_left_to_write",
    "claims_are_complete",
    "objections_come_from_both_sides",
    "promised_names_exist",
}


def test_skeleton_fails_only_on_what_its_author_must_write(tmp_path):
    new_chapter("power/edge", root=build(tmp_path))
    failing = {rule.__name__ for rule in RULES if rule(tmp_path)}
    assert failing == AUTHORS - {"promised_names_exist"}
    new_chapter("power/capture", root=tmp_path)
    assert {rule.__name__ for rule in RULES if rule(tmp_path)} == AUTHORS


def test_skeleton_is_in_style_and_its_tests_pass(tmp_path):
    for folder in ("models", "explore", "figures", "theme"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "_toc.yml", tmp_path)
    (tmp_path / "tests").mkdir()
    paths = new_chapter("concept/edge", root=tmp_path)
    code = [path for path in paths if path.suffix == ".py"]
    commands = [
        ["-m", "ruff", "check", *map(str, code)],
        ["-m", "ruff", "format", "--check", *map(str, code)],
        ["-m", "pytest", "-q", "tests/concept", "models/concept"],
        ["-c", DRAW],
    ]
    for command in commands:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env=os.environ | {"BOOK_STATIC": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_entry_goes_last_in_its_part_and_parts_keep_their_order(tmp_path):
    root = build(tmp_path)
    for name in ("power/edge", "concept/rim", "power/brink"):
        new_chapter(name, root=root)
    assert written(root) == ["concept/rim", "history/coin", "power/edge", "power/brink"]
    toc = yaml.safe_load((root / "_toc.yml").read_text())
    assert [len(part["chapters"]) for part in toc["parts"]] == [1, 1, 2]
    assert published("power/edge", root=root)["half"].value == 0.5


def test_new_parts_come_after_a_preface(tmp_path):
    root = build(tmp_path)
    path = root / "_toc.yml"
    toc = yaml.safe_load(path.read_text())
    toc["parts"].insert(0, {"caption": "Before you begin", "chapters": []})
    path.write_text(yaml.safe_dump(toc, sort_keys=False))
    for name in ("power/edge", "concept/rim"):
        new_chapter(name, root=root)
    captions = [part["caption"] for part in yaml.safe_load(path.read_text())["parts"]]
    parts = [captions.index(PARTS[part]) for part in ("concept", "history", "power")]
    assert captions[0] == "Before you begin"
    assert parts == [1, 2, 3]


BAD = [
    "",
    "power",
    "power/",
    "money/edge",
    "power/Edge",
    "power/a-b",
    "power/../x",
    "power/import",
    "power/edge/two",
    "power/2edge",
]


@pytest.mark.parametrize("bad", BAD)
def test_bad_name_makes_nothing(bad, tmp_path, capsys):
    root = build(tmp_path)
    before = sorted(root.rglob("*"))
    with pytest.raises(ValueError, match=r"part must be|name is"):
        new_chapter(bad, root=root)
    assert sorted(root.rglob("*")) == before
    assert main([bad]) == 1
    assert "Nothing was made" in capsys.readouterr().out


def test_existing_file_is_left_alone(tmp_path):
    root = build(tmp_path)
    before = (root / "_toc.yml").read_text()
    (root / "models/history/rim.py").write_text("mine")
    with pytest.raises(ValueError, match=r"already models/history/rim\.py"):
        new_chapter("history/rim", root=root)
    assert (root / "models/history/rim.py").read_text() == "mine"
    assert not (root / "chapters/history/rim.md").exists()
    assert (root / "_toc.yml").read_text() == before


def test_contributing_says_what_it_does(tmp_path):
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = guide.partition("six steps\n")[2].partition("\n## ")[0]
    assert re.findall(r"^(\d)\. \*\*", section, re.M) == list("123456")
    assert "make new C=power/capture" in section
    made = new_chapter("power/capture", root=build(tmp_path))
    named = [str(path.relative_to(tmp_path)) for path in made]
    assert [
        n for n in re.findall(r"`([a-z]+/[\w/]+\.\w+)`", section) if n in named
    ] == named
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)", guide):
        assert re.search(rf"^{target}:", makefile, re.M), target
