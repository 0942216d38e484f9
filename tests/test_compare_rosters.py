"""``asnroster compare`` with rosters already made: solved before, edited, made by hand, in force."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from asnroster import comparison as comparing
from asnroster.engine.solve import Options
from asnroster.run import Request
from asnroster.scenario.find import scenario_names
from tests.cli import BUDI, CITRA, FRIDAYS, NAMES, STAFF, WEEK, little_office, run_in_process, summary
from tests.comparing import cells, compare, edit, folder, solved  # noqa: F401
from tests.intake_books import write_xlsx


def test_rosters_already_made_are_columns_like_the_others(folder: Path) -> None:  # noqa: F811
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
    assert shown["Pelanggaran aturan wajib"][:3] == ["0 ★", "0 ★", "1 (+1)"]
    assert shown["Selisih terbukti"] == ["0,0 %", "-", "-", "-"]
    # The csv does not tell its scenario: said, and judged by the default one.
    assert "jadwal.csv" in result.stderr and "bkn-3-2" in result.stderr
    assert told[3]["title"] == "BKN: 3 hari WFO, 2 hari WFA"


def test_a_roster_wholly_made_by_hand(folder: Path) -> None:  # noqa: F811
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
    assert (
        "tangan.xlsx tidak menyebut skenarionya" in result.stderr and "-s “tangan.xlsx@NAMA”" in result.stderr
    )


def test_a_roster_is_judged_by_the_scenario_behind_it(folder: Path) -> None:  # noqa: F811
    """A csv tells none. Under the Fridays it is as solved; with everybody in the office both home days are wrong."""
    solved("jadwal.csv")
    named = [word for name in ("jumat", "kantor") for word in ("-s", f"jadwal.csv@{name}.toml")]
    result = run_in_process("compare", "staff.xlsx", *named, "-s", "jumat.toml", "--json", "compare.json")
    assert result.code == 0, result.stderr
    told = summary("compare.json")["scenarios"]
    assert [column["title"] for column in told] == ["Jumat WFH", "Semua di kantor", "Jumat WFH"]
    assert [column["given"] for column in told] == [True, True, False]
    assert [column["hard_violations"] for column in told] == [0, 2, 0]
    assert [column["cost"] for column in told] == [24, 0, 24]
    # One roster twice: what judges it tells the columns apart.
    assert [column["scenario"] for column in told] == ["jadwal.csv@jumat", "jadwal.csv@kantor", "jumat"]
    assert "tidak menyebut skenarionya" not in result.stderr
    # On four days all five are in the building for four; of five office days, asked for by --set, Ani and Dodi have four.
    for more, broken in (((), 4), (("--set", "office_days=5"), 6)):
        shipped = run_in_process(
            "compare", "staff.xlsx", "-s", "jadwal.csv@bkn-3-2", *more, "--json", "one.json"
        )
        assert shipped.code == 0, shipped.stderr
        (column,) = summary("one.json")["scenarios"]
        assert (column["scenario"], column["hard_violations"]) == ("jadwal.csv", broken)


def test_a_file_whose_own_name_holds_the_sign(folder: Path) -> None:  # noqa: F811
    solved("dinas@kantor.csv")
    solved("jadwal@a.csv")
    Path("salinan.csv@kantor.csv").write_bytes(Path("jadwal@a.csv").read_bytes())
    named = ["dinas@kantor.csv", "jadwal@a.csv@kantor.toml", "salinan.csv@kantor.csv"]
    arguments = [word for name in named for word in ("-s", name)]
    result = run_in_process("compare", "staff.xlsx", *arguments, "--json", "compare.json")
    assert result.code == 0, result.stderr
    told = summary("compare.json")["scenarios"]
    assert [column["scenario"] for column in told] == [
        "dinas@kantor.csv",
        "jadwal@a.csv",
        "salinan.csv@kantor.csv",
    ]
    assert [column["title"] == "Semua di kantor" for column in told] == [False, True, False]


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("jadwal.csv@nowhere", "nowhere"), ("nowhere.csv@kantor.toml", "nowhere.csv"),
        ("jadwal.csv@", "jadwal.csv@"), ("kantor.toml@jumat.toml", "kantor.toml@jumat.toml"),
    ],
)  # fmt: skip
def test_a_roster_or_a_scenario_that_is_not_there(folder: Path, name: str, needed: str) -> None:  # noqa: F811
    solved("jadwal.csv")
    result = run_in_process("compare", "staff.xlsx", "-s", name, *WEEK)
    assert (result.code, result.stdout) == (2, "")
    assert needed in result.stderr and "Traceback" not in result.stderr


def test_what_judges_a_roster_is_never_overwritten(folder: Path) -> None:  # noqa: F811
    solved("jadwal.csv")
    for target in ("jadwal.csv", "kantor.toml"):
        before = Path(target).read_bytes()
        result = run_in_process("compare", "staff.xlsx", "-s", "jadwal.csv@kantor.toml", "--json", target)
        assert (result.code, result.stdout, Path(target).read_bytes()) == (2, "", before)


def test_the_roster_gives_the_dates_of_all(folder: Path) -> None:  # noqa: F811
    """Without dates of their own or the user's, scenarios are solved for the dates of the first roster."""
    solved("jadwal.xlsx")
    columns, _ = comparing.compare(
        comparing.requests_for(Request(Path("staff.xlsx")), ["kantor.toml", "jadwal.xlsx"]),
        Options(workers=1),
    )
    assert {(column.start, column.end) for column in columns} == {(date(2026, 12, 7), date(2026, 12, 11))}


def test_other_dates_are_told_and_nothing_is_held_against_each_other(folder: Path) -> None:  # noqa: F811
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


def test_what_is_no_roster_is_told_with_all_else(folder: Path) -> None:  # noqa: F811
    Path("kosong.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = run_in_process(
        "compare", "staff.xlsx", "-s", "kosong.csv", "-s", "nowhere", "-s", "staff.xlsx", *WEEK
    )
    assert (result.code, result.stdout) == (2, "")
    unread = (
        "Jadwal tidak ditemukan: tidak ada baris berisi tanggal atau angka hari di samping judul NIP atau Nama. Beri setiap "
        "hari satu kolom yang judulnya tanggal atau angka harinya, dan beri kolom pegawai judul NIP dan Nama."
    )
    known = sorted([*scenario_names(), "jumat.toml", "kantor.toml"])[:20]
    assert result.stderr.splitlines() == [
        "Membaca staff.xlsx …",
        f"kosong.csv: {unread}",
        f"Tidak ada skenario “nowhere”. Yang dikenal: {', '.join(known)} ….",
        f"staff.xlsx: {unread}",
    ]


def test_changes_against_the_roster_in_force(folder: Path) -> None:  # noqa: F811
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


def test_a_roster_in_force_of_other_days_is_refused(folder: Path) -> None:  # noqa: F811
    solved("berlaku.xlsx")
    result = run_in_process(
        "compare", "staff.xlsx", "-s", "kantor.toml", "--base", "berlaku.xlsx", "--start", "2027-01-04", "--end", "2027-01-08"
    )  # fmt: skip
    assert (result.code, result.stdout) == (2, "")
    assert "berlaku.xlsx > --base" in result.stderr and "2027-01-04" in result.stderr


def test_the_sheet_of_a_roster_that_holds_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    little_office(tmp_path, monkeypatch)
    assert run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, "-o", "r.xlsx").code == 0
    book = openpyxl.load_workbook("r.xlsx")
    edited = book.copy_worksheet(book["Jadwal"])
    edited.title = "Jadwal (2)"
    people = [row for row in edited.iter_rows() if any(cell.value in NAMES for cell in row)]
    cell = next(cell for row in people for cell in row if cell.value == "WFH")
    cell.value = "WFO"
    book.save("r.xlsx")
    asked = ("compare", "staff.xlsx", "-s", "r.xlsx", *WEEK)
    refused = run_in_process(*asked)
    assert refused.code == 2 and "--sheet" in refused.stderr
    home = [
        json.loads(run_in_process(*asked, "--sheet", sheet, "--json", "-").stdout)["scenarios"][0][
            "home_days"
        ]
        for sheet in ("Jadwal", "Jadwal (2)")
    ]
    assert home == [2, 1]


def test_a_roster_without_the_sheet_asked_for_is_read_by_its_shape(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    little_office(tmp_path, monkeypatch)
    assert run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, "-o", "r.xlsx").code == 0
    assert run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, "-o", "r.csv").code == 0
    book = openpyxl.load_workbook("r.xlsx")
    book.copy_worksheet(book["Jadwal"]).title = "Jadwal Baru"
    book.save("dua.xlsx")
    asked = ("compare", "staff.xlsx", "-s", "dua.xlsx", "-s", "r.xlsx", "-s", "r.csv", *WEEK, "--json", "-")
    compared = run_in_process(*asked, "--sheet", "jadwal baru")
    assert compared.code == 0, compared.stderr
    assert [one["home_days"] for one in json.loads(compared.stdout)["scenarios"]] == [2, 2, 2]
    said = [line for line in compared.stderr.splitlines() if "dibaca menurut bentuknya" in line]
    assert said == [
        f"{file}: Jadwal tidak punya sheet “jadwal baru”: dibaca menurut bentuknya."
        for file in ("r.xlsx", "r.csv")
    ]
    nowhere = run_in_process(*asked, "--sheet", "Jadwal Lama")
    assert nowhere.code == 2 and "Jadwal Lama" in nowhere.stderr
