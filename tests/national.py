"""A nation of three governments, a city of three agencies, and the command that solves them by agency."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asnroster.intake.sheets import read_book
from asnroster.national.run import cut_input
from asnroster.run import Request
from asnroster.words import use_language
from tests.cli import Finished, run_in_process
from tests.intake_books import write_csv, write_xlsx

# Fridays at home for at most half of the whole government.
FRIDAYS = """
name = "jumat"
title = "Jumat WFH"
[[rules]]
rule = "home_share"
at_most = "50 %"
per = "government"
[[rules]]
rule = "home_weekdays"
weekdays = ["Jumat"]
weight = 10
"""
BY_AGENCY = FRIDAYS.replace('per = "government"', 'per = "agency"')
WEEK = ("--start", "2026-12-07", "--end", "2026-12-11")
HEAD = ["NIP", "Nama", "NIK", "OPD", "Unit", "No HP", "Jabatan"]
BEKASI, BOGOR, KEUANGAN = "Pemerintah Kota Bekasi", "Pemerintah Kota Bogor", "Kementerian Keuangan"


def nip(number: int) -> str:
    return f"19800101200501{number:04d}"


def rows_of(*places: tuple[str, str]) -> list[list[str]]:
    return [
        [
            nip(number),
            f"Orang {number}",
            f"32750101010100{number:02d}",
            home,
            unit,
            f"0812{number:06d}",
            "Staf",
        ]
        for number, (home, unit) in enumerate(places, start=1)
    ]


# Interleaved; Bekasi's people are 1, 3, 5, 6 (two agencies), Bogor's 2 and 7, the ministry's 4.
NATION = rows_of(
    (BEKASI, "Dinas A"), (BOGOR, f"{BOGOR} > Dinas A > Bidang"), (BEKASI, "Dinas A > Bidang"), (KEUANGAN, "Ditjen"),
    (BEKASI, "Dinas B"), (BEKASI, "Dinas B"), (BOGOR, "Dinas A"),
)  # fmt: skip


def three_governments(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``staff.csv`` of three governments beside two scenarios, and the command started there."""
    monkeypatch.chdir(folder)
    (folder / "jumat.toml").write_text(FRIDAYS, encoding="utf-8")
    (folder / "opd.toml").write_text(BY_AGENCY, encoding="utf-8")
    return write_csv(folder / "staff.csv", [HEAD, *NATION])


def by_agency(
    *more: str, staff: str = "staff.csv", scenario: str = "jumat.toml", out: str = "out"
) -> Finished:
    use_language("en")
    return run_in_process(
        "solve",
        staff,
        "--by",
        "agency",
        "-s",
        scenario,
        *WEEK,
        "--workers",
        "1",
        "-o",
        out,
        "--json",
        "run.json",
        *more,
    )


def manifest(folder: str = "out") -> dict[str, dict[str, Any]]:
    told = json.loads((Path(folder) / "manifest.json").read_text("utf-8"))
    return {record["stem"]: record for record in told["parts"]}


def totals() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("run.json").read_text("utf-8"))
    return found


def codes(path: Path) -> dict[str, list[str]]:
    """NIP -> codes of the sheet Jadwal."""
    rows = list(openpyxl.load_workbook(path, read_only=True)["Jadwal"].iter_rows(values_only=True))
    return {str(row[2]): [str(cell) for cell in row[6:11]] for row in rows if str(row[2] or "").isdigit()}


def part_rows(path: Path) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in read_book(path).sheets[0].rows]


def cut(request: Request, folder: Path) -> dict[str, Path]:
    folder.mkdir()
    return {part.stem: part.staff for part in cut_input(request, folder).parts}


# Agencies of one government in a workbook with everything.
CITY: dict[str, Sequence[Sequence[Any]]] = {
    "Pegawai": [
        ["NIP", "Nama", "OPD", "Unit", "NIK", "Tim"],
        *([nip(n), f"Orang {n}", agency, unit, f"3275{n}", "Tim 1"] for n, (agency, unit) in enumerate([
            ("Dinas A", "Sekretariat"), ("Dinas B", "Sekretariat"), ("Dinas A", "Dinas A"), ("Dinas C", "Dinas C"),
            ("Dinas C", "Sekretariat"), ("Dinas B", "Dinas B"), ("Dinas A", "Sekretariat"),
        ], start=1)),
    ],
    "Unit": [
        ["Unit", "OPD", "Induk", "Sektor", "Gedung", "Min WFO"],
        *([unit, agency, "" if unit == agency else agency, "administrasi", building, None]
          for agency, building in (("Dinas A", "Balai"), ("Dinas B", "Balai"), ("Dinas C", "Lain"))
          for unit in (agency, "Sekretariat")),
    ],
    "Preferensi": [["NIP", "Hari", "Pilihan", "Bobot"], [nip(1), "Jumat", "WFO", 2], [nip(5), "Jumat", "WFO", 3]],
    "Ketidakhadiran": [["NIP", "Mulai", "Selesai", "Kode"], [nip(6), "2026-12-07", "2026-12-08", "C"]],
    "Gedung": [["Gedung", "Kapasitas"], ["Balai", 9], ["Lain", 9]],
    "Layanan": [["Unit", "Layanan", "Min WFO"], ["Dinas C > Sekretariat", "Loket", 0]],
}  # fmt: skip
CAPACITY = BY_AGENCY + '[[rules]]\nrule = "building_capacity"\n'
TEAMS = BY_AGENCY + '[[rules]]\nrule = "team_same_days"\n'


def city(folder: Path, sheets: dict[str, Sequence[Sequence[Any]]] | None = None) -> Path:
    return write_xlsx(folder / "city.xlsx", CITY | (sheets or {}))
