"""The HTML report: figures counted on paper, what it hides, that no text in it can become code."""

from __future__ import annotations

import base64
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.problem import LeftOut
from asnroster.files import is_sealed, sealed
from asnroster.intake.provenance import read_provenance
from asnroster.intake.untouched import is_untouched
from asnroster.judge.audit import audit
from asnroster.judge.caps import home_caps
from asnroster.output.charts import Form, address, bar_chart, grouped_bars, line_chart, presence_chart, spark
from asnroster.output.html.page import html_text, write_html
from asnroster.output.html.privacy import masked_key, masked_text
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from asnroster.words import use_language
from tests.build import rule
from tests.cli import ANI, BUDI, run_in_process
from tests.report_samples import sample_problem, sample_report
from tests.test_cli_audit import FRIDAY, edit, folder  # noqa: F401

NIPS = [person.key for person in sample_problem().people]
NASTY = '</script><b id="x">&amp;"\'<!--'


class Page(HTMLParser):
    """What a browser would see: tables by caption, texts by tag, ids, the data of the search, anything that runs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.classes: dict[str, list[list[str]]] = {}
        self.texts: dict[str, list[str]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._rows: list[list[str]] = []
        self._looks: list[list[str]] = []
        self._caption = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        if tag == "table":
            self._rows, self._looks = [], []
        elif tag == "tr":
            self._rows.append([])
            self._looks.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
            self._looks[-1].append(told.get("class") or "")
        if tag not in ("meta", "link", "img", "br", "input"):
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")
            if tag == "caption":
                self._caption = ""

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes something else"
        if tag == "table":
            self.tables[self._caption], self.classes[self._caption] = self._rows, self._looks

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data
        if "caption" in self._open:
            self._caption += data
        elif self._open and self._open[-1] in ("td", "th"):
            self._rows[-1][-1] += data

    @property
    def data(self) -> Any:
        return json.loads(self.texts["script"][0])

    @property
    def said(self) -> list[str]:
        return self.texts["p"]


def page(**options: Any) -> Page:
    use_language("en")
    return Page(html_text(sample_report(), **options))


def test_the_summary_says_the_figures() -> None:
    """Counted on the roster of report_samples: 5 people, 18 days WFO, 6 WFH, Monday the emptiest."""
    said = page().said
    assert said[2:9] == [
        "5 people of 2 agencies (3 units) are rostered for 17 December 2026 to 27 December 2026, 5 working days, "
        "by the policy “Contoh & uji” (SE 1/2026).",
        "Of 24 person-days worked, 6 (25.0%) are at home (WFH) and 18 in the office; people are absent on 5 person-days.",
        "The fewest people are in the office on Mon, 21 Dec 2026: 1 of the 4 who work that day (25.0%).",
        "Among the agencies presence is lowest in Dinas Contoh on Mon, 21 Dec 2026: 0 of 3 (0.0%).",
        "Rules that must hold are broken in 5 places (2 of 5 rules, 40 checks); they are listed under Compliance.",
        "Of 2 days that people wished for, 1 (50.0%) are as they wished.",
        "3 of 5 people may be at home on at least one day; 5 exceptions are listed with their reasons.",
    ]


def test_indonesian_has_its_own_numbers_and_words() -> None:
    text = html_text(sample_report())
    seen = Page(text)
    assert '<html lang="id">' in text
    assert "Dari 24 orang-hari kerja, 6 (25,0\u00a0%) di rumah (WFH) dan 18 di kantor" in seen.said[3]
    assert seen.tables["Kehadiran per tanggal, semua OPD"][1] == [
        "Kam, 17 Des 2026",
        "3",
        "1",
        "1",
        "75,0\u00a0%",
    ]
    assert seen.data["language"] == "id"


def test_a_saturday_of_few_is_not_the_lowest_presence() -> None:
    """All of the hospital at home on Saturday, all of the Dinas in the office: weekdays count."""
    use_language("en")
    known = sample_report()
    modes = known.roster.modes.copy()
    modes[3:, 2] = 0
    modes[:3][modes[:3] == 0] = 1
    seen = Page(html_text(replace(known, roster=replace(known.roster, modes=modes))))
    assert [text for text in seen.said if "lowest in" in text] == [
        "Among the agencies presence is lowest in Dinas Contoh on Thu, 17 Dec 2026: 2 of 2 (100.0%)."
    ]


def test_presence_by_date_and_agency() -> None:
    tables = page().tables
    by_date = tables["Presence by date, all agencies"]
    assert by_date[0] == ["Date", "WFO", "WFH", "Absent", "WFO share"]
    assert by_date[4] == ["Mon, 21 Dec 2026", "1", "3", "1", "25.0%"]
    assert len(by_date) == 8, "seven days on which somebody works, Saturdays of the hospital among them"
    assert tables["Presence by agency"][1:] == [
        ["Dinas Contoh", "3", "", "0", "Mon 21 Dec", "3", "Wed 23 Dec", "3", "46.2%"],
        ["RSUD Contoh", "2", "", "1", "Mon 21 Dec", "2", "Thu 17 Dec", "-", "0.0%"],
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


def test_rules_violations_and_exceptions() -> None:
    tables = page().tables
    kept = {row[0]: (row[2], row[5]) for row in tables["Rules, their sources and how they are kept"][1:]}
    assert kept["Layanan langsung"] == ("Kept", "SE 3/2026")
    assert kept["Home share"] == ("Broken in 2 places", "SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD")
    assert kept["Preferences"] == ("Missed in 1 places", "Sheet Preferensi")
    found = tables["Violations (6)"][1:]
    assert found[0] == [
        "Home share",
        "Must",
        "Dinas Contoh: 3 people at home on Mon, 21 Dec 2026; at most 1 are allowed.",
    ]
    assert [row[1] for row in found] == ["Must"] * 5 + ["Striven for"]
    listed = tables["Exceptions with their reasons (5)"][1:]
    assert listed[0] == [
        "RSUD Contoh, 2 people", "Unit kept in the office", "every working day", "Layanan langsung",
        "sectors kesehatan", "SE 3/2026",
    ]  # fmt: skip
    assert listed[1][0] == "Citra 1990************03, Dinas Contoh > Seksi Data"
    assert tables["Exceptions by kind"][1] == ["Unit kept in the office", "1", "2"]


def test_long_lists_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asnroster.output.html.compliance.MOST_VIOLATIONS", 4)
    monkeypatch.setattr("asnroster.output.html.exceptions.MOST_EXCEPTIONS", 2)
    seen = page()
    assert len(seen.tables["Violations (6)"]) == 5
    assert len(seen.tables["Exceptions with their reasons (5)"]) == 3
    assert "The first 4 of 6 are listed; the roster workbook lists more." in seen.said
    assert "The first 2 of 5 are listed; the roster workbook lists more." in seen.said


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


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("198001012005011001", "1980************01"),
        ("HON-0001", "******01"),
        ("7", "7"),
        ("1234567890", "1234****90"),
    ],
)
def test_a_masked_key(key: str, shown: str) -> None:
    assert masked_key(key) == shown


def test_a_nip_in_any_text_is_masked_and_a_checksum_is_not() -> None:
    assert masked_text("Plh. 198001012005011001.") == "Plh. 1980************01."
    assert masked_text("ab198001012005011001cd") == "ab198001012005011001cd"


def private_report() -> Report:
    """The sample under rules that name people: by NIP, by name, in a title."""
    known = sample_report()
    rules = (
        rule("mandatory_office", name="a", title=f"Plh. {NIPS[0]}", people=[NIPS[0], "Dodi"]),
        rule("home_share", at_most="50 %", except_people=["=sum(1,1)", NIPS[3]]),
        rule("preferences", weight=1),
    )
    left_out = (LeftOut("196501011990031001", "Suparman", "Seksi Data", "Pensiun"),)
    case = Case(replace(known.problem, left_out=left_out), rules)
    return replace(known, case=case, audit=audit(case, known.roster))


def test_masked_nothing_of_a_nip_is_left_in_the_file() -> None:
    use_language("en")
    text = html_text(private_report(), privacy="mask", told=[("NIP", NIPS[1])])
    assert [nip for nip in [*NIPS, "196501011990031001"] if nip in text] == []
    assert "Plh. 1970************01" in text and "only people 1970************01, Dodi" in text
    assert Page(text).data["people"][0][:2] == ["1970************01", "Ani"]


def test_in_full_privacy_no_name_and_no_digit_of_a_nip_is_left() -> None:
    use_language("en")
    text = html_text(private_report(), privacy="full")
    for person in private_report().problem.people:
        assert person.key not in text and masked_key(person.key) not in text.replace(
            "Plh. 1970************01", ""
        )
        assert not re.search(rf"(?i)\b{re.escape(person.name)}\b", text), person.name
    assert "Suparman" not in text and "Not rostered 1" in text
    assert "only people Person 1, Person 4" in text
    assert [who[:2] for who in Page(text).data["people"][:2]] == [["", "Person 1"], ["", "Person 2"]]


def test_hiding_names_changes_no_judgement() -> None:
    """Whom a rule names is settled by the real names."""
    use_language("en")
    seen = {level: Page(html_text(private_report(), privacy=level)) for level in ("none", "mask", "full")}
    for caption in ("Presence by agency", "Distribution of home days", "Exceptions by kind"):
        assert seen["none"].tables[caption] == seen["mask"].tables[caption] == seen["full"].tables[caption]
    broken = [
        [row[2:5] for row in one.tables["Rules, their sources and how they are kept"]]
        for one in seen.values()
    ]
    assert broken[0] == broken[1] == broken[2]
    assert NIPS[0] in html_text(private_report(), privacy="none")


def test_every_text_is_a_text() -> None:
    """Names, units, policy, rule, order, source, holiday and file that try to be code."""
    use_language("en")
    known = sample_report()
    problem = replace(
        known.problem,
        people=tuple(replace(one, name=NASTY, key=NASTY) for one in known.problem.people),
        units=tuple(replace(one, name=NASTY, path=NASTY) for one in known.problem.units),
        left_out=(LeftOut(NASTY, NASTY, NASTY, NASTY),),
        sources=(replace(known.problem.sources[0], file=NASTY),),
        absence_codes=("<i>", "S"),
    )
    rules = tuple(one.model_copy(update={"title": NASTY, "source": NASTY}) for one in known.case.rules)
    case = Case(problem, rules)
    scenario = replace(known.scenario, title=NASTY, source=NASTY, name=NASTY, home_code="<u>")
    report = Report(case, scenario, known.roster, audit(case, known.roster), known.outcome, agency=NASTY)
    text = html_text(report, privacy="none", told=[(NASTY, NASTY)])
    seen = Page(text)
    assert not {"b", "i", "u"} & {tag for tag, _attributes in seen.tags}
    assert all(attributes.get("id") != "x" for _tag, attributes in seen.tags)
    assert [tag for tag, _attributes in seen.tags].count("script") == 2
    assert seen.data["people"][0][:2] == [NASTY, NASTY]
    assert seen.texts["h1"] == [NASTY]
    assert "<!--" not in text.split("\n<!-- asnroster ")[0]


def test_it_asks_for_nothing_outside_itself() -> None:
    text = html_text(sample_report())
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
    assert len(links) == 9 and {link[1:] for link in links} <= set(ids)


def test_the_same_roster_gives_the_same_bytes() -> None:
    assert html_text(sample_report()) == html_text(sample_report())


def drawings(form: Form) -> list[bytes]:
    lines = [("a", [0.1, None, 0.5]), ("b", [0.3, 0.4, 0.5])]
    labels = ["0 %", "50 %", "75 %"]
    return [
        presence_chart(["1", "2"], [("WFO", [3, 0]), ("WFH", [1, 4])], "people", form=form),
        bar_chart(["0", "1"], [4, 2], "days", "people", form=form),
        grouped_bars(labels, lines, "cap", "share", shares=True, form=form),
        line_chart(labels, lines, "cap", "share", band=([0, 0, 0], [1, 1, 1]), marks=[("x", 1, 0.5)], form=form),
    ]  # fmt: skip


def test_charts_are_vectors() -> None:
    for svg in [*drawings("svg"), spark([0.5, 1.0, 1.0])]:
        drawn = ET.fromstring(svg)
        assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
        assert len(list(drawn.iter("{http://www.w3.org/2000/svg}path"))) >= 4
        assert not list(drawn.iter("{http://www.w3.org/2000/svg}image"))
    assert drawings("svg") == drawings("svg")


def test_charts_are_pixels_for_documents() -> None:
    assert all(png.startswith(b"\x89PNG\r\n\x1a\n") and len(png) > 4000 for png in drawings("png"))
    assert drawings("png") == drawings("png")


def test_a_page_holds_a_chart_in_its_address() -> None:
    head, _comma, body = address(b"<svg/>").partition(",")
    assert (head, base64.b64decode(body)) == ("data:image/svg+xml;base64", b"<svg/>")


def test_a_report_is_written_anew_only_where_nobody_changed_it(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    write_html(sample_report(), target)
    assert is_untouched(target)
    target.write_text(target.read_text("utf-8").replace("Ani", "Ana"), encoding="utf-8")
    assert not is_untouched(target)
    target.write_text("<p>mine</p>\n", encoding="utf-8")
    assert not is_untouched(target)
    assert is_sealed(sealed("a\nb")) and not is_sealed(sealed("a\nb") + "c\n")


def report(*more: str, roster: str = "roster.xlsx") -> Any:
    return run_in_process("report", roster, "--staff", "staff.xlsx", *more)


def test_the_command_writes_the_roster_that_was_solved(folder: Path) -> None:  # noqa: F811
    done = report("--lang", "en")
    assert (done.code, done.stderr) == (0, "")
    assert re.fullmatch(r"Report written: roster\.html \(0\.\d MB\)\n", done.stdout)
    seen = Page(Path("roster.html").read_text("utf-8"))
    told = dict(seen.tables["What the roster workbook says of its making (sheet Info)"][1:])
    assert told["Biaya"] == "24" and told["Selisih (gap)"] == "0,00\u00a0%"
    assert {"asnroster", "ortools", "python"} <= set(told)
    facts = dict(seen.tables["This report"][1:])
    assert facts["Cost"] == "24" and facts["Input file staff.xlsx"].startswith("SHA-256 ")
    assert len(seen.data["people"]) == 5
    assert ANI not in Path("roster.html").read_text("utf-8")


def test_the_command_tells_of_a_broken_rule_and_writes_all_the_same(folder: Path) -> None:  # noqa: F811
    edit({(BUDI, FRIDAY): "WFH"})
    done = report("-o", "r.html", "--privacy", "none")
    assert done.code == 1
    assert done.stdout.splitlines()[-1] == "Jadwal ini melanggar aturan wajib di 1 tempat."
    text = Path("r.html").read_text("utf-8")
    assert BUDI in text and "3 orang WFH pada Jum, 11 Des 2026; paling banyak 2 orang." in text


def test_a_tidy_roster_is_reported_too(folder: Path) -> None:  # noqa: F811
    done = report("-s", "jumat.toml", roster="roster.csv")
    assert done.code == 0
    seen = Page(Path("roster.html").read_text("utf-8"))
    assert [letters for _key, _name, _unit, letters in seen.data["people"]] == [
        letters for _key, _name, _unit, letters in Page(_solved()).data["people"]
    ]


def _solved() -> str:
    made = run_in_process(
        "solve", "staff.xlsx", "-s", "jumat.toml", "--start", "2026-12-07", "--end", "2026-12-13", "-o", "s.html"
    )  # fmt: skip
    assert made.code == 0, made.stderr
    return Path("s.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "says"),
    [(["-o", "r.pdf"], "-o: "), (["-o", "staff.html/x.html"], "-o: "), (["--privacy", "some"], "")],
)
def test_wrong_use(folder: Path, more: list[str], says: str) -> None:  # noqa: F811
    done = report(*more)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith(says) and "Traceback" not in done.stderr
    assert not list(folder.glob("*.html"))


def test_somebody_elses_page_is_not_overwritten(folder: Path) -> None:  # noqa: F811
    Path("roster.html").write_text("<p>mine</p>", encoding="utf-8")
    refused = report()
    assert refused.code == 2 and refused.stderr.startswith("roster.html: ")
    assert Path("roster.html").read_text("utf-8") == "<p>mine</p>"
    assert report("--force").code == 0
    assert report().code == 0, "its own page is"


def test_what_sheet_info_says_of_the_run(folder: Path) -> None:  # noqa: F811
    made = dict(read_provenance(Path("roster.xlsx")).made)
    assert made["Biaya"] == 24 and made["Status"].startswith("optimal")
    assert read_provenance(Path("roster.csv")).made == ()
