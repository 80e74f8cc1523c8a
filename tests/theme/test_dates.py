"""The day of a page's last change is that of its last commit, or is not given."""

import subprocess

import pytest

from theme.dates import last_changed

PAGE = "chapters/part/page"


def git(folder, *command, day="2026-01-01"):
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "PATH": "/usr/bin:/bin"}
    who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    when = f"{day}T23:30:00-05:00"
    who |= {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", *command], cwd=folder, env=who, check=True)


def commit(folder, name, day):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(day)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", day, day=day)


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "a book"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, f"{PAGE}.md", "2026-02-03")
    return folder


@pytest.mark.parametrize("own", ["models/part/page.py", "published/part/page.toml"])
def test_the_last_commit_of_its_own_files_counts(book, own):
    commit(book, own, "2026-03-04")
    commit(book, "models/part/other.py", "2026-04-05")
    assert last_changed(book, PAGE) == "2026-03-04"


def test_the_latest_day_counts_whatever_the_order_of_commits(book):
    commit(book, f"{PAGE}.md", "2025-01-01")
    assert last_changed(book, PAGE) == "2026-02-03"


def test_a_merge_changes_nothing_by_itself(book):
    git(book, "checkout", "--quiet", "-b", "side")
    commit(book, "other.md", "2026-03-01")
    git(book, "checkout", "--quiet", "main")
    commit(book, f"{PAGE}.md", "2026-03-02")
    git(book, "merge", "--quiet", "--no-edit", "side", day="2026-06-01")
    assert last_changed(book, PAGE) == "2026-03-02"


def test_no_day_is_given_without_the_whole_history(book, tmp_path):
    commit(book, "other.md", "2026-05-06")
    git(tmp_path, "clone", "--quiet", "--depth=1", book.as_uri(), "shallow")
    assert last_changed(tmp_path / "shallow", PAGE) == ""
    (tmp_path / "bare").mkdir()
    assert last_changed(tmp_path / "bare", PAGE) == ""
