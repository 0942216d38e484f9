"""A sweep: the same scenario with one figure after another, exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from asnroster.errors import InputError
from asnroster.scenario.load import load_scenario, load_scenario_text
from asnroster.scenario.savings import BY_SWEEP, Assumption
from asnroster.scenario.sweep import Sweep, parse_sweep, swept
from asnroster.words import use_language

TEXT = """
name = "uji"
title = "Uji"
[parameters]
most = "50 %"
days = 2
[[rules]]
rule = "home_share"
name = "paling banyak"
at_most = "$most"
[[rules]]
rule = "home_share"
name = "v1.2 dorongan"
at_least = "10 %"
weight = 5
[[rules]]
rule = "home_days_per_week"
at_most = "$days"
[[rules]]
rule = "home_days_per_week"
name = "dorongan"
at_least = "$days"
weight = 1
"""


def field(text: str, rule: str, name: str) -> list[object]:
    """The values that a sweep gives to a field of a rule."""
    use_language("en")
    scenarios = [
        scenario for _value, scenario in swept(load_scenario_text(TEXT, file="uji.toml"), parse_sweep(text))
    ]
    return [getattr(next(one for one in scenario.rules if one.name == rule), name) for scenario in scenarios]


def test_taken_apart() -> None:
    assert parse_sweep("home_share.at_most=30%:70%:10%") == Sweep(
        "home_share", "at_most", "30%", "70%", "10%"
    )
    assert parse_sweep(" v1.2 dorongan.weight = 1 : 5 : 2 ") == Sweep(
        "v1.2 dorongan", "weight", "1", "5", "2"
    )


def test_shares_are_exact_and_both_ends_belong() -> None:
    shares = field("home_share.at_most=10%:30%:10%", "paling banyak", "at_most")
    assert shares == [Fraction(1, 10), Fraction(1, 5), Fraction(3, 10)]
    assert field("paling banyak.at_most=0:1/3:1/6", "paling banyak", "at_most") == [
        0,
        Fraction(1, 6),
        Fraction(1, 3),
    ]
    # 45 % would be beyond the end.
    assert field("paling banyak.at_most=25%:40%:10%", "paling banyak", "at_most") == [
        Fraction(1, 4),
        Fraction(7, 20),
    ]


def test_whole_numbers_and_weights() -> None:
    assert field("home_days_per_week.at_most=1:3:1", "home_days_per_week", "at_most") == [1, 2, 3]
    assert field("v1.2 dorongan.weight=1:6:2", "v1.2 dorongan", "weight") == [1, 3, 5]


def test_of_several_rules_of_a_kind_the_one_that_states_the_field() -> None:
    """``home_share`` is both; ``at_least`` stands in the push alone, ``at_most`` in the cap alone."""
    assert field("home_share.at_least=20%:20%:1%", "v1.2 dorongan", "at_least") == [Fraction(1, 5)]
    assert field("home_share.at_least=20%:20%:1%", "paling banyak", "at_most") == [Fraction(1, 2)]


def test_a_parameter_that_others_use_keeps_its_value_for_them() -> None:
    assert field("home_days_per_week.at_most=1:1:1", "dorongan", "at_least") == [2]


def test_a_parameter_is_swept_wherever_it_is_named() -> None:
    assert field("days=1:3:1", "home_days_per_week", "at_most") == [1, 2, 3]
    assert field("days=1:3:1", "dorongan", "at_least") == [1, 2, 3]
    assert field("most=0.25:1/2:25%", "paling banyak", "at_most") == [Fraction(1, 4), Fraction(1, 2)]
    assert parse_sweep("days=1:3:1") == Sweep("", "days", "1", "3", "1")


def test_a_figure_that_a_list_or_a_word_holds_is_no_parameter_to_sweep() -> None:
    use_language("en")
    text = TEXT + '[[rules]]\nrule = "mandatory_office"\nsectors = ["$sectors"]\n'
    given = text.replace("days = 2", 'days = 2\nsectors = "kesehatan"')
    with pytest.raises(InputError, match=r"no parameter “sectors” that is a figure\. Known: days, most\."):
        swept(load_scenario_text(given, file="uji.toml"), parse_sweep("sectors=1:2:1"))


def test_savings_are_swept_exactly() -> None:
    use_language("en")
    own = TEXT + '[savings]\nrupiah_per_kwh = { value = [1, 2, 3], source = "x" }\nlitre_per_km = 0.03\n'
    scenario = load_scenario_text(own, file="uji.toml")
    found = swept(scenario, parse_sweep("savings.rupiah_per_kwh=0,1:0.3:0.1"))
    assert [value for value, _scenario in found] == ["0.1", "0.2", "0.3"]
    assert [one.savings["rupiah_per_kwh"] for _value, one in found] == [
        Assumption((Fraction(figure, 10),) * 3, BY_SWEEP) for figure in (1, 2, 3)
    ]
    assert {one.savings["litre_per_km"].values[1] for _value, one in found} == {Fraction("0.03")}
    assert {one.rules for _value, one in found} == {scenario.rules}
    again = load_scenario_text(found[0][1].text, file="again.toml")
    assert again.savings == found[0][1].savings
    shares = swept(scenario, parse_sweep("savings.share_that_drives=0%:100%:50%"))
    assert [(value, one.savings["share_that_drives"].values[1]) for value, one in shares] == [
        ("0 %", 0), ("50 %", Fraction(1, 2)), ("100 %", 1),
    ]  # fmt: skip


def test_names_titles_and_text_tell_the_value() -> None:
    use_language("en")
    (first, second) = swept(load_scenario("bkn-3-2"), parse_sweep("office_days_per_week.at_least=2:3:1"))
    assert [first[0], second[0]] == ["2", "3"]
    assert first[1].name == "office_days_per_week.at_least = 2"
    assert first[1].title == "BKN: 3 days WFO, 2 days WFA (office_days_per_week.at_least = 2)"
    again = load_scenario_text(first[1].text, file="again.toml")
    assert again.rules == first[1].rules and again.rules != second[1].rules


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("home_share.=1:2:1", "no RULE.FIELD=FROM:TO:STEP"),
        (".at_most=1:2:1", "no RULE.FIELD=FROM:TO:STEP"),
        ("=1:2:1", "no RULE.FIELD=FROM:TO:STEP"),
        ("home_share=1:2:1", "no parameter “home_share” that is a figure. Rule “home_share” takes a figure in: weight, at_most, at_least, exactly, min_people."),
        ("dayz=1:2:1", "no parameter “dayz” that is a figure. Did you mean “days”? Known: days, most."),
        ("days=10%:20%:10%", "“10%:20%:10%” does not fit “days”. Write whole numbers"),
        ("most=1:2:x", "“1:2:x” does not fit “most”. Write shares"),
        ("paling banyak.weight=1:2:1", "Rule “paling banyak” must hold: it has no weight. Known: at_least, at_most, exactly, min_people."),
        ("savings.rupiah_per_kw=1:2:1", "“savings.rupiah_per_kw” is not a key of a scenario. Did you mean “rupiah_per_kwh”? Known: allowance_per_office_day, kg_co2_per_kwh,"),
        ("savings.rupiah_per_kwh=-1:2:1", "“-1:2:1” does not fit “rupiah_per_kwh”. Write figures of 0 or more"),
        ("savings.rupiah_per_kwh=1.400:1.700:100", "does not fit “rupiah_per_kwh”. Write figures of 0 or more"),
        ("savings.share_that_drives=50%:150%:50%", "does not fit “share_that_drives”. Write shares"),
        ("home_share.at_most", "no RULE.FIELD=FROM:TO:STEP"),
        ("home_share.at_most=1:2", "no RULE.FIELD=FROM:TO:STEP"),
        ("rotation.tolerance=1:2:1", "no rule “rotation”. It has: paling banyak, v1.2 dorongan, home_days_per_week, dorongan. A parameter is named without a dot: most, days."),
        ("home_share.at_mots=1%:2%:1%", "no field “at_mots” that takes a figure. Did you mean “at_most”? Known: at_least, at_most, exactly, min_people, weight."),
        ("home_share.per=1:2:1", "no field “per” that takes a figure. Known: at_least, at_most, exactly, min_people, weight."),
        ("home_share.exactly=1%:2%:1%", "Write one of their names: paling banyak, v1.2 dorongan."),
        ("home_share.at_most=a:2:1", "“a:2:1” does not fit “at_most”. Write shares"),
        ("home_share.at_most=90%:110%:10%", "“90%:110%:10%” does not fit “at_most”. Write shares"),
        ("home_days_per_week.at_most=10%:20%:10%", "does not fit “at_most”. Write whole numbers"),
        ("home_share.at_most=30%:20%:10%", "From 30% to 20% in steps of 10% is no row of values."),
        ("home_share.at_most=10%:20%:0%", "From 10% to 20% in steps of 0% is no row of values."),
        ("home_share.at_most=10%:90%:2%", "40 values at most"),
        ("dorongan.weight=0:1:1", "weight"),
    ],
)  # fmt: skip
def test_what_cannot_be_swept_says_what_is_there(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        field(text, "paling banyak", "at_most")
    assert message in str(raised.value)
