"""Lists as offices type them: no NIP, a unit under another heading or none. Each gives a roster at the first try."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from asnroster.intake.passes import build_problem, read_tables
from asnroster.output.html.privacy import _anonymous
from tests.cli import codes, run_in_process, summary
from tests.intake_books import MAY, build, problems, write_csv, write_xlsx

NAMES = ["Budi Santoso", "Siti Aminah", "Andi Wijaya", "Dewi Lestari", "Rina Marlina", "Joko Prabowo"]
DATES = ("--start", "2026-12-01", "--end", "2026-12-11")
Rows = list[list[Any]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def numbered(*posts: tuple[str, ...]) -> Rows:
    """Number, name and what stands beside it."""
    return [[n, name, *post] for n, (name, post) in enumerate(zip(NAMES, posts, strict=True), 1)]


STAFF = ("Staf",)
MIXED = [("Staf", "Bidang A"), ("Staf", "Bidang B")] * 3
SIGNED: Rows = [[], ["", "Bekasi, 1 Desember 2026"], ["", "Kepala Dinas"], ["", "Budi Santoso"]]

# Titles, headings and rows; the unit of each of the six; what is said of the list by code.
LISTS: dict[str, tuple[Rows, list[str], set[str]]] = {
    "names alone": ([["Nama"], *([name] for name in NAMES)], ["list"] * 6, set()),
    "numbered names in a message": ([["Nama"], *([f"{n}. {name}"] for n, name in enumerate(NAMES, 1))], ["list"] * 6, set()),
    "No, Nama, Jabatan as in a message": (
        [["Daftar Pegawai Diskominfo 2026"], [], ["No", "Nama", "Jabatan"], *numbered(*[STAFF] * 6)], ["Diskominfo"] * 6, set()),
    "a dinas with its bidang and a signature": (
        [["DAFTAR PEGAWAI DINAS SOSIAL"], ["KOTA CONTOH TAHUN 2026"], ["No", "Nama", "Jabatan", "Bidang"],
         *numbered(("Kepala Dinas", ""), *MIXED[1:]), *SIGNED],
        ["DINAS SOSIAL", *["DINAS SOSIAL > Bidang B", "DINAS SOSIAL > Bidang A"] * 2, "DINAS SOSIAL > Bidang B"],
        {"unit-of-agency", "rows-skipped"}),
    "a kelurahan by seksi": (
        [["KELURAHAN MEKAR"], ["No.", "Nama Lengkap", "Jabatan", "Seksi"],
         *numbered(("Lurah", "-"), *[("Staf", "Pemerintahan")] * 5)],
        ["KELURAHAN MEKAR", *["KELURAHAN MEKAR > Pemerintahan"] * 5], {"unit-of-agency"}),
    "a school": (
        [["DAFTAR GURU DAN TENAGA KEPENDIDIKAN"], ["SDN MEKAR 1"], ["No", "Nama Guru", "Tugas", "Golongan"],
         *numbered(*[("Guru Kelas", "III/a")] * 6)], ["SDN MEKAR 1"] * 6, {"unit-from-title", "columns-unknown"}),
    "a puskesmas by penempatan": (
        [["UPTD PUSKESMAS MEKAR"], ["NO", "NAMA", "JABATAN", "PENEMPATAN"], *numbered(*[("Perawat", "Poli Umum")] * 6)],
        ["UPTD PUSKESMAS MEKAR > Poli Umum"] * 6, set()),
    "a hospital with groups": (
        [["RSUD CONTOH"], ["No", "Nama", "Jabatan"], ["A", "INSTALASI GAWAT DARURAT", ""], *numbered(*[("Perawat",)] * 6)[:3],
         ["B", "BAGIAN KEUANGAN", ""], *numbered(*[STAFF] * 6)[3:]],
        [*["RSUD CONTOH > INSTALASI GAWAT DARURAT"] * 3, *["RSUD CONTOH > BAGIAN KEUANGAN"] * 3], {"unit-from-headings"}),
    "a kecamatan with seksi as groups and no numbers": (
        [["KECAMATAN MEKAR"], ["NAMA", "JABATAN"], ["SEKSI PEMERINTAHAN", ""], *([name, "Staf"] for name in NAMES[:3]),
         ["SEKSI EKBANG", ""], *([name, "Staf"] for name in NAMES[3:]), [], ["Mengetahui,", ""], ["Budi Santoso", "Camat"]],
        [*["KECAMATAN MEKAR > SEKSI PEMERINTAHAN"] * 3, *["KECAMATAN MEKAR > SEKSI EKBANG"] * 3],
        {"unit-from-headings", "rows-skipped"}),
    "as SIASN has it": (
        [["NAMA", "GELAR DEPAN", "GELAR BELAKANG", "JABATAN NAMA", "UNOR NAMA", "SATUAN KERJA KERJA NAMA"],
         *([name, "", "", "Analis", "Bidang Data", "Dinas Kominfo"] for name in NAMES)],
        ["Dinas Kominfo > Bidang Data"] * 6, set()),
    "as a DUK has it": (
        [["DAFTAR URUT KEPANGKATAN"], ["BADAN KEPEGAWAIAN DAERAH"], ["NO", "NAMA", "PANGKAT / GOL. RUANG", "JABATAN"], [1, 2, 3, 4],
         *numbered(*[("Penata / III.c", "Analis")] * 6), ["", "JUMLAH", "", 6]],
        ["BADAN KEPEGAWAIAN DAERAH"] * 6, {"unit-from-title"}),
    "a dash for every NIP": (
        [["No", "Nama", "NIP", "Jabatan", "Bagian"], *([n, name, "-", "Staf", "Umum"] for n, name in enumerate(NAMES, 1))],
        ["Umum"] * 6, set()),
    "bidang and seksi": (
        [["No", "Nama", "Bidang", "Seksi"], *numbered(*[("Bidang A", "Seksi B")] * 6)], ["Bidang A > Seksi B"] * 6, set()),
    "one unit kerja for all beside bidang": (
        [["No", "Nama", "Unit Kerja", "Bidang"], *numbered(*[("Dinas Sosial", "Bidang A")] * 6)], ["Dinas Sosial > Bidang A"] * 6, set()),
}  # fmt: skip
ALWAYS = {"names-as-keys", "column-used-as"}


def written(kind: str, rows: Rows) -> Path:
    return (
        write_csv(Path("list.csv"), rows, ";")
        if kind == "csv"
        else write_xlsx(Path("list.xlsx"), {"Data": rows})
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", LISTS)
def test_everybody_of_a_list_without_nip_is_known_by_name(name: str, kind: str) -> None:
    rows, units, said = LISTS[name]
    problem, notices = build(written(kind, rows))
    found = {person.key: problem.unit_of(index).path for index, person in enumerate(problem.people)}
    assert found == dict(zip(NAMES, units, strict=True))
    assert {notice.code for notice in notices} - ALWAYS == said


@pytest.mark.parametrize("name", LISTS)
def test_such_a_list_goes_through_every_command(name: str) -> None:
    path = written("xlsx", LISTS[name][0])
    for words in (
        ("check", path), ("solve", path, *DATES, "-o", "r.xlsx"), ("audit", "r.xlsx", "--staff", path),
        ("solve", path, *DATES, "-o", "r.csv"), ("audit", "r.csv", "--staff", path),
        ("import", path, "-o", "own.xlsx"), ("solve", "own.xlsx", *DATES, "-o", "own.csv"),
    ):  # fmt: skip
        result = run_in_process(*words)
        assert result.code == 0, (words, result.stderr)
    assert {nip for nip, _day in codes("r.csv")} == set(NAMES)
    assert codes("own.csv") == codes("r.csv")


@pytest.mark.parametrize(
    "heading",
    ["Bidang", "Seksi", "Bagian", "Subbagian", "Sub Bidang", "Unit Kerja", "Bidang/Bagian", "Penempatan", "Nama Bidang"],
)  # fmt: skip
def test_the_unit_under_another_heading(heading: str) -> None:
    rows = [["NIP", "Nama", heading], ["1", "A", "Data"], ["2", "B", "Umum"]]
    problem, _notices = build(write_csv(Path("list.csv"), rows))
    assert {person.key: problem.unit_of(index).name for index, person in enumerate(problem.people)} == {
        "1": "Data",
        "2": "Umum",
    }


def test_a_column_unit_goes_before_a_column_bidang() -> None:
    rows = [
        ["NIP", "Nama", "Unit", "Bidang"],
        ["1", "A", "Seksi X", "Bidang C"],
        ["2", "B", "Seksi Y", "Bidang C"],
    ]
    problem, notices = build(write_csv(Path("list.csv"), rows))
    assert [problem.unit_of(index).name for index in (0, 1)] == ["Seksi X", "Seksi Y"]
    assert "1 kolom lain tidak diperlukan dan tidak dibaca: Bidang." in [notice.message for notice in notices]


def test_a_place_that_only_the_file_tells_is_an_assumption_and_may_be_answered() -> None:
    rows: Rows = [["No", "Nama", "Jabatan"], *numbered(*[STAFF] * 6)]
    path = write_xlsx(Path("Data_Pegawai_Bapenda 2026.xlsx"), {"Sheet1": rows})
    assert run_in_process("solve", path, *DATES, "-o", "r.csv", "--json", "run.json").code == 0
    asked = [row for row in summary()["assumptions"] if row["kind"] == "agency"]
    assert [(row["subject"], row["assumed"], row["ground"], row["confidence"], row["people"]) for row in asked] == [
        ("OPD", "Bapenda", "nama berkas; tidak ada baris atau kolom yang menyebut OPD", "low", 6)
    ]  # fmt: skip
    answer = [
        ["Hal", "Anggapan", "Dasar", "Keyakinan", "Setuju", "Yang Benar"],
        ["OPD", "Bapenda", "", "", "Tidak", "Bappeda"],
    ]
    write_xlsx(path, {"Sheet1": rows, "Konfirmasi": answer})
    problem, _notices = build(path)
    assert {problem.units[problem.unit_of(index).agency].name for index in range(6)} == {"Bappeda"}


def test_sheets_by_unit_without_nip_are_read_together() -> None:
    head = ["No", "Nama", "Jabatan"]
    rows = numbered(*[STAFF] * 6)
    path = write_xlsx(
        Path("dinas.xlsx"), {"Sekretariat": [head, *rows[:3]], "Bidang Data": [head, *rows[3:]]}
    )
    problem, notices = build(path)
    assert Counter(problem.unit_of(index).path for index in range(6)) == {
        "dinas > Sekretariat": 3,
        "dinas > Bidang Data": 3,
    }
    told = [notice.sheet for notice in notices if notice.code == "unit-from-title"]
    assert sorted(told) == ["Bidang Data", "Sekretariat"]


TWINS: Rows = [
    ["Nama", "Unit", "Jabatan"], ["Siti Aminah", "Bidang A", "Analis"], ["Budi", "Bidang A", "Analis"],
    ["Siti  Aminah", "Bidang A", "Arsiparis"],
]  # fmt: skip


def test_namesakes_are_told_apart_by_what_differs_and_asked() -> None:
    problem, _notices = build(write_xlsx(Path("a.xlsx"), {"Data": TWINS}))
    assert [person.key for person in problem.people] == [
        "Siti Aminah (Analis)",
        "Budi",
        "Siti Aminah (Arsiparis)",
    ]
    (row,) = [row for row in problem.assumptions if row.kind == "namesake"]
    assert (row.subject, row.assumed, row.ground, row.confidence, row.people, row.open) == (
        "Nama Siti Aminah", "2 orang yang berbeda: Siti Aminah (Analis); Siti Aminah (Arsiparis)",
        "nama yang sama di A2, A4, dengan isian lain di sebelahnya", "medium", 2, True,
    )  # fmt: skip


def test_namesakes_who_are_one_person_are_so_after_a_no() -> None:
    answer = [["Hal", "Anggapan", "Setuju"], ["Nama Siti Aminah", "", "Tidak"]]
    problem, _notices = build(write_xlsx(Path("a.xlsx"), {"Data": TWINS, "Konfirmasi": answer}))
    assert [(person.key, person.position) for person in problem.people] == [
        ("Siti Aminah", "Analis"),
        ("Budi", "Analis"),
    ]


def test_namesakes_whom_nothing_tells_apart_are_an_error_of_the_second() -> None:
    rows = [*TWINS[:3], ["Siti Aminah", "Bidang A", "Analis"]]
    path = write_xlsx(Path("a.xlsx"), {"Data": rows})
    assert problems(path) == [("name-doubled", "Data", "A4")]
    message = read_tables(path).issues[0].message
    assert (
        message
        == "Nama “Siti Aminah” tertulis dua kali, pertama di A2, dan isian lain pada baris itu sama semua."
    )


def test_leave_may_name_people_where_the_staff_are_known_by_name() -> None:
    rows: Rows = [["No", "Nama", "Jabatan"], *numbered(*[STAFF] * 6)]
    leave = [["No", "Nama", "Mulai", "Selesai", "Jenis Cuti"], [1, "Siti Aminah", "04-05-2026", "05-05-2026", "Cuti Tahunan"],
             [2, "Andi Wijaya, S.E.", "06-05-2026", "06-05-2026", "Cuti Sakit"]]  # fmt: skip
    problem, _notices = build(write_xlsx(Path("a.xlsx"), {"Data": rows, "Cuti Mei": leave}))
    days = {
        person.key: int((problem.absence[index] >= 0).sum()) for index, person in enumerate(problem.people)
    }
    assert {key: count for key, count in days.items() if count} == {"Siti Aminah": 2, "Andi Wijaya": 1}


def test_leave_of_one_of_several_namesakes_asks_which() -> None:
    leave = [
        ["Nama", "Mulai", "Selesai", "Jenis Cuti"],
        ["Siti Aminah", "04-05-2026", "05-05-2026", "Cuti Tahunan"],
    ]
    path = write_xlsx(Path("a.xlsx"), {"Data": TWINS, "Cuti": leave})
    assert problems(path) == [("name-several", "Cuti", "A2")]


def test_a_list_of_holidays_with_their_names_is_none_of_leave() -> None:
    rows = [["NIP", "Nama", "Unit"], ["1", "A", "U"]]
    days = [["Tanggal", "Nama", "Jenis"], ["04-05-2026", "Hari Jadi", "Libur"]]
    tables = read_tables(write_xlsx(Path("a.xlsx"), {"Data": rows, "Hari Besar": days}))
    assert [row.note for row in tables.holidays] == ["Hari Jadi"] and tables.absences == []


def test_an_error_in_a_name_is_one_of_its_cell() -> None:
    rows = [["No", "Nama", "Jabatan"], ["1", "#N/A", "Staf"], ["2", "Budi", "Staf"]]
    tables = read_tables(write_csv(Path("a.csv"), rows))
    with pytest.raises(Exception) as caught:
        build_problem(tables, *MAY)
    assert [(issue.code, issue.cell) for issue in caught.value.issues] == [("cell-error", "B2")]


def test_a_report_without_names_names_no_namesake() -> None:
    path = write_xlsx(Path("a.xlsx"), {"Data": TWINS})
    shown = _anonymous(build(path)[0], "full")
    (row,) = [row for row in shown.assumptions if row.kind == "namesake"]
    assert (row.subject, row.name) == ("satu pegawai", "satu pegawai")
    assert "Siti" not in f"{row.subject} {row.assumed} {row.ground}"
