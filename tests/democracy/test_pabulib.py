"""Tests for models/democracy/pabulib.py: real files are read, broken ones refused."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from models.democracy.pabulib import read_pabulib
from tests.democracy.towns import DATA, needs_data

GOOD = """META
key;value
num_projects;3
num_votes;2
budget;400000.0
vote_type;approval
max_length;2
PROJECTS
project_id;cost;name;selected
a;75000.0;"Oak; elm ""and"" ash";1
b;10,5;Bench;0
c;300;;1
VOTES
voter_id;vote;age
7;a,c;30
8;b;
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="town.pb"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def with_points(vote_type, votes="7;a,c;3,1\n8;b;2\n"):
    head, _, _ = GOOD.partition("VOTES")
    head = head.replace("approval", vote_type)
    return f"{head}VOTES\nvoter_id;vote;points\n{votes}"


# --- what is read -------------------------------------------------------------------


def test_published_form_of_an_approval_file(write):
    town = read_pabulib(write(GOOD))
    assert town.projects == ("a", "b", "c")
    assert town.costs == (75_000, Fraction(21, 2), 300)
    assert town.budget == 400_000
    assert type(town.budget) is int
    assert town.ballots == (("a", "c"), ("b",))
    assert town.official == ("a", "c")
    assert town.points is None
    assert town.scores == (1, 1, 1)
    assert [s.tolist() for s in town.supporters] == [[0], [1], [0]]


@pytest.mark.parametrize("vote_type", ["cumulative", "scoring", "ordinal"])
def test_points_are_read_as_they_stand(write, vote_type):
    town = read_pabulib(write(with_points(vote_type)))
    assert town.points == ((3, 1), (2,))
    assert town.scores == (3, 2, 1)


def test_ordinal_ballots_without_points_count_down_from_max_length(write):
    text = GOOD.replace("approval", "ordinal")
    assert read_pabulib(write(text)).points == ((2, 1), (2,))
    text = text.replace("max_length;2\n", "")
    assert read_pabulib(write(text)).points == ((3, 2), (3,))


def test_a_score_below_zero_counts_against_but_is_no_support(write):
    town = read_pabulib(write(with_points("scoring", "7;a,c;-2,0\n8;b;1.5\n")))
    assert town.scores == (-2, Fraction(3, 2), 0)
    assert [s.tolist() for s in town.supporters] == [[], [1], []]


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("\n", "\r\n"),
        lambda t: "\ufeff" + t,
        lambda t: t + "\n\n",
        lambda t: t.replace("PROJECTS\n", "\nprojects;;;\n"),
        lambda t: t.replace("7;a,c;", "7; a, c;"),
    ],
    ids=["crlf", "bom", "blank lines", "small letters", "spaces"],
)
def test_limit_harmless_differences_change_nothing(write, change):
    plain, other = read_pabulib(write(GOOD)), read_pabulib(write(change(GOOD), "2.pb"))
    assert plain.ballots == other.ballots
    assert plain.costs == other.costs


def test_an_empty_ballot_is_a_ballot(write):
    assert read_pabulib(write(GOOD.replace("8;b;", "8;;"))).ballots[1] == ()


@needs_data
@pytest.mark.parametrize(
    "path", sorted(Path(DATA or "").glob("pabulib/*.pb")), ids=lambda p: p.stem
)
def test_published_files_are_read_whole(path):
    town = read_pabulib(path)
    header, rows = None, {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        cells = line.split(";")
        if (
            header
            and len(cells) >= 4
            and cells[0] in town.projects
            and len(rows) < len(town.projects)
        ):
            rows[cells[0]] = dict(zip(header, cells, strict=False))
        if cells[0] == "project_id":
            header = cells
        if cells[0] == "VOTES":
            break
    assert rows.keys() == set(town.projects)
    column = "score" if "score" in header else "votes"
    for name, score in zip(town.projects, town.scores, strict=True):
        assert int(rows[name][column]) == score


def test_five_megabytes_are_read_to_the_last_vote(write):
    rng = np.random.default_rng(5)
    names = [f"project-{k:03}" for k in range(120)]
    picks = [rng.choice(120, size=5, replace=False) for _ in range(500)]
    rows = [
        f"{i};{','.join(names[k] for k in picks[i % 500])};34;F" for i in range(75_000)
    ]
    text = (
        f"META\nkey;value\nnum_projects;120\nnum_votes;{len(rows)}\nbudget;1000000\n"
        "vote_type;approval\nPROJECTS\nproject_id;cost\n"
        + "".join(f"{name};1000\n" for name in names)
        + "VOTES\nvoter_id;vote;age;sex\n"
        + "\n".join(rows)
    )
    assert len(text) > 5_000_000
    town = read_pabulib(write(text))
    assert (len(town.ballots), sum(town.scores)) == (75_000, 375_000)


# --- what is refused ----------------------------------------------------------------

BROKEN = [
    ("", 1, "without a section META"),
    ("hello\n", 1, "expected META, got 'hello'"),
    (GOOD.replace("VOTES\n", ""), 13, "2|3 cells where"),
    (GOOD.partition("VOTES")[0], 12, "without a section VOTES"),
    (GOOD + "META\nkey;value\n", 17, "a second section META"),
    (
        GOOD.replace("project_id;", "project;"),
        9,
        "PROJECTS needs one column project_id",
    ),
    (GOOD.replace("vote;age", "vote;vote"), 14, "VOTES needs one column vote"),
    (GOOD.replace("num_votes;2\n", ""), 1, "META has no num_votes"),
    (GOOD.replace("max_length", "budget"), 7, "META gives budget twice"),
    (GOOD.replace("num_votes;2", "num_votes;3"), 4, "num_votes is 3, the file has 2"),
    (GOOD.replace("num_projects;3", "num_projects;4"), 3, "num_projects is 4"),
    (GOOD.replace("400000.0", "a lot"), 5, "budget must be a number, got 'a lot'"),
    (GOOD.replace("400000.0", "0"), 5, "budget must be above 0"),
    (GOOD.replace("400000.0", "1e9"), 5, "budget must be a number"),
    (GOOD.replace("400000.0", "9" * 5000), 5, "budget must be a number"),
    (GOOD.replace("approval", "acclaim"), 6, "vote_type 'acclaim' is none of"),
    (GOOD.replace("75000.0", "cheap"), 10, "cost must be a number, got 'cheap'"),
    (GOOD.replace("75000.0", "-5"), 10, "cost must be above 0"),
    (GOOD.replace("75000.0", "nan"), 10, "cost must be a number"),
    (GOOD.replace("c;300", "a;300"), 12, "project 'a' is listed twice"),
    (GOOD.replace("c;300", ";300"), 12, "project_id '' cannot stand on a ballot"),
    (GOOD.replace("Bench;0", "Bench;yes"), 11, "selected must be 0 or 1"),
    (GOOD.replace("Bench;0", "Bench"), 11, "3 cells where the header has 4"),
    (GOOD.replace("8;b", "7;b"), 16, "voter '7' votes twice"),
    (GOOD.replace("8;b", "8;z"), 16, "'z' on the ballot is no project"),
    (GOOD.replace("8;b", "8;b,b"), 16, "names a project twice"),
    (GOOD.replace("8;b", "8;b,"), 16, "'' on the ballot is no project"),
    (GOOD.replace("8;b", "8;a,b,c"), 16, "length 3 is over max_length"),
    (GOOD.replace("max_", "min_"), 16, "length 1 is under min_length"),
    (GOOD.replace("Bench", '"Bench'), 11, "quotation mark is opened"),
    (GOOD.encode("utf-16"), 1, "not UTF-8"),
    (GOOD.encode() + b"9;\xff;\n", 17, "not UTF-8"),
    (GOOD.replace("Bench", "x" * 200_000), 11, "cannot be cut into cells"),
    (with_points("cumulative", "7;a,c;3\n8;b;2\n"), 15, "1 points for 2 names"),
    (with_points("scoring", "7;a,c;3,x\n8;b;2\n"), 15, "points must be a number"),
    (GOOD.replace("approval", "cumulative"), 15, "0 points for 2 names"),
    (
        with_points("cumulative").replace("max_length;2", "max_sum_points;3"),
        15,
        "sum_points 4 is over max_sum_points",
    ),
    (
        with_points("scoring").replace("max_length;2", "max_points;2"),
        15,
        "points 3 is over max_points",
    ),
]


@pytest.mark.parametrize(
    ("text", "line", "reason"), BROKEN, ids=[b[2][:40] for b in BROKEN]
)
def test_bad_input_is_refused_with_line_and_reason(write, text, line, reason):
    with pytest.raises(ValueError, match=rf"^town\.pb, line {line}: .*({reason})"):
        read_pabulib(write(text))


def test_bad_input_no_such_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_pabulib(tmp_path / "nowhere.pb")
