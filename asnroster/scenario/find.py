"""Scenarios as files: the shipped ones by name, any other by its path."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from asnroster.errors import InputError, Issue, did_you_mean
from asnroster.resources import resources
from asnroster.scenario.origin import Origin
from asnroster.words import _

SUFFIX = ".toml"
DEFAULT_SCENARIO = "bkn-3-2"  # where nobody names a policy
# Names under which a shipped scenario was known before.
FORMER_NAMES = {"kamis-wfh-jabar-2026": "jabar-188-2026"}


def scenario_names() -> list[str]:
    """Names of the shipped scenarios, in alphabetical order."""
    return sorted(path.stem for path in resources("scenarios", SUFFIX))


def scenario_path(name_or_path: str, *, folder: Path | None = None) -> Path | None:
    """The file of a shipped scenario, or of a path relative to ``folder`` (here by default); None if there is none.

    A shipped name comes before a file of the same name.
    """
    name = FORMER_NAMES.get(name_or_path, name_or_path)
    shipped = [path for path in resources("scenarios", SUFFIX) if path.stem == name]
    path = (folder or Path()) / name_or_path
    return next((candidate for candidate in (*shipped, path) if candidate.is_file()), None)


def not_found(name_or_path: str, *, folder: Path | None = None) -> tuple[str, str]:
    """The issue of a name that no scenario has, with what would do."""
    beside = [path.name for path in (folder or Path()).glob(f"*{SUFFIX}")]
    needed = did_you_mean(name_or_path, [*scenario_names(), *beside])
    return _("There is no scenario “{name}”.").format(name=name_or_path), needed


def scenario_text(name_or_path: str) -> str:
    """The text of a scenario's file.

    Raises:
        InputError: when there is no such scenario, or when it is no text.
    """
    path = scenario_path(name_or_path)
    if path is None:
        message, needed = not_found(name_or_path)
        raise InputError([Issue("scenario-not-found", message, needed, found=name_or_path)])
    return _text(path)


def read_scenario(name_or_path: str) -> tuple[dict[str, object], Origin]:
    """The keys of a scenario's file, unchecked, and where it stands.

    Raises:
        InputError: when there is no such scenario, or when it is no TOML.
    """
    text = scenario_text(name_or_path)
    return parsed_scenario(text, scenario_path(name_or_path) or Path(name_or_path))


def parsed_scenario(text: str, path: Path) -> tuple[dict[str, object], Origin]:
    """The keys of a scenario's text, unchecked, and the file where it stands.

    Raises:
        InputError: when it is no TOML.
    """
    try:
        return tomllib.loads(text), Origin(path)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_syntax_issue(path, text, str(error))]) from None


def _text(path: Path) -> str:
    try:
        # Notepad begins its files with a byte order mark.
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("The file is not UTF-8 text.")
        raise InputError([Issue("encoding", message, _("Save it as UTF-8."), file=path.name)]) from None


def _syntax_issue(path: Path, text: str, error: str) -> Issue:
    lines = text.rstrip().splitlines()
    match = re.search(r"at line (\d+)", error)
    number = min(int(match.group(1)) if match else len(lines), max(1, len(lines)))
    line = lines[number - 1].strip() if lines else ""
    return Issue(
        "toml",
        _("The line “{found}” cannot be read.").format(found=line),
        _("Each line is “key = value”; text stands in quotes, lists in square brackets, each key only once."),
        file=path.name,
        sheet=_("line {number}").format(number=number),
        found=line,
    )
