"""The person whom a user means: by NIP or by name, with the nearest ones where it is not clear."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from asnroster.domain.groups import fold
from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue
from asnroster.intake.keys import NearKeys
from asnroster.words import _

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
    for found in (
        [index for index in firsts if names[index] == wanted],
        [index for index in firsts if words and all(word in names[index] for word in words)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            message = _("“{text}” may be {count} people.").format(text=text, count=len(found))
            raise InputError([_issue("person-several", message, problem, found, text)])
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
    found = [index for name in like for index, known in enumerate(names) if known == name]
    return _issue("person-unknown", message, problem, found, text)


def _issue(code: str, message: str, problem: Problem, found: Sequence[int], text: str) -> Issue:
    if not found:
        return Issue(code, message, _("Give the NIP, or the name as it stands in the roster."), "", "--person",
                     found=text)  # fmt: skip
    people = "; ".join(
        f"{problem.people[p].key} {problem.people[p].name} ({problem.unit_of(p).path})"
        for p in found[:_MOST_SHOWN]
    )
    more = " …" if len(found) > _MOST_SHOWN else ""
    needed = _("Give the NIP of the one you mean: {people}.").format(people=people + more)
    return Issue(code, message, needed, sheet="--person", found=text)
