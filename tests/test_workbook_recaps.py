"""The golden workbook's summaries: formulas over Jadwal, and the figures that stand with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from asnroster.domain.problem import Problem
from asnroster.output import recaps
from asnroster.output.blocks import BOTH, Recapped
from asnroster.output.workbook import write_workbook
from asnroster.words import use_language
from tests.report_page import page
from tests.report_samples import day, rows, sample_report


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    use_language("en")
    made = tmp_path_factory.mktemp("book") / "roster.xlsx"
    write_workbook(sample_report(), made)
    return made


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def shown(path: Path) -> Workbook:
    """The figures that stand with the formulas, for programs that do not calculate."""
    return openpyxl.load_workbook(path, data_only=True)


def test_rekap_unit(book: Workbook, shown: Workbook) -> None:
    sheet = book["Rekap Unit"]
    assert rows(shown["Rekap Unit"], 8) == [
        ["Unit", "OPD", "Placed directly", "People", "WFO person-days", "WFH person-days", "WFH share",
         "Lowest WFO (people)", "on date", "Min WFO", "Highest WFO (people)", "on date",
         "Highest WFH (people)", "on date", "WFH allowed (people)", "Maks WFH %"],
        ["Dinas Contoh", "Dinas Contoh", 1, 3, 7, 6, pytest.approx(6 / 13), 0, day(21), 3, 3, day(23), 3, day(21)],
        ["Seksi Data", "Dinas Contoh", 2, 2, 4, 4, 0.5, 0, day(18), None, 2, day(23), 2, day(21), 1, 0.5],
        ["RSUD Contoh", "RSUD Contoh", 2, 2, 11, 0, 0, 1, day(21), None, 2, day(17), 0, day(17)],
        [],
        ["All agencies", None, None, 5, 18, 6, 0.25, 1, day(21), None, 4, day(23), 3, day(21)],
        [],
        ["Offices without anybody on a working day"],
        ["Nobody is in the office of Dinas Contoh on Mon, 21 Dec 2026."],
    ]  # fmt: skip
    assert [sheet[f"A{row}"].alignment.indent for row in (9, 10, 11)] == [0, 1, 0]
    assert [sheet[f"A{row}"].font.b for row in (9, 10, 11)] == [True, False, True]
    assert sheet["G9"].number_format == "0.0 %"
    # A unit's people have a run of keys: the Dinas 1 with its Seksi 2.
    assert [sheet[f"E{row}"].value for row in (9, 10, 13)] == [
        '=SUMIFS(Jadwal_Kantor,Jadwal_KunciUnit,">=1",Jadwal_KunciUnit,"<=2")',
        '=SUMIFS(Jadwal_Kantor,Jadwal_KunciUnit,">=2",Jadwal_KunciUnit,"<=2")',
        "=SUM(Jadwal_Kantor)",
    ]
    assert sheet["G9"].value == '=IF(E9+F9=0,"",F9/(E9+F9))'


def test_rekap_harian(book: Workbook, shown: Workbook) -> None:
    sheet = book["Rekap Harian"]
    assert rows(shown["Rekap Harian"], 6) == [
        [
            "Date",
            "Day",
            "WFO",
            "WFH",
            "Absent",
            "WFH share",
            "Note",
            "Gedung A\nWFO\n(capacity 4)",
            "Gedung A\nWFH",
        ],
        [day(17), "Thursday", 3, 1, 1, 0.25, None, 1, 1],
        [day(18), "Friday", 3, 1, 1, 0.25, None, 1, 1],
        [day(19), "Saturday", 2, 0, 0, 0, None, 0, 0],
        [day(20), "Sunday", 0, 0, 0, None, "not a working day", 0, 0],
        [day(21), "Monday", 1, 3, 1, 0.75, None, 0, 3],
        [day(22), "Tuesday", 3, 1, 1, 0.25, None, 2, 1],
        [day(23), "Wednesday", 4, 0, 1, 0, None, 3, 0],
        [day(24), "Thursday", 0, 0, 0, None, "Cuti Bersama Natal", 0, 0],
        [day(25), "Friday", 0, 0, 0, None, "Hari Raya Natal", 0, 0],
        [day(26), "Saturday", 2, 0, 0, 0, None, 0, 0],
        [day(27), "Sunday", 0, 0, 0, None, "not a working day", 0, 0],
    ]
    (chart,) = sheet._charts
    assert [series.val.numRef.f for series in chart.series] == [
        "'Rekap Harian'!$C$7:$C$17",
        "'Rekap Harian'!$D$7:$D$17",
    ]
    assert chart.grouping == "stacked"
    assert [sheet[f"{column}7"].value for column in "CDI"] == [
        '=COUNTIF(INDEX(Jadwal_Kode,0,1),"WFO")', '=COUNTIF(INDEX(Jadwal_Kode,0,1),"WFH")',
        '=COUNTIFS(Jadwal_Gedung,"=Gedung A",INDEX(Jadwal_Kode,0,1),"WFH")',
    ]  # fmt: skip


def test_rekap_pegawai(book: Workbook, shown: Workbook) -> None:
    dinas, rsud, served = "Dinas Contoh", "RSUD Contoh", "Layanan langsung"
    assert [row[: 14 if row[13] else 13] for row in rows(shown["Rekap Pegawai"], 6)] == [
        ["No", "NIP", "Nama", "OPD", "Unit", "WFO", "WFH", "Absent", "Mondays WFH", "Fridays WFH", "Wishes",
         "Wishes met", "Maks WFH", "Reason if never WFH"],
        [1, "197001012000031001", "Ani", dinas, dinas, 3, 2, 0, 1, 0, 2, 1, 5],
        [2, "198002022005032002", "=SUM(1,1)", dinas, "Seksi Data", 3, 2, 0, 1, 1, 0, 0, 5],
        [3, "199003032015031003", "Citra", dinas, "Seksi Data", 1, 2, 2, 1, 0, 0, 0, 3],
        [4, "199104042016031004", "Dodi", rsud, rsud, 7, 0, 0, 0, 0, 0, 0, 0, served],
        [5, "199205052017032005", "Eka", rsud, rsud, 4, 0, 3, 0, 0, 0, 0, 0, served],
    ]  # fmt: skip
    sheet = book["Rekap Pegawai"]
    assert [sheet[f"{column}7"].value for column in "FIO"] == [
        "=INDEX(Jadwal_Kantor,O7)",
        '=SUMPRODUCT((WEEKDAY(Jadwal_Tanggal,2)=1)*(INDEX(Jadwal_Kode,O7,0)="WFH"))',
        "=IF(INDEX(Jadwal_KunciPegawai,A7)=A7,A7,MATCH(A7,Jadwal_KunciPegawai,0))",
    ]
    assert sheet.print_area == "'Rekap Pegawai'!$A$1:$N$11"


def test_summaries_are_locked_and_jadwal_is_not(book: Workbook) -> None:
    """A protected sheet sorts unlocked cells only: Jadwal must stay free, summaries hold formulas."""
    locked = {sheet.title for sheet in book.worksheets if sheet.protection.sheet}
    assert locked == {"Rekap Unit", "Rekap Harian", "Rekap Pegawai"}
    for name in locked:
        protection = book[name].protection
        assert (protection.password, protection.autoFilter, protection.formatColumns) == (None, False, False)


def test_a_column_of_a_recap_is_one_entry_for_workbook_and_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice the people, before the people: formulas right of it name the columns that they mean."""
    columns = recaps._unit_columns

    def more(problem: Problem) -> list[Recapped[Any]]:
        twice = Recapped("twice", "Twice", 58, "number", lambda one: 2 * one.figures.people, media=BOTH)
        return [*columns(problem)[:3], twice, *columns(problem)[3:]]

    monkeypatch.setattr(recaps, "_unit_columns", more)
    use_language("en")
    write_workbook(sample_report(), tmp_path / "roster.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "roster.xlsx")["Rekap Unit"]
    assert [sheet[f"D{row}"].value for row in (8, 9, 10, 11, 13)] == ["Twice", 6, 4, 4, 10]
    assert sheet["H9"].value == '=IF(F9+G9=0,"",G9/(F9+G9))'
    assert page().tables["Presence by agency"][1][:3] == ["Dinas Contoh", "6", "3"]
