"""What marks single people and units: counters, roles, teams, pairs, discipline, limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle
from random import Random

from asnroster.sample.staff import DRIVER, PNS, Member
from asnroster.sample.tree import Node

INACTIVE = ("CLTN", "Tugas Belajar", "Pemberhentian Sementara")
TEAMS = ("Tim Reformasi Birokrasi", "Tim SPBE", "Tim SAKIP", "Tim Manajemen Risiko")
Post = tuple[Node, str, int, str | None]


def mark(roots: Sequence[Node], members: Sequence[Member], start: date, rng: Random) -> list[Post]:
    """Give people their roles, teams, pairs and troubles, units their limits; returns the counters.

    Returns:
        Unit, service, least qualified people in the office, weekdays (None: all).
    """
    placed = _placed(members)
    for root in roots:
        for member in placed[root]:
            # Where outposts have houses of their own the root states none: its people do.
            member.building = "" if root.building else root.agency.building
    _trouble(members, start, rng)
    _roles(members, placed, rng)
    posts = [post for root in roots for node in root.walk() for post in _counters(node, placed, rng)]
    for root in roots:
        if root.agency.is_support:
            _teams(root, placed, rng)
            _pair(root, placed)
            _limits(root, rng)
    return posts


def _placed(members: Sequence[Member]) -> Mapping[Node, list[Member]]:
    placed: dict[Node, list[Member]] = defaultdict(list)
    for member in members:
        placed[member.node].append(member)
    return placed


def _followers(node: Node, placed: Mapping[Node, list[Member]]) -> list[Member]:
    return [m for below in node.walk() for m in placed.get(below, ()) if m.is_active and not m.leads]


def _trouble(members: Sequence[Member], start: date, rng: Random) -> None:
    """One in 150 is not active, one in 150 is under discipline or in its process."""
    career = [member for member in members if member.status == PNS and not member.leads]
    each = len(members) // 150
    chosen = rng.sample(career, min(len(career), 2 * each))
    for member, legal in zip(chosen[:each], cycle(INACTIVE), strict=False):
        member.legal = legal
    for number, member in enumerate(chosen[each:]):
        member.disciplined = "proses" if number % 3 == 1 else start + timedelta(rng.randint(10, 200))


def _roles(members: Sequence[Member], placed: Mapping[Node, list[Member]], rng: Random) -> None:
    for node, people in placed.items():
        followers = [m for m in people if m.is_active and not m.leads]
        if node.name.startswith(("Sekretariat", "Bagian Umum", "Bagian Program")) or "Keuangan" in node.name:
            for member, role in zip(followers, ("bendahara", "operator kepegawaian"), strict=False):
                member.roles = (role,)
        if "Protokol" in node.name:
            for member in followers:
                member.roles = ("protokol",)
    for member in members:
        if member.position == DRIVER and not member.remote:
            member.roles += ("pengemudi",)
        elif not member.leads and rng.random() < 0.06:
            member.roles += ("piket",)


def _counters(node: Node, placed: Mapping[Node, list[Member]], rng: Random) -> list[Post]:
    """The counters of a unit; each has about two qualified people in three, three times its minimum."""
    people = _followers(node, placed)
    posts: list[Post] = []
    for service in node.services if len(people) >= 2 else ():
        qualified = sorted(rng.sample(range(len(people)), max(2, round(len(people) * 0.65))))
        for index in qualified:
            member = people[index]
            member.services += (service,)
            if "petugas loket" not in member.roles:
                member.roles += ("petugas loket",)
        days = "Sen-Kam" if service == "Loket Tera" else None
        posts.append((node, service, max(1, min(5, len(qualified) // 3)), days))
    return posts


def _teams(root: Node, placed: Mapping[Node, list[Member]], rng: Random) -> None:
    """Teams across the units of an agency: about a quarter of those who may be at home."""
    people = [member for member in _followers(root, placed) if member.may_be_home]
    chosen = rng.sample(people, len(people) // 4)
    for number, member in enumerate(chosen):
        team = number // 5
        label = TEAMS[team % len(TEAMS)] + (f" {team // len(TEAMS) + 1}" if team >= len(TEAMS) else "")
        member.team = f"{label} {root.agency.short}"


def _pair(root: Node, placed: Mapping[Node, list[Member]]) -> None:
    """The treasurer and a deputy from the same unit take turns."""
    for node in root.walk():
        people = [m for m in placed.get(node, ()) if m.may_be_home and not m.leads]
        if len(people) >= 2 and "bendahara" in people[0].roles:
            for member in people[:2]:
                member.alternates = f"Bendahara {root.agency.short}"
            return


def _limits(root: Node, rng: Random) -> None:
    for node in root.children:
        people = node.people
        if people >= 4 and rng.random() < 0.4:
            node.min_office = max(1, min(3, people // 4))
        if people >= 4 and rng.random() < 0.3:
            node.max_home_percent = 50
