"""The former and the latter: figures that a text speaks of again by the order in which it told them."""

from __future__ import annotations

from collections.abc import Sequence

from tieout.relate.prose.worked.passage import Passage, Told

_FORMER, _LATTER = "former_word", "latter_word"
PAIR = 2


def referents(passage: Passage, claim: Told) -> Sequence[Told]:
    """The figures that words beside a claim refer to, in the order of the words; none if they do not.

    The pair that is meant are the last two figures of one sort before the first such word.
    """
    said = [mark for mark in (*claim.far, *claim.own, *claim.behind) if mark.names & {_FORMER, _LATTER}]
    if not said:
        return ()
    before = [
        each for each in passage.told
        if each is not claim and each.mark.end <= said[0].start and not passage.is_step(each)
    ]  # fmt: skip
    if not before:
        return ()
    pair = [each for each in before if each.letter == before[-1].letter][-PAIR:]
    if len(pair) < PAIR:
        return ()
    return [pair[_LATTER in mark.names] for mark in said]
