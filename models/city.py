"""What is the running city like, whose problems every part of the book shares?

Equations   none: its facts stand in ``city.toml``
Source      invented for this book; nothing in it is measured
Leaves out  nearly everything about a city
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["City", "District", "Group", "Institution", "read_city"]


@dataclass(frozen=True, slots=True)
class District:
    """One of ten districts of equal size."""

    name: str
    bank: str  # of the river: "east" or "west"
    residents: int
    income: float  # mean, thousand crowns a year
    tenants: float  # share who rent, 0 to 1


@dataclass(frozen=True, slots=True)
class Group:
    """Residents who stand alike towards money."""

    name: str
    share: float  # of all residents, 0 to 1
    owns: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A body that decides or advises, and the four questions to ask of it."""

    name: str
    decides: str
    appointed: str
    overruled: str
    seen: str
    contested: str


@dataclass(frozen=True, slots=True)
class City:
    """The whole city; everything in the order of the file."""

    name: str
    budget: int  # thousand crowns a year
    districts: tuple[District, ...]
    groups: tuple[Group, ...]
    institutions: tuple[Institution, ...]

    def institution(self, name: str) -> Institution:
        """Return the institution of this name."""
        found = {body.name: body for body in self.institutions}
        if name not in found:
            raise ValueError(f"name must be one of {list(found)}, got {name!r}")
        return found[name]


def read_city() -> City:
    """Return the running city.

    >>> city = read_city()
    >>> sum(district.residents for district in city.districts)
    100000
    """
    file = Path(__file__).with_name("city.toml")
    facts = tomllib.loads(file.read_text(encoding="utf-8"))
    return City(
        name=facts["name"],
        budget=facts["budget"],
        districts=tuple(District(**entry) for entry in facts["district"]),
        groups=tuple(Group(**entry) for entry in facts["group"]),
        institutions=tuple(Institution(**entry) for entry in facts["institution"]),
    )
