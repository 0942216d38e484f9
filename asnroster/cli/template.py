"""``asnroster template``: the empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asnroster.cli.app import command, guarded
from asnroster.errors import InputError, Issue
from asnroster.words import _


@command(help=_("Write an empty input workbook with every sheet, drop-downs and explanations."))
@guarded
def template(
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar=_("FILE"), help=_("Where the workbook goes (.xlsx)."))
    ] = Path("staff.xlsx"),
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite the file if there is one."))] = False,
) -> None:
    """Write the template."""
    from asnroster.output.template import write_template

    if out.suffix.lower() != ".xlsx":
        message = _("The template is an Excel workbook.")
        raise InputError(
            [Issue("template-format", message, _("Choose a name that ends in .xlsx."), file=out.name)]
        )
    if out.exists() and not force:
        message = _("There is a file of that name already.")
        raise InputError(
            [Issue("file-exists", message, _("Choose another name, or add --force."), file=out.name)]
        )
    write_template(out)
    typer.echo(_("Written: {file}").format(file=out))
