"""Many governments in one run: nobody lost, nobody twice, nothing done twice, and the same rosters as one by one."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asnroster.errors import InputError
from asnroster.intake.sheets import read_book
from asnroster.national.parts import stems
from asnroster.national.run import cut_input
from asnroster.national.work import BrokenPartError, Processes
from asnroster.run import Request
from asnroster.words import use_language
from tests.benchmarks.nation import sizes, write_nation
from tests.cli import Finished, run_in_process, started
from tests.intake_books import write_csv, write_xlsx

# Fridays at home for at most half of the whole government.
FRIDAYS = """
name = "jumat"
title = "Jumat WFH"
[[rules]]
rule = "home_share"
at_most = "50 %"
per = "government"
[[rules]]
rule = "home_weekdays"
weekdays = ["Jumat"]
weight = 10
"""
BY_AGENCY = FRIDAYS.replace('per = "government"', 'per = "agency"')
WEEK = ("--start", "2026-12-07", "--end", "2026-12-11")
HEAD = ["NIP", "Nama", "NIK", "OPD", "Unit", "No HP", "Jabatan"]
BEKASI, BOGOR, KEUANGAN = "Pemerintah Kota Bekasi", "Pemerintah Kota Bogor", "Kementerian Keuangan"


def nip(number: int) -> str:
    return f"19800101200501{number:04d}"


def rows_of(*places: tuple[str, str]) -> list[list[str]]:
    return [
        [
            nip(number),
            f"Orang {number}",
            f"32750101010100{number:02d}",
            home,
            unit,
            f"0812{number:06d}",
            "Staf",
        ]
        for number, (home, unit) in enumerate(places, start=1)
    ]


# Interleaved; Bekasi's people are 1, 3, 5, 6 (two agencies), Bogor's 2 and 7, the ministry's 4.
NATION = rows_of(
    (BEKASI, "Dinas A"), (BOGOR, f"{BOGOR} > Dinas A > Bidang"), (BEKASI, "Dinas A > Bidang"), (KEUANGAN, "Ditjen"),
    (BEKASI, "Dinas B"), (BEKASI, "Dinas B"), (BOGOR, "Dinas A"),
)  # fmt: skip


@pytest.fixture
def nation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``staff.csv`` of three governments and two scenarios, and the command started there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jumat.toml").write_text(FRIDAYS, encoding="utf-8")
    (tmp_path / "opd.toml").write_text(BY_AGENCY, encoding="utf-8")
    return write_csv(tmp_path / "staff.csv", [HEAD, *NATION])


def by_agency(
    *more: str, staff: str = "staff.csv", scenario: str = "jumat.toml", out: str = "out"
) -> Finished:
    use_language("en")
    return run_in_process(
        "solve",
        staff,
        "--by",
        "agency",
        "-s",
        scenario,
        *WEEK,
        "--workers",
        "1",
        "-o",
        out,
        "--json",
        "run.json",
        *more,
    )


def manifest(folder: str = "out") -> dict[str, dict[str, Any]]:
    told = json.loads((Path(folder) / "manifest.json").read_text("utf-8"))
    return {record["stem"]: record for record in told["parts"]}


def totals() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("run.json").read_text("utf-8"))
    return found


def codes(path: Path) -> dict[str, list[str]]:
    """NIP -> codes of the sheet Jadwal."""
    rows = list(openpyxl.load_workbook(path, read_only=True)["Jadwal"].iter_rows(values_only=True))
    return {str(row[1]): [str(cell) for cell in row[6:11]] for row in rows if str(row[1] or "").isdigit()}


def part_rows(path: Path) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in read_book(path).sheets[0].rows]


def cut(request: Request, folder: Path) -> dict[str, Path]:
    folder.mkdir()
    return {part.stem: part.staff for part in cut_input(request, folder).parts}


def test_a_list_is_cut_by_government_in_order_without_personal_columns(nation: Path) -> None:
    found = cut(Request(nation), nation.parent / "parts")
    assert list(found) == ["pemerintah-kota-bekasi", "pemerintah-kota-bogor", "kementerian-keuangan"]
    people = {stem: [row[0] for row in part_rows(path)[1:]] for stem, path in found.items()}
    assert people["pemerintah-kota-bekasi"] == [nip(1), nip(3), nip(5), nip(6)]
    assert people["pemerintah-kota-bogor"] == [nip(2), nip(7)]
    assert people["kementerian-keuangan"] == [nip(4)]
    head, first = part_rows(found["pemerintah-kota-bogor"])[:2]
    assert not {"NIK", "No HP"} & set(head)
    # The government is no agency: its units' first level is.
    assert (first[head.index("OPD")], first[head.index("Unit")]) == ("", "Dinas A > Bidang")
    everything = b"".join(path.read_bytes() for path in (nation.parent / "parts").iterdir())
    assert b"3275" not in everything and b"0812" not in everything


def test_the_units_of_a_nation_go_with_their_government(nation: Path) -> None:
    units = [["Unit", "OPD", "Induk", "Sektor"], ["Dinas A", BEKASI, "", "kesehatan"], ["Bidang", BEKASI, "Dinas A", ""],
             ["Dinas A", BOGOR, BOGOR, "administrasi"], ["Dinas A", "Pemerintah Kota Depok", "", "energi"]]  # fmt: skip
    folder = nation.parent / "parts"
    folder.mkdir()
    found = cut_input(Request(nation, write_csv(nation.parent / "units.csv", units)), folder)
    use_language("en")
    assert [notice.code for notice in found.notices] == ["units-lost"]
    head, *rows = part_rows(folder / "pemerintah-kota-bekasi-unit.csv")
    wanted = [[row[head.index(name)] for name in ("Unit", "OPD", "Induk", "Sektor")] for row in rows]
    assert wanted == [["Dinas A", "", "", "kesehatan"], ["Bidang", "", "Dinas A", ""]]
    head, *rows = part_rows(folder / "pemerintah-kota-bogor-unit.csv")
    assert [[row[head.index(name)] for name in ("Unit", "Induk")] for row in rows] == [["Dinas A", ""]]


def test_what_is_wrong_in_a_list_is_told_at_once_with_its_own_cells(nation: Path) -> None:
    rows = [HEAD, *(list(row) for row in NATION)]
    rows[2][0] = "12345678901234567"
    rows[4][3] = ""
    rows[7][0] = nip(1)
    with pytest.raises(InputError) as error:
        cut(Request(write_csv(nation, rows)), nation.parent / "parts")
    found = [(issue.code, issue.file, issue.cell) for issue in error.value.issues]
    assert found == [
        ("nip-digits", "staff.csv", "A3"), ("agency-missing", "staff.csv", "D5"), ("nip-doubled", "staff.csv", "A8"),
    ]  # fmt: skip
    assert "A2" in error.value.issues[-1].message


def test_another_systems_list_is_cut_by_its_government_too(nation: Path) -> None:
    head = ["NIP BARU", "NAMA", "NIK", "SATUAN KERJA KERJA NAMA", "UNOR (3)", "UNOR (2)", "UNOR (1)"]
    rows = [
        [nip(1), "Budi", "3275", BEKASI, "", "Bidang Data", "Dinas A"],
        [nip(2), "Siti", "3275", BOGOR, "", "", "Dinas A"],
    ]
    numbering = [str(place) for place in range(1, len(head) + 1)]
    for encoding in ("utf-16", "cp1252"):
        rows[1][1] = "Siti Zoë"
        written = write_csv(nation, [head, numbering, *rows], ";", encoding)
        found = cut(Request(written), nation.parent / encoding)
        assert "Siti Zoë" in part_rows(found["pemerintah-kota-bogor"])[1]
    told = {}
    for stem, path in found.items():
        titles, *people = part_rows(path)
        told[stem] = [[row[titles.index(name)] for name in ("NIP", "OPD", "Unit")] for row in people]
    assert told == {
        "pemerintah-kota-bekasi": [[nip(1), "Dinas A", "Dinas A > Bidang Data"]],
        "pemerintah-kota-bogor": [[nip(2), "Dinas A", "Dinas A"]],
    }


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


def test_what_is_done_is_not_done_again_and_what_changed_is(nation: Path) -> None:
    by_agency()
    first, written = manifest(), {path: path.stat().st_mtime_ns for path in Path("out").glob("pem*.xlsx")}
    assert by_agency().code == 0
    assert totals()["kept"] == 3 and manifest() == first
    assert {path: path.stat().st_mtime_ns for path in written} == written
    write_csv(nation, [HEAD, *NATION[:-1], [*NATION[-1][:4], "Dinas B", "", "Staf"]])
    ended = by_agency()
    assert totals()["kept"] == 2 and "2 done already, 1 to solve" in ended.stderr
    second = manifest()
    changed = [stem for stem in first if first[stem]["key"] != second[stem]["key"]]
    assert changed == ["pemerintah-kota-bogor"]
    assert second["pemerintah-kota-bekasi"] == first["pemerintah-kota-bekasi"]
    # Another option, another scenario, a file that is gone: again.
    Path("out/kementerian-keuangan.xlsx").unlink()
    by_agency()
    assert totals()["kept"] == 2 and Path("out/kementerian-keuangan.xlsx").exists()
    by_agency("--seed", "2")
    assert totals()["kept"] == 0


def test_a_killed_run_goes_on_where_it_was(nation: Path) -> None:
    words = ("solve", "staff.csv", "--by", "agency", "-s", "jumat.toml", *WEEK, "--workers", "1", "-o", "out")
    with started("--lang", "en", *words) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("1 of 3"):
                process.kill()
                break
        process.wait(30)
    before = {stem: record for stem, record in manifest().items() if record["exit_code"] == 0}
    assert 1 <= len(before) < 3
    assert by_agency().code == 0
    assert totals()["kept"] == len(before)
    after = manifest()
    assert {stem: after[stem] for stem in before} == before
    assert [record["exit_code"] for record in after.values()] == [0, 0, 0]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_after_the_running_part_and_the_manifest_is_true(nation: Path) -> None:
    words = ("solve", "staff.csv", "--by", "agency", "-s", "jumat.toml", *WEEK, "--workers", "1", "-o", "out")
    with started("--lang", "en", *words) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("3 parts"):
                process.send_signal(signal.SIGINT)
                break
        said = process.stderr.read()
        assert process.wait(60) == 4
    assert "the same command goes on" in said and "Traceback" not in said
    records = manifest()
    done = [stem for stem, record in records.items() if record["exit_code"] == 0]
    assert len(done) < 3
    assert all((Path("out") / records[stem]["file"]).is_file() for stem in done)
    assert by_agency().code == 0
    assert totals()["kept"] == len(done)


def test_a_roster_changed_by_hand_is_not_written_over(nation: Path) -> None:
    by_agency()
    mine = Path("out/pemerintah-kota-bekasi.xlsx")
    book = openpyxl.load_workbook(mine)
    book["Jadwal"]["A1"] = "Disunting"
    book.save(mine)
    edited = mine.read_bytes()
    by_agency("--seed", "2")
    assert mine.read_bytes() == edited
    assert manifest()["pemerintah-kota-bekasi"]["file"] == "pemerintah-kota-bekasi-2.xlsx"
    assert manifest()["pemerintah-kota-bogor"]["file"] == "pemerintah-kota-bogor.xlsx"


def test_the_next_month_reads_the_folder_of_the_month_before(nation: Path) -> None:
    by_agency()
    ended = by_agency("--start", "2026-12-14", "--end", "2026-12-18", "--history", "out", out="next")
    assert ended.code == 0, ended.stderr
    info = openpyxl.load_workbook("next/pemerintah-kota-bogor.xlsx")["Info"]
    told = " ".join(str(cell.value) for row in info.iter_rows() for cell in row if cell.value)
    assert "pemerintah-kota-bogor.xlsx" in told and "--history" in told


# Agencies of one government in a workbook with everything.
CITY: dict[str, Sequence[Sequence[Any]]] = {
    "Pegawai": [
        ["NIP", "Nama", "OPD", "Unit", "NIK", "Tim"],
        *([nip(n), f"Orang {n}", agency, unit, f"3275{n}", "Tim 1"] for n, (agency, unit) in enumerate([
            ("Dinas A", "Sekretariat"), ("Dinas B", "Sekretariat"), ("Dinas A", "Dinas A"), ("Dinas C", "Dinas C"),
            ("Dinas C", "Sekretariat"), ("Dinas B", "Dinas B"), ("Dinas A", "Sekretariat"),
        ], start=1)),
    ],
    "Unit": [
        ["Unit", "OPD", "Induk", "Sektor", "Gedung", "Min WFO"],
        *([unit, agency, "" if unit == agency else agency, "administrasi", building, None]
          for agency, building in (("Dinas A", "Balai"), ("Dinas B", "Balai"), ("Dinas C", "Lain"))
          for unit in (agency, "Sekretariat")),
    ],
    "Preferensi": [["NIP", "Hari", "Pilihan", "Bobot"], [nip(1), "Jumat", "WFO", 2], [nip(5), "Jumat", "WFO", 3]],
    "Ketidakhadiran": [["NIP", "Mulai", "Selesai", "Kode"], [nip(6), "2026-12-07", "2026-12-08", "C"]],
    "Gedung": [["Gedung", "Kapasitas"], ["Balai", 9], ["Lain", 9]],
    "Layanan": [["Unit", "Layanan", "Min WFO"], ["Dinas C > Sekretariat", "Loket", 0]],
}  # fmt: skip
CAPACITY = BY_AGENCY + '[[rules]]\nrule = "building_capacity"\n'
TEAMS = BY_AGENCY + '[[rules]]\nrule = "team_same_days"\n'


def city(folder: Path, sheets: dict[str, Sequence[Sequence[Any]]] | None = None) -> Path:
    return write_xlsx(folder / "city.xlsx", CITY | (sheets or {}))


def test_a_workbook_is_cut_sheet_by_sheet(nation: Path) -> None:
    found = cut(Request(city(nation.parent), scenario="opd.toml"), nation.parent / "parts")
    assert list(found) == ["dinas-a", "dinas-b", "dinas-c"]
    books = {
        stem: {sheet.name: sheet.rows for sheet in read_book(path).sheets} for stem, path in found.items()
    }
    people = {stem: [row[0] for row in book["Pegawai"][1:]] for stem, book in books.items()}
    assert people == {
        "dinas-a": [nip(1), nip(3), nip(7)],
        "dinas-b": [nip(2), nip(6)],
        "dinas-c": [nip(4), nip(5)],
    }
    assert [row[0] for row in books["dinas-a"]["Unit"][1:]] == ["Dinas A", "Sekretariat"]
    assert all("NIK" not in book["Pegawai"][0] for book in books.values())
    assert {stem: sorted(book) for stem, book in books.items()} == {
        "dinas-a": ["Gedung", "Pegawai", "Preferensi", "Unit"],
        "dinas-b": ["Gedung", "Ketidakhadiran", "Pegawai", "Unit"],
        "dinas-c": ["Gedung", "Layanan", "Pegawai", "Preferensi", "Unit"],
    }


def test_agencies_that_a_rule_counts_together_stay_together(nation: Path) -> None:
    (nation.parent / "capacity.toml").write_text(CAPACITY, encoding="utf-8")
    (nation.parent / "teams.toml").write_text(TEAMS, encoding="utf-8")
    request = Request(city(nation.parent), scenario="capacity.toml")
    use_language("en")
    folder = nation.parent / "parts"
    folder.mkdir()
    found = cut_input(request, folder)
    assert [part.stem for part in found.parts] == ["dinas-a-dkk", "dinas-c"]
    assert [row[0] for row in part_rows(found.parts[0].staff)[1:]] == [nip(n) for n in (1, 2, 3, 6, 7)]
    (told,) = [notice.message for notice in found.notices if notice.code == "agencies-together"]
    assert told == "Solved together, because rule “building_capacity” counts “Balai”: Dinas A, Dinas B."
    # A building without a limit ties nobody; the team of all three ties them where a rule counts teams.
    free = city(nation.parent, {"Gedung": [["Gedung", "Kapasitas"], ["Lain", 9]]})
    assert list(cut(Request(free, scenario="capacity.toml"), nation.parent / "free")) == [
        "dinas-a",
        "dinas-b",
        "dinas-c",
    ]
    assert list(cut(Request(free, scenario="teams.toml"), nation.parent / "teams")) == ["dinas-a-dkk"]


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


def test_file_names_are_plain_and_each_is_used_once() -> None:
    assert stems(["RSUD dr. A", "Rsud DR A", "…", "Ringkasan"]) == [
        "rsud-dr-a",
        "rsud-dr-a-2",
        "opd",
        "ringkasan-2",
    ]


def test_the_made_up_nation_has_everybody_once(tmp_path: Path) -> None:
    assert sum(sizes(200_000, 1)) == 200_000 and min(sizes(200_000, 1)) >= 300
    assert max(sizes(5_600_000, 1)) <= 14_000 and 500 < len(sizes(5_600_000, 1)) < 660
    made = write_nation(900, 1, tmp_path)
    people = [row[0] for row in part_rows(tmp_path / "staff.csv")[1:]]
    assert len(people) == len(set(people)) == 900
    found = (
        cut(Request(tmp_path / "staff.csv", tmp_path / "units.csv"), tmp_path / "parts") if made > 1 else {}
    )
    assert sum(len(part_rows(path)) - 1 for path in found.values()) == (900 if made > 1 else 0)
