"""Which heading is which column, as the user says it: ``--map`` and saved mapping files."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import ErrorDetails, PydanticCustomError

from asnroster.errors import InputError, Issue, did_you_mean
from asnroster.intake.cells import normal
from asnroster.intake.columns import SheetSpec
from asnroster.intake.privacy import is_personal
from asnroster.intake.schema import SHEET_OF, SHEETS, STAFF
from asnroster.words import _

ColumnMap = Mapping[str, Mapping[str, str]]
"""Sheet -> heading as the user wrote it -> column, or ``-`` for a heading that is not to be read."""

UNREAD = "-"
_SUFFIX = ".toml"


def parse_mapping(texts: Iterable[str]) -> ColumnMap:
    """What ``--map`` says, later words before earlier ones and single headings before files.

    Args:
        texts: each ``HEADING=COLUMN`` (of the staff), ``SHEET!HEADING=COLUMN``, or the path of a mapping file.

    Raises:
        InputError: with everything that is wrong in all of them.
    """
    found: dict[str, dict[str, str]] = {}
    single: dict[str, dict[str, str]] = {}
    issues: list[Issue] = []
    for given in texts:
        try:
            if given.lower().endswith(_SUFFIX):
                _lay_over(found, read_mapping(Path(given)))
            else:
                for sheet, columns in _checked(_pair(given), "", given).items():
                    single.setdefault(sheet, {}).update(columns)
        except InputError as error:
            issues += error.issues
    issues += _doubled(single, "")
    if issues:
        raise InputError(issues)
    _lay_over(found, single)
    return found


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
    found = _checked(content, path.name, "")
    if doubled := list(_doubled(found, path.name)):
        raise InputError(doubled)
    return found


def mapping_in_use(found: ColumnMap, given: ColumnMap) -> ColumnMap:
    """What to save: the headings that were taken for a column of another name, and those that are not to be read.

    Args:
        found: as in ``Tables.mapping``.
        given: as the user said.
    """
    unread = {
        sheet: {heading: name for heading, name in columns.items() if name == UNREAD}
        for sheet, columns in given.items()
    }
    sheets = dict.fromkeys([*found, *(sheet for sheet, columns in unread.items() if columns)])
    return {sheet: {**found.get(sheet, {}), **unread.get(sheet, {})} for sheet in sheets}


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
    """What is said above of a heading or of a column replaces what was said below."""
    for sheet, columns in above.items():
        headings = {normal(heading) for heading in columns}
        taken = set(columns.values()) - {UNREAD}
        kept = {
            heading: column
            for heading, column in below.get(sheet, {}).items()
            if normal(heading) not in headings and column not in taken
        }
        below[sheet] = kept | dict(columns)


def _pair(given: str) -> dict[str, object]:
    left, equals, column = given.rpartition("=")
    sheet, mark, heading = left.partition("!")
    if not mark or normal(sheet) not in SHEET_OF:
        sheet, heading = STAFF.name, left
    if not equals or not heading.strip() or not column.strip():
        message = _("“{text}” says no column.").format(text=given)
        needed = _('Write it as --map "UNOR NAMA=Unit", or give a mapping file that ends in .toml.')
        raise InputError([Issue("map-text", message, needed, sheet="--map", found=given)])
    return {sheet.strip(): {heading.strip(): column.strip()}}


def _checked(content: Mapping[str, object], file: str, given: str) -> ColumnMap:
    """The mapping with every name checked and in its usual spelling."""
    spelt = {
        SHEET_OF[normal(sheet)].name if normal(sheet) in SHEET_OF else sheet: columns
        for sheet, columns in content.items()
    }
    try:
        found: dict[str, dict[str, str]] = _model().model_validate(spelt).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise InputError([_issue(detail, file, given) for detail in error.errors()]) from None
    return found


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
    known = {normal(word): column.name for column in (*spec.columns, *spec.hidden) for word in
             (column.english, column.name)}  # fmt: skip
    shown = [name for column in spec.columns for name in (column.name, column.english)]

    def column(name: str) -> str:
        if name.strip() == UNREAD:
            return UNREAD
        if normal(name) not in known:
            message = _("The sheet “{sheet}” has no column “{column}” that could be meant.").format(
                sheet=spec.label, column=name
            )
            raise PydanticCustomError(
                "map-column", "{text}", {"text": message, "needed": did_you_mean(name, shown)}
            )
        return known[normal(name)]

    return dict[Annotated[str, AfterValidator(_heading)], Annotated[str, AfterValidator(column)]]


def _issue(detail: ErrorDetails, file: str, given: str) -> Issue:
    path = [str(step) for step in detail["loc"] if step != "[key]"]
    place = " > ".join(path) if file else "--map"
    context = detail.get("ctx", {})
    if "needed" in context:
        return Issue(detail["type"], str(context["text"]), str(context["needed"]), file, place, found=given)
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
