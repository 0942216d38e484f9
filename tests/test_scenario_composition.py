"""What a scenario is made of composes: extends, overrides by name, remove, parameters, from/until, scope filters."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.scenario import Scenario
from asnroster.scenario.load import load_scenario
from tests.build import person, problem, roster, unit

GRAND = """
name = "nenek"
[parameters]
hari = ["Senin"]
sejak = 2025-12-03
unit = ["Dinas"]
[[rules]]
rule = "office_weekdays"
name = "apel"
weekdays = "$hari"
[[rules]]
rule = "mandatory_office"
name = "tetap"
units = "$unit"
from = "$sejak"
[[rules]]
rule = "home_share"
name = "porsi"
at_most = "50 %"
"""
# Two of a Dinas, the second a leader; two of a Badan. Monday to Friday, 1 to 5 December 2025.
UNITS = [unit("Dinas", sector="administrasi"), unit("Badan", index=1, sector="kesehatan")]
PEOPLE = [person(0), person(1, echelon="III.a"), person(2, 1), person(3, 1, echelon="III.b")]
ALL_HOME = ["HHHHH"] * 4


def load(folder: Path, *texts: str, **parameters: Any) -> Scenario:
    """A line of scenarios, the oldest first; each extends the one before it."""
    for number, text in enumerate((GRAND, *texts)):
        parent = f'extends = "s{number - 1}.toml"\n' if number else ""
        (folder / f"s{number}.toml").write_text(parent + text, encoding="utf-8")
    return load_scenario(str(folder / f"s{len(texts)}.toml"), parameters=parameters)


def broken(scenario: Scenario, *rows: str) -> list[tuple[str, Any, int]]:
    """Hard violations: rule, person or group, day of December."""
    data = problem(PEOPLE, units=UNITS)
    found = audit(Case(data, scenario.rules), roster(data, *(rows or ALL_HOME)))
    return [
        (entry.rule.name, v.where.group or v.where.person, (v.where.day or 0) + 1)
        for entry in found.rules
        if entry.rule.hard
        for v in entry.violations
    ]


def days(found: list[tuple[str, Any, int]], name: str) -> dict[Any, list[int]]:
    """Of one rule: the days on which it is broken, by person or group."""
    listed: dict[Any, list[int]] = {}
    for rule, who, day in found:
        if rule == name:
            listed.setdefault(who, []).append(day)
    return listed


MON, WED_ON, WEEK = [1], [3, 4, 5], [1, 2, 3, 4, 5]
TUE_WED = "from = 2025-12-02\nuntil = 2025-12-03\n"
APEL = '[[rules]]\nrule = "office_weekdays"\nname = "apel"\nweekdays = "$hari"\n'
TETAP = '[[rules]]\nrule = "mandatory_office"\nname = "tetap"\n'
PORSI = '[[rules]]\nrule = "home_share"\nname = "porsi"\n'
# Days on which a rule is broken when everybody is at home all week. Where two rules want the office both are broken.
EVERYBODY_MONDAY = {0: MON, 1: MON, 2: MON, 3: MON}


@pytest.mark.parametrize(
    ("texts", "parameters", "apel", "tetap"),
    [
        pytest.param([""], {}, EVERYBODY_MONDAY, {0: WED_ON, 1: WED_ON}, id="inherited as it is"),
        pytest.param(
            ['[parameters]\nhari = ["Selasa"]\n'],
            {},
            {0: [2], 1: [2], 2: [2], 3: [2]},
            {0: WED_ON, 1: WED_ON},
            id="parameter of a child",
        ),
        pytest.param(
            ['[parameters]\nsejak = 2025-12-05\nunit = ["Badan"]\n'],
            {},
            EVERYBODY_MONDAY,
            {2: [5], 3: [5]},
            id="parameters in from and in a filter",
        ),
        pytest.param(
            ["[parameters]\nsejak = 2025-12-05\n"],
            {"sejak": "2025-12-04", "unit": "Dinas; Badan"},
            EVERYBODY_MONDAY,
            {0: [4, 5], 1: [4, 5], 2: [4, 5], 3: [4, 5]},
            id="--set over the child, in from and in a filter",
        ),
        pytest.param(
            [f'{TETAP}sectors = ["kesehatan"]\n'],
            {},
            EVERYBODY_MONDAY,
            {2: WEEK, 3: WEEK},
            id="override: neither the filter nor the dates are inherited",
        ),
        pytest.param(
            [f'{TETAP}echelons = ["III"]\n{TUE_WED}'],
            {},
            EVERYBODY_MONDAY,
            {1: [2, 3], 3: [2, 3]},
            id="override with a filter, from and until",
        ),
        pytest.param(
            [f'{TETAP}echelons = ["III"]\nexcept_units = ["Badan"]\n{TUE_WED}'],
            {},
            EVERYBODY_MONDAY,
            {1: [2, 3]},
            id="two filters and dates: all must hold",
        ),
        pytest.param(
            [f'{APEL}except_people = ["P0"]\nuntil = 2025-11-30\n'],
            {},
            {},
            {0: WED_ON, 1: WED_ON},
            id="override with a parameter of the grandparent, over before the period",
        ),
        pytest.param(
            [
                'remove = ["apel"]\n',
                '[[rules]]\nrule = "office_weekdays"\nname = "apel"\nweekdays = "Jumat"\n',
            ],
            {},
            {0: [5], 1: [5], 2: [5], 3: [5]},
            {0: WED_ON, 1: WED_ON},
            id="removed by the child, anew by the grandchild",
        ),
        pytest.param(
            [f'{TETAP}units = "$unit"\n{TUE_WED}', '[parameters]\nunit = ["Badan"]\n'],
            {},
            EVERYBODY_MONDAY,
            {2: [2, 3], 3: [2, 3]},
            id="override by the child, its parameter by the grandchild",
        ),
        pytest.param(
            [f'{TETAP}units = "$unit"\n{TUE_WED}', 'remove = ["tetap"]\n'],
            {},
            EVERYBODY_MONDAY,
            {},
            id="override by the child, removed by the grandchild",
        ),
        pytest.param(
            [TETAP + 'people = ["P0"]\nweight = 3\n'],
            {},
            EVERYBODY_MONDAY,
            {},
            id="a must becomes a wish",
        ),
    ],
)
def test_fixing_rules(
    tmp_path: Path, texts: list[str], parameters: dict[str, str], apel: Any, tetap: Any
) -> None:
    found = broken(load(tmp_path, *texts, **parameters))
    assert days(found, "apel") == apel
    assert days(found, "tetap") == tetap


FREE = 'remove = ["apel", "tetap"]\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", {"Dinas": WEEK, "Badan": WEEK}, id="inherited"),
        pytest.param(f'{PORSI}at_most = "100 %"\n', {}, id="override by another figure"),
        pytest.param(f'{PORSI}at_most = "0 %"\n{TUE_WED}', {"Dinas": [2, 3], "Badan": [2, 3]}, id="dated"),
        pytest.param(
            f'{PORSI}at_most = "50 %"\nechelons = ["III"]\n',
            {"Dinas": WEEK, "Badan": WEEK},
            id="of one leader half is none",
        ),
        pytest.param(
            f'{PORSI}at_most = "50 %"\nexcept_sectors = ["kesehatan"]\n{TUE_WED}',
            {"Dinas": [2, 3]},
            id="both",
        ),
        pytest.param(
            f'{PORSI}at_most = "50 %"\nper = "government"\n', {"the whole": WEEK}, id="another group"
        ),
        pytest.param(
            f'[[rules]]\nrule = "home_share"\nname = "lebih ketat"\nat_most = "0 %"\n{TUE_WED}',
            {"Dinas": WEEK, "Badan": WEEK},
            id="a second rule of the kind adds to the first",
        ),
    ],
)
def test_rules_about_groups(tmp_path: Path, text: str, expected: dict[str, list[int]]) -> None:
    found = days(broken(load(tmp_path, FREE + text)), "porsi")
    assert {
        str(who) if isinstance(who, str) else "the whole": when for who, when in found.items()
    } == expected


def test_two_rules_of_a_kind_hold_each_in_its_own_time(tmp_path: Path) -> None:
    """Half all week, nobody on Tuesday and Wednesday: one of each agency at home breaks the second alone."""
    text = f'{FREE}[[rules]]\nrule = "home_share"\nname = "lebih ketat"\nat_most = "0 %"\n{TUE_WED}'
    found = broken(load(tmp_path, text), "HHHHH", "OOOOO", "HHHHH", "OOOOO")
    assert days(found, "porsi") == {}
    assert days(found, "lebih ketat") == {"Dinas": [2, 3], "Badan": [2, 3]}


def test_a_weekly_rule_with_dates_judges_the_part_of_the_week(tmp_path: Path) -> None:
    """Two home days in five are, from Wednesday on, one in three; Monday and Tuesday are nobody's business."""
    text = f'{FREE}[[rules]]\nrule = "home_days_per_week"\nname = "dua"\nat_most = 2\nfrom = 2025-12-03\n'
    scenario = load(tmp_path, text + 'except_units = ["Badan"]\n')
    found = broken(scenario, "HHOOH", "OOHHO", "HHHHH", "OOOOO")
    assert [(name, who) for name, who, _ in found if name == "dua"] == [("dua", 1)]


def test_another_kind_of_rule_under_an_inherited_name(tmp_path: Path) -> None:
    scenario = load(tmp_path, FREE + '[[rules]]\nrule = "office_headcount"\nname = "porsi"\nat_least = 1\n')
    assert [(rule.key, rule.name) for rule in scenario.rules] == [("office_headcount", "porsi")]
    assert days(broken(scenario), "porsi") == {"Dinas": WEEK, "Badan": WEEK}


def test_dates_are_not_inherited_but_a_rules_own_are(tmp_path: Path) -> None:
    scenario = load(tmp_path, "start = 2025-12-01\nend = 2025-12-05\n", "")
    assert (scenario.start, scenario.end) == (None, None)
    assert {rule.name: rule.from_ for rule in scenario.rules} == {
        "apel": None, "tetap": date(2025, 12, 3), "porsi": None,
    }  # fmt: skip
