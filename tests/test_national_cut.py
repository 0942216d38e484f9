"""One list is cut into its governments and agencies, only where no row of any rule speaks of both parts."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from asnroster.engine.model.posting import Posting
from asnroster.errors import InputError
from asnroster.intake.passes import read_tables
from asnroster.intake.sheets import read_book
from asnroster.national.books import agencies_together
from asnroster.national.parts import stems
from asnroster.national.run import cut_input
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import sub_case
from asnroster.rules.registry import registry
from asnroster.run import Request
from asnroster.words import use_language
from tests.benchmarks.nation import sizes, write_nation
from tests.intake_books import BUDI, SITI, write_csv
from tests.national import BEKASI, BOGOR, CAPACITY, HEAD, NATION, TEAMS, city, cut, nip, part_rows
from tests.test_engine_brute_force import random_rule
from tests.test_ties import crowd, in_the_whole


@pytest.mark.parametrize("key", sorted(registry()))
def test_the_rows_of_the_parts_are_the_rows_of_the_whole(key: str) -> None:
    rng, apart, refused = random.Random(f"cut {key}"), 0, 0
    for _ in range(40):
        made = crowd(rng)
        case = Case(made, (random_rule(rng, key, made.horizon.start, weight=rng.choice([None, 2])),))
        try:
            together, _notices = agencies_together(case)
        except InputError:
            assert getattr(case.rules[0], "per", "") == "government"
            refused += 1
            continue
        tops = [together.get(agency := made.units[who.unit].agency, agency) for who in made.people]
        whole = Counter((row.shape, row.strength) for row in Posting.of(case).rows if row.cells)
        parts: Counter[object] = Counter()
        for top in sorted(set(tops)):
            people = [index for index, other in enumerate(tops) if other == top]
            small = Posting.of(sub_case(case, people)).rows
            parts.update((in_the_whole(r.shape, people, made.days), r.strength) for r in small if r.cells)
        assert parts == whole, (case.rules, made)
        apart += len(set(tops)) > 1
    assert apart >= 5 or refused >= 20


def test_several_governments_in_one_list_tell_their_people_apart(tmp_path: Path) -> None:
    """One government is no agency; of several, each keeps its name, also under another system's heading."""
    head = ["NIP", "Nama", "Unit", "Satuan Kerja"]
    for second, agencies in (
        ("Pemkot Bogor", ["Pemkot Bekasi", "Pemkot Bogor"]),
        ("Pemkot Bekasi", ["", ""]),
    ):
        rows = [[BUDI, "Budi", "Dinas A", "Pemkot Bekasi"], [SITI, "Siti", "Dinas A", second]]
        tables = read_tables(write_csv(tmp_path / "staff.csv", [head, *rows]))
        assert [row.agency for row in tables.staff] == agencies


def test_a_list_is_cut_by_government_in_order_without_personal_columns(nation: Path) -> None:
    found = cut(Request(nation), nation.parent / "parts")
    assert list(found) == ["pemerintah-kota-bekasi", "pemerintah-kota-bogor", "kementerian-keuangan"]
    people = {stem: [row[0] for row in part_rows(path)[1:]] for stem, path in found.items()}
    assert people["pemerintah-kota-bekasi"] == [nip(1), nip(3), nip(5), nip(6)]
    assert people["pemerintah-kota-bogor"] == [nip(2), nip(7)]
    assert people["kementerian-keuangan"] == [nip(4)]
    head, first = part_rows(found["pemerintah-kota-bogor"])[:2]
    assert not {"NIK", "No HP"} & set(head)
    # The government is no agency: its units' first level is.
    assert (first[head.index("OPD")], first[head.index("Unit")]) == ("", "Dinas A > Bidang")
    everything = {cell for path in found.values() for row in part_rows(path) for cell in row}
    assert nip(1) in everything and "Orang 1" in everything
    assert not [cell for cell in everything if cell.startswith(("32750101010100", "0812000"))]


def test_the_units_of_a_nation_go_with_their_government(nation: Path) -> None:
    units = [["Unit", "OPD", "Induk", "Sektor"], ["Dinas A", BEKASI, "", "kesehatan"], ["Bidang", BEKASI, "Dinas A", ""],
             ["Dinas A", BOGOR, BOGOR, "administrasi"], ["Dinas A", "Pemerintah Kota Depok", "", "energi"]]  # fmt: skip
    folder = nation.parent / "parts"
    folder.mkdir()
    found = cut_input(Request(nation, write_csv(nation.parent / "units.csv", units)), folder)
    use_language("en")
    assert [notice.code for notice in found.notices] == ["units-lost"]
    head, *rows = part_rows(folder / "pemerintah-kota-bekasi-unit.csv")
    wanted = [[row[head.index(name)] for name in ("Unit", "OPD", "Induk", "Sektor")] for row in rows]
    assert wanted == [["Dinas A", "", "", "kesehatan"], ["Bidang", "", "Dinas A", ""]]
    head, *rows = part_rows(folder / "pemerintah-kota-bogor-unit.csv")
    assert [[row[head.index(name)] for name in ("Unit", "Induk")] for row in rows] == [["Dinas A", ""]]


def test_what_is_wrong_in_a_list_is_told_at_once_with_its_own_cells(nation: Path) -> None:
    rows = [HEAD, *(list(row) for row in NATION)]
    rows[2][0] = "12345678901234567"
    rows[4][3] = ""
    rows[7][0] = nip(1)
    with pytest.raises(InputError) as error:
        cut(Request(write_csv(nation, rows)), nation.parent / "parts")
    found = [(issue.code, issue.file, issue.cell) for issue in error.value.issues]
    assert found == [
        ("nip-digits", "staff.csv", "A3"), ("agency-missing", "staff.csv", "D5"), ("nip-doubled", "staff.csv", "A8"),
    ]  # fmt: skip
    assert "A2" in error.value.issues[-1].message


def test_another_systems_list_is_cut_by_its_government_too(nation: Path) -> None:
    head = ["NIP BARU", "NAMA", "NIK", "SATUAN KERJA KERJA NAMA", "UNOR (3)", "UNOR (2)", "UNOR (1)"]
    rows = [
        [nip(1), "Budi", "3275", BEKASI, "", "Bidang Data", "Dinas A"],
        [nip(2), "Siti", "3275", BOGOR, "", "", "Dinas A"],
    ]
    numbering = [str(place) for place in range(1, len(head) + 1)]
    for encoding in ("utf-16", "cp1252"):
        rows[1][1] = "Siti Zoë"
        written = write_csv(nation, [head, numbering, *rows], ";", encoding)
        found = cut(Request(written), nation.parent / encoding)
        assert "Siti Zoë" in part_rows(found["pemerintah-kota-bogor"])[1]
    told = {}
    for stem, path in found.items():
        titles, *people = part_rows(path)
        told[stem] = [[row[titles.index(name)] for name in ("NIP", "OPD", "Unit")] for row in people]
    assert told == {
        "pemerintah-kota-bekasi": [[nip(1), "Dinas A", "Dinas A > Bidang Data"]],
        "pemerintah-kota-bogor": [[nip(2), "Dinas A", "Dinas A"]],
    }


def test_a_workbook_is_cut_sheet_by_sheet(nation: Path) -> None:
    found = cut(Request(city(nation.parent), scenario="opd.toml"), nation.parent / "parts")
    assert list(found) == ["dinas-a", "dinas-b", "dinas-c"]
    books = {
        stem: {sheet.name: sheet.rows for sheet in read_book(path).sheets} for stem, path in found.items()
    }
    people = {stem: [row[0] for row in book["Pegawai"][1:]] for stem, book in books.items()}
    assert people == {
        "dinas-a": [nip(1), nip(3), nip(7)],
        "dinas-b": [nip(2), nip(6)],
        "dinas-c": [nip(4), nip(5)],
    }
    assert [row[0] for row in books["dinas-a"]["Unit"][1:]] == ["Dinas A", "Sekretariat"]
    assert all("NIK" not in book["Pegawai"][0] for book in books.values())
    assert {stem: sorted(book) for stem, book in books.items()} == {
        "dinas-a": ["Gedung", "Pegawai", "Preferensi", "Unit"],
        "dinas-b": ["Gedung", "Ketidakhadiran", "Pegawai", "Unit"],
        "dinas-c": ["Gedung", "Layanan", "Pegawai", "Preferensi", "Unit"],
    }


def test_agencies_that_a_rule_counts_together_stay_together(nation: Path) -> None:
    (nation.parent / "capacity.toml").write_text(CAPACITY, encoding="utf-8")
    (nation.parent / "teams.toml").write_text(TEAMS, encoding="utf-8")
    request = Request(city(nation.parent), scenario="capacity.toml")
    use_language("en")
    folder = nation.parent / "parts"
    folder.mkdir()
    found = cut_input(request, folder)
    assert [part.stem for part in found.parts] == ["dinas-a-dkk", "dinas-c"]
    assert [row[0] for row in part_rows(found.parts[0].staff)[1:]] == [nip(n) for n in (1, 2, 3, 6, 7)]
    (told,) = [notice.message for notice in found.notices if notice.code == "agencies-together"]
    assert told == "Solved together, because rule “building_capacity” counts “Balai”: Dinas A, Dinas B."
    # A building without a limit ties nobody, nor does a team: the same name in two agencies is two teams.
    free = city(nation.parent, {"Gedung": [["Gedung", "Kapasitas"], ["Lain", 9]]})
    assert list(cut(Request(free, scenario="capacity.toml"), nation.parent / "free")) == [
        "dinas-a",
        "dinas-b",
        "dinas-c",
    ]
    assert len(cut(Request(free, scenario="teams.toml"), nation.parent / "teams")) == 3


def test_file_names_are_plain_and_each_is_used_once() -> None:
    assert stems(["RSUD dr. A", "Rsud DR A", "…", "Ringkasan"]) == [
        "rsud-dr-a",
        "rsud-dr-a-2",
        "opd",
        "ringkasan-2",
    ]


def test_the_made_up_nation_has_everybody_once(tmp_path: Path) -> None:
    assert sum(sizes(200_000, 1)) == 200_000 and min(sizes(200_000, 1)) >= 300
    assert max(sizes(5_600_000, 1)) <= 14_000 and 500 < len(sizes(5_600_000, 1)) < 660
    made = write_nation(900, 1, tmp_path)
    people = [row[0] for row in part_rows(tmp_path / "staff.csv")[1:]]
    assert len(people) == len(set(people)) == 900
    found = (
        cut(Request(tmp_path / "staff.csv", tmp_path / "units.csv"), tmp_path / "parts") if made > 1 else {}
    )
    assert sum(len(part_rows(path)) - 1 for path in found.values()) == (900 if made > 1 else 0)
