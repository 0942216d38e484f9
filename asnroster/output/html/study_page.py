"""A study of readiness as one page: for those who decide, on a phone and on paper, without anybody's name."""

from __future__ import annotations

from pathlib import Path

from asnroster.judge.studied import Study
from asnroster.output.assumptions import draft_text
from asnroster.output.dates import horizon_text
from asnroster.output.html.document import Document, document_html, write_document
from asnroster.output.html.frontier import frontier_section
from asnroster.output.html.study_basis import basis_section, made_section, savings_basis_section
from asnroster.output.html.study_rules import price_section, rules_section
from asnroster.output.html.study_summary import summary_section
from asnroster.output.html.study_units import agencies_section, units_section
from asnroster.output.study_words import nameless
from asnroster.words import _


def write_study_html(study: Study, path: Path) -> None:
    """Write the study as one file that asks for nothing outside itself, whole or not at all.

    Raises:
        OSError: when the folder cannot be written to.
    """
    write_document(study_document(study), path, masked=True)


def study_html(study: Study) -> str:
    """The study as HTML; see :func:`write_study_html`."""
    return document_html(study_document(study), masked=True)


def study_document(study: Study) -> Document:
    """The study's page: what was found first, then what it rests on."""
    units = study.case.problem.units
    agencies = {group.unit: units[group.unit] for group in study.agencies if group.unit is not None}
    rules = [nameless(rule) for rule in study.case.rules]
    return Document(
        title=_("Study of readiness for work from home"), kind=study.scenario.title or study.scenario.name,
        span=horizon_text(study.case.problem.horizon), footer=_("No person is named in this study."),
        draft=draft_text(study.case.problem.assumptions),
        sections=[
            summary_section(study), agencies_section(study), frontier_section(study.points, agencies),
            price_section(study), units_section(study), basis_section(), savings_basis_section(study),
            rules_section(rules), made_section(study),
        ],
    )  # fmt: skip
