"""The section of a roster's savings: figures with their range, a chart, lines with formulas, assumptions with their sources."""

from __future__ import annotations

from asnroster.judge.savings import Savings
from asnroster.output.blocks import Chart, Section
from asnroster.output.savings_tables import assumptions_table, lines_table
from asnroster.output.savings_words import money, rupiah_text, savings_meaning, sentence_case
from asnroster.words import _, number_text

CHARTED = ("electricity_rupiah", "water_rupiah", "allowance_rupiah", "fuel_rupiah")


def savings_section(saved: Savings, *, part: bool = False) -> Section:
    """What a roster saves.

    Args:
        saved: against everybody in the office.
        part: it is one agency's part of a roster.
    """
    days = _("It rests on {home} person-days at home and {closed} closed building-days.")
    told = days.format(home=number_text(saved.home_days), closed=number_text(saved.closed_building_days))
    shared = [_("Buildings that other agencies share are counted for all agencies only.")] if part else []
    chart = [_chart(saved)] if saved.rupiah.high else []
    return Section(
        "savings", _("Savings"), paragraphs=[told, savings_meaning(), *shared],
        blocks=[*chart, lines_table(saved, _("Savings by line")), assumptions_table(saved.assumptions)],
        figures=[
            (_("Savings, middle"), rupiah_text(saved.rupiah.middle)), (_("Low"), rupiah_text(saved.rupiah.low)),
            (_("High"), rupiah_text(saved.rupiah.high)), (_("CO2 saved, kg"), number_text(saved.co2.whole)),
        ],
    )  # fmt: skip


def _chart(saved: Savings) -> Chart:
    lines = [saved.lines[key] for key in CHARTED]
    shown = money(lines)
    labels = [sentence_case(line.kind.title) for line in lines]
    ends = ((_("Low"), "low"), (_("Middle"), "middle"), (_("High"), "high"))
    groups = [(name, [float(getattr(line, end) / shown.divisor) for line in lines]) for name, end in ends]
    says = _("Bars of the low, middle and high figure of each; the table below holds the same figures.")
    caption = _("What is saved, low, middle and high")
    return Chart(caption, says, "bars", labels, groups, up=shown.unit, kind="decimal")
