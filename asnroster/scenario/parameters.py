"""Parameters: texts as values of a type, and ``$key`` filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from asnroster.words import _

_REFERENCE = re.compile(r"\$([A-Za-z_][\w-]*)")
_FLAGS = {"true": True, "ya": True, "yes": True, "false": False, "tidak": False, "no": False}


def words(text: str) -> list[str]:
    """The words between ``;``, or between commas where there is no ``;`` (names may hold commas)."""
    parts = text.split(";" if ";" in text else ",")
    return [part.strip() for part in parts if part.strip()]


def given_values(parameters: Mapping[str, object]) -> frozenset[str]:
    """The words among the values that the user gave to parameters."""
    lists = [value if isinstance(value, list) else words(str(value)) for value in parameters.values()]
    return frozenset(str(word) for values in lists for word in values)


def converted(text: str, default: object) -> object:
    """A text as a value of the default's type: number, flag, date, text, or a list of them.

    Raises:
        ValueError: when it is none; says in the user's language what would do.
    """
    if isinstance(default, list):
        return [converted(word, default[0] if default else "") for word in words(text)]
    if isinstance(default, bool):
        if text.casefold() not in _FLAGS:
            raise ValueError(_("Write true or false."))
        return _FLAGS[text.casefold()]
    for kind, convert, needed in _readers():
        if isinstance(default, kind):
            try:
                return convert(text)
            except ValueError:
                raise ValueError(needed) from None
    return text


def _readers() -> Iterator[tuple[type, Callable[[str], object], str]]:
    yield int, int, _("Write a whole number, e.g. 3.")
    yield float, lambda text: float(text.replace(",", ".")), _("Write a number, e.g. 0.5.")
    yield date, date.fromisoformat, _("Write a date as year-month-day, e.g. 2025-12-01.")


def references(value: object) -> set[str]:
    """The parameters that a value names as ``$key``, in lists too."""
    if isinstance(value, list):
        return {key for item in value for key in references(item)}
    match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    return {match.group(1)} if match else set()


def filled(value: object, parameters: Mapping[str, object]) -> object:
    """A value with each known ``$key`` replaced; a list in a list is spread out. Unknown ones stay."""
    if isinstance(value, list):
        spread: list[object] = []
        for item in value:
            inner = filled(item, parameters)
            spread += inner if isinstance(inner, list) else [inner]
        return spread
    keys = references(value)
    return parameters.get(next(iter(keys)), value) if keys else value
