"""Functions that choose: conditions, what to do on errors, what sort a value is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tieout.relate.workbook.cells import valued
from tieout.relate.workbook.evaluate import MOST_ARGUMENTS, Evaluator, Functions
from tieout.relate.workbook.syntax import Node, Reference
from tieout.relate.workbook.values import FaultError, Num, Value, truth


def _if(evaluator: Evaluator, arguments: Sequence[Node]) -> Value | Reference:
    """One of two branches; a branch left out is FALSE, the other one is not looked at."""
    chosen = 1 if truth(evaluator.value(arguments[0])) else 2
    return evaluator.found(arguments[chosen]) if chosen < len(arguments) else False


def _ifs(evaluator: Evaluator, arguments: Sequence[Node]) -> Value | Reference:
    for condition, result in zip(arguments[::2], arguments[1::2], strict=False):
        if truth(evaluator.value(condition)):
            return evaluator.found(result)
    raise FaultError("#N/A")


def _if_error(evaluator: Evaluator, arguments: Sequence[Node]) -> Value | Reference:
    try:
        return evaluator.value(arguments[0])
    except FaultError:
        return evaluator.found(arguments[1])


def _if_missing(evaluator: Evaluator, arguments: Sequence[Node]) -> Value | Reference:
    try:
        return evaluator.value(arguments[0])
    except FaultError as fault:
        if str(fault) != "#N/A":
            raise
        return evaluator.found(arguments[1])


def _is_error(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    try:
        evaluator.value(arguments[0])
    except FaultError:
        return True
    return False


def _is(evaluator: Evaluator, arguments: Sequence[Node], *, kind: type) -> Value:
    try:
        return isinstance(evaluator.value(arguments[0]), kind)
    except FaultError:
        return False


def _logical(evaluator: Evaluator, arguments: Sequence[Node], *, every: bool) -> Value:
    """AND and OR over conditions and ranges of them, in which only truths and numbers count."""
    conditions = []
    for argument in arguments:
        found = evaluator.found(argument)
        values = (
            [found]
            if not isinstance(found, Reference)
            else [valued(held) for held in evaluator.cells.held(found.sheet, found.area)]
        )
        conditions += [truth(value) for value in values if not isinstance(value, str)]
    return all(conditions) if every else any(conditions)


def _not(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    return not truth(evaluator.value(arguments[0]))


def _choose(evaluator: Evaluator, arguments: Sequence[Node]) -> Value | Reference:
    index = evaluator.whole(arguments[0])
    if not 1 <= index < len(arguments):
        raise FaultError("#VALUE!")
    return evaluator.found(arguments[index])


CHOICES: Functions = {
    "IF": (2, 3, _if),
    "IFS": (2, MOST_ARGUMENTS, _ifs),
    "IFERROR": (2, 2, _if_error),
    "IFNA": (2, 2, _if_missing),
    "ISERROR": (1, 1, _is_error),
    "ISNUMBER": (1, 1, partial(_is, kind=Num)),
    "ISTEXT": (1, 1, partial(_is, kind=str)),
    "ISBLANK": (1, 1, partial(_is, kind=type(None))),
    "AND": (1, MOST_ARGUMENTS, partial(_logical, every=True)),
    "OR": (1, MOST_ARGUMENTS, partial(_logical, every=False)),
    "NOT": (1, 1, _not),
    "CHOOSE": (2, MOST_ARGUMENTS, _choose),
}
