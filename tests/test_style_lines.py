"""How many lines a text takes in a cell: counted quickly, and exactly as the wrapping library would."""

from __future__ import annotations

from random import Random
from textwrap import wrap

from asnroster.output.style import lines_needed

WORDS = (
    "a",
    "WFO",
    "pegawai",
    "s.d.",
    "-",
    "non-aktif",
    "--",
    "pertanggungjawaban",
    "",
    "1-2",
    "(Sel,",
    "kata-kata-panjang",
)


def test_lines_are_counted_as_they_would_be_wrapped() -> None:
    random = Random(7)
    for _round in range(2000):
        text = " ".join(random.choice(WORDS) for _word in range(random.randint(1, 14)))
        letters = random.randint(3, 40)
        expected = 1 if len(text) <= letters else max(1, len(wrap(text, letters)))
        assert lines_needed(text, 6 * letters + 8) == expected, (text, letters)
