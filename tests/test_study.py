"""The study of readiness: figures worked out on paper, counts that add up, the command with good and bad input."""

from __future__ import annotations

import json
import threading
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asnroster.cli.study import parse_caps
from asnroster.domain.problem import Building, ServicePost
from asnroster.engine.solve import Options
from asnroster.errors import InputError
from asnroster.judge.coverage import overfull, reached
from asnroster.judge.keeping import keepers, kept
from asnroster.judge.studied import LEVELS, Readiness, Study, level_of
from asnroster.output.study_words import MEASURES, binding_text, step_text, study_json
from asnroster.rules.kit.case import Case
from asnroster.run import Prepared, Request
from asnroster.scenario import Scenario
from asnroster.study import Watch, study, study_of
from asnroster.study.steps import dropped, hard_case, one_step
from asnroster.words import use_language
from tests.build import case, person, problem, roster, rule, unit
from tests.cli import run_in_process

ROOT = Path(__file__).parent.parent
STAFF = ROOT / "data/staff.xlsx"
EXACT = Options(gap=0.0, workers=1)


def studied(of: Case, *caps: str, watch: Watch | None = None) -> Study:
    prepared = Prepared(Scenario("uji", "Uji"), of, (), 0.0, 0.0)
    return study_of(prepared, EXACT, [Fraction(cap) for cap in caps], watch or Watch())


def told(of: Case, group: Readiness) -> tuple[object, ...]:
    """(home days, rule that binds and its gain, step and its gain)."""
    binds, step = group.binds, group.step
    return (
        group.home,
        (of.rules[binds.rule].name, binds.gain) if binds else None,
        (step.text, step.gain) if step else None,
    )


# -- the largest share and what binds


def test_the_planted_rule_binds_and_its_step_is_told() -> None:
    """Dinas: 4 people, 2 must be in: 10 of 20; with one less, or none but a leader, 5 more. Badan: nothing binds."""
    use_language("en")
    units = [unit("Dinas"), unit("Badan", index=1)]
    people = [*(person(n, 0, echelon="III.a" if n == 0 else "") for n in range(4)), person(4, 1)]
    asked = case(
        problem(people, units=units),
        rule("leader_presence", at_least=1),
        rule("office_headcount", name="Min", at_least=2, units=["Dinas"], per="agency"),
    )
    found = studied(asked)
    whole, dinas, badan = found.groups
    assert told(asked, whole) == (15, ("Min", 5), ("at least 2 → 1", 5))
    assert told(asked, dinas) == (10, ("Min", 5), ("at least 2 → 1", 5))
    assert told(asked, badan) == (5, None, None)
    assert [group.level.key for group in found.groups] == ["ready", "ready", "ready"]
    assert (dinas.share, badan.share) == (Fraction(1, 2), Fraction(1))


def test_two_rules_that_bind_together_are_no_single_one() -> None:
    asked = case(problem(2), rule("office_headcount", at_least=1), rule("office_share", at_least="50 %"))
    (whole, *_rest) = studied(asked).groups
    assert told(asked, whole) == (5, None, None)


def test_prices_are_ranked_and_name_who_gains() -> None:
    """Without the sector rule 10 days more (Puskesmas), without the minimum 5 (Dinas)."""
    units = [
        unit("Dinas", sector="administrasi", min_office=1),
        unit("Puskesmas", index=1, sector="kesehatan"),
    ]
    people = [person(0), person(1), person(2, 1), person(3, 1)]
    asked = case(
        problem(people, units=units),
        rule("office_headcount"),
        rule("mandatory_office", sectors=["kesehatan"]),
    )
    prices = studied(asked).prices
    assert [(asked.rules[p.rule].key, p.dropped.gain, p.units) for p in prices] == [
        ("mandatory_office", 10, ((1, 10),)),
        ("office_headcount", 5, ((0, 5),)),
    ]
    assert [p.step.gain if p.step else None for p in prices] == [None, 5]


def test_a_sheets_figure_does_not_pass_to_another_rule_when_its_own_is_dropped() -> None:
    asked = case(problem(2, units=[unit("Dinas", max_home_share=Fraction(1, 2))]),
                 rule("home_share", name="sheet"), rule("home_share", name="other", at_most="100 %"))  # fmt: skip
    whole = studied(asked).groups[0]
    assert told(asked, whole)[:2] == (5, ("sheet", 5))


@pytest.mark.parametrize(
    ("key", "fields", "text", "field", "value"),
    [
        ("home_share", {"at_most": "50 %"}, "at most 50 % → 55 %", "at_most", Fraction(11, 20)),
        ("home_share", {"at_most": "98 %"}, "at most 98 % → 100 %", "at_most", Fraction(1)),
        ("office_days_per_week", {"at_least": 3}, "at least 3 → 2", "at_least", 2),
        ("home_days_per_week", {"at_most": 2}, "at most 2 → 3", "at_most", 3),
        ("eligible_for_home", {"min_months_in_post": 6}, "months in post 6 → 5", "min_months_in_post", 5),
    ],
)
def test_one_step_of_a_figure(key: str, fields: dict[str, Any], text: str, field: str, value: object) -> None:
    use_language("en")
    step = one_step(case(problem(1), rule(key, **fields)), 0)
    assert step is not None
    assert (step.text, getattr(step.case.rules[0], field)) == (text, value)


def test_one_step_of_the_sheets_and_none_where_there_is_no_figure() -> None:
    units = [unit("Dinas", min_office=2, max_home_share=Fraction(1, 2)), unit("Badan", index=1)]
    asked = case(
        problem(1, units=units, posts=(ServicePost(0, "Loket", 1),)),
        rule("office_headcount"), rule("home_share"), rule("service_posts"), rule("mandatory_office"),
    )  # fmt: skip
    steps = [one_step(asked, index) for index in range(4)]
    assert [(u.min_office, u.max_home_share) for u in steps[0].case.problem.units] == [  # type: ignore[union-attr]
        (1, Fraction(1, 2)), (None, None)]  # fmt: skip
    assert steps[1].case.problem.units[0].max_home_share == Fraction(11, 20)  # type: ignore[union-attr]
    assert steps[2].case.problem.posts[0].min_office == 0  # type: ignore[union-attr]
    assert steps[3] is None
    assert len(dropped(asked, 3).case.rules) == 3


def test_soft_rules_are_no_part_of_the_law() -> None:
    asked = case(problem(1), rule("preferences", weight=1), rule("office_headcount", at_least=1))
    assert [r.key for r in hard_case(asked).rules] == ["office_headcount"]


def test_classes_by_their_thresholds() -> None:
    shares = (
        Fraction(1),
        Fraction(1, 2),
        Fraction(49, 100),
        Fraction(1, 5),
        Fraction(19, 100),
        Fraction(0),
        None,
    )
    assert [level_of(share).key for share in shares] == [
        "ready", "ready", "partly", "partly", "limited", "office", "impossible",
    ]  # fmt: skip
    assert [level.least for level in LEVELS] == sorted((level.least for level in LEVELS), reverse=True)


# -- what keeps people


def test_everybody_is_counted_once_by_what_keeps_them() -> None:
    units = [unit("Dinas", sector="administrasi"), unit("Puskesmas", index=1, sector="kesehatan")]
    people = [
        person(0),
        person(1, 1),
        person(2, echelon="II.b"),
        person(3, position="Camat Timur"),
        person(4, remote_capable=False),
        person(5, disciplined_until="proses"),
        person(6, in_post_since=date(2025, 11, 1)),
        person(7),
        person(8),
        person(9, 1, disciplined_until="proses"),  # both: the sector decides first
    ]
    asked = case(
        problem(
            people, units=units, absent={(7, d): "C" for d in range(5)}, pins=[(8, d, 1) for d in range(5)]
        ),
        rule("fixed_days"),
        rule("mandatory_office", sectors=["kesehatan"]),
        rule("office_weekdays", weekdays="Sen-Min", echelons=["II"]),
        rule("office_weekdays", name="camat", weekdays="Sen-Min", positions=["Camat*"]),
        rule("eligible_for_home", min_months_in_post=6),
    )
    reasons = keepers(asked)
    assert reasons == [
        "may", "sector", "leader", "role", "not-remote-capable", "disciplined", "new-in-post", "absent", "letter",
        "sector",
    ]  # fmt: skip
    assert kept(reasons) == {
        "may": 1, "sector": 2, "leader": 1, "role": 1, "not-remote-capable": 1, "disciplined": 1,
        "new-in-post": 1, "letter": 1, "absent": 1,
    }  # fmt: skip


def test_somebody_whom_weekly_rules_keep_in_is_told_so() -> None:
    assert keepers(case(problem(1), rule("office_days_per_week", at_least=5))) == ["limits"]


# -- the curve


def test_a_rosters_service_and_presence_by_hand() -> None:
    """Two at the counter. Monday both in, Tuesday one, Wednesday none: 2 of 3 at the minimum of 1, 1 of 3 above."""
    people = [
        person(0, services=("Loket",), building="A"),
        person(1, services=("loket ",), building="A"),
        person(2),
    ]
    data = problem(
        people, days=3, posts=(ServicePost(0, "Loket", 1),), buildings=(Building("A", 1),),
        wishes=[(0, 1, 0, 1), (1, 2, 1, 1), (2, 0, 1, 5)],
    )  # fmt: skip
    asked = case(data)
    made = roster(data, "OHH", "OOH", "OOO")
    found = reached(asked, made)[None]
    assert (found.service, found.spare) == (Fraction(2, 3), Fraction(1, 3))
    assert (found.home_share, found.lowest) == (Fraction(3, 9), Fraction(1, 3))
    assert found.wishes == Fraction(
        2, 3
    )  # P0's Tuesday at home, P2's Monday in the office; P1's Wednesday not
    assert overfull(asked, made) == 1
    assert reached(asked, made)[0] == found


def test_each_cap_is_a_proved_roster_and_shares_grow_to_the_most() -> None:
    """4 people, 5 days, one must be in: 0, 5, 10, 15 home days at 0, 25, 50 and 75 %; 100 % gives no more."""
    asked = case(problem(4), rule("office_headcount", at_least=1))
    points = studied(asked, "0", "1/4", "1/2", "3/4", "1").points
    assert [point.reached[None].home_share for point in points] == [
        Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(3, 4),
    ]  # fmt: skip
    assert [point.reached[0].lowest for point in points] == [
        Fraction(1), Fraction(3, 4), Fraction(1, 2), Fraction(1, 4), Fraction(1, 4),
    ]  # fmt: skip
    assert all(point.outcome.status == "optimal" and point.outcome.gap == 0 for point in points)


def test_a_home_day_outweighs_the_strongest_wish_and_among_equals_wishes_count() -> None:
    """Half of two people: one is at home each day; P0 wishes home on Monday, both wish the office on Tuesday."""
    data = problem(2, days=2, wishes=[(0, 0, 0, 3), (0, 1, 1, 10), (1, 1, 1, 4)])
    (point,) = studied(case(data), "1/2").points
    assert point.reached[None].home_share == Fraction(1, 2)
    assert point.reached[None].wishes == Fraction(2, 3)


def test_a_low_cap_overfills_a_small_building_and_says_so() -> None:
    data = problem([person(n, building="A") for n in range(4)], buildings=(Building("A", 3),))
    points = studied(case(data, rule("building_capacity")), "0", "1/4").points
    assert [(point.outcome.status, point.overfull) for point in points] == [("optimal", 5), ("optimal", 0)]


def test_stopped_it_says_what_is_missing() -> None:
    use_language("en")
    stop = threading.Event()
    stop.set()
    found = studied(case(problem(2), rule("office_headcount", at_least=1)), "0", watch=Watch(stop=stop))
    assert found.whole.home == 5
    assert found.unfinished == ("what rules cost, from rule “office_headcount” on", "the curve from 0% on")
    assert (found.prices, found.points) == ((), ())
    assert study_json(found)["interrupted"] is True


def test_stopped_in_the_curve_it_keeps_the_proved_points_only() -> None:
    """Stopped as the second cap begins: half of two people needs a search, which ends at once."""
    use_language("en")
    stop = threading.Event()

    def stage(text: str) -> None:
        if "50%" in text:
            stop.set()

    asked = case(problem(4, days=10), rule("fair_home_days", at_most=1, per="agency"))
    found = studied(asked, "0", "1/2", "3/4", watch=Watch(stage, stop=stop))
    assert [point.cap for point in found.points] == [0]
    assert found.unfinished == ("the curve from 50% on",)


def test_where_no_roster_exists_the_rule_that_would_help_is_told() -> None:
    use_language("en")
    units = [unit("Dinas", sector="kesehatan"), unit("Badan", index=1)]
    people = [person(0, building="A"), person(1, building="A"), person(2, 1)]
    asked = case(
        problem(people, units=units, buildings=(Building("A", 1),)),
        rule("mandatory_office", sectors=["kesehatan"]),
        rule("building_capacity"),
    )
    found = studied(asked)
    assert [(g.home, g.level.key) for g in found.groups] == [
        (None, "impossible"), (None, "impossible"), (5, "ready"),
    ]  # fmt: skip
    # Without the sector both may be at home; with room for one more both fit in, and nobody is at home.
    step = ("capacity of every building 1 higher", 0)
    assert told(asked, found.groups[1])[1:] == (("mandatory_office", 10), step)
    assert binding_text(found, found.groups[1]) == "Mandatory office: without it a roster exists"
    assert step_text(found, found.groups[1]).endswith("1 higher: then a roster exists")
    assert not found.disagreement


# -- the sample


@pytest.fixture(scope="module")
def sample() -> Study:
    use_language("en")
    request = Request(STAFF, scenario="kesiapan", start=date(2026, 12, 1), end=date(2026, 12, 31))
    return study(request, EXACT, [Fraction(1, 2)])[0]


def test_the_samples_counts_add_up(sample: Study) -> None:
    units = sample.case.problem.units
    for group in sample.groups:
        assert sum(group.kept.values()) == group.people
        assert group.home is not None
        assert group.home == group.bound <= group.days
        assert (group.may > 0) == (group.home > 0)
    agencies = [
        group for group in sample.groups if group.unit is not None and units[group.unit].parent is None
    ]
    assert sum(group.people for group in agencies) == sample.whole.people
    # Nothing ties the sample's agencies but buildings, which only bring people home: their mosts add up.
    assert sum(group.home or 0 for group in agencies) == sample.whole.home
    assert not sample.disagreement


def test_no_unit_has_more_than_its_people_or_less_than_its_part_of_the_agencys_most(sample: Study) -> None:
    units = sample.case.problem.units
    for agency in sample.agencies:
        own = [g for g in sample.groups if g.unit is not None and units[g.unit].parent == agency.unit]
        placed = set(sample.case.problem.placed_in[agency.unit or 0])
        directly = int(sample.case.problem.available[sorted(placed)].sum())
        assert sum(g.home or 0 for g in own) + directly >= (agency.home or 0)
        assert all((g.home or 0) <= (agency.home or 0) for g in own)


# -- the command


@pytest.mark.parametrize(
    ("text", "percents"),
    [
        ("0:75:10", [0, 10, 20, 30, 40, 50, 60, 70, 75]),
        ("50", [50]),
        ("0%:20%:10%", [0, 10, 20]),
        ("5:7:5", [5, 7]),
    ],
)
def test_caps(text: str, percents: list[int]) -> None:
    assert parse_caps(text) == [Fraction(p, 100) for p in percents]


@pytest.mark.parametrize("text", ["", "x", "0:101:10", "50:40:5", "0:50", "0:50:0", "-5:10:5"])
def test_wrong_caps_are_told(text: str) -> None:
    with pytest.raises(InputError) as error:
        parse_caps(text)
    assert [issue.code for issue in error.value.issues] == ["option-caps"]


def test_the_command_writes_workbook_and_json(tmp_path: Path) -> None:
    out, data = tmp_path / "kajian.xlsx", tmp_path / "kajian.json"
    words = (
        "study",
        STAFF,
        "--start",
        "2026-12-01",
        "--end",
        "2026-12-11",
        "--caps",
        "0:50:50",
        "--workers",
        "1",
    )
    first = run_in_process(*words, "-o", out, "--json", data)
    assert first.code == 0
    assert "Seluruh OPD" in first.stdout and "Dinas Kesehatan" in first.stdout
    told = json.loads(data.read_text("utf-8"))
    assert [point["cap"] for point in told["curve"]] == [0.0, 0.5]
    assert all(sum(group["kept"].values()) == group["people"] for group in told["groups"])
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Ringkasan", "Per OPD", "Per Unit", "Kurva", "Kepekaan", "Asumsi"]
    rows = [[cell.value for cell in row] for row in book["Per Unit"].iter_rows(min_row=5)]
    head, rows = rows[0], rows[1:]
    assert [row[head.index("Unit")] for row in rows] == ["Seluruh OPD", *(
        (g["unit"] or "").split(" > ")[-1] for g in told["groups"][1:])]  # fmt: skip
    most = head.index("Orang-hari WFH terbanyak")
    assert [row[most] for row in rows] == [group["most_home_days"] for group in told["groups"]]
    assert len(book["Kurva"]._charts) == 1 + len(MEASURES)
    # What nobody changed is written anew; a name that is a folder is not.
    assert run_in_process(*words, "-o", out).code == 0
    assert run_in_process(*words, "-o", tmp_path).code == 2


def test_by_unit_lists_units_and_bad_input_is_told() -> None:
    words = ("study", STAFF, "--start", "2026-12-01", "--end", "2026-12-04", "--caps", "0")
    assert "Bagian Hukum" in run_in_process(*words, "--by", "unit").stdout
    assert "Bagian Hukum" not in run_in_process(*words).stdout
    assert run_in_process(*words, "-s", "tidak-ada").code == 2
    wrong = run_in_process("study", STAFF, "--caps", "banyak")
    assert wrong.code == 2
    assert "0:75:10" in wrong.stderr


def test_where_no_roster_can_exist_the_study_is_written_and_the_rule_named(tmp_path: Path) -> None:
    """A building for one person in which a whole sector must be."""
    staff, data = tmp_path / "staff.xlsx", tmp_path / "kajian.json"
    book = openpyxl.load_workbook(STAFF)
    sheet = book["Gedung"]
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2):
        row[0].value = 1
    book.save(staff)
    words = ("--start", "2026-12-01", "--end", "2026-12-02", "--caps", "50", "--json", data, "--lang", "en")
    ended = run_in_process("study", staff, *words)
    assert ended.code == 3
    assert "Kapasitas gedung: without it a roster exists." in ended.stderr
    told = json.loads(data.read_text("utf-8"))
    assert told["groups"][0]["level"] == "impossible"
    assert told["groups"][0]["most_home_days"] is None
    assert told["curve"][0]["overfull_building_days"] > 0
