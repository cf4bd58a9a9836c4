"""Which column of its tables a text speaks of where it does not say so: that of its other figures.

A note on a third quarter says `loan losses of 214m` and means the column of that quarter; a paper gives the
scores of the model that it presents. The figures of the text that say no time and are cells of a row show
which one that is: by chance they rarely all fall into one column of several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.model.lines import Role
from tieout.relate.linking.cells import Candidate, Fit, SentenceText, is_compared_with, like
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.fellows import one_value
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.measured import tied
from tieout.relate.linking.speech import Nature, Speech
from tieout.slip import misprinted, significant

_FEWEST = 3  # figures that show it
_STRAYS = 6  # of so many figures one may be a cell of another column
_DIGITS = 2

_Key = tuple[bool, str]  # whether cells are changes, and the label across


@dataclass(frozen=True, slots=True)
class Anchor:
    """The label of the column that undated figures speak of, for levels and for changes."""

    direct: Direct
    labels: Mapping[bool, str]

    @staticmethod
    def of(direct: Direct, spoken: Sequence[tuple[Speech, Iterable[Linked]]]) -> Anchor:
        """Count where the undated figures of a report stand.

        Args:
            direct: the cells of lines.
            spoken: sentences with the cells that their figures are known to be.
        """
        seen: dict[_Key, set[str]] = {}
        for speech, links in spoken:
            for link in links:
                known = link.tie.holds and len(link.cells) == 1 and not is_compared_with(link.fact)
                if not known or not direct.times.is_unsaid(speech, link.fact):
                    continue
                line = Line(direct.grids[link.table], link.cells[0].figure.row or 1, is_row=True)
                if _tells(direct, speech, line, link):
                    key = _key(direct, line, link.cells[0])
                    seen.setdefault(key, set()).add(link.fact.figure.text)
        return Anchor(direct, dict(_most(Counter({key: len(said) for key, said in seen.items()}))))

    def chosen(self, speech: Speech, fact: Fact, named: Sequence[Candidate]) -> Candidate | None:
        """The one of the cells that words leave which stands in the column that the text speaks of.

        Of a column over many things that is the cell of their total, if the figure is one slip from it.
        """
        if not self.direct.times.is_unsaid(speech, fact):
            return None
        labels = self._labels(speech, fact)
        rows = [one for one in named if one.line.is_row and _label(self.direct, one.line, one.cell) in labels]
        totals = [
            one
            for one in named
            if not one.line.is_row
            and one.line.crossing(one.cell) is Role.TOTAL
            and misprinted(fact.figure.amount, one.cell.figure.amount.value)
        ]
        found = rows or ([] if is_compared_with(fact) else totals)
        return replace(found[0], fit=Fit.ANCHORED) if found and one_value(found) else None

    def _labels(self, speech: Speech, fact: Fact) -> Collection[str]:
        """What the column is called in which a figure without a time stands."""
        words = self.direct.schemas.lexicon.words
        if is_compared_with(fact):
            return words(WordList.PERIOD_BEFORE)
        own = self.labels.get(speech.nature(fact) is Nature.CHANGE, "")
        return {*words(WordList.THIS_PERIOD), own} - {""}


def _tells(direct: Direct, speech: Speech, line: Line, link: Linked) -> bool:
    """Whether a figure shows by its value alone which cell of its row it is."""
    cell, quantity = link.cells[0], link.fact.figure.amount
    if significant(quantity) < _DIGITS or SentenceText.of(speech, direct.names.labels).names(line, cell):
        return False
    nature = Nature.CHANGE if direct.is_change(line, cell) else Nature.LEVEL
    rivals = [other for other in direct.cells(line, nature) if other is not cell and like(quantity, other)]
    ties = [tied(quantity, other.figure.amount) for other in rivals]
    return bool(rivals) and not any(tie is not None and tie.holds for tie in ties)


def _key(direct: Direct, line: Line, cell: Fact) -> _Key:
    return direct.is_change(line, cell), _label(direct, line, cell)


def _label(direct: Direct, line: Line, cell: Fact) -> str:
    return direct.names.labels.plain(" ".join(line.across(cell)))


def _most(counts: Counter[_Key]) -> Iterable[tuple[bool, str]]:
    """The label that nearly all figures of a nature fall under."""
    for change in (False, True):
        own = Counter({label: count for (nature, label), count in counts.items() if nature is change})
        for label, count in own.most_common(1):
            if count >= _FEWEST and (own.total() - count) * _STRAYS <= own.total():
                yield change, label
