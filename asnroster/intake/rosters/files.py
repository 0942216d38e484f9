"""The rosters of a file: in any of its sheets, or in the agencies' workbooks that it lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from asnroster.errors import InputError, Issue, did_you_mean
from asnroster.intake.cells import BadCellError, normal, plain
from asnroster.intake.person_lookup import identity, letters
from asnroster.intake.recognition import rosters_beside
from asnroster.intake.rosters.layout import RosterLayout, RosterSource, roster_layout, rows_of
from asnroster.intake.schema import INPUT_OF
from asnroster.intake.sheets import Book, Sheet, read_book
from asnroster.words import _, number_text

SHEET = "Jadwal"
PARTS_SHEET, PARTS_FILE = "Berkas OPD", "Berkas"
_SHEET_NAMES = {normal(name) for name in (SHEET, "Schedule", "Roster", "")}
# What this program writes beside a roster, and what it reads as staff: none of them is a roster.
_OTHERS = {
    normal(name)
    for name in (
        "Rekap Unit", "Rekap Harian", "Rekap Pegawai", "Kepatuhan", "Penghematan", "Pengecualian", "Info", "Petunjuk", "Guide", "Daftar", "Lists", "Periksa", "Check", "Hari WFH", "Hari WFA", "Home days",
    )
} | set(INPUT_OF)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What a user says about a roster file.

    Attributes:
        sheets: the sheets that are meant; none: those that hold a roster.
        codes: code -> mode, from :func:`asnroster.intake.rosters.codes.parse_codes`.
        start: the first date: the month of columns that bear only numbers.
    """

    sheets: tuple[str, ...] = ()
    codes: Mapping[str, int] = field(default_factory=dict)
    start: date | None = None

    @property
    def of_earlier(self) -> Reading:
        """What holds of earlier rosters too: the codes."""
        return Reading(codes=self.codes)


def sheets_by_file(
    paths: Iterable[Path], wanted: tuple[str, ...]
) -> tuple[dict[Path, tuple[str, ...]], list[Issue]]:
    """For several rosters those of the sheets asked for that each has; one without any is read by its shape, and told.

    A name that no roster has stays with all, so that it is told as wrong.
    """
    if not wanted:
        return dict.fromkeys(paths, wanted), []
    own = {path: _sheets_of(path, wanted) for path in paths}
    if set(wanted) - {name for names in own.values() for name in names}:
        return dict.fromkeys(own, wanted), []
    message = _("The roster has no sheet “{sheet}”: it is read by its shape.")
    text = message.format(sheet="”, “".join(wanted))
    return own, [Issue("sheet-elsewhere", text, "", path.name) for path, names in own.items() if not names]


def _sheets_of(path: Path, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the sheets that a file has; all where it cannot be read (which is told later) or lists other files."""
    try:
        names = {normal(sheet.name) for sheet in read_book(path, wanted=lambda name: False).sheets}
    except InputError:
        return wanted
    return tuple(name for name in wanted if normal(name) in names or normal(PARTS_SHEET) in names)


class OpenRoster(NamedTuple):
    """A roster found: the file that was given, the workbook that holds it, its sheet, where it stands in that."""

    main: Book
    book: Book
    source: RosterSource
    layout: RosterLayout


def open_rosters(
    path: Path | Book,
    reading: Reading | None = None,
    also: Callable[[str], bool] = lambda name: False,
    *,
    ask: bool = True,
) -> list[OpenRoster]:
    """The rosters of a file, or those of the agencies' workbooks that its sheet Berkas OPD lists.

    Args:
        path: a roster file, or the main workbook of a split roster.
        reading: what the user says about it.
        also: says by its name whether another sheet of each is needed.
        ask: whether two sheets with the same people are an issue; else the sheet Jadwal counts, or the first.

    Raises:
        InputError: when there is none, one that is listed cannot be read, or it is not clear which is meant.
    """
    reading = reading or Reading()

    def wanted(name: str) -> bool:
        return normal(name) not in _OTHERS or normal(name) == normal(PARTS_SHEET) or also(name)

    main, folder = read_book(path, wanted=wanted), Path() if isinstance(path, Book) else path.parent
    listed = [sheet for sheet in main.sheets if normal(sheet.name) == normal(PARTS_SHEET)]
    if not listed or any(is_roster_sheet(sheet.name) for sheet in main.sheets):
        return [OpenRoster(main, main, *pair) for pair in _chosen(main, reading, ask=ask)]
    opened: list[OpenRoster] = []
    issues: list[Issue] = []
    for file in _below(listed[0], PARTS_FILE):
        try:
            book = read_book(folder / file, wanted=wanted)
            opened += [OpenRoster(main, book, *pair) for pair in _chosen(book, reading, ask=ask)]
        except InputError as error:
            issues += error.issues
    if issues or not opened:
        raise InputError(issues or [no_roster(main.file, listed[0].name)])
    return opened


def _below(sheet: Sheet, *headings: str) -> Iterator[str]:
    """What stands below the first cell that bears one of some headings."""
    names = set(map(normal, headings))
    column: int | None = None
    for row in sheet.rows:
        if column is None:
            column = next((at for at, cell in enumerate(row) if normal(plain(cell)) in names), None)
        elif column < len(row) and (text := plain(row[column])):
            yield text


def is_roster_sheet(name: str) -> bool:
    """Whether a sheet bears the name of this program's own roster."""
    return normal(name) in _SHEET_NAMES


SheetRoster = tuple[RosterSource, RosterLayout]


def _chosen(book: Book, reading: Reading, *, ask: bool) -> list[SheetRoster]:
    """The rosters of one workbook that are meant."""
    sheets = _named(book, reading.sheets) if reading.sheets else book.sheets
    rosters: list[SheetRoster] = []
    for sheet in (part for whole in sheets for part in rosters_beside(whole)):
        source = RosterSource(book.file, sheet)
        layout = roster_layout(source, reading.start)
        if layout is not None:
            rosters.append((source, layout))
    # A sheet that only looks like a roster is no reason to refuse the file.
    sound = [one for one in rosters if not one[0].issues]
    telling = [one for one in rosters if one[0].issues and (is_roster_sheet(one[0].sheet.name) or not sound)]
    if telling:
        raise InputError([issue for source, _layout in telling for issue in source.issues])
    if not sound:
        own = next((sheet.name for sheet in sheets if is_roster_sheet(sheet.name)), "")
        raise InputError([no_roster(book.file, own)])
    return sound if reading.sheets or len(sound) == 1 or _one_by_one(sound) else _apart(book, sound, ask=ask)


def _one_by_one(rosters: Sequence[SheetRoster]) -> bool:
    """Whether rosters follow each other within one month, as a sheet for each week does: they are parts of one."""
    dates = [set(layout.dates.values()) for _source, layout in rosters]
    months = {(day.year, day.month) for days in dates for day in days}
    return all(dates) and len(months) == 1 and sum(map(len, dates)) == len(set().union(*dates))


def _named(book: Book, names: Iterable[str]) -> list[Sheet]:
    """The sheets that ``--sheet`` names.

    Raises:
        InputError: with every name that no sheet bears.
    """
    sheets = {normal(sheet.name): sheet for sheet in book.sheets}
    issues = [
        Issue(
            "sheet-missing",
            _("The file has no sheet “{sheet}”.").format(sheet=name),
            did_you_mean(name, [sheet.name for sheet in book.sheets]),
            book.file,
            name,
        )
        for name in names
        if normal(name) not in sheets
    ]
    if issues:
        raise InputError(issues)
    return [sheets[normal(name)] for name in names]


def _apart(book: Book, rosters: Sequence[SheetRoster], *, ask: bool) -> list[SheetRoster]:
    """All rosters of different people; of the same people it is asked which is meant."""
    people = [_identities(source, layout) for source, layout in rosters]
    for one, other in combinations(range(len(rosters)), 2):
        both = len(people[one] & people[other])
        if not both:
            continue
        if not ask:
            own = [pair for pair in rosters if is_roster_sheet(pair[0].sheet.name)]
            return [*own, *rosters][:1]
        first, second = (rosters[at][0].sheet.name for at in (one, other))
        message = _("The sheets “{first}” and “{second}” both hold a roster, of {count} of the same people.")
        needed = _("Say which one is meant: --sheet “{second}” (or --sheet “{first}”).")
        raise InputError(
            [
                Issue(
                    "roster-sheets",
                    message.format(first=first, second=second, count=number_text(both)),
                    needed.format(first=first, second=second),
                    book.file,
                    second,
                )
            ]
        )
    return list(rosters)


def _identities(source: RosterSource, layout: RosterLayout) -> set[str]:
    """The people of a roster: NIP, else the letters of the name."""
    people = set()
    for _number, row in rows_of(source, layout):
        if layout.tidy is None and not any(plain(row[column]) for column in layout.dates):
            continue
        try:
            who = identity(
                "" if layout.nip == layout.name else row[layout.nip], row[layout.name or layout.nip]
            )
        except BadCellError:
            continue
        people.add(who.key or letters(who.name))
    return people - {""}


def no_roster(file: str, sheet: str) -> Issue:
    """The issue of a file without a roster."""
    return Issue(
        "roster-header",
        _("No roster was found: no row has dates or days beside a heading NIP or Nama."),
        _("Give each day a column whose heading is its date or number, and head the people NIP and Nama."),
        file,
        sheet,
    )


def agencies_listed(path: Path) -> list[str]:
    """The agencies that a roster as asnroster writes it lists, in its order; of a split one those of its workbooks.

    Raises:
        InputError: when the file cannot be read.
    """
    listed = {normal(name) for name in (SHEET, PARTS_SHEET, "")}
    book = read_book(path, wanted=lambda name: normal(name) in listed)
    return list(dict.fromkeys(name for sheet in book.sheets for name in _below(sheet, "OPD", "Agency")))
