"""Single cells become plain text, NIP and dates, whatever the user's program made of them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from asnroster.intake.marks import Cell
from asnroster.intake.vocabulary import NO, YES
from asnroster.words import _

FIRST_DATE, LAST_DATE = date(1940, 1, 1), date(2100, 12, 31)
NIP_DIGITS = 18
_EXACT_DIGITS = 15  # what a spreadsheet keeps of a number
_LOST = "000"  # the running number at the end of a NIP begins with 001
_FLOATING = re.compile(r"\d([.,]\d+)?E\+?\d{2}|\d{16,}[.,]0+", re.IGNORECASE)
# A NIP as it is written on paper: with its word before it, parted by dots or dashes, in quotes.
_NIP_WRITTEN = re.compile(r"\W*(?:NIP[a-z]*\W*)?(\d[\d\W_]*)", re.IGNORECASE)
_NIP_LEAST = 10
QUOTES = "'’‘`´"
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan januari january", "feb februari pebruari february", "mar mrt maret march", "apr april",
            "mei may", "jun juni june", "jul juli july", "agu ags agt agus agust agustus aug august",
            "sep sept september", "okt oktober oct october", "nov november nopember", "des desember dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH_WORDS = tuple(sorted(_MONTHS, key=len, reverse=True))
_DATE_FORMS = (
    (
        re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"),
        (1, 2, 3),
    ),
    (re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?"), (3, 2, 1)),
    (re.compile(r"(\d{1,2})[-/. ]+([A-Za-z]+)\.?[-/. ]+(\d{4}|\d{2})"), (3, 2, 1)),
)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})(?:[-/. ]+([A-Za-z]+)\.?|[-/](\d{1,2}))")
# A date whose format was lost: the days since 1900 as a spreadsheet counts them, of 1982 to 2036.
_SERIAL, _SERIAL_FROM = re.compile(r"[34]\d{4}"), date(1899, 12, 30)
_THIS_CENTURY = 50  # a year of two digits below it is one of this century
_RANGE = re.compile(
    r"(\d.*?)\s*(?:\bs\s?[./]\s?d\b\.?|\bsd\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b|–|\s-\s|(?<=^\d)-(?=\d{1,2}\s*[A-Za-z])|(?<=^\d\d)-(?=\d{1,2}\s*[A-Za-z]))\s*(\d.*)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(\d{1,2}(?:\s*(?:,\s*dan|,|dan|&|;|\+)\s*\d{1,2})+)\s+([A-Za-z]+\.?(?:\s+\d{4})?)", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s*,?\s+",
    re.IGNORECASE,
)


class Yearless(date):
    """A day and a month without a year, in a leap year that stands for none; the period of a run tells the year."""

    YEAR: ClassVar = 2000


class BadCellError(Exception):
    """A cell that cannot be read: stable code, what is wrong, what would do."""

    def __init__(self, code: str, message: str, needed: str) -> None:
        self.code, self.message, self.needed = code, message, needed
        super().__init__(message)


def normal(label: object) -> str:
    """A heading as it is compared: letters and digits only, small."""
    return "".join(filter(str.isalnum, str(label).casefold()))


def plain(cell: Cell | None) -> str:
    """The cell as a person sees it: one line, whole numbers without a decimal point."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, bool):
        return str(YES if cell else NO)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(Decimal(f"{cell:.{_EXACT_DIGITS - 1}e}")))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def text(cell: Cell) -> str:
    """Plain text; a leading apostrophe goes, ``-`` is empty."""
    words = plain(cell)
    if words[:1] in QUOTES:
        words = words.lstrip(QUOTES).lstrip()
    return "" if words in ("-", "–", "—") else words


def is_empty(cell: Cell | None) -> bool:
    """Whether a cell holds nothing, a dash included."""
    if not isinstance(cell, str):
        return cell is None
    return not cell[:1].isalnum() and not text(cell)


def name(cell: Cell) -> str:
    """A person's name as it is written: it may begin with an apostrophe."""
    return plain(cell)


def nip(cell: Cell) -> str:
    """A NIP without spaces and apostrophe, or another unique text."""
    if isinstance(cell, str) and len(cell) == NIP_DIGITS and cell.isascii() and cell.isdigit():
        if cell.endswith(_LOST):
            raise _lost(cell)
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        digits = plain(cell)
        if len(digits) > _EXACT_DIGITS:
            raise _numeric(digits)
    else:
        digits = text(cell)
    together = "".join(digits.split())
    if _FLOATING.fullmatch(together):
        raise _numeric(together)
    if not (together.isascii() and together.isdigit()):
        written = _NIP_WRITTEN.fullmatch(together)
        together = re.sub(r"\D|_", "", written[1]) if written else ""
        if len(together) < _NIP_LEAST:
            return digits
    if len(together) == NIP_DIGITS and together.endswith(_LOST):
        raise _lost(together)
    if _NIP_LEAST <= len(together) <= 25 and len(together) != NIP_DIGITS:
        raise BadCellError(
            "nip-digits",
            _("The NIP “{found}” has {count} digits.").format(found=together, count=len(together)),
            _("Enter all 18 digits."),
        )
    return together


def _numeric(digits: str) -> BadCellError:
    return BadCellError(
        "nip-numeric",
        _("The NIP “{found}” is stored as a number: Excel keeps 15 digits, the last ones are lost.").format(
            found=digits
        ),
        _("Format the column as Text and enter the 18 digits again."),
    )


def _lost(digits: str) -> BadCellError:
    return BadCellError(
        "nip-lost-digits",
        _("The NIP “{found}” ends in 000: Excel took it for a number, and its last digits are lost.").format(
            found=digits
        ),
        _(
            "Take the digits from the source again and keep the column as Text; do not save a .csv from Excel."
        ),
    )


def code(cell: Cell) -> str:
    """A unit's code."""
    return text(cell)


def day(cell: Cell, *, yearless: bool = False) -> date:
    """A date: a real one, ``2025-03-03``, ``03-03-2025``, ``3/3/25`` or ``3 Maret 2025``.

    Args:
        cell: what stands there.
        yearless: whether ``3 Maret`` will do, as :class:`Yearless`.
    """
    if isinstance(cell, date):
        date_read = cell.date() if isinstance(cell, datetime) else cell
    else:
        written = _WEEKDAY.sub("", text(cell)) if isinstance(cell, str) else ""
        if (serial := _SERIAL.fullmatch(plain(cell))) is not None:
            return _SERIAL_FROM + timedelta(int(serial[0]))
        if yearless and (match := _DAY_AND_MONTH.fullmatch(written)) is not None:
            number, word, digits = match.groups()
            try:
                return Yearless(Yearless.YEAR, int(digits) if digits else month_number(word), int(number))
            except ValueError:
                raise _no_date(plain(cell)) from None
        date_read = _written_date(written, plain(cell))
    if not FIRST_DATE <= date_read <= LAST_DATE:
        raise BadCellError(
            "date-range",
            _("The date {found} makes no sense.").format(found=date_read.isoformat()),
            _("Enter a date between {first} and {last}.").format(first=FIRST_DATE.year, last=LAST_DATE.year),
        )
    return date_read


def _written_date(written: str, cell_text: str) -> date:
    for form, order in _DATE_FORMS:
        match = form.fullmatch(written)
        if match:
            year, month, number = (match.group(place) for place in order)
            month_read = int(month) if month.isdigit() else _MONTHS.get(month.casefold(), 0)
            try:
                return date(whole_year(year), month_read, int(number))
            except ValueError:
                break
    raise _no_date(cell_text)


def whole_year(digits: str) -> int:
    """``26`` -> 2026, ``98`` -> 1998."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < _THIS_CENTURY else 1900)


def _no_date(cell_text: str) -> BadCellError:
    return BadCellError(
        "date-bad",
        _("“{found}” is no date.").format(found=cell_text),
        _("Enter a date as day-month-year, e.g. 03-03-2025."),
    )


def date_range(cell: Cell) -> tuple[str, str] | None:
    """``7 s.d. 11 Desember 2026`` -> first and last day as they would be written alone; None for anything else."""
    match = _RANGE.fullmatch(text(cell)) if isinstance(cell, str) else None
    if match is None:
        return None
    first, last = match[1].strip(), match[2].strip()
    rest = re.sub(r"^\d{1,2}", "", last)
    if first.isdigit() and rest:
        return first + rest, last
    month = re.fullmatch(r"\d{1,2}[-/. ]+([A-Za-z]+)\.?", first)
    last_month = re.fullmatch(r"\d{1,2}[-/. ]+([A-Za-z]+)\.?[-/. ]+(\d{4})", last)
    if month and last_month:
        # 28 Des s.d. 3 Januari 2027 began in the year before.
        year = int(last_month[2]) - (month_number(month[1]) > month_number(last_month[1]))
        return f"{first} {year}", last
    return first, last


def date_list(cell: Cell) -> list[str]:
    """``1, 3 dan 5 Desember 2026`` -> each of the days as it would be written alone; none for anything else."""
    match = _LIST.fullmatch(text(cell)) if isinstance(cell, str) else None
    return [f"{number} {match[2]}" for number in re.findall(r"\d{1,2}", match[1])] if match else []


def month_number(word: str) -> int:
    """The month that a word names in Indonesian or English, short forms too (1-12); 0 for any other word."""
    return _MONTHS.get(word.casefold().rstrip("."), 0)
