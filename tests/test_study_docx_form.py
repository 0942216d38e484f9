"""The study's paper as a file: Word's own form, nobody's name in it, the same bytes twice, what may be overwritten."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from asnroster.files import is_untouched
from asnroster.output.study_words import share_shown
from asnroster.rules.kit.case import Case
from tests.build import rule
from tests.cli import WEEK, little_office, run_in_process, summary
from tests.study_papers import STAFF, little, part, sample, table, tables, written

# -- Word's form


def test_every_table_repeats_its_header_and_no_row_splits(tmp_path: Path) -> None:
    path = tmp_path / "study.docx"
    document = written(sample("en"), path)
    for element in document.element.body.iter(qn("w:tbl")):
        rows = list(element.iter(qn("w:tr")))
        assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)
        headed = [row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in rows]
        first_column = element.find(qn("w:tblPr")).find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"
        assert headed == [not first_column, *[False] * (len(rows) - 1)]
        width = int(element.find(qn("w:tblPr")).find(qn("w:tblW")).get(qn("w:w")))
        assert width <= 24.8 * 567
    codes = [code.text.strip() for code in document.element.body.iter(qn("w:instrText"))]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert sum(code.startswith("SEQ Table") for code in codes) == len(
        [c for c, _r in tables(document) if c.startswith("Table ")]
    )
    assert sum(code.startswith("SEQ Picture") for code in codes) == 2
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert {code.split()[1] for code in codes if code.startswith("PAGEREF")} == marks
    foot = part(path, "word/footer1.xml")
    assert " PAGE " in foot and " NUMPAGES " in foot
    assert "updateFields" not in part(path, "word/settings.xml") and "dirty" not in part(
        path, "word/document.xml"
    )


def test_pages_and_pictures(tmp_path: Path) -> None:
    found = sample("en")
    document = written(found, tmp_path / "study.docx")
    sizes = [(round(s.page_width.cm, 1), round(s.page_height.cm, 1)) for s in document.sections]  # type: ignore[union-attr]
    assert sizes == [(21.0, 29.7), (29.7, 21.0), (21.0, 29.7)]
    assert round(document.sections[0].left_margin.cm, 1) == 3.0  # type: ignore[union-attr]
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(told) == 2
    last = found.points[-1].reached[None]
    assert (
        f"WFH share reached: {share_shown(found.points[0].reached[None].home_share)} at a cap of 0%"
        in told[0]
    )
    assert f"{float(last.saved.rupiah.middle) / 1_000_000:.1f} million rupiah at 75%" in told[1]
    # Word draws the charts itself, and who edits them finds the figures in a workbook.
    with zipfile.ZipFile(tmp_path / "study.docx") as parts:
        names = [
            name
            for name in parts.namelist()
            if name.startswith(("word/charts/chart", "word/embeddings", "word/media"))
        ]
        assert sorted(names) == [
            f"word/{part}"
            for part in (
                "charts/chart1.xml",
                "charts/chart2.xml",
                "embeddings/figures1.xlsx",
                "embeddings/figures2.xlsx",
            )
        ]
        drawn = [parts.read(f"word/charts/chart{number}.xml").decode() for number in (1, 2)]
        book = openpyxl.load_workbook(io.BytesIO(parts.read("word/embeddings/figures2.xlsx")))
    assert [chart.count("<c:ser>") for chart in drawn] == [5, 3]
    assert all(
        '<c:externalData r:id="rId1">' in chart and chart.endswith("</c:chartSpace>") for chart in drawn
    )
    # Said, not left to what a program takes for usual: straight lines, axes that are there, no title of its own.
    assert [chart.count('<c:smooth val="0"/></c:ser>') for chart in drawn] == [5, 3]
    assert all(
        chart.count('<c:delete val="0"/>') == 2 and '<c:autoTitleDeleted val="1"/>' in chart
        for chart in drawn
    )
    assert all(ET.fromstring(chart)[-1].tag.endswith("}externalData") for chart in drawn)
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert rows[0] == [None, "Middle", "Low", "High"] and [row[0] for row in rows[1:]] == [
        "0%",
        "25%",
        "50%",
        "75%",
    ]
    assert rows[-1][1] == pytest.approx(float(last.saved.rupiah.middle) / 1e6)


# -- nobody in it, and the file itself


def test_nobodys_name_or_nip_stands_anywhere_in_it(tmp_path: Path) -> None:
    """Not even where a rule names people, or a source brings a NIP."""
    path, given = tmp_path / "study.docx", sample("id")
    someone = given.case.problem.people[0]
    named = rule("fixed_days", name="names", title=f"Surat {someone.key}", people=[someone.key, someone.name])
    asked = Case(given.case.problem, (*given.case.rules, named))
    document = written(replace(given, case=asked), path, "id")
    assert "Surat …" in [row[0] for row in table(document, "Pengaruh setiap aturan wajib")]
    with zipfile.ZipFile(path) as parts:
        inside = {
            name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))
        }
    everybody = openpyxl.load_workbook(STAFF)["Pegawai"].iter_rows(min_row=2, max_col=2, values_only=True)
    known = {str(cell).strip("' ") for row in everybody for cell in row if cell}
    assert len(known) > 500
    for name, text in inside.items():
        plain = re.sub("<[^>]*>", " ", text) if name == "word/document.xml" else text
        assert not re.search(r"(?<![0-9a-z])\d{18}(?![0-9a-z])", plain), name
        assert [told for told in known if told in plain] == [], name


def test_same_study_same_bytes(tmp_path: Path) -> None:
    found = little()
    for name in ("one.docx", "two.docx"):
        written(found, tmp_path / name)
    one = (tmp_path / "one.docx").read_bytes()
    assert one == (tmp_path / "two.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.docx") as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in parts.namelist()
    assert "dcterms" not in part(tmp_path / "one.docx", "docProps/core.xml")


def test_the_command_writes_it_anew_and_keeps_an_edited_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = little_office(tmp_path, monkeypatch) / "laporan.docx"
    words = ("study", "staff.xlsx", *WEEK, "--caps", "50", "-o", "laporan.docx")
    first = run_in_process(*words, "--json", "kajian.json")
    assert first.code == 0 and "Kajian ditulis: laporan.docx" in first.stdout
    people = summary("kajian.json")["groups"][0]["people"]
    assert table(docx.Document(str(out)), "Kesiapan per OPD")[0][1] == str(people) == "5"
    assert is_untouched(out)
    assert run_in_process(*words).code == 0
    edited = docx.Document(str(out))
    edited.add_paragraph("Rekomendasi kami")
    edited.save(str(out))
    before = out.read_bytes()
    refused = run_in_process(*words)
    assert (refused.code, refused.stdout, out.read_bytes()) == (2, "", before)
    assert run_in_process(*words, "--force").code == 0 and is_untouched(out)
    wrong = run_in_process("study", "staff.xlsx", "-o", "laporan.doc")
    assert wrong.code == 2 and ".docx" in wrong.stderr


def test_a_document_of_somebody_elses_is_no_result(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "surat.docx"))
    assert not is_untouched(tmp_path / "surat.docx")
