"""Sections of a roster's page: presence, shares at home by agency and day, fairness, savings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

import numpy as np

from asnroster.domain.groups import fold, staffed_agencies
from asnroster.judge.caps import home_caps, over_cap
from asnroster.judge.measures import (
    FRIDAY,
    MONDAY,
    DayMeasures,
    PersonMeasures,
    at_home,
    day_measures,
    people_measures,
    per_unit_day,
)
from asnroster.judge.quality import ordinary_days
from asnroster.judge.savings import Savings
from asnroster.output.blocks import Cell, Cells, Chart, Column, Section, Table
from asnroster.output.dates import month_name
from asnroster.output.recaps import day_recap, unit_recap
from asnroster.output.report import Report
from asnroster.output.savings import (
    assumptions_table,
    lines_table,
    money,
    rupiah_text,
    savings_meaning,
    sentence_case,
)
from asnroster.words import _, number_text, percent_text, weekday_name

DRAWN = ("office", "home", "absent")


def office_days(report: Report) -> list[DayMeasures]:
    """The figures of the ordinary working days (Monday to Friday, no holiday); of all days worked where there is none."""
    worked = [day for day in day_measures(report.case, report.roster) if day.office + day.home + day.absent]
    ordinary = set(ordinary_days(report.problem))
    return [day for day in worked if day.day in ordinary] or worked


def presence_section(report: Report) -> Section:
    """A chart and a table of all days, and a table of the agencies."""
    days = day_recap(
        report,
        "page",
        caption=_("Presence by date, all agencies"),
        note=_("The share is of those who work that day."),
    )
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


MOST_DAYS_UPRIGHT = 16  # on A4; more are printed on a page that lies on its side
AT_CAP, OVER_CAP = "=", "!"
_LOOKS = {AT_CAP: " at-cap", OVER_CAP: " over-cap", "": ""}


def heat_section(report: Report) -> Section:
    """One table a month: agencies down, working days across."""
    problem = report.problem
    worked = np.flatnonzero(problem.working.any(axis=0)).tolist() if problem.people else []
    dates = problem.horizon.dates
    months = [list(days) for _month, days in groupby(worked, key=lambda d: (dates[d].year, dates[d].month))]
    template = _(
        "Each figure is the share of all people of the agency who are at home ({code}) that day, in per cent; darker is more. A “{at}” says that the cap is reached, a “{over}” that it is exceeded."
    )
    explained = template.format(code=report.scenario.home_code, at=AT_CAP, over=OVER_CAP)
    heat = _Heat(report)
    tables = [heat.table(days) for days in months]
    wide = max(map(len, months), default=0) > MOST_DAYS_UPRIGHT
    title = _("Share at home by agency and day")
    return Section("heat", title, paragraphs=[explained], blocks=tables, wide=wide)


class _Heat:
    """What the tables of all months share."""

    def __init__(self, report: Report) -> None:
        self._problem = report.problem
        self._caps, self._broken = home_caps(report.case), over_cap(report.case, report.audit)
        self._home = per_unit_day(self._problem, at_home(self._problem, report.roster))
        self._working = per_unit_day(self._problem, self._problem.working)

    def table(self, days: Sequence[int]) -> Table:
        """The days of one month."""
        problem, dates = self._problem, [self._problem.horizon.dates[day] for day in days]
        headings = [f"{weekday_name(day.weekday(), short=True)} {day.day}" for day in dates]
        columns = [
            Column("OPD", header=True),
            Column(_("Cap"), kind="number"),
            *(Column(name, kind="centre") for name in headings),
        ]
        caption = _("Share at home, {month}").format(month=month_name(dates[0]))
        return Table(
            caption, columns, [self._row(agency, days) for agency in staffed_agencies(problem)], look="heat"
        )

    def _row(self, agency: int, days: Sequence[int]) -> Cells:
        cap = self._caps.get(agency)
        limit = "-" if cap is None else percent_text(float(cap.share), 0)
        return self._problem.units[agency].name, limit, *(self._cell(agency, day) for day in days)

    def _cell(self, agency: int, day: int) -> Cell:
        if not self._working[agency, day]:
            return Cell("-", "off")
        home, cap, mark = int(self._home[agency, day]), self._caps.get(agency), ""
        if (fold(self._problem.units[agency].path), day) in self._broken:
            mark = OVER_CAP
        elif cap is not None and home and home == cap.people[day]:
            mark = AT_CAP
        share = home / len(self._problem.below[agency])
        return Cell(f"{round(100 * share)}{mark}", f"h{round(10 * share)}{_LOOKS[mark]}")


MOST_BARS = 32
MOST_REASONS = 20


def fairness_section(report: Report) -> Section:
    """A chart and a table of home days among the eligible; the reasons of those who are never at home."""
    people = people_measures(report.case, report.roster)
    eligible = [one for one in people if one.most_home > 0]
    if not eligible:
        nobody = _("Nobody may be at home in this period.")
        return Section("fairness", _("Fairness"), paragraphs=[nobody], blocks=[_never(people)])
    bins = _bins(eligible)
    labels, counts = list(bins), list(bins.values())
    caption = _("Home days of those who may be at home")
    says = _("Bars of how many people have how many home days; the table below holds the same figures.")
    chart = Chart(
        caption, says, "counts", labels, [(_("People"), counts)], _("home days in the period"), _("people")
    )
    columns = [
        Column(_("Home days"), header=True),
        Column(_("People"), kind="number"),
        Column(_("Share"), kind="number"),
    ]
    rows = [(label, number_text(count), percent_text(count / len(eligible))) for label, count in bins.items()]
    table = Table(_("Distribution of home days"), columns, rows)
    return Section(
        "fairness",
        _("Fairness"),
        paragraphs=[_spread(eligible), *_edges(eligible)],
        blocks=[chart, table, *([_never(people)] if any(one.reason for one in people) else [])],
    )


def _bins(eligible: list[PersonMeasures]) -> dict[str, int]:
    """People by home days; days are joined where there would be too many bars."""
    counts = Counter(one.home for one in eligible)
    width = -(-(max(counts) + 1) // MOST_BARS)
    starts = range(min(counts) // width * width, max(counts) + 1, width)
    return {
        (str(start) if width == 1 else f"{start}-{start + width - 1}"): sum(
            counts[day] for day in range(start, start + width)
        )
        for start in starts
    }


def _spread(eligible: list[PersonMeasures]) -> str:
    home = np.array([one.home for one in eligible])
    most = sum(one.most_home for one in eligible)
    template = _(
        "{people} people may be at home. They have between {least} and {largest} home days, {mean} on average, half of them at least {median}; that is {share} of the home days possible for them."
    )
    return template.format(
        people=number_text(len(eligible)),
        least=int(home.min()),
        largest=int(home.max()),
        mean=number_text(float(home.mean()), 1),
        median=int(np.percentile(home, 50, method="higher")),
        share=percent_text(int(home.sum()) / most),
    )


def _edges(eligible: list[PersonMeasures]) -> list[str]:
    """Days next to a weekend are what is envied."""
    home = sum(one.home for one in eligible)
    if not home:
        return []
    template = _("Of these home days {monday} are on a {first} and {friday} on a {last}.")
    return [
        template.format(
            monday=percent_text(sum(one.monday_home for one in eligible) / home),
            first=weekday_name(MONDAY),
            friday=percent_text(sum(one.friday_home for one in eligible) / home),
            last=weekday_name(FRIDAY),
        )
    ]


def _never(people: list[PersonMeasures]) -> Table:
    reasons = Counter(one.reason for one in people if one.reason)
    rows = [(reason, number_text(count)) for reason, count in reasons.most_common(MOST_REASONS)]
    rest = reasons.total() - sum(count for _reason, count in reasons.most_common(MOST_REASONS))
    rows += [(_("other reasons"), number_text(rest))] if rest else []
    columns = [Column(_("Reason"), header=True), Column(_("People"), kind="number")]
    return Table(_("Never at home, by reason"), columns, rows)


SAVED = ("electricity_rupiah", "water_rupiah", "allowance_rupiah", "fuel_rupiah")


def savings_section(saved: Savings, *, part: bool = False) -> Section:
    """What a roster saves.

    Args:
        saved: against everybody in the office.
        part: it is one agency's part of a roster.
    """
    days = _("It rests on {home} person-days at home and {closed} closed building-days.")
    sentence = days.format(home=number_text(saved.home_days), closed=number_text(saved.closed_building_days))
    shared = [_("Buildings that other agencies share are counted for all agencies only.")] if part else []
    chart = [_savings_chart(saved)] if saved.rupiah.high else []
    return Section(
        "savings",
        _("Savings"),
        paragraphs=[sentence, savings_meaning(), *shared],
        blocks=[*chart, lines_table(saved, _("Savings by line")), assumptions_table(saved.assumptions)],
        figures=[
            (_("Savings, middle"), rupiah_text(saved.rupiah.middle)),
            (_("Low"), rupiah_text(saved.rupiah.low)),
            (_("High"), rupiah_text(saved.rupiah.high)),
            (_("CO2 saved, kg"), number_text(saved.co2.whole)),
        ],
    )


def _savings_chart(saved: Savings) -> Chart:
    lines = [saved.lines[key] for key in SAVED]
    shown = money(lines)
    labels = [sentence_case(line.kind.title) for line in lines]
    ends = ((_("Low"), "low"), (_("Middle"), "middle"), (_("High"), "high"))
    groups = [(name, [float(getattr(line, end) / shown.divisor) for line in lines]) for name, end in ends]
    says = _("Bars of the low, middle and high figure of each; the table below holds the same figures.")
    caption = _("What is saved, low, middle and high")
    return Chart(caption, says, "bars", labels, groups, up=shown.unit, kind="decimal")
