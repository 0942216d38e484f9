"""Brute force at length: ``python -m tests.fuzz [INSTANCES] [SEED]`` prints what was tried and what did not match."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from asnroster.engine import parameters
from asnroster.rules.registry import registry
from tests.test_engine_blocks import TINY_BLOCKS, left_over, told_alike
from tests.test_engine_brute_force import hard_alone, mixed, soft_alone
from tests.test_engine_linear import fair_parts, near_choices, programmed
from tests.test_engine_open_rows import open_alike
from tests.test_engine_paths import (
    best_alone,
    bounded_apart,
    bounded_below,
    climbs,
    costs_alike,
    opens,
    random_parts,
)
from tests.test_engine_plain_model import compare, office_case, small_case
from tests.test_flip import priced, typed
from tests.test_kept import ASKED, kept_alone
from tests.test_policies_brute_force import judged_alike
from tests.test_study_most import most_of_all
from tests.test_ties import flipped, tied


def tried(instances: int, one: Callable[[], tuple[int, int]]) -> tuple[int, int, int]:
    """Rosters enumerated, instances in which no roster is clean (or none costs anything), mismatches."""
    rosters = nothing = mismatches = 0
    for _ in range(instances):
        try:
            total, some = one()
        except AssertionError as error:
            mismatches += 1
            print(f"MISMATCH {error}", file=sys.stderr)
            continue
        rosters += total
        nothing += not some
    return rosters, nothing, mismatches


def main() -> None:
    """Run every rule hard and soft, then mixes: whole, against one plain model, cell by cell, and cut into blocks."""
    instances = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = sys.argv[2] if len(sys.argv) > 2 else "1"
    print(
        f"{'rule':24} {'kind':6} {'instances':>9} {'rosters':>9} {'none clean/cost/kept':>21} {'mismatches':>10}"
    )
    total = [0, 0, 0, 0]
    runs: list[tuple[str, str, Callable[[random.Random], tuple[int, int]]]] = []
    for key in registry():
        runs.append((key, "hard", lambda rng, key=key: hard_alone(rng, key)))
        runs.append((key, "soft", lambda rng, key=key: soft_alone(rng, key)))
        runs.append((key, "ties", lambda rng, key=key: tied(rng, key)))
        runs.append((key, "flips", lambda rng, key=key: flipped(rng, key)))
        runs.append((key, "open", lambda rng, key=key: (1, open_alike(rng, key))))
        if key in ASKED:
            runs.append((key, "kept", lambda rng, key=key: kept_alone(rng, key)))
    runs.append(("all rules", "mixed", mixed))
    runs.append(("all rules", "plain", lambda rng: (1, compare(small_case(rng)))))
    runs.append(
        ("all rules", "price", lambda rng: (lambda total, how: (total, how != "impossible"))(*priced(rng)))
    )
    runs.append(
        ("all rules", "alone", lambda rng: (2, sum(best_alone(*one) for one in random_parts(rng, 2))))
    )
    runs.append(("all rules", "apart", lambda rng: (1, bounded_apart(*random_parts(rng, 1)[0])[0])))
    runs.append(("all rules", "climb", lambda rng: (1, climbs(*random_parts(rng, 1)[0])[0])))
    runs.append(("all rules", "opens", lambda rng: (1, opens(*random_parts(rng, 1)[0])[0])))
    runs.append(("all rules", "costs", lambda rng: (1, len(costs_alike(*random_parts(rng, 1)[0], rng)))))
    runs.append(("all rules", "below", lambda rng: (1, bounded_below(rng))))
    runs.append(("fairness", "proofs", lambda rng: (1, sum([programmed(*one) for one in fair_parts(rng)]))))
    runs.append(
        ("fairness", "choice", lambda rng: (1, sum(near_choices(*one)[1] for one in fair_parts(rng))))
    )
    runs.append(("all rules", "month", lambda rng: (1, compare(office_case(rng)))))
    runs.append(("all rules", "typed", lambda rng: (1, typed(rng))))
    runs.append(("all rules", "given", lambda rng: (1, left_over(rng, at_best=rng.random() < 0.5))))
    runs.append(("all rules", "bundle", lambda rng: (1, told_alike(rng))))
    runs.append(("two policies", "mixed", judged_alike))
    runs.append(("all rules", "most", most_of_all))
    runs.append(("all rules", "blocks", mixed))
    for name, kind, one in runs:
        rng = random.Random(f"{seed} {kind} {name}")
        count = instances * (1 if name in registry() else 5)
        with parameters.using(TINY_BLOCKS if kind == "blocks" else parameters.DEFAULT):
            rosters, nothing, mismatches = tried(count, lambda one=one, rng=rng: one(rng))
        print(f"{name:24} {kind:6} {count:9} {rosters:9} {nothing:21} {mismatches:10}", flush=True)
        total = [a + b for a, b in zip(total, (count, rosters, nothing, mismatches), strict=True)]
    print(f"{'in all':24} {'':6} {total[0]:9} {total[1]:9} {total[2]:21} {total[3]:10}")
    raise SystemExit(1 if total[3] else 0)


if __name__ == "__main__":
    main()
