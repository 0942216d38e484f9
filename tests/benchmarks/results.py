"""What was measured, in a form that tables are made of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

ILLEGAL = inf


@dataclass(frozen=True)
class Course:
    """The rosters of one solver, one better than the other.

    Attributes:
        seconds: when each was found, ascending.
        cost: of each by its number, as the audit judges it; ``ILLEGAL`` where it breaks a hard rule.
    """

    seconds: Sequence[float]
    cost: Callable[[int], float]

    @property
    def last(self) -> float | None:
        """Cost of the last one, None where there is none."""
        return self.cost(len(self.seconds) - 1) if self.seconds else None

    def at(self, moment: float) -> float | None:
        """Cost of the roster at hand at a moment, None before the first."""
        found = bisect_right(self.seconds, moment)
        return self.cost(found - 1) if found else None

    def first_legal(self) -> float | None:
        """When the first legal roster was there."""
        return next((self.seconds[i] for i in range(len(self.seconds)) if self.cost(i) < ILLEGAL), None)

    def reached(self, cost: float) -> float | None:
        """When a legal roster first cost no more than this; looks at few, for they only get better."""
        found = bisect_left(range(len(self.seconds)), x=True, key=lambda i: self.cost(i) <= cost)
        return self.seconds[found] if found < len(self.seconds) else None


@dataclass(frozen=True)
class Result:
    """One solver on one instance; seconds count from its process's start, reading included.

    Attributes:
        said: what the solver itself says that its last roster costs.
        bound: proved: no roster costs less; None where nothing is.
        cpu_seconds: of all its processes; much less than ``finished`` times two tells of a machine that others use.
        built: when the search began.
        memory_mb: largest memory of all its processes, MB.
        failure: why it has no course, empty where it has.
        bounds: (seconds, bound), one better than the other.
    """

    people: int
    seed: int
    solver: str
    course: Course = Course((), lambda i: ILLEGAL)
    said: float | None = None
    bound: int | None = None
    built: float = 0.0
    finished: float = 0.0
    cpu_seconds: float = 0.0
    memory_mb: float = 0.0
    failure: str = ""
    bounds: Sequence[tuple[float, float]] = ()

    @property
    def instance(self) -> tuple[int, int]:
        """What it was solved on: people and seed."""
        return self.people, self.seed


@dataclass(frozen=True)
class Stages:
    """One run of the whole command, from spreadsheet to workbook.

    Attributes:
        free_cells: person-days that are not fixed beforehand.
        stages: seconds by name, as the command's ``--json`` tells them.
        failure: why there is nothing to tell, empty where there is.
    """

    people: int
    seed: int
    free_cells: int
    stages: dict[str, float]
    seconds: float
    cpu_seconds: float
    memory_mb: float
    cost: int | None = None
    gap: float | None = None
    failure: str = ""
