"""Shows the findings of ``asnroster scenarios check``: tables on a terminal, plain lines when piped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from asnroster.cli.app import console
from asnroster.words import _, number_text

if TYPE_CHECKING:
    from rich.table import Table

    from asnroster.judge.effects import Effect
    from asnroster.scenario_check import Asked, Findings

SHORT_LIST = 4


def show(findings: Findings, check: Asked) -> None:
    """Print whether the scenario is sound, what it inherits, what each rule does, and every remark."""
    out = console()
    for line in (*_facts(findings, check), *_changes(findings)):
        typer.echo(line)
    typer.echo("\n" + _rules_heading(findings, check))
    if out.is_terminal:
        out.print(_rules_table(findings))
    else:
        for number, effect in enumerate(findings.effects, start=1):
            typer.echo(f"  {number}. {_rule_line(findings, effect)}")
    typer.echo("")
    for line in _remarks(findings):
        typer.echo(line)


def _facts(findings: Findings, check: Asked) -> Iterator[str]:
    from asnroster.output.dates import horizon_text
    from asnroster.scenario.horizon import own_dates

    scenario = findings.scenario
    if findings.stops:
        yield _("“{name}” is written soundly, but does not fit this staff: see the remarks.").format(
            name=scenario.name
        )
    else:
        yield _("“{name}” is in order: {title}.").format(name=scenario.name, title=scenario.title)
    if scenario.lineage:
        yield _("Inherits from: {names}.").format(names=", ".join(scenario.lineage))
    template = _("Period: {period} (the next whole month; another with --start and --end).")
    if check.start or check.end:
        template = _("Period: {period} (as asked for).")
    elif any(own_dates(scenario)):
        template = _("Period: {period} (the scenario's own dates).")
    yield template.format(period=horizon_text(findings.horizon))


def _changes(findings: Findings) -> Iterator[str]:
    from asnroster.scenario.origin import shown

    scenario, ancestry = findings.scenario, findings.scenario.ancestry
    for name, of in ancestry.replaced.items():
        template = _("Rule “{rule}” of {origin} replaces the one inherited from {of}.")
        yield template.format(rule=name, origin=ancestry.origins[name], of=of)
    for name, of in ancestry.removed.items():
        yield _("Rule “{rule}”, inherited from {of}, is removed.").format(rule=name, of=of)
    for key, (of, before) in ancestry.parameters.items():
        value = scenario.parameters[key]
        if isinstance(value, list) and isinstance(before, list) and len(before) > SHORT_LIST:
            yield from _list_change(key, value, of, before)
        elif value != before:
            template = _("Parameter “{key}” is {value}; in {of} it is {before}.")
            yield template.format(key=key, value=shown(value), of=of, before=shown(before))


def _list_change(key: str, value: list[object], of: str, before: list[object]) -> Iterator[str]:
    """The change of a long list: its new and its removed entries alone."""
    more, fewer = ([str(v) for v in a if v not in b] for a, b in ((value, before), (before, value)))
    if more:
        yield _("Parameter “{key}” has more than in {of}: {words}.").format(
            key=key, of=of, words=", ".join(more)
        )
    if fewer:
        yield _("Parameter “{key}” lacks what it has in {of}: {words}.").format(
            key=key, of=of, words=", ".join(fewer)
        )


def _rules_heading(findings: Findings, check: Asked) -> str:
    must = sum(effect.rule.hard for effect in findings.effects)
    counts = {"must": must, "wish": len(findings.effects) - must}
    if findings.case is None or check.staff is None:
        return _("Rules: {must} must hold, {wish} are striven for:").format(**counts)
    template = _("Rules for {file} ({people} people): {must} must hold, {wish} are striven for:")
    people = number_text(findings.case.problem.headcount)
    return template.format(file=check.staff.name, people=people, **counts)


def _kind(effect: Effect) -> str:
    return _("must") if effect.rule.hard else _("wish, weight {weight}").format(weight=effect.rule.weight)


def _rule_line(findings: Findings, effect: Effect) -> str:
    rule = effect.rule
    parts = [
        rule.full_sentence(),
        _("from {origin}").format(origin=findings.scenario.origin_of(rule)),
    ]
    if effect.people is not None:
        parts.append(_("concerns {people} people").format(people=number_text(effect.people)))
    if effect.fixed:
        parts.append(_("decides {days} person-days").format(days=number_text(effect.fixed)))
    line = f"{rule.name}: {'; '.join(parts)}."
    return f"{line} {_('Does nothing: {why}').format(why=effect.idle)}" if effect.idle else line


def _rules_table(findings: Findings) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in (_("Rule"), _("Kind"), _("Written in")):
        table.add_column(heading, overflow="fold")
    with_staff = findings.case is not None
    if with_staff:
        table.add_column(_("People"), justify="right")
        table.add_column(_("Person-days decided"), justify="right")
    table.add_column(_("Does nothing, because"), overflow="fold")
    for effect in findings.effects:
        cells = [effect.rule.name, _kind(effect), findings.scenario.origin_of(effect.rule)]
        if with_staff:
            cells += [
                "" if figure is None else number_text(figure) for figure in (effect.people, effect.fixed)
            ]
        table.add_row(*map(Text, (*cells, effect.idle)), style="dim" if effect.idle else None)
    return table


def _remarks(findings: Findings) -> Iterator[str]:
    if findings.case is not None:
        free = findings.case.free
        template = _(
            "Of {days} person-days {free} are free to be at home or in the office, of {people} people."
        )
        yield template.format(
            days=number_text(int(findings.case.problem.available.sum())),
            free=number_text(int(free.sum())),
            people=number_text(int(free.any(axis=1).sum())),
        )
    if not findings.remarks:
        yield _("No remarks.")
        return
    yield _("Remarks ({count}):").format(count=len(findings.remarks))
    for remark in sorted(findings.remarks, key=lambda remark: not remark.stops):
        stops = _("This stops “solve”: ") if remark.stops else ""
        yield f"  - {stops}{remark.issue.line()}"
