"""The wheel works by itself: installed in a clean environment, from another folder."""

from __future__ import annotations

import os
import subprocess
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.tracked import ROOT, tracked_in


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a clean environment with a pip of its own: the one that runs the tests may have none, as uv's."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if os.name == "nt" else "bin")


def pip(scripts: Path, *words: str) -> None:
    """Run pip of the clean environment; what it says is shown where it fails."""
    done = subprocess.run(
        [scripts / "python", "-m", "pip", *words], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(scripts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip(scripts, "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


def test_it_carries_everything_that_the_program_reads(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"asnroster/scenarios/{path.name}" for path in tracked_in("scenarios", "*.toml")}
    shipped |= {f"asnroster/data/{path.name}" for path in tracked_in("data", "*")}
    shipped |= {f"asnroster/guide/{language}.md" for language in ("id", "en")}
    shipped |= {
        "asnroster/locale/id/LC_MESSAGES/asnroster.mo",
        "asnroster/readiness/curve.toml",
        "asnroster/py.typed",
    }
    shipped |= {f"asnroster/output/html/report.{kind}" for kind in ("html", "css", "js")}
    assert len(shipped) >= 14
    assert shipped <= inside
    assert not any(name.startswith("tests/") for name in inside)


@pytest.fixture(scope="module")
def command(scripts: Path, wheel: Path) -> tuple[Path, dict[str, str]]:
    """The installed command, and an environment that lends it the dependencies but not this checkout."""
    pip(scripts, "install", "-q", "--no-deps", str(wheel))
    environment = os.environ | {"PYTHONPATH": sysconfig.get_paths()["purelib"]}
    return scripts / "asnroster", environment


def test_it_solves_from_another_folder(command: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    asnroster, environment = command

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [asnroster, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [asnroster.parent / "python", "-c", "import asnroster; print(asnroster.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert str(asnroster.parent.parent) in where, "the installed package is used, not the checkout"
    assert "bkn-3-2" in run("scenarios")
    assert "Petunjuk" in run("guide")
    run("sample", "--people", "40", "--seed", "3", "--start", "2026-12-01", "-o", "staff.xlsx")
    run("template", "-o", "empty.xlsx")
    run("solve", "staff.xlsx", "--start", "2026-12-01", "-o", "roster.xlsx")
    assert (tmp_path / "roster.xlsx").stat().st_size > 10_000
    run("report", "roster.xlsx")
    assert (tmp_path / "roster.html").stat().st_size > 10_000
