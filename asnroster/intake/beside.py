"""Tables that stand side by side in one sheet, under the same headings twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.errors import Issue
from asnroster.intake.cells import is_empty, normal
from asnroster.intake.columns import SheetSpec
from asnroster.intake.headers import HEADER_WITHIN_ROWS, find_header
from asnroster.intake.marks import Cell
from asnroster.intake.sheets import Sheet
from asnroster.words import _

_FEWEST = 2  # headings that a table has at least, and tables that stand beside each other
_TITLE_CELLS = 2
_WHO = ("nip", "nama", "name")


def parted(sheet: Sheet, spec: SheetSpec) -> list[Sheet]:
    """The tables of a sheet, each as a sheet of its own whose cells stay where they are; the sheet itself if it has one.

    Args:
        sheet: a sheet of an input.
        spec: the input, which tells its headings.
    """
    header = find_header(sheet.rows, spec)
    starts = [] if header is None else _starts([normal(label) for label in header.labels])
    if header is None or len(starts) < _FEWEST or min(header.columns.values()) < starts[0]:
        return [sheet]
    return [
        Sheet(sheet.name, list(_cut(sheet.rows, header.first, start, end)), sheet.marks)
        for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]


def rosters_beside(sheet: Sheet) -> list[Sheet]:
    """The rosters that stand side by side in a sheet, each below the same first heading and a NIP or name of its own."""
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN_ROWS]):
        labels = [normal(cell) if isinstance(cell, str) else "" for cell in row]
        first = next(filter(None, labels), "")
        starts = [at for at, label in enumerate(labels) if label == first]
        spans = list(zip(starts, [*starts[1:], None], strict=True))
        if len(spans) >= _FEWEST and all(
            any(label.startswith(_WHO) for label in labels[start:end]) for start, end in spans
        ):
            return [Sheet(sheet.name, list(_cut(sheet.rows, index, *span)), sheet.marks) for span in spans]
    return [sheet]


def beside_notice(file: str, sheet: Sheet, count: int) -> Issue:
    """What is said of a sheet with several tables."""
    message = _("{count} tables stand side by side in the sheet and are read together.")
    return Issue("tables-beside", message.format(count=count), "", file, sheet.name)


def _starts(labels: Sequence[str]) -> list[int]:
    """The columns with which one and the same headings, two at least, begin anew."""
    filled = [at for at, label in enumerate(labels) if label]
    for size in range(_FEWEST, len(filled) // 2 + 1):
        blocks = [filled[at : at + size] for at in range(0, len(filled), size)]
        named = [[labels[at] for at in block] for block in blocks]
        if all(block == named[0][: len(block)] and len(block) == size for block in named):
            return [block[0] for block in blocks]
    return []


def _cut(rows: Sequence[list[Cell]], header: int, start: int, end: int | None) -> Iterator[list[Cell]]:
    """The rows with the other tables' cells empty; a title above the headings is one of all."""
    blank: list[Cell] = [""] * start
    for number, row in enumerate(rows):
        is_title = number < header and sum(not is_empty(cell) for cell in row) <= _TITLE_CELLS
        yield row if is_title else [*blank, *row[start:end]]
