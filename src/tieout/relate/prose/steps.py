"""Figures before a word of change that are a change themselves, so that nothing has come to them."""

from __future__ import annotations

from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.match import FALLS, RISES, Match
from tieout.rulebook.statements import PAUSE


def is_step(line: Line, result: Fact, word: Mark) -> bool:
    """Whether a result before the word for it was told as a change: 增加了约1,000家，相比3,570家翻倍."""
    own = line.mark(result)
    before = [mark for mark in line.inside(0, own.start) if mark.start < word.start and mark.names]
    said = [mark for mark in before if WordList.PROSE_FILLER not in mark.names]
    return own.start < word.start and any(mark.names & (RISES | FALLS) for mark in said[-1:])


def is_of_another(match: Match, base: Fact, result: Fact) -> bool:
    """A change stands before what another thing fell from: sales grow by 9%, the rest fell from 3%."""
    line = match.line
    own, turn = line.mark(result), match.words[-1]
    verb = next((mark for mark in match.words if mark.names & (RISES | FALLS)), turn)
    pause = next((mark for mark in line.inside(own.end, verb.start) if PAUSE in mark.names), None)
    if result.id > base.id or pause is None:
        return False
    return is_step(line, result, verb) and line.naming(pause.end, verb.start) > 0
