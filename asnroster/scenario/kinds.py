"""The kind of value that a rule's field takes, told from its type."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from asnroster.rules.kit.base import Rule

Kind = Literal["choice", "share", "weekdays", "words", "date", "flag", "number", "figure", "text"]
_KINDS: dict[object, Kind] = {
    Fraction: "share",
    frozenset: "weekdays",
    tuple: "words",
    date: "date",
    bool: "flag",
    int: "number",
}


@cache
def rule_fields(rule: type[Rule]) -> dict[str, FieldInfo]:
    """A rule's fields under the names that scenarios use (``from``, not ``from_``)."""
    return {info.alias or name: info for name, info in rule.model_fields.items()}


def kind_of(info: FieldInfo) -> Kind:
    """The kind of value that a field takes; ``figure``: a whole number or a share."""
    if {_inner(part) for part in get_args(info.annotation)} == {int, Fraction}:
        return "figure"
    inner = _inner(info.annotation)
    if get_origin(inner) is Literal:
        return "choice"
    return _KINDS.get(get_origin(inner) or inner, "text")


def choices(info: FieldInfo) -> tuple[str, ...]:
    """The words that a field allows; empty unless it is a choice."""
    inner = _inner(info.annotation)
    return tuple(str(word) for word in get_args(inner)) if get_origin(inner) is Literal else ()


def _inner(annotation: Any) -> Any:
    """The type itself, without ``| None`` and annotations."""
    if get_origin(annotation) in (Union, UnionType):
        return _inner(next(part for part in get_args(annotation) if part is not NoneType))
    if get_origin(annotation) is Annotated:
        return _inner(get_args(annotation)[0])
    return annotation
