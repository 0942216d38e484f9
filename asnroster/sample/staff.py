"""The people of the sample: leaders first, then everybody else, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from asnroster.sample.names import FEMALE, MALE, NipMaker, make_name
from asnroster.sample.tree import Node

PNS, CPNS, PPPK, PART_TIME = "PNS", "CPNS", "PPPK", "PPPK Paruh Waktu"
SHARES = {PPPK: 0.50, PNS: 0.35, PART_TIME: 0.14, CPNS: 0.01}  # of those who lead nothing
_GRADES = {
    PNS: ("Ahli Pertama", "Ahli Muda", "Ahli Muda", "Ahli Madya"),
    PPPK: ("Ahli Pertama", "Ahli Pertama", "Ahli Pertama", "Ahli Muda"),
}
_SKILLED_GRADES = {PNS: ("Terampil", "Mahir", "Penyelia", "Ahli Pertama"), PPPK: ("Terampil",)}
_SKILLED = frozenset(
    {
        "Arsiparis", "Asisten Apoteker", "Bidan", "Penata Anestesi", "Pemadam Kebakaran", "Penguji Kendaraan Bermotor",
        "Perawat", "Perekam Medis", "Polisi Pamong Praja", "Pranata Hubungan Masyarakat", "Pranata Komputer",
        "Pranata Laboratorium Kesehatan", "Pranata SDM Aparatur", "Radiografer", "Teknisi Elektromedis",
    }
)  # fmt: skip
DRIVER = "Operator Layanan Operasional"
_GENERAL = {
    PNS: ("Penelaah Teknis Kebijakan", "Pengolah Data dan Informasi", "Pengadministrasi Perkantoran"),
    PPPK: ("Penata Layanan Operasional", "Pengadministrasi Perkantoran", DRIVER),
    PART_TIME: ("Pengelola Umum Operasional", DRIVER, "Pengelola Layanan Operasional"),
}
_PART_WEEKS = ("Sen,Rab,Jum", "Sen,Sel,Kam", "Sen-Kam", "Sel,Rab,Kam")
_FRONT = {"Dokter": "dr. ", "Dokter Gigi": "drg. ", "Apoteker": "apt. ", "Psikolog Klinis": ""}
_BACK = {
    "Guru": "S.Pd.", "Perawat": "S.Kep., Ners", "Bidan": "S.Tr.Keb.", "Apoteker": "S.Farm.", "Pranata Komputer": "S.Kom.",
    "Nutrisionis": "S.Gz.", "Perancang Peraturan Perundang-undangan": "S.H.", "Statistisi": "S.Si.", "Dokter": "",
    "Dokter Gigi": "",
}  # fmt: skip
_DEGREES = ("S.E.", "S.H.", "S.Sos.", "S.T.", "S.A.P.", "S.I.P.", "S.Kom.")
_LEADER_DEGREES = ("S.STP., M.Si.", "S.Sos., M.Si.", "S.E., M.M.", "S.H., M.H.", "S.T., M.T.", "S.IP., M.Si.")


@dataclass(eq=False)
class Member:
    """A person of the sample: a row of the sheet Pegawai."""

    nip: str
    name: str
    node: Node
    position: str
    kind: str
    status: str
    since: date
    echelon: str = ""
    legal: str = "Aktif"
    disciplined: date | str | None = None
    roles: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    team: str = ""
    alternates: str = ""
    days: str = ""
    remote: bool = True
    building: str = ""
    note: str = ""

    @property
    def leads(self) -> bool:
        """Whether this person is the leader of the unit, with or without an echelon."""
        return bool(self.node.leader) and self.position == self.node.leader

    @property
    def is_active(self) -> bool:
        """Whether the person is rostered at all."""
        return self.legal == "Aktif"

    @property
    def workdays(self) -> str:
        """Own or inherited working days."""
        return self.days or self.node.workdays

    @property
    def located(self) -> str:
        """Own or inherited building."""
        return self.building or self.node.located

    @property
    def may_be_home(self) -> bool:
        """Whether some circular could send this person home: desk work, active, not disciplined."""
        return self.is_active and self.remote and self.disciplined is None and self.node.agency.is_support


def hire(roots: list[Node], start: date, rng: Random) -> list[Member]:
    """Everybody of the tree, in the order of the tree, as of the first day of the roster."""
    nodes = [node for root in roots for node in root.walk()]
    followers = sum(node.staff - bool(node.leader and node.staff) for node in nodes)
    statuses = _statuses(followers, rng)
    hiring = _Hiring(start, rng)
    members: list[Member] = []
    for node in nodes:
        if node.leader and node.staff:
            members.append(hiring.leader(node))
        members += [hiring.follower(node, next(statuses)) for _ in range(node.staff - bool(node.leader))]
    return members


def _statuses(count: int, rng: Random) -> Iterator[str]:
    statuses = [status for status, share in SHARES.items() for _ in range(round(count * share))]
    statuses = (statuses + [PPPK] * count)[:count]
    rng.shuffle(statuses)
    return iter(statuses)


class _Hiring:
    def __init__(self, start: date, rng: Random) -> None:
        self.start = start
        self.rng = rng
        self.nips = NipMaker()

    def leader(self, node: Node) -> Member:
        youngest = {"II": 47, "III": 40}.get(node.echelon.partition(".")[0], 34)
        kind = "Struktural" if node.echelon else "Fungsional"
        titles = self._leader_titles(node.leader)
        return self._member(
            node, PNS, node.leader, kind, ages=(youngest, 57), titles=titles, echelon=node.echelon
        )

    def _leader_titles(self, position: str) -> tuple[str, str]:
        if "Puskesmas" in position or position.startswith("Direktur"):
            return "dr. ", "M.K.M."
        if position.startswith(("Kepala SDN", "Kepala SMPN")):
            return "", "S.Pd., M.Pd."
        return "", self.rng.choice(_LEADER_DEGREES)

    def follower(self, node: Node, status: str) -> Member:
        chance = 0.85 if node.work == "lapangan" else 0.45
        career = PNS if status == CPNS else status
        position, kind, titles = self.rng.choice(_GENERAL[career]), "Pelaksana", ("", "")
        if status != PART_TIME and node.posts and self.rng.random() < chance:
            base = self.rng.choice(node.posts)
            skilled = base in _SKILLED and self.rng.random() < 0.6
            grade = self.rng.choice((_SKILLED_GRADES if skilled else _GRADES)[career])
            grade = grade if status != CPNS else ("Terampil" if skilled else "Ahli Pertama")
            position, kind = f"{base} {grade}", "Fungsional"
            back = (
                "A.Md."
                if skilled and not grade.startswith("Ahli")
                else _BACK.get(base, self.rng.choice(_DEGREES))
            )
            titles = (_FRONT.get(base, ""), back)
        elif status != PART_TIME and self.rng.random() < 0.5:
            titles = ("", self.rng.choice(_DEGREES))
        oldest = {CPNS: 32, PPPK: 55}.get(status, 57)
        member = self._member(node, status, position, kind, ages=(24, oldest), titles=titles)
        member.remote = self._remote(member)
        if status == PART_TIME and self.rng.random() < 0.5:
            member.days, member.note = self.rng.choice(_PART_WEEKS), "Jam kerja paruh waktu"
        return member

    def _remote(self, member: Member) -> bool:
        if member.node.work == "lapangan":
            return self.rng.random() < 0.1
        return self.rng.random() > (0.6 if member.position == DRIVER else 0.03)

    def _member(
        self,
        node: Node,
        status: str,
        position: str,
        kind: str,
        *,
        ages: tuple[int, int],
        titles: tuple[str, str],
        echelon: str = "",
    ) -> Member:
        sex = self.rng.choice((MALE, FEMALE))
        born = self.start - timedelta(self.rng.randint(ages[0] * 365 + 200, ages[1] * 365 + 200))
        appointed = self._appointed(born, status)
        contract = status in (PPPK, PART_TIME)
        nip = self.nips.make(born, appointed, sex, contract=contract)
        name = titles[0] + make_name(sex, self.rng) + (f", {titles[1]}" if titles[1] else "")
        since = appointed if status != PNS else self._since(appointed)
        return Member(nip, name, node, position, kind, status, since, echelon)

    def _appointed(self, born: date, status: str) -> date:
        """First day of the month of appointment: young for a career, lately for a contract."""
        rng = self.rng
        if status == CPNS:
            return _month(self.start, -rng.randint(3, 10))
        if status == PART_TIME:
            return _month(self.start, -rng.randint(8, 14))
        if status == PPPK:
            return max(_month(self.start, -rng.randint(9, 68)), date(born.year + 21, 1, 1))
        hired = date(born.year + rng.randint(21, 30), rng.randint(1, 12), 1)
        return min(hired, _month(self.start, -24))

    def _since(self, appointed: date) -> date:
        """When a career official took the present post: one in fifteen within the last months."""
        if self.rng.random() < 1 / 15:
            return _month(self.start, -self.rng.randint(1, 5))
        return max(appointed, _month(self.start, -self.rng.randint(7, 96)))


def _month(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
