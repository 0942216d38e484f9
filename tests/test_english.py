"""English is English: no Indonesian left in it but names of sheets and columns, and one is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli import run_in_process
from tests.intake_books import write_xlsx
from tests.test_home_word import PEOPLE, SHEETS, texts

# Sheets, columns, sectors and key words keep their names, and so does what the office's own files hold.
NAMED = re.compile(
    r"^(?:Pegawai|Preferensi|Unit): .*|“[^”]*”|(?:sheet|Sheet|column|Column) [A-Z]\w+(?: (?:and )?[A-Z]\w+)*|\b(?:Jadwal|Penetapan|Layanan|Gedung|Pegawai|Unit|"
    r"Orang|Kepatuhan|Konfirmasi|Preferensi|Pengecualian|Kunci|Rekap|Badan|Dinas|Kepala|Analis)\b(?: \w+)?|only sectors .*|"
    r"sectors? .*|jadwal, WFO|^Hari WF[HA]$|hari-merata|layanan-langsung|--set \w+|file:.*|"
    r"\S+\.(?:xlsx|html|csv|json|toml)"
)
INDONESIAN = re.compile(
    r"\b(?:dan|dengan|pegawai|setiap|tetap|hari|paling|kantor|semua|kolom|menurut|yang|untuk|atau|tidak|dari|pada|bagi|oleh|"
    r"adil|merata|milik|batas|porsi|boleh|penetapan|surat|wajib|layanan|aturan|skenario|jadwal|minggu|orang|sekurangnya)\b",
    re.IGNORECASE,
)
# Programs' keys, and the scenario in its author's words.
VERBATIM = re.compile(r'^\s*(?:"(?:name|rule|sheet|unit|agency)"|\w+ = |\[|#)|^\s*"\w+":$')
MANY = re.compile(
    r"(?<![\w.,:/-])1 (?:(?:more|other|home|office|working|WF[HAO]) )?(?:days|people|rows|leaders|agencies|units|places|rules|weeks|"
    r"points|times|wishes|checks|cells|months|groups|are|were|have)\b"
)


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("bkn-3-2", ("--start", "2026-12-07", "--end", "2026-12-11")),
        ("jumat-wfh-2026", ("--start", "2026-12-07", "--end", "2026-12-11")),
        ("menpanrb-2-2025", ("--start", "2025-03-24", "--end", "2025-03-27")),
    ],
)
def test_all_that_is_written_in_english(
    name: str, dates: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "staff.xlsx", SHEETS)
    said: list[str] = []

    def run(*words: str) -> None:
        done = run_in_process("--lang", "en", *words)
        assert done.code in (0, 1), (words, done.stderr)
        said.extend((done.stdout + "\n" + done.stderr).splitlines())

    run("solve", "staff.xlsx", "-s", name, *dates, "-o", "r.xlsx", "--json", "r.json", "--details")
    run("report", "r.xlsx", "-o", "r.html")
    run("audit", "r.xlsx", "-o", "r.csv", "--json", "a.json")
    run("explain", "r.xlsx", "-p", PEOPLE[1], "-d", dates[1], "--json", "e.json")
    run("explain", "r.xlsx", "-p", PEOPLE[2], "--json", "m.json")
    run("compare", "staff.xlsx", "-s", name, "-s", "baseline-wfo", *dates, "-o", "c.html")
    run("study", "staff.xlsx", "-s", name, *dates, "--caps", "0:50:50", "-o", "s.docx")
    lines = [
        (path.name, line)
        for path in sorted(tmp_path.iterdir())
        if path.name != "staff.xlsx"
        for line in texts(path)
    ]
    lines += [("said", line) for line in said]
    lines = [(place, " ".join(line.split())) for place, line in lines if not VERBATIM.search(line)]
    assert [found for found in lines if INDONESIAN.search(NAMED.sub("", found[1]))] == []
    assert [found for found in lines if MANY.search(found[1])] == []
