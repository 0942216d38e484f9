"""What a start leaves out: parameters of commands that are not called, and looks through things that stay."""

from __future__ import annotations

import gc
from itertools import count

import pytest

from asnroster import collector
from asnroster.cli.commands import command_line
from asnroster.collector import ONE_RUN, paused_collection


def test_parameters_are_read_of_the_command_that_is_called() -> None:
    whole = command_line(None).commands
    for first in ("", "--help", "--version", "solve"):
        line = command_line(first).commands
        assert [(name, one.help) for name, one in line.items()] == [
            (name, one.help) for name, one in whole.items()
        ]
        assert {name for name, one in line.items() if one.params} == {first} & {"solve"}
    solve = command_line("solve").commands["solve"]
    assert [one.name for one in solve.params] == [one.name for one in whole["solve"].params]
    assert all(command_line("--").commands[name].params for name in ("solve", "check", "report"))


def test_what_is_made_while_collection_is_held_is_old_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_times", count())
    gc.collect()
    with paused_collection():
        made: list[object] = [[] for _ in range(10_000)]
    assert gc.isenabled() and gc.get_count()[0] < len(made) // 10
    assert gc.get_freeze_count() == 0


def test_a_process_that_goes_on_collects_what_goes_in_circles(monkeypatch: pytest.MonkeyPatch) -> None:
    made_old: list[int] = []
    monkeypatch.setattr(collector, "_times", count())
    monkeypatch.setattr(gc, "freeze", lambda: made_old.append(1))
    for _ in range(ONE_RUN + 5):
        with paused_collection():
            pass
    assert len(made_old) == ONE_RUN and gc.isenabled()
