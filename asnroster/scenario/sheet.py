"""The sheet Skenario: a scenario for people who never leave Excel.

Column Aturan holds a rule's key, ``parameter``, ``tanda tangan``, ``surat``, ``penghematan``, or nothing (or ``skenario``) for the
scenario's own keys; Nama the rule's name: rows of one rule and name belong together; Isian the field, empty
for a rule without fields; Nilai its value, empty where it is not given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from asnroster.errors import Issue
from asnroster.intake import kinds
from asnroster.intake.cells import BadCellError, day, nip, plain, text
from asnroster.intake.kinds import yes_no
from asnroster.intake.marks import Cell
from asnroster.intake.schema import ScenarioRow
from asnroster.rules.registry import registry
from asnroster.scenario.kinds import Kind, kind_of, rule_fields
from asnroster.scenario.origin import SHEET, UNREADABLE, Key, Origin, shown
from asnroster.scenario.parameters import references, words
from asnroster.words import _

_TOP = ("", "scenario", "skenario")
_SECTIONS = {
    "parameters": "parameters",
    "parameter": "parameters",
    "signature": "signature",
    "tanda_tangan": "signature",
    "letter": "letter",
    "surat": "letter",
    "savings": "savings",
    "penghematan": "savings",
}

Reader = Callable[[Cell], object]


def _words(cell: Cell) -> list[str]:
    return words(plain(cell))


def _figure(cell: Cell) -> object:
    """A whole number of 1 or more is people or days; all else a share."""
    try:
        return kinds.count(cell)
    except BadCellError:
        return kinds.share(cell)


def _windows(cell: Cell) -> object:
    """``16-4-2024 s.d. 18-4-2024; 1-5-2024``: windows between ``;``, one date where the last has no end."""
    if not isinstance(cell, str):
        return [[day(cell)]]
    spans = [
        re.split(r"\s+(?:s\.?\s?/?d\.?|sampai(?: dengan)?|to|-)\s+", part.strip()) for part in cell.split(";")
    ]
    return [[day(end) for end in span] for span in spans if any(span)]


_TOP_READERS: dict[str, Reader] = {
    "remove": _words,
    "start": day,
    "end": day,
    "in_force": _windows,
    "last_known": day,
    "what_if": yes_no,
}
_READERS: dict[Kind, Reader] = {
    "share": kinds.share,
    "weekdays": kinds.weekdays,
    "date": day,
    "flag": yes_no,
    "number": kinds.count,
    "figure": _figure,
    "words": _words,
}


@dataclass
class _Sheet:
    """The rows read so far, in the shape of a scenario file."""

    origin: Origin
    issues: list[Issue]
    raw: dict[str, object] = field(default_factory=dict)
    sections: dict[str, dict[str, object]] = field(default_factory=dict)
    rules: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    cells: dict[Key, str] = field(default_factory=dict)

    def read(self, row: ScenarioRow) -> None:
        """Put one row where it belongs."""
        kind, name, key = _key(row.rule), row.name.strip(), _key(row.field)
        if kind in _TOP:
            self._give(row, (key,), self.raw, _TOP_READERS.get(key, plain))
        elif _SECTIONS.get(kind) == "savings":
            self._read_saving(row, name, key)
        elif kind in _SECTIONS:
            section = _SECTIONS[kind]
            key = row.field.strip() if section == "parameters" else key
            readers: dict[tuple[str, str], Callable[[Cell], object]] = {
                ("signature", "nip"): nip,
                ("signature", "government"): yes_no,
                ("letter", "date"): day,
            }
            reader = _guessed if section == "parameters" else readers.get((section, key), plain)
            self._give(row, (section, key), self.sections.setdefault(section, {}), reader)
        else:
            into = self.rules.setdefault((kind, name), {"rule": kind, "name": name})
            self.cells.setdefault(("rules", len(self.rules)), row.ref.cell)
            self.cells.setdefault(("rules", name or kind), row.ref.cell)
            if key or not _empty(row.value):
                self._give(row, ("rules", name or kind, key), into, _field_reader(kind, key))

    def _read_saving(self, row: ScenarioRow, name: str, key: str) -> None:
        """An assumption's figures, or its source where column Nama says so."""
        part = "source" if _key(name) in ("source", "sumber") else "value"
        savings = self.sections.setdefault("savings", {})
        held = savings.get(key)
        into: dict[str, object] = held if isinstance(held, dict) else {}
        place: Key = ("savings", key, part) if key else ("savings", "")
        self._give(row, place, into, plain if part == "source" else _figures)
        if into:
            savings[key] = into

    def _give(self, row: ScenarioRow, place: Key, into: dict[str, object], reader: Reader) -> None:
        last = str(place[-1])
        twice = place in self.cells
        self.cells.setdefault(place, row.ref.cell)
        if not last:
            message = _("The field is missing: what does “{found}” stand for?").format(found=shown(row.value))
            self._add(row, "sheet-field", message, _("Fill in column Isian."))
        elif twice:
            message = _("“{field}” is given twice.").format(field=last)
            self._add(
                row, "sheet-twice", message, _("Delete one row, or give the second rule a name of its own.")
            )
        elif not _empty(row.value):
            try:
                into[last] = _value(row.value, reader)
            except BadCellError as error:
                into[last] = UNREADABLE
                self._add(row, error.code, error.message, error.needed)

    def _add(self, row: ScenarioRow, code: str, message: str, needed: str) -> None:
        self.issues.append(
            Issue(
                code,
                message,
                needed,
                self.origin.path.name,
                row.ref.sheet or SHEET,
                row.ref.cell,
                shown(row.value),
            )
        )


def sheet_keys(
    rows: Iterable[ScenarioRow], path: Path, issues: list[Issue]
) -> tuple[dict[str, object], Origin]:
    """The rows as a scenario file would say them, and the cell of each key; what is wrong goes into ``issues``."""
    places: dict[Key, str] = {}
    sheet = _Sheet(Origin(path, places), issues, cells=places)
    for row in rows:
        if row.rule.strip() or row.field.strip() or not _empty(row.value):
            sheet.read(row)
    return {**sheet.raw, **sheet.sections, "rules": list(sheet.rules.values())}, sheet.origin


def _key(text: str) -> str:
    """A key as scenario files write it: ``Home Share`` -> ``home_share``."""
    return "_".join(text.casefold().replace("_", " ").split())


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _field_reader(rule: str, key: str) -> Reader:
    fields = rule_fields(registry()[rule]) if rule in registry() else {}
    return _READERS.get(kind_of(fields[key]), plain) if key in fields else plain


def _value(value: object, reader: Reader) -> object:
    """A cell as its field's value; ``$parameters`` are filled in later."""
    return reader(value) if isinstance(value, Cell) and not references(value) else value


def _guessed(value: Cell) -> object:
    """A parameter as what it looks like: a whole number, a list with ``;``, a date, or else a text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | date):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    text = plain(value)
    if text.isdecimal() and len(text) < 10:
        return int(text)
    return words(text) if ";" in text else text


def _figures(cell: Cell) -> object:
    """A number, or a text of one or three figures between ``;``: ``1,5; 2; 2,5``, ``50 %; 70 %; 85 %``."""
    if not isinstance(cell, str):
        return cell
    figures = [figure(part.strip()) for part in text(cell).split(";")]
    return figures[0] if len(figures) == 1 else figures


def figure(written: str) -> object:
    """A figure as people type it, with a comma or a point before the decimals; what is none stays a text.

    Raises:
        BadCellError: when it can be read in two ways.
    """
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", written):
        raise BadCellError(
            "figure-ambiguous",
            _("“{found}” can be read in two ways.").format(found=written),
            _("Write figures without a point between thousands: 1500 or 1,5."),
        )
    if re.fullmatch(r"\d{1,3}(\.\d{3})*,\d+|\d+(,\d+)?", written):
        return Fraction(written.replace(".", "").replace(",", "."))
    return Fraction(written) if re.fullmatch(r"\d+\.\d+", written) else written
