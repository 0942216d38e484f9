"""What stops a run, and what is worth a word, that only data and scenario together show."""

from __future__ import annotations

from asnroster.domain.problem import HOME
from asnroster.errors import Issue
from asnroster.rules.eligible_for_home import EligibleForHome
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.idle import idle_rules
from asnroster.words import _


def check_case(case: Case, *, accept_idle: bool) -> tuple[list[Issue], list[Issue]]:
    """Issues that stop the run, and notices, that only data and scenario together show."""
    stopping, notices = _pins_without_document(case), _unknown_time_in_post(case)
    for idle in idle_rules(case):
        if idle.unsafe and not accept_idle:
            advice = _("If that is right, say --accept-idle.")
            if idle.issue.code == "unit-without-sector" and ("Unit", "Sektor") not in case.problem.columns:
                advice = (
                    _(
                        "“asnroster import {file} -o staff.xlsx” writes a workbook with guessed sectors to confirm."
                    ).format(file=case.problem.sources[0].file)
                    + f" {advice}"
                )
            stopping.append(
                Issue(
                    idle.issue.code,
                    idle.issue.message,
                    f"{idle.issue.needed} {advice}",
                    sheet=idle.issue.sheet,
                )
            )
        else:
            notices.append(idle.issue)
    return stopping, notices


def _pins_without_document(case: Case) -> list[Issue]:
    numbered = {(pin.person, pin.day): pin for pin in case.problem.pins if pin.mode == HOME}
    issues: dict[object, Issue] = {}
    for overruled in case.fixed.overruled:
        pin = numbered.get((overruled.person, overruled.day))
        rule = case.rules[overruled.rule]
        if pin is None or pin.document or rule.key not in ("mandatory_office", "eligible_for_home"):
            continue
        message = _(
            "{name} is put at home on {date} although rule “{rule}” keeps them in the office."
        ).format(
            name=case.problem.people[pin.person].name,
            date=case.problem.horizon.dates[pin.day].isoformat(),
            rule=rule.name,
        )
        ref = pin.ref
        issues.setdefault(
            (ref.file, ref.sheet, ref.cell) if ref.cell else (pin.person, pin.day),
            Issue("pin-without-document", message, _("Give the number of the order in Nomor Surat."),
                  ref.file, ref.sheet, ref.cell),
        )  # fmt: skip
    return list(issues.values())


def _unknown_time_in_post(case: Case) -> list[Issue]:
    notices = []
    for rule in case.rules:
        if not isinstance(rule, EligibleForHome) or not rule.min_months_in_post:
            continue
        unknown = [p for p in case.people(rule) if case.problem.people[p].in_post_since is None]
        if unknown:
            message = _("{count} people have no TMT Jabatan; rule “{rule}” lets them pass.")
            notices.append(
                Issue("in-post-unknown", message.format(count=len(unknown), rule=rule.name), sheet="Pegawai")
            )
    return notices
