"""Any staff, in whatever list it stands, reads back to the same people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.foreign_books import duk, nominatif, siasn, unor_tree, write_list
from tests.foreign_people import Civil, office
from tests.intake_books import problem_of

# A NIP that ends in 000 has lost its digits.
NUMBERS = st.integers(10**17, 10**18 - 1).filter(lambda number: number % 1000 != 0).map(str)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzé'. ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=24)
PERSON_NAMES = LETTERS.map(lambda text: " ".join(f"N{text}".split())).filter(
    lambda name: name.lower() != "nip"
)
DATES = st.none() | st.dates(date(1990, 1, 1), date(2026, 5, 1))


@st.composite
def staffs(draw: st.DrawFn) -> list[Civil]:
    """Up to eight people in the units of one agency."""
    bidang = draw(
        st.lists(
            LETTERS.map(lambda text: " ".join(f"Bidang {text} x".split())),
            min_size=1,
            max_size=3,
            unique_by=str.casefold,
        )
    )
    paths = [
        ("Dinas Uji",),
        *((("Dinas Uji", name)) for name in bidang),
        ("Dinas Uji", bidang[0], "Seksi Pertama"),
    ]
    keys = draw(st.lists(NUMBERS, min_size=1, max_size=8, unique=True))
    return [
        Civil(
            number, draw(st.sampled_from(sorted(paths))), draw(PERSON_NAMES), "", draw(st.sampled_from(["", "III.a", "IV.b"])), "PNS",
            draw(DATES), "Aktif", draw(st.sampled_from(["", "Dr."])), draw(st.sampled_from(["", "S.E., M.M."])), draw(PERSON_NAMES), key,
        )
        for number, key in enumerate(keys)
    ]  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=staffs(), page=st.integers(0, 3))
def test_any_staff_reads_back_from_every_form(people: list[Civil], page: int, tmp_path: Path) -> None:
    def meant(
        upper: bool, *, agency: str = "Dinas Uji", below: bool = True, echelon: bool = True
    ) -> list[tuple[Any, ...]]:
        return sorted(
            (
                person.nip,
                person.full_name.replace(person.name, person.name.upper()) if upper else person.full_name,
                tuple(name.casefold() for name in (agency, *(person.path[1:] if below else ()))),
                person.echelon if echelon else "", " ".join(person.position.split()), person.in_post_since,
            )
            for person in people
        )  # fmt: skip

    def found(sheets: dict[str, list[list[Any]]], units: Path | None = None) -> list[tuple[Any, ...]]:
        problem = problem_of(write_list(tmp_path / "a.xlsx", sheets), units)
        return sorted(
            (person.key, person.name, tuple(part.casefold() for part in problem.unit_of(i).path.split(" > ")),
             person.echelon, person.position, person.in_post_since)
            for i, person in enumerate(problem.people)
        )  # fmt: skip

    ordered = sorted(people, key=lambda person: person.path)
    tree = write_list(tmp_path / "tree.xlsx", {"UNOR": unor_tree(people)})
    assert found({"Data": siasn(people, levels=True)}) == meant(True)
    assert found({"Data": siasn(people, government=True)}, tree) == meant(True)
    assert found({"DUK": duk(people, "Dinas Uji", page=page)}) == meant(
        False, agency="Dinas Uji Kota Contoh", below=False, echelon=False
    )
    title = ["DAFTAR NOMINATIF", "UNIT KERJA : DINAS UJI"]
    assert found({"PNS": nominatif(ordered, title, sections=True)}) == meant(False)
    if len(people) > 1:
        halves = {
            "PNS": nominatif(ordered[::2], title, sections=True),
            "PPPK": nominatif(ordered[1::2], title, sections=True),
        }
        assert found(halves) == meant(False)


def test_a_list_with_the_nip_in_the_row_below_the_name(tmp_path: Path) -> None:
    people = office()
    rows = []
    for row in duk(people, "Dinas Sosial", page=4):
        if len(row) > 1 and "\n" in str(row[1]):
            name, nip = str(row[1]).split("\n")
            rows += [[row[0], name, *row[2:]], ["", nip]]
        else:
            rows.append(row)
    problem = problem_of(write_list(tmp_path / "a.xlsx", {"DUK": rows}))
    assert [(p.key, p.name, p.position) for p in problem.people] == [
        (p.nip, p.full_name, p.position) for p in people
    ]
    assert problem.left_out == ()
