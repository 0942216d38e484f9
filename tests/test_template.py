"""The template: complete, guiding, and read back without loss."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

import asnroster.cli.template  # registers the command
from asnroster.cli.app import app
from asnroster.domain.sectors import SECTORS
from asnroster.intake import kinds
from asnroster.intake.passes import read_tables
from asnroster.intake.schema import SHEETS
from asnroster.output.template import write_template
from asnroster.words import use_language
from tests.intake_books import BUDI, build, problems

assert asnroster.cli.template


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_sheet_and_column_is_there_and_explained(language: str, tmp_path: Path) -> None:
    use_language(language)
    write_template(tmp_path / "staff.xlsx")
    book = openpyxl.load_workbook(tmp_path / "staff.xlsx")
    labels = [spec.label for spec in SHEETS]
    assert book.sheetnames == [
        "Petunjuk" if language == "id" else "Guide",
        *labels,
        "Daftar" if language == "id" else "Lists",
    ]
    assert book.sheetnames[1] == ("Pegawai" if language == "id" else "Staff")
    for spec in SHEETS:
        sheet = book[spec.label]
        assert [cell.value for cell in sheet[1]] == [column.label for column in spec.columns]
        assert all(cell.comment is not None and len(cell.comment.text) > 5 for cell in sheet[1])
        fills = {
            column.required: cell.fill.start_color.rgb
            for column, cell in zip(spec.columns, sheet[1], strict=True)
        }
        assert len(set(fills.values())) == len(fills)
        assert sheet.freeze_panes in ("B2", "C2")
    guide = [row[1].value for row in book[book.sheetnames[0]].iter_rows()]
    assert all(column.label in guide for spec in SHEETS for column in spec.columns)


def test_nip_is_text_dates_are_dates_and_codes_have_drop_downs(tmp_path: Path) -> None:
    write_template(tmp_path / "staff.xlsx")
    book = openpyxl.load_workbook(tmp_path / "staff.xlsx")
    for spec in SHEETS:
        sheet = book[spec.label]
        formats = {}
        for dimension in sheet.column_dimensions.values():
            for place in range(dimension.min, dimension.max + 1):
                formats[place] = dimension.number_format
        lists = {str(v.sqref).split(":")[0]: v for v in sheet.data_validations.dataValidation}
        for place, column in enumerate(spec.columns, start=1):
            if column.kind is kinds.NIP:
                assert formats[place] == "@"
            if column.kind is kinds.DATE:
                assert formats[place] == "dd-mm-yyyy"
            cell = f"{openpyxl.utils.get_column_letter(place)}2"
            assert (cell in lists) == bool(column.choices), (spec.name, column.name)
    sectors = [cell.value for cell in book["Daftar"]["A"]]
    assert tuple(sectors) == SECTORS and book["Daftar"].sheet_state == "hidden"


def test_unfilled_it_only_lacks_people(tmp_path: Path) -> None:
    write_template(tmp_path / "staff.xlsx")
    assert problems(tmp_path / "staff.xlsx") == [("staff-empty", "Pegawai", "A2")]
    assert read_tables(tmp_path / "staff.xlsx").notices == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_filled_it_comes_back(language: str, tmp_path: Path) -> None:
    use_language(language)
    path = tmp_path / "staff.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    rows = {
        0: [
            BUDI,
            "Budi",
            "Sekretariat",
            "Dinas A",
            None,
            "Kepala",
            "Struktural",
            "III.a",
            "PNS",
            date(2024, 1, 2),
            "Aktif",
            "proses",
        ],
        1: ["Sekretariat", "S1", None, "Dinas A", None, "administrasi", None, 1, 0.5, "Sen-Jum"],
        2: [BUDI, date(2026, 5, 4), date(2026, 5, 5), "C"],
        3: [BUDI, "Rabu" if language == "id" else "Wednesday", "WFH", 3],
        4: [BUDI, date(2026, 5, 6), None, "WFA", "SP-1"],
        5: ["Gedung A", 10],
        6: ["Sekretariat", "Loket", 1],
        7: [date(2026, 5, 7), "Cuti Bersama" if language == "id" else "Collective Leave", "HUT"],
        8: ["home_share", None, "at_most", "50%"],
    }
    for place, cells in rows.items():
        book[SHEETS[place].label].append(cells)
    book.save(path)
    assert problems(path) == []
    problem, notices = build(path)
    assert notices == []
    person = problem.people[0]
    assert (person.echelon, person.in_post_since, person.disciplined_until) == (
        "III.a",
        date(2024, 1, 2),
        "proses",
    )
    assert (problem.units[1].path, problem.units[1].min_office) == ("Dinas A > Sekretariat", 1)
    assert [(pin.day, pin.document) for pin in problem.pins] == [(5, "SP-1")]
    assert [wish.day for wish in problem.wishes] == [5, 12, 19]  # the 27th is Idul Adha
    assert problem.calendar.holidays[date(2026, 5, 7)].collective
    assert [row.value for row in read_tables(path).scenario_rows] == ["50%"]


def test_the_command_does_not_overwrite(tmp_path: Path) -> None:
    out = tmp_path / "staff.xlsx"
    runner = CliRunner()
    assert runner.invoke(app, ["template", "-o", str(out)]).exit_code == 0
    out.write_bytes(b"mine")
    assert runner.invoke(app, ["template", "-o", str(out)]).exit_code == 2
    assert out.read_bytes() == b"mine"
    assert runner.invoke(app, ["template", "-o", str(out), "--force"]).exit_code == 0
    assert out.read_bytes()[:2] == b"PK"
    assert runner.invoke(app, ["template", "-o", str(tmp_path / "staff.csv")]).exit_code == 2
    assert runner.invoke(app, ["template", "-o", str(tmp_path / "nowhere" / "staff.xlsx")]).exit_code == 2
