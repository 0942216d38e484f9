"""The shapes of requirements: a sum, all alike, whole days, fair shares, two phases, never together.

``amount`` is a shape's own count of a miss; ``post`` builds an expression that is never below it
and reaches it when it is minimised or bounded from above. A model knows free cells only: ``opened``
counts the fixed ones in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np

from asnroster.domain.lists import Ints
from asnroster.domain.modes import OFFICE, UNDECIDED
from asnroster.engine.model import cp_model
from asnroster.engine.model.fair_shares import FairShares

Modes = Callable[[int], int]
Literals = Mapping[int, cp_model.IntVar]
Fixed = Sequence[int] | Mapping[int, int]  # the mode of each cell, UNDECIDED for a free one


class Sum(NamedTuple):  # a frozen dataclass takes three times as long to make, and a city has 100,000s
    """Of these cells at least ``least`` and at most ``most`` are in the office."""

    cells: tuple[int, ...]
    least: int
    most: int

    def opened(self, fixed: Fixed) -> Sum | None:
        """The same over free cells only; None where nothing can miss it."""
        modes = [fixed[cell] for cell in self.cells]
        free, office = modes.count(UNDECIDED), modes.count(OFFICE)
        least, most = self.least - office, self.most - office
        if least <= 0 and most >= free:
            return None
        if free == len(modes):
            return self
        cells = tuple([cell for cell, mode in zip(self.cells, modes, strict=True) if mode == UNDECIDED])
        return Sum(cells, least, most)

    def missed(self, office: int) -> int:
        """Cells short or over with so many in the office."""
        return max(0, self.least - office) + max(0, office - self.most)

    def amount(self, mode: Modes) -> int:
        """Cells short or over."""
        return self.missed(sum(mode(cell) == OFFICE for cell in self.cells))

    def require(self, model: cp_model.CpModel, office: Literals) -> None:
        """Allow no miss."""
        total = cp_model.LinearExpr.sum([office[cell] for cell in self.cells])
        model.add_linear_constraint(total, max(0, self.least), min(len(self.cells), self.most))

    def post(self, model: cp_model.CpModel, office: Literals) -> cp_model.LinearExprT:
        """The miss; for one cell it is linear in the cell itself."""
        size = len(self.cells)
        if size == 1:
            if_home, if_office = self.missed(0), self.missed(1)
            return office[self.cells[0]] * (if_office - if_home) + if_home
        slack = model.new_int_var(0, max(self.missed(0), self.missed(size)), "")
        total = cp_model.LinearExpr.sum([office[cell] for cell in self.cells])
        if self.least > 0:
            model.add(total + slack >= self.least)
        if self.most < size:
            model.add(total - slack <= self.most)
        return slack


def _nothing(cell: int) -> int:
    return UNDECIDED


class _Special:
    """A shape that is required by allowing it no miss."""

    __slots__ = ()

    def opened(self, fixed: Fixed) -> Self | Sum | None:
        """Itself, its cells being free; None where there are none and nothing is missed."""
        return self if self.cells or self.amount(_nothing) else None  # type: ignore[attr-defined]

    def require(self, model: cp_model.CpModel, office: Literals) -> None:
        """Allow no miss."""
        model.add(self.post(model, office) <= 0)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Alike(_Special):
    """All cells have the same mode; a miss amounts to the cells off the larger side."""

    cells: tuple[int, ...]

    def opened(self, fixed: Fixed) -> Self | Sum | None:
        """All of them are free, but of two cells: where one is fixed the other should have its mode."""
        modes = {fixed[cell] for cell in self.cells} - {UNDECIDED}
        if len(self.cells) > 2 or not modes:
            return self if self.cells else None
        free = tuple(cell for cell in self.cells if fixed[cell] == UNDECIDED)
        if not free:
            return None if len(modes) == 1 else Sum((), 1, 1)
        mode = modes.pop()
        return Sum(free, mode, mode)

    def amount(self, mode: Modes) -> int:
        """Cells off the larger side."""
        return self.missed(sum(mode(cell) == OFFICE for cell in self.cells))

    def missed(self, office: int) -> int:
        """The same with so many in the office."""
        return min(office, len(self.cells) - office)

    def post(self, model: cp_model.CpModel, office: Literals) -> cp_model.LinearExprT:
        """One Boolean says which side is the larger."""
        size = len(self.cells)
        total = cp_model.LinearExpr.sum([office[cell] for cell in self.cells])
        mostly_office = model.new_bool_var("")
        off = model.new_int_var(0, size // 2, "")
        model.add(off >= total - size * mostly_office)
        model.add(off >= size - total - size * (1 - mostly_office))
        return off


@dataclass(frozen=True, slots=True)
class WholeDays(_Special):
    """At least ``count`` of these groups of cells are wholly in one mode; a miss amounts to days short."""

    groups: tuple[tuple[int, ...], ...]
    wanted: int
    count: int

    @property
    def cells(self) -> tuple[int, ...]:
        """Every cell of every group."""
        return tuple(cell for group in self.groups for cell in group)

    def opened(self, fixed: Fixed) -> WholeDays | None:
        """The same over free cells only, without the days that are lost or whole already."""
        possible = [
            group for group in self.groups if all(fixed[c] in (UNDECIDED, self.wanted) for c in group)
        ]
        free = [tuple(cell for cell in group if fixed[cell] == UNDECIDED) for group in possible]
        left = self.count - sum(not group for group in free)
        return None if left <= 0 else replace(self, groups=tuple(filter(None, free)), count=left)

    def amount(self, mode: Modes) -> int:
        """Days short."""
        whole = sum(all(mode(cell) == self.wanted for cell in group) for group in self.groups)
        return max(0, self.count - whole)

    def post(self, model: cp_model.CpModel, office: Literals) -> cp_model.LinearExprT:
        """One Boolean a group claims that it is whole."""
        claims = [model.new_bool_var("") for _ in self.groups]
        for claim, group in zip(claims, self.groups, strict=True):
            for cell in group:
                model.add_implication(claim, office[cell] if self.wanted == OFFICE else ~office[cell])
        short = model.new_int_var(0, self.count, "")
        model.add(short >= self.count - cp_model.LinearExpr.sum(claims))
        return short


@dataclass(frozen=True, slots=True)
class TwoPhases(_Special):
    """People alternate in one of two phases that are about equally large.

    Attributes:
        people: for each person (cell, mode in the first phase); the second phase is its contrary.
        most_apart: by how many people the phases may differ.
        turns: for each person 1 or -1 where a turn before the horizon was of the first or the second phase: one
            more cell, that is decided. Empty where none is known.
    """

    people: tuple[tuple[tuple[int, int], ...], ...]
    most_apart: int
    turns: tuple[int, ...] = ()

    @property
    def cells(self) -> tuple[int, ...]:
        """Every cell of every person."""
        return tuple(cell for person in self.people for cell, _ in person)

    def amount(self, mode: Modes) -> int:
        """The least, over all phases, of cells off phase plus the difference beyond what is allowed."""
        # Best cost for each number of people in the second phase, one person after another.
        best = {0: 0}
        for person, turn in zip(self.people, self.turns or [0] * len(self.people), strict=True):
            off = sum(mode(cell) != first for cell, first in person)
            grown: dict[int, int] = {}
            for second, cost in best.items():
                for step, more in ((0, off + (turn < 0)), (1, len(person) - off + (turn > 0))):
                    grown[second + step] = min(grown.get(second + step, cost + more), cost + more)
            best = grown
        size = len(self.people)
        return min(cost + max(0, abs(size - 2 * second) - self.most_apart) for second, cost in best.items())

    def post(self, model: cp_model.CpModel, office: Literals) -> cp_model.LinearExprT:
        """One Boolean a person names the phase."""
        phases: list[cp_model.IntVar] = []
        off_phase: list[cp_model.LinearExprT] = []
        for person, turn in zip(self.people, self.turns or [0] * len(self.people), strict=True):
            second = model.new_bool_var("")
            phases.append(second)
            if turn:
                off_phase.append(second if turn > 0 else 1 - second)
            for cell, first in person:
                off = 1 - office[cell] if first == OFFICE else office[cell]
                missed = model.new_bool_var("")
                # A miss for each cell, not one a person: without that, half a phase would fit every pattern.
                model.add(missed >= off - second)
                model.add(missed >= second - off)
                off_phase.append(missed)
        apart = model.new_int_var(0, len(phases), "")
        difference = 2 * cp_model.LinearExpr.sum(phases) - len(phases)
        model.add(apart >= difference - self.most_apart)
        model.add(apart >= -difference - self.most_apart)
        return cp_model.LinearExpr.sum([*off_phase, apart])


@dataclass(frozen=True, slots=True)
class Never(_Special):
    """None of these patterns of (cell, mode) holds; any number of them that do are one miss."""

    patterns: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def cells(self) -> tuple[int, ...]:
        """Every cell of every pattern, each once."""
        return tuple(dict.fromkeys(cell for pattern in self.patterns for cell, _mode in pattern))

    def opened(self, fixed: Fixed) -> Never | Sum | None:
        """The patterns that can still hold, over free cells only."""
        possible = [
            pattern for pattern in self.patterns if all(fixed[c] in (UNDECIDED, mode) for c, mode in pattern)
        ]
        left = [tuple((c, mode) for c, mode in pattern if fixed[c] == UNDECIDED) for pattern in possible]
        if not all(left):
            return Sum((), 1, 1)
        return Never(tuple(left)) if left else None

    def amount(self, mode: Modes) -> int:
        """1 where a pattern holds."""
        return int(any(all(mode(cell) == wanted for cell, wanted in pattern) for pattern in self.patterns))

    def post(self, model: cp_model.CpModel, office: Literals) -> cp_model.LinearExprT:
        """One Boolean says that some pattern holds."""
        holds = model.new_bool_var("")
        for pattern in self.patterns:
            # As a sum, for in a question about crowds an office cell may be no literal of its own.
            off = [1 - office[cell] if mode == OFFICE else office[cell] for cell, mode in pattern]
            model.add(cp_model.LinearExpr.sum(off) + holds >= 1)
        return holds


Shape = Sum | Alike | WholeDays | FairShares | TwoPhases | Never


def counts_fixed(shape: Shape) -> bool:
    """Whether ``opened`` can count decided cells in; of other shapes all cells must be free."""
    return isinstance(shape, Sum | WholeDays | FairShares | Never) or (
        isinstance(shape, Alike) and len(shape.cells) <= len(("one", "other"))
    )


def missed(least: int | Ints, most: int | Ints, office: Ints) -> Ints:
    """Cells short or over of sums, for each number of their cells in the office."""
    off: Ints = np.maximum(0, least - office) + np.maximum(0, office - most)
    return off
