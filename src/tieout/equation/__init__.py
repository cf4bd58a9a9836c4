"""What a relation says, as an object: it is measured, written out, worked through and solved for its figures.

Finder, judge and message use the same one, so that nothing is guessed back from values. It knows of a fact
only what `Printed` asks for.
"""

from tieout.equation.expression import Expression, Number, Product, Quotient, Sum, Term
from tieout.equation.forms import (
    added,
    change,
    change_of_result,
    compound,
    compounded,
    grown,
    less,
    mean,
    order,
    points,
    product,
    quotient,
    read,
    same,
    share_beside,
    size,
    term,
    total,
    weighted_mean,
)
from tieout.equation.mean import WeightedMean
from tieout.equation.powers import Power, Root
from tieout.equation.statement import Equation, Sign, Step, weights
from tieout.equation.substitution import substituted
from tieout.equation.value import Key, Printed, Value, key_of

__all__ = [
    "Equation",
    "Expression",
    "Key",
    "Number",
    "Power",
    "Printed",
    "Product",
    "Quotient",
    "Root",
    "Sign",
    "Step",
    "Sum",
    "Term",
    "Value",
    "WeightedMean",
    "added",
    "change",
    "change_of_result",
    "compound",
    "compounded",
    "grown",
    "key_of",
    "less",
    "mean",
    "order",
    "points",
    "product",
    "quotient",
    "read",
    "same",
    "share_beside",
    "size",
    "substituted",
    "term",
    "total",
    "weighted_mean",
    "weights",
]
