"""One run, several policies: what each rule asks of whom, on paper."""

from __future__ import annotations

from pathlib import Path

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Building
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.scenario import Scenario
from asnroster.scenario.model import Policy
from asnroster.scenario.policies import units_of
from tests.build import person, unit
from tests.several_policies import FRIDAYS, OWN, broken, case_of, two_agencies


def test_fridays_at_home_beside_three_and_two(tmp_path: Path) -> None:
    people = [person(0), person(1), person(2, 1), person(3, 1)]
    case = case_of(tmp_path, OWN, FRIDAYS, two_agencies(), people=people)
    solution = solve(case, Options(workers=1, gap=0.0))
    assert solution.roster is not None
    home = (solution.roster.modes == HOME).tolist()
    assert home[:2] == [[False] * 4 + [True]] * 2
    assert [sum(row) for row in home[2:]] == [2, 2]
    assert (solution.cost, audit(case, solution.roster).hard_violations) == (0, 0)
    # The dinas may have no other day, the badan no third one; each is told by its own rule alone.
    assert broken(case, "HOOOH", "OOOOO", "HHHOO", "OOOOO") == [
        ("home_days_per_week", "P2", 1), ("dimanfaatkan", "P3", 2),
        ("jumat: office_weekdays", "P0", 1), ("jumat: home_weekdays", "P1", 1),
    ]  # fmt: skip


def test_a_unit_below_follows_its_own_policy_and_all_below_it_too(tmp_path: Path) -> None:
    units = [
        unit("Dinas"),
        unit("Bidang", parent=0, index=1, path="Dinas > Bidang", scenario="x"),
        unit("Seksi", parent=1, index=2, path="Dinas > Bidang > Seksi", scenario="x"),
    ]
    people = [person(0), person(1, 1), person(2, 2)]
    case = case_of(tmp_path, OWN, FRIDAYS, units, people=people)
    assert [case.people(rule) for rule in case.rules if rule.name == "jumat: home_weekdays"] == [[1, 2]]
    assert [case.people(rule) for rule in case.rules if rule.name == "dimanfaatkan"] == [[0]]
    policy = Policy(("x",), Scenario("jumat", "Jumat"), "jumat")
    assert units_of(policy, units) == ["Dinas > Bidang"]


def test_leaders_and_sheets_hold_once_for_everybody_as_the_run_has_them(tmp_path: Path) -> None:
    people = [person(0, echelon="III.a"), person(1, echelon="IV.a"), person(2, 1)]
    units = [unit("Dinas", scenario="x", min_office=2), unit("Badan", index=1)]
    case = case_of(tmp_path, OWN, FRIDAYS, units, people=people)
    assert [rule.name for rule in case.rules if rule.for_everybody] == [
        "office_headcount", "building_capacity", "leader_presence",
    ]  # fmt: skip
    # One leader is enough, though the policy of the dinas asks for two; its Min WFO of two is kept.
    assert broken(case, "OOOOH", "OOOOO", "OHHOO") == [
        ("office_headcount", "Dinas", 1), ("jumat: home_weekdays", "P1", 1),
    ]  # fmt: skip


def test_a_rule_with_a_figure_and_the_sheet_holds_its_figure_for_its_own_and_the_sheet_for_all(
    tmp_path: Path,
) -> None:
    own = 'name = "kota"\n[[rules]]\nrule = "office_headcount"\nat_least = 1\nper = "agency"\n'
    other = 'name = "lain"\n[[rules]]\nrule = "office_headcount"\nat_least = 3\nper = "agency"\n'
    units = [unit("Dinas", scenario="x", min_office=2), unit("Badan", index=1, min_office=2)]
    people = [person(n, n // 3) for n in range(6)]
    case = case_of(tmp_path, own, other, units, people=people, days=1)
    assert [rule.name for rule in case.rules] == [
        "office_headcount", "office_headcount (sheet Unit)", "lain: office_headcount",
    ]  # fmt: skip
    assert broken(case, *"OHHHHH") == [
        ("office_headcount", "Badan", 1),
        ("office_headcount (sheet Unit)", "Dinas", 1), ("office_headcount (sheet Unit)", "Badan", 2),
        ("lain: office_headcount", "Dinas", 2),
    ]  # fmt: skip


def test_windows_are_those_of_one_policy_alone(tmp_path: Path) -> None:
    other = FRIDAYS.replace("[parameters]", "in_force = [[2025-12-03, 2025-12-04]]\n[parameters]")
    people = [person(0), person(1, 1)]
    case = case_of(tmp_path, OWN, other, two_agencies(), people=people)
    assert case.fixed.modes.tolist() == [[OFFICE] * 5, [-1] * 5]
    assert not case.out_of_force.any()
    assert broken(case, "OOOOH", "HOOOH") == [("jumat: masa berlaku", "P0", 1)]
    # The run's own windows leave a policy's units free.
    own = OWN.replace("[parameters]", "in_force = [[2025-12-01, 2025-12-02]]\n[parameters]")
    turned = case_of(tmp_path, own, FRIDAYS, two_agencies(), people=people)
    assert turned.fixed.modes.tolist() == [[1, 1, 1, 1, -1], [-1, -1, 1, 1, 1]]


def test_whom_a_policy_out_of_force_keeps_in_a_building_is_a_fact(tmp_path: Path) -> None:
    other = FRIDAYS.replace("[parameters]", "in_force = [[2025-01-01, 2025-01-02]]\n[parameters]")
    people = [person(n, n // 3, building="A") for n in range(4)]
    case = case_of(tmp_path, OWN, other, two_agencies(), people=people, buildings=(Building("A", 2),))
    solution = solve(case, Options(workers=1, gap=0.0))
    # Three are kept by the dates where two fit: the fourth would have to stay away all week, which no rule allows.
    assert solution.roster is None
    roomy = case_of(tmp_path, OWN.replace("hari = 2", "hari = 5"), other, two_agencies(), people=people,
                    buildings=(Building("A", 2),))  # fmt: skip
    found = solve(roomy, Options(workers=1, gap=0.0)).roster
    assert found is not None
    assert (found.modes == HOME).sum(axis=1).tolist() == [0, 0, 0, 5]
    assert audit(roomy, found).hard_violations == 0


def test_company_is_of_the_rules_own_units(tmp_path: Path) -> None:
    company = 'name = "%s"\n[[rules]]\nrule = "accompanied"\nroles = "Magang"\nby_roles = "Pembimbing"\nper = "government"\n'
    people = [
        person(0, roles=("Magang",)),
        person(1, roles=("Pembimbing",)),
        person(2, 1, roles=("Pembimbing",)),
    ]
    case = case_of(tmp_path, company % "kota", company % "lain", two_agencies(), people=people, days=1)
    assert broken(case, *"OHO") == [("lain: accompanied", "P0", 1)]
