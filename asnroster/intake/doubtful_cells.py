"""The number 1 in a column of shares: all or one in a hundred, as its format says."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.domain.problem import Assumption
from asnroster.intake import kinds
from asnroster.intake.answers import Answers
from asnroster.intake.cells import plain
from asnroster.intake.grid import Grid
from asnroster.intake.schema import UnitRow
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
