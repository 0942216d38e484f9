"""Explains a person's day: the judge's reasons, and the engine's price of the other mode. Prints nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from asnroster.domain.modes import UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.engine.conflict.counterfactual import CounterfactualOptions, flip
from asnroster.errors import InputError, Issue
from asnroster.intake.person_lookup import find_person
from asnroster.intake.rosters.reading import read_roster, read_roster_horizon
from asnroster.judge.explained import CellReasons, Price, judged_price
from asnroster.judge.month import Month, month
from asnroster.judge.reasons import Lens, day_state
from asnroster.judge.why import Causes
from asnroster.output import explanation
from asnroster.request import Request
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import component
from asnroster.run import prepare
from asnroster.scenario import Scenario
from asnroster.words import _


@dataclass(frozen=True)
class Explanation:
    """The explanation of one person's days in a roster.

    Attributes:
        month: the whole period, where no date was asked for.
        cells: one entry a date asked for.
    """

    case: Case
    scenario: Scenario
    person: int
    month: Month | None
    cells: tuple[CellReasons, ...]

    @property
    def told(self) -> explanation.Explanation:
        """The same as a document: facts with their sentences, for every medium."""
        return explanation.explanation(
            self.case, self.person, self.scenario.name, month=self.month, cells=self.cells
        )


def explain_file(
    request: Request,
    path: Path,
    person: str,
    dates: Sequence[date] = (),
    options: CounterfactualOptions | None = None,
) -> tuple[Explanation, list[Issue]]:
    """Explain one person's cells of a roster file, or the person's whole period.

    Args:
        request: the staff file and scenario that the roster is judged by.
        path: the roster, solved or typed by hand.
        person: a NIP or a name.
        dates: the dates to explain; none for the whole period.
        options: how the price of the other mode is searched.

    Returns:
        The explanation, and notices.

    Raises:
        InputError: with every issue of the files, an unknown person, or dates that the roster does not have.
    """
    table = request.table(path)
    prepared = prepare(request, horizon=read_roster_horizon(table, request.reading))
    case = prepared.case
    roster, notices = read_roster(table, case.problem, request.reading)
    index, days = _asked(case, person, dates)
    explanation = Explanation(
        case=case,
        scenario=prepared.scenario,
        person=index,
        month=None if days else month(case, roster, index),
        cells=explain_cells(case, roster, index, days, options),
    )
    return explanation, [*prepared.notices, *notices]


def explain_cells(
    case: Case, roster: Roster, person: int, days: Sequence[int], options: CounterfactualOptions | None = None
) -> tuple[CellReasons, ...]:
    """The reasons of one person's cells, and what the other mode of each would do and cost."""
    lens, causes = Lens(case, roster, person) if days else None, Causes(case)
    reasons = []
    for day in days:
        row = int(case.problem.stints.row_on[person, day])
        state = day_state(causes, roster, row, day)
        decided = lens is not None and state.kind in ("free", "kept", "fixed") and state.found is None
        effects = lens.effects(day) if lens is not None and decided else None
        price = explain_price(case, roster, row, day, options) if decided and state.kind != "fixed" else None
        reasons.append(CellReasons(state, effects, price))
    return tuple(reasons)


def explain_price(
    case: Case, roster: Roster, person: int, day: int, options: CounterfactualOptions | None = None
) -> Price:
    """The price of the other mode of a free cell, as the engine finds it and the audit judges it.

    Fixed days that a hand went against are taken as fixed: no roster that keeps the rules has them otherwise.
    """
    roster, kept = _with_fixed_days(case, roster, component(case, person))
    other_choice = flip(case, roster, person, day, options)
    if other_choice.roster is None or other_choice.difference is None or other_choice.lowest is None:
        return Price(other_choice.mode, other_choice.status, against=other_choice.against, kept=kept)
    slack = other_choice.difference - other_choice.lowest
    price = judged_price(
        case,
        roster,
        other_choice.roster,
        person,
        day,
        status=other_choice.status,
        claimed=other_choice.difference,
        slack=slack,
    )
    return replace(price, kept=kept)


def _with_fixed_days(case: Case, roster: Roster, people: list[int]) -> tuple[Roster, int]:
    """The roster with the fixed days of some people as they are fixed, and how many were not."""
    fixed, modes = case.fixed.modes[people], roster.modes.copy()
    wrong = (fixed != UNDECIDED) & (modes[people] != fixed)
    modes[people] = np.where(wrong, fixed, modes[people])
    count = int(wrong.sum())
    return (Roster(modes, roster.misfits), count) if count else (roster, 0)


def _asked(case: Case, person: str, dates: Sequence[date]) -> tuple[int, list[int]]:
    """Indices of the person and the dates; what is wrong with any of them is told at once."""
    issues: list[Issue] = []
    index = -1
    try:
        index = find_person(case.problem, person)
    except InputError as error:
        issues += error.issues
    horizon = case.problem.horizon
    needed = _("Give a date from {first} to {last}.").format(
        first=horizon.start.isoformat(), last=horizon.end.isoformat()
    )
    days = []
    for when in dict.fromkeys(dates):
        day = horizon.index(when)
        if day is None:
            message = _("{date} is not in the roster.").format(date=when.isoformat())
            issues.append(Issue("date-outside", message, needed, sheet="--date", found=when.isoformat()))
        else:
            days.append(day)
    if issues:
        raise InputError(issues)
    return index, days
