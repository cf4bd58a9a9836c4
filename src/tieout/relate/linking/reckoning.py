"""Figures that words say are reckoned from the cells of named rows: changes and shares, of a whole report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tieout.model import Fact
from tieout.relate.linking.bases import Bases, is_base
from tieout.relate.linking.belief import Told
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.link import Linked
from tieout.relate.linking.moves import Moves, is_change
from tieout.relate.linking.names import Spot
from tieout.relate.linking.portions import Portions, is_share
from tieout.relate.linking.quotients import Quotients
from tieout.relate.linking.speech import Speech
from tieout.relate.linking.subjects import Subjects
from tieout.relate.linking.wording import Wording
from tieout.relate.prose.letter import kind
from tieout.rulebook.book import Schemas


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Holds what is reckoned against the cells it is of, where figures that are cells are known already."""

    moves: Moves
    portions: Portions
    quotients: Quotients
    known: Mapping[int, Linked]

    @staticmethod
    def of(direct: Direct, wording: Wording, schemas: Schemas, known: Mapping[int, Linked]) -> Reckoning:
        """Learn from the figures that are cells of which time the report speaks."""
        subjects, bases = Subjects.of(direct, wording, schemas), Bases.of(direct.report, known.values())
        return Reckoning(Moves(subjects, bases), Portions(subjects, bases), Quotients.of(subjects, bases, schemas), known)

    def told(self, speech: Speech, spots: Sequence[Spot]) -> Iterator[Told]:
        """What cells give for the figures of a sentence that are no cells."""
        plain = [fact for fact in speech.quantities if fact.figure.amount.upper is None]
        ratios = _with_bases(speech, [fact for fact in plain if self.quotients.is_named(speech, fact)])
        shares = _with_bases(speech, [fact for fact in plain if fact.id not in ratios and is_share(speech, fact)])
        changes = {
            fact.id for fact in plain if not {fact.id} & {*shares, *ratios} and is_change(speech, spots, fact)
        }
        steps = {*shares, *ratios, *changes}
        for fact in plain:
            told = None
            if fact.id in ratios:
                told = self.quotients.told(speech, spots, fact, ratios[fact.id], self.known, steps)
            elif fact.id in shares:
                told = self.portions.told(speech, spots, fact, shares[fact.id], self.known, steps)
            elif fact.id in changes:
                told = self.moves.told(speech, spots, fact, self.known, steps)
            if told is not None:
                yield told


def _with_bases(speech: Speech, facts: Sequence[Fact]) -> dict[int, Fact]:
    """Figures by their ids, with those behind them that they are compared with; each with the first of them."""
    found = {fact.id: fact for fact in facts}
    for fact, behind in pairwise(speech.quantities):
        alike = kind(fact.figure.amount) == kind(behind.figure.amount)
        if fact.id in found and alike and behind.id not in found and is_base(speech, behind):
            found[behind.id] = found[fact.id]
        elif behind.id in found and alike and fact.id not in found and is_base(speech, fact):
            found[fact.id] = found[behind.id]  # from 8.9% to 9.9%
    return found
