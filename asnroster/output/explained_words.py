"""The sentences of an explanation: what decides a cell, what its other mode would break and cost, a person's weeks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from asnroster.domain.problem import Wish
from asnroster.judge.explained import Moved, Price
from asnroster.judge.month import Month, Standing, Week
from asnroster.judge.reasons import Change, Check, DayState, Effects, RuleEffect
from asnroster.judge.why import Causes
from asnroster.judge.wording import day_text, mode_text, violation_text, when_text, who_text
from asnroster.output.codes import OFF_CODE, absence_meaning
from asnroster.output.dates import short_date, span_text
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Sense
from asnroster.words import Text, _, home_word, number_text, percent_text


class Said(NamedTuple):
    """A sentence; ``bad`` where something is not as it should be."""

    text: str
    bad: bool = False


def code_text(state: DayState) -> str:
    """What stands in the cell: the mode, an absence code, ``L``, or what was typed instead."""
    if state.found is not None:
        return state.found or "-"
    if state.kind in ("off", "holiday"):
        return OFF_CODE
    return state.absence or mode_text(state.mode)


def state_lines(causes: Causes, state: DayState) -> Iterator[Said]:
    """What decided the cell, and what it would take to change that."""
    if state.kind == "off":
        yield Said(_("Not a working day of this person."))
    elif state.kind == "holiday":
        yield Said(_("A day off for everybody: {holiday}.").format(holiday=state.holiday))
    elif state.kind == "absent":
        yield Said(
            _("Absent: {meaning} ({code}).").format(
                meaning=absence_meaning(state.absence), code=state.absence
            )
        )
    elif state.kind in ("fixed", "kept"):
        yield from _decided_lines(causes, state)
    else:
        yield Said(_("No rule fixes this day: it is weighed together with the others."))
    if state.found is not None:
        yield Said(_misfit(state), bad=True)


def _misfit(state: DayState) -> str:
    if state.kind in ("fixed", "kept", "free"):
        text = _("The roster says neither WFO nor WFH here (“{found}”); enter one of them.")
    else:
        text = _("The roster says “{found}” here although nobody is expected to work; clear the cell.")
    return text.format(found=state.found)


def _decided_lines(causes: Causes, state: DayState) -> Iterator[Said]:
    case, mode = causes.case, mode_text(state.fixed)
    yield Said(_decided_text(causes, state))
    if state.until is not None:
        yield Said(_("That reason is over on {date}.").format(date=short_date(state.until)))
    for index in state.overruled:
        other = case.rules[index]
        text = _("It overrules rule “{rule}”, which does not want {mode} there.").format(
            rule=other.heading, mode=mode
        )
        yield Said(text + _source(other))
    if state.found is None and state.mode != state.fixed:
        text = _("The roster has {found} there, against that rule.")
        yield Said(text.format(found=mode_text(state.mode)), bad=True)
    if state.kind == "fixed":
        yield Said(_way_out(case, state, case.rules[state.cause.rule]))


def _decided_text(causes: Causes, state: DayState) -> str:
    """By which rule a cell is decided, with its reason, order and source."""
    cause, rule = state.cause, causes.case.rules[state.cause.rule]
    reason = state.document or causes.reason(cause, (state.person,))
    text = _("Fixed at {mode} by rule “{rule}”: {reason}.")
    if state.document:
        text = _("Fixed at {mode} by order {reason} (rule “{rule}”).")
    elif state.kind == "kept":
        text = _("Kept at {mode} by rule “{rule}”: {reason}.")
    elif cause.code:
        reason = f"{reason} ({cause.code})"
    return text.format(mode=mode_text(state.fixed), rule=rule.heading, reason=reason) + _source(rule)


def _way_out(case: Case, state: DayState, rule: Rule) -> str:
    if rule.decides_by == "order":
        return _("To change it, change or withdraw the order in sheet Penetapan.")
    ordering = [
        other
        for other in case.rules
        if other.decides_by == "order"
        and other.hard
        and case.scope[case.index(other), state.person]
        and case.in_force(other)[state.day]
    ]
    if not ordering:
        return _("To change it, the scenario needs the rule fixed_days, and sheet Penetapan an order.")
    if rule.decides_by == "person":
        return _("To change it, an order with its Nomor Surat is needed in sheet Penetapan.")
    return _("To change it, an order is needed in sheet Penetapan.")


def broken_texts(case: Case, effect: RuleEffect) -> Iterator[str]:
    """The places at which a hard rule would break, with rule and source."""
    for change in effect.changes:
        yield _change_text(case, change) + _rule_and_source(case.rules[effect.rule])


def mended_texts(case: Case, effect: RuleEffect) -> Iterator[str]:
    """The places at which a hard rule is broken as it is, with rule and source."""
    for change in effect.changes:
        text = _("Broken as it is: {sentence}").format(sentence=violation_text(case, change.violation))
        yield text + _rule_and_source(case.rules[effect.rule])


def soft_text(case: Case, effect: RuleEffect) -> str:
    """What a wish or soft rule would cost more or less, and what would be missed."""
    rule = case.rules[effect.rule]
    text = cost_text(rule, effect.difference)
    worse = [change.violation for change in effect.changes if change.after > change.before]
    said = " ".join(violation_text(case, violation) for violation in worse)
    return f"{text}: {said}" if said else text


def cost_text(rule: Rule, difference: int) -> str:
    """``Preferensi pegawai: skor +6``."""
    return _("{rule}: cost {difference}").format(rule=rule.heading, difference=signed(difference))


def verdict(effects: Effects) -> str:
    """What the other mode of the cell alone comes to."""
    if not effects.broken and not effects.soft and not effects.mended:
        return _("Nothing would break and nothing would cost more or less: either mode is as good.")
    cost = signed(effects.difference)
    if effects.broken:
        return _("So the cell cannot change alone. Cost of the wishes and soft rules: {cost}.").format(
            cost=cost
        )
    return _("No rule that must hold would break by it. Cost of the wishes and soft rules: {cost}.").format(
        cost=cost
    )


def price_text(price: Price) -> str:
    """What the other mode would cost, in a sentence."""
    if price.status == "infeasible":
        if price.against:
            return _(
                "No such roster exists, whatever else is changed. These rules together stand against it:"
            )
        return _("No such roster exists, whatever else is changed.")
    if price.difference is None or price.lowest is None:
        return _("The search was cut before it found such a roster.")
    difference, lowest = signed(price.difference), signed(price.lowest)
    if price.mends > 0:
        text = _(
            "{count} places that break rules that must hold would be put right; the cost changes by {cost}."
        )
        return text.format(count=price.mends, cost=difference)
    if price.lowest < price.difference:
        text = _("The cost changes by {cost} at most; it is proved only that it is no less than {lowest}.")
        return text.format(cost=difference, lowest=lowest)
    if price.difference < 0:
        text = _("The roster would cost {cost} less: a better roster than this one exists.")
        return text.format(cost=number_text(-price.difference))
    if price.difference == 0:
        return _(
            "The roster would cost the same: the other choice is as good. It is proved that it cannot cost less."
        )
    return _("The roster would cost {cost} more; it is proved that it cannot cost less.").format(
        cost=number_text(price.difference)
    )


def signed(figure: int) -> str:
    """``+12``, ``-3`` or ``0``."""
    return f"{'+' if figure > 0 else '-' if figure < 0 else ''}{number_text(abs(figure))}"


def stated_text(rule: Rule) -> str:
    """A rule with its sentence and source."""
    return f"{rule.heading}: {rule.full_sentence()}{_source(rule)}"


def moved_text(case: Case, moved: Moved) -> str:
    """``Budi, Kam, 4 Des 2025: WFO → WFH``."""
    before, after = (mode_text(mode) for mode in (moved.before, moved.after))
    return f"{case.problem.people[moved.person].name}, {day_text(case, moved.day)}: {before} → {after}"


def _rule_and_source(rule: Rule) -> str:
    return f" ({rule.heading}){_source(rule)}"


def _source(rule: Rule) -> str:
    return f" [{rule.instrument}]" if rule.instrument else ""


def short_reason(causes: Causes, state: DayState, effects: Effects | None) -> str:
    """A cell's reason in one sentence, for a list of days."""
    case = causes.case
    if state.kind != "free" or state.found is not None or effects is None:
        lines = [line.text for line in state_lines(causes, state)]
        return lines[-1] if state.found is not None else lines[0]
    if effects.mended:
        change = effects.mended[0].changes[0]
        return _("Broken as it is: {sentence}").format(sentence=violation_text(case, change.violation))
    mode = mode_text(effects.mode)
    if effects.broken:
        reason = _change_text(case, effects.broken[0].changes[0])
        return _("{mode} would break a rule: {reason}").format(mode=mode, reason=reason)
    if effects.difference > 0:
        rules = ", ".join(cost_text(case.rules[e.rule], e.difference) for e in effects.soft)
        return _("{mode} alone would cost more ({rules}).").format(mode=mode, rules=rules)
    if effects.difference < 0:
        return _("{mode} alone would cost less ({cost}).").format(mode=mode, cost=signed(effects.difference))
    return _("{mode} would be as good: nothing breaks, nothing costs more.").format(mode=mode)


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


def week_text(case: Case, month: Month, week: Week) -> str:
    """A week's codes and counts."""
    days = case.problem.horizon.weeks[week.week]
    codes = " ".join(f"{case.problem.horizon.dates[day].day}:{code_text(month.days[day])}" for day in days)
    text = _("Week of {days}: {codes} ({office} WFO, {home} {code}, {absent} absent)")
    return text.format(
        days=span_text(case, days[0], days[-1]),
        codes=codes,
        office=week.office,
        home=week.home,
        code=home_word(),
        absent=week.absent,
    )


def is_met(check: Check) -> bool:
    """Whether a week is as a rule wants it."""
    return not (check.found < check.needed if check.sense == "at_least" else check.found > check.needed)


def check_text(case: Case, check: Check) -> str:
    """What a rule wants of a week, and what was found."""
    text = _("{rule}: {found}, at most {needed}")
    if check.sense == "at_least":
        text = _("{rule}: {found}, at least {needed}")
    return text.format(rule=case.rules[check.rule].heading, found=check.found, needed=check.needed)


def wish_text(case: Case, wish: Wish, *, met: bool | None) -> str:
    """A wish and what became of it; None: a rule forbids it."""
    text = _("{when}: {mode} wished (strength {strength}), not met")
    if met is None:
        text = _("{when}: {mode} wished (strength {strength}), but a rule forbids it")
    elif met:
        text = _("{when}: {mode} wished (strength {strength}), met")
    return text.format(when=day_text(case, wish.day), mode=mode_text(wish.mode), strength=wish.strength)


def totals_text(month: Month) -> str:
    """Office and home days in all, and how many home days would be possible."""
    text = _("In all {office} days WFO and {home} days {code}; {most} days {code} would be possible at most.")
    return text.format(office=month.office, home=month.home, most=month.most, code=home_word())


def standing_text(standing: Standing) -> str:
    """Where the person stands among those who may be at home."""
    text = _(
        "Fairness: {home} of {most} possible days {code} used ({own}). Of {people} people of {group} who may be at "
        "home: {least} to {largest}, {mean} on average; {ahead} have a larger share."
    )
    own, least, largest, mean = (
        percent_text(float(share), 0)
        for share in (standing.home / standing.most, standing.least, standing.largest, standing.mean)
    )
    return text.format(
        home=standing.home,
        most=standing.most,
        code=home_word(),
        own=own,
        people=number_text(standing.people),
        group=standing.group,
        least=least,
        largest=largest,
        mean=mean,
        ahead=number_text(standing.rank - 1),
    )


def _change_text(case: Case, change: Change) -> str:
    """One place where a rule would break if the cell were flipped, with its figures as they are now."""
    violation = change.violation
    if change.before:
        return _("Broken already, and more so then: {sentence}").format(
            sentence=violation_text(case, violation)
        )
    was = change.was if change.was is not None else violation.needed
    template = _template(case.rules[violation.rule].words, violation.sense, was)
    if template is None or (change.was is None and violation.sense == "at_least"):
        return _("It would be so that: {sentence}").format(sentence=violation_text(case, violation))
    return str(template).format(
        who=who_text(case, violation.where),
        when=when_text(case, violation.where),
        was=was,
        found=violation.found,
        needed=violation.needed,
    )


def _template(words: Wording, sense: Sense, was: int) -> Text | None:
    if sense == "mode":
        return None
    if sense == "at_most" and words.otherwise_over is not None:
        return words.otherwise_over
    return words.otherwise_last or words.otherwise if was == 1 else words.otherwise
