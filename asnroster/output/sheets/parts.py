"""Berkas OPD: the agencies' workbooks of a split roster; it is read back."""

from __future__ import annotations

from asnroster.intake.rosters.files import PARTS_FILE, PARTS_SHEET
from asnroster.output.blocks import Column, Row
from asnroster.output.sheets.book import Book
from asnroster.words import _


def write(book: Book) -> None:
    """Write the sheet."""
    page = book.add_page(PARTS_SHEET, _("Workbooks by agency"))
    page.line(
        _("Each agency has a workbook of its own; audit and explain read them all when given this one."),
        "note",
    )
    page.row += 1
    rows = [
        Row((number, one.agency, one.file, one.people, one.office, one.home, one.hard_violations))
        for number, one in enumerate(book.parts, start=1)
    ]
    header, _last = page.table(_columns(), rows, filtered=True)
    page.finish((header, header), freeze_columns=2)


def _columns() -> list[Column]:
    return [
        Column("No", 42, "centre"), Column("OPD", 390), Column(PARTS_FILE, 270), Column(_("People"), 62, "number"),
        Column(_("WFO person-days"), 80, "number"), Column(_("WFH person-days"), 80, "number"),
        Column(_("Violations of rules that must hold"), 110, "number"),
    ]  # fmt: skip
