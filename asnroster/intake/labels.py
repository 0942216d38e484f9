"""Labels of the columns Tim and Bergantian: several in a cell, and those that cannot be meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from asnroster.domain.groups import fold, label_groups, label_text
from asnroster.domain.problem import Assumption, Problem
from asnroster.intake.schema import StaffRow
from asnroster.words import _

MOST_STAND_INS = 5
COLUMN = StaffRow.alternates


_LOOSE = re.compile(r"\n|\s*/\s*|\s+(dan|and|&)\s+", re.IGNORECASE)
_LOOSE_OR_COMMA = re.compile(rf"{_LOOSE.pattern}|\s*,\s*", re.IGNORECASE)


class Labels:
    """The labels of a column's cells: ``;`` stands between them, ``,`` too, unless two cells hold the whole text.

    A new line, ``/`` and ``dan`` part labels only where other cells know the parts (``dan``: all of them, for it
    stands inside names too).

    Attributes:
        doubtful: texts with such a sign that were taken as one label.
    """

    def __init__(self, cells: Iterable[str], known: Iterable[str] = (), *, commas: bool = True) -> None:
        """Look at all cells first.

        Args:
            cells: of the column.
            known: labels that another sheet names.
            commas: whether a comma parts labels by itself; else it does so as ``/`` does.
        """
        counted, known = Counter(cells), list(known)
        self._commas = commas
        self._loose = _LOOSE if commas else _LOOSE_OR_COMMA
        self._whole = Counter[str]()
        for cell, times in counted.items():
            for part in cell.split(";"):
                self._whole[fold(part)] += times
        self._names = set(map(fold, known))
        self._sure = self._names | {
            fold(label)
            for cell in counted
            for part in cell.split(";")
            for label in self._split(part)
            if not self._loose.search(label)
        }
        self._spelt: dict[str, str] = {fold(name): name for name in reversed(known)}
        self.doubtful: list[str] = []

    def __call__(self, cell: str) -> tuple[str, ...]:
        """The labels of one cell, each once, as they were first spelt."""
        labels: list[str] = []
        for part in cell.split(";"):
            whole = fold(part) in self._names or (
                self._whole[fold(part)] > 1 and not self._loose.search(part)
            )
            labels += [part] if whole else [one for label in self._split(part) for one in self._parted(label)]
        named = (self._spelt.setdefault(fold(label), " ".join(label.split())) for label in labels)
        return tuple(dict.fromkeys(label for label in named if label))

    def _split(self, part: str) -> list[str]:
        return part.split(",") if self._commas else [part]

    def _parted(self, label: str) -> list[str]:
        signs = [match[1] for match in self._loose.finditer(label)]
        if not signs:
            return [label]
        parts = [part for part in self._loose.sub("\n", label).split("\n") if part.strip()]
        sure = [fold(part) in self._sure for part in parts]
        if all(sure) or (any(sure) and not any(signs)):
            return parts
        if label not in self.doubtful:
            self.doubtful.append(label)
        return [label]


def without_halves(problem: Problem, settled: Callable[[Assumption], Assumption]) -> Problem:
    """The problem without labels of Bergantian that too many bear: who writes A and B means halves. It is asked.

    Args:
        problem: with every label; each such label becomes one assumption more.
        settled: lays the user's answer over an assumption; after a no the label is enforced.
    """
    people, assumptions = list(problem.people), list(problem.assumptions)
    for group in label_groups(problem, "alternates", range(len(people))):
        keys = {people[index].key for index in group.people}
        if len(keys) <= MOST_STAND_INS:
            continue
        agency = problem.unit_of(group.people[0]).agency
        first = people[group.people[0]].alternates
        label = next(one for one in first if label_text(problem, agency, one) == group.label)
        row = settled(_halves(label, problem.units[agency].path, len(keys)))
        assumptions.append(row)
        if row.agreed is False:
            continue
        for index in group.people:
            who = people[index]
            kept = tuple(one for one in who.alternates if label_text(problem, agency, one) != group.label)
            people[index] = replace(who, alternates=kept)
    return replace(problem, people=tuple(people), assumptions=tuple(assumptions))


def _halves(label: str, agency: str, people: int) -> Assumption:
    assumed = _("“{label}” is no group of stand-ins: it is not enforced that one of them at most is at home.")
    ground = _("{count} people of {agency} bear it; stand-ins are {most} at most.")
    return Assumption(
        "label",
        f"{COLUMN}: {label} ({agency})",
        assumed.format(label=label),
        ground.format(count=people, agency=agency, most=MOST_STAND_INS),
        "medium",
        people,
    )
