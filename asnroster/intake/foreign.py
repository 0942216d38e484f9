"""The lists that users already have: SIASN exports, DUK and Daftar Nominatif become the sheet Pegawai."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from asnroster.errors import Issue
from asnroster.intake.cells import date_list, date_range, is_empty, month_number, normal, plain, text
from asnroster.intake.grid import PART_ROWS, Grid, cut
from asnroster.intake.headings import Rows
from asnroster.intake.marks import Cell
from asnroster.intake.places import join_levels
from asnroster.intake.printed_lists import cut_list, has_groups, is_keyless, is_list
from asnroster.intake.recognition import absence_of
from asnroster.intake.remarks import row_spans
from asnroster.intake.schema import (
    ABSENCE,
    BACK_TITLE,
    EMPLOYEE_KIND,
    FIXED,
    FRONT_TITLE,
    LEVELS,
    AbsenceRow,
    PinRow,
    StaffRow,
)
from asnroster.intake.vocabulary import status_of
from asnroster.words import _

GOVERNMENT = re.compile(r"\s*(pemerintah(an)?|pemkot|pemkab|pemprov)\b", re.IGNORECASE)
_INACTIVE = {
    "pensiun": "Pensiun", "mutasi": "Mutasi", "cltn": "CLTN", "tugas belajar": "Tugas Belajar", "tubel": "Tugas Belajar",
    "meninggal": "Meninggal Dunia", "meninggal dunia": "Meninggal Dunia", "wafat": "Meninggal Dunia",
    "bup": "Pensiun", "pensiun bup": "Pensiun", "diperbantukan": "Diperbantukan", "dipekerjakan": "Dipekerjakan",
    "pemberhentian sementara": "Pemberhentian Sementara", "mpp": "Masa Persiapan Pensiun",
    "masa persiapan pensiun": "Masa Persiapan Pensiun", "cuti di luar tanggungan negara": "CLTN",
}  # fmt: skip
_TELLING_NOTE = re.compile(
    r"\b(?:cuti|sakit|tb|izin|pensiun|mpp|bup|cltn|tubel|tugas belajar|dinas luar|pindah|mutasi|meninggal|wafat|diperbantukan"
    r"|dipekerjakan|diberhentikan|non\s?-?\s?aktif|tidak aktif|melahirkan)\b",
    re.IGNORECASE,
)
_OF_DATES = frozenset(
    (
        "tmt", "per", "mulai", "sejak", "tgl", "tanggal", "bulan", "akhir", "awal", "s", "d", "sd",
        "sampai", "dengan", "hingga",
    )
)  # fmt: skip


def read_staff(grid: Grid, rows: Rows, notices: list[Issue]) -> None:
    """Take the people of a sheet and give another system's columns the shape of the sheet Pegawai, in place."""
    listed = is_list(grid) or has_groups(grid, rows) or is_keyless(grid, rows)
    if listed:
        cut_list(grid, rows, notices)
    else:
        cut(grid, rows)
        join_levels(grid)
    if FRONT_TITLE in grid.raw or BACK_TITLE in grid.raw:
        _join_titles(grid)
    if any(column in grid.raw for column in LEVELS):
        _join_path(grid)
    if EMPLOYEE_KIND in grid.raw:
        _join_status(grid)
    elif StaffRow.status not in grid.raw:
        _take_status(grid)
    if StaffRow.legal_status not in grid.raw:
        _take_legal_status(grid)
        notices += _notes_unread(grid)
    if listed or {StaffRow.agency, StaffRow.unit}.intersection(grid.aliased.values()):
        _fill_units(grid, listed=listed)
    for column in grid.spec.hidden:
        grid.raw.pop(column.name, None)


def join_grids(grids: Sequence[Grid]) -> Grid:
    """The sheets of one staff as one grid; a grid by itself stays as it is."""
    if len(grids) == 1:
        return grids[0]
    first = grids[0]
    columns = list(dict.fromkeys(column for grid in grids for column in grid.raw))
    joined = Grid(first.spec, first.file, ", ".join(grid.sheet for grid in grids), parts=tuple(grids))
    for part, grid in enumerate(grids):
        joined.numbers += [part * PART_ROWS + number for number in grid.numbers]
        for column in columns:
            joined.raw.setdefault(column, []).extend(_column(grid, column))
        joined.aliased |= grid.aliased
    return joined


def _column(grid: Grid, name: str) -> Iterable[Cell]:
    return grid.raw[name] if name in grid.raw else [""] * len(grid.numbers)


def _join_titles(grid: Grid) -> None:
    joined: list[Cell] = []
    for before, name, after in zip(
        _column(grid, FRONT_TITLE), _column(grid, StaffRow.name), _column(grid, BACK_TITLE), strict=True
    ):
        full = " ".join(part for part in (text(before), plain(name)) if part)
        joined.append(f"{full}, {text(after)}" if full and text(after) else full)
    if StaffRow.name in grid.raw:
        grid.raw[StaffRow.name] = joined


def _join_path(grid: Grid) -> None:
    """``UNOR (1)`` is the agency, the others lie below it; levels may be blank."""
    levels = [column for column in LEVELS if column in grid.raw]
    path_of: dict[tuple[Cell, ...], str] = {}
    paths: list[Cell] = []
    for cells in zip(*(grid.raw[column] for column in levels), strict=True):
        path = path_of.get(cells)
        if path is None:
            names = [name for cell in cells if (name := text(cell))]
            path = path_of[cells] = " > ".join(dict.fromkeys(names))
        paths.append(path)
    grid.raw[StaffRow.unit], grid.at[StaffRow.unit] = paths, grid.at[levels[-1]]
    if LEVELS[0] in grid.raw:
        grid.raw[StaffRow.agency], grid.at[StaffRow.agency] = grid.raw[LEVELS[0]], grid.at[LEVELS[0]]


def _join_status(grid: Grid) -> None:
    """PPPK are told by the kind of employee, CPNS from PNS by the status."""
    joined: list[Cell] = []
    for status, kind in zip(_column(grid, StaffRow.status), _column(grid, EMPLOYEE_KIND), strict=True):
        status_word = status_of(text(kind))
        if status_word == "PPPK" and "paruh" in text(status).casefold():
            status_word = "PPPK Paruh Waktu"
        joined.append(status_word or kind if status_word.startswith("PPPK") or not text(status) else status)
    grid.raw[StaffRow.status] = joined
    grid.at.setdefault(StaffRow.status, grid.at[EMPLOYEE_KIND])


def _take_status(grid: Grid) -> None:
    """A sheet for each status says so in its name, or else in its title."""
    status = status_of(grid.sheet) or status_of(" ".join(grid.titles))
    if status:
        grid.raw[StaffRow.status] = [status] * len(grid.numbers)
        grid.at.setdefault(StaffRow.status, 0)


def _take_legal_status(grid: Grid) -> None:
    """Take people out of service who stand in a sheet called Pensiun, or have that word alone as a note."""
    sheet = _inactive(grid.sheet)
    if StaffRow.note in grid.raw or sheet:
        grid.raw[StaffRow.legal_status] = [
            sheet or _inactive(text(note)) for note in _column(grid, StaffRow.note)
        ]
        grid.at.setdefault(StaffRow.legal_status, grid.at.get(StaffRow.note, 0))


def _notes_unread(grid: Grid) -> Iterator[Issue]:
    """A notice of notes that speak of leave, a move or the like and were not understood; what they say stays theirs."""
    notes, statuses = _column(grid, StaffRow.note), _column(grid, StaffRow.legal_status)
    rows = [
        number
        for number, note, status in zip(grid.numbers, notes, statuses, strict=True)
        if is_empty(status) and _TELLING_NOTE.search(plain(note))
    ]
    if rows:
        message = _("{count} notes speak of leave, a move or the like and are not read: rows {rows}.")
        needed = _("Enter absences in the sheet Ketidakhadiran, and who has left in a column Kedudukan.")
        said = message.format(count=len(rows), rows=row_spans(rows))
        yield grid.issue("notes-unread", rows[0], StaffRow.note, said, needed)


def _inactive(words: str) -> str:
    """The legal status that a note or a sheet's name is; with a date in it the whole note, which tells when."""
    said = [
        word
        for word in re.split(r"[\W_]+", words.casefold())
        if word not in ("", "data", "daftar", "pegawai")
    ]
    alone = [word for word in said if not (word.isdigit() or word in _OF_DATES or month_number(word))]
    if len(alone) < len(said):
        inactive = " ".join(alone) in _INACTIVE or (
            alone[:1] == ["cuti"] and any(word.isdigit() for word in said)
        )
        return words if inactive else ""
    return _INACTIVE.get(" ".join(said), "")


def _fill_units(grid: Grid, *, listed: bool) -> None:
    """Place people without a unit in their agency; the few of a table that is no list are told of later."""
    if StaffRow.agency in grid.raw:
        # The government as a whole is no agency: under it everybody would be one group. Several tell people apart.
        if len({plain(cell) for cell in grid.raw[StaffRow.agency] if GOVERNMENT.match(plain(cell))}) < 2:
            grid.raw[StaffRow.agency] = [
                "" if GOVERNMENT.match(plain(cell)) else cell for cell in grid.raw[StaffRow.agency]
            ]
        if not listed and not all(map(is_empty, _column(grid, StaffRow.unit))):
            return
        units = zip(_column(grid, StaffRow.unit), grid.raw[StaffRow.agency], strict=True)
        grid.raw[StaffRow.unit] = [agency if is_empty(unit) else unit for unit, agency in units]
        grid.at.setdefault(StaffRow.unit, grid.at[StaffRow.agency])


def read_absences(grid: Grid, rows: Rows, notices: list[Issue]) -> None:
    """Take the rows of a list of absences or fixed days, in place: single days, and the kind that its sheet is called after."""
    cut(grid, rows)
    _end_single_days(grid)
    if grid.spec is ABSENCE:
        notices += _code_by_name(grid)


def _end_single_days(grid: Grid) -> None:
    """A list with one date a row is about single days, or says first and last day, or several days, in that cell."""
    kind = PinRow if grid.spec is FIXED else AbsenceRow
    first, last = kind.start, kind.end
    if first not in grid.at or last in grid.at:
        return
    if kind is AbsenceRow and normal(grid.labels[grid.at[first]]) not in ("tanggal", "tgl", "tanggalcuti"):
        return
    for place, cell in reversed(list(enumerate(grid.raw[first]))):
        days = date_list(cell)
        if not days:
            continue
        for column, cells in grid.raw.items():
            cells[place : place + 1] = days if column == first else [cells[place]] * len(days)
        grid.numbers[place : place + 1] = [grid.numbers[place]] * len(days)
    grid.at[last], grid.raw[last] = grid.at[first], list(grid.raw[first])
    for place, cell in enumerate(grid.raw[first]):
        if (both := date_range(cell)) is not None:
            grid.raw[first][place], grid.raw[last][place] = both


def _code_by_name(grid: Grid) -> Iterator[Issue]:
    """Give the rows of a list of absences without a kind that which its sheet is called after, in place, and say so."""
    code = absence_of(grid.sheet)
    if AbsenceRow.code in grid.raw or not code:
        return
    grid.raw[AbsenceRow.code], grid.at[AbsenceRow.code] = [code] * len(grid.numbers), grid.at[AbsenceRow.nip]
    message = _("No column says the kind of absence: each row counts as {code}, as the sheet is called.")
    yield Issue("absence-by-name", message.format(code=code), "", grid.file, grid.sheet)
