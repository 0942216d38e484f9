"""What a sheet says beside its values: errors, formulas without a result, hidden rows, merged cells, strange letters."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from asnroster.intake.cells import BadCellError, nip
from asnroster.intake.marks import Span, spread_across, spread_down
from asnroster.intake.remarks import row_spans
from asnroster.intake.sheets import cleaned, read_book
from asnroster.words import use_language
from tests.intake_books import BUDI, build, notices, problems, write_csv, written
from tests.sheet_books import HEADINGS, NIPS, UNITS, book, people


def replaced(path: Path, target: Path, change: Callable[[str], str]) -> Path:
    """A copy of a workbook whose first sheet has other XML."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            content = source.read(part)
            copy.writestr(part, change(content.decode()) if part == "xl/worksheets/sheet1.xml" else content)
    return target


def said(path: Path, code: str) -> list[str]:
    """The messages of the notices of one kind."""
    return [notice.message for notice in build(path)[1] if notice.code == code]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_in_a_column_that_decides_is_an_error_of_its_cell(error: str, tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        for row in (2, 7):
            workbook["Pegawai"].cell(row, 6, error).data_type = "e"
        workbook["Unit"]["E3"] = error
        workbook["Unit"]["E3"].data_type = "e"

    assert problems(book(tmp_path / "a.xlsx", change=change)) == [
        ("cell-error", "Pegawai", "F2"), ("cell-error", "Pegawai", "F7"), ("cell-error", "Unit", "E3"),
    ]  # fmt: skip


def test_an_error_written_as_text_is_one_in_every_format(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Unit", "Boleh WFH"], [BUDI, "Budi", "Sekretariat", "#N/A"]]
    assert problems(write_csv(tmp_path / "a.csv", rows)) == [("cell-error", "Pegawai", "D2")]
    for name in ("b.xls", "c.ods"):
        assert problems(written(tmp_path / name, rows)) == [("cell-error", "Pegawai", "D2")]


def test_a_formula_without_a_result_is_told_by_its_cell(tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Pegawai"]["F3"] = '=IF(A3="","Ya","Tidak")'
        workbook["Unit"]["E2"] = "=3+3"

    path = book(tmp_path / "a.xlsx", change=change)
    assert problems(path) == [("cell-formula", "Pegawai", "F3"), ("cell-formula", "Unit", "E2")]


def test_a_formula_with_a_stored_result_is_its_result(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Pegawai")
        for at, row in enumerate(
            [["NIP", "Nama", "Unit", "Boleh WFH"], [NIPS[1], "Budi", "U"], [NIPS[0], "Ani", "U"]]
        ):
            sheet.write_row(at, 0, row)
        sheet.write_formula(1, 3, '=IF(A2="","Ya","Tidak")', None, "Tidak")
        sheet.write_formula(2, 3, '=IF(A2="","Ya","")', None, "")
    assert problems(path) == [("cell-formula", "Pegawai", "D3")]
    stored = replaced(path, tmp_path / "b.xlsx", lambda xml: xml.replace('<c r="D3">', '<c r="D3" t="str">'))
    assert problems(stored) == []
    assert [person.remote_capable for person in build(stored)[0].people] == [False, True]


def test_an_error_that_decides_nothing_is_a_notice(tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Pegawai"]
        for cell in ("G2", "G4", "H3"):
            sheet[cell] = "#REF!"
            sheet[cell].data_type = "e"
        sheet["H1"] = "Ruang"

    path = book(tmp_path / "a.xlsx", change=change)
    assert problems(path) == []
    assert {(code, cell) for code, _sheet, cell in notices(path) if code.startswith("cell-")} == {
        ("cell-error-passed", "G2"), ("cell-error-unread", "H3"),
    }  # fmt: skip


def test_hidden_and_struck_rows_are_read_and_said(tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Pegawai"]
        for row in (3, 4, 6):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["F"].hidden = True
        sheet["B5"].font = Font(strike=True)

    use_language("en")
    path = book(tmp_path / "a.xlsx", change=change)
    problem, found = build(path)
    assert len(problem.people) == 6
    assert [(notice.code, notice.cell) for notice in found if notice.sheet == "Pegawai"] == [
        ("columns-hidden", "F1"), ("rows-hidden", "A3"), ("rows-struck", "A5"),
    ]  # fmt: skip
    assert said(path, "rows-hidden") == ["3 hidden rows were read like all others: 3-4, 6."]
    assert said(path, "columns-hidden") == ["Hidden columns were read like all others: Boleh WFH."]


def test_a_merged_cell_counts_for_all_its_rows_but_never_as_nip_or_name(tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Pegawai"]
        sheet.merge_cells("C2:C7")
        sheet.merge_cells("D2:D4")
        sheet.merge_cells("D5:D7")
        sheet.merge_cells("F5:F6")
        sheet["F5"] = "Tidak"

    path = book(tmp_path / "a.xlsx", change=change)
    problem, _found = build(path)
    assert {(person.key, problem.unit_of(p).path) for p, person in enumerate(problem.people)} == {
        (key, f"Dinas Uji > Bidang {'Satu' if at < 3 else 'Dua'}") for at, key in enumerate(NIPS[:6])
    }
    assert [person.key for person in problem.people if not person.remote_capable] == NIPS[3:5]

    def merge_keys(workbook: openpyxl.Workbook) -> None:
        workbook["Pegawai"].merge_cells("A2:A3")
        workbook["Pegawai"].merge_cells("B4:B5")

    apart = build(book(tmp_path / "b.xlsx", change=merge_keys))[0].people
    named = {person.key: person.name for person in apart}
    assert "Pegawai 2" in named and NIPS[1] not in named and named[NIPS[3]] == NIPS[3]


def test_a_row_with_nothing_of_its_own_gets_nothing_from_a_merged_cell() -> None:
    rows: list[list[Any]] = [["h"], ["a", "x"], ["", ""], ["", "y"]]
    spread_down(rows, [Span(1, 0, 3, 0)], 1, [0])
    assert rows == [["h"], ["a", "x"], ["", ""], ["a", "y"]]


def test_a_merged_cell_counts_across_the_days() -> None:
    rows: list[list[Any]] = [["n", 1, 2, 3, 4], ["Budi", "C", "", ""], ["Ani", "", "", "", "S"]]
    spread_across(rows, [Span(1, 1, 1, 4), Span(2, 0, 2, 1)], 1, [1, 2, 3, 4])
    assert rows == [["n", 1, 2, 3, 4], ["Budi", "C", "C", "C", "C"], ["Ani", "", "", "", "S"]]


def test_invisible_characters_and_wide_digits_make_no_other_people(tmp_path: Path) -> None:
    strange = [
        NIPS[0] + "\u200b", "\ufeff" + NIPS[1], NIPS[2][:8] + "\u00a0" + NIPS[2][8:], f"\u202d{NIPS[3]}\u202c",
        "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in NIPS[4]), NIPS[5][:4] + "\u2060\u00ad" + NIPS[5][4:],
    ]  # fmt: skip
    rows = [[key, *row[1:]] for key, row in zip(strange, people(), strict=True)]
    rows[0][3] = "Bidang\u00a0Satu\u200f"
    headings = ["\ufeffNIP", "Na\u200bma", *HEADINGS[2:]]
    sheets = {"Pegawai": [headings, *rows], "Unit": UNITS}
    problem, _found = build(book(tmp_path / "a.xlsx", sheets))
    assert sorted(person.key for person in problem.people) == NIPS[:6]
    assert [unit.path for unit in problem.units] == [
        "Dinas Uji",
        "Dinas Uji > Bidang Satu",
        "Dinas Uji > Bidang Dua",
    ]
    assert (
        sorted(p.key for p in build(write_csv(tmp_path / "a.csv", sheets["Pegawai"]))[0].people) == NIPS[:6]
    )


@given(st.text())
def test_what_is_cleaned_stays_so(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("198001102005011000", "nip-lost-digits"),
        ("'19800110 200501 1 000", "nip-lost-digits"),
        ("1.98001E+17", "nip-numeric"),
        ("1,98001E+17", "nip-numeric"),
        ("198001102005011000.0", "nip-numeric"),
        ("198001102005011000,00", "nip-numeric"),
        (198001102005011000.0, "nip-numeric"),
        (198001102005011001, "nip-numeric"),
        ("1980011020050110", "nip-digits"),
    ],
)
def test_lost_digits_are_told(cell: Any, code: str) -> None:
    with pytest.raises(BadCellError) as caught:
        nip(cell)
    assert caught.value.code == code


def test_every_nip_of_a_csv_that_excel_saved_is_told(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Unit"], *([f"{key[:15]}000", "X", "U"] for key in NIPS)]
    assert problems(write_csv(tmp_path / "a.csv", rows)) == [
        ("nip-lost-digits", "Pegawai", f"A{row}") for row in range(2, 14)
    ]


@pytest.mark.parametrize(
    ("below", "row"),
    [
        ([[], ["Catatan: data per 30 November 2026"], [None, "Mengetahui,"], [None, "KEPALA DINAS"], [], [None, "Drs. X"],
          [None, "NIP. 197001011990031001"]], 9),
        ([[None, None, None, None, "Bekasi, 1 Desember 2026"], [None, None, None, None, "Kepala Dinas,"]], 8),
        ([[], [None, None, "Mengetahui", None, "Bekasi, ..... 2026"], [], [], [None, None, "Sekretaris", None, "Kepala"]], 9),
    ],
)  # fmt: skip
def test_notes_and_signatures_below_the_table_are_left_out_and_said(
    below: list[list[Any]], row: int, tmp_path: Path
) -> None:
    path = book(tmp_path / "a.xlsx", {"Pegawai": [HEADINGS, *people(), *below]})
    problem, found = build(path)
    assert len(problem.people) == 6
    assert [notice.cell for notice in found if notice.code == "rows-below"] == [f"A{row}"]


@pytest.mark.parametrize(
    "row",
    [[None, "Pegawai 7", "Dinas Uji", "Bidang Satu", "Analis"], [None, "Pegawai 7", None, "Bidang Satu"]],
)
def test_somebody_below_a_blank_row_is_no_signature(row: list[Any], tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Pegawai": [HEADINGS, *people(), [], row]})
    assert {person.key for person in build(path)[0].people} == {*NIPS[:6], "Pegawai 7"}


def test_a_note_below_the_units_is_no_unit(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"Pegawai": [HEADINGS, *people()], "Unit": [*UNITS, [], ["Catatan: isi lengkap"]]},
    )
    problem, found = build(path)
    assert [unit.name for unit in problem.units] == ["Dinas Uji", "Bidang Satu", "Bidang Dua"]
    assert [(notice.code, notice.cell) for notice in found if notice.sheet == "Unit"] == [
        ("rows-below", "A6")
    ]


def test_row_numbers_are_told_as_spans() -> None:
    assert row_spans([2, 5, 6, 7, 9]) == "2, 5-7, 9"
    assert row_spans(range(1, 40, 2)) == "1, 3, 5, 7, 9, 11, 13, 15 …"


def test_places_are_told_where_a_program_leaves_references_out(tmp_path: Path) -> None:
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c t="inlineStr"><x:is><x:t>NIP</x:t></x:is></x:c><x:c t="e"><x:v>#REF!</x:v></x:c></x:row>'
        '<x:row r="3" hidden="true"><x:c t="n"><x:v>1</x:v></x:c><x:c><x:f>1+1</x:f><x:v/></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    marks = (
        read_book(replaced(book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", lambda _xml: xml)).sheets[0].marks
    )
    assert marks.faults == {(0, 1): "#REF!", (2, 1): "=…"}
    assert marks.hidden_rows == {3}
