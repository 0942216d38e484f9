"""pydantic's findings in plain words, in the user's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pydantic_core import ErrorDetails

from asnroster.errors import did_you_mean, nearest
from asnroster.scenario.origin import shown
from asnroster.words import _


class Explained(NamedTuple):
    """What is wrong with one key, in words: stable code, what was found, what would do."""

    code: str
    message: str
    needed: str


def explained(error: ErrorDetails, field: str) -> Explained:
    """One of pydantic's errors about a field.

    Args:
        error: as ``ValidationError.errors()`` gives it.
        field: name of the field as the scenario writes it; empty where the whole is meant.
    """
    if not field:
        return Explained("contradiction", _("The fields do not fit together."), _own_words(error))
    message = _("“{found}” does not fit “{field}”.").format(found=shown(error["input"]), field=field)
    return Explained("wrong-value", message, _needed(error))


def _needed(error: ErrorDetails) -> str:
    kind = error["type"]
    if kind in _LIMITS:
        return _LIMITS[kind](error)
    families = [sentence for family, sentence in _FAMILIES.items() if kind.startswith(family)]
    return families[0]() if families else _("Correct it, or leave it out.")


def _own_words(error: ErrorDetails) -> str:
    """What a validator of our own says: it speaks the user's language."""
    return str(error.get("ctx", {}).get("error", "")) or _("Correct it, or leave it out.")


def _choices(error: ErrorDetails) -> str:
    """Pydantic lists them as ``'a', 'b' or 'c'``: every second piece between quotes is one."""
    words = str(error.get("ctx", {}).get("expected", "")).split("'")[1::2]
    near = nearest(str(error["input"]), words)
    every = _("Write one of: {words}.").format(words=", ".join(words))
    return f"{did_you_mean(near, words)} {every}" if near else every


def _least(error: ErrorDetails) -> str:
    return _("Write a whole number, at least {least}.").format(least=error.get("ctx", {}).get("ge"))


_LIMITS: dict[str, Callable[[ErrorDetails], str]] = {
    "greater_than_equal": _least,
    "literal_error": _choices,
    "value_error": _own_words,
}
_FAMILIES: dict[str, Callable[[], str]] = {
    "int_": lambda: _("Write a whole number without quotes, e.g. 3."),
    "bool_": lambda: _("Write true or false without quotes."),
    "string_": lambda: _("Write text in quotes."),
    "tuple_": lambda: _('Write a list of words, e.g. ["kesehatan", "keamanan"].'),
    "list_": lambda: _('Write a list, e.g. ["kesehatan", "keamanan"].'),
    "date_": lambda: _("Write a date as year-month-day, e.g. 2025-12-01."),
    "dict_": lambda: _("Write a section of its own, with “key = value” on the lines below it."),
    "model_": lambda: _("Write a section of its own, with “key = value” on the lines below it."),
}
