"""A comparison as a workbook: the measures, charts, each agency with who gains and who loses home days."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

from asnroster.domain.problem import Problem
from asnroster.files import whole_file
from asnroster.output.assumptions import as_draft, assumed_lines, of_several
from asnroster.output.comparison import Cell, Column, problems, table
from asnroster.output.comparison_charts import write_charts
from asnroster.output.gains import AgencyLine, Gain, agencies, agency_lines, gains_of
from asnroster.output.page import LINE_POINTS, print_in_pages
from asnroster.output.style import Styles, lines_needed
from asnroster.output.workbook import OPTIONS
from asnroster.output.xlsx import Workbook
from asnroster.words import _, home_word, number_text

KINDS = {"count": "number", "share": "share", "index": "index", "text": "text", "counts": "text"}
MOST_AGENCY_SHEETS = 20
MOST_NAMED = 10
LONGEST_NAME = 31  # Excel's
LABEL_PIXELS, VALUE_PIXELS, DIFFERENCE_PIXELS = 210, 170, 84
Styled = tuple[object, tuple[str, ...]]  # a value and the names of its styles


@dataclass
class Sheet:
    """A worksheet and the next row to be written."""

    sheet: Any
    styles: Styles
    widths: Sequence[int]
    row: int = 0

    def __post_init__(self) -> None:
        for column, width in enumerate(self.widths):
            self.sheet.set_column_pixels(column, column, width)

    def line(self, text: str, style: str) -> None:
        """One line of text across the sheet."""
        self.sheet.write_string(self.row, 0, text, self.styles(style))
        self.row += 1

    def header(self, headings: Sequence[str]) -> None:
        """A row of headings."""
        self.cells([(heading, ("header",)) for heading in headings])

    def values(self, values: Sequence[object], kinds: Sequence[str]) -> None:
        """A row of values, each of its kind; None is a dash."""
        self.cells([(value, ("cell", kind)) for value, kind in zip(values, kinds, strict=True)])

    def cells(self, cells: Sequence[Styled]) -> None:
        """A row of values, each with the names of its styles; numbers stay numbers."""
        for column, (value, names) in enumerate(cells):
            if isinstance(value, int | float | Fraction):
                self.sheet.write_number(self.row, column, float(value), self.styles(*names))
            else:
                text = "-" if value is None else str(value)
                self.sheet.write_string(self.row, column, text, self.styles(*names))
        texts = [(cell[0], width) for cell, width in zip(cells, self.widths, strict=False)]
        lines = max((lines_needed(text, width) for text, width in texts if isinstance(text, str)), default=1)
        self.sheet.set_row(self.row, LINE_POINTS * lines + 4)
        self.row += 1

    def finish(self, header: int, *, freeze_columns: int = 1) -> None:
        """Set the sheet up for screen and print, in letters that can be read."""
        self.sheet.hide_gridlines(2)
        self.sheet.freeze_panes(header + 1, freeze_columns)
        self.sheet.repeat_rows(header)
        print_in_pages(self.sheet, self.widths)


def write_comparison(columns: Sequence[Column], path: Path) -> None:
    """Write the comparison as a workbook, whole or not at all.

    A sheet of measures with the differences to the first column, one of charts, then one per agency; above
    ``MOST_AGENCY_SHEETS`` agencies one of them all and one of who gains and loses.

    Args:
        columns: as compared, the one to compare with first.
        path: the file to write.

    Raises:
        OSError: when the folder cannot be written to.
    """
    gains = gains_of(columns)
    lines = [agency_lines(column, gain) for column, gain in zip(columns, gains, strict=True)]
    names = agencies(columns)
    with whole_file(path) as temporary, Workbook(temporary, OPTIONS) as book:
        book.set_properties({"author": "asnroster"})
        styles = Styles(book)
        _write_measures(book.add_worksheet(_("Comparison")), styles, columns)
        charts = _("Charts")
        write_charts(book, book.add_worksheet(charts), charts, styles, columns)
        taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
        if len(names) > MOST_AGENCY_SHEETS:
            _write_all(
                book.add_worksheet(sheet_name(_("All agencies"), taken)), styles, columns, names, lines
            )
            changes = book.add_worksheet(sheet_name(_("Gains and losses"), taken))
            _write_changes(changes, styles, columns, gains)
            return
        for name in names:
            sheet = book.add_worksheet(sheet_name(name, taken))
            _write_agency(sheet, styles, name, columns, [line.get(name) for line in lines], gains)


def sheet_name(text: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has, whatever its case; ``taken`` learns it."""
    cleaned = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", text).split()).strip(" '") or "OPD"
    # Excel keeps this name for itself.
    cleaned = f"{cleaned} OPD" if cleaned.casefold() == "history" else cleaned
    for number in count(1):
        end = "" if number == 1 else f" {number}"
        name = cleaned[: LONGEST_NAME - len(end)].rstrip(" '") + end
        if name.casefold() not in taken:
            break
    taken.add(name.casefold())
    return name


def _write_measures(worksheet: Any, styles: Styles, columns: Sequence[Column]) -> None:
    """The measures; from the second column on each value has its difference to the first beside it."""
    shown, about = table(columns), problems(columns)
    widths = [LABEL_PIXELS, VALUE_PIXELS, *[VALUE_PIXELS, DIFFERENCE_PIXELS] * (len(shown.names) - 1)]
    sheet = Sheet(worksheet, styles, widths)
    sheet.line(as_draft(_("Scenarios side by side"), of_several(about)), "title")
    for text in assumed_lines(about):
        sheet.line(text, "note")
    sheet.line(
        _("± is the difference to {first}; green is better, red is worse.").format(first=shown.names[0]),
        "note",
    )
    header = sheet.row
    beside = [word for name in shown.names[1:] for word in (name, f"± {shown.names[0]}")]
    sheet.header([shown.corner, shown.names[0], *beside])
    titles = [Cell(title) for title in shown.titles]
    for label, cells in [(_("Title"), titles), *shown.rows]:
        later = [entry for cell in cells[1:] for entry in (_shown(cell), _difference(cell))]
        sheet.cells([(label, ("cell", "text", "band")), _shown(cells[0]), *later])
    sheet.finish(header)


def _shown(cell: Cell) -> Styled:
    """A value with its styles."""
    number = isinstance(cell.value, int | float | Fraction)
    best = ("best",) if cell.best else ()
    return (cell.value, ("cell", KINDS[cell.kind], *best)) if number else (cell.text, ("cell", "text"))


def _difference(cell: Cell) -> Styled:
    """A difference with its styles; of shares in points."""
    if cell.difference is None:
        return "", ("cell", "text")
    change = (cell.change,) if cell.change else ()
    if cell.kind == "share":
        return cell.difference * 100, ("cell", "points", *change)
    return cell.difference, ("cell", "signed index" if cell.kind == "index" else "signed number", *change)


def _write_agency(
    worksheet: Any,
    styles: Styles,
    name: str,
    columns: Sequence[Column],
    lines: Sequence[AgencyLine | None],
    gains: Sequence[Sequence[Gain] | None],
) -> None:
    """One agency: its figures under each column, and who gains and loses most."""
    sheet = Sheet(worksheet, styles, (210, 200, 150, 80, 80, 80, 90, 90, *_SAVED_PIXELS))
    sheet.line(name, "title")
    sheet.row += 1
    header = sheet.row
    sheet.header([_("Scenario"), _("Title"), *_headings()])
    for column, line in zip(columns, lines, strict=True):
        sheet.values([column.heading, column.title, *_figures(line)], ("text", "text", *_FIGURE_KINDS))
    for column, gain in zip(columns, gains, strict=True):
        if gain is None or column.report is None:
            continue
        problem = column.report.problem
        mine = [one for one in gain if problem.agency_of(one.person).path == name]
        _write_named(sheet, columns[0].heading, column.heading, problem, mine)
    sheet.finish(header)


_FIGURE_KINDS = ("number", "number", "number", "share", "number", "number", "number", "centre")
_SAVED_PIXELS = (110, 170)


def _headings() -> list[str]:
    return [
        _("People"), "WFO", home_word(), _("WFH share"), _("Gain WFH"), _("Lose WFH"), _("Savings (rupiah)"),
        _("Savings range (rupiah)"),
    ]  # fmt: skip


def _figures(line: AgencyLine | None) -> list[object]:
    if line is None:
        return [None] * len(_FIGURE_KINDS)
    return [
        line.people, line.office, line.home, line.home_share, line.winners, line.losers, line.rupiah.whole,
        line.rupiah.span,
    ]  # fmt: skip


def _write_named(
    sheet: Sheet, first: str, name: str, problem: Problem, gains: Sequence[Gain], *, agency: bool = False
) -> None:
    """How many gain and lose, and the names of those who gain and lose most."""
    won, lost = [gain for gain in gains if gain.days > 0], [gain for gain in gains if gain.days < 0]
    sheet.row += 1
    told = _("{name} against {first}: {won} people gain WFH days, {lost} lose some.")
    sheet.line(
        told.format(name=name, first=first, won=number_text(len(won)), lost=number_text(len(lost))), "section"
    )
    # The greatest losses come first.
    for title, people in ((_("Gain most"), won), (_("Lose most"), lost[::-1])):
        if not people:
            continue
        some = _("{title} ({shown} of {all})").format(
            title=title, shown=min(len(people), MOST_NAMED), all=number_text(len(people))
        )
        sheet.header([some, _("Unit"), "NIP", first[:20], name[:20], "±"])
        for gain in people[:MOST_NAMED]:
            unit = problem.unit_of(gain.person)
            where = unit.path if agency else unit.name
            person = problem.people[gain.person]
            values = [person.name, where, person.key, gain.before, gain.after, gain.days]
            kinds = ("text", "text", "centre", "number", "number", "signed number")
            sheet.values(values, kinds)


def _write_all(
    worksheet: Any,
    styles: Styles,
    columns: Sequence[Column],
    names: Collection[str],
    lines: Sequence[dict[str, AgencyLine]],
) -> None:
    """All agencies in one table, a row for each agency and column."""
    sheet = Sheet(worksheet, styles, (280, 200, 80, 80, 80, 80, 90, 90, *_SAVED_PIXELS))
    sheet.line(_("All agencies"), "title")
    sheet.row += 1
    header = sheet.row
    sheet.header([_("Agency"), _("Scenario"), *_headings()])
    for name in names:
        for column, line in zip(columns, lines, strict=True):
            sheet.values([name, column.heading, *_figures(line.get(name))], ("text", "text", *_FIGURE_KINDS))
    worksheet.autofilter(header, 0, sheet.row - 1, 1 + len(_FIGURE_KINDS))
    sheet.finish(header, freeze_columns=2)


def _write_changes(
    worksheet: Any, styles: Styles, columns: Sequence[Column], gains: Iterable[Sequence[Gain] | None]
) -> None:
    """Who gains and loses most in all agencies together."""
    sheet = Sheet(worksheet, styles, (230, 420, 150, 110, 110, 60))
    sheet.line(_("Gains and losses"), "title")
    header = sheet.row
    sheet.line(_("WFH days of the whole period, person by person."), "subtitle")
    for column, gain in zip(columns, gains, strict=True):
        if gain is not None and column.report is not None:
            _write_named(sheet, columns[0].heading, column.heading, column.report.problem, gain, agency=True)
    sheet.finish(header)
