"""``asnroster compare``: the little office under several scenarios, every measure counted on paper."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

from asnroster import comparison as comparing
from asnroster.comparison import MEASURES
from asnroster.engine.solve import Options
from asnroster.output.comparison import comparison_table
from asnroster.run import Request
from tests.cli import FRIDAYS, run_in_process, summary
from tests.comparing import FULL, OFFICE, cells, compare, folder  # noqa: F401

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
        {"boleh WFH, tetapi tidak mendapat harinya": 2, "Wajib WFO": 1},
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
    "Skor": ["0", "24"],
    "Selisih terbukti": ["0,0 %", "0,0 %"],
    "Pelanggaran aturan wajib": ["0", "0"],
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
        "boleh WFH, tetapi tidak mendapat harinya: 2 Wajib WFO: 1",
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


def test_every_measure_of_a_case_solved_on_paper(folder: Path) -> None:  # noqa: F811
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


def test_the_workbook_holds_numbers(folder: Path) -> None:  # noqa: F811
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


def test_a_scenario_that_cannot_be_says_why_and_the_others_run(folder: Path) -> None:  # noqa: F811
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


def test_all_impossible_is_exit_3(folder: Path) -> None:  # noqa: F811
    result = compare("--json", "compare.json", scenarios="penuh")
    assert result.code == 3
    assert [column["status"] for column in summary("compare.json")["scenarios"]] == ["infeasible"]


def test_in_english(folder: Path) -> None:  # noqa: F811
    shown = cells(compare("--lang", "en", scenarios="kantor jumat penuh").stdout)
    assert shown["WFH share"] == ["0.0%", "8.0% (+8.0 pp)", "-"]
    assert shown["Emptiest day"] == ["Mon, 7 Dec 2026", "Fri, 11 Dec 2026", "-"]
    assert shown["Why not"] == ["", "", "cannot hold together: gedung + selalu"]


def test_stages_are_told(folder: Path) -> None:  # noqa: F811
    assert compare().stderr.splitlines()[:3] == [
        "Membaca staff.xlsx …", "Menyusun kantor …", "Menyusun jumat …",
    ]  # fmt: skip


def test_each_notice_once(folder: Path) -> None:  # noqa: F811
    """Both scenarios push Fridays in a unit that nobody has."""
    more = '[[rules]]\nrule = "home_weekdays"\nname = "dorongan"\nweekdays = ["Senin"]\nunits = ["Kebun Raya"]\nweight = 1\n'
    for name, text in (("kantor", OFFICE), ("jumat", FRIDAYS)):
        Path(f"{name}.toml").write_text(text + more, encoding="utf-8")
    result = compare()
    assert result.code == 0
    assert result.stderr.count("Kebun Raya") == 1


def test_every_scenario_that_is_wrong_is_told(folder: Path) -> None:  # noqa: F811
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
def test_what_cannot_be_is_refused(folder: Path, arguments: list[str], needed: str) -> None:  # noqa: F811
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run_in_process("compare", "staff.xlsx", *arguments)
    assert (result.code, result.stdout) == (2, "")
    assert needed in result.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_differences_are_coloured_on_a_terminal_alone(folder: Path) -> None:  # noqa: F811
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
