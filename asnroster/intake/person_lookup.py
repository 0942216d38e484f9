"""Whose row of a roster it is: by NIP, wherever in the row it stands, or by a name that only one has."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from asnroster.intake.cells import NIP_DIGITS, is_empty, nip, plain
from asnroster.intake.sheets import Cell
from asnroster.words import _

_NIP = re.compile(rf"(?<!\d)(?:\d[ .\-]?){{{NIP_DIGITS - 1}}}\d(?!\d)")
_LABEL = re.compile(r"\bN\.?I\.?P\b\.?\s*[:.]?\s*$", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_TITLES = frozenset(
    {"dr", "drs", "dra", "drg", "drh", "h", "hj", "ir", "prof", "apt", "ns", "kh", "bpk", "ibu", "bapak", "sdr", "sdri"}
)  # fmt: skip


class Identity(NamedTuple):
    """What a row says of its person; empty where it says nothing."""

    key: str
    name: str


def identity(nip_cell: Cell, name_cell: Cell) -> Identity:
    """The NIP and the name of a row; both may stand in one cell (a name, below it ``NIP. 1980…``).

    Raises:
        BadCellError: for a NIP that is damaged.
    """
    name, key = _apart(plain(name_cell))
    own = _apart(plain(nip_cell)) if isinstance(nip_cell, str) else ("", "")
    if own[1]:
        return Identity(own[1], name or own[0])
    if not is_empty(nip_cell):
        return Identity(nip(nip_cell), name)
    return Identity(key, name)


def _apart(text: str) -> tuple[str, str]:
    """What stands before a NIP, and the NIP."""
    match = _NIP.search(text)
    if match is None:
        return text, ""
    digits = "".join(letter for letter in match.group() if letter.isdigit())
    rest = _LABEL.sub("", text[: match.start()].rstrip(" /|-(")) + text[match.end() :]
    return rest.strip(" /|-()\n"), digits


def letters(name: str) -> str:
    """A name as names are compared: without case, spaces and signs."""
    return _SIGNS.sub("", name.casefold())


def bare(name: str) -> str:
    """:func:`letters` of a name without degrees: ``Dr. H. Budi Santoso, S.E., M.Si.`` -> ``budisantoso``."""
    words = re.split(r"[\s.]+", name.split(",")[0])
    while words and words[0].casefold() in _TITLES:
        words = words[1:]
    return letters("".join(words))


class Directory:
    """The people who may stand in a roster.

    Attributes:
        names: NIP -> name, as the staff file has it.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = dict(names)

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        """Made once a name is asked for: most rosters bear NIPs."""
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        for key, name in self.names.items():
            for form in {letters(name), bare(name)} - {""}:
                by_name[form].append(key)
        return by_name

    def __contains__(self, key: str) -> bool:
        return key in self.names

    def named(self, name: str) -> list[str]:
        """NIPs of all who bear a name; one without degrees will do."""
        return self._by_name.get(letters(name)) or self._by_name.get(bare(name)) or []

    def is_called(self, key: str, name: str) -> bool:
        """Whether a known person bears the name that stands beside the NIP; nothing beside it will do."""
        own = self.names[key]
        return not letters(name) or not own or bare(own) == bare(name) or letters(own) == letters(name)

    def advice(self, name: str) -> str:
        """What would do for a name that nobody or more than one bears."""
        keys = self.named(name)
        if not keys:
            forms = {bare(known): key for key, known in self.names.items()}
            keys = [forms[form] for form in difflib.get_close_matches(bare(name), forms, n=3, cutoff=0.75)]
            template = _("Did you mean {people}? Enter the NIP.")
        else:
            template = _("Enter the NIP: {people}.")
        if not keys:
            return _("Enter the NIP, or add the person to the staff.")
        people = "; ".join(f"{key} {self.names[key]}" for key in keys[:5])
        return template.format(people=people)
