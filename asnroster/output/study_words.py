"""A study in words, the same in every medium."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from asnroster.judge.keeping import MAY, reason_title, reason_titles
from asnroster.judge.studied import IMPOSSIBLE, LEVELS, Level, Point, Readiness, Relief, Study
from asnroster.output.savings import savings_meaning
from asnroster.rules.kit.base import Rule
from asnroster.words import _, number_text, percent_text

MEASURES = ("home_share", "service", "spare", "lowest", "wishes")


def measure_title(measure: str) -> str:
    """A measure of the curve as a heading."""
    return {
        "home_share": _("WFH share reached"),
        "service": _("Service posts at their minimum"),
        "spare": _("Service posts above their minimum"),
        "lowest": _("Lowest office presence"),
        "wishes": _("Wishes met"),
    }[measure]


def share_shown(share: Fraction | float | None) -> str:
    """A share in per cent; a dash where there is none."""
    return "-" if share is None else percent_text(float(share))


def binding_text(study: Study, group: Readiness) -> str:
    """The rule that binds first and what dropping it would give; a dash where everybody could be at home."""
    if group.binds is None:
        together = _("several rules together") if group.home != group.days else "-"
        return together if group.home is not None else _("no single rule")
    rule = study.case.rules[group.binds.rule].heading
    if group.home is None:
        return _("{rule}: without it a roster exists").format(rule=rule)
    return _("{rule}: +{gain} points without it").format(rule=rule, gain=_points(group, group.binds))


def step_text(study: Study, group: Readiness) -> str:
    """What one step of relaxing that rule, or else the best of another's, gives; a dash where there is none."""
    step = group.step
    if step is None:
        return "-"
    text = step.text
    if group.binds is None or group.binds.rule != step.rule:
        text = f"{study.case.rules[step.rule].heading}: {text}"
    if group.home is None and step.home is not None:
        return _("{step}: then a roster exists").format(step=text)
    if not step.gain:
        return _("{step}: no gain").format(step=text)
    return _("{step}: +{gain} points").format(step=text, gain=_points(group, step))


def _points(group: Readiness, relief: Relief) -> str:
    return number_text(100 * relief.gain / group.days if group.days else 0, 1)


def signed(number: float, digits: int = 0) -> str:
    """A gain with its sign; a rule that puts people at home is a loss when it is dropped."""
    return f"{'+' if number >= 0 else ''}{number_text(number, digits)}"


def class_rule() -> list[str]:
    """The rule of the classes, a line each."""
    return [level_line(level) for level in LEVELS]


def classes_text(study: Study) -> str:
    """How many agencies are in each class that occurs."""
    counts = [(level, study.agencies_at(level)) for level in (*LEVELS, IMPOSSIBLE)]
    classes = "; ".join(f"{level.title} {number_text(count)}" for level, count in counts if count)
    return _("Agencies by class: {classes}.").format(classes=classes) if classes else ""


def level_line(level: Level) -> str:
    """One class with its threshold."""
    return _("{level}: largest WFH share {threshold} ({meaning})").format(
        level=level.title, threshold=level_threshold(level), meaning=level.meaning
    )


def level_threshold(level: Level) -> str:
    """``≥ 50 %``: from which largest share on a class is reached."""
    sign = ">" if level.strictly else "≥" if level.least else "="
    return f"{sign} {percent_text(float(level.least), 0)}"


def grows_text(points: Sequence[Point]) -> str:
    """Up to which cap the share at home grows, and what holds it there; nothing of a single point."""
    shares = [
        (point.cap, one.home_share or Fraction(0)) for point in points if (one := point.reached.get(None))
    ]
    if len(shares) < 2:
        return ""
    most = max(share for _cap, share in shares)
    cap = next(cap for cap, share in shares if share == most)
    text = _("From {cap} on the WFH share grows no more ({share}): there the rules bind, and not the cap.")
    if cap == shares[-1][0]:
        text = _("The WFH share grows up to the last cap ({cap}: {share}).")
    return text.format(cap=cap_text(cap), share=share_shown(most))


def definitions() -> list[tuple[str, str]]:
    """What each figure means, so that nobody has to guess."""
    return [
        (_("May work from home"), _("A home day is possible for the person under the rules about that person alone.")),
        (_("What keeps the others"), _(
            "Everybody else is counted once, under the rule that decides most of their days; the columns add up "
            "to the people.")),
        (_("Largest WFH share"), _(
            "Home person-days of all person-days worked, the most that any roster reaches which keeps every hard "
            "rule on every day. Each unit is asked for itself: everybody outside it may be where that needs them, so the "
            "shares of units cannot be had all at once. Wishes, fairness and weekly limits are no part of it, unless "
            "the scenario has them as hard rules. It is proved; where a search was cut, the range stands beside it.")),
        (_("Binds first"), _(
            "The hard rule without which the share grows most, each left out by itself. “several rules together” means "
            "that leaving out one alone gives nothing.")),
        (_("One step"), _(
            "The same with the rule's figure one looser: one person or day, one month in post, five points of a share; "
            "figures of a sheet in all its rows. Where the rule has no figure, the step of another rule that gives most.")),
        (_("Curve"), _(
            "For each cap on the daily WFH share of an agency one roster that is proved best: as many home days as the cap "
            "and the hard rules allow, a home day weighing more than the strongest wish, then wishes. Capacities of "
            "buildings are a wish there, because a low cap brings people in by itself; overfull building-days are "
            "counted.")),
        (_("Service posts at their minimum"), _(
            "Post-days of sheet Layanan with at least Min WFO qualified people in the office; a shortage by leave "
            "counts as one.")),
        (_("Lowest office presence"), _(
            "On the emptiest ordinary working day: people in the office of those working that day.")),
        (_("Savings"), savings_meaning()),
    ]  # fmt: skip


def nameless(rule: Rule) -> Rule:
    """The rule without the people whom it names; how many they are is told."""
    counts = {
        name: (_("{count} named in the scenario").format(count=number_text(len(people))),)
        for name in ("people", "except_people")
        if (people := getattr(rule, name))
    }
    return rule.model_copy(update=counts) if counts else rule


def share_range(group: Readiness) -> str:
    """The largest share; as a range where the search was cut before its proof."""
    if group.home is None or group.bound == group.home or not group.days:
        return share_shown(group.share)
    return _("{low} to {high}").format(
        low=share_shown(group.share), high=share_shown(group.bound / group.days)
    )


def kept_text(group: Readiness) -> str:
    """What keeps the others, with people: ``New in post 3; Discipline 1``; a dash where nobody is kept."""
    return "; ".join(f"{reason_title(r)} {number_text(n)}" for r, n in group.kept.items() if r != MAY) or "-"


def reasons_used(study: Study) -> list[str]:
    """What keeps people in the office somewhere in the study, in the usual order; ``may`` comes first."""
    return [reason for reason in reason_titles() if study.whole.kept.get(reason)]


def as_float(share: Fraction | None) -> float | None:
    """A share for charts and programs."""
    return None if share is None else float(share)


def solved_text(study: Study) -> str:
    """How much was solved for it."""
    text = _("{solves} questions were solved, {alike} more answered by one like them, in {seconds} s.")
    return text.format(
        solves=number_text(study.solves),
        alike=number_text(study.alike),
        seconds=number_text(study.seconds, 1),
    )


def unproved_text(groups: Sequence[Readiness]) -> str:
    """How many figures are a range and no proof; empty where all are proved."""
    wide = [group for group in groups if group.home is not None and group.bound != group.home]
    if not wide:
        return ""
    text = _(
        "{count} of the largest shares are not proved: the search was cut; the range stands in the workbook."
    )
    return text.format(count=number_text(len(wide)))


def summary_text(study: Study) -> str:
    """The study in one sentence."""
    whole = study.whole
    if whole.home is None:
        return _("No roster can keep all hard rules of this study for all agencies at once.")
    text = _(
        "Of {people} people {may} ({share}) may work from home at all; with every hard rule kept, at most "
        "{most} of all working days can be at home."
    )
    return text.format(
        people=number_text(whole.people),
        may=number_text(whole.may),
        share=share_shown(whole.may / max(1, whole.people)),
        most=share_shown(whole.share),
    )


def cap_text(cap: Fraction) -> str:
    """A cap of the curve; they are whole per cents."""
    return percent_text(float(cap), 0)
