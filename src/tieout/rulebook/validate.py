"""Pydantic's complaints as messages to an author, each at its place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from tieout.rulebook import models
from tieout.rulebook.marks import AuthorError, Page

_Model = TypeVar("_Model", bound=BaseModel)

_NEEDED = {
    "pass": "a rule needs at least one passing example",
    "fail": "a rule needs at least one failing example",
    "examples": "a rule needs examples, at least one passing and one failing",
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
        for fault in invalid.errors(include_url=False, include_context=False):
            loc = (*at, *fault["loc"])
            message = _message(fault["type"], loc, fault["msg"], fault["input"])
            errors.append(page.error(loc, message, key=fault["type"] == "extra_forbidden"))
        return None


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """A hint in brackets when a known name is close, else nothing."""
    close = get_close_matches(name, known, n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def _message(code: str, loc: tuple[int | str, ...], text: str, given: object) -> str:
    last = loc[-1] if loc else "file"
    match code:
        case "extra_forbidden":
            return f"unknown key {last!r}{did_you_mean(str(last), _keys())}"
        case "missing":
            return _NEEDED.get(str(last), f"key {last!r} is missing")
        case "too_short" if str(last) in _NEEDED:
            return _NEEDED[str(last)]
        case "literal_error":
            allowed = text.removeprefix("Input should be ")
            names = tuple(name.strip("' ") for name in allowed.replace(" or ", ", ").split(","))
            return f"{last}: {given!r} is not one of {allowed}{did_you_mean(str(given), names)}"
        case "string_pattern_mismatch":
            return f"{last}: {given!r} is not well formed"
        case _:
            return f"{last}: {text.removeprefix('Value error, ')}"


@cache
def _keys() -> tuple[str, ...]:
    """Every key any file may have, for hints."""
    every = (
        models.PackModel, models.RuleModel, models.ExamplesModel, models.FailModel, models.ExpectModel,
        models.SchemaModel, models.UnitModel, models.WordsModel, models.ConceptModel, models.IdentityModel,
    )  # fmt: skip
    names = (info.alias or name for model in every for name, info in model.model_fields.items())
    return tuple(dict.fromkeys(names))
