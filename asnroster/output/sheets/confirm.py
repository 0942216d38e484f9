"""Konfirmasi: what was assumed, to be answered here; the next run reads the answers."""

from __future__ import annotations

from asnroster.intake.assumptions import confirm_cells
from asnroster.intake.schema import CONFIRM, ConfirmRow
from asnroster.output.blocks import Column, Row
from asnroster.output.sheets.book import Book
from asnroster.words import _

_WIDTHS = (260, 170, 330, 76, 70, 170)
_ANSWERS = tuple(column.place - 1 for column in (ConfirmRow.agreed, ConfirmRow.right))


def write(book: Book) -> None:
    """Write the sheet; nothing where nothing was assumed."""
    assumptions = book.report.problem.assumptions
    if not assumptions:
        return
    page = book.add_page(CONFIRM.name, _("Assumptions to confirm"))
    page.line(
        _(
            "Answer Yes or No in column “{agreed}”; after No write what is right in “{right}” (empty: in the office). "
            "Save, and run solve again: it reads the answers here."
        ).format(agreed=ConfirmRow.agreed.label, right=ConfirmRow.right.label),
        "note",
    )
    page.row += 1
    columns = [
        Column(column.label, width, "input" if place in _ANSWERS else "text")
        for place, (column, width) in enumerate(zip(CONFIRM.columns, _WIDTHS, strict=True))
    ]
    rows = [Row(tuple(confirm_cells(row).values())) for row in assumptions]
    header, last = page.table(columns, rows, filtered=True)
    page.sheet.data_validation(
        header + 1, _ANSWERS[0], last, _ANSWERS[0],
        {
            "validate": "list", "source": [str(choice) for choice in ConfirmRow.agreed.choices],
            "error_message": _("Choose one of the list."),
        },
    )  # fmt: skip
    page.sheet.ignore_errors({"number_stored_as_text": f"A{header + 2}:A{last + 1}"})
    page.finish((header, header), freeze_columns=1)
