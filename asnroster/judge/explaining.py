"""Explains why there is no roster, in sentences that an HR officer reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Change, Clash, Demand, Relaxation, Side
from asnroster.rules.kit.figures import AT_LEAST, AT_MOST
from asnroster.words import _, dated, number_text

NAMES = 3
GROUPS = 6


def dates_text(case: Case, days: Iterable[int]) -> str:
    """``5-7, 12 Okt 2026``: dates in stretches; a stretch goes on over days that nobody works."""
    listed = sorted(set(days))
    worked = np.any(case.problem.working, axis=0).tolist()
    stretches: list[list[int]] = []
    for day in listed:
        if stretches and not any(worked[stretches[-1][1] + 1 : day]):
            stretches[-1][1] = day
        else:
            stretches.append([day, day])
    return ", ".join(
        _stretch(
            case,
            first,
            last,
            more=index + 1 < len(stretches) and _same_month(case, last, stretches[index + 1][1]),
        )
        for index, (first, last) in enumerate(stretches)
    )


def _same_month(case: Case, day: int, other: int) -> bool:
    one, two = case.problem.horizon.dates[day], case.problem.horizon.dates[other]
    return (one.year, one.month) == (two.year, two.month)


def _stretch(case: Case, first: int, last: int, *, more: bool) -> str:
    begin, end = (case.problem.horizon.dates[day] for day in (first, last))
    closing = str(end.day) if more else dated(end, "d MMM y")
    if first == last:
        return closing
    opening = str(begin.day) if _same_month(case, first, last) else dated(begin, "d MMM")
    return f"{opening}-{closing}"


def heading(case: Case, clash: Clash) -> str:
    """Who or what and when, as the heading of a clash."""
    groups = _labels(demand for side in clash.sides for demand in side.demands if demand.where.person is None)
    who = _some(groups, GROUPS) if groups else people_text(case, clash.people)
    return _("{who}, {when}").format(who=who, when=dates_text(case, clash.days))


def people_text(case: Case, people: Sequence[int]) -> str:
    """Names, or how many people and some of their names."""
    names = [case.problem.people[person].name for person in people]
    if len(names) <= NAMES:
        return ", ".join(names)
    shown = ", ".join(names[:NAMES])
    return _("{count} people ({names}, …)").format(count=number_text(len(names)), names=shown)


def side_text(case: Case, side: Side) -> str:
    """What a rule of a clash asks for there, with the figures at hand."""
    rule = case.rules[side.rule]
    sentence = " ".join(part for part in (rule.sentence(), _in_brackets(rule.scope_sentence())) if part)
    people = sorted({demand.where.person for demand in side.demands if demand.where.person is not None})
    groups = _labels(demand for demand in side.demands if demand.where.person is None)
    said = [_group_text(case, group, side.demands) for group in groups[:GROUPS]]
    if len(groups) > GROUPS:
        said.append(_("… and {count} more").format(count=len(groups) - GROUPS))
    if people:
        bound = _bound(side.demands)
        who = people_text(case, people)
        said.append(_("{who}: {bound}").format(who=who, bound=bound) if bound else who)
    return _("{rule}: {sentence}. {figures}.").format(
        rule=rule.heading, sentence=sentence, figures="; ".join(said).rstrip(".")
    )


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""


def _labels(demands: Iterable[Demand]) -> list[str]:
    return list(dict.fromkeys(demand.where.group or _("the whole government") for demand in demands))


def _some(names: Sequence[str], most: int) -> str:
    shown = ", ".join(names[:most])
    more = len(names) - most
    return shown if more <= 0 else f"{shown}, {_('… and {count} more').format(count=more)}"


def _group_text(case: Case, group: str, demands: Sequence[Demand]) -> str:
    mine = [demand for demand in demands if (demand.where.group or _("the whole government")) == group]
    mine = [demand for demand in mine if demand.where.person is None]
    text = _("{who}: {bound}").format(who=group, bound=_bound(mine))
    present = [demand.cells for demand in mine if demand.where.day is not None]
    if not present:
        return text
    return _("{text} ({present} people on duty)").format(text=text, present=_span(present))


def _bound(demands: Iterable[Demand]) -> str:
    """``at least 2, at most 40``; empty where modes are asked for."""
    parts = []
    listed = list(demands)
    for sense, text in (("at_least", AT_LEAST), ("at_most", AT_MOST)):
        figures = [demand.figure for demand in listed if demand.sense == sense]
        if figures:
            parts.append(str(text).format(figure=_span(figures)))
    return ", ".join(parts)


def _span(figures: Sequence[int]) -> str:
    low, high = number_text(min(figures)), number_text(max(figures))
    return low if low == high else f"{low}-{high}"


def relaxation_text(case: Case, relaxation: Relaxation) -> str:
    """The relaxation of one rule, as stated figure -> needed figure, who and when."""
    by_place: dict[tuple[object, ...], list[Change]] = {}
    for change in relaxation.changes:
        demand = change.demand
        place = (demand.sense, demand.figure, demand.where.group if demand.where.person is None else None)
        by_place.setdefault((*place, demand.where.person is None), []).append(change)
    listed = list(by_place.values())
    said = [_change_text(case, relaxation, changes) for changes in listed[:GROUPS]]
    if len(listed) > GROUPS:
        said.append(_("… and {count} more").format(count=len(listed) - GROUPS))
    return "; ".join(said)


def _change_text(case: Case, relaxation: Relaxation, changes: Sequence[Change]) -> str:
    rule, demand = case.rules[relaxation.rule], changes[0].demand
    people = sorted({c.demand.where.person for c in changes if c.demand.where.person is not None})
    who = people_text(case, people) if people else (demand.where.group or _("the whole government"))
    largest = max(changes, key=lambda change: abs(change.to - change.demand.figure))
    figures = f"{number_text(demand.figure)} -> {number_text(largest.to)}"
    bound = {"at_least": str(AT_LEAST), "at_most": str(AT_MOST)}.get(demand.sense, "").format(figure=figures)
    if rule.words.relaxed is not None:
        template = str(rule.words.relaxed)
    elif demand.sense == "mode":
        template = _("{rule}: make an exception for {who} ({when})")
    else:
        template = _("{rule}, {who}: {bound} ({when})")
    return template.format(
        rule=rule.heading, who=who, when=_when(case, changes), bound=bound, figures=figures
    )


def _when(case: Case, changes: Sequence[Change]) -> str:
    horizon, worked = case.problem.horizon, np.any(case.problem.working, axis=0).tolist()
    days: set[int] = set()
    for change in changes:
        where = change.demand.where
        if where.day is not None:
            days.add(where.day)
        else:
            within = horizon.weeks[where.week] if where.week is not None else range(case.problem.days)
            days |= {day for day in within if worked[day]}
    return dates_text(case, days)
