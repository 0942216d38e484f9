"""What every shipped policy asks for besides its own sentences, on the sample and on small cases."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from asnroster.domain.modes import HOME
from asnroster.domain.problem import Problem
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.run import Request, prepare, solve_and_judge
from asnroster.scenario.find import scenario_names
from asnroster.scenario.load import load_scenario
from asnroster.scenario.windows import lifted
from tests.benchmarks.policies import against_the_sheet, weekday_ratio, worst_agency_day
from tests.build import person, problem, unit
from tests.policies import cost

STAFF = Path(__file__).parent.parent / "data/staff.xlsx"
CHOICE = ["bkn-3-2", "bkn-tahap-1", "permenpanrb-4-2025", "menpanrb-1-2024", "menpanrb-2-2025", "menpanrb-2-2026",
          "akhir-tahun-2025", "kota-bekasi-maret-2025", "jabar-tahap-2", "bengkulu-2026"]  # fmt: skip


@cache
def sample() -> Problem:
    return prepare(Request(STAFF, start=date(2026, 12, 1), end=date(2026, 12, 31))).case.problem


@pytest.mark.parametrize("name", scenario_names())
def test_the_sheet_keeps_people_in_the_office_under_every_policy(name: str) -> None:
    """Boleh WFH = Tidak, discipline and schools: not a free day, and none at home but by order."""
    case = Case(sample(), lifted(load_scenario(name)).rules)
    schools = [
        row
        for row in range(len(case.problem.people))
        if case.problem.unit_of(row).name.startswith(("SDN", "SMPN"))
    ]
    kept = [row for row, who in enumerate(case.problem.people) if not who.remote_capable]
    assert len(kept) == 59
    assert schools
    ordered = {(pin.person, pin.day) for pin in case.problem.pins}
    for row in (*kept, *schools):
        assert not case.free[row].any()
        assert {(row, int(day)) for day in np.flatnonzero(case.fixed_home[row])} <= ordered


@pytest.mark.parametrize("name", scenario_names())
def test_no_instrument_is_younger_than_the_policy(name: str) -> None:
    scenario = load_scenario(name)
    if not scenario.in_force:
        return
    first = scenario.in_force[0].first
    young = [("PermenPANRB 4/2025", date(2025, 4, 21)), ("3/2026", date(2026, 3, 31)), ("2/2025", date(2025, 3, 1)),
             ("150/KPG", date(2025, 10, 22)), ("188/KPG", date(2026, 1, 1))]  # fmt: skip
    for rule in scenario.rules:
        assert not [text for text, since in young if text in rule.source and since > first], rule.name


@pytest.mark.parametrize("name", CHOICE)
def test_weights_are_parameters_on_one_scale(name: str) -> None:
    scenario = load_scenario(name)
    weights = {rule.name: rule.weight for rule in scenario.rules}
    assert weights["separuh di unit"] == scenario.parameters["bobot_kehadiran"] == 500
    assert weights["use the home days"] == scenario.parameters["bobot_manfaat"] == 200
    assert weights["pembagian adil"] == weights["Jumat adil"] == scenario.parameters["bobot_adil"] == 12
    assert weights["hari merata"] == scenario.parameters["bobot_merata"] == 5
    assert weights["preferences"] == scenario.parameters["bobot_keinginan"] == 1
    again = load_scenario(
        name, parameters={"bobot_adil": "30", "porsi_serentak": "40 %"} if name == "bkn-3-2" else {}
    )
    assert {rule.weight for rule in again.rules if rule.name == "pembagian adil"} == {
        30 if name == "bkn-3-2" else 12
    }


@pytest.mark.parametrize(
    ("people", "leave"), list(product((2, 3, 4, 5), ((), ((0, 0),), ((0, 0), (1, 0), (1, 4)))))
)
def test_no_home_day_is_given_up_for_fairness_and_no_cap_for_a_home_day(
    people: int, leave: tuple[tuple[int, int], ...]
) -> None:
    """One unit for two weeks: as many home days, and as few above half, as without the lighter rules."""
    absent = dict.fromkeys(leave, "C")
    data = problem(
        [person(n) for n in range(people)], days=12, units=[unit("Dinas", sector="administrasi")], absent=absent,
        wishes=[(0, 3, HOME, 10), (0, 4, HOME, 10)],
    )  # fmt: skip
    rules = load_scenario("bkn-3-2").rules
    halves = [rule for rule in rules if rule.name.startswith("separuh")]
    pushes = [*halves, *(rule for rule in rules if rule.name == "use the home days")]
    hard = tuple(rule for rule in rules if rule.hard)
    whole, heavy, caps = (Case(data, each) for each in (rules, (*hard, *pushes), (*hard, *halves)))
    found = {
        name: solve(case, Options(workers=1, gap=0)) for name, case in (("whole", whole), ("heavy", heavy))
    }
    judged = {}
    for name, case in (("whole", whole), ("heavy", heavy)):
        roster = found[name].roster
        assert roster is not None and found[name].status == "optimal"
        judged[name] = audit(case, roster)
    named = [rule.name for rule in pushes]
    assert [cost(judged["whole"], one) for one in named] == [cost(judged["heavy"], one) for one in named]
    empty = solve(caps, Options(workers=1, gap=0))
    assert [cost(judged["whole"], rule.name) for rule in halves] == [0] * len(halves)
    assert empty.cost == 0


def test_bkn_3_2_on_the_sample_empties_no_office_and_no_weekday() -> None:
    run = solve_and_judge(
        prepare(Request(STAFF, scenario="bkn-3-2", start=date(2026, 12, 1), end=date(2026, 12, 31))),
        Options(workers=2, gap=0.02),
    )
    assert run.report is not None and not run.disagreement
    assert run.report.audit.hard_violations == 0
    assert worst_agency_day(run.report) <= Fraction(1, 2)
    ratio = weekday_ratio(run.report)
    assert ratio is not None and ratio <= Fraction(13, 10)
    assert against_the_sheet(run.report) == 0
