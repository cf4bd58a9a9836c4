"""How much of what goes wrong with figures would be noticed: of a figure, and of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tieout.guard.witness import Witness
from tieout.model import Fact, Severity
from tieout.rulebook.kinds import KINDS
from tieout.slip import SHARES, Change, Sort
from tieout.wording import COMMA, Message, joined, say

SEVERITY_WORDS = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTE: say("note")}
_NAMED = 3  # sorts of changes that are told
_THOUSANDTHS = 1000  # in which the shares of the sorts are counted


class Standing(StrEnum):
    """How a figure is guarded."""

    GUARDED = say("guarded")  # all that was tried would be noticed
    PARTLY = say("guarded in part")
    OPEN = say("not guarded")
    FAILING = say("fails already")
    APART = say("not tried")  # a date, a range, a number in words; a figure of a table that is data


@dataclass(frozen=True, slots=True)
class Trial:
    """A change of a figure, how loudly it would be noticed (None: not at all), and by which relation."""

    change: Change
    severity: Severity | None = None
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """A figure with what was tried on it.

    `least` is the severity from which on a finding counts, `witnesses` are the relations that were asked,
    `unasked` says why there are none.
    """

    fact: Fact
    trials: tuple[Trial, ...]
    witnesses: tuple[Witness, ...]
    least: Severity = Severity.ERROR
    failing: bool = False
    unasked: str = ""

    def noticed(self, trial: Trial) -> bool:
        """Whether a change would be noticed loudly enough."""
        return trial.severity is not None and trial.severity >= self.least

    @property
    def sorts(self) -> Mapping[Sort, tuple[int, int]]:
        """For every sort of change how many would be noticed, of how many."""
        counts: dict[Sort, tuple[int, int]] = {}
        for trial in self.trials:
            noticed, ways = counts.get(trial.change.sort, (0, 0))
            counts[trial.change.sort] = noticed + self.noticed(trial), ways + 1
        return counts

    @property
    def rate(self) -> Fraction | None:
        """The part that would be noticed, each sort weighing as much as it is common; None if not tried."""
        if self.failing or not self.trials:
            return None
        weights = {sort: round(SHARES[sort] * _THOUSANDTHS) for sort in self.sorts}
        found = sum(weights[sort] * Fraction(noticed, ways) for sort, (noticed, ways) in self.sorts.items())
        return Fraction(found, sum(weights.values()))

    @property
    def standing(self) -> Standing:
        """How it is guarded."""
        if self.failing:
            return Standing.FAILING
        rate = self.rate
        if rate is None:
            return Standing.APART
        return Standing.GUARDED if rate == 1 else Standing.PARTLY if rate else Standing.OPEN

    @property
    def why(self) -> str:
        """Why it is not guarded, or not fully; empty if it is."""
        if self.standing in (Standing.GUARDED, Standing.FAILING):
            return ""
        asked = [one for one in self.witnesses if not KINDS[one.stake.outcome.relation.kind].plausible]
        if not asked or not self.trials:
            return self.unasked
        if self.rate:
            return say("would pass: {changes}", changes=joined(tuple(self._escaping()), COMMA))
        loudest = max((trial.severity for trial in self.trials if trial.severity is not None), default=None)
        expression = asked[0].stake.outcome.relation.expression
        if loudest is None:
            return say("too little speaks for {expression}, were it to miss", expression=expression)
        most = SEVERITY_WORDS[loudest]
        return say("a change would be a {most} at most: {expression}", most=most, expression=expression)

    def _escaping(self) -> Iterator[str]:
        """The sorts of changes that are noticed least, each with an example."""
        parts = {sort: Fraction(noticed, ways) for sort, (noticed, ways) in self.sorts.items()}
        for sort in sorted((sort for sort in parts if parts[sort] < 1), key=parts.__getitem__)[:_NAMED]:
            passing = (one for one in self.trials if one.change.sort is sort and not self.noticed(one))
            noticed, ways = self.sorts[sort]
            yield say(
                "{text} ({sort}, {missed} of {ways})",
                text=next(passing).change.text, sort=Message(sort.value, {}),
                missed=ways - noticed, ways=ways,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """Figures taken together: how many stand how, and the mean of the rates of those that were tried."""

    counts: Mapping[Standing, int]
    mean: Fraction | None

    @staticmethod
    def of(guards: Iterable[Guard]) -> Rate:
        """Of these figures."""
        listed = tuple(guards)
        rates = [guard.rate for guard in listed if guard.rate is not None]
        counts = Counter(guard.standing for guard in listed)
        return Rate(counts, sum(rates, Fraction(0)) / len(rates) if rates else None)
