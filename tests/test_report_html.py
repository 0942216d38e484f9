"""The HTML report: figures counted on paper; it asks for nothing outside itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from asnroster.files import is_sealed, is_untouched, sealed
from asnroster.judge.caps import home_caps
from asnroster.output.html.page import write_html
from asnroster.rules.kit.case import Case
from asnroster.words import use_language
from tests.build import rule
from tests.report_page import NASTY, NIPS, Page, page, page_text  # noqa: F401
from tests.report_samples import sample_problem, sample_report


def test_the_summary_says_the_figures() -> None:
    """Counted on the roster of report_samples: 5 people, 18 days WFO, 6 WFH, Monday the emptiest."""
    said = page().said
    assert said[2:10] == [
        "5 people of 2 agencies (3 units) are rostered for 17 December 2026 to 27 December 2026, 5 working days, "
        "by the policy “Contoh & uji” (SE 1/2026).",
        "Of 24 person-days worked, 6 (25.0%) are at home (WFH) and 18 in the office; people are absent on 5 person-days.",
        "The fewest people are in the office on Mon, 21 Dec 2026: 1 of the 4 who work that day (25.0%).",
        "Among the agencies presence is lowest in Dinas Contoh on Mon, 21 Dec 2026: 0 of 3 (0.0%).",
        "Nobody is in the office of Dinas Contoh on Mon, 21 Dec 2026.",
        "Rules that must hold are broken in 5 places (2 of 5 rules, 40 checks); they are listed under Compliance.",
        "Of 2 days that people wished for, 1 (50.0%) is as they wished.",
        "1 of 5 people may be at home on at least one day; 10 exceptions are listed with their reasons.",
    ]


def test_indonesian_has_its_own_numbers_and_words() -> None:
    text = page_text(write_html, sample_report())
    seen = Page(text)
    assert '<html lang="id">' in text
    assert "Dari 24 orang-hari kerja, 6 (25,0\u00a0%) di rumah (WFH) dan 18 di kantor" in seen.said[3]
    assert seen.tables["Kehadiran per tanggal, semua OPD"][1] == [
        "Kam, 17 Des 2026",
        "3",
        "1",
        "1",
        "25,0\u00a0%",
    ]
    assert seen.data["language"] == "id"


def test_a_saturday_of_few_is_not_the_lowest_presence() -> None:
    """All of the hospital at home on Saturday, all of the Dinas in the office: weekdays count."""
    use_language("en")
    known = sample_report()
    modes = known.roster.modes.copy()
    modes[3:, 2] = 0
    modes[:3][modes[:3] == 0] = 1
    seen = Page(page_text(write_html, replace(known, roster=replace(known.roster, modes=modes))))
    assert [text for text in seen.said if "lowest in" in text] == [
        "Among the agencies presence is lowest in Dinas Contoh on Thu, 17 Dec 2026: 2 of 2 (100.0%)."
    ]


def test_presence_by_date_and_agency() -> None:
    tables = page().tables
    by_date = tables["Presence by date, all agencies"]
    assert by_date[0] == ["Date", "WFO", "WFH", "Absent", "WFH share"]
    assert by_date[4] == ["Mon, 21 Dec 2026", "1", "3", "1", "75.0%"]
    assert len(by_date) == 8, "seven days on which somebody works, Saturdays of the hospital among them"
    assert tables["Presence by agency"][1:] == [
        ["Dinas Contoh", "3", "46.2%", "", "0", "Mon 21 Dec", "3", "3", "Wed 23 Dec"],
        ["RSUD Contoh", "2", "0.0%", "", "1", "Mon 21 Dec", "-", "2", "Thu 17 Dec"],
    ]


def test_the_heat_map_shows_share_cap_and_what_exceeds_it() -> None:
    """Half of three people is one: 33 % is at the cap, all three on Monday are over it."""
    seen = page()
    table, looks = seen.tables["Share at home, December 2026"], seen.classes["Share at home, December 2026"]
    days = ["Thu 17", "Fri 18", "Sat 19", "Mon 21", "Tue 22", "Wed 23", "Sat 26"]
    assert table[0] == ["OPD", "Cap", *days]
    assert table[1] == ["Dinas Contoh", "50%", "33=", "33=", "-", "100!", "33=", "0", "-"]
    assert table[2] == ["RSUD Contoh", "50%", *["0"] * 7]
    assert looks[1][2:6] == ["centre h3 at-cap", "centre h3 at-cap", "centre off", "centre h10 over-cap"]


@pytest.mark.parametrize(
    ("fields", "people"),
    [
        ({"at_most": "50 %"}, [1] * 5), ({"at_most": "50 %", "of": "available"}, [1, 1, 1, 1, 1]),
        ({"at_most": "70 %", "of": "available"}, [1, 1, 2, 2, 2]), ({"exactly": "50 %"}, [2] * 5),
        ({"at_most": "50 %", "from": "2026-12-21"}, [-1, -1, 1, 1, 1]),
    ],
)  # fmt: skip
def test_caps_in_people(fields: dict[str, str], people: list[int]) -> None:
    """The Dinas: three people, of whom Citra is away on Thursday and Friday."""
    case = Case(sample_problem(), (rule("home_share", per="agency", **fields),))
    assert [home_caps(case)[0].people[day] for day in (0, 1, 4, 5, 6)] == people


def test_the_strictest_cap_counts_and_one_on_some_people_is_none() -> None:
    both = (
        rule("home_share", at_most="70 %"),
        rule("home_share", at_most="40 %", name="b", units=["Dinas Contoh"]),
    )
    caps = home_caps(Case(sample_problem(), both))
    assert {unit: (float(cap.share), int(cap.people[0])) for unit, cap in caps.items()} == {
        0: (0.4, 1),
        2: (0.7, 1),
    }
    some = rule("home_share", at_most="50 %", people=["Ani"])
    assert home_caps(Case(sample_problem(), (some,))) == {}
    assert home_caps(Case(sample_problem(), (rule("home_share", at_most="50 %", weight=2),))) == {}


def test_fairness_counts_home_days_of_the_eligible() -> None:
    """Ani, her colleague and Citra have two each; of the six days three are a Monday, one a Friday."""
    seen = page()
    assert seen.tables["Distribution of home days"][1:] == [["2", "3", "100.0%"]]
    assert seen.tables["Never at home, by reason"][1:] == [["Layanan langsung", "2"]]
    assert "Of these home days 50.0% are on a Monday and 16.7% on a Friday." in seen.said
    assert any(
        text.startswith("3 people may be at home. They have between 2 and 2 home days, 2.0 ")
        for text in seen.said
    )


UNKEPT = "Violations of rules that must hold (5); Not yet met (1)"


def test_rules_violations_and_exceptions() -> None:
    tables = page().tables
    kept = {row[0]: (row[2], row[5]) for row in tables["Rules, their sources and how they are kept"][1:]}
    assert kept["Layanan langsung"] == ("Kept", "SE 3/2026")
    assert kept["Home share"] == ("Broken in 2 places", "SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD")
    assert kept["Preferences"] == ("Not yet met in 1 place", "Sheet Preferensi")
    found = tables[UNKEPT][1:]
    assert found[0] == [
        "Home share",
        "Must",
        "Dinas Contoh: 3 people at home on Mon, 21 Dec 2026; at most 1 is allowed.",
    ]
    assert [row[1] for row in found] == ["Must"] * 5 + ["Striven for"]
    listed = tables["Exceptions with their reasons (10)"][1:]
    assert listed[0] == [
        "RSUD Contoh, 2 people", "Unit kept in the office", "every working day", "Layanan langsung",
        "sectors kesehatan", "SE 3/2026",
    ]  # fmt: skip
    assert listed[1][2:5] == [
        "17 Dec 2026 to 18 Dec 2026, 23 Dec 2026", "Office headcount", "only WFO is left (The units' own Min WFO is kept)",
    ]  # fmt: skip
    assert listed[5][0] == "Citra 1990************03, Dinas Contoh > Seksi Data"
    assert tables["Exceptions by kind"][1] == ["Unit kept in the office", "1", "2"]


def test_long_lists_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asnroster.output.html.made.MOST_VIOLATIONS", 4)
    monkeypatch.setattr("asnroster.output.html.made.MOST_EXCEPTIONS", 2)
    seen = page()
    assert len(seen.tables[UNKEPT]) == 5
    assert len(seen.tables["Exceptions with their reasons (10)"]) == 3
    assert "The first 4 of 6 are listed; the roster workbook lists more." in seen.said
    assert "The first 2 of 10 are listed; the roster workbook lists more." in seen.said


def test_the_roster_is_one_letter_a_day() -> None:
    data = page(privacy="none").data
    assert data["units"] == [["Dinas Contoh", 0, 1], ["Seksi Data", 1, 0], ["RSUD Contoh", 0, 0]]
    assert data["people"][0] == [NIPS[0], "Ani", 0, "HOLLHOOLLLL"]
    assert data["people"][2] == [NIPS[2], "Citra", 1, "aaLLHHOLLLL"]
    assert data["people"][4] == [NIPS[4], "Eka", 2, "OOOLbbbLLOL"]
    assert [data["codes"][letter] for letter in "OHab"] == [
        ["WFO", "works in the office", "office"], ["WFH", "works at home", "home"],
        ["C", "leave", "absent"], ["S", "sick", "absent"],
    ]  # fmt: skip
    assert data["days"][0] == ["Thu", 17, "Thursday, 17 December 2026"]


def test_it_asks_for_nothing_outside_itself() -> None:
    text = page_text(write_html, sample_report())
    seen = Page(text)
    for tag, attributes in seen.tags:
        for name in ("src", "href"):
            address = attributes.get(name)
            assert address is None or address.startswith(("data:", "#")), (tag, address)
    assert not re.search(r"(?i)https?://|@import|url\(", re.sub(r"base64,[\w+/=]+", "", text))
    policy = next(told["content"] for tag, told in seen.tags if tag == "meta" and "http-equiv" in told) or ""
    assert policy.startswith("default-src 'none'; img-src data:; ")
    assert "unsafe" not in policy


def test_every_link_leads_somewhere_and_ids_are_unique() -> None:
    seen = page()
    ids = [told["id"] for _tag, told in seen.tags if "id" in told]
    assert len(ids) == len(set(ids))
    links = [told["href"] or "" for tag, told in seen.tags if tag == "a"]
    assert len(links) == 10 and {link[1:] for link in links} <= set(ids)


def test_the_same_roster_gives_the_same_bytes() -> None:
    assert page_text(write_html, sample_report()) == page_text(write_html, sample_report())


def test_a_report_is_written_anew_only_where_nobody_changed_it(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    write_html(sample_report(), target)
    assert is_untouched(target)
    target.write_text(target.read_text("utf-8").replace("Ani", "Ana"), encoding="utf-8")
    assert not is_untouched(target)
    target.write_text("<p>mine</p>\n", encoding="utf-8")
    assert not is_untouched(target)
    assert is_sealed(sealed("a\nb")) and not is_sealed(sealed("a\nb") + "c\n")
