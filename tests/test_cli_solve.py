"""``asnroster solve`` as its user meets it: the roster that it writes."""

from __future__ import annotations

import csv
import importlib
import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from tests.cli import (
    ANI,
    BUDI,
    CITRA,
    DODI,
    EKA,
    FRIDAY,
    FRIDAYS,
    NAMES,
    ROOT,
    SHEETS,
    STAFF,
    UNITS,
    WISHES,
    codes,
    run_in_process,
    summary,
)
from tests.intake_books import write_csv, write_xlsx
from tests.solving import KEYS, solve

SAMPLE = ROOT / "data" / "staff.xlsx"
AT_HOME = {(ANI, FRIDAY), (DODI, FRIDAY)}


def test_the_best_roster_and_its_summary(folder: Path) -> None:
    result = solve("-o", "jadwal.csv", "--json", "run.json", "--seed", "7")
    assert (result.code, result.stderr.splitlines()) == (0, ["Membaca staff.xlsx …", "Menyusun jadwal …"])
    found = codes(folder / "jadwal.csv")
    assert len(found) == 5 * 5
    assert {cell for cell, code in found.items() if code == "WFH"} == AT_HOME
    assert set(found.values()) == {"WFO", "WFH"}
    told = summary()
    assert list(told) == KEYS
    assert [told[key] for key in ("status", "cost", "bound", "gap", "people", "days")] == [
        "optimal",
        24,
        24,
        0.0,
        5,
        5,
    ]
    assert told["rules"] == [
        {"rule": "mandatory_office", "name": "mandatory_office", "hard": True, "violations": 0, "cost": 0},
        {"rule": "home_share", "name": "home_share", "hard": True, "violations": 0, "cost": 0},
        {"rule": "home_weekdays", "name": "home_weekdays", "hard": False, "violations": 2, "cost": 20},
        {"rule": "preferences", "name": "preferences", "hard": False, "violations": 1, "cost": 4},
    ]
    assert [stage["name"] for stage in told["stages"]] == [
        "read",
        "build",
        "post",
        "price",
        "parts",
        "master",
        "gather",
        "audit",
        "write",
    ]
    assert sum(stage["seconds"] for stage in told["stages"]) == pytest.approx(told["seconds"], abs=0.005)
    assert set(told["versions"]) == {"asnroster", "ortools", "python"}
    assert told["peak_memory_mb"] > 10
    assert [told[key] for key in ("seed", "interrupted", "scenario", "clashes")] == [7, False, "jumat", []]
    assert (told["start"], told["end"]) == ("2026-12-07", "2026-12-11")
    judged = run_in_process(
        "audit", "jadwal.csv", "--staff", "staff.xlsx", "-s", "jumat.toml", "--json", "audit.json"
    )
    assert judged.code == 0
    assert (summary("audit.json")["cost"], summary("audit.json")["rules"]) == (24, told["rules"])


def test_the_page_after_a_run(folder: Path) -> None:
    lines = solve().stdout.splitlines()
    assert lines[:8] == [
        "7 Desember 2026 s.d. 11 Desember 2026 · Jumat WFH",
        "5 pegawai · 2 OPD · 5 hari kerja",
        "",
        "Hari WFH         2 hari-orang WFH dan 23 WFO (8,0 % WFH); 2 pegawai yang boleh",
        "                 tidak mendapat satu pun",
        "Kantor tersepi   Dinas A, Jum, 11 Des 2026: 2 dari 4 di kantor",
        "Pembagian        tiap pegawai yang boleh: 0 s.d. 1 hari; rata-rata 0 orang di",
        "                 rumah tiap Senin, 2 tiap Jumat",
    ]
    assert lines[8] == "Aturan wajib     2 aturan dipatuhi (15 pemeriksaan)"
    assert re.fullmatch(r"Jadwal ditulis: roster\.xlsx \(\d+[.,]\d dtk\)", lines[-2])
    assert lines[-1] == "Disunting di Excel? Periksa: asnroster audit roster.xlsx"


def test_details_show_the_search_and_every_rule(folder: Path) -> None:
    lines = [" ".join(line.split()) for line in solve("--details").stdout.splitlines()]
    first = lines.index("Skenario Jumat WFH")
    assert lines[first : first + 10] == [
        "Skenario Jumat WFH", "Periode 7 Desember 2026 s.d. 11 Desember 2026", "Pegawai 5", "Unit 2", "Hari 5",
        "Orang-hari 23 WFO, 2 WFH (8,0 % di rumah)", "Status terbaik: terbukti tidak ada jadwal yang lebih baik",
        "Skor 24", "Batas terbukti 24", "Selisih (gap) 0,00 %",
    ]  # fmt: skip
    assert "Hari WFH Diusahakan Belum terpenuhi di 2 tempat 4 20" in lines


def test_the_page_fits_a_terminal(folder: Path) -> None:
    """80 columns by 24 lines, at the sample as at a list of which little is known."""
    write_xlsx(
        folder / "kecil.xlsx",
        {"Pegawai": [["NIP", "Nama", "Unit"], *([*row[:2], "Bidang X"] for row in STAFF[1:])]},
    )
    for staff in (ROOT / "data/staff.xlsx", folder / "kecil.xlsx"):
        ended = run_in_process("solve", staff, "--start", "2026-12-01", "-o", "bulan.xlsx")
        lines = ended.stdout.splitlines()
        assert ended.code == 0 and len(lines) <= 23, lines
        assert max(map(len, lines)) <= 80
        assert lines[0].startswith("Desember 2026 · ")


def test_with_many_notices_the_page_fits_a_terminal_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kecamatan on three sheets: fourteen notices, one assumption, nobody at home, and why."""
    out = Console(file=io.StringIO(), force_terminal=True, width=80, color_system=None)
    for module in ("assumed", "page"):
        monkeypatch.setattr(importlib.import_module(f"asnroster.cli.{module}"), "console", lambda: out)
    nominatif = ROOT / "data/contoh_nominatif.xlsx"
    assert run_in_process("solve", nominatif, "--start", "2026-12-01", "-o", "bulan.xlsx").code == 0
    lines = out.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert len(lines) <= 23, lines
    assert max(map(len, lines)) <= 80
    assert lines[3:5] == [
        "Hari WFA         0 hari-orang WFA dan 378 WFO (0,0 % WFA)",
        "Sebabnya         Layanan publik langsung tetap WFO (18 pegawai)",
    ]
    # What had nothing to check stands with the rules.
    assert lines[5].startswith("Aturan wajib     6 aturan dipatuhi")
    assert lines[7].startswith("                 Tanpa data, jadi tidak ada yang diperiksa: ")
    assert "Perhatian" in lines
    assert any(line.endswith(" lagi: asnroster check contoh_nominatif.xlsx") for line in lines)


def test_an_office_that_the_policy_empties_is_not_told_as_full(folder: Path) -> None:
    """Everybody at home on Fridays, everybody in the office on all other days."""
    (folder / "jumat.toml").write_text(
        'name = "jumat"\ntitle = "Jumat"\n[[rules]]\nrule = "home_weekdays"\nweekdays = ["Jumat"]\n',
        encoding="utf-8",
    )
    lines = solve().stdout.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("Kantor tersepi"))
    assert lines[at : at + 2] == [
        "Kantor tersepi   semua di kantor, kecuali pada hari yang kebijakannya",
        "                 memulangkan semua",
    ]
    assert any(line.startswith("Kantor kosong    ") for line in lines)


def test_the_workbook_says_the_same(folder: Path) -> None:
    assert solve("-o", "jadwal.xlsx").code == 0
    book = openpyxl.load_workbook(folder / "jadwal.xlsx")
    rows = list(book["Jadwal"].iter_rows(values_only=True))
    header = next(row for row in rows if "NIP" in row)
    dates = [
        place for place, cell in enumerate(header) if hasattr(cell, "year") or str(cell).endswith("2026")
    ]
    modes = {row[2]: [row[place] for place in dates] for row in rows if row[2] in NAMES}
    assert modes[ANI] == ["WFO"] * 4 + ["WFH"]
    assert modes[DODI] == ["WFO"] * 4 + ["WFH"]
    assert modes[BUDI] == modes[CITRA] == modes[EKA] == ["WFO"] * 5
    info = {row[0]: row[1] for row in book["Info"].iter_rows(values_only=True)}
    assert 24 in info.values() and str(info["Status"]).startswith("terbaik")


def test_the_shipped_sample_under_the_default_scenario(folder: Path) -> None:
    month = ("--start", "2026-12-01")
    result = run_in_process("solve", SAMPLE, *month, "-o", "a.xlsx", "--json", "run.json")
    told = summary()
    assert (result.code, told["scenario"], told["start"], told["end"]) == (
        0,
        "bkn-3-2",
        "2026-12-01",
        "2026-12-31",
    )
    assert (told["people"], told["days"]) == (298, 31)
    assert told["gap"] == (told["cost"] - told["bound"]) / told["cost"] <= 0.005
    assert told["cost"] <= 1_436 and told["bound"] >= 1_422  # 1,429 is the optimum
    assert told["cost"] == sum(rule["cost"] for rule in told["rules"])
    assert not any(rule["violations"] for rule in told["rules"] if rule["hard"])
    judged = run_in_process("audit", "a.xlsx", "--staff", SAMPLE, "--json", "audit.json")
    assert (judged.code, summary("audit.json")["cost"]) == (0, told["cost"])
    assert summary("audit.json")["rules"] == told["rules"]


def test_workers_and_repetition_change_no_byte(folder: Path) -> None:
    written = []
    for number, workers in enumerate(("1", "2", "4")):
        out = folder / f"{number}.csv"
        assert (
            run_in_process("solve", SAMPLE, "--start", "2026-12-01", "--workers", workers, "-o", out).code
            == 0
        )
        written.append(out.read_bytes())
    assert len(set(written)) == 1
    assert written[0].count(b"\n") == 298 * 31 + 1


def test_the_default_name_overwrites_nothing(folder: Path) -> None:
    (folder / "roster.xlsx").write_text("a roster of mine")
    (folder / "roster-3.xlsx").write_text("another one")
    for name in ("roster-2.xlsx", "roster-4.xlsx"):
        assert f"Jadwal ditulis: {name} " in solve().stdout
        assert openpyxl.load_workbook(folder / name).sheetnames[0] == "Jadwal"
    assert (folder / "roster.xlsx").read_text() == "a roster of mine"
    assert (folder / "roster-3.xlsx").read_text() == "another one"


def test_a_parameter_set_on_the_line(folder: Path) -> None:
    assert solve("--set", "most=25 %", "-o", "a.csv", "--json", "run.json").code == 0
    # One of four at home: three in the office on Friday, and the wishes of strength 5 and 4 are not met.
    assert summary()["cost"] == 30 + 9
    assert {cell for cell, code in codes(folder / "a.csv").items() if code == "WFH"} == {(ANI, FRIDAY)}


def test_the_scenario_in_the_workbook_is_used_unless_another_is_named(folder: Path) -> None:
    sheet = [
        ["Aturan", "Nama", "Isian", "Nilai"],
        [None, None, "name", "punya kami"],
        [None, None, "home_code", "WFA"],
        ["mandatory_office", None, "sectors", "kesehatan"],
        ["home_weekdays", None, "weekdays", "Kamis"],
    ]
    write_xlsx(folder / "staff.xlsx", {**SHEETS, "Skenario": sheet})
    assert solve("-o", "a.csv", "--json", "run.json", scenario=None).code == 0
    assert summary()["scenario"] == "punya kami"
    at_home = {cell for cell, code in codes(folder / "a.csv").items() if code == "WFA"}
    assert at_home == {(nip, "2026-12-10") for nip in (ANI, BUDI, CITRA, DODI)}
    assert solve("-o", "b.csv", "--json", "run.json").code == 0
    assert summary()["scenario"] == "jumat"


def test_units_from_a_second_file(folder: Path) -> None:
    write_xlsx(folder / "alone.xlsx", {"Pegawai": STAFF, "Preferensi": WISHES})
    write_xlsx(folder / "units.xlsx", {"Unit": UNITS})
    alone = solve("--strict", staff="alone.xlsx")
    assert alone.code == 2 and "Dinas A: administrasi" in alone.stderr
    assert solve("--units", "units.xlsx", "-o", "a.csv", staff="alone.xlsx").code == 0
    assert solve("-o", "b.csv").code == 0
    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()


def test_staff_as_csv(folder: Path) -> None:
    write_csv(
        folder / "staff.csv",
        [[*row, unit] for row, unit in zip(STAFF, ["Sektor", *"aaaaa"], strict=True)],
        ";",
    )
    (folder / "semua.toml").write_text(
        'name = "semua"\n[[rules]]\nrule = "home_weekdays"\nweekdays = ["Senin"]\n'
    )
    assert solve("-o", "a.csv", staff="staff.csv", scenario="semua.toml").code == 0
    found = codes(folder / "a.csv")
    assert {cell for cell, code in found.items() if code == "WFH"} == {(nip, "2026-12-07") for nip in NAMES}


def test_people_who_are_off_and_days_that_are_off(folder: Path) -> None:
    more = {
        "Ketidakhadiran": [
            ["NIP", "Mulai", "Selesai", "Kode"],
            [ANI, date(2026, 12, 10), date(2026, 12, 14), "C"],
        ],
        "Libur": [["Tanggal", "Jenis", "Keterangan"], [date(2026, 12, 8), "Libur", "Pilkada"]],
        "Penetapan": [
            ["NIP", "Tanggal", "Kode", "Nomor Surat"],
            [EKA, date(2026, 12, 9), "WFH", "800/1/2026"],
        ],
    }
    write_xlsx(folder / "staff.xlsx", {**SHEETS, **more})
    pins = FRIDAYS + '[[rules]]\nrule = "fixed_days"\n'
    (folder / "jumat.toml").write_text(pins, encoding="utf-8")
    assert solve("-o", "a.csv").code == 0
    with (folder / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["nip"], row["date"][-2:]): (row["code"], row["reason"]) for row in csv.DictReader(file)}
    assert [rows[ANI, day][0] for day in ("07", "08", "09", "10", "11")] == ["WFO", "L", "WFO", "C", "C"]
    assert rows[BUDI, "08"] == ("L", "Pilkada")
    assert rows[EKA, "09"] == ("WFH", "Hari yang ditetapkan")
    assert {nip for nip in NAMES if rows[nip, "11"][0] == "WFH"} == {CITRA, DODI}
