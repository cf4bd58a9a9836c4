"""Many words as one pattern that shares their common beginnings, so that cost hardly grows with their number.

Words are given in lower case. The longest word wins. A word that ends in a letter must not run on into
another one; where Latin and Chinese letters meet in a word, a space may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def letter_tree(words: Iterable[str], *, plural: bool = False) -> re.Pattern[str]:
    """Compile words into one pattern; with `plural`, English ones may carry an s."""
    root: _Node = _Node()
    for word in words:
        node = root
        for char in word:
            node = node.add(char)
        node.ends = True
    if not root.following:
        return re.compile(r"(?!)")
    return re.compile(_branches(root, "", "s?" if plural else ""))


class _Node:
    """A letter, the letters that may follow it, and whether a word ends here."""

    __slots__ = ("ends", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.ends = False

    def add(self, char: str) -> _Node:
        return self.following.setdefault(char, _Node())


def _branches(node: _Node, before: str, plural: str) -> str:
    branches = [
        _step(before, char) + _branches(child, char, plural) for char, child in node.following.items()
    ]
    if node.ends:
        branches.append(_edge(before, plural))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _step(before: str, char: str) -> str:
    if char == " ":
        return r"\s+"
    mixed = before not in ("", " ") and before.isascii() != char.isascii()
    return (r"\s?" if mixed else "") + re.escape(char)


def _edge(last: str, plural: str) -> str:
    if not last.isascii() or not last.isalnum():
        return ""
    return (plural if last.isalpha() else "") + "(?![a-z0-9])"
