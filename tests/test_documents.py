"""What the README and the guides show works: every command in them runs."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli import run_in_process

ROOT = Path(__file__).parent.parent
SAMPLE = ("sample", "--people", "60", "--seed", "7", "--start", "2026-12-01")
DOCUMENTS = (ROOT / "README.md", ROOT / "asnroster/guide/id.md", ROOT / "asnroster/guide/en.md")


def commands(document: Path) -> list[str]:
    """The asnroster commands of a document's shell blocks, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", document.read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    found = [re.search(r"(?:^|/)asnroster (.+)$", line) for line in lines]
    return [match.group(1) for match in found if match]


def quick(words: list[str]) -> list[str]:
    """The same command, content with nearly any roster that has a bound: how near it is to the best is shown elsewhere."""
    return [*words, "--gap", "99%"] if words[0] in ("solve", "compare") and "--gap" not in words else words


# What needs no roster; the rest the English guide has from the Indonesian one, file by file.
AT_ONCE = {"check", "import", "rules", "scenarios", "template", "sample", "guide", "schema", "completion"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_shown_runs(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The English guide's are the Indonesian one's with files renamed: of it those that are quick, and what is in English words."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    # The user's own list, which no command of a document may write over.
    assert run_in_process(*SAMPLE, "-o", "staff.xlsx").code == 0
    before = Path("staff.xlsx").read_bytes()
    shown = commands(document)
    assert len(shown) >= 9
    if document.name == "en.md":
        shown = [line for line in shown if line.split()[0] in AT_ONCE or "December 2026" in line]
        assert len(shown) > 25
    for line in shown:
        result = run_in_process(*quick(shlex.split(line, comments=True)))
        # A command that is meant to end otherwise says so: "# exit 3".
        declared = re.search(r"# (?:exit|kode keluar) (\d)\b", line)
        assert result.code == (int(declared.group(1)) if declared else 0), (
            line,
            result.stdout,
            result.stderr,
        )
        for option in ("-o", "--json", "--annotate"):
            words = shlex.split(line, comments=True)
            if option in words:
                assert (tmp_path / words[words.index(option) + 1]).stat().st_size > 0, line
    assert Path("staff.xlsx").read_bytes() == before


def snippets(document: Path) -> list[str]:
    """The Python of a document, in order, without its remarks."""
    found = re.findall(r"```python\n(.*?)```", document.read_text("utf-8"), re.DOTALL)
    return [re.sub(r" +# .*", "", snippet) for snippet in found]


def test_every_snippet_shown_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_in_process(*SAMPLE, "-o", "staff.xlsx").code == 0
    indonesian, english = (snippets(document) for document in DOCUMENTS[1:])
    assert indonesian == english and len(english) == 3
    names: dict[str, object] = {}
    for snippet in english:
        exec(snippet, names)
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "jadwal-py.xlsx",
        "kajian-py.xlsx",
        "staff.xlsx",
    ]


def plain(line: str) -> tuple[list[str], str]:
    """The words of a command without its language, and the exit code that it is said to end with."""
    words = shlex.split(line, comments=True)
    lang = words.index("--lang") if "--lang" in words else len(words)
    assert words[lang : lang + 2] in ([], ["--lang", "en"])
    declared = re.search(r"# (?:exit|kode keluar) (\d)\b", line)
    return words[:lang] + words[lang + 2 :], declared.group(1) if declared else "0"


def test_both_guides_show_the_same_commands() -> None:
    """Word by word; what is called otherwise (a file, a folder, a month) is called so throughout, and nothing else is."""
    indonesian, english = ([plain(line) for line in commands(guide)] for guide in DOCUMENTS[1:])
    assert [(len(words), code) for words, code in indonesian] == [
        (len(words), code) for words, code in english
    ]
    pairs = {pair for one, other in zip(indonesian, english, strict=True) for pair in zip(one[0], other[0], strict=True)}  # fmt: skip
    assert len({one for one, _other in pairs}) == len({other for _one, other in pairs}) == len(pairs)
    own = {
        "per-opd": "by-agency",
        "klaster-per-opd": "cluster-by-agency",
        "11 Desember 2026": "11 December 2026",
    }
    renamed = {(one, other) for one, other in pairs if one != other and own.get(one) != other}
    assert [pair for pair in renamed if any(not re.search(r"\.(?:xlsx|csv|json|html|docx)$", name) for name in pair)] == []  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_command_shown_writes_over_a_list_or_another_documents_file(document: Path) -> None:
    """``--force`` is shown only for a roster that the line before it wrote."""
    forced = [line for line in commands(document) if "--force" in line]
    for line in forced:
        words = shlex.split(line, comments=True)
        assert any(
            words[words.index("-o") + 1] in other
            for other in commands(document)[: commands(document).index(line)]
        ), line
    assert not any(
        re.search(r"-o (?:data/\S+|staff\.xlsx|pegawai\.xlsx .*--force)", line) for line in commands(document)
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guide_begins_with_its_contents(language: str) -> None:
    text = (ROOT / f"asnroster/guide/{language}.md").read_text("utf-8")
    chapters = re.findall(r"^## (.+)$", text, re.MULTILINE)
    listed = re.findall(r"^- \[(.+)\]\(#(.+)\)$", text.partition("\n## ")[0], re.MULTILINE)
    assert [title for title, _ in listed] == chapters and len(chapters) > 15
    assert [anchor for _, anchor in listed] == [
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in chapters
    ]


def test_every_command_and_rule_field_is_documented() -> None:
    import typer

    from asnroster.cli.commands import app

    names = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    for guide in DOCUMENTS[1:]:
        shown = {line.split()[0] for line in commands(guide)}
        assert names - {"guide", "init"} <= shown, guide.name
        assert "\nasnroster init\n" in guide.read_text("utf-8"), (
            guide.name
        )  # it asks; tests/test_init.py answers
    assert "guide" in {line.split()[0] for line in commands(DOCUMENTS[0])}


def test_ci_runs_the_readmes_test_command() -> None:
    readme = DOCUMENTS[0].read_text("utf-8")
    command = readme.split("<!-- test command -->")[1].split("```sh\n")[1].split("\n```")[0]
    assert command.endswith("-m pytest -n auto") and "\n" not in command
    assert "<!-- test command -->" in (ROOT / ".ci/run").read_text("utf-8")
