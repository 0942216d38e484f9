"""A made-up nation: many governments of 300 to 14,000 people in one .csv list, and their units in another.

``python -m tests.benchmarks.nation PEOPLE FOLDER`` writes ``staff.csv`` and ``units.csv``; one government is in
memory at a time.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from asnroster.sample import Rows, make_sample

SMALLEST, LARGEST = 300, 14_000
START, END = date(2026, 12, 1), date(2026, 12, 31)
# 640 governments, each with numbers of its own: birth dates of one of eight residues, one of 83 stretches of 12 numbers.
RESIDUES, STRETCH = 8, 12


def sizes(people: int, seed: int) -> list[int]:
    """People of each government: between the smallest and the largest, mostly some thousands, adding up."""
    rng = Random(f"nation {people} {seed}")
    found: list[int] = []
    left = people
    while left > 0:
        size = min(left, max(SMALLEST, min(LARGEST, round(rng.lognormvariate(9.0, 0.7)))))
        size = left if left - size < SMALLEST else size
        found.append(size)
        left -= size
    return found


def write_nation(people: int, seed: int, folder: Path) -> int:
    """Write ``staff.csv`` and ``units.csv``; how many governments they hold."""
    governments = sizes(people, seed)
    with (
        (folder / "staff.csv").open("w", encoding="utf-8", newline="") as staff_file,
        (folder / "units.csv").open("w", encoding="utf-8", newline="") as units_file,
    ):
        staff, units = csv.writer(staff_file), csv.writer(units_file)
        for number, size in enumerate(governments):
            name = f"Pemerintah Kota Contoh {number + 1:03d}"
            sheets = make_sample(size, seed * 10_000 + number, START, END).sheets
            skip = 1 if number else 0
            staff.writerows(list(_staff(sheets["Pegawai"], sheets["Unit"], name, number))[skip:])
            units.writerows(list(_units(sheets["Unit"], name))[skip:])
    return len(governments)


def _staff(rows: Rows, units: Rows, name: str, number: int) -> Iterator[Sequence[object]]:
    head = rows[0]
    nip, agency, unit, code = (head.index(column) for column in ("NIP", "OPD", "Unit", "Kode Unit"))
    renumber, paths = _Numbers(number), _paths(units)
    yield head
    for row in rows[1:]:
        changed = {nip: renumber(str(row[nip])), agency: name, unit: paths[str(row[code])]}
        yield [changed.get(place, cell) for place, cell in enumerate(row)]


def _paths(units: Rows) -> dict[str, str]:
    """Code of a unit -> its path; a parent is named by its name, or by its path where the name recurs."""
    named: dict[str, str] = {}
    found: dict[str, str] = {}
    unit, code, parent = (units[0].index(column) for column in ("Unit", "Kode Unit", "Induk"))
    for row in units[1:]:
        name = str(row[unit])
        path = f"{named[str(row[parent])]} > {name}" if row[parent] else name
        named[name] = named[path] = found[str(row[code])] = path
    return found


def _units(rows: Rows, name: str) -> Iterator[Sequence[object]]:
    head = rows[0]
    agency = head.index("OPD")
    unit, parent = head.index("Unit"), head.index("Induk")
    yield head
    for row in rows[1:]:
        above = row[parent] or (row[agency] if row[unit] != row[agency] else "")
        changed = {agency: name, parent: above}
        yield [changed.get(place, cell) for place, cell in enumerate(row)]


class _Numbers:
    """Numbers (NIP) that nobody of another government has, without knowing the others."""

    def __init__(self, government: int) -> None:
        self._residue, self._slot = government % RESIDUES, government // RESIDUES
        self._used: Counter[str] = Counter()
        if self._slot >= 999 // STRETCH:
            raise ValueError(government)

    def __call__(self, nip: str) -> str:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])).toordinal()
        shifted = date.min + timedelta(born - born % RESIDUES + self._residue - 1)
        stem = f"{shifted:%Y%m%d}{nip[8:15]}"
        self._used[stem] += 1
        if self._used[stem] > STRETCH:
            raise ValueError(stem)
        return f"{stem}{self._slot * STRETCH + self._used[stem]:03d}"


if __name__ == "__main__":
    made = write_nation(int(sys.argv[1]), 1, Path(sys.argv[2]))
    sys.stdout.write(f"{made} governments\n")
