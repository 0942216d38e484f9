"""The dates of a roster's day columns: their headings, and the month of bare numbers, told by titles, sheet or file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from asnroster.intake.cells import BadCellError, day, month_number, normal, plain
from asnroster.intake.marks import Cell
from asnroster.words import WEEKDAYS_EN, WEEKDAYS_ID

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_WORD = re.compile(r"[A-Za-z]{3,}")
_DAY_MONTH_YEAR = re.compile(r"(?<!\d)(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](20\d\d)(?!\d)")
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
        day = cell.date() if isinstance(cell, datetime) else cell
        return Mention(day.year, day.month, day.day)
    if not isinstance(cell, str):
        return None
    text = plain(cell)
    if (match := _ISO.search(text)) is not None and 1 <= int(match.group(2)) <= 12:
        return Mention(int(match.group(1)), int(match.group(2)), int(match.group(3) or 0))
    if (match := _DAY_MONTH_YEAR.search(text)) is not None and 1 <= int(match.group(2)) <= 12:
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
    later = [named for match, named in months if year is None or match.end() <= year.start()]
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
    years = [int(digits) for text in texts for digits in _YEAR.findall(text)]
    years += [int(digits) for name in names for digits in _YEAR.findall(name)]
    mentions: list[tuple[int, Mention]] = []
    for line, text in zip(lines, texts, strict=True):
        rank = 0 if _NAMED.search(text) else 3 if _LETTER.search(text) else 1
        mentions += [(rank, month) for cell in (text, *line) if (month := mention(cell)) is not None]
    mentions += [(4, month) for name in names if (month := _worded(name.replace("_", " ").replace("-", " ")))]
    ranked = [month for _rank, month in sorted(mentions, key=lambda one: one[0])]
    if start is not None:
        ranked.insert(0, Mention(start.year, start.month, start.day))
    year = start.year if start is not None else years[0] if years else 0
    dated = [month if month.year else month._replace(year=year) for month in ranked]
    return list(dict.fromkeys(month for month in dated if month.year))


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
        mentions = {
            column: (one.year or year, one.month)
            for column in range(first, min(last + 1, len(row)))
            if (one := mention(row[column])) is not None and (one.year or year)
        }
        if not mentions:
            continue
        months: dict[int, tuple[int, int]] = {}
        at: tuple[int, int] | None = None
        for column in range(first, last + 1):
            at = mentions.get(column, at)
            if at is not None:
                months[column] = at
        # A title that merely begins over the days is no heading of a part of them.
        return months if first in months else {}
    return {}


_FEWEST_NUMBERS = 3  # fewer numbers in a row are no days of a month
_LONGEST_STEP = 7  # one weekday alone is a step of seven days
_SHORT_WEEKDAYS = (
    ("sen", "mon", "sn", "snn"), ("sel", "tue", "sl"), ("rab", "wed", "rb"), ("kam", "thu", "km"),
    ("jum", "fri", "jm", "jmt", "jumat"), ("sab", "sat", "sb", "sbt"), ("min", "sun", "mg", "mgg", "ahad"),
)  # fmt: skip
_WEEKDAY_OF = {
    word: number
    for number, words in enumerate(_SHORT_WEEKDAYS)
    for word in (*words, normal(WEEKDAYS_ID[number]), normal(WEEKDAYS_EN[number]))
}
_FULL = re.compile(r"\d.*\d{4}|\d{4}-\d{1,2}-\d{1,2}")
_DAY_MONTH = re.compile(r"(\d{1,2})[-/. ]+([A-Za-z]{3,}|\d{1,2})(?:[-/. ]+(\d{2}))?")
_NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?!\d)")
_NUMBER = re.compile(r"(\d{1,2})(?:[.,]0)?")


class Heading(NamedTuple):
    """The parts of a date that a heading tells; None for those that it does not."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


def weekday_number(cell: Cell) -> int | None:
    """0 for a cell that names Monday (``Senin``, ``Sen``, ``Mon``) and so on; None for any other."""
    return _WEEKDAY_OF.get(normal(cell)) if isinstance(cell, str) else None


def day_heading(cell: Cell) -> Heading | None:
    """The heading of a day, None where it is none."""
    if isinstance(cell, date):
        cell_day = cell.date() if isinstance(cell, datetime) else cell
        return Heading(cell_day.day, cell_day.month, cell_day.year)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    text = plain(cell)
    words = [word for word in re.split(r"[\s,()]+", text) if word]
    weekday = next((number for word in words if (number := weekday_number(word)) is not None), None)
    rest = " ".join(
        word for word in words if weekday_number(word) is None and normal(word) not in ("tgl", "tanggal", "")
    )
    if (match := _FULL.search(rest)) is not None:
        try:
            whole = day(match.group())
        except BadCellError:
            return None
        return Heading(whole.day, whole.month, whole.year, weekday)
    return _short_heading(rest, weekday)


def _short_heading(text: str, weekday: int | None) -> Heading | None:
    if (match := _NUMBER.fullmatch(text)) is not None:
        number = int(match.group(1))
        return Heading(number, weekday=weekday) if 1 <= number <= 31 else None
    if (match := _DAY_MONTH.fullmatch(text)) is None:
        return None
    digits, word, year = match.groups()
    month = int(word) if word.isdigit() else month_number(word)
    if not (1 <= int(digits) <= 31 and 1 <= month <= 12):
        return None
    return Heading(int(digits), month, 2000 + int(year) if year else None, weekday)


def month_first(cells: Iterable[Cell]) -> dict[str, date]:
    """Text -> date of days written as month/day/year; empty where they can be read day first, as is usual here.

    They are month first where that makes them follow each other as days do, and day first does not: the columns of
    a month would be one day of each month then. Dates among them were made of such texts by a spreadsheet, the wrong way.
    """
    parts: dict[str, tuple[int, int, int]] = {}
    texts = 0
    for cell in cells:
        if isinstance(cell, date):
            parts[plain(cell)] = cell.day, cell.month, cell.year
        elif isinstance(cell, str) and (match := _NUMERIC.search(cell)) is not None:
            texts += 1
            first, second, year = match.groups()
            parts[plain(cell)] = int(first), int(second), int(year) if len(year) > 2 else 2000 + int(year)
    turned = [_date(year, first, second) for first, second, year in parts.values()]
    if texts == 0 or len(parts) < 2 or not _follow(turned):
        return {}
    usual = [_date(year, second, first) for first, second, year in parts.values()]
    return {} if _follow(usual) else {text: day for text, day in zip(parts, turned, strict=True) if day}


def _follow(days: Sequence[date | None]) -> bool:
    """Whether dates follow each other as the columns of a roster do."""
    return all(
        before is not None and after is not None and 0 < (after - before).days <= _LONGEST_STEP
        for before, after in pairwise(days)
    )


def day_headings(row: Sequence[Cell]) -> dict[int, Heading]:
    """Column -> heading of a row that is one of days, empty for any other row.

    Full dates are days wherever they stand, and so is what goes on beside them (1 Des 2026, 2, 3 …); else mere numbers
    only as a run that goes on as days do.
    """
    turned = month_first(row)
    headings = {
        column: one
        for column, cell in enumerate(row)
        if (one := _turned(turned, cell) or day_heading(cell)) is not None
    }
    full = {column: one for column, one in headings.items() if one.year is not None}
    if full:
        return _with_neighbours(headings, full)
    best: dict[int, Heading] = {}
    run: dict[int, Heading] = {}
    before: Heading | None = None
    for column, one in headings.items():
        if before is None or not _goes_on(before, one):
            run = {}
        run[column] = one
        before = one
        if len(run) > len(best):
            best = dict(run)
    return best if len(best) >= _FEWEST_NUMBERS else {}


def _with_neighbours(headings: Mapping[int, Heading], full: Mapping[int, Heading]) -> dict[int, Heading]:
    """The full dates, and the shorter headings beside them that go on as days do, made full."""
    runs: list[dict[int, Heading]] = []
    for column, one in headings.items():
        if runs and column - 1 in runs[-1] and _goes_on(runs[-1][column - 1], one):
            runs[-1][column] = one
        else:
            runs.append({column: one})
    complete = dict(full)
    for run in runs:
        columns = list(run)
        for anchor in [at for at, column in enumerate(columns) if column in full]:
            for step in (1, -1):
                at = anchor + step
                while 0 <= at < len(columns) and columns[at] not in full:
                    complete[columns[at]] = _beside(complete[columns[at - step]], run[columns[at]], step)
                    at += step
    return dict(sorted(complete.items()))


def _beside(other: Heading, short: Heading, step: int) -> Heading:
    """A heading without a year as that of the day after (``step`` 1) or before (-1) one that is known."""
    month, year = other.month or 1, other.year or 0
    if short.month is None:
        turned = int(step * (short.day - other.day) < 0)
        months = year * 12 + month - 1 + step * turned
        return short._replace(month=months % 12 + 1, year=months // 12)
    return short._replace(year=year + step * int(step * (short.month - month) < 0))


def _turned(turned: Mapping[str, date], cell: Cell) -> Heading | None:
    day = turned.get(plain(cell)) if turned else None
    return Heading(day.day, day.month, day.year) if day else None


def _goes_on(before: Heading, after: Heading) -> bool:
    """Whether a day may follow another as the next column: within a week, over a month's end too."""
    step = after.day - before.day
    if step > 0:
        return step <= _LONGEST_STEP or after.month is not None
    return before.day >= 28 - _LONGEST_STEP and after.day <= _LONGEST_STEP + 1


def dated(
    headings: Mapping[int, Heading], months: Mapping[int, tuple[int, int]], first: tuple[int, int] | None
) -> dict[int, date | None]:
    """Column -> date; None for a day that its month does not have.

    Args:
        headings: in the order of columns.
        months: column -> year and month, where a line above the days tells them.
        first: year and month of the first column otherwise.

    Returns:
        Nothing where neither tells the month.
    """
    dates: dict[int, date | None] = {}
    at, before = first, 0
    over: tuple[int, int] | None = None
    for column, heading in headings.items():
        if heading.year is not None and heading.month is not None:
            at = heading.year, heading.month
        elif column in months and months[column] != over:
            at = over = months[column]
        elif at is None:
            return {}
        elif heading.month is not None:
            at = at[0] + (heading.month < at[1]), heading.month
        elif heading.day < before:
            at = at[0] + at[1] // 12, at[1] % 12 + 1
        before = heading.day
        dates[column] = _date(*at, heading.day)
    return dates


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def wrong_weekday(
    dates: Mapping[int, date | None], weekdays: Mapping[int, int]
) -> tuple[int, date, int] | None:
    """The first column whose weekday is another than its date's: column, date, weekday as written."""
    for column, written in dates.items():
        if written is not None and column in weekdays and weekdays[column] != written.weekday():
            return column, written, weekdays[column]
    return None


def weekday_dates(weekdays: Mapping[int, int], first: date) -> dict[int, date]:
    """Column -> date of columns that are headed by weekdays alone, from the first date on."""
    dates: dict[int, date] = {}
    at = first
    for column, weekday in weekdays.items():
        at += timedelta((weekday - at.weekday()) % 7)
        dates[column] = at
        at += timedelta(1)
    return dates
