"""Rules that would do nothing: said once, by name, with the nearest name; some must stop the run."""

from __future__ import annotations

import pytest

from asnroster.domain.problem import Problem
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.idle import Idle, idle_rules
from asnroster.words import use_language
from tests.build import EVERY_COLUMN, case, person, problem, rule, unit

UNITS = [
    unit("Dinas Kesehatan", short_name="Dinkes", sector="kesehatan"),
    unit("RSUD", parent=0, index=1, path="Dinas Kesehatan > RSUD", sector="kesehatan"),
    unit("Satpol PP", index=2, sector="keamanan"),
]
STAFF = [person(0, 0, position="Kepala Dinas", echelon="II.b"), person(1, 1, status="PPPK"), person(2, 2)]


def staffed(*, without: set[tuple[str, str]] = frozenset(), **more: object) -> Problem:
    """Three people; some sheets or columns hold nothing."""
    return problem(
        more.pop("people", STAFF), days=1, units=more.pop("units", UNITS), columns=EVERY_COLUMN - without
    )


def idle(made: Problem, *rules: Rule) -> list[Idle]:
    use_language("en")
    return idle_rules(case(made, *rules))


def told(made: Problem, *rules: Rule) -> list[tuple[str, bool]]:
    """Codes and whether the run must stop."""
    return [(found.issue.code, found.unsafe) for found in idle(made, *rules)]


ELIGIBLE = {("Pegawai", column) for column in ("Boleh WFH", "Disiplin Sampai", "Status", "TMT Jabatan")}
COLUMN, VALUE = "rule-idle-column", "rule-idle-value"


@pytest.mark.parametrize(
    ("key", "fields", "without", "unsafe"),
    [
        ("fixed_days", {}, {("Penetapan", "")}, False),
        ("preferences", {}, {("Preferensi", "")}, False),
        ("building_capacity", {}, {("Gedung", "")}, False),
        ("leader_presence", {}, {("Pegawai", "Eselon")}, False),
        ("service_posts", {}, {("Layanan", "")}, False),
        ("not_home_together", {}, {("Pegawai", "Bergantian")}, False),
        ("home_share", {}, {("Unit", "Maks WFH %")}, False),
        ("office_headcount", {}, {("Unit", "Min WFO")}, False),
        ("eligible_for_home", {}, ELIGIBLE, False),
        ("mandatory_office", {"sectors": ["kesehatan"]}, set(), False),
    ],
)
def test_a_rule_whose_sheet_or_column_is_missing(
    key: str, fields: dict[str, object], without: set[tuple[str, str]], unsafe: bool
) -> None:
    """Said once, by its name; with the column there, nothing is said."""
    one = rule(key, name="our rule", **fields)
    found = idle(staffed(without=without), one)
    assert [(i.issue.code, i.unsafe) for i in found] == ([(COLUMN, unsafe)] if without else [])
    for entry in found:
        assert "our rule" in entry.issue.message
        assert all(
            column in entry.issue.message or sheet in entry.issue.message
            for sheet, column in without
            if key != "eligible_for_home"
        )
    assert told(staffed(), one) == []


@pytest.mark.parametrize("key", ["home_share", "office_headcount"])
def test_a_rule_with_a_figure_needs_no_sheet(key: str) -> None:
    without = {("Unit", "Maks WFH %"), ("Unit", "Min WFO")}
    assert told(staffed(without=without), rule(key, at_least=1)) == []


def test_one_missing_test_of_eligibility_is_said_and_does_not_stop_the_run() -> None:
    one = rule("eligible_for_home", min_months_in_post=6)
    found = idle(staffed(without={("Pegawai", "TMT Jabatan")}), one)
    assert [(i.issue.code, i.unsafe) for i in found] == [(COLUMN, False)]
    assert "TMT Jabatan" in found[0].issue.message
    assert (
        told(staffed(without={("Pegawai", "Status"), ("Pegawai", "TMT Jabatan")}), rule("eligible_for_home"))
        == []
    )


@pytest.mark.parametrize(
    ("key", "fields", "without", "expected"),
    [
        # A misspelt hospital under mandatory_office would be sent home.
        ("mandatory_office", {"units": ["Dinas Kesehatn"]}, set(), [(VALUE, True)]),
        ("mandatory_office", {"sectors": ["kesehatn"]}, set(), [(VALUE, True)]),
        ("mandatory_office", {"people": ["P9"]}, set(), [(VALUE, True)]),
        ("mandatory_office", {"echelons": ["V"]}, set(), [(VALUE, True)]),
        ("mandatory_office", {"units": ["RSUD*"]}, set(), []),
        # Somebody is kept in the office: what is not there is said, and the run goes on.
        ("mandatory_office", {"sectors": ["kesehatan", "tambang"]}, set(), [(VALUE, False)]),
        ("mandatory_office", {"except_units": ["Puskesmas"]}, set(), [(VALUE, False)]),
        # The column itself holds nothing.
        ("mandatory_office", {"roles": ["loket"]}, {("Pegawai", "Peran")}, [(COLUMN, True)]),
        ("mandatory_office", {"teams": ["Tim 1"]}, {("Pegawai", "Tim")}, [(COLUMN, True)]),
        ("eligible_for_home", {"units": ["RSU"]}, set(), [(VALUE, False)]),
        # Other rules: said, never a reason to stop.
        ("home_weekdays", {"weekdays": "Kamis", "units": ["Dinas X"]}, set(), [(VALUE, False)]),
        ("office_weekdays", {"weekdays": "Senin", "statuses": ["CPNS"]}, set(), [(VALUE, False)]),
        ("home_share", {"at_most": "50 %", "except_buildings": ["Gedung A"]}, set(), [(COLUMN, False)]),
        ("leader_presence", {"echelons": ["II", "III"]}, set(), [(VALUE, False)]),
        ("leader_presence", {"echelons": ["II"]}, set(), []),
    ],
)  # fmt: skip
def test_a_filter_that_names_nobody(
    key: str, fields: dict[str, object], without: set[tuple[str, str]], expected: list[tuple[str, bool]]
) -> None:
    assert told(staffed(without=without), rule(key, **fields)) == expected


def test_the_nearest_name_is_told() -> None:
    found = idle(staffed(), rule("mandatory_office", name="hospitals", units=["Dinas Kesehatn"]))[0].issue
    assert "hospitals" in found.message and "Dinas Kesehatn" in found.message
    assert found.needed == "Did you mean “Dinas Kesehatan”?"
    assert found.found == "Dinas Kesehatn"


def test_the_nearest_name_of_each_of_several() -> None:
    """Two misspelt names of one filter: one issue, both names, both nearest names."""
    found = idle(staffed(), rule("mandatory_office", units=["Dinas Kesehatn", "RSUD", "Satpol P"]))
    assert [(i.issue.code, i.unsafe) for i in found] == [(VALUE, False)]
    issue = found[0].issue
    assert (
        "“Dinas Kesehatn”" in issue.message
        and "“Satpol P”" in issue.message
        and "“RSUD”" not in issue.message
    )
    assert "“Dinas Kesehatan”" in issue.needed and "“Satpol PP”" in issue.needed


def test_each_rule_and_each_filter_speaks_for_itself() -> None:
    rules = [
        rule("mandatory_office", name="one", units=["nowhere"], sectors=["energi"]),
        rule("home_share", name="two", at_most="50 %", units=["nowhere"]),
    ]
    found = idle(staffed(), *rules)
    assert [(i.issue.found, i.unsafe) for i in found] == [
        ("nowhere", True),
        ("energi", True),
        ("nowhere", False),
    ]


@pytest.mark.parametrize("filters", [{"sectors": ["kesehatan"]}, {"except_sectors": ["kesehatan"]}])
def test_units_without_a_sector_stop_a_run_by_sector(filters: dict[str, object]) -> None:
    """They might be hospitals. Named once, only those that people are placed in."""
    units = [*UNITS[:2], unit("Satpol PP", index=2), unit("Empty", index=3)]
    rules = [
        rule("mandatory_office", name="service", **filters),
        rule("home_share", at_most="50 %", **filters),
    ]
    found = idle(staffed(units=units), *rules)
    assert [(i.issue.code, i.unsafe) for i in found] == [("unit-without-sector", True)]
    message = found[0].issue.message
    assert (
        "Satpol PP" in message and "service" in message and "Empty" not in message and "RSUD" not in message
    )


def test_units_without_a_sector_matter_to_nobody_else() -> None:
    units = [unit("Dinas"), unit("RSUD", parent=0, index=1), unit("Badan", index=2)]
    assert told(staffed(units=units), rule("mandatory_office", units=["RSUD"])) == []


def test_no_sector_at_all_stops_the_run() -> None:
    units = [unit("Dinas"), unit("RSUD", parent=0, index=1), unit("Badan", index=2)]
    found = told(
        staffed(units=units, without={("Unit", "Sektor")}), rule("mandatory_office", sectors=["kesehatan"])
    )
    assert found == [(COLUMN, True), ("unit-without-sector", True)]


def test_nothing_to_say() -> None:
    rules = [
        rule("fixed_days"), rule("mandatory_office", sectors=["kesehatan", "keamanan"]), rule("eligible_for_home"),
        rule("office_days_per_week", at_least=3), rule("preferences"), rule("home_share", at_most="50 %"),
    ]  # fmt: skip
    assert told(staffed(), *rules) == []


def test_in_indonesian_too() -> None:
    use_language("id")
    found = idle_rules(case(staffed(), rule("mandatory_office", name="layanan", units=["Dinas Kesehatn"])))[
        0
    ].issue
    assert "layanan" in found.message and "Dinas Kesehatan" in found.needed
    assert "Did you mean" not in found.needed
