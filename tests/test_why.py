"""Why somebody is in the office that day, and why never at home: one answer, wherever it is told."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from asnroster.engine.options import Options
from asnroster.intake.passes import read_tables
from asnroster.intake.tables import Tables
from asnroster.judge.keeping import MAY, keepers
from asnroster.judge.measures import people_measures
from asnroster.judge.month import month
from asnroster.judge.reasons import day_state
from asnroster.judge.why import FREE, LIMITS, Cause, Causes, NeverHome
from asnroster.output.exceptions import exemptions
from asnroster.output.explained_words import state_lines
from asnroster.output.report import Report
from asnroster.output.tidy import tidy_frame
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.registry import reasons, registry
from asnroster.run import Request, prepare, solve_and_judge
from asnroster.scenario.find import scenario_names
from asnroster.words import use_language
from tests.build import MONDAY, case, person, problem, roster, rule, unit
from tests.test_engine_brute_force import random_rule
from tests.test_most import random_problem

STAFF = Path(__file__).parent.parent / "data" / "staff.xlsx"
WEIGHED = "No rule fixes this day: it is weighed together with the others."
CHOSEN = {"solver's choice", "as wished"}
PERSONAL = sorted(key for key, kind in registry().items() if kind.week_rows is not Rule.week_rows)
NO_DAY, LEFT = "may be at home, but got no day", "only WFO is left"


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@cache
def sample() -> Tables:
    return read_tables(STAFF, None, {})


@cache
def solved(scenario: str) -> Report:
    """The sample's first two weeks under the whole policy; how good the roster is does not matter here."""
    own = prepare(Request(STAFF, scenario=scenario), tables=sample()).case.problem.horizon
    end = min(own.end, own.start + timedelta(13))
    asked = Request(STAFF, scenario=scenario, start=own.start, end=end)
    run = solve_and_judge(prepare(asked, tables=sample()), Options(workers=1, gap=1.0))
    assert run.report is not None and not run.disagreement
    assert run.report.audit.hard_violations == 0
    return run.report


@pytest.mark.parametrize("scenario", scenario_names())
def test_every_place_tells_the_same(scenario: str) -> None:
    report = solved(scenario)
    compare_people(report, told_of_days(report))


def told_of_days(report: Report) -> dict[str, set[str]]:
    """What roster.csv says of each person's days at work: of every day ``explain`` says the same.

    Returns:
        By NIP, what is said.
    """
    problem, causes = report.problem, Causes(report.case)
    row_of = {problem.people[rows[0]].key: rows[0] for rows in problem.stints.people}
    day_of = {when.isoformat(): day for day, when in enumerate(problem.horizon.dates)}
    found: dict[str, set[str]] = {nip: set() for nip in row_of}
    for nip, when, reason in tidy_frame(report)[["nip", "date", "reason"]].itertuples(index=False):
        day = day_of[when]
        row = int(problem.stints.row_on[row_of[nip], day])
        if not problem.available[row, day]:
            continue
        found[nip].add(reason)
        said = next(state_lines(causes, day_state(causes, report.roster, row, day))).text
        title, _colon, words = reason.partition(": ")
        if reason in CHOSEN:
            assert said == WEIGHED, (nip, when)
        else:
            assert f"“{title}”" in said and words in said, (nip, when, said)
    return found


def compare_people(report: Report, by_day: dict[str, set[str]]) -> None:
    """Rekap Pegawai, Pengecualian, ``explain`` and the study tell of each person what the days say."""
    problem, studied, exempt = report.problem, keepers(report.case), list(exemptions(report))
    general = {one.rule for one in exempt if one.kind in ("weekdays", "not-in-force")}
    asked = 0
    for one in people_measures(report.case, report.roster):
        who, unit = problem.people[one.person], problem.unit_of(one.person)
        days, code = by_day[who.key], studied[one.person]
        if one.reason in ("", NO_DAY):
            assert code == MAY, who.name
            assert one.home or one.reason == NO_DAY
        else:
            assert one.reason == ("; ".join(sorted(days, key=one.reason.index)) or "no available day"), (
                who.name
            )
            assert not days & CHOSEN, who.name
            above = {problem.units[place].name for place in problem.ancestors[who.unit]}
            listed = general | {
                entry.rule
                for entry in exempt
                if entry.key == who.key or (entry.kind == "unit" and entry.unit in above)
            }
            assert {reason.partition(": ")[0] for reason in days} <= listed, (who.name, unit.name)
            assert studied_in_words(code) in one.reason, (who.name, code)
        # A period at length takes a tenth of a second: every ninetieth row will do.
        if one.reason and one.person % 90 == 0:
            asked += 1
            assert month(report.case, report.roster, one.person).never == one.reason
    assert asked


def studied_in_words(code: str) -> str:
    """Of what the study counts somebody under, the words that the reason must have; any where the rule itself is one."""
    if code in reasons():
        return str(reasons()[code].text)
    return {LIMITS: LEFT, "absent": "no available day"}.get(code, "")


def test_what_a_rule_leaves_without_fixing_it() -> None:
    """Monday is by order; on Tuesday the only leader stays."""
    made = problem([person(0, echelon="III.a"), person(1)], pins=[(0, 0, 1)])
    causes = Causes(case(made, rule("fixed_days"), rule("leader_presence", until=made.horizon.dates[1])))
    assert [causes.of(0, day) for day in range(3)] == [Cause(0), Cause(1, LIMITS), FREE]
    assert [causes.of(0, day).kind for day in range(3)] == ["fixed", "kept", "free"]
    assert [causes.mode(0, day) for day in range(3)] == [1, 1, -1]
    assert causes.days(1) == {FREE: [0, 1, 2, 3, 4]} and causes.may == [True, True]


def test_an_order_and_limits_keep_somebody_together() -> None:
    made = problem(1, pins=[(0, 0, 1)])
    asked = case(made, rule("fixed_days"), rule("office_days_per_week", at_least=5))
    told = "Fixed days; Office days per week: only WFO is left"
    assert NeverHome(Causes(asked), roster(made, "OOOOO")).why(0) == told
    assert keepers(asked) == [LIMITS]  # four days of five


def test_no_week_is_left_without_a_home_day_but_by_single_rows() -> None:
    """So whoever has no home day under the rules about them alone has a rule on each day that is not fixed.

    Office days at most are left out: against others they leave a week no pattern at all, and that keeps nobody.
    """
    rng = random.Random("why")
    kept = 0
    for _round in range(60):
        made = random_problem(rng)
        rules = [random_rule(rng, key, made.horizon.start, weight=None) for key in PERSONAL]
        rules = [
            one for one in rules if one.key != "office_days_per_week" or getattr(one, "at_most", None) is None
        ]
        asked = Case(made, (rule("fixed_days", name="orders"), *rules))
        free, weeks = Causes(asked).free, enumerate(made.horizon.weeks)
        assert not any(free[asked.most[:, week] == 0][:, list(days)].any() for week, days in weeks), (
            asked.rules
        )
        kept += int((asked.keeper >= 0).sum())
    assert kept > 20


def test_an_order_at_home_that_a_hand_went_against_is_no_reason_to_stay() -> None:
    made = problem(1, days=2, pins=[(0, 0, 0)])
    asked = case(made, rule("fixed_days"), rule("mandatory_office", title="Counter"))
    causes = Causes(asked)
    assert NeverHome(causes, roster(made, "OO")).why(0) == NO_DAY
    assert NeverHome(causes, roster(made, "HO")).why(0) == "" and keepers(asked) == [MAY]


def test_a_wish_for_home_on_a_day_that_rules_leave_to_the_office_is_forbidden() -> None:
    made = problem(1, wishes=[(0, 0, 0, 3), (0, 1, 1, 2)])
    asked = case(made, rule("office_days_per_week", at_least=5))
    causes = Causes(asked)
    assert [causes.forbids(wish) for wish in made.wishes] == [True, False]
    assert [met for _wish, met in month(asked, roster(made, "OOOOO"), 0).wishes] == [None, True]


def test_whoever_was_at_home_in_another_stint_was_at_home() -> None:
    """Until Tuesday in the Dinas, always in the office; from Wednesday on in the Badan, once at home."""
    moves = person(0, ends=MONDAY + timedelta(1))
    staff = [moves, replace(person(1, 1), key=moves.key, name=moves.name, starts=MONDAY + timedelta(2))]
    made = problem(staff, units=[unit("Dinas"), unit("Badan", index=1)])
    causes = Causes(case(made))
    home = NeverHome(causes, roster(made, "OO...", "..HOO"))
    assert [home.why(row) for row in (0, 1)] == ["", ""]
    never = NeverHome(causes, roster(made, "OO...", "..OOO"))
    assert [never.why(row) for row in (0, 1)] == [NO_DAY, NO_DAY]


def test_what_keeps_somebody_is_what_holds_on_most_of_the_days() -> None:
    made = problem(1, pins=[(0, 0, 1)])
    rules = rule("fixed_days"), rule("mandatory_office", people=["P0"])
    assert keepers(case(made, *rules)) == ["other"], "the letter comes first and is of one day in five"
