"""The sample's month: absences, pins, wishes, counters and buildings leave room for a roster."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from asnroster.domain.calendar import MONDAY_TO_FRIDAY, national_calendar
from asnroster.domain.weekdays import parse_weekday
from asnroster.sample import Sample, make_sample
from tests.samples import Row, inherited, located, rows, workdays, working_days


def test_absences_take_four_percent_and_never_overlap(
    sample: Sample, staff: dict[str, Row], units: dict[str, Row]
) -> None:
    absences = rows(sample, "Ketidakhadiran")
    assert {row["Kode"] for row in absences} <= {"C", "S", "DL", "TB"}
    assert len({row["NIP"] for row in absences}) == len(absences)
    worked = {nip: working_days(row, units) for nip, row in staff.items() if row["Kedudukan"] == "Aktif"}
    away = 0
    for row in absences:
        days = [day for day in worked[row["NIP"]] if row["Mulai"] <= day <= row["Selesai"]]
        assert days
        away += len(days)
        if row["Kode"] != "TB":
            assert row["Mulai"] in days
            assert row["Selesai"] in days
    assert away / sum(map(len, worked.values())) == pytest.approx(0.04, abs=0.002)


def test_pins_lie_on_days_worked_and_present_and_home_pins_have_a_document(
    sample: Sample, staff: dict[str, Row], units: dict[str, Row]
) -> None:
    away = {row["NIP"]: row for row in rows(sample, "Ketidakhadiran")}
    pins = rows(sample, "Penetapan")
    assert len(pins) == 6 if len(staff) == 300 else 38
    for row in pins:
        days = working_days(staff[row["NIP"]], units)
        for day in (row["Tanggal"], row["Selesai"] or row["Tanggal"]):
            assert day in days
            absence = away.get(row["NIP"])
            assert absence is None or not absence["Mulai"] <= day <= absence["Selesai"]
        assert row["Selesai"] is None or row["Selesai"] == row["Tanggal"] + timedelta(1)
        assert (row["Kode"] == "WFH") == bool(row["Nomor Surat"])
        assert inherited(units[staff[row["NIP"]]["Kode Unit"]], units, "Sektor") in (
            "administrasi",
            "dukungan pimpinan",
        )


def test_wishes_name_days_the_person_works(
    sample: Sample, staff: dict[str, Row], units: dict[str, Row]
) -> None:
    wishes = rows(sample, "Preferensi")
    per_person = Counter(row["NIP"] for row in wishes)
    assert set(per_person.values()) == {1, 2, 3}
    assert len({(row["NIP"], row["Hari"]) for row in wishes}) == len(wishes)
    eligible = [
        row
        for row in staff.values()
        if row["Boleh WFH"] == "Ya"
        and row["Kedudukan"] == "Aktif"
        and row["Disiplin Sampai"] is None
        and inherited(units[row["Kode Unit"]], units, "Sektor") in ("administrasi", "dukungan pimpinan")
    ]
    assert 0.55 <= len(per_person) / len(eligible) <= 0.62
    for row in wishes:
        person = staff[row["NIP"]]
        assert row["Pilihan"] in ("WFO", "WFH")
        assert row["Bobot"] is None or 1 <= row["Bobot"] <= 10
        if isinstance(row["Hari"], date):
            assert row["Hari"] in working_days(person, units)
        else:
            assert parse_weekday(row["Hari"]) in workdays(person, units)


def test_counters_can_be_manned(sample: Sample, staff: dict[str, Row]) -> None:
    by_unit: Counter[str] = Counter()
    for row in staff.values():
        for service in (row["Layanan"] or "").split("; "):
            by_unit[service] += 1
            assert not service or row["Kedudukan"] == "Aktif"
    posts = rows(sample, "Layanan")
    assert {"Loket KTP-el", "Loket Paten"} <= {row["Layanan"] for row in posts}
    for row in posts:
        assert 1 <= row["Min WFO"] <= by_unit[row["Layanan"]]
    assert set(by_unit) - {""} == {row["Layanan"] for row in posts}


def test_alternating_people_come_in_pairs_and_teams_in_groups(staff: dict[str, Row]) -> None:
    assert set(Counter(row["Bergantian"] for row in staff.values() if row["Bergantian"]).values()) == {2}
    teams = Counter(row["Tim"] for row in staff.values() if row["Tim"])
    assert teams
    assert max(teams.values()) <= 5


def test_limits_leave_room(units: dict[str, Row], staff: dict[str, Row]) -> None:
    least = {code: row["Min WFO"] for code, row in units.items() if row["Min WFO"] is not None}
    assert set(least.values()) <= {1, 2, 3}
    for code, number in least.items():
        below = [row for row in staff.values() if (row["Kode Unit"] + ".").startswith(code + ".")]
        assert number <= len(below) / 3
    assert {row["Maks WFH %"] for row in units.values()} == {None, 50}


def test_two_buildings_are_tight_and_the_others_hold_everybody() -> None:
    made = make_sample(300, 1, date(2025, 11, 1), date(2025, 11, 30))
    people, capacity = located(made), dict(made.sheets["Gedung"][1:])
    assert set(people) - {""} == set(capacity)
    assert len(capacity) == 10
    tight = {name for name in capacity if capacity[name] < people[name]}
    assert tight == {"Gedung Utama Balai Kota", "Gedung A Balai Kota"}
    assert all(capacity[name] >= 0.8 * people[name] for name in tight)


def test_a_short_week_in_which_everybody_comes_fits(small: Sample) -> None:
    """21-23 Dec 2026: three working days are left, so three office days bring everybody in."""
    units = {row["Kode Unit"]: row for row in rows(small, "Unit")}
    away = {row["NIP"]: row for row in rows(small, "Ketidakhadiran")}
    capacity = dict(small.sheets["Gedung"][1:])
    for day in (date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 23)):
        inside: Counter[str] = Counter()
        for row in rows(small, "Pegawai"):
            absence = away.get(row["NIP"])
            absent = absence is not None and absence["Mulai"] <= day <= absence["Selesai"]
            if row["Kedudukan"] == "Aktif" and day in working_days(row, units) and not absent:
                inside[row["Gedung"] or inherited(units[row["Kode Unit"]], units, "Gedung") or ""] += 1
        assert all(inside[name] <= number for name, number in capacity.items())


def test_horizons_without_a_working_day_have_no_days_to_write() -> None:
    made = make_sample(40, 1, date(2026, 12, 26), date(2026, 12, 27))
    dates = [row["Mulai"] for row in rows(made, "Ketidakhadiran")] + [
        row["Tanggal"] for row in rows(made, "Penetapan")
    ]
    six_day = date(2026, 12, 26)  # a Saturday
    assert set(dates) <= {six_day}
    assert not national_calendar([2026]).is_working(six_day, MONDAY_TO_FRIDAY)
