"""The shape of fairness and evenness: counts of home days near the same share of what is possible for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from asnroster.domain.modes import HOME, OFFICE, UNDECIDED
from asnroster.engine import parameters
from asnroster.engine.model import cp_model

if TYPE_CHECKING:
    from asnroster.engine.model.shapes import Fixed, Literals, Modes

Counts = npt.NDArray[np.int64]
Expr = cp_model.LinearExpr


@dataclass(frozen=True, slots=True)
class Share:
    """One member's part in a fair sharing: a person over the period, or a day of a group's week.

    Attributes:
        cells: person-days that could be at home.
        already: home days that are decided besides.
        possible: home days that are possible in all.
    """

    cells: tuple[int, ...]
    already: int
    possible: int

    def opened(self, fixed: Fixed) -> Share:
        """The same over free cells only."""
        modes = [fixed[cell] for cell in self.cells]
        if modes.count(UNDECIDED) == len(modes):
            return self
        free = tuple([cell for cell, mode in zip(self.cells, modes, strict=True) if mode == UNDECIDED])
        return Share(free, self.already + modes.count(HOME), self.possible)


@dataclass(frozen=True)
class FairShares:
    """Home days lie near the same share of what is possible for each; the distances beyond ``at_most`` are a miss.

    Attributes:
        band: a + b: so far from the fair share, up and down together, is near enough.
        power: of each distance, 1 or 2.
        at_most: amount that is no miss.
    """

    shares: tuple[Share, ...]
    band: int
    power: int
    at_most: int = 0

    def __reduce__(self) -> tuple[object, ...]:
        """Only its fields travel."""
        return FairShares, (self.shares, self.band, self.power, self.at_most)

    @cached_property
    def cells(self) -> tuple[int, ...]:
        """Every cell of every member."""
        return tuple(cell for share in self.shares for cell in share.cells)

    @cached_property
    def largest(self) -> int:
        """M: the common choice T goes from 0 to it."""
        return max(share.possible for share in self.shares)

    def target(self, share: Share, choice: int) -> int:
        """The fair number of home days of a member for a choice of T, halves up."""
        return (2 * share.possible * choice + self.largest) // (2 * self.largest) if self.largest else 0

    def opened(self, fixed: Fixed) -> FairShares | None:
        """The same over free cells only; None where there are none and nothing is missed."""
        left = replace(self, shares=tuple([share.opened(fixed) for share in self.shares]))
        return left if left.cells or left.amount(lambda cell: OFFICE) else None

    def amount(self, mode: Modes) -> int:
        """The distances at the best T and the best place of the band, less what is allowed."""
        return self.missed(
            [share.already + sum([mode(c) != OFFICE for c in share.cells]) for share in self.shares]
        )

    def missed(self, home: Sequence[int]) -> int:
        """The same where each member has so many home days."""
        return max(0, int(self.distances(np.array(home, dtype=np.int64)).min()) - self.at_most)

    def distances(self, home: Counts) -> Counts:
        """(T, a): the sum of the distances for each common choice."""
        above = home[None, :] - self._fair
        return np.stack([self.off(above, down).sum(axis=1) for down in range(self.band + 1)], axis=1)

    def off_of(self, member: int, home: int) -> Counts:
        """(T, a): the distance of one member with so many home days."""
        above = home - self._fair[:, member, None]
        return self.off(above, np.arange(self.band + 1)[None, :])

    @cached_property
    def _fair(self) -> Counts:
        return fair_targets(tuple([share.possible for share in self.shares]))

    def off(self, above: Counts, down: int | Counts) -> Counts:
        """Distances to the power, of so many days above the target, with so much of the band below it."""
        off: Counts = np.maximum(0, np.maximum(above - (self.band - down), -down - above))
        return off**self.power

    def require(self, model: cp_model.CpModel, office: Literals) -> None:
        """Allow no miss: where no distance is allowed, each member lies inside the band."""
        if self.at_most:
            model.add(self.post(model, office) <= 0)
            return
        for days, lowest in self._near(model, office):
            model.add(days >= lowest)
            model.add(days <= lowest + self.band)

    def post(self, model: cp_model.CpModel, office: Literals) -> cp_model.LinearExprT:
        """The distance of each member; squared, one Boolean a day off, each dearer than the one before."""
        terms: list[cp_model.LinearExprT] = []
        for share, (days, lowest) in zip(self.shares, self._near(model, office), strict=True):
            most = self._furthest(share)
            off: Expr
            if self.power == 1:
                off = model.new_int_var(0, most, "")
                terms.append(off)
            else:
                steps = [model.new_bool_var("") for _ in range(most)]
                off = Expr.sum(steps)
                terms.append(cp_model.LinearExpr.weighted_sum(steps, [2 * step + 1 for step in range(most)]))
            model.add(lowest - days <= off)
            model.add(days - lowest - self.band <= off)
        amount = Expr.sum(terms)
        if not self.at_most:
            return amount
        beyond = model.new_int_var(0, sum(self._furthest(share) ** self.power for share in self.shares), "")
        model.add(beyond >= amount - self.at_most)
        return beyond

    def _furthest(self, share: Share) -> int:
        return max(share.already + len(share.cells), share.possible + self.band)

    def _near(self, model: cp_model.CpModel, office: Literals) -> list[tuple[Expr, Expr]]:
        """Of each member the home days, and the lowest number of them that is near enough."""
        down, targets = model.new_int_var(0, self.band, ""), self._targets(model)
        found: list[tuple[Expr, Expr]] = []
        for share in self.shares:
            at_home = share.already + len(share.cells)
            days = Expr.sum([at_home, *(-office[cell] for cell in share.cells)])
            found.append((days, targets[share.possible] - down))
        return found

    def _targets(self, model: cp_model.CpModel) -> dict[int, Expr]:
        """The fair number of home days by what is possible: one Boolean a T, or with many T the rounding itself."""
        largest, kinds = self.largest, sorted({share.possible for share in self.shares})
        if largest <= parameters.current.one_by_one_choices:
            chosen = [model.new_bool_var("") for _ in range(largest + 1)]
            model.add_exactly_one(chosen)
            fair = fair_targets(tuple(kinds), largest)
            return {
                own: cp_model.LinearExpr.weighted_sum(chosen, fair[:, n].tolist())
                for n, own in enumerate(kinds)
            }
        choice = model.new_int_var(0, largest, "")
        found: dict[int, Expr] = {}
        for own in kinds:
            found[own] = choice if own == largest else (target := model.new_int_var(0, own, ""))
            if own != largest:
                # target is the whole part of own * choice / largest + 1/2.
                model.add(2 * largest * target <= 2 * own * choice + largest)
                model.add(2 * largest * target >= 2 * own * choice - largest + 1)
        return found


@lru_cache(maxsize=1024)
def fair_targets(possible: tuple[int, ...], largest: int | None = None) -> Counts:
    """(T, members): round-half-up(possible * T / M) for T = 0..M; M is the largest of them where not given."""
    most = max(possible) if largest is None else largest
    own, choices = np.array(possible, dtype=np.int64), np.arange(most + 1, dtype=np.int64)
    return (2 * own[None, :] * choices[:, None] + most) // max(1, 2 * most)
