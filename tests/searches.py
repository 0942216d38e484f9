"""Cases that take a search, and what tests ask of one."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from asnroster.domain.problem import Building
from asnroster.engine.model.part_model import PartResult
from asnroster.engine.model.parts import Part
from asnroster.engine.model.shapes import Sum
from asnroster.engine.search.search import Progress, Search
from asnroster.rules.kit.case import Case
from tests.build import case, person, problem, rule, unit

HALF = Fraction(1, 2)


def office_case(rng: random.Random) -> Case:
    """A fortnight of two agencies, tied by buildings, caps and weeks, so that parts are of every size."""
    size, days = rng.randint(6, 12), 12
    units = [
        unit("Dinas", max_home_share=rng.choice([None, HALF])),
        unit("Badan", index=1, min_office=rng.choice([None, 2])),
    ]
    people = [
        person(n, n % 2, echelon=rng.choice(["", "", "III.a"]), building=rng.choice(["A", "B", ""]),
               remote_capable=rng.random() > 0.2, workdays=frozenset(rng.choice([range(5), range(5), range(6)])))
        for n in range(size)
    ]  # fmt: skip
    cells = [(p, d) for p in range(size) for d in range(days)]
    made = problem(
        people, days=days, units=units,
        absent={cell: "C" for cell in cells if rng.random() < 0.1},
        wishes=[(p, d, rng.randint(0, 1), rng.randint(1, 5)) for p, d in cells if rng.random() < 0.5],
        holidays=[date(2025, 12, 1) + timedelta(rng.randint(0, 11))],
        buildings=(Building("A", rng.randint(2, 6)), Building("B", rng.randint(3, 8))),
    )  # fmt: skip
    rules = [
        rule("eligible_for_home"), rule("building_capacity", weight=rng.choice([None, 20])),
        rule("office_days_per_week", at_least=rng.choice([2, 3]), partial_week="proportional"),
        rule("home_days_per_week", at_least=2, weight=7), rule("preferences", weight=1),
        rule("home_share", at_most="50 %", weight=rng.choice([None, 5])), rule("office_headcount"),
        rule("consecutive_home_days", at_most=rng.choice([1, 2]), weight=rng.choice([None, 3])),
        rule("leader_presence", weight=rng.choice([None, 4])),
    ]  # fmt: skip
    return case(made, *rules)


def paid(part: Part, result: PartResult) -> int | None:
    """The cost of a part's roster, counted anew; None where it breaks a hard row."""
    modes = result.modes or {}
    total = part.constant
    for row in part.rows:
        office, shape = sum(modes[cell] for cell in row.cells), row.shape
        if isinstance(shape, Sum):
            miss = max(shape.least - office, 0) + max(office - shape.most, 0)
        else:
            miss = shape.amount(modes.__getitem__)
        if miss and row.weight is None:
            return None
        total += miss * (row.weight or 0)
    return total


def search(
    parts: Sequence[Part],
    *,
    gap: float = 0.0,
    rounds: tuple[float, ...] = (4.0, 60.0),
    time_limit: float | None = None,
    workers: int = 2,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> Search:
    return Search(
        parts=parts,
        seed=1,
        gap=gap,
        time_limit=time_limit,
        workers=workers,
        on_progress=on_progress,
        rounds=rounds,
    )


@functools.cache
def crowd(people: int = 400) -> Case:
    """Many people in one part that is not solved in an instant; everybody in the office is allowed."""
    rng = random.Random(5)
    wishes = [
        (p, d, rng.randint(0, 1), rng.randint(1, 9))
        for p in range(people)
        for d in range(19)
        if rng.random() < 0.6
    ]
    made = problem(
        [person(n, building="G") for n in range(people)],
        days=19,
        wishes=wishes,
        buildings=(Building("G", people),),
    )
    return case(
        made, rule("office_days_per_week", at_least=3, partial_week="proportional"),
        rule("home_share", at_most="38 %", at_least="20 %", weight=2), rule("home_days_per_week", at_least=2, weight=3),
        rule("consecutive_home_days", at_most=1, weight=2), rule("preferences", weight=1),
    )  # fmt: skip
