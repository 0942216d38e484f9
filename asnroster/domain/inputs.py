"""An input file, and the names of the input sheets: what rules, readers and writers call them, in one place."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Source:
    """An input file: its name without folder and the SHA-256 of its bytes."""

    file: str
    sha256: str
