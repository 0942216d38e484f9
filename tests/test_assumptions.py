"""What the input leaves open is assumed: carried from the readers to the problem and to ``--json``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asnroster.domain.problem import Assumption
from asnroster.intake.passes import build_problem, read_tables

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
