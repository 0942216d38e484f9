"""Fair shares as a programme: it finds the optimum and proves it, and no single move makes a roster fairer."""

from __future__ import annotations

import random
from itertools import product

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.engine.model.fair_shares import FairShares
from asnroster.engine.model.linear import asks_fairness, bound_of_whole
from asnroster.engine.model.part_model import Limits
from asnroster.engine.model.parts import Part, split
from asnroster.engine.model.posting import Posting
from asnroster.engine.model.shapes import Never, Sum, WholeDays
from asnroster.engine.search.jobs import Job, bounded, proved, refined
from asnroster.engine.search.months import slots_of
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from tests.build import case, person, problem, rule
from tests.test_engine_blocks import best
from tests.test_engine_brute_force import random_problem, random_rule

FAIR = ("fair_home_days", "fair_weekdays", "even_home_days")


def fair_parts(rng: random.Random) -> list[tuple[Part, tuple[int, ...]]]:
    """With the places of their days in weeks: parts with fair shares of a small problem, beside sums, patterns that must not be, and days to be whole."""
    made = random_problem(rng)
    others = rng.sample(
        ["home_days_per_week", "home_share", "consecutive_office_days", "closed_building_days"], 2
    )
    keys = [*rng.sample(FAIR, 2), "preferences", *others]
    rules = [
        random_rule(rng, key, made.horizon.start, weight=None if rng.random() < 0.2 else rng.randint(1, 5))
        for key in keys
    ]
    asked = Case(made, tuple(rules))
    parts = split(asked, Posting.of(asked, open_only=True).rows, opened=True)
    slots = slots_of(made.horizon)
    return [(part, slots) for part in parts if part.cells and asks_fairness(part)]


def programmed(part: Part, slots: tuple[int, ...]) -> bool:
    """Whether a part has a roster; its programme then finds the best and proves it, and else finds none."""
    optimum = best(part)
    near = proved(Job(part, Limits(work=10.0), 1, slots=slots))
    if optimum.cost is None:
        assert near is None and bound_of_whole(part, Limits(work=10.0)) is None, part
        return False
    assert near is not None and near.modes is not None, part
    assert part.legal(near.modes.__getitem__), part
    assert near.bound == near.cost == part.cost(near.modes.__getitem__) == optimum.cost == optimum.bound, part
    return True


def some_fair_parts(seed: str, count: int) -> list[tuple[Part, tuple[int, ...]]]:
    rng, found = random.Random(seed), []
    while len(found) < count:
        found += fair_parts(rng)
    return found


def test_the_programme_finds_the_optimum_and_proves_it() -> None:
    parts = some_fair_parts("linear", 60)
    assert [programmed(*one) for one in parts].count(False) > 1
    assert {FairShares, Never, Sum, WholeDays} <= {
        type(row.shape) for part, _slots in parts for row in part.rows
    }


def near_choices(part: Part, slots: tuple[int, ...]) -> tuple[bool, bool, bool]:
    """Whether its choices say anything of a part, whether the roster near them becomes the best, and is proved so."""
    near = bounded(Job(part, Limits(work=10.0), 1, slots=slots))
    if near is None:
        return False, False, False
    optimum = best(part)
    if near.infeasible or optimum.cost is None:
        assert near.modes is None and optimum.cost is None, part
        return True, False, False
    assert near.modes is not None and part.legal(near.modes.__getitem__), part
    assert near.bound <= optimum.cost <= (near.cost or 0), part
    better = refined(Job(part, Limits(work=10.0), 1, near.modes, slots, near.bound))
    assert better is not None and better.cost is not None, part
    assert optimum.cost <= better.cost <= (near.cost or 0), part
    return True, better.cost == optimum.cost, better.cost == better.bound


def test_the_choices_bound_every_roster_and_have_one_near_them() -> None:
    found = [near_choices(*one) for one in some_fair_parts("choices", 40)]
    judged, sharp, shown = map(sum, zip(*found, strict=True))
    assert judged > 30 and sharp > 0.9 * judged and shown > judged / 2


def test_what_the_programme_leaves_out_is_mended() -> None:
    """Turns are no sum: a roster that breaks them is the start of one that does not."""
    made = problem([person(n) for n in range(4)], days=12)
    rotation = rule("rotation", pattern="weeks", per="agency")
    asked = case(
        made, rotation, rule("fair_home_days", per="agency", weight=2), rule("preferences", weight=1)
    )
    (part,) = split(asked, Posting.of(asked, open_only=True).rows, opened=True)
    found = bounded(Job(part, Limits(work=10.0), 1, slots=slots_of(made.horizon)))
    assert found is not None and found.modes is not None and part.legal(found.modes.__getitem__)
    assert found.cost == best(part).cost


def two_days_shared(at_most: str) -> list[Rule]:
    """Two home days a week for each, so many of the agency at home at most, shared as the default policy does."""
    return [
        rule("home_days_per_week", name="most", at_most=2),
        rule("home_days_per_week", name="push", at_least=2, weight=200),
        rule("home_share", at_most=at_most, per="agency"),
        rule("fair_home_days", per="agency", weight=12),
        rule("fair_weekdays", name="Fridays", weekdays=["Jumat"], per="agency", weight=12),
        rule("even_home_days", per="agency", weight=5),
    ]


def staff() -> Case:
    """Six people over two weeks of December, two away for some days, half of them at home at most."""
    made = problem(
        [person(0, echelon="III.a"), *(person(n) for n in range(1, 6))],
        days=12,
        absent=dict.fromkeys([*product([1], range(7)), *product([2], range(3))], "C"),
        wishes=[(p, d, HOME, 2) for p in (3, 4) for d in (0, 7)],
    )
    return case(
        made,
        rule("leader_presence"),
        *two_days_shared("34 %"),
        rule("preferences", weight=1),
    )


def test_no_home_day_moved_from_one_person_to_another_makes_it_fairer() -> None:
    asked = staff()
    found = solve(asked, Options(gap=0.0, workers=1))
    assert found.roster is not None
    modes, tried, fair = found.roster.modes, 0, _fair_amount(asked, found.roster)
    law = Case(asked.problem, tuple(r for r in asked.rules if r.hard or r.key == "fair_home_days"))
    free, people = asked.free, range(len(asked.problem.people))
    for giver, taker in product(people, repeat=2):
        for day, other in product(range(asked.problem.days), repeat=2):
            if not (free[giver, day] and free[taker, other] and giver != taker):
                continue
            if (modes[giver, day], modes[taker, other]) != (HOME, OFFICE):
                continue
            moved = modes.copy()
            moved[giver, day], moved[taker, other] = OFFICE, HOME
            tried += 1
            assert audit(law, Roster(moved)).hard_violations or _fair_amount(law, Roster(moved)) >= fair
    assert tried > 500
    taken = [(modes[p] == HOME).sum() for p in people]
    assert taken[0] == 0  # the only leader
    assert max(taken[3:]) - min(taken[3:]) <= 1


def _fair_amount(asked: Case, roster: Roster) -> int:
    return next(entry.amount for entry in audit(asked, roster).rules if entry.rule.key == "fair_home_days")
