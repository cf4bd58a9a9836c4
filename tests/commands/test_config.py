"""`tieout config` shows what is in force and where it comes from; it reads as a configuration."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from running import Command

from tieout.settings import load_settings

ASKED = """\
[tool.tieout]
paths = ["reports", "notes/*.md"]
fail-on = "never"
min-coverage = 40
allow-unread = ["images"]
severity = {"dates/*" = "note", disclosure = "off"}
per-file = {"legal/*.md" = {"*" = "warning", "dates/*" = "off"}, "a.md" = {}}
limits = {pages = 0}
baseline = 'known "old".jsonl'
"""


def test_without_a_file_everything_is_built_in(project: Path, command: Command) -> None:
    done = command("config", "--show-origin")
    assert done.code == 0
    assert {line.rpartition("  # ")[2] for line in done.out.splitlines()} == {"built in"}


def test_every_value_names_the_file_that_set_it(project: Path, command: Command) -> None:
    (project / "tieout.toml").unlink()
    (project / "pyproject.toml").write_text(ASKED, encoding="utf-8")
    origins = {}
    for line in command("config", "--show-origin").out.splitlines():
        origins[line.partition(" ")[0]] = line.rpartition("  # ")[2]
    set_here = {key for key, origin in origins.items() if origin == str(project / "pyproject.toml")}
    assert set_here == set(tomllib.loads(ASKED)["tool"]["tieout"])


def test_what_it_prints_is_the_same_configuration(project: Path, command: Command) -> None:
    (project / "tieout.toml").unlink()
    (project / "pyproject.toml").write_text(ASKED, encoding="utf-8")
    before = load_settings(project)
    (project / "tieout.toml").write_text(command("config").out, encoding="utf-8")
    after = load_settings(project)
    assert after.origin != before.origin
    assert replace(after, origin="", given={}) == replace(before, origin="", given={})


def test_an_unknown_key_is_2(project: Path, command: Command) -> None:
    (project / "tieout.toml").write_text("fail_on = 'note'\n", encoding="utf-8")
    done = command("config")
    assert done.code == 2
    assert "did you mean fail-on?" in done.err


HOUSE = 'edition = "2026.1"\nfail-on = "warning"\nwaivers = "known.yaml"\nseverity = {dates = "off"}\n'


def test_a_configuration_extends_one_that_it_names(project: Path, command: Command) -> None:
    desk = project / "desk"
    desk.mkdir()
    (project / "tieout.toml").write_text(HOUSE, encoding="utf-8")
    (project / "known.yaml").write_text("waivers: []\n", encoding="utf-8")
    (desk / "tieout.toml").write_text(
        'extend = "../tieout.toml"\npaths = ["notes"]\nseverity = {disclosure = "note"}\n', encoding="utf-8"
    )
    settings = load_settings(desk)
    assert (settings.paths, settings.waivers) == ((desk / "notes",), desk / ".." / "known.yaml")
    assert settings.fail_on is not None
    assert settings.fail_on.label == "warning"
    assert dict(settings.severities).keys() == {"disclosure"}, "taken as a whole: nothing is merged"
    assert settings.home == desk
    assert settings.set_by("fail-on") == str(desk / ".." / "tieout.toml")
    assert settings.set_by("paths") == str(desk / "tieout.toml")


def test_show_origin_names_the_file_that_set_it_of_several(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = project / "desk"
    desk.mkdir()
    (project / "tieout.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    (desk / "tieout.toml").write_text('extend = "../tieout.toml"\npaths = ["notes"]\n', encoding="utf-8")
    monkeypatch.chdir(desk)
    lines = command("config", "--show-origin").out.splitlines()
    told = {line.partition(" =")[0]: line.rpartition("  # ")[2] for line in lines}
    assert told["fail-on"].endswith("desk/../tieout.toml")
    assert told["paths"].endswith("desk/tieout.toml")
    assert told["show"] == "built in"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('extend = "tieout.toml"', "tieout.toml extends itself"),
        ('extend = "gone.toml"', "no configuration to extend"),
        ('required-version = ">=99"', "asks for tieout >=99, and this is"),
        ('required-version = ">=99"\nof-then = 1', "asks for tieout >=99, and this is"),
        ('required-version = "new"', "names no versions: 'new'"),
    ],
)
def test_what_cannot_be_followed_is_2(text: str, said: str, project: Path, command: Command) -> None:
    (project / "tieout.toml").write_text(text, encoding="utf-8")
    done = command("check")
    assert done.code == 2
    assert said in done.err


def test_a_version_that_fits_is_no_matter(project: Path, command: Command) -> None:
    (project / "tieout.toml").write_text('required-version = ">=0.1"\n', encoding="utf-8")
    assert 'required-version = ">=0.1"' in command("config").out


def test_a_rule_that_there_is_not_is_said_of_where_it_is_named(project: Path, command: Command) -> None:
    (project / "r.md").write_text("Rent was 12 in 2024.\n", encoding="utf-8")
    for option in ("--select", "--ignore"):
        done = command("check", "r.md", option, "arithmetic/totel-equals-parts", "--lang", "en")
        assert done.code == 2
        said = "no rule matches 'arithmetic/totel-equals-parts' (did you mean arithmetic/total-equals-parts?)"
        assert f"{option}: {said}" in done.err
        assert "tieout.toml" not in done.err
    assert "tieout rules lists them" in command("check", "r.md", "--select", "zzz", "--lang", "en").err
    (project / "tieout.toml").write_text('ignore = ["zzz"]\n', encoding="utf-8")
    assert "tieout.toml: no rule matches 'zzz'" in command("check", "r.md", "--lang", "en").err


def test_the_table_of_pyproject_in_a_tieout_toml_is_said(project: Path, command: Command) -> None:
    (project / "tieout.toml").write_text('[tool.tieout]\npaths = ["."]\n', encoding="utf-8")
    done = command("check", "--lang", "en")
    assert done.code == 2
    assert "unknown key 'tool' (here the keys stand at the top" in done.err
