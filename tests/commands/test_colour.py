"""`--color`: for people at a terminal, or where it is asked for; never in what programs read."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from running import Command

NOTE = "# Sales\n\nRevenue rose 12.4% from $3,180 million to $3,512 million in 2024.\n"
RED, GREEN = "\x1b[31m\x1b[1m", "\x1b[32m"


@pytest.fixture
def note(project: Path) -> Path:
    (project / "note.md").write_text(NOTE, encoding="utf-8")
    return project


def test_a_pipe_is_plain_and_colours_change_no_word(note: Path, command: Command) -> None:
    plain = command("check", "note.md", "-o", "text")
    assert "\x1b" not in plain.out
    always = command("check", "note.md", "-o", "text", "--color", "always")
    assert always.out.startswith(f"{RED}ERROR\x1b[0m percentages/growth")
    assert f"{GREEN}^^^^^" in always.out
    assert click.unstyle(always.out) == plain.out
    assert always.code == plain.code == 1


@pytest.mark.parametrize(("lang", "word"), [("en", "error"), ("zh", "error")])
def test_a_line_of_concise_has_its_severity_coloured(
    lang: str, word: str, note: Path, command: Command
) -> None:
    done = command("check", "note.md", "--color", "always", "--lang", lang)
    assert f"{RED}{word}\x1b[0m percentages/growth" in done.out


def test_chinese_words_are_coloured_too(note: Path, command: Command) -> None:
    done = command("check", "note.md", "-o", "text", "--color", "always", "--lang", "zh")
    assert done.out.startswith(f"{RED}错误\x1b[0m ")


def test_what_programs_read_is_never_coloured(note: Path, command: Command) -> None:
    done = command("check", "note.md", "-o", "json", "--color", "always")
    assert json.loads(done.out)["findings"]
    command("check", "note.md", "-o", "text:a.txt", "-o", "concise", "--color", "always")
    assert "\x1b" not in Path("a.txt").read_text(encoding="utf-8")
