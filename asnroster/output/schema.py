"""The JSON Schema of what ``--json`` writes (draft 2020-12): of a run, of a refusal, of ``check``."""

from __future__ import annotations

from typing import Any

_TEXT, _WHOLE, _FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
_MAYBE_WHOLE: dict[str, Any] = {"type": ["integer", "null"]}
_MAYBE_NUMBER: dict[str, Any] = {"type": ["number", "null"]}
_DATE = {"type": "string", "format": "date"}


def _record(**fields: Any) -> dict[str, Any]:
    """An object that has all of these fields, and may have more."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


ISSUE = _record(
    code=_TEXT, file=_TEXT, sheet=_TEXT, cell=_TEXT, message=_TEXT, needed=_TEXT, found=_TEXT
)  # fmt: skip
ASSUMPTION = _record(subject=_TEXT, assumed=_TEXT, ground=_TEXT, confidence=_TEXT)
VERSIONS = _record(asnroster=_TEXT, ortools=_TEXT, python=_TEXT)
REFUSAL = _record(status={"enum": ["unknown"]}, issues=_list(ISSUE), versions=VERSIONS)
CHECK = _record(
    people=_WHOLE, units=_WHOLE, issues=_list(ISSUE), notices=_list(ISSUE), assumptions=_list(ASSUMPTION),
    versions=VERSIONS,
)  # fmt: skip
RUN = _record(
    status={"enum": ["optimal", "feasible", "infeasible", "unknown"]},
    cost=_MAYBE_WHOLE, bound=_MAYBE_NUMBER, gap=_MAYBE_NUMBER,
    rules=_list(_record(rule=_TEXT, name=_TEXT, hard=_FLAG, violations=_MAYBE_WHOLE, cost=_MAYBE_WHOLE)),
    people=_WHOLE, days=_WHOLE, seconds={"type": "number"},
    stages=_list(_record(name=_TEXT, seconds={"type": "number"})),
    peak_memory_mb={"type": "number"}, seed=_WHOLE, versions=VERSIONS, interrupted=_FLAG, scenario=_TEXT,
    start=_DATE, end=_DATE, issues=_list(ISSUE), notices=_list(ISSUE), assumptions=_list(ASSUMPTION),
)  # fmt: skip
VIOLATION = _record(
    rule=_TEXT, title=_TEXT, hard=_FLAG, nip=_TEXT, who=_TEXT, start=_DATE, end=_DATE, found=_TEXT, needed=_TEXT,
    message=_TEXT, file=_TEXT, sheet=_TEXT, cell=_TEXT,
)  # fmt: skip
RUN["properties"]["violations"] = _list(VIOLATION)  # of ``audit`` alone


def json_schema() -> dict[str, Any]:
    """The schema that ``asnroster schema`` prints: a run's summary, a refusal (exit code 2) or what ``check`` found."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "asnroster --json",
        "anyOf": [{"$ref": "#/$defs/run"}, {"$ref": "#/$defs/refusal"}, {"$ref": "#/$defs/check"}],
        "$defs": {"run": RUN, "refusal": REFUSAL, "check": CHECK},
    }
