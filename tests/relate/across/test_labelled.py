"""Facts that small documents tell twice: found where they disagree, tied where they agree, else left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from stating import report, schemas

from tieout.model import Relation, Severity
from tieout.relate import contradict

LABELLED = Path(__file__).parent / "labelled"
LABELS: dict[str, dict[str, Any]] = yaml.load(
    (LABELLED / "labels.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


def relations(group: str) -> list[Relation]:
    files = LABELS[group]["files"]
    reports = [report((LABELLED / group / file).read_text(encoding="utf-8"), file) for file in files]
    return list(vars(contradict)["find"](reports, schemas(), ()))


def pairs(group: str, label: str) -> list[tuple[str, str]]:
    """The labelled figures of the first and of the second file."""
    listed: Sequence[Any] = LABELS[group].get(label, ())
    return [(one, one) if isinstance(one, str) else (one[0], one[1]) for one in listed]


def told(found: Relation, group: str) -> Iterator[tuple[str, str]]:
    """The figures of the two files that a relation brings together."""
    first, second = LABELS[group]["files"]
    assert found.subject is not None
    facts = [found.subject, *(operand.fact for operand in found.operands)]
    mine = [fact.figure.text for fact in facts if fact.report == first]
    yield from ((text, fact.figure.text) for text in mine for fact in facts if fact.report == second)


def verdicts(group: str) -> dict[tuple[str, str], Relation]:
    return {pair: found for found in relations(group) if found.tie for pair in told(found, group)}


def test_the_set_is_large_enough() -> None:
    labelled = sum(len(pairs(group, label)) for group in LABELS for label in ("agree", "disagree", "seeming"))
    assert labelled >= 60
    assert sum(len(group["files"]) for group in LABELS.values()) >= 12


def test_recall_and_precision() -> None:
    counts: Counter[str] = Counter()
    for group in LABELS:
        found = verdicts(group)
        for label in ("agree", "disagree", "seeming"):
            for pair in pairs(group, label):
                relation = found.get(pair)
                counts[label] += 1
                counts[f"{label} fails"] += relation is not None and relation.fails
                counts[f"{label} holds"] += relation is not None and relation.holds
        labelled = {pair for label in ("disagree",) for pair in pairs(group, label)}
        claimed = {pair for pair, relation in found.items() if relation.fails}
        counts["claims"] += len(claimed)
        counts["false"] += len(claimed - labelled)
    assert counts["disagree fails"] >= 0.95 * counts["disagree"]
    assert counts["agree holds"] >= 0.97 * counts["agree"]
    assert counts["false"] <= 0.02 * counts["claims"]
    assert counts["seeming fails"] == 0


@pytest.mark.parametrize("group", LABELS)
def test_every_disagreement_is_one_finding(group: str) -> None:
    failing = [found for found in relations(group) if found.fails]
    assert sorted(pair for found in failing for pair in told(found, group)) == sorted(
        pairs(group, "disagree")
    )


@pytest.mark.parametrize(
    ("group", "severity"),
    [
        ("releases", Severity.WARNING),
        ("notes", Severity.NOTE),
        ("chinese-notes", Severity.NOTE),
        ("revisions", Severity.ERROR),
    ],
)
def test_how_bad_it_is_depends_on_what_the_reports_have_in_common(group: str, severity: Severity) -> None:
    assert {found.cap for found in relations(group) if found.fails} == {severity}


def test_what_is_not_judged_is_counted_with_its_reason() -> None:
    reasons = Counter(found.reason for group in LABELS for found in relations(group) if found.tie is None)
    assert "forecasts and targets are opinions of their houses" in reasons
    assert "prices and their multiples are those of their day" in reasons
    assert "the labels name different settings" in reasons
    assert "nothing shows that both are of one thing" in reasons
