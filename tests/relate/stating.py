"""Finds the relations of reports of a few lines, read with the built-in schemas."""

from __future__ import annotations

from functools import cache

from tieout.extract import extract
from tieout.model import Relation, Report
from tieout.read import read_bytes
from tieout.relate import agree, contradict
from tieout.relate.identities import identities
from tieout.rulebook.book import Schemas
from tieout.rulebook.load import load_rulebook


@cache
def schemas() -> Schemas:
    return load_rulebook().schemas


def report(text: str, name: str = "report.md") -> Report:
    return extract(read_bytes(text.encode(), name), schemas())


def agreements(text: str, shape: str) -> list[Relation]:
    return [found for found in agree.find(report(text), schemas(), ()) if found.shape == shape]


def contradictions(*texts: str) -> list[Relation]:
    reports = [report(text, f"report-{number}.md") for number, text in enumerate(texts)]
    return list(vars(contradict)["find"](reports, schemas(), ()))


def bound(text: str) -> list[Relation]:
    return list(identities(report(text), schemas()))


def failing(relations: list[Relation]) -> list[Relation]:
    return [found for found in relations if found.tie is not None and not found.tie.holds]


def stated(relations: list[Relation]) -> list[str]:
    """The text of what each relation is about."""
    return [found.subject.figure.text for found in relations if found.subject is not None]
