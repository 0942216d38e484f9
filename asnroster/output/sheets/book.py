"""The roster workbook while its sheets are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter import Workbook

from asnroster.output.assumptions import as_draft
from asnroster.output.dates import horizon_text
from asnroster.output.page import Page
from asnroster.output.report import PartLine, Report
from asnroster.output.signature import letter_lines
from asnroster.output.style import Styles
from asnroster.output.words import other_policies
from asnroster.words import _


@dataclass
class Book:
    """A workbook being written.

    Attributes:
        workbook: XlsxWriter's workbook.
        report: what is written.
        paper: XlsxWriter's paper code.
        parts: the workbooks of a split roster.
        live: whether it holds Jadwal, from which its summaries are counted.
    """

    workbook: Workbook
    report: Report
    paper: int
    parts: Sequence[PartLine] = ()
    live: bool = False
    styles: Styles = field(init=False)

    def __post_init__(self) -> None:
        self.styles = Styles(self.workbook)

    def as_written(self) -> str:
        """What is said over figures that no edit of a roster changes."""
        return _("Figures are as of the day on which this workbook was written.")

    def add_page(self, name: str, title: str, *, column: int = 0, letter_column: int | None = None) -> Page:
        """A new worksheet with its title, scenario and period in the first rows of a column.

        Args:
            name: of the sheet.
            title: its first line.
            column: where its lines begin.
            letter_column: where the lines on the letter that it is attached to end, above the title; None: not told.
        """
        scenario, horizon = self.report.scenario, self.report.problem.horizon
        page = Page(self.workbook, self.styles, name, scenario.title or scenario.name, self.paper, column)
        if letter_column is not None:
            for text in letter_lines(self.report):
                page.sheet.write_string(page.row, letter_column, text, self.styles("subtitle", align="right"))
                page.row += 1
        page.line(as_draft(title, self.report.problem.assumptions), "title")
        parts = (
            self.report.agency,
            scenario.title or scenario.name,
            scenario.source,
            other_policies(scenario),
        )
        page.line(" · ".join(part for part in parts if part))
        page.line(_("Period: {span}").format(span=horizon_text(horizon)))
        return page
