"""What holds for every shipped scenario: when capacity is a must, and in which months the sample has a roster."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from asnroster.engine.solve import Options, solve
from asnroster.intake.passes import read_tables
from asnroster.intake.tables import Tables
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import FixingRule, Rule
from asnroster.rules.kit.case import Case
from asnroster.run import Request, prepare
from asnroster.scenario import Scenario
from asnroster.scenario.find import scenario_names
from asnroster.scenario.horizon import own_dates
from asnroster.scenario.load import load_scenario

ROOT = Path(__file__).parent.parent
STAFF = ROOT / "data/staff.xlsx"
# baseline-wfo decides nothing and is compared with; all others allow home or are their base.
DECIDING = [name for name in scenario_names() if name != "baseline-wfo"]
MONTHS = {
    "2025-12": (date(2025, 12, 1), date(2025, 12, 31)),
    "2026-04": (date(2026, 4, 1), date(2026, 4, 30)),
    "2026-06": (date(2026, 6, 1), date(2026, 6, 30)),
    "2026-12": (date(2026, 12, 1), date(2026, 12, 31)),
}
# One of the sample's buildings holds four in five of its people. April 2026 begins with a week of two working days
# (the third is Good Friday), June ends with one: of two days a weekly limit leaves no whole home day, so all are in.
NO_ROSTER = {
    ("bkn-3-2", "2026-04"): {"building_capacity", "eligible_for_home", "office_days_per_week"},
    ("bkn-3-2", "2026-06"): {"building_capacity", "eligible_for_home", "home_days_per_week"},
    ("permenpanrb-4-2025", "2026-06"): {"building_capacity", "eligible_for_home", "paling banyak"},
}


def in_force(rule: Rule, day: date) -> bool:
    return (rule.from_ or day) <= day <= (rule.until or day)


def brings_everybody_in(rule: Rule) -> bool:
    """Whether the policy itself puts everybody in the office on some weekdays at least."""
    fixing = isinstance(rule, FixingRule) and rule.key not in ("fixed_days", "in_force")
    return fixing and rule.hard and not any(rule.filters())


def days_of(scenario: Scenario) -> list[date]:
    own_first, own_last = own_dates(scenario)
    first = own_first or date(2026, 12, 1)
    last = own_last or first + timedelta(30)
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def fills(rule: Rule) -> bool:
    """The same of rules that are about everybody: eligible_for_home is about single people."""
    return brings_everybody_in(rule) and rule.key != "eligible_for_home"


def check_capacity(scenario: Scenario) -> None:
    """A must while the agency chooses the days; a wish while the policy itself brings everybody in on some."""
    filling = [r for r in scenario.rules if fills(r)]
    holding = [r for r in scenario.rules if r.key == "building_capacity"]
    for day in days_of(scenario):
        kinds = {rule.hard for rule in holding if in_force(rule, day)}
        chosen = not any(in_force(rule, day) for rule in filling)
        # One day at home a week leaves none in a week that is cut: there the policy itself brings everybody in.
        assert kinds == {chosen and scenario.name != "bkn-tahap-1"}, (scenario.name, day)


@pytest.mark.parametrize("name", DECIDING)
def test_capacity_is_a_must_just_where_the_agency_chooses_the_days(name: str) -> None:
    check_capacity(load_scenario(name))


def test_capacity_in_the_guides_circulars_follows_the_same_principle(tmp_path: Path) -> None:
    texts = re.findall(r"```toml\n(.*?)```", (ROOT / "asnroster/guide/id.md").read_text("utf-8"), re.DOTALL)
    assert len(texts) >= 3
    for text in texts:
        path = tmp_path / f"{tomllib.loads(text)['name']}.toml"
        path.write_text(text, encoding="utf-8")
        check_capacity(load_scenario(str(path)))


def test_the_principle_is_not_empty() -> None:
    """Both kinds are among the shipped: those who choose, and those who are told the weekday."""
    told = {n for n in DECIDING if any(map(fills, load_scenario(n).rules))}
    assert {"jabar-tahap-1", "jumat-wfh-2026", "jabar-188-2026", "menpanrb-1-2024"} <= told
    assert not {"bkn-3-2", "jabar-tahap-2", "jabar-tahap-2-bergilir", "menpanrb-2-2025"} & told


@cache
def tables() -> Tables:
    return read_tables(STAFF)


def musts(name: str, start: date, end: date) -> Case:
    """What a policy demands of the sample. Wishes make no roster impossible: tests/test_why.py solves it whole."""
    prepared = prepare(Request(STAFF, scenario=name, start=start, end=end, what_if=True), tables=tables())
    return Case(prepared.case.problem, tuple(rule for rule in prepared.case.rules if rule.hard))


def has_roster(case: Case) -> bool:
    found = solve(case, Options(workers=1, gap=1.0))
    if found.roster is None:
        return False
    assert audit(case, found.roster).hard_violations == 0
    return True


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("name", scenario_names())
def test_the_sample_has_a_roster(name: str, month: str) -> None:
    case = musts(name, *MONTHS[month])
    if (name, month) not in NO_ROSTER:
        assert has_roster(case)
        return
    clashes = solve(case, Options(workers=1, gap=1.0)).clashes
    assert clashes
    assert {frozenset(case.rules[index].name for index in clash.rules) for clash in clashes} == {
        frozenset(NO_ROSTER[name, month])
    }


@pytest.mark.parametrize(("name", "start", "end"), [("bkn-3-2", date(2026, 4, 6), date(2026, 5, 3)),
                                                    ("bkn-3-2", date(2026, 6, 1), date(2026, 6, 28)),
                                                    ("permenpanrb-4-2025", date(2026, 6, 1), date(2026, 6, 28))])  # fmt: skip
def test_whole_weeks_have_a_roster_where_the_month_has_none(name: str, start: date, end: date) -> None:
    assert has_roster(musts(name, start, end))
