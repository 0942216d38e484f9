"""The house's own rules: lint, format, types, walls between the floors, sizes, what must never be in a file."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import environment
from tests.tracked import ROOT, tracked, tracked_in

PACKAGE = ROOT / "asnroster"
MODULES = tracked_in("asnroster", "*.py")
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


# One forbidden import for each contract, and for the intake one from each floor into the next.
INTRUDERS = (
    ("domain.roster", "asnroster.run"),
    ("engine.model.parts", "asnroster.judge.audit"),
    ("judge.audit", "ortools"),
    ("run", "openpyxl"),
    ("comparison", "pandas"),
    ("output.tidy", "rich"),
    ("engine.model.shapes", "asnroster.engine.search.cut"),
    ("intake.kinds", "asnroster.intake.columns"),
    ("intake.schema", "asnroster.intake.grid"),
    ("intake.remarks", "asnroster.intake.places"),
    ("intake.foreign", "asnroster.intake.tables"),
    ("intake.namesakes", "asnroster.intake.people"),
)
CIRCLE = ("domain.modes", "asnroster.domain.problem")


def test_the_walls_would_hold_an_intruder(tmp_path: Path) -> None:
    """A copy of the package with forbidden imports: every contract is broken, and each import is named."""
    shutil.copytree(PACKAGE, tmp_path / "asnroster", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module, intruder in (*INTRUDERS, CIRCLE):
        path = tmp_path / "asnroster" / f"{module.replace('.', '/')}.py"
        path.write_text(f"{path.read_text('utf-8')}\n\nimport {intruder}\n", encoding="utf-8")
    code, said = run("-c", LINT_IMPORTS, folder=tmp_path)
    assert code == 1
    assert "Contracts: 0 kept, 9 broken." in said
    assert [pair for pair in INTRUDERS if f"asnroster.{pair[0]} -> {pair[1]} " not in said] == []
    assert "No cycles are allowed in asnroster.domain." in said and ".modes -> .problem " in said


def test_files_are_short_enough_to_read() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in (*MODULES, *TESTS)}
    assert len(lengths) > 300
    rules = PACKAGE / "rules"
    assert {
        path.relative_to(ROOT).as_posix(): lines
        for path, lines in lengths.items()
        if lines > (LONGEST_RULE if path.parent == rules else LONGEST_FILE)
    } == {}


def loud(node: ast.AST) -> bool:
    """Whether it speaks to the terminal or ends the process; ruff forbids ``print`` alone."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("print", "exit", "quit", "sys.exit", "os._exit")
    if isinstance(node, ast.Raise):
        return node.exc is not None and "SystemExit" in ast.unparse(node.exc)
    return isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr")


def catches_all(node: ast.AST) -> bool:
    """An ``except`` for everything; ruff lets pass the one that raises again or logs."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = ast.unparse(node.type) if node.type is not None else "Exception"
    return bool({"Exception", "BaseException"} & set(caught.strip("()").split(", ")))


# The one place that catches all: what nobody foresaw ends as a sentence and exit code 70.
OUTERMOST = ("asnroster/cli/__init__.py", "_ended")


def test_only_the_command_line_speaks_and_its_outermost_function_alone_catches_all() -> None:
    spoken, caught = [], []
    for path in MODULES:
        name, module = path.relative_to(ROOT).as_posix(), tree(path)
        nodes = list(ast.walk(module))
        caught += [(name, node.lineno) for node in nodes if catches_all(node)]  # type: ignore[attr-defined]
        if not path.is_relative_to(PACKAGE / "cli"):
            spoken += [(name, node.lineno) for node in nodes if loud(node)]  # type: ignore[attr-defined]
    assert spoken == []
    outermost = next(
        node
        for node in tree(ROOT / OUTERMOST[0]).body
        if isinstance(node, ast.FunctionDef) and node.name == OUTERMOST[1]
    )
    assert [name for name, _line in caught] == [OUTERMOST[0]]
    assert outermost.lineno < caught[0][1] <= (outermost.end_lineno or 0)


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
