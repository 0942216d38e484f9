"""All rosters of tiny problems: what the rules post equals what they audit, and the solver finds the best."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from ortools.sat.python import cp_model

from asnroster.domain.calendar import OddEven
from asnroster.domain.history import History
from asnroster.domain.problem import Building, Person, Problem, ServicePost
from asnroster.domain.roster import Roster
from asnroster.engine.model.part_model import PartModel
from asnroster.engine.model.parts import split
from asnroster.engine.model.posting import Posting
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.registry import registry
from tests.build import past, person, problem, rule, unit
from tests.clashes import check_clashes
from tests.hand import brought

# What runs with every change; ``python -m tests.fuzz`` enumerates more and larger ones.
INSTANCES_PER_RULE, CELLS = 10, 9
MIXED_INSTANCES = 50
FUZZ_CELLS = 12


def random_problem(rng: random.Random, *, most_cells: int = FUZZ_CELLS) -> Problem:
    """Two or three people over five to eight days, with everything that rules look at."""
    while True:
        made = _candidate(rng)
        if 1 <= int(made.available.sum()) <= most_cells:
            return made


def _candidate(rng: random.Random) -> Problem:
    size, days = rng.choice([1, 2, 2, 3]), rng.choice([4, 5, 6, 7, 8, 9, 10])
    units = [
        unit("Dinas", workdays=frozenset(rng.choice([range(5), range(5), range(6)])),
             min_office=rng.choice([None, 1, 2]), max_home_share=rng.choice([None, Fraction(1, 2)])),
        unit("Bidang", parent=0, index=1, path="Dinas > Bidang", sector=rng.choice(["kesehatan", "administrasi"]),
             min_office=rng.choice([None, None, 1]), max_home_share=rng.choice([None, Fraction(1, 3)])),
        unit("Badan", index=2, sector="administrasi"),
    ]  # fmt: skip
    start = date(2025, 12, 1) + timedelta(rng.randint(0, 6))
    people = [
        person(
            n, rng.choice([0, 1, 1, 2]),
            echelon=rng.choice(["", "III.a", "IV.a"]), status=rng.choice(["PNS", "PPPK"]),
            in_post_since=rng.choice([None, start - timedelta(180), start + timedelta(2) - timedelta(30)]),
            disciplined_until=rng.choice([None, None, "proses", start + timedelta(3)]),
            remote_capable=rng.random() > 0.2, building=rng.choice(["A", "A", "B", ""]),
            workdays=frozenset(rng.choice([range(5), range(5), range(6), (0, 2, 4), (1,)])),
            teams=rng.choice([("Tim",), ("Tim",), ("tim ", "Regu"), ("Regu",), ()]),
            alternates=rng.choice([("Bendahara",), ("bendahara ", "Kas"), ("Bendahara",), ("Kas",), ()]),
            roles=rng.choice([(), ("Magang",), ("Pembimbing",), ("Magang", "Pembimbing")]),
            services=rng.choice([("Loket",), ("LOKET", "KTP"), ("Loket",), ("KTP",), ()]),
        )
        for n in range(size)
    ]  # fmt: skip
    people = with_stints(rng, people, start, days)
    cells = list(product(range(size), range(days)))
    absent = {cell: "C" for cell in cells if rng.random() < 0.1}
    pins = [(p, d, rng.randint(0, 1)) for p, d in cells if rng.random() < 0.12]
    wishes = [(p, d, rng.randint(0, 1), rng.randint(1, 3)) for p, d in cells if rng.random() < 0.4]
    holidays = [start + timedelta(n) for n in range(days) if rng.random() < 0.1]
    posts = [
        ServicePost(rng.choice([0, 0, 1, 2]), rng.choice(["Loket", "KTP"]), rng.randint(0, 3),
                    frozenset(rng.choice([range(7), range(7), (0, 3, 4)])))
        for _ in range(rng.randint(1, 3))
    ]  # fmt: skip
    made = problem(
        people, start=start, days=days, units=units, absent=absent, wishes=wishes, holidays=holidays,
        buildings=(Building("A", rng.randint(0, 1)), Building("B", 1)),
    )  # fmt: skip
    free = [pin for pin in pins if made.available[pin[0], pin[1]]]
    base = np.array([[rng.choice([0, 1, 1, -1]) for _ in range(days)] for _ in range(size)], dtype=np.int8)
    return problem(
        people, start=start, days=days, units=units, absent=absent, wishes=wishes, holidays=holidays, pins=free,
        buildings=made.buildings, posts=tuple(posts), history=random_history(rng, people, start), base=base,
    )  # fmt: skip


def with_stints(rng: random.Random, people: list[Person], start: date, days: int) -> list[Person]:
    """Some serve a part of the time, some in two rows one after the other, some by odd and even weeks."""
    if rng.random() < 0.2:
        turns = OddEven(
            frozenset(rng.choice([range(5), (0, 1, 2)])), frozenset(rng.choice([range(6), (1, 4)]))
        )
        people[0] = replace(people[0], workdays=turns)
    if rng.random() < 0.4:
        begin, gap = start + timedelta(rng.randint(1, days - 1)), timedelta(rng.choice([1, 1, 1, 3]))
        people[0] = replace(people[0], ends=begin - gap)
        if len(people) > 1 and rng.random() < 0.8:
            first = people[0]
            people[1] = replace(people[1], key=first.key, name=first.name, starts=begin)
            if rng.random() < 0.3:
                people[:2] = people[1::-1]
    elif rng.random() < 0.2:
        people[-1] = replace(people[-1], starts=start + timedelta(rng.randint(-2, 4)))
    return people


def random_history(rng: random.Random, people: list[Person], start: date) -> History | None:
    """None, or up to two weeks before the horizon: known, partly known or unknown, with absences in them."""
    if rng.random() < 0.3:
        return None
    length = rng.choice([0, 2, 5, 7, 10, 14])
    rows: list[str] = []
    keys = [one.key for one in people]
    for number, key in enumerate(keys):
        if key in keys[:number]:
            rows.append(rows[keys.index(key)])
            continue
        letters = "".join(rng.choice("OOHHHC." if rng.random() < 0.9 else "?_") for _ in range(length))
        rows.append(letters if rng.random() < 0.8 else "?" * length)
    most = {key: rng.randint(0, 4) for key in keys}
    made = past(rows, start=start, most=[most[key] for key in keys] if rng.random() < 0.5 else None)
    stints = [[other for other in people if other.key == key] for key in keys]
    serves = np.array([[any(one.serves_on(day) for one in mine) for day in made.dates] for mine in stints])
    serves |= made.modes >= 0
    return replace(made, working=made.working & serves, in_service=serves)


def random_rule(rng: random.Random, key: str, start: date, *, weight: int | None) -> Rule:
    """An instance of one kind with random fields, scope and dates."""
    share = rng.choice(["1/2", "1/3", "40 %", 0.25, "100 %", "0 %"])
    per = rng.choice(["unit", "subtree", "agency", "building", "government"])
    of = rng.choice(["assigned", "available"])
    low = rng.randint(0, 4)
    bounds = rng.choice(
        [{"at_least": low}, {"at_most": low}, {"at_least": low, "at_most": rng.randint(low, 5)}]
    )
    shares = rng.choice([{"at_most": share}, {"at_least": share}, {"exactly": share}, {}])
    weekdays = rng.sample(["Senin", "Selasa", "Rabu", "Kamis", "Jumat"], rng.randint(1, 3))
    fields: dict[str, dict[str, object]] = {
        "fixed_days": {},
        "mandatory_office": {"sectors": ["kesehatan"]},
        "eligible_for_home": {
            "min_months_in_post": rng.choice([None, 1, 6]), "allow_disciplined": rng.random() < 0.3,
            "allowed_statuses": rng.choice([[], ["PNS"]]), "need_remote_capable": rng.random() < 0.7,
        },
        "office_weekdays": {rng.choice(["weekdays", "except_weekdays"]): weekdays},
        "home_weekdays": {"weekdays": weekdays},
        "office_days_per_week": {**bounds, "partial_week": rng.choice(["office_first", "home_first", "proportional"])},
        "home_days_per_week": bounds,
        "home_days_per_period": bounds,
        "long_weekend": {"at_most": rng.randint(0, 2)},
        "not_home_together": {},
        "steady_week": {},
        "team_same_days": {"per": rng.choice(["team", per])},
        "team_office_day": {"at_least": rng.randint(0, 3), "per": rng.choice(["team", per])},
        "closed_building_days": {"at_least": rng.randint(0, 4)},
        "rotation": {"pattern": rng.choice(["days", "weeks"]), "tolerance": rng.randint(0, 1), "per": per},
        "fair_home_days": {"per": per, "at_most": rng.randint(0, 1)},
        "fair_weekdays": {"weekdays": weekdays, "per": per, "at_most": rng.randint(0, 1)},
        "even_home_days": {"per": per, "at_most": rng.choice([0, 1, 2, "5 %", "60 %"])},
        "service_posts": {},
        "home_share": {**shares, "per": per, "of": of, "min_people": rng.choice([0, 0, 2])},
        "office_share": {"at_least": share, "per": per, "of": of},
        "office_headcount": {"at_least": rng.choice([None, 1, 2]), "per": per},
        "leader_presence": {"at_least": rng.randint(1, 2), "per": per},
        "building_capacity": {},
        "consecutive_home_days": {"at_most": rng.randint(0, 3)},
        "consecutive_office_days": rng.choice(
            [{"at_least": rng.randint(2, 3)}, {"at_most": rng.randint(0, 3)}, {"at_least": 2, "at_most": rng.randint(2, 3)}]
        ),
        "not_twice_running": {"weekdays": rng.choice([weekdays, "Sen-Jum"])},
        "accompanied": {
            "per": per, **rng.choice([{"by_roles": "Pembimbing"}, {"by_echelons": ["III", "IV.a"]}, {"by_people": ["P0", "P1"]}]),
            **rng.choice([{}, {"roles": "Magang"}, {"statuses": "PPPK"}]),
        },
        "preferences": {},
        "minimal_change": {},
    }  # fmt: skip
    for make in (
        make for fields_of in brought("FIELDS") for rule_key, make in fields_of.items() if rule_key == key
    ):
        fields[key] = make(rng)
    more: dict[str, object] = {}
    if rng.random() < 0.25:
        more["from"] = start + timedelta(rng.randint(-4, 3))
    if rng.random() < 0.25:
        more["until"] = start + timedelta(rng.randint(3, 6))
    if rng.random() < 0.2:
        more[rng.choice(["units", "except_units"])] = ["Bidang"]
    return rule(key, weight=weight, **fields[key], **more)


def all_rosters(made: Problem) -> Iterator[Roster]:
    """Every way to give each available person-day a mode."""
    cells = np.argwhere(made.available)
    for choice in product((0, 1), repeat=len(cells)):
        modes = np.full(made.available.shape, -1, dtype=np.int8)
        modes[cells[:, 0], cells[:, 1]] = choice
        yield Roster(modes)


class _Rosters(cp_model.CpSolverSolutionCallback):
    """Collects the rosters of a part: auxiliary variables make no roster of their own."""

    def __init__(self, office: list[cp_model.IntVar]) -> None:
        super().__init__()
        self.office = office
        self.found: set[tuple[bool, ...]] = set()

    def on_solution_callback(self) -> None:
        self.found.add(tuple(self.boolean_value(cell) for cell in self.office))


def model_solutions(case: Case) -> int:
    """How many rosters the parts' models allow, by CP-SAT's own enumeration."""
    total = 1
    for part in split(case, Posting.of(case).rows):
        if not part.cells:
            return 0
        model = PartModel(part)
        solver, rosters = cp_model.CpSolver(), _Rosters(list(model.office.values()))
        solver.parameters.enumerate_all_solutions = True
        solver.parameters.num_workers = 1
        solver.solve(model.model, rosters)
        total *= len(rosters.found)
    return total


def matches_fixed(case: Case, roster: Roster) -> bool:
    fixed = case.fixed.modes
    return bool(((fixed == -1) | (fixed == roster.modes)).all())


def hard_alone(rng: random.Random, key: str, most_cells: int = FUZZ_CELLS) -> tuple[int, int]:
    """One tiny problem under one hard rule: the model's solutions are the rosters whose audit is clean.

    Returns:
        How many rosters there are, and how many of them are clean.
    """
    made = random_problem(rng, most_cells=most_cells)
    case = Case(made, (random_rule(rng, key, made.horizon.start, weight=None),))
    rows = Posting.of(case).rows
    clean = total = 0
    for roster in all_rosters(made):
        modes = roster.modes.ravel().tolist()
        allowed = matches_fixed(case, roster) and not any(row.missed(modes.__getitem__) for row in rows)
        assert allowed == (audit(case, roster).hard_violations == 0), (case.rules, made, roster.modes)
        clean += allowed
        total += 1
    assert model_solutions(case) == clean, (case.rules, made)
    return total, clean


def soft_alone(rng: random.Random, key: str, most_cells: int = FUZZ_CELLS) -> tuple[int, int]:
    """One tiny problem under one soft rule: posted cost = audited cost for every roster; the solver finds the least.

    Returns:
        How many rosters there are, and how many of them cost anything.
    """
    made = random_problem(rng, most_cells=most_cells)
    case = Case(made, (random_rule(rng, key, made.horizon.start, weight=rng.randint(1, 5)),))
    rows, weight = Posting.of(case).rows, case.rules[0].weight or 0
    costs = []
    for roster in all_rosters(made):
        modes = roster.modes.ravel().tolist()
        costs.append(weight * sum(row.missed(modes.__getitem__) for row in rows))
        assert costs[-1] == audit(case, roster).cost, (case.rules, made, roster.modes)
    found = solve(case, Options(gap=0.0, workers=1))
    assert (found.status, found.cost, found.bound) == ("optimal", min(costs), min(costs)), (case.rules, made)
    return len(costs), sum(cost > 0 for cost in costs)


def mixed(rng: random.Random) -> tuple[int, bool]:
    """A random mix of hard and soft rules: same optimum as brute force, infeasible exactly when nothing is clean.

    Returns:
        How many rosters there are, and whether any of them is clean.
    """
    keys = sorted(registry())
    made = random_problem(rng, most_cells=10)
    chosen = rng.sample(keys, rng.randint(3, 7))
    rules = tuple(
        random_rule(rng, key, made.horizon.start, weight=rng.choice([None, None, rng.randint(1, 4)]))
        for key in chosen
    )
    case = Case(made, rules)
    rosters = list(all_rosters(made))
    audits = [audit(case, roster) for roster in rosters]
    costs = [judged.cost for judged in audits if not judged.hard_violations]
    found = solve(case, Options(gap=0.0, workers=1, relax=True))
    if costs:
        assert found.roster is not None
        judged = audit(case, found.roster)
        assert (found.status, found.cost, found.bound) == ("optimal", min(costs), min(costs)), rules
        assert (judged.cost, judged.hard_violations) == (found.cost, 0)
        assert tuple(entry.cost for entry in judged.rules) == found.rule_costs
        return len(audits), True
    assert found.status == "infeasible", rules
    check_clashes(case, found, audits, [matches_fixed(case, roster) for roster in rosters])
    assert found.roster is not None
    judged = audit(case, found.roster)
    assert tuple(entry.amount if entry.rule.hard else 0 for entry in judged.rules) == found.amounts
    assert tuple(entry.cost for entry in judged.rules) == found.rule_costs
    assert matches_fixed(case, found.roster)
    return len(audits), False


@pytest.mark.parametrize("key", sorted(registry()))
def test_hard_rule_alone_model_equals_audit(key: str) -> None:
    rng = random.Random(f"hard {key}")
    found = [hard_alone(rng, key, CELLS) for _ in range(INSTANCES_PER_RULE)]
    # Where a rule seldom binds (few problems have two weeks), look on until it does: else nothing would be proved.
    while sum(clean < total for total, clean in found) < 4:
        assert len(found) < 12 * INSTANCES_PER_RULE, "the instances never bind"
        found.append(hard_alone(rng, key, CELLS))
    if key not in ("building_capacity", "home_share"):
        assert all(clean for _, clean in found), (
            "only a capacity, or a share against a unit's own cap, is impossible alone"
        )


@pytest.mark.parametrize("key", sorted(registry()))
def test_soft_rule_alone_costs_are_equal(key: str) -> None:
    rng = random.Random(f"soft {key}")
    found = [soft_alone(rng, key, CELLS) for _ in range(INSTANCES_PER_RULE)]
    while not any(costly for _, costly in found):
        assert len(found) < 12 * INSTANCES_PER_RULE, "the instances never cost anything"
        found.append(soft_alone(rng, key, CELLS))


@pytest.mark.parametrize("seed", range(5))
def test_whole_solver_against_brute_force(seed: int) -> None:
    rng = random.Random(seed)
    possible = [feasible for _, feasible in [mixed(rng) for _ in range(MIXED_INSTANCES // 5)]]
    assert any(possible) and not all(possible)
