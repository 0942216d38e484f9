"""Judged rosters side by side, built once: rows of cells for terminal, workbook and page, and a record for programs (``--json``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import Problem
from asnroster.judge.wording import date_text
from asnroster.output.figures import (
    MEASURES,
    Better,
    Measure,
    MeasureKind,
    Number,
    Value,
    difference_cell,
    shown,
)
from asnroster.output.report import Report
from asnroster.output.words import brief_status_text
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Clash
from asnroster.words import _

if TYPE_CHECKING:
    from rich.table import Table as RichTable
    from rich.text import Text as RichText


from dataclasses import make_dataclass
from typing import Any

from asnroster.domain.outcome import Status
from asnroster.output import blocks, records
from asnroster.output.assumptions import of_several
from asnroster.output.records import Assumption, as_data, assumptions_of, record

COLOURS = {"better": "green", "worse": "red", "": ""}


@dataclass(frozen=True, eq=False)
class Side:
    """One scenario's outcome, or a roster already made; the same one twice is two columns.

    Attributes:
        report: None when there is no roster; ``why`` then says why.
        given: the roster was given, not solved.
        value: of a sweep, as text; empty otherwise.
        case: what it is about; None where nobody knows.
        clashes: why there is no roster.
    """

    name: str
    title: str
    start: date
    end: date
    outcome: Outcome
    report: Report | None
    why: str = ""
    given: bool = False
    value: str = ""
    case: Case | None = None
    clashes: tuple[Clash, ...] = ()

    @property
    def heading(self) -> str:
        """What stands over it: its name, in a sweep the value alone."""
        return self.value or self.name

    @cached_property
    def figures(self) -> dict[str, Value]:
        """Every measure's value by its key, None without a roster."""
        report = self.report
        return {measure.key: None if report is None else measure.value(report) for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one column.

    Attributes:
        text, value: as shown and as it is.
        best: whether it is the best of its row.
        difference: to the first column, None where there is none or it means nothing.
        change: what that difference is.
    """

    text: str
    value: Value = None
    kind: MeasureKind = "text"
    best: bool = False
    difference: Number | None = None
    change: Literal["better", "worse", ""] = ""

    @property
    def difference_text(self) -> str:
        """The difference with its sign; empty where there is none."""
        return blocks.shown(difference_cell(self.difference, self.kind)) if self.difference else ""


@dataclass(frozen=True, slots=True)
class Measured:
    """Columns side by side: ``rows`` are (measure, one cell per column)."""

    corner: str
    names: Sequence[str]
    titles: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Figure]]]


def alike(first: Side, column: Side) -> bool:
    """Whether figures of two columns may be held against each other: the same dates and the same people."""
    if (first.start, first.end) != (column.start, column.end):
        return False
    if first.report is None or column.report is None:
        return True
    people, others = first.report.problem.people, column.report.problem.people
    return [person.key for person in people] == [person.key for person in others]


def problems(columns: Sequence[Side]) -> list[Problem]:
    """What the columns are about, as far as anybody knows."""
    return [column.case.problem for column in columns if column.case]


def dates_text(column: Side) -> str:
    """First and last date of a column's rosters."""
    return f"{date_text(column.start)} - {date_text(column.end)}"


def status_text(column: Side) -> str:
    """How a column came about, in the user's language."""
    if column.given:
        return _("a roster already made")
    return brief_status_text(column.outcome.status)


def table(columns: Sequence[Side]) -> Measured:
    """The comparison as rows of cells, each with its difference to the first column."""
    rows = [(_("Dates"), [Figure(dates_text(column)) for column in columns])]
    rows += [(_("Status"), [Figure(status_text(column)) for column in columns])]
    if any(column.why for column in columns):
        rows.append((_("Why not"), [Figure(column.why) for column in columns]))
    comparable = [alike(columns[0], column) for column in columns]
    for measure in MEASURES:
        rows.append((str(measure.title), measured_cells(measure, columns, comparable)))
    return Measured(
        corner(columns), [column.heading for column in columns], [column.title for column in columns], rows
    )


def corner(columns: Sequence[Side]) -> str:
    """What the headings of the columns are: scenarios, or values of the field that is swept."""
    # In a sweep every name is "rule.field = value".
    first = columns[0]
    return first.name.removesuffix(f" = {first.value}") if first.value else _("Scenario")


def measured_cells(measure: Measure, columns: Sequence[Side], comparable: Sequence[bool]) -> list[Figure]:
    """The cells of one measure; only comparable ones have a difference or are the best."""
    values = [column.figures[measure.key] for column in columns]
    best = _best([value for value, can in zip(values, comparable, strict=True) if can], measure.better)
    cells = []
    for value, can in zip(values, comparable, strict=True):
        difference = _difference(values[0], value) if can and measure.compared else None
        cells.append(
            Figure(
                shown(value, measure.kind),
                value,
                measure.kind,
                can and best is not None and value == best,
                difference,
                _change(difference, measure.better),
            )
        )
    return cells


def _difference(first: Value, value: Value) -> Number | None:
    if isinstance(first, Number) and isinstance(value, Number):
        return value - first
    return None


def _change(difference: Number | None, better: Better) -> Literal["better", "worse", ""]:
    if not difference or not better:
        return ""
    return "better" if (difference > 0) == (better == "more") else "worse"


def _best(values: Sequence[Value], better: Better) -> Value:
    numbers = [value for value in values if isinstance(value, Number)]
    # Where all are alike, none is best.
    if not better or len(set(numbers)) < 2:
        return None
    return max(numbers) if better == "more" else min(numbers)


def comparison_table(table: Measured) -> RichTable:
    """The comparison for a terminal: the best of each row has a star, differences are green or red."""
    from rich.table import Table as RichTable
    from rich.text import Text

    grid = RichTable(title=_("Scenarios side by side"), title_justify="left")
    grid.add_column(table.corner)
    for name in table.names:
        grid.add_column(name, justify="right", overflow="fold")
    for label, cells in table.rows:
        grid.add_row(Text(label), *map(_rich, cells))
    return grid


def _rich(cell: Figure) -> RichText:
    from rich.text import Text

    text = Text(f"{cell.text} ★", style="bold green") if cell.best else Text(cell.text)
    if cell.difference:
        text = Text.assemble(text, " ", (f"({cell.difference_text})", COLOURS[cell.change]))
    return text


_JSON_VALUES: dict[str, Any] = {
    "number": records.Number | None,
    "share": records.Number | None,
    "index": records.Number | None,
    "text": str | None,
    "counts": dict[str, int] | None,
}


@record
class Entry:
    """A policy or roster compared, before its measures."""

    scenario: str
    title: str
    start: date
    end: date
    status: Status
    bound: int | None
    seconds: float
    why: str
    given: bool
    value: str


# A measure is declared once, in ``MEASURES``: here it becomes a field.
MeasuredEntry: Any = make_dataclass(
    "MeasuredEntry",
    [
        *((measure.key, _JSON_VALUES[measure.kind]) for measure in MEASURES),
        ("differences", dict[str, records.Number]),
    ],
    bases=(Entry,),
    frozen=True,
    slots=True,
)
MeasuredEntry.__module__ = __name__
MeasuredEntry.__doc__ = (
    "A policy or roster compared, with its measures and their differences to the first one."
)


@record
class Comparison:
    """Policies and rosters side by side."""

    scenarios: list[MeasuredEntry]
    assumptions: list[Assumption]


def as_json(columns: Sequence[Side]) -> dict[str, Any]:
    """What ``compare --json`` writes."""
    comparable = [alike(columns[0], column) for column in columns]
    cells = {measure.key: measured_cells(measure, columns, comparable) for measure in MEASURES}
    entries = []
    for place, column in enumerate(columns):
        outcome = column.outcome
        values = {key: _plain(row[place].value) for key, row in cells.items()}
        differences = {key: _plain(row[place].difference) for key, row in cells.items()}
        entries.append(
            MeasuredEntry(
                column.name,
                column.title,
                column.start,
                column.end,
                outcome.status,
                outcome.bound,
                round(outcome.seconds, 3),
                column.why,
                column.given,
                column.value,
                **values,
                differences={key: value for key, value in differences.items() if value is not None},
            )
        )
    return as_data(Comparison(entries, assumptions_of(of_several(problems(columns)))))


def _plain(value: Value) -> int | float | str | dict[str, int] | None:
    return float(value) if isinstance(value, Fraction) else value
