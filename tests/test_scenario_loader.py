"""Reading scenario files: inheritance, parameters, and every way in which a file can be wrong."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnroster.errors import InputError, Issue
from asnroster.scenario import Scenario, Signature
from asnroster.scenario.find import scenario_text
from asnroster.scenario.load import load_scenario
from asnroster.scenario.parameters import converted, filled, references, words
from asnroster.words import use_language

BASE = """
name = "dasar"
title = "Dasar"
source = "Perwali 1/2025"
home_code = "WFA"
start = 2025-11-01
[parameters]
batas = 2
sektor = ["kesehatan"]
[signature]
place = "Bekasi"
[[rules]]
rule = "home_days_per_week"
at_most = "$batas"
[[rules]]
rule = "mandatory_office"
name = "layanan"
sectors = ["keamanan", "$sektor"]
[[rules]]
rule = "preferences"
weight = 1
"""


def write(folder: Path, text: str, name: str = "kota.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def load(folder: Path, text: str, **parameters: Any) -> Scenario:
    return load_scenario(write(folder, text), parameters=parameters)


def issues(folder: Path, text: str, **parameters: Any) -> tuple[Issue, ...]:
    with pytest.raises(InputError) as caught:
        load(folder, text, **parameters)
    return caught.value.issues


def places(folder: Path, text: str, **parameters: Any) -> list[tuple[str, str, str]]:
    return [(issue.code, issue.sheet, issue.found) for issue in issues(folder, text, **parameters)]


def rule_fields(scenario: Scenario) -> dict[str, dict[str, object]]:
    common = {"name", "source"}
    return {rule.name: {k: v for k, v in rule.model_dump(exclude_unset=True).items() if k not in common}
            for rule in scenario.rules}  # fmt: skip


# -- what a file says


def test_the_files_own_keys(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
name = "kota"
title = "Kota kami"
source = "SE 5/2026"
description = "Dua baris\\n  saja."
home_code = "WFA"
start = 2026-04-01
end = "2026-04-30"
[signature]
position = "Kepala BKPSDM"
nip = "196512121990031001"
""",
    )
    assert (found.name, found.title, found.source, found.home_code) == (
        "kota",
        "Kota kami",
        "SE 5/2026",
        "WFA",
    )
    assert (found.start, found.end, found.description) == (
        date(2026, 4, 1),
        date(2026, 4, 30),
        "Dua baris saja.",
    )
    assert found.signature == Signature(position="Kepala BKPSDM", nip="196512121990031001")
    assert (found.rules, found.lineage, found.file) == ((), (), "kota.toml")


def test_an_empty_file_is_a_scenario_without_rules(tmp_path: Path) -> None:
    found = load(tmp_path, "")
    assert (found.name, found.title, found.home_code, found.start) == ("kota", "kota", "WFH", None)


def test_notepads_byte_order_mark_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "kota.toml"
    path.write_bytes(b'\xef\xbb\xbfname = "kota"\r\ntitle = "Kota"\r\n')
    assert load_scenario(str(path)).title == "Kota"


def test_rules_without_a_name_are_named_by_their_key_and_a_number(tmp_path: Path) -> None:
    rule = '[[rules]]\nrule = "home_share"\n'
    found = load(
        tmp_path, f'{rule}at_most = 0.5\n{rule}name = "x"\n{rule}{rule}[[rules]]\nrule = "preferences"\n'
    )
    assert [rule.name for rule in found.rules] == [
        "home_share",
        "x",
        "home_share-2",
        "home_share-3",
        "preferences",
    ]


def test_a_number_gives_way_to_an_explicit_name(tmp_path: Path) -> None:
    rule = '[[rules]]\nrule = "home_share"\n'
    found = load(tmp_path, f'{rule}{rule}{rule}name = "home_share"\n')
    assert [rule.name for rule in found.rules] == ["home_share-2", "home_share-3", "home_share"]


def test_dates_of_a_rule_may_be_text(tmp_path: Path) -> None:
    found = load(tmp_path, '[[rules]]\nrule = "preferences"\nfrom = "2025-11-03"\nuntil = 2025-11-07\n')
    assert (found.rules[0].from_, found.rules[0].until) == (date(2025, 11, 3), date(2025, 11, 7))


def test_a_rule_without_a_source_has_the_files(tmp_path: Path) -> None:
    rule = '[[rules]]\nrule = "preferences"\n'
    found = load(tmp_path, f'source = "SE 5/2026"\n{rule}{rule}source = "Sheet"\n')
    assert [rule.instrument for rule in found.rules] == ["SE 5/2026", "Sheet"]
    assert load(tmp_path, rule).rules[0].instrument == "Sheet Preferensi"


# -- inheritance


def child(tmp_path: Path, text: str, **parameters: Any) -> Scenario:
    write(tmp_path, BASE, "dasar.toml")
    return load(tmp_path, f'extends = "dasar.toml"\n{text}', **parameters)


def test_a_child_inherits_all_but_the_dates_and_the_title(tmp_path: Path) -> None:
    found = child(tmp_path, "")
    assert (found.name, found.title, found.start, found.lineage) == ("kota", "kota", None, ("dasar",))
    assert (found.source, found.home_code, found.signature.place) == ("Perwali 1/2025", "WFA", "Bekasi")
    assert rule_fields(found) == {
        "home_days_per_week": {"at_most": 2},
        "layanan": {"sectors": ("keamanan", "kesehatan")},
        "preferences": {"weight": 1},
    }
    assert found.parameters == {"batas": 2, "sektor": ["kesehatan"]}


def test_a_child_says_its_own(tmp_path: Path) -> None:
    text = 'title = "Anak"\nsource = "SE 2"\nhome_code = "WFH"\nend = 2025-11-30\n[signature]\nposition = "Sekda"\n'
    found = child(tmp_path, text)
    assert (found.title, found.source, found.home_code, found.end) == (
        "Anak",
        "SE 2",
        "WFH",
        date(2025, 11, 30),
    )
    assert found.signature == Signature(position="Sekda")


def test_a_rule_of_the_same_name_is_replaced_in_place_and_others_follow(tmp_path: Path) -> None:
    text = """
[[rules]]
rule = "office_share"
at_least = "25 %"
[[rules]]
rule = "home_share"
name = "layanan"
at_most = "1/3"
"""
    found = child(tmp_path, text)
    assert [(rule.key, rule.name) for rule in found.rules] == [
        ("home_days_per_week", "home_days_per_week"),
        ("home_share", "layanan"),
        ("preferences", "preferences"),
        ("office_share", "office_share"),
    ]
    assert rule_fields(found)["layanan"] == {"at_most": "1/3"}
    assert found.parameters == {"batas": 2}


def test_remove_drops_inherited_rules(tmp_path: Path) -> None:
    assert list(rule_fields(child(tmp_path, 'remove = ["layanan", "preferences"]'))) == ["home_days_per_week"]


def test_a_removed_rule_may_come_anew(tmp_path: Path) -> None:
    found = child(
        tmp_path, 'remove = ["home_days_per_week"]\n[[rules]]\nrule = "home_days_per_week"\nat_most = 1\n'
    )
    assert list(rule_fields(found)) == ["layanan", "preferences", "home_days_per_week"]


def test_parameters_child_over_parent_and_set_over_all(tmp_path: Path) -> None:
    assert rule_fields(child(tmp_path, "[parameters]\nbatas = 1\n"))["home_days_per_week"] == {"at_most": 1}
    found = child(tmp_path, "[parameters]\nbatas = 1\n", batas="3", sektor="energi, pos")
    assert rule_fields(found)["home_days_per_week"] == {"at_most": 3}
    assert rule_fields(found)["layanan"] == {"sectors": ("keamanan", "energi", "pos")}
    assert found.parameters == {"batas": 3, "sektor": ["energi", "pos"]}


def test_grandparents(tmp_path: Path) -> None:
    write(tmp_path, BASE, "dasar.toml")
    write(tmp_path, 'name = "tengah"\nextends = "dasar.toml"\nremove = ["layanan"]\n', "tengah.toml")
    found = load(tmp_path, 'extends = "tengah.toml"\nremove = ["preferences"]\n')
    assert (found.lineage, list(rule_fields(found))) == (("tengah", "dasar"), ["home_days_per_week"])


def test_extends_is_looked_up_beside_the_file_and_among_the_shipped(tmp_path: Path) -> None:
    (tmp_path / "bawah").mkdir()
    write(tmp_path, BASE, "dasar.toml")
    assert load_scenario(write(tmp_path / "bawah", 'extends = "../dasar.toml"\n')).lineage == ("dasar",)
    assert load(tmp_path, 'extends = "bkn-3-2"\n').lineage == ("bkn-3-2", "layanan-langsung")


def test_dollar_in_dates_and_in_lists(tmp_path: Path) -> None:
    text = """
[parameters]
until = 2025-12-24
hari = ["Senin"]
nama = "Dinas, Kantor"
[[rules]]
rule = "office_weekdays"
weekdays = ["$hari", "Rabu"]
until = "$until"
units = ["$nama"]
"""
    rule = load(tmp_path, text).rules[0]
    assert rule.model_dump(include={"until", "units"}) == {
        "until": date(2025, 12, 24),
        "units": ("Dinas, Kantor",),
    }
    assert rule.weekdays == frozenset({0, 2})  # type: ignore[attr-defined]
    assert load(tmp_path, text, until="2025-12-19").rules[0].until == date(2025, 12, 19)


def test_a_share_as_parameter_stays_exact(tmp_path: Path) -> None:
    text = '[parameters]\nporsi = "50 %"\n[[rules]]\nrule = "home_share"\nat_most = "$porsi"\n'
    assert load(tmp_path, text, porsi="1/3").rules[0].at_most == Fraction(1, 3)  # type: ignore[attr-defined]


def test_a_parameter_of_a_rule_that_is_gone_cannot_be_set(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        child(tmp_path, 'remove = ["layanan"]', sektor="pos")
    assert [(issue.code, issue.sheet, issue.found) for issue in caught.value.issues] == [
        ("unknown-parameter", "--set", "sektor")
    ]


# -- what can be wrong

WRONG = [
    ('titel = "x"', ("unknown-key", "titel", "titel")),
    ("title = 3", ("wrong-value", "title", "3")),
    ('home_code = "WFX"', ("wrong-value", "home_code", "WFX")),
    ("start = 20251101", ("wrong-value", "start", "20251101")),
    ('start = "1 November"', ("wrong-value", "start", "1 November")),
    ("start = 2025-11-02\nend = 2025-11-01", ("dates-reversed", "end", "2025-11-01")),
    ("extends = 3", ("wrong-value", "extends", "3")),
    ('extends = "bkn-3"', ("scenario-not-found", "extends", "bkn-3")),
    ('remove = ["fixed_days"]', ("remove-unknown", "remove", "fixed_days")),
    ("remove = [3]", ("wrong-value", "remove[1]", "3")),
    ("rules = 3", ("wrong-value", "rules", "3")),
    ("rules = [3]", ("wrong-value", "rules[1]", "3")),
    ('[rules]\nrule = "preferences"', ("wrong-value", "rules", "rule = preferences")),
    ("signature = 3", ("wrong-value", "signature", "3")),
    ('[signature]\ntempat = "x"', ("unknown-key", "signature.tempat", "tempat")),
    ("[signature]\nnip = 196512121990031001", ("wrong-value", "signature.nip", "196512121990031001")),
    ("[parameters]\nbatas = 3", ("unknown-parameter", "parameters.batas", "batas")),
    ("[[rules]]\nat_least = 3", ("rule-missing", "rules[1]", "")),
    ("[[rules]]\nrule = 3", ("wrong-value", "rules[1].rule", "3")),
    ('[[rules]]\nrule = "preferences"\nname = 3', ("wrong-value", "rules[1].name", "3")),
    ('[[rules]]\nrule = "home_shares"', ("unknown-rule", "rules[1].rule", "home_shares")),
    (
        '[[rules]]\nrule = "preferences"\nname = "x"\n[[rules]]\nrule = "home_share"\nname = "x"',
        ("rule-name-twice", "rules[2].name", "x"),
    ),
]
WRONG_FIELDS = [
    ('rule = "preferences"\nwieght = 1', ("unknown-field", "wieght", "wieght")),
    ('rule = "preferences"\nweight = 0', ("wrong-value", "weight", "0")),
    ('rule = "preferences"\nweight = 1.5', ("wrong-value", "weight", "1.5")),
    ('rule = "preferences"\nweight = "10"', ("wrong-value", "weight", "10")),
    ('rule = "preferences"\nweight = true', ("wrong-value", "weight", "true")),
    ('rule = "preferences"\ntitle = 1', ("wrong-value", "title", "1")),
    ('rule = "preferences"\nfrom = 0', ("wrong-value", "from", "0")),
    ('rule = "preferences"\nfrom = "1-11-2025"', ("wrong-value", "from", "1-11-2025")),
    (
        'rule = "preferences"\nfrom = 2025-11-02\nuntil = 2025-11-01',
        ("dates-reversed", "until", "2025-11-01"),
    ),
    ('rule = "preferences"\nunits = 3', ("wrong-value", "units", "3")),
    ('rule = "preferences"\nunits = ["a", 3]', ("wrong-value", "units", "3")),
    ('rule = "preferences"\nsectors = []', ("empty-filter", "sectors", "")),
    ('rule = "preferences"\nexcept_sectors = []', ("empty-filter", "except_sectors", "")),
    ('rule = "preferences"\ntitle = "$judul"', ("unknown-parameter", "title", "$judul")),
    ('rule = "home_share"\nat_most = "half"', ("wrong-value", "at_most", "half")),
    ('rule = "home_share"\nat_most = "150 %"', ("wrong-value", "at_most", "150 %")),
    ('rule = "home_share"\nat_most = "$x"', ("unknown-parameter", "at_most", "$x")),
    ('rule = "home_share"\nper = "bidang"', ("wrong-value", "per", "bidang")),
    ('rule = "home_share"\nat_most = "40 %"\nat_least = "50 %"', ("contradiction", "", "")),
    ('rule = "home_weekdays"', ("missing", "weekdays", "")),
    ('rule = "home_weekdays"\nweekdays = ["Jumaat"]', ("wrong-value", "weekdays", "Jumaat")),
    ('rule = "home_days_per_week"', ("contradiction", "", "")),
    ('rule = "home_days_per_week"\nat_least = -1', ("wrong-value", "at_least", "-1")),
    (
        'rule = "eligible_for_home"\nallow_disciplined = "mungkin"',
        ("wrong-value", "allow_disciplined", "mungkin"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_each_wrong_key_has_its_place(tmp_path: Path, text: str, expected: tuple[str, str, str]) -> None:
    assert places(tmp_path, text) == [expected]
    issue = issues(tmp_path, text)[0]
    assert (issue.file, issue.cell) == ("kota.toml", "")
    assert issue.message
    assert issue.needed or issue.code in ("remove-unknown", "unknown-parameter")


@pytest.mark.parametrize("name", ["", 'name = "aturan saya"\n'])
@pytest.mark.parametrize(("text", "expected"), WRONG_FIELDS)
def test_each_wrong_field_has_its_place(
    tmp_path: Path, text: str, expected: tuple[str, str, str], name: str
) -> None:
    code, field, found = expected
    shown = "aturan saya" if name else text.split('"')[1]
    assert places(tmp_path, f"[[rules]]\n{name}{text}") == [
        (code, f'rules "{shown}"' + (f".{field}" if field else ""), found)
    ]
    assert issues(tmp_path, f"[[rules]]\n{name}{text}")[0].needed


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, BASE.replace("at_most", "at_mst"), "dasar.toml")
    text = """
extends = "dasar.toml"
titel = "x"
home_code = "x"
remove = ["layanann"]
[parameters]
bats = 3
[[rules]]
rule = "preferenses"
[[rules]]
rule = "home_share"
at_most = "x"
weight = 0
"""
    found = issues(tmp_path, text, porsi="3")
    assert [(issue.file, issue.code, issue.sheet) for issue in found] == [
        ("kota.toml", "wrong-value", "home_code"),
        ("kota.toml", "unknown-key", "titel"),
        ("kota.toml", "unknown-rule", "rules[1].rule"),
        ("kota.toml", "remove-unknown", "remove"),
        ("kota.toml", "unknown-parameter", "parameters.bats"),
        ("", "unknown-parameter", "--set"),
        ("dasar.toml", "unknown-field", 'rules "home_days_per_week".at_mst'),
        ("kota.toml", "wrong-value", 'rules "home_share".weight'),
        ("kota.toml", "wrong-value", 'rules "home_share".at_most'),
    ]


def test_a_missing_parent_is_told_without_its_consequences(tmp_path: Path) -> None:
    text = """
extends = "dasarr.toml"
remove = ["layanan"]
[parameters]
batas = 1
[[rules]]
rule = "home_days_per_week"
at_most = "$lain"
[[rules]]
rule = "preferences"
weight = 0
"""
    write(tmp_path, BASE, "dasar.toml")
    use_language("en")
    found = issues(tmp_path, text, sektor="pos")
    assert [(issue.code, issue.sheet) for issue in found] == [
        ("scenario-not-found", "extends"),
        ("wrong-value", 'rules "preferences".weight'),
    ]
    assert found[0].needed == "Did you mean “dasar.toml”?"


def test_a_parent_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, "name = \n", "dasar.toml")
    found = issues(tmp_path, 'extends = "dasar.toml"\nremove = ["layanan"]\ntitel = "x"\n')
    assert [(issue.file, issue.code) for issue in found] == [
        ("kota.toml", "unknown-key"),
        ("dasar.toml", "toml"),
    ]


def test_scenarios_that_extend_each_other(tmp_path: Path) -> None:
    write(tmp_path, 'name = "b"\nextends = "kota.toml"\n', "b.toml")
    found = issues(tmp_path, 'name = "a"\nextends = "b.toml"\n')
    assert [(issue.file, issue.code, issue.sheet) for issue in found] == [
        ("b.toml", "extends-circle", "extends")
    ]
    assert "a → b → kota.toml" in found[0].message
    assert places(tmp_path, 'extends = "kota.toml"\n') == [("extends-circle", "extends", "kota.toml")]


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ('name = "x"\ntitle = x y\n', 2, "title = x y"),
        ("name = \n", 1, "name ="),
        ('a = 1\nname = "x\n', 2, 'name = "x'),
        ("start = 2025-13-01\n", 1, "start = 2025-13-01"),
        ("[[rules]\n", 1, "[[rules]"),
        ("a = 1\na = 2\n\n\n", 2, "a = 2"),
    ],
)
def test_toml_that_cannot_be_read_has_its_line(tmp_path: Path, text: str, line: int, found: str) -> None:
    use_language("en")
    assert places(tmp_path, text) == [("toml", f"line {line}", found)]


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "kota.toml"
    path.write_bytes('title = "Bekasi – Timur"'.encode("utf-16"))
    with pytest.raises(InputError) as caught:
        load_scenario(str(path))
    assert [(issue.code, issue.file) for issue in caught.value.issues] == [("encoding", "kota.toml")]


@pytest.mark.parametrize("name", ["bkn32", "bkn-3-2.toml", "BKN-3-2"])
def test_an_unknown_scenario_names_the_nearest(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    use_language("en")
    with pytest.raises(InputError) as caught:
        load_scenario(name)
    issue = caught.value.issues[0]
    assert (issue.code, issue.found) == ("scenario-not-found", name)
    assert issue.needed == "Did you mean “bkn-3-2”?"


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_scenario(str(tmp_path))
    assert caught.value.issues[0].code == "scenario-not-found"


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("home_cde = 3", "Did you mean “home_code”?"),
        ('home_code = "wfa"', "Did you mean “WFA”? Write one of: WFH, WFA."),
        ("[rules]", "Begin each rule with a line [[rules]], in double brackets."),
        ('[[rules]]\nrule = "office_day_per_week"', "Did you mean “office_days_per_week”?"),
        ('[[rules]]\nrule = "home_share"\natmost = 1', "Did you mean “at_most”?"),
        ('[[rules]]\nrule = "home_share"\nremove = ["x"]', "“remove” belongs at the top of the file, above all sections."),
        ('[[rules]]\nrule = "home_share"\nper = "agensy"', "Did you mean “agency”? Write one of: unit, subtree, agency, "
         "building, team, government."),
        ('[[rules]]\nrule = "home_share"\nat_most = "x"', "A share is written like “50 %”, “1/2” or 0.5."),
        ('[[rules]]\nrule = "preferences"\nweight = 0', "Write a whole number, at least 1."),
        ('[[rules]]\nrule = "preferences"\nweight = "1"', "Write a whole number without quotes, e.g. 3."),
        ('[[rules]]\nrule = "preferences"\nunits = 3', 'Write a list of words, e.g. ["kesehatan", "keamanan"].'),
        ('[[rules]]\nrule = "home_days_per_week"', "Give at least one of: at_least, at_most."),
        ('[[rules]]\nrule = "home_weekdays"', 'Add it: weekdays, e.g. ["Senin", "Kamis"] or "Sen-Jum".'),
        ('[parameters]\nx = 1\n[[rules]]\nrule = "preferences"\nweight = "$y"\ntitle = "$x"', "Known: x."),
        ('[[rules]]\nrule = "preferences"\nweight = "$y"', "Add it to the section [parameters]."),
    ],
)  # fmt: skip
def test_what_would_do(tmp_path: Path, text: str, needed: str) -> None:
    use_language("en")
    assert needed in [issue.needed for issue in issues(tmp_path, text)]


@pytest.mark.parametrize(
    ("setting", "code"),
    [({"office_day": "4"}, "unknown-parameter"), ({"office_days": "empat"}, "parameter-value")],
)
def test_wrong_settings(setting: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as caught:
        load_scenario("bkn-3-2", parameters=setting)
    assert [(issue.code, issue.sheet) for issue in caught.value.issues] == [(code, "--set")]


def test_a_setting_that_its_rule_refuses(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_scenario("jabar-tahap-2", parameters={"porsi_maks": "separuh"})
    assert [(issue.code, issue.sheet, issue.found) for issue in caught.value.issues] == [
        ("wrong-value", "--set", "separuh")
    ]


def test_a_parameters_wrong_value_is_told_once_and_where_it_was_given(tmp_path: Path) -> None:
    """Two inherited rules use it; the slip is in the child's file, not in theirs."""
    use_language("en")
    (issue,) = issues(tmp_path, 'extends = "jumat-wfh-2026"\n[parameters]\nhari = ["Rbu"]\n')
    assert issue.line() == (
        "kota.toml > parameters.hari: “Rbu” does not fit “hari”. Did you mean “Rabu”? "
        "Weekdays are written like [“Senin”, “Kamis”] or “Sen-Jum”."
    )


def test_a_parameter_that_is_a_section(tmp_path: Path) -> None:
    text = '[parameters.a]\nb = 1\n[[rules]]\nrule = "preferences"\ntitle = "$a"\n'
    assert ("parameter-value", "parameters.a", "b = 1") in places(tmp_path, text)


# -- values


@pytest.mark.parametrize(
    ("text", "default", "value"),
    [
        ("4", 3, 4),
        ("0,5", 0.25, 0.5),
        ("ya", False, True),
        ("FALSE", True, False),
        ("2025-12-01", date(2025, 1, 1), date(2025, 12, 1)),
        ("25 %", "50 %", "25 %"),
        ("Senin, Kamis", ["Rabu"], ["Senin", "Kamis"]),
        ("Dinas A, B; Dinas C", ["x"], ["Dinas A, B", "Dinas C"]),
        ("1,2", [3], [1, 2]),
        ("a", [], ["a"]),
        ("", ["x"], []),
    ],
)
def test_settings_take_the_type_of_the_default(text: str, default: object, value: object) -> None:
    found = converted(text, default)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "default"), [("x", 3), ("2.5", 3), ("x", 0.5), ("mungkin", True), ("1/12", date(2025, 1, 1))]
)
def test_settings_of_another_type(text: str, default: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        converted(text, default)


@given(st.lists(st.text("abc ,*", min_size=1).map(str.strip).filter(bool), min_size=2))
def test_words_survive_between_semicolons(names: list[str]) -> None:
    assert words(";".join(names)) == names


@given(st.recursive(st.integers() | st.text("ab$ "), lambda inner: st.lists(inner, max_size=3), max_leaves=6))
def test_what_names_no_known_parameter_stays(value: Any) -> None:
    if not references(value) and not any(
        isinstance(item, list) for item in (value if isinstance(value, list) else [])
    ):
        assert filled(value, {"a": 1}) == value
    assert "a" not in references(filled(value, {"a": 1}))


def test_the_text_of_a_shipped_file() -> None:
    assert 'name = "bkn-3-2"' in scenario_text("bkn-3-2").splitlines()
