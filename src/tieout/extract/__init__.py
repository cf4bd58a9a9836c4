"""Document -> Report: every figure and date, the sentence or table it stands in, and what it means."""

from __future__ import annotations

from tieout.model import Document, Report
from tieout.rulebook.book import Schemas


def extract(document: Document, schemas: Schemas) -> Report:
    """Find the facts of a document.

    Args:
        document: a report as read.
        schemas: the words, units and concepts in force.

    Returns:
        The report: facts numbered in reading order; sentences that hold at least one of them; tables.
    """
    from tieout.extract.walk import walk  # parts of this package are used alone, without the whole

    return walk(document, schemas)


__all__ = ["extract"]
