"""How is a real vote on projects written down?

Equations   none: a text file in three parts (META, PROJECTS, VOTES) becomes an Election
Source      [faliszewski2023participatory], section 2; field names as in the files
Leaves out  titles, categories, maps, voters' age and sex: all that no rule here uses
"""

import csv
import io
import re
from fractions import Fraction
from pathlib import Path

from models.democracy.ballots import Election, Money, exact

__all__ = ["read_pabulib"]

VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
COLUMNS = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}
LIMITS = ("length", "points", "sum_points")
NUMBER = re.compile(r"-?[0-9]{1,18}([.,][0-9]{1,18})?")

Row = tuple[int, dict[str, str]]  # line number, cells by column


class _RefusalError(Exception):
    """Line number and reason."""


def read_pabulib(path: str | Path) -> Election:
    """Read a Pabulib file (.pb), or refuse it with line number and reason.

    Approval ballots give one point to each name. Cumulative and scoring ballots give
    the points they state. Ordinal ballots give the points they state or else, counting
    down, ``max_length`` to the first name (the number of projects if that is not
    stated), one less to the second, and so on. Points become yes or no only when the
    caller asks for it with ``approvals``. A decimal comma is read as a point.
    """
    path = Path(path)
    data = path.read_bytes()
    try:
        return _election(_sections(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line, reason = data[: error.start].count(b"\n") + 1, "this is not UTF-8 text"
    except _RefusalError as refusal:
        line, reason = refusal.args
    raise ValueError(f"{path.name}, line {line}: {reason}")


def _sections(text: str) -> dict[str, list[Row]]:
    """Cut the file into its three parts; a row has as many cells as its header."""
    sections: dict[str, list[Row]] = {}
    header: list[str] | None = None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    line, last = 1, 0
    try:
        for cells in rows:
            line, last = last + 1, rows.line_num
            if any("\nVOTES" in cell or "\nPROJECTS" in cell for cell in cells):
                raise _RefusalError(line, "a quotation mark is opened and not closed")
            if not any(cells):
                continue
            title = cells[0].strip().upper()
            if title in COLUMNS and not any(cells[1:]):
                if title in sections:
                    raise _RefusalError(line, f"a second section {title}")
                name, header, sections[title] = title, None, []
            elif not sections:
                raise _RefusalError(line, f"expected META, got {cells[0]!r}")
            elif header is None:
                header = [cell.strip().lower() for cell in cells]
                for column in COLUMNS[name]:
                    if header.count(column) != 1:
                        raise _RefusalError(line, f"{name} needs one column {column}")
            elif len(cells) != len(header):
                n, m = len(cells), len(header)
                raise _RefusalError(line, f"{n} cells where the header has {m}")
            else:
                row = zip(header, map(str.strip, cells), strict=True)
                sections[name].append((line, dict(row)))
    except csv.Error as error:
        raise _RefusalError(last + 1, f"cannot be cut into cells ({error})") from None
    for title in COLUMNS:
        if title not in sections:
            raise _RefusalError(
                max(last, 1), f"the file ends without a section {title}"
            )
    return sections


def _election(sections: dict[str, list[Row]]) -> Election:
    meta: dict[str, tuple[int, str]] = {}
    for line, row in sections["META"]:
        if row["key"] in meta:
            raise _RefusalError(line, f"META gives {row['key']} twice")
        meta[row["key"]] = line, row["value"]
    for key in ("num_projects", "num_votes", "budget", "vote_type"):
        if key not in meta:
            raise _RefusalError(1, f"META has no {key}")
    line, vote_type = meta["vote_type"]
    if vote_type not in VOTE_TYPES:
        raise _RefusalError(line, f"vote_type {vote_type!r} is none of {VOTE_TYPES}")
    budget = _number(*meta["budget"], "budget", positive=True)
    limits = {
        key: _number(*meta[key], key)
        for key in (f"{end}_{of}" for of in LIMITS for end in ("min", "max"))
        if key in meta
    }

    costs: dict[str, Money] = {}
    official = []
    for line, row in sections["PROJECTS"]:
        name = row["project_id"]
        if not name or "," in name:
            raise _RefusalError(line, f"project_id {name!r} cannot stand on a ballot")
        if name in costs:
            raise _RefusalError(line, f"project {name!r} is listed twice")
        costs[name] = _number(line, row["cost"], "cost", positive=True)
        if not re.fullmatch("[0-9]?", row.get("selected", "")):
            raise _RefusalError(
                line, f"selected must be 0 or 1, got {row['selected']!r}"
            )
        if row.get("selected") == "1":
            official.append(name)
    known = any("selected" in row for _, row in sections["PROJECTS"])

    same = {name: name for name in costs}  # one string a project, however many ballots
    first = limits.get("max_length", len(costs))
    voters: set[str] = set()
    ballots, points = [], []
    for line, row in sections["VOTES"]:
        if row["voter_id"] in voters:
            raise _RefusalError(line, f"voter {row['voter_id']!r} votes twice")
        voters.add(row["voter_id"])
        try:
            ballot = tuple(same[name.strip()] for name in _split(row["vote"]))
        except KeyError as missing:
            raise _RefusalError(
                line, f"{missing} on the ballot is no project"
            ) from None
        if len(set(ballot)) < len(ballot):
            raise _RefusalError(line, "the ballot names a project twice")
        ballots.append(ballot)
        stated = vote_type == "ordinal" and "points" in row
        if stated or vote_type in ("cumulative", "scoring"):
            cells = _split(row.get("points", ""))
            if len(cells) != len(ballot):
                raise _RefusalError(
                    line, f"{len(cells)} points for {len(ballot)} names"
                )
            points.append(tuple(_number(line, cell, "points") for cell in cells))
        elif vote_type == "ordinal":
            points.append(tuple(first - k for k in range(len(ballot))))
        if limits:
            _check(ballot, points[-1] if points else (), limits, line)

    for key, found in (("num_projects", costs), ("num_votes", ballots)):
        line, stated = meta[key]
        if _number(line, stated, key) != len(found):
            raise _RefusalError(line, f"{key} is {stated}, the file has {len(found)}")
    return Election(
        tuple(costs),
        tuple(costs.values()),
        tuple(ballots),
        budget,
        tuple(official) if known else None,
        tuple(points) if points else None,
    )


def _split(cell: str) -> list[str]:
    return cell.split(",") if cell else []


def _number(line: int, cell: str, name: str, *, positive: bool = False) -> Money:
    match = NUMBER.fullmatch(cell.strip())
    if match is None:
        raise _RefusalError(line, f"{name} must be a number, got {cell!r}")
    value = exact(Fraction(cell.replace(",", ".")) if match[1] else int(cell), name)
    if positive and value <= 0:
        raise _RefusalError(line, f"{name} must be above 0, got {cell}")
    return value


def _check(
    ballot: tuple[str, ...],
    points: tuple[Money, ...],
    limits: dict[str, Money],
    line: int,
) -> None:
    """Hold a ballot against the limits that META states."""
    found = {"length": (len(ballot), len(ballot))}
    if points:
        found["points"] = min(points), max(points)
        found["sum_points"] = sum(points), sum(points)
    for of, (least, most) in found.items():
        if least < limits.get(f"min_{of}", least):
            raise _RefusalError(line, f"{of} {least} is under min_{of}")
        if most > limits.get(f"max_{of}", most):
            raise _RefusalError(line, f"{of} {most} is over max_{of}")
