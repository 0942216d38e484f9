"""What is posted for solving says of the free days what all rows say, and numbers hang together as joined."""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import numpy as np
import pytest

from asnroster.domain.lists import Lists, runs, sorted_into
from asnroster.domain.modes import HOME, OFFICE, UNDECIDED
from asnroster.domain.problem import Building
from asnroster.engine.model.disjoint_sets import DisjointSets, lowest_tied
from asnroster.engine.model.fair_shares import FairShares, Share
from asnroster.engine.model.parts import split
from asnroster.engine.model.posting import Posting, Row
from asnroster.engine.model.presolve import without_implied
from asnroster.engine.model.shapes import Alike, Never, Shape, Sum, WholeDays
from asnroster.engine.solve import Options, solve
from asnroster.rules.kit.case import AWAY, FREE, Case
from asnroster.rules.kit.kept import KeptCells
from asnroster.rules.kit.verbs import PersonRows, Where
from asnroster.rules.registry import registry
from tests.build import case, person, problem, rule
from tests.test_engine_brute_force import random_problem, random_rule

SHAPES: dict[str, Shape] = {
    "sum": Sum((0, 1, 2), 1, 2),
    "pair": Alike((0, 1)),
    "days at home": WholeDays(((0, 1), (2,)), HOME, 1),
    "days in the office": WholeDays(((0, 1), (2,)), OFFICE, 2),
    "never": Never((((0, HOME), (1, OFFICE)), ((2, HOME),))),
    "shares": FairShares((Share((0, 1), 1, 4), Share((2,), 0, 2)), 0, 2),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_over_its_free_cells_a_shape_misses_what_it_misses_over_all(shape: Shape) -> None:
    for fixed in product((UNDECIDED, HOME, OFFICE), repeat=3):
        left = shape.opened(fixed)
        free = [cell for cell in range(3) if fixed[cell] == UNDECIDED]
        assert left is None or set(left.cells) <= set(free)
        for modes in product((HOME, OFFICE), repeat=len(free)):
            whole = {**dict(enumerate(fixed)), **dict(zip(free, modes, strict=True))}
            missed = 0 if left is None else left.amount(whole.__getitem__)
            assert missed == shape.amount(whole.__getitem__), (fixed, modes)


def test_what_fixed_days_cost_is_counted_too() -> None:
    """Both must be in the office, in a building for one."""
    made = problem(
        [person(n, building="A") for n in range(2)], days=1, buildings=(Building("A", 1),),
        pins=[(0, 0, OFFICE), (1, 0, OFFICE)],
    )  # fmt: skip
    rules = case(made, rule("fixed_days"), rule("building_capacity", weight=5))
    found = solve(rules, Options(gap=0.0, workers=1))
    assert (found.status, found.cost, found.bound) == ("optimal", 5, 5)


def open_alike(rng: random.Random, key: str) -> int:
    """One small problem under a rule: what is posted of its free days makes the parts of all rows; how many rows."""
    made, weight = random_problem(rng), rng.choice([None, 3])
    kinds = {"eligible_for_home": None, "fixed_days": None, key: weight}
    mixed = Case(made, tuple(random_rule(rng, k, made.horizon.start, weight=w) for k, w in kinds.items()))
    whole, rows = Posting.of(mixed).rows, Posting.of(mixed, open_only=True).rows
    parts, open_parts = split(mixed, whole), split(mixed, rows, opened=True)
    assert [(p.cells, p.rows) for p in parts] == [(p.cells, p.rows) for p in open_parts]
    assert [p.constant for p in parts] == [p.constant for p in open_parts]
    assert split(mixed, rows) == open_parts
    free = set(np.flatnonzero(mixed.free).tolist())
    assert all(free.issuperset(row.cells) for row in rows)
    for _ in range(5):
        # Costs are counted from these rows too.
        modes = np.where(mixed.free, rng.choices((0, 1), k=made.days), mixed.fixed.modes).ravel().tolist()
        assert missed(mixed, rows, modes) == missed(mixed, whole, modes)
    return len(rows)


@pytest.mark.parametrize("key", sorted(registry()))
def test_open_rows_make_the_parts_that_all_rows_make(key: str) -> None:
    rng = random.Random(f"open rows {key}")
    seen = sum(open_alike(rng, key) for _ in range(12))
    if registry()[key].precedence is None:  # a rule that seldom binds is looked at until it does
        assert seen or any(open_alike(rng, key) for _ in range(28))


@pytest.mark.parametrize("seed", range(4))
def test_rows_that_others_imply_leave_and_what_is_legal_stays(seed: int) -> None:
    rng, fewer, tighter, contrary = random.Random(f"presolve {seed}"), 0, 0, 0
    for _ in range(300):
        size = rng.randint(2, 7)
        sums = []
        for _ in range(rng.randint(2, 8)):
            cells = tuple(sorted(rng.sample(range(size), rng.randint(1, size))))
            least = rng.randint(0, len(cells))
            sums.append(Sum(cells, least, rng.randint(least, len(cells))))
        weights = [None, 3]
        rows = [Row(rng.choice([0, 0, 0, 1]), shape, Where()) for shape in sums]
        kept = without_implied(rows, weights)
        fewer += len(kept) < len(rows)
        tighter += any(row.shape not in sums for row in kept)
        assert [row for row in kept if row.rule] == [row for row in rows if row.rule], "soft rows stay"
        legal = [
            [
                not any(row.missed(modes.__getitem__) for row in some if row.rule == 0)
                for modes in product((0, 1), repeat=size)
            ]
            for some in (rows, kept)
        ]
        assert legal[0] == legal[1], (rows, kept)
        contrary += not any(legal[0])
        assert all(row.shape.least <= row.shape.most for row in kept if isinstance(row.shape, Sum))
    assert fewer > 100 and tighter > 2 and contrary > 2


def missed(mixed: Case, rows: list[Row], modes: list[int]) -> list[int]:
    """By how much each rule is missed."""
    return [
        sum(row.missed(modes.__getitem__) for row in rows if row.rule == n) for n in range(len(mixed.rules))
    ]


def test_a_day_is_away_fixed_or_free() -> None:
    absent, pins = {(0, 0): "C"}, [(0, 3, 0), (1, 0, 1)]
    made = problem(2, start=date(2026, 5, 8), days=4, absent=absent, pins=pins)
    states = case(made, rule("fixed_days")).states
    # Friday to Monday; nobody works at the weekend.
    assert states == [bytes([AWAY, AWAY, AWAY, 0]), bytes([1, AWAY, AWAY, FREE])]


def test_pieces_grow_by_joining_and_never_beyond_a_limit() -> None:
    pieces = DisjointSets(range(7))
    assert pieces.join([0, 1]) and pieces.join([2, 3, 4])
    assert pieces.find(0) == pieces.find(1) != pieces.find(2) == pieces.find(3) == pieces.find(4)
    assert not pieces.join([1, 4, 6], most=5)
    assert pieces.apart([1, 4]) and not pieces.apart([2, 4]) and not pieces.apart([5])
    assert pieces.join([1, 4], most=5)
    assert len({pieces.find(number) for number in range(5)}) == 1
    assert pieces.join([0, 4], most=1), "what is in one piece already stays there"
    assert len({pieces.find(number) for number in range(7)}) == 3


def test_the_lowest_number_of_each_piece_is_that_of_the_pieces_as_joined() -> None:
    rng = random.Random("lowest")
    for _ in range(200):
        size = rng.randint(1, 40)
        ties = [rng.sample(range(size), rng.randint(0, min(4, size))) for _ in range(rng.randint(0, 25))]
        pieces = DisjointSets(range(size))
        for tie in ties:
            pieces.join(tie)
        lowest: dict[int, int] = {}
        for number in range(size):
            lowest.setdefault(pieces.find(number), number)
        assert lowest_tied(size, Lists.of(ties)).tolist() == [lowest[pieces.find(n)] for n in range(size)]


def test_lists_as_arrays_are_counted_grouped_and_given_back() -> None:
    lists = Lists.of([(5, 3), (), (4,), (3, 9, 1)])
    assert lists.numbers.tolist() == [5, 3, 4, 3, 9, 1] and lists.bounds.tolist() == [0, 2, 2, 3, 6]
    assert lists.sizes.tolist() == [2, 0, 1, 3] and lists.owners.tolist() == [0, 0, 2, 3, 3, 3]
    assert lists.tally(lists.numbers > 3).tolist() == [1, 0, 1, 1]
    assert lists.tuples() == [(5, 3), (), (4,), (3, 9, 1)]
    assert lists.among(np.array([3, 1, 0])).tuples() == [(3, 9, 1), (), (5, 3)]
    assert lists.only(lists.numbers > 3).tuples() == [(5,), (), (4,), (9,)]
    assert runs(np.array([4, 7, 0]), np.array([6, 7, 3])).tolist() == [4, 5, 0, 1, 2]
    assert sorted_into(np.array([2, 0, 2, 0]), 3) == [[1, 3], [], [0, 2]]


@pytest.mark.parametrize("mode", [HOME, OFFICE])
def test_rows_said_in_columns_are_the_rows_said_one_by_one(mode: int) -> None:
    rng, seen, kept_cells = random.Random(f"columns {mode}"), 0, 0
    for _ in range(60):
        made = random_problem(rng)
        asked = case(made, rule("fixed_days"), rule("office_days_per_week", at_least=1))
        cells = Lists.of([
            sorted(rng.sample(range(made.available.size), rng.randint(0, min(4, made.available.size))))
            for _ in range(rng.randint(0, 6))
        ])  # fmt: skip
        figures = [np.array([rng.randint(-1, 4) for _ in cells.sizes], dtype=np.int64) for _ in range(4)]
        least, most, past, when = figures
        chosen = rng.choice([(least, most), (least, None), (None, most)])
        days = {"day": when} if rng.random() < 0.5 else {"week": when}
        rows = PersonRows(mode, cells, *chosen, past + 10, **days, past=past if rng.random() < 0.7 else None)
        for open_only in (False, True):
            at_once, in_turn = (Posting(asked, open_only=open_only) for _ in range(2))
            at_once.each(rows)
            say_in_turn(rows, in_turn)
            assert at_once.rows == in_turn.rows
            seen += len(at_once.rows)
        at_once_kept, in_turn_kept = KeptCells(asked), KeptCells(asked)
        at_once_kept.each(rows)
        say_in_turn(rows, in_turn_kept)
        assert at_once_kept.cells == in_turn_kept.cells
        kept_cells += len(at_once_kept.cells)
    assert seen > 200 and kept_cells > 20


def say_in_turn(rows: PersonRows, say: Posting | KeptCells) -> None:
    """What ``each`` means: row after row by the verbs of one row, what keeps people in the office first."""
    by_mode = {
        OFFICE: [(rows.least, say.office_at_least), (rows.most, say.office_at_most)],
        HOME: [(rows.most, say.home_at_most), (rows.least, say.home_at_least)],
    }
    for n, cells in enumerate(rows.cells.tuples()):
        day, week = (None if told is None else int(told[n]) for told in (rows.day, rows.week))
        where = Where(person=int(rows.person[n]), day=day, week=week)
        for bounds, verb in by_mode[rows.mode]:
            if bounds is not None:
                verb(cells, int(bounds[n]), where, 0 if rows.past is None else int(rows.past[n]))
