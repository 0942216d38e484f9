"""Crowds: people of whom the rows of a question say the same. How many of a crowd is enough to know.

Let n people have the same rows, each about a run of consecutive days of theirs, and let X[d] of them be in the
office on day d. Dealt out in turn, person k is in the office floor((X[1]+..+X[d]+k) / n) times up to day d. These
sum up to X[1]+..+X[d] (Hermite's identity), and over any run of days a person has the run's mean rounded down or
up. So where n times a row's bound holds for the sum, the row holds for each of them, and where it is missed, it is
missed by no more in all: to ask for the numbers alone is exact, and as small as there are kinds of people.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from asnroster.engine.model.posting import Row
from asnroster.engine.model.shapes import Shape, Sum


@dataclass(frozen=True)
class Asked:
    """What a question asks of a row.

    Attributes:
        shape: the row over open cells only, what it is allowed counted in where it is a sum.
        by: by how much it may be missed besides; None where its miss is counted.
    """

    row: Row
    shape: Shape
    by: int | None

    @classmethod
    def of(cls, row: Row, shape: Shape, by: int | None) -> Asked:
        """Asked so that a sum that may be missed by so much is one with wider bounds."""
        if by and isinstance(shape, Sum):
            spared = by // row.strength
            return cls(row, Sum(shape.cells, shape.least - spared, shape.most + spared), 0)
        return cls(row, shape, by)

    @cached_property
    def cells(self) -> tuple[int, ...]:
        """The open cells."""
        return self.shape.cells

    @cached_property
    def personal(self) -> bool:
        """Whether it is a sum of one person's days."""
        return self.row.where.person is not None and bool(self.cells) and isinstance(self.shape, Sum)


@dataclass(frozen=True)
class Crowd:
    """People who are asked the same.

    Attributes:
        people: their indices.
        of_each: for each of them the open cells, by day; everybody's on the same days.
    """

    people: tuple[int, ...]
    of_each: tuple[tuple[int, ...], ...]

    @property
    def cells(self) -> tuple[int, ...]:
        """The cells of the first of them, which stand for all."""
        return self.of_each[0]

    def dealt(self, office: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Cell and mode of everybody, so many of them in the office on each day, dealt out in turn."""
        size = len(self.people)
        for turn, cells in enumerate(self.of_each):
            so_far = turn
            for cell, count in zip(cells, office, strict=True):
                yield cell, (so_far + count) // size - so_far // size
                so_far += count


def crowds(asked: Sequence[Asked], days: int) -> list[Crowd]:
    """The people of a question as crowds, in the order of their first mention; all who differ are apart.

    Args:
        asked: what is asked.
        days: of the horizon; cell = person * days + day.
    """
    said: dict[int, list[Hashable]] = {}  # of each person
    cells: dict[int, set[int]] = {}
    runs: dict[int, list[tuple[int, ...]]] = {}
    for number, one in enumerate(asked):
        rows = {cell // days for cell in one.cells} if one.personal else set()
        if len(rows) == 1:
            person = one.cells[0] // days
            cells.setdefault(person, set()).update(one.cells)
            runs.setdefault(person, []).append(one.cells)
            said.setdefault(person, []).append(_personal(one, person * days))
            continue
        # A sum over two stints of a person is about no row alone: neither is like any other.
        alone = bool(rows) or not isinstance(one.shape, Sum)
        for cell in one.cells:
            person, day = divmod(cell, days)
            cells.setdefault(person, set()).add(cell)
            said.setdefault(person, []).append((number, day, person if alone else None))
    alike: dict[Hashable, list[int]] = {}
    for person, what in said.items():
        alike.setdefault(tuple(what), []).append(person)
    found = []
    for people in alike.values():
        whole = len(people) == 1 or _in_runs(cells[people[0]], runs.get(people[0], ()))
        for some in [people] if whole else [[person] for person in people]:
            found.append(Crowd(tuple(some), tuple(tuple(sorted(cells[person])) for person in some)))
    return found


def _personal(one: Asked, first_cell: int) -> Hashable:
    row, shape = one.row, one.shape
    bounds = (shape.least, shape.most) if isinstance(shape, Sum) else ()
    days = tuple(cell - first_cell for cell in one.cells)
    return row.rule, row.where.group, row.sense, row.strength, one.by, bounds, days


def _in_runs(cells: set[int], runs: Sequence[Sequence[int]]) -> bool:
    """Whether each of these is a run of the cells: with every cell between its first and last."""
    place = {cell: number for number, cell in enumerate(sorted(cells))}
    return all(place[max(run)] - place[min(run)] == len(run) - 1 for run in runs)
