"""What a finding says: stated, what follows from the parts, the gap, why rounding cannot explain it.

Values are printed the way the stated figure is, so that an author finds them on the page.
"""

from __future__ import annotations

from fractions import Fraction

from tieout.equation import Step
from tieout.model import Fact, Outcome, Relation
from tieout.rulebook.kinds import KINDS, KindOfRelation, Telling
from tieout.slip import Style, plain

_SHORT = 60  # characters of a formula that a message can carry


def message(outcome: Outcome) -> str:
    """One line: what is wrong and by how much."""
    relation = outcome.relation
    subject = relation.subject
    kind = KINDS[relation.kind]
    telling = kind.telling_of(relation.shape)
    if telling is Telling.DENIED:
        return f"{relation.expression} does not hold: {relation.detail}"
    if telling is Telling.REMARK:
        said = relation.detail
        return f"{said}: {relation.expression}" if said else f"{relation.expression} does not hold"
    if telling is Telling.OF_WHOLE and subject is not None and len(relation.operands) == 1:
        whole = relation.operands[0].fact.figure.text
        return f"{_named(subject)}{subject.figure.text} of {whole}: {relation.detail}"
    if telling is Telling.SENTENCE or subject is None or subject.figure.quantity is None:
        return relation.detail or relation.expression
    if relation.computed is None:
        return relation.detail or relation.expression
    return _computed(relation, subject, relation.computed, kind)


def _computed(relation: Relation, subject: Fact, value: Fraction, kind: KindOfRelation) -> str:
    """The stated figure against the value that the others give, with the calculation where it is short."""
    statement = relation.expression.removesuffix(f" = {subject.figure.text}")
    worked = kind.worked and len(statement) <= _SHORT and statement != relation.expression
    source = f"but {statement} is" if worked else kind.gives
    computed = _printed(subject, value)
    measured = _measured(relation, subject, value)
    detail = f"; {relation.detail}" if relation.detail else ""
    return f"{_named(subject)}{subject.figure.text} is stated, {source} {computed}: {measured}{detail}"


def apart(outcome: Outcome) -> str:
    """What a relation that holds came to: nothing, or what rounding explains."""
    relation = outcome.relation
    subject, tie = relation.subject, relation.tie
    if tie is None or tie.gap == 0:
        return "as printed, without a gap"
    if subject is None or subject.figure.quantity is None:
        return "inside what the words allow"
    gap, slack = _printed(subject, tie.gap), _printed(subject, tie.slack)
    graded = "" if relation.equation is None else relation.equation.grade
    only = f", {graded}" if graded.startswith("only if") else ""
    return f"{gap} apart, rounding explains {slack}{only}"


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
    lines = [f"{step.sign:1} {step.text:>{width}}  {_step(step)}".rstrip() for step in steps]
    return "\n".join(lines if equation is not None and equation.is_sum else (relation.expression, *lines))


def _step(step: Step[Fact]) -> str:
    """Whose figure it is."""
    if step.fact is None:
        return "computed"
    return " ".join(filter(None, (label(step.fact), "(stated)" if step.stated else "")))


def label(fact: Fact) -> str:
    """The end of the path that leads to a figure."""
    return " / ".join(part for part in fact.label[-2:] if part)


def _named(fact: Fact) -> str:
    """In a table, the labels of the figure; in prose the sentence is there to read."""
    name = label(fact) if fact.figure.row is not None else ""
    return f"{name}: " if name else ""


def _measured(relation: Relation, subject: Fact, computed: Fraction) -> str:
    """The gap with its direction, and the slack where both are measured on the same scale."""
    gap = subject.figure.amount.value - computed
    tie = relation.tie
    if relation.equation is not None and relation.equation.grade.startswith("only if"):
        return f"{_printed(subject, abs(gap))} apart, which holds {relation.equation.grade}"
    if tie is not None and tie.holds:
        return f"{_printed(subject, abs(gap))} apart, which rounding explains only if it always went one way"
    direction = "too high" if gap > 0 else "too low"
    if tie is None or gap == 0:
        return "the two cannot both be right"
    size = f"{_printed(subject, abs(gap))} {direction}"
    if abs(gap) != tie.gap:
        return f"{size}, more than rounding explains"
    if tie.slack == 0:
        return f"{size}, and no rounding explains it"
    return f"{size}, rounding explains at most {_printed(subject, tie.slack)}"


def _printed(subject: Fact, value: Fraction) -> str:
    style = Style.of(subject.figure)
    return plain(value, subject.figure.amount) if style is None else style.finer(value)
