"""The policies of 2025 and 2026, sentence by sentence, and that each is possible for the data that comes along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.problem import HOME, Building, Problem
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.idle import idle_rules
from asnroster.run import Request, prepare, solve_and_judge
from asnroster.scenario.load import load_scenario
from tests.build import person, problem, roster, unit
from tests.policies import broken, case_of, cost, data_of, judged, office

STAFF = Path(__file__).parent.parent / "data/staff.xlsx"
DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum")
WEEK = date(2026, 4, 6)  # Monday to Friday without a holiday
PERMEN, HEADS, FRIDAYS = "permenpanrb-4-2025", "menpanrb-2-2025", "jumat-wfh-2026"
CIMAHI, DKI, THURSDAYS = "jumat-wfh-cimahi-2026", "jumat-wfh-dki-2026", "kamis-wfh-jabar-2026"


@dataclass(frozen=True)
class Said:
    """A sentence of a policy, and one person's week that keeps or breaks it.

    The person sits in an agency with its head, who is in the office all week.

    Attributes:
        week: Monday to Friday, O office, H home.
        broken: the rule broken and the day, or "minggu" where a week is judged.
        cost: of the wishes that this person's week leaves open.
        parameters: as ``--set`` gives them.
        pins: days put at home by a numbered order.
    """

    sentence: str
    week: str
    broken: Sequence[tuple[str, str]] = ()
    cost: int | None = None
    sector: str = "administrasi"
    who: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    pins: Sequence[int] = ()

    def __str__(self) -> str:
        return f"{self.sentence}: {self.week}"

    def judge(self, name: str) -> tuple[list[tuple[str, str]], int]:
        """Hard violations of the person, and what their week costs."""
        people = [person(0, echelon="II.b"), person(1, **self.who)]
        data = problem(
            people,
            start=WEEK,
            units=[unit("Dinas", sector=self.sector)],
            pins=[(1, day, HOME) for day in self.pins],
        )
        found = audit(
            Case(data, load_scenario(name, parameters=self.parameters).rules),
            roster(data, "OOOOO", self.week),
        )
        assert not found.misfits
        seen = [
            (entry.rule, "minggu" if v.where.day is None else DAYS[v.where.day], v.amount)
            for entry in found.rules
            for v in entry.violations
            if v.where.person != 0
        ]
        return (
            [(rule.name, day) for rule, day, _amount in seen if rule.hard],
            sum((rule.weight or 0) * amount for rule, _day, amount in seen if not rule.hard),
        )


def check(name: str, said: Said) -> None:
    found, paid = said.judge(name)
    assert found == list(said.broken)
    assert said.cost is None or paid == said.cost


def sentences(table: Sequence[Said]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("said", table, ids=str)


def direct(sentence: str, sector: str, week: str, day: str) -> Said:
    return Said(sentence, week, [("layanan langsung", day)], sector=sector)


# -- PermenPANRB 4/2025

ALLOWED = "paling banyak dua hari dalam seminggu"
ARTICLE_11 = "Pasal 11: tugas dapat dilaksanakan di luar kantor"
DISCIPLINE = "Pasal 25: tidak sedang dalam hukuman disiplin atau prosesnya"
NEWCOMER = "Pasal 25: tidak baru ditempatkan dalam jabatan"


@sentences(
    [
        Said(ALLOWED, "HHOOO", cost=0),
        Said(ALLOWED, "HOHOH", [("paling banyak", "minggu")], cost=0),
        Said("fleksibilitas dimanfaatkan", "OHOOO", cost=10),
        Said("fleksibilitas dimanfaatkan", "OOOOO", cost=20),
        Said("jumlah harinya diatur", "HHOOO", [("paling banyak", "minggu")], parameters={"hari_fleksibel": "1"}),
        Said(ARTICLE_11, "OOHOO", [("eligible_for_home", "Rab")], who={"remote_capable": False}),
        Said(ARTICLE_11, "OOOOO", cost=0, who={"remote_capable": False}),
        Said(DISCIPLINE, "OOOOH", [("eligible_for_home", "Jum")], who={"disciplined_until": "proses"}),
        Said(
            DISCIPLINE,
            "OHHOO",
            [("eligible_for_home", "Sel")],
            who={"disciplined_until": date(2026, 4, 7)},
        ),
        # Six calendar months after 8 October are over on 8 April, a Wednesday.
        Said(NEWCOMER, "OHHOO", [("eligible_for_home", "Sel")], who={"in_post_since": date(2025, 10, 8)}),
        Said(NEWCOMER, "HHOOO", who={"in_post_since": None}),
        Said(
            "jangka waktunya parameter",
            "HHOOO",
            who={"in_post_since": date(2026, 4, 1)},
            parameters={"bulan_dalam_jabatan": "0"},
        ),
        Said(
            "jangka waktunya parameter",
            "OHOOO",
            [("eligible_for_home", "Sel")],
            who={"in_post_since": date(2025, 10, 1)},
            parameters={"bulan_dalam_jabatan": "12"},
        ),
        direct("layanan langsung tetap di kantor", "kesehatan", "OHOOO", "Sel"),
        Said("penetapan dengan surat mendahului", "HOOOO", who={"remote_capable": False}, pins=[0]),
    ]
)  # fmt: skip
def test_permenpanrb_4_2025(said: Said) -> None:
    check(PERMEN, said)


def test_permenpanrb_4_2025_is_in_force_without_an_end() -> None:
    scenario = load_scenario(PERMEN)
    assert (scenario.start, scenario.end) == (None, None)
    assert [rule.name for rule in scenario.rules if rule.from_ or rule.until] == []


@pytest.mark.parametrize(
    ("start", "days", "at_home"),
    [
        (WEEK, 5, 2 * 5),  # two of five may be at home each day: the three places are enough
        (date(2026, 10, 1), 2, None),  # Thursday and Friday alone: no whole day of two in five is left
    ],
)
def test_permenpanrb_4_2025_buildings_are_kept(start: date, days: int, at_home: int | None) -> None:
    people = [person(n, building="Gedung A") for n in range(5)]
    units = [unit("Dinas", sector="administrasi")]
    case = case_of(
        PERMEN, problem(people, start=start, days=days, units=units, buildings=(Building("Gedung A", 3),))
    )
    found = solve(case, Options())
    if at_home is None:
        assert [sorted(case.rules[index].name for index in clash.rules) for clash in found.clashes] == [
            ["building_capacity", "paling banyak"]
        ]
        return
    assert found.roster is not None
    assert int((found.roster.modes == HOME).sum()) == at_home


# -- SE MenPANRB 2/2025: the sentences about a share need a whole agency


@pytest.mark.parametrize(
    ("porsi", "at_home", "wrong", "short"),
    [
        ("50 %", 2, [], 0),
        ("50 %", 3, [(3, 2)], 0),
        ("50 %", 1, [], 1),  # "kombinasi WFO dan WFA": what is set is used
        ("25 %", 1, [], 0),  # "pembagiannya diatur oleh pimpinan instansi masing-masing"
        ("25 %", 2, [(2, 1)], 0),
        ("100 %", 4, [], 0),
        ("0 %", 0, [], 0),
        ("0 %", 1, [(1, 0)], 0),
    ],
)
def test_menpanrb_2_2025_each_head_sets_the_share(
    porsi: str, at_home: int, wrong: list[tuple[int, int]], short: int
) -> None:
    people, units = office(people=4)
    data = data_of(HEADS, people, units)
    assert list(data.horizon.dates) == [date(2025, 3, day) for day in (24, 25, 26, 27)]
    rows = ["HHHH" if who < at_home else "OOOO" for who in range(4)]
    case = Case(data, load_scenario(HEADS, parameters={"porsi": porsi}).rules)
    found = audit(case, roster(data, *rows))
    assert broken(found, data) == [
        ("paling banyak", "Dinas", day, *figures) for day in data.horizon.dates for figures in wrong
    ]
    assert found.cost == 4 * 100 * short


@sentences([direct("layanan langsung", sector, "HOOOO", "Sen") for sector in ("kesehatan", "perizinan")])
def test_menpanrb_2_2025_direct_service_stays(said: Said) -> None:
    check(HEADS, said)


def test_menpanrb_2_2025_the_head_of_one_agency_may_set_less() -> None:
    units = [
        unit("Dinas", sector="administrasi", max_home_share=Fraction(1, 4)),
        unit("Badan", index=1, sector="administrasi"),
    ]
    data = data_of(HEADS, [person(n, n // 4) for n in range(8)], units)
    monday = date(2025, 3, 24)
    assert broken(judged(HEADS, data, [(who, monday) for who in (0, 4, 5)]), data) == []
    assert broken(judged(HEADS, data, [(who, monday) for who in (0, 1, 4, 5)]), data) == [
        ("Maks WFH unit", "Dinas", monday, 2, 1)
    ]


# -- SE MenPANRB 3/2026 and SE Mendagri 800.1.5/3349/SJ

STAYS = {
    "kedaruratan": ("kedaruratan", "penanganan bencana"),
    "ketertiban umum": ("keamanan",),
    "kebersihan": ("kebersihan",),
    "kependudukan": ("kependudukan",),
    "perizinan": ("perizinan",),
    "kesehatan": ("kesehatan",),
    "pendidikan": ("pendidikan",),
    "pendapatan daerah": ("pendapatan daerah",),
    "layanan langsung lain": ("pelayanan publik", "transportasi", "utilitas dasar"),
}
LEADERS = "pejabat eselon II dan III tetap WFO"
SOME_TEXTS = "sebagian naskah: eselon IV juga"
CAMAT = "camat dan lurah tetap WFO"
FRIDAY = "WFH pada hari Jumat"
OTHER_DAYS = "Senin sampai Kamis WFO"
ONE_FRIDAY_AT_HOME = "OOOOH"


@sentences(
    [
        Said(FRIDAY, ONE_FRIDAY_AT_HOME, cost=0),
        Said(FRIDAY, "OOOOO", cost=110),
        *(
            Said(OTHER_DAYS, "O" * n + "H" + "O" * (4 - n), [("hari lain WFO", DAYS[n])])
            for n in range(4)
        ),
        *(
            direct(f"{name} tetap di kantor", sector, ONE_FRIDAY_AT_HOME, "Jum")
            for name, members in STAYS.items()
            for sector in members
        ),
        *(
            Said(LEADERS, ONE_FRIDAY_AT_HOME, [("pimpinan", "Jum")], who={"echelon": echelon})
            for echelon in ("II.a", "II.b", "III.a", "III.b")
        ),
        Said(LEADERS, "OOOOO", cost=0, who={"echelon": "III.a"}),
        Said("pengawas (eselon IV) boleh WFH", ONE_FRIDAY_AT_HOME, cost=0, who={"echelon": "IV.a"}),
        Said(
            SOME_TEXTS,
            ONE_FRIDAY_AT_HOME,
            [("pimpinan", "Jum")],
            who={"echelon": "IV.a"},
            parameters={"eselon": "II, III, IV"},
        ),
        Said(CAMAT, ONE_FRIDAY_AT_HOME, [("camat dan lurah", "Jum")], who={"position": "CAMAT JATIASIH"}),
        Said(
            CAMAT,
            ONE_FRIDAY_AT_HOME,
            [("camat dan lurah", "Jum")],
            who={"position": "Lurah Aren Jaya", "echelon": "IV.a"},
        ),
        Said("sekretaris camat bukan camat", ONE_FRIDAY_AT_HOME, who={"position": "Sekretaris Camat"}),
        Said("penetapan dengan surat mendahului", "OHOOH", cost=0, pins=[1]),
        Said("penetapan dengan surat mendahului", "OHOOO", who={"echelon": "III.a"}, pins=[1]),
        Said("harinya parameter", "OOHOO", cost=0, parameters={"hari": "Rabu"}),
    ]
)  # fmt: skip
def test_jumat_wfh_2026(said: Said) -> None:
    check(FRIDAYS, said)


@pytest.mark.parametrize("name", [FRIDAYS, CIMAHI, DKI])
def test_fridays_that_are_holidays_are_nobodys(name: str) -> None:
    """April 2026: the 3rd is a public holiday; nothing moves to another day."""
    data = problem(
        [person(0), person(1), person(2)],
        start=date(2026, 4, 1),
        days=30,
        units=[unit("Dinas", sector="administrasi")],
        holidays=[date(2026, 4, 3)],
    )
    free = case_of(name, data).free
    assert [[data.horizon.dates[day].day for day in row.nonzero()[0]] for row in free] == [[10, 17, 24]] * 3


def test_jumat_wfh_2026_an_agency_without_camat_runs_without_a_word_more() -> None:
    """The agency's own file holds neither camat nor lurah: a notice, not a stop."""
    units = [unit("Dinas", sector="administrasi"), unit("RSUD", index=1, sector="kesehatan")]
    people = [
        person(0, echelon="II.b", position="Kepala Dinas"),
        person(1, echelon="III.a", position="Sekretaris"),
        person(2, 1),
    ]
    idle = idle_rules(case_of(FRIDAYS, data_of(FRIDAYS, people, units)))
    assert [(found.issue.found, found.unsafe) for found in idle] == [("Camat*", False)]


def test_jumat_wfh_2026_without_echelons_it_stops() -> None:
    people, units = office(people=2)
    data = data_of(FRIDAYS, people, units)
    assert any(
        found.unsafe and "pimpinan" in found.issue.message for found in idle_rules(case_of(FRIDAYS, data))
    )


# -- Cimahi: at most 75 % at home


@pytest.mark.parametrize(
    ("staff", "at_home", "wrong"),
    [
        (8, 6, []),
        (8, 7, [("paling banyak", "Dinas", 7, 6)]),
        (7, 5, []),  # 75 % of 7 is 5.25 people
        (7, 6, [("paling banyak", "Dinas", 6, 5)]),
        (20, 15, []),
        (20, 16, [("paling banyak", "Dinas", 16, 15)]),
    ],
)
def test_cimahi_at_most_75_percent(staff: int, at_home: int, wrong: list[tuple[Any, ...]]) -> None:
    people, units = office(people=staff)
    data = data_of(CIMAHI, people, units)
    friday = date(2025, 12, 5)
    found = judged(CIMAHI, data, [(who, friday) for who in range(at_home)])
    assert [(rule, who, *figures) for rule, who, _day, *figures in broken(found, data)] == wrong


def test_cimahi_those_who_must_stay_count_among_the_25_percent() -> None:
    people = [person(0, echelon="II.b"), *(person(n) for n in range(1, 4))]
    data = data_of(CIMAHI, people, [unit("Dinas", sector="administrasi")])
    friday = date(2025, 12, 5)
    assert broken(judged(CIMAHI, data, [(who, friday) for who in (1, 2, 3)]), data) == []


@pytest.mark.parametrize("name", [CIMAHI, DKI])
def test_what_the_ministers_say_holds_in_the_local_versions_too(name: str) -> None:
    assert load_scenario(name).lineage == (FRIDAYS, "layanan-langsung")
    for said in (
        Said(OTHER_DAYS, "OOOHO", [("hari lain WFO", "Kam")]),
        direct("kesehatan", "kesehatan", ONE_FRIDAY_AT_HOME, "Jum"),
        Said(LEADERS, ONE_FRIDAY_AT_HOME, [("pimpinan", "Jum")], who={"echelon": "III.b"}),
        Said(CAMAT, ONE_FRIDAY_AT_HOME, [("camat dan lurah", "Jum")], who={"position": "Lurah Cibeber"}),
    ):
        check(name, said)


@pytest.mark.parametrize("name", [CIMAHI, DKI])
def test_who_stays_under_the_cap_is_decided_by_wishes(name: str) -> None:
    people, units = office(people=4)
    data = problem(people, units=units, wishes=[(0, 4, HOME, 5)])
    case = case_of(name, data)
    granted = audit(case, roster(data, "OOOOH", "OOOOH", "OOOOO", "OOOOO"))
    refused = audit(case, roster(data, "OOOOO", "OOOOO", "OOOOH", "OOOOH"))
    assert (cost(granted, "preferences"), cost(refused, "preferences")) == (0, 5)
    assert refused.cost - granted.cost == 5


# -- DKI: 50 % of administrative staff


def jakarta() -> Problem:
    """Five administrative people, two in a field unit, a leadership-support unit of one."""
    units = [
        unit("Dinas", sector="administrasi"),
        unit("Kebun", parent=0, path="Dinas > Kebun", sector="pertanian"),
        unit("Protokol", parent=0, path="Dinas > Protokol", sector="dukungan pimpinan"),
    ]
    return problem([person(n, u) for n, u in enumerate((0, 0, 0, 0, 0, 1, 1, 2))], units=units)


@pytest.mark.parametrize(
    ("at_home", "wrong"),
    [
        ((0, 1, 2), []),  # half of the six administrative people, not of all eight
        ((0, 1, 7), []),
        ((0, 1, 2, 7), [("paling banyak", "Dinas", 4, 3)]),
        ((0, 5), [("layanan langsung", 5, 0, 1)]),
    ],
)
def test_dki_half_of_the_administrative_staff(at_home: tuple[int, ...], wrong: list[tuple[Any, ...]]) -> None:
    data = jakarta()
    friday = date(2025, 12, 5)
    found = judged(DKI, data, [(who, friday) for who in at_home])
    assert [(rule, who, *figures) for rule, who, _day, *figures in broken(found, data)] == wrong


# -- Jawa Barat 2026

THURSDAY = "setiap Kamis seluruh pegawai WFH"
EXCEPT = "kecuali unit layanan publik (rumah sakit, sekolah)"


@sentences(
    [
        Said(THURSDAY, "OOOHO", cost=0),
        Said(THURSDAY, "OOOOO", cost=110),
        Said(THURSDAY, "OOOHO", cost=0, who={"echelon": "III.a"}),
        Said("hari lain WFO", "OOOOH", [("office_weekdays", "Jum")]),
        Said("hari lain WFO", "HOOHO", [("office_weekdays", "Sen")]),
        *(
            direct(EXCEPT, sector, "OOOHO", "Kam")
            for sector in ("kesehatan", "pendidikan", "pelayanan publik", "kependudukan", "perizinan")
        ),
        Said("unit lain tidak dikecualikan", "OOOHO", cost=0, sector="pendapatan daerah"),
        Said("harinya parameter", "OOHOO", cost=0, parameters={"hari": "Rabu"}),
    ]
)
def test_kamis_wfh_jabar_2026(said: Said) -> None:
    check(THURSDAYS, said)


def test_kamis_wfh_jabar_2026_the_exception_names_its_own_policy() -> None:
    rules = {rule.name: rule.instrument for rule in load_scenario(THURSDAYS).rules}
    assert rules["layanan langsung"] == "Kebijakan Pemerintah Provinsi Jawa Barat, 2026"


# -- possible at all


@pytest.mark.parametrize("name", [FRIDAYS, CIMAHI, DKI, THURSDAYS])
def test_a_building_too_small_for_the_office_days_stops_nothing(name: str) -> None:
    """Five people, room for one, two of them needed in the office: a roster comes out and the rest is counted."""
    people = [
        person(0, building="Gedung A", echelon="II.b"),
        *(person(n, building="Gedung A") for n in range(1, 5)),
    ]
    units = [unit("Dinas", sector="administrasi", min_office=2)]
    case = case_of(name, problem(people, units=units, buildings=(Building("Gedung A", 1),)))
    found = solve(case, Options())
    assert found.status == "optimal"
    assert found.roster is not None
    judged_roster = audit(case, found.roster)
    assert judged_roster.hard_violations == 0
    day = 3 if name == THURSDAYS else 4
    most = {FRIDAYS: 3, CIMAHI: 3, DKI: 2, THURSDAYS: 3}[name]
    assert [int((found.roster.modes[:, d] == HOME).sum()) for d in range(5)] == [
        most if d == day else 0 for d in range(5)
    ]
    assert cost(judged_roster, "building_capacity") == 4 * 4 + (5 - most - 1)


def solved(name: str) -> Report:
    dated = load_scenario(name).start is not None
    dates = {} if dated else {"start": date(2026, 12, 1), "end": date(2026, 12, 31)}
    run = solve_and_judge(prepare(Request(STAFF, scenario=name, **dates)), Options(workers=1))
    assert not run.disagreement
    assert run.report is not None
    assert run.report.audit.hard_violations == 0
    return run.report


def shares(report: Report, sectors: Sequence[str] = ()) -> list[tuple[int, int]]:
    """(home people, people) of each agency and day, optionally of these sectors alone."""
    data, members = report.case.problem, defaultdict(list)
    for who in range(len(data.people)):
        if not sectors or data.unit_of(who).sector in sectors:
            members[data.agency_of(who).path].append(who)
    home = report.roster.modes == HOME
    pinned = report.case.fixed_home
    return [
        (int((home & ~pinned)[people, day].sum()), len(people))
        for people in members.values()
        for day in range(data.days)
    ]


def test_possible_permenpanrb_4_2025() -> None:
    report = solved(PERMEN)
    data, home = report.case.problem, (report.roster.modes == HOME) & ~report.case.fixed_home
    assert home.sum() > 500
    for days in data.horizon.weeks:
        assert home[:, days].sum(axis=1).max() <= 2
    assert not home[[p for p, who in enumerate(data.people) if not who.remote_capable]].any()


def test_possible_menpanrb_2_2025() -> None:
    report = solved(HEADS)
    assert all(2 * home <= people for home, people in shares(report))
    assert sum(home for home, _people in shares(report)) > 200


@pytest.mark.parametrize(("name", "weekday"), [(FRIDAYS, 4), (CIMAHI, 4), (DKI, 4), (THURSDAYS, 3)])
def test_possible_one_weekday_at_home(name: str, weekday: int) -> None:
    report = solved(name)
    data, home = report.case.problem, (report.roster.modes == HOME) & ~report.case.fixed_home
    assert {data.horizon.dates[day].weekday() for day in home.any(axis=0).nonzero()[0]} == {weekday}
    assert home.sum() > 100
    if name == CIMAHI:
        assert all(4 * at_home <= 3 * people for at_home, people in shares(report))
    if name == DKI:
        assert all(
            2 * at_home <= people for at_home, people in shares(report, ("administrasi", "dukungan pimpinan"))
        )
    if name != THURSDAYS:
        heads = [
            p
            for p, who in enumerate(data.people)
            if who.echelon.split(".")[0] in ("II", "III") or who.position.startswith(("Camat", "Lurah"))
        ]
        assert len(heads) > 50
        assert not home[heads].any()
