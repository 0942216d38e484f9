"""``asnroster rules``: the rule catalogue, and any rule with its fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli.app import command, console, guarded
from asnroster.cli.completion import rule_words
from asnroster.words import _, shipped_text

if TYPE_CHECKING:
    from asnroster.rules.kit.base import Rule


@command("rules", help=_("List the rules of scenarios, or show one with its fields."))
@guarded
def show_rules(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=_("NAME"), help=_("A rule's key, e.g. home_share."), autocompletion=rule_words
        ),
    ] = None,
) -> None:
    """Print every rule, or all that a scenario's author needs to know of one."""
    from asnroster.errors import InputError, Issue, did_you_mean
    from asnroster.rules.registry import registry

    rules = registry()
    if name is None:
        _list(rules)
    elif name in rules:
        for line in _page(rules[name]):
            typer.echo(line)
    else:
        message = _("There is no rule “{rule}”.").format(rule=name)
        raise InputError([Issue("unknown-rule", message, did_you_mean(name, rules), found=name)])


def _list(rules: dict[str, type[Rule]]) -> None:
    headings = [_("Rule"), _("Title"), _("Meaning"), _("Source")]
    rows = [
        [key, str(rule.words.title), str(rule.words.meaning), shipped_text(rule.law)]
        for key, rule in rules.items()
    ]
    if not console().is_terminal:
        for row in (headings, *rows):
            typer.echo("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    # What a rule means is the longest cell: it gets the room.
    table = Table(show_lines=True, expand=True)
    for heading, ratio in zip(headings, (0, 2, 5, 2), strict=True):
        table.add_column(heading, ratio=ratio or None, no_wrap=not ratio)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def _page(rule: type[Rule]) -> Iterator[str]:
    from asnroster.rules.kit.base import Rule as Common
    from asnroster.rules.kit.scope import FILTER_COLUMNS, FILTERS, filter_name
    from asnroster.scenario.kinds import rule_fields
    from asnroster.scenario.schema import example, field_sentence

    own = {name: info for name, info in rule_fields(rule).items() if name not in rule_fields(Common)}
    yield f"{rule.key}: {rule.words.title}"
    yield str(rule.words.meaning)
    yield _("Source: {source}").format(source=shipped_text(rule.law))
    yield "\n" + (_("Fields:") if own else _("It has no fields of its own."))
    yield from (f"  {field_sentence(name, info)}" for name, info in own.items())
    yield "\n" + _("Fields of every rule:")
    yield "  name: " + _("its name; the rule's key when left out.")
    yield "  weight: " + _(
        "left out, the rule must hold; a whole number n makes it a wish: each day or person too many or too few "
        "costs n."
    )
    yield "  from, until: " + _("first and last date on which it holds.")
    yield "  title, source: " + _("a heading and the instrument, for reports.")
    yield "\n" + _("Whom it is about (everybody when left out; except_… takes away):")
    for name in FILTERS:
        columns = " / ".join(" > ".join(column) for column in FILTER_COLUMNS[name])
        yield f"  {name}: {filter_name(name)}" + (f" ({columns})" if columns else "")
    yield "\n" + _("Example:")
    yield from (f"  {line}" for line in example(rule).splitlines())
