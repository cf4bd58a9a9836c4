"""Names of the engine's own that people read: what a figure is in a relation, what a line of a table is.

They are data where they are decided and in machine formats; here they are words that the catalogue has.
"""

from __future__ import annotations

from tieout.lexicon.role import Role
from tieout.render.view import View
from tieout.rulebook.book import Schemas
from tieout.wording import ENGLISH, Message, Texts, say, translated

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
    say("year on year"), say("written equation"), say("compared from"),
)  # fmt: skip
GROWTH, GROWS = " growth", say("growth")  # behind the name of a concept: its rate of change


def named(name: str, language: str, view: View | None = None) -> str:
    """A name in the words of a language; that of a concept by its label, where the rulebook is at hand."""
    said = translated(name, language)
    if language != ENGLISH and said == name and view is not None:
        concept = view.book.schemas.concepts.get(name.replace(" ", "_"))
        said = translated(concept.said, language) if concept is not None else said
    return said


def meaning_of(name: str, schemas: Schemas) -> str:
    """A concept for people: its name, in Chinese behind the label that it goes by."""
    bare = name.removesuffix(GROWTH)
    concept = schemas.concepts.get(bare)
    if concept is None:
        return name
    label = concept.said.by_language["zh"]
    if bare != name:
        return Texts({"en": name, "zh": f"{label}{translated(GROWS, 'zh')} ({name})"})
    return Texts({"en": name, "zh": f"{label} ({name})" if label.replace(" ", "_") != name else name})


def worded(value: str, schemas: Schemas) -> str:
    """A scope or basis for people: its name, in Chinese the first word that says it."""
    lists = (schemas.words.get(f"{role}/{value}") for role in (Role.SCOPE, Role.CHANGE, Role.BASIS))
    words = [word for one in lists if one is not None for word in one.words if not word.isascii()]
    return Texts({"en": value, "zh": words[0]}) if words else name_of(value)


def form_of(word: str, schemas: Schemas) -> str:
    """What claims something: words of a list, or a form of sentences with an example of each language."""
    form = next((one for one in schemas.statements if one.name == word), None)
    if form is None:
        return say("words for {what}", what=name_of(word))
    english = next((one for one in form.examples if one.isascii()), form.examples[0])
    other = next((one for one in form.examples if not one.isascii()), english)
    return say("the form of: {example}", example=Texts({"en": english, "zh": other}))


def name_of(value: str) -> Message:
    """A name to be said inside a sentence."""
    return Message(value.replace("_", " "), {})
