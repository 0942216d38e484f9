"""One run, several policies: units whose column Skenario names one follow it, all others the run's own scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asnroster.domain.inputs import UNITS
from asnroster.errors import InputError, Issue
from asnroster.rules.kit.base import Followers, Rule
from asnroster.rules.kit.case import sheet_owner
from asnroster.scenario.find import not_found, scenario_path
from asnroster.scenario.load import load_scenario
from asnroster.scenario.model import Policy, Scenario
from asnroster.scenario.windows import beyond, lifted
from asnroster.scenario.written import with_policies_text
from asnroster.words import Text, _, in_home_word

if TYPE_CHECKING:
    from asnroster.domain.problem import Problem, Unit
    from asnroster.intake.tables import Tables

SHEET, COLUMN = UNITS, "Skenario"
UNITS_NAMED = 5


def with_policies(
    scenario: Scenario, tables: Tables, folder: Path, *, what_if: bool = False, one: bool = False
) -> Scenario:
    """The run's scenario together with the policies of the sheet Unit; itself where no unit names one.

    Rules that enforce a sheet, and leaders, hold once for everybody as the run's own scenario has them. Of all
    others each policy's count the people of its own units only; they bear the policy's name.

    Args:
        scenario: the run's own; where it was stored by such a run, its texts of the policies are taken.
        tables: the spreadsheets as they are read.
        folder: where files of policies are looked for: that of the workbook.
        what_if: take the policies as if they were in force on every day.
        one: set the column aside.

    Raises:
        InputError: by cell, where a policy is not known; and with everything that is wrong in one.
    """
    policies = () if one else named_policies(tables, folder, scenario.policies)
    if not policies:
        text = with_policies_text(scenario.text, ())
        return replace(scenario, policies=(), text=text) if scenario.policies else scenario
    if what_if:
        policies = tuple(replace(policy, scenario=lifted(policy.scenario)) for policy in policies)
    return together(scenario, policies, frozenset(tables.columns))


def named_policies(tables: Tables, folder: Path, kept: tuple[Policy, ...] = ()) -> tuple[Policy, ...]:
    """The policies that units name, in order of their names, each with all the ways in which it is written.

    Args:
        tables: the spreadsheets as they are read.
        folder: where files of policies are looked for: that of the workbook.
        kept: those that a roster keeps with its scenario; they come before files.

    Raises:
        InputError: by cell, where a policy is not known; and with everything that is wrong in one.
    """
    stored = {entry: policy.scenario for policy in kept for entry in policy.entries}
    loaded: dict[object, tuple[list[str], Scenario]] = {}
    issues: list[Issue] = []
    for entry, row in {row.scenario: row for row in reversed(tables.units) if row.scenario}.items():
        path = scenario_path(entry, folder=folder)
        key: object = entry if entry in stored or path is None else path.resolve()
        if key in loaded:
            loaded[key][0].append(entry)
        elif entry in stored:
            loaded[key] = [entry], stored[entry]
        elif path is None:
            message, needed = not_found(entry, folder=folder)
            issues.append(tables.issue("policy-unknown", row, COLUMN, message, needed, entry))
        else:
            try:
                loaded[key] = [entry], load_scenario(str(path))
            except InputError as error:
                issues += error.issues
    if issues:
        raise InputError(issues)
    return tuple(
        _named_apart(Policy(tuple(sorted(entries)), scenario) for entries, scenario in loaded.values())
    )


def _named_apart(policies: Iterable[Policy]) -> Iterator[Policy]:
    """The same in order of their names; two of one name are told apart by a number."""
    taken: set[str] = set()
    for policy in sorted(policies, key=lambda policy: (policy.scenario.name, policy.entries)):
        name, number = policy.scenario.name, 1
        while name in taken:
            number += 1
            name = f"{policy.scenario.name}-{number}"
        taken.add(name)
        yield replace(policy, name=name)


def together(
    scenario: Scenario, policies: tuple[Policy, ...], stated: frozenset[tuple[str, str]]
) -> Scenario:
    """The run's scenario and single units' policies as one: the rules of all, and the text that makes them again.

    Args:
        scenario: the run's own.
        policies: those of single units, of different names.
        stated: sheets and columns that hold anything: a figure of the sheet gets a rule of its own where one stands.
    """
    own = Followers("", frozenset({""}))
    origins = dict(scenario.ancestry.origins)
    rules: list[Rule] = []
    for rule in scenario.rules:
        rules.append(rule if rule.for_everybody else rule.followed_by(own))
        alone = rule.of_sheet_alone()
        if (
            alone is not None
            and sheet_owner(scenario.rules, rule.key) is rule
            and set(alone.needs()) <= stated
        ):
            rules.append(alone)
            origins[alone.name] = scenario.origin_of(rule)
    for policy in policies:
        followers = Followers(policy.name, frozenset(policy.entries))
        for rule in policy.scenario.rules:
            if not rule.for_everybody:
                marked = _called(rule, scenario.home_code).followed_by(followers)
                rules.append(marked)
                origins[marked.name] = policy.scenario.origin_of(rule)
    supposed = any(policy.scenario.what_if for policy in policies)
    title = scenario.title
    if supposed and not scenario.what_if:
        title = str(Text("What if: {title}", "Seandainya berlaku: {title}")).format(title=title)
    return replace(
        scenario,
        title=title,
        rules=tuple(rules),
        policies=policies,
        what_if=scenario.what_if or supposed,
        text=with_policies_text(scenario.text, policies),
        ancestry=replace(scenario.ancestry, origins=origins),
    )


def _called(rule: Rule, home_code: str) -> Rule:
    """A policy's rule as the run has it: a run has one word for home."""
    return rule.model_copy(update={"title": in_home_word(rule.title, home_code)}) if rule.title else rule


def beyond_any(scenario: Scenario, problem: Problem) -> list[Issue]:
    """Notices of a run's dates, for each of its policies."""
    notices = beyond(scenario, problem.horizon.dates)
    for policy in scenario.policies:
        for issue in beyond(policy.scenario, problem.horizon.dates):
            message = _("Only for units that follow it ({units}): {message}").format(
                units=_names(units_of(policy, problem.units)), message=issue.message
            )
            notices.append(replace(issue, message=message))
    return notices


def units_of(policy: Policy, units: Sequence[Unit]) -> list[str]:
    """Paths of the units with which a policy begins: those below them follow it too."""
    follows = [unit.scenario in policy.entries for unit in units]
    return [
        unit.path
        for unit, follow in zip(units, follows, strict=True)
        if follow and (unit.parent is None or not follows[unit.parent])
    ]


def policy_notices(scenario: Scenario, units: Sequence[Unit]) -> list[Issue]:
    """Which units follow which policy, a notice for each that is not the run's own."""
    template = _("{units} follow “{policy}” (column Skenario), all below them too; other units “{own}”.")
    return [
        Issue(
            "unit-policy",
            template.format(units=_names(units_of(policy, units)), policy=policy.name, own=scenario.name),
            sheet=SHEET,
        )
        for policy in scenario.policies
    ]


def set_aside(tables: Tables, *, one: bool) -> list[Issue]:
    """A notice where a run of one policy sets the column aside though units name policies in it."""
    entries = list(dict.fromkeys(row.scenario for row in tables.units if row.scenario))
    if not one or not entries:
        return []
    message = _(
        "Column Skenario of sheet Unit ({entries}) is set aside here: one policy holds for everybody."
    )
    needed = _("“solve” follows the column.")
    return [Issue("policies-set-aside", message.format(entries=", ".join(entries)), needed, sheet=SHEET)]


def _names(paths: Sequence[str]) -> str:
    return ", ".join(paths[:UNITS_NAMED]) + (" …" if len(paths) > UNITS_NAMED else "")
