"""Parts of a large input: the files of one government (or agency), and the names that its files bear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from asnroster.errors import Issue
from asnroster.restore import PARTS_FOLDER
from asnroster.words import _

__all__ = ["PARTS_FOLDER", "Cut", "Part", "shown_name", "stems"]

_LONGEST_STEM = 80


@dataclass(frozen=True, slots=True)
class Part:
    """People who are solved together and apart from everybody else.

    Attributes:
        name: as users call it.
        stem: the name of its files, without ending.
        staff: its people.
        units: a second file with its units, None where there is none.
    """

    name: str
    stem: str
    staff: Path
    units: Path | None = None

    @property
    def size(self) -> int:
        """Bytes of its people's file: how much work it is, roughly."""
        return self.staff.stat().st_size


@dataclass(frozen=True, slots=True)
class Cut:
    """An input cut into parts.

    Attributes:
        parts: in the order of the input.
        notices: what is worth a word.
        checked: the whole was checked with the scenario: a rule that matches nobody in one part matches in another.
        own_files: the parts are files of ours, with our headings.
        policies: the texts of the policies that single units follow.
    """

    parts: tuple[Part, ...]
    notices: tuple[Issue, ...] = ()
    checked: bool = False
    own_files: bool = True
    policies: tuple[str, ...] = ()


def stems(names: Iterable[str]) -> list[str]:
    """A file name for each name: small letters, digits and hyphens, each once."""
    stems_in_order: list[str] = []
    taken: set[str] = {"ringkasan", "manifest"}
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_STEM].strip("-") or "opd"
        stem, number = base, 1
        while stem in taken:
            number += 1
            stem = f"{base}-{number}"
        taken.add(stem)
        stems_in_order.append(stem)
    return stems_in_order


def shown_name(agencies: list[str]) -> str:
    """How users call agencies that are solved together."""
    if len(agencies) == 1:
        return agencies[0]
    return _("{first} and {count} more").format(first=agencies[0], count=len(agencies) - 1)
