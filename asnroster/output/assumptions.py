"""What a run assumed, in words: the draft's mark, the block on the terminal page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.domain.problem import Assumption
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


def assumption_lines(assumptions: Sequence[Assumption]) -> Iterator[str]:
    """The open assumptions as one short block, the most doubtful first; nothing where none is open."""
    rows = [row for row in assumptions if row.open]
    if not rows:
        return
    yield _("Assumed because the data do not say it ({count}):").format(count=number_text(len(rows)))
    shown = rows if len(rows) <= MOST_LINES + 1 else rows[:MOST_LINES]
    for row in shown:
        yield f"  {assumption_text(row)}"
    if len(rows) > len(shown):
        template = _("  … and {count} more: sheet Konfirmasi")
        yield template.format(count=number_text(len(rows) - len(shown)))


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
