"""The unit tree of the sample: agencies of believable size, opened down to units of about 5 to 40 people."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from random import Random

from asnroster.sample.places import Agency, Plan, agencies, kelurahan, plans

LARGEST = 40
SCHOOLS = "pendidikan"
CENTRE = 13  # people that an agency with outposts keeps in its own office at least
_ECHELONS = {
    "Sekretariat": "III.a", "Bagian": "III.a", "Inspektur": "III.a", "Bidang": "III.b", "Seksi": "IV.a",
    "Subbagian": "IV.a", "Subbidang": "IV.a", "UPTD": "IV.a", "Kelurahan": "IV.a",
}  # fmt: skip
_LOWER = {
    ("kecamatan", "Sekretariat"): "III.b",
    ("kelurahan", "Sekretariat"): "IV.b",
    ("kelurahan", "Seksi"): "IV.b",
    ("rsud", "Bagian"): "III.b",
}
_OUTPOSTS = {"Disdik": ("sekolah", 0.9), "Dinkes": ("puskesmas", 0.75), "kecamatan": ("kelurahan", 0.6)}
_OUTPOST_PLANS = {
    "sekolah": Plan("", posts=("Guru",), work="lapangan"),
    "puskesmas": Plan("", work="lapangan", days="Sen-Sab"),
    "kelurahan": Plan("", work="loket"),
}
_TURNS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass(eq=False)
class Node:
    """A unit of the sample.

    Attributes:
        staff: people placed in it directly, its leader included.
        leader: title of its leader; empty when it has none. Schools and wards have leaders
            without an echelon.
        building, days, sector: its own, as the sheet states them; empty: inherited.
    """

    name: str
    agency: Agency
    parent: Node | None = None
    staff: int = 0
    leader: str = ""
    echelon: str = ""
    posts: tuple[str, ...] = ()
    work: str = "kantor"
    days: str = ""
    building: str = ""
    sector: str = ""
    services: tuple[str, ...] = ()
    code: str = ""
    min_office: int | None = None
    max_home_percent: int | None = None
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def people(self) -> int:
        """People of the node with all below it."""
        return sum(node.staff for node in self.walk())

    @property
    def line(self) -> Iterator[Node]:
        """The node and every one above it, nearest first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def workdays(self) -> str:
        """Own or inherited working days."""
        return next((node.days for node in self.line if node.days), "Sen-Jum")

    @property
    def located(self) -> str:
        """Own or inherited building; empty when there is none."""
        return next((node.building for node in self.line if node.building), "")


def share_out(total: int, weights: Sequence[float], least: Sequence[int]) -> list[int]:
    """Share people out by weight, each part at least its ``least`` (their sum must fit in ``total``)."""
    rest = total - sum(least)
    exact = [rest * weight / sum(weights) for weight in weights]
    parts = [math.floor(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: rest - sum(parts)]:
        parts[i] += 1
    return [low + part for low, part in zip(least, parts, strict=True)]


def grow(count: int, rng: Random) -> list[Node]:
    """The agencies of a sample of ``count`` people, as root nodes with their trees.

    Small samples have the first agencies of the list only, and flatten their sizes, so that
    the schools do not swallow everybody.
    """
    chosen = agencies()
    chosen = chosen[: max(1, min(len(chosen), count // 18))]
    flatness = min(1.0, max(0.3, math.log10(count) / 4.5 - 0.15))
    least = [agency.least for agency in chosen]
    if sum(least) > count:
        least = [count // len(chosen)] * len(chosen)
    sizes = share_out(count, [agency.people**flatness for agency in chosen], least)
    grower = _Grower(rng, smallest=4 if count <= 1000 else 6)
    roots = [grower.agency(agency, size) for agency, size in zip(chosen, sizes, strict=True)]
    for number, root in enumerate(roots, start=1):
        _number(root, f"U{number:02d}")
    return roots


def _number(node: Node, code: str) -> None:
    node.code = code
    for number, child in enumerate(node.children, start=1):
        _number(child, f"{code}.{number:02d}")


class _Grower:
    def __init__(self, rng: Random, *, smallest: int) -> None:
        self.rng = rng
        self.smallest = smallest
        self.plans = plans()
        self.kelurahan = kelurahan()

    def agency(self, agency: Agency, size: int) -> Node:
        root = Node(agency.name, agency, leader=agency.head, echelon=agency.echelon)
        own = self.plans.get(agency.short, ())
        shared = self.plans["*"] if agency.kind in ("dinas", "badan", "inspektorat") else ()
        kind, share = _OUTPOSTS.get(agency.short) or _OUTPOSTS.get(agency.kind) or ("", 0.0)
        outer = max(0, min(int(size * share), size - CENTRE))
        self.fill(root, (*shared, *own) or self.plans[agency.kind], size - outer, self.smallest)
        root.sector = agency.sector
        if agency.sector == SCHOOLS:
            # Schools teach; the offices above them are offices.
            for child in root.children:
                child.sector = "administrasi"
        if not outer:
            root.building = agency.building
            return root
        # Outposts have houses of their own, so the office stands at the central units only.
        for child in root.children:
            child.building = agency.building
        self.outposts(root, kind, outer)
        return root

    def outposts(self, root: Node, kind: str, size: int) -> None:
        """Schools, puskesmas or kelurahan under an agency."""
        names = self.names(root, kind)
        about = 3 if kind == "kelurahan" else 12 if size <= 200 else 28
        names = names[: max(1, size // about)]
        weights = [self.rng.uniform(0.8, 1.3) for _name in names]
        for name, part in zip(names, share_out(size, weights, [min(3, size)] * len(names)), strict=True):
            node = self.open(root, replace(_OUTPOST_PLANS[kind], unit=name), part, kind)
            self.fill(node, self.plans.get(kind, ()), part, self.smallest, kind=kind, fewest=2)

    def names(self, root: Node, kind: str) -> list[str]:
        """All outposts there could be; to seven primary schools there is one secondary school."""
        if kind == "kelurahan":
            return [f"Kelurahan {name}" for name in self.kelurahan[root.name]]
        places = [name for names in self.kelurahan.values() for name in names]
        if kind == "puskesmas":
            return [f"UPTD Puskesmas {name}" for name in places]
        names: list[str] = []
        for number, (turn, place) in enumerate(product(_TURNS, places)):
            names.append(f"SDN {place} {turn}")
            if number % 7 == 0:
                names.append(f"SMPN {number // 7 + 1} Bekasi")
        return names

    def open(self, parent: Node, plan: Plan, size: int, kind: str) -> Node:
        node = Node(
            plan.unit,
            parent.agency,
            parent,
            staff=size,
            posts=plan.posts,
            work=plan.work,
            days=plan.days,
            services=plan.services,
        )
        node.leader, node.echelon = _leader(node, kind)
        parent.children.append(node)
        return node

    def fill(
        self, node: Node, below: Sequence[Plan], size: int, smallest: int, *, kind: str = "", fewest: int = 1
    ) -> None:
        """Open as many of the units below as get enough people; else keep everybody in the node."""
        node.staff = size
        kind = kind or node.agency.kind
        extra = 2 if below and below[0].unit == "Sekretariat" and size >= 16 else 0
        opened = below[: max(0, size - 1 - extra) // smallest]
        if len(opened) < fewest:
            node.posts = node.posts or tuple(post for plan in below for post in plan.posts)
            if not below and size > LARGEST:
                self.cells(node, size)
            return
        node.staff = 1
        weights = [self.rng.uniform(0.8, 1.3) * (2 if plan.unit == "Sekretariat" else 1) for plan in opened]
        least = [smallest + extra, *[smallest] * (len(opened) - 1)]
        for plan, part in zip(opened, share_out(size - 1, weights, least), strict=True):
            child = self.open(node, plan, part, kind)
            sections = [Plan(name, (), plan.posts, plan.work) for name in plan.below]
            fewest_below = 1 if plan.unit == "Sekretariat" else 2
            self.fill(child, sections, part, self.smallest + 1, kind=kind, fewest=fewest_below)

    def cells(self, node: Node, size: int) -> None:
        """Split a unit that no office would keep whole into teams of about 25 without a leader."""
        word = "Regu" if node.work == "lapangan" else "Kelompok Kerja"
        word = "Ruang" if node.agency.kind == "rsud" else word
        node.staff = 1
        count = math.ceil((size - 1) / 25)
        for number, part in enumerate(share_out(size - 1, [1.0] * count, [0] * count), start=1):
            cell = Node(f"{word} {number}", node.agency, node, staff=part, posts=node.posts, work=node.work)
            node.children.append(cell)


def _leader(node: Node, kind: str) -> tuple[str, str]:
    """Title and echelon of a unit's leader; heads of clinics, wards and schools have no echelon."""
    word, _space, rest = node.name.partition(" ")
    echelon = _LOWER.get((kind, word), _ECHELONS.get(word, "")) if kind != "puskesmas" else ""
    if word == "Sekretariat" and node.parent is not None:
        return f"Sekretaris {node.parent.name}", echelon
    if word == "Kelurahan":
        return f"Lurah {rest}", echelon
    if word == "Inspektur":
        return node.name, echelon
    role = "Penanggung Jawab" if word in ("Klaster", "Lintas") else "Kepala"
    return f"{role} {node.name}", echelon
