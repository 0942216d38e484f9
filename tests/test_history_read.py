"""Earlier rosters read from files: what is known of whom, how many home days were possible, what is said."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from asnroster.domain.history import History
from asnroster.domain.problem import Source
from asnroster.earlier import history_of
from asnroster.errors import InputError, Issue
from asnroster.intake.passes import build_problem, read_tables
from asnroster.intake.rosters.previous import PastRoster, home_days_possible, read_past, rounded
from asnroster.run import Request, prepare
from asnroster.words import use_language
from tests.intake_books import AGUS, BUDI, SITI, STAFF, write_csv, write_xlsx
from tests.test_rosters_read import jadwal

THURSDAY = date(2026, 10, 1)
MONDAY = THURSDAY - timedelta(3)
GONE, NEW = "197001012000011003", "199903032024031004"
Sheets = dict[str, list[list[Any]]]


def days(first: date, count: int) -> list[date]:
    return [first + timedelta(n) for n in range(count)]


def wide(first: date, **rows: str) -> list[list[Any]]:
    """A sheet Jadwal: one letter a date, O, H, L, C, anything else empty."""
    names = {"budi": BUDI, "siti": SITI, "agus": AGUS, "gone": GONE}
    codes = {"O": "WFO", "H": "WFH", "L": "L", "C": "C"}
    length = len(next(iter(rows.values())))
    people = [[names[who], *(codes.get(letter, "") for letter in row)] for who, row in rows.items()]
    return jadwal(*people, dates=days(first, length))


def recap(**most: Any) -> list[list[Any]]:
    """A sheet Rekap Pegawai."""
    names = {"budi": BUDI, "siti": SITI, "agus": AGUS, "gone": GONE}
    rows = [[n, names[who], "Nama", 9, figure] for n, (who, figure) in enumerate(most.items(), start=1)]
    return [["Rekap Pegawai"], [], ["No", "NIP", "Nama", "WFO", "Maks WFH"], *rows]


def read(
    folder: Path, *files: Sheets | Path, staff: list[list[Any]] | None = None
) -> tuple[History, list[Issue]]:
    """The history of Budi, Siti and Agus before Thursday 1 October 2026."""
    use_language("en")
    paths = [
        file if isinstance(file, Path) else write_xlsx(folder / f"past-{n}.xlsx", file)
        for n, file in enumerate(files)
    ]
    tables = read_tables(write_xlsx(folder / "staff.xlsx", {"Pegawai": staff or STAFF}))
    keys = {row.nip for row in tables.staff}
    past = read_past(paths, keys)
    made, _ = build_problem(tables, THURSDAY, THURSDAY + timedelta(30), known_from=min(r.first for r in past))
    order = [made.people[p].key for p in range(len(made.people))]
    assert order[:3] == [BUDI, SITI, AGUS]
    return history_of(past, made)


def codes(notices: list[Issue]) -> list[str]:
    return [notice.code for notice in notices]


def broken(folder: Path, *files: Sheets | Path) -> list[tuple[str, str, str, str]]:
    with pytest.raises(InputError) as caught:
        read(folder, *files)
    return [(issue.code, issue.file, issue.sheet, issue.cell) for issue in caught.value.issues]


def test_a_roster_of_last_month_is_known_day_by_day(tmp_path: Path) -> None:
    rows = wide(MONDAY - timedelta(3), budi="HLLOHO", siti="OLLCLO", agus="OLLO O")
    history, notices = read(tmp_path, {"Jadwal": rows, "Rekap Pegawai": recap(budi=2, siti=1, agus=3)})
    assert history.dates == tuple(days(MONDAY - timedelta(3), 6))
    assert history.modes.tolist() == [[0, -1, -1, 1, 0, 1], [1, -1, -1, -1, -1, 1], [1, -1, -1, 1, -1, 1]]
    assert history.known.all()
    assert history.working[1].tolist() == [True, False, False, True, False, True], (
        "L is a day off, C is leave"
    )
    assert history.working[2].tolist() == [True, False, False, True, True, True], (
        "an empty cell is an absence"
    )
    assert (history.home_days.tolist(), history.most.tolist()) == ([2, 0, 0], [2, 1, 3])
    assert history.knows_first_week.tolist() == [True, True, True]
    assert [source.file for source in history.sources] == ["past-0.xlsx"]
    assert len(history.sources[0].sha256) == 64
    assert notices == []


def test_a_hand_made_roster_without_weekends_and_recap(tmp_path: Path) -> None:
    """H = 4 of Siti's 10 days: everybody could have had as many for each day worked."""
    first = MONDAY - timedelta(11)
    dates = [day for day in days(first, 14) if day.weekday() < 5]
    people = [
        [BUDI, *["WFH"] * 2, *["WFO"] * 3, *["C"] * 5],
        [SITI, *["WFA"] * 4, *["WFO"] * 6],
        [AGUS, *["WFO"] * 10],
    ]
    history, notices = read(tmp_path, {"Roster": jadwal(*people, dates=dates)})
    assert history.most.tolist() == [2, 4, 0], "4 x 5 / 10; Agus was never at home: perhaps he may not be"
    assert history.home_days.tolist() == [2, 4, 0]
    assert history.knows_first_week.tolist() == [True] * 3
    assert codes(notices) == ["history-estimated"]


def test_a_tidy_csv(tmp_path: Path) -> None:
    rows = [["nip", "name", "agency", "unit", "date", "code", "reason"]]
    told = {BUDI: ("WFO", "WFH", "WFA"), SITI: ("WFO", "WFO", "WFH")}
    for nip, found in told.items():
        for day, code in zip(days(MONDAY, 3), found, strict=True):
            rows.append([nip, "Nama", "", "", day.isoformat(), code, ""])
    history, notices = read(tmp_path, write_csv(tmp_path / "past.csv", rows))
    assert history.modes.tolist() == [[1, 0, 0], [1, 1, 0], [-1, -1, -1]]
    assert history.known.tolist() == [[True] * 3, [True] * 3, [False] * 3]
    assert history.knows_first_week.tolist() == [True, True, False]
    assert history.most.tolist() == [2, 2, 0]
    assert [notice.line() for notice in notices] == [
        "past.csv: Without a sheet “Rekap Pegawai” it is estimated how many home days were possible.",
        "1 person has no history: they start neutral.",
    ]


def test_the_later_file_counts_for_a_doubled_day(tmp_path: Path) -> None:
    """The first file has four days of Budi, two of which the second tells anew: two of its four possible days stay."""
    one = {
        "Jadwal": wide(MONDAY - timedelta(4), budi="OHLLHH", siti="OOLLOO"),
        "Rekap Pegawai": recap(budi=4, siti=2),
    }
    two = {"Jadwal": wide(MONDAY, budi="OOH", agus="HOO"), "Rekap Pegawai": recap(budi=1, agus=1)}
    history, notices = read(tmp_path, one, two)
    assert history.modes.tolist() == [
        [1, 0, -1, -1, 1, 1, 0], [1, 1, -1, -1, 1, 1, -1], [-1, -1, -1, -1, 0, 1, 1],
    ]  # fmt: skip
    assert history.most.tolist() == [3, 2, 1]
    assert history.knows_first_week.tolist() == [True, False, True], "Siti's Wednesday is not known"
    assert [notice.line() for notice in notices] == [
        "past-1.xlsx: 2 person-days stand in an earlier file of --history too: this file counts.",
        "Of 1 person not every day of the first week before the roster is known: it is cut for them.",
    ]


def test_a_roster_that_reaches_into_the_horizon(tmp_path: Path) -> None:
    rows = wide(MONDAY, budi="OHOHH", siti="OOOHH", agus="COOOO")
    history, notices = read(tmp_path, {"Jadwal": rows, "Rekap Pegawai": recap(budi=5, siti=5, agus=0)})
    assert history.modes.tolist() == [[1, 0, 1], [1, 1, 1], [-1, 1, 1]]
    assert history.most.tolist() == [3, 3, 0], "three of five days"
    assert [notice.line() for notice in notices] == [
        "past-0.xlsx: The roster reaches to 2026-10-02: only its days before 2026-10-01 count as history."
    ]


def test_people_gone_and_new_are_counted_once(tmp_path: Path) -> None:
    staff = [*STAFF, [NEW, "Baru", "Sekretariat", "Dinas B"]]
    rows = {"Jadwal": wide(MONDAY, budi="OOO", siti="OOO", agus="OOO", gone="HHH"), "Rekap Pegawai": recap()}
    history, notices = read(tmp_path, rows, rows, staff=staff)
    assert [notice.line() for notice in notices if notice.code in ("history-gone", "history-new")] == [
        "1 person of the earlier rosters is not rostered now: their days do not count.",
        "1 person has no history: they start neutral.",
    ]
    assert history.known.any(axis=1).tolist() == [True, True, True, False]


def test_a_cell_of_maks_wfh_may_be_missing(tmp_path: Path) -> None:
    """Then it is estimated for that person: Budi had 2 of 3 days, the most of all; Siti worked two."""
    rows = wide(MONDAY, budi="HHO", siti="HOC", agus="OOO")
    history, _ = read(tmp_path, {"Jadwal": rows, "Rekap Pegawai": recap(budi=3, siti="", agus=2)})
    assert history.most.tolist() == [3, 1, 2]


def test_days_off_of_earlier_years_are_known(tmp_path: Path) -> None:
    """Christmas 2024, two years before the roster."""
    rows = wide(date(2024, 12, 24), budi="HHO", siti="OOO", agus="OOO")
    history, _ = read(tmp_path, {"Jadwal": rows})
    christmas = history.dates.index(date(2024, 12, 25))
    assert history.modes[0, christmas - 1 : christmas + 2].tolist() == [0, -1, -1], (
        "25 and 26 are no working days"
    )
    assert not history.knows_first_week.any()


def test_every_error_of_every_file(tmp_path: Path) -> None:
    bad = {"Jadwal": wide(MONDAY, budi="OOO", siti="OOO"), "Rekap Pegawai": recap(budi="dua", siti=-1)}
    bad["Jadwal"][4][7] = "di kantor"
    late = tmp_path / "no such file.xlsx"
    headings = {"Jadwal": wide(MONDAY, budi="OOO"), "Rekap Pegawai": [["No", "NIP", "Nama"]]}
    assert broken(tmp_path, bad, late, headings) == [
        ("roster-code", "past-0.xlsx", "Jadwal", "H5"),
        ("history-most", "past-0.xlsx", "Rekap Pegawai", "E4"),
        ("history-most", "past-0.xlsx", "Rekap Pegawai", "E5"),
        ("file-missing", "no such file.xlsx", "", ""),
        ("history-headings", "past-2.xlsx", "Rekap Pegawai", ""),
    ]


def test_files_that_are_no_history_of_these_people(tmp_path: Path) -> None:
    late = {"Jadwal": wide(THURSDAY, budi="OO")}
    others = {"Jadwal": wide(MONDAY, gone="OO")}
    assert broken(tmp_path, late, others) == [
        ("history-late", "past-0.xlsx", "", ""),
        ("history-strangers", "past-1.xlsx", "", ""),
    ]
    use_language("en")
    with pytest.raises(InputError) as caught:
        read(tmp_path, late)
    assert caught.value.issues[0].line() == (
        "past-0.xlsx: The roster of 2026-10-01 to 2026-10-02 has no day before 2026-10-01, on which the new one begins. "
        "Give an earlier roster with --history, or a later --start."
    )


def test_what_is_odd_in_an_earlier_roster_is_told_too(tmp_path: Path) -> None:
    rows = [["nip", "name", "date", "code"]]
    rows += [
        [nip, "", f"{day:%m/%d/%Y}", "WFH" if day.weekday() == 4 else "WFO"]
        for nip in (BUDI, SITI, AGUS)
        for day in days(date(2026, 9, 1), 30)
        if day.weekday() < 5
    ]
    past = write_csv(tmp_path / "lama.csv", rows)
    write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF})
    for option in ({"history": (past,)}, {"history": (past,), "base": past}):
        with pytest.raises(InputError) if len(option) > 1 else nullcontext():
            prepared = prepare(
                Request(tmp_path / "staff.xlsx", start=THURSDAY, end=date(2026, 10, 30), **option)
            )  # type: ignore[arg-type]
            assert [(one.code, one.file, one.cell) for one in prepared.notices if one.file == "lama.csv"][
                :1
            ] == [("roster-month-first", "lama.csv", "C2")]


@pytest.mark.parametrize(
    ("part", "whole", "days"), [(1, 2, 1), (1, 3, 0), (2, 3, 1), (5, 2, 3), (4, 2, 2), (0, 0, 0)]
)
def test_halves_are_rounded_up(part: int, whole: int, days: int) -> None:
    assert rounded(part, whole) == days


def test_nobody_could_have_been_at_home_on_more_days_than_they_worked() -> None:
    """The recap is of a longer roster than the days that were given: at most 3, where it says 9; 2 where it says so."""
    codes = np.array([[1, 0, 1, -1], [0, 1, 1, 1]], dtype=np.int8)
    past = PastRoster(Source("lalu.xlsx", ""), MONDAY, {"A": 0, "B": 1}, codes, {"A": 9, "B": 2})
    assert home_days_possible(past) == [3, 2]
