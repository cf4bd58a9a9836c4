"""Misses of the engine's claims: on tables as published, and on the same tables with a mistake planted."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from benchmarks.accuracy.corpora import Table, tables
from benchmarks.accuracy.planted import Case, cases
from tieout.extract import extract
from tieout.model import Fact, Relation
from tieout.model.claims import Signs
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.rulebook import load_rulebook
from tieout.rulebook.book import Rulebook

UNAUDITED = "AggreCol"  # spreadsheets that nobody audited: a miss there may be a mistake
READ = Path(__file__).with_name("read.yaml")  # mistakes of published tables, read by eye
Spot = tuple[int, int]


@dataclass(frozen=True)
class Miss:
    """One claim that does not hold.

    `mistake` names the planted mistake that it touches; it is empty for a miss of a table as published.
    """

    source: str
    table: str
    signs: Signs
    mistake: str = ""


@dataclass(frozen=True)
class Gathered:
    """Misses and how many tables of each source they came from."""

    misses: tuple[Miss, ...]
    published: Mapping[str, int]
    planted: Mapping[str, int]


def gather(options: argparse.Namespace) -> Gathered:
    """All misses of planted mistakes, and of a sample of the tables as published."""
    planted = cases(options.data, options.source, options.limit, options.seed)
    published = _sample(options)
    misses: list[Miss] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for found in pool.map(_of_published, published, chunksize=20):
            misses += found
        for found in pool.map(_of_planted, planted, chunksize=20):
            misses += found
    return Gathered(
        tuple(misses), _count(t.source for t in published), _count(c.table.source for c in planted)
    )


def _sample(options: argparse.Namespace) -> list[Table]:
    known = yaml.safe_load(READ.read_text(encoding="utf-8"))
    groups: dict[str, list[Table]] = {}
    for table in tables(options.data, options.source):
        if not table.source.startswith(UNAUDITED) and table.name not in known:
            groups.setdefault(table.source, []).append(table)
    dice = random.Random(options.seed)
    return [
        t for _, group in sorted(groups.items()) for t in dice.sample(group, min(options.most, len(group)))
    ]


def _count(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def _of_published(table: Table) -> list[Miss]:
    found = _missed(table.name + table.suffix, table.text())
    return [Miss(table.source, table.name, signs) for signs in found.values()]


def _of_planted(case: Case) -> list[Miss]:
    """Those that touch the planted mistake and are not there in the table as published."""
    before = _missed(case.clean, case.table.text())
    after = _missed(case.name, case.table.text(case.planted.rows))
    touching = [
        signs
        for spots, signs in after.items()
        if spots not in before and any(spot in case.planted.meant for spot in spots)
    ]
    return [Miss(case.table.source, case.name, signs, case.planted.kind) for signs in touching]


def _missed(name: str, text: str) -> dict[tuple[Spot, ...], Signs]:
    book = _rulebook()
    relations = relate(extract(read_bytes(text.encode(), name), book.schemas), book)
    return {
        _spots(relation): relation.claim.signs
        for relation in relations
        if relation.claim is not None and relation.claim.signs is not None
    }


def _spots(relation: Relation) -> tuple[Spot, ...]:
    """Rows and columns from 0, the total or derived figure first."""
    facts: list[Fact] = [relation.subject] if relation.subject else []
    facts += [operand.fact for operand in relation.operands]
    figures = (fact.figure for fact in facts)
    return tuple((f.row - 1, f.col - 1) for f in figures if f.row is not None and f.col is not None)


@cache
def _rulebook() -> Rulebook:
    return load_rulebook()
