"""Weekdays and shares as people write them, and what is neither."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from asnroster.domain.weekdays import parse_share, parse_weekday, parse_weekdays
from asnroster.rules.kit.fields import weekdays_text

NAMES = [
    ("Senin", "Sen", "senin", "SENIN ", "Monday", "mon", "Sen."),
    ("Selasa", "Sel", "Tuesday", "Tue"),
    ("Rabu", "Rab", "Wednesday", "wed"),
    ("Kamis", "Kam", "Thursday", "Thu"),
    ("Jumat", "Jum", "Jum'at", "Jum’at", "Friday", "fri"),
    ("Sabtu", "Sab", "Saturday", "Sat"),
    ("Minggu", "Min", "Ahad", "Sunday", "Sun"),
]


@pytest.mark.parametrize(("day", "name"), [(day, name) for day, names in enumerate(NAMES) for name in names])
def test_a_weekday_in_both_languages(day: int, name: str) -> None:
    assert parse_weekday(name) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sen-Jum", {0, 1, 2, 3, 4}), ("Sen,Rab", {0, 2}), ("Sen Rab", {0, 2}), ("Senin; Kamis", {0, 3}), ("Sen - Sab", {0, 1, 2, 3, 4, 5}),
        ("Sen–Kam", {0, 1, 2, 3}), ("Senin s/d Jumat", {0, 1, 2, 3, 4}), ("Senin s.d. Rabu", {0, 1, 2}), ("SENIN S/D RABU", {0, 1, 2}),
        ("Senin sampai Rabu", {0, 1, 2}), ("Sen/Rab/Jum", {0, 2, 4}), ("Sen-Rab, Jum", {0, 1, 2, 4}),
        ("Jum-Sen", {4, 5, 6, 0}), ("Jumat", {4}), ("Sen,,Sel,", {0, 1}), ("Sen-Sen", {0}), ("Mon-Jum'at", {0, 1, 2, 3, 4}),
        (["Senin", "Kamis"], {0, 3}), (["Sen-Rab", "Sab"], {0, 1, 2, 5}), (("Fri",), {4}),
    ],
)  # fmt: skip
def test_weekdays(text: str | list[str], days: set[int]) -> None:
    assert parse_weekdays(text) == days


@pytest.mark.parametrize(
    "text", ["", "  ", ",", [], "Hari", "Sen-", "-Jum", "Sen-Rab-Jum", "Sen Xyz", "1", ["Senin", "Xyz"]]
)
def test_no_weekdays(text: str | list[str]) -> None:
    with pytest.raises(ValueError):
        parse_weekdays(text)


@pytest.mark.parametrize("text", ["", "Se", "Seninn", "5", "-"])
def test_no_weekday(text: str) -> None:
    with pytest.raises(ValueError):
        parse_weekday(text)


@pytest.mark.parametrize(
    ("value", "share"),
    [
        ("50 %", "1/2"), ("50%", "1/2"), (" 50 % ", "1/2"), ("33.5 %", "67/200"), ("33,5 %", "67/200"), ("1/2", "1/2"),
        ("1 / 3", "1/3"), ("2/3", "2/3"), (0.5, "1/2"), ("0.5", "1/2"), ("0,5", "1/2"), (0.1, "1/10"), (0.29, "29/100"),
        (50, "1/2"), ("50", "1/2"), (75.0, "3/4"), (100, "1"), ("100 %", "1"), (1, "1"), (1.0, "1"), (0, "0"), ("0 %", "0"),
        ("0.5 %", "1/200"), ("1 %", "1/100"), (Decimal("0.3"), "3/10"), (Fraction(2, 5), "2/5"), (33.3, "333/1000"),
    ],
)  # fmt: skip
def test_a_share_is_an_exact_fraction(value: object, share: str) -> None:
    assert parse_share(value) == Fraction(share)


@pytest.mark.parametrize(
    "value",
    ["", "%", "half", "150 %", 150, 101, "-5 %", -0.5, "3/2", "1/0", True, False, "nan", float("nan"), float("inf"), "-inf",
     None, "50 persen %", "1/2/3", "5 0 %%"],
)  # fmt: skip
def test_no_share(value: object) -> None:
    with pytest.raises(ValueError):
        parse_share(value)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ({0}, "Senin"),
        ({0, 1}, "Senin, Selasa"),
        ({0, 1, 2}, "Senin-Rabu"),
        ({0, 2, 3, 4, 6}, "Senin, Rabu-Jumat, Minggu"),
        (set(range(7)), "Senin-Minggu"),
        (set(), ""),
    ],
)
def test_weekdays_in_words_are_read_again(days: set[int], text: str) -> None:
    assert weekdays_text(frozenset(days)) == text
    if text:
        assert parse_weekdays(text) == days
