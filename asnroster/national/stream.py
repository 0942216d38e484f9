"""Tables of millions of rows, read a stretch at a time: tidy .csv lists that no workbook holds."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from asnroster.errors import InputError, Issue
from asnroster.intake.columns import SheetSpec
from asnroster.intake.foreign import read_staff
from asnroster.intake.grid import Grid, cut, read_grid
from asnroster.intake.headings import HEADER_WITHIN_ROWS, given_headings
from asnroster.intake.marks import Cell
from asnroster.intake.printed_lists import is_list
from asnroster.intake.schema import STAFF
from asnroster.intake.sheets import Sheet, delimiter_of
from asnroster.words import _

ROWS_AT_A_TIME = 20_000
_BLOCK = 1 << 20
_HEAD_CHARACTERS = 1 << 16


@dataclass(frozen=True)
class Stream:
    """A .csv file whose header was found.

    Attributes:
        path: the file.
        sha256: of its bytes, hexadecimal.
        encoding: of its text.
        head: its table without any rows.
    """

    path: Path
    sha256: str
    encoding: str
    delimiter: str
    head: Grid

    @property
    def is_list(self) -> bool:
        """Whether it is a printed list (DUK, Daftar Nominatif), whose rows tell nothing one by one."""
        return is_list(self.head)

    def cells(self, column: str) -> Iterator[str]:
        """The cells of one column as they stand in the file; nothing where the file has no such column."""
        place = self.head.at.get(column)
        if place is None:
            return
        for row in islice(self._rows(), self.head.header_row, None):
            if place < len(row):
                yield row[place]

    def stretches(self) -> Iterator[tuple[Grid, list[list[Cell]]]]:
        """Some thousand rows at a time: as a table of the known columns, and as they stand in the file.

        A table's row ``number`` is the ``number - header_row - 1``-th of the rows beside it.
        """
        rows = islice(self._rows(), self.head.header_row, None)
        before = self.head.header_row
        while body := [list[Cell](row) for row in islice(rows, ROWS_AT_A_TIME)]:
            grid = replace(self.head, header_row=before, numbers=[], raw={}, at=dict(self.head.at))
            if grid.spec is STAFF:
                read_staff(grid, body, [])
            else:
                cut(grid, body)
            yield grid, body
            before += len(body)

    def _rows(self) -> Iterator[list[str]]:
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            try:
                yield from csv.reader(file, delimiter=self.delimiter)
            except csv.Error as error:
                raise _damaged(self.path) from error


def open_stream(
    path: Path, spec: SheetSpec, mapping: Mapping[str, Mapping[str, str]] | None = None
) -> Stream:
    """Find the table in a .csv file.

    Args:
        path: the file.
        spec: the input that it is to be.
        mapping: sheet -> heading -> column, as ``--map`` says.

    Raises:
        InputError: when it cannot be read, or lacks a column that it must have.
    """
    try:
        sha256, encoding = _survey(path)
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            head = file.read(_HEAD_CHARACTERS)
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=error.strerror)
        needed = _("Check the path, and close the file in Excel.")
        raise InputError([Issue("file-missing", message, needed, file=path.name)]) from error
    delimiter = delimiter_of(head)
    headings = given_headings(mapping or {}).get(spec.name, {})
    try:
        first = list(
            islice(csv.reader(head.splitlines(keepends=True), delimiter=delimiter), HEADER_WITHIN_ROWS)
        )
    except csv.Error as error:
        raise _damaged(path) from error
    issues: list[Issue] = []
    table = read_grid(Sheet("", [list[Cell](row) for row in first]), spec, path.name, issues, headings)
    if table is not None and not is_list(table[0]):
        grid = replace(table[0], at=dict(table[0].at))
        body = [list[Cell](row) for row in first[grid.header_row :]]
        if spec is STAFF:
            read_staff(grid, body, [])
        else:
            cut(grid, body)
        issues += grid.missing()
    if table is None or issues:
        raise InputError(issues or [Issue("staff-empty", _("The file is empty."), file=path.name)])
    return Stream(path, sha256, encoding, delimiter, table[0])


def _survey(path: Path) -> tuple[str, str]:
    """SHA-256 of a file, and the encoding that all its bytes fit."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        encoding = "utf-16" if file.read(2) in (b"\xff\xfe", b"\xfe\xff") else ""
        file.seek(0)
        while block := file.read(_BLOCK):
            digest.update(block)
            if not encoding:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    encoding = "cp1252"
    return digest.hexdigest(), encoding or "utf-8-sig"


def _damaged(path: Path) -> InputError:
    message = _("The file is damaged or no real csv file.")
    needed = _("Open it in Excel and save it again as an Excel workbook (.xlsx).")
    return InputError([Issue("file-unreadable", message, needed, file=path.name)])
