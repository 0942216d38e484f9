"""The sheet Konfirmasi: what a run assumed, and what the user says to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from asnroster.domain.groups import fold
from asnroster.domain.problem import Assumption
from asnroster.errors import InputError, Issue
from asnroster.intake.cells import normal
from asnroster.intake.grid import cut, read_grid, typed_rows
from asnroster.intake.schema import CONFIRM, ConfirmRow
from asnroster.intake.sheets import WORKBOOKS, read_book
from asnroster.words import _


class Answers:
    """What the user says, by the subject of the question.

    Of two answers to one subject that which says something goes first, then the one that was given first.
    """

    def __init__(self, rows: Iterable[ConfirmRow] = ()) -> None:
        self._rows: dict[str, ConfirmRow] = {}
        for row in rows:
            key = fold(row.subject)
            known = self._rows.get(key)
            if key and (known is None or (known.agreed is None and row.agreed is not None)):
                self._rows[key] = row

    def to(self, subject: str) -> ConfirmRow | None:
        """The row of a subject, open or answered; None where there is none."""
        return self._rows.get(fold(subject))

    def settled(self, assumption: Assumption) -> Assumption:
        """An assumption with what the user says to it."""
        answer = self.to(assumption.subject)
        if answer is None:
            return assumption
        return replace(assumption, agreed=answer.agreed, right=answer.right if answer.agreed is False else "")

    @property
    def rows(self) -> tuple[ConfirmRow, ...]:
        """One row a subject."""
        return tuple(self._rows.values())


def read_answers(roster: Path) -> list[ConfirmRow]:
    """The answered rows of the sheet Konfirmasi of a roster; none where it has no such sheet or cannot be read.

    What is still open there says nothing: the run asks anew.

    Args:
        roster: the roster that a run is to replace, or to judge; it need not exist.
    """
    if roster.suffix.lower() not in WORKBOOKS or not roster.is_file():
        return []
    names = {normal(CONFIRM.name), normal(CONFIRM.english)}
    try:
        book = read_book(roster, wanted=lambda name: normal(name) in names)
    except InputError:
        return []  # whoever reads the roster itself says what is wrong with it
    unread: list[Issue] = []
    for sheet in book.sheets:
        cells = read_grid(sheet, CONFIRM, book.file, unread) if normal(sheet.name) in names else None
        if cells is None:
            continue
        grid, rows = cells
        cut(grid, rows)
        return [row for row in typed_rows(ConfirmRow, grid)[0] if row.agreed is not None]
    return []


def told_answers(rosters: Iterable[Path], notices: list[Issue]) -> list[ConfirmRow]:
    """The answers that rosters hold, each roster's told by number."""
    found: list[ConfirmRow] = []
    for roster in dict.fromkeys(rosters):
        if rows := read_answers(roster):
            message = _("{count} answers were read in the sheet Konfirmasi of {file}.")
            notices.append(
                Issue("answers-read", message.format(count=len(rows), file=roster.name), "", roster.name)
            )
        found += rows
    return found
