"""What single pieces of the search may claim: a bound no higher than is true, a roster no row of which is broken."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from asnroster.engine.model.fair_shares import FairShares, Share
from asnroster.engine.model.part_model import Limits, PartModel, PartResult, _whole, is_near
from asnroster.engine.model.parts import OpenRow, Part
from asnroster.engine.model.shapes import Sum
from asnroster.engine.search.alone import Alone
from asnroster.engine.search.ascent import master_bound
from asnroster.engine.search.crew import Crew
from asnroster.engine.search.cut import Cut
from asnroster.engine.search.decomposition import Decomposition
from asnroster.engine.search.fair_parts import Blocks
from asnroster.engine.search.incumbent import Incumbent
from asnroster.engine.search.jobs import Job, _best
from asnroster.engine.search.multipliers import Floor
from asnroster.engine.search.prices import SCALE, Prices, priced
from asnroster.engine.search.prices import _whole as whole_price
from asnroster.engine.search.small_parts import untied
from tests.test_engine_blocks import best


def in_office(cell: int, weight: int | None) -> OpenRow:
    return OpenRow(Sum((cell,), 1, 1), weight)


def at_home(cell: int, weight: int | None) -> OpenRow:
    return OpenRow(Sum((cell,), 0, 0), weight)


@pytest.mark.parametrize(
    ("row", "dual", "price"),
    [
        (OpenRow(Sum((0, 1, 2), 1, 3), 2), 5.0, 2 * SCALE),  # no dearer than missing it
        (OpenRow(Sum((0, 1, 2), 0, 2), 2), -5.0, -2 * SCALE),
        (OpenRow(Sum((0, 1, 2), 1, 3), None), 5.0, 5 * SCALE),
        (OpenRow(Sum((0, 1, 2), 1, 3), None), -1.0, 0),  # nothing stands against more people
        (OpenRow(Sum((0, 1, 2), 0, 2), None), 1.0, 0),
    ],
)
def test_a_price_is_of_the_right_sign_and_no_dearer_than_the_miss(
    row: OpenRow, dual: float, price: int
) -> None:
    assert whole_price(row, dual) == price


def test_of_a_bundle_that_is_not_proved_nothing_is_said() -> None:
    parts = [Part([0], [at_home(0, 2)]), Part([1], [at_home(1, 3)])]
    assert list(untied(parts, PartResult({0: 1, 1: 0}, 2, 1))) == [None, None]
    told = list(untied(parts, PartResult({0: 1, 1: 0}, 2, 2)))
    assert [(one.cost, one.bound, one.done) for one in told if one] == [(2, 2, True), (0, 0, True)]


@pytest.mark.parametrize(
    ("results", "near"),
    [
        ([PartResult({}, 10, 9), PartResult({}, 10, 9)], True),
        ([PartResult({}, 10, 9), PartResult({}, 10, 8)], False),
        ([PartResult({}, 10, 10), PartResult(None, None, 0)], False),  # one has no roster yet
    ],
)
def test_near_enough_are_parts_that_all_have_a_roster(results: list[PartResult], *, near: bool) -> None:
    assert is_near(results, 0.1) == near


@pytest.mark.parametrize(("bound", "whole"), [(6.9999999, 7), (7.0, 7), (7.0000001, 7), (7.01, 8)])
def test_noise_is_no_proof_of_one_unit_more(bound: float, whole: int) -> None:
    assert _whole(bound) == whole


def test_a_roster_that_breaks_a_row_is_none() -> None:
    """A rounded programme may break what it leaves out; the dearer one that keeps it counts."""
    job = Job(Part([0], [in_office(0, None), at_home(0, 5)]), Limits(1.0), 1)
    assert _best(job, [{0: 0}], 3) == PartResult(None, None, 3)
    assert _best(job, [{0: 0}, {0: 1}], 3) == PartResult({0: 1}, 5, 3, searched=True)


def test_blocks_that_gain_at_once_do_not_break_what_ties_them() -> None:
    """Of twelve eleven must be in; two wish to be at home and are asked at once: one of them is."""
    blocks = tuple(Part([cell], [at_home(cell, 1) if cell < 2 else in_office(cell, 1)]) for cell in range(12))
    coupling = OpenRow(Sum(tuple(range(12)), 11, 12), None)
    pieces = Cut(blocks, (coupling,), 0)
    part = Part([*range(12)], [*(row for block in blocks for row in block.rows), coupling])
    standing = Incumbent(pieces, dict.fromkeys(range(12), 1))
    with Crew(1, threading.Event()) as crew:
        work = Decomposition(part, pieces, 0.0, crew, 1, lambda: None, lambda: False)
        work._priced, work._bounds = [priced(block, {}) for block in blocks], [0] * 12
        work._improve(standing, Prices((0,)))
        assert work.solved == 2
    assert (standing.broken, standing.cost, standing.office) == (set(), 1, [11])


def test_blocks_side_by_side_that_break_what_ties_them_are_no_roster() -> None:
    blocks = (Part([0], [at_home(0, 1)]), Part([1], [at_home(1, 1)]))
    tie = OpenRow(Sum((0, 1), 1, 2), None)
    known = Blocks(Part([0, 1], [*blocks[0].rows, *blocks[1].rows, tie]), Cut(blocks, (tie,), 0))
    for number in (0, 1):
        known.note(number, PartResult({number: 0}, 0, 0))
    assert known.union == PartResult(None, None, 0)


def test_what_cuts_leave_is_rounded_down() -> None:
    """Options of 0.7 and 0.9 on a constant of 0.3, in 1/64: 44 and 19 of them are proved."""
    floors = [Floor(0.3, (np.array([0.7, 0.9]),))]
    assert master_bound(floors, [np.array([0, 1])], 10.0) == (44 + 19) / 64


def test_a_fair_half_is_rounded_up_among_many_days_too() -> None:
    """Of 62 days one is had, of 31 none: a fair share of 1 day is half a day for the other, which is one."""
    shares = FairShares((Share((0,), 1, 62), Share((1,), 0, 31)), 0, 1)
    result = best(Part([0, 1], [in_office(0, None), in_office(1, None), OpenRow(shares, 1)]))
    assert (result.cost, result.bound) == (1, 1)


@pytest.mark.parametrize(("least", "most", "cost"), [(0, 1, 5), (2, 2, 0), (0, 0, 10), (1, 2, 0)])
def test_a_soft_sum_costs_what_is_over(least: int, most: int, cost: int) -> None:
    part = Part([0, 1], [in_office(0, None), in_office(1, None), OpenRow(Sum((0, 1), least, most), 5)])
    found = PartModel(part).search(Limits(1.0), seed=1, live=lambda *_told: None, register=lambda _one: True)
    assert (found.cost, found.bound) == (cost, cost)


def test_blocks_alone_prove_what_all_of_them_cost_with_what_nothing_avoids() -> None:
    blocks = (Part([0], [at_home(0, 1)], constant=2), Part([1], [at_home(1, 1)]))
    alone = Alone(Cut(blocks, (OpenRow(Sum((0, 1), 1, 2), None),), 7), 0.0, None)
    assert alone.bound == 7 + 2
    alone.note(1, PartResult({1: 0}, 4, 3))
    assert alone.bound == 7 + 2 + 3
