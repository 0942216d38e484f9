"""Every list that users already have is read to the very people, units and left-outs that it was written from."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asnroster.domain.problem import LeftOut, Problem
from asnroster.intake.build import build_problem
from asnroster.intake.tables import read_tables
from asnroster.words import use_language
from tests.cli import run_in_process
from tests.foreign_books import (
    DUK_HEADER,
    Civil,
    duk,
    nominatif,
    office,
    siasn,
    town,
    unor_tree,
    write_list,
)
from tests.intake_books import MAY, problems, write_csv
from tests.test_intake_formats import written

Rows = list[list[Any]]
BARAT = "KECAMATAN CONTOH BARAT"


@dataclass(frozen=True)
class Case:
    """A file, and who must come out of it.

    Attributes:
        write: writes the file (and the units) into a folder.
        people: those rostered.
        left_out: reason of each who is not, by NIP (empty for somebody without).
        notices: what is told besides, by code.
    """

    write: Callable[[Path], tuple[Path, Path | None]]
    people: Sequence[Civil]
    left_out: dict[str, str]
    notices: frozenset[str] = frozenset()


def one(name: str, sheets: dict[str, Rows]) -> Callable[[Path], tuple[Path, Path | None]]:
    return lambda folder: (write_list(folder / name, sheets), None)


def two(staff: dict[str, Rows], units: dict[str, Rows]) -> Callable[[Path], tuple[Path, Path | None]]:
    return lambda folder: (write_list(folder / "siasn.xlsx", staff), write_list(folder / "unor.xlsx", units))


def as_text(rows: Rows) -> Rows:
    return [[cell.isoformat() if isinstance(cell, date) else str(cell) for cell in row] for row in rows]


def as_csv(name: str, rows: Rows, delimiter: str) -> Callable[[Path], tuple[Path, Path | None]]:
    return lambda folder: (write_csv(folder / name, as_text(rows), delimiter), None)


def as_other(name: str, rows: Rows) -> Callable[[Path], tuple[Path, Path | None]]:
    return lambda folder: (written(folder / name, as_text(rows)), None)


def without(rows: Rows, heading: str) -> Rows:
    place = rows[0].index(heading)
    return [[*row[:place], *row[place + 1 :]] for row in rows]


def moved(people: Sequence[Civil], *path: str, depth: int = 1, status: str | None = None) -> list[Civil]:
    """The people under another name of the agency, the rest of their path in capitals; cut after ``depth`` names."""
    return [
        replace(
            person,
            path=(*path, *(name.upper() for name in person.path[1:depth])),
            status=person.status if status is None else status,
        )
        for person in people
    ]


TOWN = town()
ACTIVE = [person for person in TOWN if person.legal == "Aktif"]
AWAY = {person.nip: person.legal for person in TOWN if person.legal != "Aktif"}
SOCIAL = office()
BY_STATUS = {
    "PNS": (SOCIAL, "PNS"),
    "PPPK PW": (office(first=60, status="PPPK Paruh Waktu"), "PPPK Paruh Waktu"),
}
OTHER = office("Dinas Pariwisata", first=80)
SICK = [
    replace(person, legal=legal)
    for person, legal in zip(SOCIAL, ["Aktif"] * 6 + ["Tugas Belajar", "CLTN", "Pindah 2024"], strict=True)
]
TITLE = ["DAFTAR NOMINATIF PNS", "UNIT KERJA : DINAS SOSIAL", "KEADAAN JANUARI 2026"]
NAMELESS: Rows = [[10, "Sopir Kantor", "-", "", "", "Pengemudi", "", "", "", "", "honorer"]]


def with_sections() -> Rows:
    """A DUK with the units as headings between the people."""
    rows = duk(SOCIAL, "Dinas Sosial", numbered=False)
    for place, heading in (
        (5 + 6, "C. BIDANG PEMBERDAYAAN SOSIAL"),
        (5 + 3, "2. SUBBAGIAN UMUM"),
        (5, "A. SEKRETARIAT"),
    ):
        rows.insert(place, [heading])
    return rows


def nip_first() -> Rows:
    rows = duk(SOCIAL, "Dinas Sosial")
    rows[4] = ["NO", "NIP / NAMA", *DUK_HEADER[2:]]
    for row in rows[6:15]:
        name, nip = str(row[1]).split("\n")
        row[1] = f"{nip}\n{name}"
    return rows


def several_agencies() -> Rows:
    """Two agencies below each other, each with its own title line, headings and total."""
    first, second = nominatif(SOCIAL, TITLE), nominatif(OTHER, ["UNIT KERJA : DINAS PARIWISATA"])
    return [*first[:-7], *second]


def with_unit_column() -> Rows:
    rows = nominatif(SOCIAL, ["DAFTAR NOMINATIF", "BADAN KEPEGAWAIAN DAERAH"])
    top = next(number for number, row in enumerate(rows) if row and row[0] == "NO")
    rows[top : top + 2] = [
        ["NO", "NAMA", "NIP", "GOL", "TMT GOL", "JABATAN", "ESELON", "TMT JABATAN", "UNIT KERJA"]
    ]
    for row, person in zip(rows[top + 2 : top + 2 + len(SOCIAL)], SOCIAL, strict=True):
        row[8:] = [person.path[0]]
    del rows[top + 1]
    return rows


CASES = {
    "siasn": Case(one("a.xlsx", {"Data Pegawai": siasn(TOWN)}), [replace(p, path=(p.path[0], p.path[-1])) if len(p.path) > 2 else p for p in ACTIVE], AWAY),
    "siasn, levels of UNOR": Case(one("a.xlsx", {"Sheet1": siasn(TOWN, levels=True)}), ACTIVE, AWAY),
    "siasn, a tree in a second file": Case(two({"Export": siasn(TOWN, government=True)}, {"Sheet1": unor_tree(TOWN)}), ACTIVE, AWAY),
    "siasn, a tree in the same file": Case(one("a.xlsx", {"UNOR": unor_tree(TOWN), "Data": siasn(TOWN, government=True)}), ACTIVE, AWAY),
    "siasn, a tree by names": Case(two({"Export": without(siasn(TOWN), "UNOR ID")}, {"Tree": unor_tree(TOWN)}), ACTIVE, AWAY),
    "siasn.csv": Case(as_csv("a.csv", siasn(TOWN, levels=True), ";"), ACTIVE, AWAY),
    "siasn.xls": Case(as_other("a.xls", siasn(TOWN, levels=True)), ACTIVE, AWAY),
    "siasn.ods": Case(as_other("a.ods", siasn(TOWN, levels=True)), ACTIVE, AWAY),
    "duk": Case(one("a.xlsx", {"DUK": duk(SOCIAL, "Dinas Sosial")}), moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH"), {},
                frozenset({"unit-from-title", "rows-skipped"})),
    "duk, headings again on each page": Case(one("a.xlsx", {"Sheet1": duk(SOCIAL, "Dinas Sosial", page=4)}),
                                             moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH"), {}),
    "duk, NIP before the name": Case(one("a.xlsx", {"DUK": nip_first()}), moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH"), {}),
    "duk.xls": Case(as_other("a.xls", duk(SOCIAL, "Dinas Sosial")), moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH"), {}),
    "duk, units between the people": Case(one("a.xlsx", {"DUK": with_sections()}), moved(SOCIAL, "DINAS SOSIAL KOTA CONTOH", depth=3), {},
                                          frozenset({"unit-from-headings"})),
    "nominatif": Case(one("a.xlsx", {"Sheet1": nominatif(SOCIAL, TITLE)}), moved(SOCIAL, "DINAS SOSIAL"), {}),
    "nominatif.ods": Case(as_other("a.ods", nominatif(SOCIAL, TITLE, total="JUMLAH TOTAL")), moved(SOCIAL, "DINAS SOSIAL"), {}),
    "nominatif.csv": Case(as_csv("a.csv", nominatif(SOCIAL, TITLE, total="Jumlah : 9 orang"), ","), moved(SOCIAL, "DINAS SOSIAL"), {}),
    "nominatif, one sheet per status": Case(
        one("a.xlsx", {sheet: nominatif(people, ["NOMINATIF", "UNIT KERJA: DINAS SOSIAL"], sections=True) for sheet, (people, _status) in BY_STATUS.items()}
            | {"Rekap": [["JUMLAH PNS", 9]]}),
        moved([person for people, _status in BY_STATUS.values() for person in people], "DINAS SOSIAL", depth=3), {},
        frozenset({"sheets-unread"})),
    "nominatif, lettered units": Case(one("a.xlsx", {"PNS": nominatif(SOCIAL, TITLE, sections=True, enumerated="ABC")}), moved(SOCIAL, "DINAS SOSIAL", depth=3), {}),
    "nominatif, several agencies": Case(one("a.xlsx", {"PNS": several_agencies()}), [*moved(SOCIAL, "DINAS SOSIAL"), *moved(OTHER, "DINAS PARIWISATA")], {}),
    "nominatif, a column for the unit": Case(one("a.xlsx", {"PNS": with_unit_column()}), moved(SOCIAL, "Dinas Sosial"), {}),
    "nominatif, notes say who is away": Case(one("a.xlsx", {"PNS": nominatif(SICK, TITLE)}), moved([p for p in SICK if p.legal in ("Aktif", "Pindah 2024")], "DINAS SOSIAL"),
                                             {SICK[6].nip: "Tugas Belajar", SICK[7].nip: "CLTN"}, frozenset({"left-out"})),
    "nominatif, a sheet of the retired": Case(
        one("a.xlsx", {"PNS": nominatif(SOCIAL, TITLE), "Data Pensiun": nominatif(OTHER, ["UNIT KERJA : DINAS PARIWISATA"])}),
        moved(SOCIAL, "DINAS SOSIAL"), {person.nip: "Pensiun" for person in OTHER}),
    "nominatif, somebody without NIP": Case(
        one("a.xlsx", {"PNS": [*nominatif(SOCIAL, TITLE)[:-8], *NAMELESS, *nominatif(SOCIAL, TITLE)[-8:]]}),
        moved(SOCIAL, "DINAS SOSIAL"), {"": "tanpa NIP"}, frozenset({"nip-none"})),
}  # fmt: skip


def read(staff: Path, units: Path | None) -> tuple[Problem, set[str]]:
    problem, notices = build_problem(read_tables(staff, units), *MAY)
    return problem, {notice.code for notice in notices}


def told(problem: Problem) -> list[tuple[Any, ...]]:
    """What was read of everybody, by NIP."""
    return sorted(
        (person.key, person.name, problem.unit_of(index).path, problem.agency_of(index).name, person.status,
         person.echelon, person.position, person.in_post_since)
        for index, person in enumerate(problem.people)
    )  # fmt: skip


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
        run_in_process("solve", *given, *dates, "--accept-idle", "-o", "roster.xlsx", "--json", "run.json"),
        run_in_process("solve", *given, *dates, "--accept-idle", "-o", "roster.csv"),
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
    indonesian = run_in_process("check", path).stderr
    assert "a.xlsx > Data!BD1: kolom UNOR NAMA dipakai sebagai Unit." in indonesian.splitlines()
    assert "kolom GELAR DEPAN dipakai sebagai Nama." in indonesian
    assert (
        "16 kolom data pribadi tidak dibaca: TEMPAT LAHIR ID, TEMPAT LAHIR NAMA, TANGGAL LAHIR," in indonesian
    )
    assert "39 kolom lain tidak diperlukan dan tidak dibaca: PNS ID, NIP LAMA," in indonesian
    english = run_in_process("--lang", "en", "check", path).stderr
    assert "column UNOR NAMA is used as Unit." in english and "column NIP BARU is used as NIP." in english
    duk_path = write_list(tmp_path / "b.xlsx", {"DUK": duk(SOCIAL, "Dinas Sosial")})
    assert "kolom NAMA / NIP dipakai sebagai Nama dan NIP." in run_in_process("check", duk_path).stderr
    solved = run_in_process(
        "solve",
        path,
        "--accept-idle",
        "--start",
        "2026-12-07",
        "--end",
        "2026-12-11",
        "-o",
        tmp_path / "r.csv",
    )
    assert "kolom UNOR NAMA dipakai sebagai Unit." in solved.stderr


def test_own_sheets_say_which_columns_they_have_in_vain(tmp_path: Path) -> None:
    use_language("en")
    rows: Rows = [["No", "NIP", "Nama", "Unit", "Jabatn", "Agama"], [1, "1", "A", "U", "x", "Islam"]]
    notices = build_problem(read_tables(write_list(tmp_path / "a.xlsx", {"Pegawai": rows})), *MAY)[1]
    assert [(notice.code, notice.message) for notice in notices] == [
        ("columns-personal", "1 columns of personal data were not read: Agama."),
        ("columns-unknown", "1 columns that have no use here were not read: Jabatn."),
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
    said = run_in_process("--lang", "en", "check", path).stderr
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
    assert [places[person.nip] for person in people] == ["Sekretariat", "Sekretariat (2)", "Sekretariat"]
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
    assert said.code == 2
    assert (
        "“asnroster import duk.xlsx -o staff.xlsx” menulis buku kerja dengan tebakan sektor untuk dikonfirmasi."
        in said.stderr
    )
    rows = duk(SOCIAL, "Dinas Sosial")
    rows[1] = ["PEMERINTAH KOTA CONTOH"]
    assert problems(write_list(tmp_path / "b.xlsx", {"DUK": rows})) == [("column-missing", "DUK", "A5")]


def test_a_sheet_of_people_beside_pegawai_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    rows: Rows = [["NIP", "Nama", "Unit"], ["1", "A", "U"]]
    sheets = {"Pegawai": rows, "PPPK": [rows[0], ["2", "B", "U"]], "Catatan": [["x"]]}
    problem, codes = read(write_list(tmp_path / "a.xlsx", sheets), None)
    assert [person.key for person in problem.people] == ["1"] and codes == {"people-unread"}


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
    assert len(problem.people) == len(SOCIAL) and problem.left_out == () and "nip-none" not in codes


def test_the_roster_lists_everybody_left_out_with_the_reason(tmp_path: Path) -> None:
    people = [*SICK, Civil(99, ("Dinas Sosial",))]
    rows = nominatif(people, TITLE)
    path = write_list(tmp_path / "a.xlsx", {"PNS": [*rows[:-8], *NAMELESS, *rows[-8:]]})
    dates = ("--start", "2026-12-07", "--end", "2026-12-11")
    assert run_in_process("solve", path, *dates, "--accept-idle", "-o", tmp_path / "r.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Pengecualian"]
    listed = [
        [cell.value for cell in row] for row in sheet.iter_rows() if row[1].value == "Tidak dijadwalkan"
    ]
    assert [(row[4], row[5], row[9]) for row in listed] == [
        (SICK[6].nip, SICK[6].full_name, "Tugas Belajar"),
        (SICK[7].nip, SICK[7].full_name, "CLTN"),
        (None, "Sopir Kantor", "tanpa NIP"),
    ]
