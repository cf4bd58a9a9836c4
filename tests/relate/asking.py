"""Ask one kind about a report written in Markdown, with the built-in schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from tieout.extract import extract
from tieout.model import Relation, Report
from tieout.read import read_bytes
from tieout.rulebook import Rule, Schemas, load_rulebook

Find = Callable[[Report, Schemas, Sequence[Rule]], Iterator[Relation]]


@cache
def schemas() -> Schemas:
    """The built-in schemas, loaded once for all tests."""
    return load_rulebook().schemas


def report(text: str, name: str = "report.md") -> Report:
    """A report written in Markdown, or what the suffix of its name says."""
    return extract(read_bytes(text.encode(), name), schemas())


def ask(find: Find, text: str, shape: str, rules: Sequence[Rule] = ()) -> list[Relation]:
    """The relations of one shape that a kind finds in a report."""
    return [relation for relation in find(report(text), schemas(), rules) if relation.shape == shape]


def failing(relations: Sequence[Relation]) -> list[Relation]:
    """Those that were evaluated and do not hold."""
    return [relation for relation in relations if relation.tie is not None and not relation.tie.holds]


def holding(relations: Sequence[Relation]) -> list[Relation]:
    """Those that were evaluated and hold."""
    return [relation for relation in relations if relation.tie is not None and relation.tie.holds]
