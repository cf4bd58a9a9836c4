"""Kind `partition`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model import Relation, Report
from tieout.relate.kind import Kind
from tieout.rulebook.book import Rule, Schemas

SHAPES = ("bands", "shares")


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the relations of this kind."""
    yield from ()


KIND = Kind("partition", SHAPES, within=find)
