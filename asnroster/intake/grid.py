"""Where the table sits in a sheet: its header row found, its columns known, its rows cut out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, takewhile
from typing import TypeVar

from asnroster.domain.problem import CellRef
from asnroster.errors import Issue, nearest
from asnroster.intake.cells import is_empty, normal, plain
from asnroster.intake.columns import Row, SheetSpec
from asnroster.intake.headings import HEADER_WITHIN_ROWS, Rows, find_header, with_second_line
from asnroster.intake.marks import Cell, Marks, column_letters, spread_down
from asnroster.intake.schema import NAME_AND_NIP, StaffRow
from asnroster.intake.sheets import Sheet
from asnroster.words import _

_SIGNED = re.compile(
    r"(?:mengetahui|mengesahkan|menyetujui|disetujui|diketahui|ditetapkan|dibuat|catatan|keterangan|ket|sumber|nb|note)\b"
    r"|ni[pk]\w*\s*[.:]|a\.?\s?n\.|plt\.|plh\.|pj\.|\(?\s*[.…_]{4,}|kepala\b|sekretaris\b|camat\b|lurah\b"
    r"|[a-z .]+,\s*(?:\d{1,2}|[.…_ ]+)\s*[a-z]+\s+\d{4}",
    re.IGNORECASE,
)
_PERSON_CELLS = 3


def rows_below(
    body: Sequence[Sequence[Cell]], numbers: Sequence[int], keys: Sequence[int], places: Sequence[int]
) -> int:
    """The number of last rows that stand below a table: after a blank row, or with the words of a signature.

    None do where one of them looks like a row of the table that lacks something: that is an error of its own.

    Args:
        body: the rows that are not empty.
        numbers: their row numbers in the sheet.
        keys: columns that every row of the table must have.
        places: all known columns.
    """
    last = next((at for at in range(len(body) - 1, -1, -1) if _is_row(body[at], keys)), -1)
    rows = body[last + 1 :]
    if not rows or last < 0:
        return 0
    apart = numbers[last + 1] > numbers[last] + 1
    first = next(plain(cell) for cell in rows[0] if not is_empty(cell))
    if not apart and not _SIGNED.match(first):
        return 0
    values = [{row[place] for row in body[: last + 1]} for place in places]
    return 0 if any(_looks_like_one(row, keys, places, values) for row in rows) else len(rows)


def _is_row(row: Sequence[Cell], keys: Sequence[int]) -> bool:
    """Whether a row has all its keys, and they are none of a signature's words."""
    return all(not is_empty(row[key]) for key in keys) and not (
        len(keys) < 2 and sum(not is_empty(cell) for cell in row) == 1 and _SIGNED.match(plain(row[keys[0]]))
    )


def _looks_like_one(
    row: Sequence[Cell], keys: Sequence[int], places: Sequence[int], values: Sequence[set[Cell]]
) -> bool:
    filled = [at for at, place in enumerate(places) if not is_empty(row[place])]
    if len(filled) >= _PERSON_CELLS:
        return True
    return len(filled) > 1 and any(row[places[at]] in values[at] for at in filled if places[at] not in keys)


R = TypeVar("R", bound=Row)
PART_ROWS = 1 << 21  # more than a sheet has rows
_TOTALS = ("jumlah", "total", "jumlahtotal", "jumlahpegawai", "jumlahseluruhnya")
_SUBTOTAL = re.compile(r"(?:sub\s*-?\s*)?(?:jumlah|total)\b", re.IGNORECASE)
VACANT = ("", "kosong", "lowong", "belumterisi")
_NEVER_MERGED = (StaffRow.nip, StaffRow.name, NAME_AND_NIP)  # who somebody is stands in each row
_KEY_DIGITS = 8  # a key of so many digits is no sum
_COUNTED = re.compile(r"[\d.,\s]*(?:orang|org|pegawai|asn|pns|pppk)?\.?", re.IGNORECASE)  # 12 orang
_NUMBERING = re.compile(r"\(?(\d{1,2})\)?")


@dataclass
class Grid:
    """The cells of one input sheet by column, still as they stand in the file.

    Attributes:
        numbers: 1-based row number of each data row; those of the later parts of a joined grid count on from
            multiples of ``PART_ROWS``.
        raw: known column -> its cells, one per data row.
        at: known column -> 0-based position in the sheet.
        titles: the lines above the header.
        aliased: heading as found -> the column that it was taken for, where the two differ.
        labels: every heading of the sheet.
        parts: the sheets that a joined grid was made of.
        words: every normalised cell of its heading rows.
        listed: whether it is a list made to be printed (DUK, Daftar Nominatif).
        marks: what its sheet says beside its values.
        blank: columns that have a heading at most, and nothing below it.
        below: rows below the table that are no part of it: notes, places for signatures.
        nobodys: rows between the people that have neither a NIP nor a name, or say that a post is vacant.
        levelled: whether its units were joined from Bidang and Seksi.
        place: the unit of whoever has none of their own; empty where all have one.
        written: columns as they stood before what was unclear in them was settled.
        place_ground: what ``place`` goes by where no title names it as an agency; empty otherwise.
    """

    spec: SheetSpec
    file: str
    sheet: str
    header_row: int = 1
    numbers: list[int] = field(default_factory=list)
    raw: dict[str, list[Cell]] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    aliased: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    parts: tuple[Grid, ...] = ()
    words: frozenset[str] = frozenset()
    listed: bool = False
    marks: Marks = field(default_factory=Marks)
    blank: frozenset[int] = frozenset()
    below: list[int] = field(default_factory=list)
    nobodys: list[int] = field(default_factory=list)
    levelled: bool = False
    place: str = ""
    place_ground: str = ""
    written: dict[str, list[Cell]] = field(default_factory=dict)

    def is_furniture(self, row: Sequence[Cell]) -> bool:
        """Whether a row only numbers the columns, or repeats the headings as at the top of a printed page."""
        filled = [cell for cell in row if not is_empty(cell)]
        if _numbers_columns(filled):
            return True
        return len(filled) >= 2 and all(normal(plain(cell)) in self.words for cell in filled)

    def ref(self, row: int, column: str = "") -> CellRef:
        """The cell of a column (the row's first known cell without one) in a 1-based row."""
        if self.parts:
            return self.parts[row // PART_ROWS].ref(row % PART_ROWS, column)
        place = self.at.get(column, min(self.at.values(), default=0))
        return CellRef(self.file, self.sheet, f"{column_letters(place)}{row}")

    def issue(
        self, code: str, row: int, column: str, message: str, needed: str = "", found: str = ""
    ) -> Issue:
        """An issue about one cell."""
        ref = self.ref(row, column)
        return Issue(code, message, needed, ref.file, ref.sheet, ref.cell, found)

    def missing(self) -> list[Issue]:
        """An issue for each required column that the sheet lacks, with the heading most like it."""
        if self.parts:
            return [issue for part in self.parts for issue in part.missing()]
        issues = []
        unknown = {
            label: place for place, label in enumerate(self.labels) if self.spec.column_of(label) is None
        }
        for column in self.spec.columns:
            if not column.required or column.name in self.raw:
                continue
            near = nearest(column.name, unknown) or nearest(column.english, unknown)
            cell = f"{column_letters(unknown[near] if near else 0)}{self.header_row}"
            message = _("The sheet “{sheet}” has no column “{column}”.").format(
                sheet=self.sheet or self.spec.label, column=column.label
            )
            needed = (
                _("Is it “{near}”? Then rename that heading to “{column}”.").format(
                    near=near, column=column.label
                )
                if near
                else _("Add a column with the heading “{column}”.").format(column=column.label)
            )
            issues.append(Issue("column-missing", message, needed, self.file, self.sheet, cell, near or ""))
        return issues


def read_grid(
    sheet: Sheet, spec: SheetSpec, file: str, issues: list[Issue], headings: Mapping[str, str] | None = None
) -> tuple[Grid, Rows] | None:
    """Find the table in a sheet; None when the sheet is empty or has no header.

    Returns:
        the table without its rows, and the rows below its header, for :func:`cut`.
    """
    label = sheet.name or spec.name
    header = with_second_line(find_header(sheet.rows, spec, headings), sheet.rows, spec, headings or {})
    if header is None:
        issues += _headless(sheet.rows, spec, file, label)
        return None
    grid = Grid(
        spec, file, label, header.last + 1, at=header.columns, labels=header.labels, marks=sheet.marks
    )
    merged = [place for name, place in header.columns.items() if name not in _NEVER_MERGED]
    spread_down(sheet.rows, sheet.marks.merged, grid.header_row, merged)
    for name, place in header.doubled:
        cell = f"{column_letters(place)}{grid.header_row}"
        message = _("The column “{column}” stands twice in the sheet.").format(column=name)
        issues.append(
            Issue("column-doubled", message, _("Remove or rename one of them."), file, label, cell, name)
        )
    grid.titles = tuple(
        line
        for row in sheet.rows[: header.first]
        if (line := " ".join(plain(cell) for cell in row if not is_empty(cell)))
    )
    own = {str(column): {normal(column), normal(column.english)} for column in spec.columns}
    grid.aliased = {
        header.labels[place]: name
        for name, place in sorted(header.columns.items(), key=lambda column: column[1])
        if normal(header.labels[place]) not in own.get(name, ())
    }
    grid.words = frozenset(
        normal(plain(cell)) for row in sheet.rows[header.first : header.last + 1] for cell in row
    ) - {""}
    return grid, sheet.rows[grid.header_row :]


def cut(grid: Grid, rows: Rows) -> None:
    """Take the data rows: no empty ones, no numbering or repeated headings, no totals and what stands below them."""
    places = sorted(grid.at.values())
    keys = [grid.at[name] for name in grid.spec.required[:2] if name in grid.at]
    key = keys[0] if keys else places[0]
    body, below, total = [], list[int](), False
    for number, row in enumerate(rows, start=grid.header_row + 1):
        row = padded(row, places[-1] + 1)
        cell = row[key]
        # Whoever has a key of some length that is no word is a data row: nothing more to look at.
        if number <= grid.header_row + 2 or not (
            isinstance(cell, str) and len(cell) >= _KEY_DIGITS and not cell[:1].isalpha()
        ):
            if all(is_empty(row[place]) for place in places) or grid.is_furniture(row):
                continue
            if is_total(row, keys):
                total = True
                continue
            if _is_subtotal(row, keys):
                continue
        if total and any(is_empty(row[place]) for place in keys):
            below.append(number)
            continue
        body.append(row)
        grid.numbers.append(number)
    after = len(body) - rows_below(body, grid.numbers, keys, places)
    grid.below = sorted([*below, *grid.numbers[after:]])
    grid.numbers[after:], body[after:] = [], []
    if grid.spec.required[:2] == _NEVER_MERGED[:2] and len(keys) > 1:
        whose = [_is_somebodys(row, *keys) for row in body]
        grid.nobodys = [number for number, kept in zip(grid.numbers, whose, strict=True) if not kept]
        grid.numbers[:], body[:] = list(compress(grid.numbers, whose)), list(compress(body, whose))
    grid.raw = {name: [row[place] for row in body] for name, place in grid.at.items()}


def _is_somebodys(row: Sequence[Cell], at_nip: int, at_name: int) -> bool:
    return not is_empty(row[at_nip]) or normal(plain(row[at_name])) not in VACANT


def padded(row: Sequence[Cell], width: int) -> Sequence[Cell]:
    """The row with empty cells up to a width."""
    return row if len(row) >= width else [*row, *[""] * (width - len(row))]


def _numbers_columns(filled: Sequence[Cell]) -> bool:
    """Whether the filled cells of a row number the columns: 1, 2, 3 and so on."""
    matches = [*takewhile(bool, (_NUMBERING.fullmatch(plain(cell)) for cell in filled))]
    numbers = [int(match.group(1)) for match in matches if match]
    return len(numbers) == len(filled) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_total(row: Sequence[Cell], keys: Sequence[int]) -> bool:
    """Whether a row adds up: it begins with a word such as JUMLAH and has no key."""
    first = next((normal(plain(cell)) for cell in row if not is_empty(cell)), "")
    return first in _TOTALS and all(_says_nobody(row[key], first) for key in keys)


def _is_subtotal(row: Sequence[Cell], keys: Sequence[int]) -> bool:
    """Whether a row between people adds up those above it: “Jumlah Sekretariat”, without a key of its own."""
    first = next((plain(cell) for cell in row if not is_empty(cell)), "")
    return _SUBTOTAL.match(first) is not None and all(_says_nobody(row[key], normal(first)) for key in keys)


def _says_nobody(cell: Cell, first: str) -> bool:
    """Whether a key of a row that adds up is empty, its own first word or the sum."""
    return normal(plain(cell)) in ("", first) or (
        len(plain(cell)) < _KEY_DIGITS and _COUNTED.fullmatch(plain(cell)) is not None
    )


def _headless(rows: Rows, spec: SheetSpec, file: str, label: str) -> list[Issue]:
    """The issue of a sheet with something in it but no header: no known heading, not even nearly."""
    for number, row in enumerate(rows, start=1):
        labels = tuple(plain(cell) for cell in row)
        if any(labels):
            issues = Grid(spec, file, label, number, labels=labels).missing()
            return issues if any(issue.found for issue in issues) else [no_table(spec, file, label)]
    return []


def no_table(spec: SheetSpec, file: str, sheet: str) -> Issue:
    """The issue of a sheet that bears none of the headings of an input."""
    named = ", ".join(column.label for column in spec.columns if column.required)
    message = _("The sheet “{sheet}” has no table with the headings {names}.").format(
        sheet=sheet, names=named
    )
    needed = _("Make sure that it is the right file. The headings stand within the first {count} rows.")
    return Issue("table-missing", message, needed.format(count=HEADER_WITHIN_ROWS), file, sheet, "A1")


def typed_rows(kind: type[R], grid: Grid) -> tuple[list[R], list[tuple[int, Issue]]]:
    """The rows of a table, and an issue of each bad cell with its row number.

    A column that is missing is reported as such, not cell by cell.
    """
    columns: list[Sequence[object]] = [grid.numbers]
    issues: list[tuple[int, Issue]] = []
    for column in kind.sheet.columns:
        cells = grid.raw.get(column)
        if cells is None:
            columns.append([column.kind.empty] * len(grid.numbers))
            continue
        values, bad = column.values(cells)
        columns.append(values)
        for place, error in bad:
            number, cell_text = grid.numbers[place], plain(cells[place])
            issue = grid.issue(error.code, number, column, error.message, error.needed, cell_text)
            issues.append((number, issue))
    return list(map(kind, zip(*columns, strict=True))), issues
