"""The page after a run: what an officer needs to know of a roster, on one screen of 80 x 24."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from asnroster.judge.measures import at_home, at_office, home_share, people_measures
from asnroster.judge.presence import AgencyDay, Evenness, emptiest, empty_agency_days, evenness
from asnroster.judge.wording import day_text
from asnroster.output.dates import horizon_text, month_name
from asnroster.output.report import Report
from asnroster.output.words import other_policies, relaxed_notice
from asnroster.words import _, number_text, percent_text, plural, weekday_name

WIDTH = 80
LINES = 23  # of a terminal of 24, whose last one bears the prompt
_LABEL = 17
_MOST_EMPTY = 1
_MOST_REASONS = 3


class PageLine(NamedTuple):
    """A line of the page; ``style`` is rich's, empty for plain text."""

    text: str
    style: str = ""


def run_page(report: Report) -> Iterator[PageLine]:
    """Policy and month, how many, the figures that matter, what is amiss; no line is wider than the page.

    Figures of the search stand in sheet Info, in ``--json`` and behind ``--details``.
    """
    yield PageLine(_heading(report), "bold")
    yield PageLine(_size(report))
    if others := other_policies(report.scenario):
        yield PageLine(others)
    yield PageLine("")
    for label, text, style in _facts(report):
        yield from _fact(label, text, style)


def _heading(report: Report) -> str:
    horizon = report.problem.horizon
    whole = horizon.is_whole_month
    period = month_name(horizon.start) if whole else horizon_text(horizon)
    title = report.scenario.title or report.scenario.name
    return textwrap.shorten(f"{period} · {title}", WIDTH, placeholder=" …")


def _size(report: Report) -> str:
    problem = report.problem
    agencies = sum(unit.parent is None for unit in problem.units)
    # Of most people: a few may work six days a week, or not be here all month.
    days = int(np.bincount(problem.working.sum(axis=1)).argmax())
    return " · ".join(
        (
            plural(problem.headcount, "{count} staff member", "{count} staff members").format(
                count=number_text(problem.headcount)
            ),
            plural(agencies, "{count} agency", "{count} agencies").format(count=number_text(agencies)),
            plural(days, "{count} working day", "{count} working days").format(count=days),
        )
    )


def _facts(report: Report) -> Iterator[tuple[str, str, str]]:
    """Label, text and style of each line."""
    case, roster = report.case, report.roster
    even = evenness(case, roster)
    yield _("{code} days").format(code=report.scenario.home_code), _home_days(report, even), ""
    lowest = emptiest(case, roster)
    if not at_home(report.problem, roster).any():
        if reasons := _why_nobody(report):
            yield _("Because"), reasons, ""
    elif lowest is not None:
        yield _("Emptiest office"), _agency_day(report, lowest), ""
    if even.most and (shared := _shared(even)):
        yield _("Shared out"), shared, ""
    yield from _rules(report)
    yield from _empty(report)


def _home_days(report: Report, even: Evenness) -> str:
    problem, roster = report.problem, report.roster
    home, share = int(at_home(problem, roster).sum()), home_share(problem, roster)
    office = int(at_office(problem, roster).sum())
    code = report.scenario.home_code
    if share is None:
        return _("nobody works on any of these days")
    text = _("{home} {code} and {office} WFO person-days ({share} {code})").format(
        home=number_text(home), code=code, office=number_text(office), share=percent_text(float(share))
    )
    if even.never:
        text += "; " + plural(
            even.never,
            "{count} person who may be at home has none",
            "{count} people who may be at home have none",
        ).format(count=number_text(even.never))
    return text


def _why_nobody(report: Report) -> str:
    """Why nobody is at home at all: the reasons that keep the most people in the office."""
    reasons = Counter(filter(None, (one.reason for one in people_measures(report.case, report.roster))))
    return "; ".join(
        plural(count, "{reason} ({count} person)", "{reason} ({count} people)").format(
            reason=reason, count=number_text(count)
        )
        for reason, count in reasons.most_common(_MOST_REASONS)
    )


def _agency_day(report: Report, one: AgencyDay) -> str:
    if one.office == one.available and empty_agency_days(report.case, report.roster):
        return _(
            "everybody is in the office, but on the days on which the policy sends all of an agency home"
        )
    agency = report.problem.units[one.agency].name
    text = _("{agency}, {day}: {office} of {available} in the office").format(
        agency=agency, day=day_text(report.case, one.day), office=one.office, available=one.available
    )
    return f"{text} ({_('so the policy orders')})" if one.by_policy and not one.office else text


def _shared(even: Evenness) -> str:
    """Over people who may be at home, and over the weekdays on which one may choose."""
    fewest = plural(even.least, "{count} day", "{count} days").format(count=even.least)
    people = (
        _("everybody who may: {days}").format(days=fewest)
        if even.least == even.most
        else _("each of those who may: {least} to {most} days").format(least=even.least, most=even.most)
    )
    if len(even.weekdays) < 2:
        return people
    low, high = min(even.weekdays, key=lambda one: one.mean), max(even.weekdays, key=lambda one: one.mean)
    if number_text(float(low.mean)) == number_text(float(high.mean)):
        alike = _("{count} people at home on average, whatever the weekday")
        return f"{people}; {alike.format(count=number_text(float(low.mean)))}"
    days = _("a {low} {least}, a {high} {most} people at home on average").format(
        low=weekday_name(low.weekday),
        least=number_text(float(low.mean)),
        high=weekday_name(high.weekday),
        most=number_text(float(high.mean)),
    )
    return f"{people}; {days}"


def _rules(report: Report) -> Iterator[tuple[str, str, str]]:
    hard = [entry for entry in report.audit.rules if entry.rule.hard]
    checked = [entry for entry in hard if entry.checked]
    broken = [entry for entry in checked if entry.violations]
    if report.audit.hard_violations:
        text = _("{broken} of {checked} broken, in {count} places (sheet Kepatuhan)").format(
            broken=len(broken), checked=len(checked), count=number_text(report.audit.hard_violations)
        )
        yield _("Rules"), text, "red"
        if report.clashes:
            yield "", relaxed_notice(report), "red"
        return
    count = sum(entry.checked for entry in checked)
    text = _("all {rules} kept, checked {count} times").format(rules=len(checked), count=number_text(count))
    if len(hard) > len(checked):
        idle = len(hard) - len(checked)
        text += "; " + plural(idle, "{count} had nothing to check", "{count} had nothing to check").format(
            count=idle
        )
    yield _("Rules"), text, "green"
    for line in _idle(report):
        yield "", line, ""


def _empty(report: Report) -> Iterator[tuple[str, str, str]]:
    """Agencies with nobody in the office, one line each; those of the policy's making are counted together."""
    days = empty_agency_days(report.case, report.roster)
    own = [one for one in days if not one.by_policy]
    for one in own[:_MOST_EMPTY]:
        text = _("{agency}, {day}: nobody in the office of {available} at work").format(
            agency=report.problem.units[one.agency].name,
            day=day_text(report.case, one.day),
            available=one.available,
        )
        yield _("EMPTY OFFICE"), text, "red"
    if len(own) > _MOST_EMPTY:
        more = _("and {count} more (sheet Rekap Unit)").format(count=number_text(len(own) - _MOST_EMPTY))
        yield "", more, "red"
    if ordered := len(days) - len(own):
        text = plural(
            ordered,
            "{count} office is empty for a day because the policy sends everybody home",
            "{count} times an office is empty because the policy sends everybody home",
        )
        yield _("Empty office"), text.format(count=number_text(ordered)), "yellow"


def _fact(label: str, text: str, style: str) -> Iterator[PageLine]:
    """A label, and its text beside it on as many lines as it takes."""
    for number, line in enumerate(textwrap.wrap(text, WIDTH - _LABEL) or [""]):
        yield PageLine(f"{label if not number else '':<{_LABEL}}{line}", style)


def fitted(
    heading: str, lines: Sequence[str], *, room: int, most: int, more: str, style: str = ""
) -> list[PageLine]:
    """As many of the lines of a block as there is room for, at most ``most``; see :func:`block`."""
    page: list[PageLine] = []
    for shown in range(min(most, len(lines)), -1, -1):
        page = list(block(heading, lines, most=shown, more=more, style=style))
        if len(page) <= room:
            break
    return page


def block(
    heading: str, lines: Sequence[str], *, most: int, more: str = "", style: str = ""
) -> Iterator[PageLine]:
    """A heading with indented lines below it, at most so many; ``more`` says where the rest stands."""
    yield PageLine("")
    yield PageLine(heading, style or "bold")
    for line in lines[:most]:
        parts = textwrap.wrap(
            line, WIDTH, initial_indent="  ", subsequent_indent="    ", max_lines=2, placeholder=" …"
        )
        yield from map(PageLine, parts)
    if len(lines) > most and more:
        yield PageLine("  " + more.format(count=number_text(len(lines) - most)))


def _idle(report: Report) -> Iterator[str]:
    """The rules that had nothing to check, by their titles on two lines at most; nothing where there are none."""
    filled = report.problem.columns
    titles = [
        entry.rule.heading
        for entry in report.audit.rules
        if not entry.checked or ((needs := entry.rule.needs()) and filled.isdisjoint(needs))
    ]
    if titles:
        text = _("Nothing to check for want of data: {rules}.").format(rules="; ".join(dict.fromkeys(titles)))
        yield from textwrap.wrap(text, WIDTH - _LABEL, max_lines=2, placeholder=" …")


def next_lines(report: Report, roster: Path, seconds: float, program: str) -> Iterator[PageLine]:
    """Where the roster is, and what to do with it; ``program``: how it is called here."""
    written = _("Written: {file} ({seconds} s)").format(file=roster, seconds=number_text(seconds, 1))
    yield PageLine(written, "bold green")
    if any(row.open for row in report.problem.assumptions):
        yield PageLine(
            _("Next: answer sheet Konfirmasi in it (Yes or No), save, run the same command again.")
        )
    command = f"{program} audit {_quoted(roster)}"
    yield PageLine(_("Changed it in Excel? Check it: {command}").format(command=command))


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)
