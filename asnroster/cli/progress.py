"""Long work shows where it is: a live line on a terminal, a plain line now and then when piped."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import typer

from asnroster.cli.app import console
from asnroster.words import _, number_text, percent_text

if TYPE_CHECKING:
    from asnroster.engine.search.search import Progress
    from asnroster.request import Watch

PLAIN_EVERY_SECONDS = 10.0
SAME_KEY_PRESS_SECONDS = 1.0


class Show(Protocol):
    """Shows a stage by name, or how far the search is."""

    def stage(self, text: str) -> None:
        """A new stage has begun."""

    def often(self, text: str) -> None:
        """How far a stage is, told often."""

    def search(self, progress: Progress) -> None:
        """The search is so far."""


def search_text(progress: Progress) -> str:
    """``Improving the roster: 12 of 46 parts, at most 1,1 % from the best, 5 s``; on a line of 80 columns."""
    if progress.stage == "reason":
        return _("No roster exists; looking for the reason …")
    stage = _("Looking for a roster") if progress.stage == "first" else _("Improving the roster")
    if progress.cost is None:
        text = _("{stage}: {done} of {parts} parts, {seconds:.0f} s")
        text = text.format(
            stage=stage, done=progress.parts_done, parts=progress.parts, seconds=progress.seconds
        )
        return text + _more_text(progress)
    gap = (progress.cost - progress.bound) / max(1, progress.cost)
    text = _("{stage}: {done} of {parts} parts, {gap} from the best at most, {seconds:.0f} s")
    text = text.format(
        stage=stage,
        done=progress.parts_done,
        parts=progress.parts,
        gap=percent_text(gap, 2),
        seconds=progress.seconds,
    )
    return text + _more_text(progress)


def _more_text(progress: Progress) -> str:
    """The time that is left, and what keeps the search from being cut into parts."""
    left, whole = progress.seconds_left, progress.uncut
    text = "" if left is None else _(", about {seconds:.0f} s left").format(seconds=left)
    if whole:
        form = _("; {cells} person-days hang together so closely that they are searched as one")
        text += form.format(cells=number_text(whole))
    return text


@contextmanager
def progress_display() -> Iterator[Show]:
    """A display for one run, on stderr."""
    out = console(stderr=True)
    if not out.is_terminal:
        yield _Plain()
        return
    with out.status("") as status:
        yield _Live(status.update)


@contextmanager
def ctrl_c_stops() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets instead of breaking off; a second Ctrl-C breaks off as usual."""
    stop = threading.Event()
    last_press = time.monotonic()

    def handler(number: int, frame: object) -> None:
        nonlocal last_press
        # One key press can arrive twice: through the terminal's group and through a wrapper.
        if stop.is_set() and time.monotonic() - last_press > SAME_KEY_PRESS_SECONDS:
            raise KeyboardInterrupt
        if not stop.is_set():
            stop.set()
            last_press = time.monotonic()

    before = signal.signal(signal.SIGINT, handler)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def watching() -> Iterator[Watch]:
    """A run that is shown, and that Ctrl-C ends with what is at hand."""
    from asnroster.request import Watch

    with progress_display() as show, ctrl_c_stops() as stop:
        yield Watch(show.stage, show.search, stop)


class _Live:
    def __init__(self, update: Callable[[str], None]) -> None:
        self._update = update

    def stage(self, text: str) -> None:
        self._update(text)

    def often(self, text: str) -> None:
        self._update(text)

    def search(self, progress: Progress) -> None:
        self.stage(search_text(progress))


class _Plain:
    def __init__(self) -> None:
        self._told = time.monotonic()

    def stage(self, text: str) -> None:
        typer.echo(text, err=True)

    def often(self, text: str) -> None:
        if self._due():
            self.stage(text)

    def search(self, progress: Progress) -> None:
        if self._due() or progress.stage == "reason":
            self.stage(search_text(progress))

    def _due(self) -> bool:
        due = time.monotonic() - self._told >= PLAIN_EVERY_SECONDS
        if due:
            self._told = time.monotonic()
        return due
