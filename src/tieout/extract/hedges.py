"""Words before and after a number that widen or open its interval: about, over, 不足, 以上."""

from __future__ import annotations

from tieout.lexicon import Name, WordList
from tieout.lexicon.lookup import Lookup
from tieout.quantity import Hedge
from tieout.rulebook.book import Schemas

_BEFORE: dict[Name, Hedge | None] = {
    WordList.HEDGE_ABOUT: Hedge.ABOUT,
    WordList.HEDGE_OVER: Hedge.OVER,
    WordList.HEDGE_UNDER: Hedge.UNDER,
    WordList.HEDGE_AT_LEAST: Hedge.AT_LEAST,
    WordList.HEDGE_AT_MOST: Hedge.AT_MOST,
    WordList.NO_HEDGE: None,
}
_AFTER: dict[Name, Hedge | None] = {
    WordList.HEDGE_AFTER_ABOUT: Hedge.ABOUT,
    WordList.HEDGE_AFTER_AT_LEAST: Hedge.AT_LEAST,
    WordList.HEDGE_AFTER_AT_MOST: Hedge.AT_MOST,
}


class Hedges:
    """The hedging words of the schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self._before: Lookup[Hedge | None] = _lookup(schemas, _BEFORE)
        self._after: Lookup[Hedge | None] = _lookup(schemas, _AFTER)

    def before(self, text: str, end: int) -> Hedge | None:
        """The hedge that ends at `end`, one space allowed."""
        if end and text[end - 1] == " ":
            end -= 1
        found = self._before.before(text, end)
        return None if found is None else found[1]

    def after(self, text: str, start: int) -> Hedge | None:
        """The hedge that begins at `start`, one space allowed."""
        if text[start : start + 1] == " ":
            start += 1
        found = self._after.after(text, start)
        return None if found is None else found[1]


def _lookup(schemas: Schemas, lists: dict[Name, Hedge | None]) -> Lookup[Hedge | None]:
    return Lookup(
        (word, hedge) for name, hedge in lists.items() if name in schemas.words
        for word in schemas.words[name].words
    )  # fmt: skip
