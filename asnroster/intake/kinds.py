"""Cells become values by the kind of their column: weekdays, codes, shares, numbers, Yes and No."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Generic, Literal, TypeVar

from asnroster.domain.calendar import Workdays
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import IN_PROCESS
from asnroster.domain.sectors import SECTORS
from asnroster.domain.weekdays import parse_share, parse_weekday, parse_weekdays, parse_workdays
from asnroster.errors import nearest
from asnroster.intake.cells import QUOTES, BadCellError, code, day, name, nip, normal, plain, text
from asnroster.intake.echelons import echelon
from asnroster.intake.marks import Cell
from asnroster.intake.vocabulary import (
    ABSENCE_WORDS,
    COLLECTIVE,
    DAY_OFF,
    IN_PROCESS_WORD,
    MODES,
    NO,
    NOT_ABSENCES,
    STATUSES,
    WORKED,
    YES,
    status_of,
)
from asnroster.words import Text, _, number_text

T = TypeVar("T")
Look = Literal["general", "text", "date", "share", "number"]
MOST_PEOPLE = 99_999  # in one unit, building or post


def labels(cell: Cell) -> str:
    """Text whose line ends stay: a new line may part two labels."""
    lines = cell.splitlines() if isinstance(cell, str) else [cell]
    return "\n".join(filter(None, map(text, lines)))


_DISCIPLINE = re.compile(
    r"(?:dalam |sedang |masih )?proses|(?:in )?process|(?:hukuman |hukdis |tingkat )*(?:disiplin )?(?:ringan|sedang|berat)"
    r"|hukuman(?: disiplin)?|hukdis|ya|yes",
    re.IGNORECASE,
)


def discipline(cell: Cell) -> date | Literal["proses"]:
    """A date, or the word that stands for a case in process; a measure without its end (``sedang``) is like one."""
    if isinstance(cell, str) and _DISCIPLINE.fullmatch(text(cell)):
        return IN_PROCESS
    try:
        return day(cell, yearless=True)
    except BadCellError as error:
        needed = _("Enter a date, or the word “{word}”.").format(word=IN_PROCESS_WORD)
        raise BadCellError(error.code, error.message, needed) from error


_EVERY_DAY = re.compile(r"(?:se)?tiap hari|semua(?: hari)?|every ?day|all(?: days)?", re.IGNORECASE)


def weekdays(cell: Cell) -> frozenset[int]:
    """``Sen-Jum``, ``Sen,Rab`` or ``setiap hari``."""
    if _EVERY_DAY.fullmatch(text(cell)):
        return frozenset(range(7))
    try:
        return parse_weekdays(text(cell))
    except ValueError as error:
        raise BadCellError(
            "weekday-bad",
            _("“{found}” names no weekdays.").format(found=plain(cell)),
            _("Enter a span or a list of weekdays, e.g. Sen-Jum or Sen,Rab."),
        ) from error


def workdays(cell: Cell) -> Workdays:
    """``Sen-Jum``, or ``Ganjil: Sen-Rab; Genap: Sen-Jum`` for odd and even weeks."""
    try:
        return parse_workdays(text(cell))
    except ValueError as error:
        raise BadCellError(
            "weekday-bad",
            _("“{found}” names no weekdays.").format(found=plain(cell)),
            _(
                "Enter a span or a list of weekdays, e.g. Sen-Jum or Sen,Rab, or both kinds of weeks: "
                "Ganjil: Sen-Rab; Genap: Sen-Jum."
            ),
        ) from error


def weekday_or_date(cell: Cell) -> int | date:
    """A weekday (0 = Monday) or a date."""
    if isinstance(cell, date):
        return day(cell)
    try:
        return parse_weekday(text(cell))
    except ValueError:
        pass
    try:
        return day(cell, yearless=True)
    except BadCellError as error:
        if error.code == "date-range":
            raise
        raise BadCellError(
            "weekday-bad",
            _("“{found}” is neither a weekday nor a date.").format(found=plain(cell)),
            _("Enter a weekday, e.g. Jumat, or a date, e.g. 03-03-2025."),
        ) from error


_SECTORS = {normal(word): word for word in SECTORS}
_STATUSES = {normal(word): word for word in STATUSES} | {"p": "PNS", "c": "CPNS"}


def sector(cell: Cell) -> str:
    """A sector in its usual spelling; any other word as it stands."""
    return _SECTORS.get(normal(text(cell)), text(cell))


def status(cell: Cell) -> str:
    """A status in its usual spelling (P3K is PPPK); any other word as it stands."""
    written = text(cell)
    status_word = _STATUSES.get(normal(written)) or status_of(written)
    return status_word or written


def count(cell: Cell) -> int:
    """A whole number, 0 or more."""
    number = _whole(cell)
    if number is None or number < 0:
        raise BadCellError(
            "number-bad",
            _("“{found}” is no whole number of 0 or more.").format(found=plain(cell)),
            _("Enter a number, 0 or more."),
        )
    if number > MOST_PEOPLE:
        raise BadCellError(
            "number-range",
            _("The number {found} makes no sense.").format(found=plain(cell)),
            _("Enter a number of people, {most} at most.").format(most=number_text(MOST_PEOPLE)),
        )
    return number


def weight(cell: Cell) -> int:
    """A whole number from 1 to 10."""
    number = _whole(cell)
    if number is None or not 1 <= number <= 10:
        raise BadCellError(
            "weight-bad",
            _("“{found}” is no weight from 1 to 10.").format(found=plain(cell)),
            _("Enter a whole number from 1 (weak) to 10 (strong)."),
        )
    return number


_PEOPLE = re.compile(
    r"\s*(?:orang|org|pegawai|asn|kursi|meja|tempat duduk|people|persons?|seats?|desks?)\.?$", re.IGNORECASE
)
_ABOUT = re.compile(
    r"^(?:(?:paling (?:sedikit|banyak|kurang|lebih)|mak?s(?:imal|imum)?|max(?:imum)?|min(?:imal|imum)?|sekitar|kurang lebih"
    r"|kapasitas)\b\.?|[±~≥≤<>=:]+)\s*",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?:[.,]\d{3})*$)")
_PER_CENT = re.compile(r"\s*(?:persen|prosen|per\s?cent|percent)$", re.IGNORECASE)


def _whole(cell: Cell) -> int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return int(cell) if cell == cell // 1 else None
    written = _THOUSANDS.sub("", _PEOPLE.sub("", _ABOUT.sub("", text(cell))))
    return int(written) if re.fullmatch(r"-?\d{1,9}", written) else None


def share(cell: Cell) -> Fraction:
    """``50``, ``50%``, ``50 %`` or ``0.5`` -> 1/2."""
    try:
        return parse_share(
            cell if not isinstance(cell, str) else _PER_CENT.sub("%", _ABOUT.sub("", text(cell)))
        )
    except ValueError as error:
        raise BadCellError(
            "share-bad",
            _("“{found}” is no share.").format(found=plain(cell)),
            _("Enter a share between 0% and 100%, e.g. 50%."),
        ) from error


def mode(cell: Cell) -> int:
    """WFO -> office; WFH and WFA -> home."""
    word = text(cell).upper()
    word = {"KANTOR": "WFO", "DI KANTOR": "WFO", "RUMAH": "WFH", "DI RUMAH": "WFH"}.get(word, word)
    if word not in MODES:
        near = nearest(word, MODES)
        raise BadCellError(
            "mode-bad",
            _("“{found}” is neither WFO nor WFH nor WFA.").format(found=plain(cell)),
            _("Did you mean “{near}”?").format(near=near) if near else _("Enter WFO, WFH or WFA."),
        )
    return OFFICE if word == "WFO" else HOME


def absence(cell: Cell) -> str:
    """An absence code: up to six letters that mean no mode and no day off."""
    word = plain(cell).lstrip(QUOTES).upper()
    word = ABSENCE_WORDS.get(normal(word), word)
    if word in NOT_ABSENCES or not re.fullmatch(r"[A-Z]{1,6}", word):
        raise BadCellError(
            "absence-code",
            _("“{found}” is no code of an absence.").format(found=plain(cell)),
            _(
                "Enter C, S, DL, DD, TB, I, CLTN or another code of up to 6 letters, but not WFO, WFH, WFA or L."
            ),
        )
    return word


_YES = {
    normal(word)
    for word in (*YES, "y", "iya", "boleh", "bisa", "dapat", "true", "benar", "1", "v", "ok", "oke", "layak")
}
_NO = {
    normal(word)
    for word in (
        *NO, "t", "n", "tdk", "gak", "tak", "tidak boleh", "tidak bisa", "tidak dapat", "false", "salah", "0", "jangan", "belum",
    )
}  # fmt: skip
_NOT = re.compile(r"(?:tidak|tdk|tak|belum|jangan|bukan|no|not)\b", re.IGNORECASE)
_TICKS = "√✓✔☑"


def yes_no(cell: Cell) -> bool:
    """``Ya`` or ``Tidak``."""
    written = plain(cell)
    word = "ya" if written in _TICKS and written else normal(written)
    if word not in _YES and _NOT.match(written):
        return False
    if word not in _YES and word not in _NO:
        raise BadCellError(
            "yes-no-bad",
            _("“{found}” is neither Yes nor No.").format(found=written),
            _("Enter {yes} or {no}.").format(yes=YES, no=NO),
        )
    return word in _YES


_HOLIDAYS: dict[str, Text] = {
    normal(word): kind for kind in (DAY_OFF, COLLECTIVE, WORKED) for word in kind
} | {
    "harilibur": DAY_OFF,
    "liburnasional": DAY_OFF,
    "cuber": COLLECTIVE,
    "harikerja": WORKED,
    "workingday": WORKED,
}


def holiday(cell: Cell) -> Text:
    """What a row of the sheet Libur makes of its date."""
    word = normal(plain(cell))
    kind = _HOLIDAYS.get(word)
    if kind is None and "cutibersama" in word:
        kind = COLLECTIVE
    elif kind is None and word.startswith(("libur", "harilibur")):
        kind = DAY_OFF
    if kind is None:
        raise BadCellError(
            "holiday-kind",
            _("“{found}” is no kind of holiday.").format(found=plain(cell)),
            _("Enter {kinds}.").format(kinds=", ".join(str(kind) for kind in (DAY_OFF, COLLECTIVE, WORKED))),
        )
    return kind


def raw(cell: Cell) -> Cell:
    """The cell itself; text without spaces around it."""
    return cell.strip() if isinstance(cell, str) else cell


@dataclass(frozen=True, eq=False)
class Kind(Generic[T]):
    """A kind of column: how its cells are read, and how they look in workbooks that are written.

    Attributes:
        read: the value of a cell that is not empty.
        empty: what an empty cell stands for.
        look: how the cells are formatted.
        width: how wide a column of them is where nothing stands in it yet.
        words: what a heading may say beside the column's name without meaning another one.
        dash_is_code: whether ``-`` is something that stands there.
    """

    read: Callable[[Cell], T]
    empty: T
    look: Look = "general"
    width: int = 12
    words: frozenset[str] = frozenset()
    dash_is_code: bool = False


NIP: Kind[str] = Kind(nip, "", "text", 22, words=frozenset(("no", "nomor", "pns", "pppk")))
TEXT: Kind[str] = Kind(text, "", "text", 32, words=frozenset(("nama", "name")))
NAME: Kind[str] = Kind(name, "", "text", 34)
LABELS: Kind[str] = Kind(labels, "", "text", 24)
CODE: Kind[str] = Kind(code, "", "text", 16)
DATE: Kind[date | None] = Kind(
    partial(day, yearless=True),
    None,
    "date",
    words=frozenset(("tanggal", "tgl", "bulan", "bln", "tahun", "thn", "date")),
)
DISCIPLINE: Kind[date | Literal["proses"] | None] = Kind(discipline, None, "date")
WEEKDAYS: Kind[frozenset[int] | None] = Kind(weekdays, None)
WORKDAYS: Kind[Workdays | None] = Kind(workdays, None)
WEEKDAY_OR_DATE: Kind[int | date | None] = Kind(weekday_or_date, None, "date")
YES_NO: Kind[bool] = Kind(yes_no, True)
AGREED: Kind[bool | None] = Kind(yes_no, None)
ECHELON: Kind[str] = Kind(echelon, "")
SECTOR: Kind[str] = Kind(sector, "")
STATUS: Kind[str] = Kind(status, "")
COUNT: Kind[int | None] = Kind(count, None, "number", words=frozenset(("jumlah", "orang")))
SHARE: Kind[Fraction | None] = Kind(share, None, "share", words=frozenset(("persen", "persentase")))
WEIGHT: Kind[int] = Kind(weight, 1, "number")
MODE: Kind[int | None] = Kind(mode, None)
ABSENCE: Kind[str] = Kind(absence, "", dash_is_code=True)
HOLIDAY: Kind[Text | None] = Kind(holiday, None)
RAW: Kind[Cell] = Kind(raw, "")
