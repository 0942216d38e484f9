"""Charts as pictures: vectors for pages, pixels for documents, the same bytes each time."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET

from asnroster.output.charts import Form, address, bar_chart, grouped_bars, line_chart, presence_chart, spark


def drawings(form: Form) -> list[bytes]:
    lines = [("a", [0.1, None, 0.5]), ("b", [0.3, 0.4, 0.5])]
    labels = ["0 %", "50 %", "75 %"]
    return [
        presence_chart(["1", "2"], [("WFO", [3, 0]), ("WFH", [1, 4])], "people", form=form),
        bar_chart(["0", "1"], [4, 2], "days", "people", form=form),
        grouped_bars(labels, lines, "cap", "share", shares=True, form=form),
        line_chart(labels, lines, "cap", "share", band=([0, 0, 0], [1, 1, 1]), marks=[("x", 1, 0.5)], form=form),
    ]  # fmt: skip


def test_charts_are_vectors() -> None:
    for svg in [*drawings("svg"), spark([0.5, 1.0, 1.0])]:
        drawn = ET.fromstring(svg)
        assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
        assert len(list(drawn.iter("{http://www.w3.org/2000/svg}path"))) >= 4
        assert not list(drawn.iter("{http://www.w3.org/2000/svg}image"))
    assert drawings("svg") == drawings("svg")


def test_charts_are_pixels_for_documents() -> None:
    assert all(png.startswith(b"\x89PNG\r\n\x1a\n") and len(png) > 4000 for png in drawings("png"))
    assert drawings("png") == drawings("png")


def test_a_page_holds_a_chart_in_its_address() -> None:
    head, _comma, body = address(b"<svg/>").partition(",")
    assert (head, base64.b64decode(body)) == ("data:image/svg+xml;base64", b"<svg/>")


def test_people_are_counted_in_whole_numbers() -> None:
    """Ten people once stood at 2.5, 5.0, 7.5; letters are outlines, which matplotlib names in comments."""
    days = [str(day) for day in range(1, 21)]
    charts = [
        presence_chart(days, [("WFO", [14, *[10] * 19]), ("WFH", [6] * 20)], "pegawai"),
        bar_chart(["0", "1"], [1, 2], "hari", "pegawai"),
    ]
    for svg, wanted in zip(charts, (["0", "5", "10", "15", "20"], ["0", "1", "2"]), strict=True):
        side = svg.decode().partition('id="matplotlib.axis_2"')[2]
        ticks = re.findall(r"<!-- ([^>]*) -->", side)
        assert [tick for tick in ticks if re.fullmatch(r"[0-9.,]+", tick)][: len(wanted)] == wanted
