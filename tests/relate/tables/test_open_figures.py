"""Tables with one figure left open: silent with the right one, not with the wrong one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tieout.extract import extract
from tieout.judge import judge
from tieout.model import Severity
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.rulebook import Rulebook, load_rulebook

CASES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("open_figures.yaml").read_text(encoding="utf-8")
)


@cache
def book() -> Rulebook:
    return load_rulebook()


def loud(table: str) -> list[str]:
    """What is said of a table, as an error or a warning."""
    report = extract(read_bytes(f"# The year\n\n{table}".encode(), "table.md"), book().schemas)
    judgement = judge(list(relate(report, book())), [report], book())
    return [one.message for one in judgement.findings if one.severity >= Severity.WARNING]


@pytest.mark.parametrize("name", CASES)
def test_the_right_figure_is_silent(name: str) -> None:
    assert loud(CASES[name]["table"].replace("@@", CASES[name]["right"])) == []


@pytest.mark.parametrize("name", CASES)
def test_the_wrong_figure_is_found(name: str) -> None:
    found = loud(CASES[name]["table"].replace("@@", CASES[name]["wrong"]))
    assert bool(found) is not CASES[name].get("missed", False)
