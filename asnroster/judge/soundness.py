"""Case validation: issues and notices that only data and scenario together show."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from asnroster.domain.modes import HOME
from asnroster.domain.problem import Assumption
from asnroster.errors import Issue
from asnroster.judge.gaps import shortages, unread_columns
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.idle import Idle, idle_rules
from asnroster.rules.kit.slips import slips
from asnroster.words import _


def check_case(
    case: Case, *, own: Container[str] = (), values: Container[str] = (), strict: bool = False
) -> tuple[list[Issue], list[Issue]]:
    """Issues that stop the run, and notices, that only data and scenario together show.

    Args:
        case: the people under the scenario's rules.
        own: names of the rules that the user wrote: a misspelt name in one of them stops every run.
        values: filter values that the user gave to shipped rules; of other values of these nothing is said, for no
            office has all of them.
        strict: whether open assumptions, the user's own idle rules that keep people in the office, and orders that
            are not obeyed stop the run.
    """
    misspelt = list(slips(case, own))
    misspelt_values = {issue.found for issue in misspelt}
    idle = [one for one in idle_rules(case) if one.issue.found not in misspelt_values]
    idle = [one for one in idle if _worth_saying(one, own, values)]
    guards = [one.issue for one in idle if one.unsafe]
    others = [one.issue for one in idle if not one.unsafe]
    unobeyed = list(_pins_without_document(case))
    short = dict.fromkeys(shortages(case))
    notices = [
        *short,
        *(doubt for rule in case.rules for doubt in rule.doubts(case)),
        *others,
        *unread_columns(case),
    ]
    if strict:
        return [*misspelt, *_open_assumptions(case), *unobeyed, *guards], notices
    return misspelt, [*unobeyed, *guards, *notices]


def _worth_saying(one: Idle, own: Container[str], values: Container[str]) -> bool:
    return not one.values or one.rule in own or any(value in values for value in one.values)


def _open_assumptions(case: Case) -> Iterator[Issue]:
    needed = _("Answer it in the sheet Konfirmasi, or accept all with --confirm.")
    for row in case.problem.assumptions:
        if row.open:
            message = f"{row.subject}: {row.assumed} ({row.ground})"
            yield Issue("assumption-open", message, needed, row.ref.file, row.ref.sheet, row.ref.cell)


def confirmed(assumptions: tuple[Assumption, ...]) -> tuple[Assumption, ...]:
    """The same, with all that is open agreed to."""
    return tuple(replace(row, agreed=True) if row.open else row for row in assumptions)


def _pins_without_document(case: Case) -> Iterator[Issue]:
    """A notice for each order to home that is not obeyed because it has no number."""
    numbered = {(pin.person, pin.day): pin for pin in case.problem.pins if pin.mode == HOME}
    issues: dict[object, Issue] = {}
    for overruled in case.fixed.overruled:
        pin = numbered.get((overruled.person, overruled.day))
        if pin is None or pin.document or case.rules[overruled.rule].decides_by != "order":
            continue
        message = _(
            "{name} is put at home on {date} without a document number; rule “{rule}” keeps them in the office."
        ).format(
            name=case.problem.people[pin.person].name,
            date=case.problem.horizon.dates[pin.day].isoformat(),
            rule=case.rules[overruled.by].name,
        )
        ref = pin.ref
        issues.setdefault(
            (ref.file, ref.sheet, ref.cell) if ref.cell else (pin.person, pin.day),
            Issue(
                "pin-without-document",
                message,
                _("Give the number of the order in Nomor Surat."),
                ref.file,
                ref.sheet,
                ref.cell,
            ),
        )
    yield from issues.values()
