"""Where clashes are looked for: the hard rows of a part, who shares cells, and what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from asnroster.engine import parameters
from asnroster.engine.conflict.elastic import ElasticModel, SubsetOracle
from asnroster.engine.model.disjoint_sets import DisjointSets
from asnroster.engine.model.parts import Part
from asnroster.engine.model.posting import Row
from asnroster.rules.kit.base import FixingRule
from asnroster.rules.kit.case import Case

Item = TypeVar("Item")
Allowed = Mapping[int, int]  # id of a row -> by how much it may be missed
ByCell = Mapping[int, Sequence[Row]]


@dataclass(frozen=True)
class Surroundings:
    """What lies around the impossible parts.

    Attributes:
        held: for each of their cells the hard rows that fix it.
        near: for each of their cells every hard row about it, also those that nothing could miss.
    """

    held: ByCell
    near: ByCell

    @classmethod
    def of(cls, case: Case, rows: Iterable[Row], about: Iterable[Row]) -> Surroundings:
        """Go through all rows once, for the cells of some of them."""
        hard = [rule.hard for rule in case.rules]
        fixing = [isinstance(rule, FixingRule) for rule in case.rules]
        cells = {cell for row in about for cell in row.cells}
        held: dict[int, list[Row]] = {}
        near: dict[int, list[Row]] = {}
        for row in rows:
            if hard[row.rule]:
                for cell in cells.intersection(row.cells):
                    near.setdefault(cell, []).append(row)
                    if fixing[row.rule]:
                        held.setdefault(cell, []).append(row)
        return cls(held, near)


def hard_rows(case: Case, part: Part) -> list[Row]:
    """The rows of a part that must hold."""
    return [row for row in part.origin if case.rules[row.rule].hard]


class ConstraintGraph:
    """The hard rows of an impossible part.

    Days fixed beforehand are held by the rows of the rules that fix them, so that such a rule can be named.
    """

    def __init__(self, case: Case, rows: list[Row], surroundings: Surroundings, seed: int) -> None:
        self.case, self.rows, self.seed, self._surroundings = case, rows, seed, surroundings
        self._weeks_of: dict[int, frozenset[int]] = {}
        self._by_cell: dict[int, list[Row]] = {}
        for row in self.rows:
            for cell in row.cells:
                self._by_cell.setdefault(cell, []).append(row)

    def touching(self, cells: Iterable[int]) -> list[Row]:
        """Every hard row of the case that speaks of one of these cells, each once."""
        near = self._surroundings.near
        return list({id(row): row for cell in cells for row in near.get(cell, ())}.values())

    def around(self, row: Row, rules: Container[int] | None = None) -> Iterator[list[Row]]:
        """A row with more and more of what surrounds it: its weeks first, at last all that hangs together with it.

        Args:
            row: where to begin.
            rules: only rows of these rules, None for all.
        """
        chosen = range(len(self.case.rules)) if rules is None else rules
        weeks = self._weeks(row)
        found = {id(row): row}
        self._hold(found, [row], chosen)
        yield list(found.values())
        for inside in (True, False) if len(self.rows) <= parameters.current.whole_clash_rows else (True,):
            seen: set[int] = set()
            fresh = list(found.values())
            while fresh:
                cells = {cell for one in fresh for cell in one.cells} - seen
                seen |= cells
                near = {id(one): one for cell in cells for one in self._by_cell.get(cell, ())}
                fresh = [
                    one
                    for key, one in near.items()
                    if key not in found and one.rule in chosen and (not inside or self._weeks(one) <= weeks)
                ]
                found.update((id(one), one) for one in fresh)
                self._hold(found, fresh, chosen)
                if fresh:
                    yield list(found.values())

    def _hold(self, found: dict[int, Row], rows: Iterable[Row], chosen: Container[int]) -> None:
        """Add the rows that fix the cells of these."""
        held = self._surroundings.held
        for cell in {cell for row in rows for cell in row.cells}:
            found.update((id(one), one) for one in held.get(cell, ()) if one.rule in chosen)

    def _weeks(self, row: Row) -> frozenset[int]:
        found = self._weeks_of.get(id(row))
        if found is None:
            days, week_of = self.case.problem.days, self.case.problem.horizon.week_of
            found = self._weeks_of[id(row)] = frozenset(week_of[cell % days] for cell in row.cells)
        return found

    def impossible(self, rows: Collection[Row], allowed: Allowed) -> bool:
        """Whether no roster keeps these rows; every cell is open."""
        question = ElasticModel(self.case.problem.days, None, self.seed, parameters.current.clash_work)
        for row in rows:
            question.keep(row, allowed.get(id(row), 0))
        return question.impossible()

    def among(self, rows: Iterable[Row], allowed: Allowed) -> SubsetOracle:
        """The same for many selections of these rows."""
        tuned = parameters.current
        return SubsetOracle(rows, allowed, days=self.case.problem.days, seed=self.seed, work=tuned.clash_work)

    def day(self, row: Row) -> Hashable:
        """The day of a row, or else its week: what is left out together of many rows."""
        week_of = self.case.problem.horizon.week_of
        if row.where.day is not None and (row.where.person is None or len(row.cells) == 1):
            return "day", row.where.day
        return "week", row.where.week if row.where.day is None else week_of[row.where.day]

    def element(self, row: Row) -> Hashable:
        """What is named or left out together: a rule's rows about single persons in one week (or day)."""
        where, week_of = row.where, self.case.problem.horizon.week_of
        if where.person is None:
            return row.rule, row.sense, where.group, where.day, where.week
        if len(row.cells) == 1:
            return row.rule, row.sense, where.day
        week = where.week if where.day is None else week_of[where.day]
        return row.rule, row.sense, "week", week


def shrink(items: list[Item], impossible: Callable[[list[Item]], bool]) -> list[Item]:
    """A minimal part of these that is still impossible: without any one of them it would not be."""
    size = max(1, len(items) // 2)
    while True:
        first = 0
        while first < len(items):
            rest = items[:first] + items[first + size :]
            if rest and impossible(rest):
                items = rest
            else:
                first += size
        if size == 1:
            return items
        size = max(1, size // 2)


def components(members: Sequence[Iterable[int]]) -> list[list[int]]:
    """Which of these hang together by members that they share, as lists of places, in the order of their first."""
    sets = [list(some) for some in members]
    pieces = DisjointSets({member for some in sets for member in some})
    for some in sets:
        pieces.join(some)
    found: dict[int, list[int]] = {}
    for place, some in enumerate(sets):
        found.setdefault(pieces.find(some[0]) if some else -1 - place, []).append(place)
    return list(found.values())
