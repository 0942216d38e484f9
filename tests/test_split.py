"""A roster split by agency: what is written, that it is read as one roster again, and that nothing is half written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openpyxl.utils import range_boundaries

import asnroster.output.workbook as splitting
import asnroster.output.write as writing
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import Unit
from asnroster.domain.roster import Roster
from asnroster.files import whole_file_and_folder
from asnroster.intake.rosters.previous import read_past
from asnroster.judge.audit import audit
from asnroster.output.parts import agency_parts, file_names
from asnroster.output.report import Report
from asnroster.output.workbook import split_folder, write_split
from asnroster.run import Request, prepare
from tests.cli import (
    ANI,
    BUDI,
    CITRA,
    DODI,
    EKA,
    FRIDAY,
    ROOT,
    STAFF,
    UNITS,
    WEEK,
    codes,
    little_office,
    run_in_process,
    summary,
)
from tests.intake_books import write_xlsx
from tests.report_samples import SHEETS, sample_report

SAMPLE = ROOT / "data" / "staff.xlsx"
SOLVE = ("solve", "staff.xlsx", "--scenario", "jumat.toml", *WEEK)
MAIN_SHEETS = ["Berkas OPD", "Rekap Unit", "Rekap Harian", "Kepatuhan", "Penghematan", "Pengecualian", "Info"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The little office, its week solved once whole (roster.csv, whole.xlsx) and once split (main.xlsx)."""
    little_office(tmp_path, monkeypatch)
    assert run_in_process(*SOLVE, "-o", "roster.csv").code == 0
    assert run_in_process(*SOLVE, "-o", "whole.xlsx").code == 0
    done = run_in_process(*SOLVE, "-o", "main.xlsx", "--split", "agency")
    assert (done.code, done.stdout.splitlines()[-1]) == (
        0, "2 buku kerja ada di main-opd, satu untuk setiap OPD.",
    )  # fmt: skip
    return tmp_path


def cells(path: str, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))


def nips(path: str) -> list[str]:
    return [str(row[2]) for row in cells(path, "Jadwal") if len(str(row[2])) > 9]


def edit(path: str, nip: str, code: str) -> str:
    """Write a code into the person's Friday, as a hand would; the cell's reference."""
    book = openpyxl.load_workbook(path)
    row = next(row for row in book["Jadwal"].iter_rows() if row[2].value == nip)
    row[10].value = code
    book.save(path)
    return str(row[10].coordinate)


def test_the_main_workbook_lists_a_complete_workbook_for_each_agency(folder: Path) -> None:
    assert sorted(path.name for path in (folder / "main-opd").iterdir()) == ["Dinas-A.xlsx", "RSUD.xlsx"]
    assert openpyxl.load_workbook("main.xlsx").sheetnames == MAIN_SHEETS
    listed = [row[:7] for row in cells("main.xlsx", "Berkas OPD") if isinstance(row[0], int)]
    assert listed == [
        (1, "Dinas A", "main-opd/Dinas-A.xlsx", 4, 18, 2, 0),
        (2, "RSUD", "main-opd/RSUD.xlsx", 1, 5, 0, 0),
    ]
    assert openpyxl.load_workbook("main-opd/RSUD.xlsx").sheetnames == SHEETS
    assert nips("main-opd/Dinas-A.xlsx") == [ANI, BUDI, CITRA, DODI]
    assert nips("main-opd/RSUD.xlsx") == [EKA]
    assert ("Bagian OPD", "RSUD") in [row[:2] for row in cells("main-opd/RSUD.xlsx", "Info")]
    recap = [row[1:7] for row in cells("main-opd/RSUD.xlsx", "Rekap Pegawai") if row[1] == EKA]
    assert recap == [(EKA, "Eka", "RSUD", "RSUD", 5, 0)]


def test_audit_explain_and_history_read_all_the_workbooks_as_one(folder: Path) -> None:
    judged = run_in_process("audit", "main.xlsx", "-o", "back.csv")
    assert judged.code == 0
    assert codes("back.csv") == codes("roster.csv")
    assert codes("back.csv")[EKA, FRIDAY] == "WFO"
    assert "Ani" in run_in_process("explain", "main.xlsx", "--person", ANI, "--date", FRIDAY).stdout
    (whole,), (split,) = read_past([Path("whole.xlsx")]), read_past([Path("main.xlsx")])
    assert (split.people, split.most, split.first) == (whole.people, whole.most, whole.first)
    assert split.codes.tolist() == whole.codes.tolist()
    assert split.source.file == "main.xlsx"


def test_a_hand_edit_of_an_agency_counts_and_is_told_by_its_file(folder: Path) -> None:
    edit("main-opd/RSUD.xlsx", EKA, "WFH")
    judged = run_in_process("audit", "main.xlsx")
    assert judged.code == 1 and "Eka" in judged.stdout
    cell = edit("main-opd/RSUD.xlsx", EKA, "WFX?")
    refused = run_in_process("audit", "main.xlsx")
    assert refused.code == 2 and f"RSUD.xlsx > Jadwal!{cell}: “WFX?”" in refused.stderr


def test_one_agencys_workbook_is_audited_by_itself(folder: Path) -> None:
    alone = run_in_process("audit", "main-opd/RSUD.xlsx", "-o", "rsud.csv")
    assert alone.code == 0 and "Hanya RSUD yang dinilai" in alone.stderr
    assert {nip for nip, _day in codes("rsud.csv")} == {EKA}
    # No sector of the other agency matches the hospital's rule: that is no reason to refuse it.
    assert run_in_process("audit", "main-opd/Dinas-A.xlsx").code == 0
    book = openpyxl.load_workbook("main-opd/RSUD.xlsx")
    row = next(row for row in book["Info"].iter_rows() if row[0].value == "Bagian OPD")
    row[1].value = "Dinas Z"
    book.save("main-opd/RSUD.xlsx")
    unknown = run_in_process("audit", "main-opd/RSUD.xlsx")
    assert unknown.code == 2 and "milik Dinas Z" in unknown.stderr


def test_an_agencys_workbook_closes_no_building_that_others_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Friday the Dinas's four are at home, all in one building with Eka of the hospital, who is in it."""
    little_office(tmp_path, monkeypatch)
    placed = [[*row, "Balai" if number else "Gedung"] for number, row in enumerate(STAFF)]
    write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": placed, "Unit": UNITS})
    assert run_in_process(*SOLVE, "--set", "most=100 %", "-o", "main.xlsx", "--split", "agency").code == 0
    for file in ("main.xlsx", "main-opd/Dinas-A.xlsx"):
        assert run_in_process("audit", file, "--json", "run.json", "--force").code == 0
        saved = summary()["savings"]
        assert (saved["home_days"], saved["closed_building_days"]) == (4, 0), file


def test_a_missing_workbook_and_a_person_in_two_of_them_are_errors(folder: Path) -> None:
    book = openpyxl.load_workbook("main-opd/RSUD.xlsx")
    row = next(row for row in book["Jadwal"].iter_rows() if row[2].value == EKA)
    row[2].value = ANI
    book.save("main-opd/RSUD.xlsx")
    twice = run_in_process("audit", "main.xlsx")
    assert (twice.code, twice.stderr.splitlines()[-1]) == (
        2, f"RSUD.xlsx > Jadwal!{row[2].coordinate}: NIP {ANI} tercantum juga di Dinas-A.xlsx. Hapus salah satu dari kedua baris.",
    )  # fmt: skip
    (folder / "main-opd/RSUD.xlsx").unlink()
    missing = run_in_process("audit", "main.xlsx")
    assert missing.code == 2 and missing.stderr.startswith("RSUD.xlsx: ")


def test_nothing_that_exists_is_overwritten(folder: Path) -> None:
    before = (folder / "main-opd/RSUD.xlsx").read_bytes()
    again = run_in_process(*SOLVE, "-o", "main.xlsx", "--split", "agency")
    assert again.code == 2 and "main-opd" in again.stderr
    assert (folder / "main-opd/RSUD.xlsx").read_bytes() == before
    assert run_in_process(*SOLVE, "-o", "x.csv", "--split", "agency").code == 2
    assert not (folder / "x.csv").exists()
    (folder / "roster-opd").mkdir()
    assert run_in_process(*SOLVE, "--split", "agency").code == 0
    assert (folder / "roster-2.xlsx").exists() and (folder / "roster-2-opd/RSUD.xlsx").exists()
    written = run_in_process("audit", "main.xlsx", "-o", "copy.xlsx", "--split", "agency")
    assert written.code == 0 and (folder / "copy-opd/Dinas-A.xlsx").exists()


def test_all_or_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, made = splitting.write_book, []

    def second_fails(*arguments: object, **named: object) -> None:
        made.append(arguments)
        if len(made) == 2:
            raise OSError(28, "No space left on device")
        real(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(splitting, "write_book", second_fails)
    with pytest.raises(OSError, match="No space"):
        write_split(sample_report(), tmp_path / "r.xlsx")
    assert len(made) == 2 and list(tmp_path.iterdir()) == []


def test_the_folder_goes_back_when_the_file_cannot_take_its_place(tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").mkdir()
    (tmp_path / "r.xlsx" / "kept").touch()
    with (
        pytest.raises(OSError),
        whole_file_and_folder(tmp_path / "r.xlsx", tmp_path / "r-opd") as (main, inside),
    ):
        main.write_text("main")
        (inside / "part").write_text("part")
    assert [path.name for path in tmp_path.iterdir()] == ["r.xlsx"]
    assert (tmp_path / "r.xlsx" / "kept").exists()


def test_the_parts_findings_are_those_of_the_whole(tmp_path: Path) -> None:
    report = sample_report()
    parts = {part.file: part.report for part in agency_parts(report)}
    assert list(parts) == ["Dinas-Contoh.xlsx", "RSUD-Contoh.xlsx"]
    assert [[who.name for who in part.problem.people] for part in parts.values()] == [
        ["Ani", "=SUM(1,1)", "Citra"], ["Dodi", "Eka"],
    ]  # fmt: skip
    assert sum(part.audit.cost for part in parts.values()) == report.audit.cost
    for index, entry in enumerate(report.audit.rules):
        found = [
            (part.problem.people[one.where.person].key, one.where.day, one.found)
            for part in parts.values()
            for one in part.audit.rules[index].violations
            if one.where.person is not None
        ]
        assert sorted(found) == sorted(
            (report.problem.people[one.where.person].key, one.where.day, one.found)
            for one in entry.violations
            if one.where.person is not None
        )
    misfits = [part.problem.people[one.person].key for part in parts.values() for one in part.audit.misfits]
    assert misfits == [report.problem.people[one.person].key for one in report.audit.misfits]


def test_file_names_are_plain_and_each_its_own() -> None:
    names = ("Dinas A/B", "DINAS A B", "Con", "…", "Kéc. Ünik ", "x" * 200)
    made = file_names([Unit(name, name, 0) for name in names])
    assert made == [
        "Dinas-A-B.xlsx", "DINAS-A-B-2.xlsx", "OPD-Con.xlsx", "OPD.xlsx", "Kec-Unik.xlsx", "x" * 60 + ".xlsx",
    ]  # fmt: skip
    assert file_names([Unit("Badan Panjang", "p", 0, short_name="BPKAD")]) == ["BPKAD.xlsx"]
    assert split_folder(Path("a/des.xlsx")) == Path("a/des-opd")


def test_a_workbook_that_excel_finds_slow_offers_to_be_split(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "--split" not in run_in_process(*SOLVE, "-o", "one.xlsx").stdout
    monkeypatch.setattr(writing, "PLEASANT_PEOPLE", 4)
    offered = run_in_process(*SOLVE, "-o", "two.xlsx").stdout.splitlines()[-1]
    assert (
        offered == "Buku kerja berisi 5 pegawai (0 MB) lambat di Excel; --split agency menulis satu per OPD."
    )


def test_a_chart_stands_beside_its_table_and_is_printed(folder: Path) -> None:
    # No building: seven columns; the chart begins with the eighth and ends inside the print area.
    sheet = openpyxl.load_workbook("main-opd/RSUD.xlsx")["Rekap Harian"]
    anchor = sheet._charts[0].anchor
    last = range_boundaries(sheet.print_area.split("!")[1].replace("$", ""))[2]
    assert anchor._from.col == 7 and 7 < anchor.to.col <= (last or 0)


@pytest.mark.parametrize("mode", [HOME, OFFICE])
def test_every_finding_about_people_units_and_counters_is_in_one_part(mode: int) -> None:
    prepared = prepare(Request(staff=SAMPLE, start=date(2026, 12, 1), end=date(2026, 12, 31)))
    case = prepared.case
    roster = Roster(np.where(case.problem.available, mode, -1).astype(np.int8))
    judged = audit(case, roster)
    whole = Report(case, prepared.scenario, roster, judged, Outcome("feasible", judged.cost, None))
    parts = [part.report.audit.rules for part in agency_parts(whole)]
    broken = set()
    for index, entry in enumerate(judged.rules):
        shares = [len(part[index].violations) for part in parts]
        if entry.rule.key == "building_capacity":
            # Several agencies share a building: each of them is told.
            assert sum(shares) >= len(entry.violations) and (not entry.violations or max(shares) > 0)
        else:
            assert sum(shares) == len(entry.violations), entry.rule.name
        broken |= {entry.rule.key} if entry.violations else set()
    expected = {
        HOME: {"mandatory_office", "office_headcount", "home_share", "service_posts", "leader_presence",
               "office_days_per_week", "home_days_per_week", "consecutive_home_days", "preferences",
               "eligible_for_home", "not_home_together", "fair_home_days"},
        OFFICE: {"building_capacity", "home_days_per_week", "preferences"},
    }  # fmt: skip
    assert broken - {"fixed_days"} == expected[mode]
