"""Charts as pictures: vectors, small, the same bytes each time; round figures, and no two texts upon each other."""

from __future__ import annotations

import base64
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Any

import pytest

from asnroster.output.blocks import Chart, Figures, Form
from asnroster.output.charts import address, drawn, spark
from asnroster.output.svg import LINE_HEIGHT, WIDTH, Labels, Scale, text_width
from asnroster.words import number_text, use_language

SVG = "{http://www.w3.org/2000/svg}"
DAYS = [str(day) for day in range(1, 32)]
CAPS = ["0 %", "10 %", "20 %", "30 %", "40 %", "50 %", "60 %", "70 %", "75 %"]
AGENCIES = [
    "Dinas Pendidikan",
    "Badan Keuangan dan Aset Daerah",
    "Dinas Kesehatan",
    "Satpol PP",
    "Kecamatan Bekasi Barat",
]
POLICIES = [
    "baseline-wfo",
    "bkn-3-2",
    "jabar-tahap-2-bergilir",
    "permenpanrb-4-2025",
    "roster-desember-2026-final.xlsx@bkn-3-2",
]
SAVED = [
    "Listrik gedung dengan hari tutup",
    "Air dan perlengkapan",
    "Tunjangan hadir harian",
    "Bahan bakar pegawai",
]


Series = list[tuple[str, Figures]]


def chart(
    form: Form, labels: list[str], series: Series, across: str = "", up: str = "", **more: Any
) -> bytes:
    return drawn(Chart("", "", form, labels, series, across, up, **more))


def presence(people: int, days: int) -> bytes:
    parts: Series = [
        ("WFO", [people] * days),
        ("WFH", [people // 3] * days),
        ("Tidak hadir", [people // 20] * days),
    ]
    return chart("stacked", DAYS[:days], parts, up="pegawai")


def lines(count: int, caps: int) -> bytes:
    figures = [(f"{name} {place}", [0.1, None, *[0.5] * (caps - 2)]) for place, name in enumerate(AGENCIES)]
    return chart(
        "lines",
        CAPS[:caps],
        figures[:count],
        "Batas porsi WFH harian",
        "Porsi WFH",
        kind="share",
        marks=[("Jadwal ini", 1.5, 0.3)],
    )


CHARTS: dict[str, Callable[[], bytes]] = {
    "five people": lambda: presence(4, 5),
    "a month": lambda: presence(220, 31),
    "a city": lambda: presence(13_907, 31),
    "home days": lambda: chart("counts", [str(n) for n in range(16)], [("", [*range(15), 12_345])], "hari WFH dalam periode", "pegawai"),
    "spans of days": lambda: chart("counts", [f"{n}-{n + 1}" for n in range(0, 60, 2)], [("", list(range(30)))], "hari", "pegawai"),
    "savings": lambda: chart("bars", SAVED, [("Rendah", [1, 2, 0, 4]), ("Tengah", [2, None, 1, 9]), ("Tinggi", [3, 8, 2, 66])], "", "juta rupiah"),
    "two policies": lambda: chart("bars", POLICIES[:2], [("Porsi WFH", [0.0007, 0.129])], "", "porsi WFH", kind="share"),
    "five policies": lambda: chart("bars", POLICIES, [("Tersedikit di kantor", [9, 8, 7, 6, 5])], "", "pegawai"),
    "fourteen policies": lambda: chart("bars", [f"{one}-{n}" for n in range(14) for one in ("kebijakan-kota",)], [("Gini", [0.01 * n for n in range(14)])], "", "Gini"),
    "curve": lambda: lines(3, 9),
    "agencies": lambda: lines(5, 4),
    "savings of caps": lambda: chart("lines", CAPS, [("Tengah", [n / 2 for n in range(9)])], "Batas", "juta rupiah", band=([0] * 9, list(range(9)))),
    "sweep": lambda: chart("lines", [f"{n} hari" for n in range(24)], [("Terbanyak", [9000 + n for n in range(24)])], "office_days.at_least", "pegawai"),
}  # fmt: skip
Box = tuple[float, float, float, float]


def texts(svg: bytes) -> Iterator[tuple[str, float, str, ET.Element]]:
    for one in ET.fromstring(svg).iter(f"{SVG}text"):
        yield (
            "\n".join(one.itertext()) if len(one) else one.text or "",
            float(one.get("font-size", 0)),
            one.get("text-anchor", "start"),
            one,
        )


def boxes(svg: bytes) -> Iterator[tuple[str, Box]]:
    """Every level text with the room that its letters take; of turned ones the room at right angles to their line."""
    for words, size, anchor, one in texts(svg):
        x, y = float(one.get("x", 0)), float(one.get("y", 0))
        width = text_width(words, size) / 1.1
        if "rotate" in one.get("transform", ""):
            angle = math.radians(40)
            x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        yield (
            words,
            (left, y - 0.75 * size, left + width, y + 0.2 * size + (words.count("\n")) * LINE_HEIGHT * size),
        )


@pytest.mark.parametrize(("name", "language"), list(product(CHARTS, ("id", "en"))))
def test_no_text_lies_upon_another_nor_out_of_the_picture(name: str, language: str) -> None:
    use_language(language)
    svg = CHARTS[name]()
    turned = {words for words, _size, _anchor, one in texts(svg) if one.get("transform")}
    level = [(words, box) for words, box in boxes(svg) if words not in turned]
    height = float(ET.fromstring(svg).get("viewBox", "").split()[3])
    for words, (left, top, right, bottom) in level:
        assert left >= 0 and right <= WIDTH and top >= 0 and bottom <= height, words
    for group in (level, [(words, box) for words, box in boxes(svg) if words in turned]):
        for (one, a), (other, b) in combinations(group, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
    for words, size, _anchor, one in texts(svg):
        if words in turned:  # it ends at its place, and begins below and to the left of it
            assert float(one.get("x", 0)) - text_width(words, size) * math.cos(math.radians(40)) >= 0, words
            assert float(one.get("y", 0)) + text_width(words, size) * math.sin(math.radians(40)) <= height, (
                words
            )


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_small_vectors_and_the_same_each_time(name: str) -> None:
    svg = CHARTS[name]()
    assert svg == CHARTS[name]()
    assert len(svg) < 16_000
    assert not list(ET.fromstring(svg).iter(f"{SVG}image"))


def test_what_a_name_says_is_only_letters() -> None:
    svg = chart("bars", ["<script>"], [('A & "B"', [1])], "", "<b>")
    assert b"<script>" not in svg
    assert {words for words, *_rest in texts(svg)} >= {"<script>", 'A & "B"', "<b>"}


def test_series_are_told_apart_without_colour() -> None:
    """Bars by darkness or hatching, lines by dash and mark."""
    bars = chart("bars", ["x"], [(name, [1]) for name in "abcde"], "", "").decode()
    assert (
        len(re.findall("<pattern ", bars)) == 4
        and len(set(re.findall(r'<pattern.*?<path d="([^"]*)"', bars))) == 4
    )
    drawn = chart("lines", ["x", "y"], [(name, [1, 2]) for name in "abcdefgh"], "", "").decode()
    marks = re.findall(r'<path d="([^"]*)" transform="translate', drawn)
    assert len(set(marks)) == 8
    assert len(set(re.findall(r'stroke-dasharray="([^"]*)"', drawn))) == 7  # the first has none


@pytest.mark.parametrize(
    ("most", "whole", "top", "ticks"),
    [
        (21, True, 0.0, ["0", "5", "10", "15", "20", "25"]),
        (2, True, 0.0, ["0", "1", "2"]),
        (1, True, 0.0, ["0", "1"]),
        (0, True, 0.0, ["0", "1"]),
        (14_000, True, 0.0, ["0", "5.000", "10.000", "15.000"]),
        (0.13, False, 0.0, ["0,00", "0,05", "0,10", "0,15"]),
        (0.0004, False, 0.0, ["0,0000", "0,0001", "0,0002", "0,0003", "0,0004"]),
        (0.3, False, 1.0, ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
    ],
)
def test_figures_at_the_side_are_round(most: float, whole: bool, top: float, ticks: list[str]) -> None:
    """Ten people once stood at 2.5, 5.0, 7.5."""
    told = lambda value, step: number_text(value, 0 if step >= 1 else -math.floor(math.log10(step) + 1e-9))  # noqa: E731
    scale = Scale.of(most, told, whole=whole, top=top)
    assert scale.labels == ticks
    assert scale.top >= most


def test_labels_take_the_room_that_there_is() -> None:
    assert Labels.of(DAYS, 17) == Labels(DAYS, 2, 0, pytest.approx(21.6), pytest.approx(8.008))
    assert Labels.of(SAVED, 130).texts == [
        "Listrik gedung\ndengan hari tutup", "Air dan\nperlengkapan", "Tunjangan hadir\nharian", "Bahan bakar\npegawai",
    ]  # fmt: skip
    turned = Labels.of(POLICIES, 50)
    assert (turned.tilt, turned.step) == (40, 1)
    assert turned.texts[-1] == "roster-desember-2026-fi…"


def test_nothing_to_draw_leaves_a_hole() -> None:
    drawn = chart("lines", ["a", "b", "c", "d"], [("x", [1, None, 2, 3])], "", "").decode()
    line = next(
        data
        for data in re.findall(r'<path d="([^"]*)" fill="none" stroke="#1F3864"', drawn)
        if data.count("M") > 1
    )
    assert (line.count("M"), line.count("L")) == (2, 1)


def test_the_lowest_of_a_strip_is_dark() -> None:
    assert spark([0.5, 1.0, 0.5]).count(b"#A01818") == 1
    assert b"#A01818" not in spark([1.0, 1.0])


def test_a_page_holds_a_chart_in_its_address() -> None:
    head, _comma, body = address(b"<svg/>").partition(",")
    assert (head, base64.b64decode(body)) == ("data:image/svg+xml;base64", b"<svg/>")
