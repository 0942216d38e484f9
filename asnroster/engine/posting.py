"""The verbs' other side: what the rules say becomes rows over office cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from asnroster.domain.problem import OFFICE
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import Where


@dataclass(frozen=True, slots=True)
class Row:
    """Of these cells at least ``least`` and at most ``most`` are in the office.

    Attributes:
        rule: index of the rule instance; its weight makes the row soft.
        amount: what one unit of a miss amounts to (1 but for wishes of some strength).
    """

    rule: int
    cells: tuple[int, ...]
    least: int
    most: int
    where: Where
    amount: int = 1

    def miss(self, office: int) -> int:
        """By how much the row is missed with so many of its cells in the office."""
        return (max(0, self.least - office) + max(0, office - self.most)) * self.amount


@dataclass
class Posting:
    """Collects the rows of every rule of a case; implements the rules' ``Verbs``."""

    case: Case
    rows: list[Row] = field(default_factory=list)
    _rule: int = -1

    @classmethod
    def of(cls, case: Case) -> Posting:
        """Let every rule of the case speak."""
        posting = cls(case)
        for index, rule in enumerate(case.rules):
            posting._rule = index
            rule.post(case, posting)
        return posting

    def office_at_least(self, cells: Sequence[int], count: int, where: Where) -> None:
        """At least ``count`` of these cells are in the office."""
        self._add(cells, count, len(cells), where)

    def office_at_most(self, cells: Sequence[int], count: int, where: Where) -> None:
        """At most ``count`` of these cells are in the office."""
        self._add(cells, 0, count, where)

    def home_at_least(self, cells: Sequence[int], count: int, where: Where) -> None:
        """At least ``count`` of these cells are at home."""
        self._add(cells, 0, len(cells) - count, where)

    def home_at_most(self, cells: Sequence[int], count: int, where: Where) -> None:
        """At most ``count`` of these cells are at home."""
        self._add(cells, len(cells) - count, len(cells), where)

    def want(self, cell: int, mode: int, where: Where, strength: int = 1) -> None:
        """This cell has the mode; a miss amounts to ``strength``."""
        least, most = (1, 1) if mode == OFFICE else (0, 0)
        self.rows.append(Row(self._rule, (cell,), least, most, where, strength))

    def _add(self, cells: Sequence[int], least: int, most: int, where: Where) -> None:
        if least > 0 or most < len(cells):
            self.rows.append(Row(self._rule, tuple(cells), least, most, where))
