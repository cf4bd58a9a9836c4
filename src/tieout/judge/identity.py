"""The identity of a finding: what it is about and with which values, never where on the page it stands.

A finding keeps its fingerprint when lines are inserted, text is reflowed or other tables move; another wrong
number is another finding. Findings that cannot be told apart are numbered in document order. What was found
under a former name of its rule, or in a report that has another name by now, is still known.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tieout.model import Fact, Figure, Grid, Relation, Report, Sentence
from tieout.quantity import Quantity, decimal_text

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9０-９][0-9０-９,，.．]*")
_HASH_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where facts stand in the sense of a report: sentences by fact, tables by block."""

    sentences: Mapping[tuple[str, int], Sentence]
    grids: Mapping[tuple[str, int], Grid]

    @staticmethod
    def of(reports: Iterable[Report]) -> Anchors:
        """Look up once for all reports."""
        sentences: dict[tuple[str, int], Sentence] = {}
        grids: dict[tuple[str, int], Grid] = {}
        for report in reports:
            for sentence in report.sentences:
                sentences.update(((report.path, fact.id), sentence) for fact in sentence.facts)
            grids.update(((report.path, grid.block), grid) for grid in report.grids)
        return Anchors(sentences, grids)

    def anchor(self, fact: Fact) -> str:
        """The sentence with its figures blanked, or the table with row and column labels."""
        sentence = self.sentences.get((fact.report, fact.id))
        if sentence is not None:
            return blanked(sentence)
        grid = self.grids.get((fact.report, fact.figure.block))
        row, col = fact.figure.row, fact.figure.col
        if grid is None or row is None or col is None:
            return _normal(" / ".join(fact.label))
        head = (grid.caption,) if grid.caption else grid.headings
        return _normal("\n".join((*head, "|", *grid.row_labels[row - 1], "|", *grid.col_labels[col - 1])))


def figure_names(report: Report, anchors: Anchors) -> Iterator[tuple[Fact, str]]:
    """What each figure is called by where it stands in the sense of the report, never by its value.

    Figures of one place (a sentence, or labels that are there twice) are numbered in document order.
    """
    seen: dict[str, int] = {}
    for fact in report.facts:
        anchor = anchors.anchor(fact)
        seen[anchor] = ordinal = seen.get(anchor, 0) + 1
        yield fact, _hashed("figure1", anchor, str(ordinal))


def blanked(sentence: Sentence) -> str:
    """A sentence with every figure as # and all white space gone."""
    pieces: list[str] = []
    end = 0
    for fact in sorted(sentence.facts, key=lambda fact: fact.figure.start):
        start = fact.figure.start - sentence.start
        if start >= end:
            pieces += [sentence.text[end:start], "#"]
        end = max(end, fact.figure.end - sentence.start)
    return _normal("".join((*pieces, sentence.text[end:])))


class Identity(NamedTuple):
    """How a finding is known: now, under former names of its rule, and whatever its report is called.

    `contents` are its `content` under former names of its rule.
    """

    fingerprint: str
    former: tuple[str, ...]
    content: str
    contents: tuple[str, ...] = ()


def identities(
    relations: Sequence[Relation], anchors: Anchors, former: Mapping[str, Sequence[str]]
) -> Iterator[Identity]:
    """The identity of each failed relation.

    Args:
        relations: in document order.
        anchors: where their figures stand.
        former: former names of rules, by rule.
    """
    seen: dict[tuple[str, ...], int] = {}
    for relation in relations:
        said = (_anchor(relation, anchors), *_values(relation))
        key = (relation.rule, relation.report, *said)
        seen[key] = ordinal = seen.get(key, 0) + 1
        rest = (*said, *([str(ordinal)] if ordinal > 1 else []))
        names = (relation.rule, *former.get(relation.rule, ()))
        current, *others = (_hashed("tieout1", name, relation.report, *rest) for name in names)
        content, *contents = (_hashed("content1", name, *rest) for name in names)
        yield Identity(current, tuple(others), content, tuple(contents))


def _hashed(scheme: str, *parts: str) -> str:
    content = "\0".join(parts).encode()
    return f"{scheme}:{hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]}"


def _anchor(relation: Relation, anchors: Anchors) -> str:
    if relation.subject is not None:
        return f"{relation.shape}\n{anchors.anchor(relation.subject)}"
    if relation.mention is not None:
        return f"{relation.shape}\n{_normal(relation.mention.text)}"
    return f"{relation.shape}\n{_NUMBER.sub('#', _normal(relation.expression))}"


def _values(relation: Relation) -> list[str]:
    """Subject first, then the other figures in an order of their own."""
    stated = [] if relation.subject is None else [canonical(relation.subject.figure)]
    return stated + sorted(canonical(operand.fact.figure) for operand in relation.operands)


def canonical(figure: Figure) -> str:
    """A figure's value without its way of printing: 1,200 and 1 200 are the same."""
    if figure.dates is not None:
        return f"{figure.dates.first}..{figure.dates.last}"
    quantity = figure.amount
    if quantity.upper is None:
        return f"{decimal_text(quantity.value)}{_dimension(quantity)}"
    low, high = quantity.numeral.value, quantity.upper.value
    factor = quantity.unit.factor
    return f"{decimal_text(low * factor)}..{decimal_text(high * factor)}{_dimension(quantity)}"


def _dimension(quantity: Quantity) -> str:
    return "".join(f" {base}^{power}" for base, power in sorted(quantity.unit.powers))


def _normal(text: str) -> str:
    return _SPACE.sub("", text).casefold()
