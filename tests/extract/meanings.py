"""Reads a few lines of Markdown with the built-in schemas."""

from __future__ import annotations

from functools import cache

from tieout.extract import extract
from tieout.model import Fact, Report
from tieout.read import read_bytes
from tieout.rulebook.book import Schemas
from tieout.rulebook.load import load_rulebook


@cache
def schemas() -> Schemas:
    return load_rulebook().schemas


def report(text: str, name: str = "report.md") -> Report:
    return extract(read_bytes(text.encode(), name), schemas())


def fact(text: str, figure: str) -> Fact:
    """The first fact printed so."""
    return next(found for found in report(text).facts if found.figure.text == figure)
