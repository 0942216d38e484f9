"""Sentences that workbook and terminal share: how a run ended, remarks, kinds of rules, misfits."""

from __future__ import annotations

from asnroster.domain.outcome import Status
from asnroster.domain.roster import Misfit
from asnroster.judge.audit import RuleAudit
from asnroster.judge.wording import day_text
from asnroster.output.report import Report
from asnroster.words import _


def status_text(status: Status) -> str:
    """A status in words."""
    return {
        "optimal": _("optimal: it is proven that no roster costs less"),
        "feasible": _("feasible: a roster that keeps the rules; a cheaper one may exist"),
        "infeasible": _("infeasible: no roster can keep the rules that must hold"),
        "unknown": _("unknown: stopped without a roster"),
    }[status]


def result_text(report: Report) -> str:
    """The status in words; a roster typed by hand may break rules whatever the status says."""
    if report.clashes:
        return _("no roster keeps the rules that must hold; this one breaks them least")
    if report.audit.hard_violations:
        return _("a roster that breaks rules that must hold")
    return status_text(report.outcome.status)


def relaxed_notice(report: Report) -> str:
    """What stands above a roster that breaks least."""
    template = _(
        "RELAXED: no roster keeps every rule that must hold; this one breaks them in {count} places."
    )
    return template.format(count=report.audit.hard_violations)


def remarks(report: Report, *, in_workbook: bool = True) -> list[str]:
    """What a reader must know of the run, the calendar and the roster; a workbook names its own sheets."""
    outcome, calendar, found = report.outcome, report.problem.calendar, []
    if report.agency:
        found.append(
            _("One agency's part of a roster: figures, cost and violations are those of its people.")
        )
    if outcome.interrupted:
        found.append(_("The run was stopped by its user; this is the best roster that was found until then."))
    if outcome.time_limited:
        found.append(_("The time limit cut the search: another run may find another roster."))
    if report.clashes:
        found.append(relaxed_notice(report))
    if report.audit.hard_violations and in_workbook:
        template = _("{count} places break rules that must hold; sheet Kepatuhan lists them.")
        found.append(template.format(count=report.audit.hard_violations))
    years = {day.year for day in report.problem.horizon.dates}
    for year in sorted(years.intersection(calendar.estimated_years)):
        found.append(
            _("Some holidays of {year} are estimates; check them and use sheet Libur.").format(year=year)
        )
    for year in sorted(years.intersection(calendar.years_without_collective_leave)):
        template = _("The collective leave of {year} is not known yet; add it in sheet Libur.")
        found.append(template.format(year=year))
    return found


def kind_of(entry: RuleAudit) -> str:
    """Whether a rule must hold or is striven for."""
    return _("Must") if entry.rule.hard else _("Striven for")


def misfit_text(report: Report, misfit: Misfit) -> str:
    """Cells that do not fit, as a sentence."""
    who, found = report.problem.people[misfit.person].name, misfit.found
    when = misfit_days(report, misfit)
    if not report.problem.available[misfit.person, misfit.day]:
        return _("{who} does not work on {when}, but the roster says “{found}”.").format(
            who=who, when=when, found=found
        )
    if not found and misfit.ref is not None and not misfit.ref.cell:
        return _("{who} works on {when}, but has no row in the roster.").format(who=who, when=when)
    return _("{who} works on {when}, but the roster says neither WFO nor WFH: “{found}”.").format(
        who=who, when=when, found=found
    )


def misfit_days(report: Report, misfit: Misfit) -> str:
    """The day, or the first and last of a run."""
    first, last = (day_text(report.case, day) for day in (misfit.day, misfit.last_day))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)
