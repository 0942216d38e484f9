"""How sheets look. Everything stays readable when printed in black and white."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook

FONT, NARROW = "Arial", "Arial Narrow"
HEADER_FILL, BAND_FILL, OFF_FILL, HOME_FILL, ABSENT_FILL, INPUT_FILL = (
    "#D9E2F3",
    "#EEF2FA",
    "#E4E4E4",
    "#9CC97F",
    "#FCE4D6",
    "#FFF2CC",
)
LINE, SOFT_LINE = "#7F7F7F", "#BFBFBF"
PIXELS_PER_LETTER = {FONT: 6.0, NARROW: 5.1}  # at 9 points

Properties = dict[str, Any]

STYLES: dict[str, Properties] = {
    "title": {"bold": True, "font_size": 14},
    "subtitle": {"font_size": 10},
    "note": {"italic": True, "font_size": 9},
    "section": {"bold": True, "font_size": 11},
    "cell": {"font_size": 9, "valign": "vcenter", "border": 1, "border_color": SOFT_LINE},
    "header": {
        "font_size": 9, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True,
        "border": 1, "border_color": LINE, "bg_color": HEADER_FILL,
    },
    "text": {"text_wrap": True, "num_format": "@"},
    "number": {"num_format": "#,##0", "align": "right", "indent": 1},
    "share": {"num_format": "0.0 %", "align": "right", "indent": 1},
    "cap": {"num_format": "0 %", "align": "right", "indent": 1},
    "gap": {"num_format": "0.00 %", "align": "right", "indent": 1},
    "decimal": {"num_format": "#,##0.0", "align": "right", "indent": 1},
    "input": {"align": "right", "indent": 1, "bg_color": INPUT_FILL},
    "input_share": {"num_format": "0.0 %", "align": "right", "indent": 1, "bg_color": INPUT_FILL},
    "figure": {"align": "right", "indent": 1},
    "index": {"num_format": "0.000", "align": "right", "indent": 1},
    "signed number": {"num_format": "+#,##0;-#,##0;0", "align": "right", "indent": 1},
    "points": {"num_format": '+0.0" pp";-0.0" pp";0.0" pp"', "align": "right", "indent": 1},
    "signed index": {"num_format": "+0.000;-0.000;0.000", "align": "right", "indent": 1},
    "date": {"num_format": "dd-mm-yyyy", "align": "center"},
    "centre": {"align": "center"},
    "left": {"align": "left", "valign": "top", "indent": 0},
    "band": {"bold": True, "bg_color": BAND_FILL},
    "off": {"bg_color": OFF_FILL, "font_color": "#595959"},
    "best": {"bold": True, "bg_color": "#E2EFDA"},
    "better": {"font_color": "#375623", "bold": True},
    "worse": {"font_color": "#C00000", "bold": True},
    "link": {"font_color": "#1F4E9E", "underline": 1},
    "grid": {
        "font_name": NARROW, "font_size": 10, "valign": "vcenter", "border": 1, "border_color": SOFT_LINE,
    },
    "first": {"top": 2, "top_color": "#404040"},
    "broken": {"border": 2, "border_color": "#C00000"},
    "alert": {"bg_color": "#F8CBAD"},
    "warning": {"bold": True, "font_size": 11, "font_color": "#C00000"},
    "last": {"bottom": 2, "bottom_color": "#404040"},
}  # fmt: skip

# The same for cells and for conditional formats, so that a code typed by hand takes its colour.
CODES: dict[str, Properties] = {
    "office": {"bg_color": "#FFFFFF"},
    "home": {"bg_color": HOME_FILL, "bold": True},
    "absent": {"bg_color": ABSENT_FILL, "fg_color": "#DDA27E", "pattern": 14, "italic": True, "bold": True},
    "off": {"bg_color": OFF_FILL, "font_color": "#6B6B6B"},
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Any] = {}

    def __call__(self, *names: str, **more: object) -> Any:
        """The format of these styles laid over each other, later ones and ``more`` on top."""
        key = (names, *sorted(more.items())) if more else names
        if key not in self._made:
            properties: Properties = {"font_name": FONT}
            for name in names:
                properties |= STYLES[name]
            self._made[key] = self._workbook.add_format(properties | more)
        return self._made[key]

    def code(self, name: str, *, conditional: bool = False) -> Any:
        """The format of a roster code: office, home, absent or off."""
        key = ("code", name, conditional)
        if key not in self._made:
            base = {} if conditional else STYLES["grid"] | {"align": "center"}
            self._made[key] = self._workbook.add_format(base | CODES[name])
        return self._made[key]


@lru_cache(maxsize=65536)
def lines_needed(text: str, width_pixels: int, font: str = FONT) -> int:
    """On how many lines a text of 9 points stands in a cell of that width."""
    letters = max(1, int((width_pixels - 8) / PIXELS_PER_LETTER[font]))
    if len(text) <= letters and "\n" not in text:
        return 1
    return sum(_wrapped_lines(part, letters) for part in text.split("\n"))


def _wrapped_lines(line: str, letters: int) -> int:
    """As many lines as ``wrap`` makes, without making them where only spaces part the words."""
    words = line.split(" ")
    lengths = [len(word) for word in words]
    hyphened = "-" in line and any("-" in word for word in words if word != "-")
    if hyphened or 0 in lengths or max(lengths) > letters:
        return max(1, len(wrap(line, letters)))
    lines, used = 1, -1
    for length in lengths:
        used += 1 + length
        if used > letters:
            lines, used = lines + 1, length
    return lines
