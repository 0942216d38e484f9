"""The names of the input sheets: what rules, readers and writers call them, in one place."""

from __future__ import annotations

from typing import Final

STAFF: Final = "Pegawai"
UNITS: Final = "Unit"
ABSENCES: Final = "Ketidakhadiran"
PREFERENCES: Final = "Preferensi"
FIXED: Final = "Penetapan"
BUILDINGS: Final = "Gedung"
SERVICES: Final = "Layanan"
HOLIDAYS: Final = "Libur"
SCENARIO: Final = "Skenario"
CONFIRM: Final = "Konfirmasi"
