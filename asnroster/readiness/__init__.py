"""The study of readiness: how much work from home is possible before any policy is chosen, and what it would cost."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asnroster.errors import Issue
from asnroster.judge.audit import audit
from asnroster.judge.keeping import keepers, kept
from asnroster.judge.measures import at_home, tree_order
from asnroster.judge.studied import Point, Price, Readiness, Relief, Study
from asnroster.readiness.frontier import point
from asnroster.readiness.steps import Loosened, dropped, hard_case, one_step
from asnroster.request import Request, Watch
from asnroster.rules.kit.case import Case
from asnroster.run import Prepared, prepare
from asnroster.scenario import Scenario
from asnroster.words import _, percent_text

if TYPE_CHECKING:
    from asnroster.engine.conflict.max_home_days import MaxHomeDays, Most
    from asnroster.engine.solve import Options

CAPS = tuple(Fraction(n, 100) for n in (0, 10, 20, 30, 40, 50, 60, 70, 75))


@dataclass(frozen=True, slots=True)
class _Variant:
    """One rule, without it and one step looser: the most of each group."""

    rule: int
    dropped: list[Most]
    step: list[Most] | None
    text: str


def study(
    request: Request, options: Options, caps: Sequence[Fraction] = CAPS, watch: Watch | None = None
) -> tuple[Study, tuple[Issue, ...]]:
    """Study what each agency and unit could do from home, what holds it back, and the curve over caps.

    Args:
        request: staff, dates and the scenario whose hard rules are the law.
        options: of the curve's searches.
        caps: shares of the curve, 0..1.
        watch: who is told, and who may end it.

    Returns:
        The study, and notices.

    Raises:
        InputError: when spreadsheets, scenario or dates are wrong.
    """
    prepared = prepare(replace(request, one_policy=True))
    hard = replace(prepared, case=hard_case(prepared.case))
    return study_of(hard, options, caps, watch or Watch()), prepared.notices


def study_of(prepared: Prepared, options: Options, caps: Sequence[Fraction], watch: Watch) -> Study:
    """The study of a prepared case that holds hard rules only."""
    from asnroster.engine.conflict.max_home_days import MaxHomeDays

    begun, case, asker = time.monotonic(), prepared.case, MaxHomeDays(options.seed)
    watch.stage(_("The largest WFH share of every unit …"))
    places = _places(case)
    people = [who for _unit, _depth, who in places]
    base, roster = asker.of(case, people)
    lost = roster is not None and (
        audit(case, roster).hard_violations > 0 or int(at_home(case.problem, roster).sum()) != base[0].home
    )
    unfinished: list[str] = []
    variants = _variants(case, people, asker, watch, unfinished)
    points, differ = _points(prepared, options, caps, watch, unfinished)
    groups = tuple(
        _readiness(case, place, index, base, variants, reasons)
        for reasons in (keepers(case),)
        for index, place in enumerate(places)
    )
    solved = sum(1 for each in points if each.outcome.status != "unknown")
    return Study(
        case=case,
        scenario=prepared.scenario,
        groups=groups,
        prices=_prices(case, places, base, variants),
        points=tuple(points),
        solves=asker.solves + solved,
        alike=asker.alike,
        seconds=time.monotonic() - begun,
        unfinished=tuple(unfinished),
        disagreement=lost or differ,
    )


def curve_of(
    case: Case, scenario: Scenario, options: Options, caps: Sequence[Fraction], watch: Watch
) -> tuple[tuple[Point, ...], bool]:
    """The curve over caps alone, for the people, days and hard rules of a case.

    Args:
        case: its soft rules are left out.
        scenario: that the case was built by.
        options: of the searches.
        caps: shares of the curve, 0..1.
        watch: who is told, and who may end it.

    Returns:
        The points, none of them where the user stopped the run, and whether audit and engine disagree.
    """
    unfinished: list[str] = []
    prepared = Prepared(scenario, hard_case(case), (), 0.0, 0.0)
    points, differ = _points(prepared, options, caps, watch, unfinished)
    return (() if unfinished else tuple(points)), differ


Place = tuple[int | None, int, tuple[int, ...]]


def _places(case: Case) -> list[Place]:
    """The government, then every unit that has people, with its depth in the tree and all people below it."""
    problem = case.problem
    units = [unit for unit in tree_order(problem) if problem.below[unit]]
    government: list[Place] = [(None, 0, tuple(range(len(problem.people))))]
    return government + [(unit, len(problem.ancestors[unit]) - 1, problem.below[unit]) for unit in units]


def _variants(
    case: Case, people: Sequence[Sequence[int]], asker: MaxHomeDays, watch: Watch, unfinished: list[str]
) -> list[_Variant]:
    """Every hard rule that is about somebody, dropped and loosened by one step, all else staying."""
    indices = [index for index in range(len(case.rules)) if case.scope[index].any()]
    variants = []
    for number, index in enumerate(indices, start=1):
        if watch.stop.is_set():
            unfinished.append(_("what rules cost, from rule “{rule}” on").format(rule=case.rules[index].name))
            break
        stage = _("Without rule “{rule}” ({number} of {count}) …")
        watch.stage(stage.format(rule=case.rules[index].heading, number=number, count=len(indices)))
        step: Loosened | None = one_step(case, index)
        loose = asker.of(step.case, people)[0] if step is not None else None
        without = asker.of(dropped(case, index).case, people)[0]
        variants.append(_Variant(index, without, loose, step.text if step is not None else ""))
    return variants


def _points(
    prepared: Prepared, options: Options, caps: Sequence[Fraction], watch: Watch, unfinished: list[str]
) -> tuple[list[Point], bool]:
    points, differ = [], False
    for cap in caps:
        point_here, disagrees = None, False
        if not watch.stop.is_set():
            watch.stage(_("Roster with at most {cap} at home …").format(cap=percent_text(float(cap), 0)))
            point_here, disagrees = point(prepared, cap, options, watch.search, watch.stop)
        # A roster that the user cut short would be a dent in the curve.
        if point_here is None or (
            watch.stop.is_set() and point_here.outcome.status in ("feasible", "unknown")
        ):
            unfinished.append(_("the curve from {cap} on").format(cap=percent_text(float(cap), 0)))
            break
        points.append(point_here)
        differ = differ or disagrees
    return points, differ


def _readiness(
    case: Case,
    place: Place,
    index: int,
    base: Sequence[Most],
    variants: Sequence[_Variant],
    reasons: Sequence[str],
) -> Readiness:
    unit, depth, people = place
    problem, most = case.problem, base[index]
    reliefs = [_relief(v.rule, "", v.dropped[index], most) for v in variants]
    # Of equal gains the rule that stands first: max keeps the first.
    best = max((r for r in reliefs if _helps(r, most)), key=_gain, default=None)
    steps = [_relief(v.rule, v.text, v.step[index], most) for v in variants if v.step is not None]
    own = [step for step in steps if best is not None and step.rule == best.rule]
    step = max(own or [step for step in steps if _helps(step, most)], key=_gain, default=None)
    return Readiness(
        unit=unit,
        label=_("All agencies") if unit is None else problem.units[unit].name,
        depth=depth,
        people=problem.stints.count(people),
        kept=kept([reasons[person] for person in problem.stints.firsts(people)]),
        days=int(problem.available[list(people)].sum()),
        home=most.home if most.possible else None,
        bound=most.bound,
        binds=best,
        step=step,
    )


def _relief(rule: int, text: str, after: Most, before: Most) -> Relief:
    if not after.possible:
        return Relief(rule, text, None, 0)
    return Relief(rule, text, after.home, after.home - (before.home if before.possible else 0))


def _gain(relief: Relief) -> int:
    return relief.gain


def _helps(relief: Relief, before: Most) -> bool:
    """More home days, or a roster where there was none."""
    return relief.gain > 0 or (relief.home is not None and not before.possible)


def _prices(
    case: Case, places: Sequence[Place], base: Sequence[Most], variants: Sequence[_Variant]
) -> tuple[Price, ...]:
    units = case.problem.units
    agencies = [
        (i, unit)
        for i, (unit, _d, _p) in enumerate(places)
        if unit is not None and units[unit].parent is None
    ]
    prices = []
    for variant in variants:
        gains = [(unit, _relief(variant.rule, "", variant.dropped[i], base[i]).gain) for i, unit in agencies]
        step = None
        if variant.step is not None:
            step = _relief(variant.rule, variant.text, variant.step[0], base[0])
        prices.append(
            Price(
                variant.rule,
                _relief(variant.rule, "", variant.dropped[0], base[0]),
                step,
                tuple(sorted((g for g in gains if g[1] > 0), key=lambda g: -g[1])),
            )
        )
    return tuple(sorted(prices, key=lambda price: -price.dropped.gain))
