"""Large parts in blocks and tiny ones in bundles: every shortcut finds what the plain model finds."""

from __future__ import annotations

import functools
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.engine import parameters
from asnroster.engine.model.part_model import Limits, PartModel, PartResult
from asnroster.engine.model.parts import OpenRow, Part, split
from asnroster.engine.model.posting import Posting
from asnroster.engine.model.shapes import Alike, Sum
from asnroster.engine.search.crew import Crew
from asnroster.engine.search.cut import Cut, cut
from asnroster.engine.search.decomposition import Decomposition
from asnroster.engine.search.ledger import Ledger
from asnroster.engine.search.prices import SCALE, Prices, find_prices, priced
from asnroster.engine.search.rounding import relax
from asnroster.engine.search.search import at_hand
from asnroster.engine.search.small_parts import bundles, tied, untied
from asnroster.engine.solve import Options, solve
from asnroster.rules.kit.case import Case
from asnroster.rules.registry import registry
from tests.build import case, person, problem, rule
from tests.test_engine_brute_force import mixed, random_problem, random_rule

# Everything is cut, into blocks of four cells where sums allow, and nothing is too small for any way to solve it: of so
# few cells a relaxation leaves many open, and whatever blocks alone break is mended.
TINY_BLOCKS = replace(
    parameters.DEFAULT, large_part_cells=0, block_cells=4, large_hard_cells=0, hard_block_cells=4, tiny_fair_cells=0,
    open_share=1.0, mendable_share=1.0, one_piece_cells=0,
)  # fmt: skip
SMALL_BLOCKS = replace(parameters.DEFAULT, large_part_cells=50, block_cells=30)


@pytest.fixture
def tiny() -> Iterator[None]:
    with parameters.using(TINY_BLOCKS):
        yield


def best(part: Part) -> PartResult:
    return PartModel(part).search(
        Limits(work=10.0), seed=1, live=lambda cost, bound: None, register=lambda solver: True
    )


def random_parts(rng: random.Random) -> list[Part]:
    made = random_problem(rng)
    rules = tuple(
        random_rule(rng, key, made.horizon.start, weight=rng.choice([None, 1, 3]))
        for key in rng.sample(sorted(registry()), 5)
    )
    made_case = Case(made, rules)
    return [part for part in split(made_case, Posting.of(made_case).rows) if part.rows and part.cells]


CUT_PARTS = 15


@functools.cache
def cut_parts() -> list[tuple[Part, Cut]]:
    """Random parts that fall into blocks: made once, for it takes longer than most that is asked of them."""
    rng, found = random.Random("cut"), []
    while len(found) < CUT_PARTS:
        found += [(part, pieces) for part in random_parts(rng) if (pieces := cut(part)) is not None]
    return found[:CUT_PARTS]


def test_blocks_hold_every_cell_and_row_once(tiny: None) -> None:
    for part, pieces in cut_parts():
        assert sorted(cell for block in pieces.blocks for cell in block.cells) == part.cells
        rows = [row for block in pieces.blocks for row in block.rows] + list(pieces.coupling)
        assert sorted(map(id, rows)) == sorted(map(id, part.rows))
        for block in pieces.blocks:
            assert all(set(row.cells) <= set(block.cells) for row in block.rows)
        for row in pieces.coupling:
            assert isinstance(row.shape, Sum)
            assert sum(not set(row.cells).isdisjoint(block.cells) for block in pieces.blocks) > 1


def test_a_part_that_one_model_can_do_is_left_whole() -> None:
    for part in random_parts(random.Random("whole")):
        assert cut(part) is None


def bound_at(prices: Prices, pieces: Cut) -> float:
    """What the blocks prove at these prices, in cost units."""
    earned = prices.of_cells(pieces.coupling)
    total = pieces.constant * SCALE + prices.constant(pieces.coupling)
    for block in pieces.blocks:
        result = best(priced(block, earned))
        if result.infeasible:
            return float("inf")
        total += result.bound
    return total / SCALE


def random_prices(rng: random.Random, pieces: Cut) -> Prices:
    """Any prices of the sign that each row has a bound for; a soft row's within its weight."""
    found = []
    for row in pieces.coupling:
        most = 50 if row.weight is None else row.weight * SCALE
        low = -most if row.shape.most < len(row.cells) else 0  # type: ignore[union-attr]
        high = most if row.shape.least > 0 else 0  # type: ignore[union-attr]
        found.append(rng.randint(low, high))
    return Prices(tuple(found))


@pytest.mark.parametrize("found", [None, "any"])
def test_no_prices_prove_more_than_is_true(tiny: None, found: str | None) -> None:
    rng, feasible, sharp = random.Random("prices"), 0, 0
    for part, pieces in cut_parts():
        prices = find_prices(pieces)[0] if found is None else random_prices(rng, pieces)
        optimum = best(part)
        bound = bound_at(prices, pieces)
        if optimum.cost is not None:
            feasible += 1
            assert bound <= optimum.cost
            sharp += bound > optimum.cost - 1
    assert feasible >= 8
    if found is None:
        assert sharp >= feasible / 2, "prices of the relaxation are good ones"


@pytest.mark.parametrize(
    "changed", [{}, {"wide_gaps": 0}, {"clear_distances": ()}], ids=["usual", "twice", "unrounded"]
)
def test_blocks_bring_a_legal_roster_and_a_true_bound(tiny: None, changed: dict[str, Any]) -> None:
    rosters = 0
    for part, pieces in cut_parts():
        with parameters.using(replace(TINY_BLOCKS, **changed)), Crew(1, threading.Event()) as crew:
            work = Decomposition(part, pieces, 0.0, crew, 1, lambda: None, lambda: False)
            work.begin()
            result = work.run()
        optimum = best(part)
        if result.infeasible:
            assert optimum.infeasible
            continue
        if result.modes is not None:
            rosters += 1
            modes = result.modes
            assert set(modes) == set(part.cells)
            assert not any(row.weight is None and row.shape.amount(modes.__getitem__) for row in part.rows)
            cost = part.constant + sum(row.cost(modes.__getitem__) for row in part.rows)
            assert result.cost == cost and optimum.cost is not None
            assert result.bound <= optimum.cost <= cost
            assert result.done == (cost == result.bound)
    assert rosters >= 8


def test_a_ledger_tells_each_change_as_counting_anew_would() -> None:
    rng = random.Random("ledger")
    for _ in range(15):
        for part in random_parts(rng):
            ledger = Ledger(part.rows, {cell: rng.randint(0, 1) for cell in part.cells})
            for _ in range(5):
                cells = rng.sample(part.cells, min(len(part.cells), rng.randint(1, 3)))
                told = ledger.change(cells)
                before = counted(part, ledger.modes)
                ledger.turn(cells)
                after = counted(part, ledger.modes)
                assert told == (after[0] - before[0], after[1] - before[1])
                assert ledger.cost == after[1]
                assert bool(ledger.broken) == (after[0] > 0)


def counted(part: Part, modes: dict[int, int]) -> tuple[int, int]:
    hard = sum(row.shape.amount(modes.__getitem__) for row in part.rows if row.weight is None)
    return hard, sum(row.cost(modes.__getitem__) for row in part.rows)


def test_mending_takes_the_cheapest_people() -> None:
    """Five at home where three may be: the two who lose least by coming in do."""
    cells = (0, 10, 20, 30, 40)
    wishes = [
        OpenRow(Sum((cell,), 0, 0), weight) for cell, weight in zip(cells, (5, 1, 4, 2, 3), strict=True)
    ]
    ledger = Ledger([OpenRow(Sum(cells, 2, 5), None), *wishes], dict.fromkeys(cells, HOME))
    assert ledger.repair()
    assert ledger.modes == {0: HOME, 10: OFFICE, 20: HOME, 30: OFFICE, 40: HOME}
    assert ledger.cost == 3


def test_who_became_dearer_by_the_one_before_is_no_longer_the_cheapest() -> None:
    """Two of four must come in; 10 would cost less than 20, but not beside 0."""
    wishes = [OpenRow(Sum((cell,), 0, 0), weight) for cell, weight in ((0, 1), (10, 2), (20, 3), (30, 9))]
    rows = [OpenRow(Sum((0, 10, 20, 30), 2, 4), None), OpenRow(Sum((0, 10), 0, 1), 10), *wishes]
    ledger = Ledger(rows, dict.fromkeys((0, 10, 20, 30), HOME))
    assert ledger.repair()
    assert (ledger.modes, ledger.cost) == ({0: OFFICE, 10: HOME, 20: OFFICE, 30: HOME}, 4)


def test_what_cannot_be_mended_is_said() -> None:
    rows = [OpenRow(Sum((0, 1), 2, 2), None), OpenRow(Sum((1, 2), 0, 0), None)]
    assert not Ledger(rows, {0: OFFICE, 1: HOME, 2: HOME}).repair()


def test_the_last_miss_walks_on_to_another_row() -> None:
    """Someone must come in, the day is full, and no one change mends it: another one goes home for it."""
    day = tuple(range(0, 90, 10))  # nine people; the second may not come in
    rows = [
        OpenRow(Sum((0, 10), 1, 2), None),
        OpenRow(Sum((10,), 0, 0), None),
        OpenRow(Sum(day, 0, 3), None),
        *(OpenRow(Sum((cell,), 1, 1), weight) for cell, weight in ((60, 5), (70, 1), (80, 3))),
    ]
    ledger = Ledger(rows, dict.fromkeys(day, HOME) | dict.fromkeys((60, 70, 80), OFFICE))
    assert ledger.repair()
    assert [cell for cell in day if ledger.modes[cell] == OFFICE] == [0, 60, 80]


def test_a_cell_that_was_turned_rests_so_that_the_walk_goes_round_in_no_circle() -> None:
    """Four rows that only one of 10 and 30 beside 0 and 20 keeps; without rest the same cells turn for ever."""
    sums = (((0, 40), 0, 1), ((10, 20, 30), 2, 2), ((0, 10, 30), 2, 3), ((0, 20, 40), 2, 2))
    ledger = Ledger(
        [OpenRow(Sum(*row), None) for row in sums], {0: HOME, 10: OFFICE, 20: HOME, 30: OFFICE, 40: OFFICE}
    )
    assert ledger.repair()
    assert (ledger.modes[0], ledger.modes[20], ledger.modes[40]) == (OFFICE, OFFICE, HOME)
    assert {ledger.modes[10], ledger.modes[30]} == {OFFICE, HOME}


def left_over(rng: random.Random, *, at_best: bool) -> int:
    """How many cells are held of the parts of a random problem, at their best or anyhow; what is left costs the same."""
    held = 0
    for part in random_parts(rng):
        modes = best(part).modes if at_best else {cell: rng.randint(0, 1) for cell in part.cells}
        known = {cell: mode for cell, mode in (modes or {}).items() if rng.random() < 0.7}
        left = part.given(known)
        assert set(part.cells) - set(known) <= set(left.cells) <= set(part.cells), part
        held += len(part.cells) - len(left.cells)
        modes = {**known, **{cell: rng.randint(0, 1) for cell in left.cells}}
        assert left.cost(modes.__getitem__) == part.cost(modes.__getitem__), part
        assert bool(misses(left, modes)) == bool(misses(part, modes)), part
    return held


def test_what_is_left_of_a_part_costs_what_the_whole_does() -> None:
    rng = random.Random("given")
    assert sum(left_over(rng, at_best=number % 2 == 1) for number in range(40)) >= 80


def test_what_fixed_days_break_stays_broken_in_what_is_left() -> None:
    broken = OpenRow(Sum((), 1, 1), None)
    assert Part(rows=[broken]).given({}).rows == [broken]


def misses(part: Part, modes: dict[int, int]) -> int:
    return sum(row.shape.amount(modes.__getitem__) for row in part.rows if row.weight is None)


def test_a_mended_relaxation_is_legal_and_held_where_it_is_clear(tiny: None) -> None:
    rosters = 0
    for part, pieces in cut_parts():
        relaxed = relax(pieces)
        clear = relaxed.clear(0.2)
        assert all(abs(relaxed.levels[cell] - mode) <= 0.2 for cell, mode in clear.items())
        if relaxed.modes is not None:
            rosters += 1
            assert set(relaxed.modes) == set(part.cells)
            assert not misses(part, dict(relaxed.modes))
            assert all(relaxed.modes[cell] == mode for cell, mode in clear.items())
    assert rosters >= 8


@pytest.mark.parametrize("seed", range(3))
def test_cut_into_blocks_it_finds_the_optimum_of_brute_force(tiny: None, seed: int) -> None:
    rng = random.Random(f"blocks {seed}")
    possible = [feasible for _, feasible in [mixed(rng) for _ in range(12)]]
    assert any(possible) and not all(possible)


def weeks(people: int) -> Callable[[], Case]:
    def made() -> Case:
        wishes = [(p, (p * 3 + k) % 10, HOME, 1 + (p + k) % 4) for p in range(people) for k in range(3)]
        return case(
            problem([person(p) for p in range(people)], days=12, wishes=wishes),
            rule("home_days_per_week", at_most=2),
            rule("home_share", at_most="40 %", per="government"),
            rule("home_days_per_week", name="push", at_least=2, weight=3),
            rule("preferences", weight=1),
        )

    return made


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_the_number_of_workers_changes_no_roster(workers: int) -> None:
    made = weeks(24)()
    with parameters.using(SMALL_BLOCKS):
        one, other = (solve(made, Options(gap=0.0, workers=n)) for n in (1, workers))
    assert one.roster is not None and other.roster is not None
    assert (one.roster.modes == other.roster.modes).all()
    whole = solve(made, Options(gap=0.0))
    assert (one.status, one.cost, one.bound) == ("optimal", whole.cost, whole.bound)


def test_bundles_are_tiny_plain_parts() -> None:
    pair = OpenRow(Alike((0, 1)), 1)
    sizes = [2, 2, 5, 3, 0, 1, 2]
    parts = [Part(cells=list(range(size)), rows=[pair]) for size in sizes]
    known = [PartResult(None, None, 0, done=index == 5) for index in range(len(parts))]
    with parameters.using(replace(parameters.DEFAULT, tiny_cells=3, bundle_cells=4)):
        assert bundles(parts, known) == [[0, 1], [3, 6]]


def told_alike(rng: random.Random) -> int:
    """Of how many parts of a random problem their bundle says what they would."""
    parts = [part for part in random_parts(rng) if not at_hand(part).done]
    result = best(tied(parts))
    if result.modes is None:
        assert any(best(part).infeasible for part in parts), parts
        return 0
    for part, found in zip(parts, untied(parts, result), strict=True):
        assert found is not None and found.done, part
        assert (found.cost, found.bound) == (best(part).cost, best(part).bound), part
    return len(parts)


def test_a_bundle_says_what_its_parts_would() -> None:
    rng = random.Random("bundle")
    assert sum(told_alike(rng) for _ in range(40)) >= 18
