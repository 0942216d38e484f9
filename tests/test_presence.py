"""The emptiest agency-day, agencies with nobody in the office, and how evenly home days are shared."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from asnroster.domain.modes import HOME
from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.judge.audit import audit
from asnroster.judge.presence import (
    AgencyDay,
    WeekdayShare,
    agency_days,
    emptiest,
    empty_agency_days,
    evenness,
)
from asnroster.output.report import Report
from asnroster.output.summary import summary
from asnroster.output.words import empty_lines, ordered_lines
from asnroster.rules.kit.case import Case
from asnroster.scenario import Scenario
from asnroster.words import use_language
from tests.build import case, person, problem, roster, rule, unit
from tests.report_samples import sample_report
from tests.test_workbook_cases import report


def two_agencies(**more: object) -> Problem:
    """A Dinas of three, a Badan of two, and a Kantor of one."""
    units = [unit("Dinas", index=0), unit("Badan", index=1), unit("Kantor", index=2), unit("Seksi", parent=0)]
    people = [person(0, 0), person(1, 3), person(2, 3), person(3, 1), person(4, 1), person(5, 2)]
    return problem(people, units=units, **more)  # type: ignore[arg-type]


def test_emptiest_and_empty_agency_days() -> None:
    made = two_agencies(absent={(3, 1): "C", (3, 2): "C", (4, 2): "C"})
    judged = case(made)
    typed = roster(made, "HHOOO", "HOOOO", "OHOOO", "O..HH", "HH.HO", "HHHHH")
    # Of the Badan one is on leave on Tuesday and the other at home; on Wednesday both are away: no day to speak of.
    assert empty_agency_days(judged, typed) == [
        AgencyDay(1, 1, 1, 0, 1, False), AgencyDay(1, 3, 2, 0, 2, False),
    ]  # fmt: skip
    # Both are empty; more people are sent home on Thursday.
    assert emptiest(judged, typed) == AgencyDay(1, 3, 2, 0, 2, False)
    assert len(list(agency_days(judged, typed))) == 9  # nobody looks at the Kantor of one


@pytest.mark.parametrize(
    ("weight", "weekday", "by_policy"), [(None, "Senin", True), (5, "Senin", True), (5, "Rabu", False)]
)
def test_what_the_policy_brings_about_is_told_apart(
    weight: int | None, weekday: str, by_policy: bool
) -> None:
    made = problem(2)
    judged = case(made, rule("home_weekdays", weekdays=weekday, weight=weight))
    assert empty_agency_days(judged, roster(made, "HOOOO", "HOOOO")) == [AgencyDay(0, 0, 2, 0, 2, by_policy)]


def test_orders_are_of_the_policy_and_the_emptiest_day_of_choice_comes_first() -> None:
    made = problem(2, pins=[(0, 0, HOME), (1, 0, HOME)])
    judged = case(made, rule("fixed_days"))
    typed = roster(made, "HHOOO", "HOOOO")
    assert empty_agency_days(judged, typed) == [AgencyDay(0, 0, 2, 0, 2, True)]
    assert emptiest(judged, typed) == AgencyDay(0, 1, 2, 1, 1, False)


def test_an_office_that_the_policy_empties_but_for_one_is_told_as_any_other() -> None:
    """On Monday the policy sends all three home and one came; on Tuesday two of three are in."""
    made = problem(3, days=2)
    judged = case(made, rule("home_weekdays", weekdays="Senin"))
    assert emptiest(judged, roster(made, "OO", "HO", "HH")) == AgencyDay(0, 0, 3, 1, 2, True)


def test_evenness_counts_open_weekdays_and_those_who_may() -> None:
    made = problem([person(0), person(1), person(2, remote_capable=False)], days=12)
    judged = case(made, rule("eligible_for_home"), rule("office_weekdays", weekdays="Jumat"))
    found = evenness(judged, roster(made, "HOOOO..HHOOO", "OOOHO..OOOOO", "OOOOO..OOOOO"))
    assert found.weekdays == (
        WeekdayShare(0, 2, 2), WeekdayShare(1, 1, 2), WeekdayShare(2, 0, 2), WeekdayShare(3, 1, 2),
    )  # fmt: skip
    assert (found.people, found.least, found.most, found.never, found.ratio) == (2, 1, 3, 0, None)
    even = evenness(case(problem(1, days=2)), roster(problem(1, days=2), "HH"))
    assert even.ratio == Fraction(1)


def told(judged: Case, made: Roster) -> dict[str, Any]:
    """What ``--json`` says of the presence in a roster."""
    given = Report(judged, Scenario("uji", "Uji"), made, audit(judged, made), Outcome("optimal", 0, 0))
    found = summary(judged, given.scenario, given.outcome, given)
    return {name: found[name] for name in ("emptiest", "empty_agency_days", "evenness")}


def test_the_record_of_a_run() -> None:
    made = two_agencies(days=1)
    judged = case(made)
    record = told(judged, roster(made, "O", "O", "H", "H", "H", "O"))
    badan = {
        "agency": "Badan", "date": "2025-12-01", "available": 2, "office": 0, "home": 2, "share": 0.0,
        "by_policy": False,
    }  # fmt: skip
    assert record == {
        "emptiest": badan,
        "empty_agency_days": [badan],
        "evenness": {
            "weekdays": [{"weekday": 0, "home": 3, "dates": 1, "mean": 3.0}], "weekday_ratio": None,
            "people": 6, "least_home_days": 0, "most_home_days": 1, "never_home": 3,
        },
    }  # fmt: skip


def test_nobody() -> None:
    made = problem([])
    record = told(case(made), roster(made))
    assert (record["emptiest"], record["empty_agency_days"], record["evenness"]["people"]) == (None, [], 0)


def test_an_empty_office_is_told_by_agency_and_what_the_policy_empties_apart() -> None:
    use_language("en")
    made = sample_report()
    assert list(empty_lines(made)) == ["Nobody is in the office of Dinas Contoh on Mon, 21 Dec 2026."]
    assert list(ordered_lines(made)) == []
    people = problem(2)
    ordered = report(people, roster(people, "OHOOO", "OHOOO"), rule("home_weekdays", weekdays=["Selasa"]))
    assert list(empty_lines(ordered)) == []
    assert list(ordered_lines(ordered)) == [
        "The policy itself sends everybody of Dinas home on Tue, 2 Dec 2025: nobody is in the office."
    ]
    long = report(people, roster(people, "HHHHH", "HHHHH"))
    assert list(empty_lines(long)) == [
        "Nobody is in the office of Dinas on Mon, 1 Dec 2025; Tue, 2 Dec 2025; Wed, 3 Dec 2025; "
        "Thu, 4 Dec 2025; Fri, 5 Dec 2025."
    ]
