"""The pins: exact, hashed, from no named place, the same for book, tests and Binder."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = [ROOT / "requirements.txt", *sorted(ROOT.glob("requirements/*.txt"))]


def pins(path: Path) -> dict[str, str]:
    """Return version by name."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", path.read_text(), re.M))


def test_every_list_is_pinned():
    names = {p.stem for p in ROOT.glob("requirements/*.in")} - {"book"}
    assert {p.stem for p in LOCKS[1:]} == names


@pytest.mark.parametrize("path", LOCKS, ids=lambda p: p.name)
def test_pins_are_exact_hashed_and_name_no_host(path):
    text = path.read_text().replace("\\\n", "")
    for line in text.splitlines():
        assert re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line
    assert "//" not in text


@pytest.mark.parametrize("path", [*LOCKS[1:], ROOT / "binder" / "requirements.txt"])
def test_shared_packages_have_one_version(path):
    book, own = pins(LOCKS[0]), pins(path)
    assert {n: own[n] for n in own.keys() & book.keys()} == {
        n: book[n] for n in own.keys() & book.keys()
    }


def test_the_package_asks_for_what_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for need in project["dependencies"]:
        name, least = need.split(">=")
        pinned = pins(LOCKS[0])[name].split(".")
        assert list(map(int, pinned)) >= list(map(int, least.split(".")))
