"""By what a report in a store is found that may state the same facts as another one."""

from __future__ import annotations

import hashlib

from tieout.extract.entities import spelled
from tieout.lexicon import Lexicon
from tieout.model import Report
from tieout.relate.across.facts import Comparable
from tieout.relate.across.reports import Known, known_of, short_name
from tieout.relate.across.sentences import worded
from tieout.relate.across.sheets import sheets_of, tokens_of
from tieout.relate.across.titles import begins_a_title
from tieout.relate.across.whom import Whom
from tieout.rulebook.book import Schemas

_LEAST_LETTERS = 4  # of a wording


FACT, SENTENCE, TABLE, NAME = "fact", "sentence", "table", "name"


def keys_of(report: Report, schemas: Schemas) -> tuple[tuple[str, int], ...]:
    """Numbers that reports share which have a fact, a sentence's wording, a table's word or a name in common.

    Each comes with what it stands for. They are hashes of 63 bits, in ascending order, equal for equal
    content on every machine.
    """
    known = known_of(report, schemas.lexicon)
    comparable = Comparable.of(schemas, Whom.of([known], schemas.lexicon))
    found = {(FACT, repr(key)) for fact in report.facts if (key := comparable.key(fact, known)) is not None}
    for sentence in report.sentences if known.subjects else ():
        wording = worded(sentence)
        if sum(map(str.isalpha, wording)) >= _LEAST_LETTERS:
            found |= {(SENTENCE, f"{subject} {wording}") for subject in known.subjects}
    for sheet in sheets_of(report, 0, schemas):
        found |= {(TABLE, token) for token in tokens_of(sheet, sorted(known.subjects))}
    found |= {(NAME, name) for name in _names(report, known, schemas.lexicon)}
    return tuple(sorted((sort, _hashed(text)) for sort, text in found))


def _names(report: Report, known: Known, lexicon: Lexicon) -> set[str]:
    """Whom a report may be about, and whose lines it may have."""
    titled = known.titled
    names = {titled.head, *known.subjects, *titled.things, *(name for pair in titled.also for name in pair)}
    names |= {short_name(fact.entity, lexicon) for fact in report.facts if fact.entity is not None}
    labels = {part for grid in report.grids for fact in grid.facts.values() for part in fact.label[-2:]}
    return (names | {spelled(label) for label in labels if begins_a_title(label)}) - {""}


def _hashed(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1
