"""``asnroster explain``: one person, one day or the whole period, with no other word than the roster."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

import asnroster.cli.explain
import asnroster.explanation
from asnroster.engine.conflict.counterfactual import Counterfactual
from tests.cli import ANI, BUDI, CITRA, EKA, FRIDAY, SHEETS, WEEK, little_office, run_in_process, summary
from tests.intake_books import write_xlsx
from tests.test_cli_audit import edit

LAW = "[SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD]"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The little office with its roster: on Friday Ani and Dodi are at home, Budi and Citra are not."""
    little_office(tmp_path, monkeypatch)
    for name in ("roster.xlsx", "roster.csv"):
        assert run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, "-o", name).code == 0
    return tmp_path


def test_a_free_day_in_indonesian(folder: Path) -> None:
    """Half of Dinas A is at home already. Citra's wish (4) in the place of Dodi's (5) costs one more."""
    result = run_in_process("explain", "roster.xlsx", "--person", CITRA, "--date", FRIDAY)
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"Citra ({CITRA}), Dinas A: Jum, 11 Des 2026: WFO",
        "Tidak ada aturan yang menetapkan hari ini: pilihannya dipertimbangkan bersama hari dan pegawai lain.",
        "Seandainya hanya sel ini menjadi WFH:",
        f"  - Porsi WFH Dinas A pada Jum, 11 Des 2026 penuh: 2 dari paling banyak 2 orang. (Porsi WFH) {LAW}",
        "  - Hari WFH: skor -10",
        "  - Preferensi pegawai: skor -4",
        "Jadi sel ini tidak dapat berubah sendiri. Skor keinginan dan aturan lunak: -14.",
        "Seandainya sel ini menjadi WFH dan semua yang terkait dengannya disusun ulang:",
        "Skor jadwal akan bertambah 1 (lebih buruk); terbukti tidak dapat kurang dari itu.",
        "  - Preferensi pegawai: skor +1",
        "Bersamanya berubah 1 hari lain dari 1 pegawai:",
        "  - Dodi, Jum, 11 Des 2026: WFH → WFO",
    ]


def test_by_name_in_english_for_several_days(folder: Path) -> None:
    result = run_in_process(
        "explain", "roster.xlsx", "-p", "eka", "-d", FRIDAY, "-d", "2026-12-07", "--lang", "en"
    )
    lines = result.stdout.splitlines()
    assert (result.code, result.stderr) == (0, "")
    assert lines[:3] == [
        f"Eka ({EKA}), RSUD: Fri, 11 Dec 2026: WFO",
        "Fixed at WFO by rule “Mandatory office”: sectors kesehatan. [SE MenPANRB 1/2024; SE MenPANRB 3/2026; SE Mendagri"
        " 800.1.5/3349/SJ]",
        "To change it, the scenario needs the rule fixed_days, and sheet Penetapan an order.",
    ]
    assert lines[lines.index("") + 1] == f"Eka ({EKA}), RSUD: Mon, 7 Dec 2026: WFO"


def test_a_month_without_a_date(folder: Path) -> None:
    result = run_in_process("explain", "roster.xlsx", "--person", ANI)
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"Ani ({ANI}), Dinas A: 7 Desember 2026 s.d. 11 Desember 2026",
        "Pekan 7 Des 2026 s.d. 11 Des 2026: 7:WFO 8:WFO 9:WFO 10:WFO 11:WFH (4 WFO, 1 WFH, 0 tidak hadir)",
        "Seluruhnya 4 hari WFO dan 1 hari WFH; paling banyak 5 hari WFH yang mungkin.",
        "Preferensi terpenuhi: 2 dari 2.",
        "Keadilan: 1 dari 5 hari WFH yang mungkin terpakai (20 %). Dari 4 pegawai Dinas A yang boleh di rumah: 0 % s.d."
        " 20 %, rata-rata 10 %; 0 pegawai porsinya lebih besar.",
        "Sen, 7 Des 2026 | WFO | bebas | WFH sama baiknya: tidak ada yang terlanggar, skornya tetap.",
        "Sel, 8 Des 2026 | WFO | bebas | WFH saja akan lebih buruk (Preferensi pegawai: skor +3).",
        "Rab, 9 Des 2026 | WFO | bebas | WFH sama baiknya: tidak ada yang terlanggar, skornya tetap.",
        "Kam, 10 Des 2026 | WFO | bebas | WFH sama baiknya: tidak ada yang terlanggar, skornya tetap.",
        "Jum, 11 Des 2026 | WFH | bebas | WFO saja akan lebih buruk (Hari WFH: skor +10, Preferensi pegawai: skor +6).",
    ]


def test_who_is_never_at_home_and_wishes_that_are_not_met(folder: Path) -> None:
    lines = run_in_process("explain", "roster.xlsx", "--person", EKA, "--lang", "en").stdout.splitlines()
    assert lines[2:4] == [
        "In all 5 days WFO and 0 days WFH; 0 days WFH would be possible at most.",
        "Never at home: Mandatory office.",
    ]
    assert lines[4].startswith(
        "Mon, 7 Dec 2026 | WFO | fixed | Fixed at WFO by rule “Mandatory office”: sectors kesehatan."
    )
    lines = run_in_process("explain", "roster.xlsx", "--person", CITRA, "--lang", "en").stdout.splitlines()
    assert lines[3:5] == ["Wishes met: 0 of 1.", "  - Fri, 11 Dec 2026: WFH wished (strength 4), not met"]


def test_weeks_against_the_weekly_rules_holidays_and_absences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    away = [["NIP", "Mulai", "Selesai", "Kode"], [ANI, "2026-12-21", "2026-12-22", "C"]]
    write_xlsx(tmp_path / "staff.xlsx", {**SHEETS, "Ketidakhadiran": away})
    (tmp_path / "dua.toml").write_text(
        'name = "dua"\nhome_code = "WFA"\n[[rules]]\nrule = "home_days_per_week"\nat_most = 2\n'
        '[[rules]]\nrule = "home_days_per_week"\nname = "pakai"\nat_least = 2\nweight = 10\n', encoding="utf-8",
    )  # fmt: skip
    dates = ("--start", "2026-12-21", "--end", "2026-12-25")
    assert run_in_process("solve", "staff.xlsx", "-s", "dua.toml", *dates, "-o", "r.xlsx").code == 0
    told = run_in_process("explain", "r.xlsx", "-p", ANI, "--json", "e.json")
    assert told.stdout.splitlines()[1:5] == [
        "Pekan 21 Des 2026 s.d. 25 Des 2026: 21:C 22:C 23:WFA 24:L 25:L (0 WFO, 1 WFA, 2 tidak hadir)",
        "  - Hari WFA per minggu: 1, paling banyak 2",
        "  - pakai: 1, sekurangnya 1",
        "Seluruhnya 0 hari WFO dan 1 hari WFA; paling banyak 1 hari WFA yang mungkin.",
    ]
    assert told.stdout.splitlines()[-5:] == [
        "Sen, 21 Des 2026 | C | tidak hadir | Tidak hadir: cuti (C).",
        "Sel, 22 Des 2026 | C | tidak hadir | Tidak hadir: cuti (C).",
        "Rab, 23 Des 2026 | WFA | bebas | WFO saja akan lebih buruk (pakai: skor +10).",
        "Kam, 24 Des 2026 | L | libur | Hari libur bagi semua: Cuti Bersama Hari Raya Natal.",
        "Jum, 25 Des 2026 | L | libur | Hari libur bagi semua: Hari Raya Natal.",
    ]
    month = summary("e.json")["month"]
    assert [day["kind"] for day in month["days"]] == ["absent", "absent", "free", "holiday", "holiday"]
    assert month["weeks"] == [{
        "week": 52, "office": 0, "home": 1, "absent": 2,
        "rules": [{"rule": "home_days_per_week", "sense": "at_most", "found": 1, "needed": 2, "met": True,
                   "text": "Hari WFA per minggu: 1, paling banyak 2"},
                  {"rule": "pakai", "sense": "at_least", "found": 1, "needed": 1, "met": True,
                   "text": "pakai: 1, sekurangnya 1"}],
        "text": told.stdout.splitlines()[1],
    }]  # fmt: skip
    assert (month["office"], month["home"], month["most_home"], month["never_home"]) == (0, 1, 1, None)
    assert month["standing"]["share"] == 1.0


def test_json_of_a_cell(folder: Path) -> None:
    result = run_in_process(
        "explain", "roster.xlsx", "-p", CITRA, "-d", FRIDAY, "--json", "e.json", "--lang", "en"
    )
    assert result.code == 0
    told = summary("e.json")
    assert [told[key] for key in ("nip", "name", "unit", "scenario", "start", "end", "month")] == [
        CITRA, "Citra", "Dinas A", "jumat", "2026-12-07", "2026-12-11", None,
    ]  # fmt: skip
    (cell,) = told["cells"]
    assert [cell[key] for key in ("date", "code", "mode", "kind", "rule", "overruled")] == [
        FRIDAY, "WFO", "office", "free", None, [],
    ]  # fmt: skip
    assert cell["flip"] == {
        "mode": "home",
        "breaks": [{
            "rule": "home_share", "nip": None, "group": "Dinas A", "date": FRIDAY, "week": None, "sense": "at_most",
            "now": 2, "then": 3, "needed": 2, "amount_before": 0, "amount_after": 1,
            "text": f"The WFH share of Dinas A on Fri, 11 Dec 2026 is full: 2 of at most 2. (Home share) {LAW}",
        }],
        "mends": [],
        "costs": [{"rule": "home_weekdays", "difference": -10, "text": "Home weekdays: cost -10"},
                  {"rule": "preferences", "difference": -4, "text": "Preferences: cost -4"}],
        "difference": -14,
        "text": "So the cell cannot change alone. Cost of the wishes and soft rules: -14.",
    }  # fmt: skip
    assert {key: cell["price"][key] for key in ("status", "difference", "lowest", "costs", "changes", "against")} == {
        "status": "optimal", "difference": 1, "lowest": 1, "costs": [{"rule": "preferences", "difference": 1, "text": "Preferences: cost +1"}],
        "changes": [{"nip": "198001012005011004", "date": FRIDAY, "before": "home", "after": "office",
                     "text": "Dodi, Fri, 11 Dec 2026: WFH → WFO"}], "against": [],
    }  # fmt: skip


def test_a_hand_edited_roster_says_what_the_cell_breaks(folder: Path) -> None:
    edit({(BUDI, FRIDAY): "WFH"})
    lines = run_in_process(
        "explain", "roster.xlsx", "-p", "Budi", "-d", FRIDAY, "--lang", "en"
    ).stdout.splitlines()
    assert lines[2] == (
        "  - Broken as it is: Dinas A: 3 people at home on Fri, 11 Dec 2026; at most 2 are allowed. (Home share) "
        + LAW
    )
    assert lines[-4:] == [
        "1 place that breaks rules that must hold would be put right; the cost changes by +8.",
        "  - Home weekdays: cost +10", "  - Preferences: cost -2", "Nothing else would change.",
    ]  # fmt: skip


def test_a_tidy_roster_with_its_files_named(folder: Path) -> None:
    words = ("-p", CITRA, "-d", FRIDAY, "--staff", "staff.xlsx", "-s", "jumat.toml")
    assert (
        run_in_process("explain", "roster.csv", *words).stdout
        == run_in_process("explain", "roster.xlsx", *words).stdout
    )
    untold = run_in_process("explain", "roster.csv", "-p", CITRA)
    assert (untold.code, untold.stdout) == (2, "") and "--staff" in untold.stderr


def test_another_parameter(folder: Path) -> None:
    lines = run_in_process(
        "explain", "roster.xlsx", "-p", CITRA, "-d", FRIDAY, "--set", "most=75 %", "--lang", "en"
    ).stdout.splitlines()
    assert lines[-2:] == ["  - Preferences: cost -4", "Nothing else would change."]
    assert lines[-4] == "The roster would cost 14 less: a better roster than this one exists."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-p", "Fani"], ["--person: Nobody of the roster has the NIP or name “Fani”. Give the NIP of the one you mean:"
                          f" {ANI} Ani (Dinas A)."]),
        (["-p", "198001012005011009"], ["--person: Nobody of the roster has the NIP or name “198001012005011009”."
                                        f" Give the NIP of the one you mean: {ANI} Ani (Dinas A)."]),
        (["-p", "zzz"], ["--person: Nobody of the roster has the NIP or name “zzz”."
                         " Give the NIP, or the name as it stands in the roster."]),
        (["-p", "i"], [f"--person: “i” may be 4 people. Give the NIP of the one you mean: {ANI} Ani (Dinas A); {BUDI} Budi"
                       f" (Dinas A); {CITRA} Citra (Dinas A); 198001012005011004 Dodi (Dinas A)."]),
        (["-p", "zzz", "-d", "2027-01-01"], [
            "--person: Nobody of the roster has the NIP or name “zzz”. Give the NIP, or the name as it stands in the roster.",
            "--date: 2027-01-01 is not in the roster. Give a date from 2026-12-07 to 2026-12-11."]),
        (["-p", ANI, "-d", "11.30", "-d", "x"], [
            "--date: “11.30” is no date. Write it as 2026-12-31, 31-12-2026 or “31 Desember 2026”.",
            "--date: “x” is no date. Write it as 2026-12-31, 31-12-2026 or “31 Desember 2026”."]),
        (["-p", ANI, "--json", "staff.xlsx"], [
            "--json: staff.xlsx is read or written by this run already; it is never overwritten."
            " Choose another name for --json."]),
    ],
)  # fmt: skip
def test_bad_input_is_told_with_what_would_do(folder: Path, words: list[str], said: list[str]) -> None:
    before = (folder / "staff.xlsx").read_bytes()
    result = run_in_process("explain", "roster.xlsx", *words, "--lang", "en")
    assert (result.code, result.stdout, result.stderr.splitlines()) == (2, "", said)
    assert (folder / "staff.xlsx").read_bytes() == before


def test_somebody_left_out_and_a_nip_with_spaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    little_office(tmp_path, monkeypatch)
    rows = [
        [*row, "Kedudukan" if row[0] == "NIP" else "Pensiun" if row[0] == BUDI else "Aktif"]
        for row in SHEETS["Pegawai"]
    ]
    write_xlsx(tmp_path / "staff.xlsx", {**SHEETS, "Pegawai": rows})
    assert run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, "-o", "roster.xlsx").code == 0
    gone = run_in_process("explain", "roster.xlsx", "-p", "budi", "--lang", "en")
    assert (gone.code, gone.stderr.splitlines()[-1]) == (
        2,
        f"--person: Budi ({BUDI}) is not rostered (Pensiun).",
    )
    spaced = run_in_process("explain", "roster.xlsx", "-p", f"'{ANI[:8]} {ANI[8:14]} {ANI[14:]}")
    assert spaced.stdout.startswith(f"Ani ({ANI})")


def test_on_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = Console(file=io.StringIO(), force_terminal=True, width=160, color_system=None)
    monkeypatch.setattr(asnroster.cli.explain, "console", lambda: out)
    assert run_in_process("explain", "roster.xlsx", "-p", ANI).stdout == ""
    shown = " ".join(out.file.getvalue().split())  # type: ignore[attr-defined]
    for text in (
        "Pekan 7 Des 2026 s.d. 11 Des 2026: 7:WFO",
        "Tanggal",
        "Alasan",
        "Jum, 11 Des 2026 WFH bebas",
    ):
        assert text in shown


def test_a_disagreement_of_audit_and_solver_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    real = asnroster.explanation.flip

    def wrong(*args: object) -> Counterfactual:
        found = real(*args)  # type: ignore[arg-type]
        return replace(found, difference=(found.difference or 0) + 1)

    monkeypatch.setattr(asnroster.explanation, "flip", wrong)
    result = run_in_process("explain", "roster.xlsx", "-p", CITRA, "-d", FRIDAY, "--lang", "en")
    assert result.code == 5
    assert result.stderr.splitlines() == [
        "This is a fault of asnroster itself; please report it with the command you used."
    ]
