"""The study of readiness: figures worked out on paper, and what keeps people."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from asnroster.domain.problem import Building, ServicePost
from asnroster.judge.keeping import keepers, kept
from asnroster.judge.studied import LEVELS, Readiness, level_of
from asnroster.output.study_words import binding_text, step_text
from asnroster.readiness.steps import dropped, hard_case, one_step
from asnroster.rules.kit.case import Case
from asnroster.words import use_language
from tests.build import case, person, problem, rule, unit
from tests.studies import studied


def told(of: Case, group: Readiness) -> tuple[object, ...]:
    """(home days, rule that binds and its gain, step and its gain)."""
    binds, step = group.binds, group.step
    return (
        group.home,
        (of.rules[binds.rule].name, binds.gain) if binds else None,
        (step.text, step.gain) if step else None,
    )


# -- the largest share and what binds


def test_the_planted_rule_binds_and_its_step_is_told() -> None:
    """Dinas: 4 people, 2 must be in: 10 of 20; with one less, or none but a leader, 5 more. Badan: nothing binds."""
    use_language("en")
    units = [unit("Dinas"), unit("Badan", index=1)]
    people = [*(person(n, 0, echelon="III.a" if n == 0 else "") for n in range(4)), person(4, 1)]
    asked = case(
        problem(people, units=units),
        rule("leader_presence", at_least=1),
        rule("office_headcount", name="Min", at_least=2, units=["Dinas"], per="agency"),
    )
    found = studied(asked)
    whole, dinas, badan = found.groups
    assert told(asked, whole) == (15, ("Min", 5), ("at least 2 → 1", 5))
    assert told(asked, dinas) == (10, ("Min", 5), ("at least 2 → 1", 5))
    assert told(asked, badan) == (5, None, None)
    assert [group.level.key for group in found.groups] == ["ready", "ready", "ready"]
    assert (dinas.share, badan.share) == (Fraction(1, 2), Fraction(1))


def test_two_rules_that_bind_together_are_no_single_one() -> None:
    asked = case(problem(2), rule("office_headcount", at_least=1), rule("office_share", at_least="50 %"))
    (whole, *_rest) = studied(asked).groups
    assert told(asked, whole) == (5, None, None)


def test_prices_are_ranked_and_name_who_gains() -> None:
    """Without the sector rule 10 days more (Puskesmas), without the minimum 5 (Dinas)."""
    units = [
        unit("Dinas", sector="administrasi", min_office=1),
        unit("Puskesmas", index=1, sector="kesehatan"),
    ]
    people = [person(0), person(1), person(2, 1), person(3, 1)]
    asked = case(
        problem(people, units=units),
        rule("office_headcount"),
        rule("mandatory_office", sectors=["kesehatan"]),
    )
    prices = studied(asked).prices
    assert [(asked.rules[p.rule].key, p.dropped.gain, p.units) for p in prices] == [
        ("mandatory_office", 10, ((1, 10),)),
        ("office_headcount", 5, ((0, 5),)),
    ]
    assert [p.step.gain if p.step else None for p in prices] == [None, 5]


def test_a_sheets_figure_does_not_pass_to_another_rule_when_its_own_is_dropped() -> None:
    asked = case(problem(2, units=[unit("Dinas", max_home_share=Fraction(1, 2))]),
                 rule("home_share", name="sheet"), rule("home_share", name="other", at_most="100 %"))  # fmt: skip
    whole = studied(asked).groups[0]
    assert told(asked, whole)[:2] == (5, ("sheet", 5))


@pytest.mark.parametrize(
    ("key", "fields", "text", "field", "value"),
    [
        ("home_share", {"at_most": "50 %"}, "at most 50 % → 55 %", "at_most", Fraction(11, 20)),
        ("home_share", {"at_most": "98 %"}, "at most 98 % → 100 %", "at_most", Fraction(1)),
        ("office_days_per_week", {"at_least": 3}, "at least 3 → 2", "at_least", 2),
        ("home_days_per_week", {"at_most": 2}, "at most 2 → 3", "at_most", 3),
        ("eligible_for_home", {"min_months_in_post": 6}, "months in post 6 → 5", "min_months_in_post", 5),
    ],
)
def test_one_step_of_a_figure(key: str, fields: dict[str, Any], text: str, field: str, value: object) -> None:
    use_language("en")
    step = one_step(case(problem(1), rule(key, **fields)), 0)
    assert step is not None
    assert (step.text, getattr(step.case.rules[0], field)) == (text, value)


def test_one_step_of_the_sheets_and_none_where_there_is_no_figure() -> None:
    units = [unit("Dinas", min_office=2, max_home_share=Fraction(1, 2)), unit("Badan", index=1)]
    asked = case(
        problem(1, units=units, posts=(ServicePost(0, "Loket", 1),)),
        rule("office_headcount"), rule("home_share"), rule("service_posts"), rule("mandatory_office"),
    )  # fmt: skip
    steps = [one_step(asked, index) for index in range(4)]
    assert [(u.min_office, u.max_home_share) for u in steps[0].case.problem.units] == [  # type: ignore[union-attr]
        (1, Fraction(1, 2)), (None, None)]  # fmt: skip
    assert steps[1].case.problem.units[0].max_home_share == Fraction(11, 20)  # type: ignore[union-attr]
    assert steps[2].case.problem.posts[0].min_office == 0  # type: ignore[union-attr]
    assert steps[3] is None
    assert len(dropped(asked, 3).case.rules) == 3


def test_soft_rules_are_no_part_of_the_law() -> None:
    asked = case(problem(1), rule("preferences", weight=1), rule("office_headcount", at_least=1))
    assert [r.key for r in hard_case(asked).rules] == ["office_headcount"]


def test_classes_by_their_thresholds() -> None:
    shares = (
        Fraction(1),
        Fraction(1, 2),
        Fraction(49, 100),
        Fraction(1, 5),
        Fraction(19, 100),
        Fraction(0),
        None,
    )
    assert [level_of(share).key for share in shares] == [
        "ready", "ready", "partly", "partly", "limited", "office", "impossible",
    ]  # fmt: skip
    assert [level.least for level in LEVELS] == sorted((level.least for level in LEVELS), reverse=True)


# -- what keeps people


def test_everybody_is_counted_once_by_what_keeps_them() -> None:
    units = [unit("Dinas", sector="administrasi"), unit("Puskesmas", index=1, sector="kesehatan")]
    people = [
        person(0),
        person(1, 1),
        person(2, echelon="II.b"),
        person(3, position="Camat Timur"),
        person(4, remote_capable=False),
        person(5, disciplined_until="proses"),
        person(6, in_post_since=date(2025, 11, 1)),
        person(7),
        person(8),
        person(9, 1, disciplined_until="proses"),  # both: the sector decides first
    ]
    asked = case(
        problem(
            people, units=units, absent={(7, d): "C" for d in range(5)}, pins=[(8, d, 1) for d in range(5)]
        ),
        rule("fixed_days"),
        rule("mandatory_office", sectors=["kesehatan"]),
        rule("office_weekdays", weekdays="Sen-Min", echelons=["II"]),
        rule("office_weekdays", name="camat", weekdays="Sen-Min", positions=["Camat*"]),
        rule("eligible_for_home", min_months_in_post=6),
    )
    reasons = keepers(asked)
    assert reasons == [
        "may", "sector", "leader", "role", "not-remote-capable", "disciplined", "new-in-post", "absent", "letter",
        "sector",
    ]  # fmt: skip
    assert kept(reasons) == {
        "may": 1, "sector": 2, "leader": 1, "role": 1, "not-remote-capable": 1, "disciplined": 1,
        "new-in-post": 1, "letter": 1, "absent": 1,
    }  # fmt: skip


def test_somebody_whom_weekly_rules_keep_in_is_told_so() -> None:
    assert keepers(case(problem(1), rule("office_days_per_week", at_least=5))) == ["limits"]


def test_where_no_roster_exists_the_rule_that_would_help_is_told() -> None:
    use_language("en")
    units = [unit("Dinas", sector="kesehatan"), unit("Badan", index=1)]
    people = [person(0, building="A"), person(1, building="A"), person(2, 1)]
    asked = case(
        problem(people, units=units, buildings=(Building("A", 1),)),
        rule("mandatory_office", sectors=["kesehatan"]),
        rule("building_capacity"),
    )
    found = studied(asked)
    assert [(g.home, g.level.key) for g in found.groups] == [
        (None, "impossible"), (None, "impossible"), (5, "ready"),
    ]  # fmt: skip
    # Without the sector both may be at home; with room for one more both fit in, and nobody is at home.
    step = ("capacity of every building 1 higher", 0)
    assert told(asked, found.groups[1])[1:] == (("mandatory_office", 10), step)
    assert binding_text(found, found.groups[1]) == "Mandatory office: without it a roster exists"
    assert step_text(found, found.groups[1]).endswith("1 higher: then a roster exists")
    assert not found.disagreement
