"""The rulebook as the engine sees it: typed, frozen, complete; no YAML and no dicts past the loader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tieout.model import Severity
from tieout.quantity import Unit
from tieout.rulebook.words import words_pattern


@dataclass(frozen=True, slots=True)
class Expected:
    """What a failing example must yield: the stated figure's text, the computed value, the place."""

    stated: str | None = None
    computed: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A report of a few lines of Markdown (or several, for rules across reports) run against its rule."""

    reports: tuple[str, ...]
    expect: Expected | None = None  # None: the rule must stay silent and must have been evaluated


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry of `checks/`: asks for relations of one kind and says how bad a failure is.

    `shapes` selects among the kind's relations (empty: all). `params` are the kind's own, by name.
    """

    id: str
    kind: str
    shapes: tuple[str, ...]
    severity: Severity
    summary: str
    why: str
    fix: str
    cannot_detect: str
    passes: tuple[Example, ...]
    fails: tuple[Example, ...]
    params: tuple[tuple[str, str | int | tuple[str, ...]], ...] = ()
    origin: str = ""  # path:line of the pack
    status: str = "stable"  # stable | preview | deprecated
    since: str = ""  # the edition it entered with
    aliases: tuple[str, ...] = ()  # former ids, for ever
    replaced_by: str = ""
    misses: tuple[Example, ...] = ()  # mistakes it is known not to find
    false_alarms: tuple[Example, ...] = ()  # what it is known to report wrongly


@dataclass(frozen=True, slots=True)
class Words:
    """A named list of words: English ones match whole words in any case, Chinese ones anywhere.

    The pattern is compiled when it is first used; most runs need few of the lists.
    """

    name: str
    words: tuple[str, ...]  # as written, so that lists can be joined into one scan
    _source: str | None = field(default=None, init=False, repr=False, compare=False)
    _compiled: re.Pattern[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def source(self) -> str:
        """The text of the pattern, to be joined into others (with DOTALL); to compile it costs far more."""
        if self._source is None:
            object.__setattr__(self, "_source", words_pattern(self.words))
        assert self._source is not None
        return self._source

    @property
    def pattern(self) -> re.Pattern[str]:
        """All words as one pattern, the longest first."""
        if self._compiled is None:
            object.__setattr__(self, "_compiled", re.compile(self.source, re.DOTALL))
        assert self._compiled is not None
        return self._compiled

    def search(self, text: str) -> re.Match[str] | None:
        """The first word of the list in a text."""
        return self.pattern.search(text)


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit with the words that print it after (or, if `prefix`, before) a number."""

    unit: Unit
    words: tuple[str, ...]
    prefix: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """What a label means, the dimension its values have and where they can lie (in base units)."""

    name: str
    labels: Words
    powers: tuple[tuple[str, int], ...] | None = None
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """An equation between concepts, e.g. training_cost = training_gpu_hours * gpu_hour_price."""

    name: str
    subject: str
    expression: str
    concepts: tuple[str, ...]  # those in the expression


@dataclass(frozen=True, slots=True)
class Schemas:
    """What figures mean: units, word lists, concepts and the identities between them."""

    units: tuple[UnitWords, ...]
    words: Mapping[str, Words]
    concepts: Mapping[str, Concept]
    identities: tuple[Identity, ...]
    evidence: Mapping[str, int] = field(default_factory=dict)  # the table of evidence, in tenths of a bit


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules and schemas in force, with a hash of their content."""

    edition: str
    rules: tuple[Rule, ...]
    schemas: Schemas
    sha256: str
    name: str = "built-in"
