"""Who is kept in the office by one hard row alone: by hand, and against all ways to keep each row."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from asnroster.domain.modes import OFFICE, UNDECIDED
from asnroster.engine.model.posting import Posting
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import FixingRule, Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import Verbs
from asnroster.rules.registry import registry
from tests.build import case, person, problem, rule
from tests.test_engine_brute_force import all_rosters, matches_fixed, random_problem, random_rule

Post = Callable[..., Any]
GIVES_WAY = ("fair_home_days", "fair_weekdays", "even_home_days", "rotation", "team_same_days")


def held_by_rows(asked: Case) -> set[int]:
    """Free cells that are in the office in every way to keep some one row, fixed days as they are."""
    fixed, held = asked.fixed.modes.ravel().tolist(), set()
    for row in Posting.of(asked).rows:
        free = [cell for cell in dict.fromkeys(row.cells) if fixed[cell] == UNDECIDED]
        ways = [dict(zip(free, modes, strict=True)) for modes in product((0, 1), repeat=len(free))]
        kept = [
            way for way in ways
            if not row.missed(lambda cell, way=way: way.get(cell, fixed[cell]))  # type: ignore[misc]
        ]  # fmt: skip
        held |= {cell for cell in free if kept and all(way[cell] == OFFICE for way in kept)}
    return held


ASKED = sorted(key for key, kind in registry().items() if not issubclass(kind, FixingRule))
ABLE = {
    "leader_presence",
    "service_posts",
    "office_headcount",
    "office_share",
    "home_share",
    "not_home_together",
}


def kept_alone(rng: random.Random, key: str, most_cells: int = 9) -> tuple[int, int]:
    """One tiny problem under one hard rule: the cells that it keeps are those of every way to keep a row.

    Returns:
        How many rosters there are, and how many cells are kept.
    """
    made = random_problem(rng, most_cells=most_cells)
    orders, total = rule("fixed_days", name="orders"), 0
    asked = Case(made, (orders, random_rule(rng, key, made.horizon.start, weight=None)))
    kept = {int(cell) for cell in (asked.kept_in_office & ~asked.fixed_office).ravel().nonzero()[0]}
    if key not in GIVES_WAY:
        assert kept == held_by_rows(asked), (asked.rules, made)
    # The audit, a reading of its own, finds nobody of them at home in a clean roster.
    for roster in all_rosters(made):
        total += 1
        if matches_fixed(asked, roster) and not audit(asked, roster).hard_violations:
            modes = roster.modes.ravel()
            assert all(modes[cell] == OFFICE for cell in kept), (asked.rules, made)
    return total, len(kept)


@pytest.mark.parametrize("key", ASKED)
def test_kept_cells_are_those_of_every_way_to_keep_a_row(key: str) -> None:
    rng = random.Random(f"kept {key}")
    kept = [kept_alone(rng, key, 8)[1] for _ in range(16)]
    while key in ABLE and not any(kept):
        kept.append(kept_alone(rng, key, 8)[1])
        assert len(kept) < 60


def test_a_sole_leader_is_kept_and_two_are_not() -> None:
    made = problem([person(0, echelon="III.a"), person(1)], days=2)
    assert case(made, rule("leader_presence")).kept_in_office.tolist() == [[True, True], [False, False]]
    both = problem([person(0, echelon="III.a"), person(1, echelon="IV.a")], days=2, absent={(1, 1): "C"})
    assert case(both, rule("leader_presence")).kept_in_office.tolist() == [[False, True], [False, False]]


def test_a_wish_keeps_nobody() -> None:
    made = problem([person(0, echelon="III.a")], days=2)
    assert not case(made, rule("leader_presence", weight=5)).kept_in_office.any()


def test_a_hard_rule_speaks_once_for_the_model_and_for_who_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fairness asks who is kept by all other hard rules; what they say then is what the model gets."""
    made = problem([person(0, echelon="III.a"), person(1), person(2)], days=5)
    rules = (
        rule("leader_presence"),
        rule("home_days_per_week", at_most=2),
        rule("fair_home_days", per="agency", weight=3),
    )
    rows = Posting.of(Case(made, rules), open_only=True).rows
    spoken: list[str] = []
    for one in rules:
        kind, post = type(one), type(one).post

        def count(self: Rule, asked: Case, say: Verbs, key: str = one.key, post: Post = post) -> None:
            spoken.append(key)
            post(self, asked, say)

        monkeypatch.setattr(kind, "post", count)
    again = Posting.of(Case(made, rules), open_only=True).rows
    assert again == rows and sorted(spoken) == ["fair_home_days", "home_days_per_week", "leader_presence"]
