"""``--map``: headings read as the user says, saved, and refused when they are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.problem import Problem
from asnroster.errors import InputError
from asnroster.intake.headings import mapping_in_use, mapping_text, parse_mapping, read_mapping
from asnroster.intake.passes import build_problem, read_tables
from asnroster.intake.schema import SHEETS
from asnroster.intake.vocabulary import is_personal
from asnroster.words import use_language
from tests.cli import run_in_process
from tests.foreign_books import SIASN_HEADER, siasn, write_list
from tests.foreign_people import town
from tests.intake_books import BUDI, MAY, SITI, write_xlsx

ODD: list[list[Any]] = [
    ["Nomor Pokok", "Sebutan", "Tempat Tugas", "Dinasnya", "Nama", "NIK"],
    [BUDI, "Budi", "Bidang Data", "Dinas A", "panggilan", "3275010101800001"],
    [SITI, "Siti", "Sekretariat", "Dinas A", "panggilan", "3275010101800002"],
]
WORDS = ["Nomor Pokok=NIP", "Sebutan=nama", "tempat tugas=Unit", "Dinasnya=Agency"]
FILE = """
[Pegawai]
"Nomor Pokok" = "NIP"
"Sebutan" = "Nama"
"Tempat Tugas" = "Unit"
"Dinasnya" = "OPD"
"Nama" = "-"
"""


def build(path: Path, texts: list[str], units: Path | None = None) -> Problem:
    return build_problem(read_tables(path, units, parse_mapping(texts)), *MAY)[0]


def refused(texts: list[str]) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as caught:
        parse_mapping(texts)
    return [(issue.code, issue.sheet, issue.needed) for issue in caught.value.issues]


def test_headings_are_what_the_user_says(tmp_path: Path) -> None:
    """In a sheet of any name, over what would be recognised."""
    path = write_xlsx(tmp_path / "a.xlsx", {"Karyawan": ODD})
    problem = build(path, WORDS)
    assert [(person.key, person.name, problem.unit_of(i).path) for i, person in enumerate(problem.people)] == [
        (BUDI, "Budi", "Dinas A > Bidang Data"), (SITI, "Siti", "Dinas A > Sekretariat"),
    ]  # fmt: skip
    (tmp_path / "peta.toml").write_text(FILE, encoding="utf-8")
    from_file = build(path, [str(tmp_path / "peta.toml")])
    assert (from_file.people, from_file.units) == (problem.people, problem.units)


def test_single_headings_go_before_files(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Karyawan": ODD})
    (tmp_path / "peta.toml").write_text(FILE, encoding="utf-8")
    problem = build(path, ["Nama=Name", str(tmp_path / "peta.toml")])
    assert [person.name for person in problem.people] == ["panggilan", "panggilan"]
    assert parse_mapping([str(tmp_path / "peta.toml"), "TEMPAT TUGAS=-"])["Pegawai"]["TEMPAT TUGAS"] == "-"


def test_a_heading_can_be_left_unread(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Unit", "KET"], [BUDI, "Budi", "U", "rahasia"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Pegawai": rows})
    assert build(path, []).people[0].note == "rahasia"
    assert build(path, ["ket=-"]).people[0].note == ""


def test_units_are_mapped_with_their_sheet(tmp_path: Path) -> None:
    staff = write_xlsx(tmp_path / "a.xlsx", {"Pegawai": [["NIP", "Nama", "Unit"], ["1", "A", "Seksi"]]})
    tree = [["Simpul", "Di Bawah"], ["Dinas", ""], ["Seksi", "Dinas"]]
    units = write_xlsx(tmp_path / "b.xlsx", {"Pohon": tree})
    problem = build(staff, ["Unit!Simpul=Unit", "Units!Di Bawah=Parent"], units)
    assert [unit.path for unit in problem.units] == ["Dinas", "Dinas > Seksi"]


def test_every_wrong_word_is_told_at_once(tmp_path: Path) -> None:
    use_language("en")
    (tmp_path / "peta.toml").write_text(
        '[Pegawai]\n"UNOR NAMA" = "Unitt"\nNIK = "Keterangan"\n"NO HP" = "Nama"\nx = 3\n[Uni]\nA = "Unit"\n',
        encoding="utf-8",
    )
    assert refused([str(tmp_path / "peta.toml"), "tanpa", "A=Jabatann", "B=Unit", "C=Unit"]) == [
        ("map-column", "Pegawai > UNOR NAMA", "Did you mean “Unit”?"),
        ("map-personal", "Pegawai > NIK", "Leave it out."),
        ("map-personal", "Pegawai > NO HP", "Leave it out."),
        ("map-type", "Pegawai > x", "Each line is “\"HEADING\" = \"COLUMN\"” below a sheet in square brackets, e.g. [Pegawai]."),
        ("map-sheet", "Uni", "Did you mean “Unit”?"),
        ("map-text", "--map", "Write it as --map \"UNOR NAMA=Unit\", or give a mapping file that ends in .toml."),
        ("map-column", "--map", "Did you mean “Jabatan”?"),
        ("map-doubled", "--map", "Keep one of them."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"[Pegawai\n", "map-toml"), (b"\xff\xfeab", "map-file"), (None, "map-file"), (b'[Pegawai]\nA = "Unit"\nB = "unit"\n', "map-doubled")],
)  # fmt: skip
def test_files_that_cannot_be_read(content: bytes | None, code: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "peta.toml").write_bytes(content)
    assert [found[0] for found in refused([str(tmp_path / "peta.toml")])] == [code]


def test_a_heading_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.xlsx", {"Data": siasn(town())})
    for command in (
        ("check", path), ("solve", path, "-o", tmp_path / "r.csv"), ("compare", path, "-s", "bkn-3-2"),
        ("import", path, "-o", tmp_path / "s.xlsx"),
    ):  # fmt: skip
        said = run_in_process(*command, "--map", "UNOR NAME=Unit", "--map", "NIKK=Nama")
        assert said.code == 2
        assert (
            "a.xlsx > --map: Sheet “Data” tidak memuat judul “UNOR NAME”. Apakah yang dimaksud “UNOR NAMA”?"
            in " ".join(said.stderr.split()).replace("Maksud Anda", "Apakah yang dimaksud")
        )
        assert "judul “NIKK”" in said.stderr and "“NIK”" not in said.stderr
    assert not (tmp_path / "s.xlsx").exists() and not (tmp_path / "r.csv").exists()


def test_every_command_that_reads_staff_takes_a_mapping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "a.xlsx", {"Karyawan": ODD})
    Path("peta.toml").write_text(FILE, encoding="utf-8")
    dates = ("--start", "2026-12-07", "--end", "2026-12-11")
    for command in (
        ("check", "a.xlsx"), ("solve", "a.xlsx", *dates, "-o", "r.xlsx"), ("audit", "r.xlsx", "--staff", "a.xlsx"),
        ("compare", "a.xlsx", "-s", "bkn-3-2", *dates), ("import", "a.xlsx", "-o", "s.xlsx"),
    ):  # fmt: skip
        said = run_in_process(*command, "--map", "peta.toml")
        assert said.code == 0, (command, said.stderr)
        assert "kolom Nomor Pokok dipakai sebagai NIP" in said.stderr, command
    assert "nama 2 pegawainya dipakai sebagai pengenal" in run_in_process("check", "a.xlsx").stderr


def test_the_mapping_in_use_is_saved_and_taken_again(tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.xlsx", {"Data": siasn(town(), levels=True)})
    target = tmp_path / "peta.toml"
    said = run_in_process(
        "import", path, "-o", tmp_path / "s.xlsx", "--save-map", target, "--map", "GELAR DEPAN=-"
    )
    assert said.code == 0, said.stderr
    saved = read_mapping(target)["Pegawai"]
    assert saved["NIP BARU"] == "NIP" and saved["UNOR (1)"] == "UNOR (1)" and saved["GELAR DEPAN"] == "-"
    assert not set(saved) - set(SIASN_HEADER) - {f"UNOR ({level})" for level in (1, 2, 3)}
    again, plain = build(path, [str(target)]), build(path, ["GELAR DEPAN=-"])
    assert (again.people, again.units) == (plain.people, plain.units)
    kept = target.read_text("utf-8")
    assert run_in_process("import", path, "-o", tmp_path / "t.xlsx", "--save-map", target).code == 2
    assert target.read_text("utf-8") == kept and not (tmp_path / "t.xlsx").exists()
    assert (
        run_in_process("import", path, "-o", tmp_path / "t.xlsx", "--save-map", tmp_path / "x.json").code == 2
    )


def test_any_heading_survives_being_written(tmp_path: Path) -> None:
    strange = {"Pegawai": {'A "b" \\ c': "NIP", "d = e]": "Nama", "ë\t#": "-"}}
    (tmp_path / "peta.toml").write_text(mapping_text(strange, source="a.xlsx"), encoding="utf-8")
    assert read_mapping(tmp_path / "peta.toml") == strange
    assert mapping_in_use({"Unit": {"ID": "Kode Unit"}}, {"Pegawai": {"KET": "-", "X": "NIP"}}) == {
        "Unit": {"ID": "Kode Unit"}, "Pegawai": {"KET": "-"},
    }  # fmt: skip


def test_no_column_that_is_read_is_personal_and_the_personal_ones_are_known() -> None:
    read = [
        name
        for spec in SHEETS
        for column in (*spec.columns, *spec.hidden)
        for name in (column.name, column.english, *column.aliases)
    ]
    assert [name for name in read if is_personal(name)] == []
    personal = [heading for heading in SIASN_HEADER if is_personal(heading)]
    assert personal == [
        "TEMPAT LAHIR ID", "TEMPAT LAHIR NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "AGAMA ID", "AGAMA NAMA", "JENIS KAWIN ID",
        "JENIS KAWIN NAMA", "NIK", "NOMOR HP", "EMAIL", "EMAIL GOV", "ALAMAT", "NPWP NOMOR", "BPJS", "IS VALID NIK",
    ]  # fmt: skip
    assert all(
        map(
            is_personal,
            ("No. Telp", "No HP/WA", "L/P", "Tgl. Lahir", "Alamat Rumah", "No. Rekening", "STATUS KAWIN"),
        )
    )
