"""Help, usage errors and start-up, in both languages."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.console import Console

from asnroster import __version__
from asnroster.cli.commands import app
from asnroster.words import use_language
from tests.cli import ROOT, WEEK, environment, run_as_process, run_in_process
from tests.intake_books import write_xlsx

HEAVY = (
    "pandas",
    "ortools",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "holidays",
    "babel",
    "pydantic",
    "numpy",
    "rich",
    "distributed",
    "matplotlib",
    "jinja2",
)
ENGLISH = set(
    re.findall(
        r"\w+",
        """an and any are by default edited every exit file first for from give help in is it its judge
kept last list made make matches name number of one only option options or out people possible required roster rules
sample scenario scenarios search seconds set shipped show solve staff stop than that the their this to two units usage
version what when with workbook write written""",
    )
)
INDONESIAN = set(re.findall(r"\w+", """adalah antara argumen aturan atau bagi bantuan bawaan berkas bila buku dalam dan dari
daftar dengan detik di hari ini isinya jadwal kantor kertas lalu lokasi menurut nama oleh pada pegawai pemakaian
perintah persen pilihan sekian sel selesai semua setiap skenario tampilkan tanggal tetap tiap tidak tulis untuk wajib
yang"""))  # fmt: skip
# Each command's help as it is printed, and each of its parameters with its help.
COLLECT = """
import contextlib, io, json, sys
from asnroster.cli.commands import app
import typer
found = {}
def visit(command, path):
    context = typer.Context(command, info_name=path[-1] if path else "asnroster")
    found[" ".join(path)] = {
        "text": command.get_help(context).partition(chr(10))[2], "about": command.help or "",
        "parameters": {parameter.name: getattr(parameter, "help", None) or "" for parameter in command.get_params(context)},
    }
    for name, below in getattr(command, "commands", {}).items():
        visit(below, [*path, name])
visit(typer.main.get_command(app), [])
sys.stdout.write(json.dumps(found))
"""
Helps = dict[str, dict[str, Any]]


def commands() -> Iterator[str]:
    """Every command and sub-command; the application itself is the empty word."""

    def visit(command: Any, path: list[str]) -> Iterator[str]:
        yield " ".join(path)
        for name, below in getattr(command, "commands", {}).items():
            yield from visit(below, [*path, name])

    yield from visit(typer.main.get_command(app), [])


def python(code: str, **env: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(**env),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def helps() -> dict[str, Helps]:
    """Help of every command by language; it is worded when the commands are imported."""
    return {language: json.loads(python(COLLECT, ASNROSTER_LANG=language)) for language in ("id", "en")}


def words(text: str) -> set[str]:
    """Lower-case words of a help text, without names of options, commands, files and types."""
    own = (
        r"--?[\w-]+|<[^>]+>|[\w/-]+\.\w+|\[[\dx<>=]+\]|[\dx<>=]+\]|^ {2}(?:"
        + "|".join(name.split()[-1] for name in commands() if name)
        + r") "
    )
    return set(re.findall(r"[a-z]+", re.sub(own, " ", text, flags=re.MULTILINE).lower()))


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_and_option_is_explained_in_both_languages(
    helps: dict[str, Helps], command: str
) -> None:
    indonesian, english = helps["id"][command], helps["en"][command]
    assert indonesian["about"] and english["about"] and indonesian["about"] != english["about"]
    assert indonesian["parameters"].keys() == english["parameters"].keys() >= {"help"}
    for name, text in indonesian["parameters"].items():
        assert text and english["parameters"][name], name
        assert text != english["parameters"][name], name


@pytest.mark.parametrize("command", list(commands()))
def test_no_language_leaks_into_the_other(helps: dict[str, Helps], command: str) -> None:
    assert words(helps["id"][command]["text"]).isdisjoint(ENGLISH), words(helps["id"][command]["text"]) & set(
        ENGLISH
    )
    assert words(helps["en"][command]["text"]).isdisjoint(INDONESIAN), (
        words(helps["en"][command]["text"]) & INDONESIAN
    )


def test_the_leak_test_would_see_one(helps: dict[str, Helps]) -> None:
    assert len(words(helps["en"]["solve"]["text"]) & ENGLISH) > 15
    assert len(words(helps["id"]["solve"]["text"]) & INDONESIAN) > 15


def test_every_command_is_there() -> None:
    assert set(commands()) == {
        "", "solve", "check", "import", "audit", "explain", "report", "compare", "study", "rules", "init", "template", "sample", "guide", "schema", "completion", "scenarios", "scenarios show",
            "scenarios check",
    }  # fmt: skip


def test_help_is_printed() -> None:
    result = run_as_process("solve", "--help")
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith("Pemakaian: asnroster solve [PILIHAN] {PEGAWAI}\n")
    assert "--confirm" in result.stdout and "--strict" in result.stdout
    english = run_as_process("solve", "--help", env={"ASNROSTER_LANG": "en"})
    assert english.stdout.startswith("Usage: asnroster solve [OPTIONS] {STAFF}\n")
    assert run_as_process("--lang", "en", "solve", "--help").stdout == english.stdout


def test_without_a_command_it_tells_where_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_in_process()
    assert (result.code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[2:5] == [
        "  asnroster solve staff.xlsx           susun jadwal; tidak perlu menyiapkan apa pun dulu",
        "  asnroster check staff.xlsx           lihat apa yang dibaca, dianggap, dan dilewati",
        "  asnroster audit roster.xlsx          periksa jadwal setelah Anda ubah di Excel",
    ]
    assert (
        lines[6]
        == "Belum ada tabel di folder ini. “asnroster init” menanyakan yang diperlukan lalu menulisnya."
    )


def test_without_a_command_it_lists_the_tables_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "data asn.xlsx", {"Sheet1": [["NIP", "Nama"]]})
    write_xlsx(tmp_path / "Daftar pegawai.xlsx", {"Sheet1": [["NIP", "Nama"]]})
    write_xlsx(tmp_path / "jadwal.xlsx", {"Jadwal": [["NIP"]], "Kepatuhan": [["Aturan"]]})
    (tmp_path / "tidy.csv").write_text("nip,name,agency,unit,date,code,reason,most\n", "utf-8")
    (tmp_path / "~$jadwal.xlsx").write_bytes(b"")
    (tmp_path / "surat.docx").write_bytes(b"")
    said = run_in_process().stdout.splitlines()
    assert said[2].startswith('  asnroster solve "Daftar pegawai.xlsx" ')
    assert said[4].startswith("  asnroster audit jadwal.xlsx ")
    assert [line.split("  ")[1] for line in said[7:11]] == [
        "Daftar pegawai.xlsx", "data asn.xlsx", "jadwal.xlsx", "tidy.csv",
    ]  # fmt: skip
    assert [line.endswith("ditulis oleh asnroster") for line in said[7:11]] == [False, False, True, True]


@pytest.mark.parametrize("line", ["-h", "solve -h", "scenarios -h", "scenarios check -h"])
def test_help_has_a_short_name(line: str) -> None:
    short, long = run_in_process(*line.split()), run_in_process(*line.replace("-h", "--help").split())
    assert short == long
    assert short.code == 0 and short.stdout.startswith("Pemakaian: asnroster")


def test_version() -> None:
    assert (run_in_process("--version").code, run_in_process("--version").stdout) == (
        0,
        f"asnroster {__version__}\n",
    )


@pytest.mark.parametrize(
    "line",
    [
        "--lang en rules nowhere",
        "rules --lang en nowhere",
        "rules nowhere --lang en",
        "rules nowhere --lang=en",
    ],
)
def test_the_language_may_stand_anywhere(line: str) -> None:
    result = run_in_process(*line.split())
    assert (result.code, result.stderr.startswith("There is no rule “nowhere”.")) == (2, True)
    assert run_in_process("rules", "nowhere").stderr.startswith("Tidak ada aturan “nowhere”.")


def test_the_line_wins_over_the_environment() -> None:
    english = {"ASNROSTER_LANG": "en"}
    assert run_as_process("rules", "nowhere", env=english).stderr.startswith("There is no rule")
    assert run_as_process("rules", "nowhere", "--lang", "id", env=english).stderr.startswith(
        "Tidak ada aturan"
    )
    assert run_as_process("rules", "nowhere", env={"ASNROSTER_LANG": "fr"}).stderr.startswith(
        "Tidak ada aturan"
    )


@pytest.mark.parametrize("line", ["--lang fr rules", "rules --lang", "--lang= rules", "rules --lang"])
def test_another_language_is_refused(line: str) -> None:
    result = run_in_process(*line.split())
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("--lang: ") and "id, en" in result.stderr


USAGE = [
    ("solv", "Tidak ada perintah 'solv'. Maksud Anda: 'solve'?", "No such command 'solv'. Did you mean: 'solve'?", ""),
    ("xyz", "Tidak ada perintah 'xyz'.", "No such command 'xyz'.", ""),
    ("scenarios shw", "Tidak ada perintah 'shw'. Maksud Anda: 'show'?", "No such command 'shw'. Did you mean: 'show'?", " scenarios"),
    ("solve", "PEGAWAI belum disebut.", "PEGAWAI is missing.", " solve"),
    ("solve a b", "Yang ditulis lebih banyak daripada yang diterima perintah ini: b.",
     "More was given than the command takes: b.", " solve"),
    ("solve a --jsonn 1", "Tidak ada pilihan --jsonn. Maksud Anda: --json?", "There is no option --jsonn. Did you mean: --json?", " solve"),
    ("solve a --seed x", "Nilai --seed tidak dapat dipakai; isinya bilangan bulat mulai 0.",
     "The value of --seed cannot be used; it takes a whole number from 0.", " solve"),
    ("solve a --time-limit 0", "Nilai --time-limit tidak dapat dipakai; isinya angka mulai 0.1.",
     "The value of --time-limit cannot be used; it takes a number from 0.1.", " solve"),
    ("solve a --paper A3", "Nilai --paper tidak dapat dipakai; isinya salah satu dari A4, F4.",
     "The value of --paper cannot be used; it takes one of A4, F4.", " solve"),
    ("explain a.xlsx", "--person belum disebut.", "--person is missing.", " explain"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "indonesian", "english", "command"), USAGE, ids=[entry[0] for entry in USAGE]
)
def test_usage_errors(line: str, indonesian: str, english: str, command: str) -> None:
    result = run_in_process(*line.split())
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr == f"{indonesian}\nBantuan: asnroster{command} --help\n"
    assert (
        run_in_process("--lang", "en", *line.split()).stderr
        == f"{english}\nHelp: asnroster{command} --help\n"
    )


def test_an_option_without_its_value() -> None:
    result = run_in_process("solve", "a.xlsx", "--seed")
    assert (result.code, result.stderr.splitlines()[0]) == (2, "Pilihan --seed memerlukan nilai.")


def heavy_in(*words: str | Path) -> str:
    """What is loaded, of what takes long to load, when a command has ended."""
    watch = (
        "import sys\nfrom asnroster.cli import main\nsys.argv = {argv!r}\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('|' + ' '.join(sorted(set({heavy!r}) & set(sys.modules))))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", watch.format(argv=["asnroster", *map(str, words)], heavy=HEAVY)],
        env=environment(), cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert ended.stdout
    return ended.stderr.rpartition("|")[2]


def test_help_starts_without_anything_heavy() -> None:
    """The command answers at once; what solves, reads and writes is imported when it is needed."""
    assert heavy_in("--help") == heavy_in("--version") == ""
    # The command line library itself takes pydantic for a command's values.
    assert heavy_in("solve", "--help") == "pydantic"


def test_a_roster_comes_without_what_only_other_work_needs(folder: Path) -> None:
    """No pandas, which OR-Tools' own builder of models would bring, and no reader of a user's own workbook."""
    loaded = heavy_in(
        "solve", folder / "staff.xlsx", "-s", folder / "jumat.toml", *WEEK, "-o", folder / "roster.xlsx"
    )
    assert loaded == "holidays numpy ortools pydantic python_calamine rich xlsxwriter"
    assert (folder / "roster.xlsx").exists()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guide_is_shown_in_the_users_language(language: str) -> None:
    use_language(language)
    result = run_in_process("--lang", language, "guide")
    assert result.code == 0
    assert result.stdout.rstrip("\n") == (ROOT / "asnroster" / "guide" / f"{language}.md").read_text(
        "utf-8"
    ).rstrip("\n")


def test_a_reader_that_has_gone_is_no_fault() -> None:
    """``asnroster rules | head -1``."""
    piped = f"{sys.executable} -m asnroster rules | head -1; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", piped], env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.splitlines() == ["Aturan\tJudul\tArti\tDasar", "0"]
    assert ended.stderr == ""


def test_the_guide_is_laid_out_for_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import asnroster.cli.guide

    out = Console(file=io.StringIO(), force_terminal=True, width=100, color_system=None)
    monkeypatch.setattr(asnroster.cli.guide, "console", lambda: out)
    monkeypatch.setattr("pydoc.pager", print)  # Windows has no reader of its own
    # A reader needs a keyboard (tests/test_guide.py has one): without it the text is printed.
    assert run_in_process("guide").stdout.split(maxsplit=2)[:2] == ["Petunjuk", "asnroster"]
    assert run_in_process("--lang", "en", "guide").stdout.count("asnroster solve") > 2
