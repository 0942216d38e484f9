"""The public facts of Kota Bekasi behind the sample: agencies, their inner units, its kelurahan."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from asnroster.resources import resource

SUPPORT = frozenset({"administrasi", "dukungan pimpinan"})


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency (OPD) of the city.

    Attributes:
        kind: sekretariat, inspektorat, dinas, badan, rsud or kecamatan.
        people: rough size, the weight when a small sample is shared out.
        least: people it needs for a believable tree in a small sample.
        head, echelon: title and echelon of its head.
    """

    kind: str
    name: str
    short: str
    sector: str
    building: str
    people: int
    least: int
    head: str
    echelon: str

    @property
    def is_support(self) -> bool:
        """Whether its people do desk work that no circular keeps in the office as a whole."""
        return self.sector in SUPPORT


@dataclass(frozen=True, slots=True)
class Plan:
    """A unit that an agency may open when it has the people.

    Attributes:
        below: names of the sections it may open in its turn.
        posts: functional positions found there; repeated means more frequent.
        work: kantor (desk), loket (counter) or lapangan (field, ward, class).
        days: its own working days, as written in the sheet; empty: inherited.
        services: its counters.
    """

    unit: str
    below: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    work: str = "kantor"
    days: str = ""
    services: tuple[str, ...] = ()


def agencies() -> list[Agency]:
    """Every agency, the ones that a small sample should have first."""
    rows = sorted(_rows("kota_bekasi_opd.csv"), key=lambda row: int(row["rank"]))
    return [
        Agency(
            row["kind"],
            row["name"],
            row["short"],
            row["sector"],
            row["building"],
            int(row["people"]),
            int(row["least"]),
            row["head"],
            row["echelon"],
        )
        for row in rows
    ]


def plans() -> Mapping[str, tuple[Plan, ...]]:
    """Owner (an agency's short name, or a kind of unit) -> its units, most needed first."""
    by_owner: dict[str, list[Plan]] = defaultdict(list)
    for row in _rows("kota_bekasi_unit.csv"):
        below, posts, services = (
            tuple(row[key].split(";")) if row[key] else () for key in ("below", "posts", "services")
        )
        by_owner[row["owner"]].append(Plan(row["unit"], below, posts, row["work"], row["days"], services))
    return {owner: tuple(units) for owner, units in by_owner.items()}


def kelurahan() -> Mapping[str, tuple[str, ...]]:
    """Kecamatan -> its kelurahan, in the order of the file."""
    by_kecamatan: dict[str, list[str]] = defaultdict(list)
    for row in _rows("kota_bekasi_kelurahan.csv"):
        by_kecamatan[row["kecamatan"]].append(row["kelurahan"])
    return {kecamatan: tuple(names) for kecamatan, names in by_kecamatan.items()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource("data", name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
