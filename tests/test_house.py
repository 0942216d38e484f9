"""The house's own rules: lint, format, types, walls between the floors, sizes, docstrings, what must never be in a file."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import environment
from tests.tracked import ROOT, tracked, tracked_in

PACKAGE = ROOT / "asnroster"
MODULES = tracked_in("asnroster", "*.py")
NAMES = [path.relative_to(ROOT).as_posix() for path in MODULES]
TESTS = tracked_in("tests", "*.py")
LONGEST_FILE, LONGEST_RULE = 350, 165
LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports_command as c; sys.argv[0] = 'lint-imports'; c()"
)


def run(*words: str, folder: Path = ROOT) -> tuple[int, str]:
    """How a tool ended, and all that it said."""
    ended = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment(PYTHONPATH=str(folder)), capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    return ended.returncode, ended.stdout + ended.stderr


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "words",
    [
        ("-m", "ruff", "check", "asnroster", "tests"),
        ("-m", "ruff", "format", "--check", "asnroster", "tests"),
        ("-m", "mypy", "--strict", "asnroster"),
        ("-c", LINT_IMPORTS),
    ],
    ids=("ruff check", "ruff format", "mypy", "import-linter"),
)
def test_tool(words: tuple[str, ...]) -> None:
    code, said = run(*words)
    assert code == 0, said


def test_the_walls_would_hold_an_intruder(tmp_path: Path) -> None:
    """A copy of the package with one forbidden import for each contract: every contract is broken."""
    shutil.copytree(PACKAGE, tmp_path / "asnroster", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module, intruder in (
        ("domain/roster.py", "asnroster.run"),
        ("engine/parts.py", "asnroster.judge.audit"),
        ("judge/audit.py", "ortools"),
        ("run.py", "openpyxl"),
        ("comparison.py", "pandas"),
        ("output/tidy.py", "rich"),
        ("intake/cells.py", "asnroster.intake.passes"),
    ):
        path = tmp_path / "asnroster" / module
        path.write_text(f"{path.read_text('utf-8')}\n\nimport {intruder}\n", encoding="utf-8")
    code, said = run("-c", LINT_IMPORTS, folder=tmp_path)
    assert code == 1
    assert "Contracts: 0 kept, 7 broken." in said


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_files_are_short_enough_to_read(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_FILE
    if path.parent == PACKAGE / "rules":
        assert lines <= LONGEST_RULE


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_tests_are_short_enough_to_read(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if path.is_relative_to(PACKAGE / "cli"):
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in ("print", "exit", "quit", "sys.exit", "os._exit"), (
                node.lineno
            )
        elif isinstance(node, ast.Raise) and node.exc is not None:
            assert "SystemExit" not in ast.unparse(node.exc), node.lineno
        elif isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in ("sys.stdout", "sys.stderr"), node.lineno


# The one place that catches all: what nobody foresaw ends as a sentence and exit code 70.
OUTERMOST = ("asnroster/cli/__init__.py", "_ended")


def broad_excepts(module: ast.Module) -> Iterator[tuple[str, int]]:
    """The function and line of every ``except`` that catches all."""
    for function in ast.walk(module):
        for node in ast.walk(function) if isinstance(function, ast.FunctionDef | ast.Module) else ():
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type is not None else "everything"
                if {"everything", "Exception", "BaseException"} & set(caught.strip("()").split(", ")):
                    yield getattr(function, "name", ""), node.lineno


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_broad_except_and_no_assert(path: Path) -> None:
    module, name = tree(path), path.relative_to(ROOT).as_posix()
    assert not any(isinstance(node, ast.Assert) for node in ast.walk(module))
    found = {function for function, _line in broad_excepts(module)}
    assert found == ({OUTERMOST[1], ""} if name == OUTERMOST[0] else set())
    assert len({line for _function, line in broad_excepts(module)}) == (name == OUTERMOST[0])


def undocumented(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    for node in body:
        if isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        ) and not node.name.startswith("_"):
            if ast.get_docstring(node) is None:
                yield f"{prefix}{node.name}"
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node.body, f"{prefix}{node.name}.")


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_everything_public_says_what_it_means(path: Path) -> None:
    module = tree(path)
    assert ast.get_docstring(module), "the module itself"
    assert list(undocumented(module.body, "")) == []


def test_no_place_of_somebodys_machine_in_any_file() -> None:
    """Checked in every byte of every file; the words are put together here so as not to be found."""
    places = [f"/{folder}/".encode() for folder in ("work", "tmp", "root", "Users")]
    files = tracked()
    assert ROOT / "pyproject.toml" in files and len(files) > 150
    found = [(path.name, place) for path in files for place in places if place in path.read_bytes()]
    assert found == []


def test_the_lock_names_versions_and_no_address() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert not [line for line in lines if "http" in line or "@" in line or line.startswith("-")]
    pinned = {line.split("==")[0].strip().lower() for line in lines if "==" in line}
    assert {"ortools", "typer", "pydantic", "pytest", "mypy", "ruff"} <= pinned


def test_only_the_folders_that_belong_at_the_top() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    assert folders <= {"asnroster", "data", "scenarios", "tests", ".ci"}
