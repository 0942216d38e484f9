"""Positions as offices write them: acting words aside, several titles in one cell."""

from __future__ import annotations

import re
from functools import lru_cache

_ACTING = (
    r"(?:pelaksana\s+(?:tugas|harian)|penjabat\s+sementara|penjabat|(?:plt|plh|pjs|pj)\b)"
    r"\s*[.,]?"
)
# Before or after the title, with or without brackets.
_BEFORE = re.compile(rf"^\s*[(\[]?\s*{_ACTING}\s*[)\]]?\s*(?=[^\W_])", re.IGNORECASE)
_AFTER = re.compile(rf"(?<=\S)\s*[-,]?\s*[(\[]?\s*\b{_ACTING}\s*[)\]]?\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"[;/\n|&+]|,(?=\s*[a-z]{3})|\b(?:merangkap|selaku|sekaligus|serta)\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def without_acting(position: str) -> str:
    """A position without Plt, Plh, Pj, Pjs, Pelaksana Tugas, Pelaksana Harian or Penjabat before or after it."""
    bare = _AFTER.sub("", _BEFORE.sub("", position))
    return " ".join(bare.split()) or position


@lru_cache(maxsize=1 << 14)
def titles(position: str) -> tuple[str, ...]:
    """The titles of a cell that holds several, each without an acting word."""
    parts = [without_acting(part.strip(" .-")) for part in _BETWEEN.split(position)]
    return tuple(part for part in parts if part)
