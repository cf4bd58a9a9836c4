"""The tables of all sources, each with the text around it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.accuracy.cells import Rows
from benchmarks.accuracy.runner import as_csv, as_markdown, records

FILES = ("tables_other_sources", "tables_en", "tables_zh_sample", "tables_labelled_aggrecol")
TROY = re.compile(r"C\d{5}")  # how one of AggreCol's two corpora names its sheets
FEWEST = 20  # tables that make a source of its own


@dataclass(frozen=True, eq=False)
class Table:
    """A table as published; a sheet is checked as CSV, any other as Markdown between its paragraphs."""

    name: str
    source: str
    rows: Rows
    point: str = "."  # its decimal mark
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    sheet: bool = False
    marks: tuple[dict[str, Any], ...] = field(default=(), repr=False)  # aggregations that people marked

    @property
    def suffix(self) -> str:
        return ".csv" if self.sheet else ".md"

    def text(self, rows: Rows | None = None) -> str:
        """The report to check, with other rows if given."""
        chosen = self.rows if rows is None else rows
        return as_csv(chosen) if self.sheet else as_markdown(chosen, self.before, self.after)


def by_source(parser: argparse.ArgumentParser) -> None:
    """The options of every measure that samples tables by source."""
    parser.add_argument("--source", nargs="+", default=(), help="words in the sources' names; default all")
    parser.add_argument("--seed", type=int, default=20261125)


def tables(data: Path, only: Sequence[str] = ()) -> Iterator[Table]:
    """The tables of the sources whose names hold one of these words; of all, if none is given."""
    every = [table for name in FILES if (data / f"{name}.jsonl").exists() for table in _file(data, name)]
    sizes: dict[str, int] = {}
    for table in every:
        sizes[table.source] = sizes.get(table.source, 0) + 1
    for table in every:
        if sizes[table.source] < FEWEST:
            continue
        if not only or any(word.lower() in table.source.lower() for word in only):
            yield table


def _file(data: Path, name: str) -> Iterator[Table]:
    for case in records(data / f"{name}.jsonl"):
        if not any(map(any, case["rows"])):
            continue
        if "aggregations" in case:
            corpus = "Troy" if TROY.fullmatch(case["file"]) else "EUSES"
            point = "," if case["number_format"].endswith("Comma") else "."
            marks = tuple(case["aggregations"])
            yield Table(case["id"], f"AggreCol {corpus}", case["rows"], point, sheet=True, marks=marks)
        else:
            source = case["source"].removesuffix("/dev")
            before, after = tuple(case.get("before") or ())[-2:], tuple(case.get("after") or ())[:1]
            yield Table(case["id"], source, case["rows"], before=before, after=after)
