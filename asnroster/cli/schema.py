"""``asnroster schema``: the JSON Schema of what ``--json`` writes."""

from __future__ import annotations

import typer

from asnroster.cli.app import command, guarded
from asnroster.words import _


@command(help=_("Print the JSON Schema of what --json writes, for programs that read it."))
@guarded
def schema() -> None:
    """Print the schema."""
    from asnroster.output.schema import json_schema
    from asnroster.output.summary import json_text

    typer.echo(json_text(json_schema()), nl=False)
