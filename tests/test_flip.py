"""The price of the other mode against brute force: every roster that agrees outside the cell's part."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.engine.conflict.counterfactual import CounterfactualOptions, flip
from asnroster.engine.model.part_model import PartModel, PartResult
from asnroster.engine.model.parts import split
from asnroster.engine.model.posting import Posting
from asnroster.explanation import explain_price
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.rules.registry import registry
from tests.build import case, person, problem, roster, rule, unit
from tests.test_engine_brute_force import all_rosters, random_problem, random_rule

SEEDS, INSTANCES = 4, 14  # python -m tests.fuzz looks at more


def broken(one: Case, modes: np.ndarray) -> int:
    """By how much the hard rules are broken in all."""
    return sum(entry.amount for entry in audit(one, Roster(modes)).rules if entry.rule.hard)


def agreeing(modes: np.ndarray, cells: list[int]) -> Iterator[np.ndarray]:
    """Every way to fill these cells, all others as they are."""
    for choice in product((0, 1), repeat=len(cells)):
        other = modes.copy()
        other.ravel()[cells] = choice
        yield other


def instance(rng: random.Random) -> tuple[Case, np.ndarray, int, int] | None:
    """A random mix of rules with a roster, and what its part would have with a roster that keeps the rules.

    Returns:
        The case, the modes, one free cell, and the hard amount that other parts break; None where none fits.
    """
    made = random_problem(rng, most_cells=8)
    keys = rng.sample(sorted(registry()), rng.randint(3, 7))
    rules = [
        random_rule(rng, key, made.horizon.start, weight=rng.choice([None, None, rng.randint(1, 4)]))
        for key in keys
    ]
    one = Case(made, tuple(rules))
    clean = [r for r in all_rosters(made) if audit(one, r).hard_violations == 0]
    free = np.flatnonzero(one.free.ravel()).tolist()
    if not clean or not free:
        return None
    base = rng.choice(clean).modes
    modes, cell = base.copy(), rng.choice(free)
    if rng.random() < 0.5:  # edited by hand: some cells are anything
        for other in rng.sample(free, rng.randint(1, len(free))):
            modes.ravel()[other] = rng.randint(0, 1)
    part = part_of(one, cell)
    elsewhere = modes.copy()
    elsewhere.ravel()[part] = base.ravel()[part]
    return one, modes, cell, broken(one, elsewhere)


def part_of(one: Case, cell: int) -> list[int]:
    return next(part.cells for part in split(one, Posting.of(one).rows) if cell in part.cells)


def priced(rng: random.Random) -> tuple[int, str]:
    """One random roster and cell: the price that is found is the best of all rosters that there are.

    Returns:
        How many rosters there are, and whether the other mode is impossible, cheaper, or as usual dearer.
    """
    while (made := instance(rng)) is None:
        pass
    one, modes, cell, elsewhere = made
    who, day = divmod(cell, one.problem.days)
    other = 1 - int(modes[who, day])
    allowed = [m for m in agreeing(modes, part_of(one, cell)) if m[who, day] == other]
    costs = [
        (audit(one, Roster(m)).cost, int((m != modes).sum())) for m in allowed if broken(one, m) == elsewhere
    ]
    found = flip(one, Roster(modes), who, day)
    price = explain_price(one, Roster(modes), who, day)
    assert found.mode == price.mode == other
    if not costs:
        assert (found.status, price.status) == ("infeasible", "infeasible")
        assert found.against == price.against != ()
        assert all(one.rules[index].hard for index in found.against)
        return len(allowed), "impossible"
    now, (best, changes) = audit(one, Roster(modes)).cost, min(costs)
    assert (found.status, found.difference, found.lowest) == ("optimal", best - now, best - now), one.rules
    assert found.roster is not None
    assert audit(one, found.roster).cost == best
    assert int((found.roster.modes != modes).sum()) == changes, "of equally cheap rosters the nearest"
    assert (price.difference, price.lowest, len(price.moved)) == (best - now, best - now, changes - 1)
    assert sum(cost for _rule, cost in price.by_rule) == best - now
    assert price.mends == broken_places(one, modes) - broken_places(one, found.roster.modes)
    assert not price.disagrees
    return len(allowed), "cheaper" if best < now else ""


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_price_is_the_best_of_all_rosters(seed: int) -> None:
    rng = random.Random(f"flip {seed}")
    found = [how for _rosters, how in (priced(rng) for _ in range(INSTANCES))]
    assert 0 < found.count("impossible") < INSTANCES and found.count("cheaper")


def broken_places(one: Case, modes: np.ndarray) -> int:
    return audit(one, Roster(modes)).hard_violations


def test_a_swap_with_the_colleague_who_wished_it_less() -> None:
    """Half of two at home: both wish the Monday; who wishes it more has it, and giving it away costs the rest."""
    made = problem(2, days=1, wishes=[(0, 0, 0, 5), (1, 0, 0, 3)])
    one = case(made, rule("home_share", at_most="50 %"), rule("preferences", weight=2))
    price = explain_price(one, roster(made, "H", "O"), 0, 0)
    assert (price.status, price.mode, price.difference, price.lowest) == ("optimal", 1, 4, 4)
    assert [(m.person, m.day, m.before, m.after) for m in price.moved] == [(1, 0, 1, 0)]
    assert price.by_rule == ((1, 4),)
    back = explain_price(one, roster(made, "O", "H"), 0, 0)
    assert (back.difference, back.better_exists) == (-4, True)


def test_a_roster_that_breaks_a_rule_is_put_right_and_is_not_called_worse_for_it() -> None:
    made = problem(2, days=1, wishes=[(0, 0, 0, 5), (1, 0, 0, 3)])
    one = case(made, rule("home_share", at_most="50 %"), rule("preferences", weight=2))
    price = explain_price(one, roster(made, "H", "H"), 1, 0)
    assert (price.difference, price.mends, price.moved, price.better_exists) == (6, 1, (), False)


def test_the_rules_that_stand_against_it_are_named() -> None:
    """The only leader of an office that may send one home, who has an office day due."""
    made = problem([person(0, echelon="III.a"), person(1)], days=1)
    rules = (rule("preferences", weight=1), rule("home_share", at_most="50 %"), rule("leader_presence"))
    price = explain_price(case(made, *rules), roster(made, "O", "H"), 0, 0)
    assert (price.status, price.difference, price.against) == ("infeasible", None, (2,))


def test_fixed_days_that_a_hand_went_against_are_taken_as_fixed() -> None:
    """P2 must be in the office and was put at home: the half that may be at home is counted without."""
    made = problem(
        [person(0), person(1), person(2, remote_capable=False), person(3)], days=1, wishes=[(0, 0, 0, 5)]
    )
    one = case(
        made,
        rule("home_share", at_most="50 %", weight=7),
        rule("eligible_for_home"),
        rule("preferences", weight=1),
    )
    price = explain_price(one, roster(made, "H", "H", "H", "O"), 0, 0)
    assert (price.difference, price.moved, price.kept, price.disagrees, price.mends) == (5, (), 1, False, 0)


def test_other_parts_stay_as_they_are() -> None:
    """The other agency's roster is far from its best, and nobody touches it."""
    made = problem(
        [person(0), person(1, 1)], days=5, units=[unit("A"), unit("B", index=1)],
        wishes=[(1, day, 0, 9) for day in range(5)],
    )  # fmt: skip
    one = case(made, rule("home_days_per_week", at_least=1, weight=10), rule("preferences", weight=1))
    price = explain_price(one, roster(made, "HOOOO", "OOOOO"), 0, 0)
    assert (price.difference, [(m.person, m.day) for m in price.moved]) == (0, [(0, 1)])
    assert not price.better_exists, "one that costs the same is no better one"


def test_with_little_work_no_more_is_claimed_than_is_proved() -> None:
    """With next to none nothing is found, with a little more a roster that is not proved best; the best saves 85."""
    made = problem(
        9, days=10, wishes=[(p, d, (p + d) % 2, 1 + (p * d) % 9) for p in range(9) for d in range(10)]
    )
    one = case(
        made,
        rule("home_share", at_most="30 %"),
        rule("fair_home_days", weight=3),
        rule("preferences", weight=1),
    )
    none, some, enough = (
        explain_price(one, roster(made, *["OOOOOOOOOO"] * 9), 0, 0, CounterfactualOptions(work=work))
        for work in (1e-6, 3e-3, 1.0)
    )
    assert (none.status, none.difference, none.lowest) == ("unknown", None, None)
    assert (enough.status, enough.difference, enough.lowest) == ("optimal", -85, -85)
    assert some.status == "feasible" and some.difference is not None and some.lowest is not None
    assert some.lowest <= -85 <= some.difference and some.lowest < some.difference


def test_of_a_search_that_was_cut_changes_are_no_proof_of_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two colleagues trade a day: proved are a cost of 4 and two changes, and what was found costs 7."""
    made = problem(2, days=1, wishes=[(0, 0, HOME, 4), (1, 0, HOME, 3)])
    one = case(made, rule("home_share", at_most="50 %"), rule("preferences", weight=1))

    def cut(model: PartModel, *_limits: object, **_more: object) -> PartResult:
        return PartResult(dict.fromkeys(model.part.cells, OFFICE), 7 * 3 + 1, 4 * 3 + 2)

    monkeypatch.setattr(PartModel, "search", cut)
    found = flip(one, roster(made, "H", "O"), 0, 0)
    assert (found.status, found.difference, found.lowest) == ("feasible", 7 - 3, 4 - 3)


def test_a_fixed_or_open_cell_is_refused() -> None:
    made = problem(1, pins=[(0, 0, 1)])
    one = case(made, rule("fixed_days"))
    for day in (0, 1):
        with pytest.raises(ValueError, match=str(day)):
            flip(one, roster(made, "O-OOO"), 0, day)


def typed(rng: random.Random) -> bool:
    """A random mix of rules with a roster of any cells, some of them empty: whether the other mode has a price."""
    made = random_problem(rng, most_cells=12)
    keys = rng.sample(sorted(registry()), rng.randint(3, 7))
    rules = [
        random_rule(rng, key, made.horizon.start, weight=rng.choice([None, 1, rng.randint(1, 4)]))
        for key in keys
    ]
    one = Case(made, tuple(rules))
    choices = [-1, 0, 1] if rng.random() < 0.3 else [0, 1]
    modes = np.full(made.available.shape, -1, dtype=np.int8)
    for who, day in np.argwhere(made.available).tolist():
        modes[who, day] = rng.choice(choices)
    cells = np.argwhere(one.free & (modes >= 0)).tolist()
    if not cells:
        return False
    who, day = rng.choice(cells)
    price = explain_price(one, Roster(modes), who, day)
    assert not price.disagrees, (rules, modes)
    assert price.status in ("optimal", "infeasible"), (rules, modes)
    return price.status == "optimal"


def test_audit_and_engine_agree_on_any_roster_typed_by_hand() -> None:
    rng = random.Random("by hand")
    assert sum(typed(rng) for _ in range(40)) > 25
