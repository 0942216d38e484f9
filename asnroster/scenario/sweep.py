"""A sweep: one scenario many times over, each time with another figure in one place.

The place is a rule's field (``home_share.at_most``), a parameter (``office_days``) or an assumption on savings
(``savings.rupiah_per_kwh``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from asnroster.domain.weekdays import parse_share
from asnroster.errors import InputError, Issue, did_you_mean, nearest
from asnroster.intake.cells import BadCellError
from asnroster.rules.kit.fields import share_text
from asnroster.rules.registry import registry
from asnroster.scenario.find import parsed_scenario
from asnroster.scenario.kinds import kind_of, rule_fields
from asnroster.scenario.load import load_scenario_keys
from asnroster.scenario.model import Scenario
from asnroster.scenario.parameters import references
from asnroster.scenario.savings import BY_SWEEP, KINDS, SHARE, decimal_text
from asnroster.scenario.sheet import figure
from asnroster.words import _

OPTION = "--sweep"
SAVINGS = "savings"
MOST_VALUES = 40
Kind = Literal["share", "number", "decimal"]
Value = int | Fraction
Keys = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sweep:
    """What ``--sweep`` asks for.

    Attributes:
        rule: a rule's name in the scenario, or its kind; ``savings``; empty for a parameter.
        field: one that takes a share or a figure.
        first, last, step: as written.
    """

    rule: str
    field: str
    first: str
    last: str
    step: str

    @property
    def target(self) -> str:
        """``rule.field`` or the parameter, as written."""
        return f"{self.rule}.{self.field}" if self.rule else self.field

    @property
    def of_savings(self) -> bool:
        """Whether what is swept changes no roster, only what it is said to save."""
        return self.rule == SAVINGS


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the values go: ``put`` gives the scenario's keys that a value changes."""

    kind: Kind
    put: Callable[[object], Keys]


def parse_sweep(text: str) -> Sweep:
    """``home_share.at_most=30%:70%:10%`` taken apart; instance names may hold dots, a parameter has none.

    Raises:
        InputError: when it is not of that form.
    """
    target, _equals, span = text.partition("=")
    rule, dot, field = target.strip().rpartition(".")
    values = [value.strip() for value in span.split(":")]
    if not field.strip() or bool(dot) > bool(rule.strip()) or len(values) != 3 or not all(values):
        raise _wrong(_("“{text}” is no RULE.FIELD=FROM:TO:STEP.").format(text=text), _example(), text)
    return Sweep(rule.strip(), field.strip(), *values)


def swept(scenario: Scenario, sweep: Sweep) -> list[tuple[str, Scenario]]:
    """The scenario once for each value, which is exact, with the value as text.

    Raises:
        InputError: when there is no such place, or a value that will not do.
    """
    raw, origin = parsed_scenario(scenario.text, Path(scenario.file or scenario.name))
    place = _place(raw, scenario, sweep)
    scenarios: list[tuple[str, Scenario]] = []
    issues: list[Issue] = []
    for value in _values(place.kind, sweep):
        text = share_text(Fraction(value)) if place.kind == "share" else decimal_text(Fraction(value))
        keys = {
            **raw,
            **place.put(text if place.kind == "share" else value),
            "name": f"{sweep.target} = {text}",
            "title": f"{scenario.title} ({sweep.target} = {text})",
        }
        try:
            scenarios.append((text, load_scenario_keys(keys, origin)))
        except InputError as error:
            issues += [issue for issue in error.issues if issue not in issues]
    if issues:
        raise InputError(issues)
    return scenarios


def _place(raw: Keys, scenario: Scenario, sweep: Sweep) -> _Place:
    written: list[Keys] = raw["rules"] if isinstance(raw.get("rules"), list) else []
    if sweep.of_savings:
        return _saving(raw, sweep)
    if not sweep.rule:
        return _parameter(written, scenario.parameters, sweep)
    rule = _rule(written, sweep)

    def put(value: object) -> Keys:
        rules = [{**rule, sweep.field: value} if one is rule else one for one in written]
        return {"rules": rules, "parameters": _still_used(scenario.parameters, rules)}

    return _Place(_figures(rule["rule"])[sweep.field], put)


def _figures(rule: str) -> dict[str, Kind]:
    """The fields of a kind of rule that take a figure."""
    kinds = {name: kind_of(info) for name, info in rule_fields(registry()[rule]).items()}
    return {name: kind for name, kind in kinds.items() if kind == "share" or kind == "number"}


def _saving(raw: Keys, sweep: Sweep) -> _Place:
    if sweep.field not in KINDS:
        message = _("“{key}” is not a key of a scenario.").format(key=sweep.target)
        raise _wrong(message, _known(sweep.field, KINDS), sweep.target)
    savings = raw.get(SAVINGS, {})
    return _Place(
        "share" if sweep.field == SHARE else "decimal",
        lambda value: {SAVINGS: {**savings, sweep.field: {"value": value, "source": BY_SWEEP}}},
    )


def _parameter(written: Sequence[Keys], parameters: Mapping[str, object], sweep: Sweep) -> _Place:
    """A parameter takes what the fields take that name it."""
    usable = _parameters(written)
    if sweep.field not in usable:
        message = _("The scenario has no parameter “{key}” that is a figure.").format(key=sweep.field)
        needed = _known(sweep.field, usable) if usable else ""
        rules = [rule for rule in written if sweep.field in (_name(rule), rule["rule"])]
        if rules:
            needed = _("Rule “{rule}” takes a figure in: {names}.").format(
                rule=sweep.field, names=", ".join(_usable(rules))
            )
        raise _wrong(message, needed or _example(), sweep.target)
    return _Place(usable[sweep.field], lambda value: {"parameters": {**parameters, sweep.field: value}})


def _parameters(written: Sequence[Keys]) -> dict[str, Kind]:
    """The parameters that stand for a figure."""
    return {
        key: kind
        for rule in written
        for field, kind in _figures(rule["rule"]).items()
        for key in references(rule.get(field))
    }


def _still_used(parameters: Mapping[str, object], rules: Sequence[Keys]) -> dict[str, object]:
    """The parameters that a rule still names: the one that gave the swept field its figure may be gone."""
    used = {key for rule in rules for value in rule.values() for key in references(value)}
    return {key: value for key, value in parameters.items() if key in used}


def _rule(written: Sequence[Keys], sweep: Sweep) -> Keys:
    """The rule that is meant: the one of that name or kind, and of several the one that states the field."""
    named = [rule for rule in written if sweep.rule in (_name(rule), rule["rule"])]
    if not named:
        message = _("The scenario has no rule “{rule}”.").format(rule=sweep.rule)
        raise _wrong(message, _what_there_is(written), sweep.rule)
    usable = _usable(named)
    if sweep.field not in usable:
        message = _("Rule “{rule}” has no field “{field}” that takes a figure.").format(
            rule=sweep.rule, field=sweep.field
        )
        if sweep.field == "weight":
            message = _("Rule “{rule}” must hold: it has no weight.").format(rule=sweep.rule)
        raise _wrong(message, _known(sweep.field, usable), sweep.target)
    stating = [rule for rule in named if rule.get(sweep.field) is not None]
    exact = [rule for rule in named if _name(rule) == sweep.rule]
    for chosen in (stating, exact, named):
        if len(chosen) == 1:
            return chosen[0]
    message = _("Several rules may be meant by “{rule}”.").format(rule=sweep.rule)
    names = ", ".join(_name(rule) for rule in named)
    raise _wrong(message, _("Write one of their names: {names}.").format(names=names), sweep.rule)


def _usable(rules: Sequence[Keys]) -> list[str]:
    """Fields of rules of one kind that take a figure; a weight only where one has it, for it is no must then."""
    soft = any(rule.get("weight") is not None for rule in rules)
    return [name for name in _figures(rules[0]["rule"]) if soft or name != "weight"]


def _what_there_is(written: Sequence[Keys]) -> str:
    needed = _("It has: {names}.").format(names=", ".join(map(_name, written)))
    figures = _parameters(written)
    if figures:
        advice = _("A parameter is named without a dot: {names}.").format(names=", ".join(figures))
        needed = f"{needed} {advice}"
    return needed


def _known(word: str, names: Mapping[str, object] | Sequence[str]) -> str:
    """The nearest of the names, and all of them."""
    every = _("Known: {names}.").format(names=", ".join(sorted(names)))
    return f"{did_you_mean(word, names)} {every}" if nearest(word, names) else every


def _name(rule: Keys) -> str:
    return str(rule.get("name", rule["rule"]))


def _values(kind: Kind, sweep: Sweep) -> list[Value]:
    try:
        first, last, step = (_read(kind, text) for text in (sweep.first, sweep.last, sweep.step))
    except (BadCellError, ValueError):
        message = _("“{found}” does not fit “{field}”.").format(
            found=f"{sweep.first}:{sweep.last}:{sweep.step}", field=sweep.field
        )
        raise _wrong(message, _needed(kind), sweep.target) from None
    if step <= 0 or last < first or (last - first) / step >= MOST_VALUES:
        message = _("From {first} to {last} in steps of {step} is no row of values.").format(
            first=sweep.first, last=sweep.last, step=sweep.step
        )
        needed = _("Write the smaller value first, a step above 0, and {most} values at most.").format(
            most=MOST_VALUES
        )
        raise _wrong(message, needed, sweep.target)
    return list(_row(first, last, step))


def _read(kind: Kind, text: str) -> Value:
    if kind != "decimal":
        return parse_share(text) if kind == "share" else int(text)
    number = figure(text)
    if not isinstance(number, Fraction):
        raise ValueError(text)
    return number


def _needed(kind: Kind) -> str:
    return {
        "share": _("Write shares, e.g. {option} home_share.at_most=30%:70%:10%."),
        "number": _("Write whole numbers, e.g. {option} office_days_per_week.at_least=2:4:1."),
        "decimal": _("Write figures of 0 or more, e.g. {option} savings.rupiah_per_kwh=1400:1700:100."),
    }[kind].format(option=OPTION)


def _row(first: Value, last: Value, step: Value) -> Iterator[Value]:
    while first <= last:
        yield first
        first += step


def _example() -> str:
    return _("Write it as {option} home_share.at_most=30%:70%:10%.").format(option=OPTION)


def _wrong(message: str, needed: str, text: str) -> InputError:
    return InputError([Issue("sweep", message, needed, sheet=OPTION, found=text)])
