"""The words that cells may hold: statuses, echelons, codes; both languages where they differ."""

from __future__ import annotations

from asnroster.words import Text

STATUSES = ("PNS", "CPNS", "PPPK", "PPPK Paruh Waktu")
ECHELONS = ("II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b")
ABSENCES = ("C", "S", "DL", "DD", "TB", "I", "CLTN")
MODES = ("WFO", "WFH", "WFA")
NOT_ABSENCES = (*MODES, "L", "-")
YES, NO = Text("Yes", "Ya"), Text("No", "Tidak")
DAY_OFF, COLLECTIVE, WORKED = (
    Text("Holiday", "Libur"),
    Text("Collective Leave", "Cuti Bersama"),
    Text("Working", "Masuk"),
)
IN_PROCESS_WORD = Text("in process", "proses")
