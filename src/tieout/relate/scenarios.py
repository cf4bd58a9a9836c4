"""Probabilities of the scenarios of one forecast sum to 100%.

Scenarios are known by their names: an upper and a lower one must be there, a middle one may. In tables they
label rows or columns; in prose they follow one another within a few lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tieout.lexicon import WordList
from tieout.model import Fact, Grid, Report, Sentence
from tieout.rulebook.book import Schemas

_KEYS = ("scenario_up", "scenario_mid", "scenario_down")
_REACH = 16  # characters between the word probability and its figure
_SEVERAL = 2  # scenarios that a list names at least
_BLOCKS = 8  # blocks between two scenarios of one forecast


@dataclass(frozen=True, slots=True)
class Scenario:
    """A probability with the scenario it belongs to and the structure it stands in."""

    fact: Fact
    key: str
    group: str


def find(report: Report, schemas: Schemas) -> Iterator[tuple[Sequence[Fact], str, bool]]:
    """The probabilities of each forecast, with the name of the structure and whether no scenario repeats."""
    for grid in report.grids:
        yield from _grouped(list(_in_grid(grid, schemas)))
    yield from _grouped(list(_in_prose(report.sentences, schemas)))


def _grouped(found: Sequence[Scenario]) -> Iterator[tuple[Sequence[Fact], str, bool]]:
    groups: dict[str, list[Scenario]] = {}
    for scenario in found:
        groups.setdefault(scenario.group, []).append(scenario)
    for group, members in groups.items():
        keys = [member.key for member in members]
        if {"scenario_up", "scenario_down"} <= set(keys):
            yield [member.fact for member in members], group, len(set(keys)) == len(keys)


def _in_grid(grid: Grid, schemas: Schemas) -> Iterator[Scenario]:
    probability = schemas.words[WordList.PROBABILITY]
    for (row, col), fact in grid.facts.items():
        across, down = " ".join(grid.row_labels[row - 1]), " ".join(grid.col_labels[col - 1])
        for label, other, name in ((down, across, f"column {col}"), (across, down, f"row {row}")):
            key = _key(other, schemas) if probability.search(label) else ""
            if key:
                yield Scenario(fact, key, f"table {grid.number} {name}")
                break


def _in_prose(sentences: Sequence[Sentence], schemas: Schemas) -> Iterator[Scenario]:
    """Probabilities in running text; a stretch of blocks without one ends a forecast."""
    probability = schemas.words[WordList.PROBABILITY]
    group, last = "", -_BLOCKS
    for sentence in sentences:
        if (
            sentence.row is not None
            or probability.search(" ".join((sentence.text, *sentence.headings))) is None
        ):
            continue
        for fact, key in _dealt(sentence, schemas) or _one_by_one(sentence, schemas):
            if sentence.block - last > _BLOCKS:
                group = f"scenarios from block {sentence.block}"
            last = sentence.block
            yield Scenario(fact, key, group)


def _one_by_one(sentence: Sentence, schemas: Schemas) -> Iterator[tuple[Fact, str]]:
    """Each probability behind its scenario: the base case has a probability of 50%, the bull case 20%."""
    probability = schemas.words[WordList.PROBABILITY]
    start, listed = sentence.start, False
    for fact in sentence.facts:
        near = sentence.before(fact, _REACH) + " " + sentence.after(fact, _REACH)
        before = sentence.text[max(start - sentence.start, 0) : fact.figure.start - sentence.start]
        key = _key(before, schemas)
        if key and (listed or probability.search(near)):
            listed, start = True, fact.figure.end
            yield fact, key


def _dealt(sentence: Sentence, schemas: Schemas) -> Sequence[tuple[Fact, str]]:
    """As many probabilities as scenarios before them: bear, base and bull at 30%, 50% and 20%."""
    shares = [fact for fact in sentence.facts if _is_share(fact)]
    if not shares:
        return ()
    ahead = sentence.text[: shares[0].figure.start - sentence.start]
    named = sorted(_found(ahead, schemas))
    if not _SEVERAL <= len(named) <= len(shares):
        return ()
    if schemas.words[WordList.PROBABILITY].search(ahead[named[-1][0] :]) is None:
        return ()
    return [(share, key) for share, (_, key) in zip(shares, named, strict=False)]


def _is_share(fact: Fact) -> bool:
    return fact.figure.quantity is not None and fact.figure.amount.unit.symbol == "%"


def _key(text: str, schemas: Schemas) -> str:
    """The scenario whose word stands last in a text."""
    found = _found(text, schemas)
    return max(found)[1] if found else ""


def _found(text: str, schemas: Schemas) -> list[tuple[int, str]]:
    """Where the words of scenarios stand in a text."""
    return [(match.start(), key) for key in _KEYS for match in schemas.words[key].pattern.finditer(text)]
