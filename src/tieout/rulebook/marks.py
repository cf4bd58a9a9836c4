"""YAML as plain data that remembers where it was written.

Every scalar stays the text that was printed (no YAML 1.1 surprises: `on` is a word, `1.0e-3` no float); the
models decide what it means. Positions are looked up only when there is an error to report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from tieout.wording import Message, say
from tieout.wording.libraries import said_by_library

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"

_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class AuthorError:
    """A mistake in a pack; lines and columns count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return str(self.told)

    @property
    def told(self) -> Message:
        """Where it stands, and what is wrong there."""
        place = f"{self.path}:{self.line}:{self.column}"
        return say("{place}: {message}", place=place, message=self.message)


@dataclass(frozen=True, slots=True)
class Page:
    """A YAML file: its data and, for error messages, the nodes it was made of."""

    path: str
    data: Plain
    root: yaml.Node | None
    errors: tuple[AuthorError, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether there is nothing to go on with."""
        return self.root is None and bool(self.errors)

    def error(self, loc: Sequence[str | int], message: str, *, key: bool = False) -> AuthorError:
        """An error at the value (or the key) that `loc` leads to, or as near to it as there is something."""
        node, last_key = self.root, self.root
        for step in loc:
            below = _child(node, step)
            if below is None:
                break
            last_key, node = below
        mark = (last_key if key else node).start_mark if node is not None and last_key is not None else None
        return AuthorError(self.path, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message)


def read_page(path: str, source: bytes) -> Page:
    """Read one YAML document.

    Returns:
        The page; syntax errors, duplicate keys and aliases are in its `errors`.
    """
    try:
        root: yaml.Node | None = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Page(
            path, None, None, (AuthorError(path, line, column, said_by_library(error.problem or "")),)
        )
    except yaml.YAMLError as error:
        return Page(path, None, None, (AuthorError(path, 1, 1, say("is not YAML: {error}", error=error)),))
    faults: list[tuple[yaml.Node, str]] = []
    data = _plain(root, faults, set())
    errors = tuple(
        AuthorError(path, node.start_mark.line + 1, node.start_mark.column + 1, message)
        for node, message in faults
    )
    return Page(path, data, root, errors)


def _plain(node: yaml.Node | None, faults: list[tuple[yaml.Node, str]], seen: set[int]) -> Plain:
    if node is None:
        return None
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _NULL else str(node.value)
    if id(node) in seen:
        faults.append((node, say("aliases are not allowed here: write the text out")))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, faults, seen) for item in node.value]
    plain: dict[str, Plain] = {}
    for key, value in _pairs(node):
        name = str(key.value)
        if name in plain:
            faults.append((key, say("key {name} is given twice", name=repr(name))))
        plain[name] = _plain(value, faults, seen)
    return plain


def _pairs(node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    yield from node.value


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The key node and the value node one step below; of a list, the item is both."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in _pairs(node) if k.value == step), None)
    return None
