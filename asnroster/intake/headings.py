"""Where the headings of a table stand, and which column each is: by the schema's names, or as the user says (``--map``)."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import ErrorDetails, PydanticCustomError

from asnroster.errors import InputError, Issue, did_you_mean
from asnroster.intake.cells import is_empty, normal, plain
from asnroster.intake.columns import SheetSpec
from asnroster.intake.marks import Cell
from asnroster.intake.schema import SHEET_OF, SHEETS, STAFF
from asnroster.intake.vocabulary import is_personal
from asnroster.words import _

HEADER_WITHIN_ROWS = 30
_SUB_HEADINGS = 2

Rows = Sequence[Sequence[Cell]]


class Header(NamedTuple):
    """A header found: index of its first and last row, labels, known column -> position, columns met twice.

    ``rank`` adds up how far the labels are from the columns' own names.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    columns: dict[str, int]
    doubled: tuple[tuple[str, int], ...]
    rank: int = 0

    def tells_more(self, other: Header | None) -> bool:
        """Whether it knows more columns than another, or as many by plainer names or in fewer rows."""
        return other is None or self._worth > other._worth

    @property
    def _worth(self) -> tuple[int, int, int]:
        return len(self.columns), -self.rank, self.first - self.last


def find_header(rows: Rows, spec: SheetSpec, mapping: Mapping[str, str] | None = None) -> Header | None:
    """The row (or two or three joined rows) among the first that has the most known columns, a required one with them.

    Args:
        rows: the sheet's cells.
        spec: the input sheet that it is to be.
        mapping: normalised heading -> column, as the user says; an empty column leaves the heading unread.
    """
    best: Header | None = None
    for index in range(min(HEADER_WITHIN_ROWS, len(rows))):
        labels = [plain(cell) for cell in rows[index]]
        candidates = [_matched(index, index, labels, spec, mapping or {})]
        if index + 1 < len(rows) and (below := _second_line(rows[index], rows[index + 1])):
            candidates.append(_matched(index, index + 1, below, spec, mapping or {}))
        if index + 2 < len(rows):
            upper = _second_line(rows[index], rows[index + 1], of_three=True)
            if upper and (lowest := _second_line(upper, rows[index + 2])):
                candidates.append(_matched(index, index + 2, lowest, spec, mapping or {}))
        for candidate in candidates:
            if _anchored(candidate, spec) and candidate.tells_more(best):
                best = candidate
    return best


def _anchored(header: Header, spec: SheetSpec) -> bool:
    hidden = {column.name for column in spec.hidden}
    return any(name in header.columns for name in (*spec.required, *hidden))


def _matched(
    first: int, last: int, labels: Sequence[str], spec: SheetSpec, mapping: Mapping[str, str]
) -> Header:
    best: dict[str, tuple[int, int]] = {}
    doubled = []
    for place, label in enumerate(labels):
        key = normal(label) if label else ""
        said = mapping.get(key)
        hit = spec.column_of(label) if said is None else (said, -1)
        if not key or hit is None or not hit[0]:
            continue
        name, rank = hit
        if name not in best or rank < best[name][0]:
            best[name] = (rank, place)
        elif rank == best[name][0] <= 0:
            doubled.append((name, place))
    columns = {name: hit[1] for name, hit in best.items()}
    rank = sum(hit[0] for hit in best.values())
    return Header(first, last, tuple(labels), columns, tuple(doubled), rank)


def _second_line(upper: Sequence[Cell], lower: Sequence[Cell], *, of_three: bool = False) -> list[str] | None:
    """The labels of a merged two-row header, or None when the lower row is no part of one.

    A sub-heading stands under an empty cell, or under one whose right neighbour is empty: a span. The middle one of
    three rows may span what the upper one does.
    """
    width = max(len(upper), len(lower))
    above = [plain(cell) for cell in upper] + [""] * (width - len(upper))
    below = [plain(cell) for cell in lower] + [""] * (width - len(lower))
    if not any(below) or not all(isinstance(cell, str) for cell in lower):
        return None
    labels, parent = [], ""
    for place, (top, sub) in enumerate(zip(above, below, strict=True)):
        spans = place + 1 < len(above) and not above[place + 1] and (of_three or bool(below[place + 1]))
        if sub and (re.search(r"\d{6}", sub) or (top and not spans)):
            return None
        parent = top or (parent if sub else "")
        labels.append(sub if normal(parent) in normal(sub) else f"{parent} {sub}".strip() if sub else top)
    return labels if any(top and sub for top, sub in zip(above, below, strict=True)) else None


def with_second_line(
    header: Header | None, rows: Rows, spec: SheetSpec, mapping: Mapping[str, str]
) -> Header | None:
    """The header with a line of sub-headings below it that adds no more known columns, but is nobody's row."""
    if header is None or header.last > header.first or header.last + 1 >= len(rows):
        return header
    row = rows[header.last + 1]
    labels = _second_line(rows[header.first], row)
    keys = [header.columns[name] for name in spec.required if name in header.columns]
    if (
        labels is None
        or sum(not is_empty(cell) for cell in row) < _SUB_HEADINGS
        or any(place < len(row) and not is_empty(row[place]) for place in keys)
    ):
        return header
    further = _matched(header.first, header.last + 1, labels, spec, mapping).columns
    taken = set(header.columns.values())
    columns = header.columns | {
        name: place for name, place in further.items() if name not in header.columns and place not in taken
    }
    return header._replace(last=header.last + 1, labels=tuple(labels), columns=columns)


ColumnMap = Mapping[str, Mapping[str, str]]
"""Sheet -> heading as the user wrote it -> column, or ``-`` for a heading that is not to be read."""

UNREAD = "-"
_SUFFIX = ".toml"


def parse_mapping(texts: Iterable[str]) -> ColumnMap:
    """The mapping of ``--map``: later words go before earlier ones, single headings before files.

    Args:
        texts: each ``HEADING=COLUMN`` (of the staff), ``SHEET!HEADING=COLUMN``, or the path of a mapping file.

    Raises:
        InputError: with everything that is wrong in all of them.
    """
    mapping: dict[str, dict[str, str]] = {}
    single: dict[str, dict[str, str]] = {}
    issues: list[Issue] = []
    for text in texts:
        try:
            if text.lower().endswith(_SUFFIX):
                _lay_over(mapping, read_mapping(Path(text)))
            else:
                for sheet, columns in _checked(_pair(text), "", text).items():
                    single.setdefault(sheet, {}).update(columns)
        except InputError as error:
            issues += error.issues
    issues += _doubled(single, "")
    if issues:
        raise InputError(issues)
    _lay_over(mapping, single)
    return mapping


def given_headings(mapping: ColumnMap) -> Mapping[str, Mapping[str, str]]:
    """Sheet -> normalised heading -> column; an empty column leaves the heading unread."""
    return {
        sheet: {normal(heading): "" if name == UNREAD else name for heading, name in columns.items()}
        for sheet, columns in mapping.items()
    }


def read_mapping(path: Path) -> ColumnMap:
    """A saved mapping file: a table for each sheet, in it ``"HEADING" = "COLUMN"``.

    Raises:
        InputError: when it cannot be read, or with everything that is wrong in it.
    """
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        message = _("The mapping file cannot be read: {reason}.").format(
            reason=_("it is not there") if isinstance(error, FileNotFoundError) else _("it is no UTF-8 text")
        )
        raise InputError([Issue("map-file", message, _("Check the path."), path.name, "--map")]) from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = _("line {number}").format(number=place.group(1)) if place else ""
        message = _("The mapping file is no TOML.")
        needed = _('Each line is “"HEADING" = "COLUMN"” below a sheet in square brackets, e.g. [Pegawai].')
        raise InputError([Issue("map-toml", message, needed, path.name, line)]) from error
    mapping = _checked(content, path.name, "")
    if doubled := list(_doubled(mapping, path.name)):
        raise InputError(doubled)
    return mapping


def mapping_in_use(mapping: ColumnMap, headings: ColumnMap) -> ColumnMap:
    """The mapping to save: headings taken for a column of another name, and headings that are not to be read.

    Args:
        mapping: as in ``Tables.mapping``.
        headings: as the user said.
    """
    unread = {
        sheet: {heading: name for heading, name in columns.items() if name == UNREAD}
        for sheet, columns in headings.items()
    }
    sheets = dict.fromkeys([*mapping, *(sheet for sheet, columns in unread.items() if columns)])
    return {sheet: {**mapping.get(sheet, {}), **unread.get(sheet, {})} for sheet in sheets}


def mapping_text(mapping: ColumnMap, *, source: str) -> str:
    """The mapping as a file for ``--map``.

    Args:
        mapping: which heading is which column.
        source: name of the file that it was made from.
    """
    lines = [f"# {source}", '# "HEADING" = "COLUMN"']
    for sheet, columns in mapping.items():
        lines += [
            "",
            f"[{sheet}]",
            *(f"{_quoted(head)} = {_quoted(column)}" for head, column in columns.items()),
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _lay_over(below: dict[str, dict[str, str]], above: ColumnMap) -> None:
    """Lay one mapping over another: what it says of a heading or a column replaces what was said before."""
    for sheet, columns in above.items():
        headings = {normal(heading) for heading in columns}
        taken = set(columns.values()) - {UNREAD}
        kept = {
            heading: column
            for heading, column in below.get(sheet, {}).items()
            if normal(heading) not in headings and column not in taken
        }
        below[sheet] = kept | dict(columns)


def _pair(text: str) -> dict[str, object]:
    left, equals, column = text.rpartition("=")
    sheet, mark, heading = left.partition("!")
    if not mark or normal(sheet) not in SHEET_OF:
        sheet, heading = STAFF.name, left
    if not equals or not heading.strip() or not column.strip():
        message = _("“{text}” says no column.").format(text=text)
        needed = _('Write it as --map "UNOR NAMA=Unit", or give a mapping file that ends in .toml.')
        raise InputError([Issue("map-text", message, needed, sheet="--map", found=text)])
    return {sheet.strip(): {heading.strip(): column.strip()}}


def _checked(content: Mapping[str, object], file: str, text: str) -> ColumnMap:
    """The mapping with every name checked and in its usual spelling."""
    spelt = {
        SHEET_OF[normal(sheet)].name if normal(sheet) in SHEET_OF else sheet: columns
        for sheet, columns in content.items()
    }
    try:
        mapping: dict[str, dict[str, str]] = _model().model_validate(spelt).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise InputError([_issue(detail, file, text) for detail in error.errors()]) from None
    return mapping


@cache
def _model() -> type[BaseModel]:
    """The schema of a mapping file: a table for each input sheet."""
    fields: dict[str, Any] = {spec.name: (_columns_of(spec), {}) for spec in SHEETS}
    return create_model("MappingFile", __config__=ConfigDict(extra="forbid", strict=True), **fields)


def _heading(heading: str) -> str:
    if is_personal(heading):
        message = _("The column “{heading}” holds personal data and is never read.").format(heading=heading)
        raise PydanticCustomError("map-personal", "{text}", {"text": message, "needed": _("Leave it out.")})
    return heading


def _columns_of(spec: SheetSpec) -> Any:
    columns = {
        normal(word): column.name
        for column in (*spec.columns, *spec.hidden)
        for word in (column.english, column.name)
    }
    shown = [name for column in spec.columns for name in (column.name, column.english)]

    def column(name: str) -> str:
        if name.strip() == UNREAD:
            return UNREAD
        if normal(name) not in columns:
            message = _("The sheet “{sheet}” has no column “{column}” that could be meant.").format(
                sheet=spec.label, column=name
            )
            raise PydanticCustomError(
                "map-column", "{text}", {"text": message, "needed": did_you_mean(name, shown)}
            )
        return columns[normal(name)]

    return dict[Annotated[str, AfterValidator(_heading)], Annotated[str, AfterValidator(column)]]


def _issue(detail: ErrorDetails, file: str, text: str) -> Issue:
    path = [str(step) for step in detail["loc"] if step != "[key]"]
    place = " > ".join(path) if file else "--map"
    context = detail.get("ctx", {})
    if "needed" in context:
        return Issue(detail["type"], str(context["text"]), str(context["needed"]), file, place, found=text)
    if detail["type"] == "extra_forbidden":
        message = _("There is no sheet “{sheet}”.").format(sheet=path[0])
        needed = did_you_mean(path[0], [spec.name for spec in SHEETS])
        return Issue("map-sheet", message, needed, file, place, found=path[0])
    message = _("“{found}” is no text.").format(found=detail["input"])
    needed = _('Each line is “"HEADING" = "COLUMN"” below a sheet in square brackets, e.g. [Pegawai].')
    return Issue("map-type", message, needed, file, place, found=str(detail["input"]))


def _doubled(mapping: ColumnMap, file: str) -> Iterable[Issue]:
    for sheet, columns in mapping.items():
        first: dict[str, str] = {}
        for heading, column in columns.items():
            if column != UNREAD and first.setdefault(column, heading) != heading:
                message = _("The headings “{first}” and “{second}” are both to be “{column}”.").format(
                    first=first[column], second=heading, column=column
                )
                place = sheet if file else "--map"
                yield Issue("map-doubled", message, _("Keep one of them."), file, place, found=heading)
