"""Rosters read back: a sheet of a workbook, written here or wholly by hand, and the tidy csv."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from asnroster.domain.modes import UNDECIDED, Modes
from asnroster.domain.problem import CellRef, Problem
from asnroster.domain.roster import Misfit, Places, Roster
from asnroster.errors import InputError, Issue
from asnroster.intake.cells import is_empty
from asnroster.intake.marks import Cell, column_letters
from asnroster.intake.person_lookup import Directory, NearKeys
from asnroster.intake.rosters.codes import DAY_OFF, UNKNOWN, Codes, legend_codes, unknown_issue
from asnroster.intake.rosters.files import OpenRoster, Reading, no_roster, open_rosters
from asnroster.intake.rosters.layout import RosterLayout, RosterSource, rows_of
from asnroster.intake.rosters.rows import Entry, RowsRead, roster_entries
from asnroster.intake.sheets import Book
from asnroster.words import _

__all__ = ["Reading", "read_roster", "read_roster_horizon"]


def read_roster_horizon(path: Path | Book, reading: Reading | None = None) -> tuple[date, date]:
    """First and last date of a roster file.

    Raises:
        InputError: when it cannot be read or is no roster.
    """
    days: set[date] = set()
    opened = open_rosters(path, reading)
    for _main, _book, source, layout in opened:
        if layout.tidy is None:
            days |= set(layout.dates.values())
        else:
            days |= {entry.day for entry in roster_entries(source, layout, Directory({}))}
            if source.issues:
                raise InputError(source.issues)
    if not days:
        source = opened[0].source
        raise InputError([no_roster(source.file, source.sheet.name)])
    return min(days), max(days)


def read_roster(
    path: Path | Book, problem: Problem, reading: Reading | None = None
) -> tuple[Roster, list[Issue]]:
    """A roster file against the people and dates of a problem.

    WFO is the office, WFH and WFA home; ``L``, ``-``, an empty cell and absence codes are neither. A mode on
    a day that its person is not available, and no mode on one that they are, become misfits. Dates outside
    the horizon are passed over.

    Args:
        path: the file.
        problem: its people and horizon.
        reading: what the user says about the file.

    Returns:
        the roster, and notices.

    Raises:
        InputError: with every issue: unknown people and codes, doubled rows, people without a row.
    """
    reader = _Reader(problem, reading or Reading())
    opened = open_rosters(path, reading)
    for one in opened:
        reader.read(one)
    issues = [issue for one in opened for issue in one.source.issues]
    if not issues and not reader.has_modes:
        issues = blank_issue(path, opened)
    if issues:
        raise InputError(issues)
    return reader.roster(opened), reader.notices()


@dataclass
class _Reader:
    """Enters rosters into the modes of a problem's person-days."""

    problem: Problem
    reading: Reading
    rows_read: RowsRead = field(default_factory=RowsRead)
    places: Places = field(default_factory=Places)

    def __post_init__(self) -> None:
        problem = self.problem
        names = {person.key: person.name for person in problem.people}
        names |= {person.key: person.name for person in problem.left_out}
        self._directory = Directory(names)
        self._modes: Modes = np.full(problem.available.shape, UNDECIDED, dtype=np.int8)
        self._texts: dict[tuple[int, int], str] = {}
        self._more: list[Issue] = []
        self._told_days: set[int] = set()
        self.has_modes = False

    def read(self, one: OpenRoster) -> None:
        """Enter the roster of one sheet; what is wrong becomes an issue of its source."""
        source, layout = one.source, one.layout
        people = _People(source, self.problem)
        codes = codes_of(source, layout, self._directory, self.reading, self.problem.absence_codes)
        unknown = Unknown()
        letters = {column: column_letters(column) for column in (*layout.dates, *(layout.tidy or ()))}
        file, sheet = source.file, source.sheet.name
        for column, value in layout.dates.items():
            if (place := self.problem.horizon.index(value)) is not None:
                self._told_days.add(place)
                self.places.enter(None, place, file, sheet, letters[column], layout.heads + 1)
        for entry in roster_entries(source, layout, self._directory, self.rows_read):
            person = people.index.get(entry.person)
            if person is None:
                people.stranger(entry, layout.nip)
                continue
            mode = codes.mode(entry.found)
            if mode == UNKNOWN:
                unknown.note(entry)
                continue
            self.has_modes |= mode >= 0
            place = self.problem.horizon.index(entry.day)
            if place is not None:
                self._told_days.add(place)
                person = int(self.problem.stints.row_on[person, place])
                self._modes[person, place] = max(mode, UNDECIDED)
                self._texts[person, place] = entry.found
                self.places.enter(person, place, file, sheet, letters[entry.column], entry.row)
        unknown.tell(source)
        self._more += [*people.notices, *legend_notices(source, codes)]

    def roster(self, opened: Iterable[OpenRoster]) -> Roster:
        """The roster that was read."""
        main = next(iter(opened))
        nowhere = CellRef(main.main.file, main.source.sheet.name)
        misfits = tuple(self._misfits(nowhere))
        self._modes[~self.problem.available] = UNDECIDED
        return Roster(self._modes, misfits, self.places)

    def notices(self) -> list[Issue]:
        """The notices of all that was read."""
        return [*self.rows_read.notices, *self._more]

    def _misfits(self, nowhere: CellRef) -> Iterator[Misfit]:
        """Cells that fit no available or unavailable day, in order; days with one and the same text as one."""
        unfit = self.problem.available == (self._modes == UNDECIDED)
        for first, last in self._untold():
            people = np.flatnonzero(self.problem.available[:, first : last + 1].any(axis=1)).tolist()
            unfit[:, first : last + 1] = False
            yield Misfit(people[0], first, "", nowhere, None if last == first else last, tuple(people[1:]))
        for person in np.flatnonzero(unfit.any(axis=1)).tolist():
            days = np.flatnonzero(unfit[person]).tolist()
            while days:
                first = last = days.pop(0)
                text = self._texts.get((person, first), "")
                while (
                    days
                    and self._texts.get((person, days[0]), "") == text
                    and self._goes_on(person, last, days[0])
                ):
                    last = days.pop(0)
                ref = self.places.ref(person, first, last)
                yield Misfit(person, first, text, ref or nowhere, None if last == first else last)

    def _untold(self) -> Iterator[tuple[int, int]]:
        """First and last of each run of working days for which no sheet has a column."""
        days = [
            day
            for day in np.flatnonzero(self.problem.available.any(axis=0)).tolist()
            if day not in self._told_days
        ]
        runs: list[tuple[int, int]] = []
        for day in days:
            if runs and not self.problem.working[:, runs[-1][1] + 1 : day].any():
                runs[-1] = runs[-1][0], day
            else:
                runs.append((day, day))
        yield from runs

    def _goes_on(self, person: int, before: int, after: int) -> bool:
        """Whether nothing but days off lies between two days."""
        return not bool(self.problem.working[person, before + 1 : after].any())


def codes_of(
    source: RosterSource,
    layout: RosterLayout,
    directory: Directory,
    reading: Reading,
    absences: Iterable[str],
) -> Codes:
    """The codes of one sheet: the user's, the usual ones, those of the staff, and what its legend says."""
    codes = Codes(reading.codes, {code.upper() for code in absences}, any_word=layout.reasoned)
    if layout.tidy is None:
        rows: list[Sequence[Cell]] = []
        place: dict[int, str] = {}
        for number, row in rows_of(source, layout):
            who = {cell for cell in row[: min(layout.dates, default=0)] if isinstance(cell, str)}
            if not any(key in directory for key in who):
                place[len(rows)] = str(number)
                rows.append(row)
        codes.legend = legend_codes(rows, place)
    return codes


def legend_notices(source: RosterSource, codes: Codes) -> Iterator[Issue]:
    """One notice of every code that the sheet's own legend explained."""
    if codes.used:
        meanings = "; ".join(f"{code}: {_meaning(codes.legend[code][0])}" for code in sorted(codes.used))
        message = _("Codes read as the legend says: {codes}.").format(codes=meanings)
        needed = _("Say it with --code, if it is not so.")
        yield Issue("roster-legend", message, needed, source.file, source.sheet.name)


def _meaning(mode: int) -> str:
    return {1: "WFO", 0: "WFH", DAY_OFF: "L"}.get(mode, _("absent"))


class Unknown:
    """Cells that hold no code of a roster, told once for each code."""

    def __init__(self) -> None:
        self._cells: dict[str, list[Entry]] = defaultdict(list)

    def note(self, entry: Entry) -> None:
        """One more such cell."""
        self._cells[entry.found].append(entry)

    def tell(self, source: RosterSource) -> None:
        """An issue for each code, at its first cell."""
        for code, entries in self._cells.items():
            kind, message, needed = unknown_issue(code, len(entries))
            source.issue(kind, entries[0].row, entries[0].column, message, needed, code)


class _People:
    """Who is rostered; says once what is wrong with a NIP that is not."""

    def __init__(self, source: RosterSource, problem: Problem) -> None:
        firsts = [rows[0] for rows in problem.stints.people]
        self.index: Mapping[str, int] = {problem.people[row].key: row for row in firsts}
        self.notices: list[Issue] = []
        self._source, self._people = source, problem.people
        self._left_out = {person.key: person for person in problem.left_out}
        self._near = NearKeys(list(self.index))
        self._told: set[str] = set()

    def stranger(self, entry: Entry, column: int) -> None:
        """Tell of somebody who is not rostered: a notice if left out for their legal status, else an issue."""
        nip = entry.person
        if nip in self._told:
            return
        self._told.add(nip)
        if nip in self._left_out:
            person = self._left_out[nip]
            message = _("{name} ({nip}) is not rostered ({reason}): the row has no effect.").format(
                name=person.name, nip=nip, reason=person.reason
            )
            ref = self._source.ref(entry.row, column)
            self.notices.append(Issue("person-left-out", message, "", ref.file, ref.sheet, ref.cell, nip))
            return
        near = self._near(nip)
        message = _("The NIP {nip} is not among the staff.").format(nip=nip)
        needed = (
            _("Did you mean {nip} ({name})?").format(nip=near, name=self._people[self.index[near]].name)
            if near
            else _("Correct the NIP, or add the person to the staff.")
        )
        self._source.issue("person-unknown", entry.row, column, message, needed, nip)


_COLOURED = (".xlsx", ".xlsm")  # the files whose colours can be read


def blank_issue(path: Path | Book, opened: Sequence[OpenRoster]) -> list[Issue]:
    """The one issue of a roster in which no cell says WFO or WFH; nothing where no cell is empty.

    Args:
        path: the file that was given.
        opened: its rosters.
    """
    one = next((one for one in opened if _is_blank(one)), None)
    if one is None:
        return []
    source, layout = one.source, one.layout
    column = min(layout.dates)
    ref = source.ref(layout.header + 2, column)
    coloured = (
        isinstance(path, Path)
        and path.suffix.lower() in _COLOURED
        and one.main is one.book
        and _is_coloured(path, one)
    )
    code = "roster-colours" if coloured else "roster-empty"
    message = (
        _("The cells of the days are coloured, not filled: a colour cannot be read.")
        if coloured
        else _("No cell of the days says WFO or WFH.")
    )
    needed = _(
        "Write WFO or WFH into each cell (or a code of your own, and say what it means: --code H=WFH)."
    )
    return [Issue(code, message, needed, ref.file, ref.sheet, ref.cell)]


def _is_blank(one: OpenRoster) -> bool:
    layout = one.layout
    return bool(layout.dates) and any(
        is_empty(row[column])
        for _number, row in rows_of(one.source, layout)
        if not is_empty(row[layout.nip])
        for column in layout.dates
    )


def _is_coloured(path: Path, one: OpenRoster) -> bool:
    """Whether an empty cell of a day has a colour of its own."""
    from openpyxl import load_workbook  # every run that has an earlier roster would wait for it
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path)
    except (InvalidFileException, OSError, KeyError, ValueError, zipfile.BadZipFile):
        return False
    sheet = book[one.source.sheet.name]
    return any(
        sheet.cell(number, column + 1).fill.fill_type is not None
        for number, row in rows_of(one.source, one.layout)
        for column in one.layout.dates
        if is_empty(row[column])
    )
