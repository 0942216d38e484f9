"""``asnroster compare``: the little office under several scenarios, every measure counted on paper."""

from __future__ import annotations

import io
import json
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

import asnroster.run
from asnroster import compare as comparing
from asnroster.compare import MEASURES
from asnroster.domain.calendar import next_whole_month
from asnroster.engine.solve import Options
from asnroster.errors import InputError
from asnroster.judge.audit import Audit
from asnroster.judge.audit import audit as real_audit
from asnroster.output.comparison import comparison_table
from asnroster.run import Request
from tests.cli import (
    BUDI,
    CITRA,
    FRIDAYS,
    SHEETS,
    STAFF,
    WEEK,
    Finished,
    little_office,
    run_in_process,
    summary,
)
from tests.intake_books import write_xlsx

OFFICE = """
name = "kantor"
title = "Semua di kantor"
[[rules]]
rule = "office_weekdays"
weekdays = "Sen-Jum"
"""
FULL = """
name = "penuh"
title = "Terlalu penuh"
[[rules]]
rule = "building_capacity"
name = "gedung"
[[rules]]
rule = "office_days_per_week"
name = "selalu"
at_least = 5
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The little office in a building for four, with three scenarios."""
    little_office(tmp_path, monkeypatch)
    staff = [[*row, "Gedung" if number == 0 else "Gedung A"] for number, row in enumerate(STAFF)]
    write_xlsx(
        tmp_path / "staff.xlsx",
        {**SHEETS, "Pegawai": staff, "Gedung": [["Gedung", "Kapasitas"], ["Gedung A", 4]]},
    )
    (tmp_path / "kantor.toml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "penuh.toml").write_text(FULL, encoding="utf-8")
    return tmp_path


def compare(*more: str, scenarios: str = "kantor jumat") -> Finished:
    named = [word for name in scenarios.split() for word in ("-s", f"{name}.toml")]
    return run_in_process("compare", "staff.xlsx", *named, *WEEK, *more)


def cells(shown: str) -> dict[str, list[str]]:
    """The rows of the table by their label; a scenario's cell may go over several lines."""
    rows: dict[str, list[str]] = {}
    label = ""
    for line in shown.splitlines():
        if line[:1] not in ("│", "┃"):
            continue
        first, *rest = [cell.strip() for cell in line.strip("│┃").replace("┃", "│").split("│")]
        label = first or label
        before = rows.setdefault(label, [""] * len(rest))
        rows[label] = [f"{old} {new}".strip() for old, new in zip(before, rest, strict=True)]
    return rows


# Office: 25 person-days, nobody asks for anything on a free day, for no day is free.
# Fridays: Ani and Dodi at home on Friday; of five wishes Citra's is not met. Eligible are the Dinas's four, with
# 1, 0, 0, 1 home days: spread 1; the pairs differ by 4 in all, over 4 people x 2 days: Gini 1/2. All five are in the
# building for four on Monday.
IN_JSON: dict[str, list[Any]] = {
    "cost": [0, 24],
    "gap": [0.0, 0.0],
    "hard_violations": [0, 0],
    "office_days": [25, 23],
    "home_days": [0, 2],
    "home_share": [0.0, 0.08],
    "busiest": [5, 5],
    "busiest_date": ["Sen, 7 Des 2026", "Sen, 7 Des 2026"],
    "emptiest": [5, 3],
    "emptiest_date": ["Sen, 7 Des 2026", "Jum, 11 Des 2026"],
    "posts_kept": [None, None],
    "posts_short": [None, None],
    "leader_gaps": [None, None],
    "wishes_met": [None, 0.8],
    "home_spread": [None, 1],
    "home_gini": [None, 0.5],
    "monday_friday_spread": [None, 1],
    "monday_friday_gini": [None, 0.5],
    "never_home": [5, 3],
    "never_home_reasons": [
        {"Hari wajib di kantor": 5},
        {"boleh WFH, tetapi tidak pernah diperlukan": 2, "Wajib WFO": 1},
    ],
    "changed_days": [None, None],
    "building_peak": [1.25, 1.25],
    "building_peak_place": ["Gedung A: 5 dari 4 (Sen, 7 Des 2026)"] * 2,
    "closed_building_days": [0, 0],
    # Two home days by the usual figures: 3 kWh x 1,699.53 + 0.06 m³ x 7,000 + 2 x 0.71 x 20 km x 0.03 x 10,000 = 14,038.59;
    # low 1 x 1,522.88 + 0.04 x 4,000 + 0.2 litres x 10,000; high 6 x 1,699.53 + 0.1 x 12,000 + 3.4 x 12,350.
    "savings_rupiah": [0, 14039],
    "savings_range": ["0 - 0", "3.683 - 53.387"],
    # 3 x 0.817 + 0.852 x 2.27 = 4.39; low 0.619 + 0.2 x 2.21 = 1.06; high 6 x 0.817 + 3.4 x 2.39 = 13.03.
    "co2_kg": [0, 4],
    "co2_range": ["0 - 0", "1 - 13"],
}
# What JSON tells of the second column's differences to the first: where both have a figure, but for the cost.
DIFFERENCES = {
    "hard_violations": 0, "office_days": -2, "home_days": 2, "home_share": 0.08, "busiest": 0, "emptiest": -2,
    "never_home": -2, "building_peak": 0, "closed_building_days": 0, "savings_rupiah": 14039, "co2_kg": 4,
}  # fmt: skip
ON_SCREEN = {
    "Biaya": ["0", "24"],
    "Selisih terbukti": ["0,0 %", "0,0 %"],
    "Pelanggaran wajib": ["0", "0"],
    "Orang-hari WFO": ["25", "23 (-2)"],
    "Orang-hari WFH": ["0", "2 (+2)"],
    "Porsi WFH": ["0,0 %", "8,0 % (+8,0 pp)"],
    "Terbanyak di kantor": ["5", "5"],
    "Hari terpadat": ["Sen, 7 Des 2026", "Sen, 7 Des 2026"],
    "Tersedikit di kantor": ["5 ★", "3 (-2)"],
    "Hari terlengang": ["Sen, 7 Des 2026", "Jum, 11 Des 2026"],
    "Layanan memenuhi Min WFO": ["-", "-"],
    "Layanan-hari kurang petugas": ["-", "-"],
    "OPD-hari tanpa pimpinan": ["-", "-"],
    "Preferensi terpenuhi": ["-", "80,0 %"],
    "Rentang hari WFH": ["-", "1"],
    "Gini hari WFH": ["-", "0,500"],
    "Rentang, Senin dan Jumat": ["-", "1"],
    "Gini, Senin dan Jumat": ["-", "0,500"],
    "Pegawai tanpa WFH": ["5", "3 (-2)"],
    "Sebab tanpa WFH": [
        "Hari wajib di kantor: 5",
        "boleh WFH, tetapi tidak pernah diperlukan: 2 Wajib WFO: 1",
    ],
    "Perubahan dari jadwal berlaku": ["-", "-"],
    "Gedung terpadat": ["125,0 %", "125,0 %"],
    "Di mana dan kapan": ["Gedung A: 5 dari 4 (Sen, 7 Des 2026)"] * 2,
    "Gedung-hari kosong": ["0", "0"],
    "Penghematan (rupiah)": ["0", "14.039 ★ (+14.039)"],
    "Rentang penghematan (rupiah)": ["0 - 0", "3.683 - 53.387"],
    "CO2 dihemat (kg)": ["0", "4 ★ (+4)"],
    "Rentang CO2 (kg)": ["0 - 0", "1 - 13"],
}


def test_every_measure_of_a_case_solved_on_paper(folder: Path) -> None:
    result = compare("--json", "compare.json")
    assert result.code == 0
    shown = cells(result.stdout)
    assert list(shown) == ["Skenario", "Tanggal", "Status", *ON_SCREEN]
    assert {label: shown[label] for label in ON_SCREEN} == ON_SCREEN
    assert shown["Skenario"] == ["kantor", "jumat"]
    assert shown["Tanggal"] == ["Sen, 7 Des 2026 - Jum, 11 Des 2026"] * 2
    assert shown["Status"] == ["terbaik (terbukti)"] * 2
    told = summary("compare.json")["scenarios"]
    assert {key: [column[key] for column in told] for key in IN_JSON} == IN_JSON
    assert set(IN_JSON) == {measure.key for measure in MEASURES}
    assert [column["differences"] for column in told] == [
        dict.fromkeys(told[0]["differences"], 0),
        DIFFERENCES,
    ]
    assert [column["scenario"] for column in told] == ["kantor", "jumat"]
    assert [column["title"] for column in told] == ["Semua di kantor", "Jumat WFH"]
    assert {(column["start"], column["end"], column["status"], column["why"]) for column in told} == {
        ("2026-12-07", "2026-12-11", "optimal", "")
    }


def test_the_workbook_holds_numbers(folder: Path) -> None:
    result = compare("-o", "compare.xlsx")
    assert result.stdout.splitlines()[-1] == "Perbandingan ditulis: compare.xlsx"
    sheet = openpyxl.load_workbook("compare.xlsx").worksheets[0]
    rows = {row[0].value: row[1:] for row in sheet.iter_rows(min_row=3)}
    assert [cell.value for cell in rows["Skenario"]] == ["kantor", "jumat", "± kantor"]
    assert [cell.value for cell in rows["Judul"]][:2] == ["Semua di kantor", "Jumat WFH"]
    assert [cell.value for cell in rows["Orang-hari WFO"]] == [25, 23, -2]
    assert [cell.value for cell in rows["Porsi WFH"]] == [0, 0.08, 8]
    assert [cell.number_format for cell in rows["Porsi WFH"]][1:] == ["0.0 %", '+0.0" pp";-0.0" pp";0.0" pp"']
    assert [cell.value for cell in rows["Hari terlengang"]][:2] == ["Sen, 7 Des 2026", "Jum, 11 Des 2026"]
    assert [cell.value for cell in rows["Preferensi terpenuhi"]][:2] == ["-", 0.8]
    assert [cell.font.bold for cell in rows["Tersedikit di kantor"]] == [True, False, True]
    # Two people fewer on the emptiest day is worse: red.
    assert rows["Tersedikit di kantor"][2].font.color.rgb == "FFC00000"


def test_a_scenario_that_cannot_be_says_why_and_the_others_run(folder: Path) -> None:
    result = compare("--json", "compare.json", "-o", "compare.xlsx", scenarios="penuh jumat kantor")
    assert result.code == 0
    shown = cells(result.stdout)
    assert shown["Status"] == ["tidak ada jadwal", "terbaik (terbukti)", "terbaik (terbukti)"]
    (why, *others) = next(row for label, row in shown.items() if "gedung" in row[0])
    assert "gedung + selalu" in why and others == ["", ""]
    assert shown["Orang-hari WFO"] == ["-", "23", "25"]  # no difference to what is not there
    assert shown["Tersedikit di kantor"] == ["-", "3", "5 ★"]
    first, second, _ = summary("compare.json")["scenarios"]
    assert (first["status"], first["cost"], first["bound"], first["office_days"]) == (
        "infeasible",
        None,
        None,
        None,
    )
    assert "gedung + selalu" in first["why"]
    assert (second["status"], second["cost"], second["why"]) == ("optimal", 24, "")


def test_all_impossible_is_exit_3(folder: Path) -> None:
    result = compare("--json", "compare.json", scenarios="penuh")
    assert result.code == 3
    assert [column["status"] for column in summary("compare.json")["scenarios"]] == ["infeasible"]


def test_in_english(folder: Path) -> None:
    shown = cells(compare("--lang", "en", scenarios="kantor jumat penuh").stdout)
    assert shown["WFH share"] == ["0.0%", "8.0% (+8.0 pp)", "-"]
    assert shown["Emptiest day"] == ["Mon, 7 Dec 2026", "Fri, 11 Dec 2026", "-"]
    assert shown["Why not"] == ["", "", "cannot hold together: gedung + selalu"]


def test_stages_are_told(folder: Path) -> None:
    assert compare().stderr.splitlines()[:3] == [
        "Membaca staff.xlsx …", "Menyusun kantor …", "Menyusun jumat …",
    ]  # fmt: skip


def test_each_notice_once(folder: Path) -> None:
    """Both scenarios push Fridays in a unit that nobody has."""
    more = '[[rules]]\nrule = "home_weekdays"\nname = "dorongan"\nweekdays = ["Senin"]\nunits = ["Dinas B"]\nweight = 1\n'
    for name, text in (("kantor", OFFICE), ("jumat", FRIDAYS)):
        Path(f"{name}.toml").write_text(text + more, encoding="utf-8")
    result = compare()
    assert result.code == 0
    assert result.stderr.count("Dinas B") == 1


def test_every_scenario_that_is_wrong_is_told(folder: Path) -> None:
    Path("kantor.toml").write_text(OFFICE.replace("weekdays", "weekdys"), encoding="utf-8")
    Path("penuh.toml").write_text(FULL.replace("building_capacity", "building_capacty"), encoding="utf-8")
    result = compare(scenarios="kantor jumat penuh nowhere")
    assert (result.code, result.stdout) == (2, "")
    told = [line for line in result.stderr.splitlines() if not line.endswith("…")]
    assert len(told) >= 3
    assert all(any(word in line for line in told) for word in ("kantor.toml", "penuh.toml", "nowhere.toml"))


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        ([], "-s NAM"), (["-s", "jumat.toml", "-o", "compare.csv"], ".xlsx"), (["-s", "jumat.toml", "-o", "staff.xlsx"], "-o"),
        (["-s", "jumat.toml", "--json", "jumat.toml"], "--json"), (["-s", "jumat.toml", "--json", "staff.xlsx"], "--json"),
        (["-s", "jumat.toml", "--gap", "x"], "0.5%"), (["-s", "jumat.toml", "--set", "mots=1"], "“most”"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(folder: Path, arguments: list[str], needed: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run_in_process("compare", "staff.xlsx", *arguments)
    assert (result.code, result.stdout) == (2, "")
    assert needed in result.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def horizons(*scenarios: str, **asked: date) -> set[tuple[str, str]]:
    """The dates that are compared."""
    base = Request(Path("staff.xlsx"), accept_idle=True, **asked)
    requests = comparing.requests_for(base, [f"{name}.toml" for name in scenarios])
    columns, _ = comparing.compare(requests, Options(workers=1))
    return {(column.start.isoformat(), column.end.isoformat()) for column in columns}


def test_one_horizon_for_all(folder: Path) -> None:
    """The user's dates, else those of the first circular with dates, else the next whole month."""
    dated = "start = 2025-11-03\nend = 2025-11-07\n"
    Path("lama.toml").write_text(dated + OFFICE, encoding="utf-8")
    Path("baru.toml").write_text(dated.replace("11", "10") + OFFICE, encoding="utf-8")
    assert horizons("kantor", "lama", "baru") == {("2025-11-03", "2025-11-07")}
    assert horizons("baru", "kantor", "lama") == {("2025-10-03", "2025-10-07")}
    asked = {"start": date(2026, 12, 7), "end": date(2026, 12, 8)}
    assert horizons("kantor", "lama", **asked) == {("2026-12-07", "2026-12-08")}
    assert horizons("lama", "kantor", end=date(2025, 11, 5)) == {("2025-11-03", "2025-11-05")}
    first, last = next_whole_month(date.today())
    assert horizons("kantor") == {(first.isoformat(), last.isoformat())}
    assert horizons("kantor", start=date(2026, 12, 30)) == {("2026-12-30", "2026-12-31")}
    with pytest.raises(InputError, match="--start, --end"):
        horizons("lama", end=date(2025, 11, 2))


def test_a_disagreement_is_a_column_without_figures(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def off_by_one(case: Any, roster: Any) -> Audit:
        judged = real_audit(case, roster)
        return Audit((*judged.rules[:-1], replace(judged.rules[-1], cost=judged.rules[-1].cost + 1)), ())

    monkeypatch.setattr(asnroster.run, "audit", off_by_one)
    result = compare("--lang", "en", "--json", "compare.json", scenarios="jumat")
    assert result.code == 3
    assert cells(result.stdout)["Why not"] == ["audit and solver disagree"]
    (column,) = json.loads(Path("compare.json").read_text("utf-8"))["scenarios"]
    assert (column["status"], column["cost"]) == ("unknown", None)


def test_once_stopped_what_is_at_hand_is_shown(folder: Path) -> None:
    """Nothing is searched: everybody in the office costs 40 and the wishes of 6, 4 and 5; the full house has none."""
    stop = threading.Event()
    stop.set()
    day = date(2026, 12, 11)
    base = Request(Path("staff.xlsx"), start=day, end=day)
    Path("penuh.toml").write_text(
        FULL.replace("at_least = 5", 'at_least = 4\npartial_week = "office_first"'), encoding="utf-8"
    )
    requests = comparing.requests_for(base, ["jumat.toml", "penuh.toml"])
    (fridays, full), _ = comparing.compare(requests, Options(), stop=stop)
    assert (fridays.outcome.status, fridays.outcome.cost, fridays.outcome.interrupted) == (
        "feasible",
        55,
        True,
    )
    assert full.report is None and full.outcome.status == "unknown"
    assert full.why == "berhenti sebelum ada jadwal"


def test_days_on_which_nobody_works_have_no_busiest_day(folder: Path) -> None:
    result = run_in_process(
        "compare",
        "staff.xlsx",
        "-s",
        "jumat.toml",
        "--start",
        "2026-12-12",
        "--end",
        "2026-12-13",
        "--json",
        "compare.json",
    )
    assert result.code == 0
    (column,) = summary("compare.json")["scenarios"]
    empty = {"busiest", "busiest_date", "emptiest", "emptiest_date", "home_share", "wishes_met"}
    empty |= {"posts_kept", "posts_short", "leader_gaps", "changed_days"}
    empty |= {"home_spread", "home_gini", "monday_friday_spread", "monday_friday_gini"}
    assert {key for key in IN_JSON if column[key] is None} == empty
    assert column["never_home_reasons"] == {"tidak ada hari tersedia": 5}
    assert (column["office_days"], column["home_days"], column["never_home"]) == (0, 0, 5)


def solved(name: str, *more: str) -> None:
    """The Fridays written as a roster."""
    result = run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, "-o", name, *more)
    assert result.code == 0, result.stderr


def edit(path: str, nip: str, day: str, code: str) -> None:
    """Type a code into the sheet Jadwal by hand."""
    book = openpyxl.load_workbook(path)
    sheet = book["Jadwal"]
    rows = {str(cell.value): cell.row for column in sheet.iter_cols() for cell in column if cell.value == nip}
    headings = [
        cell for row in sheet.iter_rows() for cell in row if getattr(cell.value, "day", None) == int(day)
    ]
    sheet.cell(rows[nip], headings[0].column).value = code
    book.save(path)


def test_rosters_already_made_are_columns_like_the_others(folder: Path) -> None:
    """As solved, edited by hand (Budi at home on Friday too: 3 of 4 at home, one over the half), as csv."""
    for name in ("jadwal.xlsx", "sunting.xlsx", "jadwal.csv"):
        solved(name)
    edit("sunting.xlsx", BUDI, "11", "WFH")
    rosters = [word for name in ("jadwal.xlsx", "sunting.xlsx", "jadwal.csv") for word in ("-s", name)]
    result = run_in_process(
        "compare", "staff.xlsx", "-s", "jumat.toml", *rosters, *WEEK, "--json", "compare.json"
    )
    assert result.code == 0, result.stderr
    told = summary("compare.json")["scenarios"]
    assert [column["scenario"] for column in told] == ["jumat", "jadwal.xlsx", "sunting.xlsx", "jadwal.csv"]
    assert [column["given"] for column in told] == [False, True, True, True]
    assert [column["gap"] for column in told] == [0, None, None, None]
    assert [column["home_days"] for column in told] == [2, 2, 3, 2]
    assert [column["hard_violations"] for column in told[:3]] == [0, 0, 1]
    assert [column["cost"] for column in told[:2]] == [24, 24]
    # Edited: one more at home on Friday saves 10, Budi's wish for the office costs 2.
    assert told[2]["cost"] == 16
    assert told[2]["differences"]["home_days"] == 1
    shown = cells(result.stdout)
    assert shown["Status"] == ["terbaik (terbukti)", *["jadwal yang sudah jadi"] * 3]
    assert shown["Pelanggaran wajib"][:3] == ["0 ★", "0 ★", "1 (+1)"]
    assert shown["Selisih terbukti"] == ["0,0 %", "-", "-", "-"]
    # The csv does not tell its scenario: said, and judged by the default one.
    assert "jadwal.csv" in result.stderr and "bkn-3-2" in result.stderr
    assert told[3]["title"] == "BKN: 3 hari WFO, 2 hari WFA"


def test_a_roster_wholly_made_by_hand(folder: Path) -> None:
    """Under the default policy, for it tells none. RSUD stays; the Dinas's four have 1, 0, 1, 2 home days.

    Spread 2; the pairs differ by 1 + 0 + 1 + 1 + 2 + 1 = 6, over 4 people x 4 days: Gini 3/8. On Monday and Friday
    1, 0, 1, 1: spread 1; the pairs differ by 3, over 4 x 3: 1/4.
    """
    dates = [f"{day:02}-12-2026" for day in range(7, 12)]
    rows = {"Ani": "OOOOH", "Budi": "OOOOO", "Citra": "HOOOO", "Dodi": "OOHOH", "Eka": "OOOOO"}
    typed = [
        [STAFF[number][0], name, *("WFO" if letter == "O" else "WFA" for letter in row)]
        for number, (name, row) in enumerate(rows.items(), start=1)
    ]
    write_xlsx(folder / "tangan.xlsx", {"Jadwal": [["Jadwal kami"], [], ["NIP", "Nama", *dates], *typed]})
    result = run_in_process(
        "compare", "staff.xlsx", "-s", "tangan.xlsx", "-s", "jumat.toml", "--json", "compare.json"
    )
    assert result.code == 0, result.stderr
    made, fridays = summary("compare.json")["scenarios"]
    assert (made["title"], made["home_days"], made["home_share"]) == ("BKN: 3 hari WFO, 2 hari WFA", 4, 0.16)
    assert [made[key] for key in ("home_spread", "home_gini")] == [2, 0.375]
    assert [made[key] for key in ("monday_friday_spread", "monday_friday_gini")] == [1, 0.25]
    assert (fridays["start"], fridays["end"]) == ("2026-12-07", "2026-12-11")
    assert "tangan.xlsx tidak menyebut skenarionya" in result.stderr and "audit --scenario" in result.stderr


def test_the_roster_gives_the_dates_of_all(folder: Path) -> None:
    """Without dates of their own or the user's, scenarios are solved for the dates of the first roster."""
    solved("jadwal.xlsx")
    columns, _ = comparing.compare(
        comparing.requests_for(Request(Path("staff.xlsx")), ["kantor.toml", "jadwal.xlsx"]),
        Options(workers=1),
    )
    assert {(column.start, column.end) for column in columns} == {(date(2026, 12, 7), date(2026, 12, 11))}


def test_other_dates_are_told_and_nothing_is_held_against_each_other(folder: Path) -> None:
    solved("jadwal.xlsx")
    week = ("--start", "2026-12-14", "--end", "2026-12-18")
    result = run_in_process(
        "compare", "staff.xlsx", "-s", "kantor.toml", "-s", "jadwal.xlsx", *week, "--json", "compare.json"
    )
    assert result.code == 0
    shown = cells(result.stdout)
    assert shown["Tanggal"][1] == "Sen, 7 Des 2026 - Jum, 11 Des 2026"
    assert shown["Orang-hari WFO"] == ["25", "23"] and shown["Tersedikit di kantor"] == ["5", "3"]
    assert "jadwal.xlsx untuk Sen, 7 Des 2026 - Jum, 11 Des 2026" in result.stderr
    assert summary("compare.json")["scenarios"][1]["differences"] == {}


def test_what_is_no_roster_is_told_with_all_else(folder: Path) -> None:
    Path("kosong.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = run_in_process(
        "compare", "staff.xlsx", "-s", "kosong.csv", "-s", "nowhere", "-s", "staff.xlsx", *WEEK
    )
    assert (result.code, result.stdout) == (2, "")
    assert all(word in result.stderr for word in ("kosong.csv", "nowhere", "staff.xlsx > Jadwal"))


def test_changes_against_the_roster_in_force(folder: Path) -> None:
    """In force: Ani and Dodi at home on Friday, and by hand Citra on Monday. Everybody in the office changes 3."""
    solved("berlaku.xlsx")
    edit("berlaku.xlsx", CITRA, "7", "WFH")
    result = compare("--base", "berlaku.xlsx", "--json", "compare.json")
    assert result.code == 0, result.stderr
    assert [column["changed_days"] for column in summary("compare.json")["scenarios"]] == [3, 1]
    assert cells(result.stdout)["Perubahan dari jadwal berlaku"] == ["3", "1 ★ (-2)"]
    # A policy that wants few changes knows it: Fridays are worth 10, so Citra stays at home on Monday for 1 and no more changes.
    keeping = FRIDAYS + '[[rules]]\nrule = "minimal_change"\nweight = 1\n'
    Path("jumat.toml").write_text(keeping.replace("jumat", "tetap"), encoding="utf-8")
    compare("--base", "berlaku.xlsx", "--json", "compare.json", scenarios="jumat")
    (column,) = summary("compare.json")["scenarios"]
    assert (column["changed_days"], column["home_days"]) == (0, 3)


def test_a_roster_in_force_of_other_days_is_refused(folder: Path) -> None:
    solved("berlaku.xlsx")
    result = run_in_process(
        "compare", "staff.xlsx", "-s", "kantor.toml", "--base", "berlaku.xlsx", "--start", "2027-01-04", "--end", "2027-01-08"
    )  # fmt: skip
    assert (result.code, result.stdout) == (2, "")
    assert "berlaku.xlsx > --base" in result.stderr and "2027-01-04" in result.stderr


def test_a_sweep_is_a_column_for_each_value(folder: Path) -> None:
    """Of the Dinas's four at most 0, 1, 2, 3, 4 are at home on Friday; at 75 % all wishes are met."""
    result = compare("--sweep", "home_share.at_most=0%:100%:25%", "--json", "sweep.json", scenarios="jumat")
    assert result.code == 0, result.stderr
    told = summary("sweep.json")["scenarios"]
    assert [column["value"] for column in told] == ["0 %", "25 %", "50 %", "75 %", "100 %"]
    assert [column["scenario"] for column in told][1] == "home_share.at_most = 25 %"
    assert [column["home_days"] for column in told] == [0, 1, 2, 3, 4]
    assert [column["wishes_met"] for column in told] == [0.4, 0.6, 0.8, 1.0, 0.8]
    assert {column["status"] for column in told} == {"optimal"}
    shown = cells(result.stdout)
    assert shown["home_share.at_most"] == ["0 %", "25 %", "50 %", "75 %", "100 %"]
    assert shown["Orang-hari WFH"] == ["0", "1 (+1)", "2 (+2)", "3 (+3)", "4 (+4)"]


def test_a_sweep_of_the_default_scenario(folder: Path) -> None:
    result = compare("--sweep", "office_days_per_week.at_least=3:4:1", "--json", "sweep.json", scenarios="")
    assert result.code == 0, result.stderr
    three, four = summary("sweep.json")["scenarios"]
    # RSUD stays. Two home days each of the Dinas's four; with one each the building for four would be too full.
    assert (three["value"], three["home_days"], three["status"]) == ("3", 8, "optimal")
    assert (four["value"], four["home_days"], four["status"]) == ("4", None, "infeasible")
    assert "office_days_per_week" in four["why"]


@pytest.mark.parametrize(
    ("scenarios", "sweep", "needed"),
    [
        ("jumat kantor", "home_share.at_most=0%:50%:25%", "satu skenario"),
        ("jumat", "home_shar.at_most=0%:50%:25%", "home_share"),
        ("jumat", "home_share.at_most", "ATURAN.ISIAN=DARI:SAMPAI:LANGKAH"),
    ],
)
def test_a_sweep_that_cannot_be(folder: Path, scenarios: str, sweep: str, needed: str) -> None:
    result = compare("--sweep", sweep, scenarios=scenarios)
    assert (result.code, result.stdout) == (2, "")
    assert needed in result.stderr


def test_differences_are_coloured_on_a_terminal_alone(folder: Path) -> None:
    """Red where it is worse, green where it is better, no colour where neither is; the best is bold green."""
    base = Request(Path("staff.xlsx"), start=date(2026, 12, 7), end=date(2026, 12, 11))
    columns, _ = comparing.compare(
        comparing.requests_for(base, ["jumat.toml", "kantor.toml"]), Options(workers=1)
    )
    file = io.StringIO()
    screen = Console(file=file, force_terminal=True, color_system="standard", width=160)
    screen.print(comparison_table(comparing.table(columns)))
    lines = {
        label: next(line for line in file.getvalue().splitlines() if line.startswith(f"│ {label} "))
        for label in ("Orang-hari WFO", "Tersedikit di kantor")
    }
    assert "25 (+2)" in lines["Orang-hari WFO"] and "\x1b[3" not in lines["Orang-hari WFO"]
    assert "\x1b[1;32m5 ★\x1b[0m \x1b[32m(+2)\x1b[0m" in lines["Tersedikit di kantor"]
    file = io.StringIO()
    Console(file=file, width=160).print(comparison_table(comparing.table(columns[::-1])))
    assert "3 (-2)" in file.getvalue() and "\x1b" not in file.getvalue()
