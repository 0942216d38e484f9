"""The sheets that are lists: Kepatuhan, Pengecualian, Konfirmasi, Berkas OPD."""

from __future__ import annotations

from asnroster.intake.assumptions import confirm_cells
from asnroster.intake.rosters.files import PARTS_FILE, PARTS_SHEET
from asnroster.intake.schema import CONFIRM, ConfirmRow
from asnroster.output.blocks import Column, Row
from asnroster.output.exceptions import exemptions
from asnroster.output.page import Page
from asnroster.output.report import Report
from asnroster.output.roster_tables import (
    exceptions_table,
    rules_table,
    total_row,
    unkept_count,
    violations_table,
)
from asnroster.output.sheets.book import Book
from asnroster.output.words import all_kept_text, unkept_heading
from asnroster.words import _

MOST_RECORDS = 20_000
EXCEPTIONS = ("no", "kind", "agency", "unit", "nip", "name", "people", "when", "rule", "reason", "source")
_WIDTHS = (260, 170, 330, 76, 70, 170)
_ANSWERS = tuple(column.place - 1 for column in (ConfirmRow.agreed, ConfirmRow.right))


def write_compliance(book: Book) -> None:
    """Write Kepatuhan: one row a rule, then every violation in words."""
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


def write_exceptions(book: Book) -> None:
    """Write Pengecualian: who or which unit is kept in the office, by which rule, for what reason."""
    page = book.add_page("Pengecualian", _("Exceptions"))
    listed = list(exemptions(book.report))
    if len(listed) > MOST_RECORDS:
        template = _("The first {shown} of {count} are listed.")
        page.line(template.format(shown=MOST_RECORDS, count=len(listed)), "note")
    page.row += 1
    table = exceptions_table(listed[:MOST_RECORDS]).only(*EXCEPTIONS)
    header, _last = page.table(table.columns, table.lines, filtered=True)
    if not listed:
        page.line(_("Nobody is excepted."))
    page.finish((header, header), freeze_columns=2)


def write_confirm(book: Book) -> None:
    """Write Konfirmasi, where something was assumed: to be answered here; the next run reads the answers."""
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
        header + 1,
        _ANSWERS[0],
        last,
        _ANSWERS[0],
        {
            "validate": "list",
            "source": [str(choice) for choice in ConfirmRow.agreed.choices],
            "error_message": _("Choose one of the list."),
        },
    )
    page.sheet.ignore_errors({"number_stored_as_text": f"A{header + 2}:A{last + 1}"})
    page.finish((header, header), freeze_columns=1)


def write_parts(book: Book) -> None:
    """Write Berkas OPD: the agencies' workbooks of a split roster; it is read back."""
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
    header, _last = page.table(_part_columns(), rows, filtered=True)
    page.finish((header, header), freeze_columns=2)


def _part_columns() -> list[Column]:
    return [
        Column("No", 42, "centre"),
        Column("OPD", 390),
        Column(PARTS_FILE, 270),
        Column(_("People"), 62, "number"),
        Column(_("WFO person-days"), 80, "number"),
        Column(_("WFH person-days"), 80, "number"),
        Column(_("Violations of rules that must hold"), 110, "number"),
    ]
