"""Workbooks with what spreadsheets say beside their values, made with openpyxl."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

NIPS = [f"1980{month:02}0120050110{month:02}" for month in range(1, 13)]
HEADINGS = ["NIP", "Nama", "OPD", "Unit", "Jabatan", "Boleh WFH", "Keterangan"]
UNITS = [
    ["Unit", "OPD", "Induk", "Sektor", "Min WFO", "Maks WFH %"],
    ["Dinas Uji", "Dinas Uji", None, "administrasi", None, None],
    ["Bidang Satu", "Dinas Uji", "Dinas Uji", None, None, None],
    ["Bidang Dua", "Dinas Uji", "Dinas Uji", None, None, None],
]


def people(count: int = 6, first: int = 0) -> list[list[Any]]:
    """Rows of people, every other one in Bidang Dua."""
    return [
        [
            NIPS[at],
            f"Pegawai {at + 1}",
            "Dinas Uji",
            "Bidang Dua" if at % 2 else "Bidang Satu",
            "Analis",
            "Ya",
            None,
        ]
        for at in range(first, first + count)
    ]


def book(
    path: Path,
    sheets: dict[str, Sequence[Sequence[Any]]] | None = None,
    change: Callable[[openpyxl.Workbook], None] = lambda workbook: None,
) -> Path:
    """A sound workbook of six people with one thing changed."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    for name, rows in (sheets or {"Pegawai": [HEADINGS, *people()], "Unit": UNITS}).items():
        sheet: Worksheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change(workbook)
    workbook.save(path)
    return path
