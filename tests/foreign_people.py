"""Invented people of an invented government, for the lists of other systems and offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NAMES = (
    "Rukmini", "Darsono", "Wulandari", "Prasetya", "Halimah", "Sukarman", "Yohana", "Ketut Wirawan", "Nur Aini", "Bambang",
    "Marlina", "Togar", "Fransiska", "Ahmad Fauzi", "Suryani", "Imron", "Dewi Lestari", "Gunawan", "Ratnasari", "Slamet",
)  # fmt: skip
RELIGIONS = ("Protestan", "Katolik", "Hindu", "Buddha", "Konghucu")  # no holiday is named so
GOVERNMENT = "Pemerintah Kota Contoh"


@dataclass(frozen=True)
class Civil:
    """Somebody in a list; ``path`` is OPD, unit, section; name and NIP are made up from the number unless given."""

    number: int
    path: tuple[str, ...]
    position: str = "Pranata Komputer"
    kind: str = "Fungsional"
    echelon: str = ""
    status: str = "PNS"
    in_post_since: date | None = date(2023, 1, 2)
    legal: str = "Aktif"
    front: str = ""
    back: str = ""
    given: str = ""
    key: str = ""

    @property
    def nip(self) -> str:
        if self.key:
            return self.key
        month = "21" if self.status.startswith("PPPK") else "03"
        return f"19{70 + self.number % 25:02}{1 + self.number % 12:02}{1 + self.number % 28:02}2010{month}{1 + self.number % 2}{self.number:03}"

    @property
    def name(self) -> str:
        return self.given or f"{NAMES[self.number % len(NAMES)]} {chr(65 + self.number // len(NAMES) % 26)}"

    @property
    def full_name(self) -> str:
        named = f"{self.front} {self.name}".strip()
        return f"{named}, {self.back}" if self.back else named

    @property
    def unit(self) -> str:
        """The path as asnroster shows it."""
        return " > ".join(self.path)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be read: NIK, phone, religion, address, e-mail, tax number."""
        return (
            f"3275{self.number:012}", f"0812-7777-{self.number:04}", RELIGIONS[self.number % len(RELIGIONS)],
            f"Jl. Kemuning No. {self.number} RT 03/RW 05", f"pribadi{self.number}@contoh.invalid",
            f"09.254.{self.number:03}.1-407.000",
        )  # fmt: skip


def town() -> list[Civil]:
    """Some thirty people of five agencies: leaders, PPPK, somebody on leave, somebody retired."""
    kominfo, rsud = "Dinas Komunikasi dan Informatika", "RSUD Contoh Sehat"
    return [
        Civil(1, (kominfo,), "Kepala Dinas", "Struktural", "II.b", back="M.Si.", front="Dr."),
        Civil(2, (kominfo, "Sekretariat"), "Sekretaris Dinas", "Struktural", "III.a", back="S.Sos."),
        Civil(3, (kominfo, "Sekretariat", "Subbagian Keuangan"), "Analis Keuangan", "Pelaksana"),
        Civil(4, (kominfo, "Bidang Aplikasi"), "Kepala Bidang", "Struktural", "III.b"),
        Civil(5, (kominfo, "Bidang Aplikasi"), status="PPPK", in_post_since=None),
        Civil(6, (kominfo, "Bidang Aplikasi"), status="CPNS", kind="Pelaksana"),
        Civil(7, (kominfo, "Bidang Aplikasi"), legal="Tugas Belajar"),
        Civil(8, (rsud,), "Direktur", "Struktural", "III.a", front="dr.", back="Sp.PD"),
        Civil(9, (rsud, "Instalasi Gawat Darurat"), "Perawat"),
        Civil(10, (rsud, "Instalasi Gawat Darurat"), "Dokter", status="PPPK"),
        Civil(11, (rsud, "Sekretariat"), "Pengadministrasi", "Pelaksana", status="PPPK Paruh Waktu"),
        Civil(12, ("Kecamatan Contoh Timur",), "Camat", "Struktural", "III.a"),
        Civil(13, ("Kecamatan Contoh Timur", "Kelurahan Melati"), "Lurah", "Struktural", "IV.a"),
        Civil(14, ("Kecamatan Contoh Timur", "Kelurahan Melati"), "Pengelola Layanan", "Pelaksana"),
        Civil(15, ("Inspektorat Daerah",), "Inspektur", "Struktural", "II.b"),
        Civil(16, ("Inspektorat Daerah", "Irban Wilayah I"), "Auditor"),
        Civil(17, ("Inspektorat Daerah", "Irban Wilayah I"), "Auditor", legal="CLTN"),
        Civil(18, ("Dinas Sosial",), "Kepala Dinas", "Struktural", "II.b"),
        Civil(19, ("Dinas Sosial", "Bidang Rehabilitasi Sosial"), "Pekerja Sosial"),
    ]  # fmt: skip


def office(agency: str = "Dinas Sosial", size: int = 9, first: int = 30, status: str = "PNS") -> list[Civil]:
    """One agency's people in two units and a section."""
    places = (
        (agency, "Sekretariat"),
        (agency, "Sekretariat", "Subbagian Umum"),
        (agency, "Bidang Pemberdayaan Sosial"),
    )
    return [
        Civil(
            first + place, places[place * 3 // size], "Kepala Bidang" if place == 0 else "Analis Kebijakan",
            "", "III.b" if place == 0 else "", status, date(2022, 3, 1 + place), back="S.E." if place % 2 else "",
        )
        for place in range(size)
    ]  # fmt: skip
