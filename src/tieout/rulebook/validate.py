"""Pydantic's complaints as messages to an author, each at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tieout.errors import hinted
from tieout.rulebook import models
from tieout.rulebook.marks import AuthorError, Page
from tieout.wording import COMMA, joined, say

_Model = TypeVar("_Model", bound=BaseModel)

_NEEDED: Mapping[str, str] = {
    "pass": say("a rule needs at least one passing example"),
    "fail": say("a rule needs at least one failing example"),
    "examples": say("a rule needs examples, at least one passing and one failing"),
}
_TABLE, _WHOLE, _TRUTH = say("a table (key: value)"), say("a whole number"), say("true or false")
_EXPECTED: Mapping[str, str] = {
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "dict_type": _TABLE,
    "list_type": say("a list ([one, another])"),
    "string_type": say("a text"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
}
_FILE = say("the file")
_QUOTED = re.compile(r"'([^']*)'")


def validated(
    model: type[_Model], data: object, page: Page, errors: list[AuthorError], at: Sequence[str | int] = ()
) -> _Model | None:
    """The data as a model, or None with the mistakes added to `errors`.

    Args:
        model: what the data should be.
        data: a part of the page's data.
        page: where it was written.
        errors: collects the mistakes.
        at: the way from the top of the page to the data.
    """
    try:
        return model.model_validate(data)
    except ValidationError as invalid:
        for fault in invalid.errors(include_url=False):
            loc = (*at, *fault["loc"])
            errors.append(page.error(loc, _message(fault, loc), key=fault["type"] == "extra_forbidden"))
        return None


def or_near(message: str, name: str, known: Sequence[str]) -> str:
    """A message with the known name that is close to the one that was written, if there is one."""
    close = get_close_matches(name, known, n=1)
    return hinted(message, say("did you mean {name}?", name=repr(str(close[0])))) if close else message


def _message(fault: ErrorDetails, loc: tuple[int | str, ...]) -> str:
    """A complaint in words: where in the file, what is expected there, what was found."""
    code, given = fault["type"], fault["input"]
    last = str(loc[-1]) if loc else _FILE
    if code == "extra_forbidden":
        return or_near(say("unknown key {key}", key=repr(last)), last, _keys())
    if code == "missing":
        return _NEEDED.get(last) or say("key {key} is missing", key=repr(last))
    if code == "too_short" and last in _NEEDED:
        return _NEEDED[last]
    return say("{name}: {wrong}", name=_name(loc), wrong=_wrong(code, given, fault.get("ctx", {})))


def _wrong(code: str, given: object, context: Mapping[str, Any]) -> str:
    """What is wrong with a value."""
    if code in ("literal_error", "enum"):
        names = tuple(_QUOTED.findall(str(context["expected"])))
        known = joined([repr(name) for name in names], COMMA)
        return or_near(
            say("{given} is not one of {known}", given=repr(given), known=known), str(given), names
        )
    if code == "string_pattern_mismatch":
        form = models.FORMS[str(context["pattern"])]
        return say("{given} is not well formed: {form}", given=repr(given), form=form)
    if code in ("too_short", "too_long"):
        bound = context.get("min_length", context.get("max_length"))
        found = context["actual_length"]
        return say("{count} entries are expected, not {found}", count=bound, found=found)
    if code in _EXPECTED:
        return say("{what} is expected, not {found}", what=_EXPECTED[code], found=_told(given))
    if code == "value_error":
        said: str = context["error"].args[0]
        return said
    return say("{given} cannot stand here", given=repr(given))


def _name(loc: tuple[int | str, ...]) -> str:
    """What a place is called: its key, and of a list the number of the entry."""
    names = [step for step in loc if isinstance(step, str)]
    name = names[-1] if names else _FILE
    if loc and isinstance(loc[-1], int):
        return say("{name}, entry {number}", name=name, number=loc[-1] + 1)
    return name


def _told(given: object) -> str:
    """What was found, as an author would call it."""
    if isinstance(given, dict):
        return say("a table")
    if isinstance(given, list):
        return say("a list")
    return say("nothing") if given is None or given == "" else repr(given)


@cache
def _keys() -> tuple[str, ...]:
    """Every key any file may have, for hints."""
    every = (
        models.PackModel, models.RuleModel, models.ExamplesModel, models.FailModel, models.ExpectModel,
        models.SchemaModel, models.UnitModel, models.WordsModel, models.ConceptModel, models.IdentityModel,
    )  # fmt: skip
    names = (info.alias or name for model in every for name, info in model.model_fields.items())
    return tuple(dict.fromkeys(names))
