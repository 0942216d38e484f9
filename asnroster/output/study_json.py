"""A study for programs (``--json``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from asnroster.domain.outcome import Status
from asnroster.judge import studied
from asnroster.judge.studied import LEVELS, Study
from asnroster.output.records import (
    Assumption,
    Ends,
    SavingsAssumption,
    as_data,
    assumptions_of,
    ends,
    record,
    savings_assumptions,
)
from asnroster.output.study_words import as_float
from asnroster.output.summary import Windows, windows_of
from asnroster.scenario.savings import assumptions


@record
class Relief:
    """What it gives to drop a rule, or to loosen it by one step."""

    name: str
    step: str
    most_home_days: int | None
    gain: int


@record
class Group:
    """How ready a unit with all below it is; the unit is null for all agencies together."""

    unit: str | None
    agency: bool
    people: int
    kept: dict[str, int]
    person_days: int
    most_home_days: int | None
    bound: int
    share: float | None
    level: str
    binds: Relief | None
    step: Relief | None


@record
class Gainer:
    """An agency that has more home days without a rule."""

    agency: str
    gain: int


@record
class Price:
    """What a hard rule costs."""

    rule: str
    name: str
    dropped: Relief
    step: Relief | None
    agencies: list[Gainer]


@record
class Reached:
    """What one group has under one cap."""

    home_share: float | None
    service: float | None
    spare: float | None
    lowest: float | None
    wishes: float | None
    home_days: int
    closed_building_days: int
    rupiah: Ends
    co2_kg: Ends


@record
class Point:
    """One cap of the curve with its roster's figures; they are null where there is no roster."""

    cap: float
    status: Status
    cost: int | None
    gap: float | None
    overfull_building_days: int | None
    why: str
    all: Reached | None
    agencies: dict[str, Reached]


@record
class Level:
    """A class and the largest share from which on it is reached."""

    level: str
    least: float


@record
class StudyRecord:
    """A study of readiness."""

    scenario: str
    title: str
    in_force: Windows
    what_if: bool
    start: date
    end: date
    groups: list[Group]
    rules: list[Price]
    curve: list[Point]
    assumptions: list[Assumption]
    savings_assumptions: list[SavingsAssumption]
    classes: list[Level]
    solves: int
    alike: int
    seconds: float
    interrupted: bool
    unfinished: list[str]


def study_json(study: Study) -> dict[str, Any]:
    """What ``study --json`` writes."""
    problem, scenario = study.case.problem, study.scenario
    return as_data(
        StudyRecord(
            scenario=scenario.name,
            title=scenario.title,
            in_force=windows_of(scenario),
            what_if=scenario.what_if,
            start=problem.horizon.start,
            end=problem.horizon.end,
            groups=[_group(study, one) for one in study.groups],
            rules=[_price(study, one) for one in study.prices],
            curve=[_point(study, one) for one in study.points],
            assumptions=assumptions_of(problem.assumptions),
            savings_assumptions=savings_assumptions(assumptions(scenario.savings)),
            classes=[Level(level.key, float(level.least)) for level in LEVELS],
            solves=study.solves,
            alike=study.alike,
            seconds=round(study.seconds, 3),
            interrupted=bool(study.unfinished),
            unfinished=list(study.unfinished),
        )
    )


def _group(study: Study, one: studied.Readiness) -> Group:
    units, binds, step = study.case.problem.units, one.binds, one.step
    return Group(
        unit=None if one.unit is None else units[one.unit].path,
        agency=one.unit is not None and units[one.unit].parent is None,
        people=one.people,
        kept=dict(one.kept),
        person_days=one.days,
        most_home_days=one.home,
        bound=one.bound,
        share=as_float(one.share),
        level=one.level.key,
        binds=None if binds is None else _relief(study, binds),
        step=None if step is None else _relief(study, step),
    )


def _relief(study: Study, one: studied.Relief) -> Relief:
    return Relief(study.case.rules[one.rule].name, one.text, one.home, one.gain)


def _price(study: Study, one: studied.Price) -> Price:
    rule, units = study.case.rules[one.rule], study.case.problem.units
    step = None if one.step is None else _relief(study, one.step)
    gainers = [Gainer(units[unit].path, gain) for unit, gain in one.units]
    return Price(rule.key, rule.name, _relief(study, one.dropped), step, gainers)


def _point(study: Study, one: studied.Point) -> Point:
    units, whole = study.case.problem.units, one.reached.get(None)
    return Point(
        cap=float(one.cap),
        status=one.outcome.status,
        cost=one.outcome.cost,
        gap=one.outcome.gap,
        overfull_building_days=one.overfull if one.reached else None,
        why=one.why,
        all=None if whole is None else _reached(whole),
        agencies={
            units[unit].path: _reached(roster) for unit, roster in one.reached.items() if unit is not None
        },
    )


def _reached(roster: studied.Reached) -> Reached:
    saved, rupiah, co2 = roster.saved, roster.saved.rupiah, roster.saved.co2
    return Reached(
        home_share=as_float(roster.home_share),
        service=as_float(roster.service),
        spare=as_float(roster.spare),
        lowest=as_float(roster.lowest),
        wishes=as_float(roster.wishes),
        home_days=saved.home_days,
        closed_building_days=saved.closed_building_days,
        rupiah=ends(rupiah.low, rupiah.middle, rupiah.high),
        co2_kg=ends(co2.low, co2.middle, co2.high),
    )
