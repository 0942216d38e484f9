"""Lists as other systems and offices write them, built from the same invented people.

``python -m tests.foreign_books`` writes the examples in ``data/``; a test says when they are stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.foreign_people import GOVERNMENT, Civil, office, town

DATA = Path(__file__).parent.parent / "data"
SIASN_HEADER = [
    "PNS ID",
    "NIP BARU",
    "NIP LAMA",
    "NAMA",
    "GELAR DEPAN",
    "GELAR BELAKANG",
    "TEMPAT LAHIR ID",
    "TEMPAT LAHIR NAMA",
    "TANGGAL LAHIR",
    "JENIS KELAMIN",
    "AGAMA ID",
    "AGAMA NAMA",
    "JENIS KAWIN ID",
    "JENIS KAWIN NAMA",
    "NIK",
    "NOMOR HP",
    "EMAIL",
    "EMAIL GOV",
    "ALAMAT",
    "NPWP NOMOR",
    "BPJS",
    "JENIS PEGAWAI ID",
    "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM ID",
    "KEDUDUKAN HUKUM NAMA",
    "STATUS CPNS PNS",
    "KARTU ASN VIRTUAL",
    "NOMOR SK CPNS",
    "TANGGAL SK CPNS",
    "TMT CPNS",
    "NOMOR SK PNS",
    "TANGGAL SK PNS",
    "TMT PNS",
    "GOL AWAL ID",
    "GOL AWAL NAMA",
    "GOL AKHIR ID",
    "GOL AKHIR NAMA",
    "TMT GOLONGAN",
    "MK TAHUN",
    "MK BULAN",
    "JENIS JABATAN ID",
    "JENIS JABATAN NAMA",
    "JABATAN ID",
    "JABATAN NAMA",
    "TMT JABATAN",
    "TINGKAT PENDIDIKAN ID",
    "TINGKAT PENDIDIKAN NAMA",
    "PENDIDIKAN ID",
    "PENDIDIKAN NAMA",
    "TAHUN LULUS",
    "KPKN ID",
    "KPKN NAMA",
    "LOKASI KERJA ID",
    "LOKASI KERJA NAMA",
    "UNOR ID",
    "UNOR NAMA",
    "INSTANSI INDUK ID",
    "INSTANSI INDUK NAMA",
    "INSTANSI KERJA ID",
    "INSTANSI KERJA NAMA",
    "SATUAN KERJA INDUK ID",
    "SATUAN KERJA INDUK NAMA",
    "SATUAN KERJA KERJA ID",
    "SATUAN KERJA KERJA NAMA",
    "IS VALID NIK",
    "NAMA SEKOLAH",
    "FLAG IKD",
    "ESELON ID",
    "ESELON NAMA",
]


def unor_id(path: Sequence[str]) -> str:
    """An invented key of a unit, as long as the real ones."""
    return f"{sum(ord(letter) * (place + 7) ** 3 for place, letter in enumerate('/'.join(path))):032X}"


def written_date(day: date | None, form: int) -> Any:
    """A date in one of the four forms that are met, or a dash."""
    if day is None:
        return "-"
    return (day.isoformat(), day.strftime("%d-%m-%Y"), day.strftime("%d/%m/%Y"), day)[form % 4]


def siasn(people: Iterable[Civil], *, levels: bool = False, government: bool = False) -> list[list[Any]]:
    """The 69-column export.

    Args:
        people: one row each.
        levels: UNOR (3), UNOR (2), UNOR (1) in the place of UNOR NAMA.
        government: the government stands where the OPD should, as when the unit tree says it.
    """
    header = list(SIASN_HEADER)
    if levels:
        place = header.index("UNOR NAMA")
        header[place : place + 1] = ["UNOR (3)", "UNOR (2)", "UNOR (1)"]
    return [header, *(_siasn_row(person, header, government) for person in people)]


def _siasn_row(person: Civil, header: Sequence[str], government: bool) -> list[Any]:
    nik, phone, religion, address, email, npwp = person.secrets
    deep = [*person.path[1:], "", ""]
    kinds = {"PNS": "PNS Daerah Kab/Kota", "CPNS": "PNS Daerah Kab/Kota"}
    cells = {
        "PNS ID": f"A8ACA7{person.number:026}", "NIP BARU": f"'{person.nip}", "NIP LAMA": "-", "NAMA": person.name.upper(),
        "GELAR DEPAN": person.front or "-", "GELAR BELAKANG": person.back, "TEMPAT LAHIR NAMA": "Kota Rahasia",
        "TANGGAL LAHIR": date(1970 + person.number % 25, 1, 1 + person.number % 28), "JENIS KELAMIN": "M",
        "AGAMA ID": str(1 + person.number % 5), "AGAMA NAMA": religion, "JENIS KAWIN NAMA": "Menikah", "NIK": nik,
        "NOMOR HP": phone, "EMAIL": email, "EMAIL GOV": email, "ALAMAT": address, "NPWP NOMOR": npwp, "BPJS": nik[::-1],
        "JENIS PEGAWAI NAMA": kinds.get(person.status, person.status), "KEDUDUKAN HUKUM NAMA": person.legal,
        "STATUS CPNS PNS": "C" if person.status == "CPNS" else "P", "GOL AKHIR NAMA": "III/c", "MK TAHUN": 12,
        "JENIS JABATAN NAMA": person.kind, "JABATAN NAMA": person.position, "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
        "TMT JABATAN": written_date(person.in_post_since, person.number), "TAHUN LULUS": 2001, "UNOR ID": unor_id(person.path),
        "UNOR NAMA": person.path[-1], "INSTANSI INDUK NAMA": GOVERNMENT, "INSTANSI KERJA NAMA": GOVERNMENT,
        "SATUAN KERJA INDUK NAMA": GOVERNMENT, "SATUAN KERJA KERJA NAMA": GOVERNMENT if government else person.path[0],
        "IS VALID NIK": "Ya", "NAMA SEKOLAH": "Universitas Contoh", "ESELON NAMA": person.echelon or "-",
        "UNOR (3)": deep[1], "UNOR (2)": deep[0] or "-", "UNOR (1)": person.path[0],
    }  # fmt: skip
    return [cells.get(heading, "") for heading in header]


def unor_tree(people: Iterable[Civil]) -> list[list[Any]]:
    """ID, NAMA_UNOR, ID_ATASAN of every unit of these people, below the government."""
    paths = dict.fromkeys(
        person.path[:depth] for person in people for depth in range(1, len(person.path) + 1)
    )
    rows = [[unor_id(path), path[-1], unor_id(path[:-1]) if path[:-1] else "KOTA"] for path in paths]
    return [["ID", "NAMA_UNOR", "ID_ATASAN"], ["KOTA", GOVERNMENT, "INSTANSI"], *rows]


DUK_HEADER = [
    "NO", "NAMA / NIP", "PANGKAT / GOL. RUANG", "TMT PANGKAT", "JABATAN", "TMT JABATAN", "PENDIDIKAN", "TANGGAL LAHIR",
]  # fmt: skip


def spaced(nip: str) -> str:
    """``19800101 200501 1 001``."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def duk(people: Iterable[Civil], agency: str, *, page: int = 0, numbered: bool = True) -> list[list[Any]]:
    """A DUK: title lines, name and NIP in one cell, signature block.

    Args:
        people: one row each, without units of their own.
        agency: in the title.
        page: after how many people the headings stand again, 0 for never.
        numbered: whether a row numbers the columns.
    """
    rows: list[list[Any]] = [
        ["DAFTAR URUT KEPANGKATAN PEGAWAI NEGERI SIPIL"],
        [f"{agency.upper()} KOTA CONTOH"],
        ["KEADAAN PER 1 JANUARI 2026"],
        [],
        DUK_HEADER,
        *([list(range(1, 9))] if numbered else []),
    ]
    for place, person in enumerate(people, start=1):
        if page and place > 1 and place % page == 1:
            rows += [DUK_HEADER]
        rows.append([
            place, f"{person.full_name}\nNIP. {spaced(person.nip)}", "Penata / III.c", "01-04-2020", person.position,
            written_date(person.in_post_since, person.number), "S1 Manajemen", date(1980, 1, 1),
        ])  # fmt: skip
    return [*rows, [], *signature(4)]


def signature(column: int) -> list[list[Any]]:
    """Place and date, position, name and NIP of whoever signs, in one column."""
    before = [""] * column
    return [
        [*before, "Contoh, 5 Januari 2026"], [*before, "KEPALA DINAS"], [], [],
        [*before, "Drs. Penanda Tangan, M.Si."], [*before, "NIP. 19651231 199003 1 001"],
    ]  # fmt: skip


NOMINATIF_UPPER = ["NO", "NAMA", "NIP", "PANGKAT", "", "JABATAN", "", "", "TEMPAT LAHIR", "NO. HP", "KET"]
NOMINATIF_LOWER = ["", "", "", "GOL", "TMT", "NAMA", "ESELON", "TMT", "", "", ""]


def nominatif(
    people: Iterable[Civil],
    title: Sequence[str],
    *,
    sections: bool = False,
    enumerated: str = "",
    total: str = "JUMLAH",
) -> list[list[Any]]:
    """A Daftar Nominatif: merged two-row header, numbering row, total row, signature block.

    Args:
        people: one row each.
        title: the lines above.
        sections: the units stand as headings between the people.
        enumerated: letters before those headings, in a cell of their own.
        total: the word in the total row.
    """
    rows: list[list[Any]] = [*([line] for line in title), [], NOMINATIF_UPPER, NOMINATIF_LOWER]
    rows.append([f"({place})" for place in range(1, 12)])
    before: tuple[str, ...] = ()
    count = 0
    for place, person in enumerate(people, start=1):
        for depth in range(2, len(person.path) + 1):
            if sections and person.path[:depth] != before[:depth]:
                heading = person.path[depth - 1].upper()
                rows.append([enumerated[count], heading] if enumerated else [heading])
                count += 1
        before = person.path
        rows.append([
            place, person.full_name, spaced(person.nip), "III/c", "01-04-2020", person.position, person.echelon or "-",
            written_date(person.in_post_since, person.number), "Kota Rahasia", person.secrets[1],
            "" if person.legal == "Aktif" else person.legal,
        ])  # fmt: skip
    return [*rows, [total, "", "", len(rows), "", "", "", "", "", "", ""], [], *signature(6)]


def write_list(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write the sheets as an office would: titles and two-row headers merged, borders, wrapped cells."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2026, 1, 5)})
        box = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        head = book.add_format(
            {"border": 1, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
        )
        dates = book.add_format({"border": 1, "num_format": "dd-mm-yyyy", "valign": "top"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(1, 2, 24)
            width = max((len(row) for row in rows), default=0)
            for number, row in enumerate(rows):
                look = head if list(row) in (NOMINATIF_UPPER, NOMINATIF_LOWER, DUK_HEADER) else box
                if len(row) == 1 and width > 2:
                    sheet.merge_range(number, 0, number, width - 1, row[0], head)
                    continue
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, dates)
                    elif cell != "":
                        sheet.write(number, place, cell, look)
                if list(row) == NOMINATIF_UPPER:
                    _merge_header(sheet, number, head)
    return path


def _merge_header(sheet: Any, top: int, look: Any) -> None:
    for place, (upper, lower) in enumerate(zip(NOMINATIF_UPPER, NOMINATIF_LOWER, strict=True)):
        if not lower:
            sheet.merge_range(top, place, top + 1, place, upper, look)
    sheet.merge_range(top, 3, top, 4, "PANGKAT", look)
    sheet.merge_range(top, 5, top, 7, "JABATAN", look)


def examples() -> dict[str, dict[str, list[list[Any]]]]:
    """The example files of ``data/``: name -> sheets."""
    people = town()
    return {
        "contoh_siasn.xlsx": {"Data Pegawai": siasn(people)},
        "contoh_unor.xlsx": {"UNOR": unor_tree(people)},
        "contoh_duk.xlsx": {"DUK": duk(office(), "Dinas Sosial", page=5)},
        "contoh_nominatif.xlsx": {
            status: nominatif(
                office("Kecamatan Contoh Barat", 6, first, status),
                ["DAFTAR NOMINATIF PEGAWAI", "UNIT KERJA : KECAMATAN CONTOH BARAT", "KEADAAN JANUARI 2026"],
                sections=True,
            )
            for status, first in (("PNS", 50), ("CPNS", 60), ("PPPK", 70))
        },
    }


if __name__ == "__main__":
    for name, sheets in examples().items():
        write_list(DATA / name, sheets)
