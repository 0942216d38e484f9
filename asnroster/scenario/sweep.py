"""A sweep: one scenario many times over, each time with another figure in one field of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from asnroster.domain.weekdays import parse_share
from asnroster.errors import InputError, Issue, did_you_mean
from asnroster.rules.kit.fields import share_text
from asnroster.rules.registry import registry
from asnroster.scenario.find import parsed_scenario
from asnroster.scenario.kinds import kind_of, rule_fields
from asnroster.scenario.load import load_scenario_keys
from asnroster.scenario.model import Scenario
from asnroster.scenario.parameters import references
from asnroster.words import _

OPTION = "--sweep"
MOST_VALUES = 40


@dataclass(frozen=True, slots=True)
class Sweep:
    """What ``--sweep`` asks for.

    Attributes:
        rule: a rule's name in the scenario, or its kind.
        field: one that takes a share or a whole number.
        first, last, step: as written.
    """

    rule: str
    field: str
    first: str
    last: str
    step: str

    @property
    def target(self) -> str:
        """``rule.field``, as written."""
        return f"{self.rule}.{self.field}"


def parse_sweep(text: str) -> Sweep:
    """``home_share.at_most=30%:70%:10%`` taken apart; instance names may hold dots.

    Raises:
        InputError: when it is not of that form.
    """
    target, _equals, span = text.partition("=")
    rule, _dot, field = target.strip().rpartition(".")
    values = [value.strip() for value in span.split(":")]
    if not (rule.strip() and field.strip() and len(values) == 3 and all(values)):
        raise _wrong(_("“{text}” is no RULE.FIELD=FROM:TO:STEP.").format(text=text), _example(), text)
    return Sweep(rule.strip(), field.strip(), *values)


def swept(scenario: Scenario, sweep: Sweep) -> list[tuple[str, Scenario]]:
    """The scenario once for each value, which is exact, with the value as text.

    Raises:
        InputError: when there is no such rule or field, or a value that will not do.
    """
    raw, origin = parsed_scenario(scenario.text, Path(scenario.file or scenario.name))
    written: list[dict[str, Any]] = raw["rules"] if isinstance(raw.get("rules"), list) else []  # type: ignore[assignment]
    rule = _rule(written, sweep)
    found: list[tuple[str, Scenario]] = []
    issues: list[Issue] = []
    for value in _values(rule, sweep):
        text = share_text(value) if isinstance(value, Fraction) else str(value)
        changed = {**rule, sweep.field: text if isinstance(value, Fraction) else value}
        rules = [changed if one is rule else one for one in written]
        keys = {
            **raw, "name": f"{sweep.target} = {text}", "title": f"{scenario.title} ({sweep.target} = {text})",
            "rules": rules, "parameters": _still_used(scenario.parameters, rules),
        }  # fmt: skip
        try:
            found.append((text, load_scenario_keys(keys, origin)))
        except InputError as error:
            issues += [issue for issue in error.issues if issue not in issues]
    if issues:
        raise InputError(issues)
    return found


def _still_used(parameters: Mapping[str, object], rules: list[dict[str, Any]]) -> dict[str, object]:
    """The parameters that a rule still names: the one that gave the swept field its figure may be gone."""
    used = {key for rule in rules for value in rule.values() for key in references(value)}
    return {key: value for key, value in parameters.items() if key in used}


def _rule(written: list[dict[str, Any]], sweep: Sweep) -> dict[str, Any]:
    """The rule that is meant: the one of that name or kind, and of several the one that states the field."""
    named = [rule for rule in written if sweep.rule in (_name(rule), rule["rule"])]
    if not named:
        known = [_name(rule) for rule in written]
        message = _("The scenario has no rule “{rule}”.").format(rule=sweep.rule)
        raise _wrong(message, _("It has: {names}.").format(names=", ".join(known)), sweep.rule)
    fields = rule_fields(registry()[named[0]["rule"]])
    usable = [name for name, info in fields.items() if kind_of(info) in ("share", "number")]
    if sweep.field not in usable:
        message = _("Rule “{rule}” has no field “{field}” that takes a figure.").format(
            rule=sweep.rule, field=sweep.field
        )
        raise _wrong(message, did_you_mean(sweep.field, usable), sweep.target)
    stating = [rule for rule in named if rule.get(sweep.field) is not None]
    exact = [rule for rule in named if _name(rule) == sweep.rule]
    for chosen in (stating, exact, named):
        if len(chosen) == 1:
            return chosen[0]
    message = _("Several rules may be meant by “{rule}”.").format(rule=sweep.rule)
    names = ", ".join(_name(rule) for rule in named)
    raise _wrong(message, _("Write one of their names: {names}.").format(names=names), sweep.rule)


def _name(rule: dict[str, Any]) -> str:
    return str(rule.get("name", rule["rule"]))


def _values(rule: dict[str, Any], sweep: Sweep) -> list[int | Fraction]:
    shares = kind_of(rule_fields(registry()[rule["rule"]])[sweep.field]) == "share"
    try:
        first, last, step = (
            parse_share(text) if shares else int(text) for text in (sweep.first, sweep.last, sweep.step)
        )
    except ValueError:
        message = _("“{found}” does not fit “{field}”.").format(
            found=f"{sweep.first}:{sweep.last}:{sweep.step}", field=sweep.field
        )
        needed = (
            _("Write shares, e.g. {option} home_share.at_most=30%:70%:10%.").format(option=OPTION)
            if shares
            else _("Write whole numbers, e.g. {option} office_days_per_week.at_least=2:4:1.").format(
                option=OPTION
            )
        )
        raise _wrong(message, needed, sweep.target) from None
    if step <= 0 or last < first or (last - first) / step >= MOST_VALUES:
        message = _("From {first} to {last} in steps of {step} is no row of values.").format(
            first=sweep.first, last=sweep.last, step=sweep.step
        )
        needed = _("Write the smaller value first, a step above 0, and {most} values at most.").format(
            most=MOST_VALUES
        )
        raise _wrong(message, needed, sweep.target)
    return list(_row(first, last, step))


def _row(first: int | Fraction, last: int | Fraction, step: int | Fraction) -> Iterator[int | Fraction]:
    while first <= last:
        yield first
        first += step


def _example() -> str:
    return _("Write it as {option} home_share.at_most=30%:70%:10%.").format(option=OPTION)


def _wrong(message: str, needed: str, found: str) -> InputError:
    return InputError([Issue("sweep", message, needed, sheet=OPTION, found=found)])
