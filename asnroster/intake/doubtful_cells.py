"""Cells that may mean two things: 1 in a column of shares, and what is neither Yes nor No. The safe one is taken, and asked about."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.domain.groups import fold
from asnroster.domain.problem import Assumption
from asnroster.intake import kinds
from asnroster.intake.answers import Answers
from asnroster.intake.cells import BadCellError, is_empty, plain
from asnroster.intake.grid import Grid
from asnroster.intake.kinds import yes_no
from asnroster.intake.marks import Cell, Fault
from asnroster.intake.schema import StaffRow, UnitRow
from asnroster.intake.vocabulary import NO, YES
from asnroster.words import _


def settle_ones(grid: Grid, answers: Answers) -> Iterator[Assumption]:
    """Make each 1 of a column of shares say what it is, in place; what no format tells is 1 % and an assumption.

    The few at home are the safe side: 100 % is no limit at all. An answer of the user's is obeyed; No without a right
    value leaves nobody at home.
    """
    for column in grid.spec.columns:
        if column.kind is not kinds.SHARE or column.name not in grid.raw:
            continue
        cells = grid.raw[column.name]
        for place, cell in enumerate(cells):
            if isinstance(cell, bool) or plain(cell) != "1":
                continue
            number = grid.numbers[place]
            if (number - 1, grid.at[column.name]) in grid.marks.percent:
                cells[place] = "100%"
                continue
            subject = f"{column}: {plain(grid.raw.get(UnitRow.unit, cells)[place])}"
            answer = answers.to(subject)
            cells[place] = "1%" if answer is None or answer.agreed is not False else answer.right or "0%"
            yield Assumption(
                "share",
                subject,
                _("{column} is 1 %").format(column=column.label),
                _("The cell holds 1 without the format of per cent; write 100% where all are meant."),
                "low",
                ref=grid.ref(number, column.name),
            )


COLUMN = StaffRow.remote_capable
_LONGEST = 30


def settle_unclear(grid: Grid, answers: Answers) -> Iterator[Assumption]:
    """Let every text that says neither Yes nor No be No, in place: an assumption for each such text.

    An answer of the user's is obeyed: No with the right value Yes lets them work at home.
    """
    cells = grid.raw.get(COLUMN, [])
    unclear = {
        cell
        for cell in {*cells}
        if not isinstance(cell, Fault) and not is_empty(cell) and _reads(cell) is None
    }
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(cells if unclear else ()):
        if cell in unclear:
            places.setdefault(fold(plain(cell)), []).append(place)
    if places:
        grid.written[COLUMN] = list(cells)
    for found in places.values():
        first = found[0]
        written = plain(cells[first])
        row = answers.settled(
            Assumption(
                "may",
                f"{COLUMN} “{written[:_LONGEST]}”",
                _("No: in the office"),
                _("“{found}” is neither Yes nor No.").format(found=written[:_LONGEST]).rstrip("."),
                "low",
                len(found),
                ref=grid.ref(grid.numbers[first], COLUMN),
            )
        )
        for place in found:
            cells[place] = str(YES if _reads(row.right) else NO)
        yield row


def _reads(cell: Cell) -> bool | None:
    """What a cell says, None where it says neither."""
    try:
        return yes_no(cell)
    except BadCellError:
        return None
