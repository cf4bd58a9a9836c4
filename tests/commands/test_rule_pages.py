"""The pages about the rules are those of the rulebook: `tieout rules --pages` writes what is committed."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Command

PAGES = Path(__file__).parents[2] / "docs" / "rules"


def contents(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


@pytest.mark.parametrize(("language", "folder"), [("en", PAGES), ("zh", PAGES.parent / "zh" / "rules")])
def test_the_pages_in_docs_are_those_of_the_rulebook(
    language: str, folder: Path, project: Path, command: Command
) -> None:
    assert command("rules", "--pages", "made", "--lang", language).code == 0
    made, kept = contents(project / "made"), contents(folder)
    assert sorted(made) == sorted(kept), "run: make docs"
    assert [name for name in made if made[name] != kept[name]] == [], "run: make docs"


def test_a_page_says_all_that_a_rule_does(project: Path, command: Command) -> None:
    command("rules", "--pages", "made")
    page = (project / "made" / "arithmetic" / "roll-forward.md").read_text(encoding="utf-8")
    for part in (
        "Severity: error",
        "## Why",
        "## How to fix",
        "## What it cannot detect",
        "## Fails",
        "## Holds",
    ):
        assert part in page
    assert "waive arithmetic/roll-forward:" in page


def test_pages_of_rules_that_are_gone_go_and_nothing_else_does(project: Path, command: Command) -> None:
    command("rules", "--pages", "made")
    gone = project / "made" / "house" / "old.md"
    gone.parent.mkdir()
    gone.write_text("# house/old\n", encoding="utf-8")
    assert command("rules", "--pages", "made").code == 0
    assert not gone.exists()
    gone.write_text("# Notes of mine\n", encoding="utf-8")
    done = command("rules", "--pages", "made")
    assert done.code == 2
    assert "made/house/old.md" in done.err
    assert gone.exists()
