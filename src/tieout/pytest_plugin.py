"""Lets `pytest` run the examples of every rule: ids like checks/arithmetic.yaml::total-equals-parts::fail-1.

With `--tieout` every report below the paths that are given is a test as well: `pytest --tieout reports/`.
They are checked together, under the configuration in force, and each fails by what is found in it.

Without it only YAML files in a folder called `checks` whose first key is `pack:` are collected, and the
engine is imported only when it is needed, so that other projects do not notice that the plugin is installed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tieout.rulebook.book import Rulebook
    from tieout.testing import ExampleCase

_ENDINGS = (".yaml", ".yml")
_LOOKED_AT = 4096  # bytes in which the first key has to come


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take `--tieout`."""
    told = "check the reports below the given paths, each as a test of its own"
    parser.getgroup("tieout").addoption("--tieout", action="store_true", help=told)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """Collect a pack of rules, or a report where reports are asked for."""
    if file_path.suffix in _ENDINGS and file_path.parent.name == "checks" and _is_pack(file_path):
        return PackFile.from_parent(parent, path=file_path)
    if parent.config.getoption("--tieout") and _is_report(file_path):
        return ReportFile.from_parent(parent, path=file_path)
    return None


class ReportFile(pytest.File):
    """A report: one item."""

    def collect(self) -> Iterator[ReportItem]:
        """Itself."""
        yield ReportItem.from_parent(self, name="tieout")


class ReportItem(pytest.Item):
    """A report: passes if the gate lets it pass."""

    def runtest(self) -> None:
        """Check it, with all others that are asked for."""
        paths = tuple(item.path for item in self.session.items if isinstance(item, ReportItem))
        said = _verdict(paths).get(self.path, "")
        if said:
            pytest.fail(said, pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The report."""
        return self.path, None, f"{self.path.name}::{self.name}"


@cache
def _verdict(paths: tuple[Path, ...]) -> Mapping[Path, str]:
    """What keeps each report from passing, in words; those that pass are not in it."""
    from tieout.cache import Cache
    from tieout.commands.limits import limits_of
    from tieout.commands.verdict import reached
    from tieout.render.text import finding_lines, problem_line
    from tieout.settings import load_settings
    from tieout.sources import find_sources, report_name

    settings = replace(load_settings(Path.cwd()), whole=False)
    found = find_sources(paths, (), root=settings.root)
    today, kept = date.today(), Cache()
    view = reached(found, settings, limits_of(settings), 1, kept, today, verbose=False).in_words()
    said: dict[str, list[str]] = defaultdict(list)
    for path, problem in view.problems():
        if problem.fatal:
            said[path].append(problem_line(path, problem, view.rest))
    for finding in view.results.findings:
        if settings.fail_on is not None and finding.known is None and finding.severity >= settings.fail_on:
            said[view.locations(finding)[0].path] += finding_lines(view, finding)
    names = {report_name(path, settings.root): path for path in paths}
    anywhere = [line for path, lines in said.items() if path not in names for line in lines]
    return {
        path: "\n".join(told) for name, path in names.items() if (told := [*said.get(name, ()), *anywhere])
    }


def _is_report(path: Path) -> bool:
    """Whether a file is one that the gate would take from a folder."""
    from tieout.read import SUFFIXES
    from tieout.settings import load_settings
    from tieout.sources import is_dossier, matches, report_name

    settings = load_settings(Path.cwd())
    within = (folder for folder in path.parents if folder.is_relative_to(Path.cwd()))
    return (
        path.suffix.lower() in SUFFIXES
        and not matches(report_name(path, settings.root), settings.exclude)
        and not any(is_dossier(folder) for folder in within)
    )


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
