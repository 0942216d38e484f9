"""Info: the scenario in full and how the roster came about."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.domain.history import History
from asnroster.domain.inputs import Source
from asnroster.intake.rosters.provenance import PART, SEARCH
from asnroster.output.blocks import Column, Row, Value
from asnroster.output.clashes import MOST_TOLD, clash_lines
from asnroster.output.dates import long_date
from asnroster.output.records import versions
from asnroster.output.report import Report
from asnroster.output.sheets.book import Book
from asnroster.output.words import remarks, result_text, titled
from asnroster.scenario.policies import units_of
from asnroster.words import _, percent_text

Fact = tuple[str, Value]


def write(book: Book) -> None:
    """Write the sheet."""
    report = book.report
    page = book.add_page("Info", _("About this roster"))
    page.row += 1
    columns = [Column(_("What"), 250), Column(_("Value"), 760)]
    header, _last = page.table(
        columns,
        _sections(
            {
                _("Result"): _result(report),
                _("Remarks"): [("", remark) for remark in remarks(report)],
                _("Why no roster keeps every rule"): _reasons(report),
                _("Scenario"): _scenario(report),
                _("Policies of single units (column Skenario)"): _policies(report),
                _("Rules"): _rules(report),
                _("Period"): _period(report),
                _("Input files"): [
                    (source.file, f"SHA-256 {source.sha256}") for source in report.problem.sources
                ],
                _("Earlier rosters"): [*_base(report.problem.base_source), *_history(report.problem.history)],
            }
        ),
    )
    printed = page.row
    # For programs and the one who keeps them: on paper nobody reads it.
    page.table_rows(
        columns,
        _sections(
            {
                _("Scenario as a file (audit and explain read it here)"): _scenario_lines(report),
                _("Versions"): list(versions().items()),
                str(SEARCH): _search(report),
                _("Seconds by stage"): [
                    (stage.name, round(stage.seconds, 3)) for stage in report.outcome.stages
                ],
            }
        ),
    )
    page.finish((header, header), printed_rows=printed)


def _sections(sections: dict[str, list[Fact]]) -> Iterator[Row]:
    for title, facts in sections.items():
        if facts:
            yield Row((title, ""), ("band",))
            yield from (Row(fact, ("left",)) for fact in facts)


def _result(report: Report) -> list[Fact]:
    problem = report.problem
    units = sum(map(bool, problem.below)) if report.agency else len(problem.units)
    return [
        *([(PART, report.agency)] if report.agency else ()),
        (_("Status"), result_text(report)),
        (_("Violations of rules that must hold"), report.audit.hard_violations),
        (_("People"), problem.headcount),
        (_("Units"), units),
    ]


def _search(report: Report) -> list[Fact]:
    """The solver's figures, which say nothing of rupiah or people: at the end of the sheet."""
    outcome = report.outcome
    proved: list[Fact] = [
        (_("Proven bound"), _("none proven") if outcome.bound is None else outcome.bound),
        (_("Gap"), "-" if outcome.gap is None else percent_text(outcome.gap, 2)),
    ]
    # A bound is proved of the whole and says nothing of a part.
    return [
        (_("Cost"), report.audit.cost),
        *(() if report.agency else proved),
        (_("Seconds"), round(outcome.seconds, 2)),
        (_("Peak memory (MB)"), round(outcome.peak_memory_mb)),
        (_("Seed"), outcome.seed),
    ]


def _reasons(report: Report) -> list[Fact]:
    """The clashes, one row each: where, then its rules and what would end it."""
    facts: list[Fact] = []
    # They are told of the whole: a part has other numbers for its people.
    for clash in () if report.agency else report.clashes[:MOST_TOLD]:
        lines = [text.strip() for _kind, text in clash_lines(report.case, [clash])]
        facts.append(("", "\n".join([lines[0].removeprefix("1. "), *lines[1:]])))
    return facts


def _scenario(report: Report) -> list[Fact]:
    scenario = report.scenario
    facts = [
        (_("Name"), scenario.name),
        (_("Title"), scenario.title),
        (_("Source"), scenario.source),
        (_("Description"), scenario.description),
        (_("File"), scenario.file),
        (_("Extends"), ", ".join(scenario.lineage)),
        (_("Word for home"), scenario.home_code),
    ]
    return [(label, text) for label, text in facts if text]


def _policies(report: Report) -> list[Fact]:
    """Each policy that is not the run's own: its units and its title."""
    return [
        (policy.name, f"{policy.scenario.title}\n{', '.join(units_of(policy, report.problem.units))}")
        for policy in report.scenario.policies
    ]


def _scenario_lines(report: Report) -> list[Fact]:
    """The scenario's TOML, one cell a line, so that nothing is too long for a cell."""
    return [("", line) for line in report.scenario.text.splitlines() if line]


def _period(report: Report) -> list[Fact]:
    problem = report.problem
    worked = int(problem.working.any(axis=0).sum()) if problem.people else 0
    return [
        (_("Start"), long_date(problem.horizon.start)),
        (_("End"), long_date(problem.horizon.end)),
        (_("Calendar dates"), problem.days),
        (_("Dates on which somebody works"), worked),
    ]


def _base(source: Source | None) -> list[Fact]:
    """The roster in force that this one is held against."""
    return [] if source is None else [(source.file, f"SHA-256 {source.sha256} (--base)")]


def _history(history: History | None) -> list[Fact]:
    """Which earlier rosters counted."""
    if history is None:
        return []
    # The option tells an earlier roster from an input file when the sheet is read back.
    files: list[Fact] = [(source.file, f"SHA-256 {source.sha256} (--history)") for source in history.sources]
    people = int(history.known.any(axis=1).sum())
    first = history.dates[int(history.known.any(axis=0).argmax())]
    return [*files, (_("Known from"), long_date(first)), (_("People with history"), people)]


def _rules(report: Report) -> list[Fact]:
    """Every rule in words with its source; as a scenario file states it, it stands in the scenario below."""
    return [
        (title, "\n".join(filter(None, (entry.rule.full_sentence(), entry.rule.instrument))))
        for title, entry in titled(report)
    ]
