"""Loosening: a case without one rule, or with one rule loosened by one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from asnroster.domain.problem import Problem
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import SHARE_STEP, share_text
from asnroster.rules.kit.figures import BoundedRule
from asnroster.rules.kit.traits import SheetFigure


@dataclass(frozen=True)
class Loosened:
    """A case in which one rule gives way.

    Attributes:
        rule: its index in the case before.
        text: the step in words; empty where the rule is dropped.
    """

    rule: int
    text: str
    case: Case


def hard_case(case: Case) -> Case:
    """The hard rules alone."""
    return Case(case.problem, tuple(rule for rule in case.rules if rule.hard))


def dropped(case: Case, index: int) -> Loosened:
    """The case without a rule; figures of the units that it enforces do not pass to another one."""
    problem, figure = case.problem, _of_sheet(case.rules[index])
    if figure is not None and figure.rows == "units":
        problem = _changed(problem, figure, lambda value: None)
    return Loosened(index, "", Case(problem, case.rules[:index] + case.rules[index + 1 :]))


def one_step(case: Case, index: int) -> Loosened | None:
    """The case with a rule's figures one step looser; None where it has no figure that can give way."""
    rule, problem, figure = case.rules[index], case.problem, _of_sheet(case.rules[index])
    if figure is not None:
        by = figure.by
        problem = _changed(problem, figure, lambda value: _looser(value, by))
        return Loosened(index, str(figure.text), Case(problem, case.rules))
    changed: dict[str, int | Fraction] = {}
    changes = []
    for field, step in rule.steps.items():
        value = getattr(rule, field, None)
        if value is not None:
            looser = _looser(value, step.by * SHARE_STEP if isinstance(value, Fraction) else step.by)
            if looser != value:
                changed[field] = looser
                changes.append(f"{step.name} {_shown(value)} → {_shown(looser)}")
    if not changed:
        return None
    new = rule.model_copy(update=changed)
    return Loosened(
        index, "; ".join(changes), Case(problem, (*case.rules[:index], new, *case.rules[index + 1 :]))
    )


def _of_sheet(rule: Rule) -> SheetFigure | None:
    """The figure of a sheet that a rule without one of its own enforces."""
    return None if isinstance(rule, BoundedRule) and rule.has_figure else rule.sheet_figure


def _looser(value: int | Fraction, by: int | Fraction) -> int | Fraction:
    if isinstance(value, Fraction):
        return max(Fraction(0), min(Fraction(1), value + by))
    return max(0, value + by)


def _shown(value: int | Fraction) -> str:
    return share_text(value) if isinstance(value, Fraction) else str(value)


def _changed(problem: Problem, figure: SheetFigure, change: Callable[[Any], Any]) -> Problem:
    """The problem with a sheet's figure changed in each row that states it."""
    rows = tuple(
        row
        if (value := getattr(row, figure.field)) is None
        else replace(row, **{figure.field: change(value)})
        for row in getattr(problem, figure.rows)
    )
    changed: dict[str, Any] = {figure.rows: rows}
    return replace(problem, **changed)
