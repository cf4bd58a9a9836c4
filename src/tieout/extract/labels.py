"""The meaning of a table's cells from header paths and caption; labels are read whole or not at all.

`Revenue` is revenue, `Other revenue` is not: a label names a concept only if nothing but noise remains
beside the concept's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tieout.extract.belonging import foreseen
from tieout.extract.concepts import fits
from tieout.extract.entities import Names
from tieout.extract.figures import Scanner
from tieout.extract.vocabulary import Tags, Vocabulary
from tieout.lexicon import Phrase
from tieout.model import Dates, Fact, Figure, Grain, Grid, Status
from tieout.quantity import Quantity
from tieout.rulebook.book import Schemas

_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_NUMBERING = Phrase(r"^\s*(?:{chinese_digit}+、|[（(](?:{chinese_digit}|\d)+[）)]|\d{1,2}[.、](?!\d))\s*")
_CAPTION = Phrase(r"^\s*(?i:{=caption_mark})\s*\d+(?:[-.]\d+)*\s*[:：.|、]?\s*")
_CLAUSE = re.compile(r"[,，;；。\n（(]")
_PREFIX = Phrase(r"^(?i:{=line_opens})\s*[:：]?\s*")
_FORESEEN = re.compile(r"(?<![A-Za-z])[AaEeFf](?![A-Za-z])")  # 2025E, 2023A
_REST = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Label:
    """What one header label says."""

    concepts: tuple[str, ...] = ()  # read whole
    partial: tuple[str, ...] = ()  # concepts whose words are only a part of it
    change: str | None = None
    status: Status | None = None
    basis: str | None = None
    scope: tuple[str, ...] = ()
    rest: str = ""  # words that no schema knows
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class _Path:
    """What the labels that lead to a row or column say together, outermost first."""

    labels: tuple[Label, ...]
    change: str | None
    status: Status | None
    basis: str | None
    scope: frozenset[str]
    words: frozenset[str]  # the scope, and the words that no schema knows
    entity: str | None  # of the innermost that names one


class LabelReader:
    """Reads header labels; each is read once per document, and so is each path of them."""

    def __init__(self, schemas: Schemas, vocabulary: Vocabulary, names: Names, scanner: Scanner) -> None:
        self._concepts = schemas.concepts
        self._vocabulary = vocabulary
        self._names = names
        self._scanner = scanner
        self._read: dict[str, Label] = {}
        self._paths: dict[tuple[str, ...], _Path] = {}
        self._table: tuple[Grid, tuple[_Path, str | None]] | None = None

    def read(self, text: str) -> Label:
        """What a label says."""
        label = self._read.get(text)
        if label is None:
            label = self._read[text] = self._label(text)
        return label

    def _path(self, texts: tuple[str, ...]) -> _Path:
        path = self._paths.get(texts)
        if path is None:
            labels = tuple(self.read(text) for text in texts)
            scope = frozenset(value for label in labels for value in label.scope)
            path = self._paths[texts] = _Path(
                labels,
                change=next((label.change for label in labels if label.change), None),
                status=next((label.status for label in labels if label.status is not None), None),
                basis=next((label.basis for label in labels if label.basis), None),
                scope=scope,
                words=scope.union(label.rest for label in labels if label.rest),
                entity=next((label.entity for label in reversed(labels) if label.entity is not None), None),
            )
        return path

    def of_cell(self, grid: Grid, at: tuple[int, int], number: int) -> Fact:
        """The fact of a cell that is one figure with its meaning, and with this number."""
        fact = grid.facts[at]
        row, col = self._path(grid.row_labels[at[0] - 1]), self._path(grid.col_labels[at[1] - 1])
        titles, around = self._of_table(grid)
        quantity = fact.figure.quantity
        concept = None if quantity is None else self._concept(quantity, row.labels, col.labels, titles.labels)
        scope = row.words | col.words | titles.scope
        change = row.change or col.change
        if concept is not None and change:
            concept, scope = f"{concept} growth", scope | {change}
        return Fact(
            number,
            fact.figure,
            fact.report,
            fact.label,
            concept=concept,
            entity=col.entity or row.entity or around,
            period=fact.period,
            status=col.status or row.status or Status.ACTUAL,
            basis=row.basis or col.basis or titles.basis,
            scope=tuple(sorted(scope)),
            heads=fact.heads,
        )

    def _of_table(self, grid: Grid) -> tuple[_Path, str | None]:
        """What names all of a table says, and the entity around it; read once for all its cells."""
        if self._table is None or self._table[0] is not grid:
            around = self.entity(grid.caption, (), (), grid.headings)
            self._table = grid, (self._path(_titles(grid)), around)
        return self._table[1]

    def entity(
        self, caption: str, row: tuple[str, ...], col: tuple[str, ...], headings: tuple[str, ...]
    ) -> str | None:
        """The name that column, row, caption or the nearest heading gives to what stands under them."""
        paths = (self._path(path) for path in (col, row, (caption,), headings))
        return next((path.entity for path in paths if path.entity is not None), None)

    def period(self, row: Sequence[str], col: Sequence[str]) -> Dates | None:
        """The one period that the labels of a cell name."""
        for path in (col, row):
            found = {
                item.dates
                for text in path
                if len(text) < 60 and any(char.isdigit() for char in text)
                for item in self._scanner.scan(text)
                if item.dates is not None and item.dates.grain is not Grain.DAY
            }
            if len(found) == 1:
                return found.pop()
        return None

    def of_row(self, figure: Figure, row: Sequence[str]) -> str | None:
        """The concept that its row gives to a date inside a cell's prose."""
        if figure.dates is None:
            return None
        names = (name for text in reversed(row) for name in self.read(text).concepts)
        return next((name for name in names if self._concepts[name].powers == (("date", 1),)), None)

    def _concept(
        self, quantity: Quantity, rows: Sequence[Label], cols: Sequence[Label], titles: Sequence[Label]
    ) -> str | None:
        """The concept of the innermost label that is one and that the unit allows, else the titles'.

        A label that names one concept goes before one that may name several: GPU hours before pre-training.
        Where the unit does not allow what it names, one that may name several is no better.
        """
        own = any(label.concepts or label.partial for label in (*rows, *cols))
        several: str | None = None
        refused = False
        for labels in (rows[::-1], cols[::-1], () if own else titles):
            for label in labels:
                fitting = next((one for one in label.concepts if self._allows(one, quantity, label)), None)
                if fitting is not None and len(label.concepts) == 1:
                    return fitting
                several = several or fitting
                refused = refused or (len(label.concepts) == 1 and not label.change and fitting is None)
                if labels is not titles and (label.rest or label.partial):
                    break
        return None if refused else several

    def _allows(self, name: str, quantity: Quantity, label: Label) -> bool:
        if label.change:
            return quantity.unit.powers == ()
        return fits(quantity, self._concepts[name].powers, inherited=True)

    def _label(self, text: str) -> Label:
        words, bare = self._vocabulary.lexicon, text
        for opening in (_CAPTION, _NUMBERING, _PREFIX):
            bare = words.pattern(opening).sub("", bare)
        tags = self._vocabulary.tags(bare)
        names = self._names.find(bare)
        known = [(name.start, name.end) for name in names] + self._vocabulary.noise(bare)
        rest = _rest(bare, tags, known, self._scanner)
        concepts = [name for tag in tags.concepts for name in tag.values]
        statuses = [Status(value) for tag in tags.statuses for value in tag.values]
        if foreseen(bare, words):
            statuses.append(Status.FORECAST)
        bases = [value for tag in tags.bases for value in tag.values]
        changes = [value for tag in tags.changes for value in tag.values]
        whole = not rest and len(tags.concepts) == 1
        return Label(
            concepts=tuple(concepts) if whole else (),
            partial=() if whole else tuple(concepts),
            change=changes[0] if changes else None,
            status=statuses[0] if statuses else None,
            basis=bases[0] if bases else None,
            scope=tuple(sorted({value for tag in tags.scopes for value in tag.values})),
            rest=rest,
            entity=names[0].entity if names else None,
        )


def _titles(grid: Grid) -> tuple[str, ...]:
    """What names all of a table: its corner and the first words of its caption."""
    corner = [text for path in grid.col_labels[: grid.label_cols] for text in path[-1:]]
    first = _CLAUSE.split(grid.caption, maxsplit=1)[0]
    return tuple(text for text in (*corner, first) if text)


def _rest(text: str, tags: Tags, names: Sequence[tuple[int, int]], scanner: Scanner) -> str:
    """The words of a label that neither schema nor names know; units, periods and brackets say nothing."""
    spans = [*tags.spans(), *names]
    if any(char.isdigit() for char in text) and len(text) < 80:
        spans += [(item.start, item.end) for item in scanner.scan(text)]
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    left = _FORESEEN.sub(" ", _BRACKETED.sub(" ", "".join(kept)))
    return " ".join(re.findall(r"[A-Za-z0-9一-鿿]+", left)).lower() if _REST.search(left) else ""
