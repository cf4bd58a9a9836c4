"""Pydantic's complaints as messages to an author, each at its place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tieout.rulebook import models
from tieout.rulebook.marks import AuthorError, Page

_Model = TypeVar("_Model", bound=BaseModel)

_NEEDED = {
    "pass": "a rule needs at least one passing example",
    "fail": "a rule needs at least one failing example",
    "examples": "a rule needs examples, at least one passing and one failing",
}
_TABLE, _WHOLE, _TRUTH = "a table (key: value)", "a whole number", "true or false"
_EXPECTED = {
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "dict_type": _TABLE,
    "list_type": "a list ([one, another])",
    "string_type": "a text",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
}


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


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """A hint in brackets when a known name is close, else nothing."""
    close = get_close_matches(name, known, n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def _message(fault: ErrorDetails, loc: tuple[int | str, ...]) -> str:
    """A complaint in words: where in the file, what is expected there, what was found."""
    code, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    last = str(loc[-1]) if loc else "the file"
    if code == "extra_forbidden":
        return f"unknown key {last!r}{did_you_mean(last, _keys())}"
    if code == "missing":
        return _NEEDED.get(last, f"key {last!r} is missing")
    if code == "too_short" and last in _NEEDED:
        return _NEEDED[last]
    name = _name(loc)
    if code in ("literal_error", "enum"):
        allowed = str(context["expected"])
        names = tuple(one.strip("' ") for one in allowed.replace(" or ", ", ").split(","))
        return f"{name}: {given!r} is not one of {allowed}{did_you_mean(str(given), names)}"
    if code == "string_pattern_mismatch":
        return f"{name}: {given!r} is not well formed: {models.FORMS[str(context['pattern'])]}"
    if code in ("too_short", "too_long"):
        bound = context.get("min_length", context.get("max_length"))
        return f"{name}: {bound} entries are expected, not {context['actual_length']}"
    if code in _EXPECTED:
        return f"{name}: {_EXPECTED[code]} is expected, not {_told(given)}"
    return f"{name}: {fault['msg'].removeprefix('Value error, ')}"


def _name(loc: tuple[int | str, ...]) -> str:
    """What a place is called: its key, and of a list the number of the entry."""
    names = [step for step in loc if isinstance(step, str)]
    name = names[-1] if names else "the file"
    return f"{name}, entry {loc[-1] + 1}" if loc and isinstance(loc[-1], int) else name


def _told(given: object) -> str:
    """What was found, as an author would call it."""
    if isinstance(given, dict):
        return "a table"
    if isinstance(given, list):
        return "a list"
    return "nothing" if given is None or given == "" else repr(given)


@cache
def _keys() -> tuple[str, ...]:
    """Every key any file may have, for hints."""
    every = (
        models.PackModel, models.RuleModel, models.ExamplesModel, models.FailModel, models.ExpectModel,
        models.SchemaModel, models.UnitModel, models.WordsModel, models.ConceptModel, models.IdentityModel,
    )  # fmt: skip
    names = (info.alias or name for model in every for name, info in model.model_fields.items())
    return tuple(dict.fromkeys(names))
