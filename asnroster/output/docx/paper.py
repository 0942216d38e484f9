"""A document that is written from top to bottom: headings, text, tables, pictures, and their numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from asnroster.files import AUTHOR, PACKED, whole_file
from asnroster.output.blocks import Chart, Section, Table
from asnroster.output.docx.chart import add_chart
from asnroster.output.docx.elements import field, make, run
from asnroster.output.docx.look import TEXT_CM, WIDE_CM, dress, lay
from asnroster.output.docx.tables import table
from asnroster.words import _, language

CONTENTS_LEVELS = 2
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Paper:
    """The document, its width for tables, and what has been counted so far."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.cm = TEXT_CM
        self._language = {"id": "id-ID", "en": "en-US"}[language()]
        self._document = docx.Document()
        dress(self._document, self._language)
        lay(self._document.sections[0], wide=False)
        self._counted = {"table": 0, "picture": 0, "chapter": 0, "section": 0}
        self._headings: list[tuple[int, str, str]] = []  # level, number, text
        self._contents: Paragraph | None = None
        self._foot()

    def chapter(self, title: str, *, appendix: bool = False, new_page: bool = False) -> None:
        """A chapter; an appendix has a letter in its title and no number."""
        self._counted["section"] = 0
        number = ""
        if not appendix:
            number = f"{_ROMAN[self._counted['chapter']]}."
            self._counted["chapter"] += 1
        paragraph = self._heading(title, 1, number)
        paragraph.paragraph_format.page_break_before = new_page
        if appendix:
            self._unnumbered(paragraph)

    def section(self, title: str) -> None:
        """A numbered section of a chapter."""
        number = f"{chr(ord('A') + self._counted['section'])}."
        self._counted["section"] += 1
        self._heading(title, 2, number)

    def part(self, title: str) -> None:
        """A numbered part of a section; it does not stand in the contents."""
        self._heading(title, 3, "")

    def text(self, *sentences: str, style: str = "Normal", stays: bool = False) -> Paragraph:
        """A paragraph of whole sentences; empty ones are left out. ``stays``: on the page of what follows."""
        paragraph = self._document.add_paragraph(style=style)
        paragraph._p.append(run(" ".join(filter(None, sentences))))
        if stays:
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def bullets(self, texts: Iterable[str]) -> None:
        """A list."""
        for text in texts:
            self.text(text, style="List Bullet")

    def blank(self, lines: int) -> None:
        """Ruled lines to be filled in by hand; they stay on the page of what follows."""
        for _line in range(lines):
            self.text("", style="Ruled", stays=True)

    def signed(self, line: str) -> None:
        """A line of the signature block, on the right half of the page; the block stays together."""
        paragraph = self.text(line, stays=True)
        paragraph.paragraph_format.left_indent = Cm(self.cm / 2)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT

    def table(self, shown: Table) -> None:
        """A captioned table as wide as the page between its margins."""
        self._caption(shown.caption, "table")
        self._put(table(shown, self.cm, "Small" if self.cm > TEXT_CM else "Cell"))
        self.text(shown.note, style="Note")

    def facts(self, shown: Table, style: str = "Cell") -> None:
        """Two columns without headings: what it is, and what is told of it; a caption where it has one."""
        if shown.caption:
            self._caption(shown.caption, "table")
        self._put(table(shown, self.cm, style, facts=True))
        self.text(shown.note, style="Note")

    def put(self, section: Section) -> None:
        """A section of a document: its title, sentences, tables and charts."""
        self.text(section.title, style="Caption", stays=True)
        for text in (*section.remarks, *section.paragraphs):
            self.text(text)
        for block in section.blocks:
            if isinstance(block, Chart):
                self.chart(block)
            elif block.look == "facts":
                self.facts(block)
            else:
                self.table(block)

    def chart(self, chart: Chart) -> None:
        """A captioned chart with a text for those who do not see it."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph._p.append(add_chart(self._document, chart, self._counted["picture"] + 1))
        self._caption(chart.caption, "picture")

    def turn(self, *, wide: bool) -> None:
        """A new page, across or upright."""
        lay(self._document.add_section(WD_SECTION.NEW_PAGE), wide=wide)
        self.cm = WIDE_CM if wide else TEXT_CM

    def contents(self, heading: str, note: str) -> None:
        """The table of contents stands here, with a note below; it is filled in when the document is written."""
        self.text(heading, style="Caption")
        self._contents = self.text(note, style="Note")

    def write(self, path: Path) -> None:
        """Write it whole or not at all.

        Raises:
            OSError: when it cannot be written there.
        """
        if self._contents is not None:
            self._fill_contents(self._contents)
        self._shrink_the_end()
        write_package(self._document, path, title=self.title, language=self._language)

    def _shrink_the_end(self) -> None:
        """A table must be followed by a paragraph: an empty one at the end would begin a page of its own."""
        last = self._document.paragraphs[-1]
        if not last.text:
            last.paragraph_format.space_before = last.paragraph_format.space_after = Pt(0)
            last.paragraph_format.line_spacing = Pt(1)

    def _heading(self, title: str, level: Literal[1, 2, 3], number: str) -> Paragraph:
        paragraph = self.text(title, style=f"Heading {level}")
        if level <= CONTENTS_LEVELS:
            self._headings.append((level, number, title))
            about = {"id": len(self._headings)}
            paragraph._p.insert(1, make("bookmarkStart", name=f"_Toc{len(self._headings):09}", **about))
            paragraph._p.append(make("bookmarkEnd", **about))
        return paragraph

    def _unnumbered(self, paragraph: Paragraph) -> None:
        about = paragraph._p.get_or_add_pPr()
        about._insert_numPr(make("numPr", make("ilvl", val=0), make("numId", val=0)))
        about._insert_ind(make("ind", left=0, firstLine=0))

    def _caption(self, title: str, kind: Literal["table", "picture"]) -> None:
        """``Table 3. Title``, counted by Word under a name of its own."""
        self._counted[kind] += 1
        label = _("Table") if kind == "table" else _("Picture")
        paragraph = self._document.add_paragraph(style="Caption")
        for element in (
            run(f"{label} "),
            *field(f"SEQ {label} \\* ARABIC", str(self._counted[kind])),
            run(f". {title}"),
        ):
            paragraph._p.append(element)
        if kind == "picture":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.keep_with_next = False

    def _put(self, element: object) -> None:
        self._document.element.body._insert_tbl(element)

    def _foot(self) -> None:
        """Page and pages, which Word counts whenever it lays the pages out."""
        footer = self._document.sections[0].footer
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph._p.append(run(f"{self.title} · "))
        text = _("Page {page} of {pages}").format(page="\x01", pages="\x02")
        for part in re.split("([\x01\x02])", text):
            if part in ("\x01", "\x02"):
                for element in field("PAGE" if part == "\x01" else "NUMPAGES", "1"):
                    paragraph._p.append(element)
            else:
                paragraph._p.append(run(part))

    def _fill_contents(self, note: Paragraph) -> None:
        """The field with its titles; the pages are Word's to count, who does so when asked (F9)."""
        begin, code, separate, _shown, end = field(f'TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u', "")
        for number, (level, counted, title) in enumerate(self._headings, start=1):
            style = self._document.styles[f"toc {level}"].style_id
            entry = make("p", make("pPr", make("pStyle", val=style)))
            if number == 1:
                entry.extend([begin, code, separate])
            mark = f"_Toc{number:09}"
            inside = [run(f"{counted} {title}".strip()), run("\t"), *field(f"PAGEREF {mark} \\h", " ")]
            entry.append(make("hyperlink", *inside, anchor=mark, history=1))
            if number == len(self._headings):
                entry.append(end)
            note._p.addprevious(entry)


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>'
    "<cp:lastModifiedBy>{author}</cp:lastModifiedBy><dc:language>{language}</dc:language></cp:coreProperties>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{AUTHOR}</Application></Properties>"
)
_FONTS = (
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="Arial">'
    '<w:altName w:val="Liberation Sans"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
# What the template brings and nobody needs: a picture of another page, a second set of styles, a bibliography.
_UNUSED = ("thumbnail", "stylesWithEffects", "customXml")


def write_package(document: Document, path: Path, *, title: str, language: str) -> None:
    """Write a document whole or not at all.

    Args:
        document: what is written.
        path: of the .docx.
        title: stands in its properties.
        language: of its properties, ``id-ID`` or ``en-US``.

    Raises:
        OSError: when it cannot be written there.
    """
    for part in (document.part.package, document.part):
        for key in [key for key, link in part.rels.items() if link.reltype.endswith(_UNUSED)]:
            del part.rels[key]
    contents = {
        "docProps/core.xml": _CORE.format(title=escape(title), author=AUTHOR, language=language),
        "docProps/app.xml": _APP,
        "word/fontTable.xml": _FONTS,
    }
    saved = io.BytesIO()
    document.save(saved)
    with (
        zipfile.ZipFile(saved) as parts,
        whole_file(path) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in parts.namelist():
            held = (_XML + contents[name]).encode() if name in contents else _plain(name, parts.read(name))
            entry = zipfile.ZipInfo(name, (*PACKED, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, held)


def _plain(name: str, held: bytes) -> bytes:
    """Settings without the marks of the sittings in which the template was made."""
    return (
        re.sub(rb"<w:rsids>.*?</w:rsids>", b"", held, flags=re.DOTALL)
        if name == "word/settings.xml"
        else held
    )
