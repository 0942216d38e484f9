"""Echelons as cells write them, and as positions tell them where a list has none."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from asnroster.domain.positions import titles
from asnroster.domain.problem import Confidence, normal_echelon
from asnroster.intake.cells import BadCellError, normal, plain, text
from asnroster.intake.marks import Cell
from asnroster.intake.vocabulary import ECHELONS
from asnroster.words import _

_ECHELON_WORD = re.compile(r"^(?:eselon|esl?\.?|echelon)\s*", re.IGNORECASE)
_ARABIC = re.compile(r"^[1-4](?=[\s./-]?[ab]?$)", re.IGNORECASE)
# The classes of leaders as the law of 2014 calls them; the lower letter of each, for the higher one is not said.
_CLASSES = {
    "jptpratama": "II.b",
    "jabatanpimpinantinggipratama": "II.b",
    "pimpinantinggipratama": "II.b",
    "administrator": "III.b",
    "jabatanadministrator": "III.b",
    "pengawas": "IV.b",
    "jabatanpengawas": "IV.b",
}
_ROMAN = ("", "I", "II", "III", "IV")
_NO_ECHELON = frozenset(
    (
        "jft", "ne", "non", "noneselon", "nonjabatan", "bukanpejabat", "jfu", "jf", "fungsional",
        "pelaksana", "staf", "staff", "nonstruktural", "tidakada", "jabatanfungsional", "jabatanpelaksana",
    )
)  # fmt: skip


def echelon(cell: Cell) -> str:
    """``III.a``, ``Eselon 3a``; empty for those who lead nothing, such as ``JFT`` or ``Pelaksana``."""
    written = _ECHELON_WORD.sub("", text(cell))
    if normal(written) in _NO_ECHELON:
        return ""
    written = _CLASSES.get(normal(written), written)
    written = _ARABIC.sub(lambda found: _ROMAN[int(found[0])], written)
    try:
        return normal_echelon(written)
    except ValueError as error:
        raise BadCellError(
            "echelon-bad",
            _("“{found}” is no echelon.").format(found=plain(cell)),
            _("Enter one of {known}, or leave it empty.").format(known=", ".join(ECHELONS)),
        ) from error


LEVELS = ("II", "III", "IV")
_DOTS = re.compile(r"[^\w]+|_")
# Abbreviation -> the words it stands for; tried in this order on a title's beginning.
_SHORT = tuple(
    (re.compile(rf"^{short}\b"), whole)
    for short, whole in (
        (r"kala(?:k|ksa) bpbd", "kepala pelaksana bpbd"), (r"kasatpol(?: pp)?|kasat pol pp", "kepala satuan"),
        (r"kadis|ka dis|kadin", "kepala dinas"), (r"kaban|ka ban", "kepala badan"), (r"karo", "kepala biro"),
        (r"kakan|ka kan", "kepala kantor"), (r"kabid|ka bid|kepala bid", "kepala bidang"),
        (r"kabag|ka bag|kepala bag", "kepala bagian"), (r"kasie?|ka sie?|kepala sie?", "kepala seksi"),
        (r"(?:ka|kepala) ?(?:sub ?bag?(?:ian)?|subag)|kepala sub bagian", "kepala subbagian"),
        (r"(?:ka|kepala) ?su(?:b ?)?bid(?:ang)?", "kepala subbidang"), (r"ka ?upt(?:d|b)?|kepala uptb?", "kepala uptd"),
        (r"sekda", "sekretaris daerah"), (r"sekwan|sekretaris dewan", "sekretaris dprd"), (r"sekdis", "sekretaris dinas"),
        (r"sekban", "sekretaris badan"), (r"sekcam|sekretaris camat|sekretaris kec", "sekretaris kecamatan"),
        (r"seklur|sekkel|sekretaris lurah|sekretaris kel", "sekretaris kelurahan"), (r"irban", "inspektur pembantu"),
        (r"wadir", "wakil direktur"), (r"ka", "kepala"),
    )
)  # fmt: skip
_NONE = re.compile(
    r"^(?:ketua tim|sub ?koordinator|koordinator|kepala (?:sekolah|puskesmas|instalasi|ruang(?:an)?|(?:uptd |upt )?puskesmas"
    r"|tim|urusan|uptd (?:puskesmas|sd|smp|sma|smk|tk|sekolah)))\b"
    r"|\b(?:terampil|mahir|penyelia|pemula)\b|\bahli (?:pertama|muda|madya|utama)\b"
)
_ASSISTANT = re.compile(
    r"^asisten(?: (?:\d|i{1,3}|iv|pemerintahan|perekonomian|ekonomi|pembangunan|administrasi|kesejahteraan|umum"
    r"|sekretaris daerah|sekda|bidang)\b|$)"
)
_DISTRICT = re.compile(r"\b(?:kecamatan|kec|kelurahan|kel)\b")
_HOSPITAL = re.compile(r"\b(?:rsud|rsup|rsu|rumah sakit|rsj|rsia)\b")


class Place(NamedTuple):
    """Where a position is: the agency's name, and the name of the person's own unit."""

    agency: str = ""
    unit: str = ""


class EchelonGuess(NamedTuple):
    """A level that a position seems to have, the title that tells it, and how surely."""

    level: str
    title: str
    confidence: Confidence


def _always(title: str, place: Place) -> bool:
    return True


def _of_hospital(title: str, place: Place) -> bool:
    return bool(_HOSPITAL.search(f"{title} {_plain(place.agency)} {_plain(place.unit)}"))


def _of_inspectorate(title: str, place: Place) -> bool:
    return "inspektorat" in f"{title} {_plain(place.agency)} {_plain(place.unit)}"


def _of_regional_secretariat(title: str, place: Place) -> bool:
    there = _plain(place.agency)
    return ("sekretariat daerah" in there or "setda" in there.split()) and bool(_ASSISTANT.match(title))


def _of_agency(title: str, place: Place) -> bool:
    """Whether a bare Sekretaris is that of a dinas or badan, not of a kecamatan or kelurahan."""
    alone = title == "sekretaris" or _plain(place.agency) == title.removeprefix("sekretaris ")
    return alone and not _DISTRICT.search(f"{_plain(place.agency)} {_plain(place.unit)}")


def _of_district(title: str, place: Place) -> bool:
    return title == "sekretaris" and bool(_DISTRICT.search(f"{_plain(place.agency)} {_plain(place.unit)}"))


_Test = Callable[[str, Place], bool]
_TITLES: tuple[tuple[str, str, _Test], ...] = tuple(
    sorted(
        (
            *((title, "II", _always) for title in (
                "kepala dinas", "kepala badan", "kepala biro", "kepala pelaksana", "kepala satuan", "sekretaris daerah",
                "sekretaris dprd", "staf ahli",
            )),
            ("inspektur", "II", _of_inspectorate), ("asisten", "II", _of_regional_secretariat),
            ("direktur", "II", _of_hospital),
            *((title, "III", _always) for title in (
                "sekretaris dinas", "sekretaris badan", "sekretaris inspektorat", "sekretaris satuan", "kepala bidang",
                "kepala bagian", "kepala kantor", "camat", "inspektur pembantu", "wakil direktur",
            )),
            ("sekretaris", "III", _of_agency),
            *((title, "IV", _always) for title in (
                "lurah", "sekretaris kecamatan", "sekretaris kelurahan", "kepala seksi", "kepala subbagian",
                "kepala subbidang", "kepala uptd",
            )),
            ("sekretaris", "IV", _of_district),
        ),
        key=lambda entry: -len(entry[0]),
    )
)  # fmt: skip
# Titles that only their place makes sure.
_BY_PLACE = ("sekretaris", "direktur", "inspektur", "asisten")


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    return " ".join(_DOTS.sub(" ", text.casefold()).split())


@lru_cache(maxsize=1 << 14)
def echelon_of(position: str, kind: str, place: Place) -> EchelonGuess | None:
    """The highest level that the titles of a position tell.

    Args:
        position: the cell, with acting words and several titles as it may be.
        kind: Jenis Jabatan: a functional or executing post has no echelon.
        place: where the post is.

    Returns:
        None where no title tells any.
    """
    if _plain(kind).startswith(
        ("fungsional", "jabatan fungsional", "pelaksana", "jabatan pelaksana", "jft", "jfu")
    ):
        return None
    several = titles(position)
    guesses = [guess for title in several if (guess := _of_title(_spelt_out(title), place))]
    if not guesses:
        return None
    best = min(guesses, key=lambda guess: LEVELS.index(guess.level))
    return best._replace(confidence="medium") if len(several) > 1 else best


def _spelt_out(title: str) -> str:
    words = _plain(title)
    for short, whole in _SHORT:
        if short.match(words):
            return short.sub(whole, words, count=1)
    return words


def _of_title(title: str, place: Place) -> EchelonGuess | None:
    if _NONE.search(title) and not title.startswith("staf ahli"):
        return None
    if title == "kepala" and place.unit:
        guess = _of_title(_spelt_out(f"kepala {place.unit}"), place)
        return guess._replace(confidence="medium") if guess else None
    for start, level, fits in _TITLES:
        if (title == start or title.startswith(f"{start} ")) and fits(title, place):
            return EchelonGuess(level, start, "medium" if start in _BY_PLACE else "high")
    return None
