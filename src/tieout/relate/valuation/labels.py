"""The labels of concepts, as rows of tables, lines of sidebars and sentences name them.

Brackets behind a label hold its unit or a remark; idle words (diluted, latest) change nothing. What else
stands in a label makes it one of something else, which is not taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from tieout.extract.cells import read_declared
from tieout.extract.remembered import remembering
from tieout.extract.units import UnitReader
from tieout.lexicon import Phrase, WordList
from tieout.model import Fact
from tieout.rulebook.book import Schemas

_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_NARROW = str.maketrans("（）", "()")
_YEAR = re.compile(  # before or behind the name of a line: 2025E net income, EPS 2026E, PE（2027E）
    r"^(?:FY)?(?:19|20)\d\d[AEFP]?"
    r"|(?<=[\w)）])[\s(（]*(?:FY)?(?:(?:19|20)?\d\d[AEFP]|(?<=\s)(?:19|20)\d\d)[)）]?$"
)
_SIGNS = re.compile(r"[\s:：%％=*]+")
GROWTH = "_growth"  # ends the name of a concept that is the growth of another one
LINK = Phrase(r"(?:\s|{prose_respectively}|{is_word}|{of_word}|{hedge_about}|[:：])*\Z")  # label to figure
_OPENS = re.compile(r"(?:^|[^\w%％]|\d)\Z")  # 19.0%股权价值 is a part of it


class ConceptLabels:
    """The labels of all concepts, as they are looked up."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._concepts = _concepts(schemas)
        self._shared = Counter(
            word
            for concept in schemas.concepts.values()
            for word in {_folded(word) for word in concept.labels.words}
        )
        self._longest = max(map(len, self._concepts), default=0)
        self._ends = frozenset(label[-2:] for label in self._concepts)
        idle = sorted(schemas.words[WordList.VALUATION_IDLE].words, key=len, reverse=True)
        self._idle = re.compile("|".join(re.escape(_folded(word)) for word in idle))
        grown = sorted(map(_close, schemas.words[WordList.GROWTH].words), key=len, reverse=True)
        self._grown = re.compile(rf"(?:{'|'.join(map(re.escape, grown))})+[(（]?%?[)）]?\Z")
        self._link = schemas.lexicon.pattern(LINK)
        self._each = frozenset(
            name for name, concept in schemas.concepts.items() if ("share", -1) in (concept.powers or ())
        )
        self._growths = frozenset(name for name in schemas.concepts if name.endswith(GROWTH))
        self._units = UnitReader(schemas)

    def whole(self, label: str) -> str:
        """The concept that a label names and nothing else, or the growth of one; empty if there is none."""
        text = _close(_YEAR.sub("", label))
        growth = self._grown.search(text)
        if growth is None:
            return self._named(_BRACKETS.sub("", text)) or self._of_year(label)
        found = self._named(_BRACKETS.sub("", text[: growth.start()]).rstrip("(（%-—")) + GROWTH
        return found if found in self._growths else ""

    def _of_year(self, label: str) -> str:
        """The concept of a label whose year stands before its bracket: book value per share 2026E (NOK)."""
        bare = _BRACKETS.sub("", label).strip()
        named = _YEAR.sub("", bare)
        return self._named(_close(named)) if named != bare else ""

    def also(self, label: str) -> tuple[str, ...]:
        """The labels of the concept that a label names in full, or names the growth of, in small letters.

        Those that other concepts have as well are left out: a gross margin is an amount and a rate.
        """
        concept = self._schemas.concepts.get(self.whole(label).removesuffix(GROWTH))
        words = () if concept is None or self.is_narrower(label) else concept.labels.words
        return tuple(
            word.lower() for word in words if self._shared[_folded(word)] == 1 and not self.is_narrower(word)
        )

    def is_narrower(self, label: str) -> bool:
        """Whether a label names less than its concept: the revenue of the main business."""
        return self._schemas.words[WordList.NARROWER_LABEL].search(label) is not None

    def is_growth(self, label: str) -> bool:
        """Whether a label says that its line is the growth of something."""
        return self._grown.search(_close(label)) is not None

    def is_bare_growth(self, label: str) -> bool:
        """Whether it says nothing else, so that the line over it is what has grown."""
        found = self._grown.search(_close(label))
        return found is not None and not found.string[: found.start()].strip("(（%-—")

    def _named(self, label: str) -> str:
        """The concept that a label without brackets names, idle words left out."""
        text = _folded(label)
        for candidate in (text, self._idle.sub("", text)):
            found = self._concepts.get(candidate) or self._twice(candidate)
            if found:
                return found
        return ""

    def _twice(self, text: str) -> str:
        """The concept that two labels in a row name: a word and its abbreviation."""
        if len(text) > 2 * self._longest:
            return ""
        for cut in range(2, len(text) - 1):
            first = self._concepts.get(text[:cut])
            if first and first == self._concepts.get(text[cut:]):
                return first
        return ""

    def ending(self, text: str, *, run_on: bool = False) -> tuple[str, str]:
        """The concept that a text names right before a figure, and the label with its bracket.

        Words may stand before it in a sentence (`run_on`), but not in a line of a sidebar.
        """
        text = text.rstrip(" \t:：=")
        bare = _BRACKETS.sub("", text) if text.endswith((")", "）")) else text
        start = len(bare)
        folded = bare.lower()
        last = _folded(folded[-self._longest :])
        if not self._ends.intersection((last[-2:], last[-1:])):
            return "", ""  # most words before a figure end no label
        left, first = len(last), max(start - self._longest, 0)
        for at in range(first, start - 1):
            if left and folded[at] == last[-left]:
                concept = self._concepts.get(last[-left:])
                left -= 1
                if concept and (run_on or _OPENS.search(folded[:at]) is not None):
                    return concept, text[at:]
        return "", ""

    def each(self, text: str) -> str:
        """The amount per share that a sentence names right before a figure: its unit is that of money."""
        link = self._link.search(text)
        concept, _ = self.ending(text[: link.start() if link else None], run_on=True)
        return concept if concept in self._each else ""

    def factor(self, label: str, fact: Fact) -> Fraction:
        """What a figure without unit is multiplied by: the scale in the bracket of its label."""
        if fact.figure.amount.unit.powers:
            return Fraction(1)
        said = read_declared(self._units, label.translate(_NARROW))
        return Fraction(10) ** said.exponent if said is not None else Fraction(1)


@remembering
def concept_labels(schemas: Schemas) -> ConceptLabels:
    """The labels of all concepts of the schemas."""
    return ConceptLabels(schemas)


@remembering
def _concepts(schemas: Schemas) -> Mapping[str, str]:
    """Label -> concept, of those that identities hold against one another."""
    used = {name for identity in schemas.identities for name in (identity.subject, *identity.concepts)}
    return {
        _folded(word): name
        for name, concept in schemas.concepts.items()
        if name in used
        for word in concept.labels.words
    }


def _close(text: str) -> str:
    """A text without white space, in lower case."""
    return "".join(text.split()).lower()


def _folded(text: str) -> str:
    return _SIGNS.sub("", text).lower()
