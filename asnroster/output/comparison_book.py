"""A comparison as a workbook: the measures, charts, each agency with who gains and who loses home days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from asnroster.domain.problem import Problem
from asnroster.files import whole_file
from asnroster.output.assumptions import as_draft, assumed_lines, of_several
from asnroster.output.comparison import Side, corner, problems, table
from asnroster.output.comparison_charts import comparison_charts, left_out_text
from asnroster.output.comparison_tables import FIGURES, agencies_table, gains_table, measures_table
from asnroster.output.gains import AgencyLine, Gain, agencies, agency_lines, gains_of
from asnroster.output.page import Page
from asnroster.output.style import Styles
from asnroster.output.xlsx import OPTIONS, Workbook
from asnroster.words import _, number_text

MOST_AGENCY_SHEETS = 20
MOST_NAMED = 10
LONGEST_NAME = 31  # Excel's
PEOPLE = ("name", "unit", "nip", "before", "after", "change")
Gains = Sequence[Sequence[Gain] | None]
Lines = Sequence[Mapping[str, AgencyLine]]


def write_comparison(columns: Sequence[Side], path: Path) -> None:
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
        _write_measures(Page(book, styles, _("Comparison")), columns)
        _write_charts(Page(book, styles, _("Charts")), columns)
        taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
        if len(names) > MOST_AGENCY_SHEETS:
            _write_all(Page(book, styles, sheet_name(_("All agencies"), taken)), columns, names, lines)
            changes = Page(book, styles, sheet_name(_("Gains and losses"), taken))
            _write_changes(changes, columns, gains)
            return
        for name in names:
            _write_agency(Page(book, styles, sheet_name(name, taken)), name, columns, lines, gains)


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


def _write_measures(page: Page, columns: Sequence[Side]) -> None:
    about = problems(columns)
    page.line(as_draft(_("Scenarios side by side"), of_several(about)), "title")
    for text in assumed_lines(about):
        page.line(text, "note")
    legend = _("± is the difference to {first}; green is better, red is worse.")
    page.line(legend.format(first=columns[0].heading), "note")
    header, _last = page.show(measures_table(table(columns)))
    page.finish_in_pages(header)


def _write_charts(page: Page, columns: Sequence[Side]) -> None:
    """Each chart with its figures on a page of its own."""
    page.set_widths(240, *[130] * 4)  # as wide as a chart
    page.line(_("Charts"), "title")
    if note := left_out_text(columns):
        page.line(note, "note")
    breaks = []
    for chart in comparison_charts(columns):
        breaks.append(page.row)
        page.chart(chart)
    page.finish_in_pages()
    page.sheet.set_h_pagebreaks(breaks[1:])


def _write_agency(page: Page, name: str, columns: Sequence[Side], lines: Lines, gains: Gains) -> None:
    """One agency: its figures under each column, and who gains and loses most."""
    page.set_widths(210, 200, 150)  # names, units and NIP stand below the figures
    page.line(name, "title")
    page.row += 1
    figures = agencies_table(columns, corner(columns), [name], lines, "")
    header, _last = page.show(figures.only("column", "title", *FIGURES, "range"))
    for column, gain in zip(columns, gains, strict=True):
        if gain is not None and column.report is not None:
            problem = column.report.problem
            mine = [one for one in gain if problem.agency_of(one.person).path == name]
            _write_named(page, columns[0].heading, column.heading, problem, mine)
    page.finish_in_pages(header)


def _write_named(
    page: Page, first: str, name: str, problem: Problem, gains: Sequence[Gain], keys: Sequence[str] = PEOPLE
) -> None:
    """How many gain and lose, and the names of those who gain and lose most."""
    won, lost = [gain for gain in gains if gain.days > 0], [gain for gain in gains if gain.days < 0]
    page.row += 1
    text = _("{name} against {first}: {won} people gain WFH days, {lost} lose some.")
    page.line(
        text.format(name=name, first=first, won=number_text(len(won)), lost=number_text(len(lost))), "section"
    )
    # The greatest losses come first.
    for title, people in ((_("Gain most"), won), (_("Lose most"), lost[::-1])):
        if people:
            some = _("{title} ({shown} of {all})").format(
                title=title, shown=min(len(people), MOST_NAMED), all=number_text(len(people))
            )
            shown = gains_table(problem, first, name, people[:MOST_NAMED], "")
            page.show(shown.only(*keys, headed={"name": some}))


def _write_all(page: Page, columns: Sequence[Side], names: Sequence[str], lines: Lines) -> None:
    """All agencies in one table, a row for each agency and column."""
    page.line(_("All agencies"), "title")
    page.row += 1
    figures = agencies_table(columns, corner(columns), names, lines, "")
    header, _last = page.show(figures.only("agency", "column", *FIGURES, "range"), filtered=True)
    page.finish_in_pages(header, freeze_columns=2)


def _write_changes(page: Page, columns: Sequence[Side], gains: Gains) -> None:
    """Who gains and loses most in all agencies together."""
    page.line(_("Gains and losses"), "title")
    page.line(_("WFH days of the whole period, person by person."))
    for column, gain in zip(columns, gains, strict=True):
        if gain is not None and column.report is not None:
            keys = ("name", "agency", "unit", "nip", "before", "after", "change")
            _write_named(page, columns[0].heading, column.heading, column.report.problem, gain, keys)
    page.finish_in_pages()
