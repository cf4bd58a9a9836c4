"""Four texts with faults planted one at a time: each as it should be is silent, and few faults go unheard.

The floors say how many of the faults of each are found; they may only rise.
"""

from __future__ import annotations

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
MEMOS = Path(__file__).parent / "memos"
FOUND = {"en-investment": 18, "zh-investment": 24, "en-results": 13, "en-water": 18}


def said(text: str) -> set[str]:
    """The errors and warnings on a text."""
    report = extract(read_bytes(text.encode(), "memo.md"), BOOK.schemas)
    found = judge(tuple(relate(report, BOOK)), (report,), BOOK).findings
    return {finding.message for finding in found if finding.severity >= Severity.WARNING}


@pytest.mark.parametrize("name", FOUND)
def test_a_memo_without_faults_is_silent(name: str) -> None:
    assert not said((MEMOS / f"{name}.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FOUND)
def test_faults_of_a_memo_are_found(name: str) -> None:
    text = (MEMOS / f"{name}.md").read_text(encoding="utf-8")
    faults = yaml.safe_load((MEMOS / f"{name}.yaml").read_text(encoding="utf-8"))
    assert all(text.count(fault["right"]) == 1 for fault in faults)
    heard = [fault for fault in faults if said(text.replace(fault["right"], fault["wrong"]))]
    assert len(heard) >= FOUND[name]
