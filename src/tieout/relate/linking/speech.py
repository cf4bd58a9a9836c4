"""How a sentence speaks of its figures: as levels, as changes, as shares, one by one or in a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from tieout.lexicon import WordList, Words
from tieout.model import Fact, Sentence
from tieout.relate.prose.skeleton import Skeleton, kind, skeleton
from tieout.rulebook.book import Schemas

_NEAR = 20  # characters between such a word and its figure
_CHANGE, _TO = re.compile("[RFVGHJ]"), re.compile("[T:].{0,12}$")
_LEAD = re.compile(r"[^APOX,;()]*\(?$")
_CHAIN = re.compile(r"(?:[DZTEWKM(),;:→>/、和及与年-]|and|in|for|the|→)*")
_OF = re.compile(r"\s*(?:of|as a percentage of)\s", re.IGNORECASE)
_JOINT = re.compile(
    r"\s*[次天人家个件台套吨年元倍股%％]?\s*(?:[、，,；;/]\s*(?:以及|和|及|and\s)?|和|及|与|以及|and\s|to\s)\s*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,，;；。]|\.\s")
_OTHER_MEASURE = re.compile(  # rates that are not those of the figures as reported
    r"constant.currenc|currency|organic|comparable|like.for.like|adjusted for|excluding|pro.forma"
    r"|剔除|可比|汇率|口径|扣除|调整后",
    re.IGNORECASE,
)


class Nature(Enum):
    """What a figure is said to be."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence with its cue words."""

    sentence: Sentence
    skeleton: Skeleton
    gap: Words | None  # words of a difference between two things
    gap_of: Words | None  # words whose amount follows: a gap of 9 points
    points: Words  # words of percentage points
    total: bool  # whether it speaks of a total
    respectively: bool  # whether a list is dealt out in order
    quantities: tuple[Fact, ...]  # the figures that are no dates
    leads: dict[int, str]  # the cue words and letters before each figure, back to the one before

    @staticmethod
    def of(sentence: Sentence, schemas: Schemas) -> Speech:
        """Read the cue words of a sentence."""
        bones = skeleton(sentence, schemas)
        leads = {}
        for place, fact in bones.places.items():
            found = _LEAD.search(bones.text[:place])
            leads[fact.id] = found.group() if found is not None else ""
        quantities = tuple(fact for fact in sentence.facts if fact.figure.quantity is not None)
        said = schemas.words
        total = said[WordList.SAID_TOTAL].search(sentence.text) is not None
        respectively = said[WordList.PROSE_RESPECTIVELY].search(sentence.text) is not None
        return Speech(
            sentence,
            bones,
            said.get("prose_gap"),
            said.get(WordList.GAP_OF),
            said[WordList.POINT_WORD],
            total,
            respectively,
            quantities,
            leads,
        )

    def start(self, fact: Fact) -> int:
        """Where a figure begins in the sentence."""
        return fact.figure.start - self.sentence.start

    def chained(self, first: Fact, fact: Fact) -> bool:
        """Whether only dates, brackets, `and` or `compared to` stand between two figures."""
        places = {figure.id: place for place, figure in self.skeleton.places.items()}
        return _CHAIN.fullmatch(self.skeleton.text, places[first.id] + 1, places[fact.id]) is not None

    def nature(self, fact: Fact) -> Nature:
        """What a figure is said to be; those of a list are all what the first is."""
        first = next((run[0] for run in self.lists() if fact in run), fact)
        lead = self.leads[first.id]
        if "C" in lead:
            return Nature.COMPOUND
        rate = kind(fact.figure.amount) == "P"
        if rate and ("S" in lead or _OF.match(self.sentence.after(fact))):
            return Nature.SHARE
        if rate and fact.figure.text[0] in "+-−↑↓":
            return Nature.CHANGE
        changes = list(_CHANGE.finditer(lead))
        if changes and not _TO.search(lead[changes[-1].end() :]):
            return Nature.CHANGE
        return Nature.LEVEL

    def apart(self, fact: Fact) -> bool:
        """Whether a figure is said to be the difference of two things."""
        before = self.sentence.before(fact)
        if self.gap is not None and self.gap.pattern.search(before) is not None:
            return True
        return self.gap_of is not None and self.gap_of.pattern.search(before[-_NEAR:]) is not None

    def counts_points(self, fact: Fact) -> bool:
        """Whether a plain number counts points by the word behind it."""
        plain = not fact.figure.amount.unit.powers and fact.figure.amount.unit.factor == 1
        return plain and self.points.pattern.match(self.sentence.after(fact).lstrip()) is not None

    def otherwise(self, fact: Fact, label: str = "") -> bool:
        """Whether the words around it say that a figure is measured in another way than its label does."""
        around = self.sentence.before(fact, 30) + " " + _CLAUSE.split(self.sentence.after(fact, 40))[0]
        return any(match.group().lower() not in label for match in _OTHER_MEASURE.finditer(around))

    def lists(self) -> list[list[Fact]]:
        """Figures of one sort joined by nothing but commas and `and`."""
        runs: list[list[Fact]] = []
        for fact in self.quantities:
            last = runs[-1][-1] if runs else None
            if (
                last is not None
                and _alike(last, fact)
                and _JOINT.fullmatch(self.sentence.between(last, fact))
            ):
                runs[-1].append(fact)
            else:
                runs.append([fact])
        return [run for run in runs if len(run) > 1]


def _alike(a: Fact, b: Fact) -> bool:
    first, second = a.figure.amount.unit, b.figure.amount.unit
    return first.same_dimension(second) and kind(a.figure.amount) == kind(b.figure.amount)
