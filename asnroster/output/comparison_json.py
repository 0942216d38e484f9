"""A comparison for programs (``--json``): one object a column, every measure and its difference by its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import make_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from asnroster.domain.outcome import Status
from asnroster.output.assumptions import of_several
from asnroster.output.comparison import Side, alike, measured_cells, problems
from asnroster.output.figures import MEASURES, Value
from asnroster.output.records import Assumption, Number, as_data, assumptions_of, record

_VALUES: dict[str, Any] = {
    "count": Number | None, "share": Number | None, "index": Number | None, "text": str | None,
    "counts": dict[str, int] | None,
}  # fmt: skip


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
    [*((measure.key, _VALUES[measure.kind]) for measure in MEASURES), ("differences", dict[str, Number])],
    bases=(Entry,), frozen=True, slots=True,
)  # fmt: skip
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
    found = []
    for place, column in enumerate(columns):
        outcome = column.outcome
        values = {key: _plain(row[place].value) for key, row in cells.items()}
        differences = {key: _plain(row[place].difference) for key, row in cells.items()}
        found.append(MeasuredEntry(
            column.name, column.title, column.start, column.end, outcome.status, outcome.bound,
            round(outcome.seconds, 3), column.why, column.given, column.value, **values,
            differences={key: value for key, value in differences.items() if value is not None},
        ))  # fmt: skip
    return as_data(Comparison(found, assumptions_of(of_several(problems(columns)))))


def _plain(value: Value) -> int | float | str | dict[str, int] | None:
    return float(value) if isinstance(value, Fraction) else value
