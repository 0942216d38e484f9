"""Agencies are only cut apart where no row of any rule speaks of both, for every rule there is."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from asnroster.engine.posting import Posting
from asnroster.errors import InputError
from asnroster.intake.tables import read_tables
from asnroster.national.books import agencies_together
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import sub_case
from asnroster.rules.registry import registry
from tests.intake_books import BUDI, SITI, write_csv
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
