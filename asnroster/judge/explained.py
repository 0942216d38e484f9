"""An explanation as data: one cell with the price of its other mode. Who found the price does not matter here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from asnroster.domain.roster import Roster
from asnroster.judge.reasons import DayState, Effects, record
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import neighbours, sub_case

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
    """The price of the other mode, when all that is tied to the cell may move with it, and nothing else.

    Attributes:
        mode: the other mode.
        status: ``optimal``: proved; ``feasible``: it may cost less; ``infeasible``: not to be had; ``unknown``.
        difference: new total cost less the present one; None where no roster was found.
        lowest: proved: it is no less; equals ``difference`` when that is proved.
        moved: the other person-days that change with it.
        by_rule: rule index and change of its cost, where there is one.
        mends: how many places that break a rule that must hold are put right with it.
        against: indices of rules that cannot hold together with the other mode.
        kept: how many fixed days that the roster goes against were taken as fixed.
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
    kept: int = 0
    disagrees: bool = False

    @property
    def better_exists(self) -> bool:
        """Whether the roster in hand costs more than it need, its hard rules being kept as well."""
        return self.difference is not None and self.difference < 0 and not self.mends


@dataclass(frozen=True, slots=True)
class CellReasons:
    """The reasons of one cell; without ``effects`` where there is no mode to change, without ``price`` likewise."""

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
    costs, mends = _judged(case, before, after)
    difference = sum(cost for _, cost in costs)
    modes = (before.modes, after.modes)
    moved = tuple(
        Moved(p, d, int(modes[0][p, d]), int(modes[1][p, d]))
        for p, d in zip(*(places.tolist() for places in (modes[0] != modes[1]).nonzero()), strict=True)
        if (p, d) != (person, day)
    )
    # Cells that the roster in hand leaves open have no cost that both would have to agree on.
    whole = not (before.undecided & case.problem.available).any()
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


def _judged(case: Case, before: Roster, after: Roster) -> tuple[list[tuple[int, int]], int]:
    """By how much each rule's cost changes, and how many places of hard rules are put right.

    Nobody is asked who shares no group with anybody whose days change: nothing changes there.
    """
    differing = np.flatnonzero((before.modes != after.modes).any(axis=1)).tolist()
    changed = sorted({row for person in differing for row in case.problem.stints.of[person]})
    mends = int(
        (before.undecided & case.problem.available).sum() - (after.undecided & case.problem.available).sum()
    )
    views = {True: changed, False: neighbours(case, *changed)}
    cases = {alone: sub_case(case, people) for alone, people in views.items()}
    costs = []
    for index, rule in enumerate(case.rules):
        alone = rule.of_one_person
        old, new = (
            record(cases[alone], Roster(roster.modes[views[alone]]), index) for roster in (before, after)
        )
        costs.append((index, (rule.weight or 0) * (new.amount - old.amount)))
        mends += (len(old.violations) - len(new.violations)) if rule.hard else 0
    return costs, mends
