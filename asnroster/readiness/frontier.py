"""The curve: what a cap on the daily WFH share gives and takes, one proved roster a cap."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from asnroster.judge.coverage import overfull, reached
from asnroster.judge.studied import Point
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import share_text
from asnroster.run import Prepared, solve_and_judge
from asnroster.scenario.load import load_scenario_text
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.engine.search.search import Progress
    from asnroster.engine.solve import Options

CURVE = Path(__file__).parent / "curve.toml"
STRONGEST_WISH = 10
PUSH_WEIGHT = STRONGEST_WISH + 1  # one home day more outweighs any one wish
CAPACITY_WEIGHT = 10 * PUSH_WEIGHT


def capped(rules: Sequence[Rule], cap: Fraction) -> tuple[Rule, ...]:
    """The hard rules, a daily cap per agency, the push to use it, and people's wishes.

    A low cap brings people in by itself: there a building that is too small is no clash but a finding, so
    its capacity is a wish that outweighs all others.
    """
    kept = [
        rule.model_copy(update={"weight": CAPACITY_WEIGHT}) if rule.caps_office else rule for rule in rules
    ]
    parameters = {"batas": share_text(cap), "dorongan": PUSH_WEIGHT}
    curve = load_scenario_text(CURVE.read_text("utf-8"), file=CURVE.name, parameters=parameters)
    return (*kept, *curve.rules)


def point(
    prepared: Prepared,
    cap: Fraction,
    options: Options,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> tuple[Point, bool]:
    """One cap's roster and figures.

    Args:
        prepared: its case holds the hard rules alone.
        cap: at most this share of each agency's people at home on a day.
        options: of the search.
        on_progress: told how the search goes.
        stop: once set, the search ends soon with what is at hand.

    Returns:
        The point, and whether audit and engine disagree about its roster.
    """
    case = Case(prepared.case.problem, capped(prepared.case.rules, cap))
    scenario = replace(prepared.scenario, rules=case.rules)
    # A curve's searches are easy and many: processes would take longer to begin than to solve.
    options = replace(options, processes=False)
    run = solve_and_judge(replace(prepared, case=case, scenario=scenario), options, on_progress, stop)
    if run.report is None:
        sets = dict.fromkeys(clash.rules for clash in run.solution.clashes)
        names = " | ".join(" + ".join(case.rules[index].name for index in clash) for clash in sets)
        why = _("cannot hold together: {rules}").format(rules=names)
        if run.outcome.status != "infeasible":
            why = _("stopped before a roster was found")
        return Point(cap, run.outcome, {}, why=why), False
    roster = run.report.roster
    return Point(
        cap, run.outcome, reached(case, roster, scenario.savings), overfull(case, roster)
    ), run.disagreement
