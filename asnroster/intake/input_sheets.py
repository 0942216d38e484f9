"""Which sheet of a file is which input: by its name, by its headings, or by what the user says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from asnroster.domain.problem import Assumption, CellRef
from asnroster.errors import Issue, did_you_mean, nearest
from asnroster.intake.cells import normal
from asnroster.intake.columns import SheetSpec
from asnroster.intake.recognition import (
    UserHeadings,
    beside_notice,
    data_rows,
    is_furnished,
    is_unnamed,
    keys_of,
    meant,
    names_alone,
    parted,
)
from asnroster.intake.schema import ABSENCE, FIXED, HOLIDAYS, INPUT_OF, PREFERENCES, SHEETS, STAFF, UNITS
from asnroster.intake.sheets import Book, Sheet
from asnroster.intake.vocabulary import status_of
from asnroster.words import _

_OWN_SHEETS = {
    normal(name)
    for name in (
        "Guide", "Petunjuk", "Lists", "Daftar", "Check", "Periksa", "Not Rostered", "Tidak Dijadwalkan", "Info", "Jadwal",
        "Rekap Unit", "Rekap Harian", "Rekap Pegawai", "Kepatuhan", "Pengecualian",
    )
}  # fmt: skip
_NEAR_SHEET = 0.75
_MANY = (ABSENCE, PREFERENCES, FIXED, HOLIDAYS)  # inputs whose rows may stand in several sheets


class InputPlace(NamedTuple):
    """Where an input is: the file's name, its sheets, and those of them that were known by their headings alone."""

    file: str
    sheets: tuple[Sheet, ...]
    guests: frozenset[str] = frozenset()


@dataclass
class FileInputs:
    """The inputs of one file, and what is said about its sheets.

    Attributes:
        inputs: sheet name of the schema -> where it is.
        issues: what is wrong.
        notices: which sheets were read as what, which were not read.
        assumptions: what was assumed where several sheets may be meant.
    """

    inputs: dict[str, InputPlace] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    notices: list[Issue] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)


def known_sheets(book: Book, main: SheetSpec, headings: UserHeadings) -> FileInputs:
    """Find the inputs of a file.

    Args:
        book: its cells.
        main: the input that it must have.
        headings: which headings are which columns, as the user says.
    """
    file_inputs = FileInputs()
    unknown = _by_name(book, file_inputs)
    filled = [sheet for sheet in unknown if is_furnished(sheet)]
    kinds: list[tuple[Sheet, SheetSpec | None]] = [
        (sheet, meant(sheet, headings) if main is STAFF or sheet.name == "" else None) for sheet in filled
    ]
    if main is UNITS:
        kinds = [(sheet, UNITS if meant(sheet, headings) is UNITS else None) for sheet in filled]
    people = [sheet for sheet, spec in kinds if spec is STAFF]
    if STAFF.name in file_inputs.inputs or any(not _is_own(sheet) for sheet in people):
        people = [sheet for sheet in people if not _is_own(sheet)]
    if main is STAFF and STAFF.name not in file_inputs.inputs and not people:
        people = [sheet for sheet, spec in kinds if spec is None and names_alone(sheet)]
    if main is STAFF:
        _take_people(book, file_inputs, people)
    taken = set(map(id, people)) if main is STAFF else set()
    for sheet, spec in kinds:
        if spec not in (None, STAFF) and _takes(book, file_inputs, sheet, spec, main):
            taken.add(id(sheet))
    rest = [sheet for sheet in filled if id(sheet) not in taken]
    if main.name not in file_inputs.inputs:
        rest = _last_resort(book, file_inputs, main, filled, rest)
    if main is STAFF:
        _take_apart(file_inputs)
    file_inputs.notices += _unread(book, rest, file_inputs)
    file_inputs.notices += _hidden(book, file_inputs)
    return file_inputs


def _by_name(book: Book, file_inputs: FileInputs) -> list[Sheet]:
    """Take the sheets that bear the name of an input.

    Returns:
        the others.
    """
    unknown = []
    for sheet in book.sheets:
        spec = INPUT_OF.get(normal(sheet.name))
        if spec is None:
            unknown.append(sheet)
        elif spec.name in file_inputs.inputs:
            message = _("The sheets “{first}” and “{second}” are the same input.").format(
                first=file_inputs.inputs[spec.name].sheets[0].name, second=sheet.name
            )
            needed = _("Remove or rename one of them.")
            file_inputs.issues.append(Issue("sheet-doubled", message, needed, book.file, sheet.name))
        else:
            file_inputs.inputs[spec.name] = InputPlace(book.file, (sheet,))
    return unknown


def _take_people(book: Book, file_inputs: FileInputs, people: Sequence[Sheet]) -> None:
    """The staff: the sheet called Pegawai, else all that have nobody in common, else the first."""
    if not people:
        return
    if STAFF.name in file_inputs.inputs:
        read, others = file_inputs.inputs[STAFF.name].sheets, list(people)
    elif len(people) == 1 or all(status_of(sheet.name) for sheet in people) or _apart(people):
        read, others = tuple(people), []
    else:
        read, others = (people[0],), list(people[1:])
    if all(map(_is_own, read)):
        message = _("The file is a roster, not a staff file: leave, orders and limits are not in it.")
        needed = _("Give the staff file that it was made from.")
        file_inputs.notices.append(Issue("roster-as-staff", message, needed, book.file, read[0].name))
    file_inputs.inputs[STAFF.name] = InputPlace(
        book.file, tuple(Sheet(sheet.name or STAFF.name, sheet.rows, sheet.marks) for sheet in read)
    )
    if len(read) > 1:
        listed = ", ".join(_counted(sheet) for sheet in read)
        message = _("The people of several sheets were read together: {sheets}.").format(sheets=listed)
        file_inputs.notices.append(Issue("sheets-joined", message, "", book.file))
    for sheet in others:
        message = _("The sheet “{sheet}” ({count} rows) has people too, but only “{read}” is read.").format(
            sheet=sheet.name, count=data_rows(sheet), read=read[0].name
        )
        needed = _("Delete the sheet that does not count, or put their people together in one.")
        file_inputs.notices.append(Issue("people-unread", message, needed, book.file, sheet.name))
        file_inputs.assumptions.append(
            Assumption(
                "sheet",
                f"Sheet {sheet.name}",
                _("not read, only “{read}” is").format(read=read[0].name),
                _("Both sheets hold people."),
                "medium",
                people=data_rows(sheet),
                ref=CellRef(book.file, sheet.name, "A1"),
            )
        )


def _take_apart(file_inputs: FileInputs) -> None:
    """People whose tables stand side by side in a sheet are read table by table."""
    where = file_inputs.inputs.get(STAFF.name)
    if where is None:
        return
    tables = [(sheet, parted(sheet, STAFF)) for sheet in where.sheets]
    file_inputs.notices += [
        beside_notice(where.file, sheet, len(parts)) for sheet, parts in tables if len(parts) > 1
    ]
    file_inputs.inputs[STAFF.name] = where._replace(
        sheets=tuple(part for _sheet, parts in tables for part in parts)
    )


def _is_own(sheet: Sheet) -> bool:
    """Whether a sheet bears the name of one that this program writes: its lists of people are no staff."""
    return normal(sheet.name) in _OWN_SHEETS


def _apart(sheets: Sequence[Sheet]) -> bool:
    """Whether no NIP stands in two of the sheets."""
    seen: set[str] = set()
    for sheet in sheets:
        keys = keys_of(sheet)
        if seen & keys:
            return False
        seen |= keys
    return True


def _takes(
    book: Book, file_inputs: FileInputs, sheet: Sheet, spec: SheetSpec | None, main: SheetSpec
) -> bool:
    """Read a sheet as the input that its headings fit, unless that clashes with another; either is said."""
    if spec is None:
        return False
    there = file_inputs.inputs.get(spec.name)
    clash = there is not None and (
        spec not in _MANY or (spec in (PREFERENCES, FIXED) and not _apart([*there.sheets, sheet]))
    )
    if there is not None and clash:
        message = _(
            "The sheet “{sheet}” ({count} rows) was not read: it is like “{other}”, which was."
        ).format(sheet=sheet.name, count=data_rows(sheet), other=there.sheets[0].name)
        needed = _("Delete the sheet that does not count, or put both together in one.")
        file_inputs.notices.append(Issue("sheet-unread", message, needed, book.file, sheet.name))
        return True
    before = there or InputPlace(book.file, ())
    file_inputs.inputs[spec.name] = InputPlace(
        book.file,
        (*before.sheets, Sheet(sheet.name or spec.name, sheet.rows, sheet.marks)),
        before.guests | {sheet.name} if spec is not main else before.guests,
    )
    if (sheet.name and not is_unnamed(sheet.name)) or spec is not main:
        message = _("The sheet “{sheet}” ({count} rows) was read as {input}, by its headings.").format(
            sheet=sheet.name, count=data_rows(sheet), input=spec.label
        )
        file_inputs.notices.append(Issue("sheet-by-headings", message, "", book.file, sheet.name))
    return True


def _last_resort(
    book: Book, file_inputs: FileInputs, main: SheetSpec, filled: Sequence[Sheet], rest: list[Sheet]
) -> list[Sheet]:
    """The one sheet with a table, or the first without a name of its own, so that its headings are what is told."""
    candidates = filled if len(filled) == 1 else [sheet for sheet in rest if is_unnamed(sheet.name)]
    if candidates and candidates[0] in rest:
        sheet = candidates[0]
        file_inputs.inputs[main.name] = InputPlace(
            book.file, (Sheet(sheet.name or main.name, sheet.rows, sheet.marks),)
        )
        return [other for other in rest if other is not sheet]
    file_inputs.issues.append(_sheet_missing(book, main, [sheet.name for sheet in rest if sheet.name]))
    return rest


def _unread(book: Book, sheets: Sequence[Sheet], file_inputs: FileInputs) -> Iterator[Issue]:
    """A notice of each sheet whose name is nearly known, and one of all others with data."""
    missing = [
        name for spec in SHEETS if spec.name not in file_inputs.inputs for name in (spec.name, spec.english)
    ]
    others = []
    for sheet in sheets:
        near = nearest(sheet.name, missing) if sheet.name else None
        if near and SequenceMatcher(None, normal(sheet.name), normal(near)).ratio() >= _NEAR_SHEET:
            message = _("The sheet “{sheet}” ({count} rows) is not read.").format(
                sheet=sheet.name, count=data_rows(sheet)
            )
            needed = _("Did you mean “{near}”?").format(near=near)
            yield Issue("sheet-near", message, needed, book.file, sheet.name)
        elif normal(sheet.name) not in _OWN_SHEETS:
            others.append(sheet)
    if others:
        message = _("Sheets that are no known input were not read: {sheets}.").format(
            sheets=", ".join(map(_counted, others))
        )
        yield Issue("sheets-unread", message, "", book.file)


def _hidden(book: Book, file_inputs: FileInputs) -> Iterator[Issue]:
    """A notice of each sheet that was read though nobody sees it."""
    for where in file_inputs.inputs.values():
        for sheet in where.sheets:
            if sheet.marks.hidden:
                message = _("The hidden sheet “{sheet}” was read like all others.")
                if sheet.marks.very_hidden:
                    message = _(
                        "The sheet “{sheet}”, so hidden that no menu shows it, was read like all others."
                    )
                needed = _("Delete the sheet if it is not to count.")
                yield Issue("sheet-hidden", message.format(sheet=sheet.name), needed, book.file, sheet.name)


def _counted(sheet: Sheet) -> str:
    text = _("{sheet} ({count} rows)")
    if sheet.marks.hidden:
        text = _("{sheet} (hidden, {count} rows)")
    if sheet.marks.very_hidden:
        text = _("{sheet} (hidden from every menu, {count} rows)")
    return text.format(sheet=sheet.name, count=data_rows(sheet))


def _sheet_missing(book: Book, spec: SheetSpec, names: list[str]) -> Issue:
    message = _("The file has no sheet “{sheet}”.").format(sheet=spec.label)
    near = nearest(spec.name, names) or nearest(spec.english, names)
    if near:
        needed = _("Is it “{near}”? Then rename that sheet to “{sheet}”.").format(near=near, sheet=spec.label)
    else:
        needed = " ".join(
            part
            for part in (
                _("Name the sheet with the data “{sheet}”.").format(sheet=spec.label),
                did_you_mean(spec.name, names),
            )
            if part
        )
    return Issue("sheet-missing", message, needed, book.file, spec.name, "", near or "")
