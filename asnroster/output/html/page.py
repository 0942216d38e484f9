"""The page itself: sections, roster and styles put into one HTML file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from asnroster.files import sealed, whole_file
from asnroster.output.dates import horizon_text
from asnroster.output.html.blocks import Section
from asnroster.output.html.compliance import compliance_section
from asnroster.output.html.exceptions import exceptions_section
from asnroster.output.html.fairness import fairness_section
from asnroster.output.html.heat import heat_section
from asnroster.output.html.made import Facts, made_section, privacy_text
from asnroster.output.html.presence import presence_section
from asnroster.output.html.privacy import Privacy, hidden, masked_text
from asnroster.output.html.roster import roster_data, safe_json
from asnroster.output.html.summary import summary_section
from asnroster.output.report import Report
from asnroster.words import _, language

FOLDER = Path(__file__).parent
FIRST = (summary_section, presence_section, heat_section, fairness_section)
LAST = (compliance_section, exceptions_section)


def write_html(
    report: Report, path: Path, *, privacy: Privacy = "mask", told: Facts = (), more: Sequence[Section] = ()
) -> None:
    """Write the report of a roster as one file that asks for nothing outside itself, whole or not at all.

    Args:
        report: the judged roster.
        path: the file to write.
        privacy: ``mask`` shows the first four and last two digits of a NIP, ``none`` all of it, ``full``
            neither NIP nor name.
        told: label and value of what the roster's own workbook says of its making.
        more: further sections (frontier, savings), which stand after fairness.

    Raises:
        OSError: when the folder cannot be written to.
    """
    text = html_text(report, privacy=privacy, told=told, more=more)
    with whole_file(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def html_text(
    report: Report, *, privacy: Privacy = "mask", told: Facts = (), more: Sequence[Section] = ()
) -> str:
    """The report as HTML; see :func:`write_html`."""
    from markupsafe import Markup

    shown = hidden(report, privacy)
    first = [make(shown) for make in FIRST]
    last = [*(make(shown) for make in LAST), made_section(shown, privacy, told)]
    script, style = ((FOLDER / name).read_text("utf-8") for name in ("report.js", "report.css"))
    clean = masked_text if privacy != "none" else str
    page = _template(masked=privacy != "none").render(
        language=language(), title=shown.scenario.title or shown.scenario.name, agency=shown.agency,
        span=horizon_text(shown.problem.horizon), privacy=privacy_text(privacy),
        first=[*first, *more], last=last, text=_texts(), data=Markup(clean(safe_json(roster_data(shown)))),
        script=Markup(script), style=Markup(style), script_hash=_hash(script), style_hash=_hash(style),
    )  # fmt: skip
    return sealed(page)


def _texts() -> dict[str, str]:
    """What the page says by itself."""
    return {
        "kind": _("Roster of office and home days"),
        "skip": _("Skip to the summary"),
        "contents": _("Contents"),
        "roster": _("Roster"),
        "printed": _(
            "Who is where on which day is searched on screen; the roster workbook is made for printing."
        ),
        "no_script": _(
            "Searching the roster needs JavaScript, which is switched off here; everything else stands."
        ),
        "search": _("Search for a name, NIP or unit"),
        "all_units": _("All units"),
        "back": _("Previous people"),
        "next": _("Next people"),
        "made": _("Made by asnroster; this file asks for nothing outside itself."),
    }


def _hash(text: str) -> str:
    """What a browser compares before it runs a script: nothing else in the page may run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template(*, masked: bool) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def finalize(value: object) -> object:
        if not isinstance(value, str) or isinstance(value, Markup):
            return value
        told = masked_text(value) if masked else value
        return told.replace(" %", "\u00a0%")  # a figure and its sign stay on one line

    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=finalize,
    )  # fmt: skip
    return environment.get_template("report.html")
