"""Rules that would do nothing because what they speak of is not in the data: said once, by name."""

from __future__ import annotations

from dataclasses import dataclass

from asnroster.domain.groups import fold
from asnroster.domain.inputs import UNITS
from asnroster.domain.problem import Problem
from asnroster.domain.sectors import SECTORS
from asnroster.errors import Issue, did_you_mean, nearest
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.scope import FILTER_COLUMNS, filter_name, known_values, people_matching
from asnroster.words import _

# Of a list of names most are right: only a slip of a letter or two gets a hint.
LIKELY = 0.8


@dataclass(frozen=True, slots=True)
class Idle:
    """A rule, or a value in its filter, that matches nothing.

    Attributes:
        unsafe: whether going on could send people home who must be in the office.
        rule: name of the rule.
        values: the values of its filters that it is about; none where it is about sheets, columns or groups.
    """

    issue: Issue
    unsafe: bool = False
    rule: str = ""
    values: tuple[str, ...] = ()


def idle_rules(case: Case) -> list[Idle]:
    """Everything in the scenario that the data knows nothing of."""
    idle: list[Idle] = []
    policies_named: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for rule in case.rules:
        # Nobody of one policy's units being meant is no slip where others are.
        matched = bool(rule.chosen(case.problem).any()) if case.problem.people else False
        missing = [need for need in rule.needs() if need not in case.problem.columns]
        if rule.followers and rule.followers.policy and (rule.key, tuple(missing)) in policies_named:
            missing = []  # said of the run's own rule of this kind
        policies_named.add((rule.key, tuple(missing)))
        if missing and len(missing) == len(rule.needs()):
            idle.append(_without_column(rule, missing))
        elif missing:
            idle += [Idle(_column_issue(rule, [need])) for need in missing]
        if rule.needs_base and case.problem.base is None:
            idle.append(_without_base(rule))
        dead = _dead_values(case.problem, rule)
        if not matched and not dead and any(rule.filters()):
            dead = [(_nobody_issue(rule), tuple(v for _, values, _no in rule.filters() for v in values))]
        unsafe = rule.keeps_in_office and not matched
        idle += [Idle(issue, unsafe, rule.name, values) for issue, values in dead]
        if matched and (groups := rule.without_effect(case)):
            idle.append(Idle(_groups_issue(rule, groups)))
    return idle + _units_without_sector(case)


def _without_column(rule: Rule, missing: list[tuple[str, str]]) -> Idle:
    return Idle(_column_issue(rule, missing), unsafe=rule.keeps_in_office)


def _without_base(rule: Rule) -> Idle:
    message = _("Rule “{rule}” has no roster to compare with: it does nothing here.")
    advice = _("It takes effect where an existing roster is changed.")
    return Idle(Issue("rule-idle-base", message.format(rule=rule.heading), advice, found=rule.heading))


def _column_issue(rule: Rule, missing: list[tuple[str, str]]) -> Issue:
    places = ", ".join(" > ".join(part for part in place if part) for place in missing)
    return Issue(
        "rule-idle-column",
        _("Rule “{rule}” has nothing to go by: {places} is empty or missing.").format(
            rule=rule.heading, places=places
        ),
        _("Fill it in, or leave it so if nobody is concerned."),
        sheet=missing[0][0],
        found=rule.heading,
    )


def _dead_values(problem: Problem, rule: Rule) -> list[tuple[Issue, tuple[str, ...]]]:
    """Issues about the values of a rule's filters, each with the values; none where the column itself is empty."""
    issues: list[tuple[Issue, tuple[str, ...]]] = []
    for name, values, is_exception in rule.filters():
        columns = FILTER_COLUMNS[name]
        if columns and not known_values(problem, name):
            issues.append((_column_issue(rule, list(columns[:1])), ()))
            continue
        dead = [value for value in values if not list(people_matching(problem, name, value))]
        if name == "sectors" and len(dead) < len(values):
            # No region has every sector: a known word that nobody has is no slip of the pen.
            dead = [value for value in dead if fold(value) not in SECTORS]
        if dead:
            issue = _value_issue(problem, rule, name, dead, is_exception=is_exception)
            issues.append((issue, tuple(dead)))
    return issues


def _value_issue(problem: Problem, rule: Rule, name: str, dead: list[str], *, is_exception: bool) -> Issue:
    shown = ", ".join(f"“{value}”" for value in dead)
    return Issue(
        "rule-idle-value",
        _("Rule “{rule}”: {filter} {values} matches nobody in the data.").format(
            rule=rule.heading, filter=("except_" if is_exception else "") + filter_name(name), values=shown
        ),
        _hint(dead, known_values(problem, name))
        or _("Correct the name, or leave it so if nobody is concerned."),
        found=dead[0],
    )


def _hint(dead: list[str], values: set[str]) -> str:
    """The nearest names; of several values only those that have one, for the whole list would not help."""
    if len(dead) == 1:
        return did_you_mean(dead[0], values)
    near = {value: nearest(value.replace("*", ""), values, cutoff=LIKELY) for value in dead}
    template = _("Is “{value}” meant to be “{near}”?")
    return " ".join(template.format(value=value, near=name) for value, name in near.items() if name)


def _nobody_issue(rule: Rule) -> Issue:
    return Issue(
        "rule-idle-nobody",
        _("Rule “{rule}”: nobody in the data meets all its filters together ({scope}).").format(
            rule=rule.heading, scope=rule.scope_sentence()
        ),
        _("Correct the filters, or leave it so if nobody is concerned."),
        found=rule.name,
    )


def _groups_issue(rule: Rule, groups: list[str]) -> Issue:
    shown = ", ".join(groups[:5]) + (" …" if len(groups) > 5 else "")
    message = _("Rule “{rule}” can ask for nothing in {count} groups: {groups}.")
    return Issue(
        "rule-idle-group",
        message.format(rule=rule.heading, count=len(groups), groups=shown),
        _("Correct the filters, or leave it so if nobody is concerned."),
        found=rule.name,
    )


def _units_without_sector(case: Case) -> list[Idle]:
    problem = case.problem
    by_sector = [rule for rule in case.rules if rule.sectors or rule.except_sectors]
    bare = sorted({person.unit for person in problem.people if not problem.units[person.unit].sector})
    if not by_sector or not bare:
        return []
    names = ", ".join(problem.units[unit].path for unit in bare[:5]) + (" …" if len(bare) > 5 else "")
    issue = Issue(
        "unit-without-sector",
        _("{count} units have no sector, but rule “{rule}” goes by sector: {names}.").format(
            count=len(bare), rule=by_sector[0].heading, names=names
        ),
        _("Fill in column Sektor of sheet Unit (an agency's sector goes down to all its units)."),
        sheet=UNITS,
    )
    return [Idle(issue, unsafe=True)]
