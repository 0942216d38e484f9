"""Presolve: hard sums that another hard sum holds already leave the model.

Dominated rows of mixed integer programmes (Achterberg et al., Presolve reductions in mixed integer programming, INFORMS
J. Computing 32 (2020)); here it is a third to two thirds of the rows: at most two home days in a week leave none of its
windows of three days to look at, and say the same as three days in the office.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from asnroster.engine.posting import Row
from asnroster.engine.shapes import Sum

Cells = tuple[int, ...]
Bounds = tuple[int, int]  # at least, at most in the office


def without_implied(rows: Sequence[Row], weights: Sequence[int | None]) -> list[Row]:
    """The same requirements in fewer rows, in the order of the rows.

    Args:
        rows: of free cells only.
        weights: of each rule, None of a hard one.
    """
    hard = {
        at: row.shape
        for at, row in enumerate(rows)
        if isinstance(row.shape, Sum) and weights[row.rule] is None and row.shape.cells
    }
    bounds: dict[Cells, Bounds] = {}
    # Where no sum can be both they stay apart, for there is no roster and that is to be told.
    contrary: set[Cells] = set()
    for cells, least, most in hard.values():
        lowest, highest = bounds.get(cells, (0, len(cells)))
        bounds[cells] = max(least, lowest), min(most, highest)
        if bounds[cells][0] > bounds[cells][1]:
            contrary.add(cells)
    left = {cells: both for cells, both in bounds.items() if cells not in contrary}
    for cells in _implied(left):
        del left[cells]
    kept = []
    for at, row in enumerate(rows):
        shape = hard.get(at)
        if shape is None or shape.cells in contrary:
            kept.append(row)
        elif (both := left.pop(shape.cells, None)) is not None:
            kept.append(row if both == shape[1:] else row._replace(shape=Sum(shape.cells, *both)))
    return kept


def _implied(bounds: Mapping[Cells, Bounds]) -> list[Cells]:
    """Cells whose bounds follow from those of more cells."""
    wider: defaultdict[int, list[Cells]] = defaultdict(list)
    for cells in bounds:
        for cell in cells:
            wider[cell].append(cells)
    sets: dict[Cells, frozenset[int]] = {}
    implied = []
    for cells, (least, most) in bounds.items():
        size = len(cells)
        for other in wider[cells[0]]:
            more = len(other) - size
            lowest, highest = bounds[other]
            if more <= 0 or (least > 0 and lowest - more < least) or (most < size and highest > most):
                continue
            if other not in sets:
                sets[other] = frozenset(other)
            if sets[other].issuperset(cells):
                implied.append(cells)
                break
    return implied
