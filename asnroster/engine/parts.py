"""Parts: what can be decided apart. Fixed cells leave, rows that cannot be missed leave with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from asnroster.domain.problem import OFFICE
from asnroster.engine.posting import Row
from asnroster.engine.shapes import Modes, Shape
from asnroster.rules.kit.case import Case


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A requirement of free cells only: the fixed ones are counted in.

    Attributes:
        weight: cost of one miss; None for a hard row.
    """

    shape: Shape
    weight: int | None

    @property
    def cells(self) -> tuple[int, ...]:
        """The free cells that it ties together."""
        return self.shape.cells

    def cost(self, mode: Modes) -> int:
        """Cost of a soft row's miss."""
        return (self.weight or 0) * self.shape.amount(mode)


@dataclass
class Part:
    """Free cells that rows tie together, with these rows.

    Attributes:
        cells: ascending cell numbers.
        origin: the rows as posted, fixed cells included, for telling why there is no roster.
        constant: cost that nothing can avoid.
    """

    cells: list[int] = field(default_factory=list)
    rows: list[OpenRow] = field(default_factory=list)
    origin: list[Row] = field(default_factory=list)
    constant: int = 0


def split(case: Case, rows: Iterable[Row]) -> list[Part]:
    """The independent parts of a case, in the order of their first cell.

    Rows without a free cell come as parts without cells: a cost that is there anyway, or a hard
    rule that fixed days break.
    """
    fixed = case.fixed.modes.ravel().tolist()
    leader: dict[int, int] = {cell: cell for cell, free in enumerate(case.free.ravel().tolist()) if free}
    opened: list[tuple[Row, OpenRow]] = []
    closed: list[Part] = []
    for row in rows:
        shape = row.shape.opened(fixed)
        if shape is None:
            continue
        weight = case.rules[row.rule].weight
        open_row = OpenRow(shape, None if weight is None else weight * row.strength)
        if shape.cells:
            opened.append((row, open_row))
            _join(leader, shape.cells)
        else:
            closed.append(_closed(row, open_row))
    return _gather(leader, opened) + closed


def _closed(row: Row, open_row: OpenRow) -> Part:
    if open_row.weight is None:
        return Part(rows=[open_row], origin=[row])
    return Part(constant=open_row.cost(lambda cell: OFFICE))


def _find(leader: dict[int, int], cell: int) -> int:
    root = cell
    while leader[root] != root:
        root = leader[root]
    while leader[cell] != root:
        leader[cell], cell = root, leader[cell]
    return root


def _join(leader: dict[int, int], cells: Sequence[int]) -> None:
    first = _find(leader, cells[0])
    for cell in cells[1:]:
        other = _find(leader, cell)
        if other != first:
            first, other = min(first, other), max(first, other)
            leader[other] = first


def _gather(leader: dict[int, int], opened: Sequence[tuple[Row, OpenRow]]) -> list[Part]:
    parts: dict[int, Part] = {}
    for cell in leader:
        parts.setdefault(_find(leader, cell), Part()).cells.append(cell)
    for row, open_row in opened:
        part = parts[_find(leader, open_row.cells[0])]
        part.rows.append(open_row)
        part.origin.append(row)
    return [parts[root] for root in sorted(parts)]
