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

TOLD = Path(__file__).parent / "told"
LABELS: dict[str, dict[str, Any]] = yaml.load(
    (TOLD / "labels.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
WRONG = ("disagree", "restated")
KINDS = ("agree", "seeming", *WRONG)


def digits(text: str) -> str:
    """The first number of a text."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return found.group().replace(",", "") if found is not None else ""


def pairs(group: str, label: str) -> list[tuple[str, str]]:
    """The labelled figures of the first and of the second file."""
    listed: Sequence[Any] = LABELS[group].get(label, ())
    both = [(one, one) if isinstance(one, str) else one for one in listed]
    return [(digits(first), digits(second)) for first, second in both]


@cache
def relations(group: str) -> Sequence[Relation]:
    reports = [
        report((TOLD / group / file).read_text(encoding="utf-8"), file) for file in LABELS[group]["files"]
    ]
    return tuple(vars(contradict)["find"](reports, schemas(), ()))


def facts(found: Relation) -> list[Fact]:
    assert found.subject is not None
    return [found.subject, *(operand.fact for operand in found.operands)]


def told(found: Relation, group: str) -> Iterator[tuple[str, str]]:
    """The figures of the two files that a relation brings together."""
    first, second = LABELS[group]["files"]
    mine = [digits(fact.figure.text) for fact in facts(found) if fact.report == first]
    theirs = [digits(fact.figure.text) for fact in facts(found) if fact.report == second]
    yield from ((one, other) for one in mine for other in theirs)


def verdicts(group: str) -> Mapping[tuple[str, str], Relation]:
    return {pair: found for found in relations(group) if found.tie for pair in told(found, group)}


def test_the_set_is_large_enough() -> None:
    assert sum(len(pairs(group, label)) for group in LABELS for label in KINDS) >= 180
    assert sum(len(group["files"]) for group in LABELS.values()) >= 40


def test_recall_and_precision() -> None:
    counts: Counter[str] = Counter()
    for group in LABELS:
        found = verdicts(group)
        for label in KINDS:
            for pair in pairs(group, label):
                relation = found.get(pair)
                counts[label] += 1
                counts[f"{label} fails"] += relation is not None and relation.fails
                counts[f"{label} holds"] += relation is not None and relation.holds
        wrong = {pair for label in WRONG for pair in pairs(group, label)}
        claimed = {pair for pair, relation in found.items() if relation.fails}
        counts["claims"] += len(claimed)
        counts["false"] += len(claimed - wrong)
    assert counts["disagree fails"] + counts["restated fails"] >= 0.95 * (
        counts["disagree"] + counts["restated"]
    )
    assert counts["agree holds"] >= 0.83 * counts["agree"]
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
