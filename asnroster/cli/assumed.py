"""Shows the assumptions of a run on the terminal, for every command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from asnroster.cli.app import console
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.domain.problem import Assumption
    from asnroster.output.run_page import PageLine


def show_assumptions(assumptions: Sequence[Assumption], staff: Path) -> None:
    """Show the draft's mark and what is assumed in short, below a command's own page; nothing where nothing is open.

    Args:
        assumptions: of what the command judged or solved.
        staff: the file that ``check`` lists them all of.
    """
    from asnroster.output.assumptions import assumption_lines
    from asnroster.output.run_page import PageLine, block

    lines = list(assumption_lines(assumptions, staff.name))
    if lines:
        shown = block(lines[0], lines[1:], most=len(lines), style="bold yellow")
        advice = _("Answer it in the sheet Konfirmasi, or accept all with --confirm.")
        show_lines([*shown, PageLine(f"  {advice}")])


def show_lines(lines: Iterable[PageLine]) -> None:
    """Print lines of a page."""
    for line in lines:
        console().print(line.text, style=line.style or None, markup=False, soft_wrap=True)
