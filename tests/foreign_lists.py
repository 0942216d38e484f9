"""Every list that users already have, and who must come out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from asnroster.domain.problem import Problem
from asnroster.intake.passes import build_problem, read_tables
from tests.foreign_books import DUK_HEADER, duk, nominatif, siasn, unor_tree, write_list
from tests.foreign_people import Civil, office, town
from tests.intake_books import MAY, write_csv, written

Rows = list[list[Any]]


@dataclass(frozen=True)
class Case:
    """A file, and who must come out of it.

    Attributes:
        write: writes the file (and the units) into a folder.
        people: those rostered.
        left_out: reason of each who is not, by NIP (empty for somebody without).
        notices: what is told besides, by code.
    """

    write: Callable[[Path], tuple[Path, Path | None]]
    people: Sequence[Civil]
    left_out: dict[str, str]
    notices: frozenset[str] = frozenset()


def one(name: str, sheets: dict[str, Rows]) -> Callable[[Path], tuple[Path, Path | None]]:
    return lambda folder: (write_list(folder / name, sheets), None)


def two(staff: dict[str, Rows], units: dict[str, Rows]) -> Callable[[Path], tuple[Path, Path | None]]:
    return lambda folder: (write_list(folder / "siasn.xlsx", staff), write_list(folder / "unor.xlsx", units))


def as_text(rows: Rows) -> Rows:
    return [[cell.isoformat() if isinstance(cell, date) else str(cell) for cell in row] for row in rows]


def as_csv(name: str, rows: Rows, delimiter: str) -> Callable[[Path], tuple[Path, Path | None]]:
    return lambda folder: (write_csv(folder / name, as_text(rows), delimiter), None)


def as_other(name: str, rows: Rows) -> Callable[[Path], tuple[Path, Path | None]]:
    return lambda folder: (written(folder / name, as_text(rows)), None)


def without(rows: Rows, heading: str) -> Rows:
    place = rows[0].index(heading)
    return [[*row[:place], *row[place + 1 :]] for row in rows]


def moved(people: Sequence[Civil], *path: str, depth: int = 1, status: str | None = None) -> list[Civil]:
    """The people under another name of the agency, the rest of their path in capitals; cut after ``depth`` names."""
    return [
        replace(
            person,
            path=(*path, *(name.upper() for name in person.path[1:depth])),
            status=person.status if status is None else status,
        )
        for person in people
    ]


TOWN = town()
ACTIVE = [person for person in TOWN if person.legal == "Aktif"]
AWAY = {person.nip: person.legal for person in TOWN if person.legal != "Aktif"}
SOCIAL = office()
BY_STATUS = {
    "PNS": (SOCIAL, "PNS"),
    "PPPK PW": (office(first=60, status="PPPK Paruh Waktu"), "PPPK Paruh Waktu"),
}
OTHER = office("Dinas Pariwisata", first=80)
SICK = [
    replace(person, legal=legal)
    for person, legal in zip(SOCIAL, ["Aktif"] * 6 + ["Tugas Belajar", "CLTN", "Pindah 2024"], strict=True)
]
TITLE = ["DAFTAR NOMINATIF PNS", "UNIT KERJA : DINAS SOSIAL", "KEADAAN JANUARI 2026"]


def with_sections() -> Rows:
    """A DUK with the units as headings between the people."""
    rows = duk(SOCIAL, "Dinas Sosial", numbered=False)
    for place, heading in (
        (5 + 6, "C. BIDANG PEMBERDAYAAN SOSIAL"),
        (5 + 3, "2. SUBBAGIAN UMUM"),
        (5, "A. SEKRETARIAT"),
    ):
        rows.insert(place, [heading])
    return rows


def nip_first() -> Rows:
    rows = duk(SOCIAL, "Dinas Sosial")
    rows[4] = ["NO", "NIP / NAMA", *DUK_HEADER[2:]]
    for row in rows[6:15]:
        name, nip = str(row[1]).split("\n")
        row[1] = f"{nip}\n{name}"
    return rows


def several_agencies() -> Rows:
    """Two agencies below each other, each with its own title line, headings and total."""
    first, second = nominatif(SOCIAL, TITLE), nominatif(OTHER, ["UNIT KERJA : DINAS PARIWISATA"])
    return [*first[:-7], *second]


def with_unit_column() -> Rows:
    rows = nominatif(SOCIAL, ["DAFTAR NOMINATIF", "BADAN KEPEGAWAIAN DAERAH"])
    top = next(number for number, row in enumerate(rows) if row and row[0] == "NO")
    rows[top : top + 2] = [
        ["NO", "NAMA", "NIP", "GOL", "TMT GOL", "JABATAN", "ESELON", "TMT JABATAN", "UNIT KERJA"]
    ]
    for row, person in zip(rows[top + 2 : top + 2 + len(SOCIAL)], SOCIAL, strict=True):
        row[8:] = [person.path[0]]
    del rows[top + 1]
    return rows


CASES = {
    "siasn": Case(one("a.xlsx", {"Data Pegawai": siasn(TOWN)}), [replace(p, path=(p.path[0], p.path[-1])) if len(p.path) > 2 else p for p in ACTIVE], AWAY),
    "siasn, levels of UNOR": Case(one("a.xlsx", {"Sheet1": siasn(TOWN, levels=True)}), ACTIVE, AWAY),
    "siasn, a tree in a second file": Case(two({"Export": siasn(TOWN, government=True)}, {"Sheet1": unor_tree(TOWN)}), ACTIVE, AWAY),
    "siasn, a tree in the same file": Case(one("a.xlsx", {"UNOR": unor_tree(TOWN), "Data": siasn(TOWN, government=True)}), ACTIVE, AWAY),
    "siasn, a tree by names": Case(two({"Export": without(siasn(TOWN), "UNOR ID")}, {"Tree": unor_tree(TOWN)}), ACTIVE, AWAY),
    "siasn.csv": Case(as_csv("a.csv", siasn(TOWN, levels=True), ";"), ACTIVE, AWAY),
    "siasn.xls": Case(as_other("a.xls", siasn(TOWN, levels=True)), ACTIVE, AWAY),
    "siasn.ods": Case(as_other("a.ods", siasn(TOWN, levels=True)), ACTIVE, AWAY),
    "duk": Case(one("a.xlsx", {"DUK": duk(SOCIAL, "Dinas Sosial")}), moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH"), {},
                frozenset({"unit-from-title", "rows-skipped"})),
    "duk, headings again on each page": Case(one("a.xlsx", {"Sheet1": duk(SOCIAL, "Dinas Sosial", page=4)}),
                                             moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH"), {}),
    "duk, NIP before the name": Case(one("a.xlsx", {"DUK": nip_first()}), moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH"), {}),
    "duk.xls": Case(as_other("a.xls", duk(SOCIAL, "Dinas Sosial")), moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH"), {}),
    "duk, units between the people": Case(one("a.xlsx", {"DUK": with_sections()}), moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH", depth=3), {},
                                          frozenset({"unit-from-headings"})),
    "nominatif": Case(one("a.xlsx", {"Sheet1": nominatif(SOCIAL, TITLE)}), moved(SOCIAL, "DINAS SOSIAL"), {}),
    "nominatif.ods": Case(as_other("a.ods", nominatif(SOCIAL, TITLE, total="JUMLAH TOTAL")), moved(SOCIAL, "DINAS SOSIAL"), {}),
    "nominatif.csv": Case(as_csv("a.csv", nominatif(SOCIAL, TITLE, total="Jumlah : 9 orang"), ","), moved(SOCIAL, "DINAS SOSIAL"), {}),
    "nominatif, one sheet per status": Case(
        one("a.xlsx", {sheet: nominatif(people, ["NOMINATIF", "UNIT KERJA: DINAS SOSIAL"], sections=True) for sheet, (people, _status) in BY_STATUS.items()}
            | {"Rekap": [["JUMLAH PNS", 9]]}),
        moved([person for people, _status in BY_STATUS.values() for person in people], "DINAS SOSIAL", depth=3), {},
        frozenset({"sheets-unread"})),
    "nominatif, lettered units": Case(one("a.xlsx", {"PNS": nominatif(SOCIAL, TITLE, sections=True, enumerated="ABC")}), moved(SOCIAL, "DINAS SOSIAL", depth=3), {}),
    "nominatif, several agencies": Case(one("a.xlsx", {"PNS": several_agencies()}), [*moved(SOCIAL, "DINAS SOSIAL"), *moved(OTHER, "DINAS PARIWISATA")], {}),
    "nominatif, a column for the unit": Case(one("a.xlsx", {"PNS": with_unit_column()}), moved(SOCIAL, "Dinas Sosial"), {}),
    "nominatif, notes say who is away": Case(one("a.xlsx", {"PNS": nominatif(SICK, TITLE)}), moved([p for p in SICK if p.legal in ("Aktif", "Pindah 2024")], "DINAS SOSIAL"),
                                             {SICK[6].nip: "Tugas Belajar", SICK[7].nip: "CLTN"}, frozenset({"left-out"})),
    "nominatif, a sheet of the retired": Case(
        one("a.xlsx", {"PNS": nominatif(SOCIAL, TITLE), "Data Pensiun": nominatif(OTHER, ["UNIT KERJA : DINAS PARIWISATA"])}),
        moved(SOCIAL, "DINAS SOSIAL"), {person.nip: "Pensiun" for person in OTHER}),
}  # fmt: skip


def read(staff: Path, units: Path | None) -> tuple[Problem, set[str]]:
    problem, notices = build_problem(read_tables(staff, units), *MAY)
    return problem, {notice.code for notice in notices}


def told(problem: Problem) -> list[tuple[Any, ...]]:
    """What was read of everybody, by NIP."""
    return sorted(
        (person.key, person.name, problem.unit_of(index).path, problem.agency_of(index).name, person.status,
         "" if person.echelon_assumed else person.echelon, person.position, person.in_post_since)
        for index, person in enumerate(problem.people)
    )  # fmt: skip
