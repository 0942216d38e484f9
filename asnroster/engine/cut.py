"""Cutting a large part: rows over many cells are priced instead, what is left falls into blocks."""

from __future__ import annotations

from dataclasses import dataclass

from asnroster.engine.parts import OpenRow, Part
from asnroster.engine.pieces import Pieces
from asnroster.engine.shapes import Alike, Sum

# Where only sums and pairs are asked for, the linear relaxation is almost whole and large blocks are solved soon.
LARGE_PART_CELLS = 3000  # up to here one model finds and proves the optimum soon
BLOCK_CELLS = 2500  # an agency of a few hundred people
# Fair shares and the like make it hard: there a block is one unit or a few.
LARGE_HARD_CELLS = 450
HARD_BLOCK_CELLS = 300


def is_plain(part: Part) -> bool:
    """Whether it asks for nothing but sums and likeness."""
    return all(isinstance(row.shape, Sum | Alike) for row in part.rows)


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
    large, most = (LARGE_PART_CELLS, BLOCK_CELLS) if is_plain(part) else (LARGE_HARD_CELLS, HARD_BLOCK_CELLS)
    if len(part.cells) <= large:
        return None
    pieces = Pieces(part.cells)
    order = sorted(
        range(len(part.rows)),
        key=lambda i: (isinstance(part.rows[i].shape, Sum), len(part.rows[i].cells), i),
    )
    coupling: list[int] = []
    inner: list[int] = []
    for index in order:
        row = part.rows[index]
        if isinstance(row.shape, Sum) and pieces.joined_size(row.cells) > most:
            coupling.append(index)
        else:
            pieces.join(row.cells)
            inner.append(index)
    # A later row may have joined all that an earlier coupling row ties together.
    outer = [i for i in sorted(coupling) if pieces.joined_size(part.rows[i].cells)]
    inner += [i for i in coupling if not pieces.joined_size(part.rows[i].cells)]
    blocks: dict[int, Part] = {}
    for cell in part.cells:
        blocks.setdefault(pieces.find(cell), Part()).cells.append(cell)
    for index in sorted(inner):
        blocks[pieces.find(part.rows[index].cells[0])].rows.append(part.rows[index])
    if len(blocks) == 1:
        return None
    return Cut(tuple(blocks.values()), tuple(part.rows[i] for i in outer), part.constant)
