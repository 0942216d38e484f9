"""Jadwal on paper: a scale that keeps letters at 7 points, and a page for each agency."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from math import ceil

from asnroster.domain.problem import Problem
from asnroster.output.page import BOTTOM_MARGIN, TOP_MARGIN, Page
from asnroster.output.sheets.grid import (
    ABSENT_WIDTH,
    FIRST_DAY,
    FIRST_PRINTED,
    NAME_COLUMNS,
    TOTAL_WIDTH,
    Grid,
)

SIDE_MARGIN = 0.2  # inches
PAPER_INCHES = {9: (11.69, 8.27), 14: (13.0, 8.5)}  # landscape, by XlsxWriter's paper code
LEAST_SCALE = 70  # per cent: letters of 10 points are printed at 7
PIXELS_PER_INCH, POINTS_PER_INCH = 96, 72
# Excel prints columns of Arial 10 up to 6 % wider than their pixels say: a digit has 7.41 pixels, not 7.
WIDTH_IN_USE, HEIGHT_IN_USE = 0.935, 0.95
MOST_BREAKS = 1000  # Excel takes 1,026
MONTH_DAYS = 31
TITLE_POINTS, HEADER_POINTS = 50.0, 82.0  # rows above the header, and those that every page repeats
FOOT_POINTS = 15.0  # a row below the last person
SIGNED_PEOPLE = 3  # at least so many stand on the page of the signature


def printed_width(grid: Grid) -> int:
    """Pixels of the widest of the pages side by side; those after the first repeat the columns through Nama."""
    left, names = sum(grid.widths[FIRST_PRINTED:]), sum(grid.widths[FIRST_PRINTED:NAME_COLUMNS])
    days = [grid.day_width(day) for day in range(grid.problem.days)]
    bounds = [0, *day_breaks(grid.problem), len(days)]
    widths = [names + sum(days[first:last]) for first, last in pairwise(bounds)]
    widths[0] += left - names
    widths[-1] += 2 * TOTAL_WIDTH + ABSENT_WIDTH
    return max(widths)


def day_breaks(problem: Problem) -> list[int]:
    """The dates with which a further page begins: each month has one of its own, or each is about a month."""
    dates, days = problem.horizon.dates, problem.days
    wide = max(1, round(days / MONTH_DAYS))
    firsts = [day for day in range(1, days) if dates[day].day == 1]
    if wide > 1 and len(firsts) == wide - 1:
        return firsts
    return [days * part // wide for part in range(1, wide)]


def print_scale(grid: Grid) -> int:
    """Per cent at which the roster is printed: as large as its page allows, and never so small that letters fall below 7 points."""
    return max(LEAST_SCALE, scale_to_width(grid.book.paper, SIDE_MARGIN, printed_width(grid)))


def scale_to_width(paper: int, margin: float, pixels: int) -> int:
    """Per cent at which so many pixels fill the width of a paper between its margins (inches), 100 at most."""
    room = (PAPER_INCHES[paper][0] - 2 * margin) * PIXELS_PER_INCH * WIDTH_IN_USE
    return min(100, int(100 * room / pixels))


def page_points(paper: int, scale: int) -> float:
    """The height of a page between its margins, in points of the sheet."""
    inches = PAPER_INCHES[paper][1] - TOP_MARGIN - BOTTOM_MARGIN
    return inches * POINTS_PER_INCH * 100 / scale * HEIGHT_IN_USE


def page_starts(grid: Grid, heights: Sequence[float], foot: int) -> list[int]:
    """The people with whom a printed page begins: the first of each agency, and more where it fills several pages.

    An agency's rows are shared out evenly, so that none stands alone on its last page. Counts, legend and signature
    are not torn apart, and people stand above them.

    Args:
        grid: where the roster stands.
        heights: of the people's rows, in points.
        foot: rows that follow the last person.
    """
    room = page_points(grid.book.paper, print_scale(grid)) - HEADER_POINTS
    starts: list[int] = []
    for _agency, rows in groupby(range(len(heights)), key=lambda person: grid.problem.unit_of(person).agency):
        people = list(rows)
        titles = 0.0 if people[0] else TITLE_POINTS
        below = FOOT_POINTS * foot if people[-1] == len(heights) - 1 else 0.0
        starts += evenly(people, heights, room, titles=titles, below=below)
    return starts


def evenly(
    people: Sequence[int], heights: Sequence[float], room: float, *, titles: float, below: float
) -> list[int]:
    """The people with whom a page begins, shared out evenly; what stands below the last one is not torn apart.

    Args:
        people: rows in order.
        heights: of all rows, in points.
        room: of a page below the header that it repeats, in points.
        titles: what stands above the header of the first page, in points.
        below: what stands below the last one, in points.
    """
    whole = titles + sum(heights[person] for person in people) + below
    wanted, used = whole / ceil(whole / room), titles
    starts = [people[0]]
    for person in people[1:]:
        used += heights[person - 1]
        if used + heights[person] > room or used >= wanted:
            starts.append(person)
            used = 0.0
    signed = people[-SIGNED_PEOPLE:][0]
    if used + heights[people[-1]] + below > room and signed > starts[-1]:
        starts.append(signed)
    return starts


def page_breaks(grid: Grid, starts: Sequence[int]) -> list[int]:
    """Rows before which a page ends; where there are too many for Excel only the agencies'."""
    if len(starts) > MOST_BREAKS:
        units = grid.problem.unit_of
        starts = [
            person for person in starts if not person or units(person).agency != units(person - 1).agency
        ]
    return [grid.first + person for person in starts[:MOST_BREAKS] if person]


def set_up(grid: Grid, page: Page, starts: Sequence[int]) -> None:
    """Print area, scale and breaks."""
    across = day_breaks(grid.problem)
    page.finish(
        (grid.top - 1, grid.header),
        freeze_columns=NAME_COLUMNS,
        first_column=FIRST_PRINTED,
        repeat_columns=NAME_COLUMNS,
        pages_wide=1 + len(across),
        scale=print_scale(grid),
    )
    sheet = grid.sheet
    sheet.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN, top=TOP_MARGIN, bottom=BOTTOM_MARGIN)
    sheet.set_h_pagebreaks(page_breaks(grid, starts))
    sheet.set_v_pagebreaks([FIRST_DAY + day for day in across])
