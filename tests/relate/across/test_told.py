"""Facts that reports tell in sentences and tables of their own words: found, tied, or left alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from stating import report, schemas

from tieout.model import Fact, Relation, Severity
from tieout.relate import contradict

TOLD, UNTUNED, FRESH, LATER = (Path(__file__).parent / name for name in ("told", "untuned", "fresh", "later"))


def labels(home: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.load(
        (home / "labels.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
    )
    return found


LABELS = labels(TOLD)
HOMES = {group: home for home in (TOLD, UNTUNED, FRESH, LATER) for group in labels(home)}
EVERY = {group: told for home in (TOLD, UNTUNED, FRESH, LATER) for group, told in labels(home).items()}
WRONG = ("disagree", "restated")
KINDS = ("agree", "seeming", *WRONG)


def digits(text: str) -> str:
    """The first number of a text."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return found.group().replace(",", "") if found is not None else ""


def pairs(group: str, label: str) -> list[tuple[str, str]]:
    """The labelled figures of the first and of the second file."""
    listed: Sequence[Any] = EVERY[group].get(label, ())
    both = [(one, one) if isinstance(one, str) else one for one in listed]
    return [(digits(first), digits(second)) for first, second in both]


@cache
def relations(group: str) -> Sequence[Relation]:
    reports = [
        report((HOMES[group] / group / file).read_text(encoding="utf-8"), file)
        for file in EVERY[group]["files"]
    ]
    return tuple(vars(contradict)["find"](reports, schemas(), ()))


def facts(found: Relation) -> list[Fact]:
    assert found.subject is not None
    return [found.subject, *(operand.fact for operand in found.operands)]


def told(found: Relation, group: str) -> Iterator[tuple[str, str]]:
    """The figures of the two files that a relation brings together."""
    first, second = EVERY[group]["files"]
    mine = [digits(fact.figure.text) for fact in facts(found) if fact.report == first]
    theirs = [digits(fact.figure.text) for fact in facts(found) if fact.report == second]
    yield from ((one, other) for one in mine for other in theirs)


def verdicts(group: str) -> Mapping[tuple[str, str], Relation]:
    return {pair: found for found in relations(group) if found.tie for pair in told(found, group)}


def test_the_sets_are_large_enough() -> None:
    assert sum(len(pairs(group, label)) for group in LABELS for label in KINDS) >= 180
    assert sum(len(group["files"]) for group in EVERY.values()) >= 80


def counted(home: Path) -> Counter[str]:
    """What is found, tied and claimed of the groups of a set."""
    counts: Counter[str] = Counter()
    for group in (group for group, where in HOMES.items() if where == home):
        found = verdicts(group)
        for label in KINDS:
            for pair in pairs(group, label):
                relation = found.get(pair)
                counts["wrong" if label in WRONG else label] += 1
                counts[f"{label} fails"] += relation is not None and relation.fails
                counts[f"{label} holds"] += relation is not None and relation.holds
        wrong = {pair for label in WRONG for pair in pairs(group, label)}
        claimed = {pair for pair, relation in found.items() if relation.fails and pair[0] != pair[1]}
        counts["claims"] += len(claimed)
        counts["false"] += len(claimed - wrong)
    return counts


@pytest.mark.parametrize(
    ("home", "found", "tied"),
    [(TOLD, 0.95, 0.85), (UNTUNED, 0.63, 0.68), (FRESH, 0.85, 0.9), (LATER, 0.8, 0.9)],
    ids=["told", "untuned", "fresh", "later"],
)
def test_recall_and_precision(home: Path, found: float, tied: float) -> None:
    counts = counted(home)
    assert counts["disagree fails"] + counts["restated fails"] >= found * counts["wrong"]
    assert counts["agree holds"] >= tied * counts["agree"]
    assert counts["false"] <= 0.02 * counts["claims"]
    assert counts["seeming fails"] == counts["disagree holds"] == 0


@pytest.mark.parametrize(
    ("group", "severity"),
    [
        ("two-houses", Severity.NOTE),
        ("correction-zh", Severity.NOTE),
        ("release-filing", Severity.WARNING),
        ("one-house-zh", Severity.WARNING),
        ("results-revised", Severity.ERROR),
    ],
)
def test_how_bad_it_is_depends_on_what_the_reports_have_in_common(group: str, severity: Severity) -> None:
    assert max(found.cap for found in relations(group) if found.fails) == severity


def test_what_is_not_judged_is_counted_with_its_reason() -> None:
    reasons = Counter(found.reason for group in LABELS for found in relations(group) if found.tie is None)
    assert "forecasts and targets are opinions of their houses" in reasons
    assert "its words say more than the labels of the other report" in reasons
