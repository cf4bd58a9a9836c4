"""`tieout config` shows what is in force and where it comes from; it reads as a configuration."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

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
    assert replace(after, origin="", given=frozenset()) == replace(before, origin="", given=frozenset())


def test_an_unknown_key_is_2(project: Path, command: Command) -> None:
    (project / "tieout.toml").write_text("fail_on = 'note'\n", encoding="utf-8")
    done = command("config")
    assert done.code == 2
    assert "did you mean fail-on?" in done.err
