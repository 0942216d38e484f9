"""What a roster workbook tells of how it came about (sheet Info): input files, scenario in full."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from asnroster.domain.inputs import Source
from asnroster.intake.cells import normal, plain
from asnroster.intake.marks import Cell
from asnroster.intake.sheets import TEXTS, read_book
from asnroster.words import Text

SHEET = "Info"
VERSIONS = ("asnroster", "ortools", "python")
SEARCH = Text("Search", "Perhitungan")  # the section of the solver's figures
# The lines between which the scenario stands, one cell a line; they are comments of its text.
PART = "Bagian OPD"  # the label of the agency that a workbook is the part of
FIRST_LINE, LAST_LINE = "# --- skenario ---", "# --- akhir skenario ---"
_SHA256 = re.compile(r"SHA-256 ([0-9a-f]{64})(?: \((--history|--base)\))?")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a roster comes from.

    Attributes:
        sources: the input files, the staff file first; empty where the roster does not tell.
        scenario: the scenario in full as TOML text; empty likewise.
        history: the earlier rosters that counted.
        base: the roster in force that it was held against.
        agency: the path of the agency that it is the part of; empty for a whole roster.
        made: label and value of the sheet's first section, of the search and of the versions: how the run ended.
    """

    sources: tuple[Source, ...] = ()
    scenario: str = ""
    history: tuple[Source, ...] = ()
    base: Source | None = None
    agency: str = ""
    made: tuple[tuple[str, Cell], ...] = ()


def read_provenance(path: Path) -> Provenance:
    """What the sheet Info of a roster says; nothing for a .csv or a workbook without it.

    Raises:
        InputError: when the file cannot be read.
    """
    if path.suffix.lower() in TEXTS:
        return Provenance()
    book = read_book(path, wanted=lambda name: normal(name) == normal(SHEET), verbatim=True)
    rows = [row for sheet in book.sheets for row in sheet.rows]
    sources = list(_sources(rows))
    inputs, history, bases = (
        tuple(source for source, role in sources if role == option) for option in ("", "--history", "--base")
    )
    agency = next((str(row[1]) for row in rows if len(row) > 1 and normal(row[0]) == normal(PART)), "")
    scenario = _between(cell for row in rows for cell in row)
    return Provenance(inputs, scenario, history, next(iter(bases), None), agency, tuple(_made(rows)))


def _made(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[str, Cell]]:
    """The facts of the first section, of the search, and the versions; a section's heading has no value beside it."""
    pairs = [(*row, "", "")[:2] for row in rows]
    header = next((at for at, (_label, value) in enumerate(pairs) if plain(value)), len(pairs))
    section, heading = 0, ""
    for label, value in pairs[header + 1 :]:
        if plain(label) and not plain(value):
            section, heading = section + 1, plain(label)
        shown = section == 1 or heading in (SEARCH.en, SEARCH.id) or plain(label) in VERSIONS
        if plain(value) and shown:
            yield plain(label), value


def _sources(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[Source, str]]:
    """Every file with its SHA-256, and by which option it was given as an earlier roster; empty for an input."""
    for row in rows:
        texts = [str(cell).strip() for cell in row if str(cell).strip()]
        for name, checksum in pairwise(texts):
            if match := _SHA256.fullmatch(checksum):
                yield Source(name, match.group(1)), match.group(2) or ""


def _between(cells: Iterable[Cell]) -> str:
    lines: list[str] = []
    for cell in cells:
        text = str(cell)
        if text.strip() == FIRST_LINE:
            lines = [text]
        elif lines and text:
            lines.append(text)
            if text.strip() == LAST_LINE:
                return "\n".join(lines) + "\n"
    return ""


def same_file(path: Path, source: Source) -> bool:
    """Whether a file's bytes are those that a roster was made from.

    Raises:
        OSError: when it cannot be read.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256


def find_source(source: Source, folders: Iterable[Path]) -> Path | None:
    """The file of that name in the first folder that has its very bytes, else the first that has one at all."""
    paths = [path for folder in folders if (path := folder / Path(source.file).name).is_file()]
    return next((path for path in paths if same_file(path, source)), paths[0] if paths else None)
