"""What is assumed, as every command shows it on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    from asnroster.output.run_page import PageLine

    lines = list(assumed_block(assumptions, staff.name))
    if lines:
        advice = _("Answer it in the sheet Konfirmasi, or accept all with --confirm.")
        show_lines([*lines, PageLine(f"  {advice}")])


def assumed_block(assumptions: Sequence[Assumption], staff: str = "") -> Iterator[PageLine]:
    """The block as lines of a page; see :func:`asnroster.output.assumptions.assumption_lines`."""
    from asnroster.output.assumptions import assumption_lines
    from asnroster.output.run_page import block

    lines = list(assumption_lines(assumptions, staff))
    if lines:
        yield from block(lines[0], lines[1:], most=len(lines), style="bold yellow")


def show_lines(lines: Iterable[PageLine]) -> None:
    """Print lines of a page."""
    for line in lines:
        console().print(line.text, style=line.style or None, markup=False, soft_wrap=True)
