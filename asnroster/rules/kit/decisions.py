"""What decided a person's days beforehand, told by rule and reason."""

from __future__ import annotations

from asnroster.rules.kit.base import FixingRule
from asnroster.rules.kit.case import Case

Decision = tuple[int, str]  # the rule that decides, -1 for none, and its reason code


def decisions(case: Case, row: int) -> dict[Decision, list[int]]:
    """The available days of a row by what decided them, in the order of the days.

    Only a rule that has reasons of its own is asked day by day.
    """
    days = case.problem.available[row].nonzero()[0]
    deciders: list[int] = case.fixed.decider[row, days].tolist()
    kinds = {*deciders}
    rules = {index: case.rules[index] for index in kinds if index >= 0}
    asked = {index: rule for index, rule in rules.items() if isinstance(rule, FixingRule) and rule.reasons}
    if len(kinds) == 1 and not asked:
        return {(deciders[0], ""): days.tolist()}
    found: dict[Decision, list[int]] = {}
    for index, day in zip(deciders, days.tolist(), strict=True):
        code = asked[index].reason(case.problem, row, day) if index in asked else ""
        found.setdefault((index, code), []).append(day)
    return found
