"""The way in, pass by pass: files, cells, inputs, tables, the shapes of other systems, typed rows, the problem.

Reading: cells (``sheets``) -> which sheet is which input (``input_sheets``) -> where its table stands (``grid``) -> foreign
shapes (``foreign``, ``printed_lists``, ``places``) -> doubtful cells -> typed rows (``tables``).
Building: years -> units (``tree``) -> people (``people``, ``stints``) -> assumptions -> days (``facilities``) -> requests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from asnroster.collector import paused_collection
from asnroster.domain.calendar import Horizon, next_whole_month
from asnroster.domain.inputs import Source
from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue
from asnroster.intake import facilities
from asnroster.intake.answers import Answers, Years, settle_ones, settle_unclear, told_answers
from asnroster.intake.assumptions import (
    assume_echelons,
    idle_answers,
    keep_refused,
    most_doubtful_first,
)
from asnroster.intake.columns import SheetSpec
from asnroster.intake.foreign import join_grids, read_absences, read_staff
from asnroster.intake.grid import Grid, cut, read_grid
from asnroster.intake.headings import ColumnMap, given_headings
from asnroster.intake.input_sheets import FileInputs, InputPlace, known_sheets
from asnroster.intake.labels import without_halves
from asnroster.intake.namesakes import Namesakes
from asnroster.intake.people import Spelling, Spellings, left_out, nobody_active, odd_words, place_staff
from asnroster.intake.places import place_the_rest
from asnroster.intake.recognition import UserHeadings
from asnroster.intake.remarks import (
    blank_columns,
    empty_sheet,
    faults_unread,
    free_of_faults,
    heading_notices,
    nobody_named,
    row_remarks,
    unknown_headings,
)
from asnroster.intake.requests import Keys, expand_absences, expand_pins, expand_wishes
from asnroster.intake.schema import (
    ABSENCE,
    CONFIRM,
    FIXED,
    SHEETS,
    STAFF,
    UNITS,
)
from asnroster.intake.sheets import Book, Sheet, is_open, open_notice, read_book
from asnroster.intake.tables import Tables, sort_issues
from asnroster.intake.tree import grow_tree

_CHECKED_AROUND = timedelta(366)


@paused_collection()
def read_tables(
    staff: Path | Book,
    units: Path | Book | None = None,
    mapping: ColumnMap | None = None,
    *,
    answers: Iterable[Path] = (),
) -> Tables:
    """Read the staff file, and the units from a second one if given.

    Args:
        staff: workbook with the sheet Pegawai and whatever else, a .csv of staff, or another system's list.
        units: workbook or .csv with the sheet Unit; it wins over one in ``staff``.
        mapping: which headings are which columns, over what is recognised by name.
        answers: rosters whose sheets Konfirmasi are read too; the staff file's own answers come first.

    Returns:
        typed rows; what is wrong with the content is collected in ``issues``, never raised.

    Raises:
        InputError: when a file cannot be read at all.
    """
    tables, mapping = Tables(), mapping or {}
    headings = given_headings(mapping)
    book = read_book(staff)
    sheets = _taken(tables, known_sheets(book, STAFF, headings))
    sources = [Source(book.file, book.sha256)]
    if units is not None:
        second = read_book(units)
        sources.append(Source(second.file, second.sha256))
        sheets |= _taken(tables, known_sheets(second, UNITS, headings))
    tables.sources = tuple(sources)
    tables.notices += [
        open_notice(path) for path in (staff, units) if isinstance(path, Path) and is_open(path)
    ]
    # Answers first: whoever reads the other sheets may ask them.
    for spec in (CONFIRM, *SHEETS):
        grids = _read_input(tables, spec, sheets[spec.name], headings) if spec.name in sheets else []
        if spec.name in mapping:
            tables.issues += unknown_headings(grids, spec, mapping[spec.name], book.file)
        if spec is CONFIRM:
            tables.answers = Answers([*tables.confirmations, *told_answers(answers, tables.notices)])
    return tables


def _taken(tables: Tables, file_inputs: FileInputs) -> dict[str, InputPlace]:
    """Note what is said about the sheets of a file."""
    tables.issues += file_inputs.issues
    tables.notices += file_inputs.notices
    tables.assumptions += file_inputs.assumptions
    for name, where in file_inputs.inputs.items():
        if where.guests:
            tables.guests[name] = where.guests
    return file_inputs.inputs


def _read_input(tables: Tables, spec: SheetSpec, place: InputPlace, headings: UserHeadings) -> list[Grid]:
    """Read the sheet (or the several lists) of an input, and type its rows."""
    several = len({sheet.name for sheet in place.sheets}) > 1
    parts = (
        _read_sheet(tables, spec, place.file, sheet, headings, several=several) for sheet in place.sheets
    )
    grids = [grid for grid in parts if grid is not None]
    if grids:
        tables.notices += heading_notices(grids)
        if aliased := {heading: name for grid in grids for heading, name in grid.aliased.items()}:
            tables.mapping[spec.name] = aliased
        joined = join_grids(grids)
        if spec is STAFF:
            _know_by_name(tables, joined)
            tables.assumptions += settle_unclear(joined, tables.answers)
        tables.take(joined)
        if spec is STAFF and not joined.numbers:
            tables.issues.append(nobody_named(joined))
    elif spec is STAFF and not any(issue.sheet == place.sheets[0].name for issue in tables.issues):
        tables.issues.append(empty_sheet(spec, place.file, place.sheets[0].name))
    return grids


def _read_sheet(
    tables: Tables, spec: SheetSpec, file: str, sheet: Sheet, headings: UserHeadings, *, several: bool
) -> Grid | None:
    """The table of one sheet in the shape of its input, with what is said of its cells."""
    table = read_grid(sheet, spec, file, tables.issues, headings.get(spec.name))
    if table is None:
        return None
    grid, rows = table
    grid.blank = blank_columns(grid, rows)
    if spec is STAFF:
        read_staff(grid, rows, tables.notices)
        if (said := place_the_rest(grid, several=several)) is not None:
            tables.notices.append(said)
    elif spec in (ABSENCE, FIXED):
        read_absences(grid, rows, tables.notices)
    else:
        cut(grid, rows)
    tables.assumptions += settle_ones(grid, tables.answers)
    tables.notices += [*row_remarks(grid), *free_of_faults(grid), *faults_unread(grid, rows)]
    return grid


def _know_by_name(tables: Tables, grid: Grid) -> None:
    """Keys for whoever has no NIP, names for whoever has nothing else."""
    named = Namesakes(grid, tables.answers)
    tables.issues += named.issues
    tables.notices += named.notices
    tables.assumptions += named.assumptions


@paused_collection()
def build_problem(
    tables: Tables, start: date, end: date, *, known_from: date | None = None
) -> tuple[Problem, list[Issue]]:
    """The problem of these dates, fully prepared, and the notices.

    Args:
        tables: from :func:`read_tables`; left as it is.
        start: first date of the roster.
        end: its last date.
        known_from: the first date of earlier rosters, from which on the calendar must know the holidays.

    Raises:
        InputError: with every issue of the tables and every contradiction between their rows.
    """
    own = replace(
        tables,
        issues=list(tables.issues),
        notices=list(tables.notices),
        assumptions=list(tables.assumptions),
    )
    horizon = Horizon(start, end)
    _put_years(own, horizon)
    problem = _build(own, horizon, known_from or start)
    if own.issues:
        raise InputError(sort_issues(own.issues))
    return problem, sort_issues(own.notices)


def check_tables(tables: Tables, today: date) -> tuple[Problem, list[Issue]]:
    """The same without a roster in mind: the dates are next month and those that the rows themselves name.

    Raises:
        InputError: as :func:`build_problem`.
    """
    return build_problem(tables, *dates_to_check(tables, today))


def dates_to_check(tables: Tables, today: date) -> tuple[date, date]:
    """The first and the last date of next month and of what the rows name around it."""
    first, last = next_whole_month(today)
    tables = replace(tables, notices=list(tables.notices))
    _put_years(tables, Horizon(first, last))
    named = [day for row in tables.pins for day in (row.start, row.end) if day is not None]
    named += [row.day for row in tables.preferences if isinstance(row.day, date)]
    near = [day for day in named if first - _CHECKED_AROUND <= day <= last + _CHECKED_AROUND]
    return min([first, *near]), max([last, *near])


def table_issues(tables: Tables) -> tuple[Issue, ...]:
    """All that is wrong in the spreadsheets, where no dates are known."""
    try:
        check_tables(tables, date.today())
    except InputError as error:
        return error.issues
    return ()


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
    """Units, people, what is assumed of them, days, and what is asked for single persons: each knows those before it."""
    tree = grow_tree(tables)
    units, position = tree.finished()
    spell = Spellings(
        Spelling(row.building for row in tables.buildings), Spelling(row.service for row in tables.services)
    )
    staff = place_staff(tables, tree, units, position, spell, horizon)
    if tables.staff and staff.known and not staff.people and not tables.issues:
        tables.issues.append(nobody_active(tables))
    assume_echelons(tables, staff, units)
    keep_refused(tables, tree, staff, units, position)
    tables.notices += odd_words(tables)
    tables.notices += idle_answers(tables)
    tables.notices += left_out(tables, staff)
    tables.notices += facilities.unlisted_buildings(tables, staff)
    calendar = facilities.calendar(tables, horizon, known_from)
    keys = Keys(tables, staff)
    absence, codes = expand_absences(tables, keys, staff, horizon)
    problem = Problem(
        people=tuple(staff.people),
        units=tuple(replace(unit, building=spell.buildings(unit.building)) for unit in units),
        horizon=horizon,
        calendar=calendar,
        absence=absence,
        absence_codes=codes,
        buildings=tuple(facilities.buildings(tables)),
        posts=tuple(facilities.posts(tables, tree, position, spell.services)),
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
