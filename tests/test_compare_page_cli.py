"""``asnroster compare -o page.html``: written, told, private, never over somebody else's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import ANI, DODI, NAMES
from tests.comparing import compare, folder, solved  # noqa: F401
from tests.report_page import Page


def read(path: str = "c.html") -> Page:
    return Page(Path(path).read_text("utf-8"))


def test_the_page_holds_what_the_terminal_shows(folder: Path) -> None:  # noqa: F811
    """A city of five: everybody in the office, the Fridays, and a policy that cannot be."""
    result = compare("-o", "c.html", scenarios="kantor jumat penuh")
    assert result.code == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "Perbandingan ditulis: c.html"
    seen = read()
    rows = {row[0]: row[1:] for row in seen.tables["Semua ukuran berdampingan"]}
    assert rows["Orang-hari WFH"] == ["0", "2\n+2", "-"]
    assert rows["Tersedikit di kantor"] == ["5 ★", "3\n-2, lebih buruk", "-"]
    assert rows["Penghematan (rupiah)"] == ["0", "14.039 ★\n+14.039, lebih baik", "-"]
    named = seen.tables["Hari WFH pegawai yang paling bertambah dan paling berkurang: jumat terhadap kantor"]
    assert [(row[0], row[1], row[-1]) for row in named[1:]] == [
        ("Ani", f"{ANI[:4]}************{ANI[-2:]}", "+1"), ("Dodi", f"{DODI[:4]}************{DODI[-2:]}", "+1"),
    ]  # fmt: skip
    clash = [row[0] for row in seen.tables["Mengapa “penuh” tidak punya jadwal, dan jalan keluarnya"]]
    assert clash[1].startswith("1. Gedung A") and any("paling banyak 4" in line for line in clash)
    assert {"Aturan “kantor”", "Aturan “jumat”", "Aturan “penuh”"} <= set(seen.tables)


@pytest.mark.parametrize(("privacy", "shown"), [("mask", []), ("none", [*NAMES]), ("full", [])])
def test_nobody_is_named_in_full_unless_asked(folder: Path, privacy: str, shown: list[str]) -> None:  # noqa: F811
    """Clashes name people too."""
    result = compare("-o", "c.html", "--privacy", privacy, scenarios="kantor jumat penuh")
    assert result.code == 0, result.stderr
    text = Path("c.html").read_text("utf-8")
    assert [nip for nip in NAMES if nip in text] == [nip for nip in shown if nip in (ANI, DODI)]
    names = [name for name in NAMES.values() if f">{name}<" in text or f" {name}," in text]
    assert bool(names) == (privacy != "full")


def test_the_same_scenario_twice_is_two_columns(folder: Path) -> None:  # noqa: F811
    result = compare("-o", "c.html", scenarios="jumat jumat")
    assert result.code == 0, result.stderr
    assert "“jumat” terhadap “jumat”: tidak ada selisih." in read().said


def test_a_sweep_is_drawn_as_lines(folder: Path) -> None:  # noqa: F811
    result = compare("--sweep", "most=0%:100%:25%", "-o", "c.html", scenarios="jumat")
    assert result.code == 0, result.stderr
    seen = read()
    assert seen.texts["h1"] == ["Satu angka selangkah demi selangkah: most"]
    pictures = [told["alt"] or "" for tag, told in seen.tags if tag == "img"]
    assert len(pictures) == 4
    assert all("Garis menurut nilai most" in told for told in pictures)
    assert seen.tables["Semua ukuran berdampingan"][0] == [
        "most",
        *(f"{n}\u00a0%" for n in (0, 25, 50, 75, 100)),
    ]


def test_all_impossible_is_exit_3_and_the_page_says_why(folder: Path) -> None:  # noqa: F811
    assert compare("-o", "c.html", scenarios="penuh").code == 3
    assert "Mengapa “penuh” tidak punya jadwal, dan jalan keluarnya" in read().tables


def test_only_its_own_page_is_written_anew(folder: Path) -> None:  # noqa: F811
    assert compare("-o", "c.html").code == compare("-o", "c.html").code == 0
    Path("c.html").write_text(Path("c.html").read_text("utf-8").replace("kantor", "kontor"), "utf-8")
    refused = compare("-o", "c.html")
    assert (refused.code, refused.stdout) == (2, "") and refused.stderr.startswith("c.html: ")
    assert compare("-o", "c.html", "--force").code == 0
    other = compare("-o", "c.pdf")
    assert other.code == 2 and ".xlsx, .html" in other.stderr
    assert compare("-o", "d.html", "--privacy", "some").code == 2 and not Path("d.html").exists()
