"""Written rules become typed ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from asnroster.errors import Issue, did_you_mean
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.scope import FILTERS
from asnroster.rules.registry import registry
from asnroster.scenario.document import FileKeys, RuleDraft
from asnroster.scenario.kinds import kind_of, rule_fields
from asnroster.scenario.origin import UNREADABLE, Origin, shown
from asnroster.scenario.parameters import filled, references
from asnroster.scenario.plain import explained
from asnroster.scenario.schema import kind_text
from asnroster.words import _


def typed_rules(
    drafts: Iterable[RuleDraft],
    parameters: Mapping[str, object],
    issues: list[Issue],
    *,
    parameter_origins: Mapping[str, Origin | None],
    whole: bool = True,
) -> tuple[Rule, ...]:
    """Fill in the parameters and check every field; what is wrong goes into ``issues``.

    Args:
        drafts: the rules as written.
        parameters: values for ``$key``.
        issues: takes everything that is wrong.
        parameter_origins: where each parameter got its value, None for ``--set``: what is wrong with it is told there.
        whole: False where parameters may be missing because a file is: that is told already.
    """
    rules = []
    for written in drafts:
        fields = {field: filled(value, parameters) for field, value in written.fields.items()}
        fields.setdefault("source", written.source)
        unfilled = {field: key for field, value in fields.items() for key in references(value)}
        odd = list(_odd_values(written, fields))
        if whole:
            issues += [_unknown_parameter(written, field, key, parameters) for field, key in unfilled.items()]
        issues += [issue for _field, issue in odd]
        try:
            rules.append(registry()[written.kind].model_validate({**fields, "name": written.name}))
        except ValidationError as error:
            faulty = {*unfilled, *(field for field, _issue in odd)}
            faulty |= {field for field, value in fields.items() if value is UNREADABLE}
            wrong = [finding for finding in error.errors() if _field(finding) not in faulty]
            issues_here = [
                _at_parameter(written, finding, parameter_origins) or _issue(written, finding)
                for finding in wrong
            ]
            issues += [issue for issue in issues_here if issue not in issues]
    return tuple(rules)


def _field(finding: ErrorDetails) -> str:
    return str(finding["loc"][0]) if finding["loc"] else ""


def _issue(written: RuleDraft, finding: ErrorDetails) -> Issue:
    field = _field(finding)
    if finding["type"] == "extra_forbidden":
        message = _("Rule “{rule}” has no field “{field}”.").format(rule=written.kind, field=field)
        needed = did_you_mean(field, [name for name in rule_fields(registry()[written.kind]) if _own(name)])
        if field in FileKeys.model_fields:
            needed = _("“{key}” belongs at the top of the file, above all sections.").format(key=field)
        return written.issue("unknown-field", field, message, needed, field)
    if finding["type"] == "missing":
        needed = _("Add it: {kind}.").format(kind=kind_text(rule_fields(registry()[written.kind])[field]))
        return written.issue("missing", field, _("“{field}” is missing.").format(field=field), needed)
    said = explained(finding, field)
    return written.issue(said.code, field, said.message, said.needed, finding["input"] if field else "")


def _at_parameter(
    written: RuleDraft, finding: ErrorDetails, parameter_origins: Mapping[str, Origin | None]
) -> Issue | None:
    """The issue where a parameter got its value, if it is one that the field took from there."""
    value = written.fields.get(_field(finding))
    key = next(iter(references(value)), "") if isinstance(value, str) else ""
    if key not in parameter_origins or finding["type"] == "extra_forbidden":
        return None
    said, origin = explained(finding, key), parameter_origins[key]
    if origin is None:
        return Issue(said.code, said.message, said.needed, sheet="--set", found=shown(finding["input"]))
    return origin.issue(said.code, ("parameters", key), said.message, said.needed, finding["input"])


def _own(field: str) -> bool:
    """Whether a field is worth proposing: the exceptions are found through their twins."""
    return not field.startswith("except_") or field == "except_weekdays"


def _unknown_parameter(written: RuleDraft, field: str, key: str, names: Mapping[str, object]) -> Issue:
    message = _("There is no parameter “{key}”.").format(key=key)
    needed = did_you_mean(key, names) or _("Add it to the section [parameters].")
    return written.issue("unknown-parameter", field, message, needed, f"${key}")


def _odd_values(written: RuleDraft, fields: Mapping[str, object]) -> Iterator[tuple[str, Issue]]:
    """Values that pydantic would let pass: numbers as dates, filters that filter nothing, dates the wrong way round."""
    for field, info in rule_fields(registry()[written.kind]).items():
        value = fields.get(field)
        if kind_of(info) == "date" and isinstance(value, int | float):
            message = _("“{found}” does not fit “{field}”.").format(found=value, field=field)
            needed = _("Write a date as year-month-day, e.g. 2025-12-01.")
            yield field, written.issue("wrong-value", field, message, needed, value)
        if field.removeprefix("except_") in FILTERS and value == []:
            message = _("“{field}” is an empty list.").format(field=field)
            needed = _("Name at least one, or leave the field out for everybody.")
            yield field, written.issue("empty-filter", field, message, needed)
    first, last = (str(fields.get(field, "")) for field in ("from", "until"))
    if first and last and last < first and not references(first) and not references(last):
        message = _("The end {end} lies before the start {start}.").format(end=last, start=first)
        yield "until", written.issue("dates-reversed", "until", message, _("Exchange the two dates."), last)
