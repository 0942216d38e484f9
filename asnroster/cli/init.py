"""``asnroster init``: asks in plain words which list, circular, month and services, and writes workbook and scenario."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from asnroster.cli.app import command, guarded
from asnroster.cli.called import program
from asnroster.cli.welcome import staff_tables
from asnroster.errors import InputError, Issue
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.domain.problem import Problem, Unit
    from asnroster.intake.tables import Tables
    from asnroster.scenario import Scenario

NO_POLICIES = frozenset(
    {"layanan-langsung", "hari-merata", "kesiapan", "baseline-wfo"}
)  # bases and yardsticks, nobody's circular
DIRECT = "pelayanan publik"
NOT_DIRECT = "administrasi"
MOST_UNITS = 40
_FEW_AGENCIES = 3


@command(help=_("Ask what is needed, and write the staff workbook and the scenario."))
@guarded
def init() -> None:
    """Ask, one question after another; whatever is asked has an answer that Enter takes."""
    if not sys.stdin.isatty():
        message = _("init asks its questions in a terminal.")
        needed = _("Without one: asnroster template -o FILE, or asnroster import LIST -o FILE.")
        raise InputError([Issue("no-terminal", message, needed)])
    staff = _ask_staff()
    policy = _ask_policy()
    start, end = _ask_month(policy)
    book, scenario = _free("pegawai.xlsx"), _free("kebijakan.toml")
    if staff is None:
        from asnroster.output.template import write_template

        write_template(book)
    else:
        _write_staff(staff, book)
    _write_scenario(scenario, policy, start, end)
    typer.echo("")
    for path in (book, scenario):
        typer.echo(_("Written: {file}").format(file=path))
    if staff is None:
        typer.echo(
            _("Fill in sheet Pegawai of {file} (NIP, Nama, Unit), save it, and then:").format(file=book)
        )
    else:
        typer.echo(_("Next:"))
    typer.echo(f"  {program()} check {book}")
    typer.echo(f"  {program()} solve {book} --scenario {scenario}")


def _ask_staff() -> Path | None:
    """The list to begin with; None where there is none yet."""
    tables = staff_tables(Path())
    typer.echo(_("1. Where is your staff list?"))
    for number, path in enumerate(tables, start=1):
        typer.echo(f"   {number}. {path.name}")
    typer.echo("   0. " + _("There is none yet: write an empty workbook"))
    while True:
        answer = typer.prompt(_("   Number or file name"), default="1" if tables else "0").strip().strip('"')
        if answer == "0":
            return None
        if answer.isdigit() and 0 < int(answer) <= len(tables):
            return tables[int(answer) - 1]
        if Path(answer).is_file():
            return Path(answer)
        typer.echo("   " + _("There is no file “{file}” here.").format(file=answer))


def _ask_policy() -> Scenario:
    from asnroster.scenario.find import DEFAULT_SCENARIO, scenario_names
    from asnroster.scenario.load import load_scenario

    names = [name for name in scenario_names() if name not in NO_POLICIES]
    names.sort(key=lambda name: name != DEFAULT_SCENARIO)
    policies = [load_scenario(name) for name in names]
    typer.echo("\n" + _("2. Which circular or policy?"))
    for number, policy in enumerate(policies, start=1):
        typer.echo(f"  {number:>2}. {policy.title}")
    while True:
        answer = typer.prompt(_("   Number"), default="1").strip()
        if answer.isdigit() and 0 < int(answer) <= len(policies):
            return policies[int(answer) - 1]
        if answer in names:
            return policies[names.index(answer)]
        typer.echo("   " + _("Give a number from 1 to {last}.").format(last=len(policies)))


def _ask_month(policy: Scenario) -> tuple[date, date]:
    """First and last date: a month, or where Enter is pressed the policy's own dates."""
    from asnroster.domain.calendar import Horizon
    from asnroster.output.dates import horizon_text
    from asnroster.scenario.horizon import choose_horizon

    own = choose_horizon(policy, None, None)
    typer.echo("\n" + _("3. Which month? (as 12-2026 or Desember 2026)"))
    while True:
        answer = typer.prompt(_("   Month"), default=horizon_text(Horizon(*own))).strip()
        if answer == horizon_text(Horizon(*own)):
            return own
        try:
            first = parse_month(answer)
        except ValueError:
            typer.echo("   " + _("“{text}” is no month. Write it as 12-2026.").format(text=answer))
            continue
        return choose_horizon(policy, first, None) if policy.start is None else (first, month_end(first))


def parse_month(text: str) -> date:
    """The first day of a month: ``12-2026``, ``2026-12``, ``12/2026``, ``Desember 2026`` or ``December 2026``.

    Raises:
        ValueError: when it is none of these.
    """
    from asnroster.intake.cells import month_number

    words = text.replace("-", " ").replace("/", " ").split()
    if len(words) != len(("month", "year")):
        raise ValueError(text)
    month, year = words if len(words[1]) == len("2026") else reversed(words)
    number = int(month) if month.isdigit() else month_number(month)
    return date(int(year), number, 1)


def month_end(first: date) -> date:
    """The last day of the month."""
    from asnroster.scenario.horizon import next_whole_month_of

    return next_whole_month_of(first)


def _write_staff(staff: Path, out: Path) -> None:
    """The list as a workbook of the project's own, with the services that the user names."""
    from asnroster.intake.passes import check_tables, read_tables
    from asnroster.output.imported import Import, write_import

    tables: Tables = read_tables(staff, None, {})
    problem, _notices = check_tables(tables, date.today())
    chosen = _ask_services(problem)
    write_import(Import(tables, with_services(problem, chosen)), out)


def _ask_services(problem: Problem) -> frozenset[int]:
    """The units that serve the public directly, as indices."""
    from asnroster.intake.vocabulary import is_kept

    shown = list(asked_units(problem.units))[:MOST_UNITS]
    kept = [number for number, unit in enumerate(shown, start=1) if is_kept(problem.units[unit].sector)]
    typer.echo("\n" + _("4. Which units serve the public directly? Their people stay in the office."))
    for number, unit in enumerate(shown, start=1):
        typer.echo(f"  {number:>2}.{'*' if number in kept else ' '} {problem.units[unit].path}")
    if len(shown) < len(list(asked_units(problem.units))):
        typer.echo("   " + _("All others: column Sektor of sheet Unit."))
    default = ",".join(map(str, kept)) or "-"
    while True:
        answer = typer.prompt(
            _("   Numbers with commas; - for none; Enter takes those marked *"), default=default
        )
        words = [word for word in answer.replace(",", " ").split() if word != "-"]
        if all(word.isdigit() and 0 < int(word) <= len(shown) for word in words):
            named = {shown[int(word) - 1] for word in words}
            return frozenset(
                named | {u for u, unit in enumerate(problem.units) if u not in shown and is_kept(unit.sector)}
            )
        typer.echo("   " + _("Give numbers from 1 to {last}.").format(last=len(shown)))


def asked_units(units: Sequence[Unit]) -> Iterator[int]:
    """The agencies; where there are few of them also what stands directly below them."""
    few = sum(unit.parent is None for unit in units) <= _FEW_AGENCIES
    for index, unit in enumerate(units):
        if unit.parent is None or (few and units[unit.parent].parent is None):
            yield index


def with_services(problem: Problem, chosen: frozenset[int]) -> Problem:
    """The problem with the user's word on each unit asked about: direct service or not, and what follows below it."""
    from asnroster.intake.vocabulary import is_kept

    offices = frozenset(asked_units(problem.units))
    sectors: list[str] = []
    for index, unit in enumerate(problem.units):
        sector = unit.sector
        above = sectors[unit.parent] if unit.parent is not None else ""
        if index in chosen:
            sector = sector if is_kept(sector) else DIRECT
        elif index in offices:
            sector = NOT_DIRECT if is_kept(sector) else sector
        elif is_kept(above) and not is_kept(sector):
            sector = above
        sectors.append(sector)
    units = tuple(replace(unit, sector=sector) for unit, sector in zip(problem.units, sectors, strict=True))
    of = {unit.path: unit.sector for unit in units}
    answered = tuple(
        row
        if row.kind != "sector" or row.subject not in of
        else replace(
            row,
            agreed=of[row.subject] == row.assumed,
            right="" if of[row.subject] == row.assumed else of[row.subject],
        )
        for row in problem.assumptions
    )
    return replace(problem, units=units, assumptions=answered)


def _write_scenario(path: Path, policy: Scenario, start: date, end: date) -> None:
    from asnroster.files import whole_file

    text = (
        f'name = "{path.stem}"\ntitle = {_toml(policy.title)}\nsource = {_toml(policy.source)}\n'
        f'extends = "{policy.name}"\nstart = {start.isoformat()}\nend = {end.isoformat()}\n'
    )
    with whole_file(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _free(name: str) -> Path:
    """The name, or the next one that is not taken: nothing that is there is written over."""
    path = Path(name)
    names = (path if number == 1 else path.with_stem(f"{path.stem}-{number}") for number in count(1))
    return next(free for free in names if not free.exists())
