"""Every command, registered on the application by being imported; the order is the order of the help."""

from asnroster.cli import (
    solve,
    check,
    importing,
    audit,
    explain,
    compare,
    scenarios,
    rules,
    template,
    sample,
    guide,
)  # noqa: F401, I001 (order of the help)
from asnroster.cli.app import app

__all__ = ["app"]
