"""Loading: a name, a path or a workbook's rows become a finished scenario, or a list of all that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asnroster.domain.calendar import Window
from asnroster.errors import InputError, Issue
from asnroster.scenario.ancestry import ancestry
from asnroster.scenario.document import Draft, SignatureKeys, draft
from asnroster.scenario.find import DEFAULT_SCENARIO, parsed_scenario, read_scenario
from asnroster.scenario.inherit import Line, inherited_parameters, inherited_rules, line, parameter_origins
from asnroster.scenario.model import Letter, Policy, Scenario, Signature
from asnroster.scenario.origin import Origin
from asnroster.scenario.savings import KINDS, Assumption
from asnroster.scenario.typed import typed_rules
from asnroster.scenario.windows import in_force_rule, lifted
from asnroster.scenario.written import scenario_toml, with_policies_text
from asnroster.words import HOME_WORD, language, shipped_text

if TYPE_CHECKING:
    from asnroster.intake.schema import ScenarioRow


def load_scenario(name_or_path: str, *, parameters: Mapping[str, object] | None = None) -> Scenario:
    """A shipped scenario by name, or any other by the path of its file.

    Args:
        name_or_path: e.g. ``bkn-3-2`` or ``skenario/kota-kami.toml``.
        parameters: values that come before those of the files, as ``--set`` gives them; a text is
            converted to the type of the file's own value. ``savings.KEY`` gives an assumption on savings.

    Raises:
        InputError: with everything that is wrong.
    """
    raw, origin = read_scenario(name_or_path)
    return _finished(raw, origin, parameters or {}, [])


def load_scenario_text(text: str, *, file: str, parameters: Mapping[str, object] | None = None) -> Scenario:
    """A scenario from its TOML text, as the sheet Info of a roster holds it.

    Args:
        text: see ``Scenario.text``.
        file: the file that holds it, for messages; names in ``extends`` are looked up beside it.
        parameters: as in :func:`load_scenario`.

    Raises:
        InputError: with everything that is wrong.
    """
    raw, origin = parsed_scenario(text, Path(file))
    return _finished(raw, origin, parameters or {}, [])


def load_scenario_keys(raw: Mapping[str, object], origin: Origin) -> Scenario:
    """A scenario from the keys of a text that stands alone, as :func:`parsed_scenario` gives them.

    Args:
        raw: see ``Scenario.text``.
        origin: where they come from, for messages.

    Raises:
        InputError: with everything that is wrong.
    """
    return _finished(raw, origin, {}, [])


def load_scenario_rows(
    rows: Iterable[ScenarioRow], *, file: str, parameters: Mapping[str, object] | None = None
) -> Scenario:
    """The scenario of a workbook's sheet Skenario.

    A sheet that neither has a rule nor extends a scenario says something about the default policy: who signs the
    roster, what letter orders it, what is saved.

    Args:
        rows: its rows below the header.
        file: the workbook; names in ``extends`` are looked up beside it.
        parameters: as in :func:`load_scenario`.

    Raises:
        InputError: with everything that is wrong, by cell.
    """
    from asnroster.scenario.sheet import sheet_keys

    issues: list[Issue] = []
    raw, origin = sheet_keys(rows, Path(file), issues)
    if not raw["rules"] and "extends" not in raw:
        policy = {"title": load_scenario(DEFAULT_SCENARIO).title, "extends": DEFAULT_SCENARIO}
        raw = {**policy, **raw}
    return _finished(raw, origin, parameters or {}, issues)


def _finished(
    raw: Mapping[str, object], origin: Origin, settings: Mapping[str, object], issues: list[Issue]
) -> Scenario:
    settings, savings = _parted(settings, issues)
    own = draft(raw, origin, issues)
    ancestors = line(own, issues)
    home_code = _nearest(ancestors, "home_code") or HOME_WORD
    drafts = inherited_rules(ancestors, issues, home_code)
    parameters = inherited_parameters(ancestors, drafts, settings, issues)
    origins = parameter_origins(ancestors, settings)
    rules = typed_rules(drafts, parameters, issues, parameter_origins=origins, whole=ancestors.whole)
    windows, source = _windows(ancestors), _nearest(ancestors, "source") or ""
    if windows:
        rules = (*rules, in_force_rule(windows, source))
    if issues:
        raise InputError(issues)
    scenario = Scenario(
        name=own.name,
        title=own.keys.title or own.name,
        source=source,
        home_code=home_code,
        start=own.keys.start,
        end=own.keys.end,
        in_force=windows,
        last_known=_last_known(ancestors),
        rules=rules,
        parameters=parameters,
        lineage=tuple(parent.name for parent in ancestors.drafts[1:]),
        signature=_signature(ancestors),
        letter=_letter(ancestors),
        description=" ".join(own.keys.description.split()),
        file=origin.path.name,
        ancestry=ancestry(ancestors, parameters),
        savings=_savings(ancestors, savings),
        policies=_policies(own, origin),
    )
    text = with_policies_text(scenario_toml(scenario, drafts), scenario.policies)
    scenario = _spoken(replace(scenario, text=text))
    return lifted(scenario) if own.keys.what_if else scenario


def _spoken(scenario: Scenario) -> Scenario:
    """The scenario with the shipped titles and sources in the user's language; its full text stays as it was written."""
    if language() == "id":
        return scenario
    rules = tuple(
        rule.model_copy(update={"title": shipped_text(rule.title), "source": shipped_text(rule.source)})
        for rule in scenario.rules
    )
    return replace(
        scenario,
        title=shipped_text(scenario.title),
        source=shipped_text(scenario.source),
        description=shipped_text(scenario.description),
        rules=rules,
    )


def _policies(own: Draft, origin: Origin) -> tuple[Policy, ...]:
    """The policies of single units that a roster keeps with its scenario."""
    return tuple(
        Policy(keys.entries, load_scenario_text("\n".join(keys.text), file=str(origin.path)))
        for keys in own.keys.policies
    )


def _nearest(ancestors: Line, key: str) -> str | None:
    """The value of the nearest file of the line that has one."""
    said = (getattr(member.keys, key) for member in ancestors.drafts)
    return next((str(value) for value in said if value is not None), None)


def _windows(ancestors: Line) -> tuple[Window, ...]:
    """The windows of the nearest file that states some; a file may state that there are none."""
    said = (member.keys.in_force for member in ancestors.drafts)
    return next((windows for windows in said if windows is not None), ())


def _last_known(ancestors: Line) -> date | None:
    """The last extension known, of the nearest file that says when the policy is in force."""
    said = (member.keys for member in ancestors.drafts)
    return next((keys.last_known for keys in said if keys.in_force is not None or keys.last_known), None)


def _signature(ancestors: Line) -> Signature:
    said = (member.keys.signature for member in ancestors.drafts)
    keys = next((keys for keys in said if keys is not None), SignatureKeys())
    return Signature(**keys.model_dump())


def _letter(ancestors: Line) -> Letter | None:
    said = (member.keys.letter for member in ancestors.drafts)
    keys = next((keys for keys in said if keys is not None), None)
    return Letter(**keys.model_dump()) if keys else None


def _parted(
    settings: Mapping[str, object], issues: list[Issue]
) -> tuple[Mapping[str, object], dict[str, Assumption]]:
    """The values that are for parameters, and the assumptions on savings."""
    if not any("." in key for key in settings):
        return settings, {}
    from asnroster.scenario.given import given_savings, savings_settings

    about = savings_settings(settings)
    return {key: value for key, value in settings.items() if key not in about}, given_savings(about, issues)


def _savings(ancestors: Line, settings: Mapping[str, Assumption]) -> dict[str, Assumption]:
    """Each assumption of the line: what is set, else the nearest file's figure with its source, in one order."""
    said = (member.keys.savings for member in reversed(ancestors.drafts))
    settled = {name: value for keys in said if keys is not None for name, value in keys.given().items()}
    settled |= settings
    return {name: settled[name] for name in KINDS if name in settled}
