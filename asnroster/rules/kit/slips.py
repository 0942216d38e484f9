"""Filter values that nobody has and that are a letter or two away from a name in the data: slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from asnroster.domain.groups import fold
from asnroster.domain.sectors import SECTORS
from asnroster.errors import Issue
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.scope import filter_name, known_values, matches, people_matching
from asnroster.words import _

MOST_LETTERS = 2
_NUMBERS = re.compile(r"\d+|\b[ivx]+\b")


def slips(case: Case, own: Container[str]) -> Iterator[Issue]:
    """An issue for each value of a filter that is most likely a misspelt name; the run would miss people by it.

    Args:
        case: the people under the scenario's rules.
        own: names of the rules that the user wrote; the shipped ones are spelt right.
    """
    for rule in case.rules:
        if rule.name not in own:
            continue
        for name, values, _is_exception in rule.filters():
            for value in values:
                near = _near(case, name, value)
                if near is not None:
                    yield _slip(rule, name, value, near)


def _near(case: Case, name: str, value: str) -> str | None:
    """The name in the data that a value most likely means; None where it matches somebody or is nothing like any."""
    if "*" in value or (name == "sectors" and fold(value) in SECTORS):
        return None
    if list(people_matching(case.problem, name, value)):
        return None
    spoken = [
        other
        for rule in case.rules
        for kind, others, _no in rule.filters()
        if kind == name
        for other in others
    ]
    word = fold(value)
    for near in sorted(known_values(case.problem, name)):
        cell = fold(near)
        if (
            _NUMBERS.findall(word) == _NUMBERS.findall(cell)
            and 0 < _distance(word, cell) <= min(MOST_LETTERS, len(cell) // 3)
            and not any(matches(other, near) for other in spoken)
        ):
            return near
    return None


def _distance(first: str, second: str) -> int:
    """The letters to be added, taken out or changed to make one word of the other (Levenshtein)."""
    if abs(len(first) - len(second)) > MOST_LETTERS:
        return MOST_LETTERS + 1
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(second, start=1):
            before, row[j] = row[j], min(before + (letter != other), row[j] + 1, row[j - 1] + 1)
    return row[-1]


def _slip(rule: Rule, name: str, value: str, near: str) -> Issue:
    message = _("Rule “{rule}”: {filter} “{value}” matches nobody, but the data has “{near}”.")
    return Issue(
        "filter-slip",
        message.format(rule=rule.name, filter=filter_name(name), value=value, near=near),
        _("Correct it in the scenario."),
        found=value,
    )
