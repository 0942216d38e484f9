"""What a run assumed, in words: the draft's mark, and the open assumptions in short for pages and papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from asnroster.domain.problem import Assumption, Problem
from asnroster.intake.assumptions import CONFIDENCE
from asnroster.words import _, number_text

MOST_LINES = 4


def draft_text(assumptions: Sequence[Assumption]) -> str:
    """``DRAF: 3 anggapan belum dikonfirmasi``; empty once all are answered."""
    count = sum(row.open for row in assumptions)
    if not count:
        return ""
    template = _("DRAFT: {count} assumptions not confirmed")
    if count == 1:
        template = _("DRAFT: {count} assumption not confirmed")
    return template.format(count=number_text(count))


def as_draft(title: str, assumptions: Sequence[Assumption]) -> str:
    """A title that says so as long as an assumption is open."""
    draft = draft_text(assumptions)
    return f"{title} - {draft}" if draft else title


def assumption_lines(assumptions: Sequence[Assumption], staff: str = "") -> Iterator[str]:
    """The draft's mark and the open assumptions in short, the most doubtful first; nothing where none is open.

    Args:
        assumptions: of a run.
        staff: the file that ``check`` lists them all of; empty where a sheet Konfirmasi is at hand.
    """
    rows = [row for row in assumptions if row.open]
    if not rows:
        return
    yield draft_text(rows)
    shown = rows if len(rows) <= MOST_LINES + 1 else rows[:MOST_LINES]
    yield from map(assumption_text, shown)
    if len(rows) > len(shown):
        template = _("… and {count} more: sheet Konfirmasi")
        if staff:
            template = _("… and {{count}} more: asnroster check {file}").format(file=staff)
        yield template.format(count=number_text(len(rows) - len(shown)))


def assumed_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """What problems side by side assume, without the draft's mark: below a title that bears it."""
    staff = next((source.file for problem in problems for source in problem.sources), "")
    yield from islice(assumption_lines(of_several(problems), staff), 1, None)


def of_several(problems: Iterable[Problem]) -> tuple[Assumption, ...]:
    """The assumptions of problems side by side, each once; open where it is so in any of them."""
    rows: dict[tuple[str, str, str], Assumption] = {}
    for problem in problems:
        for row in problem.assumptions:
            key = row.kind, row.subject, row.assumed
            if key not in rows or row.open:
                rows[key] = row
    return tuple(sorted(rows.values(), key=lambda row: not row.open))


def called(row: Assumption, key: str, name: str) -> Assumption:
    """An assumption about one person with another key and name of them."""
    texts = {field: getattr(row, field).replace(row.name, name) for field in ("assumed", "ground")}
    return replace(row, subject=key, name=name, **texts)


def nameless(problem: Problem) -> Problem:
    """The same with assumptions that name nobody, for papers about offices."""
    someone = _("one person")
    rows = (called(row, someone, someone) if row.name else row for row in problem.assumptions)
    return replace(problem, assumptions=tuple(rows))


def outcome_text(row: Assumption) -> str:
    """An assumption with what a run makes of the answer to it."""
    made = _("open: assumed so")
    if row.agreed:
        made = _("agreed")
    elif row.agreed is False:
        made = _("not so: {right}").format(right=row.right) if row.right else _("not so: in the office")
    return f"{assumption_text(row)} - {made}"


def assumption_text(row: Assumption) -> str:
    """``BKPSDM: administrasi (sure: high; the word …)``."""
    return _("{subject}: {assumed} (certainty {confidence}; {ground})").format(
        subject=row.subject, assumed=row.assumed, confidence=CONFIDENCE[row.confidence], ground=row.ground
    )
