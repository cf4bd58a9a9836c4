"""What sentences state, by the forms of `schemas/statements.yaml`: every way to read them, weighed together.

A figure that several forms would explain is explained by the one that holds; where none does, the tightest
speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tieout.extract.once import once
from tieout.lexicon import WordList
from tieout.model import Relation, Report, Sentence
from tieout.model.claims import Claim
from tieout.relate.prose.line import line
from tieout.relate.prose.matching import Match, Passing, matches
from tieout.relate.prose.measures import MEASURES
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import SIGNS

_BEFORE = 2  # sentences that one may go on from
_CONCLUDES = (
    WordList.THAT_MAKES,
    WordList.PROSE_RISE,
    WordList.PROSE_FALL,
    WordList.PROSE_CHANGE,
)
_GOES_ON = (";", "；")  # signs after which a sentence goes on
_OPENING = 24  # letters in which it says so


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
        self._names = tagged(schemas)
        self._passing = passing(schemas)
        self.read = once(self._read)

    def _read(self, report: Report) -> Mapping[str, Sequence[Relation]]:
        found: dict[str, list[Relation]] = {}
        for place, sentence in enumerate(report.sentences):
            if sentence.facts:
                for kind, readings in self._readings(report, place).items():
                    found.setdefault(kind, []).extend(_chosen(readings))
        return found

    def _readings(self, report: Report, place: int) -> Mapping[str, Sequence[_Read]]:
        """All readings of the sentence at a place, by the kind of what they say."""
        sentences = _together(report, place, self._schemas)
        count = sum(len(sentence.facts) for sentence in sentences)
        statements = [each for each in self._schemas.statements if each.least <= count]
        if not statements:
            return {}
        own = line(sentences, self._schemas, self._names)
        found: dict[str, list[_Read]] = {}
        for match in matches(statements, own, self._passing):
            kind, measured = MEASURES[match.statement.says]
            found.setdefault(kind, []).extend(_Read(relation, match) for relation in measured(match))
        return found


_reader = once(_Reader)


def passing(schemas: Schemas) -> Passing:
    """What forms pass over."""
    tags = schemas.tags
    return Passing(frozenset(tags.get("breaks", ())), frozenset(tags.get("passed", ())))


def tagged(schemas: Schemas) -> tuple[str, ...]:
    """The lists whose words forms look for, do not pass over, or pass over though another list has them."""
    return tuple(sorted((schemas.in_forms | {WordList.PROSE_IDLE, WordList.AND_WORD}) - SIGNS))


def _together(report: Report, place: int, schemas: Schemas) -> Sequence[Sentence]:
    """A sentence, with those before it where it says that it goes on from them."""
    sentence = report.sentences[place]
    home = (sentence.block, sentence.row, sentence.col)
    near = report.sentences[max(place - _BEFORE, 0) : place]
    before = [each for each in near if (each.block, each.row, each.col) == home]
    opens = schemas.lexicon.tags(sentence.text[:_OPENING], *_CONCLUDES)
    if opens and opens[0].start == 0:
        return [*before, sentence]
    if before and before[-1].text.endswith(_GOES_ON):
        return [before[-1], sentence]
    return (sentence,)


def _chosen(found: Sequence[_Read]) -> Iterator[Relation]:
    """For every stated figure what holds of it, else its tightest reading."""
    by_subject: dict[tuple[str, int], list[_Read]] = {}
    for each in found:
        assert each.relation.subject is not None
        by_subject.setdefault((each.relation.shape, each.relation.subject.id), []).append(each)
    for readings in by_subject.values():
        best = min(readings, key=lambda each: (_rank(each.relation), each.match.loose))
        tried = len({each.match.facts for each in readings}) - 1
        reading = best.relation.expression
        claim = Claim((best.match.statement.name,), reading=reading, tried=tried)
        yield replace(best.relation, claim=claim)


def _rank(relation: Relation) -> int:
    """What holds first, then what fails, then what was not evaluated."""
    return 2 if relation.tie is None else int(not relation.tie.holds)
