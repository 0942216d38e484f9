"""Quality of search on fixed instances under work limits: a cost at most, a bound at least, the same each time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Building
from asnroster.engine.model.part_model import Limits
from asnroster.engine.model.parts import Part
from asnroster.engine.search.cut import cut
from asnroster.engine.search.jobs import Job, bounded, climbed, opened, proved, searched
from asnroster.engine.search.months import slots_of
from asnroster.engine.solve import Options, _rows_and_parts, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.run import Request, prepare
from tests.benchmarks.city import END, START, write_city
from tests.build import case, person, problem, rule
from tests.test_engine_linear import two_days_shared

SAMPLE = Path(__file__).parent.parent / "data/staff.xlsx"
BENCHMARKS = Path(__file__).parent / "benchmarks"
OPTIMUM = 1429  # proved
BLOCKS = 8


@pytest.fixture(scope="module")
def sample() -> Case:
    return prepare(Request(SAMPLE, start=START)).case


def open_parts(asked: Case) -> list[Part]:
    return [part for part in _rows_and_parts(asked, open_only=True)[1] if len(part.cells) > 150]


def test_best_responses_alone_are_legal_and_within_three_halves(sample: Case) -> None:
    cost = 0
    for part in open_parts(sample):
        first = opened(Job(part, Limits(1.0), 1, slots=slots_of(sample.problem.horizon)))
        assert first is not None and first.modes is not None and part.legal(first.modes.__getitem__)
        office = dict.fromkeys(part.cells, OFFICE)
        assert part.cost(first.modes.__getitem__) < part.cost(office.__getitem__) / 20
        cost += first.cost or 0
    assert cost <= 1.5 * OPTIMUM


def test_bounds_by_choices_and_the_rosters_near_them_are_half_a_percent_apart(sample: Case) -> None:
    slots, gaps = slots_of(sample.problem.horizon), []
    for part in open_parts(sample):
        pieces = cut(part)
        for block in (part,) if pieces is None else pieces.blocks:
            near = bounded(Job(block, Limits(1.0, gap=0.005), 1, slots=slots))
            assert near is not None and near.cost is not None and near.bound <= near.cost
            gaps.append(near.cost - near.bound)
    assert len(gaps) == BLOCKS and sum(gaps) <= 8 and max(gaps) <= 5


def test_whole_programmes_prove_every_block_of_the_default_policy(sample: Case) -> None:
    slots = slots_of(sample.problem.horizon)
    for part in open_parts(sample):
        pieces = cut(part)
        for block in (part,) if pieces is None else pieces.blocks:
            whole = proved(Job(block, Limits(1.0, gap=0.0001), 1, slots=slots))
            assert whole is not None and whole.cost == whole.bound and whole.done


def test_what_bounds_by_choices_leave_open_is_proved_below_their_rosters(sample: Case) -> None:
    """By half a deterministic second in all and for each; a search that begins with nothing, or a hint, takes far longer."""
    slots, open_blocks, total = slots_of(sample.problem.horizon), 0, 0
    for part in open_parts(sample):
        pieces = cut(part)
        total += part.constant if pieces is None else pieces.constant
        for block in (part,) if pieces is None else pieces.blocks:
            near = bounded(Job(block, Limits(1.0, gap=0.005), 1, slots=slots))
            assert near is not None and near.cost is not None
            if near.cost > near.bound:
                open_blocks += 1
                limits = Limits(0.5, quick=True, probing=True)
                near = searched(Job(block, limits, 1, near.modes, slots, near.bound))
                assert near is not None and near.done and near.cost == near.bound
            total += near.cost or 0
    assert open_blocks > 2 and total <= OPTIMUM


def test_the_default_policy_of_the_sample_is_proved_where_that_is_asked_for(sample: Case) -> None:
    solution = solve(sample, Options(gap=0.0))
    assert (solution.status, solution.cost, solution.bound) == ("optimal", OPTIMUM, OPTIMUM)


def test_the_default_policy_of_the_sample_is_near_its_optimum_whatever_the_seed_and_the_workers(
    sample: Case,
) -> None:
    rosters = []
    for seed, workers in ((1, 1), (1, 3), (2, 2)):
        solution = solve(sample, Options(seed=seed, workers=workers))
        assert solution.cost is not None and solution.bound is not None and solution.roster is not None
        assert 1_422 <= solution.bound <= OPTIMUM <= solution.cost <= 1_433
        rosters.append(solution.roster.modes.tobytes())
    assert rosters[0] == rosters[1], "who solves changes no roster"


def test_fairness_is_not_hidden_by_caps_that_cannot_be_kept() -> None:
    """Eight people, two at home a day at most, two home days a week wanted for each: five in four weeks is what there is."""
    made = problem([person(n) for n in range(8)], days=26)
    solution = solve(case(made, *two_days_shared("25 %")))
    assert solution.roster is not None and solution.status == "optimal"
    assert (solution.roster.modes == HOME).sum(axis=1).tolist() == [5] * 8


def test_weeks_alike_and_fair_units_are_nearly_proved_by_blocks_alone() -> None:
    full = prepare(Request(SAMPLE, scenario=str(BENCHMARKS / "full.toml"), start=START, what_if=True)).case
    rosters = []
    for workers in (1, 2):
        solution = solve(full, Options(workers=workers))
        assert solution.cost is not None and solution.bound is not None and solution.roster is not None
        assert 1_834 <= solution.bound <= solution.cost <= 1_842
        rosters.append(solution.roster.modes.tobytes())
    assert rosters[0] == rosters[1]


def test_units_under_a_cap_of_their_agency_climb_to_a_few_percent(tmp_path: Path) -> None:
    """Costs at most and bounds at least, after the climb and after five and ten turns of choosing; each goes on from the last."""
    write_city(100, 7, tmp_path / "city.xlsx")
    policy = str(BENCHMARKS / "city.toml")
    city = prepare(Request(tmp_path / "city.xlsx", scenario=policy, start=START, end=END)).case
    slots, parts = slots_of(city.problem.horizon), [p for p in open_parts(city) if len(p.cells) > 300]
    reached = []
    for part in parts:
        known, point = None, None
        for turns in (0, 5, 5):
            climb = climbed(Job(part, Limits(1.0), 1, known=known, slots=slots, point=point, turns=turns))
            assert climb is not None and climb[0].modes is not None
            (result, point), known = climb, climb[0].modes
            assert part.legal(climb[0].modes.__getitem__)
            reached.append((result.cost or 0, result.bound))
    limits = [(461, 440), (453, 444), (453, 446), (679, 643), (667, 648), (664, 650)]
    assert len(reached) == len(limits)
    for (cost, bound), (most, least) in zip(reached, limits, strict=True):
        assert least <= bound <= cost <= most


@pytest.mark.parametrize("seed", range(4))
def test_desks_that_are_fewer_than_people_are_proved(seed: int) -> None:
    """A hundred people, two office days a week for each, a common day of every team, wishes: 500 cells in one piece."""
    rng = random.Random(f"desks {seed}")
    teams = rng.randint(12, 20)
    people = [person(n, team=f"T{rng.randrange(teams)}", building="G") for n in range(100)]
    wishes = [
        (n, day, rng.choice([OFFICE, HOME]), rng.randint(1, 5))
        for n in range(100)
        for day in rng.sample(range(5), 2)
    ]
    made = problem(people, wishes=wishes, buildings=(Building("G", rng.randint(44, 55)),))
    asked = case(
        made,
        rule("building_capacity"),
        rule("office_days_per_week", at_least=2, at_most=2),
        rule("team_office_day", weight=20),
        rule("preferences", weight=1),
    )
    solution = solve(asked, Options(gap=0.0))
    assert solution.status == "optimal" and solution.roster is not None
    judged = audit(asked, solution.roster)
    assert (judged.hard_violations, judged.cost) == (0, solution.cost)
