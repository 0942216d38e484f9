"""Penghematan: what the roster saves, as live formulas over assumptions that the reader may change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asnroster.judge.savings import COUNTS, KG, KINDS_OF_LINES, RUPIAH, TOTALS, Line, Savings, source_text
from asnroster.output.blocks import Column, Formula, Kind, Row
from asnroster.output.page import Page
from asnroster.output.savings import sentence_case
from asnroster.output.sheets.book import Book
from asnroster.scenario.savings import KINDS, SHARE
from asnroster.words import _

SHEET = "Penghematan"
ENDS = "BCD"  # columns of low, middle, high


def write(book: Book) -> None:
    """Write the sheet."""
    saved = book.report.savings
    page = book.add_page(SHEET, _("Savings"))
    page.line(
        _("Against everybody in the office: same staff, absences and holidays, nobody at home."), "note"
    )
    page.line(
        _(
            "Yellow figures are assumptions: change them, and the results follow. Section [savings] of a scenario keeps them."
        ),
        "note",
    )
    if book.report.agency:
        page.line(_("Buildings that other agencies share are counted in the main workbook only."), "note")
    page.row += 1
    header = page.row
    rows = _rows(header)
    page.table(_columns(_("What is saved"), _("Formula, with the middle figures as first written")), [])
    for line in saved.lines.values():
        decimals: Kind = "number" if line.kind.unit in (RUPIAH, KG) else "decimal"
        page.table_rows(_columns("", "", decimals), [_result(saved, line, rows)])
    page.row += 1
    page.table(
        _columns(_("Counted in the roster when this workbook was written"), _("Meaning")), _counts(saved)
    )
    page.row += 1
    page.table(_columns(_("Assumption"), _("Where it comes from")), [])
    _write_assumptions(page, saved)
    page.finish((header, header), freeze_rows=1, pages_tall=1)


def _columns(what: str, last: str, kind: Kind = "number") -> list[Column]:
    return [
        Column(what, 240),
        Column(_("Low"), 96, kind),
        Column(_("Middle"), 96, kind),
        Column(_("High"), 96, kind),
        Column(_("Unit of measure"), 112, "centre"),
        Column(last, 470),
    ]


def _rows(header: int) -> Mapping[str, int]:
    """The row (from 1) of everything that formulas name; each of the three tables has a header and a gap before it."""
    rows: dict[str, int] = {}
    next_row = header + 2
    for names in ([kind.key for kind in KINDS_OF_LINES], COUNTS, KINDS):
        rows |= {name: next_row + at for at, name in enumerate(names)}
        next_row += len(names) + 2
    return rows


def _result(saved: Savings, line: Line, rows: Mapping[str, int]) -> Row:
    values = zip(ENDS, (line.low, line.middle, line.high), strict=True)
    formulas = [
        Formula(
            "+".join("*".join(f"{end}{rows[name]}" for name in term) for term in line.kind.terms),
            float(value),
        )
        for end, value in values
    ]
    styles = ("band",) if line.kind.key in TOTALS else ()
    return Row((sentence_case(line.kind.title), *formulas, str(line.kind.unit), saved.formula(line)), styles)


def _counts(saved: Savings) -> Iterator[Row]:
    meanings = {
        "home_days": _("Each would be in the office if nobody were at home."),
        "closed_building_days": _("Days on which a building has somebody at home and nobody in the office."),
    }
    for name, (title, unit) in COUNTS.items():
        yield Row((sentence_case(title), *(getattr(saved, name),) * 3, str(unit), meanings[name]))


def _write_assumptions(page: Page, saved: Savings) -> None:
    for name, one in saved.assumptions.items():
        kind: Kind = "input_share" if name == SHARE else "input"
        words = KINDS[name]
        row = Row((sentence_case(words.title), *one.values, str(words.unit), source_text(one)))
        page.table_rows(_columns("", "", kind), [row])
