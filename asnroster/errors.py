"""Issues of the input as data: all are collected, then shown at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from asnroster.words import _


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong (or odd) in what the user gave.

    Attributes:
        code: stable key for programs and tests, e.g. ``nip-numeric``.
        message: what is wrong, in the user's language, a full sentence.
        needed: what would do, in the user's language, a full sentence.
        file: file name without its folder; empty where none is meant.
        sheet: sheet name, or the key path in a scenario file.
        cell: A1-style reference of the bad cell, e.g. ``C17``; empty where none is meant.
        found: the offending text as found (never personal data beyond what identifies the row).
    """

    code: str
    message: str
    needed: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    found: str = ""

    def place(self) -> str:
        """``staff.xlsx > Pegawai!C17``, as much of it as is known."""
        inside = "!".join(part for part in (self.sheet, self.cell) if part)
        return " > ".join(part for part in (self.file, inside) if part)

    def line(self) -> str:
        """The issue on one plain line."""
        text = " ".join(part for part in (self.message, self.needed) if part)
        return f"{self.place()}: {text}" if self.place() else text


class InputError(Exception):
    """Bad input or usage (exit code 2): carries every issue that was found, in order."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(issue.line() for issue in self.issues))


class NoRosterError(InputError):
    """There is no roster to give: its issues tell why."""


class DisagreementError(Exception):
    """Audit and solver disagree about a roster: a fault of asnroster itself, never of the input."""

    def __init__(self) -> None:
        super().__init__(
            _("The audit disagrees with the solver. This is a bug in asnroster; please report it.")
        )


def nearest(word: str, names: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known word most like ``word`` (case aside), or None when nothing is near (0..1, 1: the same)."""
    by_fold = {" ".join(name.casefold().split()): name for name in names}
    match = difflib.get_close_matches(" ".join(word.casefold().split()), by_fold, n=1, cutoff=cutoff)
    return by_fold[match[0]] if match else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """A sentence with the nearest known word, or else with all of them (20 at most)."""
    names = sorted(set(words))
    near = nearest(word, names)
    if near is not None:
        return _("Did you mean “{near}”?").format(near=near)
    if not names:
        return ""
    return _("Known: {names}.").format(names=", ".join(names[:20]) + (" …" if len(names) > 20 else ""))
