"""No test reads what git does not track: notes of one's own beside the project fail nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tracked import ROOT, tracked, tracked_in

PROJECT = '[tool.hatch.build.targets.sdist]\ninclude = ["package", "README.md"]\n'
WALK = re.compile(r"(ROOT|PACKAGE|__file__)\b[^\n]*\.(rglob|glob|iterdir|walk)\(")


def project(folder: Path) -> Path:
    """A small project with notes of somebody's own at the top and in the package."""
    (folder / "package" / "__pycache__").mkdir(parents=True)
    for name in (
        "README.md",
        "package/one.py",
        "package/__pycache__/one.pyc",
        "notes.md",
        "package/note.txt",
    ):
        (folder / name).write_text(name, encoding="utf-8")
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in tracked(folder)]


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_what_git_does_not_track_is_not_read(tmp_path: Path) -> None:
    folder = project(tmp_path)
    for words in (("init", "-q"), ("add", "README.md", "pyproject.toml", "package/one.py")):
        subprocess.run(("git", *words), cwd=folder, check=True)
    assert names(folder) == ["README.md", "package/one.py", "pyproject.toml"]


def test_a_tracked_file_that_is_gone_is_left_out(tmp_path: Path) -> None:
    folder = project(tmp_path)
    for words in (("init", "-q"), ("add", "README.md", "package/one.py")):
        subprocess.run(("git", *words), cwd=folder, check=True)
    (folder / "README.md").unlink()
    assert names(folder) == ["package/one.py"]


def test_without_git_it_is_what_the_source_archive_holds(tmp_path: Path) -> None:
    """There nobody can tell a note inside a folder of the project from a file of it; at the top one can."""
    folder = project(tmp_path)
    assert names(folder) == ["README.md", "package/note.txt", "package/one.py", "pyproject.toml"]


def test_the_project_itself() -> None:
    assert {ROOT / "pyproject.toml", ROOT / "asnroster/run.py"} <= {*tracked()}
    assert Path(__file__).with_name("tracked.py") in tracked_in("tests", "*.py")
    assert {path.parent.name for path in tracked_in("scenarios", "*.toml")} == {"scenarios"}


def test_no_test_walks_the_project_by_itself() -> None:
    walking = {path.name for path in tracked_in("tests", "*.py") if WALK.search(path.read_text("utf-8"))}
    assert walking == {"test_tracked.py"}  # the line below
    assert WALK.search('paths = sorted(PACKAGE.rglob("*.py"))')
