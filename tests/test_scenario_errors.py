"""Every way in which a scenario file can be wrong, told at once and with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from asnroster.errors import InputError
from asnroster.scenario.load import load_scenario
from asnroster.words import use_language
from tests.scenario_files import BASE, child, issues, places, write


def test_a_parameter_of_a_rule_that_is_gone_cannot_be_set(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        child(tmp_path, 'remove = ["layanan"]', sektor="pos")
    assert [(issue.code, issue.sheet, issue.found) for issue in caught.value.issues] == [
        ("unknown-parameter", "--set", "sektor")
    ]


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
