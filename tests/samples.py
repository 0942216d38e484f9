"""How tests read the made-up staff file: its rows, a unit's inheritance, the days that somebody works."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from asnroster.domain.calendar import national_calendar
from asnroster.domain.weekdays import parse_weekdays
from asnroster.sample import Sample

START, END = date(2026, 12, 1), date(2026, 12, 31)
SHEETS = ["Pegawai", "Unit", "Ketidakhadiran", "Preferensi", "Penetapan", "Gedung", "Layanan", "Libur"]
SECTORS = {
    "kesehatan", "keamanan", "penanganan bencana", "kedaruratan", "energi", "logistik", "pos", "transportasi",
    "objek vital nasional", "proyek strategis nasional", "konstruksi", "utilitas dasar", "kebersihan",
    "kependudukan", "perizinan", "pendapatan daerah", "pendidikan", "pelayanan publik", "administrasi",
    "dukungan pimpinan",
}  # fmt: skip
Row = dict[str, Any]


def rows(sample: Sample, sheet: str) -> list[Row]:
    header, *body = sample.sheets[sheet]
    return [dict(zip(header, row, strict=True)) for row in body]


def inherited(unit: Row, units: dict[str, Row], column: str) -> Any:
    """A unit's own value or the nearest one above; the code of a unit begins with its parent's."""
    code = unit["Kode Unit"]
    while code:
        if units[code][column] is not None:
            return units[code][column]
        code = code.rpartition(".")[0]
    return None


def workdays(person: Row, units: dict[str, Row]) -> frozenset[int]:
    return parse_weekdays(
        person["Hari Kerja"] or inherited(units[person["Kode Unit"]], units, "Hari Kerja") or "Sen-Jum"
    )


def working_days(person: Row, units: dict[str, Row]) -> list[date]:
    calendar = national_calendar([2026])
    pattern = workdays(person, units)
    dates = [START + timedelta(n) for n in range((END - START).days + 1)]
    return [day for day in dates if calendar.is_working(day, pattern)]


def located(sample: Sample) -> Counter[str]:
    units = {row["Kode Unit"]: row for row in rows(sample, "Unit")}
    return Counter(
        row["Gedung"] or inherited(units[row["Kode Unit"]], units, "Gedung") or ""
        for row in rows(sample, "Pegawai")
        if row["Kedudukan"] == "Aktif"
    )


def read(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {
        name: [
            [None if cell == "" else cell for cell in row] for row in book.get_sheet_by_name(name).to_python()
        ]
        for name in book.sheet_names
    }
