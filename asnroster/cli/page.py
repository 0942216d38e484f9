"""The page after a run on the terminal: the roster's figures, what was assumed and noticed, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asnroster.cli.app import IDLE, console, show_notices
from asnroster.cli.assumed import assumed_block, show_lines
from asnroster.domain.outcome import Outcome
from asnroster.errors import Issue
from asnroster.judge.gaps import POST_SHORT
from asnroster.output.report import Report
from asnroster.output.run_page import PageLine, block, idle_line, next_lines, run_page
from asnroster.output.terminal import solve_summary
from asnroster.words import _

_MOST_NOTICES = 4


def show_page(
    report: Report, outcome: Outcome, notices: Sequence[Issue], staff: Path, roster: Path, *, details: bool
) -> None:
    """Show the page; the files are written by now.

    Notices stand on the page of a terminal, in short; where the output is piped each is a line on stderr.
    """
    lines = list(run_page(report))
    lines += [PageLine(line) for line in idle_line(report)]
    told = sorted((one for one in notices if one.code not in IDLE), key=lambda one: one.code != POST_SHORT)
    lines += assumed_block(report.problem.assumptions)
    if console().is_terminal:
        if told:
            rest = _("… and {{count}} more: asnroster check {file}").format(file=staff.name)
            texts = [f"{notice.place()}: {notice.message}".lstrip(": ") for notice in told]
            lines += block(_("Please note"), texts, most=_MOST_NOTICES, more=rest, style="bold yellow")
    else:
        show_notices(told)
    if outcome.interrupted:
        lines.append(PageLine(_("Stopped by you: this is the best roster found so far."), "yellow"))
    elif outcome.time_limited:
        lines.append(
            PageLine(_("The time limit cut the search: another run may find another roster."), "yellow")
        )
    lines += [PageLine(""), *next_lines(report, staff, roster, outcome.seconds)]
    show_lines(lines)
    if details:
        console().print(solve_summary(report))
