"""How the document looks: paper, letters, headings with their numbers, language."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor

from asnroster.output.docx.elements import make

FONT = "Arial"
SHORT_SIDE, LONG_SIDE = 21.0, 29.7  # A4, cm
TEXT_CM, WIDE_CM = 15.5, 24.7  # between the margins, upright and across
CHAPTERS = 77  # the numbered list of the headings; python-docx's template has fewer lists
_BLACK = RGBColor(0, 0, 0)
_LEVELS = (("upperRoman", "%1.", 567), ("upperLetter", "%2.", 567), ("decimal", "%3.", 567))


def dress(document: Document, language: str) -> None:
    """Set up styles, heading numbers and the language, ``id-ID`` or ``en-US``."""
    # The template brings a hundred looks for tables; ours say themselves how they look.
    for unused in document.styles.element.xpath("w:style[@w:type='table' and not(@w:default)]"):
        document.styles.element.remove(unused)
    _letters(document, language)
    _number_headings(document)
    body = WD_ALIGN_PARAGRAPH.JUSTIFY
    _style(document, "Normal", size=11, before=0, after=6, align=body, line=1.15)
    _style(document, "Title", size=15, bold=True, before=0, after=4, align=WD_ALIGN_PARAGRAPH.CENTER)
    _style(document, "Subtitle", size=11, before=0, after=4, align=WD_ALIGN_PARAGRAPH.CENTER)
    left = WD_ALIGN_PARAGRAPH.LEFT
    _style(document, "Heading 1", size=13, bold=True, before=20, after=8, align=left)
    document.styles["Heading 1"].font.all_caps = True
    _style(document, "Heading 2", size=11.5, bold=True, before=14, after=6, align=left)
    _style(document, "Heading 3", size=11, bold=True, before=12, after=4, align=left)
    _style(document, "Caption", size=9.5, bold=True, before=8, after=4, align=left)
    _style(document, "List Bullet", size=11, before=0, after=4, align=body, line=1.15)
    _style(document, "Cell", size=9, before=0, after=0, align=left, line=1.0)
    _style(document, "Small", size=8, before=0, after=0, align=left, line=1.0)
    _style(document, "Form", size=11, before=2, after=2, align=left, line=1.0)
    _style(document, "Note", size=9, before=4, after=8, align=left, line=1.0)
    _style(document, "Warning", size=11, bold=True, before=4, after=8, align=left)
    _style(document, "Ruled", size=11, before=0, after=0, align=left, line=1.6)
    _style(document, "Footer", size=8.5, before=0, after=0, align=WD_ALIGN_PARAGRAPH.CENTER, line=1.0)
    for level, indent in ((1, 0.0), (2, 0.8)):
        _style(document, f"toc {level}", size=10, before=0, after=1.5, align=left, line=1.0)
        layout = document.styles[f"toc {level}"].paragraph_format
        layout.left_indent = Cm(indent)
        layout.tab_stops.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT)
    _borders(document)


def lay(section: Section, *, wide: bool) -> None:
    """A4, upright or across, with the margins of an office document."""
    sides = (LONG_SIDE, SHORT_SIDE) if wide else (SHORT_SIDE, LONG_SIDE)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Cm, sides)
    section.left_margin = Cm(2.5 if wide else 3)
    section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    section.footer_distance = Cm(1.2)


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    before: float,
    after: float,
    align: WD_ALIGN_PARAGRAPH,
    line: float = 1.15,
    bold: bool = False,
) -> None:
    styles = document.styles
    style: Any = (
        styles[name]
        if name in styles
        else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name[:3] == "toc")
    )
    # The template's own letters, colours, rules below titles and distances give way.
    for part in style.element.xpath("w:rPr | w:pPr/w:pBdr"):
        part.getparent().remove(part)
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, _BLACK
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing, layout.alignment = line, align
    layout.widow_control = True
    if name == "Caption":
        layout.keep_with_next = True


def _letters(document: Document, language: str) -> None:
    """One font everywhere, also where Word would take its theme's, and the language of the spelling check."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for name in ("w:rFonts", "w:lang"):
        defaults.remove(defaults.find(qn(name)))
    defaults.insert(0, make("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    defaults.append(make("lang", val=language, eastAsia="en-US", bidi="ar-SA"))
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), language)


def _number_headings(document: Document) -> None:
    """I., A. and 1. in front of the headings: Word counts, so that a chapter may be put in or taken out."""
    numbering = document.part.numbering_part.element
    levels = [
        make(
            "lvl",
            make("start", val=1),
            make("numFmt", val=form),
            make("pStyle", val=f"Heading{at}"),
            make("suff", val="tab"),
            make("lvlText", val=text),
            make("lvlJc", val="left"),
            make(
                "pPr",
                make("tabs", make("tab", val="num", pos=indent)),
                make("ind", left=indent, hanging=indent),
            ),
            ilvl=at - 1,
        )
        for at, (form, text, indent) in enumerate(_LEVELS, start=1)
    ]
    abstract = make("abstractNum", make("multiLevelType", val="multilevel"), *levels, abstractNumId=CHAPTERS)
    numbering.insert(0, abstract)
    numbering.append(make("num", make("abstractNumId", val=CHAPTERS), numId=CHAPTERS))
    for at in range(1, len(_LEVELS) + 1):
        about = document.styles[f"Heading {at}"].element.get_or_add_pPr()
        about._insert_numPr(make("numPr", make("ilvl", val=at - 1), make("numId", val=CHAPTERS)))


def _borders(document: Document) -> None:
    """A line to write on, and a frame around warnings."""
    rule = {"val": "single", "sz": 4, "space": 1, "color": "7F7F7F"}
    lines = {"Ruled": ("bottom",), "Warning": ("top", "left", "bottom", "right")}
    for name, sides in lines.items():
        about = document.styles[name].element.get_or_add_pPr()
        frame = make("pBdr", *(make(side, **rule) for side in sides))
        about.insert_element_before(
            frame, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    # Lines of one look would share a single rule below the last.
    about = document.styles["Ruled"].element.get_or_add_pPr()
    about.find(qn("w:pBdr")).append(make("between", **rule))
