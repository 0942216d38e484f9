"""The section ``[savings]``: what a person-day in the office uses and costs, each figure with a range and its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, InstanceOf

from asnroster.domain.weekdays import parse_share
from asnroster.scenario.origin import UNREADABLE
from asnroster.words import Text, _

Range = tuple[Fraction, Fraction, Fraction]
SHARE = "share_that_drives"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that savings rest on.

    Attributes:
        values: low, middle and high, 0 or more, in this order; all alike where one figure is given.
        source: where it comes from; empty where a scenario does not say.
    """

    values: Range
    source: str | Text = ""


@dataclass(frozen=True, slots=True)
class AssumptionKind:
    """What an assumption is about, and what holds where no scenario gives it."""

    title: Text
    unit: Text
    usual: Assumption


def _usual(low: str, middle: str, high: str, source: Text) -> Assumption:
    return Assumption((Fraction(low), Fraction(middle), Fraction(high)), source)


KINDS: Mapping[str, AssumptionKind] = {
    "kwh_per_office_day": AssumptionKind(
        Text("electricity of a person-day in the office", "listrik per orang-hari di kantor"),
        Text("kWh/person-day", "kWh/orang-hari"),
        _usual("0.5", "1.5", "3", Text(
            "Assumption: computer, lamps and the air conditioning that is off where nobody sits.",
            "Asumsi: komputer, lampu, dan AC yang mati bila tidak ada orangnya.",
        )),
    ),
    "water_m3_per_office_day": AssumptionKind(
        Text("water of a person-day in the office", "air per orang-hari di kantor"),
        Text("m³/person-day", "m³/orang-hari"),
        _usual("0.02", "0.03", "0.05", Text(
            "Assumption: toilet, washing before prayer, pantry.", "Asumsi: toilet, wudu, dapur kecil.",
        )),
    ),
    "kwh_per_building_day": AssumptionKind(
        Text("fixed electricity of an open building-day", "listrik tetap per gedung-hari buka"),
        Text("kWh/building-day", "kWh/gedung-hari"),
        _usual("100", "200", "400", Text(
            "Assumption: half of what 1,000 m² use at 8.5 kWh/m² a month (Permen ESDM 13/2012, the border of very efficient"
            " offices) on 21 days.",
            "Asumsi: separuh pemakaian 1.000 m² pada 8,5 kWh/m² sebulan (Permen ESDM 13/2012, batas kantor sangat efisien)"
            " dalam 21 hari.",
        )),
    ),
    "rupiah_per_kwh": AssumptionKind(
        Text("price of electricity", "harga listrik"),
        Text("rupiah/kWh", "rupiah/kWh"),
        _usual("1522.88", "1699.53", "1699.53", Text(
            "PLN tariff 2025 under Permen ESDM 7/2024, government offices: P-1/TR 1,699.53; P-2/TM (above 200 kVA) 1,522.88.",
            "Tarif PLN 2025 menurut Permen ESDM 7/2024, kantor pemerintah: P-1/TR 1.699,53; P-2/TM (di atas 200 kVA) 1.522,88.",
        )),
    ),
    "rupiah_per_m3": AssumptionKind(
        Text("price of water", "harga air"),
        Text("rupiah/m³", "rupiah/m³"),
        _usual("4000", "7000", "12000", Text(
            "Assumption; the tariff stands on the bill of the water company.",
            "Asumsi; tarifnya tercantum pada rekening PDAM.",
        )),
    ),
    "km_per_office_day": AssumptionKind(
        Text("way to the office and back", "jarak ke kantor pulang-pergi"),
        Text("km/person-day", "km/orang-hari"),
        _usual("10", "20", "40", Text(
            "Assumption; a survey of the staff gives the figure of the agency.",
            "Asumsi; survei pegawai memberi angka OPD sendiri.",
        )),
    ),
    "litre_per_km": AssumptionKind(
        Text("fuel per km", "BBM per km"),
        Text("litres/km", "liter/km"),
        _usual("0.02", "0.03", "0.05", Text(
            "Assumption: a motorcycle 0.02, a car 0.08; mostly motorcycles.",
            "Asumsi: sepeda motor 0,02, mobil 0,08; kebanyakan sepeda motor.",
        )),
    ),
    "rupiah_per_litre": AssumptionKind(
        Text("price of fuel", "harga BBM"),
        Text("rupiah/litre", "rupiah/liter"),
        _usual("10000", "10000", "12350", Text(
            "Pertamina, West Java, January 2026: Pertalite 10,000; Pertamax 12,350.",
            "Pertamina, Jawa Barat, Januari 2026: Pertalite 10.000; Pertamax 12.350.",
        )),
    ),
    SHARE: AssumptionKind(
        Text("share that drives", "porsi yang memakai kendaraan pribadi"),
        Text("share", "porsi"),
        _usual("0.5", "0.71", "0.85", Text(
            "BPS, commuter survey of Jabodetabek 2014: 70.95% by private vehicle (rounded); low and high are assumptions.",
            "BPS, Survei Komuter Jabodetabek 2014: 70,95 % memakai kendaraan pribadi (dibulatkan); rendah dan tinggi adalah asumsi.",
        )),
    ),
    "allowance_per_office_day": AssumptionKind(
        Text("allowance paid on office days only", "uang transpor/makan yang hanya dibayar pada hari WFO"),
        Text("rupiah/person-day", "rupiah/orang-hari"),
        _usual("0", "0", "0", Text(
            "Assumption: none is paid, or it is paid on home days too.",
            "Asumsi: tidak dibayarkan, atau dibayarkan juga pada hari WFH.",
        )),
    ),
    "kg_co2_per_kwh": AssumptionKind(
        Text("CO2 of electricity", "CO2 listrik"),
        Text("kg CO2/kWh", "kg CO2/kWh"),
        _usual("0.619", "0.817", "0.817", Text(
            "Java-Bali grid: RUPTL PLN 2019-2028, 0.817 for 2019; low: 0.619, the cautious factor of the JCM for Jamali.",
            "Sistem Jawa-Bali: RUPTL PLN 2019-2028, 0,817 untuk 2019; rendah: 0,619, faktor JCM yang berhati-hati untuk Jamali.",
        )),
    ),
    "kg_co2_per_litre": AssumptionKind(
        Text("CO2 of fuel", "CO2 BBM"),
        Text("kg CO2/litre", "kg CO2/liter"),
        _usual("2.21", "2.27", "2.39", Text(
            "IPCC 2006, volume 2: petrol 69.3 (67.5-73.0) t CO2/TJ and 44.3 TJ/Gg; 0.74 kg a litre is an assumption.",
            "IPCC 2006, volume 2: bensin 69,3 (67,5-73,0) t CO2/TJ dan 44,3 TJ/Gg; 0,74 kg per liter adalah asumsi.",
        )),
    ),
}  # fmt: skip


# What the command line gives; a text in which one of them was written is read as both languages again.
BY_SET = Text("Given by --set.", "Diberikan dengan --set.")
BY_SWEEP = Text("Given by --sweep.", "Diberikan dengan --sweep.")


def _number(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        raise ValueError(value)
    # The text of a float is the figure as it was written: 1699.53 stays 1699.53.
    number = value if isinstance(value, Fraction) else Fraction(str(value))
    if number < 0:
        raise ValueError(value)
    return number


def _assumption(value: object, read: Callable[[object], Fraction], needed: str) -> Assumption:
    source: str | Text = ""
    if isinstance(value, Mapping):
        said = value.get("source", "")
        if not {"value"} <= set(value) <= {"value", "source"} or not isinstance(said, str | Text):
            raise ValueError(_("Write { value = …, source = “…” } with nothing else in it."))
        source, value = next((text for text in (BY_SET, BY_SWEEP) if said in text), said), value["value"]
    figures = value if isinstance(value, list | tuple) else (value,) * 3
    if UNREADABLE in figures:  # reported already
        figures = (Fraction(0),) * 3
    if len(figures) != 3:
        raise ValueError(_("Write one figure, or three: [low, middle, high]."))
    try:
        low, middle, high = map(read, figures)
    except ValueError:
        raise ValueError(needed) from None
    if not low <= middle <= high:
        raise ValueError(_("Write the three figures from the lowest to the highest."))
    return Assumption((low, middle, high), source)


def _figure(value: object) -> Assumption:
    return _assumption(value, _number, _("Write figures of 0 or more, e.g. 1699.53 or [1500, 1700, 1900]."))


def _portion(value: object) -> Assumption:
    return _assumption(
        value, parse_share, _("Write shares, e.g. “70 %” or [“50 %”, “70 %”, “85 %”], none above 100 %.")
    )


Figure = Annotated[InstanceOf[Assumption], BeforeValidator(_figure)]
Portion = Annotated[InstanceOf[Assumption], BeforeValidator(_portion)]


def assumption(name: str, value: object) -> Assumption:
    """A figure, or three of them, of the assumption of that name.

    Raises:
        ValueError: when they will not do; says in the user's language what would.
    """
    return _portion(value) if name == SHARE else _figure(value)


class SavingsKeys(BaseModel):
    """The section ``[savings]``; None where a key is not given."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kwh_per_office_day: Figure | None = None
    water_m3_per_office_day: Figure | None = None
    kwh_per_building_day: Figure | None = None
    rupiah_per_kwh: Figure | None = None
    rupiah_per_m3: Figure | None = None
    km_per_office_day: Figure | None = None
    litre_per_km: Figure | None = None
    rupiah_per_litre: Figure | None = None
    share_that_drives: Portion | None = None
    allowance_per_office_day: Figure | None = None
    kg_co2_per_kwh: Figure | None = None
    kg_co2_per_litre: Figure | None = None

    def given(self) -> dict[str, Assumption]:
        """The assumptions that are given."""
        return {name: value for name in KINDS if (value := getattr(self, name)) is not None}


def assumptions(settings: Mapping[str, Assumption]) -> dict[str, Assumption]:
    """Every assumption: as a scenario gives it, or else the usual one."""
    return {name: settings.get(name, kind.usual) for name, kind in KINDS.items()}


def decimal_text(value: Fraction) -> str:
    """A figure that was written with decimals, as it was written: ``1699.53``."""
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
