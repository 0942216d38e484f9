"""From a roster back to what it was made from: its staff file and its scenario, without being told them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from asnroster.domain.inputs import Source
from asnroster.errors import InputError, Issue
from asnroster.intake.rosters.provenance import Provenance, find_source, read_provenance, same_file
from asnroster.request import Request
from asnroster.scenario import Scenario
from asnroster.scenario.find import DEFAULT_SCENARIO, scenario_names
from asnroster.scenario.load import load_scenario_text
from asnroster.scenario.windows import lifted
from asnroster.words import _

PARTS_FOLDER = ".parts"


def restored_request(roster: Path, stated: Request | None = None) -> tuple[Request, list[Issue]]:
    """The request that a roster was made from; whatever is stated goes before what the roster tells.

    Without a staff file that was named the one in sheet Info is looked for beside the roster, among the parts that a run
    by agency left there, then in the current folder; without a scenario the one that stands there in full is
    taken (but for the sheet Skenario of a staff file that was named).

    Args:
        roster: the file.
        stated: what the user says; its staff file counts where ``staff_named``.

    Returns:
        The request, and notices: a file that has changed since, a scenario that is not told.

    Raises:
        InputError: when no staff or units file is found, or the roster cannot be read.
    """
    stated = stated or Request(Path(), staff_named=False)
    provenance = Provenance() if roster in stated.cells else read_provenance(roster)
    notices: list[Issue] = []
    # An agency's workbook of a split roster lies in a folder beside the main one.
    homes = (roster.parent, *([roster.parent.parent] if provenance.agency else []))
    folders = (*(place for home in homes for place in (home, home / PARTS_FOLDER)), Path())
    staff = stated.staff if stated.staff_named else _found(provenance, 0, folders, roster, notices)
    units = stated.units
    if units is None and len(provenance.sources) > 1:
        units = _found(provenance, 1, folders, roster, notices)
    for path, source in zip((staff, units), provenance.sources, strict=False):
        if path is not None and path.is_file() and not same_file(path, source):
            notices.append(_changed(path, source, roster))
    history, base = stated.history, stated.base
    if not history:
        earlier = [_earlier(source, "--history", folders, roster, notices) for source in provenance.history]
        history = tuple(filter(None, earlier))
    if base is None and provenance.base is not None:
        base = _earlier(provenance.base, "--base", folders, roster, notices)
    written, scenario = None, stated.scenario
    if scenario is None:
        written, scenario = _scenario(provenance, roster, notices)
    request = replace(
        stated, staff=staff, units=units, scenario=scenario, written=written, history=history, base=base,
        answers=(roster,), agency=provenance.agency,
    )  # fmt: skip
    return request, notices


def another_scenario(request: Request, scenario: Scenario) -> list[Issue]:
    """A notice where a roster is judged by a staff workbook's sheet Skenario and was made by something else."""
    if request.written is None or request.scenario is not None:
        return []
    file, text = request.written
    made_by = load_scenario_text(text, file=file, parameters=request.parameters)
    if (lifted(made_by) if request.what_if else made_by).text == scenario.text:
        return []
    message = _(
        "The roster was made by scenario “{made_by}”, but is judged by sheet Skenario of the staff file."
    ).format(made_by=made_by.title)
    return [_doubtful(message, Path(file))]


def _found(
    provenance: Provenance, place: int, folders: tuple[Path, ...], roster: Path, notices: list[Issue]
) -> Path:
    option = ("--staff", "--units")[place]
    if len(provenance.sources) <= place:
        message = _("{roster} does not tell from which staff file it was made.").format(roster=roster.name)
        needed = _("Name the staff file with --staff.")
        raise InputError([Issue("staff-untold", message, needed, file=roster.name)])
    path = find_source(provenance.sources[place], folders)
    if path is None:
        name = provenance.sources[place].file
        message = _(
            "{roster} was made from {file}, which is neither beside it nor in the current folder."
        ).format(roster=roster.name, file=name)
        needed = _("Put it there, or name it with {option}.").format(option=option)
        raise InputError([Issue("staff-not-found", message, needed, file=roster.name, found=name)])
    return path


def _earlier(
    source: Source, option: str, folders: tuple[Path, ...], roster: Path, notices: list[Issue]
) -> Path | None:
    """An earlier roster that counted when this one was made; None, and a notice, where it is not found."""
    path = find_source(source, folders)
    if path is not None:
        if not same_file(path, source):
            notices.append(_changed(path, source, roster))
        return path
    message = _(
        "{roster} was made with the earlier roster {file}, which is neither beside it nor in the current"
        " folder: weeks and fairness are judged without it."
    )
    if option == "--base":
        message = _(
            "{roster} was made to keep near to the roster {file}, which is neither beside it nor in the current"
            " folder: changes against it are not counted."
        )
    needed = _("Put it there, or name it with {option}.").format(option=option)
    text = message.format(roster=roster.name, file=source.file)
    notices.append(Issue(f"{option[2:]}-not-found", text, needed, file=roster.name, found=source.file))
    return None


def _changed(path: Path, source: Source, roster: Path) -> Issue:
    message = _("This is not the very file that {roster} was made from (another SHA-256).").format(
        roster=roster.name
    )
    needed = _("The roster is judged by this file as it is now; name another one if that is not meant.")
    return Issue("staff-changed", message, needed, file=path.name, found=source.sha256)


def _scenario(
    provenance: Provenance, roster: Path, notices: list[Issue]
) -> tuple[tuple[str, str] | None, str | None]:
    """The scenario's text if it can be read, else the shipped one of its name, else what a run takes."""
    if provenance.scenario:
        try:
            load_scenario_text(provenance.scenario, file=roster.name)
        except InputError as error:
            name = re.search(r'^name = "([^"]+)"', provenance.scenario, re.MULTILINE)
            shipped = name.group(1) if name and name.group(1) in scenario_names() else None
            message = _(
                "The scenario in sheet Info cannot be read any more ({reason}); {name} is taken, which may differ."
            ).format(reason=error.issues[0].message, name=shipped or DEFAULT_SCENARIO)
            notices.append(_doubtful(message, roster))
            return None, shipped
        return (roster.name, provenance.scenario), None
    message = _(
        "{roster} does not tell its scenario: the staff workbook's own is taken, or else {name}."
    ).format(roster=roster.name, name=DEFAULT_SCENARIO)
    notices.append(_doubtful(message, roster))
    return None, None


def _doubtful(message: str, roster: Path) -> Issue:
    return Issue(
        "scenario-untold", message, _("Name the scenario with --scenario."), roster.name, sheet="Info"
    )
