"""Every service post (counter) manned on the days on which it is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from asnroster.domain.groups import fold
from asnroster.domain.inputs import SERVICES, STAFF
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Problem, ServicePost
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Shortage, Tally
from asnroster.rules.kit.traits import SheetFigure
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class ServicePosts(Rule):
    """On each working day of its unit a post has its minimum of qualified people in the office.

    Qualified: lists the service and sits in the unit or below it. One person may count for several posts.
    """

    key: ClassVar[str] = "service_posts"
    columns: ClassVar[Columns] = ((SERVICES, ""), (STAFF, "Layanan"))
    law: ClassVar[str] = "Sheet Layanan"
    common: ClassVar[bool] = True
    sheet_figure: ClassVar[SheetFigure | None] = SheetFigure(
        "posts",
        "min_office",
        -1,
        Text("Min WFO of every service post 1 lower", "Min WFO setiap loket turun 1"),
    )
    words: ClassVar[Wording] = Wording(
        title=Text("Service posts", "Layanan loket"),
        meaning=Text(
            "On each working day each post in sheet Layanan has its minimum of qualified people of its unit in "
            "the office, or all who are available if they are fewer. One person may serve several posts.",
            "Pada setiap hari kerja, setiap layanan pada sheet Layanan memiliki sekurangnya sekian petugas unitnya "
            "di kantor, atau semua yang tersedia bila kurang. Satu orang boleh melayani beberapa layanan.",
        ),
        violation=Text(
            "{who}: {found} qualified people in the office on {when}; at least {needed} are required.",
            "{who}: {found} petugas di kantor pada {when}; sekurangnya {needed} petugas.",
        ),
        shortage=Text("Post {who} is short of people: {days}.", "Loket {who} kekurangan petugas: {days}."),
        relaxed=Text("Min WFO of {who}: {figures} ({when})", "Min WFO {who}: {figures} ({when})"),
        otherwise=Text(
            "Those who man {who} in the office on {when} are just enough: {was} of at least {needed}.",
            "Petugas {who} di kantor pada {when} baru saja cukup: {was} dari sekurangnya {needed} orang.",
        ),
        otherwise_last=Text(
            "The only one who mans {who} in the office on {when}; it needs at least {needed}.",
            "Satu-satunya petugas {who} di kantor pada {when}; sekurangnya diperlukan {needed}.",
        ),
    )

    def sentence(self) -> str:
        """The sheet's minimums."""
        return str(
            Text(
                "The posts in sheet Layanan have their minimum of people in the office",
                "Jumlah minimal petugas pada sheet Layanan terpenuhi",
            )
        )

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Sheet Layanan."""
        return ((SERVICES, ""),)

    def reads(self) -> frozenset[tuple[str, str]]:
        """The services of the people too."""
        return super().reads() | {*self.columns}

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the qualified people in the office, post by post."""
        problem, chosen = case.problem, case.scope[case.index(self)]
        for post in problem.posts:
            crew = [p for p in problem.below[post.unit] if chosen[p] and _serves(problem, p, post)]
            label, pattern = _label(problem, post), problem.units[post.unit].workdays
            for day in case.days(self):
                date = problem.horizon.dates[day]
                if date.weekday() in post.weekdays and problem.calendar.is_working(date, pattern):
                    present = case.cells(crew, day)
                    reach = len(present) - int(case.fixed_home[crew, day].sum())
                    say.office_at_least(present, min(post.min_office, reach), Where(group=label, day=day))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count the people at each counter, day by day."""
        for post, day, here in self._days_open(case):
            there = [p for p in here if roster.modes[p, day] == OFFICE]
            needed, where = (
                min(post.min_office, _reach(case, here, day)),
                Where(group=_label(case.problem, post), day=day),
            )
            tally.at_least(len(there), needed, where, stated=post.min_office)

    def shortages(self, case: Case) -> Iterator[Shortage]:
        """Days on which too few of a counter's people are at work, or may be in the office."""
        for post, day, here in self._days_open(case):
            if (reach := _reach(case, here, day)) < post.min_office:
                yield Shortage(_label(case.problem, post), day, reach, post.min_office)

    def _days_open(self, case: Case) -> Iterator[tuple[ServicePost, int, list[int]]]:
        """Each counter with each of its days and the qualified people who are at work then."""
        problem, scope = case.problem, set(case.people(self))
        people = enumerate(problem.people)
        serving = [(p, {fold(s) for s in who.services}) for p, who in people if who.services]
        for post in problem.posts:
            able = [p for p, services in serving if fold(post.service) in services]
            able = [p for p in able if post.unit in problem.ancestors[problem.people[p].unit]]
            crew = [p for p in able if p in scope]
            if able and not crew:
                continue  # the filter leaves this post to another rule; a post that nobody can man is told
            for day in case.days(self):
                date = problem.horizon.dates[day]
                opens = problem.calendar.is_working(date, problem.units[post.unit].workdays)
                if opens and date.weekday() in post.weekdays:
                    yield post, day, [p for p in crew if problem.available[p, day]]


def _reach(case: Case, people: list[int], day: int) -> int:
    return sum(case.fixed.modes[person, day] != HOME for person in people)


def _serves(problem: Problem, person: int, post: ServicePost) -> bool:
    return any(fold(service) == fold(post.service) for service in problem.people[person].services)


def _label(problem: Problem, post: ServicePost) -> str:
    return f"{post.service} ({problem.units[post.unit].path})"
