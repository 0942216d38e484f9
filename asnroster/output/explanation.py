"""One cell explained in sentences: lines with a look each, for the terminal and for a pipe alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from asnroster.judge.explained import CellReasons, Price
from asnroster.judge.reason_words import change_text
from asnroster.judge.reasons import DayState, Effects, RuleEffect
from asnroster.judge.why import Causes
from asnroster.judge.wording import day_text, mode_text, violation_text
from asnroster.output.codes import OFF_CODE, absence_meaning
from asnroster.output.dates import short_date
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.words import _, number_text

Look = Literal["title", "head", "text", "item", "bad", "good"]
MOST_MOVED = 8


class Line(NamedTuple):
    """One line of an explanation and how it looks on a terminal."""

    look: Look
    text: str


def cell_lines(case: Case, cell: CellReasons) -> Iterator[Line]:
    """Everything about one cell: what it is, what its other mode would break, what that would cost."""
    state = cell.state
    yield Line("title", f"{person_text(case, state.person)}: {day_text(case, state.day)}: "
                        f"{code_text(state)}")  # fmt: skip
    yield from state_lines(Causes(case), state)
    if cell.effects is not None:
        yield from _effect_lines(case, cell.effects)
    if cell.price is not None:
        yield from _price_lines(case, cell.price)


def person_text(case: Case, person: int) -> str:
    """``Budi (1980…), Dinas A > Bidang B``."""
    who = case.problem.people[person]
    return f"{who.name} ({who.key}), {case.problem.unit_of(person).path}"


def code_text(state: DayState) -> str:
    """What stands in the cell: the mode, an absence code, ``L``, or what was typed instead."""
    if state.found is not None:
        return state.found or "-"
    if state.kind in ("off", "holiday"):
        return OFF_CODE
    return state.absence or mode_text(state.mode)


def state_lines(causes: Causes, state: DayState) -> Iterator[Line]:
    """What decided the cell, and what it would take to change that."""
    if state.kind == "off":
        yield Line("text", _("Not a working day of this person."))
    elif state.kind == "holiday":
        yield Line("text", _("A day off for everybody: {holiday}.").format(holiday=state.holiday))
    elif state.kind == "absent":
        yield Line(
            "text", _("Absent: {meaning} ({code}).").format(
                meaning=absence_meaning(state.absence), code=state.absence
            )
        )  # fmt: skip
    elif state.kind in ("fixed", "kept"):
        yield from _decided_lines(causes, state)
    else:
        yield Line("text", _("No rule fixes this day: it is weighed together with the others."))
    if state.found is not None:
        yield Line("bad", _misfit(state))


def _misfit(state: DayState) -> str:
    if state.kind in ("fixed", "kept", "free"):
        text = _("The roster says neither WFO nor WFH here (“{found}”); enter one of them.")
    else:
        text = _("The roster says “{found}” here although nobody is expected to work; clear the cell.")
    return text.format(found=state.found)


def _decided_lines(causes: Causes, state: DayState) -> Iterator[Line]:
    case, mode = causes.case, mode_text(state.fixed)
    yield Line("text", _decided_text(causes, state))
    if state.until is not None:
        yield Line("text", _("That reason is over on {date}.").format(date=short_date(state.until)))
    for index in state.overruled:
        other = case.rules[index]
        text = _("It overrules rule “{rule}”, which does not want {mode} there.").format(
            rule=other.heading, mode=mode
        )
        yield Line("text", text + _source(other))
    if state.found is None and state.mode != state.fixed:
        text = _("The roster has {found} there, against that rule.")
        yield Line("bad", text.format(found=mode_text(state.mode)))
    if state.kind == "fixed":
        yield Line("text", _way_out(case, state, case.rules[state.cause.rule]))


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
        other for other in case.rules
        if other.decides_by == "order" and other.hard
        and case.scope[case.index(other), state.person] and case.in_force(other)[state.day]
    ]  # fmt: skip
    if not ordering:
        return _("To change it, the scenario needs the rule fixed_days, and sheet Penetapan an order.")
    if rule.decides_by == "person":
        return _("To change it, an order with its Nomor Surat is needed in sheet Penetapan.")
    return _("To change it, an order is needed in sheet Penetapan.")


def _effect_lines(case: Case, effects: Effects) -> Iterator[Line]:
    for effect in effects.mended:
        for change in effect.changes:
            text = _("Broken as it is: {sentence}").format(sentence=violation_text(case, change.violation))
            yield Line("bad", text + _rule_and_source(case.rules[effect.rule]))
    mode = mode_text(effects.mode)
    yield Line("head", _("If only this cell were {mode}:").format(mode=mode))
    for effect in effects.broken:
        for text in broken_texts(case, effect):
            yield Line("bad", text)
    for effect in effects.soft:
        yield Line("item", _soft_text(case, effect))
    yield Line("text", _verdict(effects))


def broken_texts(case: Case, effect: RuleEffect) -> Iterator[str]:
    """The places at which a hard rule would break, with rule and source."""
    for change in effect.changes:
        yield change_text(case, change) + _rule_and_source(case.rules[effect.rule])


def _soft_text(case: Case, effect: RuleEffect) -> str:
    rule = case.rules[effect.rule]
    text = cost_text(rule, effect.difference)
    worse = [change.violation for change in effect.changes if change.after > change.before]
    said = " ".join(violation_text(case, violation) for violation in worse)
    return f"{text}: {said}" if said else text


def cost_text(rule: Rule, difference: int) -> str:
    """``Preferensi pegawai: skor +6``."""
    return _("{rule}: cost {difference}").format(rule=rule.heading, difference=signed(difference))


def _verdict(effects: Effects) -> str:
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


def _price_lines(case: Case, price: Price) -> Iterator[Line]:
    head = _("If this cell were {mode} and what is tied to it were arranged anew:")
    yield Line("head", head.format(mode=mode_text(price.mode)))
    yield Line("good" if price.better_exists else "text", price_text(price))
    if price.kept:
        text = _(
            "This takes {count} fixed days of people tied to it as fixed, which the roster goes against."
        )
        yield Line("text", text.format(count=number_text(price.kept)))
    if price.status == "infeasible":
        for index in price.against:
            rule = case.rules[index]
            yield Line("bad", f"{rule.heading}: {rule.full_sentence()}{_source(rule)}")
    if price.difference is None:
        return
    for index, difference in price.by_rule:
        yield Line("item", cost_text(case.rules[index], difference))
    yield from _moved_lines(case, price)


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


def _moved_lines(case: Case, price: Price) -> Iterator[Line]:
    if not price.moved:
        yield Line("text", _("Nothing else would change."))
        return
    people = len({moved.person for moved in price.moved})
    text = _("With it {count} other days of {people} people would change:")
    yield Line("text", text.format(count=number_text(len(price.moved)), people=number_text(people)))
    for moved in price.moved[:MOST_MOVED]:
        modes = [mode_text(mode) for mode in (moved.before, moved.after)]
        name = case.problem.people[moved.person].name
        yield Line("item", f"{name}, {day_text(case, moved.day)}: {modes[0]} → {modes[1]}")
    if len(price.moved) > MOST_MOVED:
        yield Line("item", _("… and {count} more").format(count=number_text(len(price.moved) - MOST_MOVED)))


def signed(figure: int) -> str:
    """``+12``, ``-3`` or ``0``."""
    return f"{'+' if figure > 0 else '-' if figure < 0 else ''}{number_text(abs(figure))}"


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
        reason = change_text(case, effects.broken[0].changes[0])
        return _("{mode} would break a rule: {reason}").format(mode=mode, reason=reason)
    if effects.difference > 0:
        rules = ", ".join(cost_text(case.rules[e.rule], e.difference) for e in effects.soft)
        return _("{mode} alone would cost more ({rules}).").format(mode=mode, rules=rules)
    if effects.difference < 0:
        return _("{mode} alone would cost less ({cost}).").format(mode=mode, cost=signed(effects.difference))
    return _("{mode} would be as good: nothing breaks, nothing costs more.").format(mode=mode)
