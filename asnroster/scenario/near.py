"""A scenario that keeps near to the roster in force, whether or not it says so itself."""

from __future__ import annotations

from dataclasses import replace

from asnroster.rules.registry import registry
from asnroster.scenario.model import Scenario
from asnroster.scenario.written import with_rule_text

# More than a home day given back is worth to anybody, less than a place too many in the office.
CHANGE_WEIGHT = 400


def near_base(scenario: Scenario) -> Scenario:
    """The scenario with a wish that every cell stays as it is in the roster in force; itself where it has one.

    Args:
        scenario: any scenario; the wish stands in its text too, so that a roster made by it is judged alike.
    """
    if keeps_base(scenario):
        return scenario
    kind = next(kind for kind in registry().values() if kind.needs_base)
    wish = kind(name=kind.key, weight=CHANGE_WEIGHT)
    text = with_rule_text(scenario.text, {"rule": kind.key, "weight": CHANGE_WEIGHT})
    return replace(scenario, rules=(*scenario.rules, wish), text=text)


def keeps_base(scenario: Scenario) -> bool:
    """Whether a rule of it lives on the roster in force."""
    return any(rule.needs_base for rule in scenario.rules)
