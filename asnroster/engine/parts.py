"""Parts: what can be decided apart. Fixed cells leave, rows that cannot be missed leave with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from asnroster.domain.problem import OFFICE
from asnroster.engine.posting import Row
from asnroster.rules.kit.case import Case


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row over free cells only: the fixed ones are counted into its bounds.

    Attributes:
        weight: cost of one miss; None for a hard row.
    """

    cells: tuple[int, ...]
    least: int
    most: int
    weight: int | None


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
    free = case.free.ravel().tolist()
    leader: dict[int, int] = {cell: cell for cell, is_free in enumerate(free) if is_free}
    opened: list[tuple[Row, OpenRow]] = []
    closed: list[Part] = []
    for row in rows:
        cells = tuple(cell for cell in row.cells if free[cell])
        office = sum(fixed[cell] == OFFICE for cell in row.cells)
        least, most = row.least - office, row.most - office
        if least <= 0 and most >= len(cells):
            continue
        weight = case.rules[row.rule].weight
        open_row = OpenRow(cells, least, most, None if weight is None else weight * row.amount)
        if cells:
            opened.append((row, open_row))
            _join(leader, cells)
        else:
            closed.append(_closed(row, open_row))
    return _gather(leader, opened) + closed


def _closed(row: Row, open_row: OpenRow) -> Part:
    if open_row.weight is None:
        return Part(rows=[open_row], origin=[row])
    return Part(constant=open_row.weight * (max(0, open_row.least) + max(0, -open_row.most)))


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
