"""Loosening: a case without one rule, or with one rule loosened by one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from asnroster.domain.problem import Problem
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import share_text
from asnroster.words import _

SHARE_STEP = Fraction(5, 100)
# Figures of rules and the direction in which they give way.
_FIGURES = {"at_least": -1, "at_most": 1, "min_months_in_post": -1}
# Figures that stand in a sheet: rule -> how the problem looks with all of them one step looser.
_SHEETS: dict[str, Callable[[Problem], Problem]] = {
    "office_headcount": lambda problem: _units(problem, "min_office", lambda n: max(0, n - 1)),
    "home_share": lambda problem: _units(
        problem, "max_home_share", lambda s: min(Fraction(1), s + SHARE_STEP)
    ),
    "service_posts": lambda problem: replace(
        problem, posts=tuple(replace(post, min_office=max(0, post.min_office - 1)) for post in problem.posts)
    ),
    "building_capacity": lambda problem: replace(
        problem,
        buildings=tuple(replace(building, capacity=building.capacity + 1) for building in problem.buildings),
    ),
}
_UNIT_FIGURES = {"office_headcount": "min_office", "home_share": "max_home_share"}


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
    """The case without a rule; figures of the sheets that it enforces do not pass to another one."""
    rule, problem = case.rules[index], case.problem
    field = _UNIT_FIGURES.get(rule.key)
    if field is not None and _from_sheet(rule):
        problem = _units(problem, field, lambda value: None)
    return Loosened(index, "", Case(problem, case.rules[:index] + case.rules[index + 1 :]))


def one_step(case: Case, index: int) -> Loosened | None:
    """The case with a rule's figures one step looser; None where it has no figure that can give way."""
    rule, problem = case.rules[index], case.problem
    if rule.key in _SHEETS and _from_sheet(rule):
        return Loosened(index, _sheet_step(rule), Case(_SHEETS[rule.key](problem), case.rules))
    changed: dict[str, int | Fraction] = {}
    for field, sign in _FIGURES.items():
        value = getattr(rule, field, None)
        if value is not None:
            looser = _looser(value, sign)
            if looser != value:
                changed[field] = looser
    if not changed:
        return None
    told = "; ".join(f"{_field(f)} {_shown(getattr(rule, f))} → {_shown(v)}" for f, v in changed.items())
    new = rule.model_copy(update=changed)
    return Loosened(index, told, Case(problem, (*case.rules[:index], new, *case.rules[index + 1 :])))


def _from_sheet(rule: Rule) -> bool:
    return all(getattr(rule, field, None) is None for field in ("at_least", "at_most", "exactly"))


def _looser(value: int | Fraction, sign: int) -> int | Fraction:
    if isinstance(value, Fraction):
        return max(Fraction(0), min(Fraction(1), value + sign * SHARE_STEP))
    return max(0, value + sign)


def _shown(value: int | Fraction) -> str:
    return share_text(value) if isinstance(value, Fraction) else str(value)


def _field(field: str) -> str:
    return {
        "at_least": _("at least"),
        "at_most": _("at most"),
        "min_months_in_post": _("months in post"),
    }[field]


def _sheet_step(rule: Rule) -> str:
    return {
        "office_headcount": _("Min WFO of every unit 1 lower"),
        "home_share": _("Maks WFH % of every unit 5 points higher"),
        "service_posts": _("Min WFO of every service post 1 lower"),
        "building_capacity": _("capacity of every building 1 higher"),
    }[rule.key]


def _units(problem: Problem, field: str, change: Callable[[Any], Any]) -> Problem:
    """The problem with one figure of its units changed where it is stated."""
    return replace(
        problem,
        units=tuple(
            unit if getattr(unit, field) is None else replace(unit, **{field: change(getattr(unit, field))})
            for unit in problem.units
        ),
    )
