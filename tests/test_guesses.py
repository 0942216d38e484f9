"""Sectors guessed from names: a hospital is never sent home by one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from asnroster.domain.sectors import SECTORS
from asnroster.intake.build import build_problem
from asnroster.intake.guesses import AWAY, HIGH, LOW, MEDIUM, Guess, guess_sectors, sector_of
from asnroster.intake.tables import read_tables
from tests.intake_books import MAY, write_xlsx

DATA = Path(__file__).parent.parent / "data"


def guesses(
    tmp_path: Path, *paths: str, sectors: dict[str, str] | None = None
) -> dict[str, tuple[str, str, bool]]:
    """One person in each unit: path -> guessed sector, confidence, whether it is filled in."""
    staff = [["NIP", "Nama", "Unit"], *([f"k{n}", f"N{n}", path] for n, path in enumerate(paths))]
    sheets = {"Pegawai": staff}
    if sectors:
        names = {path.rsplit(" > ", depth)[0] for path in paths for depth in range(3)}
        sheets["Unit"] = [["Unit", "Sektor"], *([name, sectors.get(name, "")] for name in sorted(names))]
    problem, _notices = build_problem(read_tables(write_xlsx(tmp_path / "a.xlsx", sheets)), *MAY)
    return {problem.units[g.unit].path: (g.sector, g.confidence.id, g.filled) for g in guess_sectors(problem)}


@pytest.mark.parametrize(
    ("name", "sector", "confidence"),
    [
        ("RSUD dr. Chasbullah Abdulmadjid", "kesehatan", HIGH),
        ("UPTD PUSKESMAS JATIASIH", "kesehatan", HIGH),
        ("Sekretariat RSUD Kelas D", "kesehatan", HIGH),
        ("Bagian Keuangan Rumah Sakit Umum Daerah", "kesehatan", HIGH),
        ("Badan Layanan Umum Daerah RSUD", "kesehatan", HIGH),
        ("Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana", "kesehatan", HIGH),
        ("Satuan Polisi Pamong Praja", "keamanan", HIGH),
        ("DINAS PEMADAM KEBAKARAN DAN PENYELAMATAN", "kedaruratan", HIGH),
        ("Badan Penanggulangan Bencana Daerah", "penanganan bencana", HIGH),
        ("Dinas Bina Marga dan Sumber Daya Air", "konstruksi", MEDIUM),
        ("Dinas Lingkungan Hidup", "kebersihan", MEDIUM),
        ("SDN Aren Jaya 1", "pendidikan", HIGH),
        ("Badan Kepegawaian, Pendidikan dan Pelatihan Daerah", "administrasi", HIGH),
        ("Dinas Pengendalian Penduduk dan KB", "administrasi", MEDIUM),
        ("Sekretariat DPRD", "dukungan pimpinan", HIGH),
        ("Seksi Pelayanan Umum", "pelayanan publik", LOW),
        ("UPTD Gedung Olahraga", "pelayanan publik", LOW),
    ],
)  # fmt: skip
def test_names_tell_sectors(name: str, sector: str, confidence: object) -> None:
    found = sector_of(name)
    assert found is not None and found[:2] == (sector, confidence)
    assert sector in SECTORS and found[2] in " ".join(name.casefold().replace(",", " ").split())


def test_words_are_whole_and_many_names_tell_nothing() -> None:
    assert [
        sector_of(name)
        for name in ("Bidang Data", "Sekretariat", "Seksi Persampelan", "Kursus", "Subbagian Umum", "")
    ] == [None] * 6


def test_the_towns_agencies_are_guessed_as_they_are_and_no_direct_service_goes_home() -> None:
    with (DATA / "kota_bekasi_opd.csv").open(encoding="utf-8", newline="") as file:
        agencies = list(csv.DictReader(file))
    assert len(agencies) > 40
    wrong = [
        row["name"]
        for row in agencies
        if (found := sector_of(row["name"])) is None or found[0] != row["sector"]
    ]
    assert wrong == ["Dinas Kearsipan dan Perpustakaan"]  # a low guess towards service
    for row in agencies:
        found = sector_of(row["name"])
        assert found is not None
        if row["direct_service"] == "yes":
            assert found[0] not in AWAY and found[1] is HIGH, row["name"]


def test_towards_the_office_is_filled_in_and_away_from_it_only_when_sure(tmp_path: Path) -> None:
    found = guesses(
        tmp_path,
        "RSUD X",
        "Dinas Lingkungan Hidup",
        "Inspektorat Daerah",
        "Dinas Sosial",
        "Kantor Anu",
        "Bagian Layanan",
    )
    assert found == {
        "RSUD X": ("kesehatan", "tinggi", True), "Dinas Lingkungan Hidup": ("kebersihan", "sedang", True),
        "Inspektorat Daerah": ("administrasi", "tinggi", True), "Dinas Sosial": ("administrasi", "sedang", False),
        "Kantor Anu": ("administrasi", "rendah", False), "Bagian Layanan": ("pelayanan publik", "rendah", False),
    }  # fmt: skip


def test_a_service_below_an_office_is_guessed_by_itself(tmp_path: Path) -> None:
    found = guesses(
        tmp_path, "Sekretariat Daerah > Bagian Umum > Klinik Pratama", "Sekretariat Daerah > Bagian Hukum",
        "Dinas Kesehatan > Sekretariat", "Dinas Kesehatan > Seksi Pendidikan Gizi", "Inspektorat > Unit Layanan Aduan",
    )  # fmt: skip
    assert found == {
        "Sekretariat Daerah": ("dukungan pimpinan", "tinggi", True),
        "Sekretariat Daerah > Bagian Umum > Klinik Pratama": ("kesehatan", "tinggi", True),
        "Dinas Kesehatan": ("kesehatan", "tinggi", True),
        # What it might serve is not sure: then its agency is not let go home either.
        "Inspektorat": ("administrasi", "tinggi", False),
        "Inspektorat > Unit Layanan Aduan": ("pelayanan publik", "rendah", False),
    }  # fmt: skip


def test_stated_sectors_are_left_alone(tmp_path: Path) -> None:
    assert guesses(tmp_path, "RSUD X > Bidang", "Dinas B", sectors={"RSUD X": "administrasi"}) == {
        "Dinas B": ("administrasi", "rendah", False)
    }


def test_a_guess_says_which_word_it_goes_by(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Unit"], ["1", "A", "UPT Puskesmas Y"], ["2", "B", "Kantor"]]
    problem, _notices = build_problem(read_tables(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": rows})), *MAY)
    assert guess_sectors(problem) == [
        Guess(0, "kesehatan", HIGH, "puskesmas", True),
        Guess(1, "administrasi", LOW, ""),
    ]
