"""Pengecualian: who or which unit is kept in the office, by which rule, for what reason."""

from __future__ import annotations

from asnroster.output.exceptions import exemptions
from asnroster.output.roster_tables import exceptions_table
from asnroster.output.sheets.book import Book
from asnroster.words import _

MOST_RECORDS = 20_000
COLUMNS = ("no", "kind", "agency", "unit", "nip", "name", "people", "when", "rule", "reason", "source")


def write(book: Book) -> None:
    """Write the sheet."""
    page = book.add_page("Pengecualian", _("Exceptions"))
    listed = list(exemptions(book.report))
    if len(listed) > MOST_RECORDS:
        template = _("The first {shown} of {count} are listed.")
        page.line(template.format(shown=MOST_RECORDS, count=len(listed)), "note")
    page.row += 1
    table = exceptions_table(listed[:MOST_RECORDS]).only(*COLUMNS)
    header, _last = page.table(table.columns, table.lines, filtered=True)
    if not listed:
        page.line(_("Nobody is excepted."))
    page.finish((header, header), freeze_columns=2)
