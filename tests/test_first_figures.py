"""Figures of rosters that an office has in hand: who is at home how often, under the policies as they are shipped."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.engine.solve import Options, solve
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Tally
from asnroster.run import Request, prepare, solve_and_judge
from tests.intake_books import write_xlsx
from tests.policies import cost

FAIR = "pembagian adil"
STAFF = Path(__file__).parent.parent / "data/staff.xlsx"
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)


def report_of(request: Request) -> Report:
    """What a run gives that must find a proved roster."""
    run = solve_and_judge(prepare(request), Options(workers=1, gap=0))
    assert run.report is not None and not run.disagreement
    assert run.report.audit.hard_violations == 0
    return run.report


def home_days(report: Report) -> list[list[date]]:
    """Dates at home of each person."""
    dates = report.problem.horizon.dates
    return [[dates[day] for day in np.flatnonzero(row == HOME).tolist()] for row in report.roster.modes]


# -- a quarter of eight people for a month


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Eight people in two units of one agency of which a quarter may be at home; November has 21 working days."""
    head = ["NIP", "Nama", "OPD", "Unit", "Jabatan", "Eselon", "Boleh WFH"]
    staff = [
        [
            f"N{n}",
            f"Orang {n}",
            "Dinas Uji",
            f"Bidang {n % 2}",
            *(("Kepala Bidang", "III.b") if n < 2 else ("Analis", "")),
            "Ya",
        ]
        for n in range(8)
    ]
    units = [["Unit", "Induk", "Sektor", "Maks WFH %"], ["Dinas Uji", "", "administrasi", 25],
             ["Bidang 0", "Dinas Uji", "", ""], ["Bidang 1", "Dinas Uji", "", ""]]  # fmt: skip
    path = write_xlsx(
        tmp_path_factory.mktemp("quarter") / "staff.xlsx", {"Pegawai": [head, *staff], "Unit": units}
    )
    return report_of(Request(path, start=date(2026, 11, 1), end=date(2026, 11, 30)))


def test_scarce_home_days_are_the_same_for_all(quarter: Report) -> None:
    """Two of eight on each of the twenty days of four whole weeks: forty home days, five for each."""
    days = home_days(quarter)
    assert [len(own) for own in days] == [5] * 8
    assert max(Counter(day for own in days for day in own).values()) == 2


def test_nobody_owns_the_fridays(quarter: Report) -> None:
    """Four Fridays with two at home each are one for everybody."""
    assert [sum(day.weekday() == 4 for day in own) for own in home_days(quarter)] == [1] * 8


# -- one weekday, half of the administrative staff: the sample under the policy of DKI Jakarta


@pytest.fixture(scope="module")
def fridays() -> Report:
    """The sample in December 2026, whose three Fridays are the 4th, 11th and 18th."""
    return report_of(Request(STAFF, scenario="jumat-wfh-dki-2026", start=DECEMBER[0], end=DECEMBER[1]))


def test_fairness_takes_no_home_day_away(fridays: Report) -> None:
    rules = tuple(rule for rule in fridays.case.rules if rule.name != FAIR)
    assert len(rules) == len(fridays.case.rules) - 1
    free = solve(Case(fridays.problem, rules), Options(workers=1, gap=0)).roster
    assert free is not None
    assert int((fridays.roster.modes == HOME).sum()) == int((free.modes == HOME).sum())


def test_nobody_who_may_be_at_home_has_none(fridays: Report) -> None:
    may = np.flatnonzero(fridays.case.free.any(axis=1)).tolist()
    days = home_days(fridays)
    assert len(may) > 60
    assert [fridays.problem.people[row].name for row in may if not days[row]] == []


def moved(roster: Roster, move: tuple[int, int, int, int]) -> Roster:
    """One home day less for the first on a day, one more for the second on a day."""
    giver, given, taker, taken = move
    modes = roster.modes.copy()
    modes[giver, given], modes[taker, taken] = OFFICE, HOME
    return Roster(modes)


def moves(report: Report) -> list[tuple[int, int, int, int]]:
    """Every move of one home day between two people of an agency, on the same day or from one to another."""
    problem, modes, free = report.problem, report.roster.modes, report.case.free
    agencies: dict[int, list[int]] = {}
    for row in np.flatnonzero(free.any(axis=1)).tolist():
        agencies.setdefault(problem.unit_of(row).agency, []).append(row)
    return [
        (giver, int(given), taker, int(taken))
        for people in agencies.values()
        for giver, taker in product(people, people)
        if giver != taker
        for given in np.flatnonzero(free[giver] & (modes[giver] == HOME))
        for taken in np.flatnonzero(free[taker] & (modes[taker] == OFFICE))
    ]


def breaks(case: Case, roster: Roster) -> bool:
    """Whether a rule that must hold is broken, by its audit; shares first, for they are what usually is."""
    for index, rule in sorted(enumerate(case.rules), key=lambda one: one[1].key != "home_share"):
        tally = Tally(index)
        if rule.hard:
            rule.audit(case, roster, tally)
        if tally.violations:
            return True
    return False


def test_no_move_between_two_people_of_an_agency_is_fairer(fridays: Report) -> None:
    """All are tried: what would be fairer breaks a rule that must hold."""
    case, roster = fridays.case, fridays.roster
    index, fair = next((index, rule) for index, rule in enumerate(case.rules) if rule.name == FAIR)

    def unfair(changed: Roster) -> int:
        tally = Tally(index)
        fair.audit(case, changed, tally)
        return tally.amount

    now, tried = unfair(roster), moves(fridays)
    assert now * (fair.weight or 0) == cost(fridays.audit, FAIR)
    assert len(tried) > 500
    # Fairness counts days, not dates: one move of each two people tells it of all of theirs.
    after = {move[::2]: unfair(moved(roster, move)) for move in {move[::2]: move for move in tried}.values()}
    assert min(after.values()) < now < max(after.values())
    fairer = [move for move in tried if after[move[::2]] < now]
    assert [move for move in fairer if not breaks(case, moved(roster, move))] == []


# -- who is never at home


def test_a_primary_school_stays_in_the_office_under_the_default() -> None:
    """The sample in one week: nobody of its SDN is at home by solving."""
    report = report_of(Request(STAFF, start=date(2026, 12, 7), end=date(2026, 12, 11)))
    problem = report.problem
    schools = [row for row in range(len(problem.people)) if problem.unit_of(row).name.startswith("SDN")]
    assert len(schools) >= 5
    assert [row for row in schools if (report.roster.modes[row] == HOME).any()] == []


# -- the lists that offices have


MINIMAL = [["NIP", "Nama", "Unit"], *([f"N{n}", f"Orang {n}", f"Bidang {n // 4}"] for n in range(12))]
FULL = [
    ["NIP", "Nama", "Unit", "OPD", "Jabatan", "Eselon"],
    *(
        [f"N{n}", f"Orang {n}", f"Bidang {n // 4}", "BKPSDM Kabupaten Contoh", *post]
        for n, post in enumerate(
            [("Kepala Badan", "II.b"), ("Sekretaris", "III.a"), *[("Kepala Bidang", "III.b")] * 2]
            + [("Analis SDM Aparatur Ahli Muda", "")] * 8
        )
    ),
]


@pytest.fixture(scope="module", params=["minimal", "full"])
def twelve(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Twelve people under the default: NIP, name and unit only, or with posts and echelons."""
    rows = MINIMAL if request.param == "minimal" else FULL
    path = write_xlsx(tmp_path_factory.mktemp("twelve") / "daftar.xlsx", {"Pegawai": rows})
    return report_of(Request(path, start=DECEMBER[0], end=DECEMBER[1]))


def test_never_more_than_half_of_twelve_at_home(twelve: Report) -> None:
    at_home = Counter(day for own in home_days(twelve) for day in own)
    assert 1 <= max(at_home.values()) <= 6
    for unit in range(3):
        own = Counter(day for days in home_days(twelve)[4 * unit : 4 * unit + 4] for day in days)
        assert max(own.values()) <= 2


def test_two_home_days_for_each_in_a_whole_week(twelve: Report) -> None:
    weeks = [date(2026, 12, 7), date(2026, 12, 14)]  # Monday to Friday without a day off
    for monday in weeks:
        week = {monday + timedelta(n) for n in range(5)}
        assert [len(week & set(own)) for own in home_days(twelve)] == [2] * 12


def test_the_head_of_the_agency_counts_as_leader(twelve: Report) -> None:
    """With echelons one of the four leaders is in the office on every working day; without any the rule rests."""
    checked = next(entry.checked for entry in twelve.audit.rules if entry.rule.key == "leader_presence")
    leaders = [row for row, who in enumerate(twelve.problem.people) if who.echelon]
    assert leaders == ([0, 1, 2, 3] if checked else [])
    office = (twelve.roster.modes[leaders] == OFFICE).sum(axis=0)
    worked = twelve.problem.available.any(axis=0)
    assert not leaders or (office[worked] >= 1).all()
