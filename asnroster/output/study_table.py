"""A study of readiness for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from asnroster.judge.keeping import MAY, reason_title
from asnroster.judge.studied import Readiness, Study
from asnroster.output.savings_words import money
from asnroster.output.study_words import (
    MEASURES,
    binding_text,
    cap_text,
    measure_title,
    reasons_used,
    share_shown,
    signed,
    step_text,
)
from asnroster.words import _, number_text, percent_text

_COLOURS = {"ready": "green", "partly": "cyan", "limited": "yellow", "office": "", "impossible": "red"}


def study_tables(study: Study, *, units: bool) -> Iterator[Table]:
    """Readiness by agency (or by every unit), what keeps people, the rules' prices, the curve."""
    yield readiness_table(study, study.groups if units else (study.whole, *study.agencies))
    yield _kept_table(study)
    if study.prices:
        yield _price_table(study)
    if study.points:
        yield _curve_table(study)


def readiness_table(study: Study, groups: Sequence[Readiness]) -> Table:
    """One row a group."""
    table = _table(_("Readiness"))
    table.add_column(_("Unit"), overflow="fold")
    for heading in (_("People"), _("May WFH"), _("Largest WFH share")):
        table.add_column(heading, justify="right")
    for heading in (_("Class"), _("Binds first"), _("One step looser")):
        table.add_column(heading, overflow="fold")
    for group in groups:
        table.add_row(
            Text(f"{'  ' * group.depth}{group.label}", style="bold" if group.unit is None else ""),
            number_text(group.people),
            number_text(group.may),
            share_shown(group.share),
            Text(str(group.level.title), style=_COLOURS[group.level.key]),
            Text(binding_text(study, group)),
            Text(step_text(study, group)),
        )
    return table


def _kept_table(study: Study) -> Table:
    table = _table(_("Who may work from home, and what keeps the others"))
    table.add_column(_("Reason"))
    table.add_column(_("People"), justify="right")
    table.add_column(_("Share"), justify="right")
    for reason in reasons_used(study):
        count = study.whole.kept[reason]
        style = "bold" if reason == MAY else ""
        table.add_row(
            Text(reason_title(reason), style=style),
            number_text(count),
            share_shown(count / study.whole.people),
        )
    return table


def _price_table(study: Study) -> Table:
    table = _table(_("What each hard rule costs"))
    table.add_column(_("Rule"), overflow="fold")
    table.add_column(_("Home days without it"), justify="right")
    table.add_column(_("Points"), justify="right")
    table.add_column(_("One step looser"), overflow="fold")
    for price in study.prices:
        points = 100 * price.dropped.gain / study.whole.days if study.whole.days else 0
        step = price.step
        table.add_row(
            Text(study.case.rules[price.rule].heading),
            signed(price.dropped.gain),
            signed(points, 1),
            Text("-" if step is None else f"{step.text}: {signed(step.gain)}"),
        )
    return table


def _curve_table(study: Study) -> Table:
    table = _table(_("The curve: what a cap on the daily WFH share gives"))
    table.add_column(_("Cap"), justify="right")
    for measure in MEASURES:
        table.add_column(measure_title(measure), justify="right")
    shown = money(found.saved.rupiah for point in study.points if (found := point.reached.get(None)))
    saved = _("Savings in the period, {unit} (low - high)").format(unit=shown.unit)
    for heading in (saved, _("Overfull building-days"), _("Proven gap")):
        table.add_column(heading, justify="right")
    for point in study.points:
        found = point.reached.get(None)
        cells = [share_shown(getattr(found, measure) if found else None) for measure in MEASURES]
        rupiah = found.saved.rupiah if found else None
        cells.append("-" if rupiah is None else f"{shown.text(rupiah.middle)} ({shown.span(rupiah)})")
        gap = point.outcome.gap
        table.add_row(
            cap_text(point.cap),
            *cells,
            number_text(point.overfull) if found else "-",
            Text(point.why or ("-" if gap is None else percent_text(gap, 2))),
        )
    return table


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left")
