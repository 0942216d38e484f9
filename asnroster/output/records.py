"""What ``--json`` writes: dataclasses, which are the published schema too (``asnroster schema``), field by field.

Here stand those that several products share. Texts are in the user's language; shares are numbers from 0 to 1.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any, Literal, TypeVar, dataclass_transform

from pydantic import TypeAdapter

from asnroster import __version__, errors
from asnroster.domain import problem
from asnroster.judge.savings import source_text
from asnroster.scenario import savings
from asnroster.scenario.savings import KINDS

Number = int | float
Mode = Literal["office", "home"] | None
One = TypeVar("One")


@dataclass_transform(frozen_default=True)
def record(kind: type[One]) -> type[One]:
    """A class of what ``--json`` writes."""
    return dataclass(frozen=True, slots=True)(kind)


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def adapter(kind: type) -> TypeAdapter[Any]:
    """Pydantic's view of a record, made when it is first needed."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def as_data(one: Any) -> dict[str, Any]:
    """A record as JSON has it: objects, lists, texts, numbers, ISO dates."""
    data: dict[str, Any] = adapter(type(one)).dump_python(one, mode="json", by_alias=True)
    return data


@record
class Issue:
    """One thing wrong or odd in what was given, where it stands, and what would do."""

    code: str
    file: str
    sheet: str
    cell: str
    message: str
    needed: str
    found: str


def issue_of(one: errors.Issue) -> Issue:
    """An issue or a notice."""
    return Issue(one.code, one.file, one.sheet, one.cell, one.message, one.needed, one.found)


def issues_of(issues: Iterable[errors.Issue]) -> list[Issue]:
    """Issues or notices."""
    return [issue_of(one) for one in issues]


@record
class Assumption:
    """What was assumed, and what the user says to it: null as long as nobody has said anything."""

    kind: str
    subject: str
    assumed: str
    ground: str
    confidence: str
    people: int
    agreed: bool | None
    right: str


def assumptions_of(rows: Iterable[problem.Assumption]) -> list[Assumption]:
    """Assumptions of a run."""
    return [
        Assumption(
            one.kind, one.subject, one.assumed, one.ground, one.confidence, one.people, one.agreed, one.right
        )
        for one in rows
    ]


@record
class Ends:
    """A figure under the low, the middle and the high assumptions."""

    low: float
    middle: float
    high: float


def ends(*values: Any) -> Ends:
    """Low, middle and high."""
    return Ends(*map(float, values))


@record
class SavingsAssumption:
    """An assumption of the savings with its range and source."""

    key: str
    title: str
    unit: str
    source: str
    low: float
    middle: float
    high: float


def savings_assumptions(assumptions: Mapping[str, savings.Assumption]) -> list[SavingsAssumption]:
    """Every assumption that savings rest on."""
    return [
        SavingsAssumption(
            key, str(KINDS[key].title), str(KINDS[key].unit), source_text(one), *map(float, one.values)
        )
        for key, one in assumptions.items()
    ]


@record
class Versions:
    """Versions of asnroster, the solver and Python."""

    asnroster: str
    ortools: str
    python: str


def versions() -> dict[str, str]:
    """The same as words and texts; the solver is not imported for it."""
    return {
        "asnroster": __version__,
        "ortools": metadata.version("ortools"),
        "python": platform.python_version(),
    }
