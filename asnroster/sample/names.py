"""Made-up names and made-up personnel numbers (NIP)."""

from __future__ import annotations

from datetime import date
from random import Random

MALE, FEMALE = 1, 2
_FIRST = {
    MALE: (
        "Agus", "Ahmad", "Andi", "Arif", "Asep", "Bambang", "Bayu", "Budi", "Cecep", "Dadan", "Dedi", "Dian",
        "Dimas", "Eko", "Fajar", "Faisal", "Galih", "Gunawan", "Hadi", "Hendra", "Heru", "Iman", "Irfan", "Iwan",
        "Joko", "Krisna", "Lukman", "Made", "Maulana", "Muhammad", "Nana", "Nugroho", "Oki", "Panji", "Rahmat",
        "Rizky", "Robert", "Rudi", "Samsul", "Slamet", "Taufik", "Teguh", "Tono", "Ujang", "Wahyu", "Wawan",
        "Yanto", "Yoga", "Yusuf", "Zainal",
    ),
    FEMALE: (
        "Ai", "Ani", "Anisa", "Ayu", "Citra", "Desi", "Dewi", "Dian", "Eka", "Elis", "Endang", "Euis", "Fitri",
        "Hana", "Ika", "Imas", "Indah", "Intan", "Kartika", "Laila", "Lestari", "Lia", "Lilis", "Lina", "Maria",
        "Maya", "Mega", "Nani", "Neneng", "Ningsih", "Novi", "Nur", "Nurul", "Putri", "Rani", "Ratna", "Rika",
        "Rina", "Rini", "Sari", "Siti", "Sri", "Tika", "Tuti", "Wati", "Wulan", "Yani", "Yuli", "Yuni", "Zahra",
    ),
}  # fmt: skip
_MIDDLE = {
    MALE: ("Adi", "Bagus", "Fahmi", "Hakim", "Indra", "Putra", "Ridwan", "Surya", "Tri", "Yudi"),
    FEMALE: ("Aulia", "Dwi", "Hasna", "Kurnia", "Mutia", "Nadia", "Puspa", "Rahma", "Tri", "Widya"),
}
_LAST = {
    MALE: (
        "Firmansyah", "Gumilar", "Halim", "Harahap", "Hermawan", "Hidayat", "Hutapea", "Iskandar", "Kurniawan",
        "Kusuma", "Mulyadi", "Nasution", "Nugraha", "Permana", "Prasetyo", "Pratama", "Purnama", "Ramadhan",
        "Ramdani", "Saputra", "Setiawan", "Simanjuntak", "Siregar", "Subagja", "Sudrajat", "Suherman", "Sulaeman",
        "Supriyadi", "Suryana", "Syahputra", "Utomo", "Wibowo", "Wijaya", "Winata", "Yulianto",
    ),
    FEMALE: (
        "Agustina", "Amalia", "Andayani", "Anggraeni", "Astuti", "Damayanti", "Fauziah", "Handayani", "Hasanah",
        "Herawati", "Hutagalung", "Khairunnisa", "Komalasari", "Kusumawati", "Lubis", "Maharani", "Maryani",
        "Mulyani", "Nuraeni", "Nurjanah", "Oktaviani", "Permatasari", "Pertiwi", "Pujiastuti", "Rahayu",
        "Rahmawati", "Rohaeni", "Rosmiati", "Safitri", "Setiawati", "Sulastri", "Suryani", "Susanti",
        "Wahyuni", "Yuliana",
    ),
}  # fmt: skip


def make_name(sex: int, rng: Random) -> str:
    """A made-up name of two or three parts; one in forty has a single part, as many people do."""
    first, last = rng.choice(_FIRST[sex]), rng.choice(_LAST[sex])
    draw = rng.random()
    if draw < 0.025:
        return last
    middle = rng.choice(_MIDDLE[sex])
    return f"{first} {middle} {last}" if draw < 0.3 and middle != first else f"{first} {last}"


class NipMaker:
    """Makes unique 18-digit numbers: birth date, appointment month, sex, running number."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def make(self, born: date, appointed: date, sex: int, *, contract: bool) -> str:
        """A number nobody else of this sample has.

        Args:
            born: date of birth.
            appointed: first day of the month of appointment.
            sex: 1 male, 2 female.
            contract: PPPK: ``21`` stands where the month of appointment would.
        """
        month = "21" if contract else f"{appointed:%m}"
        stem = f"{born:%Y%m%d}{appointed:%Y}{month}{sex}"
        self._last[stem] = number = self._last.get(stem, 0) + 1
        return f"{stem}{number:03d}"
