"""The guides' chapter on a new circular: both say the same, its commands run and its sheets are read."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from asnroster.engine.solve import Options
from asnroster.errors import InputError
from asnroster.run import Request, prepare, solve_and_judge
from asnroster.scenario.load import load_scenario
from tests.circulars import GUIDES, MAYOR, REGENT, TURNS, blocks, written
from tests.cli import run_in_process
from tests.intake_books import write_xlsx


def test_both_guides_say_the_same(tmp_path: Path) -> None:
    said = []
    for language in GUIDES:
        folder = tmp_path / language
        folder.mkdir()
        loaded = [load_scenario(str(path)) for path in written(language, folder).values()]
        assert [scenario.name for scenario in loaded] == [REGENT, MAYOR, TURNS]
        said.append([(s.rules[0].key, s.title, s.start, s.end, s.parameters, s.lineage) for s in loaded])
        said[-1] += [(r.model_copy(update={"source": ""})) for s in loaded for r in s.rules]
    assert said[0] == said[1]


@pytest.mark.parametrize("language", GUIDES)
def test_the_shown_commands_run(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(language, tmp_path)
    lines = [line for block in blocks(language, "console") for line in block.splitlines()]
    sample = "asnroster sample --people 60 --seed 7 --start 2026-12-01 -o contoh-60.xlsx"
    assert sample in GUIDES[language].read_text("utf-8").splitlines()
    sample = sample.replace("contoh-60.xlsx", "staff.xlsx")  # the reader's own list, as the chapter calls it
    assert len(lines) == 6
    checks = [line for line in lines if line.startswith("asnroster scenarios check")]
    assert len(checks) == 3
    for line in (sample, *lines):
        words = shlex.split(line)
        assert words[0] == "asnroster"
        ended = run_in_process(*words[1:])
        assert ended.code == 0, (line, ended.stdout, ended.stderr)
        if line in checks:
            name = words[3].removesuffix(".toml")
            assert (
                f"“{name}” is in order" if language == "en" else f"Skenario “{name}” baik"
            ) in ended.stdout
        if "-o" in words:
            assert (tmp_path / words[words.index("-o") + 1]).stat().st_size > 0


def table(language: str, heading: str) -> tuple[list[str], list[str]]:
    """The heading and the row of a sheet that the guide shows."""
    text = GUIDES[language].read_text("utf-8").partition("\n## 7. ")[2]
    lines = text[text.index(f"| {heading} |") :].splitlines()
    head, _rule, row = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines[:3])
    return head, row


def turned_staff(language: str, path: Path, *, document: bool = True) -> Path:
    """An agency with a counter and a hospital, with the guide's own rows in Layanan and Penetapan."""
    post, pin = table(language, "Unit | Layanan"), table(language, "NIP | Tanggal")
    pin_row = pin[1] if document else [*pin[1][:-1], ""]
    assert pin[0][-1] == "Nomor Surat"
    unit_name, counter = post[1][0], post[1][1]
    head = ["NIP", "Nama", "Unit", "OPD", "Eselon", "Layanan"]
    staff = [
        ["196512121990031001", "Kepala", "BKPSDM", "BKPSDM", "II.b", ""],
        ["198001012005011001", "Ani", unit_name, "BKPSDM", "", counter],
        ["198001012005011002", "Budi", unit_name, "BKPSDM", "", ""],
        ["198001012005011003", "Citra", unit_name, "BKPSDM", "", ""],
        [pin[1][0], "Dodi", "RSUD", "RSUD", "", ""],
    ]
    units = [["Unit", "Induk", "Sektor"], ["BKPSDM", "", "administrasi"], [unit_name, "BKPSDM", ""],
             ["RSUD", "", "kesehatan"]]  # fmt: skip
    sheets = {"Pegawai": [head, *staff], "Unit": units, "Layanan": list(post), "Penetapan": [pin[0], pin_row]}
    return write_xlsx(path, sheets)


@pytest.mark.parametrize("language", GUIDES)
def test_turns_3_and_4_the_counter_and_the_order_are_in_the_workbook(language: str, tmp_path: Path) -> None:
    scenario = str(written(language, tmp_path)[TURNS])
    asked = Request(turned_staff(language, tmp_path / "staff.xlsx"), scenario=scenario)
    run = solve_and_judge(prepare(asked), Options(workers=1))
    assert run.report is not None
    assert run.report.audit.hard_violations == 0
    data, modes = run.report.problem, run.report.roster.modes
    rows = {who.name: modes[index][data.available[index]].tolist() for index, who in enumerate(data.people)}
    assert rows["Kepala"] == rows["Ani"] == [1] * 13  # the only clerk of the counter
    assert rows["Dodi"] == [0] * 3 + [1] * 10
    assert sorted((rows["Budi"][:4], rows["Citra"][:4])) == [[0, 1, 0, 1], [1, 0, 1, 0]]


def test_turns_4_without_the_orders_number_it_is_not_obeyed_and_that_is_said(tmp_path: Path) -> None:
    scenario = str(written("id", tmp_path)[TURNS])
    staff = turned_staff("id", tmp_path / "staff.xlsx", document=False)
    prepared = prepare(Request(staff, scenario=scenario))
    told = [issue for issue in prepared.notices if issue.code == "pin-without-document"]
    assert [(issue.sheet, issue.cell) for issue in told] == [("Penetapan", "E2")]
    dodi = next(row for row, who in enumerate(prepared.case.problem.people) if who.name == "Dodi")
    assert not prepared.case.fixed_home[dodi].any() and not prepared.case.free[dodi].any()
    with pytest.raises(InputError) as caught:
        prepare(Request(staff, scenario=scenario, strict=True, confirm=True))
    assert [issue.code for issue in caught.value.issues] == ["pin-without-document"]
