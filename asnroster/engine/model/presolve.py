"""Presolve: hard sums that another hard sum holds already leave the model.

Dominated rows of mixed integer programmes (Achterberg et al., Presolve reductions in mixed integer programming, INFORMS
J. Computing 32 (2020)); here it is a third to two thirds of the rows: at most two home days in a week leave none of its
windows of three days to look at, and say the same as three days in the office.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

import numpy as np

from asnroster.domain.lists import Ints, Lists, runs
from asnroster.domain.modes import Bools
from asnroster.engine.model.posting import Row
from asnroster.engine.model.shapes import Sum

Cells = tuple[int, ...]


def without_implied(rows: Sequence[Row], weights: Sequence[int | None]) -> list[Row]:
    """The same requirements in fewer rows, in the order of the rows.

    Args:
        rows: of free cells only.
        weights: of each rule, None of a hard one.
    """
    is_hard = [weight is None for weight in weights]
    hard: list[int] = []
    shapes: list[Sum] = []
    for at, row in enumerate(rows):
        shape = row.shape
        if is_hard[row.rule] and isinstance(shape, Sum) and shape.cells:
            hard.append(at)
            shapes.append(shape)
    if not hard:
        return list(rows)
    place = np.array(hard)
    asked = np.array([[shape.least for shape in shapes], [shape.most for shape in shapes]])
    # Rows of the same cells are one set; the first of them stands for all.
    number: dict[Cells, int] = {}
    set_of = np.array([number.setdefault(shape.cells, len(number)) for shape in shapes])
    first = np.unique(set_of, return_index=True)[1]
    sets = Lists.of(list(number))
    least, most = np.zeros_like(sets.sizes), sets.sizes
    np.maximum.at(least, set_of, asked[0])
    np.minimum.at(most, set_of, asked[1])
    # Where no sum can be both they stay apart, for there is no roster and that is to be told.
    possible = least <= most
    stands = possible.copy()
    stands[_implied(list(number), _candidates(sets, least, most, possible))] = False
    stays = np.ones(len(rows), dtype=bool)
    stays[place[possible[set_of]]] = False
    stays[place[first[stands]]] = True
    kept = list(rows)
    tighter = stands & ((asked[0, first] != least) | (asked[1, first] != most))
    for one in np.flatnonzero(tighter).tolist():
        at, cells = hard[first[one]], shapes[first[one]].cells
        kept[at] = rows[at]._replace(shape=Sum(cells, int(least[one]), int(most[one])))
    return list(compress(kept, stays.tolist()))


def _implied(sets: Sequence[Cells], candidates: Iterable[tuple[int, int]]) -> list[int]:
    """Those of the sets that are inside a candidate for it."""
    members: dict[int, frozenset[int]] = {}
    implied: set[int] = set()
    for one, other in candidates:
        if one not in implied:
            if other not in members:
                members[other] = frozenset(sets[other])
            if members[other].issuperset(sets[one]):
                implied.add(one)
    return list(implied)


def _candidates(sets: Lists, least: Ints, most: Ints, possible: Bools) -> Iterator[tuple[int, int]]:
    """Pairs of a set and a larger one that has its first cell and whose bounds leave it no room beyond its own."""
    order = np.argsort(sets.numbers, kind="stable")
    cells, holders = sets.numbers[order], sets.owners[order]
    first = sets.numbers[sets.bounds[:-1]]
    begin, end = np.searchsorted(cells, first), np.searchsorted(cells, first, side="right")
    one = np.repeat(np.arange(len(first)), end - begin)
    other = holders[runs(begin, end)]
    size = sets.sizes
    home = size - least  # at most so many are at home
    holds_least = (least[one] == 0) | (home[other] <= home[one])
    holds_most = (most[one] == size[one]) | (most[other] <= most[one])
    found = possible[one] & possible[other] & (size[other] > size[one]) & holds_least & holds_most
    return zip(one[found].tolist(), other[found].tolist(), strict=True)
