"""What the README and the guides show works: every command in them runs."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli import run_in_process

ROOT = Path(__file__).parent.parent
SAMPLE = ("sample", "--people", "60", "--seed", "7", "--start", "2026-12-01")
ASKED = {"Galih Suryana", "197501142005081001"}
DOCUMENTS = (ROOT / "README.md", ROOT / "asnroster/guide/id.md", ROOT / "asnroster/guide/en.md")


def commands(document: Path) -> list[str]:
    """The asnroster commands of a document's shell blocks, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", document.read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    found = [re.search(r"(?:^|/)asnroster (.+)$", line) for line in lines]
    return [match.group(1) for match in found if match]


def quick(words: list[str]) -> list[str]:
    """The same command, content with a roster that is proved less near to the best: it takes a tenth of the time."""
    return [*words, "--gap", "20%"] if words[0] in ("solve", "compare") and "--gap" not in words else words


def smaller(path: Path) -> None:
    """A list of a third of the sample's people, among them those whom the guides ask about."""
    book = openpyxl.load_workbook(path)
    people = [(row[0].value, row[1].value) for row in book["Pegawai"].iter_rows(min_row=2)]
    gone = {nip for n, (nip, name) in enumerate(people) if n % 3 and not ASKED & {nip, name}}
    for sheet in book:
        for row in range(sheet.max_row, 1, -1):
            if sheet.cell(row, 1).value in gone:
                sheet.delete_rows(row)
    for _name, capacity in book["Gedung"].iter_rows(min_row=2):
        capacity.value //= 3
    book.save(path)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_shown_runs(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The English guide shows the Indonesian one's commands: a smaller list will do for it."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    # The user's own list, which no command of a document may write over.
    assert run_in_process(*SAMPLE, "-o", "staff.xlsx").code == 0
    if document.name == "en.md":
        smaller(Path("staff.xlsx"))
    before = Path("staff.xlsx").read_bytes()
    shown = commands(document)
    assert len(shown) >= 9
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


def alike(line: str) -> list[str]:
    """A command without its language and its own names of files and months."""
    words = [re.sub(r"\bDesember\b", "December", word) for word in shlex.split(line, comments=True)]
    lang = words.index("--lang") if "--lang" in words else len(words)
    return [
        word
        for word in words[:lang] + words[lang + 2 :]
        if not re.search(r"\.(?:xlsx|csv|json|html|docx)", word)
    ]


def test_both_guides_show_the_same_commands() -> None:
    indonesian, english = (list(map(alike, commands(guide))) for guide in DOCUMENTS[1:])
    own = {"per-opd": "by-agency", "klaster-per-opd": "cluster-by-agency"}
    assert [[own.get(word, word) for word in words] for words in indonesian] == english


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
