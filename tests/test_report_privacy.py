"""What the HTML report hides, and that no text in it can become code."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from asnroster.domain.problem import LeftOut
from asnroster.judge.audit import audit
from asnroster.output.html.page import write_html
from asnroster.output.html.privacy import masked_key, masked_text
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from asnroster.words import use_language
from tests.build import rule
from tests.report_page import NASTY, NIPS, Page, page_text
from tests.report_samples import sample_report


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
    text = page_text(write_html, private_report(), privacy="mask", facts=[("NIP", NIPS[1])])
    assert [nip for nip in [*NIPS, "196501011990031001"] if nip in text] == []
    assert "Plh. 1970************01" in text and "only people 1970************01, Dodi" in text
    assert Page(text).data["people"][0][:2] == ["1970************01", "Ani"]


def test_in_full_privacy_no_name_and_no_digit_of_a_nip_is_left() -> None:
    use_language("en")
    text = page_text(write_html, private_report(), privacy="full")
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
    seen = {
        level: Page(page_text(write_html, private_report(), privacy=level))
        for level in ("none", "mask", "full")
    }
    for caption in ("Presence by agency", "Distribution of home days", "Exceptions by kind"):
        assert seen["none"].tables[caption] == seen["mask"].tables[caption] == seen["full"].tables[caption]
    broken = [
        [row[2:5] for row in one.tables["Rules, their sources and how they are kept"]]
        for one in seen.values()
    ]
    assert broken[0] == broken[1] == broken[2]
    assert NIPS[0] in page_text(write_html, private_report(), privacy="none")


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
    text = page_text(write_html, report, privacy="none", facts=[(NASTY, NASTY)])
    seen = Page(text)
    assert not {"b", "i", "u"} & {tag for tag, _attributes in seen.tags}
    assert all(attributes.get("id") != "x" for _tag, attributes in seen.tags)
    assert [tag for tag, _attributes in seen.tags].count("script") == 2
    assert seen.data["people"][0][:2] == [NASTY, NASTY]
    assert seen.texts["h1"] == [NASTY]
    assert "<!--" not in text.split("\n<!-- asnroster ")[0]
