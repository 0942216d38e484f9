"""Multipliers that climb, a master that chooses, and rosters near both.

Multipliers of the sums over people climb along averaged subgradients with Polyak's step (Camerini, Fratta and Maffioli
1975). Each point of the climb bounds the whole for every combination of common choices, so a master over choices takes
them as cuts: that closes what a mean of choices leaves open (generalised Benders decomposition, Geoffrion 1972). Rosters come
from best responses while what breaks a sum gets ever dearer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, inf
from random import Random

import numpy as np

from asnroster.engine import parameters
from asnroster.engine.model import cp_model
from asnroster.engine.model.parts import Part
from asnroster.engine.search.layers import Costs, Ints
from asnroster.engine.search.month_rows import MISS
from asnroster.engine.search.months import Months
from asnroster.engine.search.multipliers import FINE, Floor, Relaxation
from asnroster.engine.search.responses import Responses, mended

OUT = 1 << 50  # below any bound


@dataclass(frozen=True, slots=True)
class Point:
    """Where an ascent stands: it goes on from there in another job.

    Attributes:
        prices: of the sums, the best so far.
        least: the bound that they make.
        pick: of each group the option that is best there.
        mean: (people, slots) at home, on average of the points before; nothing before the first.
        length: of a step, as a share of Polyak's.
        floors: bounds by options, of points that were passed.
        bound: nothing costs less.
        complete: whether months hold every row.
    """

    prices: Costs
    least: float = -inf
    pick: tuple[int, ...] = ()
    mean: Costs | None = None
    length: float = 1.0
    floors: tuple[Floor, ...] = ()
    bound: float = -inf
    complete: bool = True


class Ascent:
    """A part on its way up, and the best roster near it.

    Attributes:
        modes: the best roster so far, None before; ``cost`` is its cost.
        point: where it stands. Costs and bounds here are without what nothing can avoid.
    """

    def __init__(
        self,
        part: Part,
        slots: Sequence[int],
        known: Mapping[int, int] | None,
        point: Point | None,
        over: Callable[[], bool],
    ) -> None:
        """Read the part; go on from a point."""
        self._part, self._over = part, over
        self._months = Months(part, slots)
        self._relaxation = Relaxation(self._months)
        self.point = point or Point(np.zeros(len(self._months.sums)), complete=self._months.complete)
        self.modes = known
        self.cost = inf if known is None else part.cost(known.__getitem__) - part.constant

    @property
    def bound(self) -> int:
        """Nothing costs less, in cost units of the part."""
        least = max(self.point.bound, self.point.least)
        return self._part.constant + (ceil(least) if -inf < least < MISS else 0)

    def run(self, turns: int, gap: float) -> None:
        """Climb, where that was not done, then so many turns: choose, lean, a roster from there; until it is near enough."""
        tuned = parameters.current
        if not self.point.floors:
            guess = _above(self._relaxation.at(self.point.prices).least)
            for climb in range(tuned.ascents):
                ceiling = self.cost if climb and self.cost < inf else min(self.cost, guess)
                self._steps(tuned.ascent_steps, ceiling, None)
                self._near(self.point.prices, self.point.pick, held=False)
        for _ in range(turns):
            if self._over() or self.cost - max(self.point.bound, self.point.least) <= gap * (
                self.cost + self._part.constant
            ):
                break
            pick = self._choose()
            ceiling = self.cost if self.cost < inf else _above(self.point.least)
            least, prices = self._steps(tuned.lean_steps, ceiling, pick)
            if least < self.cost:
                self._near(prices, pick, held=True)
        if turns and not self._over():
            self._master()

    def _steps(self, count: int, ceiling: float, pick: Sequence[int] | None) -> tuple[float, Costs]:
        """Steps towards a bound below the ceiling, all options open or some given; the best bound and its multipliers."""
        tuned = parameters.current
        relaxation, point = self._relaxation, self.point
        prices, best, top, direction, waited = point.prices, -inf, point.prices, np.zeros(1), 0
        length = point.length if pick is None else tuned.lean_length
        mean, floors = point.mean, list(point.floors)
        for _ in range(count):
            if self._over():
                break
            apart = relaxation.at(prices, pick)
            floors.append(apart.floor)
            at_home = self._months.bits[apart.pattern].reshape(len(apart.pattern), -1)
            mean = at_home if mean is None else tuned.mean_memory * mean + (1 - tuned.mean_memory) * at_home
            waited += 1
            if apart.least > best:
                best, top, waited = apart.least, prices, 0
                if pick is None and best > point.least:
                    chosen = tuple(int(values.argmin()) for values in apart.floor.values)
                    point = replace(point, prices=prices, least=best, pick=chosen)
            elif waited == tuned.step_patience:
                length, waited = length * tuned.step_shortening, 0
            direction = relaxation.slope(prices, apart.home) + tuned.step_memory * direction
            size = float((direction * direction).sum())
            if not size or ceiling <= apart.least:
                break
            prices = relaxation.legal(prices + length * (ceiling - apart.least) / size * direction)
        length = length if pick is None else point.length
        self.point = replace(point, mean=mean, length=length, floors=tuple(floors[-tuned.most_floors :]))
        return best, top

    def _choose(self) -> tuple[int, ...]:
        """Options that the cuts leave cheap, by changes of one group at a time from several beginnings."""
        tuned = parameters.current
        constants = np.array([cut.constant for cut in self.point.floors])
        values = [np.stack(of) for of in zip(*(cut.values for cut in self.point.floors), strict=True)]
        chance = Random(len(constants))
        least, chosen = inf, self.point.pick
        for beginning in range(tuned.option_beginnings):
            pick = list(self.point.pick)
            for group in range(len(pick)) if beginning else ():
                if chance.random() < tuned.option_change:
                    pick[group] = chance.choice(
                        np.argsort(values[group][-1], kind="stable")[: tuned.option_choices].tolist()
                    )
            total = constants + sum(of[:, at] for of, at in zip(values, pick, strict=True))
            now = inf
            while total.max() < now:
                now = float(total.max())
                for group, of in enumerate(values):
                    rest = total - of[:, pick[group]]
                    pick[group] = int((rest[:, None] + of).max(axis=0).argmin())
                    total = rest + of[:, pick[group]]
            if now < least:
                least, chosen = now, tuple(pick)
        return chosen

    def _master(self) -> None:
        """Raise the bound to what the cuts leave at least, of each group only options that may be in a better roster."""
        spare, top = self.cost - self.point.least, self._relaxation.at(self.point.prices).floor
        if spare < inf:
            options = [np.nonzero(of - of.min() <= spare)[0] for of in top.values]
            bound = master_bound(self.point.floors, options, self.cost)
            self.point = replace(self.point, bound=max(self.point.bound, bound))

    def _near(self, prices: Costs, pick: Sequence[int], *, held: bool) -> None:
        """A roster from the mean of the points, at these multipliers and options."""
        if self.point.mean is None or self._over():
            return
        roster = Responses(self._months, self._over)
        choices = [options.choices[at] for options, at in zip(self._relaxation.options, pick, strict=True)]
        roster.press(
            self.point.mean,
            prices,
            {shape: one for some in choices for shape, one in some.items()},
            held=held,
        )
        modes = mended(self._part, roster.modes)
        cost = inf if modes is None else self._part.cost(modes.__getitem__) - self._part.constant
        if cost < self.cost:
            self.modes, self.cost = modes, cost


def _above(least: float) -> float:
    """What a roster may cost, as long as none is known."""
    return max(parameters.current.first_ceiling * least, least + 1.0)


def master_bound(floors: Sequence[Floor], options: Sequence[Ints], ceiling: float) -> float:
    """What any combination of these options costs at least by these cuts; at most the ceiling."""
    model = cp_model.CpModel()
    chosen = [[model.new_bool_var("") for _ in some] for some in options]
    for some in chosen:
        model.add_exactly_one(some)
    variables = [one for some in chosen for one in some]
    total = model.new_int_var(-OUT, ceil(FINE * ceiling), "")
    for constant, values in floors:
        factors = [
            floor(FINE * value)
            for of, some in zip(values, options, strict=True)
            for value in of[some].tolist()
        ]
        model.add(total >= cp_model.LinearExpr.weighted_sum(variables, factors) + floor(FINE * constant))
    model.minimize(total)
    solver = cp_model.CpSolver()
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = parameters.current.master_work
    if solver.solve(model) == cp_model.INFEASIBLE:  # every combination costs more
        return ceiling
    return min(ceiling, solver.best_objective_bound / FINE)
