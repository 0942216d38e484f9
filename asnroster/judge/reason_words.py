"""Why the other mode would not do, in sentences: caps that are full, leaders who must be there, weeks that are used up."""

from __future__ import annotations

from collections.abc import Callable

from asnroster.judge.reasons import Change
from asnroster.judge.wording import violation_text, when_text, who_text
from asnroster.rules.kit.case import Case
from asnroster.words import _, home_word


def change_text(case: Case, change: Change) -> str:
    """One place where a rule would break if the cell were flipped, with its figures as they are now."""
    violation = change.violation
    if change.before:
        return _("Broken already, and more so then: {sentence}").format(
            sentence=violation_text(case, violation)
        )
    template = _TEMPLATES.get((case.rules[violation.rule].key, violation.sense))
    if template is None or (change.was is None and violation.sense == "at_least"):
        return _("It would be so that: {sentence}").format(sentence=violation_text(case, violation))
    was = change.was if change.was is not None else violation.needed
    return template(was).format(
        who=who_text(case, violation.where),
        when=when_text(case, violation.where),
        was=was,
        found=violation.found,
        needed=violation.needed,
        home=home_word(),
    )


def _leaders(was: int) -> str:
    if was == 1:
        return _("The only leader of {who} in the office on {when}; at least {needed} must be there.")
    return _("The leaders of {who} in the office on {when} are just enough: {was} of at least {needed}.")


def _post(was: int) -> str:
    if was == 1:
        return _("The only one who mans {who} in the office on {when}; it needs at least {needed}.")
    return _("Those who man {who} in the office on {when} are just enough: {was} of at least {needed}.")


def _office_people(was: int) -> str:
    return _("The office minimum of {who} on {when} is just met: {was} of at least {needed}.")


def _home_full(was: int) -> str:
    return _("The {home} share of {who} on {when} is full: {was} of at most {needed}.")


def _home_people(was: int) -> str:
    return _("The {home} minimum of {who} on {when} is just met: {was} of at least {needed}.")


def _capacity(was: int) -> str:
    return _("The capacity of {who} on {when} is full: {was} of at most {needed}.")


def _together(was: int) -> str:
    return _("On {when} another one of “{who}” is {home} already; at most {needed} of them may be at a time.")


def _office_days(was: int) -> str:
    return _("The office days of {when} would be too few: {found} of at least {needed}.")


def _office_days_over(was: int) -> str:
    return _("It would be office day number {found} of {when}; at most {needed} are allowed.")


def _home_days(was: int) -> str:
    return _("The {home} days of {when} would be too few: {found} of at least {needed}.")


def _home_days_over(was: int) -> str:
    return _("It would be {home} day number {found} of {when}; at most {needed} are allowed.")


def _in_a_row(was: int) -> str:
    return _("More than {needed} {home} days in a row, up to {when}.")


def _beside_days_off(was: int) -> str:
    return _(
        "It would be {home} day number {found} next to days off in {when}; at most {needed} are allowed."
    )


def _team_days(was: int) -> str:
    return _("{who} would be wholly in the office on only {found} days of {when}; {needed} are required.")


def _closed_days(was: int) -> str:
    return _("{who} would be empty on only {found} days of {when}; {needed} are required.")


def _alike(was: int) -> str:
    return _("On {when} the rest of {who} is elsewhere: the team has one mode on a day.")


def _turn(was: int) -> str:
    return _("It would be out of turn in the rotation of {who}.")


_TEMPLATES: dict[tuple[str, str], Callable[[int], str]] = {
    ("leader_presence", "at_least"): _leaders,
    ("service_posts", "at_least"): _post,
    ("office_headcount", "at_least"): _office_people,
    ("office_share", "at_least"): _office_people,
    ("home_share", "at_most"): _home_full,
    ("home_share", "at_least"): _home_people,
    ("building_capacity", "at_most"): _capacity,
    ("not_home_together", "at_most"): _together,
    ("office_days_per_week", "at_least"): _office_days,
    ("office_days_per_week", "at_most"): _office_days_over,
    ("home_days_per_week", "at_least"): _home_days,
    ("home_days_per_week", "at_most"): _home_days_over,
    ("home_days_per_period", "at_least"): _home_days,
    ("home_days_per_period", "at_most"): _home_days_over,
    ("consecutive_home_days", "at_most"): _in_a_row,
    ("long_weekend", "at_most"): _beside_days_off,
    ("team_office_day", "at_least"): _team_days,
    ("closed_building_days", "at_least"): _closed_days,
    ("team_same_days", "at_most"): _alike,
    ("rotation", "at_most"): _turn,
}
