"""Why a figure is the value of no concept though words for one stand beside it: what an author can mend."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.extract.concepts import AMOUNT, Powers, fits
from tieout.extract.vocabulary import Tag, vocabulary
from tieout.model import Fact, Sentence
from tieout.quantity import Quantity
from tieout.rulebook.book import Schemas
from tieout.wording import joined, say


def unbound(fact: Fact, sentence: Sentence | None, schemas: Schemas) -> str:
    """Why no concept was given to a figure; empty if it has one, or if no words for one were found.

    Args:
        fact: the figure as it was read.
        sentence: the one that it stands in; None in a table, whose labels are looked at.
        schemas: the concepts and their words.
    """
    if fact.concept is not None or fact.figure.quantity is None:
        return ""
    quantity = fact.figure.quantity
    for text, tag in _named(fact, sentence, schemas):
        said = " ".join(text[tag.start : tag.end].split())
        names = ", ".join(tag.values)
        allowed = [schemas.concepts[name].powers for name in tag.values]
        if not any(fits(quantity, powers, inherited=sentence is None) for powers in allowed):
            wanted = joined([*dict.fromkeys(_dimension(powers) for powers in allowed)], say(" or "))
            told = say('"{word}" names {names}, in {wanted}', word=said, names=names, wanted=wanted)
            return say("{told}; this is {unit}", told=told, unit=_unit(quantity))
        if sentence is not None:
            far = say("it stands too far off or belongs to another figure")
        elif said.casefold() != " ".join(text.split()).casefold():
            far = say("it is only a part of its label")
        else:
            far = say("another label of the figure says otherwise")
        return say('"{word}" names {names}, but {why}', word=said, names=names, why=far)
    return ""


def _named(fact: Fact, sentence: Sentence | None, schemas: Schemas) -> Iterator[tuple[str, Tag]]:
    """The words of concepts beside a figure, the nearest first."""
    texts = tuple(reversed(fact.label))
    if sentence is not None:
        texts = (sentence.text[: fact.figure.start - sentence.start],)
    for text in texts:
        for tag in reversed(vocabulary(schemas).tags(text).concepts):
            yield text, tag


def _dimension(powers: Powers | None) -> str:
    if powers is None:
        return say("points, percent or plain numbers")
    if powers == AMOUNT:
        return say("units of things")
    return " ".join(base if power == 1 else f"{base}^{power}" for base, power in powers) or say(
        "percent or plain numbers"
    )


def _unit(quantity: Quantity) -> str:
    symbol = quantity.unit.symbol
    return say("in {unit}", unit=symbol) if symbol else say("without a unit")
