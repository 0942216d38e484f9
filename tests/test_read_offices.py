"""Lists as offices keep them: tables side by side, headings in three rows, numbers on paper, half-filled columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli import run_in_process
from tests.intake_books import build, notices, problem_of, problems
from tests.sheet_books import NIPS, book

Rows = list[list[Any]]
HEAD = ["No", "NIP", "Nama", "Jabatan", "Unit Kerja"]


def people(first: int = 0, count: int = 6) -> Rows:
    return [
        [at + 1, NIPS[at], f"Pegawai {at + 1}", "Analis", "Bidang Dua" if at % 2 else "Bidang Satu"]
        for at in range(first, first + count)
    ]


def units_of(path: Path) -> dict[str, str]:
    """Whom a file names, and where they are placed; nothing is wrong with it."""
    problem = problem_of(path)
    return {person.key: problem.unit_of(at).name for at, person in enumerate(problem.people)}


def message(path: Path, code: str) -> list[str]:
    return [one.message for one in build(path)[1] if one.code == code]


@pytest.mark.parametrize("titles", [[], [["DAFTAR PEGAWAI DINAS UJI"]], [["DINAS UJI"], []]])
def test_tables_side_by_side_are_read_together(titles: Rows, tmp_path: Path) -> None:
    beside = [[*left, None, *right] for left, right in zip(people(), people(6), strict=True)]
    path = book(tmp_path / "a.xlsx", {"Data": [*titles, [*HEAD, None, *HEAD], *beside]})
    assert set(units_of(path)) == set(NIPS[:12])
    assert message(path, "tables-beside") == ["2 tabel berdampingan pada sheet ini dibaca bersama."]
    assert set(units_of(path).values()) == {"Bidang Satu", "Bidang Dua"}
    broken = [row[:] for row in beside]
    broken[1][7] = "123456789012"
    again = book(tmp_path / "b.xlsx", {"Pegawai": [[*HEAD, None, *HEAD], *broken]})
    assert problems(again) == [("nip-digits", "Pegawai", "H3")]


def test_a_table_beside_that_is_shorter_names_no_more(tmp_path: Path) -> None:
    beside = [[*left, *right] for left, right in zip(people(), [*people(6, 4), [], []], strict=True)]
    path = book(tmp_path / "a.xlsx", {"Pegawai": [[*HEAD, *HEAD], *beside]})
    assert set(units_of(path)) == set(NIPS[:10])


def test_headings_in_three_rows(tmp_path: Path) -> None:
    rows: Rows = [
        ["NO", "PEGAWAI", None, "JABATAN", None, "UNIT KERJA"],
        [None, "IDENTITAS", None, "NAMA JABATAN", "TMT", None],
        [None, "NIP", "NAMA", None, None, None],
        *([*row[:4], date(2020, 1, 2), row[4]] for row in people()),
    ]
    path = book(tmp_path / "a.xlsx", {"Data": rows})
    assert units_of(path) == {row[1]: row[4] for row in people()}
    assert {(one.position, one.in_post_since) for one in problem_of(path).people} == {
        ("Analis", date(2020, 1, 2))
    }


def test_pages_that_begin_anew_and_a_sum_among_the_names(tmp_path: Path) -> None:
    page = [["DINAS UJI"], HEAD, [1, 2, 3, 4, 5]]
    rows = [*page, *people(0, 3), *page, *people(3, 3), ["Jumlah", None, 6], ["Total", None, "6 orang"]]
    path = book(tmp_path / "a.xlsx", {"Data": rows})
    assert units_of(path) == {row[1]: row[4] for row in people()}


def test_a_group_may_stand_in_the_column_of_the_nip(tmp_path: Path) -> None:
    rows = [
        ["DINAS UJI"], HEAD[:4], ["A", "SEKRETARIAT"], *(row[:4] for row in people(0, 3)),
        ["B.", "BIDANG MUTASI"], *(row[:4] for row in people(3, 3)),
    ]  # fmt: skip
    path = book(tmp_path / "a.xlsx", {"Data": rows})
    assert units_of(path) == {
        key: "SEKRETARIAT" if at < 3 else "BIDANG MUTASI" for at, key in enumerate(NIPS[:6])
    }


@pytest.mark.parametrize(
    ("agreed", "right", "kept"),
    [
        (None, None, NIPS[1:4]),
        ("Ya", None, NIPS[1:4]),
        ("Tidak", None, NIPS[1:4]),
        ("Tidak", "Ya", [NIPS[2]]),
    ],
)
def test_what_says_neither_keeps_people_in_the_office_and_is_asked(
    agreed: str | None, right: str | None, kept: list[str], tmp_path: Path
) -> None:
    may = ["Ya", "x", "cuti", "X", "", "Y"]
    sheets: dict[str, Any] = {
        "Pegawai": [
            [*HEAD, "WFH (Ya/Tidak)"],
            *([*row, cell] for row, cell in zip(people(), may, strict=True)),
        ]
    }
    if agreed:
        sheets["Konfirmasi"] = [
            ["Hal", "Anggapan", "Setuju", "Yang Benar"],
            ["Boleh WFH “x”", "x", agreed, right],
        ]
    problem = problem_of(book(tmp_path / "a.xlsx", sheets))
    assert sorted(one.key for one in problem.people if not one.remote_capable) == sorted(kept)
    asked = {(row.subject, row.assumed, row.people) for row in problem.assumptions if row.kind == "may"}
    assert asked == {("Boleh WFH “x”", "Tidak: tetap WFO", 2), ("Boleh WFH “cuti”", "Tidak: tetap WFO", 1)}


def test_the_few_without_a_unit_sit_in_their_agency(tmp_path: Path) -> None:
    rows = people()
    rows[0][4], rows[1][4], rows[2][4] = "BKPSDM", None, "-"
    path = book(tmp_path / "a.xlsx", {"Pegawai": [HEAD, *rows]})
    assert [units_of(path)[key] for key in NIPS[:4]] == ["BKPSDM", "BKPSDM", "BKPSDM", "Bidang Dua"]
    assert message(path, "unit-of-agency") == ["2 pegawai tanpa isian unit ditempatkan di “BKPSDM”."]
    named = [["NIP", "Nama", "Unit", "OPD"], *([*row[1:3], row[4], "Dinas Uji"] for row in rows)]
    again = book(tmp_path / "b.xlsx", {"Pegawai": named})
    assert units_of(again)[NIPS[1]] == "Dinas Uji" and len(message(again, "unit-of-agency")) == 1


def test_leave_of_a_sheet_that_nobody_called_an_input_stops_nothing(tmp_path: Path) -> None:
    leave = [
        ["NIP", "Nama", "Tanggal Cuti", "Jenis Cuti"],
        [NIPS[0], "Pegawai 1", "4, 5 dan 6 Mei 2026", "Cuti Tahunan"],
        [NIPS[1], "Pegawai 2", "1 bulan", "Melahirkan"],
        [NIPS[2], "Pegawai 3", "11 s.d. 12 Mei 2026", "Sakit"],
    ]
    path = book(tmp_path / "a.xlsx", {"Pegawai": [HEAD, *people()], "Rekap Cuti": leave})
    problem = problem_of(path)
    away = {one.key: int((problem.absence[at] >= 0).sum()) for at, one in enumerate(problem.people)}
    assert [away[key] for key in NIPS[:3]] == [3, 0, 2]
    assert ("date-bad", "Rekap Cuti", "C3") in notices(path)
    own = book(tmp_path / "b.xlsx", {"Pegawai": [HEAD, *people()], "Ketidakhadiran": leave})
    assert problems(own) == [("date-bad", "Ketidakhadiran", "C3")]


def test_an_order_for_several_days_in_one_cell(tmp_path: Path) -> None:
    orders = [
        ["NIP", "Tanggal", "Kode"],
        [NIPS[0], "4-6 Mei 2026", "WFO"],
        [NIPS[1], "7 dan 8 Mei 2026", "WFH"],
    ]
    path = book(tmp_path / "a.xlsx", {"Pegawai": [HEAD, *people()], "Penetapan": orders})
    problem = problem_of(path)
    keys = [one.key for one in problem.people]
    assert sorted((keys.index(NIPS[0]) == pin.person, pin.day) for pin in problem.pins) == [
        (False, 6), (False, 7), (True, 3), (True, 4), (True, 5)
    ]  # fmt: skip


def test_notes_that_tell_who_is_away_are_read_or_told(tmp_path: Path) -> None:
    notes = [
        "Tubel",
        "Meninggal dunia",
        "TB",
        "Pindah ke Dinas Sosial",
        "",
        "operator",
    ]  # TB may be an illness
    rows = [[*row, note] for row, note in zip(people(), notes, strict=True)]
    path = book(tmp_path / "a.xlsx", {"Data": [[*HEAD, "Ket"], *rows]})
    assert {one.key: one.reason for one in problem_of(path).left_out} == {
        NIPS[0]: "Tugas Belajar",
        NIPS[1]: "Meninggal Dunia",
    }
    assert message(path, "notes-unread") == [
        "2 keterangan menyebut cuti, mutasi, atau sejenisnya dan tidak dibaca: baris 4-5."
    ]


def test_a_csv_of_nothing_is_told_to_be_empty(tmp_path: Path) -> None:
    for name, data in (("a.csv", b""), ("b.csv", b"\xef\xbb\xbf\r\n"), ("c.tsv", b"\xff\xfe")):
        (tmp_path / name).write_bytes(data)
        told = run_in_process("check", tmp_path / name)
        assert (told.code, told.stderr.strip()) == (
            2,
            f"{name}: Berkas itu kosong. Pastikan berkas sudah tersimpan.",
        )


def test_many_bad_cells_are_told_together(tmp_path: Path) -> None:
    rows = [[at, 198001012005011000 + at, f"Pegawai {at}", "Analis", "Bidang"] for at in range(60)]
    told = run_in_process(
        "solve", book(tmp_path / "a.xlsx", {"Pegawai": [HEAD, *rows]}), "-o", tmp_path / "r.csv"
    )
    assert told.code == 2
    lines = [line for line in told.stderr.splitlines() if "Pegawai!B2" in line]
    assert len(lines) == 1 and "Dan 59 lagi yang serupa: B3, B4" in lines[0]


def test_a_roster_given_as_the_staff_file_is_told_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    book(tmp_path / "a.xlsx", {"Pegawai": [HEAD, *people()]})
    week = ("--start", "2026-12-07", "--end", "2026-12-11")
    assert run_in_process("solve", "a.xlsx", *week, "-o", "r.xlsx").code == 0
    told = run_in_process("check", "r.xlsx")
    assert (
        "Berkas ini jadwal, bukan berkas pegawai: cuti, penetapan, dan batas tidak ada di dalamnya."
        in told.stderr
    )


def test_the_sheet_without_nip_is_named(tmp_path: Path) -> None:
    rows = people()
    path = book(
        tmp_path / "a.xlsx",
        {"PNS": [HEAD, *rows[:4]], "PPPK": [HEAD, *([r[0], None, *r[2:]] for r in rows[4:])]},
    )
    assert ("names-as-keys", "PPPK", "C1") in notices(path)


def test_an_import_keeps_what_is_unclear_and_leaves_out_what_has_no_effect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    leave = [
        ["NIP", "Nama", "Tanggal Cuti", "Jenis Cuti"],
        [NIPS[0], "Pegawai 1", "7 Desember 2026", "Cuti Tahunan"],
        [NIPS[1], "Pegawai 2", "1 bulan", "Melahirkan"],
        [NIPS[11], "Orang Lain", "7 Desember 2026", "Sakit"],
    ]
    staff = [[*HEAD, "Bisa WFH"], *([*row, "x" if row[0] == 2 else ""] for row in people())]
    book(tmp_path / "a.xlsx", {"Data": staff, "Rekap Cuti": leave})
    assert run_in_process("import", "a.xlsx", "-o", "b.xlsx").code == 0
    assert problems(tmp_path / "b.xlsx") == []
    first, again = (problem_of(tmp_path / name).assumptions for name in ("a.xlsx", "b.xlsx"))
    assert {(row.kind, row.subject, row.assumed) for row in first} == {
        (row.kind, row.subject, row.assumed) for row in again
    }
