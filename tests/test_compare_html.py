"""The page of a comparison: figures counted on paper, what it hides, that no text in it can become code."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.calendar import Horizon
from asnroster.files import is_sealed
from asnroster.output.comparison import Side
from asnroster.output.html.compare_page import write_compare_html
from asnroster.output.html.privacy import masked_text
from asnroster.rules.kit.case import Case
from asnroster.scenario.savings import Assumption
from asnroster.words import use_language
from tests.build import rule
from tests.compare_samples import column, impossible, judged, office_report, sample_columns
from tests.report_page import NASTY, Page, page_text
from tests.report_samples import sample_problem, sample_report

NIPS = [person.key for person in sample_problem().people]


def page(columns: list[Side] | None = None, **options: Any) -> Page:
    use_language("en")
    return Page(page_text(write_compare_html, columns or sample_columns(), **options))


def remarks(seen: Page) -> list[str]:
    return [text for text in seen.texts["li"] if text.startswith("“")]


def test_the_summary_says_the_figures_and_recommends_nothing() -> None:
    """Everybody in the office: 24 person-days, 4 people on every working day; the sample: 6 of 24 at home, 1 on Monday.

    It saves 6 x 1.5 + 200 kWh (Gedung A is closed on Monday) at 1,699.53, 0.18 m³ at 7,000, 2.556 litres at 10,000: 382,022;
    low 103 kWh at 1,522.88, 0.12 m³ at 4,000, 0.6 litres at 10,000; high 418 kWh, 0.3 m³ at 12,000, 10.2 litres at 12,350.
    """
    said = page().said
    assert said[1:10] == [
        "3 policies or rosters are held against each other: “semua-wfo”, “contoh”, “penuh”. "
        "Dates: Thu, 17 Dec 2026 - Sun, 27 Dec 2026. They are about 5 people of 2 agencies.",
        "WFH: most with “contoh” (25.0% of all person-days worked), least with “semua-wfo” (0.0%).",
        "Rules that must hold: fewest violations with “semua-wfo” (2), most with “contoh” (5).",
        "Presence: on its emptiest working day the offices hold most people with “semua-wfo” (4), fewest with “contoh” (1).",
        "Leaders: days on which an agency has no leader in the office are fewest with “semua-wfo” (0), most with “contoh” (2).",
        "Savings against everybody in the office: most with “contoh” (382,022 rupiah; from low to high assumptions "
        "163,337 - 839,974), least with “semua-wfo” (0 rupiah).",
        "“contoh” against “semua-wfo”: WFH share +25.0 pp (now 25.0%); Fewest people in the office -3 (now 1); "
        "Agency-days without a leader +2 (now 2); Hard violations +3 (now 5); Savings (rupiah) +382,022 (now 382,022).",
        "Nothing is recommended here: which of these weighs more is for those who decide to say.",
        "Below a figure stands its difference to “semua-wfo”, and whether that is better or worse; ★ is the best of its row.",
    ]
    assert remarks(page()) == ["“penuh” has no roster: cannot hold together: a + b."]
    assert page().texts["dd"] == ["0.0% - 25.0%", "1 - 4", "Rp0 - Rp382,022"]


def test_columns_that_are_alike_are_told_so() -> None:
    twins = [column("satu", sample_report()), column("dua", sample_report())]
    said = page(twins).said
    assert "The WFH share is the same everywhere: 25.0%." in said
    assert "“dua” against “satu”: no difference." in said


def test_differences_are_told_in_words_and_colour_and_the_best_by_a_star() -> None:
    seen = page()
    table, looks = (of["All measures side by side"] for of in (seen.tables, seen.classes))
    rows = {row[0]: (row[1:], look[1:]) for row, look in zip(table, looks, strict=True)}
    assert rows["Scenario"][0] == ["semua-wfo", "contoh", "penuh"]
    assert rows["Title"][0] == ["Judul semua-wfo", "Judul contoh", "Terlalu penuh"]
    assert rows["Why not"][0] == ["", "", "cannot hold together: a + b"]
    assert rows["WFH share"] == (["0.0%", "25.0%\n+25.0 pp", "-"], ["number", "number", "number"])
    assert rows["Fewest people in the office"] == (
        ["4 ★", "1\n-3, worse", "-"],
        ["number best", "number worse", "number"],
    )
    assert rows["Savings (rupiah)"] == (
        ["0", "382,022 ★\n+382,022, better", "-"],
        ["number", "number best better", "number"],
    )
    assert rows["Emptiest day"] == (
        ["Thu, 17 Dec 2026", "Mon, 21 Dec 2026", "-"],
        ["number said", "number said", "number said"],
    )


def test_agencies_stand_side_by_side_with_what_they_save() -> None:
    tables = page().tables
    assert tables["WFH share of each agency"] == [
        ["OPD", "semua-wfo", "contoh", "penuh"],
        ["Dinas Contoh", "0.0%", "46.2%", "-"],
        ["RSUD Contoh", "0.0%", "0.0%", "-"],
    ]
    assert tables["Dinas Contoh"][1:] == [
        ["semua-wfo", "3", "13", "0", "0.0%", "-", "-", "0"],
        ["contoh", "3", "7", "6", "46.2%", "3", "0", "382,022"],
        ["penuh", *"-------"],
    ]
    assert tables["RSUD Contoh"][2] == ["contoh", "2", "11", "0", "0.0%", "0", "0", "0"]


def test_who_gains_and_who_loses_is_named() -> None:
    seen = page()
    assert "“contoh” against “semua-wfo”: 3 people gain WFH days, 0 lose some." in seen.said
    gained = seen.tables["WFH days of those who gain and lose most: contoh against semua-wfo"]
    assert gained[0] == ["Name", "NIP", "OPD", "Unit", "semua-wfo", "contoh", "±"]
    assert gained[1:] == [
        ["=SUM(1,1)", "1980************02", "Dinas Contoh", "Seksi Data", "0", "2", "+2"],
        ["Ani", "1970************01", "Dinas Contoh", "Dinas Contoh", "0", "2", "+2"],
        ["Citra", "1990************03", "Dinas Contoh", "Seksi Data", "0", "2", "+2"],
    ]
    lost = page(sample_columns()[1::-1]).tables
    assert [row[-1] for row in lost["WFH days of those who gain and lose most: semua-wfo against contoh"]] == [
        "±", "-2", "-2", "-2",
    ]  # fmt: skip


def test_savings_show_formula_range_and_source() -> None:
    """CO2: 209 kWh x 0.817 and 2.556 litres x 2.27."""
    tables = page().tables
    assert tables["Savings in rupiah, low, middle and high"][1:] == [
        ["semua-wfo", "0", "0", "0", "0", "0", "0"],
        ["contoh", "6", "1", "163,337", "382,022", "839,974", "177"],
    ]
    lines = {row[0]: row[1:] for row in tables["How the savings of “contoh” come about"]}
    assert lines["Electricity saved"] == [
        "103.0", "209.0", "418.0", "kWh",
        "6 (person-days at home) × 1.5 (electricity of a person-day in the office) + "
        "1 (closed building-days) × 200 (fixed electricity of an open building-day)",
    ]  # fmt: skip
    used = {row[0]: row[1:] for row in tables["Assumptions of all columns"]}
    assert used["Share that drives"][:4] == ["50.0%", "71.0%", "85.0%", "share"]
    assert used["Price of electricity"][4].startswith("PLN tariff 2025")


def test_other_assumptions_stand_in_tables_of_their_own() -> None:
    known = sample_report()
    dear = replace(known.scenario, savings={"rupiah_per_kwh": Assumption((Fraction(2000),) * 3, "Rekening")})
    columns = [column("a", known), column("b", replace(known, scenario=dear)), column("c", known)]
    tables = page(columns).tables
    assert {caption for caption in tables if caption.startswith("Assumptions of")} == {
        "Assumptions of a, c",
        "Assumptions of b",
    }
    used = {row[0]: row[1:] for row in tables["Assumptions of b"]}
    assert used["Price of electricity"] == ["2,000", "2,000", "2,000", "rupiah/kWh", "Rekening"]


def test_rules_of_every_column_with_their_sources_also_of_one_that_cannot_be() -> None:
    tables = page().tables
    kept = {row[0]: row for row in tables["Rules of “contoh”"]}
    assert kept["Layanan langsung"][2:] == ["Kept", "11", "-", "SE 3/2026"]
    asked = {row[0]: row for row in tables["Rules of “penuh”"]}
    assert asked["Layanan langsung"][2] == "SE 3/2026" and len(asked) == 7
    assert "“penuh”: cannot hold together: a + b." in page().said


def test_other_dates_are_told_and_neither_drawn_nor_held_against_the_first() -> None:
    known = sample_columns()
    late = replace(known[1], start=known[1].start - timedelta(7), name="lalu")
    seen = page([known[0], known[1], late])
    assert remarks(seen) == [
        "“lalu” is for other dates or other people: it stands beside the others without differences."
    ]
    assert "Not drawn, for they have no roster or other dates or people: lalu." in seen.said
    rows = {row[0]: row[1:] for row in seen.tables["All measures side by side"]}
    assert rows["WFH share"] == ["0.0%", "25.0%\n+25.0 pp", "25.0%"]
    assert not any("lalu” against" in text for text in seen.said)


def test_where_nothing_has_a_roster_the_reasons_stand() -> None:
    seen = page([impossible()])
    assert "“penuh”: cannot hold together: a + b." in seen.said
    assert "img" not in {tag for tag, _attributes in seen.tags}
    assert "Savings and what they rest on" not in seen.texts["h2"]


def private_columns() -> list[Side]:
    """Rules that name people: by NIP, by name, in a title; a column that cannot be among them."""
    known = sample_report()
    rules = (
        rule("mandatory_office", name="a", title=f"Plh. {NIPS[0]}", people=[NIPS[0], "Dodi"]),
        rule("home_share", at_most="50 %", except_people=["=sum(1,1)", NIPS[3]]),
    )
    shown = judged(known, Case(known.problem, rules))
    return [column("a", office_report(shown)), column("b", shown), impossible(shown)]


@pytest.mark.parametrize(("privacy", "people"), [("mask", ["1970************01", "Dodi"]), ("none", [NIPS[0], "Dodi"]), ("full", ["Person 1", "Person 4"])])  # fmt: skip
def test_it_is_as_private_as_asked(privacy: Any, people: list[str]) -> None:
    use_language("en")
    text = page_text(write_compare_html, private_columns(), privacy=privacy)
    assert [nip for nip in NIPS if nip in text] == (NIPS[:4] if privacy == "none" else [])
    assert text.count(f"only people {people[0]}, {people[1]}") == 3
    named = Page(text).tables["WFH days of those who gain and lose most: b against a"]
    assert named[0][1] == ("OPD" if privacy == "full" else "NIP")
    if privacy == "full":
        assert [row[0] for row in named[1:]] == ["Person 2", "Person 1", "Person 3"]
        for person in sample_problem().people:
            assert not re.search(rf"(?i)\b{re.escape(person.name)}\b", text), person.name


def test_a_nip_in_a_files_name_is_not_drawn_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """A masked name gives the same pictures as one that was masked by hand."""
    monkeypatch.undo()  # these are looked at: they are drawn
    masked = [one["src"] for one in pictures("jadwal-1970************01.xlsx", "none")]
    assert [one["src"] for one in pictures(f"jadwal-{NIPS[0]}.xlsx", "mask")] == masked
    assert [one["src"] for one in pictures(f"jadwal-{NIPS[0]}.xlsx", "none")] != masked


def pictures(name: str, privacy: Any) -> list[dict[str, str | None]]:
    known = sample_report()
    columns = [column("a", office_report(known)), column(name, known)]
    return [
        told
        for tag, told in Page(page_text(write_compare_html, columns, privacy=privacy)).tags
        if tag == "img"
    ]


def test_hiding_names_changes_no_figure() -> None:
    """Which column is held against which is settled by the real people."""
    seen = [page(private_columns(), privacy=level).tables for level in ("none", "mask", "full")]
    for caption in ("WFH share of each agency", "Dinas Contoh", "Savings in rupiah, low, middle and high"):
        assert seen[0][caption] == seen[1][caption] == seen[2][caption]
    measures = [tables["All measures side by side"] for tables in seen]
    assert measures[1] == measures[2] == [[*map(masked_text, row)] for row in measures[0]]
    others = sample_report()
    people = tuple(replace(one, key=f"1{one.key[1:]}") for one in others.problem.people[::-1])
    strangers = judged(others, Case(replace(others.problem, people=people), others.case.rules))
    columns = [column("a", others), column("b", strangers)]
    assert "Measures" in page(columns).texts["h2"]
    assert remarks(page(columns, privacy="full"))[0].startswith("“b” is for other dates or other people")


def test_many_columns_stand_in_several_tables_each_with_the_first() -> None:
    report = sample_report()
    columns = [replace(column(f"x = {n} %", report), value=f"{n} %") for n in range(10)]
    seen = page(columns)
    heads = [
        table[0]
        for caption, table in seen.tables.items()
        if caption.startswith("All measures side by side (table")
    ]
    assert heads == [
        ["x", *(f"{n}\u00a0%" for n in (0, *numbers))] for numbers in ((1, 2, 3, 4), (5, 6, 7, 8), (9,))
    ]  # fmt: skip
    assert seen.texts["h1"] == ["One figure step by step: x"]
    assert [caption for caption in seen.tables if caption.startswith("Rules of")] == ["Rules of “0\u00a0%”"]
    assert "The rules of the first column; the others differ from it in x alone." in seen.said


def test_many_agencies_stand_in_one_table() -> None:
    known = sample_report()
    units = tuple(
        replace(unit, name=f"OPD {n}", path=f"OPD {n}", agency=n, parent=None)
        for n, unit in enumerate(known.problem.units[:1] * 21)
    )
    people = tuple(replace(known.problem.people[n % 5], key=f"K{n}", unit=n) for n in range(21))
    rows = [n % 5 for n in range(21)]
    problem = replace(
        known.problem, units=units, people=people, absence=known.problem.absence[rows], pins=(), wishes=(), left_out=()
    )  # fmt: skip
    roster = replace(known.roster, modes=known.roster.modes[rows])
    shown = judged(replace(known, roster=roster), Case(problem, (rule("home_share", at_most="50 %"),)))
    tables = page([column("a", shown), column("b", shown)]).tables
    assert len(tables["All agencies"]) == 1 + 2 * 21
    assert tables["All agencies"][41][:3] == ["OPD 20", "a", "1"]


def test_every_text_is_a_text() -> None:
    use_language("en")
    known = sample_report()
    problem = replace(
        known.problem,
        people=tuple(replace(one, name=NASTY, key=NASTY) for one in known.problem.people),
        units=tuple(replace(one, name=NASTY, path=NASTY) for one in known.problem.units),
        sources=(replace(known.problem.sources[0], file=NASTY),),
    )
    rules = tuple(one.model_copy(update={"title": NASTY, "source": NASTY}) for one in known.case.rules)
    shown = judged(known, Case(problem, rules))
    columns = [column("a", office_report(shown)), column(NASTY, shown, title=NASTY), replace(impossible(shown), name=NASTY, why=NASTY)]  # fmt: skip
    seen = Page(page_text(write_compare_html, columns, privacy="none"))
    assert not {"b", "i", "u", "script"} & {tag for tag, _attributes in seen.tags}
    assert all(attributes.get("id") != "x" for _tag, attributes in seen.tags)
    assert any(NASTY in text for text in seen.said)


def test_it_asks_for_nothing_outside_itself_and_every_link_leads_somewhere() -> None:
    text = page_text(write_compare_html, sample_columns())
    seen = Page(text)
    ids = [told["id"] for _tag, told in seen.tags if "id" in told]
    assert len(ids) == len(set(ids)) and not {"people", "found", "find", "legend"} & set(ids)
    for _tag, attributes in seen.tags:
        for name in ("src", "href"):
            address = attributes.get(name)
            assert address is None or address.startswith("data:") or address[1:] in ids, address
    assert not re.search(r"(?i)https?://|@import|url\(", re.sub(r"base64,[\w+/=]+", "", text))
    policy = next(told["content"] for tag, told in seen.tags if tag == "meta" and "http-equiv" in told) or ""
    assert policy.startswith("default-src 'none'; img-src data:; ") and "unsafe" not in policy
    assert page_text(write_compare_html, sample_columns()) == text, "the same columns give the same bytes"


def test_it_is_written_whole_and_known_as_its_own(tmp_path: Path) -> None:
    write_compare_html(sample_columns(), tmp_path / "c.html")
    assert is_sealed((tmp_path / "c.html").read_text("utf-8"))
    with pytest.raises(OSError):
        write_compare_html(sample_columns(), tmp_path / "nowhere" / "c.html")


def test_in_indonesian() -> None:
    use_language("id")
    seen = Page(page_text(write_compare_html, sample_columns()))
    assert seen.texts["h1"] == ["Perbandingan kebijakan"]
    assert "WFH: terbanyak pada “contoh” (25,0\u00a0% dari semua orang-hari kerja), tersedikit pada “semua-wfo” (0,0\u00a0%)." in seen.said  # fmt: skip
    rows = {row[0]: row[1:] for row in seen.tables["Semua ukuran berdampingan"]}
    assert rows["Tersedikit di kantor"] == ["4 ★", "1\n-3, lebih buruk", "-"]


def test_the_span_is_that_of_the_first_column() -> None:
    start, end = date(2026, 12, 17), date(2026, 12, 27)
    assert sample_problem().horizon == Horizon(start, end)
    assert "17 December 2026 to 27 December 2026" in page().said[0]
