"""What a finding says: stated, what follows from the parts, the gap, why rounding cannot explain it.

Values are printed the way the stated figure is, so that an author finds them on the page.
"""

from __future__ import annotations

from fractions import Fraction

from tieout.equation import Step
from tieout.model import Fact, Outcome, Relation
from tieout.quantity import PERCENT
from tieout.rulebook.kinds import KINDS, KindOfRelation, Phrasing
from tieout.slip import Style, plain
from tieout.wording import joined, say

_SHORT = 60  # characters of a formula that a message can carry


def message(outcome: Outcome) -> str:
    """One line: what is wrong and by how much."""
    relation = outcome.relation
    subject = relation.subject
    kind = KINDS[relation.kind]
    phrasing = kind.phrasing_of(relation.shape)
    expression, detail = relation.expression, relation.detail
    if phrasing is Phrasing.DENIED and (detail or subject is None or relation.computed is None):
        return say("{expression} does not hold: {detail}", expression=expression, detail=detail)
    if phrasing is Phrasing.REMARK:
        if detail:
            return say("{detail}: {expression}", detail=detail, expression=expression)
        return say("{expression} does not hold", expression=expression)
    if phrasing is Phrasing.OF_WHOLE and subject is not None and len(relation.operands) == 1:
        part, whole = subject.figure.text, relation.operands[0].fact.figure.text
        return _named(subject, say("{part} of {whole}: {detail}", part=part, whole=whole, detail=detail))
    if phrasing is Phrasing.SENTENCE or subject is None or subject.figure.quantity is None:
        return detail or expression
    if relation.computed is None:
        return detail or expression
    return _computed(relation, subject, relation.computed, kind)


def _computed(relation: Relation, subject: Fact, value: Fraction, kind: KindOfRelation) -> str:
    """The stated figure against the value that the others give, with the calculation where it is short."""
    statement = relation.expression.removesuffix(f" = {subject.figure.text}")
    worked = kind.worked and len(statement) <= _SHORT and statement != relation.expression
    stated, computed = subject.figure.text, _printed(subject, value)
    measured = _measured(relation, subject, value)
    if worked:
        said = say(
            "{stated} is stated, but {calculation} is {computed}: {measured}",
            stated=stated, calculation=statement, computed=computed, measured=measured,
        )  # fmt: skip
    else:
        said = say(
            "{stated} is stated, {gives} {computed}: {measured}",
            stated=stated, gives=kind.gives, computed=computed, measured=measured,
        )  # fmt: skip
    if relation.detail:
        said = say("{said}; {detail}", said=said, detail=relation.detail)
    return _named(subject, said)


def apart(outcome: Outcome) -> str:
    """What a relation that holds came to: nothing, or what rounding explains."""
    relation = outcome.relation
    subject, tie = relation.subject, relation.tie
    if tie is None or tie.gap == 0:
        return say("as printed, without a gap")
    if subject is None or subject.figure.quantity is None:
        return say("inside what the words allow")
    gap, slack = _difference(subject, tie.gap), _difference(subject, tie.slack)
    graded = "" if relation.equation is None else relation.equation.grade
    if graded.startswith("only if"):
        return say("{gap} apart, rounding explains {slack}, {grade}", gap=gap, slack=slack, grade=graded)
    return say("{gap} apart, rounding explains {slack}", gap=gap, slack=slack)


def calculation(relation: Relation) -> str:
    """The relation worked through, one figure per line; without figures, the expression."""
    subject, equation = relation.subject, relation.equation
    if subject is None or not relation.operands:
        return relation.expression
    if equation is not None and equation.terms:
        steps = list(equation.steps(lambda value: _printed(subject, value)))
    else:
        steps = [Step("", operand.fact.figure.text, operand.fact) for operand in relation.operands]
        if relation.computed is not None:
            steps.append(Step("=", _printed(subject, relation.computed)))
        steps.append(Step("", subject.figure.text, subject, stated=True))
    width = max(len(step.text) for step in steps)
    lines = [_line(step, width) for step in steps]
    return joined(lines if equation is not None and equation.is_sum else (relation.expression, *lines), "\n")


def _line(step: Step[Fact], width: int) -> str:
    figure, whose = f"{step.sign:1} {step.text:>{width}}", _step(step)
    return joined((figure, whose), "  ") if whose else figure.rstrip()


def _step(step: Step[Fact]) -> str:
    """Whose figure it is."""
    if step.fact is None:
        return say("computed")
    parts = (label(step.fact), say("(stated)") if step.stated else "")
    return joined([part for part in parts if part], " ")


def label(fact: Fact) -> str:
    """The end of the path that leads to a figure."""
    return " / ".join(part for part in fact.place if part)


def _named(fact: Fact, said: str) -> str:
    """In a table, behind the labels of the figure; in prose the sentence is there to read."""
    name = label(fact) if fact.figure.row is not None else ""
    return say("{label}: {said}", label=name, said=said) if name else said


def _measured(relation: Relation, subject: Fact, computed: Fraction) -> str:
    """The gap with its direction, and the slack where both are measured on the same scale."""
    difference = subject.figure.amount.value - computed
    gap, tie = _difference(subject, abs(difference)), relation.tie
    if relation.equation is not None and relation.equation.grade.startswith("only if"):
        return say("{gap} apart, which holds {grade}", gap=gap, grade=relation.equation.grade)
    if tie is not None and tie.holds:
        return say("{gap} apart, which rounding explains only if it always went one way", gap=gap)
    if tie is None or difference == 0:
        return say("the two cannot both be right")
    size = say("{gap} too high", gap=gap) if difference > 0 else say("{gap} too low", gap=gap)
    if abs(difference) != tie.gap:
        return say("{size}, more than rounding explains", size=size)
    if tie.slack == 0:
        return say("{size}, and no rounding explains it", size=size)
    slack = _difference(subject, tie.slack)
    return say("{size}, rounding explains at most {slack}", size=size, slack=slack)


def _difference(subject: Fact, value: Fraction) -> str:
    """A difference as the figure prints it; percentages differ by points."""
    text = _printed(subject, value)
    number = text.rstrip("%％").rstrip()
    if subject.figure.amount.unit != PERCENT or number == text:
        return text
    if number == "1":
        return say("{number} percentage point", number=number)
    return say("{number} percentage points", number=number)


def _printed(subject: Fact, value: Fraction) -> str:
    style = Style.of(subject.figure)
    return plain(value, subject.figure.amount) if style is None else style.finer(value)
