"""The rulebook as the engine sees it: typed, frozen, complete; no YAML and no dicts past the loader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tieout.lexicon import Lexicon, Words
from tieout.model import Severity
from tieout.quantity import Unit
from tieout.rulebook.kinds import KINDS
from tieout.rulebook.statements import NamedEquation, Statement
from tieout.wording import Texts


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

    @property
    def describes(self) -> bool:
        """Whether it says itself what to look for."""
        own = KINDS[self.kind].describes
        return any(name in own for name, _ in self.params)

    @property
    def names(self) -> tuple[str, ...]:
        """Its id and those it had before."""
        return (self.id, *self.aliases)


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

    @property
    def said(self) -> Texts:
        """Its name for people: in Chinese the first of its labels that is."""
        english = self.name.replace("_", " ")
        return Texts({"en": english, "zh": next((w for w in self.labels.words if not w.isascii()), english)})

    def inside(self, value: Fraction) -> bool:
        """Whether a value lies where those of this concept can lie."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Identity:
    """An equation between concepts, e.g. training_cost = training_gpu_hours * gpu_hour_price.

    A `closed` one is the only meaning of its subject: it is asked for even where no line of a table keeps it.
    """

    name: str
    subject: str
    expression: str
    concepts: tuple[str, ...]  # those in the expression
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Schemas:
    """What figures mean: units, word lists, concepts and the identities between them."""

    units: tuple[UnitWords, ...]
    words: Mapping[str, Words]
    concepts: Mapping[str, Concept]
    identities: tuple[Identity, ...]
    evidence: Mapping[str, int] = field(default_factory=dict)  # the table of evidence, in tenths of a bit
    rounding: frozenset[str] = frozenset()  # habits of the house, by which last places may miss
    statements: tuple[Statement, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # word lists under one name
    equations: tuple[NamedEquation, ...] = ()
    _lexicon: Lexicon | None = field(default=None, init=False, repr=False, compare=False)
    _in_forms: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def lexicon(self) -> Lexicon:
        """The word lists as one lexicon, made when it is first asked."""
        if self._lexicon is None:
            units = (word for unit in self.units for word in (*unit.words, *unit.prefix))
            object.__setattr__(self, "_lexicon", Lexicon(self.words, units))
        assert self._lexicon is not None
        return self._lexicon

    @property
    def in_forms(self) -> frozenset[str]:
        """The word lists (and signs) that forms and equations name, gathered when they are first asked."""
        if self._in_forms is None:
            elements = (element for statement in self.statements for element in statement.elements)
            names = frozenset(name for element in elements for name in element.names)
            named = (lists for each in self.equations for lists in each.lists)
            object.__setattr__(self, "_in_forms", names.union(*self.tags.values(), *named))
        assert self._in_forms is not None
        return self._in_forms


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules and schemas in force, with a hash of their content."""

    edition: str
    rules: tuple[Rule, ...]
    schemas: Schemas
    sha256: str
    name: str = "built-in"
