"""Relaxations tried out: what was offered is made in the case, and a solve of its own must have a roster.

``python -m tests.relaxing [SECONDS] [SEED]`` makes random impossible problems and tries every relaxation offered.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from asnroster.domain.roster import Roster
from asnroster.engine.conflict.elastic import ElasticModel
from asnroster.engine.model.posting import Posting
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import FixingRule, Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Relaxation
from asnroster.rules.registry import registry
from tests.clashes import broken, place, within
from tests.test_engine_brute_force import random_problem, random_rule

ONE_DAY = timedelta(days=1)
WORK = 30.0


@dataclass
class Tried:
    """What random relaxations came to."""

    instances: int = 0
    impossible: int = 0
    clashes: int = 0
    relaxations: int = 0
    false: int = 0

    def __str__(self) -> str:
        return (
            f"{self.instances} problems, {self.impossible} impossible, {self.clashes} clashes, "
            f"{self.relaxations} relaxations tried, {self.false} false"
        )


def exempted(case: Case, relaxations: Iterable[Relaxation]) -> Case:
    """The case in which fixing rules make the exceptions that were offered: a pin is gone, a rule has other dates."""
    rules, pins = list(case.rules), list(case.problem.pins)
    dates = case.problem.horizon.dates
    for relaxation in relaxations:
        rule = case.rules[relaxation.rule]
        if not isinstance(rule, FixingRule):
            continue
        given: dict[int, set[int]] = defaultdict(set)
        for change in relaxation.changes:
            given[change.demand.where.person or 0].add(change.demand.where.day or 0)
        if rule.key == "fixed_days":
            pins = [pin for pin in pins if pin.day not in given.get(pin.person, ())]
            continue
        for person, days in given.items():
            key = case.problem.people[person].key
            known = rules[relaxation.rule]
            rules[relaxation.rule] = known.model_copy(update={"except_people": (*known.except_people, key)})
            rules += [
                rule.model_copy(update={"except_people": (), "people": (key,), "from_": date, "until": date})
                for day, date in enumerate(dates)
                if day not in days and rule.in_force_on([date])[0] and case.scope[relaxation.rule][person]
            ]
    return Case(replace(case.problem, pins=tuple(pins)), tuple(rules))


def has_roster(case: Case, relaxations: Sequence[Relaxation]) -> bool:
    """Whether a roster exists that breaks nothing but what these relaxations allow, told by a whole solve and the audit."""
    changed = exempted(case, relaxations)
    allowed: dict[object, int] = {}
    for relaxation in relaxations:
        for change in relaxation.changes:
            by = abs(change.to - change.demand.figure)
            where = place(relaxation.rule, change.demand.where, change.demand.sense)
            allowed[where] = max(by, allowed.get(where, 0))
    known = changed.fixed.modes.ravel().tolist()
    question = ElasticModel(case.problem.days, known, 1, WORK)
    for row in Posting.of(changed).rows:
        by = allowed.get(place(row.rule, row.where, row.sense), 0)
        if changed.rules[row.rule].hard:
            question.keep(row, by * row.strength)
    found = question.answer()
    if found is None:
        return False
    modes = np.full(case.problem.available.shape, -1, dtype=np.int8)
    for person, day in np.argwhere(case.problem.available).tolist():
        cell = changed.cell(person, day)
        modes[person, day] = found.modes.get(cell, known[cell] if known[cell] >= 0 else 1)
    judged = audit(changed, Roster(modes))
    return all(any(within(v, relaxation) for relaxation in relaxations) for v in broken(judged))


def random_case(rng: random.Random) -> Case:
    """A small problem under two to six hard rules of any kind."""
    made = random_problem(rng, most_cells=rng.choice([8, 12, 16, 20]))
    keys = rng.sample(sorted(registry()), rng.randint(2, 6))
    rules: list[Rule] = [random_rule(rng, key, made.horizon.start, weight=None) for key in keys]
    return Case(made, tuple(rules))


def try_relaxations(case: Case, tried: Tried) -> None:
    """Try every relaxation of a case; those of one clash go with the first one of every other."""
    found = solve(case, Options(gap=0.0, workers=1))
    tried.instances += 1
    if found.status != "infeasible":
        return
    tried.impossible += 1
    for clash in found.clashes:
        tried.clashes += 1
        others = [other.relaxations[:1] for other in found.clashes if other is not clash]
        if not all(others):
            continue
        for relaxation in clash.relaxations:
            tried.relaxations += 1
            if not has_roster(case, [relaxation, *(first for (first,) in others)]):
                tried.false += 1
                print("FALSE", case.rules[relaxation.rule].key, relaxation, [rule.key for rule in case.rules])


def main() -> None:
    """Try for so many seconds."""
    until = time.monotonic() + (float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    tried = Tried()
    while time.monotonic() < until:
        before = tried.false
        try_relaxations(random_case(random.Random(f"relaxing {seed}")), tried)
        if tried.false > before:
            print("  seed", seed, flush=True)
        seed += 1
    print(tried)
    raise SystemExit(1 if tried.false else 0)


if __name__ == "__main__":
    main()
