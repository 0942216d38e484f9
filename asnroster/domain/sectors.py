"""The sectors of units: which public service a unit gives."""

from __future__ import annotations

SECTORS = (
    "kesehatan", "keamanan", "penanganan bencana", "kedaruratan", "energi", "logistik", "pos", "transportasi",
    "objek vital nasional", "proyek strategis nasional", "konstruksi", "utilitas dasar", "kebersihan",
    "kependudukan", "perizinan", "pendapatan daerah", "pendidikan", "pelayanan publik", "administrasi",
    "dukungan pimpinan",
)  # fmt: skip
