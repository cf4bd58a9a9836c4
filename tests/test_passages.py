"""Passages of one to three sentences, each with one mistake: few go unheard, nothing is told of right ones.

The sets were written one after another, each before anything was run on it; their files say how many were
found then. The floors say how many are found now; they may only rise.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tieout.extract import extract
from tieout.judge import judge
from tieout.model import Severity
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.rulebook import load_rulebook

BOOK = load_rulebook()
FOLDER = Path(__file__).parent / "passages"
MARKED = re.compile(r"\{\{(.*?)\|(.*?)\}\}", re.DOTALL)
FOUND = {
    "a": 55, "b": 50, "c": 44, "d": 51, "e": 45, "f": 30, "g": 34, "h": 23, "i": 40, "j": 31, "k": 30,
    "l": 35, "m": 39, "n": 34,
}  # fmt: skip
FALSE = dict.fromkeys(FOUND, 0)


def said(text: str) -> set[str]:
    """The errors and warnings on a passage, apart from what a whole report must carry."""
    report = extract(read_bytes(f"# Review\n\n{text}\n".encode(), "passage.md"), BOOK.schemas)
    found = judge(tuple(relate(report, BOOK)), (report,), BOOK).findings
    heard = [finding for finding in found if finding.severity >= Severity.WARNING]
    return {
        finding.message for finding in heard if not finding.outcome.relation.rule.startswith("disclosure/")
    }


@pytest.mark.parametrize("name", FOUND)
def test_mistakes_of_passages_are_found_and_nothing_else(name: str) -> None:
    texts = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert all(len(MARKED.findall(text)) == 1 for text in texts)
    right = [said(MARKED.sub(r"\1", text)) for text in texts]
    wrong = [said(MARKED.sub(r"\2", text)) for text in texts]
    assert sum(bool(found) for found in right) <= FALSE[name]
    assert sum(bool(bad - good) for good, bad in zip(right, wrong, strict=True)) >= FOUND[name]
