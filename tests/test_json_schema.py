"""What ``--json`` writes is as ``asnroster schema`` says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli import ANI, FRIDAYS, WEEK, little_office, run_in_process
from tests.intake_books import write_xlsx

TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "null": (type(None),),
    "object": (dict,), "array": (list,),
}  # fmt: skip
SOLVE = ("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK)


def faults(data: Any, schema: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Where data are not as a schema of types, enumerations, lists and required fields says."""
    if "enum" in schema:
        yield from () if data in schema["enum"] else (f"{at}: {data!r}",)
        return
    if data is None and "null" in schema["type"]:
        return
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    known = {kind for name in kinds for kind in TYPES[name]}
    if type(data) not in known:
        yield f"{at}: {data!r} is no {kinds}"
        return
    for name in schema.get("required", ()):
        if name not in data:
            yield f"{at}.{name} is missing"
    for name in data if "properties" in schema else ():
        if name not in schema["properties"]:
            yield f"{at}.{name} is not declared"
    for name in data if "additionalProperties" in schema else ():
        yield from faults(data[name], schema["additionalProperties"], f"{at}.{name}")
    for name, inner in schema.get("properties", {}).items():
        if name in data:
            yield from faults(data[name], inner, f"{at}.{name}")
    for number, item in enumerate(data if "items" in schema else ()):
        yield from faults(item, schema["items"], f"{at}[{number}]")


def said(*words: str) -> tuple[int, Any]:
    """Exit code and JSON of a command."""
    ended = run_in_process(*words, "--json", "-")
    return ended.code, json.loads(ended.stdout)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return little_office(tmp_path, monkeypatch)


@pytest.fixture
def kinds() -> Any:
    return json.loads(run_in_process("schema").stdout)["$defs"]


def test_every_outcome_is_as_the_schema_says(folder: Path, kinds: Any) -> None:
    assert run_in_process(*SOLVE, "-o", "roster.xlsx").code == 0
    impossible = (
        FRIDAYS
        + '[[rules]]\nrule = "office_weekdays"\nweekdays = ["Jumat"]\n[[rules]]\nrule = "home_share"\nname = "x"\nat_least = "100 %"\n'
    )
    (folder / "impossible.toml").write_text(impossible, encoding="utf-8")
    for words, code, kind in (
        (SOLVE, 0, "run"),
        (("solve", "staff.xlsx", "-s", "impossible.toml", *WEEK), 3, "run"),
        (("audit", "roster.xlsx"), 0, "run"),
        (("check", "staff.xlsx"), 0, "check"),
        (("solve", "nowhere.xlsx"), 2, "refusal"),
        (
            (
                "compare",
                "staff.xlsx",
                "-s",
                "jumat.toml",
                "-s",
                "impossible.toml",
                "-s",
                "roster.xlsx",
                *WEEK,
            ),
            0,
            "comparison",
        ),
        (("study", "staff.xlsx", "-s", "jumat.toml", "--caps", "0:50:25", *WEEK), 0, "study"),
        (("study", "staff.xlsx", "-s", "impossible.toml", "--caps", "0:50:25", *WEEK), 3, "study"),
        (("explain", "roster.xlsx", "-p", ANI), 0, "explanation"),
        (("explain", "roster.xlsx", "-p", ANI, "-d", "2026-12-10", "-d", "2026-12-11"), 0, "explanation"),
        (("scenarios", "check", "jumat.toml"), 0, "scenario"),
        (("scenarios", "check", "impossible.toml", "--staff", "staff.xlsx", *WEEK), 0, "scenario"),
        (("scenarios", "check", "nothing.toml"), 2, "bad_scenario"),
        ((*SOLVE, "--by", "agency", "-o", "parts"), 0, "parts"),
    ):
        ended, data = said(*words)
        assert (words[0], ended, list(faults(data, kinds[kind]))) == (words[0], code, [])


def test_check_tells_what_is_wrong_by_cell(folder: Path, kinds: Any) -> None:
    write_xlsx(folder / "staff.xlsx", {"Pegawai": [["NIP", "Nama", "Unit"], ["12345678901", "Ani", "X"]]})
    code, data = said("check", "staff.xlsx")
    assert (code, list(faults(data, kinds["check"]))) == (2, [])
    assert [(issue["code"], issue["sheet"], issue["cell"]) for issue in data["issues"]] == [
        ("nip-digits", "Pegawai", "A2")
    ]


def test_a_hand_made_roster_is_audited_by_cell(folder: Path, kinds: Any) -> None:
    """Ani's own codes, in a sheet of any name, under a month's title."""
    rows = [["BULAN DESEMBER 2026"], ["NIP", "Nama", 7, 8, 9, 10, 11], [ANI, "Ani", "O", "O", "H", "O", "O"]]
    write_xlsx(folder / "tangan.xlsx", {"Lembar1": rows})
    write_xlsx(folder / "staff.xlsx", {"Pegawai": [["NIP", "Nama", "Unit"], [ANI, "Ani", "Dinas A"]]})
    (folder / "kantor.toml").write_text('name = "k"\ntitle = "K"\n[[rules]]\nrule = "office_days_per_week"\nat_least = 5\n', encoding="utf-8")  # fmt: skip
    asked = ("audit", "tangan.xlsx", "--staff", "staff.xlsx", "-s", "kantor.toml")
    code, data = said(*asked)
    assert (code, [issue["found"] for issue in data["issues"]]) == (2, ["O", "H"])
    code, data = said(
        *asked, "--code", "H=WFH", "--code", "O=WFO", "--sheet", "Lembar1", "--start", "2026-12-07"
    )
    assert (code, list(faults(data, kinds["run"]))) == (1, [])
    assert [
        (one["nip"], one["sheet"], one["cell"], one["start"], one["end"]) for one in data["violations"]
    ] == [(ANI, "Lembar1", "C3:G3", "2026-12-07", "2026-12-11")]
