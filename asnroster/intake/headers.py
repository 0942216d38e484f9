"""Where the headings of a table stand: one row, or two or three with sub-headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from asnroster.intake.cells import is_empty, normal, plain
from asnroster.intake.columns import SheetSpec
from asnroster.intake.marks import Cell

HEADER_WITHIN_ROWS = 30
_SUB_HEADINGS = 2

Rows = Sequence[Sequence[Cell]]


class Header(NamedTuple):
    """A header found: index of its first and last row, labels, known column -> position, columns met twice.

    ``rank`` adds up how far the labels are from the columns' own names.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    columns: dict[str, int]
    doubled: tuple[tuple[str, int], ...]
    rank: int = 0

    def tells_more(self, other: Header | None) -> bool:
        """Whether it knows more columns than another, or as many by plainer names or in fewer rows."""
        return other is None or self._worth > other._worth

    @property
    def _worth(self) -> tuple[int, int, int]:
        return len(self.columns), -self.rank, self.first - self.last


def find_header(rows: Rows, spec: SheetSpec, given: Mapping[str, str] | None = None) -> Header | None:
    """The row (or two or three joined rows) among the first that has the most known columns, a required one with them.

    Args:
        rows: the sheet's cells.
        spec: the input sheet that it is to be.
        given: normalised heading -> column, as the user says; an empty column leaves the heading unread.
    """
    best: Header | None = None
    for index in range(min(HEADER_WITHIN_ROWS, len(rows))):
        labels = [plain(cell) for cell in rows[index]]
        candidates = [_matched(index, index, labels, spec, given or {})]
        if index + 1 < len(rows) and (below := _second_line(rows[index], rows[index + 1])):
            candidates.append(_matched(index, index + 1, below, spec, given or {}))
        if index + 2 < len(rows):
            upper = _second_line(rows[index], rows[index + 1], of_three=True)
            if upper and (lowest := _second_line(upper, rows[index + 2])):
                candidates.append(_matched(index, index + 2, lowest, spec, given or {}))
        for found in candidates:
            if _anchored(found, spec) and found.tells_more(best):
                best = found
    return best


def _anchored(header: Header, spec: SheetSpec) -> bool:
    hidden = {column.name for column in spec.hidden}
    return any(name in header.columns for name in (*spec.required, *hidden))


def _matched(
    first: int, last: int, labels: Sequence[str], spec: SheetSpec, given: Mapping[str, str]
) -> Header:
    best: dict[str, tuple[int, int]] = {}
    doubled = []
    for place, label in enumerate(labels):
        key = normal(label) if label else ""
        said = given.get(key)
        hit = spec.column_of(label) if said is None else (said, -1)
        if not key or hit is None or not hit[0]:
            continue
        name, rank = hit
        if name not in best or rank < best[name][0]:
            best[name] = (rank, place)
        elif rank == best[name][0] <= 0:
            doubled.append((name, place))
    columns = {name: hit[1] for name, hit in best.items()}
    rank = sum(hit[0] for hit in best.values())
    return Header(first, last, tuple(labels), columns, tuple(doubled), rank)


def _second_line(upper: Sequence[Cell], lower: Sequence[Cell], *, of_three: bool = False) -> list[str] | None:
    """The labels of a merged two-row header, or None when the lower row is no part of one.

    A sub-heading stands under an empty cell, or under one whose right neighbour is empty: a span. The middle one of
    three rows may span what the upper one does.
    """
    width = max(len(upper), len(lower))
    above = [plain(cell) for cell in upper] + [""] * (width - len(upper))
    below = [plain(cell) for cell in lower] + [""] * (width - len(lower))
    if not any(below) or not all(isinstance(cell, str) for cell in lower):
        return None
    labels, parent = [], ""
    for place, (top, sub) in enumerate(zip(above, below, strict=True)):
        spans = place + 1 < len(above) and not above[place + 1] and (of_three or bool(below[place + 1]))
        if sub and (re.search(r"\d{6}", sub) or (top and not spans)):
            return None
        parent = top or (parent if sub else "")
        labels.append(sub if normal(parent) in normal(sub) else f"{parent} {sub}".strip() if sub else top)
    return labels if any(top and sub for top, sub in zip(above, below, strict=True)) else None


def with_second_line(
    header: Header | None, rows: Rows, spec: SheetSpec, given: Mapping[str, str]
) -> Header | None:
    """The header with a line of sub-headings below it that adds no more known columns, but is nobody's row."""
    if header is None or header.last > header.first or header.last + 1 >= len(rows):
        return header
    row = rows[header.last + 1]
    labels = _second_line(rows[header.first], row)
    keys = [header.columns[name] for name in spec.required if name in header.columns]
    if (
        labels is None
        or sum(not is_empty(cell) for cell in row) < _SUB_HEADINGS
        or any(place < len(row) and not is_empty(row[place]) for place in keys)
    ):
        return header
    further = _matched(header.first, header.last + 1, labels, spec, given).columns
    taken = set(header.columns.values())
    columns = header.columns | {
        name: place for name, place in further.items() if name not in header.columns and place not in taken
    }
    return header._replace(last=header.last + 1, labels=tuple(labels), columns=columns)
