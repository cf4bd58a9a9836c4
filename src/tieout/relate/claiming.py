"""What a rule claims of the relations of its kind: what its shapes and parameters name, and no other."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

from tieout.lexicon import compile_words
from tieout.model import Relation
from tieout.rulebook.book import Rule
from tieout.rulebook.kinds import CLAIMING
from tieout.wording import say

_TOLERANCE = "tolerance"


def claimed(rule: Rule, relation: Relation) -> Relation | None:
    """A relation as a rule takes it, None if the rule does not claim it; its rule is yet to be filled in.

    `identities` name declared identities, `concepts` what the stated figure is, `scope` what narrows it,
    `labels` words of which one stands in its label, `forbidden` words of which none does. Within its
    `tolerance`, a part of the stated figure (0.5%) or units of its last place (2), a miss is not evaluated.
    """
    if rule.shapes and relation.shape not in rule.shapes:
        return None
    for name, value in rule.params:
        if name == _TOLERANCE:
            relation = _tolerated(relation, str(value))
        elif name in CLAIMING and not _names(name, _words(value), relation):
            return None
    return relation


def _names(parameter: str, words: tuple[str, ...], relation: Relation) -> bool:
    """Whether a relation is one of those that a parameter speaks of."""
    fact = relation.subject
    if parameter == "identities":
        return relation.identity in words
    if parameter == "concepts":
        return fact is not None and fact.concept in words
    if parameter == "scope":
        return fact is not None and set(words) <= set(fact.scope)
    label = "\n".join(fact.label) if fact is not None else relation.expression
    return (_pattern(words).search(label) is None) == (parameter == "forbidden")


def _words(value: str | int | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return compile_words(words)


def _tolerated(relation: Relation, tolerance: str) -> Relation:
    """A relation that misses by no more than its rule lets pass is not evaluated, for that reason."""
    fact, tie = relation.subject, relation.tie
    if tie is None or tie.holds or fact is None or fact.figure.quantity is None:
        return relation
    amount = fact.figure.amount
    part = tolerance.endswith("%")
    unit = abs(amount.value) / 100 if part else amount.quantum
    if tie.gap > Fraction(tolerance.removesuffix("%")) * unit:
        return relation
    return replace(
        relation, tie=None, reason=say("within the tolerance of its rule ({tolerance})", tolerance=tolerance)
    )
