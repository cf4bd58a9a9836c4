"""Words before and after a number that widen or open its interval: about, over, 不足, 以上."""

from __future__ import annotations

from tieout.extract.lexicon import Lexicon
from tieout.quantity import Hedge
from tieout.rulebook.book import Schemas

_BEFORE = {
    "hedge_about": Hedge.ABOUT,
    "hedge_over": Hedge.OVER,
    "hedge_under": Hedge.UNDER,
    "hedge_at_least": Hedge.AT_LEAST,
    "hedge_at_most": Hedge.AT_MOST,
}
_AFTER = {
    "hedge_after_about": Hedge.ABOUT,
    "hedge_after_at_least": Hedge.AT_LEAST,
    "hedge_after_at_most": Hedge.AT_MOST,
}


class Hedges:
    """The hedging words of the schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self._before: Lexicon[Hedge] = _lexicon(schemas, _BEFORE)
        self._after: Lexicon[Hedge] = _lexicon(schemas, _AFTER)

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


def _lexicon(schemas: Schemas, lists: dict[str, Hedge]) -> Lexicon[Hedge]:
    return Lexicon(
        (word, hedge) for name, hedge in lists.items() if name in schemas.words
        for word in schemas.words[name].words
    )  # fmt: skip
