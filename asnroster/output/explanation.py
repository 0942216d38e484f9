"""An explanation of one person's roster, built once: facts with their sentences; ``--json`` writes it, a terminal shows it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from asnroster.domain.modes import OFFICE
from asnroster.judge import explained, month, reasons
from asnroster.judge.reasons import DayState, Effects, RuleEffect
from asnroster.judge.why import Causes
from asnroster.output import explained_words as words
from asnroster.output.records import Assumption, Mode, Number, assumptions_of, record
from asnroster.rules.kit.case import Case


@record
class Day:
    """A person's day: what stands there, what decides it, and why."""

    date: datetime.date
    code: str
    mode: Mode
    kind: str
    misfit: str | None
    holiday: str | None
    absence: str | None
    rule: str | None
    reason_code: str | None
    reason_until: datetime.date | None
    document: str | None
    source: str | None
    overruled: list[str | None]
    reason: str


@record
class Cost:
    """What a rule would cost more or less."""

    rule: str | None
    difference: int
    text: str


@record
class Broken:
    """A place at which a rule would break, or be mended."""

    rule: str | None
    nip: str | None
    group: str | None
    date: datetime.date | None
    week: int | None
    sense: str
    now: Number | None
    then: Number | None
    needed: Number | None
    amount_before: int
    amount_after: int
    text: str


@record
class Flip:
    """What the other mode of this cell alone would do."""

    mode: Mode
    breaks: list[Broken]
    mends: list[Broken]
    costs: list[Cost]
    difference: int
    text: str


@record
class Moved:
    """Another day that would change with it."""

    nip: str
    date: datetime.date
    before: Mode
    after: Mode
    text: str


@record
class Price:
    """What the other mode would cost where what is tied to it is arranged anew."""

    mode: Mode
    status: str
    difference: int | None
    lowest: Number | None
    better_exists: bool
    mends: int
    costs: list[Cost]
    changes: list[Moved]
    against: list[str | None]
    text: str
    against_texts: list[str]
    fixed_as_said: int


@record
class Cell(Day):
    """A cell that was asked for: what decided it in sentences, and those of them that tell of something amiss."""

    said: list[str]
    amiss: list[str]
    flip: Flip | None
    price: Price | None


@record
class Check:
    """A rule of a week: what was found, and what is needed."""

    rule: str | None
    sense: str
    found: Number
    needed: Number
    met: bool
    text: str


@record
class Week:
    """A week against the rules."""

    week: int
    office: int
    home: int
    absent: int
    rules: list[Check]
    text: str


@record
class Wish:
    """A wish, and whether it was met."""

    date: datetime.date
    mode: Mode
    strength: int
    met: bool
    forbidden: bool
    text: str


@record
class Standing:
    """Where a person stands among those who may be at home."""

    group: str
    people: int
    share: float
    least: float
    mean: float
    largest: float
    rank: int
    text: str


@record
class Month:
    """A person's whole period."""

    days: list[Day]
    weeks: list[Week]
    office: int
    home: int
    most_home: int
    wishes: list[Wish]
    standing: Standing | None
    never_home: str | None
    text: str


@record
class Explanation:
    """What ``explain`` tells of a person."""

    nip: str
    name: str
    unit: str
    scenario: str
    start: datetime.date
    end: datetime.date
    month: Month | None
    cells: list[Cell]
    assumptions: list[Assumption]


def explanation(
    case: Case,
    person: int,
    scenario: str,
    *,
    month: month.Month | None,
    cells: Iterable[explained.CellReasons],
) -> Explanation:
    """What is told of a person.

    Args:
        case: the problem under the scenario's rules.
        person: index of the person.
        scenario: the scenario's name.
        month: the whole period, if that was asked.
        cells: single cells, if these were.
    """
    who, horizon, causes = case.problem.people[person], case.problem.horizon, Causes(case)
    return Explanation(
        who.key, who.name, case.problem.unit_of(person).path, scenario, horizon.start, horizon.end,
        None if month is None else _month(causes, month), [_cell(causes, cell) for cell in cells],
        assumptions_of(case.problem.assumptions),
    )  # fmt: skip


def _cell(causes: Causes, cell: explained.CellReasons) -> Cell:
    lines = list(words.state_lines(causes, cell.state))
    return Cell(
        **_day(causes, cell.state, cell.effects),
        said=[one.text for one in lines],
        amiss=[one.text for one in lines if one.bad],
        flip=None if cell.effects is None else _flip(causes.case, cell.effects),
        price=None if cell.price is None else _price(causes.case, cell.price),
    )


def _day(causes: Causes, state: DayState, effects: Effects | None) -> dict[str, Any]:
    case, cause = causes.case, state.cause
    return {
        "date": case.problem.horizon.dates[state.day],
        "code": words.code_text(state),
        "mode": _mode(state.mode),
        "kind": state.kind,
        "misfit": state.found,
        "holiday": state.holiday or None,
        "absence": state.absence or None,
        "rule": _rule(case, cause.rule),
        "reason_code": cause.code or None,
        "reason_until": state.until,
        "document": state.document or None,
        "source": case.rules[cause.rule].instrument if cause.rule >= 0 else None,
        "overruled": [_rule(case, index) for index in state.overruled],
        "reason": words.short_reason(causes, state, effects),
    }


def _flip(case: Case, effects: Effects) -> Flip:
    breaks = [one for effect in effects.broken for one in _changes(case, effect, words.broken_texts)]
    mends = [one for effect in effects.mended for one in _changes(case, effect, words.mended_texts)]
    costs = [
        Cost(_rule(case, effect.rule), effect.difference, words.soft_text(case, effect))
        for effect in effects.soft
    ]
    return Flip(_mode(effects.mode), breaks, mends, costs, effects.difference, words.verdict(effects))


def _changes(
    case: Case, effect: RuleEffect, texts: Callable[[Case, RuleEffect], Iterable[str]]
) -> list[Broken]:
    horizon, people = case.problem.horizon, case.problem.people
    return [
        Broken(
            rule=_rule(case, effect.rule),
            nip=None if where.person is None else people[where.person].key,
            group=where.group,
            date=None if where.day is None else horizon.dates[where.day],
            week=None if where.week is None else horizon.iso_week(where.week),
            sense=change.violation.sense,
            now=change.was,
            then=change.violation.found,
            needed=change.violation.needed,
            amount_before=change.before,
            amount_after=change.after,
            text=text,
        )
        for change, text in zip(effect.changes, texts(case, effect), strict=True)
        for where in (change.violation.where,)
    ]


def _price(case: Case, price: explained.Price) -> Price:
    people, dates = case.problem.people, case.problem.horizon.dates
    changes = [
        Moved(
            people[one.person].key,
            dates[one.day],
            _mode(one.before),
            _mode(one.after),
            words.moved_text(case, one),
        )
        for one in price.moved
    ]
    costs = [
        Cost(_rule(case, index), cost, words.cost_text(case.rules[index], cost))
        for index, cost in price.by_rule
    ]
    return Price(
        _mode(price.mode), price.status, price.difference, price.lowest, price.better_exists, price.mends, costs, changes,
        [_rule(case, index) for index in price.against], words.price_text(price),
        [words.stated_text(case.rules[index]) for index in price.against], price.kept,
    )  # fmt: skip


def _month(causes: Causes, whole: month.Month) -> Month:
    case, standing, dates = causes.case, whole.standing, causes.case.problem.horizon.dates
    weeks = [_week(case, whole, week) for week in whole.weeks]
    wishes = [
        Wish(
            dates[wish.day], _mode(wish.mode), wish.strength, met is True, met is None,
            words.wish_text(case, wish, met=met),
        )
        for wish, met in whole.wishes
    ]  # fmt: skip
    ranked = None if standing is None else _standing(standing)
    return Month(
        [Day(**_day(causes, state, whole.effects.get(state.day))) for state in whole.days], weeks, whole.office, whole.home,
        whole.most, wishes, ranked, whole.never or None, words.totals_text(whole),
    )  # fmt: skip


def _week(case: Case, whole: month.Month, week: month.Week) -> Week:
    number, checks = case.problem.horizon.iso_week(week.week), [_check(case, check) for check in week.checks]
    return Week(number, week.office, week.home, week.absent, checks, words.week_text(case, whole, week))


def _check(case: Case, check: reasons.Check) -> Check:
    met, text = words.is_met(check), words.check_text(case, check)
    return Check(_rule(case, check.rule), check.sense, check.found, check.needed, met, text)


def _standing(one: month.Standing) -> Standing:
    share, (least, mean, largest) = one.home / one.most, map(float, (one.least, one.mean, one.largest))
    text = words.standing_text(one)
    return Standing(one.group, one.people, share, least, mean, largest, one.rank, text)


def _rule(case: Case, index: int) -> str | None:
    return case.rules[index].name or case.rules[index].key if index >= 0 else None


def _mode(mode: int) -> Mode:
    return None if mode < 0 else "office" if mode == OFFICE else "home"
