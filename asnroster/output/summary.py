"""The run's summary for programs (``--json``): with a roster, and without one."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from asnroster import errors
from asnroster.domain import problem
from asnroster.domain.outcome import Outcome, Status
from asnroster.files import whole_file
from asnroster.judge import presence, savings
from asnroster.judge.audit import Audit
from asnroster.output.breaches import Violation, violations
from asnroster.output.clashes import ClashRecord, clash_names, clash_records
from asnroster.output.records import (
    Assumption,
    Issue,
    SavingsAssumption,
    Versions,
    as_data,
    assumptions_of,
    issues_of,
    record,
    savings_assumptions,
    versions,
)
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Clash
from asnroster.scenario import Scenario
from asnroster.scenario.policies import units_of

Windows = list[list[datetime.date | None]] | None


@record
class Refusal:
    """The input was refused (exit code 2): there is no roster, and why."""

    status: Literal["unknown"]
    issues: list[Issue]
    versions: Versions


@record
class Check:
    """What ``check`` found in a staff file."""

    people: int
    units: int
    issues: list[Issue]
    notices: list[Issue]
    assumptions: list[Assumption]
    versions: Versions


@record
class SavingsLine:
    """A line of the savings, with its range and its formula in figures."""

    key: str
    title: str
    unit: str
    formula: str
    low: float
    middle: float
    high: float


@record
class Savings:
    """What a roster saves against everybody in the office."""

    home_days: int
    closed_building_days: int
    lines: list[SavingsLine]
    assumptions: list[SavingsAssumption]


@record
class Rule:
    """A rule and how it is kept; violations and cost are null without a roster."""

    rule: str
    name: str
    hard: bool
    violations: int | None
    cost: int | None


@record
class Stage:
    """A stage of a run."""

    name: str
    seconds: float


@record
class Policy:
    """A policy that some units follow."""

    policy: str
    units: list[str]


@record
class AgencyDay:
    """An agency on a day, and which part of those available is in the office."""

    agency: str
    date: datetime.date
    available: int
    office: int
    home: int
    share: float
    by_policy: bool


@record
class Weekday:
    """Home days on a weekday, 0 is Monday."""

    weekday: int
    home: int
    dates: int
    mean: float


@record
class Evenness:
    """How evenly weekdays and people share home days."""

    weekdays: list[Weekday]
    weekday_ratio: float | None
    people: int
    least_home_days: int
    most_home_days: int
    never_home: int


@record
class Run:
    """A run, with a roster or without one: what is about the roster is null then."""

    status: Status
    cost: int | None
    bound: int | None
    gap: float | None
    rules: list[Rule]
    people: int
    days: int
    seconds: float
    stages: list[Stage]
    parts: int
    parts_done: int
    first_roster_seconds: float | None
    peak_memory_mb: float
    seed: int
    versions: Versions
    interrupted: bool
    scenario: str
    in_force: Windows
    what_if: bool
    policies: list[Policy]
    start: datetime.date
    end: datetime.date
    clashes: list[list[str]]
    explanations: list[ClashRecord]
    issues: list[Issue]
    notices: list[Issue]
    assumptions: list[Assumption]
    savings: Savings | None
    emptiest: AgencyDay | None
    empty_agency_days: list[AgencyDay] | None
    evenness: Evenness | None


@record
class AuditedRun(Run):
    """The same of ``audit``, with every violation."""

    violations: list[Violation]


def summary(
    case: Case,
    scenario: Scenario,
    outcome: Outcome,
    report: Report | None = None,
    *,
    clashes: Sequence[Clash] = (),
    notices: Iterable[errors.Issue] = (),
) -> dict[str, Any]:
    """What ``--json`` writes.

    Args:
        case: the problem under the scenario's rules.
        scenario: the scenario.
        outcome: how the run ended.
        report: the judged roster; without one all that is about a roster is null.
        clashes: why there is no roster, where there is none.
        notices: what is worth a word of the input and of what the rules find in it.
    """
    return as_data(_run(case, scenario, outcome, report, clashes, notices))


def audit_summary(report: Report, notices: Iterable[errors.Issue] = ()) -> dict[str, Any]:
    """The same of a roster that was audited, with every violation."""
    run = _run(report.case, report.scenario, report.outcome, report, report.clashes, notices)
    values = {name: getattr(run, name) for name in Run.__dataclass_fields__}
    return as_data(AuditedRun(**values, violations=violations(report)))


def _run(
    case: Case,
    scenario: Scenario,
    outcome: Outcome,
    report: Report | None,
    clashes: Sequence[Clash],
    notices: Iterable[errors.Issue],
) -> Run:
    roster, audit = (None, None) if report is None else (report.roster, report.audit)
    about, first = case.problem, outcome.first_seconds
    lowest = None if roster is None else presence.emptiest(case, roster)
    empty = None if roster is None else presence.empty_agency_days(case, roster)
    return Run(
        status=outcome.status,
        cost=outcome.cost,
        bound=outcome.bound,
        gap=outcome.gap,
        rules=_rules(case, audit),
        people=about.headcount,
        days=about.days,
        seconds=round(outcome.seconds, 3),
        stages=[Stage(stage.name, round(stage.seconds, 3)) for stage in outcome.stages],
        parts=outcome.parts,
        parts_done=outcome.parts_done,
        first_roster_seconds=None if first is None else round(first, 3),
        peak_memory_mb=round(outcome.peak_memory_mb, 1),
        seed=outcome.seed,
        versions=Versions(**versions()),
        interrupted=outcome.interrupted,
        scenario=scenario.name,
        in_force=windows_of(scenario),
        what_if=scenario.what_if,
        policies=[Policy(policy.name, units_of(policy, about.units)) for policy in scenario.policies],
        start=about.horizon.start,
        end=about.horizon.end,
        clashes=clash_names(case, clashes),
        explanations=clash_records(case, clashes),
        issues=[],
        notices=issues_of(notices),
        assumptions=assumptions_of(about.assumptions),
        savings=None if report is None else _savings(report.savings),
        emptiest=None if lowest is None else _agency_day(about, lowest),
        empty_agency_days=None if empty is None else [_agency_day(about, one) for one in empty],
        evenness=None if roster is None else _evenness(presence.evenness(case, roster)),
    )


def windows_of(scenario: Scenario) -> Windows:
    """First and last date of each window in which a policy is in force, null where one has no end; None: always."""
    return [[*window] for window in scenario.in_force] or None


def _savings(saved: savings.Savings) -> Savings:
    lines = [
        SavingsLine(
            key,
            str(line.kind.title),
            str(line.kind.unit),
            saved.formula(line),
            *map(float, (line.low, line.middle, line.high)),
        )
        for key, line in saved.lines.items()
    ]
    return Savings(saved.home_days, saved.closed_building_days, lines, savings_assumptions(saved.assumptions))


def _rules(case: Case, audit: Audit | None) -> list[Rule]:
    judged = [None] * len(case.rules) if audit is None else audit.rules
    return [
        Rule(
            rule.key,
            rule.name or rule.key,
            rule.hard,
            None if entry is None else len(entry.violations),
            None if entry is None else entry.cost,
        )
        for rule, entry in zip(case.rules, judged, strict=True)
    ]


def _agency_day(about: problem.Problem, one: presence.AgencyDay) -> AgencyDay:
    return AgencyDay(
        about.units[one.agency].path,
        about.horizon.dates[one.day],
        one.available,
        one.office,
        one.home,
        round(float(one.share), 4),
        one.by_policy,
    )


def _evenness(even: presence.Evenness) -> Evenness:
    weekdays = [Weekday(one.weekday, one.home, one.dates, round(float(one.mean), 3)) for one in even.weekdays]
    ratio = None if even.ratio is None else round(float(even.ratio), 3)
    return Evenness(weekdays, ratio, even.people, even.least, even.most, even.never)


def json_text(data: Mapping[str, Any]) -> str:
    """A summary as JSON text that ends with a newline."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def refusal_summary(issues: Iterable[errors.Issue]) -> dict[str, Any]:
    """What ``--json`` writes where the input was refused (exit code 2): there is no roster, and why."""
    return as_data(Refusal("unknown", issues_of(issues), Versions(**versions())))


def check_summary(
    people: int,
    units: int,
    assumptions: Iterable[problem.Assumption],
    notices: Iterable[errors.Issue],
    issues: Iterable[errors.Issue] = (),
) -> dict[str, Any]:
    """What ``check --json`` writes, whether the file is in order or not."""
    findings = issues_of(issues), issues_of(notices), assumptions_of(assumptions)
    return as_data(Check(people, units, *findings, Versions(**versions())))


def write_json(data: Mapping[str, Any], path: Path) -> None:
    """Write a summary as UTF-8 JSON, whole or not at all.

    Raises:
        OSError: when the folder cannot be written to.
    """
    with whole_file(path) as temporary:
        temporary.write_text(json_text(data), encoding="utf-8")
