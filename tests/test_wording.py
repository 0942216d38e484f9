"""Violations and rules in sentences that an HR officer reads, in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.judge.audit import audit
from asnroster.judge.wording import (
    date_text,
    day_text,
    mode_text,
    reason_text,
    violation_text,
    when_text,
    who_text,
)
from asnroster.rules.kit.verbs import Where
from asnroster.rules.registry import reasons, registry
from asnroster.words import _, use_home_word, use_language
from tests.build import case, person, problem, roster, rule
from tests.hand import Hand, days_of
from tests.test_rules_hand_cases import hand_cases

BOTH = pytest.mark.parametrize("language", ["id", "en"])


def sentences(one: Hand, language: str, home_code: str = "WFH") -> list[str]:
    """Every violation of a hand case, in words."""
    use_language(language)
    use_home_word(home_code)
    found, made = one.judge()
    return [violation_text(made, violation) for violation in found.violations]


def last_day(one: Hand, when: str) -> str:
    """The last day of the week with that number, which no text tells, or else the number of the day itself."""
    kind, number = when.split()[:2]
    if kind != "week":
        return number
    made = one.judge()[1]
    horizon = made.problem.horizon
    week = next(w for w in range(len(horizon.weeks)) if horizon.iso_week(w) == int(number))
    return day_text(made, horizon.weeks[week][-1])


@BOTH
@pytest.mark.parametrize("key", sorted(registry()))
def test_every_violation_names_who_when_and_how_much(key: str, language: str) -> None:
    mine = [one for one in hand_cases() if one.key == key and one.broken]
    assert mine
    for one in mine:
        for text, (who, when, found, needed, _amount) in zip(
            sentences(one, language), one.broken, strict=True
        ):
            assert who in text, one
            assert last_day(one, when) in text, one
            assert not re.search(r"[{}]|None|\(\)", text), one
            assert text[-1] == "." and "  " not in text, one
            if isinstance(found, int):
                assert re.search(rf"\b{needed}\b", text), one
                assert re.search(rf"\b{found}\b", text), one


@pytest.mark.parametrize(
    ("key", "fields", "row", "indonesian", "english"),
    [
        ("office_days_per_week", {"at_least": 3}, "OOHHH",
         "P0 hanya 2 hari WFO pada minggu Sen, 1 Des 2025 s.d. Jum, 5 Des 2025; sekurangnya 3 hari.",
         "P0 has 2 office days in the week Mon, 1 Dec 2025 to Fri, 5 Dec 2025; at least 3 are required."),
        ("office_days_per_week", {"at_most": 3}, "OOOOH",
         "P0 memiliki 4 hari WFO pada minggu Sen, 1 Des 2025 s.d. Jum, 5 Des 2025; paling banyak 3 hari.",
         "P0 has 4 office days in the week Mon, 1 Dec 2025 to Fri, 5 Dec 2025; at most 3 are allowed."),
        ("mandatory_office", {}, "OOHOO",
         "P0 wajib WFO setiap hari kerja, tetapi Rab, 3 Des 2025 di rumah.",
         "P0 must be in the office on every working day, but is at home on Wed, 3 Dec 2025."),
        ("consecutive_home_days", {"at_most": 2}, "HHHOO",
         "P0 WFH 3 hari kerja berturut-turut sampai Rab, 3 Des 2025; paling banyak 2 hari.",
         "P0 is at home 3 working days in a row, up to Wed, 3 Dec 2025; at most 2 are allowed."),
        ("home_share", {"at_most": "50 %"}, "HOOOO",
         "Dinas: 1 orang WFH pada Sen, 1 Des 2025; paling banyak 0 orang.",
         "Dinas: 1 person at home on Mon, 1 Dec 2025; at most 0 are allowed."),
        ("home_share", {"at_most": "0 %", "per": "government"}, "HOOOO", None, None),
    ],
)  # fmt: skip
def test_exact_sentences(
    key: str, fields: dict[str, object], row: str, indonesian: str | None, english: str | None
) -> None:
    one = Hand("", key, fields, [row])
    if indonesian is not None:
        assert sentences(one, "id") == [indonesian]
        assert sentences(one, "en") == [english]
    else:
        assert sentences(one, "en")[0].startswith("the whole government:")
        assert not sentences(one, "id")[0].startswith(":")


@BOTH
def test_the_scenarios_word_for_home(language: str) -> None:
    wish = Hand("", "preferences", {}, ["OO"], more={"wishes": [(0, 0, HOME, 1)]})
    text = sentences(wish, language, "WFA")[0]
    assert "WFA" in text and "WFO" in text and "WFH" not in text
    use_language(language)
    use_home_word("WFA")
    assert [mode_text(mode) for mode in (OFFICE, HOME, -1)] == ["WFO", "WFA", "-"]


def test_a_name_is_never_a_pattern() -> None:
    """Braces and per cent signs in a name stay as they are."""
    made = problem([person(0, name="{who} 100 % {0}")], days=5)
    judged = audit(rules := case(made, rule("mandatory_office")), roster(made, "HOOOO"))
    assert violation_text(rules, judged.rules[0].violations[0]).startswith("{who} 100 % {0} ")


def test_dates_and_weeks() -> None:
    made = case(problem(1, start=date(2025, 12, 31), days=5))
    use_language("id")
    assert (day_text(made, 0), date_text(days_of(4))) == ("Rab, 31 Des 2025", "Kam, 4 Des 2025")
    assert when_text(made, Where(week=0)) == "minggu Rab, 31 Des 2025 s.d. Min, 4 Jan 2026"
    use_language("en")
    assert (day_text(made, 0), date_text(days_of(4))) == ("Wed, 31 Dec 2025", "Thu, 4 Dec 2025")
    assert when_text(made, Where(person=0)) == "Wed, 31 Dec 2025 to Sun, 4 Jan 2026"
    assert (who_text(made, Where(person=0)), who_text(made, Where(group="Dinas"))) == ("P0", "Dinas")


@BOTH
@pytest.mark.parametrize("code", sorted(reasons()))
def test_every_reason_code_has_words(code: str, language: str) -> None:
    use_language(language)
    assert reason_text(code) not in ("", code)
    assert reason_text("surat 12/2025") == "surat 12/2025"


def test_the_reason_stands_in_the_sentence() -> None:
    one = Hand("", "eligible_for_home", {}, ["H"], people=[person(0, disciplined_until="proses")])
    assert sentences(one, "id") == [
        "P0 tidak memenuhi syarat WFH pada Sen, 1 Des 2025 (dalam hukuman disiplin atau prosesnya)."
    ]
    assert sentences(one, "en") == [
        "P0 may not work from home on Mon, 1 Dec 2025 (under discipline or in its process)."
    ]


@pytest.mark.parametrize("key", sorted(registry()))
def test_every_rule_speaks_both_languages(key: str) -> None:
    """Title, meaning, what an instance asks for: written in both, in whole sentences, with its source."""
    words = registry()[key].words
    told: dict[str, list[str]] = {}
    for language in ("en", "id"):
        use_language(language)
        told[language] = [str(text) for text in (words.title, words.meaning, words.violation)]
        mine = next(one for one in hand_cases() if one.key == key)
        said = rule(key, **mine.fields).full_sentence()
        assert said and not re.search(r"[{}]|None", said)
        told[language].append(said)
    for english, indonesian in zip(told["en"], told["id"], strict=True):
        assert english and indonesian and english != indonesian
    assert registry()[key].law, "the instrument that it comes from"


@BOTH
def test_scope_dates_and_weight_are_said(language: str) -> None:
    use_language(language)
    text = rule(
        "home_days_per_week", at_most=2, units=["RSUD"], except_echelons=["II"], weight=7,
        **{"from": days_of(1), "until": days_of(31)},
    ).full_sentence()  # fmt: skip
    for part in ("2", "RSUD", "II", "2025-12-01", "2025-12-31", "7"):
        assert part in text
    hard = rule("home_days_per_week", at_most=2).full_sentence()
    assert hard.endswith("[wajib]" if language == "id" else "[must]")


def test_english_says_one_where_there_is_one() -> None:
    """A message is written for many; the noun and the verb that follow a figure of 1 are of one."""
    use_language("en")
    told = _("With it {days} other days of {people} people would change:")
    assert told.format(days=1, people="1") == "With it 1 other day of 1 person would change:"
    assert told.format(days=2, people="21") == "With it 2 other days of 21 people would change:"
    assert rule("leader_presence", at_least=1).sentence() == "At least 1 leader in the office, per agency"
    assert rule("leader_presence", at_least=2).sentence() == "At least 2 leaders in the office, per agency"
    assert rule("home_days_per_week", at_least=1, at_most=2).sentence() == (
        "At least 1, at most 2 home days a week per person"
    )
    assert rule("home_days_per_week", at_most=1).sentence() == "At most 1 home day a week per person"
    one = Hand("", "home_share", {"at_most": "50 %"}, ["HOOOO"])
    assert sentences(one, "en") == ["Dinas: 1 person at home on Mon, 1 Dec 2025; at most 0 are allowed."]
    use_language("id")
    assert (
        rule("home_days_per_week", at_most=1).sentence() == "Paling banyak 1 hari WFH per minggu per pegawai"
    )


@pytest.mark.parametrize("name", ["1 days", "{count}", "1 people are"])
def test_what_the_user_wrote_is_no_figure_of_ours(name: str) -> None:
    use_language("en")
    told = _("Without rule “{rule}” ({number} of {count}) …")
    assert told.format(rule=name, number=1, count=1) == f"Without rule “{name}” (1 of 1) …"
