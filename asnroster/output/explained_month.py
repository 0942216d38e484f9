"""One person's period explained: a calendar of codes, weeks against the rules, wishes, fairness, day by day."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.judge.month import Month, Standing, Week
from asnroster.judge.reasons import Check
from asnroster.judge.why import Causes
from asnroster.judge.wording import day_text, mode_text
from asnroster.output.dates import horizon_text, span_text
from asnroster.output.explanation import Line, code_text, person_text, short_reason
from asnroster.rules.kit.case import Case
from asnroster.words import _, home_word, number_text, percent_text


def month_lines(case: Case, month: Month) -> Iterator[Line]:
    """Everything about a person's period but the list of days."""
    yield Line("title", f"{person_text(case, month.person)}: {horizon_text(case.problem.horizon)}")
    for week in month.weeks:
        yield Line("text", _week_text(case, month, week))
        for check in week.checks:
            yield Line("bad" if _missed(check) else "item", _check_text(case, check))
    totals = _(
        "In all {office} days WFO and {home} days {code}; {most} days {code} would be possible at most."
    )
    yield Line("text", totals.format(office=month.office, home=month.home, most=month.most, code=home_word()))
    yield from _wish_lines(case, month)
    if month.standing is not None:
        yield Line("text", _standing_text(month.standing))
    if month.never:
        yield Line("text", _("Never at home: {reason}.").format(reason=month.never))


def day_rows(case: Case, month: Month) -> Iterator[tuple[str, str, str, str]]:
    """Date, code, kind and reason of each day that the person usually works."""
    causes = Causes(case)
    for state in month.days:
        if state.kind == "off" and state.found is None:
            continue
        effects = month.effects.get(state.day)
        yield (
            day_text(case, state.day),
            code_text(state),
            kind_text(state.kind),
            short_reason(causes, state, effects),
        )


def kind_text(kind: str) -> str:
    """What a kind of day is called."""
    return {
        "off": _("off"),
        "holiday": _("holiday"),
        "absent": _("absent"),
        "fixed": _("fixed"),
        "kept": _("kept"),
        "free": _("free"),
    }[kind]


def _week_text(case: Case, month: Month, week: Week) -> str:
    days = case.problem.horizon.weeks[week.week]
    codes = " ".join(f"{case.problem.horizon.dates[day].day}:{code_text(month.days[day])}" for day in days)
    text = _("Week of {days}: {codes} ({office} WFO, {home} {code}, {absent} absent)")
    return text.format(
        days=span_text(case, days[0], days[-1]), codes=codes, office=week.office, home=week.home,
        code=home_word(), absent=week.absent,
    )  # fmt: skip


def _missed(check: Check) -> bool:
    return check.found < check.needed if check.sense == "at_least" else check.found > check.needed


def _check_text(case: Case, check: Check) -> str:
    text = _("{rule}: {found}, at most {needed}")
    if check.sense == "at_least":
        text = _("{rule}: {found}, at least {needed}")
    return text.format(rule=case.rules[check.rule].heading, found=check.found, needed=check.needed)


def _wish_lines(case: Case, month: Month) -> Iterator[Line]:
    if not month.wishes:
        return
    met = sum(result is True for _wish, result in month.wishes)
    yield Line("text", _("Wishes met: {met} of {count}.").format(met=met, count=len(month.wishes)))
    for wish, result in month.wishes:
        if result is not True:
            text = _("{when}: {mode} wished (strength {strength}), not met")
            if result is None:
                text = _("{when}: {mode} wished (strength {strength}), but a rule forbids it")
            mode = mode_text(wish.mode)
            yield Line("item", text.format(when=day_text(case, wish.day), mode=mode, strength=wish.strength))


def _standing_text(standing: Standing) -> str:
    text = _(
        "Fairness: {home} of {most} possible days {code} used ({own}). Of {people} people of {group} who may be at "
        "home: {least} to {largest}, {mean} on average; {ahead} have a larger share."
    )
    own, least, largest, mean = (
        percent_text(float(share), 0)
        for share in (standing.home / standing.most, standing.least, standing.largest, standing.mean)
    )
    return text.format(
        home=standing.home, most=standing.most, code=home_word(), own=own, people=number_text(standing.people),
        group=standing.group, least=least, largest=largest, mean=mean, ahead=number_text(standing.rank - 1),
    )  # fmt: skip
