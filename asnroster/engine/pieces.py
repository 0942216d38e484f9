"""What hangs together: cells that rows tie, in pieces that grow."""

from __future__ import annotations

from collections.abc import Iterable


class Pieces:
    """Union-find over numbers; a piece is named by the smallest of its numbers."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._leader = {number: number for number in numbers}
        self._size = dict.fromkeys(self._leader, 1)

    def find(self, number: int) -> int:
        """The name of a number's piece."""
        leader, root = self._leader, number
        while leader[root] != root:
            root = leader[root]
        while leader[number] != root:
            leader[number], number = root, leader[number]
        return root

    def join(self, numbers: Iterable[int]) -> None:
        """Make one piece of all that these numbers are in."""
        find, one = self.find, -1
        for number in numbers:
            other = find(number)
            if one < 0:
                one = other
            elif other != one:
                one, other = (one, other) if one < other else (other, one)
                self._leader[other] = one
                self._size[one] += self._size[other]

    def joined_size(self, numbers: Iterable[int]) -> int:
        """How large the piece would be that ``join`` makes; 0 where they are in one already."""
        roots = {self.find(number) for number in numbers}
        return sum(self._size[root] for root in roots) if len(roots) > 1 else 0
