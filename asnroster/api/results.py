"""Rosters that come out, made or judged: frozen, typed, for programs; files are written when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asnroster.api.targets import ROSTERS, check_outputs, check_overwritten, check_split
from asnroster.domain.outcome import Outcome, Status
from asnroster.domain.problem import Assumption
from asnroster.errors import DisagreementError, Issue, NoRosterError
from asnroster.output.report import Report
from asnroster.request import Request
from asnroster.run import Run
from asnroster.words import _, spoken_home

if TYPE_CHECKING:
    import pandas as pd

    from asnroster.output.page import Paper


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        files: the file, and the folder beside it where a roster was split.
        remarks: what the user should know of it.
    """

    files: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Result:
    """What all results have: the request that they answer.

    Attributes:
        request: what was asked.
    """

    request: Request

    def target(
        self,
        path: str | PathLike[str],
        kinds: tuple[str, ...],
        *,
        force: bool,
        reads: Sequence[str | Path] = (),
    ) -> Path:
        """The file to write, once it is sure that nothing is lost.

        Raises:
            InputError: with everything that stands in the way.
        """
        target, asked = Path(path), self.request
        files = [asked.staff, asked.units, asked.base, asked.scenario, *asked.history, *reads]
        check_outputs(
            target, None, [one for one in files if one not in asked.cells], kinds=kinds, option="path"
        )
        check_overwritten(target, force=force)
        return target


class Judged(Result):
    """A judged roster."""

    @property
    def report(self) -> Report:
        """The roster with its case, its audit and how it came about."""
        raise NotImplementedError

    @property
    def outcome(self) -> Outcome:
        """How the run ended: status, cost, bound, gap, seconds."""
        return self.report.outcome

    @property
    def cost(self) -> int | None:
        """What the soft rules that are not met weigh; None without a roster."""
        return self.outcome.cost

    @cached_property
    def roster(self) -> pd.DataFrame:
        """One row a person and date: nip, name, agency, unit, date, code, reason, most.

        Raises:
            NoRosterError: where there is none.
        """
        from asnroster.output.tidy import tidy_frame

        report = self.report
        with spoken_home(report.scenario.home_code):
            frame = tidy_frame(report)
        return frame.astype({"date": "datetime64[s]", "most": int})

    def to_dict(self) -> dict[str, dict[str, str]]:
        """The code of each person and ISO date: ``{nip: {"2026-12-01": "WFH"}}``.

        Raises:
            NoRosterError: where there is no roster.
        """
        frame = self.roster
        days = frame["date"].dt.strftime("%Y-%m-%d")
        found: dict[str, dict[str, str]] = {}
        for nip, day, code in zip(frame["nip"], days, frame["code"], strict=True):
            found.setdefault(nip, {})[day] = code
        return found

    @cached_property
    def violations(self) -> pd.DataFrame:
        """Everything that breaks a rule or falls short of a wish: rule, hard, nip, start, end, message, and where it stands.

        Raises:
            NoRosterError: where there is no roster.
        """
        import pandas as pd

        from asnroster.output.breaches import breach_records
        from asnroster.output.schema import VIOLATION

        with spoken_home(self.report.scenario.home_code):
            return pd.DataFrame(breach_records(self.report), columns=[*VIOLATION["properties"]])

    @property
    def hard_violations(self) -> int:
        """How often rules that must hold are broken.

        Raises:
            NoRosterError: where there is no roster.
        """
        return self.report.audit.hard_violations

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was assumed where the staff list says nothing."""
        return self.report.problem.assumptions

    def write(
        self, path: str | PathLike[str], *, paper: Paper = "A4", split: bool = False, force: bool = False
    ) -> Written:
        """Write the roster: .xlsx the workbook, .csv one line a person and date, .html the report.

        Args:
            path: the file.
            paper: of the printed roster.
            split: each agency gets a workbook of its own, in a folder beside the file.
            force: overwrite a file that asnroster did not write, or that was changed since.

        Raises:
            InputError: with everything that stands in the way.
            NoRosterError: where there is no roster.
            OSError: when it cannot be written.
        """
        report = self.report
        target = self.target(path, ROSTERS, force=force, reads=self._reads())
        check_split(target, split or None)
        made = self._made() if target.suffix.lower() == ".html" else ()
        return write_report(report, target, paper=paper, split=split, told=made)

    def _reads(self) -> Sequence[Path]:
        return ()

    def _made(self) -> Sequence[tuple[str, object]]:
        """What the roster itself told of its making."""
        return ()


def write_report(
    report: Report,
    target: Path,
    *,
    paper: Paper = "A4",
    split: bool = False,
    told: Sequence[tuple[str, object]] = (),
) -> Written:
    """Write a judged roster over whatever is there.

    Raises:
        OSError: when it cannot be written.
    """
    from asnroster.output.split import split_folder
    from asnroster.output.write import write_roster

    with spoken_home(report.scenario.home_code):
        remarks = write_roster(report, target, paper=paper, split=split, told=told)
    return Written((target, *([split_folder(target)] if split else [])), tuple(remarks))


@dataclass(frozen=True, eq=False)
class Solved(Judged):
    """A roster that was made; or why there is none.

    Attributes:
        run: the run with all that it found.
    """

    run: Run

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
        found: list[dict[str, Any]] = self.summary()["explanations"]
        return found

    def summary(self) -> dict[str, Any]:
        """What ``--json`` writes."""
        from asnroster.output.summary import summary

        run, report, prepared = self.run, self.run.report, self.run.prepared
        judged = None if report is None else report.audit
        savings = None if report is None else report.savings
        roster = None if report is None else report.roster
        with spoken_home(prepared.scenario.home_code):
            return summary(
                prepared.case, prepared.scenario, run.outcome, judged, clashes=run.solution.clashes, savings=savings,
                roster=roster, notices=prepared.notices,
            )  # fmt: skip

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
        told = "\n".join(line for _kind, line in lines)
        return [Issue("no-roster", f"{message}\n{told}", needed)]


@dataclass(frozen=True, eq=False)
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

    @property
    def sound(self) -> bool:
        """Whether every rule that must hold is kept."""
        return not self.hard_violations

    def with_notices(self, more: Iterable[Issue]) -> Audited:
        """The same, with more that was odd before all else."""
        return replace(self, notices=(*more, *self.notices))

    def summary(self) -> dict[str, Any]:
        """What ``--json`` writes."""
        from asnroster.output.breaches import breach_records
        from asnroster.output.summary import report_summary

        with spoken_home(self.judged.scenario.home_code):
            return report_summary(self.judged, self.notices) | {"violations": breach_records(self.judged)}

    def _reads(self) -> Sequence[Path]:
        return () if self.path in self.request.cells else (self.path,)

    def _made(self) -> Sequence[tuple[str, object]]:
        from asnroster.intake.provenance import read_provenance

        return () if self.path in self.request.cells else read_provenance(self.path).made
