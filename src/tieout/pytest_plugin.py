"""Lets `pytest` run the examples of every rule: ids like checks/arithmetic.yaml::total-equals-parts::fail-1.

Only YAML files in a folder called `checks` whose first key is `pack:` are collected, and the engine is
imported only then, so that other projects do not notice that the plugin is installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tieout.rulebook.book import Rulebook
    from tieout.testing import ExampleCase

_ENDINGS = (".yaml", ".yml")
_LOOKED_AT = 4096  # bytes in which the first key has to come


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PackFile | None:
    """Collect a pack of rules."""
    if file_path.suffix not in _ENDINGS or file_path.parent.name != "checks" or not _is_pack(file_path):
        return None
    return PackFile.from_parent(parent, path=file_path)


class PackFile(pytest.File):
    """A pack: one collector per rule."""

    def collect(self) -> Iterator[RuleNode]:
        """The rules of this file."""
        book = _rulebook(self.path.resolve().parent.parent)
        for rule in book.rules:
            file, _, line = rule.origin.rpartition(":")
            if Path(file).name == self.path.name and _from(self.path, file):
                yield RuleNode.from_parent(
                    self, name=rule.id.rpartition("/")[2], rule_id=rule.id, line=int(line)
                )


class RuleNode(pytest.Collector):
    """A rule: one item per example."""

    def __init__(self, *, rule_id: str, line: int, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.rule_id = rule_id
        self.line = line

    def collect(self) -> Iterator[ExampleItem]:
        """The examples of this rule."""
        from tieout.testing import cases

        book = _rulebook(self.path.resolve().parent.parent)
        for case in cases([rule for rule in book.rules if rule.id == self.rule_id]):
            yield ExampleItem.from_parent(self, name=case.name, case=case, book=book, line=self.line)


class ExampleItem(pytest.Item):
    """An example: passes if its rule finds in it what it should."""

    def __init__(self, *, case: ExampleCase, book: Rulebook, line: int, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.case, self.book, self.line = case, book, line

    def runtest(self) -> None:
        """Run it."""
        from tieout.testing import run_example

        result = run_example(self.case, self.book)
        if not result.passed:
            pytest.fail(f"{self.case.rule.id} {self.case.name}: {result.message}", pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the rule stands."""
        return self.path, self.line - 1, f"{self.case.rule.id}::{self.name}"


@cache
def _rulebook(root: Path) -> Rulebook:
    from tieout.rulebook import load_rulebook

    return load_rulebook([root])


def _from(path: Path, origin: str) -> bool:
    """Whether a rule's origin is this file; the built-in rulebook names its files without their root."""
    named = Path(origin)
    if named.is_absolute():
        return named.resolve() == path.resolve()
    from tieout.rulebook.files import builtin_root

    return (builtin_root() / named).resolve() == path.resolve()


def _is_pack(path: Path) -> bool:
    with path.open("rb") as file:
        lines = file.read(_LOOKED_AT).splitlines()
    first = next(
        (line for line in lines if line.strip() and not line.lstrip().startswith((b"#", b"---"))), b""
    )
    return first.startswith(b"pack:")
