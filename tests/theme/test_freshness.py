"""What a page is made from: its imports and theirs, its data, what it depends on."""

from pathlib import Path

import pytest

from theme.freshness import CELL, digest, files_read, imported

ROOT = Path(__file__).parents[2]
HEAD = "---\ndepends: [{depends}]\n---\n# T\n"
TREE = {
    "models/__init__.py": "",
    "models/part/__init__.py": "from models.part import always",
    "models/part/always.py": "",
    "models/part/first.py": "from . import second\nfrom .third import x",
    "models/part/second.py": "import models.part.first",  # a circle
    "models/part/third.py": "def f():\n    from models.part.late import y",
    "models/part/late.py": "",
    "models/part/unused.py": "",
    "facts/a.txt": "",
    "published/part/page.toml": "",
    "results/part/page.json": "",
}
INITS = {"models/__init__.py", "models/part/__init__.py", "models/part/always.py"}


@pytest.fixture
def tree(tmp_path):
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def read(tree, cell="", *, name="chapters/part/other", depends=""):
    text = HEAD.format(depends=depends) + f"```{{code-cell}} python\n{cell}\n```\n"
    return {str(p.relative_to(tree)) for p in files_read(tree, name, text)}


def test_imports_and_theirs_in_a_circle_and_in_functions(tree):
    chain = {f"models/part/{n}.py" for n in ["first", "second", "third", "late"]}
    assert read(tree, "from models.part.first import f") == INITS | chain


@pytest.mark.parametrize(
    "cell",
    [
        "import models.part.late",
        "import models.part.late as m, numpy",
        "from models.part import late",
        "from models.part.late import y",
        ":tags: [remove-cell]\nfrom models.part.late import y",
        "%matplotlib inline\nfrom models.part.late import y",
        "if True:\n    from models.part.late import (\n        y,\n    )",
    ],
)
def test_every_way_to_import_is_seen(tree, cell):
    assert read(tree, cell) == INITS | {"models/part/late.py"}


def test_own_data_is_read(tree):
    own = {"published/part/page.toml", "results/part/page.json"}
    assert read(tree, name="chapters/part/page") == own


def test_depends_names_files_and_folders(tree):
    (tree / "facts" / "deep").mkdir()
    (tree / "facts" / "deep" / "b.txt").touch()
    names = {"facts/a.txt", "facts/deep/b.txt", "models/part/late.py"}
    assert read(tree, depends="facts, models/part/late.py") == names


def test_depends_on_nothing_is_refused(tree):
    with pytest.raises(FileNotFoundError, match="absent"):
        read(tree, depends="absent")


def test_other_packages_are_none_of_ours():
    assert imported("import numpy.random\nfrom json import loads") == set()


@pytest.mark.parametrize("name", ["models/part/late.py", "facts/a.txt"])
def test_digest_follows_the_content_of_what_is_read(tree, name):
    text = HEAD.format(depends="facts") + (
        "```{code-cell} python\nimport models.part.late\n```\n"
    )
    before = digest(tree, "chapters/part/page", text)
    (tree / "models/part/unused.py").write_text("changed")
    assert digest(tree, "chapters/part/page", text) == before
    (tree / name).write_text("changed")
    assert digest(tree, "chapters/part/page", text) != before


def test_real_chapter_reads_its_model_and_the_figure_layer():
    name = "chapters/history/jury_theorem"
    text = (ROOT / f"{name}.md").read_text(encoding="utf8")
    names = {str(p.relative_to(ROOT)) for p in files_read(ROOT, name, text)}
    assert names >= {
        "models/history/jury_theorem.py",
        "models/validation.py",
        "figures/history/jury_theorem.py",
        "explore/explorer.py",
        "published/history/jury_theorem.toml",
        "theme/evidence.py",
    }
    assert not any("democracy" in n for n in names)
    assert len(CELL.findall(text)) == text.count("{code-cell}")
