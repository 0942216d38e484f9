"""Kepatuhan: one row a rule, then every violation in words."""

from __future__ import annotations

from asnroster.output.page import Page
from asnroster.output.report import Report
from asnroster.output.roster_tables import rules_table, total_row, unkept_count, violations_table
from asnroster.output.sheets.book import Book
from asnroster.output.words import all_kept_text, unkept_heading
from asnroster.words import _

MOST_RECORDS = 20_000


def write(book: Book) -> None:
    """Write the sheet."""
    page = book.add_page("Kepatuhan", _("Compliance with the rules"))
    page.row += 1
    rules = rules_table(book.report)
    header, _last = page.table(rules.columns, [*rules.lines, total_row(book.report)])
    page.row += 1
    # A sheet repeats one header only: that of the long table, where there is one.
    header = _write_violations(page, book.report) or header
    page.finish((header, header), freeze_rows=1)


def _write_violations(page: Page, report: Report) -> int | None:
    """The list of violations; its header row, if it has one."""
    records = unkept_count(report)
    page.line(unkept_heading(report), "section")
    if not records:
        page.line(all_kept_text(report))
        return None
    if records > MOST_RECORDS:
        template = _("The first {shown} of {count} are listed, those of rules that must hold first.")
        page.line(template.format(shown=MOST_RECORDS, count=records), "note")
    header, _last = page.show(violations_table(report, MOST_RECORDS), captioned=False)
    return header
