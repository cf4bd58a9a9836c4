"""What is said to people: English sentences that know how they were made, and so can be said in Chinese.

A `Message` is its English text. It compares, hashes and prints as that, so that nothing decided further down
the street depends on a language; renderers ask for the words of another one. The catalogue (gettext) is
loaded when a language is asked for that is not English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ENGLISH = "en"
LANGUAGES = (ENGLISH, "zh")


@dataclass(frozen=True, slots=True)
class Languages:
    """The language that was asked for, if any, and the one that the user's surroundings speak."""

    asked: str = ""
    around: str = ENGLISH

    def of(self, language: str) -> str:
        """The language for what is said of a report in such a language."""
        return self.asked or language

    @property
    def rest(self) -> str:
        """The language for all that is said of no single report."""
        return self.asked or self.around


BY_REPORT = Languages()  # each report in its own, all else in English


class Message(str):
    """An English sentence with the template and the arguments that it was made of."""

    __slots__ = ("arguments", "template")

    template: str
    arguments: Mapping[str, object]

    def __new__(cls, template: str, arguments: Mapping[str, object]) -> Message:
        """Fill a template in."""
        made = super().__new__(cls, template.format(**arguments) if arguments else template)
        made.template, made.arguments = template, arguments
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[str, Mapping[str, object]]]:
        return Message, (self.template, self.arguments)

    def in_words_of(self, catalogue: Mapping[str, str], language: str) -> str:
        """The sentence as a catalogue has it; in English what it does not have."""
        template = catalogue.get(self.template, self.template)
        if not self.arguments:
            return template
        return template.format(**{
            name: translated(value, language) if isinstance(value, Message | Texts) else value
            for name, value in self.arguments.items()
        })  # fmt: skip


class Texts(str):
    """A text whose author gave it in several languages; it is the English one."""

    __slots__ = ("by_language",)

    by_language: Mapping[str, str]

    def __new__(cls, by_language: Mapping[str, str]) -> Texts:
        """Take the text of every language; English must be among them."""
        made = super().__new__(cls, by_language[ENGLISH])
        made.by_language = by_language
        return made

    def __reduce__(self) -> tuple[type[Texts], tuple[Mapping[str, str]]]:
        return Texts, (self.by_language,)


def say(template: str, /, **arguments: object) -> Message:
    """A sentence; the template is written out where it is said, for the catalogue is extracted from there.

    Args:
        template: English, with the names of arguments in braces.
        arguments: what stands there; those that were said themselves are translated too and no others,
            several texts are listed with the comma of the language.
    """
    return Message(template, {name: _argument(value) for name, value in arguments.items()})


def _argument(value: object) -> str | int:
    if isinstance(value, tuple | list):
        return joined([_as_it_is(part) for part in value], COMMA)
    return value if isinstance(value, str | int) else str(value)


def _as_it_is(part: object) -> str:
    """One of several that are listed: a key or a name that was not said is the same in any language."""
    return part if isinstance(part, Message | Texts) else Message("{name}", {"name": str(part)})


def joined(parts: Sequence[str], between: str) -> str:
    """Sentences one after the other, with something between them (COMMA, SEMICOLON, or words)."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    names = [f"part{number}" for number in range(len(parts))]
    template = "{between}".join(f"{{{name}}}" for name in names)
    each = (part if isinstance(part, Message | Texts) else Message(part, {}) for part in parts)
    return Message(template, {"between": between, **dict(zip(names, each, strict=True))})


COMMA, SEMICOLON = say(", "), say("; ")


def listed(parts: Iterable[str], language: str, between: str = COMMA) -> str:
    """Parts in the words of a language, with its own comma between them."""
    return translated(between, language).join(translated(part, language) for part in parts)


class Several(Message):
    """A name of things of which there are several; its English is the plural, its template the singular."""

    __slots__ = ()

    def __new__(cls, template: str, arguments: Mapping[str, object]) -> Several:
        """Take the name of one."""
        one = template.format(**arguments) if arguments else template
        made = str.__new__(cls, _plural(one))
        made.template, made.arguments = template, arguments
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[str, Mapping[str, object]]]:
        return Several, (self.template, self.arguments)


def several(what: str) -> Several:
    """A name of one thing, for several."""
    return Several(what.template, what.arguments) if isinstance(what, Message) else Several(what, {})


def _plural(one: str) -> str:
    """The English plural of a name of one: what follows the thing itself (a tag without an end) stays."""
    head, follows, rest = next(
        (parts for word in _FOLLOWS if (parts := one.partition(f" {word} "))[1]), (one, "", "")
    )
    return f"{' or '.join(map(_ended, head.split(' or ')))}{follows}{rest}"


_FOLLOWS = ("that", "whose", "without", "with", "of", "as", "in", "under", "beside")


def _ended(word: str) -> str:
    if word.endswith(("s", ">")):
        return word
    return f"{word[:-1]}ies" if word.endswith("dy") else f"{word}s"


def translated(text: str, language: str) -> str:
    """A text in a language, as plain text; what nobody has translated stays as it is."""
    if language == ENGLISH:
        return str(text)
    if isinstance(text, Texts):
        return text.by_language.get(language, str(text))
    from tieout.wording.catalogue import catalogue_of

    catalogue = catalogue_of(language)
    if isinstance(text, Message):
        return text.in_words_of(catalogue, language)
    return catalogue.get(text, str(text))
