"""What comes out of comparing, studying and checking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from asnroster.api.judged import Result, Written, people_and_dates
from asnroster.domain.problem import Assumption
from asnroster.errors import DisagreementError, Issue
from asnroster.intake.tables import Tables
from asnroster.judge.studied import Study
from asnroster.output.comparison import Side
from asnroster.run import Prepared
from asnroster.words import spoken_home

if TYPE_CHECKING:
    import pandas as pd

Privacy = Literal["mask", "none", "full"]


@dataclass(frozen=True, eq=False, repr=False)
class Compared(Result):
    """Rosters side by side.

    Attributes:
        named: what stood for scenarios and rosters, as far as it may be files.
        columns: one a scenario, a roster, or a value of the sweep.
        notices: what was odd in the input.
        word: what home is called in them.
    """

    named: tuple[str, ...]
    columns: tuple[Side, ...]
    notices: tuple[Issue, ...]
    word: str

    def told(self) -> str:
        """What stands side by side."""
        return ", ".join(column.heading for column in self.columns)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a scenario or roster, one column a measure; by the names of the columns."""
        import pandas as pd

        rows = [{key: one[key] for key in one if key != "differences"} for one in self.summary()["scenarios"]]
        return pd.DataFrame(rows, index=pd.Index([column.heading for column in self.columns], name="column"))

    def summary(self) -> dict[str, Any]:
        """What ``--json`` writes."""
        from asnroster.output.comparison import as_json

        with spoken_home(self.word):
            return as_json(self.columns)

    def write(self, path: str | PathLike[str], *, privacy: Privacy = "mask", force: bool = False) -> Written:
        """Write the comparison: .xlsx, or .html for phone and paper.

        Args:
            path: the file.
            privacy: what a page hides of the people in it.
            force: overwrite a file that asnroster did not write, or that was changed since.

        Raises:
            InputError: with everything that stands in the way.
            OSError: when it cannot be written.
        """
        target = self.target(path, (".xlsx", ".html"), force=force, reads=self.named)
        with spoken_home(self.word):
            if target.suffix.lower() == ".html":
                from asnroster.output.html.compare_page import write_compare_html

                write_compare_html(self.columns, target, privacy=privacy)
            else:
                from asnroster.output.comparison_book import write_comparison

                write_comparison(self.columns, target)
        return Written((target,))


@dataclass(frozen=True, eq=False, repr=False)
class Studied(Result):
    """A study of readiness.

    Attributes:
        study: all that it found.
        notices: what was odd in the input.
    """

    study: Study
    notices: tuple[Issue, ...]

    def told(self) -> str:
        """The largest share, people and dates."""
        share = self.study.whole.share
        most = "no roster" if share is None else f"{float(share):.1%} at home at most"
        return f"{most}; {people_and_dates(self.study.case)}"

    @cached_property
    def groups(self) -> pd.DataFrame:
        """One row for the whole government (unit empty) and each unit with all below it: people, days, largest share, class."""
        import pandas as pd

        return pd.DataFrame([group | {"unit": group["unit"] or ""} for group in self.summary()["groups"]])

    @cached_property
    def curve(self) -> pd.DataFrame:
        """One row a cap, of the whole government: status, cost, gap, and what its roster reaches."""
        import pandas as pd

        points = self.summary()["curve"]
        rows = [
            {key: value for key, value in one.items() if key not in ("all", "agencies")} | (one["all"] or {})
            for one in points
        ]
        return pd.DataFrame(rows)

    def summary(self) -> dict[str, Any]:
        """What ``--json`` writes."""
        from asnroster.output.study_json import study_json

        with spoken_home(self.study.scenario.home_code):
            return study_json(self.study)

    def write(self, path: str | PathLike[str], *, force: bool = False) -> Written:
        """Write the study: .xlsx, .html or .docx.

        Args:
            path: the file.
            force: overwrite a file that asnroster did not write, or that was changed since.

        Raises:
            InputError: with everything that stands in the way.
            OSError: when it cannot be written.
        """
        target = self.target(path, (".xlsx", ".html", ".docx"), force=force)
        with spoken_home(self.study.scenario.home_code):
            if target.suffix.lower() == ".docx":
                from asnroster.output.docx.study import write_study_docx

                write_study_docx(self.study, target)
            elif target.suffix.lower() == ".html":
                from asnroster.output.html.study_page import write_study_html

                write_study_html(self.study, target)
            else:
                from asnroster.output.study_book import write_study

                write_study(self.study, target)
        return Written((target,))

    def check(self) -> None:
        """Be sure that audit and solver agree.

        Raises:
            DisagreementError: where they do not.
        """
        if self.study.disagreement:
            raise DisagreementError


@dataclass(frozen=True, eq=False, repr=False)
class Checked(Result):
    """A staff list that was read.

    Attributes:
        tables: its rows.
        prepared: what a roster would be made from; None where something is wrong.
        notices: what is odd.
        issues: what is wrong, each with its cell and what would do.
    """

    tables: Tables
    prepared: Prepared | None
    notices: tuple[Issue, ...]
    issues: tuple[Issue, ...]

    def told(self) -> str:
        """How many people, issues, notices and assumptions."""
        return (
            f"{self.people} people, {len(self.issues)} issues, {len(self.notices)} notices, "
            f"{len(self.assumptions)} assumptions"
        )

    @property
    def sound(self) -> bool:
        """Whether a roster can be made of it."""
        return not self.issues

    @property
    def people(self) -> int:
        """How many are rostered; where something is wrong, how many rows there are."""
        return len(self.tables.staff) if self.prepared is None else len(self.prepared.case.problem.people)

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.tables.units) if self.prepared is None else len(self.prepared.case.problem.units)

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What is assumed where the list says nothing."""
        return (
            tuple(self.tables.assumptions)
            if self.prepared is None
            else self.prepared.case.problem.assumptions
        )

    def summary(self, more: Sequence[Issue] = ()) -> dict[str, Any]:
        """What ``--json`` writes; with what else is wrong."""
        from asnroster.output.summary import check_summary

        return check_summary(self.people, self.units, self.assumptions, self.notices, (*self.issues, *more))
