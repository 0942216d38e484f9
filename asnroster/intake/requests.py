"""Requests for single persons: absences, pins by order, wishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from asnroster.domain.calendar import Calendar, Horizon
from asnroster.domain.modes import OFFICE
from asnroster.domain.problem import Person, Pin, Problem, Wish
from asnroster.errors import Issue
from asnroster.intake.people import Staff
from asnroster.intake.person_lookup import Directory, NearKeys
from asnroster.intake.schema import FIXED, STAFF, AbsenceRow, PinRow, PreferenceRow
from asnroster.intake.tables import Tables
from asnroster.intake.vocabulary import ABSENCES
from asnroster.words import _, weekday_name

Request = AbsenceRow | PinRow | PreferenceRow


class Keys:
    """Finds the person that a row of another sheet names, and says what is wrong when there is none."""

    def __init__(self, tables: Tables, staff: Staff) -> None:
        self._tables, self._staff = tables, staff
        self._left_out = {person.key: person for person in staff.left_out}
        self._near = NearKeys(list(staff.known))
        self._directory = Directory({key: row.name for key, row in staff.known.items()})

    def find(self, row: Request) -> int | None:
        """First index of the person that a row names; None, with an issue or a notice, when nobody is rostered under it."""
        nip, column = row.nip, type(row).nip
        if not nip:
            return None
        if nip not in self._staff.known and not any(letter.isdigit() for letter in nip):
            named = self._directory.named(nip)
            if len(named) > 1:
                self._several(row, nip, len(named))
                return None
            nip = named[0] if named else nip
        rows = self._staff.rows.get(nip)
        if rows:
            return rows[0]
        if nip in self._left_out:
            message = _("{name} ({nip}) is not rostered ({reason}): the row has no effect.").format(
                name=self._left_out[nip].name, nip=nip, reason=self._left_out[nip].reason
            )
            self._tables.notices.append(self._tables.issue("person-left-out", row, column, message, "", nip))
        elif nip not in self._staff.known:
            # Whoever is known but has no place was reported in the staff sheet already.
            message = _("The NIP {nip} is not in the sheet “{sheet}”.").format(
                nip=nip,
                sheet=self._tables.grids[STAFF.name].sheet
                if STAFF.name in self._tables.grids
                else STAFF.name,
            )
            near = self._near(nip)
            needed = (
                _("Did you mean {nip} ({name})?").format(nip=near, name=self._staff.known[near].name)
                if near
                else _("Correct the NIP, or add the person to the staff.")
            )
            issue = self._tables.issue("person-unknown", row, column, message, needed, nip)
            # A sheet that nobody called an input stops nothing: the row has no effect.
            guest = issue.sheet in self._tables.guests.get(row.sheet.name, ())
            (self._tables.notices if guest else self._tables.issues).append(issue)
            if guest:
                self._tables.idle.add((row.sheet.name, row.row))
        return None

    def _several(self, row: Request, name: str, count: int) -> None:
        message = _("“{name}” is the name of {count} people of the staff.").format(name=name, count=count)
        needed = self._directory.advice(name)
        self._tables.issues.append(
            self._tables.issue("name-several", row, type(row).nip, message, needed, name)
        )


def mode_word(mode: int) -> str:
    """``WFO`` or ``WFH``."""
    return "WFO" if mode == OFFICE else "WFH"


def expand_absences(
    tables: Tables, keys: Keys, staff: Staff, horizon: Horizon
) -> tuple[npt.NDArray[np.int16], tuple[str, ...]]:
    """Absences day by day: (people, days) indices of codes, -1 where there is none or a row does not hold; and the codes.

    Where two overlap, the first row wins; a notice says so when their codes differ.
    """
    absent = np.full((len(staff.people), len(horizon.dates)), -1, dtype=np.int16)
    codes = _codes(tables, horizon)
    for row in tables.absences:
        if row.start and row.end and row.end < row.start:
            tables.issues.append(_reversed(tables, row, row.start, row.end))
            continue
        person = keys.find(row)
        if person is None or not (row.start and row.end and row.code):
            continue
        first, last = max(row.start, horizon.start), min(row.end, horizon.end)
        if first > last:
            continue
        days = absent[person, (first - horizon.start).days : (last - horizon.start).days + 1]
        code = codes.index(row.code)
        taken = days >= 0
        if taken.any():
            others = sorted({codes[other] for other in days[taken].tolist() if other != code})
            if others:
                message = _(
                    "The absence {code} overlaps an earlier row with {others}; the earlier row holds."
                ).format(code=row.code, others=", ".join(others))
                needed = _("Correct the dates or the code.")
                tables.notices.append(
                    tables.issue("absence-overlap", row, AbsenceRow.code, message, needed, row.code)
                )
        days[~taken] = code
    for rows in staff.rows.values():
        for index in reversed(rows):
            who = staff.people[index]
            absent[index] = absent[rows[0]]
            if who.starts is not None or who.ends is not None:
                absent[index, [not who.serves_on(day) for day in horizon.dates]] = -1
    return absent, codes


def _codes(tables: Tables, horizon: Horizon) -> tuple[str, ...]:
    """The codes met within the horizon, the usual ones first."""
    met = {
        row.code
        for row in tables.absences
        if row.code and row.start and row.end and row.start <= horizon.end and row.end >= horizon.start
    }
    return tuple(code for code in ABSENCES if code in met) + tuple(sorted(met - set(ABSENCES)))


def _reversed(tables: Tables, row: AbsenceRow | PinRow, start: date, end: date) -> Issue:
    message = _("The end {end} lies before the start {start}.").format(
        end=end.isoformat(), start=start.isoformat()
    )
    needed = _("Correct one of the two dates.")
    return tables.issue("dates-reversed", row, type(row).end, message, needed, end.isoformat())


def expand_pins(tables: Tables, keys: Keys, problem: Problem) -> tuple[Pin, ...]:
    """Pins day by day on the days that their person is available; those outside the horizon are passed over."""
    pins: list[Pin] = []
    earlier: dict[int, list[PinRow]] = defaultdict(list)
    pinned: dict[int, set[int]] = defaultdict(set)
    for row in tables.pins:
        if row.start and row.end and row.end < row.start:
            tables.issues.append(_reversed(tables, row, row.start, row.end))
            continue
        person = keys.find(row)
        if person is None or row.start is None or row.mode is None:
            continue
        stints = [problem.people[mine] for mine in problem.stints.of[person]]
        clash = next(
            (other for other in earlier[person] if _contradict(other, row, problem.calendar, stints)), None
        )
        earlier[person].append(row)
        if clash is not None:
            message = _("{nip} is pinned to {mode} here and to {other} in {cell} for the same day.")
            tables.issues.append(_contradiction(tables, row, clash, "pin-contradiction", message))
            continue
        days = [day for day in _pinned_days(tables, row, person, problem) if day not in pinned[person]]
        pinned[person].update(days)
        ref = tables.ref(
            row, PinRow.document if PinRow.document in tables.grids[FIXED.name].at else PinRow.mode
        )
        rows = problem.stints.row_on[person].tolist()
        pins += [Pin(rows[day], day, row.mode, row.document, ref) for day in days]
    return tuple(pins)


def _pinned_days(tables: Tables, row: PinRow, person: int, problem: Problem) -> Iterator[int]:
    horizon = problem.horizon
    start, end = row.start or horizon.start, row.end or row.start or horizon.start
    first, last = max(start, horizon.start), min(end, horizon.end)
    days = [(first - horizon.start).days + step for step in range((last - first).days + 1)]
    rows = problem.stints.row_on[person].tolist()
    available = [day for day in days if problem.available[rows[day], day]]
    if not available and days and start >= horizon.start and end <= horizon.end:
        tables.issues.append(_impossible(tables, row, person, days[0], problem))
    return iter(available)


def _impossible(tables: Tables, row: PinRow, person: int, day: int, problem: Problem) -> Issue:
    """The issue of a pin that meets no day at all."""
    who, person = problem.people[person].name, int(problem.stints.row_on[person, day])
    if row.end is not None and row.end != row.start:
        message = _("{name} is not at work on any day from {start} to {end}.").format(
            name=who, start=row.start, end=row.end
        )
        return tables.issue(
            "pin-nothing", row, PinRow.start, message, _("Correct the dates."), str(row.start)
        )
    if not problem.in_service[person, day]:
        message = _("{name} is not in service on {date}.").format(name=who, date=row.start)
        return tables.issue(
            "pin-not-serving",
            row,
            PinRow.start,
            message,
            _("Correct the date."),
            str(row.start),
        )
    if not problem.working[person, day]:
        holiday = problem.calendar.holidays.get(problem.horizon.dates[day])
        reason = holiday.name if holiday else weekday_name(problem.horizon.dates[day].weekday())
        message = _("{date} is no working day of {name} ({reason}).").format(
            date=row.start, name=who, reason=reason
        )
        needed = _("Choose a working day, or declare the date as Masuk in the sheet Libur.")
        return tables.issue("pin-not-working", row, PinRow.start, message, needed, str(row.start))
    code = problem.absence_codes[problem.absence[person, day]]
    message = _("{name} is absent on {date} ({code}).").format(name=who, date=row.start, code=code)
    needed = _("Remove the row, or correct the absence.")
    return tables.issue("pin-absent", row, PinRow.start, message, needed, str(row.start))


def _contradict(one: PinRow, other: PinRow, calendar: Calendar, stints: Sequence[Person]) -> bool:
    """Whether two pins of one person want different modes on a working day."""
    if one.mode == other.mode or one.start is None or other.start is None:
        return False
    first, last = max(one.start, other.start), min(one.end or one.start, other.end or other.start)
    days = (first + timedelta(step) for step in range((last - first).days + 1))
    return any(
        who.serves_on(day) and calendar.is_working(day, who.workdays) for day in days for who in stints
    )


def expand_wishes(tables: Tables, keys: Keys, problem: Problem) -> tuple[Wish, ...]:
    """Wishes day by day on the days that their person is available; one for a date replaces one for its weekday."""
    chosen: dict[int, dict[int | date, PreferenceRow]] = defaultdict(dict)
    for row in tables.preferences:
        person = keys.find(row)
        if person is None or row.day is None or row.mode is None:
            continue
        first = chosen[person].setdefault(row.day, row)
        if first.mode != row.mode:
            message = _("{nip} wishes {mode} here and {other} in {cell} for the same day.")
            tables.issues.append(_contradiction(tables, row, first, "preference-contradiction", message))
        elif row.weight > first.weight:
            chosen[person][row.day] = row
    wishes = []
    meant: dict[int | date, list[int]] = defaultdict(list)
    for place, day_of in enumerate(problem.horizon.dates):
        meant[day_of.weekday()].append(place)
        meant[day_of].append(place)
    available = problem.stints.joined(problem.available).tolist()
    holds = problem.stints.row_on.tolist()
    for person in sorted(chosen):
        rows = sorted(chosen[person].items(), key=lambda wish: isinstance(wish[0], date))
        wanted = {day: row for when, row in rows for day in meant.get(when, ())}
        for day, row in sorted(wanted.items()):
            if available[person][day] and row.mode is not None:
                wishes.append(Wish(holds[person][day], day, row.mode, row.weight))
    return tuple(wishes)


def _contradiction(
    tables: Tables, row: PinRow | PreferenceRow, other: PinRow | PreferenceRow, code: str, message: str
) -> Issue:
    """Two rows of one person that give one day two modes.

    Args:
        tables: the typed rows.
        row: the later of the two.
        other: the earlier one.
        code: of the issue.
        message: with places for ``nip``, ``mode``, ``other`` and ``cell``.
    """
    column, mode = type(row).mode, mode_word(row.mode or 0)
    text = message.format(
        nip=row.nip, mode=mode, other=mode_word(other.mode or 0), cell=tables.ref(other, column).cell
    )
    return tables.issue(code, row, column, text, _("Remove one of the two rows."), mode)
