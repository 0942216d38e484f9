"""The recaps of a roster by unit, by date and by person, each built once; a column is one entry here, whatever shows it.

Workbook and page take the columns that name them. A workbook that holds Jadwal counts what has a formula from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from asnroster.domain.groups import fold
from asnroster.domain.problem import Problem
from asnroster.judge.measures import (
    FRIDAY,
    MONDAY,
    Counts,
    DayMeasures,
    Extreme,
    PersonMeasures,
    UnitMeasures,
    at_home,
    at_office,
    building_people,
    day_measures,
    people_measures,
    per_unit_day,
    total_measures,
    tree_order,
    unit_measures,
)
from asnroster.judge.wording import day_text
from asnroster.output.blocks import BOTH, At, Cell, Medium, Recapped, Row, Table, Value, columns_of
from asnroster.output.breaches import breaks
from asnroster.output.charts import address, spark
from asnroster.output.codes import NOT_SERVING, OFF_CODE, OFFICE_CODE
from asnroster.output.dates import day_and_month
from asnroster.output.report import Report
from asnroster.words import _, home_word, percent_text, weekday_name, with_home_word

DEEPEST_INDENT = 6


def _share(at: At) -> str:
    office, home = at("office"), at("home")
    return f'IF({office}+{home}=0,"",{home}/({office}+{home}))'


class _Unit(NamedTuple):
    """A unit with all below it: its figures, its run of keys in Jadwal, and each day's people in the office and at home."""

    name: str
    agency: str
    placed: int | None
    figures: UnitMeasures
    run: tuple[int, int] | None = None
    office: Counts | None = None
    home: Counts | None = None


def unit_recap(
    report: Report, medium: Medium, *, live: bool = False, caption: str = "", note: str = ""
) -> Table:
    """Person-days, home share, lowest and highest day: of every unit and agency; on a page of the agencies."""
    problem, broken, runs = report.problem, breaks(report).groups, _runs(report.problem)
    recap = columns_of(_unit_columns(problem), medium, live=live)
    office, home = (per_unit_day(problem, mask(problem, report.roster)) for mask in (at_office, at_home))
    rows = []
    for figures in unit_measures(report.case, report.roster):
        index = figures.unit or 0
        unit, depth = problem.units[index], len(problem.ancestors[index]) - 1
        one = _Unit(
            unit.name,
            problem.units[unit.agency].name,
            figures.placed,
            figures,
            runs[index],
            office[index],
            home[index],
        )
        looks = ("alert",) if fold(unit.path) in broken else ("band",) if depth == 0 else ()
        if medium == "workbook":
            rows.append(recap.row(one, looks, min(depth, DEEPEST_INDENT)))
        elif not depth:
            rows.append(recap.row(one))
    return recap.table(rows, caption, note)


def unit_total(report: Report, *, live: bool) -> Row:
    """What stands below all agencies in a workbook."""
    recap = columns_of(_unit_columns(report.problem), "workbook", live=live)
    whole = _Unit(_("All agencies"), "", None, total_measures(report.case, report.roster))
    return recap.row(whole, ("band", "last"))


def unit_keys(problem: Problem) -> dict[int, int]:
    """For each unit its place in the tree from 1 on: a unit's people have a run of keys."""
    return {unit: place for place, unit in enumerate(tree_order(problem), start=1)}


def _runs(problem: Problem) -> dict[int, tuple[int, int]]:
    """For each unit the first and the last key of it and all below it."""
    keys = unit_keys(problem)
    runs = {unit: (key, key) for unit, key in keys.items()}
    for unit, key in sorted(keys.items(), key=lambda entry: entry[1], reverse=True):
        parent = problem.units[unit].parent
        if parent is not None:
            first, last = runs[parent]
            runs[parent] = (first, max(last, runs[unit][1], key))
    return runs


def _unit_columns(problem: Problem) -> list[Recapped[_Unit]]:
    def on(extreme: Extreme | None) -> Value | Cell:
        return None if extreme is None else _dated(problem, extreme.day)

    def people(extreme: Extreme | None) -> Value:
        return None if extreme is None else extreme.people

    def most(one: _Unit) -> Value:
        return None if one.figures.unit is None else problem.units[one.figures.unit].max_home_share

    return [
        Recapped("unit", "Unit", 224, "text", lambda one: one.name, media=BOTH),
        Recapped("agency", "OPD", 150, "text", lambda one: one.agency),
        Recapped("placed", _("Placed directly"), 60, "number", lambda one: one.placed),
        Recapped("people", _("People"), 58, "number", lambda one: one.figures.people, media=BOTH),
        Recapped("office", _("WFO person-days"), 68, "number", lambda one: one.figures.office, lambda one, _at: _counted("Kantor", one.run)),
        Recapped("home", _("WFH person-days"), 68, "number", lambda one: one.figures.home, lambda one, _at: _counted("Rumah", one.run)),
        Recapped("share", _("WFH share"), 58, "share", lambda one: one.figures.home_share, lambda _one, at: _share(at), BOTH),
        Recapped("strip", _("WFO by day"), 163, "text", _strip, media=("page",)),
        Recapped("lowest", _("Lowest WFO (people)"), 62, "number", lambda one: people(one.figures.lowest_office), media=BOTH),
        Recapped("lowest_day", _("on date"), 70, "date", lambda one: on(one.figures.lowest_office), media=BOTH),
        Recapped("least", "Min WFO", 48, "number", lambda one: one.figures.min_office, media=BOTH),
        Recapped("highest", _("Highest WFO (people)"), 62, "number", lambda one: people(one.figures.highest_office), media=BOTH),
        Recapped("highest_day", _("on date"), 70, "date", lambda one: on(one.figures.highest_office), media=BOTH),
        Recapped("most", _("Highest WFH (people)"), 62, "number", lambda one: people(one.figures.highest_home)),
        Recapped("most_day", _("on date"), 70, "date", lambda one: on(one.figures.highest_home)),
        Recapped("allowed", _("WFH allowed (people)"), 62, "number", lambda one: one.figures.max_home),
        Recapped("cap", with_home_word("Maks WFH %"), 58, "share", most),
    ]  # fmt: skip


def _counted(what: str, run: tuple[int, int] | None) -> str:
    """Person-days of a run of units, or of everybody."""
    if run is None:
        return f"SUM(Jadwal_{what})"
    first, last = run
    return f'SUMIFS(Jadwal_{what},Jadwal_KunciUnit,">={first}",Jadwal_KunciUnit,"<={last}")'


def _strip(one: _Unit) -> Cell:
    """The share in the office of those who work, day by day."""
    office, home = np.asarray(one.office), np.asarray(one.home)
    shares = [int(o) / int(o + h) for o, h in zip(office, home, strict=True) if o + h]
    lowest = _("lowest {share}").format(share=percent_text(min(shares), 0)) if shares else "-"
    return Cell(lowest, "strip", address(spark(shares)))


def _dated(problem: Problem, day: int) -> Cell:
    when = problem.horizon.dates[day]
    return Cell(when, text=day_and_month(when))


class _Day(NamedTuple):
    """A date, its figures, and why nobody works on it."""

    when: date
    figures: DayMeasures
    note: str


def day_recap(
    report: Report, medium: Medium, *, live: bool = False, caption: str = "", note: str = ""
) -> Table:
    """People in the office and at home by date, in all and per building; on a page of the days on which somebody works."""
    problem, broken = report.problem, breaks(report).days
    recap = columns_of(_day_columns(report), medium, live=live)
    rows = []
    for figures in day_measures(report.case, report.roster):
        when = problem.horizon.dates[figures.day]
        holiday, worked = problem.calendar.holidays.get(when), bool(problem.working[:, figures.day].any())
        if medium == "page" and not worked:
            continue
        why = holiday.name if holiday else "" if worked else _("not a working day")
        looks = ("off",) if not worked else ("alert",) if figures.day in broken else ()
        rows.append(recap.row(_Day(when, figures, why), looks))
    return recap.table(rows, caption, note)


def _day_columns(report: Report) -> list[Recapped[_Day]]:
    codes = (OFFICE_CODE, report.scenario.home_code)

    def counted(*letters: str) -> Callable[[_Day, At], str]:
        return lambda one, _at: "-".join(f'COUNTIF({_cells(one)},"{code}")' for code in letters)

    return [
        Recapped("date", _("Date"), 84, "date", lambda one: Cell(one.when, text=day_text(report.case, one.figures.day)), media=BOTH),
        Recapped("day", _("Day"), 62, "text", lambda one: weekday_name(one.when.weekday())),
        Recapped("office", "WFO", 62, "number", lambda one: one.figures.office, counted(codes[0]), BOTH),
        Recapped("home", home_word(), 62, "number", lambda one: one.figures.home, counted(codes[1]), BOTH),
        Recapped("absent", _("Absent"), 62, "number", lambda one: one.figures.absent, counted("?*", *codes, OFF_CODE, NOT_SERVING), BOTH),
        Recapped("share", _("WFH share"), 62, "share", lambda one: one.figures.home_share, lambda _one, at: _share(at), BOTH),
        Recapped("note", _("Note"), 170, "text", lambda one: one.note),
        *_building_columns(report.problem, codes),
    ]  # fmt: skip


def _building_columns(problem: Problem, codes: Sequence[str]) -> Iterator[Recapped[_Day]]:
    """Two columns a building."""
    capacity = {fold(building.name): building.capacity for building in problem.buildings}
    for place, name in enumerate(building_people(problem)):
        room = capacity.get(fold(name))
        limit = "" if room is None else "\n" + _("(capacity {count})").format(count=room)
        for mode, heading in enumerate((f"{name}\nWFO{limit}", f"{name}\n{home_word()}")):
            yield _building_column(name, place, mode, codes[mode], heading)


def _building_column(name: str, place: int, mode: int, code: str, heading: str) -> Recapped[_Day]:
    quoted = re.sub(r"([~*?])", r"~\1", name).replace('"', '""')
    return Recapped(
        f"building {place} {mode}",
        heading,
        86,
        "number",
        lambda one: one.figures.buildings[place][mode],
        lambda one, _at: f'COUNTIFS(Jadwal_Gedung,"={quoted}",{_cells(one)},"{code}")',
    )


def _cells(one: _Day) -> str:
    """The date's column of Jadwal."""
    return f"INDEX(Jadwal_Kode,0,{one.figures.day + 1})"


class _Person(NamedTuple):
    """A person: number, the rows of the stints, of which the last names unit and agency, and figures."""

    number: int
    rows: Sequence[int]
    figures: PersonMeasures

    @property
    def last(self) -> int:
        """The row of the last stint."""
        return self.rows[-1]


def people_recap(report: Report, *, live: bool) -> Table:
    """Each person's figures; where it is live, the last column says in which row of Jadwal the person stands."""
    columns = _person_columns(report)
    recap = columns_of(columns if live else columns[:-1], "workbook", live=live)
    measures = {one.person: one for one in people_measures(report.case, report.roster)}
    listed = enumerate(report.problem.stints.people, start=1)
    return recap.table(recap.row(_Person(number, rows, measures[rows[0]])) for number, rows in listed)


def _person_columns(report: Report) -> list[Recapped[_Person]]:
    problem, code, keys = report.problem, report.scenario.home_code, "Jadwal_KunciPegawai"

    def counted(what: str) -> Callable[[_Person, At], str]:
        def formula(one: _Person, at: At) -> str:
            if len(one.rows) > 1:
                return f"SUMIFS(Jadwal_{what},{keys},{at('no')})"
            return f"INDEX(Jadwal_{what},{at('row')})"

        return formula

    def on_weekday(weekday: int) -> Callable[[_Person, At], str]:
        days = f"(WEEKDAY(Jadwal_Tanggal,2)={weekday + 1})"

        def formula(one: _Person, at: At) -> str:
            if len(one.rows) > 1:
                return f'SUMPRODUCT(({keys}={at("no")})*{days}*(Jadwal_Kode="{code}"))'
            return f'SUMPRODUCT({days}*(INDEX(Jadwal_Kode,{at("row")},0)="{code}"))'

        return formula

    def stands(one: _Person, at: At) -> str:
        number = at("no")
        if one.last + 1 != one.number:
            return f"MATCH({number},{keys},0)"
        # Looked for only where Jadwal was sorted since.
        return f"IF(INDEX({keys},{number})={number},{number},MATCH({number},{keys},0))"

    return [
        Recapped("no", "No", 42, "centre", lambda one: one.number),
        Recapped("nip", "NIP", 132, "text", lambda one: problem.people[one.last].key),
        Recapped("name", "Nama", 170, "text", lambda one: problem.people[one.last].name),
        Recapped("agency", "OPD", 150, "text", lambda one: problem.agency_of(one.last).name),
        Recapped("unit", "Unit", 140, "text", lambda one: problem.unit_of(one.last).name),
        Recapped("office", "WFO", 48, "number", lambda one: one.figures.office, counted("Kantor")),
        Recapped("home", home_word(), 48, "number", lambda one: one.figures.home, counted("Rumah")),
        Recapped("absent", _("Absent"), 50, "number", lambda one: one.figures.absent, counted("Absen")),
        Recapped("mondays", _("Mondays WFH"), 54, "number", lambda one: one.figures.monday_home, on_weekday(MONDAY)),
        Recapped("fridays", _("Fridays WFH"), 54, "number", lambda one: one.figures.friday_home, on_weekday(FRIDAY)),
        Recapped("wishes", _("Wishes"), 62, "number", lambda one: one.figures.wishes),
        Recapped("met", _("Wishes met"), 66, "number", lambda one: one.figures.wishes_met),
        Recapped("most", with_home_word("Maks WFH"), 50, "number", lambda one: one.figures.most_home),
        Recapped("why", _("Reason if never WFH"), 190, "text", lambda one: one.figures.reason),
        Recapped("row", _("Row in Jadwal"), 60, "number", lambda one: one.rows[0] + 1, stands),
    ]  # fmt: skip
