"""The report of one roster: its summary in sentences, its sections, and the roster itself to search in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from asnroster.domain.groups import staffed_agencies
from asnroster.judge.measures import (
    DayMeasures,
    at_home,
    at_office,
    home_share,
    per_unit_day,
    wishes,
    wishes_met,
)
from asnroster.judge.why import Causes
from asnroster.judge.wording import day_text
from asnroster.output.assumptions import assumed_lines, draft_text
from asnroster.output.blocks import Section
from asnroster.output.dates import horizon_text
from asnroster.output.exceptions import exemptions
from asnroster.output.html.document import Document, write_document
from asnroster.output.html.made import (
    Facts,
    compliance_section,
    exceptions_section,
    judged_text,
    made_section,
    privacy_text,
)
from asnroster.output.html.privacy import Privacy, hidden
from asnroster.output.html.roster import roster_data
from asnroster.output.html.sections import (
    fairness_section,
    heat_section,
    office_days,
    presence_section,
    savings_section,
)
from asnroster.output.report import Report
from asnroster.output.savings import saved_sentence
from asnroster.output.words import empty_lines, ordered_lines, remarks
from asnroster.words import _, number_text, percent_text, plural, spoken_home

FIRST = (presence_section, heat_section, fairness_section)
LAST = (compliance_section, exceptions_section)


def write_html(
    report: Report, path: Path, *, privacy: Privacy = "mask", facts: Facts = (), more: Sequence[Section] = ()
) -> None:
    """Write the report of a roster as one file that asks for nothing outside itself, whole or not at all.

    Args:
        report: the judged roster.
        path: the file to write.
        privacy: ``mask`` shows the first four and last two digits of a NIP, ``none`` all of it, ``full``
            neither NIP nor name.
        facts: label and value of what the roster's own workbook says of its making.
        more: further sections (the curve over caps), which stand after savings.

    Raises:
        OSError: when the folder cannot be written to.
    """
    write_document(_document(report, privacy, facts, more), path, masked=privacy != "none")


def _document(report: Report, privacy: Privacy, facts: Facts, more: Sequence[Section]) -> Document:
    shown = hidden(report, privacy)
    with spoken_home(shown.scenario.home_code):
        return Document(
            title=shown.scenario.title or shown.scenario.name,
            kind=_("Roster of office and home days"),
            agency=shown.agency,
            span=horizon_text(shown.problem.horizon),
            footer=privacy_text(privacy),
            sections=[
                _summary(shown),
                *(make(shown) for make in FIRST),
                savings_section(shown.savings, part=bool(shown.agency)),
                *more,
            ],
            roster=roster_data(shown),
            draft=draft_text(shown.problem.assumptions),
            last=[*(make(shown) for make in LAST), made_section(shown, privacy, facts)],
        )


def _summary(report: Report) -> Section:
    """What a reader in a hurry takes away: who, when, by which policy; share at home, lowest presence, rules, wishes, exceptions."""
    return Section(
        "summary",
        _("Summary"),
        paragraphs=[
            _("Result: {text}.").format(text=judged_text(report)),
            _who(report),
            _where(report),
            *_lowest(report),
            *empty_lines(report),
            *ordered_lines(report),
            _rules(report),
            *_wishes(report),
            _exceptions(report),
            saved_sentence(report.savings),
        ],
        figures=list(_figures(report)),
        remarks=[*remarks(report, in_workbook=False), *assumed_lines([report.problem])],
    )


def _share_text(part: int, whole: int) -> str:
    """A share in per cent, a dash of nothing."""
    return percent_text(part / whole) if whole else "-"


def _who(report: Report) -> str:
    problem, scenario = report.problem, report.scenario
    days = len(office_days(report))
    template = _(
        "{people} people of {agencies} agencies ({units} units) are rostered for {span}, {days} working days, by the policy “{policy}”{source}."
    )
    return template.format(
        people=number_text(problem.headcount),
        agencies=number_text(
            sum(bool(p) for u, p in zip(problem.units, problem.below, strict=True) if u.parent is None)
        ),
        units=number_text(sum(map(bool, problem.below))),
        span=horizon_text(problem.horizon),
        days=days,
        policy=scenario.title or scenario.name,
        source=f" ({scenario.source})" if scenario.source else "",
    )


def _where(report: Report) -> str:
    problem, roster = report.problem, report.roster
    office, home = int(at_office(problem, roster).sum()), int(at_home(problem, roster).sum())
    absent = int((problem.working & ~problem.available).sum())
    template = _(
        "Of {worked} person-days worked, {home} ({share}) are at home ({code}) and {office} in the office; people are absent on {absent} person-days."
    )
    return template.format(
        worked=number_text(office + home),
        home=number_text(home),
        share=_share_text(home, office + home),
        code=report.scenario.home_code,
        office=number_text(office),
        absent=number_text(absent),
    )


def _lowest(report: Report) -> Iterator[str]:
    """The day with the fewest people in the office, in all and of the agency where it is lowest."""
    days = office_days(report)
    if not days:
        return
    yield _lowest_day(report, min(days, key=lambda day: day.office))
    yield from _lowest_agency(report, [day.day for day in days])


def _lowest_day(report: Report, lowest: DayMeasures) -> str:
    template = _(
        "The fewest people are in the office on {day}: {office} of the {worked} who work that day ({share})."
    )
    return template.format(
        day=day_text(report.case, lowest.day),
        office=number_text(lowest.office),
        worked=number_text(lowest.office + lowest.home),
        share=_share_text(lowest.office, lowest.office + lowest.home),
    )


def _lowest_agency(report: Report, days: Sequence[int]) -> Iterator[str]:
    """Where fewest of those who work on one of these days are in the office; nothing of a single agency."""
    problem = report.problem
    office = per_unit_day(problem, at_office(problem, report.roster))
    worked = office + per_unit_day(problem, at_home(problem, report.roster))
    agencies = staffed_agencies(problem)
    if len(agencies) < 2:
        return
    shares = np.where(worked > 0, office / np.maximum(worked, 1), 2.0)[np.ix_(agencies, days)]
    place, column = divmod(int(shares.argmin()), len(days))
    agency, day = agencies[place], days[column]
    template = _(
        "Among the agencies presence is lowest in {agency} on {day}: {office} of {worked} ({share})."
    )
    yield template.format(
        agency=problem.units[agency].name,
        day=day_text(report.case, day),
        office=number_text(int(office[agency, day])),
        worked=number_text(int(worked[agency, day])),
        share=_share_text(int(office[agency, day]), int(worked[agency, day])),
    )


def _rules(report: Report) -> str:
    audit = report.audit
    must = [entry for entry in audit.rules if entry.rule.hard]
    hard = [entry for entry in must if entry.checked]
    checked = number_text(sum(entry.checked for entry in hard))
    if not audit.hard_violations:
        template = _("Every one of the {rules} rules that must hold is kept ({checked} checks).")
        text = template.format(rules=len(hard), checked=checked) if hard else ""
        idle = len(must) - len(hard)
        nothing = plural(
            idle,
            "{count} rule that must hold had nothing to check.",
            "{count} rules that must hold had nothing to check.",
        ).format(count=idle)
        return " ".join(filter(None, (text, nothing if idle else "")))
    template = _(
        "Rules that must hold are broken in {count} places ({broken} of {rules} rules, {checked} checks); they are listed under Compliance."
    )
    broken = sum(bool(entry.violations) for entry in hard)
    return template.format(
        count=number_text(audit.hard_violations), broken=broken, rules=len(hard), checked=checked
    )


def _wishes(report: Report) -> Iterator[str]:
    wished, met = int(wishes(report.case).sum()), int(wishes_met(report.case, report.roster).sum())
    if wished:
        template = _("Of {wishes} days that people wished for, {met} ({share}) are as they wished.")
        yield template.format(
            wishes=number_text(wished), met=number_text(met), share=_share_text(met, wished)
        )


def _exceptions(report: Report) -> str:
    people = report.problem.headcount
    may = Causes(report.case).may
    able = sum(may[rows[0]] for rows in report.problem.stints.people)
    template = _(
        "{able} of {people} people may be at home on at least one day; {count} exceptions are listed with their reasons."
    )
    return template.format(
        able=number_text(able),
        people=number_text(people),
        count=number_text(sum(1 for _entry in exemptions(report))),
    )


def _figures(report: Report) -> Iterator[tuple[str, str]]:
    share, days = home_share(report.problem, report.roster), office_days(report)
    yield _("People"), number_text(report.problem.headcount)
    yield _("Share at home"), "-" if share is None else percent_text(float(share))
    if days:
        lowest = min(days, key=lambda day: day.office)
        yield _("Lowest presence in a day"), _share_text(lowest.office, lowest.office + lowest.home)
    yield _("Hard violations"), number_text(report.audit.hard_violations)
