"""Is a scenario sound, and what would it do to a staff: everything an author should know before solving.

Prints nothing, solves nothing. What is wrong is raised at once; what is odd comes as remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from asnroster.domain.calendar import Horizon
from asnroster.errors import InputError, Issue, nearest
from asnroster.intake.passes import build_problem, read_tables, table_issues
from asnroster.intake.sheets import FORMATS
from asnroster.judge.effects import Effect, effect, out_of_force, overfull
from asnroster.judge.soundness import check_case
from asnroster.output.checked import BadScenario, CheckedRule, ScenarioCheck
from asnroster.output.checked import Remark as CheckedRemark
from asnroster.output.records import as_data, issue_of, issues_of
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.run import own_rules
from asnroster.scenario import Scenario
from asnroster.scenario.horizon import choose_horizon
from asnroster.scenario.load import load_scenario, load_scenario_rows
from asnroster.scenario.origin import SHEET
from asnroster.scenario.parameters import given_values
from asnroster.scenario.policies import beyond_any, policy_notices, with_policies
from asnroster.scenario.windows import beyond
from asnroster.words import _, use_home_word

ALMOST = 0.9


@dataclass(frozen=True)
class Asked:
    """What is to be checked.

    Attributes:
        scenario: a shipped name, the path of a file, or a workbook with a sheet Skenario.
        staff: whom it is to be applied to; None checks the scenario by itself.
    """

    scenario: str
    staff: Path | None = None
    units: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something an author should know; ``stops`` where ``solve`` would refuse to go on."""

    issue: Issue
    stops: bool = False


@dataclass(frozen=True)
class Findings:
    """A sound scenario, its rules one by one, and what is odd about them."""

    scenario: Scenario
    horizon: Horizon
    effects: tuple[Effect, ...]
    remarks: tuple[Remark, ...]
    case: Case | None = None

    @property
    def stops(self) -> bool:
        """Whether ``solve`` would refuse this scenario for this staff."""
        return any(remark.stops for remark in self.remarks)


def check(question: Asked) -> Findings:
    """Load a scenario and look at it from all sides.

    Raises:
        InputError: with everything that is wrong with the scenario, the dates and the staff file.
    """
    tables = read_tables(question.staff, question.units) if question.staff else None
    try:
        scenario = _load(question)
        use_home_word(scenario.home_code)
        several = scenario
        if tables is not None and question.staff is not None:
            several = with_policies(scenario, tables, (question.units or question.staff).parent)
        horizon = Horizon(*choose_horizon(scenario, question.start, question.end))
    except InputError as error:
        raise InputError([*(table_issues(tables) if tables else ()), *error.issues]) from None
    remarks = [Remark(issue) for issue in _alone(scenario, horizon)]
    if tables is None:
        effects = tuple(Effect(rule, idle=out_of_force(rule, horizon)) for rule in scenario.rules)
        return Findings(scenario, horizon, effects, tuple(remarks))
    problem, _notices = build_problem(tables, horizon.start, horizon.end)
    case = Case(problem, several.rules)
    remarks += [Remark(issue) for issue in policy_notices(several, problem.units)]
    remarks += [Remark(issue) for issue in beyond_any(several, problem) if Remark(issue) not in remarks]
    stopping, notices = check_case(case, own=own_rules(several), values=given_values(question.parameters))
    remarks += [Remark(issue, stops=True) for issue in stopping]
    remarks += [Remark(issue) for issue in (*notices, *overfull(case))]
    effects = tuple(effect(case, rule) for rule in case.rules)
    return Findings(several, horizon, effects, tuple(remarks), case)


def _load(question: Asked) -> Scenario:
    """A scenario file, or the sheet Skenario of a workbook."""
    path = Path(question.scenario)
    if path.suffix.lower() not in FORMATS:
        return load_scenario(question.scenario, parameters=question.parameters)
    tables = read_tables(path)
    grid = tables.grids.get(SHEET)
    wrong = [issue for issue in tables.issues if grid is not None and issue.sheet == grid.sheet]
    if not tables.scenario_rows and not wrong:
        message = _("The workbook has no sheet Skenario, or nothing stands in it.")
        needed = _("Fill it in, or name a scenario file (.toml).")
        wrong.append(Issue("scenario-sheet", message, needed, file=path.name, sheet=SHEET))
    if wrong:
        raise InputError(wrong)
    return load_scenario_rows(tables.scenario_rows, file=question.scenario, parameters=question.parameters)


def _alone(scenario: Scenario, horizon: Horizon) -> Iterator[Issue]:
    """What is odd about a scenario, whoever the staff are."""
    if not scenario.rules:
        message = _("The scenario has no rules: nothing is asked for and everything is allowed.")
        yield Issue("no-rules", message, _("Write rules, or let it extend another scenario."))
    elif not any(_keeps_all(rule) for rule in scenario.rules) and not any(
        rule.asks_for_home for rule in scenario.rules
    ):
        message = _("No rule asks for home days: everybody in the office would be the best roster.")
        needed = _("Add home_days_per_week or home_share with at_least and a weight.")
        yield Issue("no-push", message, needed)
    for rule in scenario.rules:
        why = out_of_force(rule, horizon)
        if why:
            message = _("Rule “{rule}” does nothing in this period. {why}").format(rule=rule.name, why=why)
            needed = _("Correct from and until, or leave it so if another period is meant.")
            yield Issue("rule-out-of-period", message, needed, found=rule.name)
    yield from beyond(scenario, horizon.dates)
    yield from _slips(scenario)


def _slips(scenario: Scenario) -> Iterator[Issue]:
    """Parameters that nothing uses, and names that miss an inherited one by a letter."""
    ancestry = scenario.ancestry
    for key, by in ancestry.unused.items():
        if by == scenario.name:
            message = _(
                "Parameter “{key}” is used by no rule any more: what used it was replaced or removed."
            )
            yield Issue("parameter-unused", message.format(key=key), _("Take it out."), found=key)
    inherited = [name for name, origin in ancestry.origins.items() if origin != scenario.name]
    for name, origin in ancestry.origins.items():
        near = nearest(name, inherited, cutoff=ALMOST) if origin == scenario.name else None
        if near is not None and name not in ancestry.replaced:
            message = _("Rule “{rule}” is new, though {origin} has a rule “{near}”: both hold now.")
            needed = _("To replace that rule, give this one exactly its name.")
            text = message.format(rule=name, near=near, origin=ancestry.origins[near])
            yield Issue("rule-name-near", text, needed, found=name)


def _keeps_all(rule: Rule) -> bool:
    """Whether a rule keeps everybody in the office on every day."""
    return rule.keeps_in_office and rule.hard and rule.always and not any(rule.filters())


def as_json(findings: Findings) -> dict[str, Any]:
    """What ``--json`` writes of a sound scenario."""
    scenario, ancestry, case = findings.scenario, findings.scenario.ancestry, findings.case
    rules = [
        CheckedRule(
            one.rule.key, one.rule.name, one.rule.hard, one.rule.weight, scenario.origin_of(one.rule),
            ancestry.replaced.get(one.rule.name), one.rule.full_sentence(), one.people, one.fixed, one.idle or None,
        )
        for one in findings.effects
    ]  # fmt: skip
    remarks = [CheckedRemark(**asdict(issue_of(one.issue)), stops=one.stops) for one in findings.remarks]
    return as_data(ScenarioCheck(
        not findings.stops, scenario.name, scenario.file, findings.horizon.start, findings.horizon.end,
        list(scenario.lineage), case.problem.headcount if case else None, rules, dict(ancestry.removed), remarks,
    ))  # fmt: skip


def bad_scenario(issues: Iterable[Issue]) -> dict[str, Any]:
    """What ``--json`` writes of a scenario that cannot be read."""
    return as_data(BadScenario(False, issues_of(issues)))
