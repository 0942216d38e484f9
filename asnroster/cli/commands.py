"""Every command, in the order of the help: importing this module registers them all."""

# ruff: noqa: F401, I001
from asnroster.cli import solve, check, importing, audit, explain
from asnroster.cli import compare, scenarios, rules, template, sample, guide
from asnroster.cli.app import app
