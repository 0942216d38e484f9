"""Whom a rule is about: ten filters, their exceptions, wildcards, echelons, units with all below them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from asnroster.domain.groups import PER_VALUES, groups, node_group
from asnroster.domain.problem import Problem, normal_echelon
from asnroster.rules.kit.scope import FILTERS
from tests.build import case, person, problem, rule, unit

UNITS = [
    unit("Dinas Kesehatan", code="1.02", short_name="Dinkes", sector="kesehatan"),
    unit("Sekretariat", parent=0, index=1, path="Dinas Kesehatan > Sekretariat", code="1.02.1", sector="administrasi"),
    unit("Puskesmas Jati", parent=0, index=2, path="Dinas Kesehatan > Puskesmas Jati", code="1.02.2", sector="kesehatan"),
    unit("Loket", parent=2, index=3, path="Dinas Kesehatan > Puskesmas Jati > Loket", sector="Kesehatan"),
    unit("Kecamatan Jati", index=4, code="7.01", sector="pelayanan publik"),
    unit("Sekretariat", parent=4, index=5, agency=4, path="Kecamatan Jati > Sekretariat", sector="administrasi"),
]  # fmt: skip
STAFF = [
    person(0, 0, name="Ayu", position="Kepala Dinas", position_kind="Struktural", echelon="II.b", status="PNS"),
    person(1, 1, name="Budi", position="Sekretaris", position_kind="Struktural", echelon="III.a", status="PNS", building="Gedung A"),
    person(2, 2, name="Citra", position="Dokter Ahli Pertama", position_kind="Fungsional", status="PPPK", roles=("loket", "IGD")),
    person(3, 3, name="Dewi", position="Perawat", position_kind="Fungsional", status="PPPK Paruh Waktu", roles=("Loket",), team="Tim 1"),
    person(4, 4, name="Eka", position="Camat Jati", position_kind="Struktural", echelon="III.a", status="PNS", building="gedung  a"),
    person(5, 5, name="Fajar", position="Camat Jati Utara", position_kind="Pelaksana", echelon="IV.b", status="CPNS", team="tim 1"),
]  # fmt: skip
EVERYBODY = "ABCDEF"


@pytest.fixture(scope="module")
def office() -> Problem:
    return problem(STAFF, days=1, units=UNITS)


def picked(made: Problem, **filters: object) -> str:
    """Initials of whom a rule with these filters is about."""
    chosen = rule("mandatory_office", **filters).chosen(made)
    return "".join(who.name[0] for who, is_in in zip(made.people, chosen, strict=True) if is_in)


@pytest.mark.parametrize(
    ("filters", "who"),
    [
        ({}, EVERYBODY),
        # A unit takes its subtree along; by name, short name, code or path.
        ({"units": ["Dinas Kesehatan"]}, "ABCD"), ({"units": ["Dinkes"]}, "ABCD"), ({"units": ["1.02"]}, "ABCD"),
        ({"units": ["Puskesmas Jati"]}, "CD"), ({"units": ["1.02.2"]}, "CD"), ({"units": ["dinkes"]}, "ABCD"),
        ({"units": ["Dinas Kesehatan > Puskesmas Jati > Loket"]}, "D"), ({"units": ["dinas  kesehatan > LOKET"]}, ""),
        # Unit names need not be unique: a name picks all of them, a path one.
        ({"units": ["Sekretariat"]}, "BF"), ({"units": ["Kecamatan Jati > Sekretariat"]}, "F"), ({"units": ["* > Sekretariat"]}, "BF"),
        ({"units": ["*Jati"]}, "CDEF"), ({"units": ["Puskesmas*"]}, "CD"), ({"units": ["1.02.*"]}, "BCD"),
        ({"units": ["Loket", "Kecamatan Jati"]}, "DEF"), ({"units": "Loket"}, "D"),
        # Whole cells, regardless of case and surplus spaces.
        ({"units": ["Dinas"]}, ""), ({"units": ["Jati"]}, ""), ({"units": [""]}, ""), ({"units": ["*"]}, EVERYBODY),
        ({"sectors": ["kesehatan"]}, "ACD"), ({"sectors": ["KESEHATAN", "administrasi"]}, "ABCDF"), ({"sectors": ["pelayanan"]}, ""),
        ({"sectors": ["pelayanan  publik"]}, "E"), ({"sectors": ["*an"]}, "ACD"),
        ({"positions": ["Camat*"]}, "EF"), ({"positions": ["Camat"]}, ""), ({"positions": ["camat jati"]}, "E"),
        ({"positions": ["*Ahli*"]}, "C"), ({"positions": ["Kepala*", "Sekretaris"]}, "AB"), ({"positions": ["Ca?at*"]}, ""),
        ({"position_kinds": ["fungsional"]}, "CD"), ({"position_kinds": ["F*", "Pelaksana"]}, "CDF"),
        # Echelon II is II.a and II.b, not III.
        ({"echelons": ["II"]}, "A"), ({"echelons": ["III"]}, "BE"), ({"echelons": ["II.b"]}, "A"), ({"echelons": ["II.a"]}, ""),
        ({"echelons": ["iii.A"]}, "BE"), ({"echelons": ["IIIa"]}, "BE"), ({"echelons": ["III/a"]}, "BE"),
        ({"echelons": ["Eselon IV"]}, "F"), ({"echelons": ["II", "III", "IV"]}, "ABEF"), ({"echelons": ["V"]}, ""),
        ({"echelons": ["I"]}, ""), ({"echelons": ["*"]}, "ABEF"), ({"echelons": ["II.*"]}, "A"), ({"except_echelons": ["*"]}, "CD"),
        ({"roles": ["loket"]}, "CD"), ({"roles": ["igd"]}, "C"), ({"roles": ["lok*"]}, "CD"), ({"roles": ["loket;IGD"]}, ""),
        ({"statuses": ["PNS"]}, "ABE"), ({"statuses": ["*PNS"]}, "ABEF"), ({"statuses": ["PPPK"]}, "C"), ({"statuses": ["PPPK*"]}, "CD"),
        ({"teams": ["Tim 1"]}, "DF"), ({"buildings": ["Gedung A"]}, "BE"), ({"buildings": ["*"]}, "BE"),
        ({"people": ["P3"]}, "D"), ({"people": ["Ayu", "p5"]}, "AF"), ({"people": ["*a"]}, "CE"),
        # All filters must hold, any value of one will do, except takes away.
        ({"sectors": ["kesehatan"], "statuses": ["PPPK*"]}, "CD"), ({"echelons": ["III"], "units": ["Dinkes"]}, "B"),
        ({"sectors": ["kesehatan"], "statuses": ["CPNS"]}, ""), ({"except_units": ["Dinkes"]}, "EF"),
        ({"units": ["Dinkes"], "except_units": ["Puskesmas Jati"]}, "AB"), ({"units": ["Loket"], "except_people": ["Dewi"]}, ""),
        ({"except_echelons": ["II", "III"]}, "CDF"), ({"except_sectors": ["administrasi"], "except_statuses": ["PNS"]}, "CD"),
        ({"except_roles": ["loket"]}, "ABEF"), ({"except_positions": ["Camat*"]}, "ABCD"), ({"except_teams": ["Tim 1"]}, "ABCE"),
        ({"except_position_kinds": ["Struktural"]}, "CDF"), ({"except_buildings": ["gedung a"]}, "ACDF"),
        ({"except_units": ["nowhere"]}, EVERYBODY), ({"units": [], "except_units": []}, EVERYBODY),
    ],
    ids=str,
)  # fmt: skip
def test_whom_a_filter_picks(office: Problem, filters: dict[str, object], who: str) -> None:
    assert picked(office, **filters) == who


def test_brackets_and_dots_are_no_patterns() -> None:
    made = problem([person(0, position="Staf (A.1)"), person(1, position="Staf (Ax1)")], days=1)
    assert rule("mandatory_office", positions=["staf (a.1)"]).chosen(made).tolist() == [True, False]
    assert rule("mandatory_office", positions=["Staf (A*"]).chosen(made).tolist() == [True, True]


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_has_its_exception(office: Problem, name: str) -> None:
    """What the filter picks and what its exception leaves are everybody, nobody twice."""
    for value in ("*", "P1", "Dinkes", "kesehatan", "III", "PNS", "Camat*", "Tim 1"):
        both = picked(office, **{name: [value]}) + picked(office, **{f"except_{name}": [value]})
        assert "".join(sorted(both)) == EVERYBODY


def test_an_unknown_filter_is_an_error() -> None:
    with pytest.raises(ValidationError):
        rule("mandatory_office", sector=["kesehatan"])


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("II.a", "II.a"), ("IIa", "II.a"), ("II/A", "II.a"), ("Eselon III.B", "III.b"), ("iv.a", "IV.a"), ("III", "III"),
        ("IV - B", "IV.b"), ("V.a", "V.a"), ("I.b", "I.b"), ("", ""), ("-", ""), ("Non Eselon", ""), ("NON-ESELON", ""),
    ],
)  # fmt: skip
def test_echelons_as_people_write_them(text: str, normal: str) -> None:
    assert normal_echelon(text) == normal


@pytest.mark.parametrize("text", ["VI.a", "III.c", "IIII", "Camat", "3a", "II.a.1"])
def test_no_echelon(text: str) -> None:
    with pytest.raises(ValueError):
        normal_echelon(text)


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        ("unit", {"Dinas Kesehatan": "A", "Dinas Kesehatan > Sekretariat": "B", "Dinas Kesehatan > Puskesmas Jati": "C",
                  "Dinas Kesehatan > Puskesmas Jati > Loket": "D", "Kecamatan Jati": "E", "Kecamatan Jati > Sekretariat": "F"}),
        ("subtree", {"Dinas Kesehatan": "ABCD", "Dinas Kesehatan > Sekretariat": "B", "Dinas Kesehatan > Puskesmas Jati": "CD",
                     "Dinas Kesehatan > Puskesmas Jati > Loket": "D", "Kecamatan Jati": "EF", "Kecamatan Jati > Sekretariat": "F"}),
        ("agency", {"Dinas Kesehatan": "ABCD", "Kecamatan Jati": "EF"}),
        ("building", {"Gedung A": "BE"}), ("team", {"Tim 1 (Dinas Kesehatan)": "D", "tim 1 (Kecamatan Jati)": "F"}), ("government", {"": "ABCDEF"}),
    ],
)  # fmt: skip
def test_groups(office: Problem, per: str, expected: dict[str, str]) -> None:
    found = groups(office, per, range(6))
    assert {g.label: "".join(office.people[p].name[0] for p in g.people) for g in found} == expected
    assert len(found) == len(expected)


def test_the_counted_people_alone_make_the_groups(office: Problem) -> None:
    """A group without a counted person is no group."""
    one = rule("home_share", at_most="50 %", statuses=["PPPK*"])
    rules = case(office, one)
    assert {
        per: [(g.label.split(" > ")[-1], g.people) for g in rules.groups(one, per)] for per in PER_VALUES
    } == {
        "unit": [("Puskesmas Jati", (2,)), ("Loket", (3,))],
        "subtree": [("Dinas Kesehatan", (2, 3)), ("Puskesmas Jati", (2, 3)), ("Loket", (3,))],
        "agency": [("Dinas Kesehatan", (2, 3))],
        "building": [],
        "team": [("Tim 1 (Dinas Kesehatan)", (3,))],
        "government": [("", (2, 3))],
    }
    assert node_group(office, 4, {0, 1}) is None
    assert node_group(office, 2, {0, 3}).people == (3,)


@pytest.mark.parametrize(
    ("value", "position", "found"),
    [
        ("Lurah", "Plt. Lurah", True), ("Lurah*", "Pj Lurah Sukamaju", True), ("Camat", "Camat (Plh.)", True),
        ("Camat*", "Pelaksana Tugas Camat Jati", True), ("Camat", "Penjabat Camat", True), ("Plt. Lurah", "Plt. Lurah", True),
        ("Plt. Camat", "Camat", True), ("Camat", "Sekretaris Camat", False), ("Lurah", "Pltd Lurah", False),
    ],
)  # fmt: skip
def test_a_position_is_compared_without_an_acting_word(value: str, position: str, found: bool) -> None:
    made = case(problem([person(0, position=position)]), rule("mandatory_office", positions=[value]))
    assert made.people(made.rules[0]) == ([0] if found else [])
