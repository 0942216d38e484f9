"""Many governments in one run: nobody lost, nobody twice, and the same rosters as one by one."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import openpyxl
import pytest

from asnroster.national.work import BrokenPartError, Processes
from asnroster.words import use_language
from tests.cli import run_in_process
from tests.intake_books import write_xlsx
from tests.national import (
    BEKASI,
    BOGOR,
    CAPACITY,
    CITY,
    KEUANGAN,
    WEEK,
    by_agency,
    city,
    codes,
    manifest,
    nip,
    totals,
)


def test_a_cap_of_the_government_is_each_governments_own(nation: Path) -> None:
    ended = by_agency()
    assert ended.code == 0, ended.stderr
    records = manifest()
    # Of 4, 2 and 1 people at most half are at home on Friday: 2, 1 and 0; each of the others costs 10.
    assert [(r["people"], r["cost"], r["home_days"], r["status"]) for r in records.values()] == [
        (4, 20, 2, "optimal"), (2, 10, 1, "optimal"), (1, 10, 0, "optimal"),
    ]  # fmt: skip
    found = totals()
    assert (found["parts"], found["people"], found["cost"], found["bound"], found["gap"]) == (3, 7, 40, 40, 0)
    assert (found["optimal"], found["kept"], found["hard_violations"], found["exit_code"]) == (3, 0, 0, 0)
    assert "3 of 3 parts, 7 people" in ended.stderr
    assert sorted(codes(Path("out/pemerintah-kota-bekasi.xlsx"))) == [nip(1), nip(3), nip(5), nip(6)]
    audited = run_in_process("audit", "out/pemerintah-kota-bekasi.xlsx")
    assert audited.code == 0, audited.stderr


def test_the_overview_has_a_row_for_each_part_and_their_sum(nation: Path) -> None:
    by_agency()
    sheet = openpyxl.load_workbook("out/ringkasan.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(number for number, row in enumerate(rows) if row[0] == "No")
    assert [row[1:8] for row in rows[top + 1 :]] == [
        [BEKASI, 4, "best possible (proved)", 20, 0, 2 / 20, 0],
        [BOGOR, 2, "best possible (proved)", 10, 0, 1 / 10, 0],
        [KEUANGAN, 1, "best possible (proved)", 10, 0, 0, 0],
        ["All", 7, "3 of 3 with a roster", 40, 0, 3 / 35, 0],
    ]
    link = sheet.cell(top + 2, 10)
    assert link.value == "pemerintah-kota-bekasi.xlsx" and link.hyperlink is not None
    assert link.hyperlink.target == "pemerintah-kota-bekasi.xlsx"


def test_a_rule_over_all_agencies_is_refused(nation: Path) -> None:
    city(nation.parent)
    ended = by_agency(staff="city.xlsx")
    assert ended.code == 2
    assert "home_share" in ended.stderr and "Solve without --by" in ended.stderr
    assert not list(Path("out").glob("*.xlsx"))


def test_a_part_has_the_roster_of_its_agency_alone_and_the_costs_add_up(nation: Path) -> None:
    city(nation.parent)
    week = ("-s", "opd.toml", *WEEK, "--gap", "0")
    assert by_agency("--gap", "0", staff="city.xlsx", scenario="opd.toml").code == 0
    assert run_in_process("solve", "city.xlsx", *week, "-o", "all.xlsx", "--json", "all.json").code == 0
    assert json.loads(Path("all.json").read_text("utf-8"))["cost"] == totals()["cost"]
    for agency, stem in (("Dinas A", "dinas-a"), ("Dinas B", "dinas-b"), ("Dinas C", "dinas-c")):
        theirs = {
            "Pegawai": [row for row in CITY["Pegawai"] if row[2] in ("OPD", agency)],
            "Unit": [row for row in CITY["Unit"] if row[1] in ("OPD", agency)],
        }
        keys = {row[0] for row in theirs["Pegawai"]}
        for sheet in ("Preferensi", "Ketidakhadiran"):
            if rows := [row for row in CITY[sheet][1:] if row[0] in keys]:
                theirs[sheet] = [CITY[sheet][0], *rows]
        write_xlsx(Path("alone.xlsx"), theirs)
        assert run_in_process("solve", "alone.xlsx", *week, "-o", f"{stem}-alone.xlsx").code == 0
        assert codes(Path(f"{stem}-alone.xlsx")) == codes(Path(f"out/{stem}.xlsx"))


def test_a_part_without_a_roster_stops_no_other_and_says_why(nation: Path) -> None:
    (nation.parent / "tight.toml").write_text(CAPACITY.replace('"50 %"', '"0 %"'), encoding="utf-8")
    city(nation.parent, {"Gedung": [["Gedung", "Kapasitas"], ["Lain", 1]]})
    ended = by_agency(staff="city.xlsx", scenario="tight.toml")
    assert ended.code == 3
    found = totals()
    assert (found["parts"], found["infeasible"], found["optimal"]) == (3, 1, 2)
    record = manifest()["dinas-c"]
    assert (record["status"], record["exit_code"], record["file"]) == ("infeasible", 3, "dinas-c.txt")
    told = Path("out/dinas-c.txt").read_text("utf-8")
    assert told.startswith("Dinas C\n") and "Capacity of Lain: 1 -> 2" in told
    assert "Dinas C: no roster exists." in ended.stderr
    assert Path("out/dinas-a.xlsx").exists() and not Path("out/dinas-c.xlsx").exists()
    # The answer is known; with --relax the question is another one, and the reason gives way to a roster.
    assert by_agency(staff="city.xlsx", scenario="tight.toml").code == 3
    assert totals()["kept"] == 3
    assert by_agency("--relax", staff="city.xlsx", scenario="tight.toml").code == 3
    assert manifest()["dinas-c"]["file"] == "dinas-c.xlsx" and not Path("out/dinas-c.txt").exists()
    assert totals()["hard_violations"] == 5


def test_a_folder_of_workbooks_is_one_part_each_and_a_wrong_one_stops_no_other(nation: Path) -> None:
    Path("semua").mkdir()
    for name, people in (("Kota Bekasi", 4), ("Kota Bogor", 2)):
        rows = [[nip(n), f"Orang {n}", "Dinas A"] for n in range(1, people + 1)]
        write_xlsx(Path("semua") / f"{name}.xlsx", {"Pegawai": [["NIP", "Nama", "Unit"], *rows]})
    write_xlsx(
        Path("semua/Kota Cimahi.xlsx"), {"Pegawai": [["NIP", "Nama", "Unit"], ["123456789012", "X", "Y"]]}
    )
    ended = by_agency(staff="semua")
    assert ended.code == 2
    assert [(r["name"], r["people"], r["cost"], r["exit_code"]) for r in manifest().values()] == [
        ("Kota Bekasi", 4, 20, 0), ("Kota Bogor", 2, 10, 0), ("Kota Cimahi", None, None, 2),
    ]  # fmt: skip
    assert "Kota Cimahi.xlsx > Pegawai!A2" in Path("out/kota-cimahi.txt").read_text("utf-8")
    # A wrong input is looked at again.
    by_agency(staff="semua")
    assert totals()["kept"] == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("solve", "staff.csv", "--by", "agency"), "-o FOLDER"),
        (("solve", "staff.csv", "--by", "agency", "-o", "out.xlsx"), "must be a folder"),
        (("solve", "staff.csv", "--by", "agency", "-o", "."), "holds other things"),
        (("solve", ".", "-o", "roster.xlsx"), "add --by agency"),
        (("solve", "staff.csv", "--by", "unit", "-o", "out"), "agency"),
        (("solve", "staff.csv", "--by", "agency", "-o", "out", "--units", "units.xlsx"), "Save the sheet"),
        (("solve", "staff.csv", "--by", "agency", "-o", "out", "--history", "staff.csv"), "names the folder"),
    ],
)
def test_what_cannot_be_meant_is_refused(nation: Path, words: tuple[str, ...], told: str) -> None:
    use_language("en")
    ended = run_in_process(*words)
    assert ended.code == 2
    assert told in ended.stderr, ended.stderr
    assert not Path("out/manifest.json").exists()


def test_a_process_that_is_ended_is_told_and_ends_no_other() -> None:
    with Processes(2) as executor:
        broken, whole = executor.submit(os._exit, 9), executor.submit(time.strftime, "%%")
        with pytest.raises(BrokenPartError):
            broken.result(60)
        assert whole.result(60) == "%"


def test_a_disk_that_refuses_is_told_as_such() -> None:
    with Processes(1) as executor, pytest.raises(FileNotFoundError):
        executor.submit(os.stat, "no such file").result(60)
