"""Presence: who is in the office on each day, in all and by agency."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.judge.measures import (
    DayMeasures,
    Extreme,
    at_home,
    at_office,
    day_measures,
    per_unit_day,
    unit_measures,
)
from asnroster.judge.quality import ordinary_days
from asnroster.judge.wording import day_text
from asnroster.output.blocks import Cell, Cells, Chart, Column, Section, Table
from asnroster.output.charts import address, presence_chart, spark
from asnroster.output.dates import day_and_month
from asnroster.output.report import Report
from asnroster.words import _, number_text, percent_text


def office_days(report: Report) -> list[DayMeasures]:
    """The figures of the ordinary working days (Monday to Friday, no holiday); of all days worked where there is none."""
    worked = [day for day in day_measures(report.case, report.roster) if day.office + day.home + day.absent]
    ordinary = set(ordinary_days(report.problem))
    return [day for day in worked if day.day in ordinary] or worked


def presence_section(report: Report) -> Section:
    """A chart and a table of all days, and a table of the agencies."""
    days = [day for day in day_measures(report.case, report.roster) if day.office + day.home + day.absent]
    home = report.scenario.home_code
    parts = [
        ("WFO", [day.office for day in days]), (home, [day.home for day in days]),
        (_("Absent"), [day.absent for day in days]),
    ]  # fmt: skip
    dates = report.problem.horizon.dates
    labels = [str(dates[day.day].day) for day in days]
    caption = _("People in the office and at home by date")
    says = _("Stacked bars, one a working day; the table below holds the same figures.")
    chart = [Chart(caption, says, address(presence_chart(labels, parts, _("people"))))] if days else []
    return Section(
        "presence", _("Presence"), blocks=[*chart, _agencies(report), _day_table(report, days)],
    )  # fmt: skip


def _day_table(report: Report, days: list[DayMeasures]) -> Table:
    columns = [
        Column(_("Date"), header=True), Column("WFO", kind="number"), Column(report.scenario.home_code, kind="number"),
        Column(_("Absent"), kind="number"), Column(_("WFO share"), kind="number"),
    ]  # fmt: skip
    rows = [
        (
            day_text(report.case, day.day), number_text(day.office), number_text(day.home),
            number_text(day.absent), "-" if day.home_share is None else percent_text(1 - float(day.home_share)),
        )
        for day in days
    ]  # fmt: skip
    note = _("The share is of those who work that day.")
    return Table(_("Presence by date, all agencies"), columns, rows, note)


def _agencies(report: Report) -> Table:
    columns = [
        Column("OPD", header=True), Column(_("People"), kind="number"), Column(_("WFO by day")),
        Column(_("Lowest WFO"), kind="number"), Column(_("on"), kind="date"), Column(_("Highest WFO"), kind="number"), Column(_("on"), kind="date"),
        Column("Min WFO", kind="number"), Column(_("WFH share"), kind="number"),
    ]  # fmt: skip
    note = _(
        "Each strip shows, day by day, the share of those working who are in the office; the lowest is red."
    )
    return Table(_("Presence by agency"), columns, list(_agency_rows(report)), note)


def _agency_rows(report: Report) -> Iterator[Cells]:
    problem = report.problem
    office = per_unit_day(problem, at_office(problem, report.roster))
    worked = office + per_unit_day(problem, at_home(problem, report.roster))
    for measures in unit_measures(report.case, report.roster):
        unit = measures.unit
        if unit is None or problem.units[unit].parent is not None:
            continue
        shares = [int(o) / int(w) for o, w in zip(office[unit], worked[unit], strict=True) if w]
        lowest = _("lowest {share}").format(share=percent_text(min(shares), 0)) if shares else "-"
        yield (
            problem.units[unit].name, number_text(measures.people), Cell(lowest, "strip", address(spark(shares))),
            *_extreme(report, measures.lowest_office), *_extreme(report, measures.highest_office),
            "-" if measures.min_office is None else number_text(measures.min_office),
            "-" if measures.home_share is None else percent_text(float(measures.home_share)),
        )  # fmt: skip


def _extreme(report: Report, extreme: Extreme | None) -> tuple[str, str]:
    if extreme is None:
        return "-", "-"
    return number_text(extreme.people), day_and_month(report.problem.horizon.dates[extreme.day])
