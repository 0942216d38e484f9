"""Reads a page that was written, as a browser would see it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from asnroster.output.html.page import write_html
from asnroster.words import use_language
from tests.report_samples import sample_problem, sample_report

NIPS = [person.key for person in sample_problem().people]
NASTY = '</script><b id="x">&amp;"\'<!--'


class Page(HTMLParser):
    """What a browser would see: tables by caption, texts by tag, ids, the data of the search, anything that runs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.classes: dict[str, list[list[str]]] = {}
        self.texts: dict[str, list[str]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._rows: list[list[str]] = []
        self._looks: list[list[str]] = []
        self._caption = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        if tag == "table":
            self._rows, self._looks = [], []
        elif tag == "tr":
            self._rows.append([])
            self._looks.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
            self._looks[-1].append(told.get("class") or "")
        if tag not in ("meta", "link", "img", "br", "input"):
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")
            if tag == "caption":
                self._caption = ""

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes something else"
        if tag == "table":
            self.tables[self._caption], self.classes[self._caption] = self._rows, self._looks

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data
        if "caption" in self._open:
            self._caption += data
        elif self._open and self._open[-1] in ("td", "th"):
            self._rows[-1][-1] += data

    @property
    def data(self) -> Any:
        return json.loads(self.texts["script"][0])

    @property
    def said(self) -> list[str]:
        return self.texts["p"]


def page_text(write: Callable[..., None], what: Any, **options: Any) -> str:
    """The text of the file that a writer of pages makes of a product."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        write(what, path, **options)
        return path.read_text("utf-8")


def page(**options: Any) -> Page:
    """The report of the hand-written roster, in English."""
    use_language("en")
    return Page(page_text(write_html, sample_report(), **options))
