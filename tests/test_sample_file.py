"""The sample's sources, its workbook and the command that writes it."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import asnroster.cli.sample  # noqa: F401 - registers the command
from asnroster.cli.app import app
from asnroster.domain.calendar import next_whole_month
from asnroster.intake.passes import build_problem, read_tables
from asnroster.resources import resource
from asnroster.sample import Sample, make_sample, write_sample
from asnroster.sample.places import agencies, kelurahan, plans
from asnroster.sample.tree import share_out
from tests.samples import END, SECTORS, SHEETS, START, read, rows


def test_sources_agree_with_each_other() -> None:
    owners = set(plans())
    assert len(agencies()) == 44
    for agency in agencies():
        assert agency.short in owners or agency.kind in owners
        assert agency.sector in SECTORS
    wards = kelurahan()
    assert sorted(wards) == sorted(agency.name for agency in agencies() if agency.kind == "kecamatan")
    assert sum(map(len, wards.values())) == 56


def test_share_out_is_exact_and_respects_the_least() -> None:
    assert share_out(10, [1, 1, 2], [0, 0, 0]) == [3, 2, 5]
    assert share_out(10, [1, 99], [3, 2]) == [3, 7]
    assert share_out(0, [1, 2], [0, 0]) == [0, 0]


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.csv"):
        resource("data", "none.csv")


def test_the_workbook_holds_what_was_made_and_the_same_bytes_again(small: Sample, tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_sample(small, first)
    write_sample(small, second)
    assert first.read_bytes() == second.read_bytes()
    found = read(first)
    assert list(found) == SHEETS
    for name, body in small.sheets.items():
        assert found[name] == [list(row) for row in body]


def test_nips_are_text_cells_and_the_header_stays_in_view(small: Sample, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_sample(small, tmp_path / "staff.xlsx")
    book = load_workbook(tmp_path / "staff.xlsx")
    for name in ("Pegawai", "Ketidakhadiran", "Preferensi", "Penetapan"):
        cell = book[name]["A2"]
        assert (cell.data_type, cell.number_format) == ("s", "@")
    assert book["Pegawai"].freeze_panes == "C2"
    assert book["Unit"].freeze_panes == "B2"
    assert book["Pegawai"]["A1"].font.bold
    assert book["Pegawai"]["J2"].number_format == "dd-mm-yyyy"
    longest = max(len(str(row["Nama"])) for row in rows(small, "Pegawai"))
    assert book["Pegawai"].column_dimensions["B"].width == pytest.approx(longest + 3, abs=1)


def test_names_that_look_like_formulas_stay_text(tmp_path: Path) -> None:
    made = Sample({"Pegawai": [("NIP", "Nama"), ("1", "=1+1")]}, START)
    write_sample(made, tmp_path / "staff.xlsx")
    assert read(tmp_path / "staff.xlsx") == {"Pegawai": [["NIP", "Nama"], ["1", "=1+1"]]}


def test_the_reader_finds_nothing_wrong_or_odd(sample: Sample, tmp_path: Path) -> None:
    write_sample(sample, tmp_path / "staff.xlsx")
    problem, notices = build_problem(read_tables(tmp_path / "staff.xlsx"), START, END)
    assert [notice.code for notice in notices] == ["left-out"]
    people = rows(sample, "Pegawai")
    active = [row for row in people if row["Kedudukan"] == "Aktif"]
    assert len(problem.people) == len(active)
    assert len(problem.left_out) == len(people) - len(active)
    assert len(problem.units) == len(rows(sample, "Unit"))
    assert len(problem.posts) == len(rows(sample, "Layanan"))


def test_the_committed_sample_is_the_one_of_seed_1(small: Sample) -> None:
    found = read(resource("data", "staff.xlsx"))
    assert found == {name: [list(row) for row in body] for name, body in small.sheets.items()}


def test_two_thousand_people_are_made_and_written_quickly(tmp_path: Path) -> None:
    begun = time.perf_counter()
    write_sample(make_sample(2000, 2, START, END), tmp_path / "staff.xlsx")
    assert time.perf_counter() - begun < 10


# The command


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["sample", *arguments])


def test_the_command_writes_the_month_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "staff.xlsx"
    result = run("--people", "40", "--seed", "9", "--start", "2025-11-01", "-o", str(out))
    assert result.exit_code == 0, result.output
    assert "40 " in result.output
    assert "2025-11-01" in result.output
    assert "2025-11-30" in result.output
    made = make_sample(40, 9, date(2025, 11, 1), date(2025, 11, 30))
    assert read(out)["Pegawai"] == [list(row) for row in made.sheets["Pegawai"]]


def test_the_command_plans_the_next_whole_month_unless_told(tmp_path: Path) -> None:
    result = run("--people", "5", "-o", str(tmp_path / "staff.xlsx"))
    start, end = next_whole_month(date.today())
    assert start.isoformat() in result.output
    assert end.isoformat() in result.output


def test_the_end_alone_gives_its_month(tmp_path: Path) -> None:
    result = run("--people", "5", "--end", "15-12-2025", "-o", str(tmp_path / "staff.xlsx"))
    assert "2025-12-01" in result.output
    assert "2025-12-15" in result.output


def test_an_existing_file_is_kept_without_force(tmp_path: Path) -> None:
    out = tmp_path / "staff.xlsx"
    out.write_text("mine")
    result = run("--people", "5", "-o", str(out))
    assert result.exit_code == 2
    assert out.read_text() == "mine"
    assert run("--people", "5", "-o", str(out), "--force").exit_code == 0
    assert len(read(out)["Pegawai"]) == 6


@pytest.mark.parametrize(
    "arguments",
    [
        ["--start", "2025-12-10", "--end", "2025-12-09"],
        ["-o", "staff.txt"],
        ["--people", "0"],
        ["--start", "besok"],
        ["-o", "no/such/folder/staff.xlsx"],
    ],
)
def test_bad_usage_ends_with_2(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments).exit_code == 2
    assert not list(tmp_path.iterdir())
