"""``asnroster import``: another system's list becomes the project's own workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.targets import check_outputs
from asnroster.api.values import GivenMap
from asnroster.cli import options
from asnroster.cli.app import command, guarded, show_notices
from asnroster.errors import InputError, Issue
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.intake.tables import Tables


@command(
    name="import",
    help=_("Turn a SIASN export or an office's own staff list into a workbook to fill in."),
)
@guarded
def import_(
    inputs: options.Input,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar=_("FILE"), help=_("Where the workbook goes (.xlsx)."))
    ] = Path("staff.xlsx"),
    save_map: Annotated[
        Path | None,
        typer.Option(
            "--save-map",
            metavar=_("FILE"),
            help=_("Write the headings in use to a mapping file (.toml), for --map."),
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite the file if there is one."))] = False,
) -> None:
    """Read, guess, write."""
    _check_targets(out, save_map, inputs.reads, force=force)
    from asnroster.intake.passes import check_tables, read_tables
    from asnroster.output.imported import Import, import_lines, write_import

    mapping = inputs.mapping
    tables = read_tables(inputs.staff, inputs.units, mapping)
    try:
        problem, notices = check_tables(tables, date.today())
    except InputError:
        show_notices(tables.notices)
        raise
    show_notices(notices)
    content = Import(tables, problem)
    write_import(content, out)
    typer.echo(_("Written: {file}").format(file=out))
    if save_map is not None:
        _save(tables, mapping, save_map, inputs.staff.name)
        typer.echo(_("Written: {file}").format(file=save_map))
    for line in import_lines(content, out):
        typer.echo(line)


def _check_targets(out: Path, save_map: Path | None, inputs: options.Reads, *, force: bool) -> None:
    """See before any work that both files can be written and nothing is overwritten unasked."""
    issues: list[Issue] = []
    for path, kind, option, others in (
        (out, ".xlsx", "-o", inputs),
        (save_map, ".toml", "--save-map", [*inputs, out]),
    ):
        if path is None:
            continue
        try:
            check_outputs(path, None, others, kinds=(kind,), option=option)
        except InputError as error:
            issues += error.issues
            continue
        if path.exists() and not force:
            message = _("There is a file of that name already.")
            issues.append(
                Issue("file-exists", message, _("Choose another name, or add --force."), file=path.name)
            )
    if issues:
        raise InputError(issues)


def _save(tables: Tables, mapping: GivenMap, path: Path, source: str) -> None:
    from asnroster.files import whole_file
    from asnroster.intake.headings import mapping_in_use, mapping_text

    with whole_file(path) as temporary:
        temporary.write_text(
            mapping_text(mapping_in_use(tables.mapping, mapping), source=source), encoding="utf-8"
        )
