"""Schema files -> units, words, concepts and identities.

A later file may add words to a list, unit or concept of the same name. Inside one root nobody may define the
same thing twice in two ways; a root that comes later may redefine it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tieout.lexicon import Reading, Role, WordList, Words, is_declared
from tieout.model import Status
from tieout.model.claims import NUMBERS
from tieout.quantity import Unit
from tieout.rulebook.book import Concept, Identity, Schemas, UnitWords
from tieout.rulebook.expression import read_equation
from tieout.rulebook.marks import AuthorError, Page
from tieout.rulebook.models import (
    ConceptModel,
    IdentityModel,
    NamedEquationModel,
    SchemaModel,
    StatementModel,
    UnitModel,
    WordsModel,
)
from tieout.rulebook.statements import UNIT, NamedEquation, Statement, read_form
from tieout.rulebook.validate import or_near
from tieout.wording import say

_READING = frozenset(Reading)


@dataclass
class _Definition:
    """Words gathered for one name, with what may be said once per root."""

    words: list[str] = field(default_factory=list)
    prefix: list[str] = field(default_factory=list)
    powers: tuple[tuple[str, int], ...] | None = None
    factor: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    counts: bool = False
    system: str = ""
    said: dict[str, int] = field(default_factory=dict)  # what was said, and in which root


@dataclass
class SchemaBuilder:
    """Gathers schema files root by root; `build` gives what is in force."""

    units: dict[str, _Definition] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    concepts: dict[str, _Definition] = field(default_factory=dict)
    identities: dict[str, tuple[Identity, Page, tuple[str | int, ...], int]] = field(default_factory=dict)
    evidence: dict[str, int] = field(default_factory=dict)
    rounding: set[str] = field(default_factory=set)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    statements: dict[str, tuple[StatementModel, Page, tuple[str | int, ...]]] = field(default_factory=dict)
    equations: list[NamedEquation] = field(default_factory=list)
    timeless: list[tuple[Page, tuple[str, int], str]] = field(default_factory=list)
    named: list[tuple[Page, tuple[str | int, ...], str]] = field(default_factory=list)  # by tags
    undeclared: dict[str, Page] = field(default_factory=dict)  # lists that only forms can read
    errors: list[AuthorError] = field(default_factory=list)

    def add(self, page: Page, model: SchemaModel, root: int) -> None:
        """Add one file of the root with this number."""
        for index, unit in enumerate(model.units):
            self._add_unit(page, unit, ("units", index), root)
        for name, words in model.words.items():
            self._check_list(page, name, words)
            if root and name in _READING:
                message = "readers go by this list as it ships: another rulebook cannot add to it"
                self.errors.append(page.error(("words", name), message, key=True))
            _extend(self.words.setdefault(name, []), _all(words))
        for name, concept in model.concepts.items():
            self._add_concept(page, name, concept, root)
        for index, identity in enumerate(model.identities):
            self._add_identity(page, identity, ("identities", index), root)
        for name in model.evidence.keys() - NUMBERS:
            said = say("no number of the table of evidence is called {name}", name=repr(name))
            self.errors.append(page.error(("evidence", name), or_near(said, name, sorted(NUMBERS))))
        self.evidence.update(model.evidence)
        self.rounding.update(model.rounding)
        for name, lists in model.tags.items():
            for index, listed in enumerate(lists):
                self.named.append((page, ("tags", name, index), listed))
            self.tags[name] = tuple(lists)
        for index, statement in enumerate(model.statements):
            self.statements[statement.name] = (statement, page, ("statements", index))
        for index, equation in enumerate(model.equations):
            self._add_equation(page, equation, ("equations", index))

    def build(self) -> Schemas:
        """Everything gathered; names that identities use are checked now, when all concepts are known."""
        known = tuple(self.concepts)
        for identity, page, at, _ in self.identities.values():
            for name in (identity.subject, *identity.concepts):
                if name not in self.concepts:
                    self.errors.append(page.error((*at, "equation"), _unknown_concept(name, known)))
        for page, place, name in self.timeless:
            if name not in self.concepts:
                at = ("words", WordList.TIMELESS, *place)
                self.errors.append(page.error(at, _unknown_concept(name, known)))
        statements = tuple(self._statements())
        self._check_named(statements)
        return Schemas(
            units=tuple(self._unit(symbol, unit) for symbol, unit in self.units.items()),
            words={name: Words(name, tuple(words)) for name, words in self.words.items()},
            concepts={name: self._concept(name, concept) for name, concept in self.concepts.items()},
            identities=tuple(entry[0] for entry in self.identities.values()),
            evidence=dict(self.evidence),
            rounding=frozenset(self.rounding),
            statements=statements,
            tags=dict(self.tags),
            equations=tuple(self.equations),
        )

    def _statements(self) -> Iterator[Statement]:
        """The forms of sentences, with their tags looked up."""
        for model, page, at in self.statements.values():
            try:
                elements = read_form(model.form, self.tags, self.words)
            except ValueError as error:
                self.errors.append(page.error((*at, "form"), error.args[0]))
                continue
            examples, counters = tuple(model.examples), tuple(model.counters)
            yield Statement(model.name, model.says, elements, examples, counters)

    def _check_named(self, statements: Sequence[Statement]) -> None:
        """Lists that tags name are there, and the engine or a form reads every list."""
        known = (*WordList, *self.words)
        for page, at, name in self.named:
            if name not in known:
                said = say("there is no word list called {name}", name=repr(name))
                self.errors.append(page.error(at, or_near(said, name, known)))
        read = {name for statement in statements for element in statement.elements for name in element.names}
        read = read.union(*self.tags.values(), *(lists for each in self.equations for lists in each.lists))
        for name, page in self.undeclared.items():
            if name not in read:
                role, slash, _ = name.partition("/")
                said = say("nothing reads a word list called {name}", name=repr(name))
                near = or_near(said, role, tuple(Role)) if slash else or_near(said, name, tuple(WordList))
                self.errors.append(page.error(("words", name), near, key=True))

    def _add_equation(self, page: Page, model: NamedEquationModel, at: tuple[str | int, ...]) -> None:
        """A named equation; the lists that it names are checked when all is gathered."""
        equation = NamedEquation(tuple(model.called), model.form, tuple(map(tuple, model.of)))
        self.equations.append(equation)
        for index, name in enumerate(model.called):
            self.named.append((page, (*at, "called", index), name))
        for term, lists in enumerate(model.of):
            for index, name in enumerate(lists):
                if not name.startswith(UNIT):
                    self.named.append((page, (*at, "of", term, index), name))

    def _check_list(self, page: Page, name: str, words: WordsModel) -> None:
        """What a list holds may have to be known; that somebody reads it is checked when all is gathered."""
        role, slash, value = name.partition("/")
        if not is_declared(name):
            self.undeclared.setdefault(name, page)
        elif role == Role.STATUS and slash and value not in tuple(Status):
            said = or_near(say("unknown status {name}", name=repr(value)), value, tuple(Status))
            self.errors.append(page.error(("words", name), said, key=True))
        elif name == WordList.TIMELESS:
            self.timeless += [(page, ("en", place), word) for place, word in enumerate(words.en)]

    def _add_unit(self, page: Page, model: UnitModel, at: tuple[str | int, ...], root: int) -> None:
        unit = self.units.setdefault(model.symbol, _Definition())
        _extend(unit.words, model.words)
        _extend(unit.prefix, model.prefix)
        unit.counts = unit.counts or model.counts
        unit.system = unit.system or model.system
        if model.powers is not None and self._once(unit, "powers", page, (*at, "powers"), root):
            unit.powers = _powers(model.powers)
        if model.factor is not None and self._once(unit, "factor", page, (*at, "factor"), root):
            unit.factor = model.factor
            if unit.factor <= 0:
                said = say("a factor must be greater than zero")
                self.errors.append(page.error((*at, "factor"), said))

    def _add_concept(self, page: Page, name: str, model: ConceptModel, root: int) -> None:
        at = ("concepts", name)
        concept = self.concepts.setdefault(name, _Definition())
        if not name.isidentifier():
            said = say("{name} cannot stand in an equation", name=repr(name))
            self.errors.append(page.error(at, said, key=True))
        _extend(concept.words, _all(model.labels))
        if model.powers is not None and self._once(concept, "powers", page, (*at, "powers"), root):
            concept.powers = _powers(model.powers)
        if model.range is not None and self._once(concept, "range", page, (*at, "range"), root):
            concept.low, concept.high = model.range
            if concept.low is not None and concept.high is not None and concept.low > concept.high:
                said = say("the range ends below its beginning")
                self.errors.append(page.error((*at, "range"), said))

    def _add_identity(self, page: Page, model: IdentityModel, at: tuple[str | int, ...], root: int) -> None:
        try:
            subject, expression, names = read_equation(model.equation)
        except ValueError as error:
            self.errors.append(page.error((*at, "equation"), error.args[0]))
            return
        before = self.identities.get(model.name)
        if before is not None and before[3] == root:
            said = say("identity {name} is defined twice", name=repr(model.name))
            self.errors.append(page.error((*at, "name"), said))
        self.identities[model.name] = (
            Identity(model.name, subject, expression, names, model.closed),
            page,
            at,
            root,
        )

    def _once(
        self, definition: _Definition, what: str, page: Page, at: tuple[str | int, ...], root: int
    ) -> bool:
        if definition.said.get(what) == root:
            self.errors.append(page.error(at, say("{what} already given in this rulebook", what=what)))
            return False
        definition.said[what] = root
        return True

    @staticmethod
    def _unit(symbol: str, unit: _Definition) -> UnitWords:
        factor = Fraction(1) if unit.factor is None else unit.factor
        return UnitWords(
            Unit(symbol, unit.powers or (), factor, unit.counts, unit.system),
            tuple(unit.words),
            tuple(unit.prefix),
        )

    @staticmethod
    def _concept(name: str, concept: _Definition) -> Concept:
        return Concept(name, Words(name, tuple(concept.words)), concept.powers, concept.low, concept.high)


def _unknown_concept(name: str, known: Sequence[str]) -> str:
    return or_near(say("unknown concept {name}", name=repr(name)), name, known)


def _powers(powers: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def _all(words: WordsModel) -> list[str]:
    return [*words.en, *words.zh]


def _extend(known: list[str], more: Iterable[str]) -> None:
    known.extend(word for word in more if word not in known)
