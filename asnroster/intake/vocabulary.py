"""The words that cells may hold: statuses, echelons, codes; both languages where they differ."""

from __future__ import annotations

import re
from functools import lru_cache

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
    *sorted(ABSENCE_WORDS.items(), key=lambda pair: -len(pair[0])), ("surattugas", "DL"), ("perintahtugas", "DL"),
    ("tugasluar", "DL"), ("cuti", "C"), ("sakit", "S"), ("izin", "I"),
)  # fmt: skip
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
    found = []
    for status, form in _FORMS:
        if re.search(form, words):
            found.append(status)
            words = re.sub(form, " ", words)
    return found[0] if len(found) == 1 else ""
