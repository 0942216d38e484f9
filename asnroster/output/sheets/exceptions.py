"""Pengecualian: who or which unit is kept in the office, by which rule, for what reason."""

from __future__ import annotations

from asnroster.output.exceptions import Exemption, exemptions, kind_text
from asnroster.output.page import Book, Column, Row
from asnroster.words import _

MOST_RECORDS = 20_000


def write(book: Book) -> None:
    """Write the sheet."""
    page = book.add_page("Pengecualian", _("Exceptions"))
    listed = list(exemptions(book.report))
    if len(listed) > MOST_RECORDS:
        template = _("The first {shown} of {count} are listed.")
        page.line(template.format(shown=MOST_RECORDS, count=len(listed)), "note")
    page.row += 1
    kinds = [entry.kind for entry in listed[:MOST_RECORDS]]
    rows = [
        _row(number, entry, first=number > 1 and kinds[number - 2] != entry.kind)
        for number, entry in enumerate(listed[:MOST_RECORDS], start=1)
    ]
    header, _last = page.table(_columns(), rows, filtered=True)
    if not rows:
        page.line(_("Nobody is excepted."))
    page.finish((header, header), freeze_columns=2)


def _columns() -> list[Column]:
    return [
        Column("No", 36, "centre"), Column(_("Kind of exception"), 116), Column("OPD", 126), Column("Unit", 126),
        Column("NIP", 132), Column("Nama", 136), Column(_("People"), 56, "number"), Column(_("When"), 126),
        Column(_("Rule"), 116), Column(_("Reason"), 150), Column(_("Source"), 138),
    ]  # fmt: skip


def _row(number: int, entry: Exemption, *, first: bool) -> Row:
    values = (
        number, kind_text(entry.kind), entry.agency, entry.unit, entry.key, entry.name, entry.people,
        entry.when, entry.rule, entry.reason, entry.source,
    )  # fmt: skip
    return Row(values, ("first",) if first else ())
