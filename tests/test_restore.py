"""From a roster back to its staff file and scenario: what sheet Info holds can be read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from asnroster.errors import InputError
from asnroster.intake.rosters.provenance import read_provenance
from asnroster.restore import restored_request
from asnroster.run import Request, prepare
from asnroster.scenario import Scenario
from asnroster.scenario.find import scenario_names
from asnroster.scenario.load import load_scenario, load_scenario_text
from tests.cli import FRIDAYS, SHEETS, WEEK, little_office, run_in_process
from tests.intake_books import write_xlsx


def same(one: Scenario, other: Scenario) -> bool:
    """Equal in all but the file that it was read from and the names of those that it extends."""
    return replace(one, file=other.file, lineage=other.lineage) == other


@pytest.mark.parametrize("name", scenario_names())
def test_every_shipped_scenario_comes_back(name: str) -> None:
    scenario = load_scenario(name)
    again = load_scenario_text(scenario.text, file="roster.xlsx")
    assert same(again, scenario)
    assert (again.file, again.lineage) == ("roster.xlsx", ())
    assert "extends" not in scenario.text


def test_parameters_that_were_set_come_back_and_can_be_set_again() -> None:
    scenario = load_scenario("jumat-wfh-2026", parameters={"eselon": "II, III, IV", "hari": "Rabu"})
    again = load_scenario_text(scenario.text, file="roster.xlsx")
    assert same(again, scenario)
    assert again.parameters["eselon"] == ["II", "III", "IV"]
    other = load_scenario_text(scenario.text, file="roster.xlsx", parameters={"hari": "Kamis"})
    assert same(other, load_scenario("jumat-wfh-2026", parameters={"eselon": "II, III, IV", "hari": "Kamis"}))


ODD = r'''
name = "aneh"
title = 'Tanda "kutip", garis \ miring, baris baru dan é'
source = ""
home_code = "WFA"
start = 2026-12-01
end = 2026-12-31
[parameters]
porsi = 0.5
"kunci aneh" = true
sejak = 2026-12-07
daftar = ["a", "b"]
[[rules]]
rule = "home_share"
name = "berbagi; koma, dan = sama"
at_most = "1/3"
from = "$sejak"
weight = 7
[[rules]]
rule = "home_share"
at_least = "$porsi"
title = "Dua\nbaris\tdan tab\u007f"
[[rules]]
rule = "eligible_for_home"
allow_disciplined = "$kunci aneh"
source = "SE 1"
[[rules]]
rule = "office_weekdays"
weekdays = "Sen-Rab"
units = ["Dinas A", "$daftar"]
[signature]
place = "Bekasi"
nip = "197001011990031001"
'''.replace('"kunci aneh"', "kunci").replace("$kunci aneh", "$kunci")  # fmt: skip


def test_odd_texts_dates_and_figures_come_back(tmp_path: Path) -> None:
    (tmp_path / "aneh.toml").write_text(ODD, encoding="utf-8")
    scenario = load_scenario(str(tmp_path / "aneh.toml"))
    again = load_scenario_text(scenario.text, file="roster.xlsx")
    assert same(again, scenario)
    assert again.rules[0].from_ == date(2026, 12, 7)
    assert [rule.source for rule in again.rules] == ["", "", "SE 1", ""]
    assert again.signature.place == "Bekasi"


SKENARIO = [
    ["Aturan", "Nama", "Isian", "Nilai"],
    ["", "", "name", "lembar"],
    ["", "", "extends", "layanan-langsung"],
    ["", "", "source", "SE 9/2026"],
    ["", "", "start", date(2026, 12, 7)],
    ["", "", "end", date(2026, 12, 11)],
    ["parameter", "", "porsi", "40 %"],
    ["home_share", "batas", "at_most", "$porsi"],
    ["home_days_per_week", "", "at_least", 2],
    ["home_days_per_week", "", "weight", 10],
    ["office_weekdays", "", "weekdays", "Senin, Rabu"],
    ["office_weekdays", "", "until", date(2026, 12, 9)],
    ["eligible_for_home", "", "need_remote_capable", "Ya"],
    ["tanda tangan", "", "place", "Bekasi"],
]


def test_a_workbooks_own_scenario_comes_back(tmp_path: Path) -> None:
    staff = write_xlsx(tmp_path / "staff.xlsx", {**SHEETS, "Skenario": SKENARIO})
    scenario = prepare(Request(staff)).scenario
    assert (scenario.name, scenario.start, len(scenario.rules)) == ("lembar", date(2026, 12, 7), 12)
    assert same(load_scenario_text(scenario.text, file="roster.xlsx"), scenario)


def test_it_comes_back_through_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    little_office(tmp_path, monkeypatch)
    made = run_in_process(
        "solve", "staff.xlsx", "-s", "jumat.toml", "--set", "most=75 %", *WEEK, "-o", "r.xlsx"
    )
    assert made.code == 0
    book = openpyxl.load_workbook("r.xlsx")  # as another program saves it
    book.save("r.xlsx")
    told = read_provenance(Path("r.xlsx"))
    assert [source.file for source in told.sources] == ["staff.xlsx"]
    scenario = load_scenario("jumat.toml", parameters={"most": "75 %"})
    assert same(load_scenario_text(told.scenario, file="r.xlsx"), scenario)
    request, notices = restored_request(Path("r.xlsx"))
    assert (request.staff, request.units, notices) == (Path("staff.xlsx"), None, [])
    assert request.written == ("r.xlsx", told.scenario)
    assert same(prepare(request).scenario, scenario)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a roster lies beside its staff file, and another folder where we are."""
    for name in ("bahan", "sini"):
        (tmp_path / name).mkdir()
    little_office(tmp_path / "bahan", monkeypatch)
    assert run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, "-o", "r.xlsx").code == 0
    monkeypatch.chdir(tmp_path / "sini")
    return tmp_path / "bahan"


def test_the_staff_file_is_found_beside_the_roster_then_here(made: Path) -> None:
    roster = made / "r.xlsx"
    assert restored_request(roster)[0].staff == made / "staff.xlsx"
    (made / "staff.xlsx").rename("staff.xlsx")
    assert restored_request(roster)[0].staff == Path("staff.xlsx")
    other = {**SHEETS, "Pegawai": [*SHEETS["Pegawai"], ["19800101200501106", "Fani", "RSUD"]]}
    write_xlsx(made / "staff.xlsx", other)
    request, notices = restored_request(roster)
    assert (request.staff, notices) == (Path("staff.xlsx"), []), "the very file comes before a nearer one"
    Path("staff.xlsx").unlink()
    request, notices = restored_request(roster)
    assert request.staff == made / "staff.xlsx"
    assert [notice.line() for notice in notices] == [
        "staff.xlsx: Ini bukan berkas yang sama persis dengan asal r.xlsx (SHA-256 berbeda). Jadwal dinilai dengan"
        " berkas ini sebagaimana adanya; sebutkan berkas lain bila bukan ini yang dimaksud."
    ]


def test_without_the_staff_file_it_says_what_would_do(made: Path) -> None:
    (made / "staff.xlsx").unlink()
    result = run_in_process("audit", made / "r.xlsx")
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "r.xlsx: r.xlsx disusun dari staff.xlsx, yang tidak ada di sebelahnya maupun di folder saat ini."
        " Letakkan di sana, atau sebutkan dengan --staff."
    ]
    csv = run_in_process("audit", made / "r.csv", "--lang", "en")
    assert csv.code == 2
    assert csv.stderr.splitlines() == [
        "r.csv: r.csv does not tell from which staff file it was made. Name the staff file with --staff."
    ]


def test_an_audit_needs_no_word_but_the_roster(made: Path) -> None:
    result = run_in_process("audit", made / "r.xlsx")
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].endswith("(skor 24; makin kecil makin baik).")
    given = run_in_process(
        "audit", made / "r.xlsx", "-s", made / "jumat.toml", "--staff", made / "staff.xlsx"
    )
    assert (given.code, given.stdout) == (0, result.stdout)
    other = run_in_process("audit", made / "r.xlsx", "--set", "most=25 %")
    assert other.code == 1


def test_what_an_audit_reads_by_itself_is_not_written_over(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made)
    before = Path("staff.xlsx").read_bytes()
    result = run_in_process("audit", "r.xlsx", "-o", "staff.xlsx")
    assert result.code == 2 and "staff.xlsx" in result.stderr
    assert Path("staff.xlsx").read_bytes() == before


def test_a_damaged_scenario_is_told_and_the_shipped_one_taken(made: Path) -> None:
    book = openpyxl.load_workbook(made / "r.xlsx")
    for row in book["Info"].iter_rows():
        for cell in row:
            if cell.value == 'name = "jumat"':
                cell.value = 'name = "bkn-3-2"'
            if cell.value == 'rule = "home_share"':
                cell.value = "rule = home_share"
    book.save(made / "r.xlsx")
    request, notices = restored_request(made / "r.xlsx")
    assert (request.scenario, request.written) == ("bkn-3-2", None)
    assert [notice.line() for notice in notices] == [
        "r.xlsx > Info: Skenario pada sheet Info tidak dapat dibaca lagi (Baris “rule = home_share” tidak dapat dibaca.);"
        " dipakai bkn-3-2, yang mungkin berbeda. Sebutkan skenarionya dengan --scenario."
    ]


def test_a_roster_without_sheet_info_falls_back_and_says_so(made: Path) -> None:
    book = openpyxl.load_workbook(made / "r.xlsx")
    del book["Info"]
    book.save(made / "r.xlsx")
    with pytest.raises(InputError) as raised:
        restored_request(made / "r.xlsx")
    assert [issue.code for issue in raised.value.issues] == ["staff-untold"]
    request, notices = restored_request(made / "r.xlsx", Request(made / "staff.xlsx"))
    assert (request.scenario, request.written) == (None, None)
    assert [notice.code for notice in notices] == ["scenario-untold"]


def test_units_from_a_second_file_are_found_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": SHEETS["Pegawai"]})
    write_xlsx(tmp_path / "units.xlsx", {"Unit": SHEETS["Unit"]})
    (tmp_path / "jumat.toml").write_text(FRIDAYS, encoding="utf-8")
    made = run_in_process(
        "solve",
        "staff.xlsx",
        "--units",
        "units.xlsx",
        "-s",
        "jumat.toml",
        *WEEK,
        "-o",
        "r.xlsx",
    )
    assert made.code == 0, made.stderr
    request, notices = restored_request(Path("r.xlsx"))
    assert (request.staff, request.units, notices) == (Path("staff.xlsx"), Path("units.xlsx"), [])
    Path("units.xlsx").unlink()
    with pytest.raises(InputError, match="--units"):
        restored_request(Path("r.xlsx"))


def test_a_named_staff_files_own_scenario_comes_first_and_is_told(made: Path) -> None:
    sheet = [["Aturan", "Nama", "Isian", "Nilai"], ["office_weekdays", None, "weekdays", "Jumat"]]
    write_xlsx(made / "staff.xlsx", {**SHEETS, "Skenario": sheet})
    named = run_in_process("audit", made / "r.xlsx", "--staff", made / "staff.xlsx", "--lang", "en")
    assert named.code == 1
    told = (
        "r.xlsx > Info: The roster was made by scenario “Jumat WFH”, but is judged by sheet Skenario of the staff file."
        " Name the scenario with --scenario."
    )
    assert named.stderr.splitlines() == [
        "staff.xlsx: This is not the very file that r.xlsx was made from (another SHA-256). The roster is judged by this file "
        "as it is now; name another one if that is not meant.",
        told,
        "Preferensi is filled in, but no rule of this scenario reads it. It would be read by “Preferences” (preferences): put "
        "it into the scenario if it is meant to count.",
    ]
    found = run_in_process("audit", made / "r.xlsx", "--lang", "en")
    assert (found.code, len(found.stderr.splitlines())) == (0, 1)
