"""Scenario files for tests, written beside each other in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asnroster.errors import InputError, Issue
from asnroster.scenario import Scenario
from asnroster.scenario.load import load_scenario

BASE = """
name = "dasar"
title = "Dasar"
source = "Perwali 1/2025"
home_code = "WFA"
start = 2025-11-01
[parameters]
batas = 2
sektor = ["kesehatan"]
[signature]
place = "Bekasi"
[[rules]]
rule = "home_days_per_week"
at_most = "$batas"
[[rules]]
rule = "mandatory_office"
name = "layanan"
sectors = ["keamanan", "$sektor"]
[[rules]]
rule = "preferences"
weight = 1
"""


def write(folder: Path, text: str, name: str = "kota.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def load(folder: Path, text: str, **parameters: Any) -> Scenario:
    return load_scenario(write(folder, text), parameters=parameters)


def issues(folder: Path, text: str, **parameters: Any) -> tuple[Issue, ...]:
    with pytest.raises(InputError) as caught:
        load(folder, text, **parameters)
    return caught.value.issues


def places(folder: Path, text: str, **parameters: Any) -> list[tuple[str, str, str]]:
    return [(issue.code, issue.sheet, issue.found) for issue in issues(folder, text, **parameters)]


def child(tmp_path: Path, text: str, **parameters: Any) -> Scenario:
    write(tmp_path, BASE, "dasar.toml")
    return load(tmp_path, f'extends = "dasar.toml"\n{text}', **parameters)
