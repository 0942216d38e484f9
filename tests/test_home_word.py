"""One word for home in all that is written of a policy: WFA where it says WFA, WFH where it says WFH."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from asnroster.scenario.find import scenario_names
from asnroster.scenario.horizon import choose_horizon
from asnroster.scenario.load import load_scenario
from asnroster.words import _, plural, spoken_home, use_home_word, with_home_word
from tests.cli import run_in_process
from tests.intake_books import write_xlsx

# Twelve people of two agencies, some of whom wish, are on leave, put somewhere by order, or kept.
PEOPLE = [f"1980010120050110{n:02}" for n in range(1, 13)]
SHEETS = {
    "Pegawai": [
        ["NIP", "Nama", "Unit", "Jabatan", "Eselon", "Boleh WFH", "Bergantian", "Disiplin Sampai"],
        *(
            [nip, f"Orang {n}", "Badan A" if n < 7 else "Dinas B",
             "Kepala" if n in (1, 7) else "Analis", "II.b" if n in (1, 7) else "", "Tidak" if n == 3 else "Ya",
             "X" if n in (4, 5) else "", "proses" if n == 6 else ""]
            for n, nip in enumerate(PEOPLE, start=1)
        ),
    ],
    "Unit": [
        ["Unit", "Sektor", "Min WFO", "Maks WFH %"],
        ["Badan A", "administrasi", 2, "60%"],
        ["Dinas B", "administrasi", "", ""],
    ],
    "Preferensi": [["NIP", "Hari", "Pilihan", "Bobot"], [PEOPLE[1], "Jumat", "WFH", 6], [PEOPLE[3], "Kamis", "WFO", 2]],
}  # fmt: skip
COLUMNS = re.compile(r"Maks WFH(?: %|-)|Maks WFH unit|(?:olom |olumn |, |“)Boleh WFH")


class _Texts(HTMLParser):
    """The texts of a page, without its script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._skipped = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped = tag in ("script", "style") and dict(attrs).get("type") != "application/json"
        self.found += [value for _name, value in attrs if value and not value.startswith("data:")]

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.found.append(data)


def texts(path: Path) -> Iterator[str]:
    """Every text that a product shows, with names of sheets."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        for sheet in book:
            yield sheet.title
            for row in sheet.iter_rows():
                yield from (str(cell.value) for cell in row if cell.value is not None)
        yield str(book.properties.keywords)
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                if "chart" in name:
                    yield from re.findall(r"<(?:a:t|c:v)>([^<]*)<", packed.read(name).decode())
    elif path.suffix == ".docx":
        document = docx.Document(str(path))
        yield from (paragraph.text for paragraph in document.paragraphs)
        yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    elif path.suffix == ".html":
        yield from _Texts(path.read_text("utf-8")).found
    else:
        yield from path.read_text("utf-8").splitlines()


def foreign(lines: Iterator[str] | list[str], home: str) -> list[str]:
    """What holds the other word, the names of columns of the staff file left out."""
    other = {"WFH": "WFA", "WFA": "WFH"}[home]
    return [line for line in lines if re.search(rf"\b{other}\b", COLUMNS.sub("", line.replace("\xa0", " ")))]


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, "id") for name in scenario_names()), ("bkn-3-2", "en"), ("jumat-wfh-2026", "en")],
)
def test_a_policy_has_one_word_for_home(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "staff.xlsx", SHEETS)
    scenario = load_scenario(name)
    home = scenario.home_code
    start, end = choose_horizon(scenario, None, None)
    dates = ("--start", str(start), "--end", str(min(end, start + timedelta(days=8))))
    said: list[str] = []

    def run(*words: str) -> None:
        done = run_in_process("--lang", language, *words)
        assert done.code in (0, 1), (words, done.stderr)
        said.extend((done.stdout + "\n" + done.stderr).splitlines())

    run("solve", "staff.xlsx", "-s", name, *dates, "-o", "r.xlsx", "--json", "r.json", "--details")
    run("report", "r.xlsx", "-o", "r.html")
    run("audit", "r.xlsx", "-o", "r.csv", "--json", "a.json")
    for person in (PEOPLE[1], PEOPLE[2]):
        run("explain", "r.xlsx", "-p", person, "--json", f"{person}.json")
    run("explain", "r.xlsx", "-p", PEOPLE[1], "-d", dates[1], "--json", "e.json")
    run("scenarios", "check", name, "--staff", "staff.xlsx", *dates)
    run("scenarios", "show", name)
    for path in sorted(tmp_path.iterdir()):
        if path.name != "staff.xlsx":
            assert foreign(list(texts(path)), home) == [], path.name
    assert foreign(said, home) == []


@pytest.mark.parametrize("name", ["bkn-3-2", "jumat-wfh-2026"])
def test_study_and_comparison_have_it_too(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "staff.xlsx", SHEETS)
    home, week = load_scenario(name).home_code, ("--start", "2026-12-07", "--end", "2026-12-11")
    said: list[str] = []
    for out in ("s.xlsx", "s.html", "s.docx"):
        done = run_in_process(
            "study", "staff.xlsx", "-s", name, *week, "--caps", "0:50:50", "-o", out, "--json", f"{out}.json"
        )
        said += (done.stdout + done.stderr).splitlines()
        assert done.code == 0, done.stderr
    for out in ("c.xlsx", "c.html"):
        done = run_in_process(
            "compare", "staff.xlsx", "-s", name, "-s", name, *week, "-o", out, "--json", f"{out}.json"
        )
        said += (done.stdout + done.stderr).splitlines()
        assert done.code == 0, done.stderr
    for path in sorted(tmp_path.iterdir()):
        if path.name != "staff.xlsx":
            assert foreign(list(texts(path)), home) == [], path.name
    assert foreign(said, home) == []


def test_policies_that_differ_stand_side_by_side_with_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "staff.xlsx", SHEETS)
    week = ("--start", "2026-12-07", "--end", "2026-12-11")
    done = run_in_process(
        "compare",
        "staff.xlsx",
        "-s",
        "bkn-3-2",
        "-s",
        "jumat-wfh-2026",
        *week,
    )
    assert done.code == 0, done.stderr
    assert "Orang-hari WFH/WFA" in done.stdout
    assert "Porsi WFH/WFA" in done.stdout


def test_what_the_word_takes_the_place_of() -> None:
    """Names of columns and what is typed stay; a text about both words stays; the word lasts as long as a writing."""
    with spoken_home("WFA"):
        assert _("WFH share") == "Porsi WFA"
        assert plural(1, "{count} WFH day", "WFH share") == "Porsi WFA"
        assert _("The units' own Maks WFH % is kept") == "Maks WFH % milik unit dipatuhi"
        assert with_home_word("Kolom Boleh WFH kosong.") == "Kolom Boleh WFH kosong."
        assert with_home_word("--code H=WFH") == "--code H=WFH"
        assert _("Enter WFO, WFH or WFA.") == "Isi WFO, WFH, atau WFA."
    assert _("WFH share") == "Porsi WFH"
    use_home_word("WFH", "WFA", "WFH")
    assert _("WFH share") == "Porsi WFH/WFA"


def test_a_child_calls_home_its_own_way(tmp_path: Path) -> None:
    """Inherited titles follow; what the child's own file writes stays."""
    path = tmp_path / "kota.toml"
    path.write_text(
        'extends = "bkn-3-2"\nhome_code = "WFH"\n[[rules]]\nrule = "long_weekend"\nat_most = 1\ntitle = "WFA di hari jepit"\n',
        "utf-8",
    )
    titles = {rule.name: rule.title for rule in load_scenario(str(path)).rules}
    assert titles["home_days_per_week"] == "Batas hari WFH per minggu"
    assert titles["pembagian adil"] == "Hari WFH dibagi adil"
    assert titles["long_weekend"] == "WFA di hari jepit"
