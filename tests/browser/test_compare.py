"""The page of a comparison in a browser: quiet, offline, whole on a phone and on paper, for keyboard and screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from asnroster.output.html.compare_page import write_compare_html
from asnroster.words import use_language
from tests.browser.asked import (
    assert_accessible,
    assert_fits_a_phone,
    assert_quiet,
    assert_whole_on_paper,
    printed_text,
)
from tests.browser.chromium import DESK, PHONE, Browser
from tests.cli import ROOT, run_in_process
from tests.compare_samples import sample_columns

WEEK = ("--start", "2026-12-07", "--end", "2026-12-11")
PAGES = ("city", "sweep", "small")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city under five policies, one of which cannot be."""
    folder = tmp_path_factory.mktemp("city")
    (folder / "penuh.toml").write_text(
        'name = "penuh"\nextends = "bkn-3-2"\n[parameters]\noffice_days = 5\n', "utf-8"
    )
    named = ["baseline-wfo", "bkn-3-2", "jabar-tahap-2", "jumat-wfh-2026", str(folder / "penuh.toml")]
    words = [word for name in named for word in ("-s", name)]
    made = run_in_process("compare", ROOT / "data/staff.xlsx", *words, *WEEK, "-o", folder / "c.html")
    assert made.code == 0, made.stderr
    return folder / "c.html"


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven values of one figure."""
    target = tmp_path_factory.mktemp("sweep") / "s.html"
    swept = ("-s", "jabar-tahap-2", "--sweep", "savings.km_per_office_day=0:50:5")
    made = run_in_process("compare", ROOT / "data/staff.xlsx", *swept, *WEEK, "-o", target)
    assert made.code == 0, made.stderr
    return target


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-written columns, with violations."""
    use_language("id")
    target = tmp_path_factory.mktemp("small") / "c.html"
    write_compare_html(sample_columns(), target)
    return target


@pytest.mark.parametrize("which", PAGES)
def test_it_opens_quietly_and_asks_for_nothing(
    browser: Browser, which: str, request: pytest.FixtureRequest
) -> None:
    assert_quiet(browser, request.getfixturevalue(which))


@pytest.mark.parametrize("which", PAGES)
def test_nothing_sticks_out_on_a_phone(browser: Browser, which: str, request: pytest.FixtureRequest) -> None:
    assert_fits_a_phone(browser, request.getfixturevalue(which))


@pytest.mark.parametrize("which", PAGES)
def test_nothing_is_cut_on_paper(
    browser: Browser, which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path: Path = request.getfixturevalue(which)
    assert_whole_on_paper(browser, path)
    told = printed_text(browser, path, tmp_path)
    for words in (
        "Ringkasan",
        "Semua ukuran berdampingan",
        f"Porsi {'WFH/WFA' if which == 'city' else 'WFH'} setiap OPD",
        "Asumsi semua kolom",
        "SHA-256",
    ):
        assert words in told


def test_differences_are_told_apart_by_more_than_colour(browser: Browser, small: Path) -> None:
    browser.open(small)
    worse = (
        "return [...document.querySelectorAll('.worse')].map(c => [getComputedStyle(c).color, c.innerText])"
    )
    assert ["rgb(160, 24, 24)", "1\n-3, lebih buruk"] in browser.run(worse)
    best = "return [...document.querySelectorAll('.best')].map(c => [getComputedStyle(c).fontWeight, c.innerText])"
    assert ["700", "4 ★"] in browser.run(best)


def test_the_keyboard_reaches_every_table_and_shows_where_it_is(browser: Browser, small: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open(small)
    tables = browser.run("return document.querySelectorAll('.scroll').length")
    reached = []
    for _number in range(60):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        at = browser.run(
            "const e = document.activeElement, s = getComputedStyle(e);"
            "return [e.tagName, e.className, s.outlineStyle, parseFloat(s.outlineWidth)]"
        )
        if at[0] == "BODY":
            break
        reached.append(at)
    assert reached[0][:2] == ["A", "skip"]
    assert sum(at[1] == "scroll" for at in reached) == tables >= 10
    assert [at for at in reached if at[2] == "none" or at[3] < 2] == []


def test_without_scripts_everything_stands(browser: Browser, small: Path) -> None:
    browser.open(small, scripts=False)
    try:
        text = browser.driver.find_element("tag name", "main").text
    finally:
        browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    for words in ("WFH: terbanyak pada “contoh”", "lebih buruk", "1990************03", "Tarif PLN 2025"):
        assert words in text


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("which", PAGES)
def test_axe_finds_nothing(browser: Browser, which: str, width: int, request: pytest.FixtureRequest) -> None:
    assert_accessible(browser, request.getfixturevalue(which), width)
