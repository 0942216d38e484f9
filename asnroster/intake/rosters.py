"""Rosters read back: the sheet Jadwal of a workbook, edited by hand or not, and the tidy csv."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from asnroster.domain.prepare import Modes
from asnroster.domain.problem import HOME, OFFICE, UNDECIDED, CellRef, Problem
from asnroster.domain.roster import Misfit, Roster
from asnroster.errors import InputError, Issue
from asnroster.intake.cells import BadCellError, day, is_empty, nip, plain
from asnroster.intake.keys import NearKeys
from asnroster.intake.layout import RosterLayout, RosterSource, no_roster, open_rosters
from asnroster.intake.sheets import Cell
from asnroster.intake.vocabulary import MODES
from asnroster.words import _

_NEITHER = ("", "L", "-")
UNKNOWN = 9


class Entry(NamedTuple):
    """One cell of a roster file: whose, when, what, where."""

    row: int
    column: int
    person: str
    day: date
    found: str


def read_roster_horizon(path: Path) -> tuple[date, date]:
    """First and last date of a roster file.

    Raises:
        InputError: when it cannot be read or is no roster.
    """
    found: set[date] = set()
    for _main, _book, source, layout in open_rosters(path):
        if layout.tidy is None:
            found |= set(layout.dates.values())
        else:
            found |= {entry.day for entry in _tidy_entries(source, layout, layout.tidy)}
            if source.issues:
                raise InputError(source.issues)
        if not found:
            raise InputError([no_roster(source.file, source.sheet.name)])
    return min(found), max(found)


def read_roster(path: Path, problem: Problem) -> tuple[Roster, list[Issue]]:
    """A roster file against the people and dates of a problem.

    WFO is the office, WFH and WFA home; ``L``, ``-``, an empty cell and absence codes are neither. A mode on
    a day that its person is not available, and no mode on one that they are, become misfits. Dates outside
    the horizon are passed over.

    Returns:
        the roster, and notices.

    Raises:
        InputError: with every issue: unknown people and codes, doubled rows, people without a row.
    """
    known = {person.key for person in problem.people} | {person.key for person in problem.left_out}
    modes: Modes = np.full(problem.available.shape, UNDECIDED, dtype=np.int8)
    texts: Texts = {}
    notices: list[Issue] = []
    issues: list[Issue] = []
    owners: dict[str, RosterSource] = {}
    opened = open_rosters(path)
    for _main, _book, source, layout in opened:
        entries = _of_one_file(roster_entries(source, layout, known), source, layout, owners)
        notices += _read_modes(source, layout, entries, problem, modes, texts)
        issues += source.issues
    if issues:
        raise InputError(issues)
    nowhere = CellRef(opened[0].main.file, opened[0].source.sheet.name)
    misfits = tuple(_misfits(nowhere, modes, texts, problem))
    modes[~problem.available] = UNDECIDED
    return Roster(modes, misfits), notices


def _of_one_file(
    entries: Iterable[Entry], source: RosterSource, layout: RosterLayout, owners: dict[str, RosterSource]
) -> Iterator[Entry]:
    """Entries of people who stand in no earlier workbook of the same roster; of others it is an issue."""
    told: set[str] = set()
    for entry in entries:
        owner = owners.setdefault(entry.person, source)
        if owner is source:
            yield entry
        elif entry.person not in told:
            told.add(entry.person)
            message = _("The NIP {nip} stands in {file} too.").format(nip=entry.person, file=owner.file)
            needed = _("Remove one of the two rows.")
            source.issue("nip-doubled", entry.row, layout.nip, message, needed, entry.person)


def roster_entries(source: RosterSource, layout: RosterLayout, known: Collection[str]) -> Iterator[Entry]:
    """The cells of a roster one after another; what is wrong with rows and dates becomes an issue of the source.

    Args:
        source: the sheet of a roster.
        layout: where the roster stands in it.
        known: NIPs of the staff, which tell rows of people from a signature.
    """
    if layout.tidy is None:
        return _wide_entries(source, layout, known)
    return _tidy_entries(source, layout, layout.tidy)


def _wide_entries(source: RosterSource, layout: RosterLayout, known: Collection[str]) -> Iterator[Entry]:
    """Every date cell of every person; after the first gap only rows of known people still count."""
    seen: dict[str, int] = {}
    last = max(layout.nip, *layout.dates)
    gap = False
    for number, cells in enumerate(source.sheet.rows[layout.header + 1 :], start=layout.header + 2):
        row = [*cells, *[""] * (last + 1 - len(cells))]
        key = _key(source, layout, number, row, quiet=gap)
        if not key or (gap and key not in known):
            gap = gap or (key == "" and bool(seen))
            continue
        first = seen.setdefault(key, number)
        if first != number:
            message = _("The NIP {nip} stands twice, first in {cell}.").format(
                nip=key, cell=source.ref(first, layout.nip).cell
            )
            source.issue("nip-doubled", number, layout.nip, message, _("Remove one of the two rows."), key)
            continue
        for column, value in layout.dates.items():
            yield Entry(number, column, key, value, plain(row[column]))


def _key(
    source: RosterSource, layout: RosterLayout, number: int, row: Sequence[Cell], *, quiet: bool
) -> str | None:
    """The row's NIP, empty where there is none, None (with an issue) where it is bad."""
    cell = row[layout.nip]
    if is_empty(cell):
        return ""
    try:
        return nip(cell)
    except BadCellError as error:
        if not quiet:
            source.issue(error.code, number, layout.nip, error.message, error.needed, plain(cell))
        return None


def _tidy_entries(source: RosterSource, layout: RosterLayout, columns: tuple[int, int]) -> Iterator[Entry]:
    dates: dict[Cell, date] = {}
    seen: dict[tuple[str, date], int] = {}
    at_date, at_code = columns
    last = max(layout.nip, *columns)
    for number, cells in enumerate(source.sheet.rows[layout.header + 1 :], start=layout.header + 2):
        row = [*cells, *[""] * (last + 1 - len(cells))]
        key = _key(source, layout, number, row, quiet=False)
        if not key:
            continue
        cell = row[at_date]
        if cell not in dates:
            try:
                dates[cell] = day(cell)
            except BadCellError as error:
                source.issue(error.code, number, at_date, error.message, error.needed, plain(cell))
                continue
        first = seen.setdefault((key, dates[cell]), number)
        if first != number:
            message = _("{nip} has two rows for {date}, first row {row}.").format(
                nip=key, date=dates[cell].isoformat(), row=first
            )
            source.issue("row-doubled", number, layout.nip, message, _("Remove one of the two rows."), key)
            continue
        yield Entry(number, at_code, key, dates[cell], plain(row[at_code]))


Texts = dict[tuple[int, int], tuple[str, RosterSource, Entry]]


class _People:
    """Who is rostered; says once what is wrong with a NIP that is not."""

    def __init__(self, source: RosterSource, problem: Problem) -> None:
        self.index = {person.key: place for place, person in enumerate(problem.people)}
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


def _read_modes(
    source: RosterSource,
    layout: RosterLayout,
    entries: Iterable[Entry],
    problem: Problem,
    modes: Modes,
    texts: Texts,
) -> list[Issue]:
    """Enter the modes of person-days, and text and place of the cells that do not fit; returns the notices."""
    people = _People(source, problem)
    codes: dict[str, int] = {}
    available = problem.available.tolist()
    for entry in entries:
        person = people.index.get(entry.person)
        if person is None:
            people.stranger(entry, layout.nip)
            continue
        mode = codes.get(entry.found)
        if mode is None:
            mode = codes[entry.found] = code_mode(entry.found)
        if mode == UNKNOWN:
            unknown_code(source, entry)
            continue
        place = problem.horizon.index(entry.day)
        if place is not None:
            modes[person, place] = mode
            if available[person][place] == (mode == UNDECIDED):
                texts[person, place] = entry.found, source, entry
    return people.notices


def _misfits(nowhere: CellRef, modes: Modes, texts: Texts, problem: Problem) -> Iterator[Misfit]:
    """Cells that fit no available or unavailable day, in order; a missing row has no cell."""
    unfit = problem.available == (modes == UNDECIDED)
    for person, place in np.argwhere(unfit).tolist():
        if (person, place) in texts:
            found, source, entry = texts[person, place]
            yield Misfit(person, place, found, source.ref(entry.row, entry.column))
        else:
            yield Misfit(person, place, "", nowhere)


def unknown_code(source: RosterSource, entry: Entry) -> None:
    """Note a cell that holds no code of a roster."""
    message = _("“{found}” is no code of a roster.").format(found=entry.found)
    needed = _("Enter WFO, WFH, WFA, L or the code of an absence (up to 6 letters).")
    source.issue("roster-code", entry.row, entry.column, message, needed, entry.found)


def code_mode(found: str) -> int:
    """1 office, 0 home, -1 neither, ``UNKNOWN`` for what is no code of a roster."""
    word = found.upper()
    if word in MODES:
        return OFFICE if word == "WFO" else HOME
    return UNDECIDED if word in _NEITHER or re.fullmatch(r"[A-Z]{1,6}", word) else UNKNOWN
