"""Word's own XML: single elements, stretches of text, fields. python-docx makes the file around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from asnroster.output.html.privacy import NIP

# What XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def safe(text: str) -> str:
    """A text that XML can hold and in which no NIP stands that a rule, a source or a unit's name brought along."""
    return NIP.sub("…", _UNWRITABLE.sub("", text))


def make(tag: str, *inside: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """``make("jc", val="left")``: an element of Word's namespace with attributes and children."""
    element = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    element.extend(inside)
    return element


def run(text: str, *, bold: bool = False) -> BaseOxmlElement:
    """A stretch of text; newlines and tabs become Word's."""
    element = make("r")
    if bold:
        element.append(make("rPr", make("b")))
    for part in re.split(r"([\n\t])", safe(text)):
        if part in ("\n", "\t"):
            element.append(make("br" if part == "\n" else "tab"))
        elif part:
            written = make("t")
            written.text = part
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            element.append(written)
    return element


def field(code: str, shown: str) -> Iterator[BaseOxmlElement]:
    """A field that Word counts by itself, and what it shows until it is updated."""
    yield make("r", make("fldChar", fldCharType="begin"))
    yield make("r", _code(code))
    yield make("r", make("fldChar", fldCharType="separate"))
    yield run(shown)
    yield make("r", make("fldChar", fldCharType="end"))


def _code(code: str) -> BaseOxmlElement:
    element = make("instrText")
    element.text = f" {code} "
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element
