"""What the tests of ``asnroster compare`` share: the little office in a building for four, three scenarios, the table."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli import SHEETS, STAFF, WEEK, Finished, little_office, run_in_process
from tests.intake_books import write_xlsx

OFFICE = """
name = "kantor"
title = "Semua di kantor"
[[rules]]
rule = "office_weekdays"
weekdays = "Sen-Jum"
"""
FULL = """
name = "penuh"
title = "Terlalu penuh"
[[rules]]
rule = "building_capacity"
name = "gedung"
[[rules]]
rule = "office_days_per_week"
name = "selalu"
at_least = 5
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The little office in a building for four, with three scenarios."""
    little_office(tmp_path, monkeypatch)
    staff = [[*row, "Gedung" if number == 0 else "Gedung A"] for number, row in enumerate(STAFF)]
    write_xlsx(
        tmp_path / "staff.xlsx",
        {**SHEETS, "Pegawai": staff, "Gedung": [["Gedung", "Kapasitas"], ["Gedung A", 4]]},
    )
    (tmp_path / "kantor.toml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "penuh.toml").write_text(FULL, encoding="utf-8")
    return tmp_path


def compare(*more: str, scenarios: str = "kantor jumat") -> Finished:
    named = [word for name in scenarios.split() for word in ("-s", f"{name}.toml")]
    return run_in_process("compare", "staff.xlsx", *named, *WEEK, *more)


def cells(shown: str) -> dict[str, list[str]]:
    """The rows of the table by their label; a scenario's cell may go over several lines."""
    rows: dict[str, list[str]] = {}
    label = ""
    for line in shown.splitlines():
        if line[:1] not in ("│", "┃"):
            continue
        first, *rest = [cell.strip() for cell in line.strip("│┃").replace("┃", "│").split("│")]
        label = first or label
        before = rows.setdefault(label, [""] * len(rest))
        rows[label] = [f"{old} {new}".strip() for old, new in zip(before, rest, strict=True)]
    return rows


def solved(name: str, *more: str) -> None:
    """The Fridays written as a roster."""
    result = run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, "-o", name, *more)
    assert result.code == 0, result.stderr


def edit(path: str, nip: str, day: str, code: str) -> None:
    """Type a code into the sheet Jadwal by hand."""
    book = openpyxl.load_workbook(path)
    sheet = book["Jadwal"]
    rows = {str(cell.value): cell.row for column in sheet.iter_cols() for cell in column if cell.value == nip}
    headings = [
        cell for row in sheet.iter_rows() for cell in row if getattr(cell.value, "day", None) == int(day)
    ]
    sheet.cell(rows[nip], headings[0].column).value = code
    book.save(path)
