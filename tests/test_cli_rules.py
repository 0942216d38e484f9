"""``asnroster rules``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import asnroster.cli.rules
from asnroster.cli.app import app
from asnroster.rules.registry import registry
from asnroster.scenario.load import load_scenario
from asnroster.scenario.schema import example
from asnroster.words import use_language


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["rules", *arguments])


def test_the_list_has_every_rule() -> None:
    use_language("en")
    lines = [line.split("\t") for line in run().stdout.splitlines()]
    assert lines[0] == ["Rule", "Title", "Meaning", "Source"]
    assert [line[0] for line in lines[1:]] == list(registry())
    assert all(all(line) for line in lines)


def test_the_list_is_a_table_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Console(file=io.StringIO(), force_terminal=True, width=300, color_system=None)
    monkeypatch.setattr(asnroster.cli.rules, "console", lambda: out)
    assert run().exit_code == 0
    assert all(key in out.file.getvalue() for key in registry())  # type: ignore[attr-defined]


def test_one_rule_in_full() -> None:
    use_language("en")
    assert (
        run("home_share").stdout
        == """home_share: Home share
On each working day at most (or at least) this share of a group's people is at home. Shares are of whole people: \
50 % of 7 is at most 3. The units' own Maks WFH % hold as well.
Source: SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD

Fields:
  at_most: a share, e.g. "50 %", "1/3" or 0.5; may be left out
  at_least: a share, e.g. "50 %", "1/3" or 0.5; may be left out
  exactly: a share, e.g. "50 %", "1/3" or 0.5; may be left out
  per: one of unit, subtree, agency, building, team, government; default agency
  of: one of assigned, available; default assigned
  min_people: a whole number, 0 or more; default 0

Fields of every rule:
  name: its name; the rule's key when left out.
  weight: left out, the rule must hold; a whole number n makes it a wish: each day or person too many or too few \
costs n.
  from, until: first and last date on which it holds.
  title, source: a heading and the instrument, for reports.

Whom it is about (everybody when left out; except_… takes away):
  units: units
  sectors: sectors (Unit > Sektor)
  positions: positions (Pegawai > Jabatan)
  position_kinds: position kinds (Pegawai > Jenis Jabatan)
  echelons: echelons (Pegawai > Eselon)
  roles: roles (Pegawai > Peran)
  statuses: statuses (Pegawai > Status)
  teams: teams (Pegawai > Tim)
  buildings: buildings (Pegawai > Gedung / Unit > Gedung)
  people: people

Example:
  [[rules]]
  rule = "home_share"
  at_most = "50 %"
"""
    )


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("home_weekdays", '  weekdays: weekdays, e.g. ["Senin", "Kamis"] or "Sen-Jum"; required'),
        ("eligible_for_home", "  allow_disciplined: true or false; default false"),
        (
            "eligible_for_home",
            "  allowed_statuses: a list of words; * stands for any letters; may be left out",
        ),
        ("leader_presence", "  at_least: a whole number, 0 or more; default 1"),
        ("fixed_days", "It has no fields of its own."),
    ],
)
def test_fields_have_type_and_default(rule: str, line: str) -> None:
    use_language("en")
    assert line in run(rule).stdout.splitlines()


@pytest.mark.parametrize("key", list(registry()))
def test_every_example_loads(key: str, tmp_path: Path) -> None:
    path = tmp_path / "contoh.toml"
    path.write_text(example(registry()[key]), encoding="utf-8")
    assert [rule.key for rule in load_scenario(str(path)).rules] == [key]
    assert all(f"  {line}" in run(key).stdout.splitlines() for line in example(registry()[key]).splitlines())


def test_an_unknown_rule_names_the_nearest() -> None:
    use_language("en")
    result = run("home_shares")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "There is no rule “home_shares”. Did you mean “home_share”?\n"
