"""The page of a study: its tables hold the study's figures, nobody is named, it asks for nothing outside itself."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest

from asnroster.domain.problem import Building
from asnroster.judge.studied import Study
from asnroster.output.html.study_page import study_document, write_study_html
from asnroster.readiness import Watch
from asnroster.words import use_language
from tests.build import case, person, problem, rule, unit
from tests.cli import run_in_process
from tests.report_page import NASTY, Page, page_text
from tests.studies import STAFF, studied

# A person-day at home: 1 kWh of 1,000 to 3,000 rupiah and 1 kg CO2, nothing else.
ONE_KWH = {
    "kwh_per_office_day": 1, "kwh_per_building_day": 0, "rupiah_per_kwh": [1000, 2000, 3000], "kg_co2_per_kwh": 1,
    "water_m3_per_office_day": 0, "rupiah_per_litre": 0, "kg_co2_per_litre": 0,
}  # fmt: skip


@pytest.fixture
def small() -> Study:
    """The Dinas: a leader and three people of whom one is named and stays; the Badan with one Seksi and two people."""
    use_language("en")
    units = [
        unit("Dinas", min_office=3),
        unit("Badan", index=1),
        unit("Seksi", parent=1, agency=1, path="Badan > Seksi"),
    ]
    people = [
        person(0, name="Siti Nurhaliza"), *(person(n, name=f"Pegawai Rahasia {n}") for n in (1, 2, 3)),
        person(4, 2), person(5, 2),
    ]  # fmt: skip
    asked = case(
        problem(people, units=units),
        rule("mandatory_office", title="Petugas tetap", people=["Siti Nurhaliza"]),
        rule("office_headcount"),
    )
    return studied(asked, "0", "1/2", "1", savings=ONE_KWH)


def seen(study: Study) -> Page:
    return Page(page_text(write_study_html, study))


def test_the_summary_says_the_figures(small: Study) -> None:
    """Of 30 person-days the Dinas may have 5 at home (three of four must be in), the Badan all 10."""
    page = seen(small)
    assert page.texts["dd"] == ["6", "5", "50.0%", "Rp30,000"]
    assert page.said[1:7] == [
        "This study looks at 6 people of 2 agencies (3 units) in 1 December 2025 to 5 December 2025, under the rules that"
        " must hold of “Uji”; no policy of days or shares is chosen yet.",
        "Of 6 people 5 (83.3%) may work from home at all; with every hard rule kept, at most 50.0% of all working days can"
        " be at home.",
        "What keeps the others in the office, in people: Another rule 1.",
        "The rule that binds first: Office headcount: +33.3 points without it.",
        "Agencies by class: ready 1; partly ready 1.",
        "The highest cap of the curve is 100%. Against everybody in the office this saves about Rp30,000 in the period"
        " (Rp15,000 to Rp45,000), of which Rp30,000 of the government's budget and the rest fuel of the staff, and about"
        " 15 kg of CO2.",
    ]  # fmt: skip


def test_agencies_and_units(small: Study) -> None:
    tables = seen(small).tables
    head = [
        "Unit",
        "Largest WFH share",
        "Class",
        "People",
        "May WFH",
        "Share who may",
        "Binds first",
        "One step looser",
    ]
    assert tables["Readiness by agency"] == [
        [*head, "What keeps the others"],
        ["All agencies", "50.0%", "ready", "6", "5", "83.3%", "Office headcount: +33.3 points without it",
         "Min WFO of every unit 1 lower: +16.7 points", "Another rule 1"],
        ["Dinas", "25.0%", "partly ready", "4", "3", "75.0%", "Office headcount: +50.0 points without it",
         "Min WFO of every unit 1 lower: +25.0 points", "Another rule 1"],
        ["Badan", "100.0%", "ready", "2", "2", "100.0%", "-", "-", "-"],
    ]  # fmt: skip
    units = tables["Readiness by unit"]
    assert (units[0], [row[0] for row in units[1:]]) == (head, ["Dinas", "Badan", "Seksi"])
    assert units[3][1:6] == ["100.0%", "ready", "2", "2", "100.0%"]
    assert tables["The classes and their rule"][1:] == [
        ["ready", "≥ 50%", "Half or more of the work could be done from home on every rule", "1"],
        ["partly ready", "≥ 20%", "A fifth or more, less than half", "1"],
        ["limited", "> 0%", "Some days, less than a fifth", "0"],
        ["stays in the office", "= 0%", "No day at home is possible", "0"],
    ]
    assert tables["Who may work from home, and what keeps the others"][1:] == [
        ["May work from home", "5", "83.3%"], ["Another rule", "1", "16.7%"],
    ]  # fmt: skip


def test_the_curve_and_its_savings(small: Study) -> None:
    """At 50 % the Dinas has one of four at home (three must be in), the Badan one of two: 5 + 5 of 30 days."""
    page = seen(small)
    figures = [row[:2] + row[4:5] for row in page.tables["The curve in figures, all agencies"]]
    assert figures == [
        ["Cap", "WFH share reached", "Lowest office presence"], ["0%", "0.0%", "100.0%"], ["50%", "33.3%", "66.7%"],
        ["100%", "50.0%", "50.0%"],
    ]  # fmt: skip
    assert page.tables["Savings in the period by cap, all agencies"] == [
        ["Cap", "Person-days at home", "Closed building-days", "Low, rupiah", "Middle, rupiah", "High, rupiah", "CO2 saved, kg"],
        ["0%", "0", "0", "0", "0", "0", "0"],
        ["50%", "10", "0", "10,000", "20,000", "30,000", "10"],
        ["100%", "15", "0", "15,000", "30,000", "45,000", "15"],
    ]  # fmt: skip
    assert page.tables["WFH share reached, by agency and cap"] == [
        ["Agency", "0%", "50%", "100%"], ["Dinas", "0.0%", "25.0%", "25.0%"], ["Badan", "0.0%", "50.0%", "100.0%"],
    ]  # fmt: skip
    assert page.classes["WFH share reached, by agency and cap"][2] == [
        "text",
        "number h0",
        "number h5",
        "number h10",
    ]
    assert "The WFH share grows up to the last cap (100%: 50.0%)." in page.said
    assert "A cap of 100% saves about Rp30,000 in the period (Rp15,000 to Rp45,000)." in page.said
    assert len(page.texts["figcaption"]) == 3


def test_what_rules_cost_ranked_with_their_sources(small: Study) -> None:
    page = seen(small)
    rows = [row[:5] for row in page.tables["What each hard rule costs"][1:]]
    assert rows == [
        ["Office headcount", "+10", "+33.3", "Min WFO of every unit 1 lower: +5", "Dinas (+10)"],
        ["Petugas tetap", "+0", "+0.0", "-", "-"],
    ]
    assert any("“Office headcount” costs most: without it 10 more person-days" in text for text in page.said)
    basis = {row[0]: row[1:] for row in page.tables["Assumptions of the savings"]}
    assert basis["Price of electricity"] == [
        "1,000", "2,000", "3,000", "rupiah/kWh", "Given by the scenario, which names no source.",
    ]  # fmt: skip
    formulas = {row[0]: row[1] for row in page.tables["Formulas of the savings"]}
    assert formulas["Savings in all"] == "savings of the government's budget + savings of the staff (fuel)"
    assert [row[0] for row in page.tables["Rules that hold in this study"][1:]] == [
        "Petugas tetap",
        "Office headcount",
    ]


def test_nobody_is_named(small: Study) -> None:
    text = page_text(write_study_html, small)
    assert "only people 1 named in the scenario" in text
    assert [who.name for who in small.case.problem.people if who.name in text] == []
    assert "No person is named in this study." in text


def test_it_asks_for_nothing_and_has_no_script(small: Study) -> None:
    text = page_text(write_study_html, small)
    page = Page(text)
    assert [tag for tag, _told in page.tags if tag == "script"] == []
    assert not re.search(r"(?i)https?://|@import|url\(", re.sub(r"base64,[\w+/=]+", "", text))
    ids = [told["id"] for _tag, told in page.tags if "id" in told]
    links = [(told["href"] or "")[1:] for tag, told in page.tags if tag == "a"]
    assert len(ids) == len(set(ids)) and set(links) <= set(ids)
    assert len(links) == 1 + len(study_document(small).sections)


def test_texts_stay_texts() -> None:
    units = [unit(NASTY), unit("Badan", index=1)]
    asked = case(
        problem([person(0), person(1, 1)], units=units), rule("office_headcount", title=NASTY, at_least=1)
    )
    page = seen(studied(asked, "1"))
    assert not {"b", "script"} & {tag for tag, _told in page.tags}
    assert page.tables["Kesiapan per OPD"][2][0] == NASTY


def test_a_stopped_study_says_what_is_missing() -> None:
    use_language("en")
    stop = threading.Event()
    stop.set()
    page = seen(studied(case(problem(2), rule("office_headcount", at_least=1)), "0", watch=Watch(stop=stop)))
    left = "what rules cost, from rule “office_headcount” on; the curve from 0% on"
    assert page.texts["li"][-1] == f"Stopped by you. Not in this study: {left}."
    assert "There is no curve: no cap was solved." in page.said
    assert "No rule was left out in this study." in page.said


def test_where_no_roster_exists_it_says_so() -> None:
    use_language("en")
    people = [person(0, building="A"), person(1, building="A")]
    asked = case(
        problem(people, units=[unit("Dinas", sector="kesehatan")], buildings=(Building("A", 1),)),
        rule("mandatory_office", sectors=["kesehatan"]), rule("building_capacity"),
    )  # fmt: skip
    page = seen(studied(asked, "0"))
    assert page.said[2] == "No roster can keep all hard rules of this study for all agencies at once."
    row = page.tables["Readiness by agency"][1]
    assert (row[1:3], row[6]) == (["-", "no roster exists"], "Mandatory office: without it a roster exists")
    assert page.tables["The classes and their rule"][-1] == [
        "no roster exists", "-", "The hard rules contradict each other here", "1",
    ]  # fmt: skip


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    out = tmp_path / "kajian.html"
    words = ("study", STAFF, "--start", "2026-12-01", "--end", "2026-12-04", "--caps", "0:50:50", "-o", out)
    assert run_in_process(*words).code == 0
    page = Page(out.read_text("utf-8"))
    assert page.texts["h1"] == ["Kajian kesiapan WFH"]
    assert [row[0] for row in page.tables["Kurva dalam angka, seluruh OPD"][1:]] == ["0\u00a0%", "50\u00a0%"]
    assert run_in_process(*words).code == 0, "its own page is written anew"
    out.write_text("<p>mine</p>", encoding="utf-8")
    assert run_in_process(*words).code == 2
    assert run_in_process(*words[:-1], tmp_path / "kajian.pdf").code == 2
