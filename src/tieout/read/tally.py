"""What a reader passed over, gathered while it reads: one problem per kind and place, counted and said.

Nothing is dropped in silence. A piece whose text is known counts the numbers in it; of a picture nobody can
know, so that any picture may hold figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tieout.model import Block, BlockKind, Place, Problem, Unread, numbers_in, passed_over
from tieout.model.place import NOWHERE
from tieout.read.forms import Form
from tieout.wording import COMMA, joined, say, several

_AMOUNT = Form(r"[$€£¥￥]\s?\d|\d,\d{3}(?!\d)|\d\s?(?:[%％]|{=amount_behind}(?![a-z]))|\d\.\d(?![\d.]*\.\d)")


@dataclass(slots=True)
class _Kind:
    """What was passed over of a kind: how much of what, where the first stands, the texts."""

    place: Place
    pieces: Counter[str] = field(default_factory=Counter)
    texts: list[str] | None = field(default_factory=list)


class Tally:
    """Counts what is passed over in one report, or in one page or sheet of it."""

    def __init__(self) -> None:
        self._kinds: dict[Unread, _Kind] = {}

    def add(
        self, kind: Unread, what: str, place: Place = NOWHERE, *, text: str | None = None, count: int = 1
    ) -> None:
        """Count something passed over.

        Args:
            kind: what the configuration calls it.
            what: what it is, in the singular: "picture", "<template>".
            place: where it stands; the first place of a kind is said.
            text: what stands in it; None if nobody can know.
            count: how many there are.
        """
        found = self._kinds.setdefault(kind, _Kind(place))
        found.pieces[what] += count
        if text is None:
            found.texts = None
        elif found.texts is not None:
            found.texts.append(text)

    def problems(self, where: str = "") -> Iterator[Problem]:
        """The problems, by kind; `where` names the page or sheet in their messages."""
        for kind, found in sorted(self._kinds.items()):
            pieces = joined([_counted(count, what) for what, count in sorted(found.pieces.items())], COMMA)
            text = None if found.texts is None else "\n".join(found.texts)
            message = say("not read: {pieces}{where}", pieces=pieces, where=where)
            if text is not None:
                numbers = _counted(numbers_in(text), say("number"))
                message = say("{message}, with {numbers}", message=message, numbers=numbers)
            yield passed_over(kind, message, found.place, count=found.pieces.total(), text=text)


def count_furniture(blocks: Iterable[Block], tally: Tally) -> None:
    """Count the headers and footers with an amount in them; a page number or a date is none."""
    for block in blocks:
        if block.kind is BlockKind.FURNITURE and _AMOUNT.search(block.text.content):
            place = block.text.place(0, 0)
            tally.add(Unread.FURNITURE, say("header or footer"), place, text=block.text.content)


def _counted(count: int, what: str) -> str:
    return say("{count} {what}", count=count, what=what if count == 1 else several(what))
