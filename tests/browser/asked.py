"""What is asked of every page: it opens quietly, fits a phone and paper, and axe-core finds nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.chromium import A4_BETWEEN_MARGINS, PHONE, Browser, axe_script

# Elements that stick out of the page, or hold more than they show.
CUT = """
return [...document.querySelectorAll('main *, header *, footer *')].filter(e => e.offsetParent !== null &&
  (e.getBoundingClientRect().right > innerWidth + 1 || (getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
  || (['TD', 'TH'].includes(e.tagName) && e.scrollWidth > e.clientWidth + 1)))
  .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40))
"""


def assert_quiet(browser: Browser, page: Path) -> None:
    """Nothing on the console, nothing asked for but the page itself and what is in it."""
    browser.open(page)
    console, asked = browser.told()
    assert console == []
    assert {address.partition(":")[0] for address in asked} == {"file", "data"}
    assert [address for address in asked if address.startswith("file")] == [page.resolve().as_uri()]


def assert_fits_a_phone(browser: Browser, page: Path) -> None:
    """The page itself is never scrolled sideways."""
    browser.open(page, PHONE)
    assert browser.run("return [innerWidth, document.documentElement.scrollWidth]") == [PHONE, PHONE]


def assert_whole_on_paper(browser: Browser, page: Path) -> None:
    """Between the margins of A4 nothing is cut."""
    browser.open(page, A4_BETWEEN_MARGINS, media="print")
    assert browser.run(CUT) == []


def printed_text(browser: Browser, page: Path, folder: Path) -> str:
    """The text of the page as it is printed; the test is skipped where nothing can read it."""
    browser.open(page)
    printed = folder / "page.pdf"
    printed.write_bytes(browser.pdf())
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: apt-get install poppler-utils")
    return subprocess.run(
        ["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True
    ).stdout


def assert_accessible(browser: Browser, page: Path, width: int) -> None:
    """axe-core finds nothing, and has looked."""
    script = axe_script()
    browser.open(page, width)
    browser.run(script)
    found = browser.driver.execute_async_script(
        "axe.run().then(told => arguments[0]([told.violations.map(v => [v.id, v.nodes.map(n => n.html)]), told.passes.length]))"
    )
    assert found[0] == []
    assert found[1] > 20
