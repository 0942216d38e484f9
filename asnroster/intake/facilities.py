"""Buildings, counters, and the calendar with the days that the office changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from asnroster.domain.calendar import Calendar, Holiday, Horizon, national_calendar
from asnroster.domain.groups import fold
from asnroster.domain.problem import Building, ServicePost
from asnroster.errors import Issue, did_you_mean
from asnroster.intake.people import Spelling, Staff
from asnroster.intake.schema import BUILDINGS, BuildingRow, HolidayRow, StaffRow, UnitRow
from asnroster.intake.tables import Tables
from asnroster.intake.units import UnitTree, UnknownUnitError
from asnroster.intake.vocabulary import COLLECTIVE, WORKED
from asnroster.words import _


def buildings(tables: Tables) -> Iterator[Building]:
    """The buildings with a limit."""
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


def unlisted_buildings(tables: Tables, staff: Staff) -> list[Issue]:
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


def posts(tables: Tables, tree: UnitTree, position: list[int], spelling: Spelling) -> Iterator[ServicePost]:
    """The counters, each of the unit that its row names."""
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


def calendar(tables: Tables, horizon: Horizon, known_from: date) -> Calendar:
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
