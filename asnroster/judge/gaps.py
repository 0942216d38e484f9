"""Where data and rules leave each other short: posts without enough people, columns that no rule reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from asnroster.errors import Issue
from asnroster.judge.wording import days_text
from asnroster.rules.kit.case import Case
from asnroster.rules.registry import registry
from asnroster.words import _, plural

POST_SHORT, COLUMN_UNREAD = "post-short", "column-unread"


def shortages(case: Case) -> Iterator[Issue]:
    """A warning for each post that the data leave short, with its dates."""
    for rule in case.rules:
        by_group: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for one in rule.shortages(case):
            by_group[one.group][one.stated - one.people].append(one.day)
        for group, by_count in by_group.items():
            days = "; ".join(
                plural(count, "{count} person short on {days}", "{count} people short on {days}").format(
                    count=count, days=days_text(case, dates)
                )
                for count, dates in sorted(by_count.items())
            )
            yield Issue(
                POST_SHORT,
                str(rule.words.shortage or "{who}: {days}").format(who=group, days=days),
                _("Look at the absences of these days, or name more people who can stand in."),
                sheet=next((sheet for sheet, _column in rule.needs()), ""),
                found=group,
            )


def unread_columns(case: Case) -> Iterator[Issue]:
    """A notice for each column made for rules that is filled in while no rule of the scenario reads it."""
    if not (case.problem.available & ~case.fixed_office).any():
        return  # everybody is in the office whatever the columns say
    filled = case.problem.columns
    working = [rule for rule in case.rules if not (needs := rule.needs()) or not filled.isdisjoint(needs)]
    read = frozenset().union(*(rule.reads() for rule in working))
    readers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, kind in registry().items():
        for place in kind.columns:
            readers[place].append(f"“{kind.words.title}” ({key})")
    for place, rules in sorted(readers.items()):
        if place not in filled or place in read:
            continue
        shown = " > ".join(part for part in place if part)
        idle = [rule for rule in case.rules if rule not in working and place in rule.reads()]
        needed = _("It would be read by {rules}: put it into the scenario if it is meant to count.").format(
            rules=", ".join(rules)
        )
        if idle:
            missing = ", ".join(" > ".join(part for part in need if part) for need in idle[0].needs())
            needed = _("Rule “{rule}” would read it, but has nothing to go by: {places} is empty or missing.")
            needed = needed.format(rule=idle[0].words.title, places=missing)
        message = _("{place} is filled in, but no rule of this scenario reads it.").format(place=shown)
        yield Issue(COLUMN_UNREAD, message, needed, found=shown)
