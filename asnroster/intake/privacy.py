"""Headings of personal data that have no use here: such columns are never read."""

from __future__ import annotations

import re

_WORDS = frozenset(
    (
        "nik", "ktp", "kk", "noktp", "nokk", "agama", "hp", "telp", "telepon", "tlp", "handphone",
        "ponsel", "wa", "whatsapp", "email", "surel", "alamat", "domisili", "npwp", "bpjs", "taspen",
        "rekening", "bank", "lahir", "ttl", "kelamin", "gender", "kawin", "nikah", "pasangan", "istri",
        "suami", "anak", "ayah", "kandung", "foto", "darah", "suku", "penyakit", "diagnosa", "diagnosis",
        "medis", "disabilitas", "difabel", "hamil", "kehamilan", "vaksin", "karpeg", "karis", "karsu",
        "religion", "phone", "mobile", "address", "mail", "birth", "sex", "marital",
    )
)  # fmt: skip
_SPLIT = re.compile(r"[\W_]+")
_JOINED = (
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
    words = [word for word in _SPLIT.split(heading.casefold()) if word]
    together = "".join(words)
    return bool(_WORDS.intersection(words)) or together in ("jk", "lp") or together.startswith(_JOINED)
