"""The way through, for Python: tables in, results out. Nothing is printed, and nothing written before a result is told to.

Tables are paths, DataFrames with the headings of the office, or a dict of DataFrames, one a sheet. What the command line
takes by default is taken here too; both go the same way (:mod:`asnroster.api.way`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from asnroster.api.values import DEFAULT_CAPS, STUDIED

if TYPE_CHECKING:
    from os import PathLike

    from asnroster.api.asked import AuditTerms, CheckTerms, CompareTerms, Day, Side, SolveTerms, StudyTerms
    from asnroster.api.frames import Table
    from asnroster.api.results import Audited, Explained, Solved
    from asnroster.api.studies import Checked, Compared, Studied

__all__ = ["audit", "check", "compare", "explain", "solve", "study"]


def solve(staff: Table, scenario: str | PathLike[str] | None = None, **terms: Unpack[SolveTerms]) -> Solved:
    """Make a roster.

    Args:
        staff: the staff list.
        scenario: shipped name or path; None takes the workbook's own, or else the usual one.
        **terms: see :class:`asnroster.api.asked.SolveTerms`.

    Returns:
        The roster; or where none can exist, why.

    Raises:
        InputError: with everything that is wrong in the input.
        DisagreementError: where audit and solver differ, a fault of asnroster.
    """
    from asnroster.api.asked import Asked, SolveTerms
    from asnroster.api.way import solved

    query = Asked("solve", SolveTerms, terms)
    result = solved(query.request(staff, scenario), query.options(), terms.get("watch"))
    result.check()
    return result


def audit(roster: Table, staff: Table | None = None, **terms: Unpack[AuditTerms]) -> Audited:
    """Judge a roster by every rule, also one typed by hand.

    Args:
        roster: the roster.
        staff: the staff list; None takes the file that the roster names, found beside it.
        **terms: see :class:`asnroster.api.asked.AuditTerms`.

    Raises:
        InputError: with everything that is wrong in the input.
    """
    from asnroster.api.asked import Asked, AuditTerms
    from asnroster.api.way import audited
    from asnroster.restore import another_scenario, restored_request

    query = Asked("audit", AuditTerms, terms)
    path = query.path(roster, "DataFrame (roster)")
    request, notices = restored_request(path, query.request(staff, terms.get("scenario")))
    result = audited(path, request, notices)
    return result.with_notices(another_scenario(request, result.report.scenario))


def explain(
    roster: Table,
    person: str,
    dates: Sequence[Day] | Day = (),
    staff: Table | None = None,
    **terms: Unpack[AuditTerms],
) -> Explained:
    """Explain why a person is in the office or at home, and what the other choice of a day costs.

    Args:
        roster: the roster, solved or typed by hand.
        person: a NIP or a name.
        dates: the dates to explain, or one; none for the whole period.
        staff: the staff list; None takes the file that the roster names, found beside it.
        **terms: see :class:`asnroster.api.asked.AuditTerms`.

    Raises:
        InputError: with everything that is wrong in the input, an unknown person, or dates that the roster does not have.
        DisagreementError: where audit and solver differ, a fault of asnroster.
    """
    from asnroster.api.asked import Asked, AuditTerms
    from asnroster.api.way import explained
    from asnroster.restore import another_scenario, restored_request

    query = Asked("explain", AuditTerms, terms)
    path = query.path(roster, "DataFrame (roster)")
    days = query.dates(dates)
    request, notices = restored_request(path, query.request(staff, terms.get("scenario")))
    why = explained(path, request, person, days, notices)
    why.check()
    return why.with_notices(another_scenario(request, why.explanation.scenario))


def compare(staff: Table, scenarios: Sequence[Side], **terms: Unpack[CompareTerms]) -> Compared:
    """Solve several scenarios for the same staff, judge rosters already made, and hold all side by side.

    Args:
        staff: the staff list.
        scenarios: shipped names, paths, and rosters already made, as files or DataFrames; a roster together with the scenario that
            judges it as a pair.
        **terms: see :class:`asnroster.api.asked.CompareTerms`.

    Raises:
        InputError: with everything that is wrong in the input.
    """
    from asnroster.api.asked import Asked, CompareTerms
    from asnroster.api.way import compared

    query = Asked("compare", CompareTerms, terms)
    request = query.request(staff, None)
    named = [query.side(one, number) for number, one in enumerate(scenarios, 1)]
    return compared(request, named, query.options(), terms.get("watch"), sweep=terms.get("sweep"))


def study(staff: Table, scenario: str | PathLike[str] = STUDIED, **terms: Unpack[StudyTerms]) -> Studied:
    """Study how ready every agency is for work from home, before a policy is chosen.

    Args:
        staff: the staff list.
        scenario: shipped name or path whose hard rules are the law.
        **terms: see :class:`asnroster.api.asked.StudyTerms`.

    Raises:
        InputError: with everything that is wrong in the input.
        DisagreementError: where audit and solver differ, a fault of asnroster.
    """
    from asnroster.api.asked import Asked, StudyTerms
    from asnroster.api.way import studied

    query = Asked("study", StudyTerms, {"gap": 0.0, **terms})
    caps = query.caps(terms.get("caps", DEFAULT_CAPS))
    result = studied(query.request(staff, scenario), query.options(), caps, terms.get("watch"))
    result.check()
    return result


def check(staff: Table, scenario: str | PathLike[str] | None = None, **terms: Unpack[CheckTerms]) -> Checked:
    """Check a staff list: everything that is wrong in it, and what :func:`solve` will make of it. It raises nothing for a cell.

    Args:
        staff: the staff list.
        scenario: what :func:`solve` will be asked for.
        **terms: see :class:`asnroster.api.asked.CheckTerms`.

    Raises:
        InputError: when the list cannot be read at all.
    """
    from asnroster.api.asked import Asked, CheckTerms
    from asnroster.api.way import checked

    return checked(Asked("check", CheckTerms, terms).request(staff, scenario))
