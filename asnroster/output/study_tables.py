"""The tables of a study, each built once: workbook, page, paper and terminal choose the columns that they have room for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from asnroster.domain.problem import Unit
from asnroster.judge.keeping import MAY, reason_title
from asnroster.judge.savings import COUNTS
from asnroster.judge.studied import IMPOSSIBLE, LEVELS, Point, Price, Reached, Readiness, Study
from asnroster.output.blocks import Cell, Cells, Column, Kind, Row, Section, Table, Value, facts_table, shade
from asnroster.output.dates import horizon_text
from asnroster.output.records import versions
from asnroster.output.roster_tables import files_read, stated_table
from asnroster.output.savings import (
    Money,
    assumptions_table,
    formulas_table,
    money,
    savings_meaning,
    sentence_case,
)
from asnroster.output.study_words import (
    MEASURES,
    binding_text,
    cap_text,
    class_rule,
    definitions,
    kept_text,
    level_threshold,
    measure_title,
    nameless,
    reasons_used,
    share_range,
    signed,
    solved_text,
    step_text,
    unproved_text,
)
from asnroster.scenario.savings import assumptions
from asnroster.words import _, number_text

MOST_GAINERS = 5
Figures = Mapping[int | None, Reached]


def readiness_table(study: Study, groups: Sequence[Readiness], caption: str) -> Table:
    """How ready each of some groups is, in every figure that there is of it."""
    kept = [reason for reason in reasons_used(study) if reason != MAY]
    bound = [Column(_("Proved bound"), 70, "number", key="bound")] if unproved_text(study.groups) else []
    columns = [
        Column(_("Unit"), 250, header=True, key="unit"),
        Column(_("People"), 55, "number", key="people"),
        Column(_("May WFH"), 60, "number", key="may"),
        Column(_("Share who may"), 60, "share", key="share_may"),
        *(Column(reason_title(reason), 72, "number", key=f"kept {reason}") for reason in kept),
        Column(_("What keeps the others"), 210, key="kept"),
        Column(_("Person-days worked"), 70, "number", key="days"),
        Column(_("Most home person-days"), 75, "number", key="home"),
        *bound,
        Column(_("Largest WFH share"), 65, "share", key="share"),
        Column(_("Class"), 90, "centre", key="class"),
        Column(_("Binds first"), 210, key="binds"),
        Column(_("One step looser"), 210, key="step"),
    ]
    rows = [
        Row(
            [
                group.label,
                group.people,
                group.may,
                Fraction(group.may, group.people),
                *(group.kept.get(reason, 0) for reason in kept),
                kept_text(group),
                group.days,
                group.home,
                *([group.bound] if bound else []),
                Cell(group.share, shade(group.share), text=share_range(group)),
                Cell(str(group.level.title), group.level.key),
                binding_text(study, group),
                step_text(study, group),
            ],
            ("band",) if group.unit is None else (),
            group.depth,
        )
        for group in groups
    ]
    return Table(caption, columns, rows, look="ready")


def kept_table(study: Study) -> Table:
    """Who may be at home, and what keeps the others."""
    whole = study.whole
    columns = [
        Column(_("Reason"), 330, header=True),
        Column(_("People"), 130, "number"),
        Column(_("Share"), 130, "share"),
    ]
    rows = [
        Row(
            (reason_title(reason), whole.kept[reason], Fraction(whole.kept[reason], whole.people)),
            ("band",) if reason == MAY else (),
        )
        for reason in reasons_used(study)
    ]
    return Table(_("Who may work from home, and what keeps the others"), columns, rows)


def classes_table(study: Study) -> Table:
    """The classes with their rule, and how many agencies and people are in each."""
    columns = [
        Column(_("Class"), 330, header=True, key="class"),
        Column(_("Largest WFH share"), 130, "centre", key="least"),
        Column(_("What it means"), 400, key="meaning"),
        Column(_("Agencies"), 130, "number", key="agencies"),
        Column(_("People"), 130, "number", key="people"),
    ]
    rows: list[Cells] = []
    for level in (*LEVELS, IMPOSSIBLE):
        count = study.agencies_at(level)
        if level in LEVELS or count:
            people = sum(group.people for group in study.agencies if group.level.key == level.key)
            least = level_threshold(level) if level in LEVELS else "-"
            rows.append((str(level.title), least, sentence_case(level.meaning), count, people))
    return Table(_("The classes and their rule"), columns, rows)


def price_table(study: Study, *, every_rule: bool = False) -> Table:
    """What each hard rule costs, the dearest first; below them, where asked for, the rules that were not left out."""
    columns = [
        Column(_("Rule"), 200, header=True, key="rule"),
        Column(_("What it asks for"), 320, key="asked"),
        Column(_("Most home person-days without it"), 95, "number", key="home"),
        Column(_("Gain in person-days"), 85, "signed number", key="gain"),
        Column(_("Gain in points"), 80, "points", key="points"),
        Column(_("One step looser"), 230, key="step"),
        Column(_("Agencies that gain most"), 320, key="agencies"),
        Column(_("Source"), 190, key="source"),
    ]
    rows = [_price(study, price) for price in study.prices]
    priced_rules = {price.rule for price in study.prices}
    rows += [
        (rule.heading, nameless(rule).full_sentence(), None, None, None, "-", "-", rule.instrument)
        for index, rule in enumerate(study.case.rules)
        if every_rule and index not in priced_rules
    ]
    return Table(_("What each hard rule costs"), columns, rows, look="words")


def _price(study: Study, price: Price) -> Cells:
    rule, units, without = study.case.rules[price.rule], study.case.problem.units, price.dropped
    freed = study.whole.home is None and without.home is not None
    most = "; ".join(
        f"{units[unit].name} (+{number_text(days)})" for unit, days in price.units[:MOST_GAINERS]
    )
    step = "-" if price.step is None else f"{price.step.text}: {signed(price.step.gain)}"
    return (
        rule.heading,
        nameless(rule).full_sentence(),
        without.home,
        Cell(without.gain, text=_("a roster exists") if freed else ""),
        points_gained(study, price),
        step,
        most or "-",
        rule.instrument,
    )


def points_gained(study: Study, price: Price) -> float:
    """What the whole government gains without a rule, in points of its share at home."""
    return 100 * price.dropped.gain / study.whole.days if study.whole.days else 0.0


def curve_table(points: Sequence[Point], mine: Reached | None = None) -> Table:
    """The curve in figures, all agencies together; ``mine`` is a roster's own place on it."""
    why = any(point.why for point in points)
    shown = money(one.saved.rupiah for point in points if (one := point.reached.get(None)))
    columns = [
        Column(_("Cap"), 250, "cap", header=True, key="cap"),
        *(Column(measure_title(measure), 105, "share", key=measure) for measure in MEASURES),
        Column(
            _("Savings in the period, {unit} (low - high)").format(unit=shown.unit),
            105,
            "number",
            key="saved",
        ),
        Column(_("Overfull building-days"), 105, "number", key="overfull"),
        Column(_("Proven gap"), 105, "gap", key="gap"),
        *([Column(_("Why not"), 200, key="why")] if why else []),
    ]
    rows: list[Cells] = []
    for point in points:
        roster = point.reached.get(None)
        rupiah = roster.saved.rupiah if roster else None
        saved = "-" if rupiah is None else f"{shown.text(rupiah.middle)} ({shown.span(rupiah)})"
        rows.append(
            (
                point.cap,
                *_measured(roster),
                saved,
                point.overfull if roster else None,
                point.outcome.gap,
                *([point.why] if why else []),
            )
        )
    if mine is not None:
        rows.append((_("This roster"), *_measured(mine), *["-"] * (3 + why)))
    return Table(_("The curve in figures, all agencies"), columns, rows, look="narrow")


def _measured(roster: Reached | None) -> list[Value]:
    return [None if roster is None else getattr(roster, measure) for measure in MEASURES]


def saved_table(points: Sequence[Point], mine: Reached | None = None, *, exact: bool = False) -> Table:
    """Counts, rupiah and CO2 of each cap, with what they rest on; ``exact``: rupiah stay so where they are millions."""
    rosters = [*(point.reached.get(None) for point in points), mine]
    shown = (
        Money(1, _("rupiah"), 0) if exact else money(one.saved.rupiah for one in rosters if one is not None)
    )
    ends = (_("Low, {unit}"), _("Middle, {unit}"), _("High, {unit}"))
    columns = [
        Column(_("Cap"), 250, "cap", header=True),
        *(Column(sentence_case(title), 105, "number") for title, _unit in COUNTS.values()),
        *(
            Column(title.format(unit=shown.unit), 105, "decimal" if shown.decimals else "number")
            for title in ends
        ),
        Column(_("CO2 saved, kg"), 105, "number"),
    ]
    rows: list[Cells] = [(point.cap, *_saved(point.reached.get(None), shown)) for point in points]
    if mine is not None:
        rows.append((_("This roster"), *_saved(mine, shown)))
    return Table(
        _("Savings in the period by cap, all agencies"), columns, rows, savings_meaning(), look="narrow"
    )


def _saved(roster: Reached | None, shown: Money) -> list[Value]:
    if roster is None:
        return [None] * 6
    saved, rupiah = roster.saved, roster.saved.rupiah
    ends = (end / shown.divisor for end in (rupiah.low, rupiah.middle, rupiah.high))
    return [saved.home_days, saved.closed_building_days, *ends, saved.co2.middle]


def by_agency_table(
    points: Sequence[Point],
    agencies: Mapping[int | None, str],
    title: str,
    figure: Callable[[Reached], Value],
    *,
    money: bool = False,
    own: Figures | None = None,
) -> Table:
    """One figure by agency and cap; shares are shaded, darker is more.

    Args:
        points: the caps.
        agencies: their names by unit; None stands for all together.
        title: of the figure.
        figure: reads it.
        money: it is an amount and no share.
        own: a roster's own figures, as the last column.
    """
    kind: Kind = "number" if money else "share"
    columns = [
        Column(_("Agency"), 250, header=True),
        *(Column(cap_text(point.cap), 105, kind) for point in points),
        *([] if own is None else [Column(_("This roster"), 105, kind)]),
    ]
    rows = []
    for unit, name in agencies.items():
        rosters = [*(point.reached.get(unit) for point in points), *([] if own is None else [own.get(unit)])]
        cells = [_of_cap(None if one is None else figure(one), shaded=not money) for one in rosters]
        rows.append(Row((name, *cells), ("band",) if unit is None else ()))
    return Table(_("{measure}, by agency and cap").format(measure=title), columns, rows)


def _of_cap(value: Value, *, shaded: bool) -> Value | Cell:
    return Cell(value, shade(value)) if shaded and isinstance(value, Fraction) else value


def agency_names(study: Study, *, whole: bool = False) -> dict[int | None, str]:
    """Names of the agencies by unit, after all together where these are wanted."""
    return {group.unit: group.label for group in (*([study.whole] if whole else []), *study.agencies)}


def share_of(measure: str) -> Callable[[Reached], Value]:
    """Reads a measure of the curve."""

    def read(roster: Reached) -> Value:
        share: Fraction | None = getattr(roster, measure)
        return share

    return read


def rules_table(study: Study) -> Table:
    """Every rule that holds in the study, with its sentence and source; people whom it names are told by number."""
    return stated_table(map(nameless, study.case.rules), _("Rules that hold in this study"))


def definitions_table() -> Table:
    """What each figure means, and the rule of the classes."""
    columns = [Column(_("Figure"), 220, header=True), Column(_("What it means"), 660)]
    return Table(
        _("What the figures mean"),
        columns,
        [*definitions(), (_("Class"), "\n".join(class_rule()))],
        look="words",
    )


def basis_sections(study: Study) -> list[Section]:
    """What a study rests on, the same in every medium."""
    formulas = [formulas_table(), assumptions_table(assumptions(study.scenario.savings))]
    return [
        Section("meaning", _("How to read the figures"), blocks=[definitions_table()]),
        Section("savings", _("How savings are computed"), [savings_meaning()], formulas),
        Section("rules", _("Rules"), blocks=[rules_table(study)]),
        Section("made", _("How it was made"), blocks=[facts_table(_("This study"), making(study))]),
    ]


def making(study: Study) -> Iterator[tuple[str, str]]:
    """What anybody needs to make the study again."""
    scenario = study.scenario
    yield _("Rules of"), f"{scenario.title} ({scenario.name})" if scenario.title else scenario.name
    if scenario.source:
        yield _("Source"), scenario.source
    yield _("Period"), horizon_text(study.case.problem.horizon)
    if study.points:
        yield _("Caps of the curve"), ", ".join(cap_text(point.cap) for point in study.points)
    yield from files_read([study.case.problem])
    yield _("Computation"), " ".join(filter(None, (solved_text(study), unproved_text(study.groups))))
    if study.unfinished:
        yield _("Missing"), "; ".join(study.unfinished)
    yield from versions().items()


def units_of(study: Study) -> dict[int, Unit]:
    """The agencies that have people, by unit."""
    units = study.case.problem.units
    return {group.unit: units[group.unit] for group in study.agencies if group.unit is not None}
