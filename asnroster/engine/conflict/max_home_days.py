"""The largest number of home days that hard rules leave to each group of people, exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from asnroster.collector import paused_collection
from asnroster.domain.groups import fold, labels_of
from asnroster.domain.modes import HOME, OFFICE, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.engine import parameters
from asnroster.engine.model.disjoint_sets import DisjointSets
from asnroster.engine.model.part_model import Limits, PartModel
from asnroster.engine.model.parts import OpenRow, Part, split
from asnroster.engine.model.posting import Posting
from asnroster.engine.model.shapes import Sum
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import Where


@dataclass(frozen=True, slots=True)
class Most:
    """The most home person-days of one group.

    Attributes:
        home: person-days of a roster that keeps every hard rule.
        bound: proved: no such roster has more; equal to ``home`` but where the search was cut.
        possible: whether a roster that keeps the hard rules exists where the group's people are tied in.
    """

    home: int
    bound: int
    possible: bool = True


class _Best(NamedTuple):
    """Modes of the cells, and an upper bound of the wanted cells at home; None: impossible."""

    modes: dict[int, int]
    bound: int


@dataclass
class _Tied:
    """A part taken apart without the rows that only bring people home (a building's capacity).

    Without them the most can only be more; where its roster keeps them all the same, it is the most with them too.
    """

    part: Part
    pieces: list[Part]
    dropped: list[OpenRow]
    best: list[_Best] = field(default_factory=list)


@dataclass
class MaxHomeDays:
    """Asks for the most home days of groups; parts that look alike are solved once.

    Attributes:
        solves: questions that went to the solver.
        alike: questions that were answered by one like them.
        work: deterministic seconds for one question.
    """

    seed: int = 1
    work: float = field(default_factory=lambda: parameters.current.home_days_work)
    solves: int = 0
    alike: int = 0
    _known: dict[object, tuple[tuple[int, ...], int] | None] = field(default_factory=dict)

    def of(self, case: Case, groups: Sequence[Sequence[int]]) -> tuple[list[Most], Roster | None]:
        """The most of each group while everybody else may be where the group's maximum needs them.

        Args:
            case: hard rules only.
            groups: the people of each group, in any order and overlap; a government comes with its parts.

        Returns:
            One answer a group, and a roster in which the home days of all are most; None where there is none.
        """
        with paused_collection():
            parts = split(case, Posting.of(case, open_only=True).rows, opened=True)
        asked = _Asked(case, groups)
        for part in parts:
            if not part.cells:
                asked.impossible(_people_of(case, part.origin[0].where) if part.rows else ())
            elif not part.rows:
                asked.at_home(part.cells)
            else:
                self._ask(part, asked)
        return asked.answers(), asked.roster()

    def _ask(self, part: Part, asked: _Asked) -> None:
        tied = _taken_apart(part)
        whole = self._best(tied, frozenset(part.cells))
        if whole is None:
            asked.impossible({asked.person(cell) for cell in part.cells})
            return
        asked.take(part.cells, whole.modes)
        for group, cells in asked.inside(part.cells):
            found = sum(whole.modes[cell] == HOME for cell in cells)
            if len(cells) == len(part.cells):
                asked.more(group, 0, whole.bound - found)
            elif found < len(cells):
                own = self._best(tied, frozenset(cells))
                if own is not None:
                    home = sum(own.modes[cell] == HOME for cell in cells)
                    best = max(home, found)
                    asked.more(group, best - found, max(own.bound, best) - found)

    def _best(self, tied: _Tied, wanted: frozenset[int]) -> _Best | None:
        """Most of the wanted cells at home, and of the others as many as that leaves."""
        modes: dict[int, int] = {}
        bound = 0
        for index, piece in enumerate(tied.pieces):
            inside = wanted.intersection(piece.cells)
            known = tied.best[index] if index < len(tied.best) else None
            if known is not None and (not inside or OFFICE not in known.modes.values()):
                best: _Best | None = known
            else:
                best = self._solved(piece, inside)
            if best is None:
                return None
            if index == len(tied.best):
                tied.best.append(best)
            modes |= best.modes
            bound += min(len(inside), best.bound)
        if any(row.shape.amount(modes.__getitem__) for row in tied.dropped):
            found = self._solved(tied.part, wanted)
            return None if found is None else _Best(found.modes, min(found.bound, bound))
        return _Best(modes, bound)

    def _solved(self, part: Part, wanted: frozenset[int]) -> _Best | None:
        cells, rows = part.cells, part.rows
        all_home = dict.fromkeys(cells, HOME)
        if not any(row.shape.amount(all_home.__getitem__) for row in rows):
            return _Best(all_home, len(wanted))
        if len(rows) == 1 and isinstance(rows[0].shape, Sum) and len(rows[0].cells) == len(cells):
            return _by_counting(rows[0].shape, cells, wanted)
        key = _looks(part, wanted)
        if key is None or key not in self._known:
            found = self._searched(part, wanted)
            if key is None:
                return found
            self._known[key] = found and (tuple(found.modes[cell] for cell in cells), found.bound)
        else:
            self.alike += 1
        known = self._known[key]
        return None if known is None else _Best(dict(zip(cells, known[0], strict=True)), known[1])

    def _searched(self, part: Part, wanted: frozenset[int]) -> _Best | None:
        self.solves += 1
        # One wanted day outweighs all the others together: these only choose among equals.
        others = len(part.cells) - len(wanted)
        weights = {cell: others + 1 if cell in wanted else 1 for cell in part.cells}
        pushes = [OpenRow(Sum((cell,), 0, 0), weight) for cell, weight in weights.items()]
        model = PartModel(Part(part.cells, [*part.rows, *pushes]))
        work = self.work
        while True:  # a question without any roster yet is searched on
            limits = Limits(work=work)
            result = model.search(limits, seed=self.seed, live=_untold, register=_always)
            if result.infeasible:
                return None
            if result.modes is not None:
                in_office = max(0, -((others - result.bound) // (others + 1)))
                return _Best(dict(result.modes), len(wanted) - in_office)
            work *= 4


def _untold(cost: int | None, bound: int | None) -> None:
    """Nobody watches so short a search."""


def _always(solver: object) -> bool:
    return True


def _by_counting(row: Sum, cells: Sequence[int], wanted: Collection[int]) -> _Best | None:
    """So many in the office, those first whom nobody asks for."""
    if row.least > len(cells) or row.most < max(0, row.least):
        return None
    ordered = sorted(cells, key=lambda cell: (cell in wanted, cell))
    kept = set(ordered[: max(0, row.least)])
    return _Best(
        {cell: OFFICE if cell in kept else HOME for cell in cells}, len(wanted) - len(kept & set(wanted))
    )


def _looks(part: Part, wanted: Collection[int]) -> object | None:
    """What a question looks like whoever and whenever it is about; None where that is not told by sums."""
    place = {cell: index for index, cell in enumerate(part.cells)}
    sums = []
    for row in part.rows:
        if not isinstance(row.shape, Sum):
            return None
        sums.append((tuple(place[cell] for cell in row.cells), max(0, row.shape.least), row.shape.most))
    return tuple(sorted(sums)), len(place), tuple(place[cell] for cell in part.cells if cell in wanted)


def _taken_apart(part: Part) -> _Tied:
    dropped = [row for row in part.rows if isinstance(row.shape, Sum) and row.shape.least <= 0]
    kept = [row for row in part.rows if not (isinstance(row.shape, Sum) and row.shape.least <= 0)]
    pieces = DisjointSets(part.cells)
    for row in kept:
        pieces.join(row.cells)
    found: dict[int, Part] = {}
    for cell in part.cells:
        found.setdefault(pieces.find(cell), Part()).cells.append(cell)
    for row in kept:
        found[pieces.find(row.cells[0])].rows.append(row)
    return _Tied(part, list(found.values()), dropped)


class _Asked:
    """What was asked, and what is known so far."""

    def __init__(self, case: Case, groups: Sequence[Sequence[int]]) -> None:
        self._case, self._groups = case, groups
        self._days = case.problem.days
        self._modes = case.fixed.modes.copy().ravel()
        self._more = [[0, 0] for _ in groups]
        self._impossible: set[int] = set()
        self._of: list[list[int]] = [[] for _ in case.problem.people]
        for group, people in enumerate(groups):
            for person in people:
                self._of[person].append(group)

    def person(self, cell: int) -> int:
        return cell // self._days

    def at_home(self, cells: Iterable[int]) -> None:
        for cell in cells:
            self._modes[cell] = HOME

    def take(self, cells: Iterable[int], modes: dict[int, int]) -> None:
        for cell in cells:
            self._modes[cell] = modes[cell]

    def inside(self, cells: Iterable[int]) -> Iterable[tuple[int, list[int]]]:
        """Each group with those of the cells that are its people's."""
        found: dict[int, list[int]] = {}
        for cell in cells:
            for group in self._of[self.person(cell)]:
                found.setdefault(group, []).append(cell)
        return found.items()

    def more(self, group: int, home: int, bound: int) -> None:
        """So many more than in the roster, and at most so many more."""
        self._more[group][0] += home
        self._more[group][1] += bound

    def impossible(self, people: Iterable[int]) -> None:
        self._impossible.update(group for person in people for group in self._of[person])

    def roster(self) -> Roster | None:
        if self._impossible:
            return None
        modes = self._modes.copy()
        modes[~self._case.problem.available.ravel()] = UNDECIDED
        return Roster(modes.reshape(self._case.problem.available.shape))

    def answers(self) -> list[Most]:
        shape = self._case.problem.available.shape
        home = (np.equal(self._modes.reshape(shape), HOME) & self._case.problem.available).sum(axis=1)
        counts = [int(home[list(people)].sum()) for people in self._groups]
        return [
            Most(count + more, count + bound, group not in self._impossible)
            for group, (count, (more, bound)) in enumerate(zip(counts, self._more, strict=True))
        ]


def _people_of(case: Case, where: Where) -> list[int]:
    """Whom a requirement is about that fixed days alone break."""
    people = case.problem.people
    if where.person is not None:
        return [where.person]
    label = fold(where.group or "")
    named = [
        index
        for index, who in enumerate(people)
        if label in (fold(who.building), *(fold(named) for named in labels_of(case.problem, index)))
        or any(fold(case.problem.units[u].path) == label for u in case.problem.ancestors[who.unit])
    ]
    return named or list(range(len(people)))
