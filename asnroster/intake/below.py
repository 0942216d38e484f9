"""What stands below a table and is no part of it: notes, place and date, who signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from asnroster.intake.cells import is_empty, plain
from asnroster.intake.marks import Cell

_SIGNED = re.compile(
    r"(?:mengetahui|mengesahkan|menyetujui|disetujui|diketahui|ditetapkan|dibuat|catatan|keterangan|ket|sumber|nb|note)\b"
    r"|ni[pk]\w*\s*[.:]|a\.?\s?n\.|plt\.|plh\.|pj\.|\(?\s*[.…_]{4,}|kepala\b|sekretaris\b|camat\b|lurah\b"
    r"|[a-z .]+,\s*(?:\d{1,2}|[.…_ ]+)\s*[a-z]+\s+\d{4}",
    re.IGNORECASE,
)
_PERSON_CELLS = 3


def rows_below(
    body: Sequence[Sequence[Cell]], numbers: Sequence[int], keys: Sequence[int], places: Sequence[int]
) -> int:
    """How many of the last rows of a table stand below it, after a blank row or with the words of a signature.

    None do where one of them looks like a row of the table that lacks something: that is an error of its own.

    Args:
        body: the rows that are not empty.
        numbers: their row numbers in the sheet.
        keys: columns that every row of the table must have.
        places: all known columns.
    """
    last = next((at for at in range(len(body) - 1, -1, -1) if _is_row(body[at], keys)), -1)
    rows = body[last + 1 :]
    if not rows or last < 0:
        return 0
    apart = numbers[last + 1] > numbers[last] + 1
    first = next(plain(cell) for cell in rows[0] if not is_empty(cell))
    if not apart and not _SIGNED.match(first):
        return 0
    known = [{row[place] for row in body[: last + 1]} for place in places]
    return 0 if any(_looks_like_one(row, keys, places, known) for row in rows) else len(rows)


def _is_row(row: Sequence[Cell], keys: Sequence[int]) -> bool:
    """Whether a row has all its keys, and they are none of a signature's words."""
    return all(not is_empty(row[key]) for key in keys) and not (
        len(keys) < 2 and sum(not is_empty(cell) for cell in row) == 1 and _SIGNED.match(plain(row[keys[0]]))
    )


def _looks_like_one(
    row: Sequence[Cell], keys: Sequence[int], places: Sequence[int], known: Sequence[set[Cell]]
) -> bool:
    filled = [at for at, place in enumerate(places) if not is_empty(row[place])]
    if len(filled) >= _PERSON_CELLS:
        return True
    return len(filled) > 1 and any(row[places[at]] in known[at] for at in filled if places[at] not in keys)
