"""One scenario file as it is written: its keys checked, its rules named, nothing inherited yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from asnroster.errors import Issue, did_you_mean
from asnroster.rules.kit.fields import Words
from asnroster.rules.registry import registry
from asnroster.scenario.origin import UNREADABLE, Key, Origin, key_text, shown
from asnroster.scenario.plain import explained
from asnroster.scenario.savings import SavingsKeys
from asnroster.scenario.windows import Windows
from asnroster.words import _


def written_date(value: object) -> object:
    """A date or its ISO text, never a number: pydantic would take that for seconds since 1970.

    Raises:
        ValueError: for a number.
    """
    if isinstance(value, int | float):
        raise ValueError(_("Write a date as year-month-day, e.g. 2025-12-01."))
    return value


Day = Annotated[date, BeforeValidator(written_date)]
Plain = str | bool | int | float | date


class SignatureKeys(BaseModel):
    """The section ``[signature]``."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    place: str = ""
    position: str = ""
    name: str = ""
    nip: str = ""
    rank: str = ""
    government: bool = False


class LetterKeys(BaseModel):
    """The section ``[letter]``."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: str = ""
    number: str = ""
    date: Day | None = None
    about: str = ""


class PolicyKeys(BaseModel):
    """A section ``[[policies]]``: what some units follow, as a roster keeps it; its text line by line."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    entries: Words
    text: tuple[str, ...]


class FileKeys(BaseModel):
    """The top level of a scenario file; None where a key is not given."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = ""
    title: str = ""
    source: str | None = None
    description: str = ""
    extends: str = ""
    home_code: Literal["WFH", "WFA"] | None = None
    remove: Words = ()
    start: Day | None = None
    end: Day | None = None
    in_force: Windows | None = None
    last_known: Day | None = None
    what_if: bool = False
    parameters: dict[str, object] = {}
    rules: list[dict[str, object]] = []
    signature: SignatureKeys | None = None
    letter: LetterKeys | None = None
    savings: SavingsKeys | None = None
    policies: tuple[PolicyKeys, ...] = ()


_SECTIONS: Mapping[str, type[BaseModel]] = {
    "signature": SignatureKeys,
    "letter": LetterKeys,
    "savings": SavingsKeys,
    "policies": PolicyKeys,
}


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as it is written.

    Attributes:
        fields: what it gives but for ``rule`` and ``name``; may still hold ``$parameters``.
        source: the file's own source, which stands for a rule that names none.
    """

    kind: str
    name: str
    fields: Mapping[str, object]
    source: str
    origin: Origin

    def issue(self, code: str, field: str, message: str, needed: str = "", found: object = "") -> Issue:
        """An issue with one field, or with the whole rule when ``field`` is empty."""
        key: Key = ("rules", self.name, field) if field else ("rules", self.name)
        return self.origin.issue(code, key, message, needed, found)


@dataclass(frozen=True)
class Draft:
    """A scenario file, read and checked by itself."""

    keys: FileKeys
    rules: tuple[RuleDraft, ...]
    origin: Origin

    @property
    def name(self) -> str:
        """Its name; the file's name without ending where it gives none."""
        return self.keys.name or self.origin.path.stem


def draft(raw: Mapping[str, object], origin: Origin, issues: list[Issue]) -> Draft:
    """Check the top level of a scenario and name its rules; what is wrong goes into ``issues``."""
    keys = _checked(raw, origin, issues)
    if keys.start is not None and keys.end is not None and keys.end < keys.start:
        message = _("The end {end} lies before the start {start}.").format(end=keys.end, start=keys.start)
        issues.append(
            origin.issue("dates-reversed", ("end",), message, _("Exchange the two dates."), keys.end)
        )
    for name, value in keys.parameters.items():
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, Plain) for item in items):
            message = _("Parameter “{name}” is neither a single value nor a list of values.").format(
                name=name
            )
            needed = _("Write a number, a text in quotes, or a list of them.")
            issues.append(origin.issue("parameter-value", ("parameters", name), message, needed, value))
    return Draft(keys, tuple(_rules(keys, origin, issues)), origin)


def _checked(raw: Mapping[str, object], origin: Origin, issues: list[Issue]) -> FileKeys:
    try:
        return FileKeys.model_validate(raw)
    except ValidationError as error:
        findings = error.errors()
    issues += [_key_issue(finding, origin) for finding in findings if finding["input"] is not UNREADABLE]
    # What is sound goes on, so that the rules' own problems are told in the same run.
    bad = {finding["loc"][0] for finding in findings}
    return FileKeys.model_validate({key: value for key, value in raw.items() if key not in bad})


def _key_issue(finding: ErrorDetails, origin: Origin) -> Issue:
    key: Key = tuple(part + 1 if isinstance(part, int) else part for part in finding["loc"])
    field = str(key[-1])
    if finding["type"] == "extra_forbidden":
        names = _SECTIONS.get(str(key[0]), FileKeys).model_fields
        message = _("“{key}” is not a key of a scenario.").format(key=field)
        return origin.issue("unknown-key", key, message, did_you_mean(field, names), field)
    said = explained(finding, key_text(key))
    needed = (
        _("Begin each rule with a line [[rules]], in double brackets.") if key[0] == "rules" else said.needed
    )
    return origin.issue(said.code, key, said.message, needed, finding["input"])


def _rules(keys: FileKeys, origin: Origin, issues: list[Issue]) -> Iterator[RuleDraft]:
    """The file's rules with their names: the rule's own key where none is given, numbered from the second on."""
    taken = {str(fields["name"]) for fields in keys.rules if fields.get("name")}
    named: set[str] = set()
    for number, fields in enumerate(keys.rules, start=1):
        kind, name = fields.get("rule"), fields.get("name", "")
        if not isinstance(kind, str) or not isinstance(name, str) or kind not in registry():
            issues.append(_head_issue(origin, number, kind, name))
            continue
        if name in named:
            message = _("Two rules of this file are named “{name}”.").format(name=name)
            needed = _("Give one of them another name, or leave its name out.")
            issues.append(origin.issue("rule-name-twice", ("rules", number, "name"), message, needed, name))
            continue
        name = name or _free_name(kind, taken)
        taken.add(name)
        named.add(name)
        own = {field: value for field, value in fields.items() if field not in ("rule", "name")}
        yield RuleDraft(kind, name, own, keys.source or "", origin)


def _free_name(kind: str, taken: set[str]) -> str:
    name, number = kind, 1
    while name in taken:
        number += 1
        name = f"{kind}-{number}"
    return name


def _head_issue(origin: Origin, number: int, kind: object, name: object) -> Issue:
    if kind is None:
        message = _("A rule without “rule”: which one is meant?")
        needed = _('Add a line such as rule = "preferences".')
        return origin.issue("rule-missing", ("rules", number), message, needed)
    if not isinstance(kind, str) or not isinstance(name, str):
        field, value = ("rule", kind) if not isinstance(kind, str) else ("name", name)
        message = _("“{found}” does not fit “{field}”.").format(found=shown(value), field=field)
        return origin.issue(
            "wrong-value", ("rules", number, field), message, _("Write text in quotes."), value
        )
    message = _("There is no rule “{rule}”.").format(rule=kind)
    return origin.issue(
        "unknown-rule", ("rules", number, "rule"), message, did_you_mean(kind, registry()), kind
    )
