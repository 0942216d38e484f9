"""Looks up the person that is meant: by NIP wherever in a row it stands, by a name that only one has, by what a user types; else the nearest."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from asnroster.domain.groups import fold
from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue, nearest
from asnroster.intake.cells import NIP_DIGITS, is_empty, nip, plain
from asnroster.intake.marks import Cell
from asnroster.words import _

_NIP = re.compile(rf"(?<!\d)(?:\d[ .\-]?){{{NIP_DIGITS - 1}}}\d(?!\d)")
_LABEL = re.compile(r"\bN\.?I\.?P\b\.?\s*[:.]?\s*$", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_SUGGESTIONS = 50  # beyond so many unknown numbers the file is another one
_DIFFERING_DIGITS = 3
_TITLES = frozenset(
    {"dr", "drs", "dra", "drg", "drh", "h", "hj", "ir", "prof", "apt", "ns", "kh", "bpk", "ibu", "bapak", "sdr", "sdri"}
)  # fmt: skip


class Identity(NamedTuple):
    """A row's NIP and name of its person; empty where it has none."""

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


class NearKeys:
    """Suggests the key most like an unknown one, quickly among tens of thousands."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._digits = [key for key in keys if len(key) == NIP_DIGITS and key.isascii()]
        self._matrix = np.array([list(key.encode()) for key in self._digits], dtype=np.uint8)
        self._asked = 0

    def __call__(self, key: str) -> str | None:
        """The key of which at most three digits differ, or that is similar as a text; None when none is."""
        self._asked += 1
        if self._asked > _SUGGESTIONS:
            return None
        if self._digits and len(key) == NIP_DIGITS and key.isascii():
            misses = (self._matrix != np.frombuffer(key.encode(), dtype=np.uint8)).sum(axis=1)
            best = int(misses.argmin())
            if misses[best] <= _DIFFERING_DIGITS:
                return self._digits[best]
        return nearest(key, [other for other in self._keys if other[:6] == key[:6] or other[-6:] == key[-6:]])


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
        """Advice for a name that nobody or more than one bears."""
        keys = self.named(name)
        if not keys:
            forms = {bare(full_name): key for key, full_name in self.names.items()}
            keys = [forms[form] for form in difflib.get_close_matches(bare(name), forms, n=3, cutoff=0.75)]
            template = _("Did you mean {people}? Enter the NIP.")
        else:
            template = _("Enter the NIP: {people}.")
        if not keys:
            return _("Enter the NIP, or add the person to the staff.")
        people = "; ".join(f"{key} {self.names[key]}" for key in keys[:5])
        return template.format(people=people)


_MOST_SHOWN = 20
_MOST_NEAR = 5


def find_person(problem: Problem, text: str) -> int:
    """First row of the one person with that NIP or name; part of a name will do where only one has it.

    Raises:
        InputError: when nobody is meant, or several could be: with the candidates.
    """
    wanted = fold(text)
    firsts = [rows[0] for rows in problem.stints.people]
    by_key = {fold(problem.people[row].key): row for row in firsts}
    together = "".join(wanted.split()).strip("'’")
    for key in (wanted, together):
        if key in by_key:
            return by_key[key]
    names = [fold(person.name) for person in problem.people]
    words = wanted.split()
    for matches in (
        [index for index in firsts if names[index] == wanted],
        [index for index in firsts if words and all(word in names[index] for word in words)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            message = _("“{text}” may be {count} people.").format(text=text, count=len(matches))
            raise InputError([_issue("person-several", message, problem, matches, text)])
    raise InputError([_unknown(problem, text, together, names)])


def _unknown(problem: Problem, text: str, together: str, names: Sequence[str]) -> Issue:
    for person in problem.left_out:
        if together == fold(person.key) or fold(text) == fold(person.name):
            message = _("{name} ({nip}) is not rostered ({reason}).").format(
                name=person.name, nip=person.key, reason=person.reason
            )
            return Issue("person-left-out", message, "", sheet="--person", found=text)
    message = _("Nobody of the roster has the NIP or name “{text}”.").format(text=text)
    keys = [person.key for person in problem.people]
    near = NearKeys(keys)(together) if any(letter.isdigit() for letter in together) else None
    if near is not None:
        return _issue("person-unknown", message, problem, [keys.index(near)], text)
    like = difflib.get_close_matches(fold(text), list(dict.fromkeys(names)), n=_MOST_NEAR, cutoff=0.6)
    candidates = [index for name in like for index, key in enumerate(names) if key == name]
    return _issue("person-unknown", message, problem, candidates, text)


def _issue(code: str, message: str, problem: Problem, candidates: Sequence[int], text: str) -> Issue:
    if not candidates:
        return Issue(
            code,
            message,
            _("Give the NIP, or the name as it stands in the roster."),
            "",
            "--person",
            found=text,
        )
    people = "; ".join(
        f"{problem.people[p].key} {problem.people[p].name} ({problem.unit_of(p).path})"
        for p in candidates[:_MOST_SHOWN]
    )
    more = " …" if len(candidates) > _MOST_SHOWN else ""
    needed = _("Give the NIP of the one you mean: {people}.").format(people=people + more)
    return Issue(code, message, needed, sheet="--person", found=text)
