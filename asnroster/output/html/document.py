"""A page of sections, with a searchable roster or without: one file that asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from asnroster.files import sealed, whole_file
from asnroster.output.blocks import Chart, Section, shown, stands
from asnroster.output.charts import address, drawn
from asnroster.output.html.privacy import masked_text
from asnroster.output.html.roster import safe_json
from asnroster.words import _, language

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Document:
    """What a page shows.

    Attributes:
        title, kind, span: its heading, what it is, and which dates it is about.
        agency: of one agency, its name.
        sections: before the roster, the first of them what a reader in a hurry takes away.
        last: sections behind the roster.
        roster: what the search reads, see :func:`asnroster.output.html.roster.roster_data`; None without one.
        footer: how names are shown, as a sentence.
        draft: what stands below its heading as long as an assumption is open.
    """

    title: str
    kind: str
    span: str
    sections: Sequence[Section]
    last: Sequence[Section] = ()
    agency: str = ""
    roster: Mapping[str, Any] | None = None
    footer: str = ""
    draft: str = ""


def write_document(document: Document, path: Path, *, masked: bool) -> None:
    """Write a page, whole or not at all.

    Args:
        document: what it shows.
        path: the file to write.
        masked: whether every NIP is masked, wherever it stands.

    Raises:
        OSError: when the folder cannot be written to.
    """
    text = _html(document, masked=masked)
    with whole_file(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def _html(document: Document, *, masked: bool) -> str:
    """The page as HTML, with its seal."""
    from markupsafe import Markup

    script, style = ((FOLDER / name).read_text("utf-8") for name in ("report.js", "report.css"))
    clean = masked_text if masked else str
    data = "" if document.roster is None else clean(safe_json(document.roster))
    page = _template(masked=masked).render(
        language=language(),
        page=document,
        text=_texts(),
        data=Markup(data),
        script=Markup(script),
        style=Markup(style),
        script_hash=_hash(script),
        style_hash=_hash(style),
    )
    return sealed(page)


def _texts() -> dict[str, str]:
    """What the page says by itself."""
    return {
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
        text = masked_text(value) if masked else value
        return text.replace(" %", "\u00a0%")  # a figure and its sign stay on one line

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )

    def picture(chart: Chart) -> str:
        # What a picture shows is read by nobody who masks texts.
        clean = masked_text if masked else str
        series = [(clean(name), figures) for name, figures in chart.series]
        return address(drawn(replace(chart, labels=[*map(clean, chart.labels)], series=series)))

    environment.globals.update(shown=shown, stands=stands, picture=picture)
    return environment.get_template("report.html")
