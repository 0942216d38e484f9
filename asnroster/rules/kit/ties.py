"""The people tied to a person by any rule: a question about one need not look at everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from asnroster.domain.groups import fold
from asnroster.domain.problem import Problem, Wish
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case

Tie = tuple[str, object]
_LABELS = {"Gedung": "building"}


def neighbours(case: Case, *people: int) -> list[int]:
    """Everybody who shares a group with any of these people, ascending, they included.

    Rules count people of a unit, an agency, a building, or everybody (``per = "government"``); units, service
    posts, teams and labels of Bergantian lie inside an agency. So whatever changes of them changes the count of no
    group that is not made of those found. Where a rule leaves out whom another one keeps in the office, the groups
    of all these count as well.
    """
    return _spread(case, people, steps=2 if any(rule.shares_home_days for rule in case.rules) else 1)


def component(case: Case, person: int) -> list[int]:
    """Everybody who is tied to a person through others too, ascending: no rule ties them to anybody else."""
    return _spread(case, [person], steps=None)


def sub_case(case: Case, people: Sequence[int]) -> Case:
    """The same rules over some of the people; the person at ``people[i]`` is number ``i`` there."""
    return Case(extract(case.problem, people), case.rules)


def extract(problem: Problem, people: Sequence[int]) -> Problem:
    """The problem of some people alone: units, calendar, buildings and posts stay as they are."""
    place = {person: index for index, person in enumerate(people)}
    rows = list(people)
    past, base = problem.history, problem.base
    return replace(
        problem,
        people=tuple(problem.people[person] for person in people),
        absence=problem.absence[rows],
        pins=tuple(replace(pin, person=place[pin.person]) for pin in problem.pins if pin.person in place),
        wishes=tuple(
            Wish(place[w.person], w.day, w.mode, w.strength) for w in problem.wishes if w.person in place
        ),
        history=None
        if past is None
        else replace(
            past,
            modes=past.modes[rows],
            known=past.known[rows],
            working=past.working[rows],
            most=past.most[rows],
            in_service=past.serves[rows],
        ),
        base=None if base is None else base[rows],
    )


def _spread(case: Case, people: Sequence[int], *, steps: int | None) -> list[int]:
    everybody = range(len(case.problem.people))
    if any(getattr(rule, "per", "") == "government" for rule in case.rules):
        return list(everybody)
    ties = [frozenset(_ties(case.problem, p)) for p in everybody]
    reached, members, step = {tie for p in people for tie in ties[p]}, set(people), 0
    while steps is None or step < steps:
        step += 1
        new = [p for p in everybody if p not in members and not reached.isdisjoint(ties[p])]
        if not new:
            break
        members.update(new)
        reached.update(tie for p in new for tie in ties[p])
    return sorted(members)


def _ties(problem: Problem, person: int) -> Iterable[Tie]:
    who = problem.people[person]
    if len(problem.stints.of[person]) > 1:
        yield "person", who.key
    yield "agency", problem.units[who.unit].agency
    if who.building:
        yield "building", fold(who.building)


def common_counts(case: Case) -> Iterator[tuple[Rule, str, list[int]]]:
    """Every count of a rule that people of several agencies share.

    Yields:
        the rule, the building (empty: everybody), and the agencies, ascending.
    """
    problem = case.problem
    for rule in case.rules:
        for kind, listed in _counted_by(rule):
            members: dict[str, tuple[str, set[int]]] = {}
            names = {fold(building.name) for building in problem.buildings}
            for person in rule.counted(case):
                who = problem.people[person]
                label = "" if kind == "government" else str(getattr(who, kind))
                if kind != "government" and (not label or (listed and fold(label) not in names)):
                    continue
                members.setdefault(fold(label), (label, set()))[1].add(problem.units[who.unit].agency)
            for label, agencies in members.values():
                if len(agencies) > 1:
                    yield rule, label, sorted(agencies)


def _counted_by(rule: Rule) -> set[tuple[str, bool]]:
    """By what else than units a rule counts people; whether only buildings of the sheet Gedung."""
    per = getattr(rule, "per", "")
    kinds = {(per, False)} if per in ("building", "government") else set()
    for sheet, column in rule.needs():
        if name := _LABELS.get(column or sheet):
            kinds.add((name, not column))
    return kinds
