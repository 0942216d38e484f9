"""The report in a browser: quiet, offline, searched, printed whole, for phone, keyboard and screen reader."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from asnroster.judge.audit import audit
from asnroster.output.html.page import write_html
from asnroster.rules.kit.case import Case
from asnroster.words import use_language
from tests.browser.chromium import A4_BETWEEN_MARGINS, DESK, PHONE, Browser, axe_script, chromium
from tests.cli import ROOT, run_in_process
from tests.report_page import NASTY
from tests.report_samples import sample_report

# Elements that stick out of the page, or hold more than they show.
CUT = """
return [...document.querySelectorAll('main *, header *, footer *')].filter(e => e.offsetParent !== null &&
  (e.getBoundingClientRect().right > innerWidth + 1 || (getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
  || (['TD', 'TH'].includes(e.tagName) && e.scrollWidth > e.clientWidth + 1)))
  .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40))
"""
SHOWN = "return [...document.querySelectorAll('#people .person th')].map(cell => cell.firstChild.textContent)"
COUNT = "return document.getElementById('count').textContent"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city under the policy of three days in the office."""
    target = tmp_path_factory.mktemp("report") / "report.html"
    made = run_in_process("solve", ROOT / "data/staff.xlsx", "--start", "2026-12-01", "-o", target)
    assert made.code == 0, made.stderr
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
    browser.open(page)
    console, asked = browser.told()
    assert console == []
    assert {address.partition(":")[0] for address in asked} == {"file", "data"}
    assert [address for address in asked if address.startswith("file")] == [page.resolve().as_uri()]


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
    from selenium.webdriver.common.keys import Keys

    browser.open(small)
    reached: list[Any] = []
    for _number in range(60):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        at = browser.run(
            "const e = document.activeElement, s = getComputedStyle(e);"
            "return [e.tagName, e.id || e.className || e.getAttribute('href'), s.outlineStyle, parseFloat(s.outlineWidth)]"
        )
        if at[0] == "BODY":
            break
        reached.append(at)
    assert reached[0][:2] == ["A", "skip"]
    assert {"words", "unit"} <= {name for _tag, name, _style, _width in reached}
    assert sum(name == "scroll" for _tag, name, _style, _width in reached) >= 8
    assert [at for at in reached if at[2] == "none" or at[3] < 2] == []


@pytest.mark.parametrize("which", ["page", "small"])
def test_nothing_sticks_out_on_a_phone(browser: Browser, which: str, request: pytest.FixtureRequest) -> None:
    browser.open(request.getfixturevalue(which), PHONE)
    assert browser.run("return [innerWidth, document.documentElement.scrollWidth]") == [PHONE, PHONE]


@pytest.mark.parametrize("which", ["page", "small"])
def test_nothing_is_cut_on_paper(
    browser: Browser, which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path: Path = request.getfixturevalue(which)
    browser.open(path, A4_BETWEEN_MARGINS, media="print")
    assert browser.run(CUT) == []
    seen = "return getComputedStyle(document.getElementById(arguments[0])).display"
    assert browser.run(seen, "find") == browser.run(seen, "found") == "none"
    assert browser.run("return document.querySelectorAll('main table').length") >= 9
    browser.open(path)
    printed = tmp_path / "report.pdf"
    printed.write_bytes(browser.pdf())
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: apt-get install poppler-utils")
    told = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True
    ).stdout
    for words in ("Ringkasan", "Kehadiran per OPD", "Porsi WFH", "Kepatuhan", "Pengecualian", "SHA-256"):
        assert words in told


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
    script = axe_script()
    browser.open(request.getfixturevalue(which), width)
    browser.run(script)
    found = browser.driver.execute_async_script(
        "axe.run().then(told => arguments[0]([told.violations.map(v => [v.id, v.nodes.map(n => n.html)]), told.passes.length]))"
    )
    assert found[0] == []
    assert found[1] > 20
