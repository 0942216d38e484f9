"""The statuses of civil servants as titles, sheets and cells name them."""

from __future__ import annotations

import re
from functools import lru_cache

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
