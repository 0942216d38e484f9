"""Which dates a run is about: the user's, the scenario's own, those of its windows, or the next whole month."""

from __future__ import annotations

from datetime import date

from asnroster.domain.calendar import next_whole_month
from asnroster.errors import InputError, Issue
from asnroster.scenario.model import Scenario
from asnroster.words import _

LONGEST_HORIZON_DAYS = 366


def own_dates(scenario: Scenario) -> tuple[date | None, date | None]:
    """The dates that the scenario itself gives a run: its ``start`` and ``end``, else those of closed windows."""
    if scenario.start is not None or scenario.end is not None:
        return scenario.start, scenario.end
    if scenario.in_force and not scenario.what_if and scenario.in_force[-1].last is not None:
        return scenario.in_force[0].first, scenario.in_force[-1].last
    return None, None


def usual_month(scenario: Scenario, today: date) -> tuple[date, date]:
    """The next whole month, or the first one in which the policy is in force at all."""
    first, last = next_whole_month(today)
    begins = scenario.in_force[0].first if scenario.in_force and not scenario.what_if else first
    if begins <= last:
        return first, last
    return begins, date.fromordinal(next_whole_month(begins)[0].toordinal() - 1)


def choose_horizon(scenario: Scenario, start: date | None, end: date | None) -> tuple[date, date]:
    """The user's dates, else the scenario's own or those of its closed windows, else the next whole month.

    Raises:
        InputError: when the last date comes before the first, or the horizon is over a year.
    """
    own_first, own_last = own_dates(scenario)
    if start is None and end is None and own_first is None and own_last is None:
        return usual_month(scenario, date.today())
    first = start or own_first
    last = end or own_last
    if last is not None and (first is None or (first > last and start is None and scenario.start is None)):
        first = last.replace(day=1)
    if first is not None and (last is None or (last < first and end is None)):
        last = next_whole_month_of(first)
    if first is None or last is None or last < first:
        raise InputError([_bad_dates(first, last, _("The last date comes before the first."))])
    if (last - first).days >= LONGEST_HORIZON_DAYS:
        raise InputError([_bad_dates(first, last, _("The horizon is longer than a year."))])
    return first, last


def next_whole_month_of(first: date) -> date:
    """The last date of ``first``'s month."""
    return date.fromordinal(next_whole_month(first)[0].toordinal() - 1)


def _bad_dates(first: date | None, last: date | None, message: str) -> Issue:
    return Issue(
        "horizon", message, _("Correct --start and --end."), sheet="--start, --end", found=f"{first} - {last}"
    )
