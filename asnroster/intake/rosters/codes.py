"""The meaning of a roster's cells: the codes of forms.md, a user's own (``--code``), and what a legend says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from asnroster.domain.modes import HOME, OFFICE, UNDECIDED
from asnroster.errors import InputError, Issue
from asnroster.intake.cells import plain
from asnroster.intake.marks import UNCOMPUTED, Cell, is_error_word
from asnroster.intake.vocabulary import ABSENCES
from asnroster.words import _, number_text

DAY_OFF, UNKNOWN = -2, 9
LONGEST_CODE = 6
_WORDS = {
    "": UNDECIDED, "-": UNDECIDED, "–": UNDECIDED, "—": UNDECIDED, "L": DAY_OFF, "LIBUR": DAY_OFF, "OFF": DAY_OFF,
    "WFO": OFFICE, "KANTOR": OFFICE, "WFH": HOME, "WFA": HOME, "RUMAH": HOME,
    "CUTI": UNDECIDED, "SAKIT": UNDECIDED, "IZIN": UNDECIDED, "IJIN": UNDECIDED, "DINASLUAR": UNDECIDED,
}  # fmt: skip
_MEANINGS = (
    (
        UNDECIDED,
        r"tidak hadir|tidak masuk|cuti|sakit|i[zj]in|dinas luar|tugas|diklat|absen|leave|sick|training|away",
    ),
    (DAY_OFF, r"libur|bukan hari kerja|holiday|day off|\boff\b"),
    (HOME, r"wfh|wfa|rumah|mana saja|home|anywhere|remote"),
    (OFFICE, r"wfo|kantor|ngantor|hadir|office"),
)
_TOLD = re.compile(r"(?<!\S)(\S{1,6})\s*[=:]\s*([^,;=]*\w)")


def code_key(text: str) -> str:
    """A code as codes are compared: without spaces and case."""
    return "".join(text.split()).upper()


def parse_codes(texts: Sequence[str]) -> dict[str, int]:
    """``["H=WFH", "O=WFO"]`` -> code -> mode.

    Raises:
        InputError: with every text that says nothing of a code.
    """
    codes: dict[str, int] = {}
    issues = []
    for text in texts:
        code, equals, meaning = text.rpartition("=")
        mode = _standard(code_key(meaning))
        if not equals or not code_key(code) or not code_key(meaning) or mode is None:
            message = _("“{text}” does not say what a code means.").format(text=text)
            needed = _("Write it as --code H=WFH; it may mean WFO, WFH, L or an absence ({absences}).")
            absences = ", ".join(ABSENCES)
            issues.append(
                Issue("option-code", message, needed.format(absences=absences), sheet="--code", found=text)
            )
        else:
            codes[code_key(code)] = mode
    if issues:
        raise InputError(issues)
    return codes


def _standard(key: str) -> int | None:
    if key in ABSENCES:
        return UNDECIDED
    return _WORDS.get(key)


@dataclass
class Codes:
    """The meaning of every text in the day cells of one sheet.

    Attributes:
        given: code -> mode, as the user says.
        absences: codes of absences that the staff file uses.
        legend: code -> mode and cell, as the sheet itself says.
        any_word: whether any word of six letters is an absence: in what this program wrote, it is.
        used: codes of the legend that were needed.
    """

    given: Mapping[str, int] = field(default_factory=dict)
    absences: Collection[str] = ()
    legend: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    any_word: bool = False
    used: set[str] = field(default_factory=set)
    _known: dict[str, int] = field(default_factory=dict)

    def mode(self, code: str) -> int:
        """1 office, 0 home, -1 neither, ``DAY_OFF``, ``UNKNOWN`` for what is no code here."""
        mode = self._known.get(code)
        if mode is None:
            mode = self._known[code] = self._mode(code_key(code))
        return mode

    def _mode(self, key: str) -> int:
        if key in self.given:
            return self.given[key]
        standard = _standard(key)
        if standard is not None:
            return standard
        if key in self.absences:
            return UNDECIDED
        if key in self.legend:
            self.used.add(key)
            return self.legend[key][0]
        if self.any_word and re.fullmatch(rf"[A-Z]{{1,{LONGEST_CODE}}}", key):
            return UNDECIDED
        return UNKNOWN


def legend_codes(rows: Sequence[Sequence[Cell]], place: Mapping[int, str]) -> dict[str, tuple[int, str]]:
    """Code -> what a legend makes of it, and its row: ``H = WFH``, or ``H`` and beside it ``bekerja dari rumah``.

    Args:
        rows: rows of the sheet that belong to nobody.
        place: index of such a row -> what it is called to the user.
    """
    legend: dict[str, tuple[int, str]] = {}
    for index, row in enumerate(rows):
        for code, meaning in _pairs(row):
            mode = next(
                (mode_of for mode_of, words in _MEANINGS if re.search(words, meaning.casefold())), None
            )
            if mode is not None:
                legend.setdefault(code_key(code), (mode, place[index]))
    return legend


def _pairs(row: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    texts = [plain(cell) for cell in row if isinstance(cell, str) and plain(cell)]
    for text, after in zip(texts, [*texts[1:], *([""] if texts else [])], strict=True):
        pairs = _TOLD.findall(text)
        yield from pairs
        if not pairs and len(text) <= LONGEST_CODE and after:
            yield text, after.lstrip("=: ")


def unknown_issue(code: str, count: int) -> tuple[str, str, str]:
    """Stable code, message and advice about a text that is no code, wherever it stands; an error of a cell is none to explain."""
    if code == UNCOMPUTED:
        message = _("{count} cells hold a formula without a result.").format(count=number_text(count))
        return (
            "cell-formula",
            message,
            _("Open the file in Excel and save it, then the result is stored; or type the value."),
        )
    if is_error_word(code):
        message = _("{count} cells hold the error {found}.").format(count=number_text(count), found=code)
        return "cell-error", message, _("Correct the formula, or type the value.")
    message = _("“{code}” is no code of a roster ({count} cells).").format(
        code=code, count=number_text(count)
    )
    needed = _(
        "Say what it means: --code “{code}={likely}” (or {other}, L, or C and the like for an absence), or correct the cells."
    )
    likely, other = ("WFO", "WFH") if "WFO" in code.upper() else ("WFH", "WFO")
    return "roster-code", message, needed.format(code=code, likely=likely, other=other)
