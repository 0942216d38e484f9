"""The JSON Schema of what ``--json`` writes (draft 2020-12): one definition a kind of command, made from its record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asnroster.output.checked import BadScenario, ScenarioCheck
from asnroster.output.comparison import Comparison
from asnroster.output.explanation import Explanation
from asnroster.output.overview import Totals
from asnroster.output.records import adapter
from asnroster.output.study_json import StudyRecord
from asnroster.output.summary import AuditedRun, Check, Refusal, Run

KINDS: Mapping[str, type] = {
    "run": Run,
    "refusal": Refusal,
    "check": Check,
    "comparison": Comparison,
    "study": StudyRecord,
    "explanation": Explanation,
    "scenario": ScenarioCheck,
    "bad_scenario": BadScenario,
    "parts": Totals,
}


def json_schema() -> dict[str, Any]:
    """The schema that ``asnroster schema`` prints: a run's summary (``solve``, ``audit``), a refusal (exit code 2), what
    ``check`` found, what ``compare``, ``study`` and ``explain`` tell, a scenario that was checked, and a run by agency.
    """
    kinds = {kind: _schema(one) for kind, one in KINDS.items()}
    # Of ``audit`` alone.
    kinds["run"]["properties"]["violations"] = _schema(AuditedRun)["properties"]["violations"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "asnroster --json",
        "anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds],
        "$defs": kinds,
    }


def _schema(kind: type) -> dict[str, Any]:
    made = adapter(kind).json_schema(mode="serialization")
    return _plain(made, made.pop("$defs", {}))


def _plain(one: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """A schema without references, in which null is one more type, so that simple readers understand it."""
    if "$ref" in one:
        return _plain(definitions[one["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in one:
        return _any_of([_plain(choice, definitions) for choice in one["anyOf"]])
    shape = {key: value for key, value in one.items() if key not in ("title", "description", "const")}
    if "const" in one:
        shape["enum"] = [one["const"]]
    for key in ("items", "additionalProperties"):
        if isinstance(shape.get(key), dict):
            shape[key] = _plain(shape[key], definitions)
    if "properties" in shape:
        shape["properties"] = {
            name: _plain(inner, definitions) for name, inner in shape["properties"].items()
        }
    return shape


def _any_of(choices: list[dict[str, Any]]) -> dict[str, Any]:
    types = [choice["type"] for choice in choices]
    shape: dict[str, Any] = {}
    for choice in choices:
        shape |= choice
    if "enum" in shape:
        shape["enum"] = [*shape["enum"], *([None] if "null" in types else [])]
    return shape | {"type": types}
