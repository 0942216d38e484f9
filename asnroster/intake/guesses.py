"""Sectors guessed from the names of units: towards the office readily, away from it never without a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from asnroster.domain.problem import Problem, Unit
from asnroster.words import Text

HIGH, MEDIUM, LOW = Text("high", "tinggi"), Text("medium", "sedang"), Text("low", "rendah")
NO_WORD = Text("no word of a direct service in its name", "tidak ada kata layanan langsung pada namanya")
_LETTERS = re.compile(r"[^\W_]+")
# Under these some policy lets people work at home: a guess of one of them is never taken for granted.
AWAY = ("administrasi", "dukungan pimpinan")
_NOT_ALWAYS_KEPT = (*AWAY, "pendidikan", "pendapatan daerah")

# Sector -> words by confidence: high, medium, low. Whole words are compared, longer phrases before shorter ones.
_WORDS: dict[str, tuple[str, str, str]] = {
    "kesehatan": (
        "rumah sakit|rsud|rsu|rs|rsia|rsj|puskesmas|dinas kesehatan|dinkes|klinik|poliklinik|laboratorium kesehatan|"
        "labkesda|gawat darurat|igd|ambulans|rawat inap|rawat jalan|farmasi",
        "kesehatan|medis|keperawatan|kebidanan|posyandu|imunisasi",
        "",
    ),
    "keamanan": (
        "satuan polisi pamong praja|satpol pp|satpol|polisi pamong praja|linmas",
        "ketenteraman|ketentraman|ketertiban|trantib|trantibum|keamanan|pelindungan masyarakat|perlindungan masyarakat",
        "",
    ),
    "penanganan bencana": ("penanggulangan bencana|bpbd|pusdalops", "bencana|kebencanaan", ""),
    "kedaruratan": (
        "pemadam kebakaran|damkar|disdamkarmat|damkarmat|disdamkar",
        "penyelamatan|kebakaran|kedaruratan|darurat|siaga 112|call center 112|psc 119",
        "",
    ),
    "energi": ("", "energi|ketenagalistrikan|sumber daya mineral|esdm", ""),
    "logistik": ("", "gudang logistik", "logistik"),
    "transportasi": (
        "dinas perhubungan|dishub",
        "perhubungan|lalu lintas|angkutan|terminal|pengujian kendaraan bermotor|pelabuhan|bandara|transportasi|parkir",
        "",
    ),
    "konstruksi": (
        "",
        "bina marga|pekerjaan umum|cipta karya|dpupr|pupr|dbmsda|jalan dan jembatan|konstruksi",
        "",
    ),
    "utilitas dasar": (
        "",
        "air minum|pdam|air limbah|drainase|sumber daya air|penerangan jalan|pengelolaan air",
        "",
    ),
    "kebersihan": ("kebersihan|persampahan", "lingkungan hidup|dlh|sampah|tpa|tpst", "pertamanan"),
    "kependudukan": (
        "kependudukan dan pencatatan sipil|disdukcapil|dukcapil|pencatatan sipil", "kependudukan", "",
    ),
    "perizinan": (
        "pelayanan terpadu satu pintu|pelayanan perizinan terpadu|dpmptsp|ptsp",
        "perizinan|penanaman modal",
        "",
    ),
    "pendapatan daerah": (
        "badan pendapatan daerah|bapenda|dispenda", "pendapatan daerah|pajak daerah|samsat|retribusi|pbb", "pendapatan",
    ),
    "pendidikan": (
        "dinas pendidikan|disdik|sekolah|sd|sdn|smp|smpn|sma|sman|smk|smkn|slb|slbn|tk negeri|paud|satuan pendidikan|"
        "sanggar kegiatan belajar",
        "pendidikan",
        "",
    ),
    "pelayanan publik": (
        "kecamatan|kelurahan|mal pelayanan publik|mall pelayanan publik",
        "pelayanan publik|pasar|pemakaman|panti|rumah singgah|loket|layanan pengaduan|desa",
        "uptd|upt|pelayanan|layanan|perpustakaan|museum|laboratorium|balai|rehabilitasi|tempat wisata|gor",
    ),
    "administrasi": (
        "inspektorat|badan kepegawaian|bkpsdm|bkpp|bkppd|bkd|perencanaan pembangunan|bappeda|bappelitbangda|bapperida|"
        "bapelitbangda|pengelolaan keuangan|keuangan dan aset|bpkad|bpkd|penelitian dan pengembangan",
        "pendidikan dan pelatihan|pendidikan politik|kesatuan bangsa|kesbangpol|komunikasi|informatika|statistik|persandian|sosial|"
        "tenaga kerja|koperasi|usaha kecil|perdagangan|perindustrian|pariwisata|kebudayaan|pemuda|olahraga|kearsipan|"
        "tata ruang|perumahan|permukiman|pertanahan|pertanian|perikanan|peternakan|ketahanan pangan|"
        "pemberdayaan perempuan|perlindungan anak|pengendalian penduduk|keluarga berencana|pemberdayaan masyarakat",
        "",
    ),
    "dukungan pimpinan": (
        "sekretariat daerah|setda|sekretariat dprd|sekretariat dewan|setwan",
        "protokol|staf ahli|komunikasi pimpinan|tata usaha pimpinan",
        "",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A sector that a unit seems to have.

    Attributes:
        unit: index into ``Problem.units``.
        confidence: HIGH, MEDIUM or LOW.
        word: what in the name it goes by.
        filled: whether it is taken until somebody says otherwise.
    """

    unit: int
    sector: str
    confidence: Text
    word: str
    filled: bool = False


@cache
def _phrases() -> tuple[tuple[str, str, int], ...]:
    """(phrase, sector, rank), the longest phrases first."""
    found = [
        (phrase, sector, rank)
        for sector, ranks in _WORDS.items()
        for rank, phrases in enumerate(ranks)
        for phrase in phrases.split("|")
        if phrase
    ]
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


def sector_of(name: str) -> tuple[str, Text, str] | None:
    """The sector that a unit's name tells, how surely, and by which word; None when no word tells any.

    Where words of several sectors stand in a name, one that keeps people in the office goes before one that does
    not, and then the surer one: ``Sekretariat RSUD`` is a hospital.
    """
    words = f" {' '.join(_LETTERS.findall(name.casefold()))} "
    found: list[tuple[bool, int, bool, int, str, str]] = []
    for phrase, sector, rank in _phrases():
        place = words.find(f" {phrase} ")
        if place >= 0:
            words = words.replace(f" {phrase} ", f" {'·' * len(phrase)} ")
            found.append((sector in AWAY, rank, sector in _NOT_ALWAYS_KEPT, place, sector, phrase))
    if not found:
        return None
    _away, rank, _kept, _place, sector, phrase = min(found)
    return sector, (HIGH, MEDIUM, LOW)[rank], phrase


def guess_sectors(problem: Problem) -> list[Guess]:
    """A guess for each agency without a sector, and for each unit whose own name says more than its agency's.

    What keeps people in the office is filled in when the guess is of high or medium confidence. What lets them go
    home is filled in only when it is of high confidence and nothing below the agency speaks of a service.

    Args:
        problem: the people and units; units that have a sector already are left alone.
    """
    agencies: dict[int, Guess] = {}
    below: list[Guess] = []
    for index, unit in enumerate(problem.units):
        if unit.sector or not problem.below[index]:
            continue
        if unit.parent is None:
            sector, confidence, word = sector_of(unit.name) or ("administrasi", LOW, "")
            agencies[index] = _guess(index, sector, confidence, word)
        elif guess := _own(
            problem.units, unit, index, [*agencies.values(), *below], problem.ancestors[index]
        ):
            below.append(guess)
    unsure = {problem.units[guess.unit].agency for guess in below if not guess.filled}
    for index, guess in agencies.items():
        if guess.sector in AWAY and index in unsure:
            agencies[index] = Guess(index, guess.sector, guess.confidence, guess.word)
    return sorted([*agencies.values(), *below], key=lambda guess: guess.unit)


def _guess(unit: int, sector: str, confidence: Text, word: str) -> Guess:
    filled = confidence is HIGH or (confidence is MEDIUM and sector not in AWAY)
    return Guess(unit, sector, confidence, word, filled)


def _own(
    units: Sequence[Unit], unit: Unit, index: int, guesses: Sequence[Guess], ancestors: Sequence[int]
) -> Guess | None:
    """The guess of a unit below an agency: only towards the office, where what it inherits does not keep it there."""
    told = {guess.unit: guess.sector for guess in guesses if guess.filled}
    inherited = next((told[above] for above in ancestors if above in told), "")
    own = sector_of(unit.name)
    if (
        own is None
        or own[0] in AWAY
        or own[0] == inherited
        or (inherited and inherited not in _NOT_ALWAYS_KEPT)
    ):
        return None
    return _guess(index, *own)
