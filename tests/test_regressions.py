"""Runs every folder of `regressions/`: the report must give exactly the findings its expect.yaml lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
import yaml

from tieout.coverage import mark
from tieout.gate import Terms, exit_code, held
from tieout.model import Finding, Results, Verdict
from tieout.read import SUFFIXES, Limits
from tieout.rulebook import Rulebook, load_rulebook
from tieout.run import run
from tieout.sources import find_sources

FOLDERS = sorted(path.parent for path in (Path(__file__).parent / "regressions").glob("*/expect.yaml"))
KEYS = {"about", "rules", "findings", "evaluated", "exit"}
COMPARED = ("rule", "stated", "severity", "suspect", "suggestion")


@dataclass(frozen=True)
class Expectation:
    rules: tuple[str, ...]
    findings: tuple[dict[str, str], ...]
    evaluated: tuple[str, ...]
    exit: int | None


def read_expectation(folder: Path) -> Expectation:
    entries = yaml.safe_load((folder / "expect.yaml").read_text(encoding="utf-8"))
    assert set(entries) <= KEYS, f"unknown keys {set(entries) - KEYS}"
    assert entries["about"].strip()
    for finding in entries["findings"]:
        assert {"rule", "severity"} <= set(finding) <= set(COMPARED), finding
    return Expectation(
        tuple(entries.get("rules", ["*"])), tuple(entries["findings"]), tuple(entries.get("evaluated", [])),
        entries.get("exit"),
    )  # fmt: skip


@cache
def book() -> Rulebook:
    return load_rulebook()


def told(finding: Finding) -> dict[str, str]:
    relation, suspect = finding.outcome.relation, finding.suspect
    said = {"rule": relation.rule, "severity": finding.severity.label}
    if relation.subject is not None:
        said["stated"] = relation.subject.figure.text
    elif relation.mention is not None:
        said["stated"] = relation.mention.text
    if suspect is not None:
        said |= {"suspect": suspect.fact.figure.text, "suggestion": suspect.suggestion}
    return said


def compared(found: Sequence[dict[str, str]], expected: Sequence[dict[str, str]]) -> list[tuple[str, ...]]:
    """Found findings cut to the keys that the expectation speaks of, so that both sides print alike."""
    keys = [key for key in COMPARED if any(key in one for one in expected) or key in ("rule", "severity")]
    return sorted(tuple(one.get(key, "") for key in keys) for one in found)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_regression(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    expected = read_expectation(folder)
    results = run(find_sources([Path()], SUFFIXES), book(), Limits())
    wanted = [
        told(finding)
        for finding in results.findings
        if any(fnmatchcase(finding.outcome.relation.rule, glob) for glob in expected.rules)
    ]
    assert compared(wanted, expected.findings) == compared(expected.findings, expected.findings)
    assert set(expected.evaluated) <= evaluated(results)
    if expected.exit is not None:
        assert exit_code(held(results, mark(results), Terms()), Terms()) == expected.exit


def evaluated(results: Results) -> set[str]:
    return {o.relation.rule for o in results.outcomes if o.verdict is not Verdict.NOT_EVALUATED}
