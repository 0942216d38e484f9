"""Reading scenario files: inheritance and parameters."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnroster.errors import InputError
from asnroster.scenario import Letter, Scenario, Signature
from asnroster.scenario.find import scenario_text
from asnroster.scenario.load import load_scenario, load_scenario_text
from asnroster.scenario.parameters import converted, filled, references, words
from tests.scenario_files import BASE, child, load, write


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
    assert load(tmp_path, 'extends = "bkn-3-2"\n').lineage == ("bkn-3-2", "hari-merata", "layanan-langsung")


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


def test_a_letter_that_the_roster_is_the_attachment_of(tmp_path: Path) -> None:
    text = '[letter]\nkind = "Surat Perintah Tugas"\nnumber = "800/12/BKPSDM"\ndate = 2026-11-30\nabout = "WFA"\n'
    path = tmp_path / "surat.toml"
    path.write_text(text, encoding="utf-8")
    scenario = load_scenario(str(path))
    assert scenario.letter == Letter("Surat Perintah Tugas", "800/12/BKPSDM", date(2026, 11, 30), "WFA")
    assert load_scenario_text(scenario.text, file="x").letter == scenario.letter
    (tmp_path / "anak.toml").write_text('extends = "surat.toml"\n', encoding="utf-8")
    assert load_scenario(str(tmp_path / "anak.toml")).letter == scenario.letter
    assert load_scenario("bkn-3-2").letter is None
    path.write_text('[letter]\nnomor = "1"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"letter\.nomor"):
        load_scenario(str(path))
