"""The words that cells and headings may hold: statuses, echelons, codes, sectors; what is personal and never read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from asnroster.domain.positions import titles
from asnroster.domain.problem import Confidence
from asnroster.words import Text

STATUSES = ("PNS", "CPNS", "PPPK", "PPPK Paruh Waktu")
ECHELONS = ("II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b")
ABSENCES = ("C", "S", "DL", "DD", "TB", "I", "CLTN")
ABSENCE_WORDS = {
    word: code
    for code, words in {
        "C": (
            "cuti tahunan", "cuti besar", "cuti melahirkan", "cuti bersalin", "cuti alasan penting",
            "cuti karena alasan penting", "annual leave", "maternity leave",
            "tahunan", "melahirkan", "bersalin", "alasan penting", "karena alasan penting",
        ),
        "S": ("cuti sakit", "izin sakit", "sick leave"),
        "DL": ("dinas luar", "perjalanan dinas", "dinas luar daerah", "dinas luar kota", "official travel"),
        "DD": ("dinas dalam", "dinas dalam daerah", "dinas dalam kota"),
        "TB": ("tugas belajar", "study leave"),
        "CLTN": ("cuti di luar tanggungan negara", "cuti diluar tanggungan negara", "unpaid leave"),
    }.items()
    for word in ("".join(text.split()) for text in words)
}  # fmt: skip
"""What is longer than a code, as lists of leave write it, letters only -> the code."""
SHEETS_OF_ABSENCES = (
    *sorted(ABSENCE_WORDS.items(), key=lambda pair: -len(pair[0])),
    ("surattugas", "DL"),
    ("perintahtugas", "DL"),
    ("tugasluar", "DL"),
    ("cuti", "C"),
    ("sakit", "S"),
    ("izin", "I"),
)
"""Words in the names of sheets, the most telling first -> the code of their rows."""
MODES = ("WFO", "WFH", "WFA")
NOT_ABSENCES = (*MODES, "L", "-")
YES, NO = Text("Yes", "Ya"), Text("No", "Tidak")
DAY_OFF, COLLECTIVE, WORKED = (
    Text("Holiday", "Libur"),
    Text("Collective Leave", "Cuti Bersama"),
    Text("Working", "Masuk"),
)
IN_PROCESS_WORD = Text("in process", "proses")


_FORMS = (
    ("PPPK Paruh Waktu", r"(?:\b(?:pppk|p3k) )?paruh waktu|\b(?:pppk|p3k) pw\b"),
    ("PPPK", r"\b(?:pppk|p3k)\b|perjanjian kerja"),
    ("CPNS", r"\bcpns\b|\bcalon (?:pns|pegawai negeri sipil)\b"),
    ("PNS", r"\bpns\b|pegawai negeri sipil"),
)


@lru_cache(maxsize=1024)
def status_of(title: str) -> str:
    """The one status that a title names; empty where it names none, or several."""
    words = " ".join(re.split(r"[\W_]+", title.casefold()))
    statuses = []
    for status, form in _FORMS:
        if re.search(form, words):
            statuses.append(status)
            words = re.sub(form, " ", words)
    return statuses[0] if len(statuses) == 1 else ""


_PERSONAL = frozenset(
    (
        "nik", "ktp", "kk", "noktp", "nokk", "agama", "hp", "telp", "telepon", "tlp", "handphone",
        "ponsel", "wa", "whatsapp", "email", "surel", "alamat", "domisili", "npwp", "bpjs", "taspen",
        "rekening", "bank", "lahir", "ttl", "kelamin", "gender", "kawin", "nikah", "pasangan", "istri",
        "suami", "anak", "ayah", "kandung", "foto", "darah", "suku", "penyakit", "diagnosa", "diagnosis",
        "medis", "disabilitas", "difabel", "hamil", "kehamilan", "vaksin", "karpeg", "karis", "karsu",
        "religion", "phone", "mobile", "address", "mail", "birth", "sex", "marital",
    )
)  # fmt: skip
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_PERSONAL_JOINED = (
    "tempatlahir",
    "tanggallahir",
    "tgllahir",
    "jeniskelamin",
    "nomorhp",
    "nohp",
    "notelp",
    "noktp",
    "nonik",
    "kesehatan",
    "riwayatkesehatan",
    "statuskesehatan",
    "kondisikesehatan",
)


def is_personal(heading: str) -> bool:
    """Whether a heading names personal data such as NIK, religion, phone, address, birth or tax number."""
    words = [word for word in _BETWEEN_WORDS.split(heading.casefold()) if word]
    together = "".join(words)
    return (
        bool(_PERSONAL.intersection(words))
        or together in ("jk", "lp")
        or together.startswith(_PERSONAL_JOINED)
    )


# Under these some policy lets people work at home: towards them nothing is guessed where a service may be meant.
AWAY = ("administrasi", "dukungan pimpinan")
# Whatever else a policy names, every one keeps these: what an answer means that only says no.
KEPT = "pelayanan publik"
_NOT_ALWAYS_KEPT = (*AWAY, "pendidikan", "pendapatan daerah")
_LETTERS = re.compile(r"[^\W\d_]+|\d+")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")
# Words that look like a service's and are none.
_NO_SERVICE = re.compile(r"\bkel(?:ompok|\.)?\s+jab(?:atan|\.)?\b", re.IGNORECASE)

# Sector -> words by confidence: high, medium, low. Whole words are compared, longer phrases before shorter ones.
_WORDS: dict[str, tuple[str, str, str]] = {
    "kesehatan": (
        "rumah sakit|rsud|rsup|rsu|rs|rsia|rsj|puskesmas|pustu|puskesmas pembantu|dinas kesehatan|dinkes|klinik|poliklinik|laboratorium kesehatan|"
        "labkesda|gawat darurat|igd|ugd|poli|ambulans|rawat inap|rawat jalan|farmasi",
        "kesehatan|medis|keperawatan|kebidanan|posyandu|imunisasi|pkm|polindes",
        "",
    ),
    "keamanan": (
        "satuan polisi pamong praja|satpol pp|satpol|pol pp|polpp|polisi pamong praja|linmas",
        "ketenteraman|ketentraman|ketertiban|trantib|trantibum|keamanan|pelindungan masyarakat|perlindungan masyarakat",
        "",
    ),
    "penanganan bencana": ("penanggulangan bencana|bpbd|pusdalops", "bencana|kebencanaan", ""),
    "kedaruratan": (
        "pemadam kebakaran|damkar|disdamkarmat|damkarmat|disdamkar|gulkarmat",
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
        "kependudukan dan pencatatan sipil|disdukcapil|dukcapil|pencatatan sipil",
        "kependudukan",
        "",
    ),
    "perizinan": (
        "pelayanan terpadu satu pintu|pelayanan perizinan terpadu|dpmptsp|ptsp",
        "perizinan|penanaman modal",
        "",
    ),
    "pendapatan daerah": (
        "badan pendapatan daerah|bapenda|dispenda",
        "pendapatan daerah|pajak daerah|samsat|retribusi|pbb",
        "pendapatan",
    ),
    "pendidikan": (
        "dinas pendidikan|disdik|sekolah|sd|sdn|smp|smpn|sma|sman|smk|smkn|slb|slbn|tk|tkn|paud|skb|satuan pendidikan|"
        "sanggar kegiatan belajar",
        "pendidikan",
        "",
    ),
    "pelayanan publik": (
        "kecamatan|kelurahan|kec|kel|mal pelayanan publik|mall pelayanan publik",
        "pelayanan publik|pasar|pemakaman|panti|rumah singgah|loket|layanan pengaduan|desa|mpp",
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
}

# Posts by their first words -> sector: whoever leads a service, and the professions that give it.
_HEADS = {
    "camat": "pelayanan publik",
    "lurah": "pelayanan publik",
    "kepala puskesmas": "kesehatan",
    "kepala sekolah": "pendidikan",
    "kepala uptd puskesmas": "kesehatan",
    "kepala upt puskesmas": "kesehatan",
}
_PROFESSIONS = {
    "perawat": "kesehatan", "bidan": "kesehatan", "dokter": "kesehatan", "apoteker": "kesehatan",
    "asisten apoteker": "kesehatan", "nutrisionis": "kesehatan", "sanitarian": "kesehatan", "radiografer": "kesehatan",
    "fisioterapis": "kesehatan", "perekam medis": "kesehatan", "pranata laboratorium kesehatan": "kesehatan",
    "terapis gigi": "kesehatan", "epidemiolog kesehatan": "kesehatan", "guru": "pendidikan",
    "polisi pamong praja": "keamanan", "pol pp": "keamanan", "anggota satpol pp": "keamanan",
    "pemadam kebakaran": "kedaruratan", "pemadam": "kedaruratan", "analis kebakaran": "kedaruratan",
    "penguji kendaraan bermotor": "transportasi",
}  # fmt: skip


@cache
def _phrases() -> tuple[tuple[str, str, str, int], ...]:
    """(first word, phrase, sector, rank), the longest phrases first."""
    entries = [
        (phrase.split()[0], phrase, sector, rank)
        for sector, ranks in _WORDS.items()
        for rank, phrases in enumerate(ranks)
        for phrase in phrases.split("|")
        if phrase
    ]
    return tuple(sorted(entries, key=lambda entry: -len(entry[1])))


def spaced(name: str) -> str:
    """A name's words with a blank around each: ``U.P.T.D.`` is one, ``SDN12`` two."""
    joined = _INITIALS.sub(lambda match: re.sub(r"[.\s]", "", match.group()) + " ", name)
    return f" {' '.join(_LETTERS.findall(_NO_SERVICE.sub(' ', joined).casefold()))} "


@lru_cache(maxsize=1 << 14)
def sector_of(name: str) -> tuple[str, Confidence, str] | None:
    """The sector that a unit's name tells, how surely, and by which word; None when no word tells any.

    Where words of several sectors stand in a name, one that keeps people in the office goes before one that does
    not, and then the surer one: ``Sekretariat RSUD`` is a hospital.
    """
    words = spaced(name)
    matches: list[tuple[bool, int, bool, int, str, str]] = []
    all_words = {*words.split()}
    for first, phrase, sector, rank in _phrases():
        if first in all_words and (place := words.find(f" {phrase} ")) >= 0:
            words = words.replace(f" {phrase} ", f" {'·' * len(phrase)} ")
            matches.append((sector in AWAY, rank, sector in _NOT_ALWAYS_KEPT, place, sector, phrase))
    if not matches:
        return None
    _away, rank, _kept, _place, sector, phrase = min(matches)
    confidence: tuple[Confidence, ...] = ("high", "medium", "low")
    return sector, confidence[rank], phrase


def is_kept(sector: str) -> bool:
    """Whether every policy keeps people of that sector in the office."""
    return bool(sector) and sector not in _NOT_ALWAYS_KEPT


def sector_of_posts(positions: Iterable[str], *, any_one: bool) -> tuple[str, str] | None:
    """The sector that the people of a unit give by their posts, and the post that tells it.

    Args:
        positions: the people's posts, empty ones too.
        any_one: whether a single one will do; else half of the people must hold such posts.

    Returns:
        None where they tell none; whoever leads a service (Camat, Lurah) tells it alone.
    """
    count: dict[str, int] = {}
    example: dict[str, str] = {}
    people = 0
    for position in positions:
        people += 1
        leader = _sector_of_post(position)
        if leader is None:
            continue
        sector, post, leads = leader
        if leads:
            return sector, post
        count[sector] = count.get(sector, 0) + 1
        example.setdefault(sector, post)
    if not count:
        return None
    sector = max(count, key=lambda word: (count[word], is_kept(word)))
    if any_one or 2 * count[sector] >= people:
        return sector, example[sector]
    return None


@lru_cache(maxsize=1 << 14)
def _sector_of_post(position: str) -> tuple[str, str, bool] | None:
    for title in titles(position):
        words = spaced(title)
        for table, leads in ((_HEADS, True), (_PROFESSIONS, False)):
            for post, sector in table.items():
                if words.startswith(f" {post} "):
                    return sector, post, leads
    return None
