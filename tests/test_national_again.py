"""The same run once more, after a kill, a key press or a change: nothing done is done twice."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import openpyxl
import pytest

from tests.cli import started
from tests.intake_books import write_csv
from tests.national import HEAD, NATION, WEEK, by_agency, manifest, totals


def test_what_is_done_is_not_done_again_and_what_changed_is(nation: Path) -> None:
    by_agency()
    first, written = manifest(), {path: path.stat().st_mtime_ns for path in Path("out").glob("pem*.xlsx")}
    assert by_agency().code == 0
    assert totals()["kept"] == 3 and manifest() == first
    assert {path: path.stat().st_mtime_ns for path in written} == written
    write_csv(nation, [HEAD, *NATION[:-1], [*NATION[-1][:4], "Dinas B", "", "Staf"]])
    ended = by_agency()
    assert totals()["kept"] == 2 and "2 done already, 1 to solve" in ended.stderr
    second = manifest()
    changed = [stem for stem in first if first[stem]["key"] != second[stem]["key"]]
    assert changed == ["pemerintah-kota-bogor"]
    assert second["pemerintah-kota-bekasi"] == first["pemerintah-kota-bekasi"]
    # Another option, another scenario, a file that is gone: again.
    Path("out/kementerian-keuangan.xlsx").unlink()
    by_agency()
    assert totals()["kept"] == 2 and Path("out/kementerian-keuangan.xlsx").exists()
    by_agency("--seed", "2")
    assert totals()["kept"] == 0


def test_a_killed_run_goes_on_where_it_was(nation: Path) -> None:
    words = ("solve", "staff.csv", "--by", "agency", "-s", "jumat.toml", *WEEK, "--workers", "1", "-o", "out")
    with started("--lang", "en", *words) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("1 of 3"):
                process.kill()
                break
        process.wait(30)
    before = {stem: record for stem, record in manifest().items() if record["exit_code"] == 0}
    assert 1 <= len(before) < 3
    assert by_agency().code == 0
    assert totals()["kept"] == len(before)
    after = manifest()
    assert {stem: after[stem] for stem in before} == before
    assert [record["exit_code"] for record in after.values()] == [0, 0, 0]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_after_the_running_part_and_the_manifest_is_true(nation: Path) -> None:
    words = ("solve", "staff.csv", "--by", "agency", "-s", "jumat.toml", *WEEK, "--workers", "1", "-o", "out")
    with started("--lang", "en", *words) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("3 parts"):
                process.send_signal(signal.SIGINT)
                break
        said = process.stderr.read()
        assert process.wait(60) == 4
    assert "the same command goes on" in said and "Traceback" not in said
    records = manifest()
    done = [stem for stem, record in records.items() if record["exit_code"] == 0]
    assert len(done) < 3
    assert all((Path("out") / records[stem]["file"]).is_file() for stem in done)
    assert by_agency().code == 0
    assert totals()["kept"] == len(done)


def test_a_roster_changed_by_hand_is_not_written_over(nation: Path) -> None:
    by_agency()
    mine = Path("out/pemerintah-kota-bekasi.xlsx")
    book = openpyxl.load_workbook(mine)
    book["Jadwal"]["A1"] = "Disunting"
    book.save(mine)
    edited = mine.read_bytes()
    by_agency("--seed", "2")
    assert mine.read_bytes() == edited
    assert manifest()["pemerintah-kota-bekasi"]["file"] == "pemerintah-kota-bekasi-2.xlsx"
    assert manifest()["pemerintah-kota-bogor"]["file"] == "pemerintah-kota-bogor.xlsx"


def test_the_next_month_reads_the_folder_of_the_month_before(nation: Path) -> None:
    by_agency()
    ended = by_agency("--start", "2026-12-14", "--end", "2026-12-18", "--history", "out", out="next")
    assert ended.code == 0, ended.stderr
    info = openpyxl.load_workbook("next/pemerintah-kota-bogor.xlsx")["Info"]
    told = " ".join(str(cell.value) for row in info.iter_rows() for cell in row if cell.value)
    assert "pemerintah-kota-bogor.xlsx" in told and "--history" in told
