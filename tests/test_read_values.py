"""Values as people write them: shares, numbers, dates, kinds of leave; and what a file truly is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnroster.api.values import parse_date
from asnroster.errors import InputError
from asnroster.intake.cells import BadCellError, day
from asnroster.intake.kinds import absence, count
from asnroster.intake.passes import read_tables
from asnroster.intake.sheets import read_book
from asnroster.intake.tables import Tables
from asnroster.words import use_language
from tests.cli import run_in_process
from tests.intake_books import build, problems, write_csv
from tests.sheet_books import HEADINGS, NIPS, book, people


def read(path: Path) -> tuple[Tables, list[tuple[str, str]]]:
    """The tables, and code and sheet of all that was said, wrong or odd."""
    tables = read_tables(path)
    return tables, sorted((issue.code, issue.sheet) for issue in [*tables.issues, *tables.notices])


def with_share(path: Path, value: Any, form: str) -> Path:
    """A workbook whose Bidang Satu has a highest share at home."""

    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Unit"]["F3"] = value
        workbook["Unit"]["F3"].number_format = form

    return book(path, change=change)


@pytest.mark.parametrize(
    ("value", "form", "share", "asked"),
    [
        (1, "0%", Fraction(1), []),
        (1, "0.00 %", Fraction(1), []),
        (1, "General", Fraction(1, 100), ["Maks WFH %: Bidang Satu"]),
        ("1", "General", Fraction(1, 100), ["Maks WFH %: Bidang Satu"]),
        (0.5, "General", Fraction(1, 2), []),
        (50, "General", Fraction(1, 2), []),
        ("1%", "General", Fraction(1, 100), []),
        ("100%", "General", Fraction(1), []),
    ],
)
def test_a_share_of_one_is_told_by_its_format(
    value: Any, form: str, share: Fraction, asked: list[str], tmp_path: Path
) -> None:
    tables, _said = read(with_share(tmp_path / "a.xlsx", value, form))
    assert tables.units[1].max_home_share == share
    assert [row.subject for row in tables.assumptions if row.kind == "share"] == asked


@pytest.mark.parametrize(
    ("answer", "right", "share"),
    [
        ("Ya", "", Fraction(1, 100)),
        ("Tidak", "100%", Fraction(1)),
        ("Tidak", "", Fraction(0)),
        ("", "", Fraction(1, 100)),
    ],
)
def test_what_the_user_says_to_a_share_of_one_is_obeyed(
    answer: str, right: str, share: Fraction, tmp_path: Path
) -> None:
    path = with_share(tmp_path / "a.xlsx", 1, "General")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.create_sheet("Konfirmasi")
    sheet.append(["Hal", "Anggapan", "Dasar", "Keyakinan", "Setuju", "Yang Benar"])
    sheet.append(["Maks WFH %: Bidang Satu", "1 %", "", "", answer, right])
    workbook.save(path)
    assert read(path)[0].units[1].max_home_share == share


@pytest.mark.parametrize("cell", [100_000, "250000", 1e300])
def test_a_number_of_people_is_bounded(cell: Any, tmp_path: Path) -> None:
    with pytest.raises(BadCellError) as caught:
        count(cell)
    assert caught.value.code == "number-range"
    path = book(
        tmp_path / "a.xlsx",
        {"Pegawai": [HEADINGS, *people()], "Gedung": [["Gedung", "Kapasitas"], ["A", cell]]},
    )
    assert problems(path) == [("number-range", "Gedung", "B2")]


def test_shares_beyond_all_are_errors_of_their_cells(tmp_path: Path) -> None:
    for value in (101, "150%", -5):
        assert problems(with_share(tmp_path / "a.xlsx", value, "General")) == [("share-bad", "Unit", "F3")]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Cuti Tahunan", "C"),
        ("cuti sakit", "S"),
        ("Dinas Luar", "DL"),
        ("Cuti di Luar Tanggungan Negara", "CLTN"),
        ("C", "C"),
    ],
)
def test_kinds_of_leave_are_their_codes(word: str, code: str) -> None:
    assert absence(word) == code


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_dates_on_the_command_line_are_written_as_people_do(value: date) -> None:
    month = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
             "November", "Desember"][value.month - 1]  # fmt: skip
    texts = [
        value.isoformat(), f"{value.day}-{value.month}-{value.year}", f"{value:%d/%m/%Y}", f"{value:%d/%m/%y}",
        f"{value.day} {month} {value.year}", f"Senin, {value.day} {month} {value.year}",
    ]  # fmt: skip
    assert {parse_date(text, "--start") for text in texts} == {value}
    assert day(f"Jum'at, {value.day} {month} {value.year}") == value


@pytest.mark.parametrize("text", ["kemarin", "31-2-2026", "2026-13-01", "12/31/2026", "1-12-1026"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_date(text, "--start")
    assert [(issue.code, issue.sheet) for issue in caught.value.issues] == [("option-date", "--start")]


def test_commands_take_such_dates(tmp_path: Path) -> None:
    done = run_in_process(
        "sample",
        "--people",
        "5",
        "--start",
        "7 Desember 2026",
        "--end",
        "11-12-2026",
        "-o",
        tmp_path / "a.xlsx",
    )
    assert done.code == 0 and "2026-12-07" in done.stdout and "2026-12-11" in done.stdout


def web_page(encoding: str) -> bytes:
    return "<html><head></head><body><table><tr><td>NIP</td></tr></table></body></html>".encode(encoding)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.xls", web_page("utf-8-sig"), "web page"),
        ("a.xls", web_page("utf-16"), "web page"),
        ("a.xls", b"MIME-Version: 1.0\nContent-Type: text/html\n", "web page"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
                  b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>', "XML spreadsheet"),
        ("a.xls", b"NIP;Nama;Unit\n1;Budi;U\n", "plain text"),
        ("a.xlsx", b"NIP\tNama\tUnit\n1\tBudi\tU\n", "plain text"),
        ("a.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "Word"),
        ("a.xlsx", b"", "empty"),
    ],
)  # fmt: skip
def test_a_file_is_told_its_true_kind(name: str, content: bytes, word: str, tmp_path: Path) -> None:
    use_language("en")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_tables(tmp_path / name)
    (issue,) = caught.value.issues
    assert word in issue.message and issue.needed and "damaged" not in issue.message


def test_packed_files_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    import zipfile

    use_language("en")
    for part, word in (
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "presentation"),
        ("x.txt", "archive"),
    ):
        for name in ("a.docx", "a.xlsx"):
            with zipfile.ZipFile(tmp_path / name, "w") as packed:
                packed.writestr(part, "x")
            with pytest.raises(InputError) as caught:
                read_tables(tmp_path / name)
            assert word in caught.value.issues[0].message


def test_other_endings_of_the_same_content_are_read(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    expected = [person.key for person in build(path)[0].people]
    for name in ("a.xlsm", "a.xls"):
        (tmp_path / name).write_bytes(path.read_bytes())
        assert [person.key for person in build(tmp_path / name)[0].people] == expected
    tabs = write_csv(tmp_path / "a.tsv", [HEADINGS, *people()], "\t")
    assert sorted(person.key for person in build(tabs)[0].people) == NIPS[:6]
    assert read_book(tabs).sheets[0].rows[0] == HEADINGS
