"""What every page must pass: quiet, offline, whole on paper, fit for a phone, the keyboard and a screen reader."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import A4_BETWEEN_MARGINS, A4_ON_ITS_SIDE, PHONE, Browser, axe_script

# Elements that stick out of the page, or hold more than they show; only inside (or outside) the parts printed on their side.
CUT = """
return [...document.querySelectorAll('main *, header *, footer *')].filter(e => e.offsetParent !== null &&
  (e.closest('.wide') !== null) === arguments[0] &&
  (e.getBoundingClientRect().right > innerWidth + 1 || (getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
  || (['TD', 'TH'].includes(e.tagName) && e.scrollWidth > e.clientWidth + 1)))
  .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40))
"""
FOCUS = (
    "const e = document.activeElement, s = getComputedStyle(e);"
    "return [e.tagName, e.id || e.className || e.getAttribute('href'), s.outlineStyle, parseFloat(s.outlineWidth)]"
)


def assert_quiet(browser: Browser, page: Path) -> None:
    """No message on the console, no request but for the file itself."""
    browser.open(page)
    console, asked = browser.told()
    assert console == []
    assert {address.partition(":")[0] for address in asked} == {"file", "data"}
    assert [address for address in asked if address.startswith("file")] == [page.resolve().as_uri()]


def assert_fits_a_phone(browser: Browser, page: Path) -> None:
    """The page never scrolls sideways; its tables do by themselves."""
    browser.open(page, PHONE)
    assert browser.run("return [innerWidth, document.documentElement.scrollWidth]") == [PHONE, PHONE]


def assert_whole_on_paper(browser: Browser, page: Path) -> None:
    """Nothing is cut on A4, upright or on its side; leaves the page as it is printed."""
    browser.open(page, A4_ON_ITS_SIDE, media="print")
    assert browser.run(CUT, True) == []
    browser.open(page, A4_BETWEEN_MARGINS, media="print")
    assert browser.run(CUT, False) == []


def smallest_print_points(browser: Browser, page: Path) -> float:
    """The smallest letters of the printed page's texts, in points."""
    browser.open(page, A4_BETWEEN_MARGINS, media="print")
    sizes = browser.run(
        "return [...document.querySelectorAll('p, td, th, li, dd, dt, caption, figcaption')].filter(e => e.offsetParent !== null"
        " && e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    return float(min(sizes)) * 72 / 96


def printed_text(browser: Browser, page: Path, folder: Path) -> str:
    """The text of the page as it is printed; the test is skipped where nothing can read it."""
    return _said("pdftotext", "-layout", _pdf(browser, page, folder), "-")


def printed_pages(browser: Browser, page: Path, folder: Path) -> list[bool]:
    """Of each printed page whether it lies on its side."""
    told = _said("pdfinfo", "-l", "999", _pdf(browser, page, folder))
    sizes = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", told, re.MULTILINE)
    return [float(width) > float(height) for width, height in sizes]


def _pdf(browser: Browser, page: Path, folder: Path) -> Path:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: apt-get install poppler-utils")
    browser.open(page)
    target = folder / "page.pdf"
    target.write_bytes(browser.pdf())
    return target


def _said(*words: str | Path) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def assert_accessible(browser: Browser, page: Path, width: int) -> None:
    """No violation of any rule of axe-core."""
    script = axe_script()
    browser.open(page, width)
    browser.run(script)
    found = browser.driver.execute_async_script(
        "axe.run().then(told => arguments[0]([told.violations.map(v => [v.id, v.nodes.map(n => n.html)]), told.passes.length]))"
    )
    assert found[0] == [], found[0]
    assert found[1] > 20


def reached_by_tab(browser: Browser, page: Path, most: int = 60) -> list[Any]:
    """(tag, name, style and width of its outline) of everything that Tab reaches, until it is through."""
    from selenium.webdriver.common.keys import Keys

    browser.open(page)
    reached: list[Any] = []
    for _number in range(most):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        at = browser.run(FOCUS)
        if at[0] == "BODY":
            break
        reached.append(at)
    return reached
