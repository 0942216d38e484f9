"""What all results have in common, and what all judged rosters have; files are written when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from asnroster.api.targets import ROSTERS, check_outputs, check_overwritten, check_split
from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import Assumption
from asnroster.output.report import Report
from asnroster.request import Request
from asnroster.rules.kit.case import Case
from asnroster.words import spoken_home

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


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """What all results have: the request that they answer.

    Attributes:
        request: what was asked.
    """

    request: Request

    def __repr__(self) -> str:
        """In short, and without anybody's name: a notebook shows it."""
        return f"<{type(self).__name__}: {self.told()}>"

    def told(self) -> str:
        """What came out, in a few words."""
        raise NotImplementedError

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
        target, request = Path(path), self.request
        files = [request.staff, request.units, request.base, request.scenario, *request.history, *reads]
        check_outputs(
            target, None, [one for one in files if one not in request.cells], kinds=kinds, option="path"
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
        codes: dict[str, dict[str, str]] = {}
        for nip, day, code in zip(frame["nip"], days, frame["code"], strict=True):
            codes.setdefault(nip, {})[day] = code
        return codes

    @cached_property
    def violations(self) -> pd.DataFrame:
        """Everything that breaks a rule or falls short of a wish: rule, hard, nip, start, end, message, and where it stands.

        Raises:
            NoRosterError: where there is no roster.
        """
        import pandas as pd

        from asnroster.output.breaches import Violation, violations
        from asnroster.output.records import as_data

        with spoken_home(self.report.scenario.home_code):
            rows = map(as_data, violations(self.report))
            return pd.DataFrame(rows, columns=[field.name for field in fields(Violation)])

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
        return write_report(report, target, paper=paper, split=split, facts=made)

    def _reads(self) -> Sequence[Path]:
        return ()

    def _made(self) -> Sequence[tuple[str, object]]:
        """What the roster itself told of its making."""
        return ()


def people_and_dates(case: Case) -> str:
    """How many people and which dates a case is about."""
    horizon = case.problem.horizon
    return f"{case.problem.headcount} people, {horizon.start} to {horizon.end}"


def write_report(
    report: Report,
    target: Path,
    *,
    paper: Paper = "A4",
    split: bool = False,
    facts: Sequence[tuple[str, object]] = (),
) -> Written:
    """Write a judged roster over whatever is there.

    Raises:
        OSError: when it cannot be written.
    """
    from asnroster.output.workbook import split_folder
    from asnroster.output.write import write_roster

    with spoken_home(report.scenario.home_code):
        remarks = write_roster(report, target, paper=paper, split=split, facts=facts)
    return Written((target, *([split_folder(target)] if split else [])), tuple(remarks))
