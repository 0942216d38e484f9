"""Groups of people that a rule counts together: unit, subtree, agency, building, team, government."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from asnroster.domain.problem import Problem

Per = Literal["unit", "subtree", "agency", "building", "team", "government"]
PER_VALUES: tuple[str, ...] = get_args(Per)

SEPARATOR = " > "  # between the names of a path: OPD > Bidang > Seksi


def path_parts(text: str) -> list[str]:
    """``OPD > Bidang`` -> its names."""
    return [part.strip() for part in text.split(">") if part.strip()]


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Text without regard to case and surplus spaces, for comparing whole cells."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Group:
    """People counted together.

    Attributes:
        label: what users call it: the unit's path, the building, the team.
        people: indices of the people counted, ascending, never empty.
        unit: index of the unit that the group stands for, None for other kinds.
    """

    label: str
    people: tuple[int, ...]
    unit: int | None = None


def groups(problem: Problem, per: str, counted: Collection[int]) -> tuple[Group, ...]:
    """The groups of one kind, with only the counted people in them; empty groups are left out.

    Args:
        problem: the people and units.
        per: one of ``PER_VALUES``.
        counted: indices of the people that the rule's filter picks.
    """
    chosen = set(counted)
    if per == "government":
        return _filled([("", tuple(range(len(problem.people))), None)], chosen)
    if per == "team":
        return label_groups(problem, "teams", chosen)
    if per == "building":
        members: dict[str, tuple[str, list[int]]] = {}
        for index, person in enumerate(problem.people):
            if person.building:
                members.setdefault(fold(person.building), (person.building, []))[1].append(index)
        return _filled(
            [(label, tuple(people), None) for _, (label, people) in sorted(members.items())], chosen
        )
    units = [u for u, unit in enumerate(problem.units) if per != "agency" or unit.parent is None]
    inside = problem.placed_in if per == "unit" else problem.below
    return _filled([(problem.units[unit].path, inside[unit], unit) for unit in units], chosen)


def staffed_agencies(problem: Problem) -> list[int]:
    """The units at the top that have people, in the order of the problem."""
    return [index for index, unit in enumerate(problem.units) if unit.parent is None and problem.below[index]]


def label_groups(
    problem: Problem, kind: Literal["teams", "alternates"], counted: Collection[int]
) -> tuple[Group, ...]:
    """The counted people of each label of each agency; who bears several counts in each."""
    members: dict[tuple[str, int], tuple[str, list[int]]] = {}
    for index in sorted(counted):
        agency = problem.unit_of(index).agency
        for label in getattr(problem.people[index], kind):
            indices = members.setdefault((fold(label), agency), (label_text(problem, agency, label), []))[1]
            if indices[-1:] != [index]:
                indices.append(index)
    return tuple(Group(label, tuple(people)) for _, (label, people) in sorted(members.items()))


def labels_of(problem: Problem, person: int) -> list[str]:
    """Every label of a person, of Tim and Bergantian, as users read it."""
    who = problem.people[person]
    agency = problem.units[who.unit].agency
    return [label_text(problem, agency, label) for label in (*who.teams, *who.alternates)]


def label_text(problem: Problem, agency: int, label: str) -> str:
    """A label as users read it: with its agency where another agency has the same."""
    shared = fold(label) in (problem.labels_of_several or ())
    return f"{label} ({problem.units[agency].path})" if shared else label


def node_group(problem: Problem, unit: int, counted: Set[int]) -> Group | None:
    """The counted people of a unit with all below it, None when there are none."""
    groups = _filled([(problem.units[unit].path, problem.below[unit], unit)], counted)
    return groups[0] if groups else None


def _filled(candidates: list[tuple[str, tuple[int, ...], int | None]], chosen: Set[int]) -> tuple[Group, ...]:
    kept = ((label, tuple(p for p in people if p in chosen), unit) for label, people, unit in candidates)
    return tuple(Group(label, people, unit) for label, people, unit in kept if people)
