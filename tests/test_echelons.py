"""Echelons told by positions: whole titles, the longest first, abbreviations, several in a cell, acting words."""

from __future__ import annotations

import pytest

from asnroster.domain.positions import titles, without_acting
from asnroster.intake.echelons import Place, echelon_of

OFFICE, DISTRICT = Place("BKPSDM Kota Contoh", "Sekretariat"), Place("Kecamatan Utara", "Kelurahan Satu")
SETDA, HOSPITAL = Place("Sekretariat Daerah", "Bagian Umum"), Place("RSUD Contoh", "Direksi")

TOLD = [
    *((post, OFFICE, "II") for post in (
        "Kepala Dinas Kesehatan", "KADIS", "Kaban", "Kepala Badan", "Kepala Biro Hukum", "Kepala Pelaksana BPBD", "Kalak BPBD",
        "Kepala Satuan Polisi Pamong Praja", "Kasatpol PP", "Sekretaris Daerah", "Sekda", "Sekretaris DPRD", "Sekwan",
        "Staf Ahli Bidang Hukum", "Plt. Kepala Dinas Sosial", "Kepala Bidang A / Plt. Kepala Badan",
    )),
    ("Inspektur", Place("Inspektorat Daerah"), "II"), ("Asisten Pemerintahan dan Kesra", SETDA, "II"), ("Asisten II", SETDA, "II"),
    ("Direktur", HOSPITAL, "II"),
    *((post, OFFICE, "III") for post in (
        "Sekretaris", "Sekretaris Dinas", "Sekretaris Badan", "Sekdis", "Kepala Bidang Mutasi", "Kabid Mutasi", "Kabid. Diklat",
        "Ka. Bid Mutasi", "Kepala Bagian Umum", "Kabag Umum", "Kepala Kantor", "Camat", "Pj. Camat Utara", "Inspektur Pembantu I",
        "Irban II", "Wakil Direktur Pelayanan",
    )),
    *((post, OFFICE, "IV") for post in (
        "Lurah", "Lurah Pekayon", "Sekretaris Kecamatan", "Sekcam", "Sekretaris Kelurahan", "Seklur", "Kepala Seksi", "Kasi Trantib",
        "Kasie Trantib", "Kepala Subbagian Umum", "Kepala Sub Bagian Umum", "Kasubbag TU", "Kasubag Umum", "Ka. Subbag Umum",
        "Kepala Subbidang A", "Kasubid A", "Kepala UPTD Pajak", "Ka. UPT Pasar",
    )),
    ("Sekretaris", DISTRICT, "IV"), ("Kepala", Place("Dinas A", "Bidang Mutasi"), "III"),
]  # fmt: skip


@pytest.mark.parametrize(("post", "place", "level"), TOLD)
def test_a_title_tells_its_level(post: str, place: Place, level: str) -> None:
    guess = echelon_of(post, "", place)
    assert guess is not None and guess.level == level


@pytest.mark.parametrize(
    ("post", "place"),
    [
        *((post, OFFICE) for post in (
            "", "Analis SDM Aparatur Ahli Muda", "Perencana Ahli Madya", "Arsiparis Terampil", "Pranata Komputer Mahir",
            "Perawat Penyelia", "Ketua Tim Mutasi", "Subkoordinator Umum", "Sub Koordinator Umum", "Asisten Apoteker",
            "Kepala Sekolah", "Kepala Puskesmas", "Kepala UPTD Puskesmas A", "Kepala Instalasi Farmasi", "Kepala Ruang Melati",
            "Kepala Ruangan", "Staf Camat", "Sekretaris Pimpinan", "Pengadministrasi Umum", "Karyawan", "Kasir", "Direktur",
            "Asisten Pemerintahan", "Inspektur Tambang", "Pelaksana",
        )),
        ("Asisten Apoteker", SETDA),
    ],
)  # fmt: skip
def test_other_posts_tell_none(post: str, place: Place) -> None:
    assert echelon_of(post, "", place) is None


@pytest.mark.parametrize("kind", ["Fungsional", "Jabatan Fungsional", "Pelaksana", "JFT"])
def test_a_functional_post_has_none_whatever_its_title(kind: str) -> None:
    assert echelon_of("Kepala Bidang Mutasi", kind, OFFICE) is None
    assert echelon_of("Kepala Bidang Mutasi", "Struktural", OFFICE) is not None


@pytest.mark.parametrize(
    ("post", "bare"),
    [
        ("Plt. Lurah Kayuringin", "Lurah Kayuringin"), ("Pj Camat Utara", "Camat Utara"), ("PLH. KEPALA DINAS", "KEPALA DINAS"),
        ("Pelaksana Tugas Camat", "Camat"), ("Pelaksana Harian Kepala Badan", "Kepala Badan"), ("Penjabat Lurah", "Lurah"),
        ("Lurah (Plt.)", "Lurah"), ("Lurah Pekayon, Plt", "Lurah Pekayon"), ("Camat - Plh.", "Camat"), ("(Plt) Camat", "Camat"),
        ("Plt.Camat", "Camat"), ("Pjs. Lurah", "Lurah"), ("Pelaksana", "Pelaksana"), ("Kepala Pelaksana", "Kepala Pelaksana"),
        ("Pjok", "Pjok"), ("Plt.", "Plt."),
    ],
)  # fmt: skip
def test_acting_words_are_taken_off(post: str, bare: str) -> None:
    assert without_acting(post) == bare


def test_a_cell_may_hold_several_titles() -> None:
    assert titles("Kepala Bidang A / Plt. Kepala Dinas") == ("Kepala Bidang A", "Kepala Dinas")
    assert titles("Camat; Plh Lurah") == ("Camat", "Lurah")
