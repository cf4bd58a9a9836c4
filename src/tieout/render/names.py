"""Names of the engine's own that people read: what a figure is in a relation, what a line of a table is.

They are data where they are decided and in machine formats; here they are words that the catalogue has.
"""

from __future__ import annotations

from tieout.render.view import View
from tieout.wording import ENGLISH, Message, say, translated

# Of a figure in a relation.
ROLES = (
    say("part"), say("whole"), say("base"), say("result"), say("term"), say("share"), say("rate"),
    say("price"), say("first printing"), say("stated elsewhere"), say("stated"), say("here"),
)  # fmt: skip
# Of a row or column of a table.
LINES = (
    say("amount"), say("total"), say("of which"), say("opening balance"), say("closing balance"),
    say("balance"), say("difference"), say("change"), say("growth"), say("reduction"), say("margin"),
    say("average"), say("multiple"), say("relative"), say("running"), say("ratio"), say("label"),
)  # fmt: skip
# How finely a date is given.
GRAINS = (say("day"), say("month"), say("quarter"), say("half"), say("year"), say("span"))
# Of a fact that is not there yet, and of the words by which something is claimed.
OTHERS = (
    say("estimate"), say("forecast"), say("target"), say("names in full"), say("flow"),
    say("year on year"), say("written equation"),
)  # fmt: skip


def named(name: str, language: str, view: View | None = None) -> str:
    """A name in the words of a language; that of a concept by its label, where the rulebook is at hand."""
    said = translated(name, language)
    if language != ENGLISH and said == name and view is not None:
        concept = view.book.schemas.concepts.get(name.replace(" ", "_"))
        said = translated(concept.said, language) if concept is not None else said
    return said


def name_of(value: str) -> Message:
    """A name to be said inside a sentence."""
    return Message(value.replace("_", " "), {})
