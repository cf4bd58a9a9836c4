"""Figures that words say are reckoned from the cells of named rows: changes and shares, of a whole report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tieout.model import Fact
from tieout.relate.linking.bases import Bases, is_base
from tieout.relate.linking.belief import Told
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.link import Linked, Unlinked
from tieout.relate.linking.moves import Moves, is_change
from tieout.relate.linking.names import Spot
from tieout.relate.linking.portions import Portions, is_bracketed, is_share
from tieout.relate.linking.quotients import Quotients
from tieout.relate.linking.speech import Speech
from tieout.relate.linking.subjects import Subjects
from tieout.relate.linking.wording import Wording
from tieout.relate.prose.letter import kind
from tieout.rulebook.book import Schemas

_OPENS = re.compile(r"\s?[(（]")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Holds what is reckoned against the cells it is of, where figures that are cells are known already."""

    moves: Moves
    portions: Portions
    quotients: Quotients
    known: Mapping[int, Linked]

    @staticmethod
    def of(
        direct: Direct, wording: Wording, schemas: Schemas, found: Sequence[Linked | Unlinked]
    ) -> Reckoning:
        """Learn from the figures that are cells of which time the report speaks."""
        known = {link.fact.id: link for link in found if isinstance(link, Linked)}
        subjects, bases = (
            Subjects.of(direct, wording, schemas),
            Bases.of(direct.report, direct.times, known.values()),
        )
        return Reckoning(
            Moves(subjects, bases), Portions(subjects, bases), Quotients.of(subjects, bases, schemas), known
        )

    def told(self, speech: Speech, spots: Sequence[Spot]) -> Iterator[Told]:
        """What cells give for the figures of a sentence that are no cells."""
        plain = [fact for fact in speech.quantities if fact.figure.amount.upper is None]
        moved = {fact.id for fact in plain if is_change(speech, spots, fact)}
        shares = _with_bases(
            speech,
            [
                fact
                for fact in plain
                if is_share(speech, fact) and not (fact.id in moved and is_bracketed(speech, fact))
            ],
        )
        named = [fact for fact in plain if fact.id not in shares and self.quotients.is_named(speech, fact)]
        ratios = _with_bases(speech, named)
        changes = moved - {*shares, *ratios}
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
    """Figures by their ids, and those that they are compared with; each with the first of them."""
    found = {fact.id: fact for fact in facts}
    for fact, behind in pairwise(speech.quantities):
        alike = kind(fact.figure.amount) == kind(behind.figure.amount)
        based = is_base(speech, behind) or _OPENS.fullmatch(speech.sentence.between(fact, behind)) is not None
        if fact.id in found and alike and behind.id not in found and based:
            found[behind.id] = found[fact.id]
        elif behind.id in found and alike and fact.id not in found and is_base(speech, fact):
            found[fact.id] = found[behind.id]  # from 8.9% to 9.9%
    return found
