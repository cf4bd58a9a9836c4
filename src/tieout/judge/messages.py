"""What a finding says: stated, what follows from the parts, the gap, why rounding cannot explain it.

Values are printed the way the stated figure is, so that an author finds them on the page.
"""

from __future__ import annotations

from fractions import Fraction

from tieout.model import Fact, Outcome, Relation
from tieout.slip import Style, plain

_SUMS = frozenset({"footing", "cross-footing", "roll-forward", "periods", "prose"})
_ORDERED = frozenset({"words", "direction", "superlative", "bounds", "part-of-whole"})  # both sides, no sum
_SHORT = 60  # characters of a formula that a message can carry
_SAYING = frozenset({"presence", "pattern", "order", "partition"})  # their detail is a sentence of its own
_SOURCES = {
    "total": "the parts give",
    "formula": "the figures beside it give",
    "restatement": "the other printing says",
    "agree": "elsewhere the report says",
    "contradict": "the other report says",
}


def message(outcome: Outcome) -> str:
    """One line: what is wrong and by how much."""
    relation = outcome.relation
    subject = relation.subject
    source = _SOURCES.get(relation.kind)
    if source is None and relation.kind not in _SAYING:
        said = relation.detail
        if relation.shape == "fold" and relation.computed is not None:
            return f"{relation.expression} does not hold: it is {_hundredths(relation.computed)} times"
        return f"{said}: {relation.expression}" if said else f"{relation.expression} does not hold"
    if relation.shape == "part-of-whole" and subject is not None and len(relation.operands) == 1:
        whole = relation.operands[0].fact.figure.text
        return f"{_named(subject)}{subject.figure.text} of {whole}: {relation.detail}"
    if source is None or subject is None or subject.figure.quantity is None or relation.computed is None:
        return relation.detail or relation.expression
    statement = relation.expression.removesuffix(f" = {subject.figure.text}")
    if relation.kind == "formula" and len(statement) <= _SHORT and statement != relation.expression:
        source = f"but {statement} is"
    computed = _printed(subject, relation.computed)
    measured = _measured(relation, subject, relation.computed)
    detail = f"; {relation.detail}" if relation.detail else ""
    return f"{_named(subject)}{subject.figure.text} is stated, {source} {computed}: {measured}{detail}"


def calculation(relation: Relation) -> str:
    """The relation worked through, one figure per line; without figures, the expression."""
    subject = relation.subject
    if subject is None or not relation.operands:
        return relation.expression
    terms = [
        (_sign(relation, operand.weight, n), operand.fact) for n, operand in enumerate(relation.operands)
    ]
    rows = [(sign, fact.figure.text, label(fact)) for sign, fact in terms]
    ordered = relation.shape in _ORDERED and len(relation.operands) == 1
    if not ordered and subject.figure.quantity is not None and relation.computed is not None:
        rows.append(("=", _printed(subject, relation.computed), "computed"))
    rows.append(("", subject.figure.text, " ".join(filter(None, (label(subject), "(stated)")))))
    width = max(len(text) for _, text, _ in rows)
    lines = [f"{sign:1} {text:>{width}}  {name}".rstrip() for sign, text, name in rows]
    return "\n".join((relation.expression, *lines) if relation.shape not in _SUMS else lines)


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


def _hundredths(ratio: Fraction) -> str:
    whole, rest = divmod(round(abs(ratio) * 100), 100)
    return f"{whole}.{rest:02}"


def _sign(relation: Relation, weight: int, number: int) -> str:
    if relation.shape not in _SUMS:
        return ""
    if weight < 0:
        return "-"
    return "+" if number else ""
