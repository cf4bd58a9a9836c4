"""Finds the derived figures of a small table, written as CSV, with the built-in schemas."""

from __future__ import annotations

from functools import cache

from tieout.extract import extract
from tieout.model import Relation
from tieout.read import read_bytes
from tieout.relate.derived import changes_in_words, derived
from tieout.rulebook import Schemas, load_rulebook


@cache
def schemas() -> Schemas:
    """The built-in schemas, loaded once for all tests."""
    return load_rulebook().schemas


def relations(table: str, lead: str = "") -> list[Relation]:
    """Every derived figure of the table as a relation."""
    report = extract(read_bytes(table.encode(), "table.csv"), schemas())
    words = changes_in_words(report, schemas())
    return [
        relation
        for grid in report.grids
        for relation in derived(grid, schemas(), words.get(grid.block, {}), lead)
    ]


def said(table: str, *, holds: bool, lead: str = "") -> set[str]:
    """What the relations say that hold, or that do not."""
    return {r.expression for r in relations(table, lead) if r.tie is not None and r.tie.holds is holds}


def failing(table: str, lead: str = "") -> list[Relation]:
    """The relations that do not hold."""
    return [r for r in relations(table, lead) if r.tie is not None and not r.tie.holds]


def reasons(table: str) -> dict[str, str]:
    """Why figures were not evaluated, by their text."""
    return {
        r.subject.figure.text: r.reason for r in relations(table) if r.tie is None and r.subject is not None
    }
