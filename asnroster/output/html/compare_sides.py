"""A comparison as its page shows it: the columns, names as private as asked, and which columns stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from asnroster.domain.problem import Problem
from asnroster.output.comparison import Measured, Side, corner, table
from asnroster.output.comparison_charts import drawable
from asnroster.output.figures import Number
from asnroster.output.html.privacy import Privacy, hidden, hidden_case
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from asnroster.words import _

MOST_ACROSS = 5  # columns beside each other that a sheet of A4 holds
MOST_DETAILED = 6  # columns of which everything is told


@dataclass(frozen=True)
class Sides:
    """What is compared, for all sections of the page.

    Attributes:
        columns: as compared; figures are theirs.
        privacy: how people are called.
    """

    columns: Sequence[Side]
    privacy: Privacy = "mask"

    @property
    def first(self) -> Side:
        """The column that all others are held against."""
        return self.columns[0]

    @property
    def swept(self) -> bool:
        """Whether the columns are values of one figure."""
        return bool(self.first.value)

    @property
    def corner(self) -> str:
        """What the headings of the columns are."""
        return corner(self.columns)

    @cached_property
    def table(self) -> Measured:
        """The measures."""
        return table(self.columns)

    @cached_property
    def comparable(self) -> list[Side]:
        """The columns with a roster of the first one's dates and people, itself among them."""
        return drawable(self.columns)

    @cached_property
    def detailed(self) -> list[tuple[Side, Report]]:
        """Columns with a roster of which everything is told; of a sweep the first alone, for the others differ in one figure."""
        pairs = [(one, one.report) for one in self.columns if one.report is not None]
        return pairs[:1] if self.swept or len(pairs) > MOST_DETAILED else pairs

    def shown(self, column: Side) -> Case | None:
        """A column's case with people called as asked."""
        return self._cases[self.columns.index(column)]

    def shown_report(self, report: Report) -> Report:
        """A judged roster with people called as asked."""
        return hidden(report, self.privacy)

    @cached_property
    def _cases(self) -> list[Case | None]:
        return [one.case and hidden_case(one.case, self.privacy) for one in self.columns]

    @property
    def problems(self) -> list[Problem]:
        """What the columns are about, with people called as asked."""
        return [case.problem for case in self._cases if case]

    def side_by_side(self) -> list[list[int]]:
        """Places of columns that stand beside each other in one table; the first one in every table."""
        count = len(self.columns)
        if count <= MOST_ACROSS:
            return [[*range(count)]]
        step = MOST_ACROSS - 1
        return [[0, *range(at, min(at + step, count))] for at in range(1, count, step)]

    def figures(self, key: str) -> Iterator[tuple[Side, Number]]:
        """One measure of the comparable columns that have it."""
        for column in self.comparable:
            value = column.figures[key]
            if isinstance(value, Number):
                yield column, value


def part_of(caption: str, part: int, parts: int) -> str:
    """The caption of one of several tables."""
    if parts == 1:
        return caption
    return _("{caption} (table {part} of {parts})").format(caption=caption, part=part, parts=parts)
