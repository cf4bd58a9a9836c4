"""A figure with the only two others of its sentences, and what the words beside each of them say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tieout.lexicon import WordList
from tieout.relate.prose.line import Mark
from tieout.relate.prose.told import of_one_kind
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.slip import significant

PAIR = 2  # figures besides the claim
UP = (WordList.PROSE_RISE, WordList.PROSE_RATE_OF_RISE, WordList.PROSE_ABOVE, "gap_upwards")
DOWN = (WordList.PROSE_FALL, WordList.PROSE_RATE_OF_FALL, WordList.PROSE_BELOW, "gap_downwards")
CHANGES = (*UP, *DOWN, WordList.PROSE_CHANGE, "return_word")
_CONCLUDES = ("concludes", "that_makes", "restated_as")


def follows(told: Told) -> bool:
    """Whether a word right before a figure says that it follows from others, and it has digits to tell so."""
    return told.said("concludes") and significant(told.fact.figure.amount) > 1


@dataclass(frozen=True)
class Trio:
    """The three figures; the pair stands in the order of the text."""

    passage: Passage
    claim: Told
    pair: Sequence[Told]

    @staticmethod
    def of(passage: Passage, claim: Told) -> Trio | None:
        """The figures of its sentence, or of that and the one before; None if they are not three.

        Beside more figures it may be of the only two amounts of its kind: whether the others belong to it as
        well is for what leaves none over to say.
        """
        near = passage.around(claim, "APOX")
        amounts = [each for each in near if each.letter == "A"]
        if claim.letter == "A":
            amounts = [each for each in amounts if of_one_kind(each.fact, claim.fact)]
        for among in (near, amounts):
            own = [each for each in among if passage.joined(each, claim)]
            if len(own) < PAIR:
                own = [each for each in among if abs(each.sentence - claim.sentence) <= 1]
            if len(own) == PAIR and not passage.ranges:
                return Trio(passage, claim, own)
        return None

    @property
    def letters(self) -> str:
        """The sorts of the pair."""
        return "".join(each.letter for each in self.pair)

    @cached_property
    def by_size(self) -> Sequence[Told]:
        """The smaller of the pair, then the larger."""
        return sorted(self.pair, key=lambda each: each.fact.figure.amount.value)

    @property
    def ends(self) -> bool:
        """Whether the claim stands behind both others."""
        return all(each.place < self.claim.place for each in self.pair)

    @property
    def joined(self) -> bool:
        """Whether all three stand in one sentence."""
        return all(self.passage.joined(each, self.claim) for each in self.pair)

    @property
    def steps(self) -> bool:
        """Whether one of the pair is a change itself."""
        return any(map(self.passage.is_step, self.pair))

    @property
    def follows(self) -> bool:
        """Whether words say that the last of them follows from the others."""
        return self.ends and self.says(self.claim, _CONCLUDES)

    @property
    def drawn(self) -> bool:
        """The same of a word right before it, in their one sentence: nothing else can be meant."""
        return follows(self.claim) and self.ends and self.joined

    def says(self, told: Told, names: Sequence[str]) -> bool:
        """Whether a word beside a figure, or before the sign before it, is in these lists."""
        return said_in((*told.far, *told.own, *self._behind(told)), names)

    def direction(self, told: Told) -> int:
        """1 where the words beside a figure run up, -1 where they run down, 0 where they do not say."""
        for marks in (told.own[::-1], self._behind(told), told.far[::-1]):
            for mark in marks:
                if not mark.names.isdisjoint(UP):
                    return 1
                if not mark.names.isdisjoint(DOWN):
                    return -1
        return 0

    def _behind(self, told: Told) -> Sequence[Mark]:
        """The words right behind a figure; one that touches it is its own, whatever follows."""
        return self.passage.own_behind(told) or self.passage.touching(told)
