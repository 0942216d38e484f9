"""Planted clashes: exactly they are told, dropping any rule ends them, and each relaxation works when it is made."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from asnroster.domain.groups import fold
from asnroster.domain.problem import Building
from asnroster.engine.solve import Options, Solution, solve
from asnroster.judge.audit import audit
from asnroster.judge.explaining import heading, relaxation_text, side_text
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Clash, Relaxation
from asnroster.rules.registry import registry
from asnroster.words import use_language
from tests.build import case, person, problem, rule, unit
from tests.hand import brought
from tests.planted import Planted, Told, everything

EACH = pytest.mark.parametrize("one", everything(), ids=str)


def solved(made: Case, *, relax: bool = False) -> Solution:
    return solve(made, Options(gap=0.0, workers=1, relax=relax))


FOUND: dict[str, Solution] = {}


def clashing(one: Planted) -> Solution:
    """What is found of a planted clash; solved once, for every test asks it."""
    if one.name not in FOUND:
        FOUND[one.name] = solved(one.case)
    return FOUND[one.name]


def seen(made: Case, clash: Clash) -> Told:
    """A clash as the table writes it."""
    demands = [demand for side in clash.sides for demand in side.demands]
    groups = sorted({demand.where.group or "" for demand in demands if demand.where.person is None})
    names = tuple(groups or [made.problem.people[person].name for person in clash.people])
    return tuple(made.rules[rule].name for rule in clash.rules), names, clash.days


@EACH
def test_exactly_what_was_planted_is_told(one: Planted) -> None:
    found = clashing(one)
    assert (found.status, found.roster, found.cost) == ("infeasible", None, None)
    assert sorted(seen(one.case, clash) for clash in found.clashes) == sorted(one.told)


def test_a_building_that_is_too_small_is_one_clash_and_not_one_for_each_unit() -> None:
    units = [unit(f"U{n}", index=n) for n in range(6)]
    people = [person(n, unit=n // 6, building="G") for n in range(36)]
    asked = problem(people, units=units, buildings=(Building("G", 10),))
    made = case(asked, rule("home_share", at_most="50 %", per="unit"), rule("building_capacity"))
    (clash,) = solved(made).clashes
    assert clash.days == (0, 1, 2, 3, 4)
    capacity = [relaxation for relaxation in clash.relaxations if relaxation.rule == 1]
    assert [{change.to for change in relaxation.changes} for relaxation in capacity] == [{18}]


@EACH
def test_without_any_rule_of_it_a_clash_is_gone(one: Planted) -> None:
    for told in one.told:
        for name in told[0]:
            rules = tuple(rule for rule in one.case.rules if rule.name != name)
            found = solved(Case(one.case.problem, rules))
            assert told not in [seen(Case(one.case.problem, rules), clash) for clash in found.clashes]
            if len(one.told) == 1:
                assert found.status == "optimal", name


@EACH
def test_every_relaxation_works_when_it_is_made(one: Planted) -> None:
    found = clashing(one)
    for clash in found.clashes:
        assert clash.relaxations, "some single rule can give way"
        for relaxation in clash.relaxations:
            changed = made(one.case, relaxation)
            again = solved(changed)
            if len(one.told) == 1:
                assert again.status == "optimal", relaxation
            assert seen(one.case, clash) not in [seen(changed, other) for other in again.clashes]
    changed = one.case
    for clash in found.clashes:
        changed = made(changed, clash.relaxations[0])
    assert solved(changed).status == "optimal"


@EACH
def test_the_relaxed_roster_is_judged_as_the_engine_counts(one: Planted) -> None:
    found = solved(one.case, relax=True)
    assert found.status == "infeasible" and found.roster is not None and found.cost is not None
    judged = audit(one.case, found.roster)
    assert tuple(entry.amount if entry.rule.hard else 0 for entry in judged.rules) == found.amounts
    assert (judged.cost, judged.misfits) == (found.cost, ())
    assert 0 < sum(found.amounts) <= sum(clash.relaxations[0].amount for clash in found.clashes)


@EACH
@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_told_in_whole_sentences(one: Planted, language: str) -> None:
    use_language(language)
    for clash in clashing(one).clashes:
        texts = [heading(one.case, clash), *(side_text(one.case, side) for side in clash.sides)]
        texts += [relaxation_text(one.case, relaxation) for relaxation in clash.relaxations]
        assert all(text and "{" not in text and "None" not in text for text in texts)
        assert "202" in texts[0]


def test_every_rule_that_may_be_hard_is_planted() -> None:
    kinds = {one.case.rules[rule].key for one in everything() for rule in _told_rules(one)}
    # Fairness and evenness as a must ask for the best that fixed days leave: by themselves they clash with nothing.
    assert set(registry()) - kinds == {"even_home_days", "fair_home_days"}
    assert len(everything()) == 43 + sum(map(len, brought("PLANTED")))


def _told_rules(one: Planted) -> set[int]:
    names = {name for rules, _, _ in one.told for name in rules}
    return {index for index, rule in enumerate(one.case.rules) if rule.name in names}


def made(before: Case, relaxation: Relaxation) -> Case:
    """The case with a relaxation made in its data or its rule, as its user would make it."""
    rule, problem = before.rules[relaxation.rule], before.problem
    changes = relaxation.changes
    to = {fold(change.demand.where.group or ""): change.to for change in changes}
    if rule.key == "building_capacity":
        wide = tuple(replace(b, capacity=to.get(fold(b.name), b.capacity)) for b in problem.buildings)
        for change in changes:
            wide = tuple(
                replace(b, capacity=max(b.capacity, change.to))
                if fold(b.name) == fold(change.demand.where.group or "")
                else b
                for b in wide
            )
        return Case(replace(problem, buildings=wide), before.rules)
    if rule.key == "service_posts":
        lowest = min(change.to for change in changes)
        return Case(
            replace(problem, posts=tuple(replace(post, min_office=lowest) for post in problem.posts)),
            before.rules,
        )
    if rule.key == "fixed_days":
        given_up = {(change.demand.where.person, change.demand.where.day) for change in changes}
        pins = tuple(pin for pin in problem.pins if (pin.person, pin.day) not in given_up)
        return Case(replace(problem, pins=pins), before.rules)
    return _with(before, relaxation, _fields(before, rule, relaxation))


def _fields(before: Case, rule: Rule, relaxation: Relaxation) -> dict[str, Any] | None:
    changes, sense = relaxation.changes, relaxation.changes[0].demand.sense
    if sense == "mode":
        names = {before.problem.people[change.demand.where.person or 0].name for change in changes}
        return {"except_people": (*rule.except_people, *names)}
    to = max(change.to for change in changes) if sense == "at_most" else min(change.to for change in changes)
    if getattr(rule, sense, None) is None or (
        "share" not in rule.key and getattr(rule, sense) != changes[0].demand.figure
    ):
        return None  # the sheet's figure, or one that a cut week has changed
    return {sense: Fraction(to, changes[0].demand.cells) if "share" in rule.key else to}


def _with(before: Case, relaxation: Relaxation, fields: dict[str, Any] | None) -> Case:
    """Another rule with these fields in its place; without a figure to change the rule is left out."""
    rules = list(before.rules)
    rule = rules[relaxation.rule]
    # What is left out stays as a rule that asks nothing, so that the others keep their places.
    rules[relaxation.rule] = rule.model_copy(update={"people": ("nobody",)} if fields is None else fields)
    return Case(before.problem, tuple(rules))
