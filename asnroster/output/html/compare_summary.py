"""The summary of a comparison: which column has most of what, and what it costs, in sentences; nothing is recommended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from asnroster.output import blocks
from asnroster.output.assumptions import assumed_lines
from asnroster.output.blocks import Section
from asnroster.output.comparison import Side, dates_text
from asnroster.output.figures import MEASURES, Number, difference_cell, shown
from asnroster.output.gains import agencies
from asnroster.output.html.compare_sides import MOST_DETAILED, Sides
from asnroster.output.savings import rupiah_text
from asnroster.words import Text, _, number_text

MOST_NAMES = 4
KINDS = {measure.key: measure.kind for measure in MEASURES}
TITLES = {measure.key: measure.title for measure in MEASURES}


class Ends(NamedTuple):
    """A measure in words: where columns differ, and where all are alike."""

    key: str
    differ: Text
    alike: Text


TOLD = (
    Ends("home_share",
         Text("WFH: most with {most} ({high} of all person-days worked), least with {least} ({low}).",
              "WFH: terbanyak pada {most} ({high} dari semua orang-hari kerja), tersedikit pada {least} ({low})."),
         Text("The WFH share is the same everywhere: {high}.", "Porsi WFH sama di semua kolom: {high}.")),
    Ends("hard_violations",
         Text("Rules that must hold: fewest violations with {least} ({low}), most with {most} ({high}).",
              "Aturan wajib: pelanggaran tersedikit pada {least} ({low}), terbanyak pada {most} ({high})."),
         Text("Violations of rules that must hold: {high} with each of them.",
              "Pelanggaran aturan wajib: {high} pada setiap kolom.")),
    Ends("emptiest",
         Text("Presence: on its emptiest working day the offices hold most people with {most} ({high}), fewest with {least} ({low}).",
              "Kehadiran: pada hari kerja terlengang, pegawai di kantor terbanyak pada {most} ({high} orang), tersedikit pada {least}"
              " ({low} orang)."),
         Text("Presence: the emptiest working day has {high} people in the office with each of them.",
              "Kehadiran: pada hari kerja terlengang ada {high} orang di kantor pada setiap kolom.")),
    Ends("posts_kept",
         Text("Service: the posts have their minimum most often with {most} ({high} of the days on which they are open), least"
              " often with {least} ({low}).",
              "Layanan: Min WFO paling sering terpenuhi pada {most} ({high} dari hari buka layanan), paling jarang pada {least}"
              " ({low})."),
         Text("Service: the posts have their minimum on {high} of the days on which they are open, with each of them.",
              "Layanan: Min WFO terpenuhi pada {high} dari hari buka layanan, pada setiap kolom.")),
    Ends("leader_gaps",
         Text("Leaders: days on which an agency has no leader in the office are fewest with {least} ({low}), most with {most}"
              " ({high}).",
              "Pimpinan: hari tanpa pimpinan di kantor suatu OPD tersedikit pada {least} ({low}), terbanyak pada {most} ({high})."),
         Text("Leaders: {high} days on which an agency has no leader in the office, with each of them.",
              "Pimpinan: {high} hari tanpa pimpinan di kantor suatu OPD, pada setiap kolom.")),
    Ends("home_gini",
         Text("Fairness: home days are shared out most evenly with {least} (Gini {low}), least evenly with {most} (Gini {high}).",
              "Keadilan: hari WFH terbagi paling merata pada {least} (Gini {low}), paling tidak merata pada {most} (Gini {high})."),
         Text("Fairness: home days are shared out alike everywhere (Gini {high}).",
              "Keadilan: hari WFH terbagi sama di semua kolom (Gini {high}).")),
    Ends("savings_rupiah",
         Text("Savings against everybody in the office: most with {most} ({high} rupiah; from low to high assumptions {span}), least"
              " with {least} ({low} rupiah).",
              "Penghematan dibandingkan dengan semua pegawai WFO: terbanyak pada {most} ({high} rupiah; dari asumsi rendah sampai"
              " tinggi {span}), tersedikit pada {least} ({low} rupiah)."),
         Text("Savings against everybody in the office: {high} rupiah with each of them (from low to high assumptions {span}).",
              "Penghematan dibandingkan dengan semua pegawai WFO: {high} rupiah pada setiap kolom (dari asumsi rendah sampai tinggi"
              " {span}).")),
)  # fmt: skip
AGAINST = ("home_share", "emptiest", "posts_kept", "leader_gaps", "hard_violations", "savings_rupiah")


def summary_section(sides: Sides) -> Section:
    """Who and when, the ends of each measure, each column against the first, and what a reader must know."""
    paragraphs = [_who(sides), *_ends(sides), *_against(sides)]
    paragraphs.append(
        _("Nothing is recommended here: which of these weighs more is for those who decide to say.")
    )
    return Section(
        "summary",
        _("Summary"),
        paragraphs=paragraphs,
        figures=list(_figures(sides)),
        remarks=list(_remarks(sides)),
    )


def quoted(names: Sequence[str]) -> str:
    """Some names, and how many more there are."""
    text = ", ".join(f"“{name}”" for name in names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return _("{names} and {count} more").format(names=text, count=more) if more > 0 else text


def extremes(sides: Sides, key: str) -> tuple[tuple[list[Side], Number], tuple[list[Side], Number]] | None:
    """The columns with most and with least of a measure, and how much; None where fewer than two have it."""
    pairs = list(sides.figures(key))
    if len(pairs) < 2:
        return None
    high, low = max(value for _column, value in pairs), min(value for _column, value in pairs)
    most, least = ([column for column, value in pairs if value == end] for end in (high, low))
    return (most, high), (least, low)


def _who(sides: Sides) -> str:
    columns = quoted([column.heading for column in sides.columns])
    if sides.swept:
        template = _(
            "One policy is held against itself at {count} values of {field}: {names}. Dates: {dates}."
        )
    else:
        template = _("{count} policies or rosters are held against each other: {names}. Dates: {dates}.")
    text = template.format(
        count=len(sides.columns), names=columns, dates=dates_text(sides.first), field=sides.corner
    )
    problem = next((column.case.problem for column in sides.columns if column.case), None)
    if problem is None:
        return text
    people = _("They are about {people} people of {agencies} agencies.").format(
        people=number_text(problem.headcount), agencies=number_text(len(agencies(sides.columns)))
    )
    return f"{text} {people}" if agencies(sides.columns) else text


def _ends(sides: Sides) -> Iterator[str]:
    for measure in TOLD:
        ends = extremes(sides, measure.key)
        if ends is None:
            continue
        (most, high), (least, low) = ends
        kind, report = KINDS[measure.key], most[0].report
        yield str(measure.alike if high == low else measure.differ).format(
            most=quoted([one.heading for one in most]),
            least=quoted([one.heading for one in least]),
            high=shown(high, kind),
            low=shown(low, kind),
            span=report.savings.rupiah.span if report else "",
        )


def _against(sides: Sides) -> Iterator[str]:
    """What each column changes against the first; of many columns the last one alone."""
    others = [one for one in sides.comparable if one is not sides.first]
    if sides.first.report is None:
        return
    for column in others[-1:] if len(others) > MOST_DETAILED else others:
        yield _("“{name}” against “{first}”: {changes}.").format(
            name=column.heading,
            first=sides.first.heading,
            changes="; ".join(_changes(sides.first, column)) or _("no difference"),
        )


def _changes(first: Side, column: Side) -> Iterator[str]:
    for key in AGAINST:
        before, after = first.figures[key], column.figures[key]
        if isinstance(before, Number) and isinstance(after, Number) and before != after:
            yield _("{measure} {difference} (now {value})").format(
                measure=TITLES[key],
                difference=blocks.shown(difference_cell(after - before, KINDS[key])),
                value=shown(after, KINDS[key]),
            )


def _figures(sides: Sides) -> Iterator[tuple[str, str]]:
    """What stands in large figures: the first column's share and how far the others go."""
    for key in ("home_share", "emptiest", "posts_kept"):
        values = [value for _column, value in sides.figures(key)]
        if values:
            yield str(TITLES[key]), _span(shown(value, KINDS[key]) for value in (min(values), max(values)))
    saved = [column.report.savings.rupiah for column in sides.comparable if column.report]
    if saved:
        ends = (end(line.middle for line in saved) for end in (min, max))
        yield _("Savings, middle"), _span(map(rupiah_text, ends))


def _span(ends: Iterable[str]) -> str:
    """From one to the other; one alone where both look alike."""
    return " - ".join(dict.fromkeys(ends))


def _remarks(sides: Sides) -> Iterator[str]:
    for column in sides.columns:
        if column.report is None:
            yield _("“{name}” has no roster: {why}.").format(name=column.heading, why=column.why)
        elif column not in sides.comparable:
            yield _(
                "“{name}” is for other dates or other people: it stands beside the others without differences."
            ).format(name=column.heading)
        elif column.outcome.time_limited or column.outcome.interrupted:
            yield _("The search for “{name}” was cut short: a better roster may exist.").format(
                name=column.heading
            )
    yield from assumed_lines(sides.problems)
