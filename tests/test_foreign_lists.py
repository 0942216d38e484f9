"""Every list that users already have is read to the very people, units and left-outs that it was written from."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asnroster.domain.problem import LeftOut
from asnroster.intake.passes import build_problem, read_tables
from asnroster.words import use_language
from tests.cli import run_in_process
from tests.foreign_books import duk, nominatif, siasn, unor_tree, write_list
from tests.foreign_lists import (
    CASES,
    OTHER,
    SICK,
    SOCIAL,
    TITLE,
    TOWN,
    Case,
    Rows,
    moved,
    read,
    told,
)
from tests.foreign_people import Civil
from tests.intake_books import MAY, problems


def meant(case: Case, name: str) -> list[tuple[Any, ...]]:
    """What everybody was written from; SIASN has names in capitals, a DUK no echelons."""
    return sorted(
        (person.nip, person.full_name.replace(person.name, person.name.upper()) if name.startswith("siasn") else person.full_name,
         person.unit, person.path[0], person.status, "" if name.startswith("duk") else person.echelon, person.position, person.in_post_since)
        for person in case.people
    )  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_people_that_were_written_are_read(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    problem, codes = read(*case.write(tmp_path))
    assert told(problem) == meant(case, name)
    assert {person.key: person.reason for person in problem.left_out} == case.left_out
    assert case.notices <= codes
    used = {unit.path for index, unit in enumerate(problem.units) if problem.below[index]}
    assert used == {
        " > ".join(person.path[:depth]) for person in case.people for depth in range(1, len(person.path) + 1)
    }


def every_text(path: Path) -> str:
    """All that stands in a file; a workbook is taken apart."""
    if path.suffix in (".csv", ".json", ".toml"):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(part).decode("utf-8", "replace") for part in parts.namelist())


@pytest.mark.parametrize("name", CASES)
def test_nothing_personal_is_kept_or_written_and_a_roster_is_made(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[name]
    staff, units = case.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    given = [staff.name, *(["--units", units.name] if units else [])]
    dates = ("--start", "2026-12-07", "--end", "2026-12-11")
    said = [
        run_in_process("check", *given),
        run_in_process("solve", *given, *dates, "-o", "roster.xlsx", "--json", "run.json"),
        run_in_process("solve", *given, *dates, "-o", "roster.csv"),
        run_in_process("import", *given, "-o", "staff.xlsx", "--save-map", "map.toml"),
        run_in_process("check", "staff.xlsx"),
    ]
    assert [ended.code for ended in said] == [0] * 5, [ended.stderr for ended in said]
    tables = read_tables(staff, units)
    kept = (
        repr(tables)
        + repr(build_problem(tables, *MAY))
        + "".join(ended.stdout + ended.stderr for ended in said)
    )
    files = [Path(file) for file in ("roster.xlsx", "run.json", "roster.csv", "staff.xlsx", "map.toml")]
    kept += "".join(map(every_text, files))
    secrets = {secret for person in (*case.people, *TOWN, *SICK) for secret in person.secrets}
    assert {secret for secret in secrets if secret in kept} == set()
    assert "Kota Rahasia" not in kept and "Universitas Contoh" not in kept
    rostered = {line.split(",")[0] for line in Path("roster.csv").read_text("utf-8").splitlines()[1:]}
    assert rostered == {person.nip for person in case.people}


def test_the_mapping_is_shown_in_both_languages(tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.xlsx", {"Data": siasn(TOWN)})
    indonesian = run_in_process("check", path, "--details").stderr
    assert "a.xlsx > Data!BD1: kolom UNOR NAMA dipakai sebagai Unit." in indonesian.splitlines()
    assert "kolom GELAR DEPAN dipakai sebagai Nama." in indonesian
    assert "14 kolom data pribadi tidak dibaca." in indonesian
    assert "9 kolom lain tidak diperlukan dan tidak dibaca: PNS ID," in indonesian
    english = run_in_process("--lang", "en", "check", path, "--details").stderr
    assert "column UNOR NAMA is used as Unit." in english and "column NIP BARU is used as NIP." in english
    duk_path = write_list(tmp_path / "b.xlsx", {"DUK": duk(SOCIAL, "Dinas Sosial")})
    assert (
        "kolom NAMA / NIP dipakai sebagai Nama dan NIP."
        in run_in_process("check", duk_path, "--details").stderr
    )
    solved = run_in_process(
        "solve",
        path,
        "--start",
        "2026-12-07",
        "--end",
        "2026-12-11",
        "-o",
        tmp_path / "r.csv",
    )
    assert "kolom UNOR NAMA dipakai sebagai Unit" in solved.stderr


def test_own_sheets_say_which_columns_they_have_in_vain(tmp_path: Path) -> None:
    use_language("en")
    rows: Rows = [["No", "NIP", "Nama", "Unit", "Jabatn", "Agama"], [1, "1", "A", "U", "x", "Islam"]]
    notices = build_problem(read_tables(write_list(tmp_path / "a.xlsx", {"Pegawai": rows})), *MAY)[1]
    assert [(notice.code, notice.message) for notice in notices] == [
        ("columns-personal", "1 column of personal data was not read."),
        ("columns-unknown", "1 column that has no use here was not read: Jabatn."),
    ]


def test_a_numeric_nip_is_told_with_its_sheet_and_cell(tmp_path: Path) -> None:
    rows = nominatif(SOCIAL, TITLE)
    first = next(number for number, row in enumerate(rows) if row and row[0] == 1)
    rows[first][2] = float(SOCIAL[0].nip)
    other = nominatif(OTHER, ["UNIT KERJA : DINAS PARIWISATA"])
    path = write_list(tmp_path / "a.xlsx", {"PPPK": other, "PNS": rows})
    assert problems(path) == [("nip-numeric", "PNS", f"C{first + 1}")]
    rows = duk(SOCIAL, "Dinas Sosial")
    rows[6][1] = float(SOCIAL[0].nip)
    assert problems(write_list(tmp_path / "b.xlsx", {"DUK": rows})) == [("nip-numeric", "DUK", "B7")]
    rows = siasn(TOWN)
    rows[3][1] = float(TOWN[2].nip)
    assert problems(write_list(tmp_path / "c.xlsx", {"Data": rows})) == [("nip-numeric", "Data", "B4")]


def test_somebody_in_two_sheets_is_told_with_both_places(tmp_path: Path) -> None:
    use_language("en")
    lists = {"PNS": nominatif(SOCIAL, TITLE), "CPNS": nominatif(SOCIAL[:1], TITLE)}
    path = write_list(tmp_path / "a.xlsx", lists)
    assert problems(path) == [("nip-doubled", "CPNS", "C8")]
    said = run_in_process("--lang", "en", "check", path, "--details").stderr
    assert "a.xlsx > CPNS!C8: The NIP 197007032010031030 stands twice, first in PNS!C8." in said.replace(
        SOCIAL[0].nip, "197007032010031030"
    )


def test_units_of_one_name_are_told_apart_by_their_codes(tmp_path: Path) -> None:
    """Without a tree, and with the government where the OPD should be, only the codes tell two secretariats apart."""
    people = [
        Civil(1, ("Dinas A", "Sekretariat")),
        Civil(2, ("Dinas B", "Sekretariat")),
        Civil(3, ("Dinas A", "Sekretariat")),
    ]
    staff = write_list(tmp_path / "a.xlsx", {"Data": siasn(people, government=True)})
    problem, codes = read(staff, None)
    assert "unit-twins" in codes
    places = {person.key: problem.unit_of(index).path for index, person in enumerate(problem.people)}
    assert [places[person.nip] for person in people] == [
        "a > Sekretariat",
        "a > Sekretariat (2)",
        "a > Sekretariat",
    ]
    with_tree, codes = read(staff, write_list(tmp_path / "b.xlsx", {"UNOR": unor_tree(people)}))
    assert "unit-twins" not in codes
    assert sorted(with_tree.unit_of(index).path for index in range(3)) == ["Dinas A > Sekretariat"] * 2 + [
        "Dinas B > Sekretariat"
    ]


def test_people_after_a_total_are_read_and_left_out_are_listed(tmp_path: Path) -> None:
    rows: Rows = [
        ["NIP", "Nama", "Unit"],
        ["1", "A", "U"],
        ["JUMLAH", "", ""],
        ["2", "B", "U"],
        ["", "Kepala", ""],
    ]
    problem, _codes = read(write_list(tmp_path / "a.xlsx", {"Pegawai": rows}), None)
    assert [person.name for person in problem.people] == ["A", "B"]
    path = write_list(tmp_path / "b.xlsx", {"Data": siasn(TOWN)})
    problem, codes = read(path, None)
    assert "left-out" in codes
    assert [person for person in problem.left_out if person.reason == "CLTN"] == [
        LeftOut(TOWN[16].nip, TOWN[16].name.upper(), "Inspektorat Daerah > Irban Wilayah I", "CLTN")
    ]
    said = run_in_process("check", path).stderr
    assert (
        "2 pegawai tidak dijadwalkan: Tugas Belajar 1, CLTN 1. Sheet Pengecualian pada jadwal memuat daftarnya."
        in said
    )


@pytest.mark.parametrize(
    ("legal", "active"),
    [("Aktif", True), ("PNS Aktif", True), ("Aktif (DPK)", True), ("Tidak Aktif", False), ("Non Aktif", False),
     ("CLTN", False), ("Masa Persiapan Pensiun", False), ("Aktif Tugas Belajar", False), ("Pemberhentian Sementara", False)],
)  # fmt: skip
def test_only_active_people_are_rostered(legal: str, active: bool, tmp_path: Path) -> None:
    people = [Civil(1, ("Dinas A",)), Civil(2, ("Dinas A",), legal=legal)]
    problem, _codes = read(write_list(tmp_path / "a.xlsx", {"Data": siasn(people)}), None)
    assert len(problem.people) == 1 + active
    assert [person.reason for person in problem.left_out] == ([] if active else [legal])


def test_what_is_missing_is_told_with_the_way_to_get_it(tmp_path: Path) -> None:
    path = write_list(tmp_path / "duk.xlsx", {"DUK": duk(SOCIAL, "Dinas Sosial")})
    said = run_in_process("solve", path, "-o", tmp_path / "r.csv")
    assert said.code == 0
    assert (
        "  DINAS SOSIAL KOTA CONTOH: administrasi (keyakinan sedang; kata “sosial” pada\n    namanya)\n"
        in said.stdout
    )
    rows = duk(SOCIAL, "Dinas Sosial")
    rows[1] = ["PEMERINTAH KOTA CONTOH"]
    problem, _codes = read(write_list(tmp_path / "b.xlsx", {"DUK": rows}), None)
    assert [
        (row.subject, row.assumed, row.confidence) for row in problem.assumptions if row.kind == "agency"
    ] == [("OPD", "b", "low")]


def test_a_sheet_of_people_beside_pegawai_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    rows: Rows = [["NIP", "Nama", "Unit"], ["1", "A", "U"]]
    sheets = {"Pegawai": rows, "PPPK": [rows[0], ["2", "B", "U"]], "Catatan": [["x"]]}
    problem, codes = read(write_list(tmp_path / "a.xlsx", sheets), None)
    assert [person.key for person in problem.people] == ["1"] and codes == {"people-unread", "sheets-unread"}


def test_each_sheet_may_be_an_agency_and_a_page_may_begin_anew(tmp_path: Path) -> None:
    lists = {"Dinas Sosial": nominatif(SOCIAL, ["DAFTAR"]), "Dinas Pariwisata": nominatif(OTHER, ["DAFTAR"])}
    problem, _codes = read(write_list(tmp_path / "a.xlsx", lists), None)
    assert {person.key: problem.unit_of(i).path for i, person in enumerate(problem.people)} == {
        person.nip: person.path[0] for person in (*SOCIAL, *OTHER)
    }
    rows = nominatif(SOCIAL, TITLE, sections=True)
    anew = [["DAFTAR NOMINATIF PNS"], ["UNIT KERJA : DINAS SOSIAL"], *rows[4:7]]
    problem, _codes = read(write_list(tmp_path / "b.xlsx", {"PNS": [*rows[:10], *anew, *rows[10:]]}), None)
    assert {person.key: problem.unit_of(i).path for i, person in enumerate(problem.people)} == {
        person.nip: person.unit for person in moved(SOCIAL, "DINAS SOSIAL", depth=3)
    }


def test_vacant_posts_are_nobody(tmp_path: Path) -> None:
    rows = nominatif(SOCIAL, TITLE)
    rows.insert(9, ["", "KOSONG", "-", "", "", "Kepala Seksi"])
    problem, codes = read(write_list(tmp_path / "a.xlsx", {"PNS": rows}), None)
    assert len(problem.people) == len(SOCIAL) and problem.left_out == ()
    assert [
        row.kind for row in problem.assumptions if row.kind == "nip-none"
    ] == [] and "rows-skipped" in codes


def test_the_roster_lists_everybody_left_out_with_the_reason(tmp_path: Path) -> None:
    people = [*SICK, Civil(99, ("Dinas Sosial",))]
    rows = nominatif(people, TITLE)
    path = write_list(tmp_path / "a.xlsx", {"PNS": rows})
    dates = ("--start", "2026-12-07", "--end", "2026-12-11")
    assert run_in_process("solve", path, *dates, "-o", tmp_path / "r.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Pengecualian"]
    listed = [
        [cell.value for cell in row] for row in sheet.iter_rows() if row[1].value == "Tidak dijadwalkan"
    ]
    assert [(row[4], row[5], row[9]) for row in listed] == [
        (SICK[6].nip, SICK[6].full_name, "Tugas Belajar"),
        (SICK[7].nip, SICK[7].full_name, "CLTN"),
    ]
