"""Labels of Tim and Bergantian: several in a cell, commas that belong to a name, and halves that are no stand-ins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from asnroster.domain.groups import groups, label_groups
from asnroster.intake.labels import Labels, without_halves
from asnroster.words import use_language
from tests.build import person, problem, unit
from tests.intake_books import build, write_xlsx


@pytest.mark.parametrize(
    ("cells", "labels"),
    [
        (["Tim A;Tim B", "Tim A", "tim b"], [("Tim A", "Tim B"), ("Tim A",), ("Tim B",)]),
        (["X, Y", "X", "Y"], [("X", "Y"), ("X",), ("Y",)]),
        (
            ["Umum, Keuangan", "umum,  keuangan", "Umum"],
            [("Umum, Keuangan",), ("Umum, Keuangan",), ("Umum",)],
        ),
        (["Umum, Keuangan; X", "Umum, Keuangan"], [("Umum, Keuangan", "X"), ("Umum, Keuangan",)]),
        ([" X ;; X ", ";"], [("X",), ()]),
        (["1", "1"], [("1",), ("1",)]),
    ],
)
def test_what_stands_in_a_cell(cells: list[str], labels: list[tuple[str, ...]]) -> None:
    read = Labels(cells)
    assert [read(cell) for cell in cells] == labels


def test_groups_of_labels_are_those_of_an_agency() -> None:
    people = [
        person(0, team=("Tim 1", "Tim 2")),
        person(1, team="tim 1"),
        person(2, 1, team="Tim 1"),
        person(3, 1),
    ]
    made = problem(people, units=[unit("Dinas"), unit("Badan", index=1)])
    found = [(group.label, group.people) for group in groups(made, "team", range(4))]
    assert found == [("Tim 1 (Dinas)", (0, 1)), ("Tim 1 (Badan)", (2,)), ("Tim 2", (0,))]


def test_a_label_of_more_than_five_is_asked_and_not_enforced() -> None:
    use_language("en")
    people = [
        *(person(n, alternates="A") for n in range(6)),
        *(person(n, 1, alternates=("A", "Kas")) for n in range(6, 9)),
    ]
    made = problem(people, units=[unit("Dinas"), unit("Badan", index=1)])
    left = without_halves(made, lambda row: row)
    assert [(group.label, group.people) for group in label_groups(left, "alternates", range(9))] == [
        ("A (Badan)", (6, 7, 8)),
        ("Kas", (6, 7, 8)),
    ]
    (row,) = left.assumptions
    assert (row.kind, row.subject, row.people, row.open) == ("label", "Bergantian: A (Dinas)", 6, True)
    kept = without_halves(made, lambda row: replace(row, agreed=False))
    assert len(label_groups(kept, "alternates", range(9))) == 3


def test_five_may_stand_in_for_each_other() -> None:
    made = problem([person(n, alternates="A") for n in range(5)])
    left = without_halves(made, lambda row: row)
    assert [group.people for group in label_groups(left, "alternates", range(5))] == [(0, 1, 2, 3, 4)]
    assert left.assumptions == ()


@pytest.mark.parametrize(
    ("cells", "labels", "doubtful"),
    [
        (["Tim A\nTim B", "Tim A", "Tim B"], [("Tim A", "Tim B"), ("Tim A",), ("Tim B",)], []),
        (["Tim A / Tim B", "Tim A"], [("Tim A", "Tim B"), ("Tim A",)], []),
        (["Tim A/Tim B", "Tim B; Tim C"], [("Tim A", "Tim B"), ("Tim B", "Tim C")], []),
        (["Tim A dan Tim B", "Tim A", "Tim B"], [("Tim A", "Tim B"), ("Tim A",), ("Tim B",)], []),
        (["Tim A & tim b", "Tim A", "Tim B"], [("Tim A", "tim b"), ("Tim A",), ("tim b",)], []),
        (["Keuangan dan Aset", "Keuangan"], [("Keuangan dan Aset",), ("Keuangan",)], ["Keuangan dan Aset"]),
        (["Tim\nLayanan", "Tim\nLayanan"], [("Tim Layanan",), ("Tim Layanan",)], ["Tim\nLayanan"]),
        (["Tim 1/2", "Tim 3"], [("Tim 1/2",), ("Tim 3",)], ["Tim 1/2"]),
    ],
)
def test_looser_signs_part_only_labels_that_others_bear(
    cells: list[str], labels: list[tuple[str, ...]], doubtful: list[str]
) -> None:
    read = Labels(cells)
    assert [read(cell) for cell in cells] == labels
    assert read.doubtful == doubtful


def test_a_text_taken_as_one_label_is_said(tmp_path: Path) -> None:
    rows = [
        ["NIP", "Nama", "Unit", "Tim"],
        ["1", "A", "U", "Tim A\nTim B"],
        ["2", "B", "U", "Tim A"],
        ["3", "C", "U", "Umum dan Aset"],
    ]
    made, notices = build(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": rows}))
    assert [who.teams for who in made.people] == [("Tim A", "Tim B"), ("Tim A",), ("Umum dan Aset",)]
    (said,) = [notice for notice in notices if notice.code == "labels-one"]
    assert (said.cell, said.message) == (
        "D2", "Tim: “Umum dan Aset” masing-masing dihitung sebagai satu label, karena sel lain tidak memuat salah satu potongannya.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "known", "labels", "doubtful"),
    [
        (["KTP; KK", "KTP"], [], [("KTP", "KK"), ("KTP",)], []),
        (["KTP, KK", "KTP"], [], [("KTP", "KK"), ("KTP",)], []),
        (["KTP, KK", "ktp / kk"], ["KTP", "KK"], [("KTP", "KK"), ("KTP", "KK")], []),
        (["Akta, Pindah", "KTP"], ["Akta, Pindah"], [("Akta, Pindah",), ("KTP",)], []),
        (["Kasir, Teller", "KTP"], [], [("Kasir, Teller",), ("KTP",)], ["Kasir, Teller"]),
    ],
)
def test_services_and_roles_are_parted_by_what_is_known(
    cells: list[str], known: list[str], labels: list[tuple[str, ...]], doubtful: list[str]
) -> None:
    read = Labels(cells, known, commas=False)
    assert [read(cell) for cell in cells] == labels
    assert read.doubtful == doubtful


def test_services_with_commas_man_their_posts(tmp_path: Path) -> None:
    staff = [
        ["NIP", "Nama", "Unit", "Peran", "Layanan"],
        ["1", "A", "U", "Admin\nKasir", "KTP, KK"],
        ["2", "B", "U", "Admin", "kk"],
    ]
    posts = [["Unit", "Layanan", "Min WFO"], ["U", "KTP", 1], ["U", "KK", 1]]
    made, _notices = build(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": staff, "Layanan": posts}))
    assert [who.services for who in made.people] == [("KTP", "KK"), ("KK",)]
    assert [who.roles for who in made.people] == [("Admin", "Kasir"), ("Admin",)]
