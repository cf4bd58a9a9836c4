"""Paragraphs that do not say which product they are about, recognised by the figures they repeat.

A passage under a heading that names only a family (or nothing) states a training cost and GPU hours; if
exactly one product of the report is elsewhere said to have these very figures, the passage is about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tieout.model import Block, BlockKind, Fact
from tieout.quantity import Quantity
from tieout.slip import significant

_DIGITS = 4  # of one shared figure that is enough
_ENOUGH = 2  # shared figures of different concepts otherwise
_BREAKS = frozenset({BlockKind.HEADING, BlockKind.TABLE, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure known to belong to a product."""

    entity: str
    quantity: Quantity


def by_shared_figures(
    blocks: Sequence[Block], facts: Sequence[Fact], unnamed: frozenset[int], timeless: frozenset[str]
) -> dict[int, str]:
    """Name what unnamed passages are about.

    Args:
        blocks: of the document, in order.
        facts: all facts of the document.
        unnamed: ids of facts whose entity is nothing or comes from a heading.
        timeless: concepts whose values identify a product.

    Returns:
        The entity of each fact, by id, where one was recognised.
    """
    known: dict[tuple[str, tuple[str, ...]], list[_Known]] = {}
    for fact in facts:
        quantity = fact.figure.quantity
        if fact.id in unnamed or fact.concept not in timeless or quantity is None or fact.entity is None:
            continue
        if any(char.isdigit() for char in fact.entity):
            known.setdefault((fact.concept or "", fact.scope), []).append(_Known(fact.entity, quantity))
    found: dict[int, str] = {}
    for passage in _passages(blocks, facts, unnamed):
        entity = _recognised(passage, known)
        if entity is not None:
            found.update({fact.id: entity for fact in passage if _within(fact.entity, entity)})
    return found


def _passages(blocks: Sequence[Block], facts: Iterable[Fact], unnamed: frozenset[int]) -> list[list[Fact]]:
    """Unnamed facts of prose blocks that follow one another without a heading, table or caption between."""
    part = []
    number = 0
    for block in blocks:
        number += block.kind in _BREAKS
        part.append(number)
    passages: dict[int, list[Fact]] = {}
    for fact in facts:
        if fact.id in unnamed and fact.figure.row is None:
            passages.setdefault(part[fact.figure.block], []).append(fact)
    return list(passages.values())


def _recognised(
    passage: Sequence[Fact], known: Mapping[tuple[str, tuple[str, ...]], Sequence[_Known]]
) -> str | None:
    shared: dict[str, set[str]] = {}
    sure: set[str] = set()
    for fact in passage:
        quantity = fact.figure.quantity
        if quantity is None or fact.concept is None:
            continue
        for other in known.get((fact.concept, fact.scope), ()):
            if _same(quantity, other.quantity):
                shared.setdefault(other.entity, set()).add(fact.concept)
                if min(significant(quantity), significant(other.quantity)) >= _DIGITS:
                    sure.add(other.entity)
    enough = {entity for entity, concepts in shared.items() if len(concepts) >= _ENOUGH} | sure
    return enough.pop() if len(enough) == 1 and len(shared) == 1 else None


def _within(family: str | None, entity: str) -> bool:
    return family is None or entity.startswith(f"{family} ")


def _same(a: Quantity, b: Quantity) -> bool:
    return a.hedge is None and b.hedge is None and a.strict.meets(b.strict)
