"""The whole case as one mixed-integer programme. A process of its own: its solver must not meet OR-Tools."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

import numpy as np

from asnroster.domain.modes import OFFICE
from asnroster.engine.model.fair_shares import FairShares
from asnroster.engine.model.posting import Posting
from asnroster.engine.model.shapes import Alike, Shape, Sum, TwoPhases, WholeDays
from asnroster.rules.kit.case import Case
from tests.benchmarks.plain_highs import Programme
from tests.benchmarks.trace import load_task, save

Terms = list[tuple[int, float]]  # columns with their factors


@dataclass
class Builder:
    """Columns and rows as they come; a miss of a shape is a column that is never below it."""

    columns: dict[int, int]
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    offset: float = 0.0
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    at: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)

    def column(self, upper: float = inf, *, whole: bool = False) -> int:
        """A column from 0 on; its number."""
        self.upper.append(upper)
        self.whole.append(whole)
        self.cost.append(0.0)
        return len(self.upper) - 1

    def row(self, terms: Terms, least: float = -inf, most: float = inf) -> None:
        """A row between two values."""
        self.at += [column for column, _ in terms]
        self.factors += [factor for _, factor in terms]
        self.starts.append(len(self.at))
        self.least.append(least)
        self.most.append(most)

    def office(self, cells: tuple[int, ...], factor: float = 1.0) -> Terms:
        """These cells, each times a factor."""
        return [(self.columns[cell], factor) for cell in cells]

    def post(self, shape: Shape, weight: int | None) -> None:
        """A shape: at a cost, or without a miss where it has no weight."""
        if isinstance(shape, Sum) and weight is None:
            self.row(self.office(shape.cells), shape.least, shape.most)
        elif isinstance(shape, Sum) and len(shape.cells) == 1:
            self.offset += (weight or 0) * shape.missed(0)
            self.cost[self.columns[shape.cells[0]]] += (weight or 0) * (shape.missed(1) - shape.missed(0))
        else:
            miss = self.column(inf if weight is not None else 0.0)
            self.cost[miss] = weight or 0
            self.bound(shape, miss)

    def bound(self, shape: Shape, miss: int) -> None:
        """Rows that keep a column from falling below a shape's miss."""
        match shape:
            case Sum():
                total = self.office(shape.cells)
                self.row([*total, (miss, 1.0)], least=shape.least)
                self.row([*total, (miss, -1.0)], most=shape.most)
            case Alike(cells=(one, other)):
                self.row([*self.office((one,)), *self.office((other,), -1.0), (miss, -1.0)], most=0)
                self.row([*self.office((other,)), *self.office((one,), -1.0), (miss, -1.0)], most=0)
            case Alike():
                size, larger = len(shape.cells), self.column(1, whole=True)  # 1: most are in the office
                self.row([*self.office(shape.cells, -1.0), (larger, size), (miss, 1.0)], least=0)
                self.row([*self.office(shape.cells), (larger, -size), (miss, 1.0)], least=0)
            case WholeDays():
                self._whole_days(shape, miss)
            case FairShares():
                self._fair_shares(shape, miss)
            case TwoPhases():
                self._two_phases(shape, miss)

    def _whole_days(self, shape: WholeDays, miss: int) -> None:
        claims = [self.column(1) for _ in shape.groups]
        for claim, group in zip(claims, shape.groups, strict=True):
            for cell in group:
                if shape.wanted == OFFICE:
                    self.row([(claim, 1.0), (self.columns[cell], -1.0)], most=0)
                else:
                    self.row([(claim, 1.0), (self.columns[cell], 1.0)], most=1)
        self.row([*((claim, 1.0) for claim in claims), (miss, 1.0)], least=shape.count)

    def _fair_shares(self, shape: FairShares, miss: int) -> None:
        choices = [self.column(1, whole=True) for _ in range(shape.largest + 1)]
        self.row([(choice, 1.0) for choice in choices], 1, 1)
        down, parts = self.column(shape.band, whole=True), []
        for share in shape.shares:
            # Home days are those that could be, less those in the office; all stands on one side.
            days = share.already + len(share.cells)
            goal = [(choice, float(shape.target(share, t))) for t, choice in enumerate(choices)]
            near, most = [*self.office(share.cells), *goal, (down, -1.0)], days + shape.largest + shape.band
            steps = [
                self.column(1 if shape.power > 1 else inf) for _ in range(most if shape.power > 1 else 1)
            ]
            self.row([*near, *((step, 1.0) for step in steps)], least=days - shape.band)
            self.row([*near, *((step, -1.0) for step in steps)], most=days)
            parts += [(step, 2.0 * n + 1.0) for n, step in enumerate(steps)]
        self.row([*parts, (miss, -1.0)], most=shape.at_most)

    def _two_phases(self, shape: TwoPhases, miss: int) -> None:
        parts, phases = [], []
        for person in shape.people:
            second = self.column(1, whole=True)
            phases.append(second)
            for cell, first in person:
                # In the first phase the cell equals ``first``, in the second its contrary.
                off, sign = self.column(1), -1.0 if first == OFFICE else 1.0
                constant = 1.0 if first == OFFICE else 0.0
                terms = [(self.columns[cell], sign), (second, -1.0)]
                self.row([*terms, (off, -1.0)], most=-constant)
                self.row([*terms, (off, 1.0)], least=-constant)
                parts.append(off)
        apart, size = self.column(), len(phases)
        self.row([*((phase, 2.0) for phase in phases), (apart, -1.0)], most=size + shape.most_apart)
        self.row([*((phase, 2.0) for phase in phases), (apart, 1.0)], least=size - shape.most_apart)
        self.row([*((part, 1.0) for part in [*parts, apart]), (miss, -1.0)], most=0)


def programme_of(case: Case) -> Programme:
    """The whole case; the first columns are the available cells, 1 in the office."""
    cells = np.flatnonzero(case.problem.available).tolist()
    build = Builder({cell: number for number, cell in enumerate(cells)})
    for _ in cells:
        build.column(1, whole=True)
    for row in Posting.of(case).rows:
        weight = case.rules[row.rule].weight
        build.post(row.shape, None if weight is None else weight * row.strength)
    return Programme(
        cells=len(cells), offset=build.offset, upper=np.array(build.upper), whole=np.array(build.whole),
        cost=np.array(build.cost), least=np.array(build.least), most=np.array(build.most),
        starts=np.array(build.starts), at=np.array(build.at), factors=np.array(build.factors),
    )  # fmt: skip


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    save(programme_of(load_task(folder).instance.prepare().case), folder / "programme.pickle")
