"""``asnroster check`` and the marked copy of a workbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from typer.testing import CliRunner, Result

import asnroster.cli.check  # registers the command
import asnroster.cli.template
from asnroster.cli.app import app
from asnroster.errors import InputError, Issue
from asnroster.intake.annotate import annotate
from asnroster.intake.passes import check_tables
from asnroster.words import use_language
from tests.intake_books import AGUS, BUDI, SITI, STAFF, write_csv, write_xlsx

assert asnroster.cli.check and asnroster.cli.template


def check(*arguments: object) -> Result:
    use_language("en")
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_a_good_file_is_summed_up(tmp_path: Path) -> None:
    rows = [
        ["NIP BARU", *STAFF[0][1:], "Kedudukan"],
        *([*row, ""] for row in STAFF[1:3]),
        [*STAFF[3], "CLTN"],
    ]
    sheets = {
        "Sheet1": rows,
        "Ketidakhadiran": [["NIP", "Mulai", "Selesai", "Kode"], [BUDI, "2026-05-04", "2026-05-05", "C"]],
        "Preferensi": [["NIP", "Hari", "Pilihan"], [SITI, "Jumat", "WFH"], [AGUS, "Senin", "WFH"]],
    }
    result = check(write_xlsx(tmp_path / "staff.xlsx", sheets))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert re.fullmatch(r"solve will roster .* by “BKN: .*”\.", lines.pop(-3))
    assert lines == [
        "The file is in order.",
        "Staff read from: Sheet1 (3 rows)",
        "Absences read from: Ketidakhadiran (1 row)",
        "Preferences read from: Preferensi (2 rows)",
        "People: 2",
        "Units: 5, of which agencies: 2",
        "Absences: 1",
        "Preferences: 2",
        "Not rostered (CLTN): 1",
        "What solve will assume (1):",
        "  Dinas A: administrasi (certainty low; no word of a direct service in its name) - open: assumed so",
    ]
    assert "staff.xlsx > Sheet1!A1: column NIP BARU is used as NIP." in result.stderr
    assert "is not rostered (CLTN)" in result.stderr and "Preferensi!A3" in result.stderr


def test_a_bad_file_lists_everything(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": [*STAFF, ["123456789012", "", "U", "A"]]})
    result = check(path)
    assert result.exit_code == 2
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        "staff.xlsx > Pegawai!A5",
        "staff.xlsx > Pegawai!B5",
    ]
    assert result.stdout == ""


def test_units_from_a_second_file(tmp_path: Path) -> None:
    staff = write_csv(tmp_path / "staff.csv", STAFF)
    units = write_csv(
        tmp_path / "units.csv", [["Unit", "OPD"], ["Sekretariat", "Dinas A"], ["Bidang Data", "Dinas A"]]
    )
    result = check(staff, "--units", units)
    assert result.exit_code == 2 and "staff.csv > Pegawai!D4" in result.stderr
    assert check(tmp_path / "none.xlsx").exit_code == 2


@pytest.fixture
def bad_book(tmp_path: Path) -> Path:
    """A workbook with a bad NIP, formats and a drop-down of its own."""
    path = write_xlsx(
        tmp_path / "staff.xlsx", {"Pegawai": [*STAFF, ["123456789012", "=X", "U", "A"]], "Catatan": [["="]]}
    )
    book = openpyxl.load_workbook(path)
    sheet = book["Pegawai"]
    sheet["B2"].font = Font(bold=True, color="FF00FF00")
    sheet.column_dimensions["B"].width = 41
    choice = DataValidation(type="list", formula1='"a,b"')
    choice.add("D2:D9")
    sheet.add_data_validation(choice)
    book.save(path)
    return path


def test_the_marked_copy(bad_book: Path, tmp_path: Path) -> None:
    before, out = bad_book.read_bytes(), tmp_path / "marked.xlsx"
    result = check(bad_book, "--annotate", out)
    assert result.exit_code == 2 and "marked.xlsx" in result.stdout
    assert bad_book.read_bytes() == before
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Check", "Pegawai", "Catatan"]
    cell = book["Pegawai"]["A5"]
    assert cell.fill.start_color.rgb == "00FFC7CE" and cell.comment is not None
    assert "12 digits" in cell.comment.text
    assert book["Pegawai"]["A4"].comment is None
    assert (book["Pegawai"]["B5"].value, book["Pegawai"]["B5"].data_type) == ("=X", "s")
    assert book["Pegawai"]["B2"].font.bold and book["Pegawai"].column_dimensions["B"].width == 41
    assert str(book["Pegawai"].data_validations.dataValidation[0].sqref) == "D2:D9"
    listed = book["Check"]
    assert [listed.cell(2, column).value for column in (1, 2, 3, 6)] == [
        "Wrong",
        "Pegawai",
        "A5",
        "123456789012",
    ]
    assert listed["C2"].hyperlink.location == "'Pegawai'!A5"
    assert listed.max_row == 3 and "Catatan" in listed["D3"].value


def test_a_marked_copy_can_be_checked_and_marked_again(bad_book: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    check(bad_book, "--annotate", first)
    book = openpyxl.load_workbook(first)
    book["Pegawai"]["A5"] = "197001012000011003"
    book.save(first)
    assert check(first, "--annotate", second).exit_code == 0
    book = openpyxl.load_workbook(second)
    assert book.sheetnames == ["Check", "Pegawai", "Catatan", "Confirm"] and book["Check"].max_row == 2
    assert book["Pegawai"]["A5"].comment is None and book["Pegawai"]["A5"].fill.fill_type is None


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    source = write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF})
    issue = Issue("x", "=1+1", "", "staff.xlsx", "Pegawai", "B2", "=2+2")
    annotate(
        source,
        [],
        tmp_path / "out.xlsx",
        notices=[issue, Issue("y", "Whole file", file="other.xlsx", sheet="Unit", cell="A1")],
    )
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book["Periksa"] if "Periksa" in book.sheetnames else book["Check"]
    assert [sheet.cell(2, column).data_type for column in (4, 6)] == ["s", "s"]
    assert sheet["B3"].value == "other.xlsx > Unit" and sheet["C3"].hyperlink is None
    assert book["Pegawai"]["B2"].fill.start_color.rgb == "00FFEB9C"


def test_only_workbooks_are_marked_and_never_the_source(tmp_path: Path) -> None:
    text, book = write_csv(tmp_path / "a.csv", STAFF), write_xlsx(tmp_path / "a.xlsx", {"Pegawai": STAFF})
    for source, out, code in (
        (text, tmp_path / "b.xlsx", "annotate-format"),
        (book, tmp_path / "b.csv", "annotate-format"),
        (book, book, "annotate-source"),
    ):
        with pytest.raises(InputError) as caught:
            annotate(source, [], out)
        assert [issue.code for issue in caught.value.issues] == [code]
    assert openpyxl.load_workbook(book).sheetnames == ["Pegawai"]


def test_a_bad_file_that_cannot_be_marked_still_lists_its_errors(tmp_path: Path) -> None:
    result = check(
        write_csv(tmp_path / "a.csv", [*STAFF, ["123456789012", "X", "U", "A"]]),
        "--annotate",
        tmp_path / "b.xlsx",
    )
    assert result.exit_code == 2
    assert "a.csv > Pegawai!A5" in result.stderr and "Only .xlsx workbooks can be marked." in result.stderr


def test_the_problem_is_built_once_where_the_dates_are_those_of_solve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[object] = []

    def counted(*arguments: Any) -> Any:
        built.append(arguments)
        return check_tables(*arguments)

    monkeypatch.setattr("asnroster.api.way.check_tables", counted)
    path = write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF})
    assert check(path).exit_code == 0 and built == []
    assert check(path, "--start", "2026-05-04", "--end", "2026-05-08").exit_code == 0 and len(built) == 1
