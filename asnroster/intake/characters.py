"""Text as it was meant: without the characters that nobody sees and the twins that only look like others."""

from __future__ import annotations

import re
import unicodedata

_LINES = "\t\n\r"
_FORMAT, _CONTROL = "Cf", "Cc"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def cleaned(text: str) -> str:
    """Text in its compatible form (NFKC), without invisible and direction marks; line ends stay.

    Full-width digits become digits, no-break spaces spaces; zero-width marks, byte order marks, soft hyphens and what
    turns the direction of writing go.

    Source: Unicode Standard Annex 15 (NFKC), general category Cf.
    """
    if text.isascii():
        return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if character in _LINES or unicodedata.category(character) not in (_FORMAT, _CONTROL)
    )
