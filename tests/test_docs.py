"""What the documentation shows is so: every command in it is run, and prints what is printed there.

A block marked `console` holds commands (`$ tieout ...`) and what they print; a line `…` stands for any lines.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from running import Command

from tieout.rulebook.kinds import KINDS
from tieout.rulebook.models import SchemaModel
from tieout.settings import load_settings

ROOT = Path(__file__).parents[1]
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


class Shown(NamedTuple):
    """A command of a page and the lines printed under it."""

    page: str
    command: str
    printed: tuple[str, ...]


def blocks(page: Path, language: str) -> Iterator[str]:
    return (text for name, text in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language)


def shown() -> Iterator[Shown]:
    for page in PAGES:
        for block in blocks(page, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *printed = part.splitlines()
                yield Shown(page.relative_to(ROOT).as_posix(), command, tuple(printed))


COMMANDS = tuple(shown())
TIEOUT = [one for one in COMMANDS if one.command.startswith("tieout ")]
MAKE = [one for one in COMMANDS if one.command.startswith("make ")]


@pytest.fixture
def checkout(project: Path) -> Path:
    """The project's reports, in a folder of its own."""
    (project / "tieout.toml").unlink()
    shutil.copytree(ROOT / "reports", project / "reports")
    return project


def test_every_command_is_one_of_those_tried() -> None:
    assert {one.page for one in TIEOUT} >= {"README.md", "CONTRIBUTING.md", "docs/architecture.md"}
    assert set(COMMANDS) == {*TIEOUT, *MAKE}


@pytest.mark.parametrize("one", TIEOUT, ids=lambda one: f"{one.page}: {one.command.partition('  #')[0]}")
def test_a_command_runs_and_prints_what_is_shown(one: Shown, checkout: Path, command: Command) -> None:
    _, *arguments = shlex.split(one.command, comments=True)
    done = command(*arguments)
    assert done.code in (0, 1), done.err
    rest = done.out.splitlines()
    anywhere = False
    for line in one.printed:
        if line == "…":
            anywhere = True
            continue
        place = rest.index(line) if line in rest else -1
        assert place >= 0, f"not printed: {line!r}"
        assert anywhere or place == 0, f"not the next line: {line!r}"
        rest, anywhere = rest[place + 1 :], False


@pytest.mark.parametrize("one", MAKE, ids=lambda one: f"{one.page}: {one.command}")
def test_make_has_the_target(one: Shown) -> None:
    target = one.command.split()[1]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


CONFIGURATIONS = [
    (page.relative_to(ROOT).as_posix(), block) for page in PAGES for block in blocks(page, "toml")
]


@pytest.mark.parametrize(("page", "block"), CONFIGURATIONS)
def test_the_configuration_that_is_shown_is_one(
    page: str, block: str, project: Path, command: Command
) -> None:
    (project / "tieout.toml").unlink()
    name = "pyproject.toml" if "[tool.tieout]" in block else "tieout.toml"
    (project / name).write_text(block, encoding="utf-8")
    (project / "house-rules" / "checks").mkdir(parents=True)
    assert load_settings(project).severities
    assert command("rules").code == 0, page


YAML = [
    (page.relative_to(ROOT).as_posix(), block)
    for page in PAGES
    for block in blocks(page, "yaml")
    if page.parents[1] != ROOT / "docs" / "rules"
]  # those are made, all alike
PACKS = [one for one in YAML if one[1].startswith("pack:")]
SCHEMAS = [one for one in YAML if one[1].partition(":")[0] in SchemaModel.model_fields]
WAIVERS = [one for one in YAML if one[1].startswith("waivers:")]


@pytest.mark.parametrize(("page", "block"), WAIVERS)
def test_the_waiver_that_is_shown_is_well_formed(
    page: str, block: str, project: Path, command: Command
) -> None:
    (project / "tieout.waivers.yaml").write_text(block, encoding="utf-8")
    (project / "a.md").write_text("Orders rose 10.4% from $318 million to $351.2 million.", encoding="utf-8")
    done = command("check", "a.md", "--as-of", "2026-12-31")
    assert done.code == 0, done.err


def test_the_waiver_of_the_readme_waives(project: Path, command: Command) -> None:
    (block,) = [block for page, block in WAIVERS if page == "README.md"]
    (project / "tieout.waivers.yaml").write_text(block, encoding="utf-8")
    (project / "a.md").write_text("Revenue rose 12.4% from $318 million to $351.2 million.", encoding="utf-8")
    assert command("check", "a.md", "--as-of", "2026-12-31").code == 0


@pytest.mark.parametrize(("page", "block"), PACKS)
def test_the_rules_that_are_shown_pass_their_own_examples(
    page: str, block: str, project: Path, command: Command
) -> None:
    (project / "own" / "checks").mkdir(parents=True)
    (project / "own" / "checks" / "house.yaml").write_text(block, encoding="utf-8")
    done = command("test", "-k", "house/*", "--rulebook", "own")
    assert done.code == 0, done.out
    assert "house/" in command("rules", "--rulebook", "own").out


@pytest.fixture
def shown_schemas(project: Path) -> Path:
    """A house's rulebook of all schema files that are shown."""
    folder = project / "own" / "schemas"
    folder.mkdir(parents=True)
    for number, (_, block) in enumerate(SCHEMAS):
        (folder / f"{number}.yaml").write_text(block, encoding="utf-8")
    return project / "own"


STORES = """\
# Results of 2024

| | 2023 | 2024 |
|---|---|---|
| Revenue ($ million) | 300 | 348 |
| Number of stores | 150 | 160 |
| Sales per store ($ million) | 2.0 | {} |
"""


@pytest.mark.parametrize(("stated", "code"), [("2.2", 0), ("2.4", 1)])
def test_the_identity_that_is_shown_is_checked(
    stated: str, code: int, shown_schemas: Path, project: Path, command: Command
) -> None:
    (project / "a.md").write_text(STORES.format(stated), encoding="utf-8")
    done = command("check", "a.md", "--rulebook", shown_schemas.name)
    assert done.code == code
    assert ("arithmetic/identity" in done.out) == bool(code)


def test_all_kinds_that_there_are_are_shown() -> None:
    page = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    rows = [
        line.strip("|").split("|")
        for line in page.splitlines()
        if line.startswith("| ") and line.count("|") == 4
    ][1:]
    shown = {kind.strip(): (shapes.strip(), params.strip()) for kind, shapes, params in rows}
    assert shown == {
        name: (", ".join(kind.shapes), ", ".join(kind.describes) + ("+" if kind.figures else ""))
        for name, kind in KINDS.items()
    }
