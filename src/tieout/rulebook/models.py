"""The shape of packs and schema files, checked at the edge: unknown keys are mistakes.

Scalars arrive as the text printed in the file; numbers that decide anything are read as exact fractions.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from tieout.rulebook.statements import EquationForm
from tieout.wording import ENGLISH, LANGUAGES, Texts

ID = r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
SLUG = r"^[a-z0-9]+([-_][a-z0-9]+)*$"
EDITION = r"^\d{4}\.\d+$"
FORMS = {  # what a pattern asks for, in words
    ID: "an id is pack/name, in lower-case letters, digits and hyphens",
    SLUG: "a name has lower-case letters, digits, hyphens and underscores",
    EDITION: 'an edition is a year and a number, such as "2026.1"',
}


def _exact(text: object) -> Fraction:
    try:
        return Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{text!r} is not a number") from None


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return " ".join(text.split())


def _printed(text: str) -> str:
    if not text:
        raise ValueError("must not be empty")
    return text


def _text_or_list(value: object) -> object:
    given = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in given):
        raise ValueError("a text or a list of texts is expected")
    return value


def _texts(value: object) -> Texts:
    """A text, or one text by language of which English is one."""
    texts: dict[str, str] = {}
    for language, text in (value if isinstance(value, dict) else {ENGLISH: value}).items():
        if language not in LANGUAGES:
            raise ValueError(f"{language!r} is no language of texts ({', '.join(LANGUAGES)})")
        if not isinstance(text, str):
            raise PydanticKnownError("string_type")
        texts[language] = _filled(text)
    if ENGLISH not in texts:
        raise ValueError("the English text (en) is missing")
    return Texts(texts)


# What stands in YAML for a text may look like a number or a truth to an editor.
_SCALAR = WithJsonSchema({"type": ["string", "number", "boolean"]})
Exact = Annotated[Fraction, BeforeValidator(_exact), WithJsonSchema({"type": ["number", "string"]})]
Prose = Annotated[
    Texts,
    BeforeValidator(_texts),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {language: {"type": "string"} for language in LANGUAGES},
                    "required": [ENGLISH],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
Text = Annotated[str, _SCALAR]
Word = Annotated[str, AfterValidator(_printed), _SCALAR]
Parameter = Annotated[str | list[str], BeforeValidator(_text_or_list)]


class Strict(BaseModel):
    """Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class ExpectModel(Strict):
    """What a failing example must yield."""

    stated: Word | None = None
    computed: Word | None = None
    at: Word | None = None


class PassModel(Strict):
    """One report, or several for rules across reports."""

    report: Word | None = None
    reports: list[Word] = []


class FailModel(PassModel):
    """As a passing example, with what is expected of it."""

    expect: ExpectModel = ExpectModel()


class ExamplesModel(Strict):
    """A rule shows both what passes and what fails; honest gaps may be recorded too."""

    pass_: Annotated[list[PassModel], Field(min_length=1, alias="pass")]
    fail: Annotated[list[FailModel], Field(min_length=1)]
    known_miss: list[PassModel] = []
    known_false_alarm: list[PassModel] = []


class RuleModel(Strict):
    """An entry of a pack."""

    id: Annotated[str, Field(pattern=ID)]
    kind: Word
    shapes: list[Word] = []
    severity: Literal["error", "warning", "note"]
    summary: Prose
    why: Prose
    fix: Prose
    cannot_detect: Prose
    examples: ExamplesModel
    params: dict[str, Parameter] = {}
    status: Literal["stable", "preview", "deprecated"] = "stable"
    since: Text = ""
    aliases: list[Annotated[str, Field(pattern=ID)]] = []
    replaced_by: str = ""


class PackModel(Strict):
    """A file of `checks/`; its rules are checked one by one, so that none hides the mistakes of another."""

    pack: Annotated[str, Field(pattern=SLUG)]
    edition: Annotated[str, Field(pattern=EDITION)]
    rules: list[object]


class UnitModel(Strict):
    """A unit, or further words for one that is defined elsewhere."""

    symbol: Text  # empty: counted without a unit
    powers: dict[str, int] | None = None
    factor: Exact | None = None
    counts: bool = False  # of things that are counted one by one
    system: Text = ""  # of measures, where it is not the metric one
    words: list[Word] = []
    prefix: list[Word] = []


class WordsModel(Strict):
    """A word list by language."""

    en: list[Word] = []
    zh: list[Word] = []


class ConceptModel(Strict):
    """What a label means."""

    labels: WordsModel = WordsModel()
    powers: dict[str, int] | None = None
    range: Annotated[list[Exact | None], Field(min_length=2, max_length=2)] | None = None


class IdentityModel(Strict):
    """An equation between concepts."""

    name: Annotated[str, Field(pattern=SLUG)]
    equation: Word
    closed: bool = False


class StatementModel(Strict):
    """A form in which sentences state a relation, with sentences that it reads, and some that it must not."""

    name: Annotated[str, Field(pattern=SLUG)]
    says: Word
    form: Word
    examples: Annotated[list[Word], Field(min_length=1)]
    counters: Annotated[list[Word], Field(min_length=1)]


class NamedEquationModel(Strict):
    """A figure that sentences name, and what they name it as made of: lists of words for each."""

    called: Annotated[list[Word], Field(min_length=1)]
    form: EquationForm = Field(alias="is")
    of: Annotated[list[Annotated[list[Word], Field(min_length=1)]], Field(min_length=2)]


class Rounding(StrEnum):
    """A habit by which a house prints last places that rounding alone does not explain."""

    TRUNCATED = "truncated"  # digits are cut off
    MADE_TO_SUM = "made_to_sum"  # parts are moved by a last place until they add up


class SchemaModel(Strict):
    """A file of `schemas/`; every section is optional."""

    units: list[UnitModel] = []
    words: dict[str, WordsModel] = {}
    concepts: dict[str, ConceptModel] = {}
    identities: list[IdentityModel] = []
    evidence: dict[str, int] = {}
    rounding: list[Rounding] = []  # habits of the house
    tags: dict[str, list[Word]] = {}  # word lists under one name in the forms of statements
    statements: list[StatementModel] = []
    equations: list[NamedEquationModel] = []
