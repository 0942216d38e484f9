"""The roster as compact data for the page's search: one letter a person-day, rows are made when they are seen."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from asnroster.judge.measures import tree_order
from asnroster.output.codes import EMPTY, OFF_CODE, OFFICE_CODE, absence_meaning, cell_codes
from asnroster.output.dates import long_date
from asnroster.output.report import Report
from asnroster.words import _, language, weekday_name


def roster_data(report: Report) -> dict[str, Any]:
    """What the page's script reads.

    Returns:
        ``days`` (weekday, day of the month, date in words), ``codes`` (letter -> code, meaning, look), ``units`` in
        the order of the tree (name, depth, how many units follow below it), ``people`` (key, name, place in
        ``units``, one letter a day) in the order of the roster, and ``words``.
    """
    problem = report.problem
    letters = _letters(report)
    by_code = {entry[0]: letter for letter, entry in letters.items()}
    shown = [unit for unit in tree_order(problem) if problem.below[unit]]
    place = {unit: number for number, unit in enumerate(shown)}
    below = Counter(above for unit in shown for above in problem.ancestors[unit][1:])
    people: list[tuple[str, str, int, str]] = [
        (who.key, who.name, place[who.unit], "".join(by_code[code] for code in codes))
        for who, codes in zip(problem.people, cell_codes(report), strict=True)
    ]
    used = {letter for _key, _name, _unit, row in people for letter in row}
    days = [
        [weekday_name(day.weekday(), short=True), day.day, f"{weekday_name(day.weekday())}, {long_date(day)}"]
        for day in problem.horizon.dates
    ]
    return {
        "language": language(),
        "days": days,
        "codes": {letter: letters[letter] for letter in letters if letter in used},
        "people": people,
        "words": _words(report),
        "units": [
            [problem.units[unit].name, len(problem.ancestors[unit]) - 1, below[unit]] for unit in shown
        ],
    }


def safe_json(data: object) -> str:
    """JSON that ends no script element and opens no other, whatever the texts in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _letters(report: Report) -> dict[str, tuple[str, str, str]]:
    """Each letter with its code, what that means, and how it looks."""
    home = report.scenario.home_code
    letters = {
        "O": (OFFICE_CODE, _("works in the office"), "office"),
        "H": (home, _("works at home"), "home"),
        "L": (OFF_CODE, _("not a working day"), "off"),
        "-": (EMPTY, _("not filled in"), "empty"),
    }
    for number, code in enumerate(report.problem.absence_codes):
        letters[chr(ord("a") + number) if number < 26 else chr(0x100 + number)] = (
            code,
            absence_meaning(code),
            "absent",
        )
    return letters


def _words(report: Report) -> dict[str, str]:
    return {
        "person": _("Name"),
        "office": OFFICE_CODE,
        "home": report.scenario.home_code,
        "found": _("{first}-{last} of {count} people"),
        "nobody": _("Nobody matches."),
    }
