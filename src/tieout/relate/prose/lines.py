"""The lines of a report's sentences, built once for everything that reads sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from tieout.extract.remembered import remembering
from tieout.lexicon import WordList
from tieout.model import Fact, Report, Sentence
from tieout.relate.prose.line import Line, joined, line
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import SIGNS

_BEFORE = 2  # sentences that one may go on from
_JOINED = 6  # sentences that semicolons join
_OPENING = 24  # letters in which a sentence says that it goes on
_GOES_ON = (";", "；")  # signs after which a sentence goes on
_CONCLUDES = (
    WordList.THAT_MAKES,
    WordList.PROSE_RISE,
    WordList.PROSE_FALL,
    WordList.PROSE_CHANGE,
)
_READ = frozenset((  # by code, besides those that forms and tags name
    WordList.PROSE_IDLE, WordList.AND_WORD, WordList.PROSE_GOES_ON, WordList.PROSE_THRESHOLDS,
    WordList.PROSE_LOWER_BETTER, WordList.PROSE_IN_SEQUENCE, WordList.PROSE_YEAR_AGO, WordList.SMALL_NUMBER,
))  # fmt: skip


class Lines:
    """The sentences of a report as lines; each is built when it is first asked for."""

    def __init__(self, report: Report, schemas: Schemas) -> None:
        self._report, self._schemas = report, schemas
        self._names = tagged(schemas)
        self._own: dict[int, Line] = {}

    def __iter__(self) -> Iterator[tuple[Line, tuple[Fact, ...]]]:
        """The lines of sentences with two quantities, with the figures that they go on from."""
        for place, sentence in enumerate(self._report.sentences):
            if len(_quantities(sentence)) > 1:
                yield self.own(place), self.earlier(place)

    def own(self, place: int) -> Line:
        """The line of one sentence."""
        known = self._own.get(place)
        if known is None:
            sentence = self._report.sentences[place]
            known = self._own[place] = line(sentence, self._schemas, self._names)
        return known

    def told(self, place: int) -> Sequence[int]:
        """The place of a sentence, behind those before that it says it goes on from."""
        sentence = self._report.sentences[place]
        before = list(self._near(place, _BEFORE))
        opens = self._schemas.lexicon.tags(sentence.text[:_OPENING], *_CONCLUDES)
        if opens and opens[0].start == 0:
            return [*before, place]
        if before and self._report.sentences[before[-1]].text.endswith(_GOES_ON):
            return [before[-1], place]
        return (place,)

    def passage(self, place: int) -> Sequence[int]:
        """The place of a sentence, behind that of the one before it, or of all that semicolons join to it."""
        before = list(self._near(place, _JOINED))
        ends = [self._report.sentences[each].text.endswith(_GOES_ON) for each in before]
        joined = len(before) - 1
        while joined > 0 and ends[joined] and ends[joined - 1]:
            joined -= 1
        return [*before[max(joined, 0) :], place]

    def starts(self, places: Sequence[int]) -> Sequence[int]:
        """Where each of several sentences begins in their line."""
        lengths = (len(self.own(place).text) + 1 for place in places[:-1])
        return list(accumulate(lengths, initial=0))

    def together(self, places: Sequence[int]) -> Line:
        """Several sentences that follow one another in a block as one line."""
        return joined([self.own(place) for place in places])

    def earlier(self, place: int) -> tuple[Fact, ...]:
        """The quantities of the sentence before, where this one refers to them, or follows a semicolon."""
        before = list(self._near(place, 1))
        if before and (self.refers(place) or self._report.sentences[before[0]].text.endswith(_GOES_ON)):
            return _quantities(self._report.sentences[before[0]])
        return ()

    def refers(self, place: int) -> bool:
        """Whether a sentence opens with words for the figures of the one before: of this, of these, 其中."""
        opening = self._report.sentences[place].text[:_OPENING]
        found = self._schemas.lexicon.tags(opening, WordList.PROSE_GOES_ON)
        return bool(found) and found[0].start == 0

    def _near(self, place: int, count: int) -> Iterator[int]:
        home = _home(self._report.sentences[place])
        for before in range(max(place - count, 0), place):
            if _home(self._report.sentences[before]) == home:
                yield before


def _home(sentence: Sentence) -> tuple[int, int | None, int | None]:
    return sentence.block, sentence.row, sentence.col


def _quantities(sentence: Sentence) -> tuple[Fact, ...]:
    return tuple(fact for fact in sentence.facts if fact.figure.quantity is not None)


def lines(report: Report, schemas: Schemas) -> Lines:
    """The lines of a report."""
    return _reader(schemas)(report)


@remembering
def _reader(schemas: Schemas) -> Callable[[Report], Lines]:
    return remembering(lambda report: Lines(report, schemas))


def tagged(schemas: Schemas) -> tuple[str, ...]:
    """The lists whose words are told apart: those that forms and readings look for, do not pass over, or pass
    over though another list has them.
    """
    return tuple(sorted((schemas.in_forms | _READ) - SIGNS))
