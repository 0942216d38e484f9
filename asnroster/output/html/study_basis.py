"""What a study rests on: definitions, how savings are computed, how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.judge.studied import Study
from asnroster.output.dates import horizon_text
from asnroster.output.html.blocks import Column, Section, Table
from asnroster.output.html.savings import assumptions_table, formulas_table
from asnroster.output.savings_words import savings_meaning
from asnroster.output.study_words import cap_text, class_rule, definitions, solved_text
from asnroster.output.summary import versions
from asnroster.scenario.savings import assumptions
from asnroster.words import _


def basis_section() -> Section:
    """What each figure means, and the rule of the classes."""
    columns = [Column(_("Figure"), header=True), Column(_("What it means"))]
    rows = [*definitions(), (_("Class"), "; ".join(class_rule()))]
    return Section(
        "meaning", _("What the figures mean"), blocks=[Table(_("Definitions"), columns, rows, look="words")]
    )


def savings_basis_section(study: Study) -> Section:
    """Formulas in words, and every assumption with its source."""
    used = assumptions(study.scenario.savings)
    return Section(
        "savings", _("How savings are computed"), paragraphs=[savings_meaning()],
        blocks=[formulas_table(), assumptions_table(used)],
    )  # fmt: skip


def made_section(study: Study) -> Section:
    """What anybody needs to make it again."""
    columns = [Column(_("What"), header=True), Column(_("Value"))]
    table = Table(_("This study"), columns, list(_facts(study)), look="facts")
    return Section("made", _("How it was made"), blocks=[table])


def _facts(study: Study) -> Iterator[tuple[str, str]]:
    scenario = study.scenario
    yield _("Rules of"), f"{scenario.title} ({scenario.name})" if scenario.title else scenario.name
    if scenario.source:
        yield _("Source"), scenario.source
    yield _("Period"), horizon_text(study.case.problem.horizon)
    if study.points:
        yield _("Caps of the curve"), ", ".join(cap_text(point.cap) for point in study.points)
    yield _("Solved"), solved_text(study)
    for source in study.case.problem.sources:
        yield _("Input file {file}").format(file=source.file), f"SHA-256 {source.sha256}"
    yield from versions().items()
