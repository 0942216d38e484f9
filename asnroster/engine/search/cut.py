"""Cutting a large part: rows over many cells are priced instead, what is left falls into blocks."""

from __future__ import annotations

from dataclasses import dataclass

from asnroster.engine import parameters
from asnroster.engine.model.disjoint_sets import DisjointSets
from asnroster.engine.model.parts import OpenRow, Part
from asnroster.engine.model.shapes import Alike, Sum

PLAIN = (Sum, Alike)


def is_plain(part: Part) -> bool:
    """Whether it asks for nothing but sums and likeness."""
    return all(isinstance(row.shape, PLAIN) for row in part.rows)


@dataclass(frozen=True, slots=True)
class Cut:
    """A part in blocks.

    Attributes:
        blocks: independent but for the coupling rows; every cell is in one of them.
        coupling: sums over cells of several blocks.
        constant: cost that nothing can avoid.
    """

    blocks: tuple[Part, ...]
    coupling: tuple[OpenRow, ...]
    constant: int


def cut(part: Part) -> Cut | None:
    """Cut a part into blocks of at most about so many cells, as far as only sums tie them together.

    Rows are taken in from the smallest to the largest; a sum that would make a block too large is
    left out and becomes a coupling row. Rows of other shapes can bear no price and are always taken in.

    Returns:
        None where the part is not large, or stays in one piece.
    """
    tuned = parameters.current
    large, most = (
        (tuned.large_part_cells, tuned.block_cells)
        if is_plain(part)
        else (tuned.large_hard_cells, tuned.hard_block_cells)
    )
    if len(part.cells) <= large:
        return None
    pieces = DisjointSets(part.cells)
    cells = [row.cells for row in part.rows]
    sums = [isinstance(row.shape, Sum) for row in part.rows]
    tying = [index for index, some in enumerate(cells) if len(some) > 1]
    tying.sort(key=lambda index: (sums[index], len(cells[index])))
    left_out = [index for index in tying if not pieces.join(cells[index], most if sums[index] else None)]
    # A later row may have joined all that an earlier coupling row ties together.
    coupling = {index for index in left_out if pieces.apart(cells[index])}
    blocks: dict[int, Part] = {}
    for cell in part.cells:
        blocks.setdefault(pieces.find(cell), Part()).cells.append(cell)
    for index, row in enumerate(part.rows):
        if index not in coupling:
            blocks[pieces.find(cells[index][0])].rows.append(row)
    if len(blocks) == 1:
        return None
    return Cut(tuple(blocks.values()), tuple(part.rows[index] for index in sorted(coupling)), part.constant)
