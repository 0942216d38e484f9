"""Sentences that workbook, page and terminal share: how a run ended, remarks, kinds of rules, misfits, empty offices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from asnroster.domain.outcome import Status
from asnroster.domain.roster import Misfit
from asnroster.judge.audit import RuleAudit
from asnroster.judge.effects import effect
from asnroster.judge.measures import rule_titles
from asnroster.judge.presence import AgencyDay, empty_agency_days
from asnroster.judge.wording import day_text
from asnroster.output.report import Report
from asnroster.scenario import Scenario
from asnroster.words import _, number_text, plural


def status_text(status: Status) -> str:
    """A status in words."""
    return {
        "optimal": _("optimal: it is proven that no roster is better"),
        "feasible": _("feasible: a roster that keeps the rules; a better one may exist"),
        "infeasible": _("infeasible: no roster can keep the rules that must hold"),
        "unknown": _("unknown: stopped without a roster"),
    }[status]


def brief_status_text(status: str) -> str:
    """The same in a cell."""
    return {
        "optimal": _("best possible (proved)"),
        "feasible": _("good, within the gap"),
        "infeasible": _("no roster exists"),
        "unknown": _("none found"),
    }[status]


def result_text(report: Report) -> str:
    """The status in words; a roster typed by hand may break rules whatever the status says."""
    if report.clashes:
        return _("no roster keeps the rules that must hold; this one breaks them least")
    if report.audit.hard_violations:
        return _("a roster that breaks rules that must hold")
    return status_text(report.outcome.status)


def other_policies(scenario: Scenario) -> str:
    """That some units follow policies of their own, where it is so: the title names the run's own alone."""
    count = len(scenario.policies)
    if not count:
        return ""
    return plural(
        count,
        "{count} other policy for single units (sheet Info)",
        "{count} other policies for single units (sheet Info)",
    ).format(count=count)


def relaxed_notice(report: Report) -> str:
    """What stands above a roster that breaks least."""
    template = _(
        "RELAXED: no roster keeps every rule that must hold; this one breaks them in {count} places."
    )
    return template.format(count=report.audit.hard_violations)


def remarks(report: Report, *, in_workbook: bool = True) -> list[str]:
    """What a reader must know of the run, the calendar and the roster; a workbook names its own sheets."""
    outcome, calendar, sentences = report.outcome, report.problem.calendar, []
    if report.agency:
        sentences.append(_("One agency's part of a roster: all figures are those of its people alone."))
    if outcome.interrupted:
        sentences.append(
            _("The run was stopped by its user; this is the best roster that was found until then.")
        )
    if outcome.time_limited:
        sentences.append(_("The time limit cut the search: another run may find another roster."))
    if report.clashes:
        sentences.append(relaxed_notice(report))
    if report.audit.hard_violations and in_workbook:
        template = _("{count} places break rules that must hold; sheet Kepatuhan lists them.")
        sentences.append(template.format(count=report.audit.hard_violations))
    years = {day.year for day in report.problem.horizon.dates}
    for year in sorted(years.intersection(calendar.estimated_years)):
        sentences.append(
            _("Some holidays of {year} are estimates; check them and use sheet Libur.").format(year=year)
        )
    for year in sorted(years.intersection(calendar.years_without_collective_leave)):
        template = _("The collective leave of {year} is not known yet; add it in sheet Libur.")
        sentences.append(template.format(year=year))
    return sentences


def titled(report: Report) -> list[tuple[str, RuleAudit]]:
    """Every rule's title, no two alike, and its audit."""
    return list(zip(rule_titles(report.case.rules), report.audit.rules, strict=True))


def kept_text(report: Report, entry: RuleAudit) -> str:
    """How a rule is kept; of one that was never checked why there was nothing to check."""
    count = len(entry.violations)
    if not count:
        return _("Kept") if entry.checked else nothing_text(report, entry)
    return (broken_text if entry.rule.hard else missed_text)(count)


def nothing_text(report: Report, entry: RuleAudit) -> str:
    """What is said of a rule that had nothing to check."""
    why = effect(report.case, entry.rule).idle
    return " ".join(filter(None, (_("Nothing to check."), why)))


def broken_text(count: int) -> str:
    """Of a rule that must hold."""
    return plural(count, "Broken in {count} place", "Broken in {count} places").format(
        count=number_text(count)
    )


def missed_text(count: int) -> str:
    """Of a rule that is striven for: nobody breaks it."""
    return plural(count, "Not yet met in {count} place", "Not yet met in {count} places").format(
        count=number_text(count)
    )


def checked_text(report: Report) -> str:
    """How many rules had something to check, and how many had nothing."""
    checked = sum(bool(entry.checked) for entry in report.audit.rules)
    idle = len(report.audit.rules) - checked
    text = plural(checked, "{count} rule checked", "{count} rules checked").format(count=checked)
    return f"{text}; {_('{count} had nothing to check').format(count=idle)}" if idle else text


def all_kept_text(report: Report) -> str:
    """What stands where nothing is broken and nothing missed."""
    if not any(entry.checked for entry in report.audit.rules):
        return _("No rule had anything to check.")
    return _("Every rule that was checked is kept.")


def unkept_heading(report: Report) -> str:
    """The heading over what is broken and what is missed: violations are of rules that must hold alone."""
    hard = report.audit.hard_violations
    soft = sum(len(entry.violations) for entry in report.audit.rules if not entry.rule.hard)
    broken, missed = _("Violations of rules that must hold ({count})"), _("Not yet met ({count})")
    parts = [(broken, hard), (missed, soft)]
    return "; ".join(
        text.format(count=number_text(count)) for text, count in parts if count or text == broken
    )


def kind_of(entry: RuleAudit) -> str:
    """Whether a rule must hold or is striven for."""
    return _("Must") if entry.rule.hard else _("Striven for")


def misfit_text(report: Report, misfit: Misfit) -> str:
    """Cells that do not fit, as a sentence."""
    who, code = report.problem.people[misfit.person].name, misfit.found
    when = misfit_days(report, misfit)
    if misfit.others:
        text = _("The roster has no column for {when}, when {count} people work.")
        return text.format(when=when, count=number_text(len(misfit.people)))
    if not report.problem.available[misfit.person, misfit.day]:
        return _("{who} does not work on {when}, but the roster says “{found}”.").format(
            who=who, when=when, found=code
        )
    if not code and misfit.ref is not None and not misfit.ref.cell:
        return _("{who} works on {when}, but has no row in the roster.").format(who=who, when=when)
    return _("{who} works on {when}, but the roster says neither WFO nor WFH: “{found}”.").format(
        who=who, when=when, found=code
    )


def misfit_who(report: Report, misfit: Misfit) -> tuple[str, str]:
    """Name and NIP of whom it is about; of several their number alone."""
    if misfit.others:
        return _("{count} people").format(count=number_text(len(misfit.people))), ""
    person = report.problem.people[misfit.person]
    return person.name, person.key


def misfit_days(report: Report, misfit: Misfit) -> str:
    """The day, or the first and last of a run."""
    first, last = (day_text(report.case, day) for day in (misfit.day, misfit.last_day))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


MOST_AGENCIES = 20
MOST_DATES = 5


def empty_lines(report: Report) -> Iterator[str]:
    """One sentence an agency whose office the roster leaves empty; nothing where somebody is always in."""
    own = [one for one in empty_agency_days(report.case, report.roster) if not one.by_policy]
    yield from _empty_lines(report, own, _("Nobody is in the office of {agency} on {days}."))


def ordered_lines(report: Report) -> Iterator[str]:
    """The same of the offices that the policy itself empties: nobody need look into these."""
    ordered = [one for one in empty_agency_days(report.case, report.roster) if one.by_policy]
    template = _("The policy itself sends everybody of {agency} home on {days}: nobody is in the office.")
    yield from _empty_lines(report, ordered, template)


def _empty_lines(report: Report, days: Sequence[AgencyDay], template: str) -> Iterator[str]:
    by_agency = sorted(days, key=lambda one: (one.agency, one.day))
    agencies = [(agency, list(group)) for agency, group in groupby(by_agency, key=lambda one: one.agency)]
    for agency, group in agencies[:MOST_AGENCIES]:
        shown = "; ".join(day_text(report.case, one.day) for one in group[:MOST_DATES])
        more = len(group) - MOST_DATES
        if more > 0:
            shown += " " + plural(more, "and {count} more day", "and {count} more days").format(count=more)
        yield template.format(agency=report.problem.units[agency].name, days=shown)
    if rest := agencies[MOST_AGENCIES:]:
        text = plural(len(rest), "So it is in {count} more agency.", "So it is in {count} more agencies.")
        yield text.format(count=number_text(len(rest)))
