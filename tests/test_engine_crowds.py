"""People asked as one crowd: the same least miss as all rosters tried, and a roster that has it."""

from __future__ import annotations

import random
from itertools import product

import pytest

from asnroster.engine.conflict.elastic import ElasticModel, SubsetOracle
from asnroster.engine.conflict.symmetry import Asked, crowds
from asnroster.engine.model.posting import Row
from asnroster.engine.model.shapes import Sum
from asnroster.rules.kit.verbs import Where

PEOPLE, DAYS = 3, 4
WEEK = range(DAYS)


def persons(rule: int, days: tuple[int, ...], least: int, most: int, who: range = range(PEOPLE)) -> list[Row]:
    return [
        Row(rule, Sum(tuple(p * DAYS + day for day in days), least, most), Where(person=p, day=days[0]))
        for p in who
    ]


def full(day: int, most: int) -> Row:
    return Row(9, Sum(tuple(p * DAYS + day for p in range(PEOPLE)), 0, most), Where(group="G", day=day))


def drawn(seed: int, *, runs: bool) -> list[Row]:
    """A few bounds on some days of everybody (of two of them at times), and a building on each day."""
    dice = random.Random(seed)
    rows = [full(day, dice.randint(0, PEOPLE)) for day in WEEK]
    for rule in range(3):
        first, last = sorted((dice.randrange(DAYS), dice.randrange(DAYS)))
        days = tuple(range(first, last + 1)) if runs else tuple(dice.sample(WEEK, dice.randint(2, DAYS)))
        least = dice.randint(0, len(days))
        who = range(dice.choice((2, PEOPLE)))
        rows += persons(rule, tuple(sorted(days)), least, dice.randint(least, len(days)), who)
    return rows


def missed(rows: list[Row], modes: tuple[int, ...] | list[int]) -> int:
    return sum(row.missed(modes.__getitem__) for row in rows)


@pytest.mark.parametrize("runs", [True, False])
@pytest.mark.parametrize("seed", range(15))
def test_the_least_miss_is_that_of_all_rosters(seed: int, runs: bool) -> None:
    rows = drawn(seed, runs=runs)
    least = min(missed(rows, modes) for modes in product((0, 1), repeat=PEOPLE * DAYS))
    question = ElasticModel(DAYS, None, 1, 10.0)
    for row in rows:
        question.cost(row)
    found = question.answer()
    assert found is not None
    assert (found.value, found.proved) == (least, True)
    assert missed(rows, [found.modes.get(cell, 0) for cell in range(PEOPLE * DAYS)]) == least
    keeping = ElasticModel(DAYS, None, 1, 10.0)
    for row in rows:
        keeping.keep(row)
    assert keeping.impossible() == (least > 0)
    among = SubsetOracle(rows, {}, days=DAYS, seed=1, work=10.0)
    for rule in (0, 9):
        some = [row for row in rows if row.rule != rule]
        possible = any(not missed(some, modes) for modes in product((0, 1), repeat=PEOPLE * DAYS))
        assert among.impossible(some) == (not possible)


def test_the_largest_miss_is_dealt_out_evenly() -> None:
    rows = persons(0, (0, 1, 2, 3), 3, 4)
    question = ElasticModel(DAYS, None, 1, 10.0)
    for day in WEEK:
        question.keep(full(day, 1))  # 4 office days for 9: 5 are missed, by one person at least 2
    question.cost_of_largest(rows, 100)
    for row in rows:
        question.cost(row)
    found = question.answer()
    assert found is not None
    assert found.value == 205
    assert sorted(row.missed(found.modes.__getitem__) for row in rows) == [1, 2, 2]


def test_only_those_of_whom_the_same_is_said_are_one_crowd() -> None:
    asked = [Asked.of(row, row.shape, 0) for row in persons(0, (0, 1, 2), 2, 3)]
    assert [crowd.people for crowd in crowds(asked, DAYS)] == [(0, 1, 2)]
    more = persons(1, (0, 1), 0, 1, range(1))
    apart = [*asked, *(Asked.of(row, row.shape, 0) for row in more)]
    assert [crowd.people for crowd in crowds(apart, DAYS)] == [(0,), (1, 2)]
    # The first and the last day are no run of the three: each person is asked alone.
    gaps = [*asked, *(Asked.of(row, row.shape, 0) for row in persons(1, (0, 2), 0, 1))]
    assert [crowd.people for crowd in crowds(gaps, DAYS)] == [(0,), (1,), (2,)]
