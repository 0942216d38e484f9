"""``laporan.docx``: the study of readiness as an office paper, chapter by chapter."""

from __future__ import annotations

from pathlib import Path

from asnroster.judge.studied import Study
from asnroster.output.docx.appendices import write_appendices
from asnroster.output.docx.choices import write_choices, write_recommendation
from asnroster.output.docx.curve import write_curve
from asnroster.output.docx.front import write_front
from asnroster.output.docx.grounds import write_background, write_method
from asnroster.output.docx.paper import Paper
from asnroster.output.docx.results import write_results
from asnroster.words import _


def write_study_docx(study: Study, path: Path) -> None:
    """Write the study as an office document. Nobody's name or NIP stands in it.

    Args:
        study: what was found.
        path: of the .docx.

    Raises:
        OSError: when it cannot be written there.
    """
    paper = Paper(_("Study of readiness for work from home"))
    write_front(study, paper)
    for chapter in (
        write_background, write_method, write_results, write_curve, write_choices, write_recommendation,
        write_appendices,
    ):  # fmt: skip
        chapter(study, paper)
    paper.write(path)
