"""Rosters that come out, made, judged or explained: frozen and typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from asnroster.api.judged import Judged, Result, people_and_dates
from asnroster.domain.outcome import Outcome, Status
from asnroster.domain.problem import Assumption
from asnroster.errors import DisagreementError, Issue, NoRosterError
from asnroster.explanation import Explanation
from asnroster.output.report import Report
from asnroster.run import Run
from asnroster.words import _, spoken_home


@dataclass(frozen=True, eq=False, repr=False)
class Solved(Judged):
    """A roster that was made; or why there is none.

    Attributes:
        run: the run with all that it found.
    """

    run: Run

    def told(self) -> str:
        """Status, cost and gap, people and dates."""
        case, outcome = self.run.prepared.case, self.outcome
        figures = "" if outcome.gap is None else f", cost {outcome.cost}, gap {outcome.gap:.2%}"
        return f"{outcome.status}{figures}; {people_and_dates(case)}"

    @property
    def found(self) -> bool:
        """Whether there is a roster."""
        return self.run.report is not None

    @property
    def report(self) -> Report:
        """The roster with its case, its audit and how it came about.

        Raises:
            NoRosterError: where there is none; it tells which rules clash and what would end that.
        """
        if self.run.report is None:
            raise NoRosterError(self._why_not())
        return self.run.report

    @property
    def outcome(self) -> Outcome:
        """How the run ended: status, cost, bound, gap, seconds."""
        return self.run.outcome

    @property
    def status(self) -> Status:
        """``optimal``, ``feasible``, ``infeasible`` or ``unknown`` (stopped before a roster was found)."""
        return self.outcome.status

    @property
    def bound(self) -> int | None:
        """Proved: no roster costs less."""
        return self.outcome.bound

    @property
    def gap(self) -> float | None:
        """How far from the best possible at most, a share of one; None without a roster."""
        return self.outcome.gap

    @property
    def notices(self) -> tuple[Issue, ...]:
        """What was odd in the input."""
        return self.run.prepared.notices

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was assumed where the staff list says nothing."""
        return self.run.prepared.case.problem.assumptions

    @property
    def clashes(self) -> list[dict[str, Any]]:
        """Which rules cannot hold together, for whom and when, and what would end it; empty where a roster keeps all."""
        explanations: list[dict[str, Any]] = self.summary()["explanations"]
        return explanations

    def summary(self) -> dict[str, Any]:
        """What ``--json`` writes."""
        from asnroster.output.summary import summary

        run, prepared = self.run, self.run.prepared
        with spoken_home(prepared.scenario.home_code):
            return summary(
                prepared.case,
                prepared.scenario,
                run.outcome,
                run.report,
                clashes=run.solution.clashes,
                notices=prepared.notices,
            )

    def with_outcome(self, outcome: Outcome) -> Solved:
        """The same, ended otherwise: when more was done."""
        return replace(self, run=replace(self.run, outcome=outcome))

    def check(self) -> None:
        """Be sure that audit and solver agree.

        Raises:
            DisagreementError: where they do not.
        """
        if self.run.disagreement:
            raise DisagreementError

    def _why_not(self) -> list[Issue]:
        from asnroster.output.clashes import clash_lines

        if self.status != "infeasible":
            message = _("Stopped before a roster was found. Give it more time (--time-limit).")
            return [Issue("no-roster", message)]
        lines = clash_lines(self.run.prepared.case, self.run.solution.clashes)
        message = _("No roster exists: the rules that must hold cannot all be kept.")
        needed = _("Change one thing in each group, or write the roster that breaks least: --relax.")
        text = "\n".join(line for _kind, line in lines)
        return [Issue("no-roster", f"{message}\n{text}", needed)]


@dataclass(frozen=True, eq=False, repr=False)
class Audited(Judged):
    """A roster that was judged.

    Attributes:
        path: its file, or the name that stands for it.
        judged: the roster with its case and its audit.
        notices: what was odd in the input.
    """

    path: Path
    judged: Report
    notices: tuple[Issue, ...]

    @property
    def report(self) -> Report:
        """The roster with its case and its audit."""
        return self.judged

    def told(self) -> str:
        """Violations and cost, people and dates."""
        return (
            f"{self.hard_violations} hard violations, cost {self.cost}; {people_and_dates(self.judged.case)}"
        )

    @property
    def sound(self) -> bool:
        """Whether every rule that must hold is kept."""
        return not self.hard_violations

    def with_notices(self, more: Iterable[Issue]) -> Audited:
        """The same, with more that was odd before all else."""
        return replace(self, notices=(*more, *self.notices))

    def summary(self) -> dict[str, Any]:
        """What ``--json`` writes."""
        from asnroster.output.summary import audit_summary

        with spoken_home(self.judged.scenario.home_code):
            return audit_summary(self.judged, self.notices)

    def _reads(self) -> Sequence[Path]:
        return () if self.path in self.request.cells else (self.path,)

    def _made(self) -> Sequence[tuple[str, object]]:
        from asnroster.intake.rosters.provenance import read_provenance

        return () if self.path in self.request.cells else read_provenance(self.path).made


@dataclass(frozen=True, eq=False, repr=False)
class Explained(Result):
    """Why a person is in the office or at home.

    Attributes:
        path: the roster's file, or the name that stands for it.
        explanation: the person's days with their reasons, in the terms of the judge.
        notices: what was odd in the input.
    """

    path: Path
    explanation: Explanation
    notices: tuple[Issue, ...]

    def told(self) -> str:
        """How many days of which dates; nobody's name."""
        return f"days: {len(self.explanation.cells) or 'all'}; {people_and_dates(self.explanation.case)}"

    @property
    def text(self) -> str:
        """The sentences as ``asnroster explain`` prints them, a line each."""
        from asnroster.output.terminal import explanation_parts, plain_lines

        with spoken_home(self.explanation.scenario.home_code):
            parts = explanation_parts(self.explanation.told)
            return "\n".join(line for part in parts for line in plain_lines(part))

    def summary(self) -> dict[str, Any]:
        """What ``--json`` writes."""
        from asnroster.output.records import as_data

        with spoken_home(self.explanation.scenario.home_code):
            data: dict[str, Any] = as_data(self.explanation.told)
            return data

    def with_notices(self, more: Iterable[Issue]) -> Explained:
        """The same, with more that was odd before all else."""
        return replace(self, notices=(*more, *self.notices))

    def check(self) -> None:
        """Be sure that audit and solver agree on what the other choices cost.

        Raises:
            DisagreementError: where they do not.
        """
        if any(cell.price is not None and cell.price.disagrees for cell in self.explanation.cells):
            raise DisagreementError
