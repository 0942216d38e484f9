"""What a sheet and a column of the input are: the types of the schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from asnroster.intake.privacy import is_personal
from asnroster.words import Text, language

Kind = Literal[
    "nip", "text", "name", "labels", "code", "date", "discipline", "weekdays", "workdays", "weekday-or-date", "yes-no",
    "echelon", "sector", "status", "count", "share", "weight", "mode", "absence", "holiday", "raw", "agreed",
]  # fmt: skip


_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_WORDS = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]|%")
_BEYOND = 100  # a heading that says more than a name stands behind every name and alias
_OTHER = frozenset(
    [
        "lama",
        "asal",
        "atasan",
        "sebelumnya",
        "dulu",
        "usulan",
        "tujuan",
        "suami",
        "istri",
        "anak",
        "ayah",
        "ibu",
        "penilai",
        "rencana",
        "pasangan",
        "old",
        "former",
    ]
)
_PLACES = ("Unit", "Bidang", "Seksi", "OPD")
_HARMLESS = frozenset(
    [
        "terakhir",
        "sekarang",
        "saat",
        "ini",
        "lengkap",
        "beserta",
        "dengan",
        "dan",
        "gelar",
        "asn",
        "pegawai",
        "identitas",
        "biodata",
        "kepegawaian",
        "data",
        "definitif",
        "wajib",
        "diisi",
        "isi",
        "current",
    ]
)
_HARMLESS_OF: dict[str, frozenset[str]] = {
    "nip": frozenset(("no", "nomor", "pns", "pppk")),
    "date": frozenset(("tanggal", "tgl", "bulan", "bln", "tahun", "thn", "date")),
    "text": frozenset(("nama", "name")),
    "count": frozenset(("jumlah", "orang")),
    "share": frozenset(("persen", "persentase")),
}


@dataclass(frozen=True)
class Column:
    """A column of an input sheet.

    Attributes:
        name: the Indonesian name, which is also its key.
        english: the English name, accepted just as well.
        kind: how its cells are read.
        explain: what belongs in it, for the template.
        required: whether every row must have it.
        choices: values of the drop-down, in both languages where they differ.
        closed: whether no other value than the choices is accepted.
        aliases: headings of the users' own lists that mean this column.
        decides: whether a roster may depend on it; a free note decides nothing.
    """

    name: str
    english: str
    kind: Kind
    explain: Text
    required: bool = False
    choices: tuple[Text, ...] = ()
    closed: bool = True
    aliases: tuple[str, ...] = ()
    decides: bool = True

    @property
    def label(self) -> str:
        """The heading in the user's language."""
        return self.english if language() == "en" else self.name


@dataclass(frozen=True)
class SheetSpec:
    """An input sheet.

    Attributes:
        hidden: columns of other systems' lists that are read but not offered in the template.
    """

    name: str
    english: str
    explain: Text
    columns: tuple[Column, ...]
    hidden: tuple[Column, ...] = ()

    @property
    def label(self) -> str:
        """The sheet's name in the user's language."""
        return self.english if language() == "en" else self.name

    @cached_property
    def headings(self) -> dict[str, tuple[str, int]]:
        """Normalised heading -> (column, rank); rank 0 is the column's own name."""
        found: dict[str, tuple[str, int]] = {}
        for column in (*self.columns, *self.hidden):
            for rank, alias in enumerate(column.aliases, start=1):
                found.setdefault(normal(alias), (column.name, rank))
        for column in (*self.columns, *self.hidden):
            found |= {normal(name): (column.name, 0) for name in (column.english, column.name)}
        return found

    def column_of(self, heading: str) -> tuple[str, int] | None:
        """The column that a heading means and its rank (0: its own name), or None.

        A heading may say more than the column's name as long as the rest is harmless: ``NIP *``, ``TMT Jabatan
        (tgl/bln/thn)``, ``Nama Unit Kerja``, ``Jabatan Terakhir``. ``Unit Kerja Lama`` is another thing.
        """
        hit = self.headings.get(normal(heading))
        if hit is not None or is_personal(heading):
            return hit
        inside = " ".join(_BRACKETS.findall(heading))
        words = _WORDS.findall(_BRACKETS.sub(" ", heading).casefold())
        if _OTHER.intersection(_WORDS.findall(inside.casefold())) or (inside and not _LETTER.search(inside)):
            return None
        for dropped in range(len(words)):
            for first in range(dropped + 1):
                last = len(words) - dropped + first
                hit = self.headings.get("".join(words[first:last]))
                if hit is not None and all(
                    word in self._harmless(hit[0]) for word in words[:first] + words[last:]
                ):
                    return hit[0], hit[1] + _BEYOND * (dropped + 1)
        return self._of_several(heading)

    def _of_several(self, heading: str) -> tuple[str, int] | None:
        """The column of a heading that says one thing in two words (``Bagian/Unit Kerja``), the lowest level of places."""
        hits = [self.headings.get(normal(part)) for part in heading.split("/")]
        names = {hit[0] for hit in hits if hit is not None}
        if len(hits) < 2 or None in hits or not (len(names) == 1 or names <= set(_PLACES)):
            return None
        return next(name for name in (*_PLACES, *names) if name in names), _BEYOND

    def _harmless(self, name: str) -> frozenset[str]:
        kind = next(column.kind for column in (*self.columns, *self.hidden) if column.name == name)
        return _HARMLESS | _HARMLESS_OF.get(kind, frozenset())

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the required columns."""
        return tuple(column.name for column in self.columns if column.required)


def normal(label: object) -> str:
    """A heading as it is compared: letters and digits only, small."""
    return "".join(filter(str.isalnum, str(label).casefold()))
