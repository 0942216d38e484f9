"""Presence: who is in the office on each day, in all and by agency."""

from __future__ import annotations

from datetime import date

from asnroster.judge.measures import DayMeasures, day_measures
from asnroster.judge.quality import ordinary_days
from asnroster.output.blocks import Chart, Section
from asnroster.output.recaps import day_recap, unit_recap
from asnroster.output.report import Report
from asnroster.words import _

DRAWN = ("office", "home", "absent")


def office_days(report: Report) -> list[DayMeasures]:
    """The figures of the ordinary working days (Monday to Friday, no holiday); of all days worked where there is none."""
    worked = [day for day in day_measures(report.case, report.roster) if day.office + day.home + day.absent]
    ordinary = set(ordinary_days(report.problem))
    return [day for day in worked if day.day in ordinary] or worked


def presence_section(report: Report) -> Section:
    """A chart and a table of all days, and a table of the agencies."""
    days = day_recap(
        report, "page", caption=_("Presence by date, all agencies"), note=_("The share is of those who work that day.")
    )  # fmt: skip
    named = {column.key: column.heading for column in days.columns}
    parts = [(named[key], [value for value in days.values(key) if isinstance(value, int)]) for key in DRAWN]
    labels = [str(when.day) for when in days.values("date") if isinstance(when, date)]
    caption = _("People in the office and at home by date")
    says = _("Stacked bars, one a working day; the table below holds the same figures.")
    chart = [Chart(caption, says, "stacked", labels, parts, up=_("people"))] if labels else []
    note = _(
        "Each strip shows, day by day, the share of those working who are in the office; the lowest is red."
    )
    agencies = unit_recap(report, "page", caption=_("Presence by agency"), note=note)
    return Section("presence", _("Presence"), blocks=[*chart, agencies.only(headed={"unit": "OPD"}), days])
