"""Fairness: how home days are spread among those who may have some, and why others never have one."""

from __future__ import annotations

from collections import Counter

import numpy as np

from asnroster.judge.measures import FRIDAY, MONDAY, PersonMeasures, people_measures
from asnroster.output.blocks import Chart, Column, Section, Table
from asnroster.output.report import Report
from asnroster.words import _, number_text, percent_text, weekday_name

MOST_BARS = 32
MOST_REASONS = 20


def fairness_section(report: Report) -> Section:
    """A chart and a table of home days among the eligible; the reasons of those who are never at home."""
    people = people_measures(report.case, report.roster)
    eligible = [one for one in people if one.most_home > 0]
    if not eligible:
        nobody = _("Nobody may be at home in this period.")
        return Section("fairness", _("Fairness"), paragraphs=[nobody], blocks=[_never(people)])
    bins = _bins(eligible)
    labels, counts = list(bins), list(bins.values())
    caption = _("Home days of those who may be at home")
    says = _("Bars of how many people have how many home days; the table below holds the same figures.")
    chart = Chart(
        caption, says, "counts", labels, [(_("People"), counts)], _("home days in the period"), _("people")
    )
    columns = [
        Column(_("Home days"), header=True), Column(_("People"), kind="number"), Column(_("Share"), kind="number"),
    ]  # fmt: skip
    rows = [(label, number_text(count), percent_text(count / len(eligible))) for label, count in bins.items()]
    table = Table(_("Distribution of home days"), columns, rows)
    return Section(
        "fairness", _("Fairness"), paragraphs=[_spread(eligible), *_edges(eligible)],
        blocks=[chart, table, *([_never(people)] if any(one.reason for one in people) else [])],
    )  # fmt: skip


def _bins(eligible: list[PersonMeasures]) -> dict[str, int]:
    """People by home days; days are joined where there would be too many bars."""
    counts = Counter(one.home for one in eligible)
    width = -(-(max(counts) + 1) // MOST_BARS)
    starts = range(min(counts) // width * width, max(counts) + 1, width)
    return {
        (str(start) if width == 1 else f"{start}-{start + width - 1}"): sum(
            counts[day] for day in range(start, start + width)
        )
        for start in starts
    }


def _spread(eligible: list[PersonMeasures]) -> str:
    home = np.array([one.home for one in eligible])
    most = sum(one.most_home for one in eligible)
    template = _(
        "{people} people may be at home. They have between {least} and {largest} home days, {mean} on average, half of them at least {median}; that is {share} of the home days possible for them."
    )
    return template.format(
        people=number_text(len(eligible)), least=int(home.min()), largest=int(home.max()),
        mean=number_text(float(home.mean()), 1), median=int(np.percentile(home, 50, method="higher")), share=percent_text(int(home.sum()) / most),
    )  # fmt: skip


def _edges(eligible: list[PersonMeasures]) -> list[str]:
    """Days next to a weekend are what is envied."""
    home = sum(one.home for one in eligible)
    if not home:
        return []
    template = _("Of these home days {monday} are on a {first} and {friday} on a {last}.")
    return [
        template.format(
            monday=percent_text(sum(one.monday_home for one in eligible) / home), first=weekday_name(MONDAY),
            friday=percent_text(sum(one.friday_home for one in eligible) / home), last=weekday_name(FRIDAY),
        )
    ]  # fmt: skip


def _never(people: list[PersonMeasures]) -> Table:
    reasons = Counter(one.reason for one in people if one.reason)
    rows = [(reason, number_text(count)) for reason, count in reasons.most_common(MOST_REASONS)]
    rest = reasons.total() - sum(count for _reason, count in reasons.most_common(MOST_REASONS))
    rows += [(_("other reasons"), number_text(rest))] if rest else []
    columns = [Column(_("Reason"), header=True), Column(_("People"), kind="number")]
    return Table(_("Never at home, by reason"), columns, rows)
