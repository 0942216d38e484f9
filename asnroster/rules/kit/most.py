"""``most(p, w)``: the largest number of home days of a person in a week, under the hard rules about the person alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from asnroster.domain.prepare import WeekRow, most_home_days
from asnroster.rules.kit.base import Rule

if TYPE_CHECKING:
    from asnroster.rules.kit.case import Case


def most_by_week(case: Case, counted: frozenset[int] | None = None) -> npt.NDArray[np.int16]:
    """(people, weeks): ``most(p, w)``; every row of a person has the person's figure.

    Args:
        case: the problem under its rules.
        counted: the dates whose home days count; None for all.
    """
    horizon, problem = case.problem.horizon, case.problem
    most = np.zeros((len(problem.people), len(horizon.weeks)), dtype=np.int16)
    speaking = [
        (index, rule)
        for index, rule in enumerate(case.rules)
        if rule.hard and type(rule).week_rows is not Rule.week_rows
    ]
    in_scope = case.scope[[index for index, _ in speaking]].T
    # Whoever does not serve throughout, or in several rows, is asked alone.
    apart = np.zeros((len(problem.people), 1), dtype=np.int32)
    for row in case.joined.dated:
        apart[row] = problem.stints.lead[row] + 1
    for week, days in enumerate(horizon.weeks):
        # People alike in all that the rows can see share one answer.
        seen = np.hstack([
            apart, case.pattern_of[:, None].astype(np.int8), in_scope, problem.working[:, days],
            problem.available[:, days], case.fixed.modes[:, days], *(_first_weeks(case) if week == 0 else ()),
        ])  # fmt: skip
        number: dict[bytes, int] = {}
        alike = np.array([number.setdefault(row, len(number)) for row in _bytes(seen)], dtype=np.int64)
        leads = np.unique(alike, return_index=True)[1].tolist()
        most[:, week] = np.array(_answers(case, leads, week, speaking, counted), dtype=np.int16)[alike]
    most.setflags(write=False)
    return most


def _first_weeks(case: Case) -> Iterator[npt.NDArray[np.int8 | np.bool_]]:
    """All that the history tells of the week in which the horizon begins, a row a person."""
    history = case.problem.history
    if history is not None:
        days = list(history.first_week)
        yield from (history.modes[:, days], history.known[:, days], history.working[:, days])
        yield history.knows_first_week[:, None]


def _bytes(rows: npt.NDArray[Any]) -> list[bytes]:
    """Each row of an array as bytes."""
    width, whole = rows.shape[1] * rows.itemsize, rows.tobytes()
    return [whole[begin : begin + width] for begin in range(0, len(whole), width)]


def _answers(
    case: Case,
    people: Sequence[int],
    week: int,
    speaking: Sequence[tuple[int, Rule]],
    counted: frozenset[int] | None,
) -> list[int]:
    """The figures of these people, each asked with all their stints."""
    of, lead = case.problem.stints.of, case.problem.stints.lead
    rows = sorted({row for person in people for row in of[person]})
    rows_of: dict[int, list[WeekRow]] = {lead[row]: [] for row in rows}
    for index, rule in speaking:
        for row, said in rule.week_rows(case, [row for row in rows if case.scope[index, row]], week):
            rows_of[lead[row]].append(said)
    most = []
    for person in people:
        days = [day for day in case.problem.horizon.weeks[week] if case.joined.available[person, day]]
        modes = case.joined.modes[person, days].tolist()
        most.append(most_home_days(days, modes, rows_of[lead[person]], counted))
    return most
