"""The one schema of the input: every sheet is a class of its rows, and every column of it is declared there once.

The template, the reader and every error message use it; nothing else knows a column's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from asnroster.domain import inputs as sheets
from asnroster.domain.problem import CellRef
from asnroster.domain.sectors import SECTORS
from asnroster.intake import kinds
from asnroster.intake.cells import normal
from asnroster.intake.columns import Column, Row, SheetSpec
from asnroster.intake.marks import Cell
from asnroster.intake.vocabulary import (
    ABSENCES,
    COLLECTIVE,
    DAY_OFF,
    ECHELONS,
    MODES,
    NO,
    STATUSES,
    WORKED,
    YES,
)
from asnroster.words import WEEKDAYS_EN, WEEKDAYS_ID, Text


def _plain(words: Iterable[str]) -> tuple[Text, ...]:
    return tuple(Text(word, word) for word in words)


_WEEKDAYS = tuple(Text(en, id) for en, id in zip(WEEKDAYS_EN, WEEKDAYS_ID, strict=True))
_PATTERNS = (Text("Mon-Fri", "Sen-Jum"), Text("Mon-Sat", "Sen-Sab"))
_NIP = Text(
    "The 18 digits of the NIP, as text; another unique number or word for staff without one.",
    "18 angka NIP, sebagai teks; nomor atau kata unik lain untuk pegawai tanpa NIP.",
)
_NAME_ALIASES = ("Nama", "Nama Pegawai", "Nama Lengkap", "Nama ASN")  # where a list of leave has no NIP
_NIP_ALIASES = (
    "ID Pegawai", "Employee ID", "Employee Number", "NIP Baru", "Nomor Induk Pegawai", "NIP/NIPPPK", "NIP/NI PPPK", "NIPPPK",
    "NI PPPK",
)  # fmt: skip
_DOCUMENT_NOTE = Text("Free text.", "Teks bebas.")
_BUILDING = Text("The building worked in.", "Gedung tempat bekerja.")
_WORKDAYS = Text(
    "Usual working days: a span or a list; or “Odd: Mon-Wed; Even: Mon-Fri” for odd and even weeks. Empty: as the "
    "unit above, else Monday to Friday.",
    "Hari kerja yang biasa: rentang atau daftar; atau “Ganjil: Sen-Rab; Genap: Sen-Jum” untuk minggu ganjil dan "
    "genap. Kosong: seperti unit di atasnya, atau Sen-Jum.",
)
_DATE = Text("A date, e.g. 03-03-2025.", "Tanggal, mis. 03-03-2025.")

# fmt: off
NAME_AND_NIP = Column("Nama/NIP", "Name/NIP", kinds.RAW, _NIP, aliases=(
    "NIP/Nama", "Nama dan NIP", "Nama Lengkap/NIP", "Nama Lengkap dan NIP", "Nama Pegawai/NIP"))
FRONT_TITLE = Column("Gelar Depan", "Gelar Depan", kinds.RAW, _NIP)
BACK_TITLE = Column("Gelar Belakang", "Gelar Belakang", kinds.RAW, _NIP)
EMPLOYEE_KIND = Column("Jenis Pegawai Nama", "Jenis Pegawai", kinds.RAW, _NIP)
DIVISION = Column("Bidang", "Bidang", kinds.TEXT, _NIP, aliases=(
    "Bagian", "Bidang/Bagian", "Bagian/Bidang", "Sekretariat/Bidang", "Bidang/Sekretariat", "Unit/Bidang", "Bidang/Unit",
    "Unit/Bagian", "Divisi", "Instalasi", "Ruangan", "Unit/Ruangan", "Poli", "Bidang/UPTD"), level=2)
SECTION = Column("Seksi", "Seksi", kinds.TEXT, _NIP, aliases=(
    "Subbagian", "Subbag", "Subbidang", "Subbid", "Subunit", "Seksi/Subbagian", "Subbagian/Seksi", "Seksi/Subbag",
    "Subbag/Seksi", "Subbidang/Subbagian", "Subbagian/Subbidang", "Seksi/Subbidang", "Subbid/Subbag"), level=3)
LEVELS = tuple(Column(f"UNOR ({level})", f"UNOR {level}", kinds.RAW, _NIP) for level in range(1, 7))


class StaffRow(
    Row, name=sheets.STAFF, english="Staff", explain=Text("One row per person. The only sheet that must be filled in.",
        "Satu baris per pegawai. Satu-satunya sheet yang wajib diisi."),
    hidden=(NAME_AND_NIP, FRONT_TITLE, BACK_TITLE, EMPLOYEE_KIND, DIVISION, SECTION, *LEVELS),
):
    """A row of the sheet Pegawai."""

    nip = Column("NIP", "NIP", kinds.NIP, _NIP, True, aliases=_NIP_ALIASES)
    name = Column("Nama", "Name", kinds.NAME, Text("Full name with titles.", "Nama lengkap dengan gelar."), True, aliases=(
        "Nama Lengkap", "Nama Pegawai", "Nama ASN", "Nama Guru", "Nama Karyawan", "Nama Petugas", "Nama Personil",
        "Nama Personel", "Nama Perawat", "Nama Staf", "Nama Tenaga"))
    unit = Column("Unit", "Unit", kinds.TEXT, Text(
        "The unit that the person is placed in: its name, short name, or path OPD > Bidang > Seksi.",
        "Unit tempat pegawai: nama, singkatan, atau jalur OPD > Bidang > Seksi."), True, aliases=(
        "Unit Kerja", "UNOR Nama", "Nama UNOR", "UNOR", "Unit Organisasi", "Unit Kerja/OPD", "OPD/Unit Kerja", "Penempatan", "Unit Penempatan",
        "Tempat Tugas", "Department", "Division",
        "Tempat Penempatan"), level=1)
    agency = Column("OPD", "Agency", kinds.TEXT, Text("The agency. Tells units of one name apart.",
        "Perangkat daerah. Membedakan unit yang namanya sama."), aliases=(
        "Perangkat Daerah", "SKPD", "Satuan Kerja Kerja Nama", "Satuan Kerja"), level=4)
    unit_code = Column("Kode Unit", "Unit ID", kinds.CODE, Text("The unit's code in the Unit sheet; wins over the name.",
        "Kode unit pada sheet Unit; mendahului nama."), aliases=(
        "UNOR ID", "ID UNOR"))
    position = Column("Jabatan", "Position", kinds.TEXT, Text("Position, e.g. Kepala Seksi Data.",
        "Nama jabatan, mis. Kepala Seksi Data."), aliases=(
        "Jabatan Nama", "Nama Jabatan", "Jabatan/Tugas", "Tugas/Jabatan", "Posisi", "Tugas"))
    position_kind = Column("Jenis Jabatan", "Position Kind", kinds.TEXT, Text("Struktural, Fungsional or Pelaksana.",
        "Struktural, Fungsional atau Pelaksana."),
           choices=_plain(("Struktural", "Fungsional", "Pelaksana")), closed=False,
               aliases=("Jenis Jabatan Nama",))
    echelon = Column("Eselon", "Echelon", kinds.ECHELON, Text("Of leaders only, e.g. III.a.",
        "Hanya untuk pejabat struktural, mis. III.a."),
           choices=_plain(ECHELONS), closed=False, aliases=("Eselon Nama", "Jabatan Eselon"))
    status = Column("Status", "Status", kinds.STATUS, Text("PNS, CPNS, PPPK or PPPK Paruh Waktu.",
        "PNS, CPNS, PPPK atau PPPK Paruh Waktu."), choices=_plain(STATUSES), closed=False, aliases=(
        "Status CPNS PNS", "Status Pegawai", "Status Kepegawaian"))
    in_post_since = Column("TMT Jabatan", "In Post Since", kinds.DATE,
        Text("First day in the present post, e.g. 03-03-2025.",
        "Tanggal mulai jabatan sekarang, mis. 03-03-2025."), aliases=(
        "Jabatan TMT", "TMT Jab"))
    legal_status = Column("Kedudukan", "Legal Status", kinds.TEXT, Text(
        "Empty or Aktif: is rostered. Anything else (CLTN, Tugas Belajar …): listed as left out.",
        "Kosong atau Aktif: dijadwalkan. Selain itu (CLTN, Tugas Belajar …): dicatat sebagai tidak dijadwalkan."),
        choices=_plain(("Aktif", "CLTN", "Tugas Belajar", "Pemberhentian Sementara", "Pensiun", "Mutasi")), closed=False,
        aliases=("Kedudukan Hukum Nama", "Kedudukan Hukum"))
    disciplined_until = Column("Disiplin Sampai", "Disciplined Until", kinds.DISCIPLINE, Text(
        "Last date of a disciplinary measure, or the word “in process”.",
        "Tanggal akhir hukuman disiplin, atau kata “proses”."))
    roles = Column("Peran", "Roles", kinds.LABELS, Text("Roles, with ; between them.", "Peran, dipisahkan titik koma (;)."))
    services = Column("Layanan", "Services", kinds.LABELS, Text(
        "Service posts that the person can man, with ; between them.",
        "Layanan (loket) yang dapat dijalankan pegawai, dipisahkan titik koma (;)."))
    team = Column("Tim", "Team", kinds.LABELS, Text("Name of the team.", "Nama tim."))
    alternates = Column("Bergantian", "Alternates", kinds.LABELS, Text(
        "A shared label: of those who bear it at most one is at home on a day.",
        "Label bersama: dari pemilik label yang sama paling banyak satu orang WFH per hari."))
    workdays = Column("Hari Kerja", "Working Days", kinds.WORKDAYS, _WORKDAYS, choices=_PATTERNS, closed=False)
    remote_capable = Column("Boleh WFH", "Remote Capable", kinds.YES_NO, Text(
        "No: the tasks cannot be done outside the office. Empty: Yes.",
        "Tidak: tugas tidak dapat dikerjakan di luar kantor. Kosong: Ya."), choices=(YES, NO), aliases=(
        "Boleh WFA", "Boleh WFH/WFA", "Bisa WFH", "Bisa WFA", "Dapat WFH", "Dapat WFA", "Layak WFH", "Layak WFA",
        "Kelayakan WFH", "Diizinkan WFH", "Memenuhi Syarat WFH", "WFH (Ya/Tidak)", "WFA (Ya/Tidak)", "WFH Ya/Tidak",
        "WFH (Y/T)", "WFA (Y/T)", "Eligible for WFH", "WFH Allowed"))
    building = Column("Gedung", "Building", kinds.TEXT, _BUILDING)
    rank = Column("Pangkat", "Rank", kinds.TEXT, Text("Rank (pangkat), for print only.",
        "Pangkat, hanya untuk dicetak."), aliases=("Pangkat/Gol. Ruang", "Pangkat/Golongan", "Pangkat/Gol"),
        decides=False)
    starts = Column("Mulai", "Starts", kinds.DATE, Text(
        "First day for which the row holds. A person may have several such rows, one after another.",
        "Hari pertama baris ini berlaku. Seorang pegawai boleh punya beberapa baris yang berurutan."), aliases=(
        "Tanggal Mulai", "Start Date"))
    ends = Column("Selesai", "Ends", kinds.DATE, Text("Last day for which the row holds. Empty: it goes on.",
        "Hari terakhir baris ini berlaku. Kosong: berlaku terus."), aliases=("Tanggal Selesai", "End Date"))
    note = Column("Keterangan", "Note", kinds.TEXT, _DOCUMENT_NOTE, aliases=("Ket",), decides=False)


class UnitRow(
    Row, name=sheets.UNITS, english="Units", explain=Text("One row per unit: the tree of agencies, their units and sections.",
        "Satu baris per unit: pohon OPD, bidang, dan seksi.")):
    """A row of the sheet Unit."""

    unit = Column("Unit", "Unit", kinds.TEXT, Text("The unit's name.", "Nama unit."), True, aliases=(
        "Nama UNOR", "UNOR Nama", "Nama Unit", "Unit Kerja"), level=1)
    code = Column("Kode Unit", "Unit ID", kinds.CODE, Text("A code of its own, e.g. DISKOMINFO-02.",
        "Kode yang unik, mis. DISKOMINFO-02."), aliases=(
        "ID", "UNOR ID", "ID UNOR"))
    short_name = Column("Singkatan", "Short Name", kinds.TEXT, Text("Short name, e.g. Diskominfo.",
        "Singkatan, mis. Diskominfo."))
    agency = Column("OPD", "Agency", kinds.TEXT, Text("The agency that the unit belongs to.", "OPD induk unit."), level=4)
    parent = Column("Induk", "Parent", kinds.TEXT, Text(
        "The unit directly above: its name, code or path. Empty: the agency.",
        "Unit tepat di atasnya: nama, kode, atau jalur. Kosong: OPD."), aliases=("ID Atasan",
            "Unit Induk", "Induk Unit"))
    sector = Column("Sektor", "Sector", kinds.SECTOR, Text(
        "What the unit serves; goes down to the units below it.",
        "Bidang layanan unit; berlaku juga bagi unit di bawahnya."), choices=_plain(SECTORS),
            closed=False)
    building = Column("Gedung", "Building", kinds.TEXT, _BUILDING)
    min_office = Column("Min WFO", "Min Office", kinds.COUNT, Text(
        "People in the office at least, with all units below it.",
        "Paling sedikit orang WFO, termasuk semua unit di bawahnya."))
    max_home_share = Column("Maks WFH %", "Max Home %", kinds.SHARE, Text(
        "At most this share at home, with all units below it, e.g. 50%.",
        "Paling banyak porsi yang WFH, termasuk semua unit di bawahnya, mis. 50%."))
    workdays = Column("Hari Kerja", "Working Days", kinds.WORKDAYS, _WORKDAYS, choices=_PATTERNS, closed=False)
    scenario = Column("Skenario", "Scenario", kinds.TEXT, Text(
        "A shipped policy or a scenario file that the unit and all below it follow. Empty: the run's own.",
        "Kebijakan bawaan atau berkas skenario bagi unit ini dan semua di bawahnya. Kosong: skenario yang dijalankan."))
    signer = Column("Penanda Tangan", "Signer", kinds.NIP, Text(
        "NIP of whoever signs the agency's sheets.", "NIP penanda tangan jadwal OPD."))


class AbsenceRow(
    Row, name=sheets.ABSENCES, english="Absences", explain=Text("One row per leave, sickness or official travel.", "Satu baris per cuti, sakit, atau dinas.")):
    """A row of the sheet Ketidakhadiran."""

    nip = Column("NIP", "NIP", kinds.NIP, _NIP, True, aliases=(*_NIP_ALIASES, *_NAME_ALIASES))
    start = Column("Mulai", "Start", kinds.DATE, Text("First day.", "Hari pertama."), True, aliases=(
        "Tanggal Mulai", "Tgl Mulai", "Mulai Tanggal", "Mulai Cuti", "Dari", "Dari Tanggal", "Tanggal Awal", "Tgl Awal",
        "Tanggal", "Tgl", "Tanggal Cuti", "Start Date"))
    end = Column("Selesai", "End", kinds.DATE, Text("Last day.", "Hari terakhir."), True, aliases=(
        "Tanggal Selesai", "Tgl Selesai", "Selesai Tanggal", "Selesai Cuti", "Sampai", "Sampai Tanggal", "Sampai Dengan",
        "s.d.", "s/d", "Hingga", "Tanggal Akhir", "Tgl Akhir", "Berakhir", "End Date"))
    code = Column("Kode", "Code", kinds.ABSENCE, Text(
        "C leave, S sick, DL official travel, DD duty in the region, TB study, I permit, CLTN unpaid leave, or another up to 6 letters.",
        "C cuti, S sakit, DL dinas luar, DD dinas dalam, TB tugas belajar, I izin, CLTN cuti di luar tanggungan negara, atau kode lain sampai 6 huruf."),
        True, choices=_plain(ABSENCES), closed=False, aliases=(
            "Kode Cuti", "Jenis Cuti", "Jenis Ketidakhadiran", "Kode Ketidakhadiran", "Jenis Absensi", "Jenis"))
    note = Column("Keterangan", "Note", kinds.TEXT, _DOCUMENT_NOTE, decides=False)


class PreferenceRow(
    Row, name=sheets.PREFERENCES, english="Preferences", explain=Text("One row per wish. A wish for a date replaces one for its weekday.",
        "Satu baris per keinginan. Keinginan untuk tanggal menggantikan keinginan untuk harinya.")):
    """A row of the sheet Preferensi; ``day`` is a weekday (0 = Monday) or a date."""

    nip = Column("NIP", "NIP", kinds.NIP, _NIP, True, aliases=(*_NIP_ALIASES, *_NAME_ALIASES))
    day = Column("Hari", "Day", kinds.WEEKDAY_OR_DATE, Text("A weekday or a date.", "Nama hari atau tanggal."),
        True, choices=_WEEKDAYS, closed=False)
    mode = Column("Pilihan", "Choice", kinds.MODE, Text("WFO or WFH.", "WFO atau WFH."), True,
        choices=_plain(MODES[:2]))
    weight = Column("Bobot", "Weight", kinds.WEIGHT, Text("1 (weak) to 10 (strong). Empty: 1.",
        "1 (lemah) sampai 10 (kuat). Kosong: 1."))


class PinRow(
    Row, name=sheets.FIXED, english="Fixed", explain=Text("One row per order that puts a person at home or in the office.",
        "Satu baris per penetapan pegawai di rumah atau di kantor.")):
    """A row of the sheet Penetapan."""

    nip = Column("NIP", "NIP", kinds.NIP, _NIP, True, aliases=(*_NIP_ALIASES, *_NAME_ALIASES))
    start = Column("Tanggal", "Date", kinds.DATE, _DATE, True, aliases=("Tgl", "Mulai", "Tanggal Mulai", "Tgl Mulai"))
    end = Column("Selesai", "End", kinds.DATE, Text(
        "Last day: then every working day from the date on. Empty: that one day.",
        "Hari terakhir: berlaku setiap hari kerja sejak Tanggal. Kosong: satu hari itu saja."), aliases=(
        "Tanggal Selesai", "Tgl Selesai", "Sampai"))
    mode = Column("Kode", "Code", kinds.MODE, Text("WFO, WFH or WFA.", "WFO, WFH atau WFA."), True,
        choices=_plain(MODES))
    document = Column("Nomor Surat", "Document", kinds.TEXT, Text("Number of the order.", "Nomor surat perintah."),
        aliases=("No Surat", "Nomor SK", "No SK"), decides=False)


class BuildingRow(
    Row, name=sheets.BUILDINGS, english="Buildings", explain=Text("One row per building with a limit.", "Satu baris per gedung yang terbatas.")):
    """A row of the sheet Gedung."""

    building = Column("Gedung", "Building", kinds.TEXT, Text("The building's name, as in the other sheets.",
        "Nama gedung, sama seperti di sheet lain."), True)
    capacity = Column("Kapasitas", "Capacity", kinds.COUNT, Text("People at a time.", "Jumlah orang sekaligus."), True)


class ServiceRow(
    Row, name=sheets.SERVICES, english="Services", explain=Text("One row per service post (counter) of a unit.", "Satu baris per layanan (loket) suatu unit.")):
    """A row of the sheet Layanan."""

    unit = Column("Unit", "Unit", kinds.TEXT, Text("The unit: name, short name, code or path.",
        "Unit: nama, singkatan, kode, atau jalur."), True, level=1)
    service = Column("Layanan", "Service", kinds.TEXT, Text("The post's name, as in the Layanan column of the staff.",
        "Nama layanan, sama seperti kolom Layanan pada Pegawai."), True, aliases=("Services",))
    min_office = Column("Min WFO", "Min Office", kinds.COUNT, Text("Qualified people in the office at least.",
        "Paling sedikit petugas layanan di kantor."), True)
    weekdays = Column("Hari", "Days", kinds.WEEKDAYS, Text("Weekdays on which it is open. Empty: all.",
        "Hari buka layanan. Kosong: semua."), choices=_PATTERNS, closed=False, aliases=("Day",
        "Weekdays"))


class HolidayRow(
    Row, name=sheets.HOLIDAYS, english="Holidays", explain=Text("Changes to the national calendar.", "Perubahan terhadap kalender nasional.")):
    """A row of the sheet Libur."""

    date = Column("Tanggal", "Date", kinds.DATE, _DATE, True)
    kind = Column("Jenis", "Kind", kinds.HOLIDAY, Text(
        "Holiday, Collective Leave, or Working: a working day after all.",
        "Libur, Cuti Bersama, atau Masuk: tetap hari kerja."), True, choices=(DAY_OFF, COLLECTIVE,
            WORKED), aliases=("Type",))
    note = Column("Keterangan", "Note", kinds.TEXT, Text("Name of the day.", "Nama hari."), aliases=("Name",
        "Nama"), decides=False)


class ScenarioRow(NamedTuple):
    """A row of the sheet Skenario, as it stands; ``ref`` is the cell of the value."""

    rule: str
    name: str
    field: str
    value: Cell
    ref: CellRef


SCENARIO = SheetSpec(
    sheets.SCENARIO,
    "Scenario",
    Text("A scenario of your own, instead of a file; may stay empty.",
        "Skenario sendiri, pengganti berkas; boleh kosong."),
    (
        Column("Aturan", "Rule", kinds.RAW, Text("Key of the rule, e.g. home_share.", "Kunci aturan, mis. home_share.")),
        Column("Nama", "Name", kinds.RAW, Text("Name of this use of the rule; may be empty.",
            "Nama pemakaian aturan ini; boleh kosong.")),
        Column("Isian", "Field", kinds.RAW, Text("The field, e.g. at_most.", "Isian aturan, mis. at_most."), True),
        Column("Nilai", "Value", kinds.RAW, Text("Its value, e.g. 50%.", "Nilainya, mis. 50%.")),
    ),
)


class ConfirmRow(
    Row, name=sheets.CONFIRM, english="Confirm", explain=Text(
        "What was assumed where the data say nothing. Say Yes or No to each.",
        "Yang dianggap karena data tidak menyebutnya. Jawab Ya atau Tidak untuk setiap baris.",
    ),
    hidden=(Column("Diisi", "Filled In", kinds.TEXT, Text("Of earlier versions.", "Dari versi terdahulu.")),),
):
    """A row of the sheet Konfirmasi; ``agreed`` is None as long as nobody has said anything."""

    subject = Column("Hal", "Subject", kinds.TEXT,
        Text("The unit's path, the person's NIP, or the question.", "Jalur unit, NIP pegawai, atau pertanyaannya."),
        True, aliases=("Unit",),
        )
    assumed = Column("Anggapan", "Assumed", kinds.TEXT, Text("What was assumed.", "Yang dianggap."),
        aliases=("Sektor Usulan", "Proposed Sector"),
        )
    ground = Column("Dasar", "Ground", kinds.TEXT, Text("What it goes by.", "Yang menjadi dasarnya."),
        aliases=("Alasan", "Reason"),
        )
    confidence = Column("Keyakinan", "Confidence", kinds.TEXT,
        Text("How sure it is: high, medium or low.", "Seberapa yakin: tinggi, sedang, atau rendah."),
        )
    agreed = Column("Setuju", "Agreed", kinds.AGREED,
        Text(
            "Yes: it is so. No: it is not; write the right value beside it. Empty: still open.",
            "Ya: benar demikian. Tidak: tidak benar; tulis yang benar di sebelahnya. Kosong: belum dijawab.",
        ),
        choices=(YES, NO), aliases=("Setuju (Ya/Tidak)", "Agreed (Yes/No)"),
        )
    right = Column("Yang Benar", "Right Value", kinds.TEXT,
        Text(
            "After No: what is right. Left empty, the people stay in the office.",
            "Setelah Tidak: yang benar. Bila kosong, pegawainya tetap WFO.",
        ),
        )

# fmt: on

STAFF, UNITS, ABSENCE, PREFERENCES, FIXED = (
    kind.sheet for kind in (StaffRow, UnitRow, AbsenceRow, PreferenceRow, PinRow)
)
BUILDINGS, SERVICES, HOLIDAYS, CONFIRM = (
    kind.sheet for kind in (BuildingRow, ServiceRow, HolidayRow, ConfirmRow)
)
SHEETS = (STAFF, UNITS, ABSENCE, PREFERENCES, FIXED, BUILDINGS, SERVICES, HOLIDAYS, SCENARIO)
INPUTS = (*SHEETS, CONFIRM)
SHEET_OF = {normal(name): spec for spec in SHEETS for name in (spec.english, spec.name)}
INPUT_OF = {normal(name): spec for spec in INPUTS for name in (spec.english, spec.name)}
