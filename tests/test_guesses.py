"""Sectors guessed from names: a hospital is never sent home by one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from asnroster.domain.sectors import SECTORS
from asnroster.intake.passes import build_problem, read_tables
from asnroster.intake.vocabulary import AWAY, sector_of, spaced
from tests.intake_books import MAY, write_xlsx

DATA = Path(__file__).parent.parent / "data"


def guesses(
    tmp_path: Path,
    *paths: str,
    sectors: dict[str, str] | None = None,
    posts: dict[str, list[str]] | None = None,
) -> dict[str, tuple[str, str]]:
    """One person in each unit (or one a post): path -> assumed sector, confidence."""
    people = [(path, post) for path in paths for post in (posts or {}).get(path, [""])]
    staff = [["NIP", "Nama", "Unit", "Jabatan"]]
    staff += [[f"k{n}", f"N{n}", path, post] for n, (path, post) in enumerate(people)]
    sheets = {"Pegawai": staff}
    if sectors:
        names = {path.rsplit(" > ", depth)[0] for path in paths for depth in range(3)}
        sheets["Unit"] = [["Unit", "Sektor"], *([name, sectors.get(name, "")] for name in sorted(names))]
    problem, _notices = build_problem(read_tables(write_xlsx(tmp_path / "a.xlsx", sheets)), *MAY)
    rows = [row for row in problem.assumptions if row.kind == "sector"]
    assert {unit.path: unit.sector for unit in problem.units}.items() >= {
        (row.subject, row.assumed) for row in rows
    }
    return {row.subject: (row.assumed, row.confidence) for row in rows}


@pytest.mark.parametrize(
    ("name", "sector", "confidence"),
    [
        ("RSUD dr. Chasbullah Abdulmadjid", "kesehatan", "high"),
        ("UPTD PUSKESMAS JATIASIH", "kesehatan", "high"),
        ("Sekretariat RSUD Kelas D", "kesehatan", "high"),
        ("Bagian Keuangan Rumah Sakit Umum Daerah", "kesehatan", "high"),
        ("Badan Layanan Umum Daerah RSUD", "kesehatan", "high"),
        ("Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana", "kesehatan", "high"),
        ("Satuan Polisi Pamong Praja", "keamanan", "high"),
        ("DINAS PEMADAM KEBAKARAN DAN PENYELAMATAN", "kedaruratan", "high"),
        ("Badan Penanggulangan Bencana Daerah", "penanganan bencana", "high"),
        ("Dinas Bina Marga dan Sumber Daya Air", "konstruksi", "medium"),
        ("Dinas Lingkungan Hidup", "kebersihan", "medium"),
        ("SDN Aren Jaya 1", "pendidikan", "high"),
        ("Badan Kepegawaian, Pendidikan dan Pelatihan Daerah", "administrasi", "high"),
        ("Dinas Pengendalian Penduduk dan KB", "administrasi", "medium"),
        ("Sekretariat DPRD", "dukungan pimpinan", "high"),
        ("Seksi Pelayanan Umum", "pelayanan publik", "low"),
        ("UPTD Gedung Olahraga", "pelayanan publik", "low"),
        ("KEC. TAMBUN SELATAN", "pelayanan publik", "high"),
        ("Kel. Mekarsari", "pelayanan publik", "high"),
        ("UGD", "kesehatan", "high"),
        ("Poli Gigi", "kesehatan", "high"),
        ("U.P.T.D. Puskesmas Jatiasih", "kesehatan", "high"),
        ("R.S.U.D. Kota", "kesehatan", "high"),
        ("TK Negeri Pembina", "pendidikan", "high"),
        ("SDN12 Bekasi", "pendidikan", "high"),
        ("Sat Pol PP", "keamanan", "high"),
    ],
)  # fmt: skip
def test_names_tell_sectors(name: str, sector: str, confidence: str) -> None:
    found = sector_of(name)
    assert found is not None and found[:2] == (sector, confidence)
    assert sector in SECTORS and found[2] in spaced(name)


def test_words_are_whole_and_many_names_tell_nothing() -> None:
    assert [
        sector_of(name)
        for name in (
            "Bidang Data",
            "Sekretariat",
            "Seksi Persampelan",
            "Kursus",
            "Subbagian Umum",
            "",
            "Kel. Jabatan Fungsional",
        )
    ] == [None] * 7


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
            assert found[0] not in AWAY and found[1] == "high", row["name"]


def test_each_agency_has_a_sector_and_where_no_word_tells_it_is_administrasi_of_low_confidence(
    tmp_path: Path,
) -> None:
    found = guesses(
        tmp_path,
        "RSUD X",
        "Dinas Lingkungan Hidup",
        "Inspektorat Daerah",
        "Dinas Sosial",
        "Kantor Anu",
        "Badan Layanan",
    )
    assert found == {
        "RSUD X": ("kesehatan", "high"), "Dinas Lingkungan Hidup": ("kebersihan", "medium"),
        "Inspektorat Daerah": ("administrasi", "high"), "Dinas Sosial": ("administrasi", "medium"),
        "Kantor Anu": ("administrasi", "low"), "Badan Layanan": ("pelayanan publik", "low"),
    }  # fmt: skip


def test_a_service_word_holds_for_its_unit_and_what_is_below_never_for_siblings(tmp_path: Path) -> None:
    paths = (
        "Sekretariat Daerah > Bagian Umum > Klinik Pratama", "Sekretariat Daerah > Bagian Hukum",
        "Sekretariat Daerah > Bagian Umum > Klinik Pratama > Ruang Obat",
        "Dinas Kesehatan > Sekretariat", "Dinas Kesehatan > Seksi Pendidikan Gizi", "Inspektorat > Unit Layanan Aduan",
    )  # fmt: skip
    assert guesses(tmp_path, *paths) == {
        "Sekretariat Daerah": ("dukungan pimpinan", "high"),
        "Sekretariat Daerah > Bagian Umum > Klinik Pratama": ("kesehatan", "high"),
        "Dinas Kesehatan": ("kesehatan", "high"),
        "Inspektorat": ("administrasi", "high"),
        "Inspektorat > Unit Layanan Aduan": ("pelayanan publik", "low"),
    }
    problem, _notices = build_problem(read_tables(tmp_path / "a.xlsx"), *MAY)
    assert {unit.path: unit.sector for unit in problem.units} == {
        "Sekretariat Daerah": "dukungan pimpinan", "Sekretariat Daerah > Bagian Umum": "dukungan pimpinan",
        "Sekretariat Daerah > Bagian Umum > Klinik Pratama": "kesehatan",
        "Sekretariat Daerah > Bagian Umum > Klinik Pratama > Ruang Obat": "kesehatan",
        "Sekretariat Daerah > Bagian Hukum": "dukungan pimpinan", "Dinas Kesehatan": "kesehatan",
        "Dinas Kesehatan > Sekretariat": "kesehatan", "Dinas Kesehatan > Seksi Pendidikan Gizi": "kesehatan",
        "Inspektorat": "administrasi", "Inspektorat > Unit Layanan Aduan": "pelayanan publik",
    }  # fmt: skip


def test_only_a_sure_service_word_is_heard_below_a_stated_administrasi(tmp_path: Path) -> None:
    stated = {"Dinas X": "administrasi", "RSUD Y": "administrasi"}
    paths = (
        "Dinas X > UPTD Puskesmas A",
        "Dinas X > Seksi Pelayanan",
        "Dinas X > UGD",
        "RSUD Y > Bidang",
        "Dinas B",
    )
    assert guesses(tmp_path, *paths, sectors=stated) == {
        "Dinas X > UPTD Puskesmas A": ("kesehatan", "medium"), "Dinas X > UGD": ("kesehatan", "medium"),
        "Dinas B": ("administrasi", "low"),
    }  # fmt: skip


def test_posts_tell_the_sector_where_the_name_says_nothing(tmp_path: Path) -> None:
    office = ["Pengadministrasi Umum"] * 3
    posts = {
        "Unit A": [*office, "Plt. Camat Utara"],
        "Unit B": [*office, "Perawat Ahli Muda"],
        "Unit C": office,
    }
    # Where nobody knows anything a single nurse tells: a doubt keeps people in the office.
    assert guesses(tmp_path, *posts, posts=posts) == {
        "a > Unit A": ("pelayanan publik", "medium"), "a > Unit B": ("kesehatan", "medium"), "a": ("administrasi", "low"),
    }  # fmt: skip
    posts = {
        "BKPSDM > Bidang Satu": [*office, "Dokter Ahli Muda"],
        "BKPSDM > Bidang Dua": ["Guru Ahli Pertama", *office[:1]],
    }
    assert guesses(tmp_path, *posts, posts=posts) == {
        "BKPSDM": ("administrasi", "high"), "BKPSDM > Bidang Dua": ("pendidikan", "medium"),
    }  # fmt: skip


def test_a_guess_says_which_word_it_goes_by(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Unit"], ["1", "A", "UPT Puskesmas Y"], ["2", "B", "Kantor"]]
    problem, _notices = build_problem(read_tables(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": rows})), *MAY)
    assert [row.ground for row in problem.assumptions if row.kind == "sector"] == [
        "tidak ada kata layanan langsung pada namanya", "kata “puskesmas” pada namanya",
    ]  # fmt: skip
