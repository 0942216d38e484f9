"""Chapters V and VI: options that a stated rule takes from the curve, and a form in which the reader recommends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from asnroster.judge.studied import Point, Reached, Study
from asnroster.output.docx.paper import Paper
from asnroster.output.signature import DOTS
from asnroster.output.study_words import cap_text, share_shown
from asnroster.words import _, number_text

LINES_TO_WRITE = 7


def chosen(study: Study) -> Sequence[tuple[Point, Reached]]:
    """The lowest cap, the one whose WFH share lies nearest to halfway, and the first that reaches the highest share.

    Points without a roster are passed over, and a point is never taken twice: up to three, by cap.
    """
    curve = [(point, roster) for point in study.points if (roster := point.reached.get(None)) is not None]
    if not curve:
        return ()
    shares = [roster.home_share or Fraction(0) for _point, roster in curve]
    last = shares.index(max(shares))
    half = (shares[0] + shares[last]) / 2
    middle = min(range(last + 1), key=lambda place: abs(shares[place] - half))
    return [curve[place] for place in sorted({0, middle, last})]


def choice_rule() -> list[str]:
    """The rule by which the options are taken, a line each."""
    return [
        _("the lowest cap of the curve;"),
        _("the cap whose WFH share lies nearest to halfway between the first and the last option;"),
        _("the first cap that reaches the highest WFH share of the curve: above it nothing is gained."),
    ]


def write_choices(study: Study, paper: Paper) -> None:
    """Chapter V."""
    paper.chapter(_("Options for a policy"))
    options = chosen(study)
    if not options:
        paper.text(_("There is no roster on the curve, so there is nothing to choose from."))
        return
    paper.text(
        _("Nobody chose these options; they are taken from the curve of chapter IV by this rule:"), stays=True
    )
    paper.bullets(choice_rule())
    paper.text(
        _(
            "None of them is recommended here. What holds for any other cap stands in the tables of chapter IV."
        )
    )
    for number, (point, roster) in enumerate(options, start=1):
        title = _("Option {number}: a daily cap of {cap}").format(number=number, cap=cap_text(point.cap))
        paper.section(title)
        for heading, sentences in (
            (_("What it gives"), _gives(roster)),
            (_("What it costs"), _costs(point, roster, options[0][1])),
            (_("What must be arranged"), _asks(study, point, roster)),
        ):
            paper.text(heading, style="Caption")
            paper.bullets(sentences)


def write_recommendation(study: Study, paper: Paper) -> None:
    """Chapter VI: an empty form."""
    signature = study.scenario.signature
    paper.chapter(_("Recommendation"))
    paper.text(_("Left to the reader and filled in by hand: the figures above do not choose."), stays=True)
    for heading in (_("Considerations:"), _("Recommendation:")):
        paper.text(heading, style="Caption")
        paper.blank(LINES_TO_WRITE)
    paper.text("", stays=True)
    place = _("{place}, {date}").format(place=signature.place or DOTS[:16], date=DOTS[:28])
    for line in (
        place,
        f"{signature.position or DOTS},",
        "",
        "",
        "",
        DOTS,
        _("NIP {nip}").format(nip=DOTS[:34]),
    ):
        paper.signed(line)


def _gives(roster: Reached) -> Iterator[str]:
    saved = roster.saved
    text = _("{share} of all person-days at home: {days} person-days in the period.")
    yield text.format(share=share_shown(roster.home_share), days=number_text(saved.home_days))
    budget, fuel, rupiah = (saved.lines[key] for key in ("budget_rupiah", "fuel_rupiah", "rupiah"))
    text = _(
        "Savings of {rupiah} rupiah (from {low} to {high}): {budget} rupiah of the government's budget and {fuel} rupiah of "
        "fuel of the staff."
    )
    yield text.format(
        rupiah=number_text(rupiah.whole),
        low=number_text(float(rupiah.low)),
        high=number_text(float(rupiah.high)),
        budget=number_text(budget.whole),
        fuel=number_text(fuel.whole),
    )
    text, co2 = _("{co2} kg of CO2 less (from {low} to {high})."), saved.co2
    yield text.format(
        co2=number_text(co2.whole), low=number_text(float(co2.low)), high=number_text(float(co2.high))
    )
    if roster.wishes is not None:
        yield _("{share} of the wishes of the staff are met.").format(share=share_shown(roster.wishes))


def _costs(point: Point, roster: Reached, first: Reached) -> Iterator[str]:
    if roster.lowest is not None:
        text = _("On the emptiest ordinary day {share} of those working are in the office.")
        yield text.format(share=share_shown(roster.lowest))
    if roster.service is not None and roster is first:
        text = _(
            "Service posts have their minimum on {service} of all post-days, and somebody above it on {spare}."
        )
        yield text.format(service=share_shown(roster.service), spare=share_shown(roster.spare))
    elif roster.service is not None:
        text = _(
            "Service posts have their minimum on {service} of all post-days (in option 1: {first}), and somebody above it on "
            "{spare} (in option 1: {before})."
        )
        yield text.format(
            service=share_shown(roster.service),
            first=share_shown(first.service),
            spare=share_shown(roster.spare),
            before=share_shown(first.spare),
        )
    if point.overfull:
        text = _("On {count} building-days more people are in than the building holds.")
        yield text.format(count=number_text(point.overfull))


def _asks(study: Study, point: Point, roster: Reached) -> Iterator[str]:
    if point.cap:
        text = _(
            "An order that lets each agency have up to {cap} of its people at home on a day, and a monthly roster of each."
        )
        yield text.format(cap=cap_text(point.cap))
        staying = [group for group in study.agencies if group.share == 0]
        if staying:
            text = _(
                "A word to the {people} people of the {count} agencies in which no day at home is possible."
            )
            yield text.format(
                people=number_text(sum(group.people for group in staying)), count=number_text(len(staying))
            )
    else:
        yield _("No order: everybody is in the office but those whom a letter puts at home.")
    if point.cap and roster.spare is not None and roster.spare < 1:
        text = _(
            "A stand-in for service posts on the {share} of post-days on which nobody is there above the minimum."
        )
        yield text.format(share=share_shown(1 - roster.spare))
    if point.overfull:
        yield _("Room for those who do not fit, or fewer people at a time in these buildings.")
    if roster.saved.closed_building_days:
        text = _("Caretaking of buildings on {count} building-days on which nobody is in.")
        yield text.format(count=number_text(roster.saved.closed_building_days))
    if point.cap and roster.saved.lines["budget_rupiah"].high:
        yield _(
            "Electricity and water switched off where nobody sits: without that the budget saves nothing."
        )
