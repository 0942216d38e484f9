"""Stints as staff files tell them: Mulai and Selesai, TMT Jabatan of doubled rows, dates in Kedudukan; odd and even weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from asnroster.domain.calendar import OddEven, is_odd_week, weekdays_of
from asnroster.domain.problem import Problem
from asnroster.domain.weekdays import parse_workdays
from asnroster.intake.stints import Span, service_of
from tests.cli import run_in_process
from tests.intake_books import AGUS, BUDI, SITI, build, problems, write_xlsx

HEAD = ["NIP", "Nama", "Unit", "OPD", "TMT Jabatan", "Kedudukan", "Mulai", "Selesai"]
LONG_AGO, MAY_18, MAY_15 = date(2020, 1, 1), date(2026, 5, 18), date(2026, 5, 15)


def staff(tmp_path: Path, *rows: Sequence[object]) -> Path:
    """A staff workbook of these rows and one of Agus; cells at the end may be left out."""
    agus = [AGUS, "Agus Salim", "Sekretariat", "Dinas B"]
    return write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": [HEAD, agus, *rows]})


def row(unit: str, **cells: object) -> list[object]:
    """A row of Budi's in a unit of Dinas A."""
    return [
        BUDI,
        "Budi Santoso",
        unit,
        "Dinas A",
        *(cells.get(name) for name in ("tmt", "status", "first", "last")),
    ]


def budi(problem: Problem) -> list[tuple[str, date | None, date | None]]:
    """Unit, first and last date of each of Budi's stints, in the order of time."""
    mine = next(rows for rows in problem.stints.people if problem.people[rows[0]].key == BUDI)
    return [(problem.unit_of(r).name, problem.people[r].starts, problem.people[r].ends) for r in mine]


def test_rows_with_first_and_last_dates(tmp_path: Path) -> None:
    file = staff(
        tmp_path, row("Bidang Data", first=MAY_18), row("Sekretariat", last=MAY_15),
    )  # fmt: skip
    problem, _notices = build(file)
    assert budi(problem) == [("Sekretariat", None, MAY_15), ("Bidang Data", MAY_18, None)]
    assert [one for one in problem.assumptions if one.kind == "stint"] == []
    assert (len(problem.people), problem.headcount) == (3, 2)
    rows = problem.stints.people[[p.key for p in problem.people].index(BUDI)]
    worked = problem.stints.joined(problem.working)[rows[0]]
    # 15 May 2026 is collective leave; the 16th and 17th, between the stints, are a weekend.
    assert worked.sum() == problem.working[list(rows)].sum() == 16


@pytest.mark.parametrize(
    ("rows", "stints"),
    [
        ([row("Sekretariat", tmt=LONG_AGO), row("Bidang Data", tmt=MAY_18)], [("Sekretariat", None, date(2026, 5, 17)), ("Bidang Data", MAY_18, None)]),
        ([row("Bidang Data", tmt=MAY_18), row("Sekretariat", tmt=LONG_AGO)], [("Sekretariat", None, date(2026, 5, 17)), ("Bidang Data", MAY_18, None)]),
        ([row("Sekretariat"), row("Bidang Data", first=MAY_18)], [("Sekretariat", None, date(2026, 5, 17)), ("Bidang Data", MAY_18, None)]),
        ([row("Sekretariat", last=MAY_15), row("Bidang Data")], [("Sekretariat", None, MAY_15), ("Bidang Data", date(2026, 5, 16), None)]),
        ([row("Sekretariat", tmt=LONG_AGO), row("Bidang Data", tmt=date(2025, 1, 2))], [("Bidang Data", date(2025, 1, 2), None)]),
    ],
)  # fmt: skip
def test_what_is_silent_is_assumed_and_said(
    tmp_path: Path, rows: list[list[object]], stints: list[tuple[str, date | None, date | None]]
) -> None:
    problem, _notices = build(staff(tmp_path, *rows))
    assert budi(problem) == stints
    assert [
        (one.kind, one.subject, one.confidence) for one in problem.assumptions if one.kind == "stint"
    ] == [("stint", BUDI, "high")]


def test_rows_that_nothing_tells_apart_in_time(tmp_path: Path) -> None:
    assert problems(staff(tmp_path, row("Sekretariat"), row("Bidang Data"))) == [
        ("nip-doubled", "Pegawai", "A4")
    ]
    same = staff(tmp_path, row("Sekretariat", tmt=LONG_AGO), row("Bidang Data", tmt=LONG_AGO))
    assert problems(same) == [("nip-doubled", "Pegawai", "A4")]
    one = staff(tmp_path, row("Sekretariat"), row("Bidang Data", tmt=LONG_AGO))
    assert problems(one) == [("nip-doubled", "Pegawai", "A4")]
    overlap = staff(tmp_path, row("Sekretariat", last=MAY_18), row("Bidang Data", first=MAY_15))
    assert problems(overlap) == [("stints-overlap", "Pegawai", "G4")]
    one_day = staff(tmp_path, row("Sekretariat", last=MAY_15), row("Bidang Data", first=MAY_15))
    assert problems(one_day) == [("stints-overlap", "Pegawai", "G4")]
    turned = staff(tmp_path, row("Sekretariat", first=MAY_18, last=MAY_15))
    assert problems(turned) == [("dates-reversed", "Pegawai", "H3")]


def test_a_row_that_only_says_when_it_ends_comes_first_whatever_its_tmt(tmp_path: Path) -> None:
    rows = row("Bidang Data", tmt=LONG_AGO), row("Sekretariat", tmt=date(2025, 1, 2), last=MAY_15)
    problem, _notices = build(staff(tmp_path, *rows))
    assert budi(problem) == [("Sekretariat", None, MAY_15), ("Bidang Data", date(2026, 5, 16), None)]


@pytest.mark.parametrize(
    ("status", "spans"),
    [
        ("", [Span()]), ("Aktif", [Span()]), ("Pensiun", []), ("CLTN", []),
        ("Pensiun TMT 15-12-2026", [Span(None, date(2026, 12, 14))]),
        ("Mutasi Keluar 10-12-2026", [Span(None, date(2026, 12, 9))]),
        ("Pensiun per 1 Desember 2026", [Span(None, date(2026, 11, 30))]),
        ("Pensiun (15/12/2026)", [Span(None, date(2026, 12, 14))]),
        ("Meninggal dunia 5.12.2026", [Span(None, date(2026, 12, 4))]),
        ("Pensiun - 2026-12-15", [Span(None, date(2026, 12, 14))]),
        ("Mutasi Masuk 10-12-2026", [Span(date(2026, 12, 10), None)]),
        ("Aktif kembali 14-12-2026", [Span(date(2026, 12, 14), None)]),
        ("Aktif s.d. 20-12-2026", [Span(None, date(2026, 12, 20))]),
        ("CLTN 1-12-2026 s.d. 10-12-2026", [Span(None, date(2026, 11, 30)), Span(date(2026, 12, 11), None)]),
        ("CLTN 1-12-2026 - 10-12-2026", [Span(None, date(2026, 11, 30)), Span(date(2026, 12, 11), None)]),
        ("Tugas Belajar sampai dengan 31-08-2027", [Span(date(2027, 9, 1), None)]),
        ("Pensiun TMT 45-12-2026", []),
        ("Pensiun TMT 1/1/27", [Span(None, date(2026, 12, 31))]),
        ("Pensiun 22.12.26", [Span(None, date(2026, 12, 21))]),
        ("MPP s.d. 31-12-2026", []),  # what follows is the pension
        ("Cuti s.d. 12 Des 2026", [Span(date(2026, 12, 13), None)]),
        ("Cuti 14-18 Desember 2026", [Span(None, date(2026, 12, 13)), Span(date(2026, 12, 19), None)]),
        ("Cuti tgl 1 s.d. 12 Des. 2026", [Span(None, date(2026, 11, 30)), Span(date(2026, 12, 13), None)]),
        ("Cuti Melahirkan 1 s/d 12-12-2026", [Span(None, date(2026, 11, 30)), Span(date(2026, 12, 13), None)]),
        ("Aktif (SK 12/3)", [Span()]),
    ],
)  # fmt: skip
def test_dates_in_the_legal_status(status: str, spans: list[Span]) -> None:
    assert service_of(status, date(2026, 12, 1)) == (tuple(spans), "")


WITHOUT_YEAR = "tanggal pada “Kedudukan” tanpa tahun; dipakai tahun jadwal: {}"


@pytest.mark.parametrize(
    ("status", "spans", "doubt"),
    [
        ("Pensiun 15/12", [Span(None, date(2026, 12, 14))], "year"),
        ("Akan pensiun 1 Jan", [Span(None, date(2026, 12, 31))], "year"),
        ("Cuti s.d. 12 Des", [Span(date(2026, 12, 13), None)], "year"),
        ("Cuti 14-18 Desember", [Span(None, date(2026, 12, 13)), Span(date(2026, 12, 19), None)], "year"),
        ("Cuti 14 Des - 18 Des 2026", [Span(None, date(2026, 12, 13)), Span(date(2026, 12, 19), None)], "year"),
        ("Pensiun Desember 2026", [Span(None, date(2026, 11, 30))], "day"),
        ("Pensiun Januari", [Span(None, date(2026, 12, 31))], "day"),
        ("Pensiun akhir Desember 2026", [Span(None, date(2026, 12, 31))], "day"),
        ("Cuti Desember 2026", [Span(None, date(2026, 11, 30)), Span(date(2027, 1, 1), None)], "day"),
        ("Tugas Belajar s.d. Agustus 2027", [Span(date(2027, 9, 1), None)], "day"),
    ],
)  # fmt: skip
def test_dates_of_a_legal_status_that_lack_something_are_doubtful(
    status: str, spans: list[Span], doubt: str
) -> None:
    assert service_of(status, date(2026, 12, 1)) == (tuple(spans), doubt)


def test_without_a_period_a_date_without_year_says_nothing() -> None:
    assert service_of("Pensiun 15/12") == ((), "")


@pytest.mark.parametrize(
    ("agreed", "right", "ends", "capable"),
    [
        (None, "", 14, True),
        ("Ya", "", 14, True),
        ("Tidak", "", None, False),
        ("Tidak", "22-5-2026", 21, True),
    ],
)
def test_a_doubtful_date_is_asked(
    agreed: str | None, right: str, ends: int | None, capable: bool, tmp_path: Path
) -> None:
    rows = [HEAD, row("Sekretariat", status="Pensiun 15/5")]
    answer = [["Hal", "Anggapan", "Setuju", "Yang Benar"], [f"Kedudukan {BUDI}", "", agreed, right]]
    file = write_xlsx(tmp_path / "a.xlsx", {"Pegawai": rows, "Konfirmasi": answer})
    problem, _notices = build(file)
    (asked,) = [one for one in problem.assumptions if one.kind == "stint"]
    assert (asked.subject, asked.assumed, asked.ground, asked.confidence) == (
        f"Kedudukan {BUDI}", "Budi Santoso bertugas sampai 14-05-2026", WITHOUT_YEAR.format("Pensiun 15/5"), "medium",
    )  # fmt: skip
    assert budi(problem) == [("Sekretariat", None, date(2026, 5, ends) if ends else None)]
    assert [person.remote_capable for person in problem.people] == [capable]


def test_whoever_a_month_alone_leaves_out_is_asked_too(tmp_path: Path) -> None:
    problem, _notices = build(staff(tmp_path, row("Sekretariat", status="Pensiun Mei 2026"), row2()))
    assert [one.key for one in problem.left_out] == [BUDI]
    assert [one.subject for one in problem.assumptions if one.kind == "stint"] == [f"Kedudukan {BUDI}"]


def row2() -> list[object]:
    return [SITI, "Siti Aminah", "Bidang Data", "Dinas A", None, ""]


@pytest.mark.parametrize(
    ("note", "left_out", "ends"),
    [("Pensiun TMT 1-5-2026", True, None), ("Pensiun 18-05-2026", False, date(2026, 5, 17)), ("Ketua Tim 2026", False, None)],
)  # fmt: skip
def test_a_note_of_a_printed_list_may_tell_the_day(
    note: str, left_out: bool, ends: date | None, tmp_path: Path
) -> None:
    rows = [["No", "Nama", "Jabatan", "Ket"], [1, "Budi", "Staf", note], [2, "Siti", "Staf", ""]]
    problem, _notices = build(write_xlsx(tmp_path / "a.xlsx", {"Data": rows}))
    assert [one.key for one in problem.left_out] == (["Budi"] if left_out else [])
    assert [one.ends for one in problem.people if one.key == "Budi"] == ([] if left_out else [ends])


def test_whoever_retires_within_the_month_is_rostered_until_then(tmp_path: Path) -> None:
    file = staff(tmp_path, row("Sekretariat", status="Pensiun TMT 18-05-2026"))
    problem, notices = build(file)
    assert budi(problem) == [("Sekretariat", None, date(2026, 5, 17))]
    assert [one.ref.cell for one in problem.assumptions if one.kind == "stint"] == ["F3"]
    assert [one.code for one in notices if one.code == "left-out"] == []


def test_whoever_serves_on_no_day_is_left_out_and_counted(tmp_path: Path) -> None:
    file = staff(
        tmp_path,
        row("Sekretariat", last=date(2026, 4, 30)),
        [SITI, "Siti Aminah", "Bidang Data", "Dinas A", None, "Pensiun TMT 1-4-2026"],
    )
    problem, notices = build(file)
    assert [(one.key, one.unit) for one in problem.left_out] == [
        (BUDI, "Dinas A > Sekretariat"), (SITI, "Dinas A > Bidang Data"),
    ]  # fmt: skip
    assert [one.message for one in notices if one.code == "left-out"] == [
        "2 pegawai tidak dijadwalkan: tidak bertugas pada tanggal-tanggal ini 1, Pensiun TMT 1-4-2026 1."
    ]
    assert [one for one in problem.assumptions if one.kind == "stint"] == []


def test_other_sheets_reach_the_stint_of_the_day(tmp_path: Path) -> None:
    book = {
        "Pegawai": [HEAD, [AGUS, "Agus", "Sekretariat", "Dinas B"], row("Sekretariat", last=MAY_15), row("Bidang Data", first=MAY_18)],
        "Ketidakhadiran": [["NIP", "Mulai", "Selesai", "Kode"], [BUDI, date(2026, 5, 13), date(2026, 5, 19), "S"]],
        "Penetapan": [
            ["NIP", "Tanggal", "Kode", "Nomor Surat"], [BUDI, date(2026, 5, 12), "WFH", "1"], [BUDI, date(2026, 5, 20), "WFH", "2"],
        ],
        "Preferensi": [["NIP", "Hari", "Pilihan"], [BUDI, "Senin", "WFH"]],
    }  # fmt: skip
    problem, _notices = build(write_xlsx(tmp_path / "staff.xlsx", book))
    first, second = next(rows for rows in problem.stints.people if len(rows) == 2)
    assert [(pin.person, pin.day) for pin in problem.pins] == [(first, 11), (second, 19)]
    assert [(wish.person, wish.day) for wish in problem.wishes] == [(first, 3), (first, 10), (second, 24)]
    absent = (problem.absence >= 0).nonzero()
    assert [(int(p), int(d)) for p, d in zip(*absent, strict=True) if p in (first, second)] == sorted(
        [(first, 12), (first, 13), (first, 14), (second, 17), (second, 18)]
    )
    book["Penetapan"].append([BUDI, date(2026, 5, 16), "WFH", "3"])
    assert problems(write_xlsx(tmp_path / "staff.xlsx", book)) == [("pin-not-serving", "Penetapan", "B4")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sen-Jum", "01234"), ("Senin s.d. Kamis", "0123"), ("Senin s/d Jumat", "01234"), ("Senin - Jumat", "01234"),
        ("Senin sampai dengan Jum'at", "01234"), ("Sen/Rab", "02"), ("Senin, Rabu dan Jumat", "024"),
        ("Senin & Rabu", "02"), ("Hari Senin sd Kamis", "0123"), ("5 hari kerja", "01234"), ("6 hari", "012345"),
        ("enam hari kerja seminggu", "012345"), ("Ganjil: Sen-Rab; Genap: Sen-Rab", "012"),
    ],
)  # fmt: skip
def test_words_for_working_days(text: str, days: str) -> None:
    assert parse_workdays(text) == frozenset(map(int, days))


@pytest.mark.parametrize("text", ["Ganjil: Sen-Rab; Genap: Sen-Jum", "Odd: Mon-Wed; Even: Mon-Fri",
                                  "genap = Sen-Jum, ganjil = Sen-Rab", "Minggu ganjil Sen-Rab, minggu genap Sen-Jum"])  # fmt: skip
def test_odd_and_even_weeks_are_read(text: str) -> None:
    assert parse_workdays(text) == OddEven(frozenset({0, 1, 2}), frozenset(range(5)))


@pytest.mark.parametrize(
    "text", ["Ganjil: Sen", "Ganjil: Sen; Ganjil: Sel", "setiap hari", "kalau perlu", "Sen-Rab; Genap: Sel"]
)
def test_what_is_no_pattern_of_days(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_workdays(text)


def test_weeks_are_counted_on_over_a_year_of_53_weeks() -> None:
    """ISO week 53 of 2026 begins on 28 December and is odd; ISO week 1 of 2027 is even, though its number is odd."""
    assert [is_odd_week(date(2026, 1, n)) for n in (1, 4, 5)] == [True, True, False]
    assert (
        is_odd_week(date(2026, 12, 28))
        and not is_odd_week(date(2027, 1, 4))
        and is_odd_week(date(2027, 1, 11))
    )
    assert not is_odd_week(date(2025, 12, 28))
    turns = OddEven(frozenset({0}), frozenset({1, 2}))
    assert [weekdays_of(turns, date(2026, 12, n)) for n in (27, 28)] == [frozenset({1, 2}), frozenset({0})]


def test_a_columns_odd_and_even_weeks_make_the_calendar(tmp_path: Path) -> None:
    book = {
        "Pegawai": [["NIP", "Nama", "Unit", "Hari Kerja", "Pangkat"], [BUDI, "Budi", "A", "Ganjil: Sen-Rab; Genap: Sen-Jum", "Penata"]],
        "Unit": [["Unit", "Skenario", "Penanda Tangan", "Induk"], ["Dinas", "baseline-wfo", BUDI, ""], ["A", "", "", "Dinas"]],
    }  # fmt: skip
    problem, _notices = build(write_xlsx(tmp_path / "staff.xlsx", book))
    worked = [problem.horizon.dates[day].day for day in problem.working[0].nonzero()[0]]
    # 1 and 14 May, 15 May (leave), 27 and 28 May are days off; the weeks of 27 April and 11 May are even.
    assert worked == [4, 5, 6, 11, 12, 13, 18, 19, 20, 25, 26, 29]
    assert problem.people[0].rank == "Penata"
    assert [(unit.scenario, unit.signer) for unit in problem.units] == [
        ("baseline-wfo", BUDI),
        ("baseline-wfo", ""),
    ]


def test_check_prints_the_dates_of_odd_and_even_weeks(tmp_path: Path) -> None:
    book = {
        "Pegawai": [
            ["NIP", "Nama", "Unit", "Hari Kerja"],
            [BUDI, "Budi", "Dinas A", "Ganjil: Sen-Rab; Genap: Sen-Jum"],
        ]
    }
    said = run_in_process("check", str(write_xlsx(tmp_path / "staff.xlsx", book))).stdout
    odd, even = (
        next(line for line in said.splitlines() if line.startswith(f"Minggu {kind}: "))
        for kind in ("ganjil", "genap")
    )
    for line, is_odd in ((odd, True), (even, False)):
        firsts = [datetime.strptime(span[:10], "%d-%m-%Y").date() for span in line.split(": ")[1].split(", ")]
        assert firsts and all(is_odd_week(first) == is_odd for first in firsts)


def test_a_roster_with_stints_is_written_and_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    staff(tmp_path, row("Sekretariat", last=MAY_15), row("Bidang Data", first=MAY_18))
    made = run_in_process(
        "solve", "staff.xlsx", "--start", "2026-05-01", "--end", "2026-05-31", "-o", "mei.xlsx"
    )
    assert made.code == 0, made.stderr
    book = load_workbook("mei.xlsx")
    schedule = [line for line in book["Jadwal"].iter_rows(values_only=True) if BUDI in line]
    assert [line.count("-") for line in schedule] == [16, 17]
    assert sum(BUDI in line for line in book["Rekap Pegawai"].iter_rows(values_only=True)) == 1
    assert run_in_process("audit", "mei.xlsx").code == 0
