"""What the input leaves open is assumed: carried from the readers to the problem and to ``--json``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from asnroster.domain.problem import Assumption, Person
from asnroster.intake.answers import near_year
from asnroster.intake.passes import build_problem, read_tables
from asnroster.judge.soundness import confirmed
from tests.intake_books import BUDI, problem_of, write_xlsx

HEAD = "NIP,Nama,Unit\n"


def test_assumptions_of_readers_reach_the_problem_the_most_doubtful_first(tmp_path: Path) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text(HEAD + "A1,Ani,Bidang A\n", encoding="utf-8")
    tables = read_tables(staff)
    high = Assumption("sheet", "Pegawai (2)", "tidak dibaca", "lembar kedua", "high", people=3)
    low = Assumption("percent", "Unit!F2", "1 %", "tanpa format angka", "low")
    tables.assumptions += [high, low, high]
    problem, _notices = build_problem(tables, date(2026, 12, 1), date(2026, 12, 31))
    assert [row for row in problem.assumptions if row.kind in ("sheet", "percent")] == [low, high]
    assert low.open


STAFF = [["NIP", "Nama", "Unit"], [BUDI, "Budi Santoso", "Dinas Sosial"]]
HEAD_ASKED = ["Hal", "Anggapan", "Setuju", "Yang Benar"]


def sector(
    tmp_path: Path, *answers: tuple[str, str], typed: str = ""
) -> tuple[str, list[tuple[bool | None, str]]]:
    """The sector of the Dinas, and how each question about it stands."""
    asked = [HEAD_ASKED, *(["Dinas Sosial", "", agreed, right] for agreed, right in answers)]
    units = [["Unit", "Sektor"], ["Dinas Sosial", typed]]
    found = problem_of(
        write_xlsx(tmp_path / "a.xlsx", {"Pegawai": STAFF, "Unit": units, "Konfirmasi": asked})
    )
    told = [(one.agreed, one.right) for one in found.assumptions if one.subject == "Dinas Sosial"]
    return found.units[0].sector, told


def test_of_two_answers_the_one_that_says_something_counts_then_the_first(tmp_path: Path) -> None:
    assert sector(tmp_path) == ("administrasi", [(None, "")])
    assert sector(tmp_path, ("", ""), ("Tidak", "kesehatan")) == ("kesehatan", [(False, "kesehatan")])
    assert sector(tmp_path, ("Tidak", "kesehatan"), ("", "")) == ("kesehatan", [(False, "kesehatan")])
    assert sector(tmp_path, ("Tidak", "kesehatan"), ("Ya", "")) == ("kesehatan", [(False, "kesehatan")])


def test_what_stands_beside_a_yes_is_no_answer(tmp_path: Path) -> None:
    assert sector(tmp_path, ("Ya", "kesehatan")) == ("administrasi", [(True, "")])


def test_a_no_to_a_guess_leaves_what_was_typed_by_hand(tmp_path: Path) -> None:
    assert sector(tmp_path, ("Tidak", "administrasi"), typed="kesehatan") == ("kesehatan", [])
    assert sector(tmp_path, ("Tidak", ""), typed="kesehatan") == ("kesehatan", [])


def one_person(folder: Path, cells: dict[str, str], *answer: str) -> Person:
    """Budi with more cells in his row, and one row of the sheet Konfirmasi."""
    staff = [[*STAFF[0], *cells], [*STAFF[1], *cells.values()]]
    sheets = {"Pegawai": staff, "Konfirmasi": [HEAD_ASKED, list(answer)]}
    return problem_of(write_xlsx(folder / "a.xlsx", sheets)).people[0]


def test_a_no_without_what_is_right_keeps_people_in_the_office(tmp_path: Path) -> None:
    head = {"Jabatan": "Kepala Bidang Data"}
    assert not one_person(tmp_path, {}, "Dinas Sosial", "", "Tidak", "").remote_capable
    leader = one_person(tmp_path, head, BUDI, "", "Tidak", "")
    assert (leader.echelon, leader.remote_capable) == ("", False)
    leader = one_person(tmp_path, head, BUDI, "", "Tidak", "IV")
    assert (leader.echelon, leader.remote_capable) == ("IV", True)


def test_a_yes_to_staying_in_the_office_is_not_undone_by_what_stands_beside_it(tmp_path: Path) -> None:
    unclear, asked = {"Boleh WFH": "kadang"}, "Boleh WFH “kadang”"
    assert not one_person(tmp_path, unclear, asked, "", "Ya", "Ya").remote_capable
    assert one_person(tmp_path, unclear, asked, "", "Tidak", "Ya").remote_capable


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ((11, 28), date(2026, 11, 28)),  # leave that began before the period
        ((8, 31), date(2026, 8, 31)),  # 92 days before
        ((8, 30), date(2027, 8, 30)),
        ((1, 2), date(2027, 1, 2)),
    ],
)
def test_a_date_without_a_year_may_lie_a_quarter_before_the_period(
    written: tuple[int, int], whole: date
) -> None:
    assert near_year(date(1904, *written), date(2026, 12, 1)) == whole


def test_who_accepts_all_that_is_open_takes_no_answer_back() -> None:
    unanswered = Assumption("sector", "Dinas A", "administrasi", "", "low")
    refused, agreed = replace(unanswered, agreed=False, right="kesehatan"), replace(unanswered, agreed=True)
    assert confirmed((unanswered, refused, agreed)) == (agreed, refused, agreed)


@pytest.mark.parametrize(
    ("written", "whole"),
    [("15 Mei", date(2026, 5, 15)), ("31 Mei", date(2026, 5, 31)), ("1 Juni", date(2025, 6, 1))],
)
def test_a_post_without_a_year_was_taken_up_by_the_end_of_the_period(
    written: str, whole: date, tmp_path: Path
) -> None:
    assert one_person(tmp_path, {"TMT Jabatan": written}).in_post_since == whole
