"""What sentences state, by the forms of `schemas/statements.yaml`: every way to read them, weighed together.

A figure that several forms would explain is explained by the one that holds; where none does, the tightest
speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tieout.extract.remembered import remembering
from tieout.model import Relation, Report
from tieout.model.claims import Claim
from tieout.relate.prose.lines import Lines, lines
from tieout.relate.prose.match import Match
from tieout.relate.prose.matching import Passing, matches
from tieout.relate.prose.measures import MEASURES
from tieout.rulebook.book import Schemas

KINDS = ("formula", "total", "comparison")  # of relations that forms state


@dataclass(frozen=True, slots=True)
class _Read:
    """A relation and how it was read."""

    relation: Relation
    match: Match


def stated(report: Report, schemas: Schemas, kind: str) -> Sequence[Relation]:
    """The relations of a kind that the sentences of a report state."""
    return _reader(schemas).read(report).get(kind, ())


class _Reader:
    """Reads the sentences of a report once, for all kinds that ask."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._passing = passing(schemas)
        self.read = remembering(self._read)

    def _read(self, report: Report) -> Mapping[str, Sequence[Relation]]:
        found: dict[str, list[Relation]] = {}
        known = lines(report, self._schemas)
        for place, sentence in enumerate(report.sentences):
            if sentence.facts:
                for kind, readings in self._readings(report, known, place).items():
                    found.setdefault(kind, []).extend(_chosen(readings))
        return found

    def _readings(self, report: Report, known: Lines, place: int) -> Mapping[str, Sequence[_Read]]:
        """All readings of the sentence at a place, by the kind of what they say."""
        places = known.told(place)
        count = sum(len(report.sentences[each].facts) for each in places)
        statements = [each for each in self._schemas.statements if each.least <= count]
        found: dict[str, list[_Read]] = {}
        if statements:
            for match in matches(statements, known.together(places), self._passing):
                for relation in MEASURES[match.statement.says](match):
                    found.setdefault(relation.kind, []).append(_Read(relation, match))
        return found


_reader = remembering(_Reader)


def passing(schemas: Schemas) -> Passing:
    """What forms pass over."""
    tags = schemas.tags
    return Passing(frozenset(tags.get("breaks", ())), frozenset(tags.get("passed", ())))


def _chosen(found: Sequence[_Read]) -> Iterator[Relation]:
    """For every stated figure what holds of it, else its tightest reading."""
    by_subject: dict[tuple[str, int], list[_Read]] = {}
    for each in found:
        assert each.relation.subject is not None
        by_subject.setdefault((each.relation.shape, each.relation.subject.id), []).append(each)
    for readings in by_subject.values():
        best = min(readings, key=lambda each: (_rank(each.relation), each.match.loose))
        tried = len({each.match.facts for each in readings}) - 1
        for each in readings:
            if each.match is best.match:
                reading = each.relation.expression
                claim = Claim((each.match.statement.name,), reading=reading, tried=tried)
                yield replace(each.relation, claim=claim)


def _rank(relation: Relation) -> int:
    """What holds first, then what fails, then what was not evaluated."""
    return 2 if relation.tie is None else int(not relation.tie.holds)
