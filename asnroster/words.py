"""Every text that a user sees: one gettext catalogue, Indonesian by default, English on request.

English is the message id in the code. ``locale/id`` holds the Indonesian; a rule brings both
languages in its own file as a :class:`Text`, and the catalogue is generated from both kinds
(``python -m tests.catalogue``).
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DOMAIN = "asnroster"
LANGUAGES = ("id", "en")
LOCALE = Path(__file__).parent / "locale"
HOME_WORD = "WFH"
# What a column of the staff file is called, and what is typed on the command line, are no words of a policy.
_HOME = re.compile(r"(?<!olom Boleh )(?<!olumn Boleh )(?<!=)\bWFH\b(?! ?%)")
_BETWEEN = r"(?: (?:(?:more|other|home|office|working|possible|fixed|closed|hidden|struck-through|qualified|staff|WF[HAO]) )*| )"
_NOUNS = (
    r"agencies|answers|assumptions|(?:closed )?building-days|caps|cells|checks|clashes|columns|days|exceptions|groups|"
    r"leaders|members|months|parts|people|person-days|places|points|policies|post-days|questions|rows|rules|"
    r"times|units|values|weeks|wishes|workbooks"
)
_REST = r"((?:“\{\w+\}”|[^.;:,{}])*)"
# English alone needs these two: they are not made before.
_COUNTED = rf"\{{(\w+)\}}((?: \(\{{\w+\}}\))?)(?:({_BETWEEN})({_NOUNS})\b)?{_REST}"
_COUNTED_ONE = rf"(?<![\w.,-])1({_BETWEEN})({_NOUNS})\b{_REST}"
_ONE = {
    "are": "is", "were": "was", "have": "has", "do": "does", "hold": "holds", "break": "breaks", "gain": "gains",
    "lose": "loses", "stand": "stands", "share": "shares", "hang": "hangs",
}  # fmt: skip
_VERB = re.compile(rf"(?<!they )(?<!more people )(?<!must )(?<!s that )\b({'|'.join(_ONE)})\b")
_ANY_HOME = re.compile(r"(?<!Maks )(?<!Boleh )\bWF[HA]\b")
_OTHER = "WFA"


SHIPPED = "shipped"


class _State:
    language = "id"
    home = HOME_WORD
    shipped: gettext.NullTranslations = gettext.NullTranslations()
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Speak ``id`` or ``en`` from now on; click's own texts follow, they share the catalogue.

    Raises:
        ValueError: for any other language.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _State.language = language
    _State.catalogue = gettext.translation(DOMAIN, LOCALE, [language], fallback=True)
    _State.shipped = gettext.translation(SHIPPED, LOCALE, [language], fallback=True)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def language() -> str:
    """The language spoken now: ``id`` or ``en``."""
    return _State.language


def use_home_word(*words: str) -> None:
    """Call home what a policy calls it (WFH or WFA) from now on; policies side by side that differ: ``WFH/WFA``."""
    _State.home = "/".join(sorted({*words}, reverse=True)) or HOME_WORD


@contextmanager
def spoken_home(word: str) -> Iterator[None]:
    """The same for as long as one thing is written."""
    before = _State.home
    use_home_word(word)
    try:
        yield
    finally:
        _State.home = before


def home_word() -> str:
    """The word for home in use."""
    return _State.home


def with_home_word(text: str) -> str:
    """A text of ours, in which home is WFH, with the word of the moment; one that is about both words stays."""
    if _State.home == HOME_WORD or HOME_WORD not in text or _OTHER in text:
        return text
    return _HOME.sub(_State.home, text)


def in_home_word(title: str, word: str) -> str:
    """The title of a rule that one policy inherits from another, with the word that this one has for home."""
    return _ANY_HOME.sub(word, title)


def _(message: str) -> str:
    """The message in the user's language; ``message`` is its English form."""
    return _worded(_State.catalogue.gettext(message)) if message else ""


def _worded(text: str) -> str:
    text = with_home_word(text)
    return English(text) if _State.language == "en" and re.search(_COUNTED, text) else text


class English(str):
    """An English message, written for many, that speaks of one where its figure is 1; Indonesian has one form."""

    __slots__ = ()

    def format(self, *places: object, **values: object) -> str:
        """As :meth:`str.format`; ``{count} people are`` is ``1 person is`` for a count of 1."""

        def said(match: re.Match[str]) -> str:
            figure, share, between, noun, rest = match.groups(default="")
            if str(values.get(figure)) != "1":
                return match.group()
            return f"{{{figure}}}{share}{between}{_singular(noun)}{_of_one(rest, at_once=not noun)}"

        return str.format(re.sub(_COUNTED, said, self), *places, **values)


def one_or_many(text: str) -> str:
    """The same of a finished English sentence of ours that holds nothing of the user's."""
    if _State.language != "en":
        return text
    return re.sub(_COUNTED_ONE, lambda m: f"1{m[1]}{_singular(m[2])}{_of_one(m[3])}", text)


def _of_one(rest: str, *, at_once: bool = False) -> str:
    """The text after a figure of 1, its verbs of one; without a noun between only the verb that follows at once."""
    if at_once:
        first, space, more = rest.lstrip(" ").partition(" ")
        return f" {_ONE[first]}{space}{more}" if rest.startswith(" ") and first in _ONE else rest
    return _VERB.sub(lambda m: _ONE[m[1]], rest)


def _singular(noun: str) -> str:
    for ending, single in (("people", "person"), ("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if noun.endswith(ending):
            return noun.removesuffix(ending) + single
    return noun


def shipped_text(text: str) -> str:
    """A title, source or description of the shipped scenarios and rules, which are written in Indonesian, as the user reads it.

    A text of the user's own scenario comes back as it is.
    """
    if not text:
        return ""
    for one, other in ((HOME_WORD, HOME_WORD), (HOME_WORD, _OTHER), (_OTHER, HOME_WORD)):
        id = text.replace(one, other)
        text_found = _State.shipped.gettext(id)
        if text_found != id:
            return text_found.replace(other, one)
    return text


def plural(count: int, one: str, many: str) -> str:
    """``one`` or ``many`` by an English reader's count; Indonesian has one form, that of ``many``."""
    return _worded(one if _State.language == "en" and count == 1 else _State.catalogue.gettext(many))


class Text(NamedTuple):
    """A text that brings both its languages, for files that must stand alone (rules)."""

    en: str
    id: str

    def __str__(self) -> str:
        if _State.language == "en":
            return _worded(self.en)
        translated = _State.catalogue.gettext(self.en)
        return with_home_word(self.id if translated == self.en else translated)


WEEKDAYS_ID = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_ID = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """Name of a weekday (0 = Monday) in the user's language; short has three letters."""
    name = (WEEKDAYS_EN if _State.language == "en" else WEEKDAYS_ID)[weekday]
    return name[:3] if short else name


def date_text(day: date) -> str:
    """``4 Des 2025`` in the user's language."""
    return dated(day, "d MMM y")


def dated(day: date, form: str) -> str:
    """A date in the user's language: ``EEE`` is its weekday and ``MMM`` its month, in three letters; ``MMMM``, ``d`` and ``y``."""
    return _dated(day, form, _State.language)


@lru_cache(maxsize=4096)
def _dated(day: date, form: str, locale: str) -> str:
    weekdays, months = (WEEKDAYS_EN, MONTHS_EN) if locale == "en" else (WEEKDAYS_ID, MONTHS_ID)
    weekday, month = weekdays[day.weekday()], months[day.month - 1]
    parts = {"EEE": weekday[:3], "MMM": month[:3], "MMMM": month, "d": str(day.day), "y": str(day.year)}
    return re.sub("EEE|MMMM|MMM|d|y", lambda piece: parts[piece[0]], form)


def date_span(first: date, last: date | None) -> str:
    """``16 Apr 2024 s.d. 18 Apr 2024``, one date where both are the same, ``sejak 1 Apr 2026`` without an end."""
    if last is None:
        return _("since {date}").format(date=date_text(first))
    if last == first:
        return date_text(first)
    return _("{first} to {last}").format(first=date_text(first), last=date_text(last))


def number_text(value: float, digits: int = 0) -> str:
    """``12.345,6`` (Indonesian) or ``12,345.6`` (English)."""
    text = f"{value:,.{digits}f}"
    return text if _State.language == "en" else text.translate(str.maketrans(",.", ".,"))


def percent_text(share: float, digits: int = 1) -> str:
    """``13,1 %`` (Indonesian) or ``13.1%`` (English): a share of one in per cent."""
    space = "" if _State.language == "en" else " "
    return f"{number_text(float(share) * 100, digits)}{space}%"


_use = os.environ.get("ASNROSTER_LANG", "id").strip().lower()
use_language(_use if _use in LANGUAGES else "id")
