"""jabar-tahap-2-bergilir, sentence by sentence: the 50:50 reading of the circular, by turns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Building, Problem
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import Audit, audit
from asnroster.rules.kit.case import Case
from asnroster.run import Request, prepare, solve_and_judge
from asnroster.scenario.load import load_scenario
from tests.build import person, problem, roster, unit
from tests.policies import broken, case_of, cost

TURNS = "jabar-tahap-2-bergilir"
STAFF = Path(__file__).parent.parent / "data/staff.xlsx"
DINAS, BADAN = unit("Dinas", sector="administrasi"), unit("Badan", index=1, sector="administrasi")


def judge(rows: Sequence[str], *, agencies: Sequence[int] = (), **parameters: str) -> Audit:
    """One person a row, all of one agency unless told otherwise."""
    places = agencies or [0] * len(rows)
    people = [person(n, place) for n, place in enumerate(places)]
    data = problem(people, units=[DINAS, BADAN][: max(places) + 1], days=max(map(len, rows)))
    return audit(Case(data, load_scenario(TURNS, parameters=parameters).rules), roster(data, *rows))


@pytest.mark.parametrize(
    ("sentence", "rows", "off", "uneven"),
    [
        ("WFH dan WFO bergantian", ["HOHOH", "OHOHO"], 0, 0),
        ("bergantian juga melewati akhir pekan", ["HOHOH..OHOHO", "OHOHO..HOHOH"], 0, 0),
        ("bukan hari yang sama setiap minggu", ["HOHOH..HOHOH", "OHOHO..OHOHO"], 10, 0),
        ("setiap pegawai mendapat giliran", ["HHHHH", "OOOOO"], 4, 0),
        ("setiap pegawai mendapat giliran", ["OOOOO", "OOOOO"], 5, 5),
        ("satu hari di luar giliran", ["HOHOO", "OHOHO"], 1, 1),
        ("50:50: kedua paruh sama besar", ["HOHOH", "HOHOH"], 1, 5),
        ("separuh dari tiga adalah satu atau dua", ["HOHOH", "OHOHO", "HOHOH"], 0, 0),
        ("separuh dari tiga bukan tiga", ["HOHOH", "HOHOH", "HOHOH"], 2, 5),
    ],
)
def test_by_turns_in_two_halves(sentence: str, rows: list[str], off: int, uneven: int) -> None:
    found = judge(rows)
    assert found.hard_violations == 0, sentence
    assert cost(found, "bergantian") == 600 * off, sentence
    assert cost(found, "separuh") == 200 * uneven, sentence


@pytest.mark.parametrize(
    ("rows", "off"),
    [
        (["HOHOH", "OHOHO", "HOHOH", "OHOHO"], 0),
        (["HOHOH", "HOHOH", "OHOHO", "OHOHO"], 2),  # even in all, but in neither agency
    ],
)
def test_in_every_agency_by_itself(rows: list[str], off: int) -> None:
    assert cost(judge(rows, agencies=[0, 0, 1, 1]), "bergantian") == 600 * off


def test_week_by_week_is_a_parameter() -> None:
    weeks = ["HHHHH..OOOOO", "OOOOO..HHHHH"]
    assert judge(weeks, pola="weeks").cost == 0
    assert cost(judge(weeks), "bergantian") == 600 * (4 + 4)


def test_the_halves_tolerance_is_a_parameter() -> None:
    same = ["HOHOH", "HOHOH", "HOHOH"]
    assert [cost(judge(same, toleransi=text), "bergantian") for text in "012"] == [1200, 600, 0]


def test_direct_service_stays_and_is_not_counted() -> None:
    units = [DINAS, unit("Klinik", parent=0, path="Dinas > Klinik", sector="kesehatan")]
    data = problem([person(0), person(1), person(2, 1), person(3, 1)], units=units)
    case = case_of(TURNS, data)
    kept = audit(case, roster(data, "HOHOH", "OHOHO", "OOOOO", "OOOOO"))
    assert (kept.hard_violations, kept.cost) == (0, 0)
    sent = audit(case, roster(data, "HOHOH", "OHOHO", "OOHOO", "OOOOO"))
    assert broken(sent, data) == [("layanan langsung", 2, date(2025, 12, 3), 0, 1)]


def best(data: Problem) -> list[str]:
    """The rows of the best roster, which is proved to be one."""
    case = case_of(TURNS, data)
    found = solve(case, Options(gap=0))
    assert found.status == "optimal"
    assert found.roster is not None
    assert audit(case, found.roster).hard_violations == 0
    return ["".join({OFFICE: "O", HOME: "H"}.get(mode, ".") for mode in row) for row in found.roster.modes]


def test_the_only_leader_stays_and_the_others_take_turns() -> None:
    rows = best(problem([person(0, echelon="II.b"), person(1), person(2)], units=[DINAS]))
    assert rows[0] == "OOOOO"
    assert sorted(rows[1:]) == ["HOHOH", "OHOHO"]


def test_two_leaders_are_never_in_one_half() -> None:
    people = [person(n, echelon="III.a" if n < 2 else "") for n in range(4)]
    rows = best(problem(people, units=[DINAS]))
    assert sorted(rows[:2]) == sorted(rows[2:]) == ["HOHOH", "OHOHO"]


def test_a_building_that_holds_half_is_never_overfull() -> None:
    people = [person(n, building="Gedung A") for n in range(4)]
    rows = best(problem(people, units=[DINAS], buildings=(Building("Gedung A", 2),)))
    assert sorted(rows) == ["HOHOH", "HOHOH", "OHOHO", "OHOHO"]


def test_the_strongest_wish_takes_nobody_out_of_turn() -> None:
    """P0 wishes to be at home on Tuesday and on Wednesday: only one of them can be a turn."""
    data = problem(2, units=[DINAS], wishes=[(0, 1, HOME, 9), (0, 2, HOME, 10)])
    assert best(data) == ["HOHOH", "OHOHO"]


def test_on_the_sample_all_but_a_few_days_are_turns() -> None:
    """December 2025: half of 149 people's days; the leaders and clerks who are needed, 25 person-days off turn."""
    run = solve_and_judge(prepare(Request(STAFF, scenario=TURNS)), Options(workers=1))
    assert not run.disagreement
    assert run.report is not None
    assert run.report.audit.hard_violations == 0
    free, home = run.report.case.free, run.report.roster.modes == HOME
    assert 0.47 < home[free].mean() < 0.53
    rotation = next(entry for entry in run.report.audit.rules if entry.rule.name == "bergantian")
    assert rotation.cost == 600 * 25
    turns = np.array([day for day in range(31) if free[:, day].any()])
    alternating = (np.diff(home[:, turns].astype(int), axis=1) != 0).all(axis=1)
    assert alternating[free[:, turns].all(axis=1)].mean() > 0.9
