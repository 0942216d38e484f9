"""Typed rows become the problem: units, people, calendar, requests, and every contradiction between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from asnroster.collector import paused_collection
from asnroster.domain.calendar import Calendar, Holiday, Horizon, national_calendar, next_whole_month
from asnroster.domain.groups import fold
from asnroster.domain.problem import Building, Problem, ServicePost
from asnroster.errors import InputError, Issue, did_you_mean
from asnroster.intake.assumptions import (
    assume_echelons,
    idle_answers,
    keep_refused,
    most_doubtful_first,
)
from asnroster.intake.labels import without_halves
from asnroster.intake.people import Spelling, Spellings, Staff, odd_words, place_staff
from asnroster.intake.requests import Keys, expand_absences, expand_pins, expand_wishes
from asnroster.intake.schema import BUILDINGS, STAFF, BuildingRow, HolidayRow, StaffRow, UnitRow
from asnroster.intake.tables import Tables, sort_issues
from asnroster.intake.tree import grow_tree
from asnroster.intake.units import UnitTree, UnknownUnitError
from asnroster.intake.vocabulary import COLLECTIVE, WORKED
from asnroster.intake.years import Years
from asnroster.words import _

_CHECKED_AROUND = timedelta(366)


@paused_collection()
def build_problem(
    tables: Tables, start: date, end: date, *, known_from: date | None = None
) -> tuple[Problem, list[Issue]]:
    """The problem of these dates, fully prepared, and the notices.

    Args:
        tables: from :func:`asnroster.intake.tables.read_tables`; left as it is.
        start: first date of the roster.
        end: its last date.
        known_from: the first date of earlier rosters, from which on the calendar must know the holidays.

    Raises:
        InputError: with every issue of the tables and every contradiction between their rows.
    """
    found = replace(
        tables,
        issues=list(tables.issues),
        notices=list(tables.notices),
        assumptions=list(tables.assumptions),
    )
    horizon = Horizon(start, end)
    _put_years(found, horizon)
    problem = _build(found, horizon, known_from or start)
    if found.issues:
        raise InputError(sort_issues(found.issues))
    return problem, sort_issues(found.notices)


def check_tables(tables: Tables, today: date) -> tuple[Problem, list[Issue]]:
    """The same without a roster in mind: the dates are next month and those that the rows themselves name.

    Raises:
        InputError: as :func:`build_problem`.
    """
    first, last = next_whole_month(today)
    tables = replace(tables, notices=list(tables.notices))
    _put_years(tables, Horizon(first, last))
    named = [day for row in tables.pins for day in (row.start, row.end) if day is not None]
    named += [row.day for row in tables.preferences if isinstance(row.day, date)]
    near = [day for day in named if first - _CHECKED_AROUND <= day <= last + _CHECKED_AROUND]
    return build_problem(tables, min([first, *near]), max([last, *near]))


def _put_years(tables: Tables, horizon: Horizon) -> None:
    """Give a year to the dates that were written without one, and say so."""
    years = Years(tables.grids, horizon)
    tables.staff = years.dated(tables.staff)
    tables.absences = years.dated(tables.absences)
    tables.preferences = years.dated(tables.preferences)
    tables.pins = years.dated(tables.pins)
    tables.holidays = years.dated(tables.holidays)
    tables.notices += years.notices()


def _build(tables: Tables, horizon: Horizon, known_from: date) -> Problem:
    tree = grow_tree(tables)
    units, position = tree.finished()
    spell = Spellings(
        Spelling(row.building for row in tables.buildings), Spelling(row.service for row in tables.services)
    )
    staff = place_staff(tables, tree, units, position, spell, horizon)
    if tables.staff and staff.known and not staff.people and not tables.issues:
        tables.issues.append(_nobody(tables))
    assume_echelons(tables, staff, units)
    keep_refused(tables, tree, staff, units, position)
    tables.notices += odd_words(tables)
    tables.notices += idle_answers(tables)
    tables.notices += _left_out(tables, staff)
    tables.notices += _unlisted_buildings(tables, staff)
    calendar = _calendar(tables, horizon, known_from)
    keys = Keys(tables, staff)
    absence, codes = expand_absences(tables, keys, staff, horizon)
    problem = Problem(
        people=tuple(staff.people),
        units=tuple(replace(unit, building=spell.buildings(unit.building)) for unit in units),
        horizon=horizon,
        calendar=calendar,
        absence=absence,
        absence_codes=codes,
        buildings=tuple(_buildings(tables)),
        posts=tuple(_posts(tables, tree, position, spell.services)),
        left_out=tuple(staff.left_out),
        columns=frozenset(tables.columns),
        sources=tables.sources,
        assumptions=tuple(tables.assumptions),
    )
    problem = without_halves(problem, tables.answers.settled)
    problem = replace(problem, assumptions=most_doubtful_first(problem.assumptions))
    return replace(
        problem, pins=expand_pins(tables, keys, problem), wishes=expand_wishes(tables, keys, problem)
    )


def _nobody(tables: Tables) -> Issue:
    message = _("Nobody in the staff has the legal status Aktif.")
    needed = _("Leave the column “Kedudukan” empty for those who are to be rostered.")
    return tables.issue("staff-inactive", tables.staff[0], StaffRow.legal_status, message, needed)


def _left_out(tables: Tables, staff: Staff) -> Iterator[Issue]:
    """Who is not rostered, counted by reason."""
    if staff.left_out:
        reasons = Counter(person.reason for person in staff.left_out)
        listed = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
        message = _("{count} people are not rostered: {reasons}.").format(
            count=len(staff.left_out), reasons=listed
        )
        needed = _("The sheet Pengecualian of the roster lists them.")
        grid = tables.grids[STAFF.name]
        yield Issue("left-out", message, needed, grid.file, grid.sheet)


def _buildings(tables: Tables) -> Iterator[Building]:
    first: dict[str, BuildingRow] = {}
    for row in tables.buildings:
        earlier = first.setdefault(fold(row.building), row)
        if earlier is not row:
            message = _("The building “{name}” stands twice, first in {cell}.").format(
                name=row.building, cell=tables.ref(earlier, BuildingRow.building).cell
            )
            needed = _("Remove one of the two rows.")
            tables.issues.append(
                tables.issue("building-doubled", row, BuildingRow.building, message, needed, row.building)
            )
        elif row.building and row.capacity is not None:
            yield Building(row.building, row.capacity)


def _unlisted_buildings(tables: Tables, staff: Staff) -> list[Issue]:
    """A notice for each building that the sheet Gedung, where there is one, does not list."""
    if not tables.buildings:
        return []
    listed = Spelling(row.building for row in tables.buildings)
    named: list[StaffRow | UnitRow] = [*tables.staff, *tables.units]
    notices: dict[str, Issue] = {}
    for row in named:
        building = row.building
        if building and building not in listed and fold(building) not in notices:
            message = _("The building “{name}” is not in the sheet “{sheet}”: it has no limit.").format(
                name=building, sheet=tables.grids[BUILDINGS.name].sheet
            )
            needed = did_you_mean(building, listed.words)
            notices[fold(building)] = tables.issue(
                "building-unknown", row, type(row).building, message, needed, building
            )
    return list(notices.values())


def _posts(tables: Tables, tree: UnitTree, position: list[int], spelling: Spelling) -> Iterator[ServicePost]:
    for row in tables.services:
        if not row.unit:
            continue
        try:
            unit = position[tree.resolve(row.unit)]
        except UnknownUnitError as error:
            tables.issues.append(
                tables.issue(error.code, row, error.column, error.message, error.needed, error.found)
            )
            continue
        if row.service and row.min_office is not None:
            days = frozenset(range(7)) if row.weekdays is None else row.weekdays
            yield ServicePost(unit, spelling(row.service), row.min_office, days)


def _calendar(tables: Tables, horizon: Horizon, known_from: date) -> Calendar:
    """The national calendar with the sheet Libur laid over it; a notice for each year that is not final."""
    days_off, days_worked = [], []
    first: dict[date, HolidayRow] = {}
    for row in tables.holidays:
        if row.date is None or row.kind is None:
            continue
        earlier = first.setdefault(row.date, row)
        if earlier.kind != row.kind:
            message = _("{date} is {kind} here and {other} in {cell}.").format(
                date=row.date,
                kind=row.kind,
                other=earlier.kind,
                cell=tables.ref(earlier, HolidayRow.kind).cell,
            )
            needed = _("Remove one of the two rows.")
            tables.issues.append(
                tables.issue("holiday-contradiction", row, HolidayRow.kind, message, needed, str(row.kind))
            )
        elif row.kind is WORKED:
            days_worked.append(row.date)
        else:
            days_off.append(Holiday(row.date, row.note or row.kind.id, row.kind is COLLECTIVE))
    rostered = set(range(horizon.start.year, horizon.end.year + 1))
    # The first week may begin in the year before, New Year's Day may follow; pins in any year are compared.
    pinned = {day.year for row in tables.pins for day in (row.start, row.end) if day is not None}
    around = {
        horizon.start.year - 1,
        (horizon.end + timedelta(1)).year,
        *range(known_from.year, horizon.start.year),
    }
    calendar = national_calendar(rostered | around | pinned, days_off=days_off, days_worked=days_worked)
    calendar = replace(
        calendar,
        estimated_years=tuple(year for year in calendar.estimated_years if year in rostered),
        years_without_collective_leave=tuple(
            year for year in calendar.years_without_collective_leave if year in rostered
        ),
    )
    tables.notices += _unsettled_years(calendar)
    return calendar


def _unsettled_years(calendar: Calendar) -> Iterator[Issue]:
    needed = _("Enter the days as they are decreed in the sheet Libur.")
    for year in calendar.estimated_years:
        yield Issue(
            "calendar-estimated", _("Some holidays of {year} are estimates.").format(year=year), needed
        )
    for year in calendar.years_without_collective_leave:
        message = _("No collective leave (cuti bersama) is known for {year} yet.").format(year=year)
        yield Issue("calendar-no-leave", message, needed)
