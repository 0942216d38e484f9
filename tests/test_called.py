"""The name under which the program advises its own commands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from asnroster.cli.called import program


@pytest.mark.parametrize(
    ("called", "found", "named"),
    [
        ("asnroster", False, "asnroster"),
        (".venv/bin/asnroster", False, ".venv/bin/asnroster"),
        (".venv/bin/asnroster", True, "asnroster"),
        ("{here}/.venv/bin/asnroster", False, ".venv/bin/asnroster"),
        ("{here}/my env/asnroster.exe", False, '"my env/asnroster.exe"'),
        ("/usr/lib/python3/asnroster/__main__.py", False, "asnroster"),
    ],
)
def test_commands_are_named_as_the_program_was_called(
    called: str, found: bool, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an activated environment ``asnroster audit …`` would be no command."""
    tools = tmp_path / "tools"
    tools.mkdir()
    if found:
        (tools / "asnroster").write_text("", "utf-8")
        (tools / "asnroster").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setattr(sys, "argv", [called.format(here=tmp_path)])
    assert program() == named
