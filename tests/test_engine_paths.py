"""Best responses: a person's cheapest month is exact, what it costs is what the rows cost, and no roster gets worse."""

from __future__ import annotations

import random
from itertools import product

import numpy as np

from asnroster.domain.modes import OFFICE
from asnroster.engine.model.fair_shares import FairShares, Share
from asnroster.engine.model.part_model import Limits
from asnroster.engine.model.parts import OpenRow, Part, split
from asnroster.engine.model.posting import Posting
from asnroster.engine.model.shapes import Alike, Sum, TwoPhases
from asnroster.engine.search.jobs import Job, climbed, opened, parted
from asnroster.engine.search.month_rows import MISS
from asnroster.engine.search.months import Months, slots_of
from asnroster.engine.search.responses import Responses
from asnroster.rules.kit.case import Case
from tests.test_engine_blocks import best, misses
from tests.test_engine_brute_force import random_problem, random_rule
from tests.test_engine_linear import staff

KEYS = (
    "home_days_per_week", "office_days_per_week", "home_share", "consecutive_home_days", "office_headcount",
    "consecutive_office_days", "steady_week", "fair_home_days", "fair_weekdays", "even_home_days", "preferences",
    "rotation",
)  # fmt: skip


def parts_of(asked: Case) -> list[Part]:
    return [p for p in split(asked, Posting.of(asked, open_only=True).rows, opened=True) if p.cells]


def random_parts(seed: str | random.Random, count: int) -> list[tuple[Part, tuple[int, ...]]]:
    """Parts of small problems that are read whole: sums and likeness of persons, sums over people, fair shares."""
    rng = random.Random(seed) if isinstance(seed, str) else seed
    parts: list[tuple[Part, tuple[int, ...]]] = []
    while len(parts) < count:
        made = random_problem(rng, most_cells=rng.choice([8, 12]))
        rules = [
            random_rule(rng, key, made.horizon.start, weight=rng.choice([None, 1, 3, 7]))
            for key in rng.sample(KEYS, 4)
        ]
        slots = slots_of(made.horizon)
        parts += [
            (part, slots)
            for part in parts_of(Case(made, tuple(rules)))
            if all(is_read(row.shape, len(slots)) for row in part.rows)
        ]
    return parts[:count]


def is_read(shape: object, days: int) -> bool:
    if isinstance(shape, FairShares):
        return not shape.at_most
    if isinstance(shape, Alike):
        return len({cell // days for cell in shape.cells}) == 1
    return isinstance(shape, Sum | TwoPhases)


def costs_alike(part: Part, slots: tuple[int, ...], rng: random.Random) -> set[tuple[type, bool]]:
    """The kinds of row of a part, each hard or not, of which any roster costs here what they make of it."""
    paths = Responses(Months(part, slots))
    if not paths.months.complete:
        return set()
    paths.near({cell: rng.randint(0, 1) for cell in part.cells})
    modes = paths.modes
    # Cells whose own rows have no pattern as wanted may differ; what stands is judged.
    assert paths.cost + part.constant == part.cost(modes.__getitem__) + MISS * misses(part, modes), part
    return {(type(row.shape), row.weight is None) for row in part.rows}


def test_what_a_roster_costs_here_is_what_its_rows_cost() -> None:
    rng = random.Random("roster")
    kinds = set().union(*(costs_alike(*one, rng) for one in random_parts("cost", 200)))
    assert {(kind, hard) for kind, hard in product((Sum, FairShares, TwoPhases), (True, False))} <= kinds


def test_a_member_without_a_free_day_is_counted_too() -> None:
    shares = (Share((0, 1), 0, 2), Share((), 0, 2), Share((2, 3), 1, 3))
    part = Part([0, 1, 2, 3], [OpenRow(FairShares(shares, 0, 2), 12), OpenRow(Sum((0, 1), 0, 0), 30)])
    paths = Responses(Months(part, (0, 1)))
    for _ in range(3):
        paths.settle(1)
        assert paths.cost == part.cost(paths.modes.__getitem__) > 0


def best_alone(part: Part, slots: tuple[int, ...]) -> bool:
    """Whether it is one person's part with a roster; the month found is then the cheapest."""
    if len({cell // len(slots) for cell in part.cells}) > 1 or any(
        isinstance(row.shape, FairShares) for row in part.rows
    ):
        return False
    optimum = best(part)
    paths = Responses(Months(part, slots))
    paths.settle()
    if optimum.cost is None:
        assert misses(part, paths.modes) > 0
        return False
    assert part.legal(paths.modes.__getitem__) and part.cost(paths.modes.__getitem__) == optimum.cost, part
    return True


def test_a_person_alone_gets_the_best_month() -> None:
    assert sum(best_alone(part, slots) for part, slots in random_parts("alone", 90)) > 14


def opens(part: Part, slots: tuple[int, ...]) -> tuple[bool, bool, bool, bool]:
    """Whether there is a roster, whether the opening is one, whether it was refined, and whether to the optimum."""
    optimum = best(part)
    if optimum.cost is None:
        return False, False, False, False
    result = opened(Job(part, Limits(1.0), 1, slots=slots))
    if result is None:
        return True, False, False, False
    assert result.modes is not None and part.legal(result.modes.__getitem__), part
    assert result.bound <= optimum.cost <= (result.cost or 0), part
    paths = Responses(Months(part, slots))
    if not paths.months.complete:
        return True, True, False, False
    paths.near(result.modes)
    assert part.cost(paths.modes.__getitem__) == result.cost, part
    paths.refine(60, 0.0, 1)
    assert part.legal(paths.modes.__getitem__), part
    assert optimum.cost <= part.cost(paths.modes.__getitem__) <= (result.cost or 0), part
    return True, True, True, part.cost(paths.modes.__getitem__) == optimum.cost


def test_openings_are_legal_nearly_always_and_refining_never_makes_a_roster_worse() -> None:
    found = [opens(*one) for one in random_parts("open", 70)]
    possible, legal, judged, optimal = map(sum, zip(*found, strict=True))
    assert legal >= 0.97 * possible and optimal >= 0.9 * judged and judged > 42


def is_about_persons(row: OpenRow, days: int) -> bool:
    """Whether a row reads cells of one person, or shares home days between persons."""
    shape = row.shape
    if isinstance(shape, FairShares):
        people = [{cell // days for cell in share.cells} for share in shape.shares if share.cells]
        return sum(map(len, people)) == len(people) == len(set().union(*people))
    return not isinstance(shape, TwoPhases) and len({cell // days for cell in shape.cells}) <= 1


def bounded_apart(part: Part, slots: tuple[int, ...]) -> tuple[bool, bool, int]:
    """Whether it was judged, whether it was proved, and how many shares its people have in common."""
    optimum = best(part)
    if optimum.cost is None or not Months(part, slots).complete:
        return False, False, 0
    rows = [row for row in part.rows if is_about_persons(row, len(slots))]
    apart = best(Part(part.cells, rows, constant=part.constant))
    result = parted(Job(part, Limits(1.0), 1, slots=slots))
    assert result is not None and result.bound == apart.cost <= optimum.cost, part
    if result.modes is not None:
        assert part.legal(result.modes.__getitem__) and (result.cost or 0) >= optimum.cost
    return True, result.done, sum(isinstance(row.shape, FairShares) for row in rows)


def test_people_each_for_themselves_cost_what_the_best_roster_without_sums_over_people_costs() -> None:
    found = [bounded_apart(part, slots) for part, slots in random_parts("apart", 70)]
    judged, proved, shared = map(sum, zip(*found, strict=True))
    assert judged > 35 and shared > 8 and proved > 14


def bounded_below(rng: random.Random) -> int:
    """How many parts with a roster a random problem has, some of whose rows are not read; each is bounded from below."""
    made, judged = random_problem(rng, most_cells=10), 0
    rules = [
        random_rule(rng, key, made.horizon.start, weight=rng.choice([None, 1, 3, 7]))
        for key in rng.sample((*KEYS, "team_same_days", "team_office_day"), 4)
    ]
    for part in parts_of(Case(made, tuple(rules))):
        optimum = best(part)
        result = parted(Job(part, Limits(1.0), 1, slots=slots_of(made.horizon)))
        assert result is not None, part
        if optimum.cost is None:
            assert result.modes is None, part
            continue
        judged += 1
        assert result.bound <= optimum.cost and (result.cost is None or result.cost >= optimum.cost), part
    return judged


def test_what_people_cost_each_for_themselves_is_a_bound_where_rows_are_not_read_too() -> None:
    rng, judged = random.Random("not read"), 0
    while judged < 70:
        judged += bounded_below(rng)


def test_the_same_part_and_seed_give_the_same_roster() -> None:
    asked = staff()
    slots = slots_of(asked.problem.horizon)
    for part in parts_of(asked):
        rosters = []
        for _ in range(2):
            paths = Responses(Months(part, slots))
            paths.settle()
            paths.refine(40, 0.0, 3)
            rosters.append(paths.modes)
        assert rosters[0] == rosters[1] and set(rosters[0]) == set(part.cells)
        assert {OFFICE} < set(rosters[0].values())


def test_people_of_a_batch_share_no_small_count() -> None:
    for part, slots in random_parts("batches", 25):
        paths = Responses(Months(part, slots))
        people = np.concatenate([batch.people for batch in paths.batches])
        assert sorted(people.tolist()) == list(range(len(paths.months.people)))
        for batch in paths.batches:
            pairs = {(int(at), int(count)) for at, count in zip(batch.at, batch.count, strict=True)}
            counts = [count for _at, count in pairs]
            assert len(counts) == len(set(counts)), "all counts are small here"


def climbs(part: Part, slots: tuple[int, ...]) -> tuple[bool, bool]:
    """Whether there is a roster, and whether the ascent proves the one that it found."""
    optimum = best(part)
    if optimum.cost is None:
        climb = climbed(Job(part, Limits(1.0), 1, slots=slots, turns=2))
        assert climb is not None and climb[0].modes is None
        return False, False
    point, known, bound = None, None, part.constant
    for turns in (0, 3):
        climb = climbed(Job(part, Limits(1.0), 1, known=known, slots=slots, point=point, turns=turns))
        assert climb is not None
        result, point = climb
        assert bound <= result.bound <= optimum.cost, part
        bound = result.bound
        if result.modes is not None:
            assert part.legal(result.modes.__getitem__)
            assert result.cost == part.cost(result.modes.__getitem__) >= optimum.cost
            known = result.modes
    return True, known is not None and part.cost(known.__getitem__) == bound


def test_an_ascent_bounds_from_below_and_its_rosters_are_legal() -> None:
    judged, proved = map(sum, zip(*(climbs(*one) for one in random_parts("climb", 105)), strict=True))
    assert judged > 65 and proved > 0.5 * judged
