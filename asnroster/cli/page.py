"""The page after a run on the terminal: the roster's figures, what was assumed and noticed, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asnroster.cli.app import IDLE, console, show_notices
from asnroster.cli.assumed import show_lines
from asnroster.cli.called import program
from asnroster.domain.outcome import Outcome
from asnroster.errors import Issue
from asnroster.judge.gaps import POST_SHORT
from asnroster.output.assumptions import MOST_LINES, assumption_text, draft_text
from asnroster.output.report import Report
from asnroster.output.run_page import LINES, PageLine, fitted, next_lines, run_page
from asnroster.output.terminal import solve_summary
from asnroster.words import _

_MOST_NOTICES = 4
_FEWEST_LINES = 3  # of a block: a blank one, its heading, and where the rest stands


def show_page(
    report: Report, outcome: Outcome, notices: Sequence[Issue], staff: Path, roster: Path, *, details: bool
) -> None:
    """Show the page; the files are written by now.

    Notices stand on the page of a terminal, in short; where the output is piped each is a line on stderr. Of assumptions
    and notices the page has as many as its lines allow, and says where all of them are.
    """
    lines, end = list(run_page(report)), [*_ended(outcome), PageLine("")]
    end += next_lines(report, roster, outcome.seconds, program())
    noted_first = sorted(
        (one for one in notices if one.code not in IDLE), key=lambda one: one.code != POST_SHORT
    )
    noted = noted_first if console().is_terminal else []
    room = LINES - len(lines) - len(end)
    if assumed := [row for row in report.problem.assumptions if row.open]:
        lines += fitted(
            draft_text(assumed),
            [*map(assumption_text, assumed)],
            most=MOST_LINES,
            style="bold yellow",
            room=room - _FEWEST_LINES * bool(noted),
            more=_("… and {count} more: sheet Konfirmasi"),
        )
    if noted:
        rest = _("… and {{count}} more: {program} check {file}").format(program=program(), file=staff.name)
        texts = [f"{notice.place()}: {notice.message}".lstrip(": ") for notice in noted]
        lines += fitted(
            _("Please note"),
            texts,
            room=LINES - len(lines) - len(end),
            most=_MOST_NOTICES,
            more=rest,
            style="bold yellow",
        )
    else:
        show_notices(noted_first)
    show_lines([*lines, *end])
    if details:
        console().print(solve_summary(report))


def _ended(outcome: Outcome) -> list[PageLine]:
    """The line that says that the search was cut short; empty where it was not."""
    if outcome.interrupted:
        return [PageLine(_("Stopped by you: this is the best roster found so far."), "yellow")]
    if outcome.time_limited:
        return [PageLine(_("The time limit cut the search: another run may find another roster."), "yellow")]
    return []
