"""Every command, registered on the application by being imported; the order is the order of the help."""

# ruff: noqa: I001
from asnroster.cli import solve, check, importing, audit, explain, report  # noqa: F401
from asnroster.cli import compare, study, scenarios, rules, init, template, sample, guide, schema, completion  # noqa: F401
from asnroster.cli.app import app

__all__ = ["app"]
