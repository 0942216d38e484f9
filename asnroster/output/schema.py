"""The JSON Schema of what ``--json`` writes (draft 2020-12): one definition a kind of command."""

from __future__ import annotations

from typing import Any

from asnroster.output.figures import MEASURES

_TEXT, _WHOLE, _FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
_MAYBE_WHOLE: dict[str, Any] = {"type": ["integer", "null"]}
_MAYBE_NUMBER: dict[str, Any] = {"type": ["number", "null"]}
_NUMBER, _MAYBE_TEXT = {"type": "number"}, {"type": ["string", "null"]}
_DATE = {"type": "string", "format": "date"}


def _record(**fields: Any) -> dict[str, Any]:
    """An object that has all of these fields, and may have more."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _maybe(one: dict[str, Any]) -> dict[str, Any]:
    """The same, or null."""
    return {**one, "type": [one["type"], "null"]}


_MEASURE: dict[str, dict[str, Any]] = {
    "count": _MAYBE_NUMBER, "share": _MAYBE_NUMBER, "index": _MAYBE_NUMBER, "text": _MAYBE_TEXT,
    "counts": {"type": ["object", "null"]},
}  # fmt: skip
ISSUE = _record(
    code=_TEXT, file=_TEXT, sheet=_TEXT, cell=_TEXT, message=_TEXT, needed=_TEXT, found=_TEXT
)  # fmt: skip
ASSUMPTION = _record(
    kind=_TEXT, subject=_TEXT, assumed=_TEXT, ground=_TEXT, confidence=_TEXT, people=_WHOLE,
    agreed={"type": ["boolean", "null"]}, right=_TEXT,
)  # fmt: skip
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


_STATUS = {"enum": ["optimal", "feasible", "infeasible", "unknown"]}
COMPARISON = _record(
    scenarios=_list(_record(
        scenario=_TEXT, title=_TEXT, start=_DATE, end=_DATE, status=_STATUS, bound=_MAYBE_NUMBER, seconds=_NUMBER,
        why=_TEXT, given=_FLAG, value=_TEXT, **{measure.key: _MEASURE[measure.kind] for measure in MEASURES},
        differences={"type": "object"},
    )),
    assumptions=_list(ASSUMPTION),
)  # fmt: skip
_RELIEF = _maybe(_record(name=_TEXT, step=_TEXT, most_home_days=_MAYBE_WHOLE, gain=_WHOLE))
_ENDS = _record(low=_NUMBER, middle=_NUMBER, high=_NUMBER)
_REACHED = _maybe(_record(
    home_share=_MAYBE_NUMBER, service=_MAYBE_NUMBER, spare=_MAYBE_NUMBER, lowest=_MAYBE_NUMBER, wishes=_MAYBE_NUMBER,
    home_days=_WHOLE, closed_building_days=_MAYBE_WHOLE, rupiah=_ENDS, co2_kg=_ENDS,
))  # fmt: skip
STUDY = _record(
    scenario=_TEXT, title=_TEXT, what_if=_FLAG, start=_DATE, end=_DATE,
    groups=_list(_record(
        unit=_MAYBE_TEXT, agency=_FLAG, people=_WHOLE, kept={"type": "object"}, person_days=_WHOLE,
        most_home_days=_MAYBE_WHOLE, bound=_WHOLE, share=_MAYBE_NUMBER, level=_TEXT, binds=_RELIEF, step=_RELIEF,
    )),
    rules=_list(_record(
        rule=_TEXT, name=_TEXT, dropped=_RELIEF, step=_RELIEF, agencies=_list(_record(agency=_TEXT, gain=_WHOLE)),
    )),
    curve=_list(_record(
        cap=_NUMBER, status=_STATUS, cost=_MAYBE_WHOLE, gap=_MAYBE_NUMBER, overfull_building_days=_MAYBE_WHOLE, why=_TEXT,
        all=_REACHED, agencies={"type": "object", "additionalProperties": _REACHED},
    )),
    assumptions=_list(ASSUMPTION),
    savings_assumptions=_list(_record(key=_TEXT, title=_TEXT, unit=_TEXT, source=_TEXT, **_ENDS["properties"])),
    classes=_list(_record(level=_TEXT, least=_NUMBER)), solves=_WHOLE, alike=_WHOLE, seconds=_NUMBER, interrupted=_FLAG,
    unfinished=_list(_TEXT),
)  # fmt: skip
_MODE = {"enum": ["office", "home", None]}
_DAY = {
    "date": _DATE, "code": _TEXT, "mode": _MODE, "kind": _TEXT, "misfit": _MAYBE_TEXT, "holiday": _MAYBE_TEXT,
    "absence": _MAYBE_TEXT, "rule": _MAYBE_TEXT, "reason_code": _MAYBE_TEXT, "reason_until": _MAYBE_TEXT,
    "document": _MAYBE_TEXT, "source": _MAYBE_TEXT, "overruled": _list(_MAYBE_TEXT), "reason": _TEXT,
}  # fmt: skip
_COSTS = _list(_record(rule=_TEXT, difference=_WHOLE))
_CHANGE = _record(
    rule=_TEXT, nip=_MAYBE_TEXT, group=_MAYBE_TEXT, date=_MAYBE_TEXT, week=_MAYBE_WHOLE, sense=_TEXT, now=_MAYBE_NUMBER,
    then=_MAYBE_NUMBER, needed=_MAYBE_NUMBER, amount_before=_WHOLE, amount_after=_WHOLE, text=_TEXT,
)  # fmt: skip
EXPLANATION = _record(
    nip=_TEXT, name=_TEXT, unit=_TEXT, scenario=_TEXT, start=_DATE, end=_DATE,
    month=_maybe(_record(
        days=_list(_record(**_DAY)),
        weeks=_list(_record(
            week=_WHOLE, office=_WHOLE, home=_WHOLE, absent=_WHOLE,
            rules=_list(_record(rule=_TEXT, sense=_TEXT, found=_NUMBER, needed=_NUMBER)),
        )),
        office=_WHOLE, home=_WHOLE, most_home=_WHOLE,
        wishes=_list(_record(date=_DATE, mode=_MODE, strength=_WHOLE, met=_FLAG, forbidden=_FLAG)),
        standing=_maybe(_record(
            group=_TEXT, people=_WHOLE, share=_NUMBER, least=_NUMBER, mean=_NUMBER, largest=_NUMBER, rank=_WHOLE,
        )),
        never_home=_MAYBE_TEXT,
    )),
    cells=_list(_record(
        **_DAY,
        flip=_maybe(_record(
            mode=_MODE, breaks=_list(_CHANGE), mends=_list(_CHANGE), costs=_COSTS, difference=_WHOLE,
        )),
        price=_maybe(_record(
            mode=_MODE, status=_TEXT, difference=_MAYBE_WHOLE, lowest=_MAYBE_NUMBER, better_exists=_FLAG, mends=_WHOLE,
            costs=_COSTS, changes=_list(_record(nip=_TEXT, date=_DATE, before=_MODE, after=_MODE)), against=_list(_TEXT),
        )),
    )),
    assumptions=_list(ASSUMPTION),
)  # fmt: skip
KINDS = {
    "run": RUN, "refusal": REFUSAL, "check": CHECK, "comparison": COMPARISON, "study": STUDY, "explanation": EXPLANATION,
}  # fmt: skip


def json_schema() -> dict[str, Any]:
    """The schema that ``asnroster schema`` prints: a run's summary (``solve``, ``audit``), a refusal (exit code 2), what
    ``check`` found, and what ``compare``, ``study`` and ``explain`` tell.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "asnroster --json",
        "anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in KINDS],
        "$defs": KINDS,
    }
