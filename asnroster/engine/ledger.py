"""A roster of a part with what each row makes of it: tells in microseconds what a small change costs."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from asnroster.domain.problem import OFFICE
from asnroster.engine.parts import OpenRow
from asnroster.engine.shapes import Alike, FairShares, Sum

PERSON_WEEK_CELLS = 7
STEPS = 300  # of a walk after the last misses
REST = 10  # steps before a cell may be turned again

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
        for number, row in enumerate(rows):
            if isinstance(row.shape, FairShares):
                self._count_shares(number, row.shape)
        self._amounts = [row.shape.amount(self.modes.__getitem__) for row in rows]

    def _count_shares(self, number: int, shape: FairShares) -> None:
        self._share_of[number] = {cell: at for at, share in enumerate(shape.shares) for cell in share.cells}
        self._home[number] = [
            share.already + sum(self.modes[cell] != OFFICE for cell in share.cells) for share in shape.shares
        ]

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
            self._home[number] = self._home_after(number, cells)
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
                yield number, shape.missed(self._home_after(number, cells))
            else:
                yield number, shape.amount(lambda c: self.modes[c] ^ (c in turned))

    def _home_after(self, number: int, cells: Sequence[int]) -> list[int]:
        """Home days of each share once these cells are turned over."""
        home, share_of = list(self._home[number]), self._share_of[number]
        for cell in cells:
            if cell in share_of:
                home[share_of[cell]] += 1 if self.modes[cell] == OFFICE else -1
        return home

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
        turned: dict[int, int] = {}
        for step in range(STEPS):
            broken = self.broken
            if not broken:
                return True
            row = self.rows[broken[step % len(broken)]].shape
            found = [
                (*self.change(move), move)
                for cell in row.cells
                for move in self.moves(cell)
                if all(turned.get(one, -REST) + REST <= step for one in move)
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
