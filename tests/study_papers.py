"""Studies for tests of the office paper, and its parts read back with python-docx and as XML."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table

from asnroster.engine.solve import Options
from asnroster.judge.studied import Study
from asnroster.output.docx.study import write_study_docx
from asnroster.readiness import Watch, study, study_of
from asnroster.rules.kit.case import Case
from asnroster.run import Prepared, Request
from asnroster.scenario import Scenario
from asnroster.words import use_language
from tests.build import case, person, problem, rule, unit

STAFF = Path(__file__).parent.parent / "data/staff.xlsx"
EXACT = Options(gap=0.0, workers=1)


@cache
def sample(language: str) -> Study:
    """The sample's study over two weeks with four caps; it is worded while it is made."""
    use_language(language)
    request = Request(STAFF, scenario="kesiapan", start=date(2026, 12, 1), end=date(2026, 12, 11))
    return study(request, EXACT, [Fraction(cap, 100) for cap in (0, 25, 50, 75)])[0]


def little(**scenario: object) -> Study:
    """In English. Dinas: 4 people, of whom 2 must be in; Badan: 1."""
    people = [*(person(n, 0) for n in range(4)), person(4, 1)]
    two = rule("office_headcount", name="Min", at_least=2, units=["Dinas"], per="agency")
    return of(case(problem(people, units=[unit("Dinas"), unit("Badan", index=1)]), two), **scenario)


def of(asked: Case, *, watch: Watch | None = None, **scenario: object) -> Study:
    """In English: the study of a case, with caps of 0 and 50 %."""
    use_language("en")
    said = replace(Scenario("uji", "Uji"), **scenario)  # type: ignore[arg-type]
    prepared = Prepared(said, asked, (), 0.0, 0.0)
    return study_of(prepared, EXACT, [Fraction(0), Fraction(1, 2)], watch or Watch())


def written(of_study: Study, path: Path, language: str = "en") -> Document:
    """The paper, written there and read back."""
    use_language(language)
    write_study_docx(of_study, path)
    return docx.Document(str(path))


def part(path: Path, name: str) -> str:
    """One part of the package as text."""
    with zipfile.ZipFile(path) as parts:
        return parts.read(name).decode()


def tables(document: Document) -> Iterator[tuple[str, list[list[str]]]]:
    """Every table: what stands above it, and its cells."""
    caption = ""
    for element in document.element.body:
        if element.tag == qn("w:p"):
            caption = "".join(text.text or "" for text in element.iter(qn("w:t"))) or caption
        elif element.tag == qn("w:tbl"):
            yield caption, [[cell.text for cell in row.cells] for row in Table(element, document).rows]


def table(document: Document, caption: str, *, header: int = 1) -> list[list[str]]:
    """The rows of the one table whose caption is so after its number, without the header."""
    (found,) = [rows for told, rows in tables(document) if told.partition(". ")[2] == caption]
    return found[header:]


def texts(document: Document) -> str:
    """All paragraphs that stand in no table."""
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def headings(document: Document, level: int) -> list[str]:
    """The headings of a level, in order."""
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name == f"Heading {level}"]
