"""What must hold: relations between facts, with the evidence for them and how far they miss."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction

from tieout.equation import Equation, weights
from tieout.model.claims import Claim
from tieout.model.facts import (
    Fact,
    Mention,
)
from tieout.quantity import Tie
from tieout.wording import say


class Evidence(StrEnum):
    """Why a relation is believed to have to hold; only a guess cannot be an error."""

    STATED = "stated"  # the text says so
    LABELLED = "labelled"  # a row called total
    SUPPORTED = "supported"  # sibling rows or columns obey it
    DECLARED = "declared"  # an identity of a schema
    GUESSED = "guessed"


class Severity(IntEnum):
    """How bad a failure is, in ascending order."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word used in rulebooks and output."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Operand:
    """A fact in a relation. `weight` is its factor in a sum; `role` names it in messages."""

    fact: Fact
    role: str = "part"
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement about figures that must hold, measured.

    `equation` is what it says, and `of` makes a relation that says it: all of `expression`, `subject`,
    `operands`, `tie` and `computed` follow from it. What is said of no figures (something is missing) has
    none. `shape` is the form within the kind (footing, growth, ...); rules select by kind and shape, and
    `rule` is filled in then. `tie` is None when the relation was not evaluated, and `reason` says why.
    `subject` is the stated side; where nothing printed is at fault (something is missing), `mention` or
    nothing. `expression` is the statement with the figures as printed, `computed` the value that the
    operands give. `cap` limits the severity below the rule's own.
    """

    kind: str
    shape: str
    evidence: Evidence
    expression: str
    subject: Fact | None = None
    operands: tuple[Operand, ...] = ()
    tie: Tie | None = None
    computed: Fraction | None = None
    reason: str = ""
    cap: Severity = Severity.ERROR
    mention: Mention | None = None
    detail: str = ""  # what the message adds in words: "the text says higher"
    cause: str = ""  # the likely cause, where the kind itself knows it
    suggestion: str = ""  # the text that would tie, where the kind itself knows it
    culprit: Fact | None = None  # the figure at fault, where the kind itself knows it
    group: str = ""  # relations of one structure (a table's footing) share it: root causes are sought inside
    claim: Claim | None = None  # what claims it, where it is known
    rule: str = ""
    report: str = ""  # path of the report it is about; operands may stand in others
    equation: Equation[Fact] | None = None
    identity: str = ""  # the name of the declared identity that it is

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The figures that it is of, the subject first."""
        operands = tuple(operand.fact for operand in self.operands)
        return operands if self.subject is None else (self.subject, *operands)

    @property
    def figures(self) -> frozenset[int]:
        """The ids of the figures that it is of."""
        return frozenset(fact.id for fact in self.facts)

    @property
    def holds(self) -> bool:
        """Whether it was evaluated and holds."""
        return self.tie is not None and self.tie.holds

    @property
    def fails(self) -> bool:
        """Whether it was evaluated and does not hold."""
        return self.tie is not None and not self.tie.holds

    @staticmethod
    def of(
        equation: Equation[Fact],
        *,
        kind: str,
        shape: str,
        evidence: Evidence = Evidence.STATED,
        expression: str = "",
        reason: str = "",
        cap: Severity = Severity.ERROR,
        detail: str = "",
        cause: str = "",
        suggestion: str = "",
        culprit: Fact | None = None,
        group: str = "",
    ) -> Relation:
        """The relation that says this equation; `expression` where other words say it better.

        It is not evaluated where there is a reason, or a divisor may be zero.
        """
        tie = None if reason else equation.tie()
        stated, computed = equation.stated.fact, equation.computed()
        signs = zip(equation.terms, weights(equation), strict=True)
        return Relation(
            kind,
            shape,
            evidence,
            expression or equation.text(),
            stated,
            tuple(Operand(term.fact, term.role, sign) for term, sign in signs),
            tie,
            None if tie is None or computed is None or stated.figure.quantity is None else computed.point,
            reason or (say("the base may be zero") if tie is None else ""),
            cap,
            None,
            detail,
            cause,
            suggestion,
            culprit,
            group,
            report=stated.report,
            equation=equation,
        )
