"""Each policy of 2025 and 2026 is possible for the data that comes along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from asnroster.domain.modes import HOME
from asnroster.domain.problem import Building
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.output.report import Report
from asnroster.run import Request, prepare, solve_and_judge
from asnroster.scenario.horizon import own_dates
from asnroster.scenario.load import load_scenario
from tests.build import person, problem, unit
from tests.policies import CIMAHI, DKI, FRIDAYS, HEADS, PERMEN, THURSDAYS, case_of, cost

STAFF = Path(__file__).parent.parent / "data/staff.xlsx"


@pytest.mark.parametrize("name", [FRIDAYS, CIMAHI, DKI, THURSDAYS])
def test_a_building_too_small_for_the_office_days_stops_nothing(name: str) -> None:
    """Five people, room for one, two of them needed in the office: a roster comes out and the rest is counted."""
    people = [
        person(0, building="Gedung A", echelon="II.b"),
        *(person(n, building="Gedung A") for n in range(1, 5)),
    ]
    units = [unit("Dinas", sector="administrasi", min_office=2)]
    case = case_of(name, problem(people, units=units, buildings=(Building("Gedung A", 1),)))
    found = solve(case, Options(gap=0.0))
    total = {FRIDAYS: 2217, CIMAHI: 2229, DKI: 4442, THURSDAYS: 4417}[name]
    assert (found.status, found.cost, found.bound) == ("optimal", total, total)
    assert found.roster is not None
    judged_roster = audit(case, found.roster)
    assert judged_roster.hard_violations == 0
    day = 3 if name == THURSDAYS else 4
    most = {FRIDAYS: 3, CIMAHI: 3, DKI: 2, THURSDAYS: 3}[name]
    assert [int((found.roster.modes[:, d] == HOME).sum()) for d in range(5)] == [
        most if d == day else 0 for d in range(5)
    ]
    assert cost(judged_roster, "building_capacity") == 4 * 4 + (5 - most - 1)


def solved(name: str) -> Report:
    dated = any(own_dates(load_scenario(name)))
    dates = {} if dated else {"start": date(2026, 12, 1), "end": date(2026, 12, 31)}
    run = solve_and_judge(prepare(Request(STAFF, scenario=name, **dates)), Options(workers=1))
    assert not run.disagreement
    assert run.report is not None
    assert run.report.audit.hard_violations == 0
    return run.report


def shares(report: Report, sectors: Sequence[str] = ()) -> list[tuple[int, int]]:
    """(home people, people) of each agency and day, optionally of these sectors alone."""
    data, members = report.case.problem, defaultdict(list)
    for who in range(len(data.people)):
        if not sectors or data.unit_of(who).sector in sectors:
            members[data.agency_of(who).path].append(who)
    home = report.roster.modes == HOME
    pinned = report.case.fixed_home
    return [
        (int((home & ~pinned)[people, day].sum()), len(people))
        for people in members.values()
        for day in range(data.days)
    ]


def test_possible_permenpanrb_4_2025() -> None:
    report = solved(PERMEN)
    data, home = report.case.problem, (report.roster.modes == HOME) & ~report.case.fixed_home
    assert home.sum() > 500
    for days in data.horizon.weeks:
        assert home[:, days].sum(axis=1).max() <= 2
    assert not home[[p for p, who in enumerate(data.people) if not who.remote_capable]].any()


def test_possible_menpanrb_2_2025() -> None:
    report = solved(HEADS)
    assert all(2 * home <= people for home, people in shares(report))
    assert sum(home for home, _people in shares(report)) > 200


@pytest.mark.parametrize(("name", "weekday"), [(FRIDAYS, 4), (CIMAHI, 4), (DKI, 4), (THURSDAYS, 3)])
def test_possible_one_weekday_at_home(name: str, weekday: int) -> None:
    report = solved(name)
    data, home = report.case.problem, (report.roster.modes == HOME) & ~report.case.fixed_home
    assert {data.horizon.dates[day].weekday() for day in home.any(axis=0).nonzero()[0]} == {weekday}
    assert home.sum() > 100
    if name == CIMAHI:
        assert all(4 * at_home <= 3 * people for at_home, people in shares(report))
    if name == DKI:
        assert all(
            2 * at_home <= people for at_home, people in shares(report, ("administrasi", "dukungan pimpinan"))
        )
    if name != THURSDAYS:
        heads = [
            p
            for p, who in enumerate(data.people)
            if who.echelon.split(".")[0] in ("II", "III") or who.position.startswith(("Camat", "Lurah"))
        ]
        assert len(heads) > 50
        assert not home[heads].any()
