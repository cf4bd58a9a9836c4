"""Sentences as text and back, for what is kept and said later in another language.

What is read back may have been written by somebody else: a sentence that is not well formed is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from string import Formatter

from tieout.wording import ENGLISH, Message, Several, Texts

_NAME = re.compile(r"[a-z]\w{0,40}")
_SPEC = re.compile(r"[<>]?\d{0,2},?(?:\.\d)?[df%]?")


def kept(text: str) -> str:
    """A sentence with what it was made of, as JSON."""
    return json.dumps(_node(text), ensure_ascii=False, separators=(",", ":"))


def taken_up(text: str) -> str | None:
    """The sentence in a text that `kept` wrote; None if there is none."""
    try:
        found = _value(json.loads(text))
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return found if isinstance(found, str) else None


def _node(value: object) -> object:
    if isinstance(value, Message):
        sort = "several" if isinstance(value, Several) else "said"
        return {sort: [value.template, {name: _node(part) for name, part in value.arguments.items()}]}
    if isinstance(value, Texts):
        return {"texts": dict(value.by_language)}
    return value if isinstance(value, int) else str(value)


def _value(node: object) -> str | int:
    if isinstance(node, str | int):
        return node
    if not isinstance(node, Mapping) or len(node) != 1:
        raise ValueError("no sentence")
    ((sort, given),) = node.items()
    if sort == "texts":
        return Texts({str(language): str(text) for language, text in {ENGLISH: "", **given}.items()})
    template, arguments = given
    if arguments:
        _refuse_forms(template, arguments)
    made = {"said": Message, "several": Several}[sort]
    return made(str(template), {name: _value(part) for name, part in arguments.items()})


def _refuse_forms(template: str, arguments: Mapping[str, object]) -> None:
    """Refuse a template that would do more than put its arguments in."""
    for _, name, spec, _ in Formatter().parse(template):
        if name is not None and not (name in arguments and _NAME.fullmatch(name)):
            raise ValueError("no name of an argument")
        if spec and not _SPEC.fullmatch(spec):
            raise ValueError("no form of an argument")
