"""The cells of a roster one after another: whose they are, and what is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from asnroster.errors import Issue
from asnroster.intake.cells import BadCellError, day, is_empty, normal, plain
from asnroster.intake.marks import Cell
from asnroster.intake.person_lookup import Directory, Identity, identity
from asnroster.intake.rosters.codes import LONGEST_CODE, code_key
from asnroster.intake.rosters.day_headings import month_first, weekday_number
from asnroster.intake.rosters.layout import RosterLayout, RosterSource, rows_of
from asnroster.intake.vocabulary import MODES
from asnroster.words import _

_BLANK = ("", "-", "–", "—")
_TOTALS = ("jumlah", "total", "rekap")
_COLUMN = re.compile(r"\(?\d{1,2}\)?")  # a row that numbers the columns
_MOST_TOLD = 5
_FEWEST_MODES = 2


class Entry(NamedTuple):
    """One cell of a roster file: whose, when, what, where."""

    row: int
    column: int
    person: str
    day: date
    found: str


@dataclass
class RowsRead:
    """The rows read so far, by person: rows of one person may follow each other in time, but not contradict.

    Attributes:
        rows: NIP -> sheet, row and codes by date of each row so far.
        notices: of names that are not those of the staff, and rows that were passed over.
    """

    rows: dict[str, list[tuple[RosterSource, int, dict[date, str]]]] = field(default_factory=dict)
    notices: list[Issue] = field(default_factory=list)

    def clash(self, key: str, days: dict[date, str]) -> tuple[RosterSource, int] | None:
        """Sheet and row that tell of a date of this row already, None where none does."""
        for source, number, cells in self.rows.get(key, ()):
            for at, code in days.items():
                other = cells.get(at, "")
                both_off = code_key(code) == code_key(other) == "L"
                if code not in _BLANK and other not in _BLANK and not both_off:
                    return source, number
        return None


def roster_entries(
    source: RosterSource, layout: RosterLayout, directory: Directory, earlier: RowsRead | None = None
) -> Iterator[Entry]:
    """The cells of a roster; what is wrong with rows and dates becomes an issue of the source.

    Args:
        source: the sheet of a roster.
        layout: where the roster stands in it.
        directory: the staff, who tell rows of people from a signature.
        earlier: what other sheets of the same roster told.
    """
    reader = _Rows(source, layout, directory, earlier or RowsRead())
    return reader.wide() if layout.tidy is None else reader.tidy(layout.tidy)


class _Rows:
    def __init__(
        self, source: RosterSource, layout: RosterLayout, directory: Directory, earlier: RowsRead
    ) -> None:
        self._source, self._layout, self._directory, self._earlier = source, layout, directory, earlier
        self._strangers: set[str] = set()
        self._passed: list[int] = []
        heads = source.sheet.rows[max(0, layout.header - 3) : layout.header + 1]
        self._words = {normal(cell) for row in heads for cell in row if isinstance(cell, str)} - {""}

    def wide(self) -> Iterator[Entry]:
        """Every date cell of every person; rows that are nobody's are passed over."""
        layout = self._layout
        if layout.month_first:
            self._tell_month_first(layout.heads + 1, min(layout.dates), min(layout.dates.values()))
        for number, row in rows_of(self._source, layout):
            codes = {value: plain(row[column]) for column, value in layout.dates.items()}
            key = self._whose(number, row, [code for code in codes.values() if code])
            if key is None:
                continue
            clash = self._earlier.clash(key, codes)
            if clash is not None:
                self._doubled(number, key, *clash)
                continue
            before = self._earlier.rows.setdefault(key, [])
            for column, value in layout.dates.items():
                if before and codes[value] in _BLANK and any(value in days for _s, _n, days in before):
                    continue
                yield Entry(number, column, key, value, codes[value])
            before.append((self._source, number, codes))
        self._tell_passed()

    def _whose(self, number: int, row: Sequence[Cell], codes: Sequence[str]) -> str | None:
        """The NIP of the row's person; None where it is nobody's, or (with an issue) where that is not clear."""
        layout = self._layout
        try:
            who = self._identity(row)
        except BadCellError as error:
            if _are_codes(codes) or not codes:
                cell = plain(row[layout.nip])
                self._source.issue(error.code, number, layout.nip, error.message, error.needed, cell)
            return None
        if self._is_furniture(row, who, codes):
            return None
        if who.key in self._directory:
            # A signature bears the NIP of somebody of the staff, without a name beside it or after their own row.
            alone = not who.name and normal(row[layout.nip]).startswith("nip")
            if not codes and (alone or who.key in self._earlier.rows):
                return None
            self._check_name(number, who)
            return who.key
        if not _are_codes(codes):
            if who.key or who.name:
                self._passed.append(number)
            return None
        return self._stranger(number, who, codes)

    def _identity(self, row: Sequence[Cell]) -> Identity:
        layout = self._layout
        name = "" if layout.name is None else row[layout.name]
        return identity("" if layout.name == layout.nip else row[layout.nip], name)

    def _is_furniture(self, row: Sequence[Cell], who: Identity, codes: Sequence[str]) -> bool:
        """Whether a row repeats headings, adds up, explains a code or is empty."""
        first = next((normal(cell) for cell in row if isinstance(cell, str) and normal(cell)), "")
        return (
            not (who.key or who.name or codes)
            or first.startswith(_TOTALS)
            or all(_COLUMN.fullmatch(plain(cell)) for cell in row if not is_empty(cell))
            or (bool(codes) and all(weekday_number(code) is not None for code in codes))
            or (bool(who.name) and not who.key and normal(who.name) in self._words)
            or (not who.key and 0 < len(code_key(who.name)) <= 2)
            or (not who.key and not who.name and not _are_codes(codes))
        )

    def _check_name(self, number: int, who: Identity) -> None:
        """A notice where a known NIP stands beside another name than the staff file's."""
        if self._layout.name is None or self._directory.is_called(who.key, who.name):
            return
        own = self._directory.names[who.key]
        message = _("The NIP {nip} is that of {own} in the staff file, but the row says “{name}”.").format(
            nip=who.key, own=own, name=who.name
        )
        needed = _("The row counts for the NIP. Were names sorted without their days? Then restore the rows.")
        ref = self._source.ref(number, self._layout.name)
        self._earlier.notices.append(
            Issue("roster-name", message, needed, ref.file, ref.sheet, ref.cell, who.name)
        )

    def _stranger(self, number: int, who: Identity, codes: Sequence[str] = ()) -> str | None:
        """A row of codes whose person is not known by NIP: by name where only one bears it, else an issue."""
        column = self._layout.name if self._layout.name is not None else self._layout.nip
        if who.key:
            return who.key  # the reader says what is wrong with it, or leaves it out
        if not who.name:
            if sum(code_key(code) in MODES for code in codes) < _FEWEST_MODES:
                return None  # words of a signature or a legend that stand below the days
            message = _("The row has codes, but neither a NIP nor a name.")
            self._source.issue("row-nameless", number, column, message, _("Enter the NIP."))
            return None
        keys = self._directory.named(who.name)
        if len(keys) == 1:
            return keys[0]
        if len(keys) > 1:
            code, message = "name-several", _("“{name}” is the name of {count} people of the staff.")
        else:
            code, message = "name-unknown", _("“{name}” is nobody of the staff.")
        text = message.format(name=who.name, count=len(keys))
        self._source.issue(code, number, column, text, self._directory.advice(who.name), who.name)
        return None

    def _doubled(self, number: int, key: str, other: RosterSource, first: int) -> None:
        if key in self._strangers:
            return
        self._strangers.add(key)
        source, column = self._source, self._layout.nip
        if other is source:
            message = _("The NIP {nip} stands twice, first in {cell}.").format(
                nip=key, cell=source.ref(first, column).cell
            )
        elif other.file != source.file:
            message = _("The NIP {nip} stands in {file} too.").format(nip=key, file=other.file)
        else:
            message = _("The NIP {nip} stands in sheet “{sheet}” too.").format(
                nip=key, sheet=other.sheet.name
            )
        source.issue("nip-doubled", number, column, message, _("Remove one of the two rows."), key)

    def _tell_passed(self) -> None:
        """One notice of rows between and below the people that hold a name but no code."""
        last = max((number for rows in self._earlier.rows.values() for source, number, _d in rows if source is self._source), default=0)  # fmt: skip
        between = [number for number in self._passed if number < last]
        if between:
            shown = ", ".join(str(number) for number in between[:_MOST_TOLD])
            shown += " …" if len(between) > _MOST_TOLD else ""
            message = _("{count} rows between the people hold no code and were passed over: {rows}.").format(
                count=len(between), rows=shown
            )
            self._earlier.notices.append(
                Issue("roster-rows", message, "", self._source.file, self._source.sheet.name)
            )

    def tidy(self, columns: tuple[int, int]) -> Iterator[Entry]:
        """Every row of the long form."""
        source, layout = self._source, self._layout
        dates: dict[Cell, date] = {}
        seen: dict[tuple[str, date], int] = {}
        at_date, at_code = columns
        turned = month_first(dict.fromkeys(row[at_date] for _number, row in rows_of(source, layout)))
        if turned:
            self._tell_month_first(layout.header + 2, at_date, min(turned.values()))
        for number, row in rows_of(source, layout):
            key = self._tidy_key(number, row)
            if not key:
                continue
            cell = row[at_date]
            if cell not in dates:
                try:
                    dates[cell] = turned.get(plain(cell)) or day(cell)
                except BadCellError as error:
                    source.issue(error.code, number, at_date, error.message, error.needed, plain(cell))
                    continue
            first = seen.setdefault((key, dates[cell]), number)
            if first != number:
                message = _("{nip} has two rows for {date}, first row {row}.").format(
                    nip=key, date=dates[cell].isoformat(), row=first
                )
                source.issue(
                    "row-doubled", number, layout.nip, message, _("Remove one of the two rows."), key
                )
                continue
            yield Entry(number, at_code, key, dates[cell], plain(row[at_code]))

    def _tell_month_first(self, row: int, column: int, first: date) -> None:
        """A notice that dates were read as they are written in America."""
        message = _("The dates are written month first: read so, they follow each other from {date} on.")
        needed = _("Write them as day-month-year where that is not meant.")
        ref = self._source.ref(row, column)
        self._earlier.notices.append(
            Issue(
                "roster-month-first",
                message.format(date=f"{first:%d-%m-%Y}"),
                needed,
                ref.file,
                ref.sheet,
                ref.cell,
            )
        )

    def _tidy_key(self, number: int, row: Sequence[Cell]) -> str | None:
        layout = self._layout
        try:
            who = self._identity(row)
        except BadCellError as error:
            source = self._source
            source.issue(error.code, number, layout.nip, error.message, error.needed, plain(row[layout.nip]))
            return None
        if who.key or not who.name or is_empty(row[layout.name or 0]):
            return who.key
        return self._stranger(number, who)


def _are_codes(codes: Sequence[str]) -> bool:
    """Whether what stands in a row's days reads as codes: short words, not figures, dates or sentences."""
    words = [code for code in codes if len(code_key(code)) <= LONGEST_CODE and not code[:1].isdigit()]
    return bool(words) and 2 * len(words) > len(codes)
