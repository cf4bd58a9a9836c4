"""Figures that words say are reckoned from the cells of named rows: changes and shares, of a whole report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tieout.relate.linking.bases import Bases
from tieout.relate.linking.belief import Told
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.link import Linked
from tieout.relate.linking.moves import Moves, is_change
from tieout.relate.linking.names import Spot
from tieout.relate.linking.portions import Portions, is_share
from tieout.relate.linking.speech import Speech
from tieout.relate.linking.subjects import Subjects
from tieout.relate.linking.wording import Wording
from tieout.rulebook.book import Schemas


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Holds what is reckoned against the cells it is of, where figures that are cells are known already."""

    moves: Moves
    portions: Portions
    known: Mapping[int, Linked]

    @staticmethod
    def of(direct: Direct, wording: Wording, schemas: Schemas, known: Mapping[int, Linked]) -> Reckoning:
        """Learn from the figures that are cells of which time the report speaks."""
        subjects, bases = Subjects.of(direct, wording, schemas), Bases.of(direct.report, known.values())
        return Reckoning(Moves(subjects, bases), Portions(subjects, bases), known)

    def told(self, speech: Speech, spots: Sequence[Spot]) -> Iterator[Told]:
        """What cells give for the figures of a sentence that are no cells."""
        plain = [fact for fact in speech.quantities if fact.figure.amount.upper is None]
        shares = {fact.id for fact in plain if is_share(speech, fact)}
        changes = {fact.id for fact in plain if fact.id not in shares and is_change(speech, spots, fact)}
        for fact in plain:
#DBG            import os, sys
#DBG            if os.environ.get("TOLD"):
#DBG                k=self.known.get(fact.id)
#DBG                print("SEEN", fact.figure.text, "known" if k else "", k.tie.holds if k else "", "SHARE" if fact.id in shares else "CHANGE" if fact.id in changes else "", [ (s.line.own, s.now and s.now.figure.text, s.whole) for s in self.moves.subjects.find(speech, spots, fact, self.known, shares|changes)] if not k else k.equation.side_text(), speech.sentence.text[max(0,speech.start(fact)-40):speech.start(fact)+30].replace(chr(10)," "), file=sys.stderr)
            if fact.id in self.known:
                continue
            reader = self.portions if fact.id in shares else self.moves if fact.id in changes else None
            told = reader and reader.told(speech, spots, fact, self.known, shares | changes)
            if told:
                yield told
