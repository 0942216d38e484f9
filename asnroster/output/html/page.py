"""The report of one roster: its sections, and the roster itself to search in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asnroster.output.assumptions import draft_text
from asnroster.output.blocks import Section
from asnroster.output.dates import horizon_text
from asnroster.output.html.document import Document, write_document
from asnroster.output.html.made import (
    Facts,
    compliance_section,
    exceptions_section,
    made_section,
    privacy_text,
)
from asnroster.output.html.privacy import Privacy, hidden
from asnroster.output.html.roster import roster_data
from asnroster.output.html.sections import fairness_section, heat_section, presence_section, savings_section
from asnroster.output.html.summary import summary_section
from asnroster.output.report import Report
from asnroster.words import _, spoken_home

FIRST = (summary_section, presence_section, heat_section, fairness_section)
LAST = (compliance_section, exceptions_section)


def write_html(
    report: Report, path: Path, *, privacy: Privacy = "mask", told: Facts = (), more: Sequence[Section] = ()
) -> None:
    """Write the report of a roster as one file that asks for nothing outside itself, whole or not at all.

    Args:
        report: the judged roster.
        path: the file to write.
        privacy: ``mask`` shows the first four and last two digits of a NIP, ``none`` all of it, ``full``
            neither NIP nor name.
        told: label and value of what the roster's own workbook says of its making.
        more: further sections (the curve over caps), which stand after savings.

    Raises:
        OSError: when the folder cannot be written to.
    """
    write_document(_document(report, privacy, told, more), path, masked=privacy != "none")


def _document(report: Report, privacy: Privacy, told: Facts, more: Sequence[Section]) -> Document:
    shown = hidden(report, privacy)
    with spoken_home(shown.scenario.home_code):
        return Document(
            title=shown.scenario.title or shown.scenario.name,
            kind=_("Roster of office and home days"),
            agency=shown.agency,
            span=horizon_text(shown.problem.horizon),
            footer=privacy_text(privacy),
            sections=[
                *(make(shown) for make in FIRST),
                savings_section(shown.savings, part=bool(shown.agency)),
                *more,
            ],
            roster=roster_data(shown),
            draft=draft_text(shown.problem.assumptions),
            last=[*(make(shown) for make in LAST), made_section(shown, privacy, told)],
        )
