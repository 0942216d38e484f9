"""What the Tab key offers, as a shell asks for it, and the script that makes a shell ask."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path
from unittest.mock import patch

import pytest

from asnroster.rules.registry import registry
from asnroster.scenario.find import scenario_names
from tests.cli import environment, run_as_process, run_in_process


def offered(line: str, *, cwd: Path | None = None) -> list[str]:
    """What bash is given for a line whose last word is not yet whole."""
    return " ".join(offered_lines(line, cwd=cwd)).split()


def offered_lines(line: str, *, cwd: Path | None = None, word: int | None = None) -> list[str]:
    """The same, one choice a line; ``word``: the place of the word, where it holds spaces."""
    place = line.count(" ") if word is None else word
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(place), "_ASNROSTER_COMPLETE": "complete_bash"}
    with patch.dict(os.environ, asked), contextlib.chdir(cwd or Path.cwd()):
        ended = run_in_process()
    assert (ended.code, ended.stderr) == (0, "")
    return [choice for choice in ended.stdout.splitlines() if choice]


def test_commands_and_options() -> None:
    assert offered("asnroster sc") == ["schema", "scenarios"]
    assert offered("asnroster solve --time") == ["--time-limit"]


@pytest.mark.parametrize(
    "line", ["solve staff.xlsx -s ", "compare staff.xlsx --scenario ", "scenarios show "]
)
def test_scenarios(line: str, tmp_path: Path) -> None:
    (tmp_path / "kami.toml").write_text("", "utf-8")
    assert offered(f"asnroster {line}", cwd=tmp_path) == [*scenario_names(), "kami.toml"]
    assert offered(f"asnroster {line}jumat-wfh-d", cwd=tmp_path) == ["jumat-wfh-dki-2026"]


def test_scenario_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "skenario").mkdir()
    (tmp_path / "skenario" / "kota.toml").write_text("", "utf-8")
    assert offered("asnroster solve staff.xlsx -s skenario/k", cwd=tmp_path) == ["skenario/kota.toml"]


def test_rules() -> None:
    assert offered("asnroster rules home_") == [key for key in registry() if key.startswith("home_")]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_is_printed(shell: str) -> None:
    ended = run_in_process("completion", shell)
    assert (ended.code, ended.stderr) == (0, "")
    assert f"_ASNROSTER_COMPLETE=complete_{shell}" in ended.stdout.replace(
        'Env:_ASNROSTER_COMPLETE = "complete_powershell"', f"_ASNROSTER_COMPLETE=complete_{shell}"
    )


def test_it_is_installed_for_bash(tmp_path: Path) -> None:
    ended = run_as_process("completion", "bash", "--install", env={"HOME": str(tmp_path)})
    assert (ended.code, ended.stderr) == (0, "")
    script = tmp_path / ".bash_completions" / "asnroster.sh"
    assert "_ASNROSTER_COMPLETE=complete_bash" in script.read_text("utf-8")
    assert f"source '{script}'" in (tmp_path / ".bashrc").read_text("utf-8")


def test_powershells_settings_are_left_alone(tmp_path: Path) -> None:
    with patch.dict(os.environ, {"HOME": str(tmp_path)}):
        ended = run_in_process("completion", "powershell", "--install")
    assert (ended.code, list(tmp_path.iterdir())) == (2, [])
    assert "asnroster completion powershell >> $PROFILE" in ended.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_takes_the_script() -> None:
    script = run_as_process("completion", "bash").stdout
    ended = subprocess.run(
        ["bash", "-c", f"{script}\ncomplete -p asnroster"],
        env=environment(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ended.stdout.split() == ["complete", "-o", "default", "-F", "_asnroster_completion", "asnroster"]


def test_agencies_of_the_roster_on_the_line(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "nip,name,agency,unit,date,code,reason,most\n1,A,Dinas Sosial,Bidang,2026-12-01,WFO,,3\n"
        "2,B,Dinas Pangan,Bidang,2026-12-01,WFO,,3\n3,C,Badan Aset,Bidang,2026-12-01,WFO,,3\n",
        "utf-8",
    )
    line = "asnroster report r.csv --agency "
    assert offered_lines(line, cwd=tmp_path) == ["Dinas Sosial", "Dinas Pangan", "Badan Aset"]
    assert offered_lines(f'{line}"Dinas P', cwd=tmp_path, word=4) == ["Dinas Pangan"]
    assert offered_lines("asnroster report nix.csv --agency ", cwd=tmp_path) == []
