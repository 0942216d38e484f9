"""A headless Chromium, driven through ChromeDriver; nothing is downloaded."""

from __future__ import annotations

import base64
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PHONE, DESK = 360, 1280
A4_BETWEEN_MARGINS = round((210 - 2 * 12) / 25.4 * 96)  # CSS pixels
A4_ON_ITS_SIDE = round((297 - 2 * 12) / 25.4 * 96)
FLAGS = (
    "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip


def axe_script() -> str:
    """The source of axe-core, from where AXE_CORE says; the test is skipped where it says nothing."""
    place = os.environ.get("AXE_CORE", "")
    if not place or not Path(place).is_file():
        pytest.skip("no axe-core: npm install axe-core, and AXE_CORE=…/axe-core/axe.min.js")
    return Path(place).read_text("utf-8")


class Browser:
    """What the tests ask of a browser."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, path: Path, width: int = DESK, *, media: str = "", scripts: bool = True) -> None:
        """Open a file in a window of that width, on screen or as it would be printed."""
        self.driver.get("about:blank")
        self.cdp("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.cdp(
            "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False
        )
        self.cdp("Emulation.setEmulatedMedia", media=media)
        self.told()
        self.driver.get(path.resolve().as_uri())

    def cdp(self, command: str, **arguments: Any) -> Any:
        """A command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(command, arguments)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *arguments)

    def told(self) -> tuple[list[str], list[str]]:
        """Messages of the console and addresses asked for since the last call."""
        console = [entry["message"] for entry in self.driver.get_log("browser")]
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return console, asked

    def pdf(self) -> bytes:
        """The page on A4."""
        told = self.cdp("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True)
        return base64.b64decode(told["data"])

    def picture(self) -> bytes:
        """What the window shows, as PNG."""
        return base64.b64decode(self.cdp("Page.captureScreenshot", format="png")["data"])


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser; the test is skipped where there is none."""
    selenium = pytest.importorskip("selenium.webdriver", reason="no Selenium: pip install selenium")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no Chromium with ChromeDriver: apt-get install chromium chromium-driver")
    with tempfile.TemporaryDirectory() as profile:
        options = selenium.ChromeOptions()
        options.binary_location = program
        root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        for flag in (*FLAGS, *root, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        running = selenium.Chrome(options=options, service=selenium.ChromeService(driver))
        try:
            yield Browser(running)
        finally:
            running.quit()
