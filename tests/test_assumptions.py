"""What the input leaves open is assumed: carried from the readers to the problem and to ``--json``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asnroster.domain.problem import Assumption
from asnroster.intake.passes import build_problem, read_tables
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
