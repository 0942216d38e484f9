"""Agencies of two or more with nobody in the office on a working day, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from asnroster.judge.presence import AgencyDay, empty_agency_days
from asnroster.judge.wording import day_text
from asnroster.output.report import Report
from asnroster.words import _, number_text, plural

MOST_AGENCIES = 20
MOST_DATES = 5


def empty_lines(report: Report) -> Iterator[str]:
    """One sentence an agency whose office the roster leaves empty; nothing where somebody is always in."""
    own = [one for one in empty_agency_days(report.case, report.roster) if not one.by_policy]
    yield from _lines(report, own, _("Nobody is in the office of {agency} on {days}."))


def ordered_lines(report: Report) -> Iterator[str]:
    """The same of the offices that the policy itself empties: nobody need look into these."""
    ordered = [one for one in empty_agency_days(report.case, report.roster) if one.by_policy]
    template = _("The policy itself sends everybody of {agency} home on {days}: nobody is in the office.")
    yield from _lines(report, ordered, template)


def _lines(report: Report, days: Sequence[AgencyDay], template: str) -> Iterator[str]:
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
