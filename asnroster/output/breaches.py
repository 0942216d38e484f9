"""What an audit found, in words and with its place: whose, when, in which cell of the roster file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from asnroster.domain.groups import fold
from asnroster.domain.problem import CellRef
from asnroster.judge.wording import mode_text, violation_text, when_text, who_text
from asnroster.output.records import record
from asnroster.output.report import Report
from asnroster.output.words import misfit_days, misfit_text, misfit_who, titled
from asnroster.rules.kit.verbs import Where
from asnroster.words import _, home_word


@dataclass(frozen=True, slots=True)
class Breach:
    """A violation or misfit in words.

    Attributes:
        nip: of the person; empty where a group is meant.
        place: its cells in the roster file; of a group the headings of its days. Without a cell where none is known.
        first: the first date.
        last: the last date.
    """

    who: str
    when: str
    found: int | str
    needed: int | str
    rule: str
    source: str
    hard: bool
    sentence: str
    nip: str
    place: CellRef
    key: str
    first: date
    last: date


def breaches(report: Report) -> Iterator[Breach]:
    """Every misfit and violation, those of rules that must hold first."""
    case = report.case
    dates = report.problem.horizon.dates
    for misfit in report.audit.misfits:
        who, key = misfit_who(report, misfit)
        fitting = f"WFO / {home_word()}" if report.problem.available[misfit.person, misfit.day] else "-"
        yield Breach(
            who,
            misfit_days(report, misfit),
            misfit.found or "-",
            fitting,
            _("Cells that do not fit"),
            "",
            True,
            misfit_text(report, misfit),
            key,
            misfit.ref or CellRef(),
            "",
            dates[misfit.day],
            dates[misfit.last_day],
        )
    for title, entry in sorted(titled(report), key=lambda pair: not pair[1].rule.hard):
        for violation in entry.violations:
            actual, needed = (
                mode_text(figure) if violation.sense == "mode" else figure
                for figure in (violation.found, violation.needed)
            )
            where = violation.where
            first, last = _days(report, where)
            nip = "" if where.person is None else report.problem.people[where.person].key
            yield Breach(
                who_text(case, where),
                when_text(case, where),
                actual,
                needed,
                title,
                entry.rule.instrument,
                entry.rule.hard,
                violation_text(case, violation),
                nip,
                _place(report, where.person, first, last),
                entry.rule.key,
                dates[first],
                dates[last],
            )


def _days(report: Report, where: Where) -> tuple[int, int]:
    """The first and last day that are meant."""
    if where.day is not None:
        return where.day, where.day
    days = range(report.problem.days) if where.week is None else report.problem.horizon.weeks[where.week]
    return days[0], days[-1]


def _place(report: Report, person: int | None, first: int, last: int) -> CellRef:
    places = report.roster.places
    return (places.ref(person, first, last) if places is not None else None) or CellRef()


@record
class Violation:
    """What breaks a rule or falls short of a wish, and where it stands."""

    rule: str
    title: str
    hard: bool
    nip: str
    who: str
    start: date
    end: date
    found: str
    needed: str
    message: str
    file: str
    sheet: str
    cell: str


def violations(report: Report) -> list[Violation]:
    """Every misfit and violation for programs."""
    return [
        Violation(
            one.key,
            one.rule,
            one.hard,
            one.nip,
            one.who,
            one.first,
            one.last,
            str(one.found),
            str(one.needed),
            one.sentence,
            one.place.file,
            one.place.sheet,
            one.place.cell,
        )
        for one in breaches(report)
    ]


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
