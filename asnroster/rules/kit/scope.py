"""The scope filter: whom a rule is about. All filters must hold, any value in one will do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import numpy as np
from pydantic import BaseModel, ConfigDict

from asnroster.domain.groups import fold
from asnroster.domain.inputs import STAFF, UNITS
from asnroster.domain.modes import Bools
from asnroster.domain.positions import without_acting
from asnroster.domain.problem import Problem, normal_echelon
from asnroster.rules.kit.fields import Words
from asnroster.words import _

FILTERS = (
    "units", "sectors", "positions", "position_kinds", "echelons",
    "roles", "statuses", "teams", "buildings", "people",
)  # fmt: skip

# The sheet and column that a filter reads; without it the filter can match nobody.
FILTER_COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "units": (),
    "sectors": ((UNITS, "Sektor"),),
    "positions": ((STAFF, "Jabatan"),),
    "position_kinds": ((STAFF, "Jenis Jabatan"),),
    "echelons": ((STAFF, "Eselon"),),
    "roles": ((STAFF, "Peran"),),
    "statuses": ((STAFF, "Status"),),
    "teams": ((STAFF, "Tim"),),
    "buildings": ((STAFF, "Gedung"), (UNITS, "Gedung")),
    "people": (),
}


class Scope(BaseModel):
    """Ten filters and their ``except_`` twins; an empty filter lets everybody through."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        defer_build=True,  # a scenario has a third of all rules: the others are never built
    )

    units: Words = ()
    sectors: Words = ()
    positions: Words = ()
    position_kinds: Words = ()
    echelons: Words = ()
    roles: Words = ()
    statuses: Words = ()
    teams: Words = ()
    buildings: Words = ()
    people: Words = ()
    except_units: Words = ()
    except_sectors: Words = ()
    except_positions: Words = ()
    except_position_kinds: Words = ()
    except_echelons: Words = ()
    except_roles: Words = ()
    except_statuses: Words = ()
    except_teams: Words = ()
    except_buildings: Words = ()
    except_people: Words = ()

    def chosen(self, problem: Problem) -> Bools:
        """(people,): whom the filter picks."""
        picked = np.ones(len(problem.people), dtype=bool)
        for name, values, is_exception in self.filters():
            people = np.zeros(len(problem.people), dtype=bool)
            for value in values:
                people[list(people_matching(problem, name, value))] = True
            picked &= ~people if is_exception else people
        return picked

    def filters(self) -> Iterator[tuple[str, tuple[str, ...], bool]]:
        """The filters in use: name, values, whether it takes away."""
        for name in FILTERS:
            for field, is_exception in ((name, False), (f"except_{name}", True)):
                values: tuple[str, ...] = getattr(self, field)
                if values:
                    yield name, values, is_exception

    def scope_sentence(self) -> str:
        """Whom the rule is about, in words; empty when it is about everybody."""
        parts = []
        for name, values, is_exception in self.filters():
            template = _("except {filter} {values}") if is_exception else _("only {filter} {values}")
            parts.append(template.format(filter=filter_name(name), values=", ".join(values)))
        return "; ".join(parts)


def filter_name(name: str) -> str:
    """A filter's name in the user's language."""
    return {
        "units": _("units"),
        "sectors": _("sectors"),
        "positions": _("positions"),
        "position_kinds": _("position kinds"),
        "echelons": _("echelons"),
        "roles": _("roles"),
        "statuses": _("statuses"),
        "teams": _("teams"),
        "buildings": _("buildings"),
        "people": _("people"),
    }[name]


@lru_cache(maxsize=4096)
def _pattern(value: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in fold(value).split("*")), re.DOTALL)


def matches(value: str, cell: str) -> bool:
    """Whether a filter's value matches a whole cell: case aside, ``*`` a wildcard."""
    return bool(cell) and _pattern(value).fullmatch(fold(cell)) is not None


def people_matching(problem: Problem, name: str, value: str) -> Iterable[int]:
    """The people that one value of one filter picks."""
    if name == "units":
        return {p for u in units_matching(problem, value) for p in problem.below[u]}
    cells = known_values(problem, name)
    wanted = {cell for cell in cells if _value_matches(name, value, cell)}
    if not wanted:
        return ()
    if name == "sectors":
        units = [u for u, unit in enumerate(problem.units) if unit.sector in wanted]
        return sorted(p for u in units for p in problem.placed_in[u])
    pick = _CELLS[name]
    return [p for p in range(len(problem.people)) if not wanted.isdisjoint(pick(problem, p))]


def units_matching(problem: Problem, value: str) -> list[int]:
    """Units that a value names: by name, short name, code or path."""
    return [
        index
        for index, unit in enumerate(problem.units)
        if any(matches(value, cell) for cell in (unit.name, unit.short_name, unit.code, unit.path))
    ]


def known_values(problem: Problem, name: str) -> set[str]:
    """Every value of a filter that the data holds."""
    if name == "units":
        return {cell for unit in problem.units for cell in (unit.name, unit.short_name, unit.code) if cell}
    if name == "sectors":
        placed = zip(problem.units, problem.placed_in, strict=True)
        return {unit.sector for unit, people in placed if unit.sector and people}
    pick = _CELLS[name]
    return {cell for p in range(len(problem.people)) for cell in pick(problem, p) if cell}


def _value_matches(name: str, value: str, cell: str) -> bool:
    if name == "positions":
        # Whoever acts as head of a unit is one: compared with the acting word and without it.
        return matches(value, cell) or matches(without_acting(value), without_acting(cell))
    if name != "echelons" or "*" in value:
        return matches(value, cell)
    try:
        wanted = normal_echelon(value)
    except ValueError:
        return matches(value, cell)
    return cell == wanted or ("." not in wanted and cell.split(".")[0] == wanted)


_CELLS: dict[str, Callable[[Problem, int], tuple[str, ...]]] = {
    "positions": lambda problem, p: (problem.people[p].position,),
    "position_kinds": lambda problem, p: (problem.people[p].position_kind,),
    "echelons": lambda problem, p: (problem.people[p].echelon,),
    "roles": lambda problem, p: problem.people[p].roles,
    "statuses": lambda problem, p: (problem.people[p].status,),
    "teams": lambda problem, p: problem.people[p].teams,
    "buildings": lambda problem, p: (problem.people[p].building,),
    "people": lambda problem, p: (problem.people[p].key, problem.people[p].name),
}
