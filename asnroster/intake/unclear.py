"""What says neither Yes nor No in the column Boleh WFH: it is No, and asked about."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.domain.groups import fold
from asnroster.domain.problem import Assumption
from asnroster.intake.answers import Answers
from asnroster.intake.cells import BadCellError, is_empty, plain
from asnroster.intake.faults import Fault
from asnroster.intake.grid import Grid
from asnroster.intake.kinds import yes_no
from asnroster.intake.marks import Cell
from asnroster.intake.schema import StaffRow
from asnroster.intake.vocabulary import NO, YES
from asnroster.words import _

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
