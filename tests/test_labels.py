"""Labels of Tim and Bergantian: several in a cell, commas that belong to a name, and halves that are no stand-ins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asnroster.domain.groups import groups, label_groups
from asnroster.intake.labels import Labels, without_halves
from asnroster.words import use_language
from tests.build import person, problem, unit


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
