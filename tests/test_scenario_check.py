"""``asnroster scenarios check``: what is wrong with a scenario, and what it would do to a staff."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import asnroster.cli.findings
from asnroster.errors import InputError
from asnroster.scenario.find import scenario_names
from asnroster.scenario.load import load_scenario
from asnroster.scenario_check import Asked, Findings, check
from asnroster.words import use_language
from tests.cli import Finished, run_in_process
from tests.intake_books import write_xlsx

SAMPLE = Path(__file__).parent.parent / "data/staff.xlsx"
STAFF: list[list[Any]] = [
    ["NIP", "Nama", "Unit", "Jabatan", "Eselon", "Gedung", "Hari Kerja"],
    ["198001012005011001", "Ani", "Dinas", "Kepala Dinas", "II.b", "Gedung A", ""],
    ["198001012005011002", "Budi", "Dinas", "Analis", "", "Gedung A", ""],
    ["198001012005011003", "Citra", "Dinas", "Analis", "", "Gedung A", ""],
    ["198001012005011004", "Dodi", "RSUD", "Perawat", "", "", "Sen-Sab"],
]
UNITS = [["Unit", "Sektor"], ["Dinas", "administrasi"], ["RSUD", "kesehatan"]]
BUILDINGS = [["Gedung", "Kapasitas"], ["Gedung A", 2]]
WEEK = (date(2026, 12, 7), date(2026, 12, 12))
PUSH = '[[rules]]\nrule = "home_days_per_week"\nname = "dorongan"\nat_least = 1\nweight = 10\n'
HOSPITAL = '[[rules]]\nrule = "mandatory_office"\nname = "rumah sakit"\nsectors = ["kesehatan"]\n'


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    sheets = {"Pegawai": STAFF, "Unit": UNITS, "Gedung": BUILDINGS}
    return write_xlsx(tmp_path / "staff.xlsx", sheets)


def write(folder: Path, text: str, name: str = "kota.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def found(path: Path, staff: Path | None = None, **more: Any) -> Findings:
    use_language("en")
    start, end = more.pop("week", WEEK)
    return check(Asked(str(path), staff, start=start, end=end, **more))


def codes(findings: Findings) -> list[tuple[str, bool]]:
    return [(remark.issue.code, remark.stops) for remark in findings.remarks]


def effects(findings: Findings) -> dict[str, tuple[int | None, int | None, str]]:
    return {effect.rule.name: (effect.people, effect.fixed, effect.idle) for effect in findings.effects}


def run(*words: str | Path) -> Finished:
    use_language("en")
    return run_in_process("scenarios", "check", *words, "--lang", "en")


# -- by itself


@pytest.mark.parametrize("name", scenario_names())
def test_every_shipped_scenario_is_sound_and_asks_for_home_days(name: str) -> None:
    use_language("en")
    findings = check(Asked(name))
    wanted = [("no-push", False)] if name in ("layanan-langsung", "hari-merata") else []
    if name.startswith("jumat-"):  # the next whole month lies beyond what is known of it
        wanted = [("extension-unknown", False)]
    assert codes(findings) == wanted
    assert [effect.people for effect in findings.effects] == [None] * len(findings.scenario.rules)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["no-rules"]),
        ('[[rules]]\nrule = "preferences"\nweight = 1\n', ["no-push"]),
        ('[[rules]]\nrule = "home_share"\nat_most = "50 %"\n', ["no-push"]),
        ('[[rules]]\nrule = "home_share"\nat_least = "0 %"\nweight = 1\n', ["no-push"]),
        ('[[rules]]\nrule = "home_share"\nexactly = "50 %"\nweight = 1\n', []),
        ('[[rules]]\nrule = "home_weekdays"\nweekdays = ["Jumat"]\nweight = 1\n', []),
        ('[[rules]]\nrule = "mandatory_office"\n', []),
        ('[[rules]]\nrule = "mandatory_office"\nfrom = 2026-12-08\n', ["no-push"]),
        (PUSH, []),
    ],
)
def test_a_scenario_that_allows_home_needs_a_push(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert [code for code, _stops in codes(found(write(tmp_path, text)))] == expected


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ("from = 2026-12-13", "It holds from Sun, 13 Dec 2026 on."),
        ("until = 2026-12-06", "It holds until Sun, 6 Dec 2026 only."),
        (
            "from = 2026-12-01\nuntil = 2026-12-06",
            "It holds from Tue, 1 Dec 2026 to Sun, 6 Dec 2026 only.",
        ),
        ("from = 2026-12-12", ""),
        ("until = 2026-12-07", ""),
    ],
)
def test_rules_outside_the_period(tmp_path: Path, staff: Path, dates: str, why: str) -> None:
    path = write(tmp_path, f'{PUSH}[[rules]]\nrule = "mandatory_office"\nname = "nanti"\n{dates}\n')
    for given in (None, staff):
        findings = found(path, given)
        assert effects(findings)["nanti"][2] == why
        expected = ["rule-out-of-period"] if why else []
        assert [code for code, _ in codes(findings) if code == "rule-out-of-period"] == expected


def test_what_became_of_what_is_inherited(tmp_path: Path) -> None:
    write(
        tmp_path,
        '[parameters]\nbatas = 2\nporsi = "50 %"\n'
        '[[rules]]\nrule = "home_days_per_week"\nname = "batas"\nat_most = "$batas"\n'
        '[[rules]]\nrule = "home_share"\nname = "porsi"\nat_most = "$porsi"\n'
        '[[rules]]\nrule = "preferences"\nweight = 1\n',
        "ibu.toml",
    )
    text = 'extends = "ibu.toml"\nremove = ["preferences"]\n[parameters]\nbatas = 1\nporsi = "40 %"\n'
    text += '[[rules]]\nrule = "home_share"\nname = "porsi"\nexactly = "50 %"\n'
    text += '[[rules]]\nrule = "leader_presence"\nname = "bats"\nat_least = 1\n'
    findings = found(write(tmp_path, text))
    ancestry = findings.scenario.ancestry
    assert dict(ancestry.origins) == {"batas": "ibu", "porsi": "kota", "bats": "kota"}
    assert dict(ancestry.replaced) == {"porsi": "ibu"}
    assert dict(ancestry.removed) == {"preferences": "ibu"}
    assert dict(ancestry.parameters) == {"batas": ("ibu", 2)}
    assert dict(ancestry.unused) == {"porsi": "kota"}
    # "bats" is four letters of "batas"'s five: too short a word to be sure of, 8/9 alike.
    assert codes(findings) == [("parameter-unused", False)]


def test_a_name_that_misses_an_inherited_one_by_a_letter(tmp_path: Path) -> None:
    text = 'extends = "bkn-3-2"\n[[rules]]\nrule = "mandatory_office"\nname = "layanan langsng"\n'
    (remark,) = found(write(tmp_path, text + 'units = ["RSUD"]\n')).remarks
    assert remark.issue.code == "rule-name-near"
    assert remark.issue.message == (
        "Rule “layanan langsng” is new, though layanan-langsung has a rule “layanan langsung”: both hold now."
    )


def test_all_that_is_wrong_at_once_also_with_the_staff_file(tmp_path: Path) -> None:
    staff = [["NIP", "Nama", "Unit", "Hari Kerja"], ["12", "Ani", "A", "Xyz"], ["12", "Budi", "A", ""]]
    bad = write_xlsx(tmp_path / "bad.xlsx", {"Pegawai": staff})
    path = write(tmp_path, 'titel = "x"\n[[rules]]\nrule = "home_shar"\n')
    with pytest.raises(InputError) as caught:
        found(path, bad)
    places = [(issue.file, issue.sheet) for issue in caught.value.issues]
    assert places[-2:] == [("kota.toml", "titel"), ("kota.toml", "rules[1].rule")]
    told = [(issue.code, issue.cell) for issue in caught.value.issues if issue.file == "bad.xlsx"]
    assert told == [("weekday-bad", "D2"), ("nip-doubled", "A3")]


# -- with a staff


def test_whom_each_rule_is_about_and_what_it_decides(tmp_path: Path, staff: Path) -> None:
    text = PUSH + HOSPITAL
    text += '[[rules]]\nrule = "office_weekdays"\nname = "apel"\nweekdays = ["Senin"]\n'
    text += '[[rules]]\nrule = "leader_presence"\nname = "pimpinan"\nat_least = 1\nexcept_units = ["RSUD"]\n'
    assert effects(found(write(tmp_path, text), staff)) == {
        "dorongan": (4, None, ""),
        "rumah sakit": (1, 6, ""),  # Dodi works on Saturdays too
        "apel": (4, 3, ""),  # Dodi's Monday is decided already
        "pimpinan": (3, None, ""),
    }


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ('"preferences"\nweight = 1', "Preferensi is empty or missing."),
        ('"mandatory_office"\nunits = ["Dinas"]\npositions = ["Perawat"]', "Its filters pick nobody."),
        (
            '"office_weekdays"\nweekdays = ["Minggu"]',
            "None of its days is a working day of these people in this period.",
        ),
        (
            '"home_weekdays"\nweekdays = ["Minggu"]\nweight = 1',
            "None of its days is a working day of these people in this period.",
        ),
        (
            '"office_weekdays"\nweekdays = ["Sabtu"]',
            "Other rules decide all its days before it: “rumah sakit”.",
        ),
        ('"home_weekdays"\nweekdays = ["Sabtu"]\nweight = 1', ""),
    ],
)
def test_why_a_rule_does_nothing(tmp_path: Path, staff: Path, rule: str, why: str) -> None:
    path = write(tmp_path, f'{PUSH}{HOSPITAL}[[rules]]\nname = "x"\nrule = {rule}\n')
    assert effects(found(path, staff))["x"][2] == why


def test_a_filter_that_matches_nobody_stops_as_solve_would(tmp_path: Path, staff: Path) -> None:
    text = PUSH + '[[rules]]\nrule = "mandatory_office"\nname = "x"\nunits = ["RSUDD"]\n'
    findings = found(write(tmp_path, text), staff)
    assert findings.stops
    (remark, unread) = findings.remarks
    assert (unread.issue.code, unread.issue.found, unread.stops) == ("column-unread", "Gedung", False)
    assert remark.issue.needed == "Correct it in the scenario."
    assert remark.issue.message.endswith("units “RSUDD” matches nobody, but the data has “RSUD”.")


@pytest.mark.parametrize(("weight", "expected"), [("", [("building-too-small", False)]), ("weight = 1", [])])
def test_a_building_that_no_roster_can_fit(
    tmp_path: Path, staff: Path, weight: str, expected: list[tuple[str, bool]]
) -> None:
    """A week cut to its Monday leaves no whole home day of two in five: three people, room for two."""
    text = f'{PUSH}[[rules]]\nrule = "home_days_per_week"\nat_most = 2\n'
    path = write(tmp_path, f'{text}[[rules]]\nrule = "building_capacity"\nname = "gedung"\n{weight}\n')
    monday = found(path, staff, week=(date(2026, 12, 7), date(2026, 12, 7)))
    assert codes(monday) == expected
    assert [remark.issue.message for remark in monday.remarks] == [
        "No roster can exist: Gedung A holds 2, but 3 must be in the office there (Mon, 7 Dec 2026)."
    ] * len(expected)
    assert codes(found(path, staff)) == []


def test_it_says_no_roster_exists_just_where_solve_finds_none() -> None:
    """The sample in April and June 2026 under the scenario that the program takes by itself."""
    for start, end, possible in (
        (date(2026, 4, 1), date(2026, 4, 30), False),
        (date(2026, 6, 1), date(2026, 6, 30), False),
        (date(2026, 12, 1), date(2026, 12, 31), True),
    ):
        findings = found(Path("bkn-3-2"), SAMPLE, week=(start, end))
        assert ("building-too-small" in [code for code, _ in codes(findings)]) is not possible


# -- the command


def test_the_command_speaks_plainly_when_piped(tmp_path: Path, staff: Path) -> None:
    text = 'title = "Kota kami"\nextends = "bkn-3-2"\nremove = ["preferences"]\n[parameters]\nhome_days = 1\n'
    ended = run(write(tmp_path, text), "--staff", staff, "--start", "2026-12-07", "--end", "2026-12-12")
    assert (ended.code, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert lines[:6] == [
        "“kota” is in order: Kota kami.",
        "Inherits from: bkn-3-2, hari-merata, layanan-langsung.",
        "Period: 7 December 2026 to 12 December 2026 (as asked for).",
        "Rule “preferences”, inherited from hari-merata, is removed.",
        "Parameter “home_days” is 1; in bkn-3-2 it is 2.",
        "",
    ]
    assert lines[6] == "Rules for staff.xlsx (4 people): 12 must hold, 6 are striven for:"
    (push,) = [line for line in lines if "use the home days" in line]
    assert push.partition(". ")[2] == (
        "use the home days: At least 1 home day a week per person [wish, weight 200]; from bkn-3-2; concerns 4 people."
    )
    assert "Of 21 person-days 15 are free to be at home or in the office, of 3 people." in lines
    assert "Sheet" not in ended.stdout


def test_the_command_shows_a_table_on_a_terminal(
    tmp_path: Path, staff: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Console(file=io.StringIO(), force_terminal=True, width=160, color_system=None)
    monkeypatch.setattr(asnroster.cli.findings, "console", lambda: out)
    asked = Asked(str(write(tmp_path, PUSH + HOSPITAL)), staff)
    use_language("en")
    asnroster.cli.findings.show(check(asked), asked)
    rows = [line.split() for line in out.file.getvalue().splitlines()]  # type: ignore[attr-defined]
    assert ["dorongan", "wish,", "weight", "10", "kota", "4"] in rows
    assert "1. dorongan" not in capsys.readouterr().out


def test_json_of_a_sound_and_of_an_unsound_scenario(tmp_path: Path, staff: Path) -> None:
    out = tmp_path / "o.json"
    path = write(tmp_path, PUSH + HOSPITAL)
    assert (
        run(path, "--staff", staff, "--start", "2026-12-07", "--end", "2026-12-12", "--json", out).code == 0
    )
    said = json.loads(out.read_text("utf-8"))
    assert (said["valid"], said["start"], said["people"]) == (True, "2026-12-07", 4)
    assert [(remark["code"], remark["found"]) for remark in said["remarks"]] == [("column-unread", "Gedung")]
    assert said["rules"][1] == {
        "rule": "mandatory_office", "name": "rumah sakit", "hard": True, "weight": None, "from": "kota",
        "replaces": None, "sentence": "In the office on every working day (only sectors kesehatan) [must]",
        "people": 1, "fixed_person_days": 6, "idle": None,
    }  # fmt: skip
    ended = run(write(tmp_path, '[[rules]]\nrule = "preferenses"\n'), "--json", out)
    assert (ended.code, ended.stdout) == (2, "")
    assert (
        "kota.toml > rules[1].rule: There is no rule “preferenses”. Did you mean “preferences”?"
        in ended.stderr
    )
    said = json.loads(out.read_text("utf-8"))
    assert said["valid"] is False
    assert [issue["code"] for issue in said["issues"]] == ["unknown-rule"]


def test_what_would_stop_solve_exits_2(tmp_path: Path, staff: Path) -> None:
    text = PUSH + '[[rules]]\nrule = "mandatory_office"\nname = "x"\nunits = ["RSUDD"]\n'
    ended = run(write(tmp_path, text), "--staff", staff)
    assert ended.code == 2
    assert ended.stdout.startswith("“kota” is written soundly, but does not fit this staff: see the remarks.")
    assert (
        run_in_process("solve", staff, "--scenario", tmp_path / "kota.toml", "-o", tmp_path / "r.csv").code
        == 2
    )


ROWS = [["Aturan", "Nama", "Isian", "Nilai"], ["", "", "name", "kami"], ["", "", "extends", "bkn-3-2"]]


def test_the_sheet_of_a_workbook(tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "b.xlsx", {"Skenario": [*ROWS, ["parameter", "", "home_days", 1]]})
    ended = run(book)
    assert ended.code == 0
    assert ended.stdout.splitlines()[0] == "“kami” is in order: kami."
    assert "Parameter “home_days” is 1; in bkn-3-2 it is 2." in ended.stdout
    wrong = write_xlsx(tmp_path / "w.xlsx", {"Skenario": [*ROWS, ["home_share", "", "at_mst", "50 %"]]})
    ended = run(wrong)
    assert ended.code == 2
    assert (
        "w.xlsx > Skenario!D4: Rule “home_share” has no field “at_mst”. Did you mean “at_most”?"
        in ended.stderr
    )
    none = run(SAMPLE)
    assert none.code == 2
    assert (
        "staff.xlsx > Skenario: The workbook has no sheet Skenario, or nothing stands in it." in none.stderr
    )


def test_settings_reach_the_rules(tmp_path: Path) -> None:
    findings = found(Path("bkn-3-2"), parameters={"home_days": "1", "office_days": "4"})
    assert (
        findings.scenario.rules
        == load_scenario("bkn-3-2", parameters={"home_days": "1", "office_days": "4"}).rules
    )
    assert run("bkn-3-2", "--set", "home_dys=1").code == 2
