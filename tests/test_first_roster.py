"""From the list that an office has to a roster, at the first try: what is not said is assumed and can be answered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli import codes, run_in_process, summary
from tests.foreign_lists import CASES
from tests.intake_books import write_csv, write_xlsx

DATES = ("--start", "2026-12-01", "--end", "2026-12-31")
DATA = Path(__file__).parent.parent / "data"
FRIDAYS = ("2026-12-04", "2026-12-11", "2026-12-18")
Rows = list[list[Any]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def people(posts: Sequence[tuple[str, str]], *head: str) -> Rows:
    """Heading, then (position, unit) of each person; NIP 1…n."""
    return [
        [*(head or ("NIP", "Nama", "Jabatan", "Unit"))],
        *([f"N{n}", f"Orang {n}", *post] for n, post in enumerate(posts, 1)),
    ]


def solved(*more: str | Path, out: str = "roster.csv") -> list[dict[str, Any]]:
    """What a run that must succeed at the first try assumed."""
    result = run_in_process("solve", *more, "-o", out, "--json", "run.json", "--force")
    assert result.code == 0, result.stderr
    found: list[dict[str, Any]] = summary()["assumptions"]
    return found


def home_days(path: str = "roster.csv") -> Counter[str]:
    return Counter(nip for (nip, _day), code in codes(path).items() if code in ("WFH", "WFA"))


def title(roster: str) -> str:
    """The title line of the printed roster."""
    return next(str(cell.value) for cell in load_workbook(roster)["Jadwal"][1] if cell.value)


MINIMAL = [["NIP", "Nama", "Unit"], *([f"N{n}", f"Orang {n}", f"Bidang {n % 3}"] for n in range(12))]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "headings of its own"])
def test_a_minimal_list_gives_a_roster_at_the_first_try(kind: str) -> None:
    rows: Rows = [list(row) for row in MINIMAL]
    if kind == "headings of its own":
        rows[0] = ["NIP BARU", "Nama Pegawai", "Unit Kerja"]
    path = (
        write_csv(Path("daftar.csv"), rows)
        if kind == "csv"
        else write_xlsx(Path("daftar.xlsx"), {"Sheet1": rows})
    )
    found = solved(path, *DATES)
    assert [(row["kind"], row["subject"], row["assumed"], row["confidence"], row["people"]) for row in found] == [
        ("sector", "daftar", "administrasi", "low", 12), ("agency", "OPD", "daftar", "low", 12),
    ]  # fmt: skip
    # Two days in each of the four whole weeks, and of the weeks that holidays cut what is left.
    assert len(home_days()) == 12 and min(home_days().values()) >= 6


@pytest.mark.parametrize("name", CASES)
def test_check_says_beforehand_what_solve_assumes(name: str, tmp_path: Path) -> None:
    staff, units = CASES[name].write(tmp_path)
    given = [staff.name, *(["--units", units.name] if units else [])]
    said = run_in_process("check", *given)
    assert said.code == 0
    lines = said.stdout.partition("Yang akan dianggap oleh solve")[2].splitlines()[1:]
    expected = [
        f"  {row['subject']}: {row['assumed']} (keyakinan {SURE[row['confidence']]}; {row['ground']}) - "
        "belum dijawab: dianggap demikian"
        for row in solved(*given, *DATES)
    ]
    assert lines == expected and len(lines) >= 1


SURE = {"low": "rendah", "medium": "sedang", "high": "tinggi"}


@pytest.mark.parametrize("name", ["contoh_duk", "contoh_nominatif", "contoh_siasn", "staff"])
def test_the_shipped_lists_give_a_roster_at_the_first_try(name: str) -> None:
    solved(DATA / f"{name}.xlsx", "--start", "2026-12-07", "--end", "2026-12-11")


KECAMATAN = [
    ("Camat", "Kecamatan Contoh"), ("Sekretaris Kecamatan", "Kecamatan Contoh"),
    ("Kasubbag Umum dan Kepegawaian", "Kecamatan Contoh"), ("Kepala Seksi Pemerintahan", "Kecamatan Contoh"),
    ("Lurah", "Kelurahan Mekar"), ("Sekretaris Kelurahan", "Kelurahan Mekar"), ("Pengadministrasi Umum", "Kelurahan Mekar"),
    ("Lurah", "Kelurahan Jati"), ("Kasi Kesejahteraan Sosial", "Kelurahan Jati"), ("Pengelola Pelayanan", "Kelurahan Jati"),
]  # fmt: skip


@pytest.mark.parametrize("short", [False, True])
def test_nobody_of_a_kecamatan_is_at_home(short: bool) -> None:
    posts = [
        (post, unit.replace("Kecamatan", "KEC.").replace("Kelurahan", "Kel.") if short else unit)
        for post, unit in KECAMATAN
    ]
    found = solved(write_xlsx(Path("daftar.xlsx"), {"Pegawai": people(posts)}), *DATES)
    assert home_days() == Counter()
    told = {row["subject"]: (row["assumed"], row["confidence"]) for row in found}
    agency = posts[0][1]
    assert told == {
        "OPD": (agency, "medium"), agency: ("pelayanan publik", "high"),
        "N1": ("Eselon III", "high"), "N2": ("Eselon IV", "high"), "N3": ("Eselon IV", "high"),
        "Jabatan Lurah": ("Eselon IV", "high"), "N6": ("Eselon IV", "high"), "Jabatan Kepala Seksi": ("Eselon IV", "high"),
    }  # fmt: skip


BKPSDM = [
    ("Kepala Badan", "Sekretariat"), ("Sekretaris", "Sekretariat"), ("Plt. Kepala Bidang Mutasi", "Bidang Mutasi"),
    ("Kabid Diklat", "Bidang Diklat"), ("Kasubbag Umum", "Sekretariat"), ("Plh Camat Utara", "Bidang Mutasi"),
    ("Lurah Kayuringin, Plt", "Bidang Mutasi"), ("Analis SDM Aparatur Ahli Muda", "Bidang Mutasi"),
    ("Asisten Apoteker", "Bidang Diklat"), *[("Pengadministrasi Umum", "Bidang Diklat")] * 3,
]  # fmt: skip


def test_leaders_of_a_list_without_echelons_stay_in_the_office_on_fridays() -> None:
    rows = people(BKPSDM)
    rows = [[*row, "OPD" if row[0] == "NIP" else "BKPSDM Kabupaten Contoh"] for row in rows]
    found = solved(write_xlsx(Path("daftar.xlsx"), {"Pegawai": rows}), *DATES, "-s", "jumat-wfh-2026")
    at_home = {nip for (nip, day), code in codes("roster.csv").items() if code == "WFH" and day in FRIDAYS}
    # The head of the agency, its secretary, heads of bidang (acting ones too), camat and lurah are in the office.
    assert at_home.isdisjoint({"N1", "N2", "N3", "N4", "N6", "N7"})
    assert at_home <= {"N5", "N8", "N9", "N10", "N11", "N12"} and at_home
    assert {(row["subject"], row["assumed"]) for row in found if row["kind"] == "echelon"} == {
        ("N1", "Eselon II"), ("N2", "Eselon III"), ("Jabatan Kepala Bidang", "Eselon III"), ("N5", "Eselon IV"),
        ("N6", "Eselon III"), ("N7", "Eselon IV"),
    }  # fmt: skip


def test_a_guess_never_takes_the_place_of_what_the_sheet_says() -> None:
    """A column Eselon that is filled in: no IV is guessed, and a cell that says there is none is believed."""
    rows = people(
        [
            ("Kepala Bidang", "Dinas A"),
            ("Kepala Seksi", "Dinas A"),
            ("Kepala Bidang", "Dinas A"),
            ("Camat", "Dinas A"),
        ]
    )
    rows = [[*row, cell] for row, cell in zip(rows, ("Eselon", "III.b", "", "-", ""), strict=True)]
    found = solved(write_xlsx(Path("daftar.xlsx"), {"Pegawai": rows}), *DATES)
    assert [(row["subject"], row["assumed"]) for row in found if row["kind"] == "echelon"] == [
        ("N4", "Eselon III")
    ]


def test_the_answers_in_the_roster_that_is_replaced_are_read() -> None:
    write_xlsx(Path("daftar.xlsx"), {"Pegawai": MINIMAL})
    assert run_in_process("solve", "daftar.xlsx", *DATES).code == 0  # roster.xlsx
    book = load_workbook("roster.xlsx")
    assert title("roster.xlsx") == "Jadwal kerja di kantor dan di rumah - DRAF: 2 anggapan belum dikonfirmasi"
    sheet = book["Konfirmasi"]
    (top,) = [row[0].row for row in sheet.iter_rows() if row[0].value == "Hal"]
    assert [cell.value for cell in sheet[top]] == [
        "Hal",
        "Anggapan",
        "Dasar",
        "Keyakinan",
        "Setuju",
        "Yang Benar",
    ]
    assert [v.formula1 for v in sheet.data_validations.dataValidation] == ['"Ya,Tidak"']
    sheet.cell(top + 1, 5).value, sheet.cell(top + 1, 6).value = "Tidak", "kesehatan"
    sheet.cell(top + 2, 5).value = "Ya"
    book.save("roster.xlsx")
    # Without -o the next run writes a roster of its own beside it, and reads the answers of the last.
    again = run_in_process("solve", "daftar.xlsx", *DATES, "--json", "run.json")
    assert again.code == 0 and "2 jawaban dibaca pada sheet Konfirmasi di roster.xlsx." in again.stderr
    assert [(row["subject"], row["assumed"], row["agreed"], row["right"]) for row in summary()["assumptions"]] == [
        ("daftar", "administrasi", False, "kesehatan"), ("OPD", "daftar", True, ""),
    ]  # fmt: skip
    assert "Dianggap" not in again.stdout and Path("roster-2.xlsx").exists()
    assert title("roster-2.xlsx") == "Jadwal kerja di kantor dan di rumah"
    # With -o and --force the file itself is replaced; its answers stand in the new one.
    for _time in range(2):
        assert [row["agreed"] for row in solved("daftar.xlsx", *DATES, out="roster.xlsx")] == [False, True]
    assert run_in_process("audit", "roster.xlsx", "--staff", "daftar.xlsx").code == 0
    # A roster in force is asked too, whatever the new one is called.
    near = run_in_process("solve", "daftar.xlsx", *DATES, "--base", "roster.xlsx", "-o", "baru.xlsx")
    assert near.code == 0 and "2 jawaban dibaca pada sheet Konfirmasi di roster.xlsx." in near.stderr
    assert title("baru.xlsx") == "Jadwal kerja di kantor dan di rumah"
    # Of another list's roster nothing is read.
    write_xlsx(Path("lain.xlsx"), {"Pegawai": MINIMAL})
    Path("roster-2.xlsx").unlink()
    other = run_in_process("solve", "lain.xlsx", *DATES)
    assert other.code == 0 and "jawaban" not in other.stderr


def test_no_without_the_right_value_means_the_office() -> None:
    def kept(*answers: tuple[str, str, str]) -> set[str]:
        head = ["Hal", "Anggapan", "Setuju", "Yang Benar"]
        rows = [[subject, "x", agreed, right] for subject, agreed, right in answers]
        rows_of = people(
            [
                ("Kepala Bidang A", "Bidang A"),
                ("Kepala Bidang B", "Bidang B"),
                ("Staf", "Bidang C"),
                ("Kepala Badan", "Bidang C"),
            ]
        )
        write_xlsx(Path("daftar.xlsx"), {"Pegawai": rows_of, "Konfirmasi": [head, *rows]})
        Path("s.toml").write_text(
            'extends = "bkn-3-2"\n[[rules]]\nrule = "eligible_for_home"\n', encoding="utf-8"
        )
        solved("daftar.xlsx", *DATES, "-s", "s.toml")
        return {"N1", "N2", "N3"} - set(home_days())

    assert kept() == set()
    assert kept(("Jabatan Kepala Bidang", "Tidak", "")) == {"N1", "N2"}
    assert kept(("N2", "Tidak", "")) == {"N2"}  # a person's own answer goes before that of the post
    assert kept(("Jabatan Kepala Bidang", "Tidak", "tidak ada"), ("OPD", "Tidak", "BKPSDM")) == set()
    # A word that is no sector or echelon is no answer.
    assert kept(("daftar", "Tidak", "kesehatann"), ("N1", "Tidak", "lima")) == {"N1", "N2", "N3"}
    said = run_in_process("check", "daftar.xlsx").stderr
    assert (
        "daftar: “kesehatann” tidak dipahami; pegawainya tetap WFO." in said
        and "N1: “lima” tidak dipahami" in said
    )
    assert kept(("OPD", "Tidak", "")) == {"N1", "N2", "N3"}
    assert kept(("daftar", "Tidak", "")) == {"N1", "N2", "N3"}
    assert kept(("daftar > Bidang A", "Tidak", "kesehatan")) == {"N1"}  # a row that the user adds counts too


def test_confirm_accepts_all_and_strict_stops_every_door_for_an_open_one() -> None:
    # One of them serves directly: a rule that keeps nobody in would stop a strict run too.
    write_xlsx(Path("daftar.xlsx"), {"Pegawai": [*MINIMAL, ["N12", "Orang 12", "Puskesmas A"]]})
    refused = run_in_process("solve", "daftar.xlsx", *DATES, "-o", "a.xlsx", "--strict")
    assert refused.code == 2 and refused.stderr.count("--confirm") == 3 and not Path("a.xlsx").exists()
    accepted = run_in_process("solve", "daftar.xlsx", *DATES, "-o", "a.xlsx", "--strict", "--confirm")
    assert accepted.code == 0 and "DRAF" not in accepted.stdout
    book = load_workbook("a.xlsx")
    assert title("a.xlsx") == "Jadwal kerja di kantor dan di rumah"
    assert [
        row[4].value for row in book["Konfirmasi"].iter_rows() if row[3].value in ("rendah", "tinggi")
    ] == ["Ya"] * 3
    assert run_in_process("audit", "a.xlsx", "--strict").code == 0  # its own answers
    assert run_in_process("solve", "daftar.xlsx", *DATES, "-o", "b.xlsx").code == 0
    for words in (
        ("audit", "b.xlsx"), ("report", "b.xlsx", "-o", "b.html"),
        ("compare", "daftar.xlsx", "-s", "baseline-wfo", "-s", "bkn-3-2", *DATES),
        ("explain", "b.xlsx", "--person", "N1"), ("study", "daftar.xlsx", "--caps", "50:50:10", *DATES), ("scenarios", "check", "bkn-3-2", "--staff", "daftar.xlsx"),
    ):  # fmt: skip
        assert run_in_process(*words).code == 0, words
        if words[0] != "scenarios":
            assert run_in_process(*words, "--strict").code == 2, words
            assert (
                run_in_process(
                    *words, "--strict", "--confirm", *(("--force",) if words[0] == "report" else ())
                ).code
                == 0
            )


def test_the_marked_copy_holds_the_sheet_to_answer() -> None:
    write_xlsx(Path("daftar.xlsx"), {"Pegawai": MINIMAL})
    assert run_in_process("check", "daftar.xlsx", "--annotate", "salinan.xlsx").code == 0
    book = load_workbook("salinan.xlsx")
    assert [[cell.value for cell in row] for row in book["Konfirmasi"].iter_rows()] == [
        ["Hal", "Anggapan", "Dasar", "Keyakinan", "Setuju", "Yang Benar"],
        ["daftar", "administrasi", "tidak ada kata layanan langsung pada namanya", "rendah", None, None],
        ["OPD", "daftar", "nama berkas; tidak ada baris atau kolom yang menyebut OPD", "rendah", None, None],
    ]  # fmt: skip
    book["Konfirmasi"]["E3"], book["Konfirmasi"]["F3"] = "Tidak", "BKPSDM"
    book.save("salinan.xlsx")
    (row, agency) = solved("salinan.xlsx", *DATES)
    assert (row["subject"], row["agreed"], row["confidence"]) == ("BKPSDM", None, "high")
    assert (agency["agreed"], agency["right"]) == (False, "BKPSDM")


AGENCIES = {
    "the title": (["DAFTAR PEGAWAI DINAS SOSIAL KOTA CONTOH TAHUN 2026"], ["Sekretariat", "Bidang A"],
                  ["DINAS SOSIAL KOTA CONTOH > Sekretariat", "DINAS SOSIAL KOTA CONTOH > Bidang A"]),
    "one unit with an agency's name": ([], ["Sekretariat", "Dinas Sosial", "Bidang A"],
                                       ["Dinas Sosial > Sekretariat", "Dinas Sosial", "Dinas Sosial > Bidang A"]),
    "kelurahan below the kecamatan before them": (
        [], ["Kecamatan A", "Kelurahan B", "Kecamatan C", "Kelurahan D", "Kelurahan E"],
        ["Kecamatan A", "Kecamatan A > Kelurahan B", "Kecamatan C", "Kecamatan C > Kelurahan D", "Kecamatan C > Kelurahan E"]),
    "health units below the health office": (
        [], ["Puskesmas A", "Dinas Kesehatan", "RSUD B", "Dinas Sosial"],
        ["Dinas Kesehatan > Puskesmas A", "Dinas Kesehatan", "Dinas Kesehatan > RSUD B", "Dinas Sosial"]),
    "the rest below one named after the file": (
        [], ["Dinas A", "Dinas B", "Bidang C", "Bidang D"], ["Dinas A", "Dinas B", "daftar pns > Bidang C", "daftar pns > Bidang D"]),
    "one unit is its own agency": ([], ["Bidang A", "Bidang A"], ["Bidang A", "Bidang A"]),
    "paths have their agency": ([], ["Dinas A > Bidang A", "Dinas B"], ["Dinas A > Bidang A", "Dinas B"]),
}  # fmt: skip


@pytest.mark.parametrize("name", AGENCIES)
def test_the_agency_of_a_list_without_opd(name: str) -> None:
    titles, units, paths = AGENCIES[name]
    rows = people([("", unit) for unit in units])
    result = run_in_process(
        "solve",
        write_xlsx(Path("daftar_pns.xlsx"), {"Pegawai": [*([t] for t in titles), *rows]}),
        *DATES,
        "-o",
        "r.csv",
    )
    assert result.code == 0, result.stderr
    lines = [line.split(",") for line in Path("r.csv").read_text("utf-8").splitlines()[1:]]
    placed = {line[0]: line[3] for line in lines}
    agencies = {line[0]: line[2] for line in lines}
    for number, path in enumerate(paths, 1):
        assert agencies[f"N{number}"] == path.split(" > ")[0]
        assert placed[f"N{number}"] == path.split(" > ")[-1]


def test_the_block_on_the_page_is_short() -> None:
    units = [f"Dinas {letter}" for letter in "ABCDEFGH"]
    write_xlsx(Path("daftar.xlsx"), {"Pegawai": people([("", unit) for unit in units])})
    said = run_in_process("solve", "daftar.xlsx", *DATES, "-o", "r.xlsx")
    block = said.stdout.partition("DRAF: ")[2].splitlines()
    assert block[0] == "8 anggapan belum dikonfirmasi"
    # Two lines for each of as many as leave the page at 23 lines.
    assert block.index("  … dan 5 lainnya: sheet Konfirmasi") == 7
    assert "Pembagian" not in said.stdout
    assert len(said.stdout.splitlines()) <= 23
    assert json.loads(json.dumps(block[1])).startswith("  Dinas A: administrasi (keyakinan rendah; ")
