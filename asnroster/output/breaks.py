"""Where a relaxed roster breaks rules that must hold: person-days, dates and groups to be marked."""

from __future__ import annotations

from dataclasses import dataclass

from asnroster.domain.groups import fold
from asnroster.output.report import Report


@dataclass(frozen=True, slots=True)
class Breaks:
    """What a writer marks; nothing in a roster that was to keep every rule.

    Attributes:
        cells: (person, day) of every rule about a single person that is broken there.
        days: dates on which a rule about a group is broken.
        groups: labels of these groups, without regard to case.
    """

    cells: frozenset[tuple[int, int]] = frozenset()
    days: frozenset[int] = frozenset()
    groups: frozenset[str] = frozenset()


def breaks(report: Report) -> Breaks:
    """The places where a relaxed roster breaks a rule that must hold."""
    if not report.clashes:
        return Breaks()
    horizon, available = report.problem.horizon, report.problem.available
    cells: set[tuple[int, int]] = set()
    days: set[int] = set()
    groups: set[str] = set()
    for entry in report.audit.rules:
        for violation in entry.violations if entry.rule.hard else ():
            where = violation.where
            within = range(report.problem.days) if where.week is None else horizon.weeks[where.week]
            dates = within if where.day is None else (where.day,)
            if where.person is not None:
                cells |= {(where.person, day) for day in dates if available[where.person, day]}
            else:
                days |= set(dates)
                groups.add(fold(where.group or ""))
    return Breaks(frozenset(cells), frozenset(days), frozenset(groups))
