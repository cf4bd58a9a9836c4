"""Equations written out in a sentence, as chains of sides: 28.91 / 84.3 = 0.34; $3 × 40 = $6 × 20 = $120.

The first side begins, and the last one ends, where figures no longer follow one another by signs. Words may
name a term before it or count it behind it. A side of words alone says what is computed and is no side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from tieout.model import Fact, Sentence
from tieout.relate.prose.signs import ABOUT, EQUAL, EQUALS, MINUS, OVER, PLUS, POWER, TIMES, Token, tokens

_LONGEST = 40  # letters that may count a term
_MOST = 40  # tokens of a stretch: more are no equation that anybody writes


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an equation; constants that are none of the report's figures have a value."""

    fact: Fact | None
    value: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Joined:
    """Two parts joined by a sign: + - × / ^."""

    sign: str
    left: Node
    right: Node


Node: TypeAlias = "Figure | Joined"


@dataclass(frozen=True, slots=True)
class Chain:
    """Sides that a sentence writes equal to one another, and the signs between them."""

    sides: tuple[Node, ...]
    signs: tuple[str, ...]


def chains(sentence: Sentence) -> Iterator[Chain]:
    """All equations that a sentence writes out, with at least one side that computes something."""
    if not any(sign in sentence.text for sign in EQUALS):
        return
    run: list[Token] = []
    for token in tokens(sentence):
        if token.kind:
            run.append(token)
            continue
        yield from _chain(run)
        run = []
    yield from _chain(run)


def figures(node: Node) -> Iterator[Figure]:
    """The figures of a side in their order."""
    if isinstance(node, Figure):
        yield node
    else:
        yield from figures(node.left)
        yield from figures(node.right)


def signs(node: Node) -> Iterator[str]:
    """The signs of a side."""
    if isinstance(node, Joined):
        yield from signs(node.left)
        yield node.sign
        yield from signs(node.right)


def _chain(run: Sequence[Token]) -> Iterator[Chain]:
    """The chain of a stretch of tokens; nothing if one of its sides cannot be read."""
    places = [place for place, token in enumerate(run) if token.kind in (EQUAL, ABOUT)]
    if not places or len(run) > _MOST:
        return
    ends = [-1, *places, len(run)]
    sides: list[Node] = []
    between: list[str] = []
    for number, (left, right) in enumerate(pairwise(ends)):
        tokens = run[left + 1 : right]
        if any(one.kind == other.kind == "n" for one, other in pairwise(tokens)):
            return  # 101 000 000 in a spelling that is not read
        if not any(token.kind == "n" for token in tokens):
            continue  # words say what is computed
        node = _side(tokens, first=number == 0, last=number == len(ends) - 2)
        if node is None and sides:  # one equation ends here and another one begins: = 4 and 6 / 4 =
            yield from _closed(sides, [*between, run[left].kind], _side(tokens, first=False, last=True))
            sides, between, node = [], [], _side(tokens, first=True, last=False)
        if node is None:
            return
        if sides:
            between.append(run[left].kind)
        sides.append(node)
    yield from _closed(sides, between)


def _closed(sides: Sequence[Node], between: Sequence[str], last: Node | None = None) -> Iterator[Chain]:
    """The chain of these sides, if it computes something."""
    sides = [*sides, *([] if last is None else [last])]
    if len(sides) > 1 and any(isinstance(side, Joined) for side in sides):
        yield Chain(tuple(sides), tuple(between[: len(sides) - 1]))


def _side(tokens: Sequence[Token], *, first: bool, last: bool) -> Node | None:
    """A side: whole between two equals signs, else as far as it goes from the one it stands at."""
    if first:
        for start in range(len(tokens)):
            if _begins(tokens, start) and (node := _parsed(tokens[start:])) is not None:
                return node
        return None
    if last:
        for end in range(len(tokens), 0, -1):
            if _ends(tokens, end) and (node := _parsed(tokens[:end])) is not None:
                return node
        return None
    return _parsed(tokens)


def _begins(tokens: Sequence[Token], start: int) -> bool:
    """Whether a side may begin here: at a figure or a bracket, not behind a sign whose left part is lost."""
    before = [token.kind for token in tokens[:start] if token.kind != "w"]
    return tokens[start].kind in ("n", "(") and (not before or before[-1] in ("n", "(", ")"))


def _ends(tokens: Sequence[Token], end: int) -> bool:
    """Whether a side may end here: not before a sign that goes on with figures."""
    rest = tokens[end:]
    return not rest or rest[0].kind in ("w", "n", "(", ")") or all(token.kind != "n" for token in rest)


def _parsed(tokens: Sequence[Token]) -> Node | None:
    reader = _Reader(list(tokens))
    try:
        node = reader.sum()
    except _UnreadableError:
        return None
    return node if reader.done else None


class _UnreadableError(Exception):
    """The tokens are no expression."""


class _Reader:
    """Reads an expression by precedence: powers, then products, then sums."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0

    @property
    def done(self) -> bool:
        """Whether nothing but words is left."""
        return all(token.kind == "w" for token in self._tokens[self._place :])

    def sum(self) -> Node:
        """Terms with + and -, also a figure that carries its own sign: 31.4 -2.6."""
        node = self._product()
        while (kind := self._next) in (PLUS, MINUS) or self._signed:
            if kind in (PLUS, MINUS):
                self._place += 1
                node = Joined(kind, node, self._product())
            else:
                node = Joined(PLUS, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._power()
        while (kind := self._next) in (TIMES, OVER):
            self._place += 1
            node = Joined(kind, node, self._power())
        return node

    def _power(self) -> Node:
        node = self._one()
        if self._next == POWER:
            self._place += 1
            return Joined(POWER, node, self._one())
        return node

    def _one(self) -> Node:
        self._words()
        if self._place >= len(self._tokens):
            raise _UnreadableError
        token = self._tokens[self._place]
        self._place += 1
        if token.kind == "(":
            node = self.sum()
            if self._next != ")":
                raise _UnreadableError
            self._place += 1
        elif token.kind == "n":
            node = Figure(token.fact, token.value or Fraction(0))
        else:
            raise _UnreadableError
        self._counted()
        return node

    @property
    def _next(self) -> str:
        return self._tokens[self._place].kind if self._place < len(self._tokens) else ""

    @property
    def _signed(self) -> bool:
        """Whether a figure with its own sign comes next."""
        fact = self._tokens[self._place].fact if self._place < len(self._tokens) else None
        return fact is not None and fact.figure.text[0] in "+-−–"

    def _per(self, place: int) -> bool:
        """Whether a stroke belongs to a unit: $2.40/lb × 150."""
        rest = [token.kind for token in self._tokens[place : place + 3]]
        return rest[:2] == [OVER, "w"] and rest[2:] not in (["n"], ["("])

    def _words(self) -> None:
        """Pass over words that name the term that follows."""
        while self._next == "w":
            self._place += 1

    def _counted(self) -> None:
        """Pass over words that count the term before, where a sign, a bracket or the end follows."""
        place = self._place
        while place < len(self._tokens) and (self._tokens[place].kind == "w" or self._per(place)):
            place += 1
        unit = self._tokens[self._place : place]
        if unit and unit[-1].end - unit[0].start > _LONGEST:
            return
        if place == len(self._tokens) or self._tokens[place].kind not in ("n", "("):
            self._place = place
