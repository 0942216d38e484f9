"""An explanation as data: one cell with the price of its other mode. Who found the price does not matter here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from asnroster.domain.roster import Roster
from asnroster.judge.audit import audit
from asnroster.judge.reasons import DayState, Effects
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import component, sub_case

PriceStatus = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A person-day that changes with the cell."""

    person: int
    day: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Price:
    """What the other mode costs when all that is tied to the cell may move with it, and nothing else.

    Attributes:
        mode: the other mode.
        status: ``optimal``: proved; ``feasible``: it may cost less; ``infeasible``: not to be had; ``unknown``.
        difference: new total cost less the present one; None where no roster was found.
        lowest: proved: it is no less; equals ``difference`` when that is proved.
        moved: the other person-days that change with it.
        by_rule: rule index and change of its cost, where there is one.
        mends: how many places that break a rule that must hold are put right with it.
        against: indices of rules that cannot hold together with the other mode.
        disagrees: the audit sees another cost than the engine, or rules broken that it did not: our own fault.
    """

    mode: int
    status: PriceStatus
    difference: int | None = None
    lowest: int | None = None
    moved: tuple[Moved, ...] = ()
    by_rule: tuple[tuple[int, int], ...] = ()
    mends: int = 0
    against: tuple[int, ...] = ()
    disagrees: bool = False

    @property
    def better_exists(self) -> bool:
        """Whether the roster in hand costs more than it need, its hard rules being kept as well."""
        return self.difference is not None and self.difference < 0 and not self.mends


@dataclass(frozen=True, slots=True)
class CellReasons:
    """Why one cell is as it is; without ``effects`` where there is no mode to change, without ``price`` likewise."""

    state: DayState
    effects: Effects | None = None
    price: Price | None = None


def judged_price(
    case: Case,
    before: Roster,
    after: Roster,
    person: int,
    day: int,
    *,
    status: PriceStatus,
    claimed: int,
    slack: int,
) -> Price:
    """The price of a roster that was found for the other mode, as the audit judges both.

    Args:
        case: the problem under the scenario's rules.
        before: the roster in hand.
        after: the other one; it differs only among those tied to the person.
        person: index of the person.
        day: index of the date of the cell.
        status: whether ``after`` is proved to be the cheapest.
        claimed: the difference of cost as whoever found it counts it.
        slack: by how much a cheaper one may be cheaper.
    """
    people = component(case, person)
    small = sub_case(case, people)
    judged = [audit(small, Roster(roster.modes[people])) for roster in (before, after)]
    costs = [
        (index, new.cost - old.cost)
        for index, (old, new) in enumerate(zip(judged[0].rules, judged[1].rules, strict=True))
    ]
    difference = sum(cost for _, cost in costs)
    modes = (before.modes, after.modes)
    moved = tuple(
        Moved(p, d, int(modes[0][p, d]), int(modes[1][p, d]))
        for p, d in zip(*(places.tolist() for places in (modes[0] != modes[1]).nonzero()), strict=True)
        if (p, d) != (person, day)
    )
    mends = judged[0].hard_violations - judged[1].hard_violations
    # Cells that the roster in hand leaves open have no cost that both would have to agree on.
    whole = not judged[0].misfits
    return Price(
        mode=int(after.modes[person, day]),
        status=status,
        difference=difference,
        lowest=difference - slack,
        moved=moved,
        by_rule=tuple((index, cost) for index, cost in costs if cost),
        mends=mends,
        disagrees=whole and (mends < 0 or claimed != difference),
    )
