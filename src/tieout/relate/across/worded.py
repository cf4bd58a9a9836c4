"""Figures of sentences that say the same of them in the same words, of the same and at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model import Report
from tieout.relate.across.cells import Held, hold
from tieout.relate.across.reports import Known
from tieout.relate.across.saying import Said, Sayings
from tieout.relate.across.whom import Whom
from tieout.relate.retold import says_enough
from tieout.relate.sameness import Key, period_key
from tieout.rulebook.book import Schemas
from tieout.slip import significant

_LEAST = 2  # digits of a figure


def held(
    reports: Sequence[Report], known: Sequence[Known], whom: Whom, schemas: Schemas
) -> Iterator[tuple[Held, bool]]:
    """Figures of other reports beside the first one of their words, and whether their time is known."""
    sayings = Sayings.of(schemas)
    groups: dict[Key, dict[int, list[Said]]] = {}
    for number, report in enumerate(reports):
        for sentence in report.sentences if known[number].subjects else ():
            for said in sayings.of_sentence(sentence) if sentence.row is None else ():
                key = _key(said, whom.of_fact(said.fact, known[number]))
                if key is not None:
                    groups.setdefault(key, {}).setdefault(number, []).append(said)
    for group in groups.values():
        once = [one[0].fact for one in group.values() if len(one) == 1]
        for one in (hold(fact, once[0]) for fact in once[1:]):
            if one.apart or one.telling:  # few digits agree by chance
                yield one, one.fact.period is not None


def _key(said: Said, who: str | None) -> Key | None:
    """What must be equal; None where words say too little, or a schema knows more."""
    fact = said.fact
    if who is None or fact.concept is not None or not says_enough(said.before):
        return None
    quantity = fact.figure.amount
    if significant(quantity) < _LEAST or quantity.hedge is not None:
        return None
    unit = quantity.unit
    return who, said.before, unit.powers, unit.factor == 1, period_key(fact.period), fact.status
