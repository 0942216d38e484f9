"""Who is tied to a person: a question asked of them alone has the answer of the whole."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import fields, replace
from datetime import timedelta

import numpy as np
import pytest

from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.engine.model.posting import Posting
from asnroster.engine.model.shapes import Alike, FairShares, Never, Shape, Sum, TwoPhases, WholeDays
from asnroster.judge.audit import audit
from asnroster.judge.reasons import Lens, RuleEffect
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import component, extract, neighbours, sub_case
from asnroster.rules.registry import registry
from tests.build import MONDAY, past, person, problem, unit
from tests.test_engine_brute_force import random_history, random_problem, random_rule

UNITS = [unit("A"), unit("B", index=1), unit("C", index=2), unit("D", index=3)]


def crowd(rng: random.Random) -> Problem:
    """Six people in four agencies, some of them tied by buildings, teams, labels and posts."""
    like = random_problem(rng)
    units = [
        *(replace(one, workdays=frozenset(range(5))) for one in like.units),
        unit("Kantor", index=3, sector="administrasi"),
    ]
    people = [
        person(
            n, rng.randrange(4), echelon=rng.choice(["", "III.a"]), status="PNS",
            building=rng.choice(["", "", "", "A", "B"]), team=rng.choice(["", "", "", "Tim", "tim "]),
            alternates=rng.choice(["", "", "", "Kas", "kas"]), remote_capable=rng.random() > 0.3, services=rng.choice([(), ("Loket",)]),
            workdays=frozenset(rng.choice([range(5), range(6)])), roles=rng.choice([("Magang",), ("Pembimbing",)]),
        )
        for n in range(6)
    ]  # fmt: skip
    people.sort(key=lambda one: (units[one.unit].agency, one.unit))
    days, start = rng.randint(5, 9), MONDAY + timedelta(rng.randint(0, 4))
    cells = [(p, d) for p in range(6) for d in range(days)]
    base = np.array([[rng.choice([0, 1, 1, -1]) for _ in range(days)] for _ in range(6)], dtype=np.int8)
    return problem(
        people, units=units, days=days, start=start, buildings=like.buildings, base=base,
        history=random_history(rng, people, start),
        posts=like.posts, absent={cell: "C" for cell in cells if rng.random() < 0.1},
        pins=[(p, d, rng.randint(0, 1)) for p, d in cells if d < 4 and rng.random() < 0.1],
        wishes=[(p, d, rng.randint(0, 1), rng.randint(1, 3)) for p, d in cells if rng.random() < 0.3],
    )  # fmt: skip


def in_the_whole(shape: Shape, people: list[int], days: int) -> Shape:
    """A shape over some people with its cells numbered as over everybody."""

    def cells(own: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(people[cell // days] * days + cell % days for cell in own)

    if isinstance(shape, Sum):
        return shape._replace(cells=cells(shape.cells))
    if isinstance(shape, Alike):
        return replace(shape, cells=cells(shape.cells))
    if isinstance(shape, WholeDays):
        return replace(shape, groups=tuple(cells(group) for group in shape.groups))
    if isinstance(shape, FairShares):
        return replace(shape, shares=tuple(replace(one, cells=cells(one.cells)) for one in shape.shares))
    if isinstance(shape, Never):
        patterns = ([(cells((cell,))[0], mode) for cell, mode in one] for one in shape.patterns)
        return replace(shape, patterns=tuple(map(tuple, patterns)))
    assert isinstance(shape, TwoPhases)
    moved = [tuple((cells((cell,))[0], mode) for cell, mode in one) for one in shape.people]
    return replace(shape, people=tuple(moved))


def tied(rng: random.Random, key: str) -> tuple[int, int]:
    """A rule beside another one: the rows that touch somebody's component are those of the component alone.

    Returns:
        How many people there are, and how many are outside.
    """
    made = crowd(rng)
    other = rng.choice(sorted(registry()))
    start = made.horizon.start
    rules = (random_rule(rng, key, start, weight=None), random_rule(rng, other, start, weight=2))
    case = Case(made, rules)
    people = component(case, rng.randrange(6))
    days, small = made.days, sub_case(case, people)
    mine = {cell for p in people for cell in range(p * days, (p + 1) * days)}
    whole = [row for row in Posting.of(case).rows if not mine.isdisjoint(row.cells)]
    part = [row for row in Posting.of(small).rows if row.cells]
    found = Counter((r.rule, in_the_whole(r.shape, people, days), r.strength) for r in part)
    assert found == Counter((r.rule, r.shape, r.strength) for r in whole), (rules, made)
    assert (small.fixed.modes == case.fixed.modes[people]).all()
    assert (small.most_in_all == case.most_in_all[people]).all()
    return 6, 6 - len(people)


@pytest.mark.parametrize("key", sorted(registry()))
def test_a_component_has_every_row_that_touches_it(key: str) -> None:
    rng = random.Random(f"rows {key}")
    outside = [out for _people, out in (tied(rng, key) for _ in range(12))]
    assert any(outside)


def flipped(rng: random.Random, key: str) -> tuple[int, int]:
    """One person-day of a random roster the other way: what is told of it is what two whole audits differ in.

    Returns:
        How many rosters were judged, and how much the flip changes.
    """
    made = crowd(rng)
    case = Case(made, (random_rule(rng, key, made.horizon.start, weight=rng.choice([None, 3])),))
    modes = np.where(made.available, rng.random() < 0.5, -1).astype(np.int8)
    for p, d in np.argwhere(made.available).tolist():
        modes[p, d] = rng.randint(0, 1)
    who, day = rng.choice(np.argwhere(made.available).tolist())
    other = modes.copy()
    other[who, day] = 1 - modes[who, day]
    effects = Lens(case, Roster(modes), who).effects(day)
    told = [*effects.broken, *effects.mended, *effects.soft]
    before, after = (audit(case, Roster(each)).rules[0] for each in (modes, other))
    assert effects.mode == other[who, day]
    assert effects.difference == after.cost - before.cost, (case.rules, made)
    if case.rules[0].hard or after.cost != before.cost:
        assert as_differing(told) == differing(before.violations, after.violations), (case.rules, made)
    return 2, len(told)


@pytest.mark.parametrize("key", sorted(registry()))
def test_what_a_flip_does_is_what_two_whole_audits_tell(key: str) -> None:
    rng, seen = random.Random(f"effects {key}"), 0
    for number in range(400):
        if number >= 12 and seen >= 3:
            break
        seen += bool(flipped(rng, key)[1])
    assert seen >= 3


def differing(before: tuple[object, ...], after: tuple[object, ...]) -> Counter[object]:
    """Place, amount before and after, wherever these differ."""
    sides = []
    for violations in (before, after):
        side: Counter[object] = Counter()
        for v in violations:
            side[(v.where, v.sense, v.needed, v.note)] += v.amount  # type: ignore[attr-defined]
        sides.append(side)
    places = {*sides[0], *sides[1]}
    return Counter((p, sides[0][p], sides[1][p]) for p in places if sides[0][p] != sides[1][p])


def as_differing(told: list[RuleEffect]) -> Counter[object]:
    found = [(change.violation, change) for effect in told for change in effect.changes]
    return Counter(((v.where, v.sense, v.needed, v.note), c.before, c.after) for v, c in found)


def test_neighbours_share_a_group_and_components_go_on_from_there() -> None:
    people = [
        person(0, 0),
        person(1, 1, building="Gedung A"),
        person(2, 1, team="Tim"),
        person(3, 2, building="gedung a"),
        person(4, 3, alternates="Kas"),
    ]
    case = Case(problem(people, units=UNITS), ())
    assert neighbours(case, 0) == component(case, 0) == [0]
    assert neighbours(case, 3) == [1, 3]
    assert component(case, 3) == [1, 2, 3]
    everyone = Case(case.problem, (registry()["office_headcount"](at_least=1, per="government"),))
    assert neighbours(everyone, 0) == component(everyone, 0) == [0, 1, 2, 3, 4]


def test_an_extract_knows_every_field_of_a_problem_that_speaks_of_people() -> None:
    """A new field must be thought of in ``extract``: it may speak of people by their number."""
    assert {one.name for one in fields(Problem)} == {
        "people", "units", "horizon", "calendar", "absence", "absence_codes", "pins", "wishes", "buildings",
        "posts", "left_out", "columns", "sources", "history", "base", "base_source", "assumptions", "in_service", "working",
        "available", "labels_of_several",
    }  # fmt: skip
    base = np.array([[1] * 5, [-1] * 5, [0] * 5], dtype=np.int8)
    made = problem(
        3, pins=[(0, 0, 1), (2, 1, 0)], wishes=[(1, 2, 0, 4), (2, 3, 1, 5)], absent={(2, 4): "C"}, base=base,
        history=past(["O", "O", "H"], most=[3, 4, 5]),
    )  # fmt: skip
    part = extract(made, [2])
    assert part.base is not None and part.base.tolist() == [[0] * 5]
    assert part.history is not None
    assert (part.history.modes[:, -1].tolist(), part.history.most.tolist()) == ([0], [5])
    assert [one.name for one in part.people] == ["P2"]
    assert [(pin.person, pin.day, pin.mode) for pin in part.pins] == [(0, 1, 0)]
    assert [(wish.person, wish.day, wish.strength) for wish in part.wishes] == [(0, 3, 5)]
    assert part.available.tolist() == [[True, True, True, True, False]]
