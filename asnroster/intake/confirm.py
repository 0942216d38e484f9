"""The sheet Konfirmasi: what a run assumed, and what the user says to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from asnroster.domain.groups import fold
from asnroster.domain.problem import Assumption
from asnroster.errors import InputError, Issue
from asnroster.intake.columns import SHEETS, Column, SheetSpec, normal
from asnroster.intake.grid import cut, read_grid
from asnroster.intake.kinds import read_column
from asnroster.intake.sheets import WORKBOOKS, read_book
from asnroster.intake.vocabulary import NO, YES
from asnroster.words import Text

CONFIRM = SheetSpec(
    "Konfirmasi",
    "Confirm",
    Text(
        "What was assumed where the data say nothing. Say Yes or No to each.",
        "Yang dianggap karena data tidak menyebutnya. Jawab Ya atau Tidak untuk setiap baris.",
    ),
    (
        Column(
            "Hal", "Subject", "text",
            Text("The unit's path, the person's NIP, or the question.", "Jalur unit, NIP pegawai, atau pertanyaannya."),
            True, aliases=("Unit",),
        ),
        Column(
            "Anggapan", "Assumed", "text", Text("What was assumed.", "Yang dianggap."),
            aliases=("Sektor Usulan", "Proposed Sector"),
        ),
        Column(
            "Dasar", "Ground", "text", Text("What it goes by.", "Yang menjadi dasarnya."),
            aliases=("Alasan", "Reason"),
        ),
        Column(
            "Keyakinan", "Confidence", "text",
            Text("How sure it is: high, medium or low.", "Seberapa yakin: tinggi, sedang, atau rendah."),
        ),
        Column(
            "Setuju", "Agreed", "agreed",
            Text(
                "Yes: it is so. No: it is not; write the right value beside it. Empty: still open.",
                "Ya: benar demikian. Tidak: tidak benar; tulis yang benar di sebelahnya. Kosong: belum dijawab.",
            ),
            choices=(YES, NO), aliases=("Setuju (Ya/Tidak)", "Agreed (Yes/No)"),
        ),
        Column(
            "Yang Benar", "Right Value", "text",
            Text(
                "After No: what is right. Left empty, the people stay in the office.",
                "Setelah Tidak: yang benar. Bila kosong, pegawainya tetap WFO.",
            ),
        ),
    ),
    hidden=(Column("Diisi", "Filled In", "text", Text("Of earlier versions.", "Dari versi terdahulu.")),),
)  # fmt: skip
INPUTS = (*SHEETS, CONFIRM)
INPUT_OF = {normal(name): spec for spec in INPUTS for name in (spec.english, spec.name)}


class ConfirmRow(NamedTuple):
    """A row of the sheet Konfirmasi; ``agreed`` is None as long as nobody has said anything."""

    row: int
    subject: str
    assumed: str
    ground: str
    confidence: str
    agreed: bool | None
    right: str


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
        columns = [
            read_column(column, grid.raw.get(column.name, [""] * len(grid.numbers)))[0]
            for column in CONFIRM.columns
        ]
        listed = [ConfirmRow(*values) for values in zip(grid.numbers, *columns, strict=True)]
        return [row for row in listed if row.agreed is not None]
    return []
