"""Inheritance: a scenario's line of files, and what they make together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from asnroster.errors import InputError, Issue, did_you_mean
from asnroster.scenario.document import Draft, RuleDraft, draft
from asnroster.scenario.find import not_found, read_scenario, scenario_path
from asnroster.scenario.origin import Origin, shown
from asnroster.scenario.parameters import converted, references
from asnroster.scenario.savings import KINDS
from asnroster.words import _, in_home_word


@dataclass(frozen=True)
class Line:
    """A scenario and all that it extends.

    Attributes:
        drafts: the scenario itself first, then what it extends, nearest first.
        whole: False when a file of the line could not be read, so that what is missing proves nothing.
    """

    drafts: tuple[Draft, ...]
    whole: bool


def line(first: Draft, issues: list[Issue]) -> Line:
    """Follow ``extends`` to its end."""
    drafts = [first]
    while wanted := drafts[-1].keys.extends:
        origin = drafts[-1].origin
        path = scenario_path(wanted, folder=origin.path.parent)
        if path is None:
            message, needed = not_found(wanted, folder=origin.path.parent)
            issues.append(origin.issue("scenario-not-found", ("extends",), message, needed, wanted))
            return Line(tuple(drafts), whole=False)
        if path.resolve() in [draft.origin.path.resolve() for draft in drafts]:
            names = " → ".join([*(draft.name for draft in drafts), wanted])
            message = _("The scenarios extend each other in a circle: {names}.").format(names=names)
            needed = _("Take “extends” out of one of them.")
            issues.append(origin.issue("extends-circle", ("extends",), message, needed, wanted))
            return Line(tuple(drafts), whole=False)
        try:
            raw, parent = read_scenario(str(path))
        except InputError as error:
            issues += error.issues
            return Line(tuple(drafts), whole=False)
        drafts.append(draft(raw, parent, issues))
    return Line(tuple(drafts), whole=True)


def inherited_rules(line: Line, issues: list[Issue], home_code: str) -> list[RuleDraft]:
    """The rules of the line: inherited ones first, replaced in place by name, dropped by ``remove``.

    Titles of inherited ones call home what the line does.
    """
    rules: dict[str, RuleDraft] = {}
    for member in reversed(line.drafts):
        for name in member.keys.remove:
            if rules.pop(name, None) is None and line.whole:
                message = _("“{name}” is not among the inherited rules.").format(name=name)
                issues.append(
                    member.origin.issue(
                        "remove-unknown", ("remove",), message, did_you_mean(name, rules), name
                    )
                )
        inherited = member is not line.drafts[0]
        rules |= {rule.name: _titled(rule, home_code) if inherited else rule for rule in member.rules}
    return list(rules.values())


def _titled(rule: RuleDraft, home_code: str) -> RuleDraft:
    title = rule.fields.get("title")
    if not isinstance(title, str) or (reworded := in_home_word(title, home_code)) == title:
        return rule
    return replace(rule, fields={**rule.fields, "title": reworded})


def inherited_parameters(
    line: Line, rules: list[RuleDraft], settings: Mapping[str, object], issues: list[Issue]
) -> dict[str, object]:
    """The values of the parameters that the rules use: a child's over its parent's, ``settings`` over all."""
    values: dict[str, object] = {}
    speaking: set[str] = set()
    for member in reversed(line.drafts):
        speaking |= {
            key for rule in member.rules for field in rule.fields.values() for key in references(field)
        }
        for key, value in member.keys.parameters.items():
            if key not in speaking and line.whole:
                message = _("No rule uses a parameter “{key}”.").format(key=key)
                needed = did_you_mean(key, speaking)
                issues.append(
                    member.origin.issue("unknown-parameter", ("parameters", key), message, needed, key)
                )
            values[key] = _from_cell(member, key, value, values.get(key), issues)
    used = {key for rule in rules for field in rule.fields.values() for key in references(field)}
    effective = {key: value for key, value in values.items() if key in used}
    for key, value in settings.items():
        if key in effective:
            effective[key] = _set(key, value, effective[key], issues)
        elif line.whole:
            message = _("No rule uses a parameter “{key}”.").format(key=key)
            names = [f"savings.{key}"] if key in KINDS else effective
            issues.append(
                Issue("unknown-parameter", message, did_you_mean(key, names), sheet="--set", found=key)
            )
    return effective


def parameter_origins(line: Line, settings: Mapping[str, object]) -> dict[str, Origin | None]:
    """Where each parameter got its value; None stands for ``--set``."""
    origins: dict[str, Origin | None] = {}
    for member in reversed(line.drafts):
        origins |= dict.fromkeys(member.keys.parameters, member.origin)
    return origins | dict.fromkeys(settings)


def _from_cell(member: Draft, key: str, value: object, default: object, issues: list[Issue]) -> object:
    """A workbook's cell is a text whatever it means: the inherited value tells its type."""
    if member.origin.cells is None or default is None or not isinstance(value, str):
        return value
    try:
        return converted(value, default)
    except ValueError as error:
        message = _("“{found}” does not fit “{field}”.").format(found=value, field=key)
        issues.append(member.origin.issue("parameter-value", ("parameters", key), message, str(error), value))
        return default


def _set(key: str, value: object, default: object, issues: list[Issue]) -> object:
    try:
        return converted(value, default) if isinstance(value, str) else value
    except ValueError as error:
        message = _("“{found}” does not fit “{field}”.").format(found=shown(value), field=key)
        issues.append(Issue("parameter-value", message, str(error), sheet="--set", found=shown(value)))
        return default
