"""Forms of sentences as data: named slots for figures, tags for words, and what may be left out.

    of {whole} pause? {part} pause? {share:percent}

A slot takes a figure of its kind, a tag a word of its lists, `pause` commas, colons, dashes, brackets side by
side (`colon` and `bracket` one of theirs), `name` what is named behind them, `stop` the end of a sentence; a
question mark says that it may be left out. There is nothing else in a form. Named equations name
their figures by lists of words alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

KINDS = {  # what a slot takes: letters of figures, see `relate/prose/letter.py`
    "amount": "A",
    "percent": "P",
    "points": "O",
    "times": "X",
    "level": "AP",
    "change": "APOX",
    "rate": "PO",
    "measure": "AX",
    "day": "D",
    "time": "Z",
    "percents": "P",
    "multiples": "X",
    "series": "AX",  # as listed
    "listed": "AP",  # figures that follow one another with nothing but signs and "and" between them
    "labelled": "AP",  # the same with words between them
}
_PAIR = 2  # figures of the shortest list
LISTS = frozenset({"multiples", "listed", "labelled", "percents", "series"})
PAUSE, COLON, BRACKET, STOP = "pause", "colon", "bracket", "stop"  # signs that are no words
NAME = "name"  # behind a pause something may be named before the form goes on
SIGNS = frozenset({PAUSE, COLON, BRACKET, STOP})
_ELEMENT = re.compile(r"(?:\{(?P<slot>[a-z]+)(?::(?P<kind>[a-z]+))?\}|(?P<tag>[a-z][a-z_]*))(?P<left>\?)?")


@dataclass(frozen=True, slots=True)
class Element:
    """A place of a form: a slot with the kind of its figure, or the names of what stands there."""

    slot: str = ""
    kind: str = ""
    names: frozenset[str] = frozenset()
    optional: bool = False

    @property
    def figures(self) -> str:
        """The letters of the figures that a slot takes."""
        return KINDS[self.kind] if self.slot else ""

    @property
    def is_list(self) -> bool:
        """Whether it takes several figures."""
        return self.kind in LISTS


@dataclass(frozen=True, slots=True)
class Statement:
    """A form, what it says of its slots (a name in `relate/prose/measures.py`), and its examples.

    A sentence is worth trying if it has one name or sort of figure of each of `required`, the rarest first,
    and `least` figures.
    """

    name: str
    says: str
    elements: tuple[Element, ...]
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    required: tuple[frozenset[str], ...] = field(init=False)
    least: int = field(init=False)

    def __post_init__(self) -> None:
        wanted = [element for element in self.elements if not element.optional]
        least = sum(_PAIR if element.is_list else 1 for element in wanted if element.slot)
        words = [each.names for each in wanted if each.names]
        sorts = dict.fromkeys(frozenset(each.figures) for each in wanted if each.slot)
        rarest = sorted(words, key=lambda names: (bool(names & SIGNS), len(names)))
        object.__setattr__(self, "required", (*rarest, *sorts))
        object.__setattr__(self, "least", least)


UNIT = "unit/"  # before a unit that is named in place of a word list


class EquationForm(StrEnum):
    """What the terms of a named equation make."""

    QUOTIENT = "quotient"  # the first over the second
    DIFFERENCE = "difference"  # the first less the second
    PRODUCT = "product"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class NamedEquation:
    """A figure that sentences name, and the terms that they name it as made of.

    `called` and each of `terms` are word lists of which one word names the figure; `unit/share` among them is
    a figure of that unit, whatever it is called.
    """

    called: tuple[str, ...]
    form: EquationForm
    terms: tuple[tuple[str, ...], ...]

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """All word lists that it goes by."""
        words = (tuple(name for name in names if not name.startswith(UNIT)) for names in self.terms)
        return (self.called, *words)


def read_form(form: str, tags: Mapping[str, tuple[str, ...]], lists: Collection[str]) -> tuple[Element, ...]:
    """The elements of a form.

    Args:
        form: as written.
        tags: the word lists that a name stands for; any other name is a list itself.
        lists: the word lists there are.

    Raises:
        ValueError: it is no form; the message says why.
    """
    elements = []
    for word in form.split():
        found = _ELEMENT.fullmatch(word)
        if found is None:
            raise ValueError(f"{word!r} is neither {{slot}}, {{slot:kind}} nor a tag, with or without `?`")
        optional = found["left"] is not None
        if found["slot"]:
            kind = found["kind"] or "amount"
            if kind not in KINDS:
                raise ValueError(f"a slot takes {', '.join(KINDS)}, not {kind!r}")
            elements.append(Element(found["slot"], kind, optional=optional))
            continue
        name = found["tag"]
        if name == NAME:
            elements.append(Element(names=frozenset({NAME}), optional=True))
            continue
        if name not in (*SIGNS, *tags, *lists):
            raise ValueError(f"{name!r} is no tag, no word list and none of {', '.join(sorted(SIGNS))}")
        elements.append(Element(names=frozenset(tags.get(name, (name,))), optional=optional))
    if not elements or elements[0].optional:
        raise ValueError("a form begins with something that is not left out")
    return tuple(elements)
