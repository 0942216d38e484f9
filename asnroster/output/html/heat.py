"""The heat map: which share of each agency is at home on each day, with its cap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from asnroster.domain.groups import fold, staffed_agencies
from asnroster.judge.caps import home_caps, over_cap
from asnroster.judge.measures import at_home, per_unit_day
from asnroster.output.blocks import Cell, Cells, Column, Section, Table
from asnroster.output.dates import month_name
from asnroster.output.report import Report
from asnroster.words import _, percent_text, weekday_name

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
            Column("OPD", header=True), Column(_("Cap"), kind="number"), *(Column(name, kind="centre") for name in headings),
        ]  # fmt: skip
        caption = _("Share at home, {month}").format(month=month_name(dates[0]))
        return Table(
            caption, columns, [self._row(agency, days) for agency in staffed_agencies(problem)], look="heat"
        )

    def _row(self, agency: int, days: Sequence[int]) -> Cells:
        cap = self._caps.get(agency)
        told = "-" if cap is None else percent_text(float(cap.share), 0)
        return self._problem.units[agency].name, told, *(self._cell(agency, day) for day in days)

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
