"""The instance of the benchmarks: a made-up city in ten buildings in which everybody has wishes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import ceil
from pathlib import Path
from random import Random

from asnroster.sample import Rows, Sample, make_sample, write_sample

START, END = date(2026, 12, 1), date(2026, 12, 31)
BUILDINGS = 10
DESK = (
    "administrasi",
    "dukungan pimpinan",
    "pendidikan",
    "pendapatan daerah",
)  # agencies that city.toml lets go home
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat")
# Of those who may go home, as a share. In a week of four working days one home day each leaves 75 % in the office.
ROOM = 0.78


def make_city(people: int, seed: int) -> Sample:
    """The sample with ten buildings, each a little too small, and five wishes of everybody who may be at home."""
    made = make_sample(people, seed, START, END)
    sheets = dict(made.sheets)
    rng = Random(f"city {people} {seed}")
    staff, units = sheets["Pegawai"], sheets["Unit"]
    house = _houses(units)
    sectors = {row[units[0].index("OPD")]: row[units[0].index("Sektor")] for row in reversed(units[1:])}
    sheets["Unit"] = _with_column(units, "Gedung", "OPD", house)
    sheets["Pegawai"] = _with_column(staff, "Gedung", "OPD", house)
    column = {name: staff[0].index(name) for name in ("NIP", "OPD", "Boleh WFH")}
    inside: Counter[str] = Counter()
    free: Counter[str] = Counter()
    wishes: list[tuple[str | int | date | None, ...]] = []
    for row in staff[1:]:
        building = house[str(row[column["OPD"]])]
        inside[building] += 1
        if row[column["Boleh WFH"]] != "Ya":
            continue
        free[building] += sectors[row[column["OPD"]]] in DESK
        for weekday in WEEKDAYS:
            strength = rng.randint(0, 10)
            if strength:
                wishes.append((row[column["NIP"]], weekday, "WFO", strength))
    sheets["Preferensi"] = [("NIP", "Hari", "Pilihan", "Bobot"), *wishes]
    rooms = [(name, inside[name] - free[name] + ceil(free[name] * ROOM)) for name in sorted(inside)]
    sheets["Gedung"] = [("Gedung", "Kapasitas"), *rooms]
    return Sample(sheets, made.start)


def write_city(people: int, seed: int, path: Path) -> None:
    """Write that city as a workbook."""
    write_sample(make_city(people, seed), path)


def _houses(units: Rows) -> dict[str, str]:
    """Agencies dealt out over the buildings."""
    agencies = sorted({str(row[units[0].index("OPD")]) for row in units[1:]})
    return {agency: f"Gedung {index % BUILDINGS + 1:02d}" for index, agency in enumerate(agencies)}


def _with_column(rows: Rows, name: str, by: str, values: dict[str, str]) -> Rows:
    at, key = rows[0].index(name), rows[0].index(by)
    return [rows[0], *((*row[:at], values[str(row[key])], *row[at + 1 :]) for row in rows[1:])]
