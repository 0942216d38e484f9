"""No work is lost: files first, any encoding, a reader that goes, and what nobody foresaw."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import asnroster.cli.rules
import asnroster.output.write
from asnroster.cli.streams import Patient, plain_text
from tests.cli import FRIDAYS, WEEK, environment, little_office, run_as_process, run_in_process, summary
from tests.intake_books import write_xlsx

SOLVE = ("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return little_office(tmp_path, monkeypatch)


@pytest.fixture
def roster(folder: Path) -> Path:
    assert run_in_process(*SOLVE, "-o", "roster.xlsx").code == 0
    return folder / "roster.xlsx"


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
@pytest.mark.parametrize(
    ("words", "file"),
    [
        (
            ("compare", "staff.xlsx", "-s", "jumat.toml", "-s", "baseline-wfo", *WEEK),
            "c.xlsx",
        ),
        (("study", "staff.xlsx", *WEEK), "s.xlsx"),
        (SOLVE, "r.csv"),
    ],
)
def test_any_encoding_gives_the_same_files(
    words: tuple[str, ...], file: str, encoding: str, folder: Path
) -> None:
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ended = subprocess.run(
        [sys.executable, "-m", "asnroster", *words, "-o", file], cwd=folder, env=environment(**env),
        capture_output=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, b"Traceback" in ended.stderr) == (0, False)
    assert (folder / file).stat().st_size > 0
    ended.stdout.decode(encoding)


def test_what_an_encoding_lacks_is_written_as_near_as_may_be() -> None:
    assert plain_text("“Jumat” … 3 → 4 – é│─╔✓ 中") == '"Jumat" ... 3 -> 4 - e|--v ?'


@pytest.mark.parametrize(("command", "code"), [(("rules",), 0), (("audit", "roster.xlsx"), 1)])
def test_a_reader_that_goes_changes_no_exit_code(
    command: tuple[str, ...], code: int, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As under ``| head -1``: the pipe is closed before the command says anything."""
    (roster.parent / "jumat.toml").write_text(FRIDAYS.replace('"50 %"', '"0 %"'), encoding="utf-8")
    more = ["-s", "jumat.toml", "-o", "judged.xlsx"] if command[0] == "audit" else []
    process = subprocess.Popen(
        [sys.executable, "-m", "asnroster", *command, *more], cwd=roster.parent, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), b"Traceback" in said, b"BrokenPipe" in said) == (code, False, False)
    assert (roster.parent / "judged.xlsx").exists() == (command[0] == "audit")


class _Full(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_below_standard_output_is_exit_2(monkeypatch: pytest.MonkeyPatch) -> None:
    from asnroster.cli import main

    err = io.StringIO()
    monkeypatch.setattr(sys, "stdout", _Full())
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "argv", ["asnroster", "rules"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert err.getvalue() == "Yang dikatakan perintah ini tidak dapat ditulis: No space left on device.\n"


def test_a_patient_stream_drops_what_nobody_reads() -> None:
    class Gone(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    stream = Patient(Gone())
    stream.write("x")
    stream.flush()
    assert stream.lost is None


@pytest.mark.parametrize("kind", [KeyError, RecursionError, MemoryError, ValueError])
def test_what_nobody_foresaw_is_a_sentence_and_a_report(
    kind: type[Exception], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: Any) -> None:
        raise kind("Ani 198001012005011001")

    monkeypatch.setattr(asnroster.cli.rules, "_list", fails)
    ended = run_in_process("rules")
    (report,) = folder.glob("asnroster-fault-*.txt")
    assert (ended.code, ended.stdout, ended.stderr.count("\n")) == (70, "", 1)
    assert report.name in ended.stderr
    text = report.read_text("utf-8")
    assert "Ani" not in text and "1980" not in text and "Ani" not in ended.stderr
    lines = text.splitlines()
    assert lines[1:3] == ["command: rules", f"error: builtins.{kind.__name__}"]
    assert lines[0].startswith("asnroster ") and lines[-1].startswith("  asnroster.cli.rules line ")


def test_a_refused_run_is_told_in_json_too(folder: Path) -> None:
    write_xlsx(folder / "staff.xlsx", {"Pegawai": [["NIP", "Nama", "Unit"], ["12345678901", "Ani", "X"]]})
    ended = run_in_process("solve", "staff.xlsx", *WEEK, "--json", "run.json")
    assert ended.code == 2
    found = summary()
    assert (found["status"], sorted(found)) == ("unknown", ["issues", "status", "versions"])
    first = found["issues"][0]
    assert sorted(first) == ["cell", "code", "file", "found", "message", "needed", "sheet"]
    assert (first["code"], first["file"], first["sheet"], first["cell"]) == (
        "nip-digits", "staff.xlsx", "Pegawai", "A2",
    )  # fmt: skip


def test_a_refusal_overwrites_nothing(folder: Path) -> None:
    before = (folder / "staff.xlsx").read_bytes()
    ended = run_in_process("solve", "staff.xlsx", "--gap", "much", "--json", "staff.xlsx", "--force")
    assert (ended.code, (folder / "staff.xlsx").read_bytes() == before) == (2, True)


@pytest.mark.parametrize("words", [SOLVE, ("audit", "roster.xlsx"), ("solve", "nowhere.xlsx")])
def test_standard_output_holds_the_json_alone(words: tuple[str, ...], roster: Path) -> None:
    ended = run_in_process(*words, "--json", "-")
    found = json.loads(ended.stdout)
    assert found["status"] == {"solve": "optimal", "audit": "feasible"}[words[0]] or ended.code == 2
    assert not Path("-").exists()


def test_standard_output_holds_the_json_alone_in_a_process(roster: Path) -> None:
    ended = run_as_process("audit", "roster.xlsx", "--json", "-", cwd=roster.parent)
    assert json.loads(ended.stdout)["status"] == "feasible"
    assert "Pelanggaran aturan wajib: 0" in ended.stderr


@pytest.mark.parametrize(("named", "code"), [(True, 2), (False, 0)])
def test_a_roster_is_kept_where_its_file_cannot_be_written(
    named: bool, code: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel opened a file of that name while the run searched."""
    write = asnroster.output.write.write_roster

    def locked(report: Any, path: Path, **more: Any) -> list[str]:
        if path.name == "roster.xlsx":
            path.touch()
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return write(report, path, **more)

    monkeypatch.setattr(asnroster.output.write, "write_roster", locked)
    ended = run_in_process(*SOLVE, *(("-o", "roster.xlsx") if named else ()))
    assert ended.code == code
    assert ended.stderr.splitlines()[-1] == "roster.xlsx tidak dapat ditulis; jadwalnya ada di roster-2.xlsx."
    assert (folder / "roster-2.xlsx").stat().st_size > 1000


def test_a_locked_file_is_seen_before_any_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "roster.xlsx").touch()
    opened = Path.open

    def locked(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if path.name == "roster.xlsx" and "+" in mode:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", locked)
    ended = run_in_process(*SOLVE, "-o", "roster.xlsx")
    assert ended.code == 2
    assert ended.stderr == (
        "-o: roster.xlsx tidak dapat ditulis: Permission denied."
        " Tutup berkas itu di Excel, atau pilih nama lain untuk -o.\n"
    )


LIMITED = (
    "import resource, signal, sys\nsys.dont_write_bytecode = True\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
    "from asnroster.cli import main\nmain()"
)


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of the size of files stands for a full disk")
@pytest.mark.parametrize(
    ("words", "out"),
    [
        (SOLVE, "baru.xlsx"), (("audit", "roster.xlsx"), "baru.xlsx"), (("audit", "roster.xlsx"), "baru.html"),
        (("compare", "staff.xlsx", "-s", "jumat.toml", *WEEK), "baru.xlsx"),
        (("study", "staff.xlsx", "--caps", "50:50:10", *WEEK), "baru.xlsx"),
        (("study", "staff.xlsx", "--caps", "50:50:10", *WEEK), "baru.docx"), (("import", "staff.xlsx"), "baru.xlsx"),
        (("template",), "baru.xlsx"), (("report", "roster.xlsx"), "baru.html"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)  # fmt: skip
def test_a_full_disk_below_the_file_is_one_sentence(words: tuple[str, ...], out: str, roster: Path) -> None:
    before = sorted(path.name for path in roster.parent.iterdir())
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, *words, "-o", out], cwd=roster.parent, env=environment(), check=False,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False), ended.stderr
    assert ended.stderr.splitlines()[-1].endswith(
        f"{out}: Berkas tidak dapat dipakai: File too large. Periksa letaknya, dan tutup berkas itu di Excel."
    )
    assert sorted(path.name for path in roster.parent.iterdir()) == before


def _stopped_while_loading(*_given: Any) -> None:
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt as error:
        raise ImportError("initialization failed") from error


def _stopped_at_once(*_given: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("place", "name", "stops"),
    [
        (asnroster.cli.rules, "_list", _stopped_while_loading), (asnroster.cli.rules, "_list", _stopped_at_once),
        (asnroster.cli, "_ended", _stopped_at_once),
    ],
)  # fmt: skip
def test_ctrl_c_is_exit_4_and_one_sentence_at_any_moment(
    place: Any, name: str, stops: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, name, stops)
    ended = run_in_process("rules")
    assert (ended.code, ended.stdout) == (4, "")
    assert ended.stderr == "Dihentikan sebelum ada yang dapat ditulis.\n"
    assert list(folder.glob("asnroster-fault-*.txt")) == []


def test_what_a_library_prints_by_itself_goes_nowhere() -> None:
    """A solver may print past all of its settings: standard output is what the command says, and nothing else."""
    program = """
import os
from asnroster.cli.streams import patient_streams
with patient_streams():
    print("ours")
    os.write(1, b"theirs")
print("after")
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment(), check=True, timeout=60
    )
    assert ended.stdout.split() == [b"ours", b"after"]
