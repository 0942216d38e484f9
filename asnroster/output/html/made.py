"""How a roster came about: policy, input files, search, versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.output.blocks import Section, facts_table
from asnroster.output.dates import horizon_text
from asnroster.output.html.privacy import Privacy
from asnroster.output.records import versions
from asnroster.output.report import Report
from asnroster.output.roster_tables import files_read
from asnroster.output.words import result_text
from asnroster.words import _, number_text, percent_text

Facts = Sequence[tuple[str, object]]


def made_section(report: Report, privacy: Privacy, told: Facts) -> Section:
    """What anybody needs to make it again, and ``told``: what the roster workbook says of its own making."""
    tables = [facts_table(_("This report"), _facts(report, privacy))]
    if told:
        note = _("Figures of the moment in which the roster was made; later edits by hand are not in them.")
        caption = _("What the roster workbook says of its making (sheet Info)")
        tables.append(facts_table(caption, [(label, _shown(value)) for label, value in told], note))
    return Section("made", _("How it was made"), blocks=tables)


def _facts(report: Report, privacy: Privacy) -> Iterator[tuple[str, str]]:
    outcome, scenario = report.outcome, report.scenario
    yield _("Result"), judged_text(report)
    yield _("Cost"), number_text(report.audit.cost)
    if outcome.bound is not None:
        yield _("Proven bound"), number_text(outcome.bound)
    if outcome.gap is not None:
        yield _("Gap"), percent_text(outcome.gap, 2)
        yield _("Seed"), str(outcome.seed)
        yield _("Seconds"), number_text(outcome.seconds, 1)
    yield _("Policy"), f"{scenario.title} ({scenario.name})" if scenario.title else scenario.name
    if scenario.source:
        yield _("Source"), scenario.source
    yield _("Period"), horizon_text(report.problem.horizon)
    yield from files_read([report.problem])
    yield from versions().items()
    yield _("Names and NIP"), privacy_text(privacy)


def privacy_text(privacy: Privacy) -> str:
    """What a level of privacy hides, as a sentence."""
    return {
        "mask": _("Names are shown; of each NIP only the first four and the last two digits."),
        "none": _("Names and NIP are shown in full."),
        "full": _("Neither names nor NIP are shown; people are numbered as in the roster."),
    }[privacy]


def judged_text(report: Report) -> str:
    """How good a roster is; of one that was only judged, nothing is said of what else there may be."""
    if report.outcome.bound is None and not report.audit.hard_violations:
        return _("a roster that keeps every rule that must hold")
    return result_text(report)


def _shown(value: object) -> str:
    """A cell of the workbook as it is read there."""
    if isinstance(value, (int, float)):
        return number_text(value, 0 if float(value).is_integer() else 2)
    return str(value)
