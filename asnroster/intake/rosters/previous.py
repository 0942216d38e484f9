"""Rosters as they stand in files before anybody asks who of their people is still here: those of earlier days, and the one in force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from asnroster.domain.history import span
from asnroster.domain.inputs import Source
from asnroster.domain.modes import HOME, UNDECIDED, Modes
from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue
from asnroster.intake.cells import BadCellError, is_empty, nip, normal, plain
from asnroster.intake.marks import Cell
from asnroster.intake.person_lookup import Directory
from asnroster.intake.rosters.codes import UNKNOWN, Codes
from asnroster.intake.rosters.files import Reading, no_roster, open_rosters
from asnroster.intake.rosters.layout import RosterLayout, RosterSource
from asnroster.intake.rosters.reading import Unknown, codes_of, legend_notices
from asnroster.intake.rosters.rows import RowsRead, roster_entries
from asnroster.intake.sheets import Book
from asnroster.words import _

NOT_TOLD = -3
RECAP = "Rekap Pegawai"
MOST = "most"
_RECAP_SHEETS = {normal(name) for name in (RECAP, "Summary by person", "People")}
_MOST_COLUMNS = {normal(name) for name in ("Maks WFH", "Maks WFA", "Max WFH", "Max WFA", "Most home days")}
_HEADER_WITHIN_ROWS = 40


@dataclass(frozen=True)
class PastRoster:
    """One roster of earlier days.

    Attributes:
        source: its file.
        first: the date of the first column of ``codes``.
        people: NIP -> row of ``codes``.
        codes: (people, dates) 1 office, 0 home, -1 absent or empty, -2 a day off (``L``), -3 not told.
        most: NIP -> most home days possible, from sheet Rekap Pegawai; None in a file without one.
        notices: what was odd in reading it.
    """

    source: Source
    first: date
    people: dict[str, int]
    codes: Modes
    most: dict[str, int] | None = field(default=None)
    notices: tuple[Issue, ...] = ()

    @property
    def last(self) -> date:
        """Its last date."""
        return self.first + timedelta(self.codes.shape[1] - 1)


def read_past(
    paths: Sequence[Path | Book],
    names: Mapping[str, str] | Collection[str] = (),
    reading: Reading | None = None,
) -> tuple[PastRoster, ...]:
    """Rosters of earlier days, in the order given.

    Args:
        paths: roster workbooks (written here, edited or wholly typed by hand) and tidy csv files.
        names: NIPs of the staff (and their names), which tell rows of people from a signature.
        reading: what the user says of their codes and month.

    Raises:
        InputError: with every issue of all files.
    """
    directory = Directory(names if isinstance(names, Mapping) else dict.fromkeys(names, ""))
    reading = reading or Reading()
    rosters: list[PastRoster] = []
    issues: list[Issue] = []
    for path in paths:
        try:
            rosters.append(_past_roster(path, directory, reading))
        except InputError as error:
            issues += error.issues
    if issues:
        raise InputError(issues)
    return tuple(rosters)


def _past_roster(path: Path | Book, directory: Directory, reading: Reading) -> PastRoster:
    rows: dict[str, dict[date, int]] = {}
    most: dict[str, int] | None = None
    issues: list[Issue] = []
    rows_read = RowsRead()
    opened = open_rosters(path, reading, lambda name: normal(name) in _RECAP_SHEETS, ask=False)
    for _main, book, source, layout in opened:
        codes = _add_days(rows, source, layout, directory, reading, rows_read)
        rows_read.notices += legend_notices(source, codes)
        most = _most_beside_codes(most, source, layout)
        issues += source.issues
        if (
            recap := next((one for one in book.sheets if normal(one.name) in _RECAP_SHEETS), None)
        ) is not None:
            recap_source = RosterSource(book.file, recap)
            most = (most or {}) | _most(recap_source)
            issues += recap_source.issues
    if not issues and not any(rows.values()):
        issues = [no_roster(opened[0].main.file, opened[0].source.sheet.name)]
    if issues:
        raise InputError(issues)
    return replace(_arranged(opened[0].main, rows, most), notices=tuple(rows_read.notices))


def _add_days(
    rows: dict[str, dict[date, int]],
    source: RosterSource,
    layout: RosterLayout,
    directory: Directory,
    reading: Reading,
    entries: RowsRead,
) -> Codes:
    """Enter the days of one sheet.

    Returns:
        its codes, which know what its legend told.
    """
    codes = codes_of(source, layout, directory, reading, ())
    unknown = Unknown()
    for entry in roster_entries(source, layout, directory, entries):
        mode = codes.mode(entry.found)
        if mode == UNKNOWN:
            unknown.note(entry)
        else:
            rows.setdefault(entry.person, {})[entry.day] = mode
    unknown.tell(source)
    return codes


def _arranged(book: Book, rows: dict[str, dict[date, int]], most: dict[str, int] | None) -> PastRoster:
    days_told = {day for days in rows.values() for day in days}
    dates = {day: column for column, day in enumerate(span(min(days_told), max(days_told)))}
    codes = np.full((len(rows), len(dates)), NOT_TOLD, dtype=np.int8)
    for row, days in enumerate(rows.values()):
        codes[row, [dates[day] for day in days]] = list(days.values())
    people = {key: row for row, key in enumerate(rows)}
    return PastRoster(Source(book.file, book.sha256), min(days_told), people, codes, most)


def _most_beside_codes(
    most: dict[str, int] | None, source: RosterSource, layout: RosterLayout
) -> dict[str, int] | None:
    """The most home days by person, with those of the column ``most`` of the tidy form where there is one."""
    labels = [normal(plain(cell)) for cell in source.sheet.rows[layout.header]]
    if layout.tidy is None or MOST not in labels or labels[layout.nip] != "nip":
        return most
    return (most or {}) | dict(_most_of_rows(source, layout.header + 1, layout.nip, labels.index(MOST)))


def _most(source: RosterSource) -> dict[str, int]:
    """NIP -> most home days possible; a cell that is no number becomes an issue, an empty one is left out."""
    rows = source.sheet.rows
    for index, row in enumerate(rows[:_HEADER_WITHIN_ROWS]):
        labels = [normal(plain(cell)) for cell in row]
        at = next((column for column, label in enumerate(labels) if label in _MOST_COLUMNS), None)
        if at is not None and "nip" in labels:
            return dict(_most_of_rows(source, index + 1, labels.index("nip"), at))
    message = _("The sheet “{sheet}” has no columns NIP and Maks WFH.").format(sheet=source.sheet.name)
    needed = _("Restore its headings, or delete the sheet: the figure is estimated then.")
    source.issues.append(Issue("history-headings", message, needed, source.file, source.sheet.name))
    return {}


def _most_of_rows(source: RosterSource, first: int, at_nip: int, at: int) -> Iterator[tuple[str, int]]:
    for number, row in enumerate(source.sheet.rows[first:], start=first + 1):
        if max(at_nip, at) >= len(row) or is_empty(row[at_nip]) or is_empty(row[at]):
            continue
        try:
            yield nip(row[at_nip]), _days(row[at])
        except BadCellError as error:
            column = at if error.code == "history-most" else at_nip
            text = plain(row[column])
            source.issue(error.code, number, column, error.message, error.needed, text)


def _days(cell: Cell) -> int:
    text = plain(cell)
    if text.isascii() and text.isdigit():
        return int(text)
    message = _("“{found}” is no number of days.").format(found=text)
    raise BadCellError("history-most", message, _("Enter a whole number, 0 or more."))


def home_days_possible(roster: PastRoster) -> list[int]:
    """For each row of ``codes`` the most home days that were possible.

    Where the file does not tell, it is estimated: whoever had the most home days had all that were
    possible, and everybody could have had as many for each day worked. Who was never at home in such a
    roster may not have been allowed to: 0, as without history.
    """
    home = (roster.codes == HOME).sum(axis=1).tolist()
    worked = (roster.codes >= 0).sum(axis=1).tolist()
    largest, by_days = max(zip(home, worked, strict=True))
    estimate = [
        max(had, rounded(largest * days, by_days)) if had else 0
        for had, days in zip(home, worked, strict=True)
    ]
    if roster.most is None:
        return estimate
    most = roster.most
    return [min(most.get(key, estimate[row]), worked[row]) for key, row in roster.people.items()]


def rounded(part: int, whole: int) -> int:
    """Part / whole, halves rounded up; 0 of nothing."""
    return (2 * part + whole) // (2 * whole) if whole else 0


def base_modes(roster: PastRoster, problem: Problem) -> Modes:
    """(people, days): 1 office, 0 home, -1 where the roster in force tells neither.

    People who are not rostered any more are passed over: a roster in force is older than the staff file.

    Args:
        roster: from :func:`asnroster.intake.rosters.previous.read_past`.
        problem: its people and horizon.

    Raises:
        InputError: when it tells of nobody, or of no day, of the problem.
    """
    modes: Modes = np.full((len(problem.people), problem.days), UNDECIDED, dtype=np.int8)
    pairs = [
        (p, roster.people[member.key])
        for p, member in enumerate(problem.people)
        if member.key in roster.people
    ]
    people, rows = [person for person, _row in pairs], [row for _person, row in pairs]
    shift = (roster.first - problem.horizon.start).days
    first, last = max(0, shift), min(problem.days, shift + roster.codes.shape[1])
    if people and first < last:
        codes = roster.codes[rows, first - shift : last - shift]
        modes[people, first:last] = np.where(codes >= 0, codes, UNDECIDED)
    if (modes == UNDECIDED).all():
        message = _("The roster in force tells of no person-day of this period.")
        needed = _("Give a roster of the same people that has days from {start} to {end}.").format(
            start=problem.horizon.start.isoformat(), end=problem.horizon.end.isoformat()
        )
        raise InputError([Issue("base-elsewhere", message, needed, file=roster.source.file, sheet="--base")])
    modes.setflags(write=False)
    return modes
