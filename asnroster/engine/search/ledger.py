"""A roster of a part with what each row makes of it: tells in microseconds what a small change costs."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from asnroster.domain.modes import OFFICE
from asnroster.engine import parameters
from asnroster.engine.model.fair_shares import Counts, FairShares
from asnroster.engine.model.parts import OpenRow
from asnroster.engine.model.shapes import Alike, Sum

PERSON_WEEK_CELLS = 7

Change = tuple[int, int]  # of the hard rows' misses, of the cost


class Ledger:
    """Keeps every row's amount while cells change their mode."""

    def __init__(self, rows: Sequence[OpenRow], modes: Mapping[int, int]) -> None:
        self.rows = rows
        self.modes = dict(modes)
        self.touching: defaultdict[int, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            for cell in row.cells:
                self.touching[cell].append(number)
        self._office = [sum(self.modes[cell] for cell in row.cells) for row in rows]
        self._share_of: dict[int, dict[int, int]] = {}
        self._home: dict[int, list[int]] = {}
        self._sums: dict[int, Counts] = {}  # of the distances, for each common choice
        for number, row in enumerate(rows):
            if isinstance(row.shape, FairShares):
                self._count_shares(number, row.shape)
        self._amounts = [row.shape.amount(self.modes.__getitem__) for row in rows]

    def _count_shares(self, number: int, shape: FairShares) -> None:
        self._share_of[number] = {cell: at for at, share in enumerate(shape.shares) for cell in share.cells}
        self._home[number] = [
            share.already + sum(self.modes[cell] != OFFICE for cell in share.cells) for share in shape.shares
        ]
        self._sums[number] = shape.distances(np.array(self._home[number], dtype=np.int64))

    @property
    def broken(self) -> list[int]:
        """Hard rows that are missed."""
        return [n for n, row in enumerate(self.rows) if row.weight is None and self._amounts[n]]

    @property
    def cost(self) -> int:
        """Cost of the soft rows."""
        return sum((row.weight or 0) * self._amounts[n] for n, row in enumerate(self.rows))

    def change(self, cells: Sequence[int]) -> Change:
        """What turning these cells over would change."""
        hard = soft = 0
        for number, amount in self._after(cells):
            row, more = self.rows[number], amount - self._amounts[number]
            if row.weight is None:
                hard += more
            else:
                soft += row.weight * more
        return hard, soft

    def turn(self, cells: Sequence[int]) -> None:
        """Turn these cells over."""
        after = list(self._after(cells))
        for number in {number for cell in cells for number in self.touching[cell] if number in self._home}:
            self._sums[number] = self._sums_after(number, cells)
            for share, more in self._steps(number, cells).items():
                self._home[number][share] += more
        for cell in cells:
            self.modes[cell] = 1 - self.modes[cell]
            for number in self.touching[cell]:
                self._office[number] += 1 if self.modes[cell] == OFFICE else -1
        for number, amount in after:
            self._amounts[number] = amount

    def _after(self, cells: Sequence[int]) -> Iterator[tuple[int, int]]:
        steps: dict[int, int] = {}
        for cell in cells:
            step = -1 if self.modes[cell] == OFFICE else 1
            for number in self.touching[cell]:
                steps[number] = steps.get(number, 0) + step
        turned = set(cells)
        for number, step in steps.items():
            shape = self.rows[number].shape
            if isinstance(shape, Sum | Alike):
                yield number, shape.missed(self._office[number] + step)
            elif isinstance(shape, FairShares):
                yield number, max(0, int(self._sums_after(number, cells).min()) - shape.at_most)
            else:
                yield number, shape.amount(lambda c: self.modes[c] ^ (c in turned))

    def _steps(self, number: int, cells: Sequence[int]) -> dict[int, int]:
        """By how much home days of each share grow once these cells are turned over."""
        steps: dict[int, int] = {}
        share_of = self._share_of[number]
        for cell in cells:
            if cell in share_of:
                more = 1 if self.modes[cell] == OFFICE else -1
                steps[share_of[cell]] = steps.get(share_of[cell], 0) + more
        return steps

    def _sums_after(self, number: int, cells: Sequence[int]) -> Counts:
        """The distances once these cells are turned over."""
        shape, sums, home = self.rows[number].shape, self._sums[number], self._home[number]
        if isinstance(shape, FairShares):
            for share, more in self._steps(number, cells).items():
                if more:
                    sums = sums + shape.off_of(share, home[share] + more) - shape.off_of(share, home[share])
        return sums

    def moves(self, cell: int) -> Iterator[tuple[int, ...]]:
        """Turning a cell over alone, or with another one of the same person's week that makes up for it."""
        yield (cell,)
        partners = {
            other
            for number in self.touching[cell]
            if isinstance(self.rows[number].shape, Sum) and len(self.rows[number].cells) <= PERSON_WEEK_CELLS
            for other in self.rows[number].cells
            if self.modes[other] != self.modes[cell]
        }
        for other in sorted(partners):
            yield (cell, other)

    def repair(self) -> bool:
        """Mend missed hard rows by the cheapest small changes; whether all are kept in the end."""
        while broken := self.broken:
            before = sum(self._amounts[number] for number in broken)
            for number in sorted(broken, key=lambda n: (-self._amounts[n], n)):
                self._mend(number)
            if sum(self._amounts[number] for number in self.broken) >= before:
                return self._walk()
        return True

    def _walk(self) -> bool:
        """Mend the last misses by moving them on to other rows; whether all are kept in the end."""
        tuned = parameters.current
        turned: dict[int, int] = {}
        for step in range(tuned.repair_steps):
            broken = self.broken
            if not broken:
                return True
            row = self.rows[broken[step % len(broken)]].shape
            found = [
                (*self.change(move), move)
                for cell in row.cells
                for move in self.moves(cell)
                if all(turned.get(one, -tuned.repair_rest) + tuned.repair_rest <= step for one in move)
            ]
            if not found:
                return False
            _, _, move = min(found)
            self.turn(move)
            turned.update(dict.fromkeys(move, step))
        return False

    def _mend(self, number: int) -> None:
        shape = self.rows[number].shape
        if not isinstance(shape, Sum):
            return
        surplus = self._office[number] > shape.most
        queue: list[tuple[float, tuple[int, ...]]] = []
        for cell in shape.cells:
            if (self.modes[cell] == OFFICE) == surplus:
                for move in self.moves(cell):
                    hard, soft = self.change(move)
                    if hard < 0:
                        queue.append((soft / -hard, move))
        heapq.heapify(queue)
        while queue and self._amounts[number]:
            _, move = heapq.heappop(queue)
            if (self.modes[move[0]] == OFFICE) != surplus:
                continue
            if len(move) == 2 and self.modes[move[0]] == self.modes[move[1]]:
                continue
            hard, soft = self.change(move)
            if hard >= 0:
                continue
            # Changes made meanwhile may have made this one dearer than the next.
            if queue and soft / -hard > queue[0][0]:
                heapq.heappush(queue, (soft / -hard, move))
                continue
            self.turn(move)
