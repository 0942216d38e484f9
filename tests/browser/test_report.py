"""The report in a browser: quiet, offline, searched, printed whole, for phone, keyboard and screen reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from asnroster.domain.outcome import Outcome
from asnroster.judge.audit import audit
from asnroster.output.html.page import write_html
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from asnroster.scenario import Scenario
from asnroster.words import use_language
from tests.browser.asked import (
    assert_accessible,
    assert_fits_a_phone,
    assert_quiet,
    assert_whole_on_paper,
    printed_pages,
    printed_text,
    reached_by_tab,
    smallest_print_points,
)
from tests.browser.chromium import DESK, PHONE, Browser
from tests.build import case, person, problem, roster, rule, unit
from tests.cli import ROOT, run_in_process
from tests.report_page import NASTY
from tests.report_samples import sample_report

SHOWN = "return [...document.querySelectorAll('#people .person th')].map(cell => cell.firstChild.textContent)"
COUNT = "return document.getElementById('count').textContent"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city under the policy of three days in the office, with its curve."""
    target = tmp_path_factory.mktemp("report") / "report.html"
    roster = target.with_name("roster.xlsx")
    made = run_in_process("solve", ROOT / "data/staff.xlsx", "--start", "2026-12-01", "-o", roster)
    assert made.code == 0, made.stderr
    staff = ("--staff", ROOT / "data/staff.xlsx")
    told = run_in_process("report", roster, *staff, "--caps", "0:75:25", "-o", target)
    assert told.code == 0, told.stderr
    return target


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-written roster, with violations."""
    use_language("id")
    target = tmp_path_factory.mktemp("small") / "report.html"
    write_html(sample_report(), target)
    return target


def search(browser: Browser, words: str) -> list[str]:
    """Type into the search; the names that are shown then."""
    field = browser.driver.find_element("id", "words")
    field.clear()
    field.send_keys(words)
    browser.run("document.getElementById('words').dispatchEvent(new Event('input'))")
    browser.driver.execute_async_script("setTimeout(arguments[0], 250)")
    names: list[str] = browser.run(SHOWN)
    return names


def test_it_opens_quietly_and_asks_for_nothing(browser: Browser, page: Path) -> None:
    assert_quiet(browser, page)


def test_search_finds_a_person_by_name_nip_and_unit(browser: Browser, small: Path) -> None:
    browser.open(small)
    assert browser.run(COUNT) == "1-5 dari 5 pegawai"
    assert search(browser, "citra") == ["Citra"]
    row = browser.run(
        "return [...document.querySelectorAll('#people .person td')].map(cell => cell.textContent)"
    )
    assert row == ["C", "C", "L", "L", "WFH", "WFH", "WFO", *"LLLL", "1", "2"]
    unit = "return [...document.querySelectorAll('#people .unit')].map(row => row.textContent)"
    assert browser.run(unit) == ["Dinas Contoh > Seksi Data"]
    assert search(browser, "1991") == ["Dodi"]
    assert search(browser, "seksi data") == ["=SUM(1,1)", "Citra"]
    assert search(browser, "seksi 1980") == ["=SUM(1,1)"]
    assert search(browser, "tidak ada") == []
    assert browser.run(COUNT) == "Tidak ada yang cocok."
    assert search(browser, "") == ["Ani", "=SUM(1,1)", "Citra", "Dodi", "Eka"]
    assert browser.told()[0] == []


def test_a_unit_is_chosen_with_all_below_it(browser: Browser, small: Path) -> None:
    browser.open(small)
    choose = "const s = document.getElementById('unit'); s.value = arguments[0]; s.dispatchEvent(new Event('change'))"
    browser.run(choose, "0")
    assert browser.run(SHOWN) == ["Ani", "=SUM(1,1)", "Citra"]
    browser.run(choose, "1")
    assert browser.run(SHOWN) == ["=SUM(1,1)", "Citra"]
    browser.run(choose, "2")
    assert browser.run(SHOWN) == ["Dodi", "Eka"]


def test_fifty_people_at_a_time_by_keyboard(browser: Browser, page: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open(page)
    count = browser.run("return JSON.parse(document.getElementById('data').textContent).people.length")
    first = browser.run(SHOWN)
    assert (len(first), browser.run(COUNT)) == (50, f"1-50 dari {count} pegawai")
    browser.driver.find_element("id", "next").send_keys(Keys.ENTER)
    assert browser.run(COUNT) == f"51-100 dari {count} pegawai"
    assert browser.run(SHOWN) != first
    browser.driver.find_element("id", "back").send_keys(Keys.SPACE)
    assert browser.run(SHOWN) == first


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, small: Path) -> None:
    reached = reached_by_tab(browser, small)
    assert reached[0][:2] == ["A", "skip"]
    assert {"words", "unit"} <= {name for _tag, name, _style, _width in reached}
    assert sum(name == "scroll" for _tag, name, _style, _width in reached) >= 8
    assert [at for at in reached if at[2] == "none" or at[3] < 2] == []


@pytest.mark.parametrize("which", ["page", "small"])
def test_nothing_sticks_out_on_a_phone(browser: Browser, which: str, request: pytest.FixtureRequest) -> None:
    assert_fits_a_phone(browser, request.getfixturevalue(which))


@pytest.mark.parametrize(("which", "on_its_side", "home"), [("page", 1, "WFA"), ("small", 0, "WFH")])
def test_nothing_is_cut_on_paper(
    browser: Browser, which: str, on_its_side: int, home: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The sample's month of 25 days lies on its side, the seven days of the small one stand upright."""
    path: Path = request.getfixturevalue(which)
    assert_whole_on_paper(browser, path)
    seen = "return getComputedStyle(document.getElementById(arguments[0])).display"
    assert browser.run(seen, "find") == browser.run(seen, "found") == "none"
    assert browser.run("return document.querySelectorAll('main table').length") >= 9
    told, on_side = printed_text(browser, path, tmp_path), printed_pages(browser, path, tmp_path)
    for words in (
        "Ringkasan",
        "Kehadiran per OPD",
        f"Porsi {home}",
        "Penghematan",
        "Kepatuhan",
        "Pengecualian",
        "SHA-256",
    ):
        assert words in told
    assert len(on_side) >= 4 and sum(on_side) == on_its_side


def test_the_figures_of_the_heat_map_are_large_enough_to_read(browser: Browser, page: Path) -> None:
    assert smallest_print_points(browser, page) >= 7


def test_a_heat_map_of_31_full_days_is_whole_on_paper(browser: Browser, tmp_path: Path) -> None:
    """Every cell holds the most that it can: 100 % and the mark that it exceeds the cap."""
    always = frozenset(range(7))
    units = [unit("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", workdays=always)]
    made = problem([person(n, workdays=always) for n in range(2)], days=31, units=units)
    full = case(made, rule("home_share", at_most="50 %"))
    typed = roster(made, "H" * 31, "H" * 31)
    known = Report(full, Scenario("uji", "Uji"), typed, audit(full, typed), Outcome("feasible", 0, None))
    write_html(known, tmp_path / "full.html")
    assert_whole_on_paper(browser, tmp_path / "full.html")
    assert browser.run("return document.querySelectorAll('.wide .over-cap').length") == 31
    assert smallest_print_points(browser, tmp_path / "full.html") >= 7


def test_the_curve_stands_in_the_report_with_the_rosters_star(browser: Browser, page: Path) -> None:
    browser.open(page)
    charts = browser.run(
        "return [...document.querySelectorAll('#frontier img')].map(i => [i.naturalWidth > 0, i.alt])"
    )
    assert [shown for shown, _alt in charts] == [True] * 3
    rows = browser.run(
        "return [...document.querySelectorAll('#frontier table')].map(t => t.querySelector('tbody tr:last-child th').textContent)"
    )
    assert rows[:2] == ["Jadwal ini", "Jadwal ini"]


def test_without_scripts_summary_and_tables_stand(browser: Browser, small: Path) -> None:
    browser.open(small, scripts=False)
    try:
        text = browser.driver.find_element("tag name", "main").text
    finally:
        browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    for words in (
        "Dari 24 orang-hari kerja",
        "Kehadiran per OPD",
        "Dilanggar di 2 tempat",
        "memerlukan JavaScript",
    ):
        assert words in text
    assert "Cari nama" not in text


def test_names_that_try_to_be_code_are_only_shown(browser: Browser, tmp_path: Path) -> None:
    known = sample_report()
    people = tuple(replace(one, name=f"{NASTY}<img src=x onerror=alert(1)>") for one in known.problem.people)
    case = Case(replace(known.problem, people=people), known.case.rules)
    write_html(replace(known, case=case, audit=audit(case, known.roster)), tmp_path / "nasty.html")
    browser.open(tmp_path / "nasty.html")
    assert browser.run(SHOWN)[0] == people[0].name
    assert browser.run("return document.querySelectorAll('#x, img[src=x]').length") == 0
    assert browser.told()[0] == []


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("which", ["page", "small"])
def test_axe_finds_nothing(browser: Browser, which: str, width: int, request: pytest.FixtureRequest) -> None:
    assert_accessible(browser, request.getfixturevalue(which), width)
