"""The one schema of the input: every sheet and column, as data.

The template, the reader and every error message use it; nothing else knows a column's name.
"""

from __future__ import annotations

from collections.abc import Iterable

from asnroster.domain.sectors import SECTORS
from asnroster.intake.schema import Column, Kind, SheetSpec, normal
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

__all__ = ["SHEETS", "SHEET_OF", "Column", "Kind", "SheetSpec", "normal"]


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
    "ID Pegawai",
    "Employee ID",
    "Employee Number",
    "NIP Baru",
    "Nomor Induk Pegawai",
    "NIP/NIPPPK",
    "NIP/NI PPPK",
    "NIPPPK",
    "NI PPPK",
)
_DOCUMENT_NOTE = Text("Free text.", "Teks bebas.")
_BUILDING = Text("The building worked in.", "Gedung tempat bekerja.")
_WORKDAYS = Text(
    "Usual working days: a span or a list; or “Odd: Mon-Wed; Even: Mon-Fri” for odd and even weeks. Empty: as the "
    "unit above, else Monday to Friday.",
    "Hari kerja yang biasa: rentang atau daftar; atau “Ganjil: Sen-Rab; Genap: Sen-Jum” untuk minggu ganjil dan "
    "genap. Kosong: seperti unit di atasnya, atau Sen-Jum.",
)
_DATE = Text("A date, e.g. 03-03-2025.", "Tanggal, mis. 03-03-2025.")

STAFF = SheetSpec(
    "Pegawai",
    "Staff",
    Text("One row per person. The only sheet that must be filled in.",
        "Satu baris per pegawai. Satu-satunya sheet yang wajib diisi."),
    (
        Column("NIP", "NIP", "nip", _NIP, True, aliases=_NIP_ALIASES),
        Column("Nama", "Name", "name", Text("Full name with titles.", "Nama lengkap dengan gelar."), True, aliases=(
            "Nama Lengkap", "Nama Pegawai", "Nama ASN", "Nama Guru", "Nama Karyawan", "Nama Petugas", "Nama Personil",
            "Nama Personel", "Nama Perawat", "Nama Staf", "Nama Tenaga")),
        Column("Unit", "Unit", "text", Text(
            "The unit that the person is placed in: its name, short name, or path OPD > Bidang > Seksi.",
            "Unit tempat pegawai: nama, singkatan, atau jalur OPD > Bidang > Seksi."), True, aliases=(
            "Unit Kerja", "UNOR Nama", "Nama UNOR", "UNOR", "Unit Organisasi", "Unit Kerja/OPD", "OPD/Unit Kerja", "Penempatan", "Unit Penempatan",
            "Tempat Tugas", "Department", "Division",
            "Tempat Penempatan")),
        Column("OPD", "Agency", "text", Text("The agency. Tells units of one name apart.",
            "Perangkat daerah. Membedakan unit yang namanya sama."), aliases=(
            "Perangkat Daerah", "SKPD", "Satuan Kerja Kerja Nama", "Satuan Kerja")),
        Column("Kode Unit", "Unit ID", "code", Text("The unit's code in the Unit sheet; wins over the name.",
            "Kode unit pada sheet Unit; mendahului nama."), aliases=(
            "UNOR ID", "ID UNOR")),
        Column("Jabatan", "Position", "text", Text("Position, e.g. Kepala Seksi Data.",
            "Nama jabatan, mis. Kepala Seksi Data."), aliases=(
            "Jabatan Nama", "Nama Jabatan", "Jabatan/Tugas", "Tugas/Jabatan", "Posisi", "Tugas")),
        Column("Jenis Jabatan", "Position Kind", "text", Text("Struktural, Fungsional or Pelaksana.",
            "Struktural, Fungsional atau Pelaksana."),
               choices=_plain(("Struktural", "Fungsional", "Pelaksana")), closed=False,
                   aliases=("Jenis Jabatan Nama",)),
        Column("Eselon", "Echelon", "echelon", Text("Of leaders only, e.g. III.a.",
            "Hanya untuk pejabat struktural, mis. III.a."),
               choices=_plain(ECHELONS), closed=False, aliases=("Eselon Nama", "Jabatan Eselon")),
        Column("Status", "Status", "status", Text("PNS, CPNS, PPPK or PPPK Paruh Waktu.",
            "PNS, CPNS, PPPK atau PPPK Paruh Waktu."), choices=_plain(STATUSES), closed=False, aliases=(
            "Status CPNS PNS", "Status Pegawai", "Status Kepegawaian")),
        Column("TMT Jabatan", "In Post Since", "date",
            Text("First day in the present post, e.g. 03-03-2025.",
            "Tanggal mulai jabatan sekarang, mis. 03-03-2025."), aliases=(
            "Jabatan TMT", "TMT Jab")),
        Column("Kedudukan", "Legal Status", "text", Text(
            "Empty or Aktif: is rostered. Anything else (CLTN, Tugas Belajar …): listed as left out.",
            "Kosong atau Aktif: dijadwalkan. Selain itu (CLTN, Tugas Belajar …): dicatat sebagai tidak dijadwalkan."),
            choices=_plain(("Aktif", "CLTN", "Tugas Belajar", "Pemberhentian Sementara", "Pensiun", "Mutasi")), closed=False,
            aliases=("Kedudukan Hukum Nama", "Kedudukan Hukum")),
        Column("Disiplin Sampai", "Disciplined Until", "discipline", Text(
            "Last date of a disciplinary measure, or the word “in process”.",
            "Tanggal akhir hukuman disiplin, atau kata “proses”.")),
        Column("Peran", "Roles", "labels", Text("Roles, with ; between them.", "Peran, dipisahkan titik koma (;).")),
        Column("Layanan", "Services", "labels", Text(
            "Service posts that the person can man, with ; between them.",
            "Layanan (loket) yang dapat dijalankan pegawai, dipisahkan titik koma (;).")),
        Column("Tim", "Team", "labels", Text("Name of the team.", "Nama tim.")),
        Column("Bergantian", "Alternates", "labels", Text(
            "A shared label: of those who bear it at most one is at home on a day.",
            "Label bersama: dari pemilik label yang sama paling banyak satu orang WFH per hari.")),
        Column("Hari Kerja", "Working Days", "workdays", _WORKDAYS, choices=_PATTERNS, closed=False),
        Column("Boleh WFH", "Remote Capable", "yes-no", Text(
            "No: the tasks cannot be done outside the office. Empty: Yes.",
            "Tidak: tugas tidak dapat dikerjakan di luar kantor. Kosong: Ya."), choices=(YES, NO), aliases=(
            "Boleh WFA", "Boleh WFH/WFA", "Bisa WFH", "Bisa WFA", "Dapat WFH", "Dapat WFA", "Layak WFH", "Layak WFA",
            "Kelayakan WFH", "Diizinkan WFH", "Memenuhi Syarat WFH", "WFH (Ya/Tidak)", "WFA (Ya/Tidak)", "WFH Ya/Tidak",
            "WFH (Y/T)", "WFA (Y/T)", "Eligible for WFH", "WFH Allowed")),
        Column("Gedung", "Building", "text", _BUILDING),
        Column("Pangkat", "Rank", "text", Text("Rank (pangkat), for print only.",
            "Pangkat, hanya untuk dicetak."), aliases=("Pangkat/Gol. Ruang", "Pangkat/Golongan", "Pangkat/Gol"),
            decides=False),
        Column("Mulai", "Starts", "date", Text(
            "First day for which the row holds. A person may have several such rows, one after another.",
            "Hari pertama baris ini berlaku. Seorang pegawai boleh punya beberapa baris yang berurutan."), aliases=(
            "Tanggal Mulai", "Start Date")),
        Column("Selesai", "Ends", "date", Text("Last day for which the row holds. Empty: it goes on.",
            "Hari terakhir baris ini berlaku. Kosong: berlaku terus."), aliases=("Tanggal Selesai", "End Date")),
        Column("Keterangan", "Note", "text", _DOCUMENT_NOTE, aliases=("Ket",), decides=False),
    ),
    hidden=(
        Column("Nama/NIP", "Name/NIP", "raw", _NIP, aliases=("NIP/Nama", "Nama dan NIP", "Nama Lengkap/NIP", "Nama Lengkap dan NIP",
            "Nama Pegawai/NIP")),
        Column("Gelar Depan", "Gelar Depan", "raw", _NIP),
        Column("Gelar Belakang", "Gelar Belakang", "raw", _NIP),
        Column("Jenis Pegawai Nama", "Jenis Pegawai", "raw", _NIP),
        Column("Bidang", "Bidang", "text", _NIP, aliases=(
            "Bagian", "Bidang/Bagian", "Bagian/Bidang", "Sekretariat/Bidang", "Bidang/Sekretariat", "Unit/Bidang", "Bidang/Unit",
            "Unit/Bagian", "Divisi", "Instalasi", "Ruangan", "Unit/Ruangan", "Poli", "Bidang/UPTD")),
        Column("Seksi", "Seksi", "text", _NIP, aliases=(
            "Subbagian", "Subbag", "Subbidang", "Subbid", "Subunit", "Seksi/Subbagian", "Subbagian/Seksi", "Seksi/Subbag",
            "Subbag/Seksi", "Subbidang/Subbagian", "Subbagian/Subbidang", "Seksi/Subbidang", "Subbid/Subbag")),
        *(Column(f"UNOR ({level})", f"UNOR {level}", "raw", _NIP) for level in range(1, 7)),
    ),
)  # fmt: skip

UNITS = SheetSpec(
    "Unit",
    "Units",
    Text("One row per unit: the tree of agencies, their units and sections.",
        "Satu baris per unit: pohon OPD, bidang, dan seksi."),
    (
        Column("Unit", "Unit", "text", Text("The unit's name.", "Nama unit."), True, aliases=(
            "Nama UNOR", "UNOR Nama", "Nama Unit", "Unit Kerja")),
        Column("Kode Unit", "Unit ID", "code", Text("A code of its own, e.g. DISKOMINFO-02.",
            "Kode yang unik, mis. DISKOMINFO-02."), aliases=(
            "ID", "UNOR ID", "ID UNOR")),
        Column("Singkatan", "Short Name", "text", Text("Short name, e.g. Diskominfo.",
            "Singkatan, mis. Diskominfo.")),
        Column("OPD", "Agency", "text", Text("The agency that the unit belongs to.", "OPD induk unit.")),
        Column("Induk", "Parent", "text", Text(
            "The unit directly above: its name, code or path. Empty: the agency.",
            "Unit tepat di atasnya: nama, kode, atau jalur. Kosong: OPD."), aliases=("ID Atasan",
                "Unit Induk", "Induk Unit")),
        Column("Sektor", "Sector", "sector", Text(
            "What the unit serves; goes down to the units below it.",
            "Bidang layanan unit; berlaku juga bagi unit di bawahnya."), choices=_plain(SECTORS),
                closed=False),
        Column("Gedung", "Building", "text", _BUILDING),
        Column("Min WFO", "Min Office", "count", Text(
            "People in the office at least, with all units below it.",
            "Paling sedikit orang WFO, termasuk semua unit di bawahnya.")),
        Column("Maks WFH %", "Max Home %", "share", Text(
            "At most this share at home, with all units below it, e.g. 50%.",
            "Paling banyak porsi yang WFH, termasuk semua unit di bawahnya, mis. 50%.")),
        Column("Hari Kerja", "Working Days", "workdays", _WORKDAYS, choices=_PATTERNS, closed=False),
        Column("Skenario", "Scenario", "text", Text(
            "A shipped policy or a scenario file that the unit and all below it follow. Empty: the run's own.",
            "Kebijakan bawaan atau berkas skenario bagi unit ini dan semua di bawahnya. Kosong: skenario yang dijalankan.")),
        Column("Penanda Tangan", "Signer", "nip", Text(
            "NIP of whoever signs the agency's sheets.", "NIP penanda tangan jadwal OPD.")),
    ),
)  # fmt: skip

ABSENCE = SheetSpec(
    "Ketidakhadiran",
    "Absences",
    Text("One row per leave, sickness or official travel.", "Satu baris per cuti, sakit, atau dinas."),
    (
        Column("NIP", "NIP", "nip", _NIP, True, aliases=(*_NIP_ALIASES, *_NAME_ALIASES)),
        Column("Mulai", "Start", "date", Text("First day.", "Hari pertama."), True, aliases=(
            "Tanggal Mulai", "Tgl Mulai", "Mulai Tanggal", "Mulai Cuti", "Dari", "Dari Tanggal", "Tanggal Awal", "Tgl Awal",
            "Tanggal", "Tgl", "Tanggal Cuti", "Start Date")),
        Column("Selesai", "End", "date", Text("Last day.", "Hari terakhir."), True, aliases=(
            "Tanggal Selesai", "Tgl Selesai", "Selesai Tanggal", "Selesai Cuti", "Sampai", "Sampai Tanggal", "Sampai Dengan",
            "s.d.", "s/d", "Hingga", "Tanggal Akhir", "Tgl Akhir", "Berakhir", "End Date")),
        Column("Kode", "Code", "absence", Text(
            "C leave, S sick, DL official travel, DD duty in the region, TB study, I permit, CLTN unpaid leave, or another up to 6 letters.",
            "C cuti, S sakit, DL dinas luar, DD dinas dalam, TB tugas belajar, I izin, CLTN cuti di luar tanggungan negara, atau kode lain sampai 6 huruf."),
            True, choices=_plain(ABSENCES), closed=False, aliases=(
                "Kode Cuti", "Jenis Cuti", "Jenis Ketidakhadiran", "Kode Ketidakhadiran", "Jenis Absensi", "Jenis")),
        Column("Keterangan", "Note", "text", _DOCUMENT_NOTE, decides=False),
    ),
)  # fmt: skip

PREFERENCES = SheetSpec(
    "Preferensi",
    "Preferences",
    Text("One row per wish. A wish for a date replaces one for its weekday.",
        "Satu baris per keinginan. Keinginan untuk tanggal menggantikan keinginan untuk harinya."),
    (
        Column("NIP", "NIP", "nip", _NIP, True, aliases=(*_NIP_ALIASES, *_NAME_ALIASES)),
        Column("Hari", "Day", "weekday-or-date", Text("A weekday or a date.", "Nama hari atau tanggal."),
            True, choices=_WEEKDAYS, closed=False),
        Column("Pilihan", "Choice", "mode", Text("WFO or WFH.", "WFO atau WFH."), True,
            choices=_plain(MODES[:2])),
        Column("Bobot", "Weight", "weight", Text("1 (weak) to 10 (strong). Empty: 1.",
            "1 (lemah) sampai 10 (kuat). Kosong: 1.")),
    ),
)  # fmt: skip

FIXED = SheetSpec(
    "Penetapan",
    "Fixed",
    Text("One row per order that puts a person at home or in the office.",
        "Satu baris per penetapan pegawai di rumah atau di kantor."),
    (
        Column("NIP", "NIP", "nip", _NIP, True, aliases=(*_NIP_ALIASES, *_NAME_ALIASES)),
        Column("Tanggal", "Date", "date", _DATE, True, aliases=("Tgl", "Mulai", "Tanggal Mulai", "Tgl Mulai")),
        Column("Selesai", "End", "date", Text(
            "Last day: then every working day from the date on. Empty: that one day.",
            "Hari terakhir: berlaku setiap hari kerja sejak Tanggal. Kosong: satu hari itu saja."), aliases=(
            "Tanggal Selesai", "Tgl Selesai", "Sampai")),
        Column("Kode", "Code", "mode", Text("WFO, WFH or WFA.", "WFO, WFH atau WFA."), True,
            choices=_plain(MODES)),
        Column("Nomor Surat", "Document", "text", Text("Number of the order.", "Nomor surat perintah."),
            aliases=("No Surat", "Nomor SK", "No SK"), decides=False),
    ),
)  # fmt: skip

BUILDINGS = SheetSpec(
    "Gedung",
    "Buildings",
    Text("One row per building with a limit.", "Satu baris per gedung yang terbatas."),
    (
        Column("Gedung", "Building", "text", Text("The building's name, as in the other sheets.",
            "Nama gedung, sama seperti di sheet lain."), True),
        Column("Kapasitas", "Capacity", "count", Text("People at a time.", "Jumlah orang sekaligus."), True),
    ),
)  # fmt: skip

SERVICES = SheetSpec(
    "Layanan",
    "Services",
    Text("One row per service post (counter) of a unit.", "Satu baris per layanan (loket) suatu unit."),
    (
        Column("Unit", "Unit", "text", Text("The unit: name, short name, code or path.",
            "Unit: nama, singkatan, kode, atau jalur."), True),
        Column("Layanan", "Service", "text", Text("The post's name, as in the Layanan column of the staff.",
            "Nama layanan, sama seperti kolom Layanan pada Pegawai."), True, aliases=("Services",)),
        Column("Min WFO", "Min Office", "count", Text("Qualified people in the office at least.",
            "Paling sedikit petugas layanan di kantor."), True),
        Column("Hari", "Days", "weekdays", Text("Weekdays on which it is open. Empty: all.",
            "Hari buka layanan. Kosong: semua."), choices=_PATTERNS, closed=False, aliases=("Day",
            "Weekdays")),
    ),
)  # fmt: skip

HOLIDAYS = SheetSpec(
    "Libur",
    "Holidays",
    Text("Changes to the national calendar.", "Perubahan terhadap kalender nasional."),
    (
        Column("Tanggal", "Date", "date", _DATE, True),
        Column("Jenis", "Kind", "holiday", Text(
            "Holiday, Collective Leave, or Working: a working day after all.",
            "Libur, Cuti Bersama, atau Masuk: tetap hari kerja."), True, choices=(DAY_OFF, COLLECTIVE,
                WORKED), aliases=("Type",)),
        Column("Keterangan", "Note", "text", Text("Name of the day.", "Nama hari."), aliases=("Name",
            "Nama"), decides=False),
    ),
)  # fmt: skip

SCENARIO = SheetSpec(
    "Skenario",
    "Scenario",
    Text("A scenario of your own, instead of a file; may stay empty.",
        "Skenario sendiri, pengganti berkas; boleh kosong."),
    (
        Column("Aturan", "Rule", "raw", Text("Key of the rule, e.g. home_share.",
            "Kunci aturan, mis. home_share.")),
        Column("Nama", "Name", "raw", Text("Name of this use of the rule; may be empty.",
            "Nama pemakaian aturan ini; boleh kosong.")),
        Column("Isian", "Field", "raw", Text("The field, e.g. at_most.", "Isian aturan, mis. at_most."),
            True),
        Column("Nilai", "Value", "raw", Text("Its value, e.g. 50%.", "Nilainya, mis. 50%.")),
    ),
)  # fmt: skip

SHEETS = (STAFF, UNITS, ABSENCE, PREFERENCES, FIXED, BUILDINGS, SERVICES, HOLIDAYS, SCENARIO)
SHEET_OF = {normal(name): spec for spec in SHEETS for name in (spec.english, spec.name)}
