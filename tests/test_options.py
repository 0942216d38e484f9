"""Options stand in groups: the command line sees each of them, a command the group."""

from __future__ import annotations

import inspect
from typing import Annotated

import pytest
import typer

from asnroster.cli.app import guarded
from asnroster.cli.commands import app
from asnroster.cli.groups import Group


class Fruit(Group):
    kind: Annotated[str, typer.Argument()]
    count: Annotated[int, typer.Option("--count")] = 1


class ManyFruits(Fruit):
    count: Annotated[int, typer.Option("--count")] = 12
    ripe: Annotated[bool, typer.Option("--ripe")] = False


def test_a_command_is_called_with_its_groups() -> None:
    eaten: list[object] = []

    @guarded
    def eat(*, fruits: ManyFruits, loudly: Annotated[bool, typer.Option("--loudly")] = False) -> None:
        eaten.extend((fruits, loudly))

    seen = inspect.signature(eat).parameters
    assert [(one.name, one.default) for one in seen.values()] == [
        ("kind", inspect.Parameter.empty), ("count", 12), ("ripe", False), ("loudly", False),
    ]  # fmt: skip
    eat(kind="salak", count=3, ripe=True, loudly=False)
    (fruits, loudly) = eaten
    assert isinstance(fruits, ManyFruits) and loudly is False
    assert (fruits.kind, fruits.count, fruits.ripe) == ("salak", 3, True)


def options(command: str) -> list[str]:
    """The long names of a command's options, in the order of its help."""
    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    return [next((name for name in one.opts if name.startswith("--")), one.name) for one in found.params]


@pytest.mark.parametrize(
    ("command", "start"),
    [
        ("solve", "staff --units --map --scenario --set --start --end --history --what-if --base --code --gap"),
        ("compare", "staff --units --map --scenario --set --start --end --history --what-if --base --code --sheet"),
        ("study", "staff --units --map --scenario --set --start --end --history --what-if --caps --by --gap"),
        ("check", "staff --units --map --scenario --start --end --annotate --json --force --details"),
        ("audit", "roster --staff --scenario --units --map --set --history --base --what-if --confirm --strict"),
        ("report", "roster --staff --scenario --units --map --set --history --base --what-if --confirm --strict"),
        ("explain", "roster --person --date --staff --scenario --units --map --set --history --base --what-if"),
    ],
)  # fmt: skip
def test_commands_have_their_options_in_one_order(command: str, start: str) -> None:
    assert options(command)[: len(start.split())] == start.split()
