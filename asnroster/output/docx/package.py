"""The file: the same bytes for the same document, with no dates and no names in its properties."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from docx.document import Document

from asnroster.files import AUTHOR, PACKED, whole_file

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
    given = {
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
            held = (_XML + given[name]).encode() if name in given else _plain(name, parts.read(name))
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
