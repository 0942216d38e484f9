"""Where data and rules leave each other short: a post without enough people, a column that no rule reads."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.problem import ServicePost
from asnroster.errors import Issue
from asnroster.judge.gaps import shortages, unread_columns
from asnroster.judge.soundness import check_case
from asnroster.rules.kit.base import Rule
from asnroster.rules.registry import registry
from asnroster.words import use_language
from tests.build import EVERY_COLUMN, case, person, problem, rule, unit
from tests.cli import run_in_process
from tests.intake_books import write_xlsx

CLERKS = [person(n, services=("KTP",)) for n in range(3)]
POSTS = (ServicePost(0, "KTP", 2),)


def short(*people: Any, rules: tuple[Rule, ...] = (), **more: Any) -> list[str]:
    """What is said of posts that the data leave short, in Indonesian; Monday to Friday, 1 to 5 December 2025."""
    use_language("id")
    made = problem(list(people) or CLERKS, days=more.pop("days", 5), posts=more.pop("posts", POSTS), **more)
    told = list(shortages(case(made, *(rules or (rule("service_posts"),)))))
    assert all((issue.code, issue.sheet) == ("post-short", "Layanan") for issue in told)
    return [issue.message for issue in told]


def test_one_line_a_post_with_its_dates_joined() -> None:
    """Two of three on leave on Tuesday and Wednesday, all three on Friday."""
    away = {(p, d): "C" for p in (0, 1) for d in (1, 2)} | {(p, 4): "C" for p in range(3)}
    assert short(absent=away) == [
        "Loket KTP (Dinas) kekurangan petugas: kurang 1 orang pada Sel, 2 Des 2025 s.d. Rab, 3 Des 2025; "
        "kurang 2 orang pada Jum, 5 Des 2025."
    ]


def test_enough_people_are_no_news() -> None:
    assert short() == []
    assert short(absent={(0, 1): "C"}) == []
    assert short(rules=(rule("home_share", at_most="50 %"),), absent={(0, 1): "C", (1, 1): "C"}) == []


def test_whoever_is_at_home_by_order_is_missing_at_the_counter() -> None:
    pins = ((0, 2, 0), (1, 2, 0))
    assert short(rules=(rule("fixed_days"), rule("service_posts")), pins=pins) == [
        "Loket KTP (Dinas) kekurangan petugas: kurang 1 orang pada Rab, 3 Des 2025."
    ]


def test_a_post_that_nobody_serves_is_short_on_every_day_that_it_is_open() -> None:
    posts = (ServicePost(0, "Paspor", 1, frozenset({0, 4})),)
    assert short(posts=posts) == [
        "Loket Paspor (Dinas) kekurangan petugas: kurang 1 orang pada Sen, 1 Des 2025, Jum, 5 Des 2025."
    ]


def test_of_many_dates_the_rest_is_counted() -> None:
    posts = (ServicePost(0, "Paspor", 1, frozenset({0})),)
    (line,) = short(posts=posts, days=56)
    assert line.endswith("Sen, 29 Des 2025, 3 hari lagi.")


def test_a_roster_comes_with_the_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the page, in the figures for programs, and once more when the roster is audited."""
    monkeypatch.chdir(tmp_path)
    staff = [["NIP", "Nama", "Unit", "Layanan"], *([f"19800101200501100{n}", name, "Dinas", "KTP"]
             for n, name in enumerate(("Ani", "Budi"), start=1)),
             ["198001012005011005", "Eka", "Dinas", ""]]  # fmt: skip
    away = [
        ["NIP", "Mulai", "Selesai", "Kode"],
        ["198001012005011001", date(2026, 9, 8), date(2026, 9, 8), "C"],
    ]
    book = {
        "Pegawai": staff,
        "Layanan": [["Unit", "Layanan", "Min WFO"], ["Dinas", "KTP", 2]],
        "Ketidakhadiran": away,
    }
    write_xlsx(tmp_path / "staff.xlsx", book)
    (tmp_path / "loket.toml").write_text('[[rules]]\nrule = "service_posts"\n', encoding="utf-8")
    dates = ("--start", "2026-09-07", "--end", "2026-09-11")
    ended = run_in_process(
        "solve", "staff.xlsx", "-s", "loket.toml", *dates, "-o", "j.xlsx", "--json", "j.json"
    )
    line = "Loket KTP (Dinas) kekurangan petugas: kurang 1 orang pada Sel, 8 Sep 2026."
    assert ended.code == 0
    assert line in ended.stderr
    told = json.loads((tmp_path / "j.json").read_text("utf-8"))["notices"]
    assert [notice["message"] for notice in told if notice["code"] == "post-short"] == [line]
    assert line in run_in_process("audit", "j.xlsx").stderr


def unread(columns: set[tuple[str, str]], *rules: Rule) -> list[Issue]:
    use_language("en")
    return list(unread_columns(case(problem(CLERKS, days=1, columns=frozenset(columns)), *rules)))


@pytest.mark.parametrize("key", sorted(registry()))
def test_a_rule_reads_its_own_columns(key: str) -> None:
    """Each column made for a rule is of use with some of its fields."""
    fields: dict[str, dict[str, Any]] = {
        "eligible_for_home": {"min_months_in_post": 6},
        "accompanied": {"by_roles": ["mentor"]},
    }
    columns = set(registry()[key].columns)
    if columns:
        assert columns <= EVERY_COLUMN | {("Layanan", "")}
        assert unread(columns, rule(key, **fields.get(key, {}))) == []
        assert [issue.found for issue in unread(columns)] == [
            " > ".join(filter(None, c)) for c in sorted(columns)
        ]


def test_the_rule_that_would_read_a_column_is_named() -> None:
    (issue,) = unread({("Pegawai", "Bergantian")}, rule("fixed_days"))
    assert issue.message == "Pegawai > Bergantian is filled in, but no rule of this scenario reads it."
    assert issue.needed == (
        "It would be read by “Not home together” (not_home_together): put it into the scenario if it is meant to count."
    )


def test_teams_are_read_by_whatever_goes_by_teams() -> None:
    teams = {("Pegawai", "Tim")}
    assert unread(teams, rule("home_share", at_most="50 %", per="team")) == []
    assert unread(teams, rule("mandatory_office", teams=["Tim 1"])) == []
    (issue,) = unread(teams, rule("team_same_days", per="unit"))
    assert "team_office_day" in issue.needed and "team_same_days" in issue.needed


def test_services_without_the_sheet_of_the_posts() -> None:
    (issue,) = unread({("Pegawai", "Layanan")}, rule("service_posts"))
    assert issue.found == "Pegawai > Layanan"
    assert (
        issue.needed
        == "Rule “Service posts” would read it, but has nothing to go by: Layanan is empty or missing."
    )


def test_where_everybody_is_in_the_office_anyway_no_column_is_missed() -> None:
    assert unread({("Pegawai", "Tim")}, rule("mandatory_office")) == []


def test_time_in_post_without_a_rule_on_it() -> None:
    columns = {("Pegawai", "TMT Jabatan"), ("Pegawai", "Boleh WFH")}
    assert [issue.found for issue in unread(columns, rule("eligible_for_home"))] == ["Pegawai > TMT Jabatan"]


@pytest.mark.parametrize(
    ("own", "given", "expected"),
    [((), (), []), (("x",), (), ["rule-idle-value"]), ((), ("Dinas X",), ["rule-idle-value"])],
)
def test_of_shipped_rules_only_the_values_that_the_user_gave_are_told(
    own: tuple[str, ...], given: tuple[str, ...], expected: list[str]
) -> None:
    made = problem(CLERKS, days=1, units=[unit("Dinas")], columns=frozenset())
    one = rule("home_weekdays", name="x", weekdays="Kamis", units=["Dinas X"])
    stopping, notices = check_case(case(made, one), own=own, values=given)
    assert stopping == []
    assert [issue.code for issue in notices] == expected


def test_a_strict_run_stops_for_an_own_rule_that_keeps_nobody_and_for_no_shipped_one() -> None:
    """No office has every sector of the shipped base: nothing is open there."""
    made = problem(
        CLERKS, days=1, units=[unit("Dinas", sector="administrasi")], columns=frozenset({("Unit", "Sektor")})
    )
    one = rule("mandatory_office", name="x", sectors=["kesehatan"])
    assert [issue.code for issue in check_case(case(made, one), own=("x",), strict=True)[0]] == [
        "rule-idle-value"
    ]
    assert check_case(case(made, one), strict=True)[0] == []
    assert [issue.code for issue in check_case(case(made, one))[1]] == []
