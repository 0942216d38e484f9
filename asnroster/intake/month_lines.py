"""The month of a roster whose columns bear only the numbers of days: told by its titles, its sheet or its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from asnroster.intake.cells import month_number, plain
from asnroster.intake.sheets import Cell

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_WORD = re.compile(r"[A-Za-z]{3,}")
_NUMERIC = re.compile(r"(?<!\d)(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](20\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_NAMED = re.compile(r"\b(bulan|periode|jadwal|minggu|pekan|masa|month|period|roster|schedule|week)\b", re.I)
_LETTER = re.compile(
    r"\b(nomor|no|surat|keputusan|peraturan|edaran|lampiran|ditetapkan|dicetak|letter|printed)\b", re.I
)


class Mention(NamedTuple):
    """A month that a line tells; year 0 where it tells none, day 0 where it is the whole month."""

    year: int
    month: int
    day: int = 0


def mention(cell: Cell) -> Mention | None:
    """The first month that a cell tells: ``BULAN DESEMBER 2026``, ``30 Nov - 18 Des 2026``, ``12/2026``, a date."""
    if isinstance(cell, date):
        found = cell.date() if isinstance(cell, datetime) else cell
        return Mention(found.year, found.month, found.day)
    if not isinstance(cell, str):
        return None
    text = plain(cell)
    if (match := _ISO.search(text)) is not None and 1 <= int(match.group(2)) <= 12:
        return Mention(int(match.group(1)), int(match.group(2)), int(match.group(3) or 0))
    if (match := _NUMERIC.search(text)) is not None and 1 <= int(match.group(2)) <= 12:
        return Mention(int(match.group(3)), int(match.group(2)), int(match.group(1) or 0))
    return _worded(text)


def _worded(text: str) -> Mention | None:
    months = [(match, number) for match in _WORD.finditer(text) if (number := month_number(match.group()))]
    if not months:
        return None
    first, month = months[0]
    year = _YEAR.search(text, first.end())
    number = int(year.group(1)) if year else 0
    # “30 November - 18 Januari 2027” begins in 2026.
    later = [known for match, known in months if year is None or match.end() <= year.start()]
    if year is not None and later and later[-1] < month:
        number -= 1
    before = re.search(
        r"(?<!\d)(\d{1,2})\s*(?:s\.?\s?[./]?\s?d\.?|-|–|sampai(?: dengan)?)?\s*(?:\d{1,2})?\s*$",
        text[: first.start()],
    )
    return Mention(number, month, int(before.group(1)) if before else 0)


def title_months(titles: Sequence[Sequence[Cell]], names: Iterable[str], start: date | None) -> list[Mention]:
    """The months that the lines above a roster tell, the likeliest first, each with a year.

    Args:
        titles: the rows above its days.
        names: of its sheet and file, which may tell the month too.
        start: the user's first date, which comes before all.
    """
    lines = [line for row in titles if (line := list(_cells(row)))]
    texts = [" ".join(plain(cell) for cell in line) for line in lines]
    years = [int(found) for text in texts for found in _YEAR.findall(text)]
    years += [int(found) for name in names for found in _YEAR.findall(name)]
    found: list[tuple[int, Mention]] = []
    for line, text in zip(lines, texts, strict=True):
        rank = 0 if _NAMED.search(text) else 3 if _LETTER.search(text) else 1
        found += [(rank, known) for cell in (text, *line) if (known := mention(cell)) is not None]
    found += [(4, known) for name in names if (known := _worded(name.replace("_", " ").replace("-", " ")))]
    ranked = [known for _rank, known in sorted(found, key=lambda one: one[0])]
    if start is not None:
        ranked.insert(0, Mention(start.year, start.month, start.day))
    year = start.year if start is not None else years[0] if years else 0
    dated = [known if known.year else known._replace(year=year) for known in ranked]
    return list(dict.fromkeys(known for known in dated if known.year))


def _cells(row: Sequence[Cell]) -> Iterator[Cell]:
    return (cell for cell in row if plain(cell))


def column_months(
    rows: Sequence[Sequence[Cell]], first: int, last: int, year: int
) -> dict[int, tuple[int, int]]:
    """Column -> year and month, where a row right above the days has a month over them.

    Args:
        rows: the rows above the days, the nearest last.
        first: first column of days.
        last: their last column.
        year: of a month that stands without one; 0: such a month is not read.
    """
    for row in reversed(rows):
        told = {
            column: (known.year or year, known.month)
            for column in range(first, min(last + 1, len(row)))
            if (known := mention(row[column])) is not None and (known.year or year)
        }
        if not told:
            continue
        found: dict[int, tuple[int, int]] = {}
        at: tuple[int, int] | None = None
        for column in range(first, last + 1):
            at = told.get(column, at)
            if at is not None:
                found[column] = at
        # A title that merely begins over the days is no heading of a part of them.
        return found if first in found else {}
    return {}
