"""Eligibility for home days: not the disciplined, not the newly placed, only where the task allows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import ClassVar

import numpy as np

from asnroster.domain.calendar import months_after
from asnroster.domain.inputs import STAFF
from asnroster.domain.modes import HOME, OFFICE, UNDECIDED, Modes
from asnroster.domain.problem import IN_PROCESS, Person, Problem
from asnroster.domain.roster import Roster
from asnroster.errors import Issue
from asnroster.rules.kit.base import Columns, FixingRule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count, Words
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.scope import matches
from asnroster.rules.kit.traits import Reason, Step
from asnroster.rules.kit.verbs import Where
from asnroster.words import Text


class EligibleForHome(FixingRule):
    """A person who fails a test on a date is in the office on it, with a reason code."""

    key: ClassVar[str] = "eligible_for_home"
    columns: ClassVar[Columns] = tuple((STAFF, c) for c in ("Boleh WFH", "Disiplin Sampai", "TMT Jabatan"))
    precedence: ClassVar[int | None] = 3
    steps: ClassVar[Mapping[str, Step]] = {
        "min_months_in_post": Step(-1, Text("months in post", "bulan dalam jabatan"))
    }
    reasons: ClassVar[Mapping[str, Reason]] = {
        "not-remote-capable": Reason(
            Text("the task cannot be done from home", "tugas tidak dapat dikerjakan dari rumah"),
            Text("Task not possible from home", "Tugas tidak dapat dari rumah"),
        ),
        "disciplined": Reason(
            Text("under discipline or in its process", "dalam hukuman disiplin atau prosesnya"),
            Text("Discipline", "Hukuman disiplin"),
        ),
        "new-in-post": Reason(
            Text("newly placed in the post", "baru menduduki jabatan"),
            Text("New in post", "Baru menduduki jabatan"),
        ),
        "status": Reason(
            Text("employment status not allowed to work from home", "status kepegawaian tidak boleh WFH"),
            Text("Employment status", "Status kepegawaian"),
        ),
    }
    law: ClassVar[str] = "PermenPANRB 4/2025 Pasal 11 dan 25"
    words: ClassVar[Wording] = Wording(
        title=Text("Eligible for home", "Syarat boleh WFH"),
        meaning=Text(
            "At home is only who may: not under discipline, not newly in post, with a task that can be done "
            "outside the office, of an allowed status.",
            "WFH hanya bagi yang memenuhi syarat: tidak dalam hukuman disiplin, tidak baru menduduki jabatan, "
            "tugasnya dapat dikerjakan di luar kantor, dan statusnya diizinkan.",
        ),
        violation=Text(
            "{who} may not work from home on {when} ({note}).",
            "{who} tidak memenuhi syarat WFH pada {when} ({note}).",
        ),
    )

    min_months_in_post: Count | None = None
    allow_disciplined: bool = False
    allowed_statuses: Words = ()
    need_remote_capable: bool = True

    def sentence(self) -> str:
        """The tests in force."""
        parts = []
        if self.need_remote_capable:
            parts.append(Text("the task can be done from home", "tugas dapat dikerjakan dari rumah"))
        if not self.allow_disciplined:
            parts.append(Text("not under discipline", "tidak dalam hukuman disiplin"))
        if self.allowed_statuses:
            parts.append(Text("status is one of {statuses}", "status termasuk {statuses}"))
        if self.min_months_in_post == 0:
            parts.append(Text("time in post is not checked", "masa jabatan tidak diperiksa"))
        elif self.min_months_in_post is not None:
            parts.append(Text("at least {months} months in post", "sekurangnya {months} bulan dalam jabatan"))
        figures = {"statuses": ", ".join(self.allowed_statuses), "months": self.min_months_in_post}
        tests = "; ".join(str(part).format(**figures) for part in parts)
        return str(Text("At home only if: {tests}", "WFH hanya bila: {tests}")).format(tests=tests)

    def needs(self) -> tuple[tuple[str, str], ...]:
        """The columns of the tests in force."""
        tests = {
            "Boleh WFH": self.need_remote_capable,
            "Disiplin Sampai": not self.allow_disciplined,
            "Status": bool(self.allowed_statuses),
            "TMT Jabatan": bool(self.min_months_in_post),
        }
        return tuple((STAFF, column) for column, used in tests.items() if used)

    def reason(self, problem: Problem, person: int, day: int) -> str:
        """The first test that fails on that date, empty when the person may be at home."""
        return self._failing(problem.people[person], problem.horizon.dates[day])

    def reason_ends(self, problem: Problem, person: int, code: str) -> date | None:
        """The day after a discipline, or on which the months in post are full."""
        who = problem.people[person]
        if code == "disciplined" and isinstance(who.disciplined_until, date):
            return who.disciplined_until + timedelta(days=1)
        if code == "new-in-post" and who.in_post_since is not None:
            return months_after(who.in_post_since, self.min_months_in_post or 0)
        return None

    def doubts(self, case: Case) -> Iterator[Issue]:
        """A notice of those without a date in post: they pass."""
        if not self.min_months_in_post:
            return
        if unknown := [p for p in case.people(self) if case.problem.people[p].in_post_since is None]:
            text = Text(
                "{count} people have no TMT Jabatan; rule “{rule}” lets them pass.",
                "{count} pegawai tidak memiliki TMT Jabatan; aturan “{rule}” meloloskan mereka.",
            )
            message = str(text).format(count=len(unknown), rule=self.name)
            yield Issue("in-post-unknown", message, sheet=STAFF)

    def _failing(self, person: Person, day: date) -> str:
        if self.need_remote_capable and not person.remote_capable:
            return "not-remote-capable"
        until = person.disciplined_until
        if not self.allow_disciplined and until is not None and (until == IN_PROCESS or day <= until):
            return "disciplined"
        if self.allowed_statuses and not any(
            matches(value, person.status) for value in self.allowed_statuses
        ):
            return "status"
        since = person.in_post_since
        months = self.min_months_in_post
        if months and since is not None and day < months_after(since, months):
            return "new-in-post"
        return ""

    def wanted(self, problem: Problem) -> Modes:
        """The office on dates on which a test fails."""
        modes = np.full(problem.available.shape, UNDECIDED, dtype=np.int8)
        horizon = problem.horizon
        for index, person in enumerate(problem.people):
            # A test that passes on one date passes ever after: the last date tells whether all fail, the first if any.
            if self._failing(person, horizon.end):
                modes[index] = OFFICE
            elif self._failing(person, horizon.start):
                failing = [bool(self._failing(person, day)) for day in horizon.dates]
                modes[index, failing] = OFFICE
        return modes

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Everybody at home on a date passes every test on it."""
        judged = case.problem.available & ~case.fixed_home
        judged &= case.scope[case.index(self)][:, None] & case.in_force(self)
        at_home = np.argwhere(judged & (roster.modes == HOME)).tolist()
        broken = [(person, day, self.reason(case.problem, person, day)) for person, day in at_home]
        broken = [one for one in broken if one[2]]
        tally.passed(int(judged.sum()) - len(broken))
        for person, day, code in broken:
            tally.mode(HOME, OFFICE, Where(person=person, day=day), note=code)
