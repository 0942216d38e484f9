"""Yes and No as people write them."""

from __future__ import annotations

import re

from asnroster.intake.cells import BadCellError, plain
from asnroster.intake.marks import Cell
from asnroster.intake.schema import normal
from asnroster.intake.vocabulary import NO, YES
from asnroster.words import _

_YES = {
    normal(word)
    for word in (*YES, "y", "iya", "boleh", "bisa", "dapat", "true", "benar", "1", "v", "ok", "oke", "layak")
}
_NO = {
    normal(word)
    for word in (
        *NO,
        "t",
        "n",
        "tdk",
        "gak",
        "tak",
        "tidak boleh",
        "tidak bisa",
        "tidak dapat",
        "false",
        "salah",
        "0",
        "jangan",
        "belum",
    )
}
_NOT = re.compile(r"(?:tidak|tdk|tak|belum|jangan|bukan|no|not)\b", re.IGNORECASE)
_TICKS = "√✓✔☑"


def yes_no(cell: Cell) -> bool:
    """``Ya`` or ``Tidak``."""
    written = plain(cell)
    word = "ya" if written in _TICKS and written else normal(written)
    if word not in _YES and _NOT.match(written):
        return False
    if word not in _YES and word not in _NO:
        raise BadCellError(
            "yes-no-bad",
            _("“{found}” is neither Yes nor No.").format(found=written),
            _("Enter {yes} or {no}.").format(yes=YES, no=NO),
        )
    return word in _YES
