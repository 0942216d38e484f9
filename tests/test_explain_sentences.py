"""Why a cell is as it is, case by case: the very sentences that an HR officer reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from asnroster.domain.problem import Building, Problem, ServicePost
from asnroster.domain.roster import Misfit, Roster
from asnroster.explanation import explain_cells
from asnroster.output.blocks import Line
from asnroster.output.explanation import explanation
from asnroster.output.terminal import explanation_parts
from asnroster.rules.kit.base import Rule
from asnroster.rules.registry import registry
from asnroster.words import use_language
from tests.build import case, person, problem, roster, rule, unit
from tests.hand import brought
from tests.told import Told, told

Lines = list[str]
FREE = "No rule fixes this day: it is weighed together with the others."


def explained(
    made: Problem, rules: Sequence[Rule], rows: Sequence[str] | Roster, who: int, day: int
) -> Lines:
    """The lines about one cell."""
    one = case(made, *rules)
    known = rows if isinstance(rows, Roster) else roster(made, *rows)
    told = explanation(one, who, "", month=None, cells=explain_cells(one, known, who, [day]))
    return [line.text for line in explanation_parts(told) if isinstance(line, Line)]


def alone(made: Problem, rules: Sequence[Rule], rows: Sequence[str], who: int = 0, day: int = 0) -> Lines:
    """What is said of flipping one free cell alone, without the verdict."""
    lines = explained(made, rules, rows, who, day)
    first = next(i for i, line in enumerate(lines) if line.startswith("If only"))
    last = next(i for i, line in enumerate(lines) if line.startswith("If this"))
    assert lines[first - 1] == FREE or lines[first - 1].startswith("Kept at ")
    return lines[first + 1 : last - 1]


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


A = [unit("Dinas", min_office=1, max_home_share=Fraction(1, 2))]
CLERKS = [person(n, services=("Loket",)) for n in range(2)]
TEAM = [person(n, team="Tim A") for n in range(3)]
STAND_INS = [person(n, alternates="Kas") for n in range(2)]
INSIDE = [person(n, building="Gedung A") for n in range(2)]
LEADERS = [person(0, echelon="III.a"), person(1, echelon="IV.a")]
SHARE = "(Home share) [SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD]"
BKN = "(Office days per week) [BKN, Februari 2025; Inpres 1/2025]"
WEEKLY = "(Home days per week) [PermenPANRB 4/2025; BKN, Februari 2025]"
WEEK = "the week Mon, 1 Dec 2025 to Fri, 5 Dec 2025"
PERIOD = "Mon, 1 Dec 2025 to Fri, 5 Dec 2025"
DAY = "Mon, 1 Dec 2025"
PER_PERIOD = "(Home days per period) [Kebijakan instansi (jatah per periode)]"
HALF = {"at_most": "50 %"}
TOLD = [
    told("home_share", HALF, "OHHO", f"The WFH share of Dinas on {DAY} is full: 2 of at most 2. {SHARE}"),
    told("home_share", {}, "OH", f"The WFH share of Dinas on {DAY} is full: 1 of at most 1. {SHARE}", units=A),
    told("home_share", {"at_least": "50 %"}, "HHOO", f"The WFH minimum of Dinas on {DAY} is just met: 2 of at least 2. {SHARE}"),
    told("home_share", HALF, "OHHH",
         f"Broken already, and more so then: Dinas: 4 people at home on {DAY}; at most 2 are allowed. {SHARE}"),
    told("office_headcount", {}, "OH",
         f"The office minimum of Dinas on {DAY} is just met: 1 of at least 1. (Office headcount) [Sheet Unit, kolom Min WFO]",
         units=A),
    told("office_share", {"at_least": "50 %"}, "OH",
         f"The office minimum of Dinas on {DAY} is just met: 1 of at least 1. (Office share) [SE MenPANRB 1/2024]"),
    told("leader_presence", {}, "OO",
         f"The only leader of Dinas in the office on {DAY}; at least 1 must be there. (Leader presence) [SE MenPANRB 3/2026]",
         people=[LEADERS[0], person(1)]),
    told("leader_presence", {"at_least": 2}, "OO",
         f"The leaders of Dinas in the office on {DAY} are just enough: 2 of at least 2. (Leader presence) [SE MenPANRB 3/2026]",
         people=LEADERS),
    told("service_posts", {}, "OH",
         f"The only one who mans Loket (Dinas) in the office on {DAY}; it needs at least 1. (Service posts) [Sheet Layanan]",
         people=CLERKS, posts=(ServicePost(0, "Loket", 1),)),
    told("service_posts", {}, "OO",
         f"Those who man Loket (Dinas) in the office on {DAY} are just enough: 2 of at least 2. (Service posts) [Sheet Layanan]",
         people=CLERKS, posts=(ServicePost(0, "Loket", 2),)),
    told("not_home_together", {}, "OH",
         f"On {DAY} another one of “Kas” is WFH already; at most 1 of them may be at a time. (Not home together)"
         " [Sheet Pegawai, kolom Bergantian]", people=STAND_INS),
    told("building_capacity", {}, "HO",
         f"The capacity of Gedung A on {DAY} is full: 1 of at most 1. (Building capacity) [Sheet Gedung, kolom Kapasitas]",
         people=INSIDE, buildings=(Building("Gedung A", 1),)),
    told("office_days_per_week", {"at_least": 3}, ["OOOHH"], f"The office days of {WEEK} would be too few: 2 of at least 3. {BKN}"),
    told("office_days_per_week", {"at_most": 3}, ["HOOOH"], f"It would be office day number 4 of {WEEK}; at most 3 are allowed. {BKN}"),
    told("home_days_per_week", {"at_most": 2}, ["OOOHH"], f"It would be WFH day number 3 of {WEEK}; at most 2 are allowed. {WEEKLY}"),
    told("home_days_per_week", {"at_least": 2}, ["HOOOH"], f"The WFH days of {WEEK} would be too few: 1 of at least 2. {WEEKLY}"),
    told("home_days_per_period", {"at_most": 2}, ["OOOHH"],
         f"It would be WFH day number 3 of {PERIOD}; at most 2 are allowed. {PER_PERIOD}"),
    told("home_days_per_period", {"at_least": 2}, ["HOOOH"],
         f"The WFH days of {PERIOD} would be too few: 1 of at least 2. {PER_PERIOD}"),
    told("consecutive_home_days", {"at_most": 2}, ["OHHOO"],
         "More than 2 WFH days in a row, up to Wed, 3 Dec 2025. (Consecutive home days) [PermenPANRB 4/2025]"),
    told("long_weekend", {"at_most": 1}, ["OOOOH"],
         f"It would be WFH day number 2 next to days off in {PERIOD}; at most 1 is allowed. (No long weekends) [Kebijakan instansi (bukan perpanjangan libur)]"),
    told("team_office_day", {"at_least": 1}, ["OHHHH", "OOOOO", "OOOOO"],
         f"Tim A would be wholly in the office on only 0 days of {WEEK}; 1 is required. (Team office day)"
         " [Sheet Pegawai, kolom Tim]", people=TEAM),
    told("team_same_days", {}, "OOO",
         f"On {DAY} the rest of Tim A is elsewhere: the team has one mode on a day. (Team on the same days)"
         " [Sheet Pegawai, kolom Tim]", people=TEAM),
    told("closed_building_days", {"at_least": 1}, ["HOOOO", "HOOOO"],
         f"Gedung A would be empty on only 0 days of {WEEK}; 1 is required. (Closed building days)"
         " [Inpres 1/2025 (efisiensi listrik dan air)]", people=INSIDE),
    told("rotation", {}, ["HOHOH", "OHOHO"],
         "It would be out of turn in the rotation of Dinas. (Rotation) [SE Jabar 150/KPG.03/BKD (bergiliran 50:50)]"),
    told("fair_home_days", {}, ["HHOOO", "HHOOO"],
         f"It would be so that: Dinas, {PERIOD}: home days are not shared fairly (days off the fair share, squared for each"
         " person, come to 1; the aim is 0). (Fair home days) [PermenPANRB 4/2025]"),
    told("fair_weekdays", {"weekdays": ["Senin"]}, ["OOOOO", "OOOOO"],
         f"It would be so that: Dinas, {PERIOD}: home days on these weekdays are not shared fairly (days off the fair share,"
         " squared for each person, come to 1; the aim is 0). (Fair weekdays) [PermenPANRB 4/2025]"),
    told("even_home_days", {}, ["OOOOO", "HOOOO"],
         f"It would be so that: Dinas, {WEEK}: the people at home are not spread evenly over the days: 1 too many or too few"
         " in all; the aim is 0. (Even home days) [PermenPANRB 4/2025]"),
    told("consecutive_office_days", {"at_least": 2}, ["OOHOO"],
         "It would be so that: P0 is in the office for 1 working day in a row only, up to Tue, 2 Dec 2025; at least 2 are asked for."
         " (Consecutive office days) [Kebijakan instansi (hari WFO berturut-turut)]"),
    told("not_twice_running", {"weekdays": ["Senin"]}, ["OOOOO..HOOOO"],
         "It would be so that: P0 is at home on Mon, 8 Dec 2025 as on the same weekday a week before: 2 weeks running; at most 1 is allowed."
         " (Not twice running) [Kebijakan instansi (bergantian antarminggu)]"),
    told("accompanied", {"people": ["P0"], "by_people": ["P1"]}, "HH",
         f"It would be so that: Dinas: somebody is in the office without company on {DAY} (1 day; 0 may be). (Accompanied)"
         " [Kebijakan instansi (pendampingan)]"),
    told("steady_week", {}, ["HOOOO..HOOOO"],
         "It would be so that: P0: WFH on Mon, 8 Dec 2025, other than a week before (WFO). (Steady week) [PermenPANRB 4/2025]"),
    told("home_weekdays", {"weekdays": ["Senin"]}, "H",
         f"It would be so that: P0 is in the office on {DAY}, a day meant for home. (Home weekdays)"
         " [SE Jabar 150/KPG.03/BKD; SE MenPANRB 3/2026]"),
    told("preferences", {}, "O",
         f"It would be so that: P0 wished WFO on {DAY}, but has WFH. (Preferences) [Sheet Preferensi]",
         wishes=[(0, 0, 1, 3)]),
    told("minimal_change", {}, "H",
         f"It would be so that: P0: WFO on {DAY}, where the roster in force has WFH. (Minimal change)"
         " [Kebijakan instansi (perubahan jadwal sesedikit mungkin)]", base=np.array([[0]], dtype=np.int8)),
    *(one for more in brought("TOLD") for one in more),
]  # fmt: skip


@pytest.mark.parametrize("one", TOLD, ids=str)
def test_what_stands_against_the_other_mode(one: Told) -> None:
    made = problem(one.people or [person(n) for n in range(len(one.rows))], days=len(one.rows[0]), **one.more)
    hard, soft = rule(one.key, **one.fields), rule(one.key, weight=4, **one.fields)
    assert alone(made, [hard], one.rows, day=one.day) == [one.says]
    assert alone(made, [soft], one.rows, day=one.day)[0].startswith(f"{hard.words.title}: cost +")


def test_every_rule_that_can_stand_against_a_free_day_has_its_sentence() -> None:
    assert {one.key for one in TOLD} == {key for key, kind in registry().items() if kind.precedence is None}


ORDERS = rule("fixed_days")
HOSPITAL = [unit("RSUD", sector="kesehatan")]
MUST = rule("mandatory_office", sectors=["keamanan", "kesehatan"], source="SE 3/2026")
BY_ORDER = "[Surat perintah bernomor (sheet Penetapan)]"
ARTICLE = "[PermenPANRB 4/2025 Pasal 11 dan 25]"


def test_an_order_and_what_it_overrules() -> None:
    made = problem(1, units=HOSPITAL, pins=[(0, 0, 0)])
    assert explained(made, [MUST, ORDERS], ["HOOOO"], 0, 0)[:6] == [
        "P0 (P0), RSUD: Mon, 1 Dec 2025: WFH",
        f"Fixed at WFH by order 1/2025 (rule “Fixed days”). {BY_ORDER}",
        "It overrules rule “Mandatory office”, which does not want WFH there. [SE 3/2026]",
        "To change it, change or withdraw the order in sheet Penetapan.",
        "If only this cell were WFO:",
        f"It would be so that: P0 is not where the order puts them on {DAY}: WFO instead of WFH. (Fixed days) {BY_ORDER}",
    ]


def test_mandatory_office_names_what_of_the_person_it_goes_by() -> None:
    made = problem(1, units=HOSPITAL)
    fixed = "Fixed at WFO by rule “Mandatory office”: sectors kesehatan. [SE 3/2026]"
    assert explained(made, [MUST, ORDERS], ["OOOOO"], 0, 0)[1:] == [
        fixed,
        "To change it, an order with its Nomor Surat is needed in sheet Penetapan.",
        "If only this cell were WFH:",
        f"It would be so that: P0 must be in the office on every working day, but is at home on {DAY}. (Mandatory office)"
        " [SE 3/2026]",
        "So the cell cannot change alone. Cost of the wishes and soft rules: 0.",
    ]
    assert explained(made, [MUST], ["OOOOO"], 0, 0)[1:3] == [
        fixed, "To change it, the scenario needs the rule fixed_days, and sheet Penetapan an order.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "more", "reason", "over"),
    [
        ({}, {"remote_capable": False}, "the task cannot be done from home (not-remote-capable)", None),
        ({}, {"disciplined_until": "proses"}, "under discipline or in its process (disciplined)", None),
        ({}, {"disciplined_until": date(2025, 12, 2)}, "under discipline or in its process (disciplined)", "3 Dec 2025"),
        ({"min_months_in_post": 3}, {"in_post_since": date(2025, 9, 5)}, "newly placed in the post (new-in-post)", "5 Dec 2025"),
        ({"allowed_statuses": ["PNS"]}, {"status": "PPPK"}, "employment status not allowed to work from home (status)", None),
    ],
)  # fmt: skip
def test_who_is_not_eligible_and_until_when(
    fields: dict[str, Any], more: dict[str, Any], reason: str, over: str | None
) -> None:
    made = problem([person(0, **more)])
    lines = explained(made, [rule("eligible_for_home", **fields), ORDERS], ["OOOOO"], 0, 0)
    assert lines[1] == f"Fixed at WFO by rule “Eligible for home”: {reason}. {ARTICLE}"
    assert (
        lines[2:4]
        == [
            *([f"That reason is over on {over}."] if over else []),
            "To change it, an order with its Nomor Surat is needed in sheet Penetapan.",
            "If only this cell were WFH:",
        ][:2]
    )


def test_office_weekdays_need_no_numbered_order() -> None:
    made = problem(1)
    assert explained(made, [rule("office_weekdays", weekdays=["Senin"]), ORDERS], ["OOOOO"], 0, 0)[1:3] == [
        "Fixed at WFO by rule “Office weekdays”: In the office on Monday. [SE MenPANRB 3/2026; SE Jabar 150/KPG.03/BKD]",
        "To change it, an order is needed in sheet Penetapan.",
    ]


def test_a_hand_that_went_against_a_rule() -> None:
    made = problem(1, units=HOSPITAL)
    assert explained(made, [MUST, ORDERS], ["HOOOO"], 0, 0) == [
        "P0 (P0), RSUD: Mon, 1 Dec 2025: WFH",
        "Fixed at WFO by rule “Mandatory office”: sectors kesehatan. [SE 3/2026]",
        "The roster has WFH there, against that rule.",
        "To change it, an order with its Nomor Surat is needed in sheet Penetapan.",
        f"Broken as it is: P0 must be in the office on every working day, but is at home on {DAY}. (Mandatory office)"
        " [SE 3/2026]",
        "If only this cell were WFO:",
        "No rule that must hold would break by it. Cost of the wishes and soft rules: 0.",
    ]


def test_days_on_which_there_is_nothing_to_choose() -> None:
    made = problem(1, days=7, absent={(0, 2): "DL"}, holidays=[date(2025, 12, 2)])
    found = [explained(made, [], ["O..OO.."], 0, day) for day in (1, 2, 5)]
    assert found == [
        ["P0 (P0), Dinas: Tue, 2 Dec 2025: L", "A day off for everybody: Libur."],
        ["P0 (P0), Dinas: Wed, 3 Dec 2025: DL", "Absent: official travel (DL)."],
        ["P0 (P0), Dinas: Sat, 6 Dec 2025: L", "Not a working day of this person."],
    ]


def test_cells_that_are_no_roster() -> None:
    made = problem(1, days=7)
    known = Roster(roster(made, "-OOOO..").modes, (Misfit(0, 0, "C"), Misfit(0, 6, "WFO")))
    assert explained(made, [], known, 0, 0) == [
        "P0 (P0), Dinas: Mon, 1 Dec 2025: C", FREE,
        "The roster says neither WFO nor WFH here (“C”); enter one of them.",
    ]  # fmt: skip
    assert explained(made, [], known, 0, 6) == [
        "P0 (P0), Dinas: Sun, 7 Dec 2025: WFO", "Not a working day of this person.",
        "The roster says “WFO” here although nobody is expected to work; clear the cell.",
    ]  # fmt: skip


def test_a_free_day_that_nothing_speaks_about() -> None:
    assert explained(problem(1), [], ["OOOOO"], 0, 0) == [
        "P0 (P0), Dinas: Mon, 1 Dec 2025: WFO", FREE, "If only this cell were WFH:",
        "Nothing would break and nothing would cost more or less: either mode is as good.",
        "If this cell were WFH and what is tied to it were arranged anew:",
        "The roster would cost the same: the other choice is as good. It is proved that it cannot cost less.",
        "Nothing else would change.",
    ]  # fmt: skip


def test_a_wish_its_price_and_those_who_move_with_it_in_indonesian() -> None:
    """Half of two at home; the stronger wish has it. Giving it away costs 5 less 3, twice."""
    use_language("id")
    made = problem(2, days=1, wishes=[(0, 0, 0, 5), (1, 0, 0, 3)])
    rules = [rule("home_share", at_most="50 %"), rule("preferences", weight=2)]
    assert explained(made, rules, ["H", "O"], 0, 0) == [
        "P0 (P0), Dinas: Sen, 1 Des 2025: WFH",
        "Tidak ada aturan yang menetapkan hari ini: pilihannya dipertimbangkan bersama hari dan pegawai lain.",
        "Seandainya hanya sel ini menjadi WFO:",
        "Preferensi pegawai: skor +10: P0 menginginkan WFH pada Sen, 1 Des 2025, tetapi mendapat WFO.",
        "Tidak ada aturan wajib yang menjadi terlanggar. Skor keinginan dan aturan lunak: +10.",
        "Seandainya sel ini menjadi WFO dan semua yang terkait dengannya disusun ulang:",
        "Skor jadwal akan bertambah 4 (lebih buruk); terbukti tidak dapat kurang dari itu.",
        "Preferensi pegawai: skor +4",
        "Bersamanya berubah 1 hari lain dari 1 pegawai:",
        "P1, Sen, 1 Des 2025: WFO → WFH",
    ]
    assert explained(made, rules, ["O", "H"], 0, 0)[7] == (
        "Skor jadwal akan berkurang 4: ada jadwal yang lebih baik daripada jadwal ini."
    )
    assert explained(made, rules, ["H", "H"], 1, 0)[2:4] == [
        "Terlanggar saat ini: Dinas: 2 orang WFH pada Sen, 1 Des 2025; paling banyak 1 orang. (Porsi WFH)"
        " [SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD]",
        "Seandainya hanya sel ini menjadi WFO:",
    ]


def test_no_roster_with_it_names_the_rules_together() -> None:
    made = problem([person(0, echelon="III.a")], days=1)
    assert explained(made, [rule("leader_presence", title="Pimpinan hadir")], ["O"], 0, 0)[-2:] == [
        "No such roster exists, whatever else is changed. These rules together stand against it:",
        "Pimpinan hadir: At least 1 leader in the office, per agency [must] [SE MenPANRB 3/2026]",
    ]
