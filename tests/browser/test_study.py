"""The study's page in a browser: quiet, offline, printed whole, for phone, keyboard and screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest

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
from tests.cli import run_in_process
from tests.studies import STAFF


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city."""
    target = tmp_path_factory.mktemp("study") / "kajian.html"
    made = run_in_process("study", STAFF, "--start", "2026-12-01", "--caps", "0:75:25", "-o", target)
    assert made.code == 0, made.stderr
    return target


def test_it_opens_quietly_and_asks_for_nothing(browser: Browser, page: Path) -> None:
    assert_quiet(browser, page)


def test_nothing_sticks_out_on_a_phone(browser: Browser, page: Path) -> None:
    assert_fits_a_phone(browser, page)


def test_nothing_is_cut_on_paper(browser: Browser, page: Path, tmp_path: Path) -> None:
    assert_whole_on_paper(browser, page)
    assert smallest_print_points(browser, page) >= 7
    told, on_side = printed_text(browser, page, tmp_path), printed_pages(browser, page, tmp_path)
    for words in (
        "Ringkasan", "Kesiapan per OPD", "Kurva dalam angka", "Penghematan pada periode ini per batas", "Kepekaan",
        "Kesiapan per unit", "Rumus penghematan", "Asumsi penghematan", "SHA-256",
    ):  # fmt: skip
        assert words in told
    assert len(on_side) >= 8 and not any(on_side)


def test_all_of_it_stands_without_scripts(browser: Browser, page: Path) -> None:
    browser.open(page, scripts=False)
    try:
        text = browser.driver.find_element("tag name", "main").text
    finally:
        browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    assert "Bagian Hukum" in text and "Dinas Kesehatan" in text
    assert "JavaScript" not in text


def test_its_charts_are_drawn(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert (
        browser.run("return [...document.querySelectorAll('figure img')].map(i => i.naturalWidth > 0)")
        == [True] * 3
    )


def test_the_keyboard_reaches_every_table_and_shows_where_it_is(browser: Browser, page: Path) -> None:
    reached = reached_by_tab(browser, page)
    tables = browser.run("return document.querySelectorAll('.scroll').length")
    assert reached[0][:2] == ["A", "skip"]
    assert sum(name == "scroll" for _tag, name, _style, _width in reached) == tables >= 10
    assert [at for at in reached if at[2] == "none" or at[3] < 2] == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_nothing(browser: Browser, page: Path, width: int) -> None:
    assert_accessible(browser, page, width)
